"""What differs between two books: part by part, line by line, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, get_args

from funneldesk.domain.book.book import Band, Book, Component, Criterion, ListSchedule, Reader, Reason, Rule
from funneldesk.domain.book.clauses import activities_in_words, clause, listed, number_in_words, quoted
from funneldesk.domain.book.conditions import ActivityMatch, Condition
from funneldesk.domain.book.sentences import (
    band_points_words,
    clock_words,
    due_words,
    event_words,
    follows_words,
    line_sentence,
    reason_label,
    required_words,
    schedule_words,
    share_words,
)
from funneldesk.domain.formats import colon
from funneldesk.domain.words import (
    PARTS,
    comparison_label,
    component_label,
    content_type_label,
    field_label,
    heading,
    list_label,
    origin_label,
    phase_label,
    side_label,
    stage_label,
)
from funneldesk.i18n import N_, _

_FIELDS = {
    "after_days": N_("days until it applies"),
    "action": N_("what to do"),
    "allowed": N_("allowed values"),
    "also": N_("and besides"),
    "band_fields": N_("number taken from"),
    "bands": N_("points by number"),
    "cap": N_("cap"),
    "clock": N_("time runs"),
    "code": N_("meaning"),
    "comment_template": N_("hand-over comment"),
    "component": N_("component"),
    "condition": N_("only if"),
    "count": N_("how many times"),
    "counter_example": N_("counter-example"),
    "counts": N_("what counts"),
    "days": N_("days"),
    "definition": N_("definition"),
    "due_calendar": N_("kind of days"),
    "due_days": N_("due"),
    "event": N_("when"),
    "every": N_("how often"),
    "example": N_("example"),
    "feeling": N_("what people feel"),
    "floor": N_("floor"),
    "formula": N_("formula"),
    "half_life_days": N_("half-life (days)"),
    "high": N_("upper end of the band"),
    "kind": N_("kind"),
    "leave": N_("left below (points)"),
    "leaves": N_("what it leaves behind"),
    "low": N_("lower end of the band"),
    "monthly_target": N_("monthly target"),
    "name": N_("name of the line"),
    "number": N_("number"),
    "operator": N_("comparison"),
    "origin": N_("origin"),
    "owner": N_("person in charge"),
    "phase": N_("nurture phase"),
    "points": N_("points"),
    "purpose": N_("purpose"),
    "readers": N_("read by"),
    "relative_to": N_("counted from"),
    "required": N_("required fields"),
    "responsible": N_("responsible"),
    "schedules": N_("list schedules"),
    "segment": N_("who takes part"),
    "shadow": N_("runs beside the book in force"),
    "shared": N_("shared by both sides"),
    "steps": N_("steps"),
    "target": N_("stage"),
    "test": N_("condition"),
    "text": N_("words"),
    "then": N_("what follows"),
    "type": N_("type"),
    "types": N_("contents"),
    "weekday": N_("weekday"),
    "when": N_("condition"),
    "who": N_("who"),
    "why": N_("why"),
    "window_days": N_("window (days)"),
}
_CALENDARS = {"business": N_("business days"), "calendar": N_("calendar days")}
_TABLES = {"stage_labels", "maturity_days", "required", "allowed"}
_SIDES = {"responsible", "owner", "who", "side"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: `part` is a field of `Book`; `before` or `after` is None where the line is not."""

    part: str
    where: str
    before: str | None
    after: str | None


def differences(before: Book, after: Book) -> tuple[Difference, ...]:
    """Return what `after` changes in `before`, in the order of the book's parts."""
    return tuple(
        found
        for part in PARTS
        if getattr(before, part) != getattr(after, part)
        for found in _in_part(part, getattr(before, part), getattr(after, part))
    )


def changed_slot(path: tuple[str, ...], before: Any, after: Any) -> tuple[Difference, ...]:
    """Return what changed at one place of a book, told as in `differences`; None: nothing stands there.

    `path`: of a part, a line ("terms", "mql"), a field of a part, or an entry of a table
    ("data_rules", "required", "sal").
    """
    part, name, of = path[0], path[-1], path[-2] if len(path) > 1 else path[0]
    value = after if before is None else before
    if hasattr(value, "id") and len(path) > 1:
        lines = [() if line is None else (line,) for line in (before, after)]
        return tuple(_in_lines(part, *lines))
    if len(path) == 1:
        return tuple(_in_part(part, before, after))
    if of in _TABLES:
        tables = [{} if entry is None else {name: entry} for entry in (before, after)]
        return tuple(_in_table(part, "" if of == part else slot_label(path[:-1]), *tables, of=of))
    return (Difference(part, slot_label(path), _words(name, before), _words(name, after)),)


def slot_label(path: tuple[str, ...]) -> str:
    """Return how a field of a part, or an entry of a table in it, is called."""
    name, of = path[-1], path[-2]
    if of in _TABLES:
        return field_label(name) if of == "allowed" else stage_label(name)
    return heading(_(_FIELDS.get(name, name)))


def _in_part(part: str, before: Any, after: Any) -> Iterator[Difference]:
    if isinstance(before, tuple) and all(hasattr(line, "id") for line in (*before, *after)):
        yield from _in_lines(part, before, after)
    elif isinstance(before, Mapping):
        yield from _in_table(part, "", before, after, of=part)
    elif is_dataclass(before):
        yield from _in_line(part, "", before, after)
    else:
        yield Difference(part, "", _words(part, before), _words(part, after))


def _in_lines(part: str, before: tuple[Any, ...], after: tuple[Any, ...]) -> Iterator[Difference]:
    old, new = ({line.id: line for line in lines} for lines in (before, after))
    for name, line in old.items():
        if name not in new:
            yield Difference(part, line_name(line), _summary(line), None)
        elif line != new[name]:
            yield from _in_line(part, line_name(line), line, new[name])
    for name, line in new.items():
        if name not in old:
            yield Difference(part, line_name(line), None, _summary(line))
    kept = [line.id for line in before if line.id in new]
    moved = [line.id for line in after if line.id in old]
    if kept != moved:
        orders = (listed([line_name(new[name]) for name in order]) for order in (kept, moved))
        yield Difference(part, heading(_("order")), *orders)


def _in_line(part: str, name: str, before: Any, after: Any) -> Iterator[Difference]:
    for field in fields(before):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old == new:
            continue
        label = heading(_(_FIELDS.get(field.name, field.name)))
        where = f"{name} / {label}" if name else label
        if isinstance(old, Mapping):
            yield from _in_table(part, where, old, new, of=field.name)
        elif field.name in {"schedules", "steps"}:
            yield from (_under(found, where) for found in _in_lines(part, old, new))
        else:
            yield Difference(part, where, _words(field.name, old, before), _words(field.name, new, after))


def _under(found: Difference, where: str) -> Difference:
    return Difference(found.part, f"{where} / {found.where}", found.before, found.after)


def _in_table(
    part: str, where: str, before: Mapping[str, Any], after: Mapping[str, Any], *, of: str
) -> Iterator[Difference]:
    for key in (*before, *(key for key in after if key not in before)):
        if before.get(key) == after.get(key) and (key in before) == (key in after):
            continue
        label = field_label(key) if of == "allowed" else stage_label(key)
        old, new = (_words(of, side[key], key) if key in side else None for side in (before, after))
        yield Difference(part, f"{where} / {label}" if where else label, old, new)


def line_name(line: Any) -> str:
    """Return a line of the book as people know it."""
    if isinstance(line, Component):
        return component_label(line.id)
    if isinstance(line, Criterion):
        return f"{stage_label(line.target)}{colon()}{line.text}"
    if hasattr(line, "phase"):
        return phase_label(line.phase)
    return str(getattr(line, "name", "") or getattr(line, "text", "") or line.id)


def _summary(line: Any) -> str:
    """Return a whole line that was added or taken away, in one text."""
    return line_sentence(line) or line_name(line)


def _words(name: str, value: Any, line: Any = None) -> str:  # noqa: PLR0911 - one answer per shape
    """Return the value of the field `name` of `line` in words; "" where it is empty."""
    told = _told_by_line(name, line)
    if told:
        return told
    if value is None or value in ("", ()):
        return _("everybody") if name == "segment" else ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, (int, float)):
        return share_words(value) if name in {"low", "high"} else number_in_words(value)
    if isinstance(value, get_args(Condition)):
        return clause(value)
    if isinstance(value, ActivityMatch):
        return activities_in_words(value)
    if name == "required":
        return required_words(value, str(line))
    if isinstance(value, tuple):
        return listed([_item(name, item) for item in value])
    return _code(name, value)


def _item(name: str, item: Any) -> str:
    if isinstance(item, Band):
        return band_points_words(item)
    if isinstance(item, Reader):
        return f"{item.name} ({side_label(item.side)}, {item.day})"
    if name == "types":
        return content_type_label(item)
    if name == "band_fields":
        return field_label(item)
    return side_label(item) if name == "signatures_required" else str(item)


def _told_by_line(name: str, line: Any) -> str:
    """Say fields that only read well together with others of their line."""
    if isinstance(line, Rule):
        told = {"event": event_words, "clock": clock_words, "due_days": due_words}
        return told[name](line) if name in told else ""
    if isinstance(line, Reason) and name in {"then", "relative_to"}:
        return follows_words(line)
    if isinstance(line, Reason) and name == "kind":
        return reason_label(line.kind)
    if isinstance(line, ListSchedule) and name in {"every", "weekday"}:
        return schedule_words(line)
    return ""


def _code(name: str, value: str) -> str:
    if name in _SIDES:
        return side_label(value)
    if name == "kind":
        return list_label(value)
    if name == "code":
        return quoted(value)
    words = {
        "component": component_label,
        "target": stage_label,
        "origin": origin_label,
        "phase": phase_label,
        "type": content_type_label,
        "operator": comparison_label,
    }
    if name in words:
        return words[name](value)
    return _(_CALENDARS[value]) if name == "due_calendar" and value in _CALENDARS else value
