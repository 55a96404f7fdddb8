"""Explaining one lead's score: every line that counted, in words and in points that add up (DESIGN 6)."""

from collections.abc import Iterator

import numpy as np

from funneldesk.domain.amounts import half_life
from funneldesk.domain.book.book import Book, BookVersion, Component, Signal
from funneldesk.domain.book.book_pilots import in_force
from funneldesk.domain.book.clauses import clause, number_in_words
from funneldesk.domain.facts import Facts
from funneldesk.domain.fields import ACTIVITY_KINDS
from funneldesk.domain.formats import colon
from funneldesk.domain.funnel.selection import only
from funneldesk.domain.leads.lead_values import attributes_in, value_of
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.candidates import candidate_since
from funneldesk.domain.scoring.evaluation import label_test
from funneldesk.domain.scoring.explanation import Explanation, ScoreLine
from funneldesk.domain.scoring.matching import matched, matching_events
from funneldesk.domain.scoring.missing import missing_to_threshold
from funneldesk.domain.scoring.scoring import MILLI, Scores, scores
from funneldesk.domain.words import activity_label, component_label, field_label, heading, value_label
from funneldesk.i18n import _


def explain(facts: Facts, versions: tuple[BookVersion, ...], position: int, as_of: int) -> Explanation:
    """Return the explanation of the lead at `position`, under the version that decides about it on `as_of`."""
    lead = only(facts, position)
    version = in_force(lead, versions, as_of).version_of(0)
    book = version.book
    found = scores(lead, book, as_of)
    since = int(candidate_since(lead, versions, as_of, found.milli)[0])
    return Explanation(
        int(lead.lead_ids[0]),
        as_of,
        float(found.total[0]),
        book.threshold.points,
        None if since == NEVER else since,
        {component.id: float(found.components[component.id][0] / MILLI) for component in book.components},
        score_lines(lead, book, found),
        missing_to_threshold(lead, book, as_of, found),
        version.number,
        version.is_pilot,
    )


def score_lines(lead: Facts, book: Book, found: Scores) -> tuple[ScoreLine, ...]:
    """Return what counted for a lead (facts of one lead), by component, the newest and greatest first."""
    lines: list[ScoreLine] = []
    for component in book.components:
        signals = [s for s in book.signals if s.component == component.id]
        for signal in signals:
            lines += _signal_lines(lead, signal, found)
        lines += _limit_line(component, found)
    return tuple(lines)


def _signal_lines(lead: Facts, signal: Signal, found: Scores) -> Iterator[ScoreLine]:
    milli = int(found.signals[signal.id].milli.sum())
    if signal.counts is None:
        if milli:
            words, points = _attribute(lead, signal, found.day), milli / MILLI
            yield ScoreLine(signal.id, signal.name, signal.component, points, words, weight=points)
        return
    seen = matched(lead, signal.counts)
    index = np.flatnonzero(seen.in_window(found.day, signal.window_days))[::-1]
    events = matching_events(lead, signal.counts)
    days = half_life(signal)
    decays = [0.5 ** ((found.day - int(seen.day[i])) / days) if days else 1.0 for i in index]
    parts = [round(signal.points * decay * MILLI) for decay in decays]
    # By the unrounded sum: the rounding of the lines alone is no reason to speak of a cap.
    capped = signal.cap is not None and abs(signal.points * sum(decays)) > abs(signal.cap) + 1e-9
    if parts and not capped:
        # Each line is rounded by itself; the newest takes what is left, so that the lines add up.
        parts[0] += milli - sum(parts)
    for place, decay, part in zip(index, decays, parts, strict=True):
        event = int(events[place])
        yield ScoreLine(
            signal.id,
            signal.name,
            signal.component,
            part / MILLI,
            activity_in_words(lead, event),
            int(seen.day[place]),
            decay,
            capped,
            int(lead.events.record[event]),
            signal.points,
            signal.cap,
        )
    if capped:
        words = _("Cap of %(points)s points") % {"points": number_in_words(signal.cap or 0.0)}
        rest = (milli - sum(parts)) / MILLI
        yield ScoreLine(signal.id, signal.name, signal.component, rest, words, capped=True)


def _limit_line(component: Component, found: Scores) -> Iterator[ScoreLine]:
    raw, kept = int(found.raw[component.id][0]), int(found.components[component.id][0])
    if raw == kept:
        return
    words = _("Cap of %(points)s points") if kept < raw else _("Floor of %(points)s points")
    text = words % {"points": number_in_words(kept / MILLI)}
    name = component_label(component.id)
    yield ScoreLine(None, name, component.id, (kept - raw) / MILLI, text, capped=True)


def activity_in_words(facts: Facts, event: int) -> str:
    """Return one activity in words: its kind and the title of its content."""
    kind = activity_label(ACTIVITY_KINDS[facts.events.at("kind", event)])
    content = facts.events.at("content", event)
    if content < 0:
        return kind
    title = facts.contents[content].title or facts.contents[content].key
    return _("%(activity)s “%(content)s”") % {"activity": kind, "content": title}


def _attribute(lead: Facts, signal: Signal, day: int) -> str:
    """Return what made an attribute signal count: its fields with their values, or else its condition."""
    if signal.test is None:
        fields = signal.band_fields
    else:
        # Of several fields that would do, those that did.
        tests = [t for t in attributes_in(signal.test) if label_test(t)(value_of(lead, t.field, day))]
        fields = tuple(dict.fromkeys(test.field for test in tests))
    stated = [
        f"{field_label(field)}{colon()}{value_label(field, value)}"
        for field in fields
        if (value := value_of(lead, field, day))
    ]
    if stated:
        return _(", ").join(stated)
    return "" if signal.test is None else heading(clause(signal.test))
