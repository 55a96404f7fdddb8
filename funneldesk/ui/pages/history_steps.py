"""Pages on which things are entered go on with the steps of before a restart: each is a record."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from funneldesk.domain.moment import instant_text
from funneldesk.ui.steps import Step, Steps

if TYPE_CHECKING:
    from funneldesk.store.store import Store
    from funneldesk.ui.page import Page

#: What is older is nothing that Ctrl+Z should take back unasked: it stands in the history.
RECENT = timedelta(hours=24)


def recall_steps(page: "Page", steps: Steps, then: Callable[[], None], *, of_leads: bool = False) -> None:
    """Fill the steps of a page with what was entered before the window opened, then call `then`.

    `of_leads`: only what is about one lead.
    """
    path, since = page.session.path, instant_text(datetime.now(UTC) - RECENT)

    def work(store: "Store", _task: Any) -> list[Step]:
        from funneldesk.operations.history import entries_since, named

        found = (Step(named(one), one.number, one.target, one.way) for one in entries_since(store, since))
        return [one for one in found if one.lead or not of_leads]

    def show(found: list[Step]) -> None:
        if page.session.path == path:
            steps.recall(found)
            then()

    page.session.search(work, show)
