"""The steps of the import page: what was imported lately is withdrawn by Ctrl+Z, the last first, and brought back."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from funneldesk.domain.moment import instant_text
from funneldesk.ui.pages.history_steps import RECENT
from funneldesk.ui.steps import Step, Steps

if TYPE_CHECKING:
    from funneldesk.operations.import_history import History
    from funneldesk.operations.importing import BatchInfo


def import_steps(history: "History") -> Steps:
    """Return the imports of late as steps; an import ends the way forward to those withdrawn before it."""
    from funneldesk.operations.history import import_event, named

    def step(batch: "BatchInfo") -> Step:
        return Step(named(import_event(batch)), batch.id, way="import")

    since = instant_text(datetime.now(UTC) - RECENT)
    newest = max((batch.imported_at for batch in history.batches), default=since)
    made = [
        step(batch) for batch in reversed(history.batches) if not batch.hidden and batch.imported_at >= since
    ]
    withdrawn = sorted(
        (batch.hidden_at, -batch.id, step(batch))
        for batch in history.batches
        if batch.hidden_at and batch.hidden_at >= max(since, newest) and batch.id not in history.replaced_by
    )
    back = [one for _at, _place, one in withdrawn]
    steps = Steps()
    steps.recall([*made, *back])
    for one in back:
        steps.undone(one)
    return steps
