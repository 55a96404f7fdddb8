"""The timing of a store: groups, waits of hand-overs against a slow reading, and the people behind each number."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from funneldesk.domain.funnel.funnel_sentences import Headline
from funneldesk.domain.funnel.timing import Timing
from funneldesk.domain.funnel.timing_sentences import bucket_label, headline, left_out_sentence, limit_words
from funneldesk.errors import UserError
from funneldesk.i18n import set_language
from funneldesk.operations import by_hand
from funneldesk.operations import timing as operation
from funneldesk.operations.ranges import RangeChoice
from funneldesk.operations.scoring import find_leads
from funneldesk.operations.stores import Store, in_memory_store
from tests.operations.taking import Row, take

TODAY = date(2026, 11, 20)
AS_OF = TODAY.toordinal()
LEADS = 160


def ago(days: int) -> str:
    return (TODAY - timedelta(days)).isoformat()


class Lists:
    """Random lists, and what was written on them by lead."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.rows: dict[str, list[Row]] = {"leads": [], "activities": [], "handovers": [], "deals": []}
        self.told: list[dict[str, Any]] = []
        for lead in range(LEADS):
            self._write(f"L{lead}", 120 + self.chance.randrange(200))

    def _write(self, key: str, born: int) -> None:
        told: dict[str, Any] = {"handed": [], "decided": [], "calls": [], "deals": []}
        self.told.append(told)
        owner = self.chance.choice(("佐藤", "鈴木", ""))
        self.rows["leads"].append(
            {"external_id": key, "email": f"{key}@x.jp", "acquired_at": ago(born), "owner": owner}
        )
        if self.chance.random() < 0.8:
            at = born - self.chance.randrange(60)
            told["handed"].append(at)
            leg = {"handover_id": f"H{key}", "lead_external_id": key, "side": "sales", "handed_at": ago(at)}
            leg["owner"] = self.chance.choice(("高橋", ""))
            owner = leg["owner"] or owner
            if self.chance.random() < 0.6:
                told["decided"].append(at - self.chance.randrange(10))
                leg |= {
                    "decision": self.chance.choice(("accepted", "rejected")),
                    "decided_at": ago(told["decided"][0]),
                }
            told["owner"] = owner
            self.rows["handovers"].append(leg)
        for _ in range(self.chance.randrange(3)):
            at = born - self.chance.randrange(90)
            told["calls"].append(at)
            self.rows["activities"].append(
                {"lead_external_id": key, "occurred_at": ago(at), "activity": "call", "side": "sales"}
            )
        if self.chance.random() < 0.4:
            at = born - self.chance.randrange(120)
            told["deals"].append(at)
            self.rows["deals"].append(
                {"external_id": f"D{key}", "lead_external_id": key, "opened_at": ago(at), "outcome": "open"}
            )

    def take(self, store: Store) -> None:
        for kind, rows in self.rows.items():
            take(store, kind, rows)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def lists() -> Lists:
    return Lists(5)


@pytest.fixture(scope="module")
def store(lists: Lists) -> Iterator[Store]:
    with in_memory_store("ja") as made:
        lists.take(made)
        yield made


def test_handovers_against_a_slow_reading(store: Store, lists: Lists) -> None:
    answers = {one.what: one for one in operation.timing_of(store, AS_OF).answers}
    waits: dict[str, list[int | None]] = {"contact": [], "answer": []}
    for told in lists.told:
        for handed in told["handed"]:
            deals = [at for at in told["deals"] if at <= handed]
            for what, moments in (("contact", told["calls"]), ("answer", told["decided"])):
                since = [at for at in moments if at <= handed]
                waits[what].append(min((handed - at for at in [*since, *deals]), default=None))
    for what, found in answers.items():
        came = [wait for wait in waits[what] if wait is not None]
        assert (found.side, found.wait.entrants, found.wait.reached) == ("sales", len(waits[what]), len(came))
        for days in (0, 3, 7, 20):  # nobody is younger than that: the plain share
            share = sum(wait <= days for wait in came) / len(waits[what])
            assert found.wait.within(days) == pytest.approx(share)
    within = answers["contact"].within
    assert within is not None
    assert (within.n, within.k) == (
        len(waits["contact"]), sum(wait is not None and wait <= 7 for wait in waits["contact"])
    )  # fmt: skip
    set_language("ja")
    assert [limit_words(one) for one in answers.values()] == ["7日以内（目標80 %）", "2営業日以内"]


def test_groups_add_up_and_have_their_people(store: Store, lists: Lists) -> None:
    found = operation.timing_of(store, AS_OF, by="owner")
    # Who the hand-over names; where it names nobody, whose lead it is.
    owners = Counter(told["owner"] or None for told in lists.told if told["handed"])
    assert {group.value: group.triggers for group in found.groups} == owners
    assert set(owners) == {"高橋", "佐藤", "鈴木", None}
    assert sum(group.triggers for group in found.groups) == found.triggers == found.handed
    assert sum(group.week.n for group in found.groups) == found.week.n
    assert sum(group.week.k for group in found.groups) == found.week.k
    assert sum(group.deals.n for group in found.groups) == sum(bucket.deals.n for bucket in found.buckets)
    for group in found.groups:
        assert len(operation.group_members(store, AS_OF, "owner", group.value)) == group.triggers
    # A group alone is what the whole is of its leads.
    whole = operation.timing_of(store, AS_OF, by="month")
    month = next(group for group in whole.groups if group.value == "2026-03")
    first, last = date(2026, 3, 1).toordinal(), date(2026, 3, 31).toordinal()
    alone = operation.timing_of(store, AS_OF, from_day=first, to_day=last)
    assert (month.triggers, month.week, month.median_days) == (
        alone.triggers, alone.week, alone.contact.day_of(0.5)
    )  # fmt: skip
    with pytest.raises(UserError):
        operation.timing_of(store, AS_OF, by="colour")


def test_the_people_behind_a_number_are_as_many(store: Store) -> None:
    found, fallback = operation.timing_of_choice(store, AS_OF, RangeChoice("trailing"))
    assert not fallback
    of = {"from_day": found.from_day, "to_day": found.to_day}
    for place, bucket in enumerate(found.buckets):
        assert len(operation.bucket_members(store, AS_OF, place, **of)) == bucket.deals.n
    out = found.left_out
    assert sum(bucket.deals.n for bucket in found.buckets) + out.young + out.before == found.triggers
    for one in found.waits:
        members = operation.waiting_members(store, AS_OF, one.previous, one.stage, **of)
        assert len(members) == one.wait.entrants - one.wait.reached
    assert (
        len(operation.contact_members(store, AS_OF, **of)) == found.contact.entrants - found.contact.reached
    )
    for answer in found.answers:  # one hand-over a lead here
        assert len(operation.open_members(store, answer)) == answer.wait.entrants - answer.wait.reached


def said(store: Store, **of: int) -> tuple[Timing, Headline]:
    set_language("en")
    found = operation.timing_of(store, AS_OF, **of)
    return found, headline(found)


def test_what_is_missing_is_said_step_by_step() -> None:
    with in_memory_store("en") as store:
        assert said(store)[0].is_empty
        assert said(store)[1].text == "No leads yet."
        take(store, "leads", [{"external_id": f"L{n}", "email": f"{n}@x.jp"} for n in range(40)])
        found, words = said(store)
        assert words.text.startswith("Nobody of these leads was handed over")
        assert words.next_page == "import"
        take(store, "handovers", [
            {"handover_id": f"H{n}", "lead_external_id": f"L{n}", "side": "sales", "handed_at": ago(50)} for n in range(40)
        ])  # fmt: skip
        assert said(store)[1].text.startswith("No call, meeting or other contact is recorded yet.")
        assert not any(answer.recorded for answer in said(store)[0].answers)
        take(store, "activities", [
            {"lead_external_id": f"L{n}", "occurred_at": ago(50 - n), "activity": "call", "side": "sales"} for n in range(40)
        ])  # fmt: skip
        found, words = said(store)
        assert words.text.startswith("Contacted within 7 days: 20.0 % (8 of 40, ")
        assert "Half of them within 19 days." in words.text
        assert "deal list" in words.text
        take(store, "deals", [
            {"external_id": "D", "lead_external_id": "L9", "opened_at": ago(20), "outcome": "open"}
        ])  # fmt: skip
        found, words = said(store)
        assert "is seen 90 days after" in words.text
        assert left_out_sentence(found) == "Left out: 40 younger than 90 days."
        # Without a date of its own a lead is of the day of its first activity.
        assert said(store, from_day=AS_OF - 20)[0].triggers == 10
        set_language("ja")
        assert [bucket_label(bucket) for bucket in found.buckets] == [
            "0〜1日", "2〜3日", "4〜7日", "8〜14日", "15日以上", "連絡の記録なし"
        ]  # fmt: skip


@pytest.mark.parametrize("deals", [2, 24])
def test_the_sentence_on_top(deals: int) -> None:
    with in_memory_store("ja") as store:
        take(
            store,
            "leads",
            [{"external_id": f"L{n}", "email": f"{n}@x.jp", "acquired_at": ago(300)} for n in range(80)],
        )
        take(store, "activities", [
            {"lead_external_id": f"L{n}", "occurred_at": ago(299 - when), "activity": kind}
            for n in range(80)
            for kind, when in (("download", 0), ("call", 1 if n < 40 else 9))
        ])  # fmt: skip
        take(store, "deals", [
            {"external_id": f"D{n}", "lead_external_id": f"L{n}", "opened_at": ago(280), "outcome": "open"}
            for n in (*range(deals), 70)
        ])  # fmt: skip
        found = operation.timing_of(store, AS_OF)
        set_language("ja")
        words = headline(found).text
        assert words.startswith(
            f"1日以内に連絡した40人は{deals / 40 * 100:.0f} %が、8日以上たってから連絡した40人は2 %が商談に"
        )
        assert ("差があるとは言えません" in words) == (deals == 2)
        assert ("原因とは限りません" in words or "因果" in words) == (deals == 24)


def test_what_people_enter_counts_at_once(lists: Lists) -> None:
    with in_memory_store("ja") as store:
        lists.take(store)
        before = operation.timing_of(store, AS_OF)
        place = next(
            n
            for n, told in enumerate(lists.told)
            if told["handed"] and not told["calls"] and not told["deals"]
        )
        [lead] = find_leads(store, f"ma:L{place}")
        assert lead in operation.contact_members(store, AS_OF)
        by_hand.called(store, lead, AS_OF - 1, reached=False)
        after = operation.timing_of(store, AS_OF)
        assert after.contact.reached == before.contact.reached + 1
