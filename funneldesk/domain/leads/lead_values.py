"""What a condition looks at in one lead, and what the lead has there."""

from collections.abc import Iterator

from funneldesk.domain.book.conditions import (
    Activity,
    All,
    Any_,
    Attribute,
    Condition,
    DaysSince,
    Disqualified,
    Not,
)
from funneldesk.domain.facts import Facts


def attributes_in(condition: Condition) -> Iterator[Attribute]:
    """Return the tests of fields at the leaves of a condition."""
    match condition:
        case Attribute():
            yield condition
        case All() | Any_():
            for part in condition.parts:
                yield from attributes_in(part)
        case Not():
            yield from attributes_in(condition.part)


def fields_in(condition: Condition) -> tuple[str, ...]:
    """Return the fields of the lead that a condition looks at, each once."""
    return tuple(dict.fromkeys(test.field for test in attributes_in(condition)))


def looks_at_activities(condition: Condition) -> bool:
    """Whether an activity more could change the answer; "disqualified" may, by the book's own criterion."""
    match condition:
        case Activity() | DaysSince() | Disqualified():
            return True
        case All() | Any_():
            return any(looks_at_activities(part) for part in condition.parts)
        case Not():
            return looks_at_activities(condition.part)
    return False


def value_of(lead: Facts, field: str, day: int) -> str:
    """Return the value of a field of a single lead's facts at the end of a day, "" where there is none."""
    column = lead.columns.get(field)
    if column is None:
        return ""
    code = int(column.at(day)[0])
    return column.labels[code] if code >= 0 else ""
