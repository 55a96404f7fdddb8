"""Whole answers in the cache file: the same as computed, of this very state of the store, and checked."""

import pytest

from funneldesk.operations import campaigns, contents, funnel, funnel_view
from funneldesk.operations.campaigns import campaigns_view, campaigns_view_anew
from funneldesk.operations.checking import check
from funneldesk.operations.contents import contents_anew, contents_of
from funneldesk.operations.funnel import acceptance_anew, acceptance_of
from funneldesk.operations.funnel_view import funnel_view as view_of
from funneldesk.operations.funnel_view import funnel_view_anew
from funneldesk.operations.ranges import RangeChoice
from funneldesk.operations.stores import create_store, open_reader, open_store
from funneldesk.store import caches
from tests.operations.taking import take
from tests.operations.test_funnel import TODAY, fill

CHOICES = (RangeChoice("trailing"), RangeChoice("all"), RangeChoice("custom", TODAY - 400, TODAY))


@pytest.fixture
def path(tmp_path):
    with create_store(tmp_path / "s.db", "ja") as store:
        fill(store)
    return tmp_path / "s.db"


def answers(store):
    """Return what the pages show, by question."""
    found = {window: contents_of(store, TODAY, window_days=window) for window in (180, 0)}
    for choice in CHOICES:
        for mode in ("cohort", "period"):
            found[choice, mode] = view_of(store, TODAY, choice, mode=mode, by="source")
    found["campaigns"] = campaigns_view(store, TODAY, CHOICES[0], "source")
    return found | {"legs": acceptance_of(store, TODAY, mode="cohort")}


def anew(store):
    found = {window: contents_anew(store, TODAY, window) for window in (180, 0)}
    for choice in CHOICES:
        for mode in ("cohort", "period"):
            found[choice, mode] = funnel_view_anew(store, TODAY, choice, mode, "source")
    found["campaigns"] = campaigns_view_anew(store, TODAY, CHOICES[0], "source")
    return found | {"legs": acceptance_anew(store, TODAY, {"mode": "cohort"})}


def test_the_next_start_shows_the_same_without_reading_any_fact(path, monkeypatch):
    with open_reader(path) as store:
        first = answers(store)
        assert first == anew(store)
    for module in (campaigns, contents, funnel, funnel_view):
        monkeypatch.setattr(module, "facts_of", None)
    with open_reader(path) as store:
        assert answers(store) == first


def test_what_is_written_since_counts(path):
    with open_reader(path) as store:
        before = answers(store)
    with open_store(path) as store:
        take(store, "leads", [{"external_id": "L99", "email": "n@x.example", "acquired_at": "2026-02-10"}])
        after = answers(store)
        assert after == anew(store)
        assert after[CHOICES[1], "cohort"].funnel.stages[0].count == 14
        assert before[CHOICES[1], "cohort"].funnel.stages[0].count == 13
        # Another day is another question.
        assert contents_of(store, TODAY - 300).contents != contents_of(store, TODAY).contents


def test_answers_of_an_older_state_do_not_pile_up(path):
    with open_reader(path) as store:
        answers(store)
        many = len(caches.entries(path, "answer "))
    with open_store(path) as store:
        take(store, "leads", [{"external_id": "L99", "email": "n@x.example", "acquired_at": "2026-02-10"}])
        contents_of(store, TODAY)
    assert (many, len(caches.entries(path, "answer "))) == (10, 1)


@pytest.mark.parametrize("spoilt", [b"", b"{", b'{"as_of": "x"}', b"\xff\xfe"])
def test_a_spoilt_answer_is_computed_anew(path, spoilt):
    with open_reader(path) as store:
        right = contents_of(store, TODAY)
        [(key, stamp, _data)] = caches.entries(path, "answer ")
        caches.write(path, key, stamp, spoilt)
        assert contents_of(store, TODAY) == right
        assert check(store) == (), "and put right"


def test_check_finds_an_answer_that_is_not_what_the_records_give(path):
    with open_reader(path) as store:
        answers(store)
        assert check(store) == ()
        for key, stamp, data in caches.entries(path, "answer "):
            caches.write(
                path,
                key,
                stamp,
                data.replace(b'"count":13', b'"count":14').replace(b'"touched":8', b'"touched":9'),
            )
        assert {(f.where, f.what.split()[0]) for f in check(store)} == {
            ("cache", "funnel"),
            ("cache", "contents"),
        }


def test_nothing_is_kept_of_a_write_that_may_never_come_to_be(path):
    with open_store(path) as store:
        with store.transaction():
            contents_of(store, TODAY)
        assert caches.entries(path, "answer ") == []
