"""What a lead lacks to the threshold: tried out by adding activities of today and scoring again."""

from collections.abc import Iterator
from typing import NamedTuple

from funneldesk.domain.amounts import signal_key
from funneldesk.domain.book.book import Book, Signal
from funneldesk.domain.book.clauses import clause, number_in_words
from funneldesk.domain.book.conditions import ActivityMatch, Not
from funneldesk.domain.facts import Facts
from funneldesk.domain.funnel.selection import with_activities
from funneldesk.domain.leads.lead_values import fields_in, looks_at_activities, value_of
from funneldesk.domain.scoring.explanation import Missing, MissingStep
from funneldesk.domain.scoring.points import all_leads
from funneldesk.domain.scoring.scoring import (
    MILLI,
    Features,
    Scores,
    Scoring,
    clip,
    features,
    scores_of,
    to_milli,
)
from funneldesk.domain.words import field_label
from funneldesk.i18n import _, ngettext

#: More of the same than this is no advice.
_MOST = 5
#: Different signals in one combination.
_MOST_SIGNALS = 3
_SHOWN = 5


class _Try(NamedTuple):
    """Activities that were added, and the total they lead to in thousandths."""

    signals: tuple[Signal, ...]
    milli: int


def missing_to_threshold(lead: Facts, book: Book, day: int, found: Scores) -> tuple[Missing, ...]:
    """Return the cheapest ways to the threshold for a single lead's facts: fewest activities, smallest first.

    Where no signal alone is enough, the quickest combination; where nothing is, what comes nearest. Whoever
    the threshold's other condition keeps from being a candidate is told that instead.
    """
    now, also = int(found.milli[0]), book.threshold.also
    if also is not None and not Scoring(lead, book).conditions.holds(also, all_leads(lead, day))[0]:
        # No number of points makes a candidate of somebody disqualified: that is all there is to say.
        text = _("No SAL candidate: %(reason)s.") % {"reason": clause(Not(also))}
        return (Missing((), 0.0, now / MILLI, reaches=False, text=text),)
    if _enough(book, now):
        return ()
    signals = [s for s in book.signals if s.counts is not None and s.points > 0]
    trial = _Trial(lead, book, day)
    tries = [t for s in signals for t in _repeated(trial, s, now)]
    if not any(_enough(book, t.milli) for t in tries):
        tries += _combined(trial, signals, now)
    tries.sort(key=lambda t: (not _enough(book, t.milli), _effort(book, t, now)))
    kept = [t for t in tries if _enough(book, t.milli)] or tries
    found_missing = [_said(book, t, now) for t in kept[:_SHOWN]]
    return (*found_missing, *_unfilled(lead, book, day, found))


def _enough(book: Book, milli: int) -> bool:
    if book.threshold.operator == "gt":
        return milli > book.threshold.points * MILLI
    return milli >= book.threshold.points * MILLI


def _effort(book: Book, tried: _Try, now: int) -> tuple[float, float]:
    if not _enough(book, tried.milli):
        return (now - tried.milli, len(tried.signals))
    # Of equally many activities those that weigh less are easier to win somebody for.
    return (len(tried.signals), sum(s.points for s in tried.signals))


def _repeated(trial: "_Trial", signal: Signal, now: int) -> Iterator[_Try]:
    """Try one signal again and again, until it is enough or gives nothing more."""
    before, best = now, None
    for count in range(1, _MOST + 1):
        milli = trial.milli((signal,) * count)
        if milli <= before:
            break
        best, before = _Try((signal,) * count, milli), milli
        if _enough(trial.book, milli):
            break
    if best is not None:
        yield best


def _combined(trial: "_Trial", signals: list[Signal], now: int) -> Iterator[_Try]:
    """Add what gives most each time, a few signals at most."""
    chosen: tuple[Signal, ...] = ()
    for _round in range(_MOST_SIGNALS):
        tries = [_Try((*chosen, s), trial.milli((*chosen, s))) for s in signals]
        best = max(tries, key=lambda t: t.milli, default=None)
        if best is None or best.milli <= now:
            return
        chosen, now = best.signals, best.milli
        if _enough(trial.book, now):
            yield best
            return


class _Trial:
    """Scores a lead as if it had more activities; what no activity can change is found once."""

    def __init__(self, lead: Facts, book: Book, day: int) -> None:
        self.book = book
        self._lead = lead
        self._day = day
        found = features(lead, book, day).columns
        self._lasting = {
            key: found[key]
            for signal in book.signals
            if signal.counts is None and (signal.test is None or not looks_at_activities(signal.test))
            for key in (signal_key(signal, book),)
        }

    def milli(self, added: tuple[Signal, ...]) -> int:
        """Return the total in thousandths with these activities added."""
        lead = self._lead
        for signal in dict.fromkeys(added):
            match = signal.counts or ActivityMatch()
            lead = with_activities(lead, match, self._day, added.count(signal))
        known = Features(lead, self._day, self._lasting)
        return int(scores_of(features(lead, self.book, self._day, known), self.book).milli[0])


def _unfilled(lead: Facts, book: Book, day: int, found: Scores) -> Iterator[Missing]:
    """Name the attributes nobody has filled in, with what the best value would bring."""
    now, limits = int(found.milli[0]), {component.id: component for component in book.components}
    best: dict[tuple[str, ...], tuple[int, Signal]] = {}
    for signal in book.signals:
        fields = fields_in(signal.test) if signal.test is not None else ()
        if not fields or signal.points <= 0 or any(value_of(lead, field, day) for field in fields):
            continue
        raw = found.raw[signal.component] + to_milli(signal.points)
        gain = int((clip(raw, limits[signal.component]) - found.components[signal.component])[0])
        if gain > best.get(fields, (0, signal))[0]:
            best[fields] = (gain, signal)
    for fields, (gain, signal) in best.items():
        text = _("%(field)s is not filled in (%(signal)s: +%(points)s)") % {
            "field": field_label(fields[0]),
            "signal": signal.name,
            "points": number_in_words(gain / MILLI),
        }
        step = MissingStep(signal.id, signal.name, 0)
        yield Missing((step,), gain / MILLI, (now + gain) / MILLI, _enough(book, now + gain), text)


def _said(book: Book, tried: _Try, now: int) -> Missing:
    steps = tuple(MissingStep(s.id, s.name, tried.signals.count(s)) for s in dict.fromkeys(tried.signals))
    words = [
        ngettext("%(signal)s once more", "%(signal)s %(count)s times more", step.count)
        % {"signal": step.name, "count": step.count}
        for step in steps
    ]
    text = _(" and ").join(words)
    return Missing(steps, (tried.milli - now) / MILLI, tried.milli / MILLI, _enough(book, tried.milli), text)
