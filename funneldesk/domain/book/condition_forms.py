"""The one form of a condition that its sentence stands for: equal sentences, equal forms.

Negations are carried down to the tests, groups of the same kind inside each other become one, a group of one part
is that part. The meaning stays the same.
"""

from collections.abc import Iterable

from funneldesk.domain.book.conditions import All, Any_, Attribute, AttributeOperator, Condition, Not

_OPPOSITE: dict[str, AttributeOperator] = {
    "is": "is_not", "is_not": "is", "contains": "contains_not", "contains_not": "contains",
    "filled": "empty", "empty": "filled",
}  # fmt: skip


def plain_form(condition: Condition, *, negated: bool = False) -> Condition:
    """Return the form of `condition`, or of its opposite, that sentences are made of."""
    if isinstance(condition, Not):
        return plain_form(condition.part, negated=not negated)
    if isinstance(condition, (All, Any_)):
        every = isinstance(condition, All) != negated
        return _group((plain_form(part, negated=negated) for part in condition.parts), every=every)
    if not negated:
        return condition
    if isinstance(condition, Attribute) and condition.operator in _OPPOSITE:
        return Attribute(condition.field, _OPPOSITE[condition.operator], condition.values)
    return Not(condition)


def _group(parts: Iterable[Condition], *, every: bool) -> Condition:
    kind: type[All | Any_] = All if every else Any_
    found: list[Condition] = []
    for part in parts:
        found += part.parts if isinstance(part, kind) else [part]
    if every:
        found = _low_end_first(found)
    return found[0] if len(found) == 1 else kind(tuple(found))


def _low_end_first(parts: list[Condition]) -> list[Condition]:
    """Put "at least" before "at most" where both ends of one number follow each other."""
    found = list(parts)
    place = 0
    while place + 1 < len(found):
        one, two = found[place], found[place + 1]
        if isinstance(one, Attribute) and isinstance(two, Attribute) and one.field == two.field:
            ends = {one.operator, two.operator}
            if ends == {"at_least", "at_most"}:
                if one.operator == "at_most":
                    found[place : place + 2] = [two, one]
                place += 2
                continue
        place += 1
    return found
