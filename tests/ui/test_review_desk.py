"""The desk of a review by itself: what it remembers of steps, and of which store."""

from datetime import date
from typing import Any

from funneldesk.domain.funnel.periods import month
from funneldesk.operations import minutes
from funneldesk.operations.reviews import begin_review
from funneldesk.operations.stores import Store, in_memory_store
from funneldesk.ui.pages.review_desk import ReviewDesk

DAY = date(2026, 4, 10).toordinal()


class _AtOnce:
    """A session that writes at once."""

    today = DAY
    #: Nothing was done in it before a restart.
    has_store = False

    def __init__(self, store: Store) -> None:
        self.store = store

    def write(self, job: Any, done: Any, *_failed: Any, **_how: Any) -> None:
        done(job(self.store, None))


def test_steps_of_another_store_do_not_say_which_review_a_step_is_of() -> None:
    with in_memory_store("en") as first, in_memory_store("en") as second:
        session = _AtOnce(first)
        desk = ReviewDesk(session)  # type: ignore[arg-type]
        begin_review(first, DAY, "monthly", month(DAY, 1))
        desk.review = begin_review(first, DAY, "monthly", month(DAY, 2)).id
        desk.decide("decided", -1, "Call sooner", "", None)
        step = desk.steps.last
        desk.change_store()
        session.store = second
        desk.review = begin_review(second, DAY, "monthly", month(DAY, 1)).id
        desk.keep(minutes.decide(second, desk.review, "Write sooner", "", None))
        # Both stores count their steps alike.
        assert step is not None
        assert desk.steps.last is not None
        assert desk.steps.last.number == step.number
        shown: list[Any] = []
        desk.shown.connect(shown.append)
        desk.undo()
        assert (desk.review, shown[0].review.id) == (1, 1)
