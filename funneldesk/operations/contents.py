"""The contents of a store with their rates and credit, and the people behind the numbers."""

from typing import TYPE_CHECKING, NamedTuple

from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.contents.content_groups import By, content_groups, group_members
from funneldesk.domain.contents.content_rates import Part, asked_about
from funneldesk.domain.contents.content_results import contents, members
from funneldesk.domain.contents.contents import DEFAULT_WINDOW_DAYS, NO_CONTENT, ContentResult, Contents
from funneldesk.domain.contents.crediting import credited
from funneldesk.domain.contents.sequences import (
    WITHIN_DAYS,
    SequencePart,
    Sequences,
    sequence_members,
    sequences,
)
from funneldesk.domain.funnel.periods import EVERYTHING, Period
from funneldesk.operations.answers import kept_answer
from funneldesk.operations.business_calendar import fiscal_month
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.ranges import RangeChoice, period_of
from funneldesk.operations.remembered import book_key, remembered
from funneldesk.operations.stages import stage_days_of

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book
    from funneldesk.domain.facts import Facts
    from funneldesk.domain.funnel.stages import StageDays
    from funneldesk.store.store import Store


def contents_of(
    store: "Store", as_of: int, *, window_days: int = DEFAULT_WINDOW_DAYS, period: Period = EVERYTHING
) -> Contents:
    """Return all contents as of a day; a deal counts up to `window_days` after a touch (0: no limit).

    With a `period` people are counted whose first touch of the content lies in it, and the others by their lead date.
    """
    question = ("contents", window_days, period.from_day, period.to_day)

    def compute() -> Contents:
        return contents_anew(store, as_of, window_days, period.from_day, period.to_day)

    return kept_answer(store, Contents, question, as_of, compute)


def contents_anew(
    store: "Store", as_of: int, window_days: int, from_day: int | None = None, to_day: int | None = None
) -> Contents:
    """Return the same without asking the cache file."""
    at, period = _ground(store, as_of), Period(from_day, to_day)
    key = ("contents", at.book_key, as_of, window_days, period)
    return remembered(at.facts, key, lambda: contents(at.facts, at.days, at.book, window_days, period))


class ContentsView(NamedTuple):
    """What the page shows: the contents, whether the range fell back, and the book's currency."""

    contents: Contents
    fallback: bool
    currency: str

    @property
    def window_days(self) -> int:
        """Return the days within which a deal counts."""
        return self.contents.window_days

    @property
    def period(self) -> Period:
        """Return the range of first touches."""
        return Period(self.contents.from_day, self.contents.to_day)


def contents_view(store: "Store", as_of: int, choice: RangeChoice, *, window_days: int) -> ContentsView:
    """Return the contents of a range of the window."""
    # Everything needs no facts, so that the page can be there before them.
    period, fallback = EVERYTHING, False
    if choice.name != "all":
        period, fallback = period_of(choice, facts_of(store), as_of, fiscal_month(store))
    currency = version_in_force(versions_of(store), as_of).book.currency
    return ContentsView(contents_of(store, as_of, window_days=window_days, period=period), fallback, currency)


def content_members(
    store: "Store",
    content: str,
    as_of: int,
    *,
    window_days: int = DEFAULT_WINDOW_DAYS,
    period: Period = EVERYTHING,
    part: Part = "touched",
) -> tuple[int, ...]:
    """Return the ids of the leads behind one number of one content, ascending.

    `part`: touched (n), deals (k), won, or touched_all (also those who touched it too recently to be judged).
    """
    at = _ground(store, as_of)
    asked = asked_about(at.facts, at.days, at.book, window_days, period)
    return tuple(at.facts.lead_ids[members(at.facts, at.days, asked, content, part)].tolist())


def credit_members(
    store: "Store", content: str, as_of: int, *, model: str, window_days: int = DEFAULT_WINDOW_DAYS
) -> tuple[int, ...]:
    """Return the ids of the leads whose deals give a content a share by a model, ascending.

    `model` first or last: the deals that began or ended with it. `content` may be "(none)".
    """
    at = _ground(store, as_of)
    shared = credited(at.facts, at.days, window_days)
    places = {known.key: place for place, known in enumerate(at.facts.contents)} | {NO_CONTENT: -1}
    if content not in places:
        return ()
    return tuple(at.facts.lead_ids[shared.members(places[content], model)].tolist())


def content_groups_of(
    store: "Store",
    as_of: int,
    *,
    by: By,
    window_days: int = DEFAULT_WINDOW_DAYS,
    period: Period = EVERYTHING,
) -> tuple[ContentResult, ...]:
    """Return the rates of the contents of each phase, type or theme as if they were one; `content`: the value."""
    at = _ground(store, as_of)
    return remembered(
        at.facts,
        ("content_groups", at.book_key, as_of, window_days, by, period),
        lambda: content_groups(at.facts, at.days, at.book, window_days, by=by, period=period),
    )


def content_group_members(
    store: "Store",
    value: str,
    as_of: int,
    *,
    by: By,
    window_days: int = DEFAULT_WINDOW_DAYS,
    period: Period = EVERYTHING,
    part: Part = "touched",
) -> tuple[int, ...]:
    """Return the ids of the leads behind one number of a phase, type or theme, ascending."""
    at = _ground(store, as_of)
    found = group_members(
        at.facts, at.days, at.book, window_days, by=by, value=value, part=part, period=period
    )
    return tuple(at.facts.lead_ids[found].tolist())


def sequences_of(
    store: "Store",
    as_of: int,
    *,
    window_days: int = DEFAULT_WINDOW_DAYS,
    within_days: int = WITHIN_DAYS,
    period: Period = EVERYTHING,
) -> Sequences:
    """Return what followed a content of each type within some days, and the deals after that."""
    at = _ground(store, as_of)
    return remembered(
        at.facts,
        ("sequences", at.book_key, as_of, window_days, within_days, period),
        lambda: sequences(at.facts, at.days, at.book, window_days, within_days=within_days, period=period),
    )


def sequence_people(
    store: "Store",
    of: tuple[str, str],
    as_of: int,
    *,
    part: SequencePart,
    window_days: int = DEFAULT_WINDOW_DAYS,
    within_days: int = WITHIN_DAYS,
    period: Period = EVERYTHING,
) -> tuple[int, ...]:
    """Return the ids of the leads behind one number of a sequence, ascending."""
    at = _ground(store, as_of)
    found = sequence_members(
        at.facts,
        at.days,
        at.book,
        window_days,
        of=of,
        part=part,
        within_days=within_days,
        period=period,
    )
    return tuple(at.facts.lead_ids[found].tolist())


class _Ground(NamedTuple):
    """What every answer about contents rests on."""

    facts: "Facts"
    days: "StageDays"
    book: "Book"
    book_key: tuple[tuple[int, str, int | None], ...]


def _ground(store: "Store", as_of: int) -> _Ground:
    facts, versions = facts_of(store), versions_of(store)
    book = version_in_force(versions, as_of).book
    return _Ground(facts, stage_days_of(store, as_of), book, book_key(versions, as_of))
