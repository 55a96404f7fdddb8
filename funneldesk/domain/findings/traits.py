"""What may set leads apart: who they are, where and when they came from, whom they work for."""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from funneldesk.domain.facts import Bool, Column, Facts, Int32
from funneldesk.domain.findings.clocks import quarter_codes, quarter_label
from funneldesk.domain.findings.outcomes import Outcomes
from funneldesk.domain.funnel.breakdown import breakdown
from funneldesk.domain.funnel.shares import ENOUGH
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.scoring import Totals
from funneldesk.domain.unique import unique

FIELDS = ("source", "campaign", "industry", "size", "prefecture", "title", "department", "email_kind")
#: Of a field with more values only the most frequent sort leads; the rest names them.
MOST_VALUES = 20
#: Leads of so many days before as-of are the latest ones: about three months.
LATEST_DAYS = 91
#: No field here is about scores.
_NO_SCORES = Totals(0, np.zeros(0, np.int32))
_SCHOOL = (
    "大学",
    "短大",
    "高専",
    "高等専門学校",
    "専門学校",
    "学園",
    "学院",
    "高校",
    "高等学校",
    "university",
    "college",
)
_STUDENT = ("学生", "大学生", "大学院生", "院生", "student")
#: Somebody who works for the company beside a school is no student: co-operatives, presses, hospitals.
_BESIDE_A_SCHOOL = ("生協", "生活協同組合", "出版", "病院", "press", "hospital")


@dataclass(frozen=True, slots=True, eq=False)
class Trait:
    """Something a lead has since a day (n leads): 0: all along, NEVER: not.

    `find` gives these days whenever they are asked for: hundreds of traits in memory would be gigabytes for a million
    leads. `among`: who is asked at all (None: everybody); `by_period` False: it is a time itself.
    """

    kind: str
    value: str
    find: Callable[[], Int32]
    among: Bool | None = None
    by_period: bool = True

    @property
    def since(self) -> Int32:
        """Return from which day each lead has it."""
        return self.find()


def has(chosen: Callable[[], Bool]) -> Callable[[], Int32]:
    """Return the `find` of something leads have all along or never."""
    return lambda: np.where(chosen(), 0, NEVER).astype(np.int32)


def in_group(codes: Int32, code: int) -> Callable[[], Int32]:
    """Return the `find` of the leads of one group."""
    return has(lambda: codes == code)


def traits_of_leads(facts: Facts, found: Outcomes) -> Iterator[Trait]:
    """Yield everything about who the leads are and when they came."""
    yield from _of_fields(facts, found)
    yield from _of_schools(facts, found)
    yield from _of_times(found)


def _first_values(facts: Facts, found: Outcomes) -> Facts:
    """Return the facts with the values that held when each became a lead.

    What a list says later may come from what became of the lead: that is no trait of those who got so far.
    """
    everybody = np.arange(facts.count, dtype=np.int32)
    day = np.where(found.lead_day == NEVER, 0, found.lead_day).astype(np.int32)
    names = [name if name != "size" else "employees" for name in FIELDS]
    columns = {
        name: Column(facts.columns[name].labels, facts.columns[name].at_points(everybody, day))
        for name in (*names, "company")
        if name in facts.columns
    }
    return replace(facts, columns=columns)


def _of_fields(facts: Facts, found: Outcomes) -> Iterator[Trait]:
    first = _first_values(facts, found)
    for field in FIELDS:
        if ("employees" if field == "size" else field) not in first.columns:
            continue
        groups = breakdown(first, found.stages, field, lambda: _NO_SCORES)
        sizes = np.bincount(groups.codes, minlength=len(groups.values))
        # The last group has no value: it differs for other reasons.
        known = groups.codes < len(groups.values) - 1
        common = sorted(range(len(groups.values) - 1), key=lambda code: -int(sizes[code]))[:MOST_VALUES]
        for code in common:
            value = groups.values[code]
            if value is not None and sizes[code] >= ENOUGH:
                yield Trait(field, value, in_group(groups.codes, code), known)


def _of_schools(facts: Facts, found: Outcomes) -> Iterator[Trait]:
    """Ask about students and schools, whatever column says so: the article's own example of who is no customer."""
    first = _first_values(facts, found)
    school = np.zeros(facts.count, np.bool_)
    tests: tuple[tuple[str, Callable[[str], bool]], ...] = (
        ("company", lambda label: _is_school(label) or label in _STUDENT),
        ("title", lambda label: label in _STUDENT),
        ("industry", lambda label: label in _STUDENT),
    )
    for name, is_school in tests:
        column = first.columns.get(name)
        if column is not None:
            passes = [is_school(unicodedata.normalize("NFKC", label).lower()) for label in column.labels]
            school |= np.array([*passes, False], np.bool_)[column.codes]
    if np.count_nonzero(school) >= ENOUGH:
        yield Trait("school", "", has(lambda: school))


def _is_school(company: str) -> bool:
    return any(word in company for word in _SCHOOL) and not any(word in company for word in _BESIDE_A_SCHOOL)


def _of_times(found: Outcomes) -> Iterator[Trait]:
    """Ask about each quarter leads came in, and about the last three months."""
    start = found.lead_day
    codes = np.where(start == NEVER, -1, quarter_codes(start)).astype(np.int32)
    for code in unique(codes[start != NEVER]).tolist():
        chosen = codes == code
        if np.count_nonzero(chosen) >= ENOUGH:
            label = quarter_label(int(start[chosen].min()))
            yield Trait("quarter", label, in_group(codes, code), by_period=False)
    latest = (start > found.as_of - LATEST_DAYS) & (start != NEVER)
    yield Trait("latest", str(LATEST_DAYS), has(lambda: latest), by_period=False)
