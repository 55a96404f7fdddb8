"""Imports as they are stored: found by id or by file, with the plan they were understood by."""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from funneldesk.domain.lists.mapping import ImportPlan, Problem, plan_from_json
from funneldesk.domain.lists.problems import spoken
from funneldesk.domain.moment import DEFAULT_ZONE, instant_text, zone_of
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.store import records as stored

if TYPE_CHECKING:
    from funneldesk.store.records import BatchInfo
    from funneldesk.store.store import Store


class _TakenBack(Exception):  # noqa: N818 - the way a rehearsal ends
    """Leaves the transaction."""


@contextmanager
def transaction_or_rehearsal(store: "Store") -> Iterator[Callable[[], None]]:
    """Do everything in the block in one transaction; calling what is yielded takes all of it back at the end."""
    wanted: list[bool] = []
    try:
        with store.transaction():
            yield lambda: wanted.append(True)
            if wanted:
                raise _TakenBack  # noqa: TRY301 - the way out of the transaction
    except _TakenBack:
        pass


def batch_of(store: "Store", batch_id: int) -> "BatchInfo":
    """Return one import; UserError if there is none with that number."""
    info = stored.batch_info(store.connection, batch_id)
    if info is None:
        raise UserError(
            "no_import",
            _("There is no import {batch}.").format(batch=batch_id),
            _("`funneldesk imports` lists all imports."),
        )
    return info


def plan_of(info: "BatchInfo") -> ImportPlan:
    """Return how the list of an import was understood."""
    return plan_from_json(json.loads(info.plan))


def problems_of(store: "Store", batch_id: int) -> tuple[Problem, ...]:
    """Return the problems of one import."""
    return tuple(spoken(Problem(*row)) for row in stored.problems_of(store.connection, batch_id))


def remembered(store: "Store | None") -> Callable[[str], ImportPlan | None]:
    """Return the look-up of how lists with a heading fingerprint were corrected before."""

    def plan(fingerprint: str) -> ImportPlan | None:
        text = stored.preset(store.connection, fingerprint) if store else None
        try:
            return plan_from_json(json.loads(text)) if text else None
        except (ValueError, KeyError):
            return None  # Remembered by another version of the program: found out anew.

    return plan


def sha256_of(path: Path) -> str:
    """Return what tells the content of a file from all others; UserError if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UserError(
            "cannot_read",
            _("{file} cannot be read.").format(file=str(path)),
            _("Check the name and your rights. If it is open in another program, close it there."),
        ) from error


def day_of(path: Path, zone: str | None = None) -> date:
    """Return the day a file was last changed, by the clock of the business."""
    return datetime.fromtimestamp(path.stat().st_mtime, zone_of(zone or DEFAULT_ZONE)).date()


def now() -> str:
    """Return this instant as it is stored."""
    return instant_text(datetime.now(UTC))
