"""Taking imports back and bringing them in again; a correction and the list it corrects never count together."""

from dataclasses import replace
from typing import TYPE_CHECKING

from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations.batches import batch_of, now
from funneldesk.operations.changes import note
from funneldesk.operations.settling import settle_appeared, settle_vanished
from funneldesk.operations.tasks import NO_TASK, Task
from funneldesk.store import records as stored
from funneldesk.store.replacing import replaced_by, replaces

if TYPE_CHECKING:
    from funneldesk.store.records import BatchInfo
    from funneldesk.store.store import Store


def undo_import(store: "Store", batch_id: int, task: Task = NO_TASK) -> "BatchInfo":
    """Take an import back: everything is as if it had never been made."""
    info = takeable_back(store, batch_id)
    with store.transaction():
        at = take_back(store, info, task)
    return replace(info, hidden=True, hidden_at=at)


def takeable_back(store: "Store", batch_id: int) -> "BatchInfo":
    """Return an import that counts; UserError where it does not, saying why."""
    info = batch_of(store, batch_id)
    if not info.hidden:
        return info
    _refuse_replaced(store, info)
    raise UserError(
        "already_undone",
        _("Import {batch} has been taken back already.").format(batch=batch_id),
        _("`funneldesk imports` lists all imports."),
    )


def take_back(store: "Store", info: "BatchInfo", task: Task) -> str:
    """Hide an import inside a transaction, bring back the list it had replaced, and return the instant."""
    connection, at = store.connection, now()
    original, gone = replaces(store.connection, info.id), None
    if original is not None:
        come, gone = stored.different_people(connection, batch_of(store, original), info)
        _show(store, original, task, come)
    stored.set_hidden(connection, info.id, at)
    settle_vanished(store, info.id, task=task, people=gone)
    note(connection, "undo-import", {"batch": info.id})
    return at


def redo_import(store: "Store", batch_id: int, task: Task = NO_TASK) -> "BatchInfo":
    """Let an import that was taken back count again."""
    info = batch_of(store, batch_id)
    if not info.hidden:
        raise UserError(
            "not_undone",
            _("Import {batch} has not been taken back.").format(batch=batch_id),
            _("`funneldesk imports` lists all imports."),
        )
    _refuse_replaced(store, info)
    original = replaces(store.connection, batch_id)
    if original is not None:
        _refuse_replaced(store, batch_of(store, original))
    with store.transaction() as connection:
        before = batch_of(store, original) if original is not None else None
        if before is None or before.hidden:
            _show(store, batch_id, task)
        else:
            gone, come = stored.different_people(connection, before, info)
            _show(store, batch_id, task, come)
            stored.set_hidden(connection, before.id, now())
            settle_vanished(store, before.id, task=task, people=gone)
        note(connection, "redo-import", {"batch": batch_id})
    return replace(info, hidden=False, hidden_at=None)


def _show(store: "Store", batch_id: int, task: Task, people: set[int] | None = None) -> None:
    connection = store.connection
    stored.set_hidden(connection, batch_id, None)
    touched = stored.identities_of_batch(connection, batch_id) if people is None else people
    settle_appeared(store, batch_id, appeared=set(), touched=touched, task=task)


def _refuse_replaced(store: "Store", info: "BatchInfo") -> None:
    """Refuse where a correction of the list counts already: its rows would count twice."""
    current = replaced_by(store.connection, info.id)
    if current is not None:
        raise UserError(
            "replaced",
            _("Import {batch} was corrected by import {other} ({file}), which counts in its place.").format(
                batch=info.id, other=current.id, file=current.file_name
            ),
            _("Take import {other} back first.").format(other=current.id),
        )
