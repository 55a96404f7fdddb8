"""Taking back what the history shows, and bringing it back: each kind of record by the operation that is its own."""

from typing import TYPE_CHECKING

from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations import by_hand, editing, merging, minutes, undoing
from funneldesk.operations.tasks import NO_TASK, Task

if TYPE_CHECKING:
    from funneldesk.operations.history_events import Event, Way
    from funneldesk.store.store import Store


def take_back(store: "Store", event: "Event", task: Task = NO_TASK) -> None:
    """Let an event not have happened; UserError where it cannot be, or somebody did meanwhile."""
    _require(event)
    step(store, event.way, event.number, task, back=True)


def bring_back(store: "Store", event: "Event", task: Task = NO_TASK) -> None:
    """Let an event that was taken back have happened again; UserError as for `take_back`."""
    _require(event)
    step(store, event.way, event.number, task, back=False)


def step(store: "Store", way: "Way", number: int, task: Task = NO_TASK, *, back: bool) -> None:
    """Take the record of that kind and number back, or let it count again; UserError where somebody did meanwhile."""
    if way == "import":
        (undoing.undo_import if back else undoing.redo_import)(store, number, task)
    elif way == "act":
        (by_hand.undo_act if back else by_hand.redo_act)(store, number)
    elif way == "edit":
        (editing.undo_edit if back else editing.redo_edit)(store, number, task)
    elif way == "decision":
        (merging.take_back if back else merging.bring_back)(store, number, task)
    else:
        (minutes.undo_step if back else minutes.redo_step)(store, number)


def _require(event: "Event") -> None:
    if not event.can_step:
        raise UserError(
            "no_way_back",
            _("This cannot be taken back."),
            event.barred or _("It left the program, or nothing was changed by it."),
        )
