"""A month at the desk: lists in any order, taken back and brought back, acts by hand, people merged, days passing.

After every step the duties of that day and of some earlier day are those of a slow reading (`desk_model`,
`slow_duties`), and nothing that is stored differs from what the records give. `FUNNELDESK_MONTHS=500` tries so many.
"""

import os
from datetime import date
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from funneldesk.domain.calendar import Calendar
from funneldesk.domain.duties.duties import LEAD_EVENTS
from funneldesk.operations import by_hand
from funneldesk.operations.checking import check
from funneldesk.operations.duties import duties_of, duties_of_lead
from funneldesk.operations.facts import facts_of_lead, versions_of
from funneldesk.operations.importing import redo_import, undo_import
from funneldesk.operations.legs import legs_of_store
from funneldesk.operations.merging import merge
from funneldesk.operations.stores import in_memory_store
from tests.domain.duties.slow_duties import Owed, standing
from tests.operations.desk_model import BOOK, PEOPLE, Desk, Row, Said, spell
from tests.operations.taking import take

BEGIN = date(2026, 4, 20).toordinal()
RULES = [one for one in BOOK.rules if one.event in LEAD_EVENTS]
CALENDAR = Calendar()
REASONS = ("時期尚早", "不通", "競合", "既存顧客", "重複", "気が乗らない", "")
numbers = st.integers(0, 3)
past = st.integers(-100, 3)  # days from today: lists are wrong about the future now and then
recent = st.integers(-12, 3)
maybe_recent = st.none() | recent


class Month(RuleBasedStateMachine):
    """What marketing, inside sales and sales do."""

    def __init__(self) -> None:
        super().__init__()
        self.store = in_memory_store("ja")
        self.desk = Desk(self.store)
        self.today = BEGIN
        self.made = 0
        take(self.store, "contents", [{"content": "見積依頼", "type": "inquiry"}])

    def teardown(self) -> None:
        self.store.close()

    def day(self, distance: int | None) -> str:
        return "" if distance is None else date.fromordinal(self.today + distance).isoformat()

    def new_id(self) -> str:
        self.made += 1
        return str(self.made)

    def bring(self, kind: Any, rows: list[Row], age: int) -> None:
        """Import a list that is `age` days old; what the desk knows of hand-overs is their key."""
        day = self.today - age
        told = [{name: value for name, value in row.items() if name != "key"} for row in rows]
        batch = take(self.store, kind, told, list_date=date.fromordinal(day).isoformat()).batch
        self.desk.said.append(Said(batch or 0, kind, rows, (0, day)))

    # ---- lists ----

    @initialize()
    def people(self) -> None:
        self.bring("leads", [{"email": email, "name": f"人{email[1]}"} for email in PEOPLE[:3]], 30)

    @rule(who=numbers, name=st.sampled_from(("", "人", "佐藤")), out=st.integers(0, 5))
    def list_of_leads(self, who: int, name: str, out: int) -> None:
        self.bring("leads", [{"email": PEOPLE[who], "name": name, "opt_out": "1" if out == 5 else ""}], 1)

    @rule(who=numbers, days=st.lists(past, min_size=1, max_size=2))
    def inquiries(self, who: int, days: list[int]) -> None:
        self.bring("activities", [
            {"email": PEOPLE[who], "activity": "form", "content": "見積依頼", "occurred_at": self.day(one), "external_id": self.new_id()}
            for one in days
        ], 0)  # fmt: skip

    @rule(
        who=numbers, days=st.lists(recent, min_size=1, max_size=4), kind=st.sampled_from(("call", "call", "meeting")),
        side=st.sampled_from(("is", "is", "sales", "marketing", "")), outcome=st.sampled_from(("不通", "不通", "接続", "")),
        note=st.sampled_from(("", "課題あり")),
    )  # fmt: skip
    def list_of_calls(self, who: int, days: list[int], kind: str, side: str, outcome: str, note: str) -> None:
        self.bring("activities", [
            {"email": PEOPLE[who], "activity": kind, "occurred_at": self.day(one), "side": side, "outcome": outcome,
             "note": note, "external_id": self.new_id()}
            for one in days
        ], 0)  # fmt: skip

    @rule(
        who=numbers, nth=st.integers(0, 1), side=st.sampled_from(("sales", "sales", "is", "")), handed=maybe_recent,
        decision=st.sampled_from(("", "accepted", "rejected", "rejected")), reason=st.sampled_from(REASONS),
        decided=maybe_recent, contacted=st.none() | maybe_recent, comment=st.sampled_from(("", "きっかけ", "課題")),
        age=st.integers(0, 9),
    )  # fmt: skip
    def list_of_handovers(self, who: int, nth: int, age: int, decision: str, **said: Any) -> None:
        key = f"H{who}{nth}"
        row = {
            "email": PEOPLE[who], "handover_id": key, "key": f"x:ma\x1f{key}", "side": said["side"], "handed_at": self.day(said["handed"]),
            "decision": decision, "contacted_at": self.day(said["contacted"]), "comment": said["comment"],
        }  # fmt: skip
        if decision:
            row |= {"decided_at": self.day(said["decided"]), "reason": said["reason"]}
        self.bring("handovers", [row], age)

    @rule(
        who=numbers, opened=maybe_recent, outcome=st.sampled_from(("open", "open", "won", "lost", "lost")),
        closed=maybe_recent, reason=st.sampled_from(("価格", "競合採用", "競合", "")), age=st.integers(0, 9),
    )  # fmt: skip
    def list_of_deals(
        self, who: int, opened: int | None, outcome: str, closed: int | None, reason: str, age: int
    ) -> None:
        row = {
            "email": PEOPLE[who],
            "external_id": f"D{who}",
            "outcome": outcome,
            "opened_at": self.day(opened),
        }
        if outcome != "open":
            row |= {"closed_at": self.day(closed), "lost_reason": reason if outcome == "lost" else ""}
        self.bring("deals", [row], age)

    @precondition(lambda self: self.desk.said)
    @rule(choose=st.integers(0, 99))
    def take_back_or_bring_back(self, choose: int) -> None:
        one = self.desk.said[choose % len(self.desk.said)]
        undo, redo = (by_hand.undo_act, by_hand.redo_act) if one.by_hand else (undo_import, redo_import)
        (undo if one.counts else redo)(self.store, one.number)
        one.counts = not one.counts

    # ---- by hand ----

    def act(self, kind: str, number: int, row: Row, lead: int) -> None:
        there = self.desk.known_people()
        people = tuple(email for email, its in there.items() if its == lead)
        filled = {name: value for name, value in row.items() if value}
        self.desk.said.append(Said(number, kind, [filled], (1, number), by_hand=True, people=people))

    def lead(self, choose: int) -> int | None:
        leads = sorted(set(self.desk.known_people().values()))
        return leads[choose % len(leads)] if leads else None

    @rule(
        choose=numbers,
        side=st.sampled_from(("is", "sales")),
        ago=st.integers(-2, 0),
        comment=st.sampled_from(("", "予算あり")),
    )
    def hand_over(self, choose: int, side: str, ago: int, comment: str) -> None:
        if (lead := self.lead(choose)) is None:
            return
        known = {leg.key for leg in legs_of_store(self.store)}
        day = self.today + ago
        number = by_hand.hand_over(self.store, lead, side, day, comment=comment)
        [key] = {leg.key for leg in legs_of_store(self.store)} - known
        row = {
            "key": key,
            "side": side,
            "handed_at": self.day(ago),
            "comment": comment,
            "commented_at": self.day(ago) if comment else "",
        }
        self.act("handovers", number, row, lead)

    @rule(
        choose=st.integers(0, 9), what=st.sampled_from(("accepted", "rejected", "rejected", "contacted", "comment")),
        reason=st.sampled_from(("時期尚早", "不通", "不通", "競合", "既存顧客", "重複")), put_off=st.sampled_from((None, None, 3, 40)),
        comment=st.sampled_from(("", "また秋に")),
    )  # fmt: skip
    def act_on_a_leg(self, choose: int, what: str, reason: str, put_off: int | None, comment: str) -> None:
        legs = legs_of_store(self.store)
        if not legs:
            return
        leg, today = legs[choose % len(legs)], self.day(0)
        said = {"comment": comment, "commented_at": today if comment else ""}
        if what == "contacted":
            number = by_hand.contacted(self.store, leg.record, self.today)
            said = {"contacted_at": today}
        elif what == "comment":
            number = by_hand.comment(self.store, leg.record, "決裁者は部長", self.today)
            said = {"comment": "決裁者は部長", "commented_at": today}
        else:
            rejected = what == "rejected"
            recheck = self.today + put_off if rejected and put_off else None
            number = by_hand.decide(
                self.store, leg.record, what, self.today, reason=reason if rejected else "", recheck=recheck, comment=comment
            )  # fmt: skip
            said |= {
                "decision": what, "decided_at": today, "reason": reason if rejected else "",
                "recheck_at": self.day(put_off) if recheck else "",
            }  # fmt: skip
        self.act(
            "handovers",
            number,
            {"key": leg.key, "side": leg.side, "handed_at": leg.handed_at} | said,
            leg.lead,
        )

    @rule(
        choose=numbers,
        reached=st.sampled_from((False, False, True)),
        side=st.sampled_from(("is", "is", "sales")),
        note=st.sampled_from(("", "折り返し")),
    )
    def call(self, choose: int, reached: bool, side: str, note: str) -> None:
        if (lead := self.lead(choose)) is None:
            return
        number = by_hand.called(self.store, lead, self.today, reached=reached, side=side, note=note)
        outcome = "接続" if reached else "不通"
        row = {"activity": "call", "occurred_at": self.day(0), "side": side, "outcome": outcome, "note": note}
        self.act("activities", number, row, lead)

    @rule(choose=numbers, reason=st.sampled_from(("不通", "時期尚早")))
    def let_go(self, choose: int, reason: str) -> None:
        if (lead := self.lead(choose)) is None:
            return
        before = {leg.key: leg for leg in legs_of_store(self.store)}
        number = by_hand.let_go(self.store, lead, reason, self.today)
        after = {leg.key: leg for leg in legs_of_store(self.store)}
        today = self.day(0)
        [leg] = [leg for key, leg in after.items() if before.get(key) != leg]
        said = {"decision": "rejected", "decided_at": today, "reason": reason}
        self.act(
            "handovers", number, {"key": leg.key, "side": leg.side, "handed_at": leg.handed_at} | said, lead
        )

    @rule(choose=numbers)
    def note(self, choose: int) -> None:
        if (lead := self.lead(choose)) is not None:
            number = by_hand.noted(self.store, lead, "課題は在庫", self.today)
            self.act(
                "activities", number, {"activity": "other", "occurred_at": self.day(0), "side": "is"}, lead
            )

    @rule(choose=st.integers(0, 9))
    def mark_as_done(self, choose: int) -> None:
        duties = [duty for duty in duties_of(self.store, self.today).duties if duty.lead]
        if not duties:
            return
        duty = duties[choose % len(duties)]
        number = by_hand.done(self.store, duty.rule, duty.lead, self.today)
        self.act("done", number, {"rule": duty.rule, "done_at": self.day(0)}, duty.lead)

    @rule(one=numbers, other=numbers)
    def merge(self, one: int, other: int) -> None:
        left, right = self.lead(one), self.lead(other)
        if left is not None and right is not None and left != right:
            merge(self.store, left, right)

    @rule(days=st.integers(1, 9))
    def days_pass(self, days: int) -> None:
        self.today += days

    # ---- what must hold ----

    @invariant()
    def the_duties_are_those_of_the_slow_reading(self) -> None:
        leads = self.desk.leads()
        for day in (self.today, self.today - (len(self.desk.said) * 7) % 31):
            found = {}
            for duty in duties_of(self.store, day).duties:
                if duty.lead:
                    assert (duty.lead, duty.rule) not in found
                    found[duty.lead, duty.rule] = self.key(duty.leg), duty.start, duty.due, duty.attempts
            expected = {}
            for lead, known in leads.items():
                known.since = spell(known.forms, day)
                asked = Owed(known, RULES, day, CALENDAR)
                for one in (*RULES, *standing(RULES)):
                    if answer := asked.of(one):
                        expected[lead, one.id] = known.keys.get(answer[0], ""), *answer[1:]
            assert found == expected, day

    def key(self, record: int) -> str:
        """The key of a leg as lists give it, "" for no leg."""
        if not record:
            return ""
        [key] = [leg.key for leg in legs_of_store(self.store) if leg.record == record]
        return key

    @invariant()
    def the_page_of_a_lead_says_the_same(self) -> None:
        if (lead := self.lead(len(self.desk.said))) is not None:
            among_all = {duty for duty in duties_of(self.store, self.today).duties if duty.lead == lead}
            alone = facts_of_lead(self.store, lead), versions_of(self.store), self.today
            assert set(duties_of_lead(self.store, *alone)) == among_all

    @invariant()
    def nothing_differs_from_the_records(self) -> None:
        assert check(self.store) == ()


TestMonth = Month.TestCase
TestMonth.settings = settings(
    max_examples=int(os.environ.get("FUNNELDESK_MONTHS", "4")),
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
