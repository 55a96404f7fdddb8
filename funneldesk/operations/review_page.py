"""What the pages of reviews show: one review with what it carries on from earlier ones, and all of them as a list."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from funneldesk.operations.facts import facts_of
from funneldesk.operations.reviews import (
    decisions,
    hypotheses,
    judged_by_reviews,
    judgements,
    review_of,
    reviews,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from funneldesk.domain.funnel.periods import Period
    from funneldesk.domain.reviews.hypotheses import Hypothesis, Judgement
    from funneldesk.domain.reviews.reviews import Decision, Review, Rhythm
    from funneldesk.store.store import Store


@dataclass(frozen=True, slots=True)
class ReviewView:
    """One review. `carried`: what earlier reviews decided and was not done before it began.

    `found`: what later reviews found about its own hypotheses, by item; `live`: its hypotheses and those it judged
    as they stand on a later day, empty unless asked for; `people`: who was ever named as doing something.
    """

    review: "Review"
    carried: "tuple[Decision, ...]"
    found: "Mapping[int, Judgement]"
    live: "Mapping[int, Judgement]"
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The page of the current review: `view` None while none is on show; `open`: those that are not closed.

    `waiting`: decisions that nobody has carried out yet; `held`: the ranges there is a review of. `leads`: how many
    there are at all.
    """

    leads: int
    open: "tuple[Review, ...]"
    last: "Review | None"
    waiting: "tuple[Decision, ...]"
    held: "tuple[tuple[Rhythm, Period], ...]"
    view: ReviewView | None


@dataclass(frozen=True, slots=True)
class ListedReview:
    """A review in the list: its own decisions and hypotheses counted, these as they stand now."""

    review: "Review"
    done: int
    late: int
    judged: "tuple[Judgement, ...]"


def review_page(
    store: "Store", wanted: int | None, *, rhythm: "Rhythm | None" = None, begins: bool = False
) -> ReviewPage:
    """Return the page with the review that is wanted, else with the newest that is open; `begins`: with none.

    With a `rhythm`, only an open review of that rhythm is shown unasked.
    """
    with store.one_view():
        found = reviews(store)
        still_open = tuple(one for one in found if one.is_open)
        chosen = next((one for one in found if one.id == wanted), None)
        if chosen is None and not begins:
            chosen = next((one for one in still_open if rhythm in {None, one.rhythm}), None)
        waiting = tuple(one for one in decisions(store) if one.done is None)
        held = tuple((one.rhythm, one.period) for one in found)
        view = review_view(store, chosen.id) if chosen else None
        return ReviewPage(facts_of(store).count, still_open, found[0] if found else None, waiting, held, view)


def review_view(store: "Store", number: int, live_as_of: int | None = None) -> ReviewView:
    """Return a review with what belongs to it; with `live_as_of`, its hypotheses as they stand on that day too."""
    with store.one_view():
        review, decided = review_of(store, number), decisions(store)
        carried = tuple(
            one for one in decided if one.review < number and (one.done is None or one.done >= review.as_of)
        )
        own = {one.item for one in review.hypotheses}
        found = {
            judged.hypothesis.item: judged
            for at, judged in judged_by_reviews(store)
            if at > number and judged.hypothesis.item in own
        }
        live = {} if live_as_of is None else _live(store, review, live_as_of)
        people = tuple(dict.fromkeys(one.who for one in reversed(decided) if one.who))
        return ReviewView(review, carried, found, live, people)


def _live(store: "Store", review: "Review", as_of: int) -> "dict[int, Judgement]":
    asked: dict[int, Hypothesis] = {one.hypothesis.item: one.hypothesis for one in review.numbers.judged}
    asked |= {one.item: one for one in review.hypotheses}
    return {one.hypothesis.item: one for one in judgements(store, as_of, asked.values())}


def review_list(store: "Store", as_of: int) -> tuple[ListedReview, ...]:
    """Return all reviews, newest first, their hypotheses as they stand on a day."""
    with store.one_view():
        judged = {one.hypothesis.item: one for one in judgements(store, as_of, hypotheses(store))}
        return tuple(
            ListedReview(
                one,
                sum(decision.done is not None for decision in one.decisions),
                sum(decision.is_late(as_of) for decision in one.decisions),
                tuple(judged[h.item] for h in one.hypotheses),
            )
            for one in reviews(store)
        )
