"""The code of all pages is loaded while the first one is looked at: opening a page then only builds it."""

from importlib import import_module
from pkgutil import iter_modules
from threading import Thread

#: Packages whose loading was begun; the code of a program is loaded once, however many windows it opens.
_begun: set[str] = set()


def preload(package: str) -> Thread | None:
    """Load all modules of a package in a thread of their own, and return the thread; None when that was begun before.

    Python lets the window work between two steps of it; the program ends without waiting for it.
    """
    if package in _begun:
        return None
    _begun.add(package)
    thread = Thread(target=_load, args=(package,), name=f"preload {package}", daemon=True)
    thread.start()
    return thread


def _load(package: str) -> None:
    for module in iter_modules(import_module(package).__path__, f"{package}."):
        import_module(module.name)
