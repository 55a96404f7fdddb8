"""Each kind of record is taken back and brought back by its own operation."""

import pytest

from funneldesk.errors import UserError
from funneldesk.operations import by_hand, merging, minutes
from funneldesk.operations.facts import facts_of
from funneldesk.operations.history import history_of
from funneldesk.operations.history_events import Event
from funneldesk.operations.history_steps import bring_back, take_back
from funneldesk.operations.reviews import begin_review
from funneldesk.operations.stores import Store, in_memory_store
from tests.operations.taking import figures, take
from tests.operations.test_by_hand import ASKED, HANAKO, TARO, day


def _of(store: Store, way: str) -> Event:
    return next(one for one in history_of(store).events if one.way == way)


@pytest.mark.parametrize("way", ["import", "act", "decision", "note"])
def test_back_and_forth_leaves_everything_as_it_was(way: str) -> None:
    with in_memory_store("ja") as store:
        take(store, "leads", [TARO, HANAKO])
        take(store, "activities", [ASKED])
        if way == "act":
            by_hand.hand_over(store, 1, "sales", day("2026-04-02"))
        elif way == "decision":
            merging.merge(store, 1, 2)
        elif way == "note":
            begin_review(store, day("2026-05-10"), "monthly")
            minutes.remark(store, 1, "次回も")
        with_it = figures(store), facts_of(store).handovers.lead.tolist()
        take_back(store, _of(store, way))
        assert _of(store, way).hidden
        assert way == "note" or (figures(store), facts_of(store).handovers.lead.tolist()) != with_it
        bring_back(store, _of(store, way))
        assert not _of(store, way).hidden
        assert (figures(store), facts_of(store).handovers.lead.tolist()) == with_it


@pytest.mark.parametrize("barred", ["", "It was agreed."])
def test_what_cannot_be_taken_back_says_so(barred: str) -> None:
    with in_memory_store("en") as store:
        for step in (take_back, bring_back):
            with pytest.raises(UserError) as caught:
                step(store, Event("2026-04-01T00:00:00Z", "out", "Saved", barred=barred))
            assert caught.value.next_step.startswith(barred or "It left the program")


def test_whoever_was_faster_is_told_of() -> None:
    with in_memory_store("en") as store:
        take(store, "leads", [TARO])
        by_hand.called(store, 1, day("2026-04-02"), reached=True)
        event = _of(store, "act")
        take_back(store, event)
        with pytest.raises(UserError):
            take_back(store, event)
