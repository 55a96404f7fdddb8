"""Conditions and activities in words: parts of a sentence, without its capital and full stop.

`domain.book.sentences` makes whole sentences of them. Negations are carried down to the single tests, groups
inside groups stand in brackets, and tests that say the same of several fields are said once.
"""

from collections.abc import Sequence
from functools import reduce

from funneldesk.domain.book.condition_forms import plain_form
from funneldesk.domain.book.conditions import (
    Activity,
    ActivityMatch,
    All,
    Any_,
    Attribute,
    Condition,
    DaysSince,
    Not,
    Score,
)
from funneldesk.domain.fields import OWN_PREFIX
from funneldesk.domain.words import component_words, field_words, phase_words, stage_words, value_label
from funneldesk.i18n import N_, _, language

ACTIVITIES = {
    "view": N_("page views"),
    "download": N_("downloads"),
    "register": N_("registrations"),
    "attend": N_("seminar attendances"),
    "form": N_("inquiries"),
    "open": N_("e-mail opens"),
    "click": N_("e-mail clicks"),
    "unsubscribe": N_("unsubscriptions"),
    "bounce": N_("e-mail bounces"),
    "visit": N_("site visits"),
    "reply": N_("e-mail replies"),
    "call": N_("calls"),
    "meeting": N_("meetings"),
    "card": N_("business cards"),
    "other": N_("other activities"),
}
ACTIVITIES_OF = {
    "view": N_("views of %(of)s"),
    "download": N_("downloads of %(of)s"),
    "register": N_("registrations for %(of)s"),
    "attend": N_("attendances at %(of)s"),
    "form": N_("inquiries about %(of)s"),
    "open": N_("opens of %(of)s"),
    "click": N_("clicks in %(of)s"),
    "visit": N_("visits to %(of)s"),
    "reply": N_("replies to %(of)s"),
}
#: How they are called beside the contents they belong to.
SHORT = {
    "view": N_("views"),
    "visit": N_("visits"),
    "register": N_("registrations"),
    "attend": N_("attendances"),
    "open": N_("opens"),
    "click": N_("clicks"),
    "reply": N_("replies"),
}
TYPES = {
    "article": N_("articles"),
    "white_paper": N_("white papers"),
    "seminar": N_("seminars"),
    "mail": N_("newsletters"),
    "case": N_("case studies"),
    "guide": N_("guides"),
    "comparison": N_("comparison sheets"),
    "pricing": N_("pricing pages"),
    "video": N_("videos"),
    "inquiry": N_("inquiry forms"),
    "event": N_("events"),
    "other": N_("other contents"),
    "": N_("contents of unknown type"),
}
ATTRIBUTES = {
    "is": N_("%(fields)s is %(values)s"),
    "is_not": N_("%(fields)s is not %(values)s"),
    "contains": N_("%(fields)s contains %(values)s"),
    "contains_not": N_("%(fields)s does not contain %(values)s"),
    "at_least": N_("%(fields)s is %(values)s or more"),
    "at_most": N_("%(fields)s is %(values)s or less"),
    "not_at_least": N_("%(fields)s is not %(values)s or more"),
    "not_at_most": N_("%(fields)s is not %(values)s or less"),
    "filled": N_("%(fields)s is filled in"),
    "empty": N_("%(fields)s is empty"),
}
SCORES = {
    ("ge", False): N_("%(score)s is %(points)s points or more"),
    ("gt", False): N_("%(score)s is more than %(points)s points"),
    ("ge", True): N_("%(score)s is less than %(points)s points"),
    ("gt", True): N_("%(score)s is %(points)s points or less"),
}
#: Japanese joins clauses by the stem of the verb: 「1回以上ある」 becomes 「1回以上あり、かつ…」.
STEMS = {
    "含まない": "含まず", "成り立たない": "成り立たず", "いない": "おらず", "ない": "なく",
    "ある": "あり", "いる": "おり", "含む": "含み", "超える": "超え", "成り立つ": "成り立ち",
}  # fmt: skip


def clause(condition: Condition) -> str:
    """Return a condition as a clause that a sentence can end with; equal forms give equal clauses."""
    plain = plain_form(condition)
    return _group(plain, inside=False) if isinstance(plain, (All, Any_)) else _single(plain)


def activities_in_words(match: ActivityMatch) -> str:
    """Return which activities `match` means, as a plural noun."""
    of = _contents_in_words(match)
    if not match.kinds:
        return _("activities with %(of)s") % {"of": of} if of else _("activities of any kind")
    if of and len(match.kinds) == 1 and match.kinds[0] in ACTIVITIES_OF:
        return _(ACTIVITIES_OF[match.kinds[0]]) % {"of": of}
    words = ACTIVITIES | SHORT if of else ACTIVITIES
    kinds = either([_(words[kind]) if kind in words else kind for kind in match.kinds])
    return _("%(activities)s of %(of)s") % {"activities": kinds, "of": of} if of else kinds


def either(words: Sequence[str]) -> str:
    """Join words of which any will do: "a, b or c" / 「a・b・c」."""
    if len(words) <= 1:
        return "".join(words)
    return _("%(word)s or %(last)s") % {"word": listed(words[:-1]), "last": words[-1]}


def listed(words: Sequence[str]) -> str:
    """Join words in a row: "a, b, c" / 「a・b・c」."""
    words = words or [""]
    return reduce(lambda word, following: _("%(word)s, %(next)s") % {"word": word, "next": following}, words)


def either_field(fields: Sequence[str]) -> str:
    """Join names of fields of which any will do: "a or b" / 「aまたはb」."""
    if len(fields) <= 1:
        return "".join(fields)
    return _("%(field)s or %(last)s") % {"field": listed(fields[:-1]), "last": fields[-1]}


def set_apart(words: Sequence[str]) -> str:
    """Join phrases that have commas of their own: "a, b; c" / 「a・b、c」."""
    words = words or [""]
    return reduce(lambda word, following: _("%(word)s; %(next)s") % {"word": word, "next": following}, words)


def quoted(text: str) -> str:
    """Put text that people wrote between quotation marks; a closing mark inside stands twice."""
    mark = _("“%(text)s”")[-1]
    return _("“%(text)s”") % {"text": " ".join(text.split()).replace(mark, mark * 2)}


def number_in_words(number: float) -> str:
    """Write a number without needless digits, with a true minus: 60, 7.5, −40."""
    text = f"{number:.0f}" if number == int(number) else f"{number:.10g}"
    return text.replace("-", "−")


def field_phrase(name: str) -> str:
    """Return a field as the subject of a clause; own fields in quotation marks."""
    if name.startswith(OWN_PREFIX):
        return quoted(field_words(name))
    return _("the %(field)s") % {"field": field_words(name)}


def _group(group: All | Any_, *, inside: bool) -> str:
    """Say a group; `inside` another group it stands in brackets if it has several parts."""
    every = isinstance(group, All)
    if not group.parts:
        return _("it always holds") if every else _("it never holds")
    parts = _merged(group)
    if len(parts) == 1:
        return parts[0]
    if every and language() == "ja":
        parts = [*map(_stem, parts[:-1]), parts[-1]]
    words = (_(", and ") if every else _(", or ")).join(parts)
    return _("(%(words)s)") % {"words": words} if inside else words


def _stem(words: str) -> str:
    for ending, stem in STEMS.items():
        if words.endswith(ending):
            return words.removesuffix(ending) + stem
    return words


def _merged(group: All | Any_) -> list[str]:
    """Say the parts of a group, those that belong together as one."""
    found: list[str] = []
    waiting = list(group.parts)
    while waiting:
        part = waiting.pop(0)
        if isinstance(part, Attribute):
            fields = [part.field]
            # "e-mail or phone is filled in": one test of several fields.
            while isinstance(group, Any_) and waiting and _same_test(part, waiting[0]):
                fields.append(waiting.pop(0).field)  # type: ignore[union-attr]
            following = waiting[0] if waiting and isinstance(group, All) else None
            between = _between(part, following)
            if between:
                waiting.pop(0)
            found.append(between or _attribute(part, fields))
        elif isinstance(part, (All, Any_)):
            found.append(_group(part, inside=True))
        else:
            found.append(_single(part))
    return found


def _same_test(first: Attribute, other: Condition) -> bool:
    return isinstance(other, Attribute) and (other.operator, other.values) == (first.operator, first.values)


def _between(first: Attribute, other: Condition | None) -> str:
    """Say "from 50 to 999" where two tests set both ends of one number; else an empty text."""
    if not isinstance(other, Attribute) or other.field != first.field:
        return ""
    if (first.operator, other.operator) != ("at_least", "at_most"):
        return ""
    return _("%(field)s is from %(low)s to %(high)s") % {
        "field": field_phrase(first.field), "low": either(first.values), "high": either(other.values)
    }  # fmt: skip


def _single(condition: Condition) -> str:
    negated = isinstance(condition, Not)
    test = condition.part if isinstance(condition, Not) else condition
    if isinstance(test, Attribute):
        return _attribute(test, [test.field], negated=negated)
    if isinstance(test, Activity):
        return _activity(test, negated=negated)
    if isinstance(test, Score):
        name = component_words(test.component) if test.component else field_words("score")
        words = _(SCORES[test.operator, negated])
        return words % {
            "score": _("the %(field)s") % {"field": name}, "points": number_in_words(test.points)
        }  # fmt: skip
    if isinstance(test, DaysSince):
        words = _("the time without %(activities)s (or since the lead was acquired) is %(days)s days or more")
        if negated:
            words = _(
                "the time without %(activities)s (or since the lead was acquired) is less than %(days)s days"
            )
        return words % {"activities": activities_in_words(test.match), "days": test.days}
    words = _("the lead is not %(stage)s") if negated else _("the lead is %(stage)s")
    return words % {"stage": stage_words("disqualified")}


def _attribute(test: Attribute, fields: list[str], *, negated: bool = False) -> str:
    operator = f"not_{test.operator}" if negated else test.operator
    plain = operator.endswith(("at_least", "at_most"))
    values = either(test.values) if plain else _any_of(test.field, test.values)
    return _(ATTRIBUTES[operator]) % {
        "fields": either_field([field_phrase(name) for name in fields]), "values": values
    }  # fmt: skip


def _any_of(field: str, values: Sequence[str]) -> str:
    words = [value_label(field, value) for value in values]
    if len(values) == 1:
        return words[0] if words[0] != values[0] else quoted(values[0])
    if not values:
        return _("anything")
    marked = [quoted(word) for word in words]
    first = reduce(lambda one, other: _("%(one)s, %(other)s") % {"one": one, "other": other}, marked[:-1])
    return _("%(values)s or %(last)s") % {"values": first, "last": marked[-1]}


def _activity(test: Activity, *, negated: bool) -> str:
    facts = {
        "activities": activities_in_words(test.match), "count": test.at_least, "days": test.within_days
    }  # fmt: skip
    if test.within_days is None:
        if not negated:
            return _("there were %(count)s or more %(activities)s so far") % facts
        if test.at_least == 1:
            return _("there were no %(activities)s so far") % facts
        return _("there were fewer than %(count)s %(activities)s so far") % facts
    if not negated:
        return _("there were %(count)s or more %(activities)s in the last %(days)s days") % facts
    if test.at_least == 1:
        return _("there were no %(activities)s in the last %(days)s days") % facts
    return _("there were fewer than %(count)s %(activities)s in the last %(days)s days") % facts


def _contents_in_words(match: ActivityMatch) -> str:
    """Return which contents `match` means, empty if any: "white papers (consideration; theme “cost”)"."""
    named = [quoted(name) for name in match.contents]
    types = [_(TYPES[code]) if code in TYPES else code for code in match.types]
    limits = []
    if match.phases:
        limits.append(either([phase_words(phase) for phase in match.phases]))
    if match.themes:
        limits.append(_("theme %(themes)s") % {"themes": either([quoted(theme) for theme in match.themes])})
    if named and types:
        limits.append(_("named %(names)s") % {"names": either(named)})
    noun = either(types) or either(named) or (_("contents") if limits else "")
    if not limits:
        return noun
    return _("%(contents)s (%(limits)s)") % {"contents": noun, "limits": set_apart(limits)}
