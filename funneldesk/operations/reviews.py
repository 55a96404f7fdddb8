"""Reviews: begun with the numbers as they stand, and measured against earlier hypotheses.

What a review is about never changes once it has begun (`store.reviews`); what people write into it are notes
(`operations.minutes`).
"""

from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING

import msgspec

from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.funnel.comparisons import sides_of
from funneldesk.domain.funnel.funnel import Funnel
from funneldesk.domain.funnel.periods import Period, trailing_year
from funneldesk.domain.funnel.why import TARGETS, Why
from funneldesk.domain.moment import moment_of
from funneldesk.domain.reviews.hypotheses import Hypothesis, Judgement, judge
from funneldesk.domain.reviews.reviews import (
    Decision,
    Movement,
    Numbers,
    Promise,
    Remark,
    Review,
    Rhythm,
    last_period,
    period_before,
)
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations.batches import now
from funneldesk.operations.changes import note as note_change
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.funnel import funnel_of
from funneldesk.operations.kpis import monthly_targets
from funneldesk.operations.measures import measured
from funneldesk.operations.scorecard import scorecard_of
from funneldesk.operations.stages import stage_days_of
from funneldesk.operations.why import last_stage, why_of
from funneldesk.store import notes as stored
from funneldesk.store import reviews as kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from funneldesk.store.notes import Note
    from funneldesk.store.store import Store

#: The kinds of notes a review has.
BEGUN, CLOSED, DECISION, HYPOTHESIS, REMARK = "begun", "closed", "decision", "hypothesis", "remark"
PRESENT = "present"
#: Of each field the segments that did most are kept; the page of causes has them all.
_SEGMENTS = 8


def begin_review(store: "Store", as_of: int, rhythm: Rhythm, period: Period | None = None) -> Review:
    """Begin a review of a range with the numbers as they stand on a day; without a range, that of the last whole one.

    While a review of the same rhythm and range, begun as of the same day, is open, there is no second one: it is
    returned.
    """
    asked = period or last_period(rhythm, as_of, running=False)
    for one in reviews(store):
        if one.is_open and (one.rhythm, one.period, one.as_of) == (rhythm, asked, as_of):
            return one
    if asked.from_day is None or asked.to_day is None or asked.from_day > asked.to_day:
        raise UserError(
            "no_range", _("A review needs a first and a last day."), _("Choose a week or a month.")
        )
    if asked.to_day > as_of:
        raise UserError(
            "not_over",
            _("The range ends after the day the numbers are taken."),
            _("Choose a range that ends by then."),
        )
    numbers = numbers_of(store, as_of, rhythm, asked)
    version = version_in_force(versions_of(store), as_of)
    at = now()
    review = kept.StoredReview(
        0, rhythm, asked.from_day, asked.to_day, as_of, version.number, version.sha256,
        msgspec.json.encode(numbers).decode(), at,
    )  # fmt: skip
    with store.aside() as connection:
        number = kept.add_review(connection, review)
        stored.add_note(connection, BEGUN, {}, at=at, review=number)
        note_change(connection, "review", {"review": number})
    return review_of(store, number)


def numbers_of(store: "Store", as_of: int, rhythm: Rhythm, period: Period) -> Numbers:
    """Return what a review of a range would be about on a day."""
    with store.one_view():
        before, year = period_before(rhythm, period), trailing_year(as_of)
        book = version_in_force(versions_of(store), as_of).book
        titles = {content.key: content.title for content in facts_of(store).contents if content.title}
        settled = {one.hypothesis.item for _review, one in judged_by_reviews(store) if one.verdict != "open"}
        earlier = [one for one in hypotheses(store) if one.from_day <= as_of and one.item not in settled]
        return Numbers(
            _reached(store, as_of, period),
            _reached(store, as_of, before),
            funnel_of(store, as_of, from_day=year.from_day, to_day=year.to_day),
            _movements(store, as_of, before, period),
            _promises(store, as_of),
            judgements(store, as_of, earlier),
            dict(book.stage_labels),
            titles,
            monthly_targets(book),
        )


def judged_by_reviews(store: "Store") -> "Iterator[tuple[int, Judgement]]":
    """Yield what reviews found about earlier hypotheses, oldest first, with the number of the review."""
    there = _begun(store)
    for one in kept.read_reviews(store.connection):
        if one.id in there:
            found = msgspec.json.decode(one.numbers, type=_JudgedOnly)
            yield from ((one.id, judged) for judged in found.judged)


@dataclass(frozen=True, slots=True)
class _JudgedOnly:
    """What of the numbers of a review is read to know its verdicts."""

    judged: tuple[Judgement, ...]


@lru_cache(maxsize=16)
def _decoded(numbers: str) -> Numbers:
    return msgspec.json.decode(numbers, type=Numbers)


def _reached(store: "Store", as_of: int, period: Period) -> Funnel:
    return funnel_of(store, as_of, mode="period", from_day=period.from_day, to_day=period.to_day)


def _movements(store: "Store", as_of: int, before: Period, after: Period) -> tuple[Movement, ...]:
    days, sides = stage_days_of(store, as_of), sides_of(before, after, as_of, same_age=True)
    asked = [target for target in TARGETS if days.recorded[last_stage(target)]]
    return tuple(Movement(one, before, after, _main(why_of(store, sides, one))) for one in asked)


def _main(why: Why) -> Why:
    fields = dict.fromkeys(segment.by for segment in why.segments)
    main = [[one for one in why.segments if one.by == field][:_SEGMENTS] for field in fields]
    return replace(why, segments=tuple(segment for of_field in main for segment in of_field))


def _promises(store: "Store", as_of: int) -> tuple[Promise, ...]:
    return tuple(
        Promise(
            line.code, line.side, line.kept.k, line.kept.n, line.kept.recorded, line.goal, line.days, line.calendar
        )
        for line in scorecard_of(store, as_of)
    )  # fmt: skip


def judgements(store: "Store", as_of: int, of: "Iterable[Hypothesis]") -> tuple[Judgement, ...]:
    """Return each hypothesis measured as of a day."""
    return tuple(judge(one, measured(store, one.measure, one.period, as_of)) for one in of)


def hypotheses(store: "Store") -> tuple[Hypothesis, ...]:
    """Return the hypotheses of all reviews, oldest first."""
    with store.one_view():
        there = _begun(store)
        return tuple(
            _hypothesis(one) for one in stored.items(store.connection, HYPOTHESIS) if one.review in there
        )


def decisions(store: "Store") -> tuple[Decision, ...]:
    """Return the decisions of all reviews, oldest first."""
    with store.one_view():
        there = _begun(store)
        return tuple(
            _decision(one) for one in stored.items(store.connection, DECISION) if one.review in there
        )


def _begun(store: "Store") -> set[int | None]:
    return {note.review for note in stored.items(store.connection, BEGUN)}


def reviews(store: "Store") -> tuple[Review, ...]:
    """Return every review, newest first; those whose beginning was taken back are not there."""
    with store.one_view():
        notes = stored.items(store.connection, BEGUN, CLOSED, DECISION, HYPOTHESIS, REMARK, PRESENT)
        by_review: dict[int | None, list[Note]] = {}
        for note in notes:
            by_review.setdefault(note.review, []).append(note)
        found = kept.read_reviews(store.connection)
    there = [_review(one, by_review.get(one.id, [])) for one in reversed(found)]
    return tuple(one for one in there if one is not None)


def review_of(store: "Store", number: int) -> Review:
    """Return one review; UserError if there is none."""
    for one in reviews(store):
        if one.id == number:
            return one
    raise UserError(
        "no_review",
        _("There is no review %(number)s.") % {"number": number},
        _("`funneldesk review list` shows those there are."),
    )


def _review(one: kept.StoredReview, notes: "list[Note]") -> Review | None:
    kinds: dict[str, list[Note]] = {}
    for note in notes:
        kinds.setdefault(note.kind, []).append(note)
    if BEGUN not in kinds:
        return None
    closing = kinds.get(CLOSED, [])
    return Review(
        one.id,
        "weekly" if one.rhythm == "weekly" else "monthly",
        Period(one.from_day, one.to_day),
        one.as_of,
        one.version,
        one.begun_at,
        partial(_decoded, one.numbers),
        tuple(_decision(note) for note in kinds.get(DECISION, [])),
        tuple(_hypothesis(note) for note in kinds.get(HYPOTHESIS, [])),
        tuple(Remark(note.item, note.values["text"]) for note in kinds.get(REMARK, [])),
        closing[-1].at if closing else "",
        _present(kinds),
    )


def _present(kinds: "dict[str, list[Note]]") -> str:
    """Return who was there: as it was said at the end, else as it was written down before."""
    said = [note.values["present"] for kind in (CLOSED, PRESENT) for note in kinds.get(kind, [])[-1:]]
    return next(filter(None, said), "")


def _decision(note: "Note") -> Decision:
    said = note.values
    days = (moment_of(said.get(name) or "").day if said.get(name) else None for name in ("until", "done"))
    return Decision(note.item, note.review or 0, said["text"], said["who"], *days)


def _hypothesis(note: "Note") -> Hypothesis:
    return msgspec.convert({**note.values, "item": note.item}, Hypothesis)
