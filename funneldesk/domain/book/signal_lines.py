"""Signals of the score as they are edited: added with sensible first values, copied, moved, changed in kind."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal

from funneldesk.domain.book.book import Band, Book, Component, Signal
from funneldesk.domain.book.book_lines import fresh_id, put, shifted
from funneldesk.domain.book.clauses import activities_in_words, clause
from funneldesk.domain.book.conditions import ActivityMatch, Attribute
from funneldesk.domain.words import field_label, heading
from funneldesk.i18n import _

SignalKind = Literal["counts", "test", "bands"]
SIGNAL_KINDS: tuple[SignalKind, ...] = ("counts", "test", "bands")
#: First values of a new signal, until somebody who knows better changes them.
_POINTS, _CAP, _WINDOW_DAYS, _HALF_LIFE_DAYS, _BAND_LOW = 5.0, 10.0, 90, 45.0, 50.0


def kind_of(signal: Signal) -> SignalKind:
    """Return how a signal finds its points: it counts activities, tests a condition, or takes a number by bands."""
    if signal.counts is not None:
        return "counts"
    return "test" if signal.test is not None else "bands"


def first_signal(kind: SignalKind, component: str, first: Mapping[str, Any]) -> Signal:
    """Return a signal of a kind that can be agreed on as it is.

    `first` holds what it starts from: `match` (ActivityMatch), `test` (a condition), `band_field`, `band_low`.
    """
    bare = Signal("", component, "", _POINTS, origin="own")
    return replace(with_kind(bare, kind, first), name=signal_name(with_kind(bare, kind, first)))


def with_kind(signal: Signal, kind: SignalKind, first: Mapping[str, Any]) -> Signal:
    """Return `signal` with first values in the slots of a kind, and nothing in those of the others."""
    bare = replace(
        signal,
        counts=None, window_days=None, half_life_days=None, cap=None, test=None, band_fields=(), bands=(),
    )  # fmt: skip
    if kind == "counts":
        return replace(
            bare,
            counts=first.get("match") or ActivityMatch(),
            window_days=_WINDOW_DAYS,
            half_life_days=_HALF_LIFE_DAYS if signal.points >= 0 else None,
            cap=max(_CAP, 2 * abs(signal.points)),
        )
    if kind == "test":
        return replace(bare, test=first.get("test") or Attribute("industry", "filled"))
    band = Band(first.get("band_low", _BAND_LOW), None, signal.points or _POINTS)
    return replace(bare, band_fields=(first.get("band_field", "employees"),), bands=(band,))


def signal_name(signal: Signal) -> str:
    """Return what to call a signal nobody named yet: what it counts or asks."""
    if signal.counts is not None:
        return heading(activities_in_words(signal.counts))
    if signal.test is not None:
        return heading(clause(signal.test))
    return field_label(signal.band_fields[0]) if signal.band_fields else _("Number")


def with_signal(book: Book, signal: Signal, after: str = "") -> Book:
    """Return the book with one more signal, with an id and a name of its own.

    It stands behind the signal `after`, else behind the last one of its component.
    """
    new = replace(signal, id=fresh_id("signal", book.signals), name=free_name(book, signal.name))
    places = [
        place
        for place, one in enumerate(book.signals)
        if (one.id == after if after else one.component == signal.component)
    ]
    place = places[-1] + 1 if places else len(book.signals)
    return replace(book, signals=(*book.signals[:place], new, *book.signals[place:]))


def copied(book: Book, signal_id: str) -> tuple[Book, str]:
    """Return the book with a copy behind the signal, and the id of the copy."""
    signal = next(one for one in book.signals if one.id == signal_id)
    after = with_signal(book, replace(signal, origin="own"), signal_id)
    new = {one.id for one in after.signals} - {one.id for one in book.signals}
    return after, new.pop()


def moved(book: Book, signal_id: str, *, up: bool) -> Book:
    """Return the book with the signal one place further among those of its component; at the end as it was."""
    signals = shifted(book.signals, signal_id, -1 if up else 1, lambda signal: signal.component)
    return replace(book, signals=signals)


def with_changed(book: Book, signal: Signal, agreed: Signal | None) -> Book:
    """Return the book with a signal somebody changed: from now on it is their own.

    Brought back to what `agreed` says, it is that line again, its origin included; unless the origin itself is
    what was changed.
    """
    before = next(old for old in book.signals if old.id == signal.id)
    only_origin = replace(signal, origin=before.origin) == before
    if agreed is not None and not only_origin and replace(signal, origin=agreed.origin) == agreed:
        signal = agreed
    return replace(book, signals=put(book.signals, signal))


def with_component(book: Book, component: Component) -> Book:
    """Return the book with another floor and cap of one component of the score."""
    return replace(book, components=put(book.components, component))


def free_name(book: Book, name: str) -> str:
    """Return `name`, with a number behind it where a signal of the book is called so."""
    used = {one.name for one in book.signals}
    return next(
        found for n in range(1, len(used) + 2) if (found := name if n == 1 else f"{name} {n}") not in used
    )
