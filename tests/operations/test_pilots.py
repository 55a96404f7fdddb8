"""Pilots of a store: begun by signature, for real or as a shadow, compared, ended, adopted."""

from dataclasses import replace

import pytest

from funneldesk.domain.book.book import Scope
from funneldesk.domain.book.conditions import All, Any_, Attribute
from funneldesk.errors import UserError
from funneldesk.operations import book as books
from funneldesk.operations import pilots as operation
from funneldesk.operations.backtest import backtest_of, named_book
from funneldesk.operations.checking import check
from funneldesk.operations.leads import figures_of
from funneldesk.operations.pilot_choices import segment_choices
from funneldesk.operations.pilot_words import changing_words, how_it_runs, pilot_rows, pilot_title, side_names
from funneldesk.operations.remembered import book_key
from funneldesk.operations.scoring import candidate_ids, explain_lead, named_candidates, score_summary
from funneldesk.operations.stores import in_memory_store
from funneldesk.operations.today import today_of
from funneldesk.store.audit import entries
from tests.operations.pilot_company import (
    BOTH,
    LEADS,
    MAKERS,
    NOW,
    START,
    TODAY,
    begin,
    fill,
    industry_of,
    later,
    mail,
    milder,
    numbers,
)
from tests.operations.taking import take


@pytest.fixture
def store():
    with in_memory_store("ja") as opened:
        fill(opened)
        yield opened


def test_a_pilot_decides_about_its_segment_from_its_first_day_on(store):
    before = set(candidate_ids(store, TODAY))
    version = begin(store)
    assert (version.number, version.is_pilot, version.from_day) == (1, True, START)
    assert books.book_in_force(store, TODAY).number == 0
    new = set(candidate_ids(store, TODAY)) - before
    assert new
    assert {industry_of(store, lead) for lead in new} == {"製造業"}
    assert set(candidate_ids(store, START - 1)) <= before
    lead = min(new)
    told = explain_lead(store, lead, TODAY)
    assert (told.version, told.pilot, told.threshold) == (1, True, 30.0)
    (named,) = named_candidates(store, figures_of(store, TODAY).ids[[_place(store, lead)]], TODAY)
    assert (named.lead, named.score) == (lead, told.total)
    assert score_summary(store, TODAY).candidates == len(new | before)


def _place(store, lead):
    return figures_of(store, TODAY).ids.tolist().index(lead)


def test_a_draft_begun_while_a_pilot_runs_is_of_the_version_for_everybody(store):
    begin(store)
    state = books.draft_state(store)
    assert (state.base.number, state.saved) == (0, False)
    assert state.book.scope == books.book_versions(store)[0].book.scope


@pytest.mark.parametrize("segment", [Any_(()), Attribute("industry", "is", ("林業",))])
def test_a_pilot_for_nobody_changes_no_number(store, segment):
    before = numbers(store)
    begin(store, Scope(segment))
    assert numbers(store) == before
    assert operation.compare_pilot(store, TODAY).figures.leads == 0


def test_a_pilot_for_everybody_gives_the_numbers_of_adopting_it(store):
    begin(store, Scope(All(())))
    with in_memory_store("ja") as other:
        fill(other)
        books.save_draft(other, milder(books.draft_of(other)))
        books.adopt_draft(other, BOTH, now=NOW)
        assert numbers(store) == numbers(other)
        assert numbers(store, START - 1) == numbers(other, START - 1)


def test_a_shadow_changes_no_number_and_is_compared_all_the_same(store):
    before = numbers(store)
    begin(store, replace(MAKERS, shadow=True))
    assert numbers(store) == before
    found = operation.compare_pilot(store, TODAY)
    assert found.figures.pilot.candidates > found.figures.everybody.candidates
    assert side_names(found) == ("v0 (decides)", "v1 (computed)")


def test_both_sides_count_the_same_leads_from_the_day_they_came_in(store):
    begin(store)
    found = operation.compare_pilot(store, TODAY)
    figures = found.figures
    assert (figures.first, figures.last, figures.as_of, figures.leads) == (START, TODAY, TODAY, LEADS // 2)
    # 0, 2, 4 made an inquiry, 6 and 8 came to the seminar: only the pilot calls these.
    assert (figures.everybody.reached, figures.pilot.reached) == (3, 5)
    # Accepted were 0 (of 0, 2, 4) and 6 as well.
    assert (figures.everybody.accepted.k, figures.everybody.accepted.n) == (1, 3)
    assert (figures.pilot.accepted.k, figures.pilot.accepted.n) == (2, 5)
    # Deals came of 0 and of 12, whom neither found.
    assert [(s.deals.k, s.missed) for s in (figures.everybody, figures.pilot)] == [(1, 1), (1, 1)]
    assert figures.pilot.candidates == sum(
        industry_of(store, lead) == "製造業" for lead in candidate_ids(store, TODAY)
    )
    assert (found.entering, found.leaving) == (2, 0)
    assert sorted(p.name for p in found.named) == ["人6", "人8"]
    assert [d.part for d in found.words] == ["threshold", "threshold"]
    rows = pilot_rows(found, {})
    assert rows[0][1:] == ("10", "10")
    assert rows[3][2].startswith("40.0 %")
    assert "2" in changing_words(found)


def test_without_decisions_and_deals_nothing_is_said_about_them():
    with in_memory_store("ja") as store:
        take(
            store,
            "leads",
            [{"email": mail(n), "industry": "製造業", "acquired_at": "2026-05-01"} for n in range(3)],
        )
        begin(store)
        figures = operation.compare_pilot(store, TODAY).figures
        assert (figures.pilot.accepted, figures.pilot.deals, figures.pilot.missed) == (None, None, None)
        assert pilot_rows(operation.compare_pilot(store, TODAY), {})[3][1] == "not recorded"


def test_an_ended_pilot_decides_no_more_but_what_it_decided_stays(store):
    plain = numbers(store)
    begin(store)
    then = numbers(store, TODAY)
    ended = operation.end_pilot(store, note=" 期間満了 ", now=later(10))
    assert ended.until_day == START + 9
    assert books.book_versions(store)[-1].until_day == START + 9
    assert candidate_ids(store, START + 9) != ()
    assert numbers(store) != then
    # MQL reached under the pilot stay reached; scores are those of the version for everybody.
    assert numbers(store)[0] == plain[0]
    assert operation.pilot_of(store, TODAY) is None
    found = operation.compare_pilot(store, TODAY)
    assert (found.version.number, found.figures.last) == (1, START + 9)
    assert pilot_title(found.version, TODAY) == "The pilot of v1 ran from 2026/11/02 to 2026/11/11."
    assert how_it_runs(found.version, TODAY) == "It ran for real."
    with pytest.raises(UserError) as caught:
        operation.end_pilot(store, now=later(11))
    assert caught.value.code == "no_pilot"
    assert [e.operation for e in entries(store.connection)][-2:] == ["begin_pilot", "end_pilot"]


def test_an_adopted_pilot_becomes_the_version_for_everybody(store):
    begin(store)
    books.save_draft(store, replace(books.draft_of(store), worked_example="draft"))
    adopted = operation.adopt_pilot(store, BOTH, note="よかった", now=later(20))
    assert (adopted.number, adopted.is_pilot, adopted.from_day) == (2, False, TODAY)
    assert adopted.book == milder(books.book_in_force(store, START).book)
    pilot = books.book_versions(store)[1]
    assert (pilot.until_day, pilot.adopted_as) == (TODAY - 1, 2)
    assert {industry_of(store, lead) for lead in candidate_ids(store, TODAY)} == {"製造業", "小売業"}
    assert books.draft_of(store).worked_example == "draft"


def test_a_pilot_adopted_for_later_runs_until_then(store):
    begin(store)
    operation.adopt_pilot(store, BOTH, TODAY + 10, now=later(20))
    pilot = operation.pilot_of(store, TODAY)
    assert pilot is not None
    assert pilot.until_day == TODAY + 9
    assert pilot_title(pilot, TODAY) == "The pilot of v1 runs until 2026/12/01."


def test_adopting_asks_for_signatures_and_writes_nothing_without(store):
    begin(store)
    with pytest.raises(UserError) as caught:
        operation.adopt_pilot(store, BOTH[:1], now=later(20))
    assert caught.value.code == "signature_missing"
    assert books.book_versions(store)[-1].until_day is None


def test_one_pilot_runs_at_a_time_and_the_next_begins_after_it(store):
    begin(store)
    books.save_draft(store, milder(books.draft_of(store), 40.0))
    with pytest.raises(UserError) as caught:
        operation.start_pilot(store, BOTH, MAKERS, now=later(5))
    assert caught.value.code == "pilot_runs"
    operation.end_pilot(store, now=later(6))
    second = operation.start_pilot(store, BOTH, MAKERS, now=later(6))
    assert (second.number, second.from_day) == (2, START + 6)
    assert operation.compare_pilot(store, TODAY).version.number == 2
    assert operation.compare_pilot(store, TODAY, 1).version.number == 1
    assert check(store) == ()


def test_the_version_for_everybody_may_change_beside_a_pilot(store):
    begin(store)
    books.save_draft(store, milder(books.draft_of(store), 100.0))
    books.adopt_draft(store, BOTH, now=later(5))
    assert books.book_in_force(store, TODAY).number == 2
    assert {industry_of(store, lead) for lead in candidate_ids(store, TODAY)} >= {"製造業"}
    found = operation.compare_pilot(store, TODAY)
    assert (found.everybody.number, found.version.number) == (2, 1)


def test_a_pilot_of_what_holds_already_is_refused(store):
    books.save_draft(store, books.draft_of(store))
    with pytest.raises(UserError) as caught:
        operation.start_pilot(store, BOTH, MAKERS, now=NOW)
    assert caught.value.code == "book_unchanged"


def test_a_draft_for_everybody_is_no_pilot(store):
    books.save_draft(store, milder(books.draft_of(store)))
    with pytest.raises(UserError) as caught:
        operation.start_pilot(store, BOTH, now=NOW)
    assert caught.value.code == "pilot_of_everybody"
    assert len(books.book_versions(store)) == 1


@pytest.mark.parametrize("work", ["end", "compare"])
def test_without_a_pilot_there_is_nothing_to_end_or_compare(store, work):
    with pytest.raises(UserError) as caught:
        operation.end_pilot(store, now=NOW) if work == "end" else operation.compare_pilot(store, TODAY)
    assert caught.value.code == "no_pilot"


def test_what_was_computed_under_a_pilot_is_not_taken_for_what_comes_after(store):
    begin(store)
    versions = books.book_versions(store)
    ended = (versions[0], replace(versions[1], until_day=TODAY - 1))
    shadow = (
        versions[0],
        replace(versions[1], book=replace(versions[1].book, scope=Scope(None, shadow=True))),
    )
    assert len({book_key(v, TODAY) for v in (versions[:1], versions, ended)}) == 3
    assert book_key(shadow, TODAY) == book_key(versions[:1], TODAY)


def test_whom_to_call_says_how_many_the_pilot_chose(store):
    assert today_of(store, TODAY).by_pilot is None
    begin(store)
    today = today_of(store, TODAY)
    assert today.by_pilot == (1, 2)  # of 0, 2, 4, 6 and 8 sales decided about 0, 2 and 6
    assert len(today.to_call) > 2


def test_the_backtest_judges_both_books_in_the_segment_of_the_pilot(store):
    begin(store)
    view = backtest_of(store, TODAY, named_book(store, "pilot", TODAY))
    assert view.current.segment is not None
    assert view.draft.segment is not None
    assert view.current.segment.leads == view.draft.segment.leads < view.current.figures.leads
    assert backtest_of(store, TODAY).current.segment == view.current.segment
    operation.end_pilot(store, now=NOW)
    assert backtest_of(store, TODAY).current.segment is None
    with pytest.raises(UserError) as caught:
        named_book(store, "pilot", TODAY)
    assert caught.value.code == "no_pilot"


def test_a_scope_is_said_in_a_sentence_as_the_book_would(store):
    found = operation.scope_of(store, "The industry is “製造業”.", shadow=True)
    assert found == replace(books.draft_of(store).scope, segment=MAKERS.segment, shadow=True)
    assert operation.scope_of(store, None, shadow=True).segment is None
    with pytest.raises(UserError) as caught:
        operation.scope_of(store, "all the nice ones", shadow=False)
    assert caught.value.code == "condition_misread"
    assert "industry" in caught.value.next_step


def test_a_draft_that_says_for_whom_it_is_needs_no_more(store):
    books.save_draft(store, replace(milder(books.draft_of(store)), scope=MAKERS))
    assert operation.start_pilot(store, BOTH, now=NOW).book.scope == MAKERS


def test_books_that_choose_the_same_people_are_said_to(store):
    books.save_draft(store, replace(books.draft_of(store), worked_example="other words"))
    operation.start_pilot(store, BOTH, MAKERS, from_day=TODAY, now=NOW)
    found = operation.compare_pilot(store, TODAY)
    assert changing_words(found) == "The same people of the pilot are SAL candidates under both."
    assert [d.part for d in found.words] == ["worked_example"]


def test_a_share_of_nobody_is_a_dash(store):
    begin(store, Scope(Any_(())))
    assert pilot_rows(operation.compare_pilot(store, TODAY), {})[3][1:] == ("–", "–")


def test_segments_to_choose_from_are_those_there_are(store):
    found = segment_choices(store)
    assert [(one.segment.field, one.segment.values, one.leads) for one in found] == [
        ("industry", ("小売業",), 10), ("industry", ("製造業",), 10),
    ]  # fmt: skip
