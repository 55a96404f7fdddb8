"""What people enter is folded into the facts of lists: the same as reading everything anew, but only a little is read."""

import os
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from funneldesk.domain import packed
from funneldesk.domain.book.book import Book
from funneldesk.domain.book.book_pilots import in_force
from funneldesk.domain.book.conditions import Activity, ActivityMatch, Any_
from funneldesk.domain.facts import Facts
from funneldesk.domain.funnel.stages import stage_days
from funneldesk.domain.scoring.candidates import candidate_since
from funneldesk.domain.scoring.scores_in_force import scores_under
from funneldesk.operations import book as books
from funneldesk.operations import by_hand, editing, gathering, gathering_acts, scoring
from funneldesk.operations import pilots as operation
from funneldesk.operations.business_calendar import set_company_holidays
from funneldesk.operations.checking import check
from funneldesk.operations.duties import duties_computed, duties_of
from funneldesk.operations.facts import LeadColumns, columns_of, facts_of, lists_stamp, versions_of
from funneldesk.operations.gathering_legs import legs_said
from funneldesk.operations.handovers import handover_lines
from funneldesk.operations.importing import undo_import
from funneldesk.operations.legs import legs_of_store
from funneldesk.operations.scoring import candidates_on, scores_on
from funneldesk.operations.stages import stage_days_of
from funneldesk.operations.stores import Store, create_store, in_memory_store, open_store
from funneldesk.operations.worklist_matters import count_matters, matters_of
from funneldesk.store.by_hand import acts
from tests.operations.pilot_company import BOTH, MAKERS, NOW, TODAY, fill, later, mail, milder
from tests.operations.slow_duties import slow_duties, slow_owed
from tests.operations.slow_handovers import slow_lines
from tests.operations.taking import take
from tests.operations.test_duties_pilot import of_the_pilot

EDITS = (
    ("industry", "小売業"), ("industry", ""), ("title", "部長"), ("employees", "900"), ("company", "会社2"),
    ("company", ""), ("email", "other@k2.jp"), ("acquired_at", "2026-10-03"), ("opt_out", "1"),
)  # fmt: skip
REASONS = ("時期尚早", "競合", "不通")
#: `FUNNELDESK_ACTS=300` tries so many.
EXAMPLES = int(os.environ.get("FUNNELDESK_ACTS", "4"))
steps = st.lists(
    st.tuples(
        st.sampled_from(
            ("call", "call", "note", "hand", "hand", "decide", "decide", "contact", "done", "undo", "undo", "redo",
             "let_go", "legs", "legs", "touch", "leads", "withdraw", "holidays", "edit", "edit", "unedit")
        ),
        st.integers(0, 9), st.integers(0, 40), st.integers(0, 2),
    ),
    min_size=1, max_size=7,
)  # fmt: skip


def same(one: Any, other: Any, where: str = "") -> None:
    """Compare answers part by part, but for what says how they were found."""
    if isinstance(one, np.ndarray):
        assert np.array_equal(one, other), where
    elif is_dataclass(one):
        for name in (field.name for field in fields(one)):
            if name not in ("stamp", "lists", "touched", "columns", "facts"):
                same(getattr(one, name), getattr(other, name), f"{where}.{name}")
    elif isinstance(one, dict):
        assert one.keys() == other.keys(), where
        for key, value in one.items():
            same(value, other[key], f"{where}.{key}")
    else:
        assert one == other, where


def calls_count(book: Book) -> Book:
    """Return a book by which what people enter gives points and makes MQLs."""
    talked = ActivityMatch(kinds=("call", "other"))
    first = next(signal for signal in book.signals if signal.counts is not None)
    signals = tuple(
        replace(one, counts=talked, points=40.0, half_life_days=None) if one is first else one
        for one in book.signals
    )
    criteria = tuple(
        replace(one, when=Any_((one.when, Activity(talked)))) if one.target == "mql" and one.when else one
        for one in book.criteria
    )
    return replace(book, signals=signals, criteria=criteria)


def from_nothing(store: Store) -> Facts:
    with store.one_view():
        return gathering.gather(store, columns=columns_of(store), cachable=False, use_caches=False)


def owed(store: Store) -> list[list[int]]:
    return [one.lead.tolist() for one in duties_computed(store, TODAY).owed]


class Desk:
    """Does steps and keeps what can be taken back."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.acts: list[int] = []
        self.hidden: list[int] = []
        self.lists: list[int] = []
        self.edits: list[int] = []

    def do(self, what: str, who: int, ago: int, kind: int) -> None:
        """Do one step; one that has nothing to work on does nothing."""
        lead, day = self.store_leads()[who % len(self.store_leads())], TODAY - ago
        legs = legs_of_store(self.store)
        leg = legs[who % len(legs)].record if legs else 0
        store = self.store
        acts: dict[str, Callable[[], int]] = {
            "call": lambda: by_hand.called(store, lead, day, reached=kind > 0, side="is", note="話した" * kind),
            "note": lambda: by_hand.noted(store, lead, "課題", day),
            "hand": lambda: by_hand.hand_over(store, lead, ("is", "sales")[kind % 2], day, owner=f"担当{kind}"),
            "contact": lambda: by_hand.contacted(store, leg, day),
            "done": lambda: by_hand.done(store, "recheck", lead * min(kind, 1), day),
            "let_go": lambda: by_hand.let_go(store, lead, REASONS[kind], day),
            "decide": lambda: by_hand.decide(
                store, leg, ("accepted", "rejected")[min(kind, 1)], day, reason=REASONS[kind] if kind else ""
            ),
        }  # fmt: skip
        if what == "edit":
            # A field of the book's rules, one that deals are found by, and those the facts hold themselves.
            field, text = EDITS[(ago + kind) % len(EDITS)]
            if field != "opt_out" or not kind:
                self.edits.append(editing.edit(store, [editing.Entered(lead, field, text)]).number)
        elif what == "unedit":
            if self.edits and (number := self.edits.pop()):
                editing.undo_edit(store, number)
        elif what in acts:
            if leg or what not in ("contact", "decide"):
                self.acts.append(acts[what]())
        elif what in ("undo", "redo"):
            self.turn(what)
        else:
            self.change_lists(what, who, day, kind)

    def store_leads(self) -> list[int]:
        return [int(lead) for lead in facts_of(self.store).lead_ids]

    def turn(self, what: str) -> None:
        source, target = (self.acts, self.hidden) if what == "undo" else (self.hidden, self.acts)
        if source:
            number = source.pop()
            (by_hand.undo_act if what == "undo" else by_hand.redo_act)(self.store, number)
            target.append(number)

    def change_lists(self, what: str, who: int, day: int, kind: int) -> None:
        whose, on = mail(who), date.fromordinal(day).isoformat()
        rows: dict[str, tuple[Any, dict[str, str]]] = {
            # The person of a hand-over may be another one in a newer list.
            "legs": ("handovers", {"email": whose, "handover_id": ("h0", "h2", "h6")[kind], "side": ("is", "sales")[kind % 2],
                                   "handed_at": on, "decision": ("accepted", "rejected", "")[kind],
                                   "decided_at": on, "reason": "時期尚早", "owner": "森"}),
            "touch": ("activities", {"email": whose, "activity": "form", "occurred_at": on, "content": "見積依頼"}),
            "leads": ("leads", {"email": whose, "name": f"人{who}", "industry": ("製造業", "小売業", "")[kind]}),
        }  # fmt: skip
        if what in rows:
            of, row = rows[what]
            self.lists.append(take(self.store, of, [row], list_date=on).batch or 0)
        elif what == "withdraw" and self.lists:
            undo_import(self.store, self.lists.pop(who % len(self.lists)))
        elif what == "holidays":
            set_company_holidays(self.store, on)


def compare(store: Store) -> None:
    """Compare what is known now with the answers of facts that were read anew."""
    now, fresh, versions = facts_of(store), from_nothing(store), versions_of(store)
    same(now, fresh, "facts")
    together = LeadColumns(store, now.lead_ids, None)
    together.read_ahead((*together, "nothing"))
    for name, column in LeadColumns(store, now.lead_ids, None).items():
        same(now.columns[name], column, name)
        same(together[name], column, f"{name}, read with others")
    for day in (TODAY, TODAY - 7):
        anew = scores_under(fresh, in_force(fresh, versions, day), day)
        same(scores_on(now, versions, day).milli, anew.milli, "scores")
        same(candidates_on(now, versions, day), candidate_since(fresh, versions, day), "candidates")
        same(stage_days_of(store, day), stage_days(fresh, versions, day), "stages")
    made = [one.id for one in acts(store.connection, "handovers")]
    for without in ((), made[1::2], made):
        anew = legs_said(gathering.entities_of(store, "handovers", without=without))
        assert legs_of_store(store, without) == anew, f"hand-overs without {without}"
    for day in (TODAY, TODAY - 7):
        owed_then = duties_of(store, day)
        assert owed_then.duties == slow_duties(store, day)
        rows = {(matter.side, matter.lead) for matter in matters_of(store, day)}
        assert rows == slow_owed(store, day)
        assert count_matters(store, owed_then) == len(rows)
        assert [*handover_lines(store, owed_then)] == slow_lines(store, owed_then)


@pytest.mark.parametrize("pilot", [None, milder, of_the_pilot])
@given(todo=steps)
@example(todo=[("decide", 0, 3, 1), ("undo", 0, 0, 0), ("contact", 0, 1, 0), ("legs", 7, 2, 2)])
@example(
    todo=[("edit", 2, 5, 0), ("edit", 4, 7, 0), ("edit", 6, 8, 0), ("unedit", 0, 0, 0), ("edit", 3, 4, 0)]
)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_after_acts_and_lists_everything_is_as_if_it_were_read_anew(
    pilot: Callable[[Book], Book] | None, todo: list[tuple[str, int, int, int]]
) -> None:
    # Hand-overs are kept as they are, or column by column where they are many.
    many = patch.object(packed, "MANY", 1 if len(todo) % 2 else packed.MANY)
    with many, in_memory_store("ja") as store:
        fill(store)
        take(store, "deals", [{"external_id": "of 2", "company": "会社2", "opened_at": "2026-11-15"}])
        books.save_draft(store, calls_count(books.draft_of(store)))
        books.adopt_draft(store, BOTH, now=later(-1))
        if pilot is not None:
            books.save_draft(store, pilot(books.draft_of(store)))
            operation.start_pilot(store, BOTH, replace(MAKERS, shadow=False), now=NOW)
        desk = Desk(store)
        for step in todo:
            desk.do(*step)
            compare(store)
        before = owed(store)
        store.memo.clear()
        assert owed(store) == before
        assert check(store) == ()


def test_an_act_reads_no_list_and_what_is_not_touched_is_not_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.db"
    with create_store(path, "ja") as store:
        fill(store)
        by_hand.called(store, 3, TODAY, reached=True)
        first, versions = facts_of(store), versions_of(store)
        scores_on(first, versions, TODAY)
        stamp = lists_stamp(store)
        monkeypatch.setattr(gathering, "activity_lists", pytest.fail)
        monkeypatch.setattr(gathering, "entities_of", pytest.fail)
        number = by_hand.called(store, 5, TODAY, reached=True)
        second = facts_of(store)
        assert second.lists is first.lists
        assert [facts.lead_ids[facts.touched].tolist() for facts in (first, second)] == [[3], [3, 5]]
        # A field is read once for all of them.
        assert second.columns is first.columns
        by_hand.undo_act(store, number)
        assert facts_of(store).lead_ids[facts_of(store).touched].tolist() == [3]
        set_company_holidays(store, "2026-08-12")
        # What the book asks of a lead is read anew, nothing else.
        assert title_of_third(facts_of(store)) == "部長"
        step = editing.edit(store, [editing.Entered(3, "title", "課長")]).number
        assert title_of_third(facts_of(store)) == "課長"
        editing.undo_edit(store, step)
        assert title_of_third(facts_of(store)) == "部長"
        assert lists_stamp(store) == stamp
    # Another process finds the facts of lists in the cache file, whatever was entered since they were written.
    with open_store(path) as again:
        assert len(facts_of(again).events) == len(first.events)
        assert facts_of(again).lists is not None
    monkeypatch.undo()
    with open_store(path) as again:
        # A list of what somebody did leaves the fields of leads as they are; one that says who they are does not.
        known = facts_of(again).columns
        take(again, "activities", [{"email": mail(3), "occurred_at": "2026-11-20", "activity": "form"}])
        assert facts_of(again).columns is known
        take(again, "leads", [{"email": mail(3), "title": "課長"}], list_date="2026-11-20")
        assert facts_of(again).columns is not known
        assert facts_of(again).columns["title"].labels == ("課長", "部長")
        take(again, "leads", [{"email": "new@a.jp"}])
        assert lists_stamp(again) != stamp
        assert check(again) == ()


def title_of_third(found: Facts) -> str:
    column = found.columns["title"]
    return column.labels[int(column.codes[2])]


def test_activities_are_in_memory_once_however_many_calls_are_noted(tmp_path: Path) -> None:
    with create_store(tmp_path / "a.db", "ja") as store:
        fill(store)
        lists_alone = facts_of(store).events
        numbers = []
        for lead in (3, 5, 3):
            numbers.append(by_hand.called(store, lead, TODAY, reached=True))
            found = facts_of(store)
            assert found.lists is not None
            assert found.lists.events is lists_alone
            assert len(found.events) == len(lists_alone) + len(numbers)
            scores_on(found, versions_of(store), TODAY)
            for name in ("content", "kind"):
                assert np.shares_memory(found.events.part(name, slice(0, 1)), getattr(lists_alone, name))
                # Made whenever it is asked for.
                assert getattr(found.events, name) is not getattr(found.events, name)
        for number in numbers:
            by_hand.undo_act(store, number)
        again = facts_of(store)
        assert again.lists is None
        assert again.events is lists_alone


def test_of_hand_overs_only_those_that_acts_speak_of_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    plain = gathering_acts.records_named

    def counted(*asked: Any) -> Any:
        found = plain(*asked)
        read.append(len(found))
        return found

    monkeypatch.setattr(gathering_acts, "records_named", counted)
    with in_memory_store("ja") as store:
        fill(store)
        # Of people without any key, and several times the same person on the same day.
        rows = [
            {"name": name, "side": "sales", "handed_at": "2026-11-02"} for name in ("森", "林", "林", "谷")
        ]
        take(store, "handovers", rows)
        take(store, "handovers", [{"email": mail(1), "side": "sales", "handed_at": "2026-11-03"}] * 3)
        with_one = [leg for leg in legs_of_store(store) if leg.key.startswith("w:")]
        assert len(with_one) == 7
        for leg in with_one[1::2]:
            by_hand.decide(store, leg.record, "accepted", TODAY)
            compare(store)
        assert 0 < max(read) < len(legs_of_store(store))
        assert len(facts_of(store).touched)


def test_a_program_that_knows_nothing_of_the_stamp_of_lists_leaves_no_stale_facts(tmp_path: Path) -> None:
    with create_store(tmp_path / "a.db", "ja") as store:
        fill(store)
        before = store.lists_state
        with store.transaction(by_hand_only=True):
            pass
        assert store.lists_state == before
        # As an older program writes: revision and state only.
        store.connection.execute("UPDATE meta SET value = value + 1 WHERE key = 'revision'")
        store.connection.execute("UPDATE meta SET value = 'other' WHERE key = 'state'")
        stale = store.lists_state
        assert stale != before
        with store.transaction(by_hand_only=True):
            pass
        assert store.lists_state not in (before, stale)


def test_few_of_many_are_touched_or_all_are_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    with in_memory_store("ja") as store:
        fill(store)
        versions = versions_of(store)

        plain = scoring.candidate_since

        def counted(facts: Facts, *rest: Any) -> Any:
            asked.append(facts.count)
            return plain(facts, *rest)

        monkeypatch.setattr(scoring, "candidate_since", counted)
        by_hand.called(store, 3, TODAY, reached=True)
        candidates_on(facts_of(store), versions, TODAY)
        by_hand.called(store, 4, TODAY, reached=True)
        candidates_on(facts_of(store), versions, TODAY)
        assert asked == [facts_of(store).count, 1, 2]
        for lead in range(5, 12):
            by_hand.called(store, lead, TODAY, reached=True)
        candidates_on(facts_of(store), versions, TODAY)
        assert asked[-1] == facts_of(store).count
        assert gathering_acts.can_be_folded(store)
