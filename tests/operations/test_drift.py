"""Decisions of sales as the store holds them, and what follows from them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from funneldesk.domain.book.book import Scope, Signature
from funneldesk.domain.book.conditions import Attribute
from funneldesk.domain.moment import instant_text
from funneldesk.operations import book as books
from funneldesk.operations import pilots
from funneldesk.operations.book import book_in_force
from funneldesk.operations.drift import decisions_of, drift_of, rejections_of
from funneldesk.operations.facts import facts_of
from funneldesk.operations.stores import in_memory_store
from tests.operations.taking import take

AS_OF = date(2026, 8, 1).toordinal()


@pytest.fixture
def store():
    with in_memory_store("en") as made:
        leads = [
            {"external_id": f"A{n}", "name": f"名前 {n}", "company": f"会社{n}", "acquired_at": "2026-01-10",
             "industry": "学生" if n < 14 else "製造業"}
            for n in range(50)
        ]  # fmt: skip
        handed = [
            {"handover_id": f"H{n}", "lead_external_id": f"A{n}", "handed_at": "2026-05-01",
             "decision": "rejected" if n < 12 else "accepted", "reason": "対象外" if n < 12 else None,
             "decided_at": "2026-05-03" if n else None}
            for n in range(50)
        ]  # fmt: skip
        take(made, "leads", leads)
        take(made, "handovers", handed)
        yield made


def test_decisions_have_their_day_their_lead_and_their_reason(store):
    found = sorted(decisions_of(store, facts_of(store), AS_OF), key=lambda one: one.lead)
    assert len(found) == 50
    assert [date.fromordinal(one.day).isoformat() for one in found[:2]] == ["2026-05-01", "2026-05-03"]
    assert [one.rejected for one in found[10:14]] == [True, True, False, False]
    assert (found[0].reason, found[13].reason) == ("対象外", "")
    assert not decisions_of(store, facts_of(store), date(2026, 4, 30).toordinal())


def test_the_value_they_have_in_common_is_named(store):
    (found,) = rejections_of(store, book_in_force(store, AS_OF).book, AS_OF)
    assert (found.field, found.value, found.rejected, found.decided) == ("industry", "学生", 12, 14)
    assert found.reasons == (("対象外", 12),)


def test_what_a_pilot_handed_over_does_not_move_the_version_for_everybody(store):
    now = datetime(2026, 4, 1, 1, tzinfo=UTC)
    signed = [Signature(side, side, instant_text(now)) for side in ("marketing", "sales")]

    def draft(points):
        book = books.draft_of(store)
        books.save_draft(store, replace(book, threshold=replace(book.threshold, points=points)))

    draft(61.0)
    books.adopt_draft(store, signed, now=now)
    accepted = {one.name: one for one in drift_of(store, AS_OF).moved}["acceptance"]
    assert accepted.n_after == 50
    draft(55.0)
    makers = Scope(Attribute("industry", "is", ("製造業",)))
    pilots.start_pilot(store, signed, makers, now=now + timedelta(days=10))
    accepted = {one.name: one for one in drift_of(store, AS_OF).moved}["acceptance"]
    assert (accepted.n_after, round(accepted.after * 14)) == (14, 2)


def test_the_example_book_always_was(store):
    assert drift_of(store, AS_OF) is None
