"""What is broken in a store's data, where, and what to fix first."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from funneldesk.domain.book.book import DataRules, Signature
from funneldesk.domain.book.starter import starter_book
from funneldesk.domain.moment import instant_text
from funneldesk.operations import quality as operations
from funneldesk.operations.book import adopt_draft, save_draft
from funneldesk.operations.importing import undo_import
from funneldesk.operations.quality import Quality, RuleReport, quality_of
from funneldesk.operations.quality_sentences import (
    first_of,
    mend_words,
    reasons_words,
    rule_words,
    schedule_state_words,
    what_words,
)
from funneldesk.operations.stores import in_memory_store
from funneldesk.store.store import Store
from tests.operations.taking import take

AS_OF = date(2026, 4, 2).toordinal()  # the day after the lists of `take`


def report(quality: Quality, stage: str, field: str) -> RuleReport:
    return next(r for r in quality.rules if r.state.stage == stage and field in r.state.fields)


def leads(count: int, **more: str) -> list[dict[str, str]]:
    return [
        {"email": f"u{n}@x.co.jp", "name": f"人 {n}", "company": f"社 {n}", "source": "SEO",
         "acquired_at": "2026-03-01"} | more
        for n in range(count)
    ]  # fmt: skip


def named(store: Store, quality: Quality, found: RuleReport) -> list[str]:
    ids = quality.leads(found.state.places)
    rows = store.connection.execute("SELECT id, name FROM lead").fetchall()
    return sorted(name for number, name in rows if number in ids)


def test_missing_fields_are_found_with_the_list_to_mend() -> None:
    with in_memory_store("en") as store:
        take(store, "leads", leads(6), system="ma")
        take(
            store,
            "leads",
            [{"name": "名刺 太郎", "company": "名刺社", "phone": "03-1234-5678"}],
            system="cards",
        )
        quality = quality_of(store, AS_OF)
        source = report(quality, "lead", "source")
        assert (source.state.k, source.state.n) == (1, 7)
        assert named(store, quality, source) == ["名刺 太郎"]
        assert source.where is not None
        assert (source.where.k, source.where.has_column) == (1, False)
        assert "no column “lead source”" in mend_words(source)
        # A phone number will do where there is no mail.
        assert report(quality, "lead", "email").state.k == 0


def handover(n: int, **more: str) -> dict[str, str]:
    row = {"email": f"u{n}@x.co.jp", "handed_at": "2026-03-10", "decision": "accepted"}
    return row | {"decided_at": "2026-03-12", "owner": "営業", "comment": "課題あり"} | more


def test_what_sales_has_to_fill_in_comes_first() -> None:
    with in_memory_store("en") as store:
        take(store, "leads", leads(20))
        rows = [handover(n, **({"decided_at": "", "comment": ""} if n < 3 else {})) for n in range(4)]
        take(store, "handovers", rows)
        quality = quality_of(store, AS_OF)
        decided = report(quality, "sal", "decided_at")
        assert (decided.state.k, decided.state.n) == (3, 4)
        assert decided.where is not None
        assert (decided.where.group.newest.kind, decided.where.k, decided.where.has_column) == (
            "handovers",
            3,
            True,
        )
        assert report(quality, "sal", "owner").state.k == 0
        first = first_of(quality)
        assert first.sentence == (
            "SAL: 3 of 4 have no date decided. Start with “handovers.xlsx” (3 of them): fill in “date decided” there."
        )
        assert first.places is decided.state.places


def test_a_date_on_the_list_of_leads_will_do_where_nothing_was_handed_over() -> None:
    with in_memory_store("en") as store:
        take(store, "leads", [leads(1)[0] | {"sal_at": "2026-03-05", "owner": "営業"}])
        quality = quality_of(store, AS_OF)
        assert report(quality, "sal", "decided_at").state.k == 0
        assert report(quality, "sal", "owner").state.k == 0
        comment = report(quality, "sal", "comment")
        assert (comment.state.k, comment.where) == (1, None)
        assert "Hand-overs" in mend_words(comment)


def test_every_deal_of_a_lead_has_to_be_complete() -> None:
    with in_memory_store("en") as store:
        take(store, "leads", leads(3))
        deals = [
            {"external_id": "1", "email": "u0@x.co.jp", "opened_at": "2026-03-10", "amount": "100"},
            {"external_id": "2", "email": "u0@x.co.jp", "opened_at": "2026-03-11", "amount": ""},
            {"external_id": "3", "email": "u1@x.co.jp", "opened_at": "2026-03-11", "amount": "100",
             "outcome": "lost", "closed_at": "2026-03-20", "lost_reason": "価格"},
            {"external_id": "4", "email": "u2@x.co.jp", "opened_at": "2026-03-11", "amount": "100",
             "outcome": "lost", "closed_at": "2026-03-20"},
        ]  # fmt: skip
        take(store, "deals", deals)
        quality = quality_of(store, AS_OF)
        assert named(store, quality, report(quality, "deal", "amount")) == ["人 0"]
        lost = report(quality, "lost", "lost_reason")
        assert (lost.state.n, named(store, quality, lost)) == (2, ["人 2"])


def test_a_stage_nobody_records_breaks_no_rule() -> None:
    with in_memory_store("en") as store:
        take(store, "leads", leads(3))
        assert {r.state.stage for r in quality_of(store, AS_OF).rules} <= {"lead", "mql", "lost"}


def test_whoever_is_disqualified_is_nobodys_work() -> None:
    with in_memory_store("en") as store:
        take(store, "leads", [*leads(2), {"email": "z@x.co.jp", "stage": "disqualified"}])
        quality = quality_of(store, AS_OF)
        assert quality.about == 2
        assert report(quality, "lead", "company").state.k == 0


def test_values_the_book_does_not_allow(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = DataRules({}, {"source": ("SEO", "広告")}, (), ())
    book = replace(starter_book("en"), data_rules=rules)
    with in_memory_store("en") as store:
        take(store, "leads", [*leads(3), *({"email": f"z{n}@x.co.jp", "source": "せお"} for n in range(2))])
        real = operations.version_in_force
        monkeypatch.setattr(operations, "version_in_force", lambda *a: replace(real(*a), book=book))
        quality = quality_of(store, AS_OF)
        found = report(quality, "lead", "source")
        assert (found.state.what, found.state.k, found.state.n) == ("not_allowed", 2, 5)
        assert found.state.values == (("せお", 2),)
        assert "2 of 5 leads" in rule_words(found.state, quality)
        assert "correct “lead source”" in mend_words(found)


def test_lists_are_told_with_what_is_wrong_on_them() -> None:
    with in_memory_store("en") as store:
        rows = leads(3)
        take(store, "leads", [*rows, {"note": "誰?"}])
        take(store, "leads", [rows[0] | {"source": ""}], list_date="2026-03-01")
        take(store, "leads", [{"email": "c@x.co.jp"}], system="cards")
        groups = {group.newest.system: group for group in quality_of(store, AS_OF).lists}
        assert (groups["ma"].imports, groups["ma"].leads, groups["ma"].to_correct) == (2, 3, 1)
        assert len(groups["ma"].broken) == 0
        assert len(groups["cards"].broken) == 1


def test_an_old_list_is_the_first_thing_where_all_else_is_well() -> None:
    with in_memory_store("en") as store:
        full = {"industry": "製造業", "employees": "100", "title": "部長"}
        batch = take(store, "leads", leads(2, **full)).batch or 0
        quality = quality_of(store, AS_OF + 30)
        first = first_of(quality)
        assert "31 days old" in first.sentence
        assert first.places is None
        undo_import(store, batch)
        assert first_of(quality_of(store, AS_OF)).sentence == "There are no leads yet."


def test_people_of_whom_nothing_is_known_are_the_first_thing_where_they_are_many() -> None:
    with in_memory_store("en") as store:
        rows = [{"name": f"人 {n}", "company": f"社 {n}", "phone": f"03-1111-{n:04}", "source": "SEO",
                 "acquired_at": "2026-03-01"} for n in range(3)]  # fmt: skip
        take(store, "leads", rows)
        first = first_of(quality_of(store, AS_OF))
        assert "3 cannot be scored" in first.sentence
        assert first.places is not None
        assert len(first.places) == 3


def test_lists_and_schedules_are_told_in_words() -> None:
    with in_memory_store("en") as store:
        take(store, "leads", leads(1))
        states = {s.schedule.kind: s for s in quality_of(store, AS_OF - 1).schedules}
        assert "of today" in schedule_state_words(states["leads"])
        assert "never imported" in schedule_state_words(states["deals"])
        later = {s.schedule.kind: s for s in quality_of(store, AS_OF).schedules}
        assert "1 day old" in schedule_state_words(later["leads"])


def test_a_column_only_people_themselves_named_can_be_required(monkeypatch: pytest.MonkeyPatch) -> None:
    book = replace(
        starter_book("en"), data_rules=DataRules({"lead": ("x.地区", "x.誰も知らない")}, {}, (), ())
    )
    with in_memory_store("en") as store:
        take(store, "leads", [*leads(2, **{"x.地区": "東"}), {"email": "z@x.co.jp"}])
        real = operations.version_in_force
        monkeypatch.setattr(operations, "version_in_force", lambda *a: replace(real(*a), book=book))
        quality = quality_of(store, AS_OF)
        assert report(quality, "lead", "x.地区").state.k == 1
        assert report(quality, "lead", "x.誰も知らない").state.k == 3
        assert what_words(report(quality, "lead", "x.地区").state) == "地区 is missing"


def test_reasons_the_book_does_not_name_are_told_by_word() -> None:
    with in_memory_store("en") as store:
        take(store, "leads", leads(8))
        turned_down = {"decision": "rejected", "comment": ""}
        words = ["Too early", "no budget yet", "No Budget Yet", "too  early", "", "no budget yet"]
        rows = [handover(n, reason=word, **turned_down) for n, word in enumerate(words)]
        take(store, "handovers", [*rows, handover(6, reason="accepted for no reason")])
        lost = {"outcome": "lost", "opened_at": "2026-03-10", "closed_at": "2026-03-20"}
        deals = [("0", "Price"), ("1", "price"), ("2", "価格"), ("2", "価格")]
        take(
            store,
            "deals",
            [
                {"external_id": str(place), "email": f"u{who}@x.co.jp", "lost_reason": word} | lost
                for place, (who, word) in enumerate(deals)
            ],
        )
        quality = quality_of(store, AS_OF)
        rejected, gone = quality.reasons
        # Nobody without a reason is counted, nor whom sales accepted.
        assert (rejected.stage, rejected.fields, rejected.k, rejected.n) == ("sal", ("reason",), 3, 5)
        assert rejected.values == (("no budget yet", 2), ("No Budget Yet", 1))
        assert (gone.stage, gone.fields, gone.k, gone.n) == ("lost", ("lost_reason",), 1, 3)
        assert gone.values == (("価格", 1),)
        assert reasons_words(rejected) == (
            "Of 5 people turned down for a reason, 3 have one the definition book does not name: “no budget yet” (2), "
            "“No Budget Yet” (1). "
            "Nothing follows from it. Add it to the reasons of the book, or name it alike in the list."
        )
        assert quality.leads(gone.places) == [3]
        # The rules of the book are those they were.
        assert all(one.state.what == "missing" for one in quality.rules)


def test_reasons_the_book_names_are_no_matter() -> None:
    with in_memory_store("en") as store:
        take(store, "leads", leads(2))
        take(store, "handovers", [handover(0, decision="rejected", reason="Competitor")])
        assert [state.k for state in quality_of(store, AS_OF).reasons] == []
        take(
            store, "handovers", [handover(1, decision="rejected", reason="TOO EARLY")], list_date="2026-04-02"
        )
        (state,) = quality_of(store, AS_OF).reasons
        # The first is disqualified since: nothing is to follow.
        assert (state.k, state.n) == (0, 1)
        assert not reasons_words(state)


def test_a_reason_is_named_by_the_book_of_its_day() -> None:
    with in_memory_store("en") as store:
        take(store, "leads", leads(2))
        book = starter_book("en")
        new = replace(book.reasons[0], id="no_budget", name="No budget yet")
        now = datetime(2026, 3, 20, 1, 0, tzinfo=UTC)
        save_draft(store, replace(book, reasons=(*book.reasons, new)))
        adopt_draft(
            store, [Signature(side, "佐藤", instant_text(now)) for side in ("marketing", "sales")], now=now
        )
        rows = [
            handover(n, decision="rejected", reason="No budget yet", decided_at=decided)
            for n, decided in enumerate(("2026-03-12", "2026-03-30"))
        ]
        take(store, "handovers", rows)
        (state,) = quality_of(store, AS_OF).reasons
        assert (quality_of(store, AS_OF).leads(state.places), state.values) == ([1], (("No budget yet", 1),))
