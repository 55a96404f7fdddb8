"""What a condition looks at in one lead, and what the lead has there."""

from collections.abc import Iterator

from funneldesk.domain.conditions import All, Any_, Attribute, Condition, Not
from funneldesk.domain.facts import Facts


def fields_in(condition: Condition) -> Iterator[str]:
    """Return the fields of the lead that a condition looks at."""
    match condition:
        case Attribute():
            yield condition.field
        case All() | Any_():
            for part in condition.parts:
                yield from fields_in(part)
        case Not():
            yield from fields_in(condition.part)


def value_of(lead: Facts, field: str, day: int) -> str:
    """Return the value of a field of a single lead's facts at the end of a day, "" where there is none."""
    column = lead.columns.get(field)
    if column is None:
        return ""
    code = int(column.at(day)[0])
    return column.labels[code] if code >= 0 else ""
