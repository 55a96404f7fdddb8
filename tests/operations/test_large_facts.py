"""What keeps a million leads small changes no answer: some leads at a time, narrow columns, one set of facts."""

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from pathlib import Path
from threading import Barrier
from typing import Any

import numpy as np
import pytest

from funneldesk.domain import activities, touched
from funneldesk.domain.contents import touches as touching
from funneldesk.domain.contents.touches import touches
from funneldesk.domain.facts import Facts, alone, rows_of, side_by_side, slim, taken
from funneldesk.domain.funnel.acceptance import acceptance
from funneldesk.domain.funnel.breakdown import breakdown
from funneldesk.domain.funnel.selection import some, stretch
from funneldesk.domain.funnel.stages import StageDays, stage_days
from funneldesk.domain.funnel.tallies import Selection
from funneldesk.domain.labels import Labels
from funneldesk.domain.scoring import candidates
from funneldesk.operations import stages
from funneldesk.operations.duties import duties_computed
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.lead_figures import figures_of
from funneldesk.operations.nurture import nurture_of
from funneldesk.operations.remembered import remembered
from funneldesk.operations.scoring import candidates_on, scores_on
from funneldesk.operations.stages import stage_days_of
from funneldesk.operations.stores import Store, create_store, in_memory_store, open_reader
from funneldesk.store import caches
from tests.domain.facts_builder import facts
from tests.operations.pilot_company import TODAY, fill, mail
from tests.operations.taking import take

KINDS = ("view", "download", "form", "attend")


def with_lists(store: Store) -> None:
    """Fill a store with three lists of activities that overlap, some of which have an id of their own."""
    fill(store)
    chance = random.Random(3)
    rows = [
        {
            "email": mail(chance.randrange(9)),
            "external_id": chance.choice(("", "", "7", "8")),
            "occurred_at": f"2026-0{chance.randrange(1, 7)}-0{chance.randrange(1, 9)}",
            "activity": chance.choice(KINDS),
            "content": chance.choice(("a", "b", "")),
        }
        for _ in range(60)
    ]
    for part in (rows[:40], rows[20:]):
        take(store, "activities", part)


def columns(found: Facts) -> dict[str, Any]:
    """Return every column of the facts of all leads by its name."""
    parts = {"": found} | {
        f"{one}.": getattr(found, one) for one in ("events", "deals", "claims", "handovers")
    }
    return {
        prefix + one.name: getattr(part, one.name).tolist()
        for prefix, part in parts.items()
        for one in fields(part)
        if isinstance(getattr(part, one.name), np.ndarray)
    }


def test_some_leads_at_a_time_give_what_all_at_once_give(monkeypatch: pytest.MonkeyPatch) -> None:
    def answers() -> tuple[dict[str, Any], list[Any]]:
        with in_memory_store("ja") as store:
            with_lists(store)
            found, versions = facts_of(store), versions_of(store)
            days = stage_days_of(store, TODAY)
            by_stage = [getattr(days, name) for name in StageDays.__slots__]
            said = [scores_on(found, versions, TODAY).milli, candidates_on(found, versions, TODAY), *by_stage]
            step = acceptance(found, versions, Selection(days, "cohort"), 0)
            said += [*(one.lead for one in duties_computed(store, TODAY).owed), step.judged, step.candidates]
            return columns(found), [np.asarray(one).tolist() for one in said]

    at_once = answers()
    assert len(at_once[0]["events.lead"]) > 20
    assert 0 < sum(at_once[1][-1]) < sum(at_once[1][-2])
    monkeypatch.setattr(touched, "_STRETCH", 2)
    monkeypatch.setattr(touched, "_SHARE", 1)
    monkeypatch.setattr(candidates, "_AT_ONCE", 2)
    monkeypatch.setattr(activities, "_BLOCK", 7)
    assert answers() == at_once


def test_some_activities_at_a_time_give_what_all_at_once_give(monkeypatch: pytest.MonkeyPatch) -> None:
    def answers() -> list[Any]:
        with in_memory_store("ja") as store:
            with_lists(store)
            found = facts_of(store)
            listed, figures = nurture_of(store, TODAY), figures_of(store, TODAY)
            seen = touches(found, TODAY)
            said = [
                *(getattr(seen, name) for name in ("lead", "day", "content", "instant", "key")),
                *(getattr(listed.where, name) for name in ("phase", "last_day", "stalled")),
                *(listed.offers.content, listed.people.order, figures.last, figures.activities),
                breakdown(found, stage_days_of(store, TODAY), "first_content", pytest.fail).codes,
            ]
            return [np.asarray(one).tolist() for one in said]

    at_once = answers()
    assert len(at_once[0]) > 20
    monkeypatch.setattr(touching, "AT_ONCE", 3)
    assert answers() == at_once


def test_a_stretch_of_leads_is_what_these_leads_are() -> None:
    with in_memory_store("ja") as store:
        with_lists(store)
        found = facts_of(store)
        part, same = stretch(found, 2, 6), some(found, np.arange(2, 6, dtype=np.int32))
        assert columns(part) == columns(same)
        for name in found.columns:
            assert part.columns[name].labels == same.columns[name].labels
            assert part.columns[name].codes.tolist() == same.columns[name].codes.tolist()


def test_columns_are_as_narrow_as_what_they_hold_and_say_the_same() -> None:
    with in_memory_store("ja") as store:
        with_lists(store)
        events = facts_of(store).events
        assert (events.content.dtype, events.campaign.strides) == (np.int8, (0,))
        wide = type(events)(
            **{one.name: getattr(events, one.name).astype(np.int64) for one in fields(events)}
        )
        for most, width in (
            (126, np.int8),
            (127, np.int16),
            (32_766, np.int16),
            (32_767, np.int32),
            (2**31 - 1, np.int64),
        ):
            wide.content[-1] = most
            narrow = slim(wide)
            assert narrow.content.dtype == width
            for one in fields(events):
                assert getattr(narrow, one.name).tolist() == getattr(wide, one.name).tolist()


def test_an_array_of_one_value_is_kept_as_that_value() -> None:
    ones, mixed, none = np.ones((3, 40_000), np.int32), np.arange(9), np.zeros(0, np.int64)
    assert alone(ones).tolist() == ones.tolist()
    assert alone(ones).strides == (0, 0)
    assert alone(mixed) is mixed
    packed = caches.packed({"ones": ones[0], "mixed": mixed, "none": none, "one": mixed[:1]}, ["rest"])
    assert len(packed) < 1_000
    arrays, rest = caches.unpacked(memoryview(packed))
    assert rest == ["rest"]
    for name, expected in (("ones", ones[0]), ("mixed", mixed), ("none", none), ("one", mixed[:1])):
        assert arrays[name].dtype == expected.dtype
        assert arrays[name].tolist() == expected.tolist()


def test_arrays_out_of_the_cache_begin_at_whole_numbers() -> None:
    given = {"odd": np.arange(3, dtype=np.int8), "wide": np.arange(5), "half": np.arange(7, dtype=np.int32)}
    for rest in ("", "a", "ab", "東"):
        arrays, said = caches.unpacked(memoryview(caches.packed(given, rest)))
        assert said == rest
        for name, array in arrays.items():
            assert array.flags.aligned
            assert array.tolist() == given[name].tolist()


def test_a_large_entry_comes_back_from_the_cache_as_it_was_written(tmp_path: Path) -> None:
    store = tmp_path / "desk.db"
    data = random.Random(1).randbytes(40 * 2**20)
    caches.write(store, "large", "now", data)
    assert caches.read(store, "large", "now") == data
    caches.write(store, "large", "later", b"")
    assert caches.read(store, "large", "now") is None
    assert caches.read(store, "large", "later") == b""


def test_columns_of_one_value_stay_that_value_where_some_are_taken_or_put_side_by_side() -> None:
    ones, twos, mixed = alone(np.ones(5, np.int64)), alone(np.full(3, 2)), np.arange(3)
    places = np.array([0, 2, 2])
    assert (taken(ones, places).tolist(), taken(ones, places).strides) == ([1, 1, 1], (0,))
    assert taken(mixed, places).tolist() == [0, 2, 2]
    assert (taken(mixed[:0], places[:0]).tolist(), taken(ones, places[:0]).tolist()) == ([], [])
    joined = side_by_side([ones, mixed[:0], ones])
    assert (joined.tolist(), joined.strides) == ([1] * 10, (0,))
    assert side_by_side([ones, twos]).tolist() == [1] * 5 + [2] * 3
    assert side_by_side([ones, mixed]).tolist() == [1] * 5 + [0, 1, 2]
    assert side_by_side([mixed[:0]]).tolist() == []


def test_rows_of_some_leads_are_those_between_two_positions() -> None:
    lead = np.array([0, 0, 2, 2, 5], np.int32)
    asked = ((0, 1), (1, 2), (1, 3), (5, 6), (6, 9))
    assert [lead[rows_of(lead, *pair)].tolist() for pair in asked] == [[0, 0], [], [2, 2], [5], []]


def test_labels_are_the_texts_they_were_made_of() -> None:
    texts = ("", "a", "株式会社東都", "𠮷田", "\ud842", "a b")
    labels = Labels(texts)
    assert tuple(labels) == texts
    assert labels == texts
    assert [labels[place] for place in (-1, 0, 3)] == ["a b", "", "𠮷田"]
    assert labels[1:3] == texts[1:3]
    assert (len(labels), labels.index("𠮷田"), "b" in labels, len(Labels(()))) == (6, 3, False, 0)
    with pytest.raises(IndexError):
        labels[6]
    again = Labels.of_letters(labels.letters, labels.ends)
    assert (tuple(again), again[2], again == labels, hash(again)) == (texts, texts[2], True, hash(labels))


def test_readers_of_one_file_have_the_same_facts_also_in_other_threads(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    with create_store(path, "ja") as store:
        with_lists(store)
    start = Barrier(3)

    def read(_number: int) -> tuple[Facts, list[str], StageDays]:
        with open_reader(path) as store:
            start.wait()
            found = facts_of(store)
            names = [label for name in sorted(found.columns) for label in found.columns[name].labels]
            answer = found, names, stage_days_of(store, TODAY)
            start.wait()
            return answer

    with ThreadPoolExecutor(3) as threads:
        first, *others = threads.map(read, range(3))
    assert all(one is facts and days is first[2] for (facts, _, days) in others for one in [first[0]])
    assert len({tuple(names) for _facts, names, _days in (first, *others)}) == 1
    # A field that nobody asked for yet is read although whoever read the facts has closed the file.
    with open_reader(path) as store:
        assert facts_of(store) is first[0]
        assert stage_days(first[0], versions_of(store), TODAY).day.tolist() == first[2].day.tolist()


def test_what_one_thread_computes_another_waits_for() -> None:
    given, asked, start = facts(), [], Barrier(2)

    def compute() -> list[str]:
        asked.append("asked")
        return ["an answer"]

    def ask(_number: int) -> list[str]:
        start.wait()
        return remembered(given, ("question",), compute)

    with ThreadPoolExecutor(2) as threads:
        one, other = threads.map(ask, range(2))
    assert one is other
    assert asked == ["asked"]
    with pytest.raises(ZeroDivisionError):
        remembered(given, ("fails",), lambda: 1 // 0)
    assert remembered(given, ("fails",), lambda: 7) == 7


def test_stage_dates_are_taken_from_the_cache_while_one_state_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.db"
    with create_store(path, "ja") as store:
        with_lists(store)
        with store.one_view():
            first = stage_days_of(store, TODAY)
    asked = []
    monkeypatch.setattr(stages, "_computed", lambda *given: asked.append(given))
    with open_reader(path) as store, store.one_view():
        again = stage_days_of(store, TODAY)
    assert asked == []
    assert all(np.array_equal(getattr(again, name), getattr(first, name)) for name in StageDays.__slots__)


def test_few_of_many_are_taken_out_to_be_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    with in_memory_store("ja") as store:
        with_lists(store)
        found, wanted = facts_of(store), np.array([6, 1, 6], np.int32)
        assert touched.of_these(found, wanted) == (found, wanted)
        monkeypatch.setattr(touched, "_STRETCH", 2)
        part, place = touched.of_these(found, wanted)
        assert (part.lead_ids.tolist(), place.tolist()) == (found.lead_ids[[1, 6]].tolist(), [1, 0, 1])
        everybody = np.arange(found.count, dtype=np.int32)
        assert touched.of_these(found, everybody)[0] is found
