"""Pages on which things are entered go on with the steps of before a restart: each is a record."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from funneldesk.domain.moment import instant_text
from funneldesk.ui.steps import Step, Steps

if TYPE_CHECKING:
    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session

#: What is older is nothing that Ctrl+Z should take back unasked: it stands in the history.
RECENT = timedelta(hours=24)


def recall_steps(
    session: "Session",
    steps: Steps,
    then: Callable[[], None],
    *,
    kinds: Sequence[str] = ("entry",),
    of_leads: bool = False,
) -> None:
    """Fill the steps of a page with what was entered before the window opened, then call `then`.

    `kinds`: of what kinds of events (`history_events.KINDS`); `of_leads`: only what is about one lead.
    """
    path, since = session.path, instant_text(datetime.now(UTC) - RECENT)

    def work(store: "Store", _task: Any) -> list[Step]:
        from funneldesk.operations.history import entries_since, named

        found = entries_since(store, since, kinds)
        return [
            Step(named(one), one.number, one.target, one.way) for one in found if one.target or not of_leads
        ]

    def show(found: list[Step]) -> None:
        if session.path == path:
            steps.recall(found)
            then()

    session.search(work, show)
