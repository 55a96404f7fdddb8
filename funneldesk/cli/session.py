"""What one run of the command line was told: the store, the day, the form of the output."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from funneldesk.errors import UserError
from funneldesk.i18n import _, language
from funneldesk.operations import stores
from funneldesk.operations.business_day import business_day
from funneldesk.operations.places import default_store_path

if TYPE_CHECKING:
    from funneldesk.operations.stores import Store

#: Opens the window on a store (None: the usual place) in a language (None: as set) and returns the exit code.
OpenWindow = Callable[[Path | None, str | None], int]

#: Opens the window of a team member on a shared folder in a language (None: the system's) and returns the exit code.
OpenShared = Callable[[Path, str | None], int]


@dataclass(slots=True)
class Receiving:
    """The store an import goes into, and whether anything came of it."""

    store: "Store"
    keep: bool = False


@dataclass(slots=True)
class Session:
    """The options every command takes; `as_of` is an ordinal day, None for today."""

    open_window: OpenWindow
    open_shared: OpenShared
    store: Path | None = None
    language: str | None = None
    as_json: bool = False
    as_of: int | None = None
    #: What Ctrl+C leaves behind, said by a command that writes in several steps.
    when_stopped: str = ""

    @property
    def store_path(self) -> Path:
        """Return the store that was asked for, else the one in the usual place."""
        return self.store or default_store_path()

    def day_in(self, store: "Store") -> int:
        """Return the day to compute for: `--as-of`, else today in the store's time zone."""
        return business_day(store) if self.as_of is None else self.as_of

    def reader(self) -> "Store":
        """Open the existing store for reading; UserError where there is none."""
        self._must_exist()
        return stores.open_reader(self.store_path)

    def writer(self) -> "Store":
        """Open the existing store for writing; UserError where there is none."""
        self._must_exist()
        return stores.open_store(self.store_path, _tell)

    @contextmanager
    def receiving(self, *, dry_run: bool) -> Iterator["Receiving"]:
        """Open the store that lists go into; a missing one is made, its book in the language in use.

        One made here goes again unless something is kept. A dry run makes none: it has one in memory.
        """
        path = self.store_path
        made = not path.exists() and not dry_run
        receiving = Receiving(self._receiver(path, made=made))
        try:
            with receiving.store:
                yield receiving
        finally:
            if made and not receiving.keep:
                path.unlink(missing_ok=True)

    def _receiver(self, path: Path, *, made: bool) -> "Store":
        if made:
            path.parent.mkdir(parents=True, exist_ok=True)
            return stores.create_store(path, language())
        return stores.open_store(path, _tell) if path.exists() else stores.in_memory_store(language())

    def _must_exist(self) -> None:
        path = self.store_path
        if not path.exists():
            raise UserError(
                "no_store",
                _("There is no data yet: %(path)s does not exist.") % {"path": path},
                _("Import a list first: funneldesk import FILE."),
            )


def _tell(error: UserError) -> None:
    """Say on stderr what did not work but keeps nothing from going on: stdout is the result's."""
    click.echo(error.message, err=True)
    click.echo("→ " + error.next_step, err=True)
