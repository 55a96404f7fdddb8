"""A pilot has its own duties and hand-overs, for real, inside its segment (DESIGN 4, Scope)."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from funneldesk.domain.book.book import Book
from funneldesk.errors import UserError
from funneldesk.operations import book as books
from funneldesk.operations import by_hand
from funneldesk.operations import pilots as operation
from funneldesk.operations.checking import check
from funneldesk.operations.duties import duties_of, duties_of_lead
from funneldesk.operations.facts import facts_of_lead, versions_of
from funneldesk.operations.lead_page import whole_lead
from funneldesk.operations.legs import legs_of_store
from funneldesk.operations.scoring import find_leads
from funneldesk.operations.stores import Store, in_memory_store
from tests.operations.test_pilots import BOTH, MAKERS, NOW, START, TODAY, fill, later, mail, milder

# Of twenty leads every second one is a maker; 6 and 8 (makers) and 5, 7, 9 came to the seminar on 2026-11-10.


def of_the_pilot(book: Book) -> Book:
    """Return the milder book, in which a call is owed three calendar days later, and nobody reminds of silence."""
    rules = tuple(
        replace(rule, due_days=3, due_calendar="calendar") if rule.event == "candidate" else rule
        for rule in book.rules
        if rule.event != "no_contact"
    )
    reasons = tuple(
        replace(one, days=10, name="まだ早い") if one.name == "時期尚早" else one for one in book.reasons
    )
    return replace(milder(book), rules=rules, reasons=reasons)


@pytest.fixture
def store() -> Iterator[Store]:
    with in_memory_store("ja") as opened:
        fill(opened)
        yield opened


def owed(store: Store, day: int, event: str) -> dict[str, tuple[int, int]]:
    """Return of whom something is owed: the number of the book that asks for it, and how many days are left."""
    return {
        duty.person: (duty.version, duty.due - duty.start)
        for duty in duties_of(store, day).duties
        if duty.event == event
    }


def begin(store: Store, *, shadow: bool = False) -> None:
    books.save_draft(store, of_the_pilot(books.draft_of(store)))
    operation.start_pilot(store, BOTH, replace(MAKERS, shadow=shadow), now=NOW)


def test_inside_its_segment_the_pilot_asks_by_its_own_threshold_and_rules(store: Store) -> None:
    plain = owed(store, TODAY, "candidate")
    assert set(plain) >= {"人1", "人3"}
    assert {version for version, _left in plain.values()} == {0}
    silent = owed(store, TODAY, "no_contact")
    assert set(silent) == {"人6"}
    begin(store)
    piloted = owed(store, TODAY, "candidate")
    # Of the makers those who came to the seminar are called now; 人6 was handed over, 人0 and 人2 were decided.
    assert {name: found for name, found in piloted.items() if name in plain} == {
        name: (1, 3) if int(name[1:]) % 2 == 0 else found for name, found in plain.items()
    }
    assert {name: piloted[name] for name in set(piloted) - set(plain)} == {"人8": (1, 3)}
    assert owed(store, TODAY, "no_contact") == {}
    # Before its first day the book for everybody asked.
    assert {version for version, _left in owed(store, START - 1, "candidate").values()} == {0}
    operation.end_pilot(store, now=later(10))
    assert owed(store, START + 15, "candidate") == plain
    assert owed(store, START + 5, "candidate") != plain
    assert check(store) == ()


def test_what_the_pilot_hands_over_is_decided_about_by_its_reasons(store: Store) -> None:
    begin(store)
    # Reviews are held once.
    assert len([duty for duty in duties_of(store, TODAY).duties if duty.event in ("weekly", "monthly")]) <= 2
    [maker] = find_leads(store, mail(8))
    by_hand.hand_over(store, maker, "sales", TODAY)
    assert "人8" not in owed(store, TODAY, "candidate")
    assert owed(store, TODAY, "handover")["人8"][0] == 1
    leg = legs_of_store(store)[-1]
    [other] = find_leads(store, mail(5))
    by_hand.hand_over(store, other, "sales", TODAY)
    with pytest.raises(UserError, match="まだ早い"):
        by_hand.decide(store, legs_of_store(store)[-1].record, "rejected", TODAY, reason="まだ早い")
    number = by_hand.decide(store, leg.record, "rejected", TODAY, reason="まだ早い")
    assert "人8" not in owed(store, TODAY + 9, "recheck")
    assert owed(store, TODAY + 10, "recheck")["人8"] == (1, 0)
    # The page of the lead, which reads nobody else, says the same.
    alone = duties_of_lead(store, facts_of_lead(store, maker), versions_of(store), TODAY + 10)
    assert set(alone) == {duty for duty in duties_of(store, TODAY + 10).duties if duty.lead == maker}
    assert ("まだ早い" in dict(whole_lead(store, maker, TODAY).reasons)) is True
    assert ("まだ早い" in dict(whole_lead(store, other, TODAY).reasons)) is False
    by_hand.undo_act(store, number)
    # A reason of the book for everybody has its own consequence.
    by_hand.decide(store, leg.record, "rejected", TODAY, reason="不通")
    assert "人8" not in owed(store, TODAY + 29, "recheck")
    assert owed(store, TODAY + 30, "recheck")["人8"] == (1, 0)
    assert check(store) == ()


def test_a_shadow_asks_nobody(store: Store) -> None:
    before = duties_of(store, TODAY)
    begin(store, shadow=True)
    assert duties_of(store, TODAY) == before


def test_an_adopted_pilot_asks_everybody(store: Store) -> None:
    begin(store)
    operation.adopt_pilot(store, BOTH, now=later(10))
    found = owed(store, START + 15, "candidate")
    assert {"人5", "人7", "人8", "人9"} <= set(found)
    assert {version for version, _left in found.values()} == {2}
