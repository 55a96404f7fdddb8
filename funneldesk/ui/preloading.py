"""The code of all pages is loaded in the background, that of the first page first: opening a page only builds it."""

import time
from collections.abc import Iterable
from importlib import import_module
from pkgutil import iter_modules
from threading import Event, Thread

#: The first page gets its answers before the code of the others is loaded.
PAUSE_SECONDS = 0.3
#: Packages whose loading was begun; the code of a program is loaded once, however many windows it opens.
_begun: set[str] = set()


class Loading(Thread):
    """Loads all modules of a package; the window works meanwhile, and the program ends without waiting for it."""

    def __init__(self, package: str, first: Iterable[str]) -> None:
        super().__init__(name=f"loading {package}", daemon=True)
        self._package, self._first = package, tuple(first)
        #: Whether the first modules are there, or never will be.
        self.first_is_loaded = Event()

    def run(self) -> None:
        """Load one module after the other."""
        try:
            for module in self._first:
                import_module(module)
        finally:
            self.first_is_loaded.set()
        time.sleep(PAUSE_SECONDS)
        for found in iter_modules(import_module(self._package).__path__, f"{self._package}."):
            import_module(found.name)


def preload(package: str, first: Iterable[str]) -> Loading | None:
    """Begin to load all modules of a package, `first` those that are needed first; None when that was begun before."""
    if package in _begun:
        return None
    _begun.add(package)
    loading = Loading(package, first)
    loading.start()
    return loading
