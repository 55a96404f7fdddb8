"""The book of a store: version 0, the draft, and agreeing on a version."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from python_calamine import CalamineWorkbook

from funneldesk.domain.book.book import Scope, Signature
from funneldesk.domain.book.conditions import Attribute
from funneldesk.domain.book.starter import starter_book
from funneldesk.errors import UserError
from funneldesk.operations import book as operation
from funneldesk.operations.stores import create_store, in_memory_store, open_reader, open_store

#: 22 November 2026, 10:00 in Tokyo.
NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22).toordinal()
BOTH = (
    Signature("marketing", "佐藤", "2026-11-22T00:30:00Z"),
    Signature("sales", "鈴木", "2026-11-22T00:45:00Z"),
)


@pytest.fixture
def store():
    with in_memory_store("ja") as opened:
        yield opened


def with_threshold(book, points):
    return replace(book, threshold=replace(book.threshold, points=float(points)))


def test_a_new_store_holds_the_unsigned_example_in_its_language():
    for language in ("ja", "en"):
        with in_memory_store(language) as store:
            (version,) = operation.book_versions(store)
            assert (version.number, version.from_day, version.signatures) == (0, 0, ())
            assert version.book == starter_book(language)
            assert operation.book_in_force(store, 1) == version


def test_a_draft_survives_the_program(tmp_path):
    path = tmp_path / "funneldesk.db"
    with create_store(path, "ja") as store:
        revision = store.revision
        operation.save_draft(store, with_threshold(operation.draft_of(store), 70))
        assert store.revision == revision, "nothing that was computed has become stale"
    with open_reader(path) as store:
        state = operation.draft_state(store)
        assert state.book.threshold.points == 70
        assert state.base.number == 0
        assert [(d.part, d.before, d.after) for d in state.changes] == [("threshold", "60", "70")]
        with pytest.raises(UserError) as caught:
            operation.save_draft(store, state.book)
        assert caught.value.code == "read_only"
    with open_store(path) as store:
        operation.discard_draft(store)
        assert not operation.draft_state(store).saved
        assert operation.draft_of(store) == starter_book("ja")


def test_an_adopted_draft_is_in_force_from_today_on(store):
    operation.save_draft(store, with_threshold(operation.draft_of(store), 70))
    adopted = operation.adopt_draft(store, BOTH, note=" 基準を上げた ", now=NOW)
    assert (adopted.number, adopted.from_day, adopted.note) == (1, TODAY, "基準を上げた")
    assert operation.book_versions(store)[1] == adopted
    assert operation.book_in_force(store, TODAY - 1).number == 0
    assert operation.book_in_force(store, TODAY).book.threshold.points == 70
    assert not operation.draft_state(store).saved
    assert operation.draft_of(store) == adopted.book


def test_both_sides_must_sign_and_one_person_may_sign_for_both(store):
    operation.save_draft(store, with_threshold(operation.draft_of(store), 70))
    for given in ((), BOTH[:1], (BOTH[0], Signature("sales", "  ", BOTH[0].signed_at))):
        with pytest.raises(UserError) as caught:
            operation.adopt_draft(store, given, now=NOW)
        assert caught.value.code == "signature_missing"
    alone = (BOTH[0], replace(BOTH[0], side="sales"))
    assert {s.name for s in operation.adopt_draft(store, alone, now=NOW).signatures} == {"佐藤"}


@pytest.mark.parametrize(
    ("chosen", "start"),
    [(None, TODAY), (TODAY, TODAY), (TODAY + 9, TODAY + 9)],
)
def test_it_is_in_force_from_the_later_of_the_chosen_day_and_today(store, chosen, start):
    assert operation.adopt_draft(store, BOTH, chosen, now=NOW).from_day == start


def test_it_is_not_in_force_before_its_last_signature(store):
    late = replace(BOTH[1], signed_at="2026-11-25T16:00:00Z")  # the 26th in Tokyo
    adopted = operation.adopt_draft(store, (BOTH[0], late), TODAY + 1, now=NOW)
    assert adopted.from_day == date(2026, 11, 26).toordinal()


def test_never_in_the_past_and_never_before_what_was_agreed(store):
    with pytest.raises(UserError) as caught:
        operation.adopt_draft(store, BOTH, TODAY - 1, now=NOW)
    assert caught.value.code == "book_in_the_past"
    operation.adopt_draft(store, BOTH, TODAY + 30, now=NOW)
    operation.save_draft(store, with_threshold(operation.draft_of(store), 70))
    with pytest.raises(UserError) as caught:
        operation.adopt_draft(store, BOTH, TODAY + 10, now=NOW)
    assert caught.value.code == "book_before_agreed"
    assert operation.adopt_draft(store, BOTH, now=NOW).from_day == TODAY + 30
    assert operation.book_in_force(store, TODAY + 30).number == 2


def test_the_example_may_be_signed_as_it_is_but_nothing_is_agreed_twice(store):
    first = operation.adopt_draft(store, BOTH, now=NOW)
    assert first.book == starter_book("ja")
    with pytest.raises(UserError) as caught:
        operation.adopt_draft(store, BOTH, now=NOW + timedelta(days=1))
    assert caught.value.code == "book_unchanged"


def test_an_unsound_draft_is_kept_but_not_adopted(store):
    book = with_threshold(operation.draft_of(store), 40)
    operation.save_draft(store, book)
    assert operation.draft_of(store) == book
    with pytest.raises(UserError) as caught:
        operation.adopt_draft(store, BOTH, now=NOW)
    assert caught.value.code == "book_invalid"
    assert "45" in caught.value.message


def test_a_number_without_end_is_not_kept(store):
    with pytest.raises(UserError) as caught:
        operation.save_draft(store, with_threshold(operation.draft_of(store), "inf"))
    assert caught.value.code == "book_invalid"
    assert not operation.draft_state(store).saved


def test_the_book_in_force_is_exported_with_the_funnel_as_it_stood(store, tmp_path):
    operation.adopt_draft(store, BOTH, TODAY + 30, now=NOW)
    for day, words in ((TODAY, "第0版（例・未署名）"), (TODAY + 30, "第1版")):
        path = tmp_path / f"{day}.xlsx"
        operation.export_book(store, path, day)
        workbook = CalamineWorkbook.from_path(str(path))
        cover = workbook.get_sheet_by_name("表紙").to_python()
        assert any(words in row for row in cover)
        funnel = workbook.get_sheet_by_name("ファネル").to_python()
        assert any("リード" in row for row in funnel)


@pytest.mark.parametrize(
    "scope", [Scope(Attribute("industry", "is", ("製造業",))), Scope(shadow=True)], ids=["segment", "shadow"]
)
def test_a_book_for_some_of_the_leads_never_becomes_everybodys_without_a_word(store, scope):
    before = operation.book_versions(store)
    operation.save_draft(store, replace(with_threshold(operation.draft_of(store), 70), scope=scope))
    pilot = operation.adopt_draft(store, BOTH, now=NOW)
    assert pilot.is_pilot
    assert operation.book_versions(store)[: len(before)] == before
    assert operation.book_in_force(store, TODAY) == before[-1]
    operation.save_draft(store, with_threshold(operation.draft_of(store), 75))
    assert operation.adopt_draft(store, BOTH, now=NOW).book.threshold.points == 75
