"""A month at the sample company: each day lists come, people act, some of it is taken back, and a day passes.

At the end of each day the duties about all of its people are those of a slow, obvious reading of the rules
(`slow_duties`). `FUNNELDESK_COMPANY_MONTHS=200` tries so many months.
"""

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from funneldesk.domain.book.conditions import Disqualified
from funneldesk.domain.calendar import Calendar
from funneldesk.domain.duties.duties import LEAD_EVENTS
from funneldesk.domain.scoring.points import Points
from funneldesk.domain.scoring.scoring import Scoring
from funneldesk.errors import UserError
from funneldesk.operations import by_hand
from funneldesk.operations.book import book_versions
from funneldesk.operations.checking import check
from funneldesk.operations.demo import SAMPLE_DAY, sample_lists
from funneldesk.operations.duties import duties_of, duties_of_lead
from funneldesk.operations.duty_acts import Given, act_on, acts_of
from funneldesk.operations.duty_lists import Duty
from funneldesk.operations.facts import facts_of, facts_of_lead, versions_of
from funneldesk.operations.importing import import_list, redo_import, undo_import
from funneldesk.operations.merging import bring_back, merge, separate, take_back
from funneldesk.operations.refusals import mail_only
from funneldesk.operations.scoring import candidates_on
from funneldesk.operations.stores import Store, in_memory_store, open_store
from tests.domain.duties.slow_duties import Lead, Owed, standing
from tests.operations.desk_of_facts import dated, leads_of, merged_days
from tests.operations.taking import Row, take

BEGIN, DAYS = SAMPLE_DAY.toordinal() - 30, 30
CALENDAR = Calendar()
REASONS = ("時期尚早", "不通", "競合", "既存顧客", "商談中", "重複", "重複")
#: What happened in the months tried; a month in which little happens proves little.
seen: Counter[str] = Counter()


@cache
def sample() -> bytes:
    """The store of the sample company."""
    with in_memory_store("ja") as store:
        for file in sample_lists():
            import_list(store, file, list_date=SAMPLE_DAY)
        return bytes(store.connection.serialize())


def _opened(folder: Path) -> Store:
    """Open the company's store as a file: what is computed of one list is kept beside it."""
    path = folder / "month.db"
    path.write_bytes(sample())
    return open_store(path)


@dataclass
class Company:
    """The company in the middle of a month: `steps` can be taken back and brought back."""

    store: Store
    today: int = BEGIN
    made: int = 0
    steps: list[list[Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        #: Lists of the sample come and go as well.
        for (number,) in self.store.connection.execute("SELECT id FROM import_batch ORDER BY id").fetchall():
            self.steps.append([True, number, undo_import, redo_import])

    def day(self, distance: int) -> str:
        return date.fromordinal(self.today + distance).isoformat()

    def email(self, who: int) -> str:
        """Somebody of whom something is owed, or anybody: things happen where something is going on."""
        rows = self.store.connection.execute("SELECT email FROM lead WHERE email IS NOT NULL ORDER BY id")
        everybody = [email for (email,) in rows]
        return str(everybody[who % len(everybody)]) if everybody else "a@b.jp"

    def lead(self, who: int) -> int:
        ids = facts_of(self.store).lead_ids
        return int(ids[who % len(ids)]) if len(ids) else 0

    def duty(self, who: int) -> Duty | None:
        owed = [one for one in duties_of(self.store, self.today).duties if one.lead]
        # Every event has its turn, however many are owed for it.
        events = sorted({one.event for one in owed})
        asked = [one for one in owed if one.event == events[who % len(events)]] if events else []
        return asked[who % len(asked)] if asked else None

    def bring(self, kind: Any, row: Row) -> None:
        self.made += 1
        batch = take(self.store, kind, [row], list_date=self.day(0)).batch
        self.steps.append([True, batch, undo_import, redo_import])

    # ---- what may happen; `who` and `how` choose ----

    def calls_come(self, who: int, how: int) -> None:
        outcome, side = ("不通", "接続", "")[how % 3], ("is", "is", "sales", "")[how % 4]
        self.bring("activities", {
            "email": self._somebody(who), "activity": "call", "occurred_at": self.day(-(how % 5)), "side": side,
            "outcome": outcome, "note": ("", "課題あり")[how % 2], "external_id": f"c{self.made}",
        })  # fmt: skip

    def inquiries_come(self, who: int, how: int) -> None:
        self.bring("activities", {
            "email": self.email(who), "activity": "form", "content": "見積依頼", "occurred_at": self.day(-(how % 3)),
            "external_id": f"f{self.made}",
        })  # fmt: skip

    def handovers_come(self, who: int, how: int) -> None:
        decision = ("", "accepted", "rejected", "rejected")[how % 4]
        row = {
            "email": self._somebody(who), "handover_id": f"H{how % 7}-{who % 7}", "side": ("sales", "is")[how % 2],
            "handed_at": self.day(-(how % 9)), "decision": decision,
        }  # fmt: skip
        if decision:
            row |= {"decided_at": self.day(-(how % 2)), "reason": REASONS[who % len(REASONS)]}
        self.bring("handovers", row)

    def deals_come(self, who: int, how: int) -> None:
        outcome = ("open", "won", "lost")[how % 3]
        row = {
            "email": self._somebody(who), "external_id": f"D{who % 9}", "outcome": outcome, "opened_at": self.day(3 - how % 20),
        }  # fmt: skip
        self.bring(
            "deals",
            row
            if outcome == "open"
            else {
                **row,
                "closed_at": self.day(-(how % 3)),
                "lost_reason": ("価格", "延期", "競合採用")[how // 3 % 3],
                "planned_at": self.day(how % 90 - 5),
            },
        )

    def people_opt_out(self, who: int, how: int) -> None:
        del how
        self.bring("leads", {"email": self._somebody(who), "opt_out": "1"})

    def somebody_acts(self, who: int, how: int) -> None:
        """Do one of the acts a line of Today offers."""
        if (duty := self.duty(who)) is None:
            return
        act = acts_of(duty)[how % len(acts_of(duty))]
        if act == "duplicates":
            self.people_are_merged(duty.lead, how)
            return
        seen[act] += 1
        given = Given(REASONS[how % len(REASONS)], "課題は在庫", "佐藤")
        number = act_on(self.store, duty, act, self.today, given)
        self.steps.append([True, number, by_hand.undo_act, by_hand.redo_act])

    def somebody_is_handed_over(self, who: int, how: int) -> None:
        number = by_hand.hand_over(self.store, self.lead(who), ("is", "sales")[how % 2], self.today - how % 3)
        self.steps.append([True, number, by_hand.undo_act, by_hand.redo_act])

    def people_are_merged(self, who: int, how: int) -> None:
        decide = (merge, separate)[how % 2]
        number = decide(self.store, self.lead(who), self.lead(how)).id
        self.steps.append([True, number, take_back, bring_back])

    def something_is_taken_back(self, who: int, how: int) -> None:
        del how
        step = self.steps[who % len(self.steps)]
        step[2 if step[0] else 3](self.store, step[1])
        step[0] = not step[0]

    def _somebody(self, who: int) -> str:
        if who % 3 and (duty := self.duty(who)):
            row = self.store.connection.execute(
                "SELECT email FROM lead WHERE id = ?", (duty.lead,)
            ).fetchone()
            if row and row[0]:
                return str(row[0])
        return self.email(who)

    # ---- what must hold ----

    def compare(self) -> None:
        """Compare the duties of the day, one by one."""
        store, as_of = self.store, self.today
        facts, versions = facts_of(store), tuple(book_versions(store))
        rules = [rule for rule in versions[0].book.rules if rule.event in LEAD_EVENTS]
        since = candidates_on(facts, versions, as_of)
        people = leads_of(facts, merged_days(store), mail_only(store, facts))
        everybody = Points(np.arange(facts.count, dtype=np.int32), np.full(facts.count, as_of, np.int32))
        ruled_out = Scoring(facts, versions[0].book).conditions.holds(Disqualified(), everybody)
        expected, nobody = {}, Lead()
        for place, lead in enumerate(people):
            lead.since = dated(since[place])
            # About somebody with whom nothing ever happened nothing can be owed.
            if ruled_out[place] or lead == nobody:
                continue
            asked = Owed(lead, rules, as_of, CALENDAR)
            expected |= {
                (int(facts.lead_ids[place]), rule.id): (answer[0] or 0, *answer[1:])
                for rule in (*rules, *standing(rules))
                if (answer := asked.of(rule))
            }
        duties = [duty for duty in duties_of(store, as_of).duties if duty.lead]
        seen.update({duty.event for duty in duties})
        found = {(duty.lead, duty.rule): (duty.leg, duty.start, duty.due, duty.attempts) for duty in duties}
        assert found == expected, date.fromordinal(as_of)
        if duties:
            one = duties[self.made % len(duties)].lead
            alone = duties_of_lead(store, facts_of_lead(store, one), versions_of(store), as_of)
            assert set(alone) == {duty for duty in duties if duty.lead == one}


HAPPENINGS: tuple[Callable[[Company, int, int], None], ...] = (
    Company.somebody_acts, Company.calls_come, Company.handovers_come, Company.something_is_taken_back,
    Company.inquiries_come, Company.deals_come, Company.somebody_is_handed_over, Company.people_opt_out,
    Company.people_are_merged, Company.somebody_acts, Company.somebody_acts,
)  # fmt: skip
numbers = st.integers(0, 9_999)
a_day = st.lists(st.tuples(st.sampled_from(HAPPENINGS), numbers, numbers), max_size=3)


@settings(
    max_examples=int(os.environ.get("FUNNELDESK_COMPANY_MONTHS", "1")),
    deadline=None,
    # A month of lists and acts is as clear as it comes; making it shorter takes longer than reading it.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
# Hypothesis begins with the simplest month, and there nothing happens at all: each day without events is one of these.
@given(st.lists(a_day, min_size=DAYS, max_size=DAYS).filter(any))
def try_months(month: list[list[tuple[Callable[[Company, int, int], None], int, int]]]) -> None:
    with TemporaryDirectory() as folder, _opened(Path(folder)) as store:
        company = Company(store)
        for happenings in month:
            for happen, who, how in happenings:
                try:
                    happen(company, who, how)
                except UserError as error:
                    # Merged already, or nobody is left to act about: said, and nothing is written.
                    seen[error.code] += 1
            company.compare()
            company.today += 1
        assert check(store) == ()


@pytest.mark.long
def test_the_duties_of_each_day_of_a_month_are_those_of_a_slow_reading() -> None:
    try_months()
    # And these months were no empty ones.
    assert seen.keys() >= {"candidate", "recheck", "undecided"}
