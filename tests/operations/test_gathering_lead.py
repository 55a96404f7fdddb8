"""What is known of one lead by itself is what is known of it among all, also after people were parted again."""

from datetime import date
from pathlib import Path

import pytest

from funneldesk.domain.fields import DECISIONS
from funneldesk.operations import by_hand
from funneldesk.operations.duties import duties_of, duties_of_lead
from funneldesk.operations.facts import facts_of, facts_of_lead, versions_of
from funneldesk.operations.legs import legs_of_store
from funneldesk.operations.merging import merge, take_back
from funneldesk.operations.stores import create_store
from funneldesk.operations.undoing import undo_import
from tests.operations.taking import take

DAY = date(2026, 4, 3).toordinal()
PEOPLE = [{"external_id": str(n), "name": f"山田 {n}郎", "email": f"y{n}@toto.jp"} for n in (1, 2)]


@pytest.mark.parametrize("own_id", ["H1", ""])
@pytest.mark.parametrize("whose", [1, 2])
def test_an_act_on_a_hand_over_of_people_who_were_one(tmp_path: Path, whose: int, own_id: str) -> None:
    with create_store(tmp_path / "a.db", "ja") as store:
        take(store, "leads", PEOPLE, list_date="2026-03-01")
        leg = {"email": f"y{whose}@toto.jp", "side": "sales", "handed_at": "2026-04-01"}
        take(store, "handovers", [leg | ({"handover_id": own_id} if own_id else {})], list_date="2026-04-01")
        one, other = sorted(int(lead) for lead in facts_of(store).lead_ids)
        number = merge(store, one, other).id
        [record] = [leg.record for leg in legs_of_store(store)]
        # Entered about both as one; whoever it was of then, it is about that hand-over.
        by_hand.decide(store, record, "rejected", DAY, reason="時期尚早")
        for lead in (one, other):
            if lead in facts_of(store).lead_ids:
                by_hand.hand_over(store, lead, "sales", DAY + 1)
        take_back(store, number)
        for leg in legs_of_store(store):
            by_hand.contacted(store, leg.record, DAY + 2)
        again = merge(store, one, other).id
        for leg in legs_of_store(store):
            by_hand.comment(store, leg.record, "課題: 原価", DAY + 3)
        take_back(store, again)
        legs = facts_of(store).handovers
        for place, lead in enumerate(facts_of(store).lead_ids.tolist()):
            alone = facts_of_lead(store, lead)
            here = legs.lead == place
            assert alone.handovers.decision.tolist() == legs.decision[here].tolist()
            assert alone.handovers.record.tolist() == legs.record[here].tolist()
            owed = duties_of_lead(store, alone, versions_of(store), DAY + 5)
            assert set(owed) == {duty for duty in duties_of(store, DAY + 5).duties if duty.lead == lead}


def test_an_act_counts_for_the_hand_over_whoever_a_later_list_says_that_is_of(tmp_path: Path) -> None:
    with create_store(tmp_path / "a.db", "ja") as store:
        take(store, "leads", PEOPLE, list_date="2026-03-01")
        leg = {"handover_id": "H1", "side": "sales", "handed_at": "2026-04-01"}
        take(store, "handovers", [leg | {"email": "y1@toto.jp"}], list_date="2026-04-01")
        by_hand.decide(store, legs_of_store(store)[0].record, "rejected", DAY, reason="時期尚早")
        take(store, "handovers", [leg | {"email": "y2@toto.jp"}], list_date="2099-12-01")
        [whose], [decision] = facts_of(store).handovers.lead, facts_of(store).handovers.decision
        first, second = (facts_of_lead(store, lead).handovers for lead in facts_of(store).lead_ids.tolist())
        assert (whose, second.decision.tolist(), first.decision.tolist()) == (1, [decision], [])
        assert DECISIONS[decision] == "rejected"


def test_a_hand_over_somebody_acted_on_last_is_theirs_though_the_list_names_another(tmp_path: Path) -> None:
    with create_store(tmp_path / "a.db", "ja") as store:
        take(store, "leads", PEOPLE, list_date="2026-03-01")
        leg = {"handover_id": "H1", "side": "sales", "handed_at": "2026-04-01"}
        take(store, "handovers", [leg | {"email": "y1@toto.jp"}], list_date="2026-04-01")
        later = take(store, "handovers", [leg | {"email": "y2@toto.jp"}], list_date="2026-04-02").batch
        by_hand.decide(store, legs_of_store(store)[0].record, "rejected", DAY, reason="時期尚早")
        undo_import(store, later)
        [whose] = facts_of(store).handovers.lead
        first, second = (facts_of_lead(store, lead).handovers for lead in facts_of(store).lead_ids.tolist())
        assert (whose, len(first.decision)) == (1, 0)
        for name in ("record", "handed_day", "decided_day"):
            assert getattr(second, name).tolist() == getattr(facts_of(store).handovers, name).tolist()
