"""Conditions read back from the sentences of `domain.book.clauses`, in the language in use.

`condition_from_words(condition_sentence(c))` is `plain_form(c)`. A sentence that is none of these is a `MisreadError`.
"""

import re
from functools import reduce

from funneldesk.domain.book import clauses
from funneldesk.domain.book.activity_parsing import activities_of
from funneldesk.domain.book.book import COMPONENTS
from funneldesk.domain.book.condition_forms import plain_form
from funneldesk.domain.book.conditions import (
    Activity,
    ActivityMatch,
    All,
    Any_,
    Attribute,
    Condition,
    DaysSince,
    Disqualified,
    Not,
    Score,
)
from funneldesk.domain.book.phrases import (
    MisreadError,
    Phrase,
    in_a_row,
    in_brackets,
    matches,
    normal,
    number_of,
    separator,
    split_outside,
    words_for,
)
from funneldesk.domain.fields import OWN_PREFIX
from funneldesk.domain.words import (
    component_words,
    field_words,
    known_fields,
    stage_words,
    value_codes,
    value_label,
)
from funneldesk.i18n import N_, _, language

_DEEPEST = 12
_ACTIVITY = (
    ("there were %(count)s or more %(activities)s so far", False),
    ("there were no %(activities)s so far", True),
    ("there were fewer than %(count)s %(activities)s so far", True),
    ("there were %(count)s or more %(activities)s in the last %(days)s days", False),
    ("there were no %(activities)s in the last %(days)s days", True),
    ("there were fewer than %(count)s %(activities)s in the last %(days)s days", True),
)
_WITHOUT = (
    ("the time without %(activities)s (or since the lead was acquired) is %(days)s days or more", False),
    ("the time without %(activities)s (or since the lead was acquired) is less than %(days)s days", True),
)


def condition_from_words(text: str) -> Condition:
    """Return the condition that a sentence says; raises MisreadError where it is none, or not just one."""
    phrase = Phrase(text)
    words = phrase.words.removesuffix(normal(_("%(words)s.").replace("%(words)s", ""))).rstrip(".。 ")
    found = _condition(phrase, words, 0)
    return plain_form(found)


def _condition(phrase: Phrase, words: str, depth: int) -> Condition:
    every, some = normal(_(", and ")), normal(_(", or "))
    both = split_outside(words, every), split_outside(words, some)
    if depth > _DEEPEST or (len(both[0]) > 1 and len(both[1]) > 1):
        raise MisreadError(N_("brackets around what belongs together, where “and” and “or” are mixed"))
    if len(both[0]) > 1:
        return All(tuple(_part(phrase, part, depth, last=part is both[0][-1]) for part in both[0]))
    if len(both[1]) > 1:
        return Any_(tuple(_condition(phrase, part, depth + 1) for part in both[1]))
    if in_brackets(words):
        return _condition(phrase, words[1:-1].strip(), depth + 1)
    return _single(phrase, words)


def _part(phrase: Phrase, words: str, depth: int, *, last: bool) -> Condition:
    """Read one part of an "and": in Japanese all but the last end in the stem of their verb."""
    if last or language() != "ja":
        return _condition(phrase, words, depth + 1)
    forms = [words.removesuffix(stem) + end for end, stem in clauses.STEMS.items() if words.endswith(stem)]
    failure: MisreadError | None = None
    for form in (*forms, words):
        try:
            return _condition(phrase, form, depth + 1)
        except MisreadError as error:
            failure = failure or error
    raise failure or _misread(words)


def _single(phrase: Phrase, words: str) -> Condition:
    found = {
        plain_form(reading): None
        for read in (_constant, _attribute, _between, _score, _activity, _without)
        for reading in read(phrase, words)
    }
    if len(found) != 1:
        raise _misread(words)
    return next(iter(found))


def _misread(words: str) -> MisreadError:
    examples: list[Condition] = [
        Attribute("industry", "is", (_("manufacturing"),)),
        Activity(ActivityMatch(kinds=("download",)), 1, 90),
    ]
    said = " / ".join(clauses.clause(example) for example in examples)
    return MisreadError(
        N_("a sentence such as “%(examples)s” (“%(words)s” is none)"), examples=said, words=_shown(words)
    )


def _shown(words: str) -> str:
    return re.sub("\ue000\\d+\ue001", _("“%(text)s”") % {"text": "…"}, words)[:80]


def _constant(_phrase: Phrase, words: str) -> list[Condition]:
    stage = {"stage": stage_words("disqualified")}
    meanings: dict[str, Condition] = {
        normal(_("it always holds")): All(()),
        normal(_("it never holds")): Any_(()),
        normal(_("the lead is %(stage)s") % stage): Disqualified(),
        normal(_("the lead is not %(stage)s") % stage): Not(Disqualified()),
    }
    return [meanings[words]] if words in meanings else []


def _field(phrase: Phrase, words: str) -> str | None:
    own = phrase.quotation(words)
    if own is not None:
        return OWN_PREFIX + own if own else None
    return words_for(known_fields(), clauses.field_phrase).get(words)


def field_from_words(phrase: Phrase, words: str) -> str | None:
    """Return the field that some words of a phrase name, None if they name none."""
    return _field(phrase, words)


def _attribute(phrase: Phrase, words: str) -> list[Condition]:
    found: list[Condition] = []
    between = separator("%(word)s, %(next)s", "%(field)s or %(last)s")
    for operator, message in clauses.ATTRIBUTES.items():
        places = matches(message, words)
        fields = in_a_row(places["fields"], lambda w: _field(phrase, w), between) if places else None
        if not places or not fields:
            continue
        plain = operator.removeprefix("not_")
        tests = []
        for field in fields:
            values = _values(phrase, field, plain, places.get("values"))
            if values is None:
                break
            test: Condition = Attribute(field, plain, values)  # type: ignore[arg-type]
            tests.append(Not(test) if plain != operator else test)
        if len(tests) == len(fields):
            found.append(Any_(tuple(tests)))
    return found


def _values(phrase: Phrase, field: str, operator: str, words: str | None) -> tuple[str, ...] | None:
    if operator in {"filled", "empty"}:
        return ()
    if words is None:
        return None
    if operator in {"at_least", "at_most"}:
        return None if number_of(words) is None else (words.replace(",", "").removeprefix("+"),)
    return () if words == normal(_("anything")) else _texts(phrase, field, words)


def _texts(phrase: Phrase, field: str, words: str) -> tuple[str, ...] | None:
    """Read values: known ones by their words, others between quotation marks."""
    codes = words_for(value_codes(field), lambda code: value_label(field, code))
    if words in codes:
        return (codes[words],)
    marked = phrase.quotations_in(words)
    if not marked or normal(_row(marked)) != words:
        return None
    texts = [phrase.quotation(mark) or "" for mark in marked]
    return tuple(codes.get(normal(text), text) if len(texts) > 1 else text for text in texts)


def _row(marked: list[str]) -> str:
    if len(marked) == 1:
        return marked[0]
    first = reduce(lambda one, other: _("%(one)s, %(other)s") % {"one": one, "other": other}, marked[:-1])
    return _("%(values)s or %(last)s") % {"values": first, "last": marked[-1]}


def _between(phrase: Phrase, words: str) -> list[Condition]:
    places = matches("%(field)s is from %(low)s to %(high)s", words)
    field = _field(phrase, places["field"]) if places else None
    if not places or field is None:
        return []
    ends = [_values(phrase, field, "at_least", places[end]) for end in ("low", "high")]
    if ends[0] is None or ends[1] is None:
        return []
    return [All((Attribute(field, "at_least", ends[0]), Attribute(field, "at_most", ends[1])))]


def _score(_phrase: Phrase, words: str) -> list[Condition]:
    names: dict[str, str | None] = {
        normal(_("the %(field)s") % {"field": component_words(code)}): code for code in COMPONENTS
    }
    names[normal(_("the %(field)s") % {"field": field_words("score")})] = None
    found: list[Condition] = []
    for (operator, negated), message in clauses.SCORES.items():
        places = matches(message, words)
        if places and places["score"] in names:
            points = number_of(places["points"]) or 0.0
            test = Score(operator, points, names[places["score"]])  # type: ignore[arg-type]
            found.append(Not(test) if negated else test)
    return found


def _whole(words: str | None, default: int) -> int | None:
    number = default if words is None else number_of(words)
    return int(number) if number is not None and number == int(number) and number > 0 else None


def _activity(phrase: Phrase, words: str) -> list[Condition]:
    found: list[Condition] = []
    for message, negated in _ACTIVITY:
        places = matches(message, words)
        match = activities_of(phrase, places["activities"]) if places else None
        if not places or match is None:
            continue
        count = _whole(places.get("count"), 1)
        days = _whole(places["days"], 1) if "days" in places else None
        if count is None or ("days" in places and days is None):
            continue
        test = Activity(match, count, days)
        found.append(Not(test) if negated else test)
    return found


def _without(phrase: Phrase, words: str) -> list[Condition]:
    found: list[Condition] = []
    for message, negated in _WITHOUT:
        places = matches(message, words)
        match = activities_of(phrase, places["activities"]) if places else None
        days = _whole(places["days"], 1) if places else None
        if match is not None and days is not None:
            found.append(Not(DaysSince(match, days)) if negated else DaysSince(match, days))
    return found
