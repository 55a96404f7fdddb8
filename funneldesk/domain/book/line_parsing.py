"""What lines of the book say in words, read back: bands, events of rules, due days, reasons, schedules, fields.

Each function takes a cell's text in the language in use and raises MisreadError for what it does not understand.
"""

import re
from dataclasses import replace
from typing import Literal

from funneldesk.domain.book import sentences
from funneldesk.domain.book.activity_parsing import activities_from_words
from funneldesk.domain.book.book import Band, ListSchedule, Reason, Rule, Signal
from funneldesk.domain.book.condition_parsing import condition_from_words, field_from_words
from funneldesk.domain.book.phrases import (
    NUMBER,
    MisreadError,
    Phrase,
    in_a_row,
    matches,
    normal,
    number_of,
    separator,
    split_outside,
    words_for,
)
from funneldesk.domain.words import heading, known_fields
from funneldesk.i18n import N_, _

_END = ".。 "
_SAMPLE = Rule("", 1, "", "candidate", "is", "", 2, "business", "")


def signal_from_words(signal: Signal, text: str) -> Signal:
    """Return `signal` with what it counts, tests, or takes by bands."""
    bare = replace(signal, counts=None, test=None, band_fields=(), bands=())
    readings: list[Signal] = []
    bands = _bands(text)
    if bands is not None:
        readings.append(replace(bare, band_fields=bands[0], bands=bands[1]))
    failure: MisreadError | None = None
    try:
        readings.append(replace(bare, counts=activities_from_words(text)))
    except MisreadError as error:
        failure = error
    try:
        readings.append(replace(bare, test=condition_from_words(text)))
    except MisreadError as error:
        failure = error if text.strip().endswith((".", "。")) else failure
    if len(readings) != 1:
        raise failure or MisreadError(N_("a sentence"))
    return readings[0]


def _bands(text: str) -> tuple[tuple[str, ...], tuple[Band, ...]] | None:
    phrase = Phrase(text)
    places = matches("By %(field)s: %(bands)s.", phrase.words, loose=True)
    fields = _band_fields(phrase, places["field"]) if places else None
    if not places or fields is None:
        return None
    if places["bands"] == normal(_("no points")):
        return fields, ()
    parts = split_outside(places["bands"], separator("%(word)s; %(next)s")[0].strip())
    bands = [_band(part) for part in parts]
    return (fields, tuple(band for band in bands if band)) if all(bands) else None


def _band_fields(phrase: Phrase, words: str) -> tuple[str, ...] | None:
    several = matches("%(first)s (where empty, %(others)s)", words)
    first = field_from_words(phrase, several["first"] if several else words)
    if first is None:
        return () if words == normal(_("a number")) else None
    if several is None:
        return (first,)
    others = in_a_row(
        several["others"], lambda w: field_from_words(phrase, w), separator("%(word)s, %(next)s")
    )
    return None if others is None else (first, *others)


def _band(words: str) -> Band | None:
    places = matches("%(numbers)s gives %(points)s", words, loose=True)
    points = _points(places["points"]) if places else None
    if not places or points is None:
        return None
    numbers = places["numbers"]
    if numbers == normal(_("any number")):
        return Band(None, None, points)
    both = matches("%(low)s or more and less than %(high)s", numbers, loose=True)
    if both:
        low, high = _amount(both["low"]), _amount(both["high"])
        return None if low is None or high is None else Band(low, high, points)
    for message, is_low in (("%(number)s or more", True), ("less than %(number)s", False)):
        end = matches(message, numbers, loose=True)
        number = _amount(end["number"]) if end else None
        if number is not None:
            return Band(number, None, points) if is_low else Band(None, number, points)
    return None


def _points(words: str) -> float | None:
    for sample in (1, 5):
        found = _numbered(sentences.points_words(sample), str(sample), words)
        if found is not None:
            return found
    return None


def _amount(words: str) -> float | None:
    if words.endswith("%"):
        number = number_of(words[:-1].strip())
        return None if number is None else round(number / 100, 12)
    return number_of(words)


def _numbered(sample: str, number: str, words: str) -> float | None:
    """Return the number that stands in `words` where `number` stands in the sample."""
    head, tail = (re.escape(normal(part)).replace(r"\ ", r"\s*") for part in sample.split(number, 1))
    match = re.fullmatch(rf"{head}\s*({NUMBER})\s*{tail}", words)
    return number_of(match[1]) if match else None


def _days(number: float | None) -> int | None:
    return int(number) if number is not None and number == int(number) else None


def event_from_words(rule: Rule, text: str) -> Rule:
    """Return `rule` with what sets it off."""
    words = normal(text).rstrip(_END)
    for event, message in sentences.EVENTS.items():
        places = matches(message, words)
        if places is not None:
            after = _days(number_of(places["days"])) if "days" in places else rule.after_days
            count = _days(number_of(places["count"])) if "count" in places else rule.count
            if after is not None and count is not None:
                return replace(rule, event=event, after_days=after, count=count)
    examples = (
        sentences.event_words(replace(_SAMPLE, event=e, after_days=7, count=3)) for e in sentences.EVENTS
    )
    raise MisreadError(N_("one of: %(choices)s"), choices=" / ".join(examples))


def due_from_words(rule: Rule, text: str) -> Rule:
    """Return `rule` with the days until when its action is due."""
    words = normal(text).rstrip(_END)
    if words == normal(sentences.due_words(replace(_SAMPLE, due_days=0))):
        return replace(rule, due_days=0)
    calendars: tuple[Literal["business", "calendar"], ...] = ("business", "calendar")
    for calendar in calendars:
        for sample in (1, 2):
            said = sentences.due_words(replace(_SAMPLE, due_days=sample, due_calendar=calendar))
            days = _days(_numbered(said, str(sample), words))
            if days is not None and days >= 0:
                return replace(rule, due_days=days, due_calendar=calendar)
    raise MisreadError(
        N_("“%(same)s” or “%(within)s”"),
        same=sentences.due_words(replace(_SAMPLE, due_days=0)),
        within=sentences.due_words(_SAMPLE),
    )


def clock_from_words(rule: Rule, text: str) -> Rule:
    """Return `rule` with whence its time runs."""
    words = normal(text).rstrip(_END)
    known = words_for(sentences.CLOCKS, lambda code: _(sentences.CLOCKS[code]))
    if words and words not in known:
        choices = " / ".join(_(message) for message in sentences.CLOCKS.values())
        raise MisreadError(N_("one of: %(choices)s"), choices=choices)
    return replace(rule, clock=known.get(words, ""))


def follows_from_words(reason: Reason, text: str) -> Reason:
    """Return `reason` with what follows from it."""
    words = normal(text).rstrip(_END)
    for code, message in sentences.FOLLOWING.items():
        if words == normal(_(message)):
            return replace(reason, then=code, days=None, relative_to="")
    places = matches("back to nurturing, and look again %(when)s", words)
    days = _again(places["when"]) if places else None
    if days is None:
        again = sentences.follows_words(Reason("", "lost", "", "recycle", 90))
        choices = " / ".join([*map(_, sentences.FOLLOWING.values()), again])
        raise MisreadError(N_("one of: %(choices)s"), choices=choices)
    return replace(reason, then="recycle", days=days[0], relative_to=days[1])


def _again(words: str) -> tuple[int | None, str] | None:
    known = words_for(sentences.RELATIVE, lambda code: _(sentences.RELATIVE[code]))
    known[normal(_("the decision"))] = ""
    for message, sign in (
        ("after %(days)s days", 1),
        ("%(days)s days before %(day)s", -1),
        ("%(days)s days after %(day)s", 1),
        ("before %(day)s", 0),
    ):
        places = matches(message, words)
        if places is None or places.get("day", normal(_("the decision"))) not in known:
            continue
        relative = known[places["day"]] if "day" in places else ""
        days = _days(number_of(places["days"])) if "days" in places else None
        if sign and days is not None:
            return sign * days, relative
        if not sign and relative:
            return None, relative
    return None


def schedules() -> list[str]:
    """Return every way of saying how often a list is imported."""
    return [heading(sentences.schedule_words(each)) for each in _schedules()]


def _schedules() -> list[ListSchedule]:
    every = [ListSchedule("", "", "leads", code) for code in sentences.EVERY]
    return every + [ListSchedule("", "", "leads", "week", day) for day in range(7)]


def schedule_from_words(schedule: ListSchedule, text: str) -> ListSchedule:
    """Return `schedule` with how often its list is imported."""
    words = normal(text).rstrip(_END)
    for each in _schedules():
        if normal(sentences.schedule_words(each)) == words:
            return replace(schedule, every=each.every, weekday=each.weekday)
    raise MisreadError(N_("one of: %(choices)s"), choices=" / ".join(schedules()))


def required_from_words(text: str, stage: str) -> tuple[str, ...]:
    """Return the fields a stage requires; "email|phone": one of the two will do."""
    phrase = Phrase(text)
    kind = sentences.STAGE_LISTS.get(stage, "leads")
    known = words_for(known_fields(), lambda name: sentences.required_field_words(name, kind))

    def field(words: str) -> str | None:
        own = phrase.quotation(words)
        return f"x.{own}" if own else known.get(words)

    between = separator("%(word)s, %(next)s", "%(field)s or %(last)s")
    found = []
    for part in split_outside(phrase.words, separator("%(word)s; %(next)s")[0].strip()):
        names = in_a_row(part, field, between) if part else []
        if names is None:
            example = sentences.required_words(("company", "email|phone"), "lead")
            raise MisreadError(N_("names of fields, such as “%(example)s”"), example=example)
        if names:
            found.append("|".join(names))
    return tuple(found)
