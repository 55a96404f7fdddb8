"""The hand-overs as people look at them: those that wait on top, the longest first."""

from datetime import date

from funneldesk.operations import by_hand
from funneldesk.operations.handovers import handovers_of
from funneldesk.operations.legs import legs_of_store
from tests.operations.worklists import MADE, TODAY, company


def test_open_ones_first_then_the_newest_decided() -> None:
    with company() as store:
        by_hand.hand_over(store, 4, "is", date(2026, 3, 1).toordinal(), owner="田中")
        first, second, third = (leg.record for leg in legs_of_store(store))
        by_hand.decide(store, second, "rejected", MADE, reason="時期尚早")
        assert [line.reason for line in handovers_of(store, TODAY).lines] == ["", "", "時期尚早"]
        by_hand.decide(store, second, "accepted", MADE)
        by_hand.contacted(store, second, MADE)
        found = handovers_of(store, TODAY)
        assert [line.leg.record for line in found.lines] == [third, first, second]
        assert [line.state for line in found.lines] == ["open", "open", "accepted"]
        assert [line.is_late for line in found.lines] == [False, True, False]
        assert (found.waiting, found.late, found.owners, found.owed) == (2, 1, ("佐藤", "田中"), 4)
        assert (found.lines[1].person, found.lines[1].company) == ("鈴木 花子", "港精機")
        assert found.lines[2].reason == ""
        assert (found.lines[2].decided, found.lines[2].contacted) == (MADE, MADE)
        assert [line.leg.lead for line in found.shown("open", "sales", None)] == [2]
        assert [line.leg.lead for line in found.shown("all", "", "田中")] == [4]
