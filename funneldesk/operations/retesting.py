"""Knowledge cards asked again: what their evidence is on people who came after they were made."""

from dataclasses import replace
from typing import TYPE_CHECKING

from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.findings.outcomes import outcomes
from funneldesk.domain.findings.questions import questions
from funneldesk.domain.funnel.breakdown import TIMES
from funneldesk.domain.funnel.periods import month_end
from funneldesk.domain.funnel.why import chance_between
from funneldesk.domain.knowledge.asked_again import Answered, answered, asked_again
from funneldesk.domain.knowledge.cards import Evidence
from funneldesk.domain.knowledge.judged_once import Asking, month_gains
from funneldesk.domain.knowledge.verdicts import Picture, Retest, retested, silent
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations import answered as great_questions
from funneldesk.operations.facts import facts_of, versions_of
from funneldesk.operations.measures import segments
from funneldesk.operations.remembered import book_key, remembered
from funneldesk.operations.stages import stage_days_of
from funneldesk.operations.tasks import NO_TASK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from funneldesk.domain.funnel.breakdown import Breakdown
    from funneldesk.domain.knowledge.cards import Card
    from funneldesk.domain.reviews.measures import Measure
    from funneldesk.operations.tasks import Task
    from funneldesk.store.store import Store


def retests(store: "Store", cards: "Iterable[Card]", as_of: int) -> dict[int, Retest]:
    """Return every card with evidence asked again as of a day, by its item."""
    wanted = {card.item: card.evidence for card in cards if card.evidence is not None}
    with store.one_view():
        key = ("retests", book_key(versions_of(store), as_of), as_of, frozenset(wanted.values()))
        found = remembered(facts_of(store), key, lambda: _retested(store, set(wanted.values()), as_of))
    return {item: found[evidence] for item, evidence in wanted.items()}


def evidence_of(store: "Store", measure: "Measure", as_of: int) -> Evidence:
    """Return a measure of those it is about and of everybody else as evidence; UserError where a side is missing."""
    require_sides(measure)
    with store.one_view():
        both = _measures(store, as_of).sides(measure, _groups(store, measure, as_of))
    sides = tuple(side.share() for side in both or ())
    if both is None or not all(side.n for side in sides):
        raise UserError(
            "no_comparison",
            _("Nothing can be compared here: nobody on one of the two sides can be judged yet."),
            _("Choose another number or another segment, or leave the evidence out for now."),
        )
    inside, outside = sides
    more = (inside.rate or 0) >= (outside.rate or 0)
    return Evidence(as_of, more, inside, outside, measure=measure, needed_days=both[0].needed_days)


def require_sides(measure: "Measure") -> None:
    """Raise UserError unless a measure has two sides: a content, or a rate inside a segment."""
    if measure.kind == "content" or (measure.kind != "count" and measure.by and measure.value is not None):
        return
    raise UserError(
        "no_sides",
        _("Evidence compares somebody with everybody else; this number is about everybody."),
        _("Choose a content, or a rate inside a segment."),
    )


def _retested(store: "Store", wanted: set[Evidence], as_of: int) -> dict[Evidence, Retest]:
    # Only findings are asked of all leads, again and again.
    if any(one.finding is not None for one in wanted):
        return great_questions.answered(store, NO_TASK, _asked, wanted, as_of)
    return _asked(store, NO_TASK, wanted, as_of)


def _asked(store: "Store", _task: "Task", wanted: set[Evidence], as_of: int) -> dict[Evidence, Retest]:
    answers = _answers(store, [one for one in wanted if one.finding is not None], as_of)
    measures, found = _measures(store, as_of), {}
    for one in wanted:
        if one.measure is not None:
            found[one] = _of_measure(measures, one, one.measure, as_of, _groups(store, one.measure, as_of))
        else:
            found[one] = asked_again(answers.get(one, []), as_of, month_ends(one.made, as_of))
    return found


def month_ends(made: int, as_of: int) -> list[int]:
    """Return the month-ends after a day up to another one."""
    ends = []
    end = month_end(made + 1)
    while end <= as_of:
        ends.append(end)
        end = month_end(end + 1)
    return ends


def _answers(store: "Store", wanted: list[Evidence], as_of: int) -> dict[Evidence, list[Answered]]:
    """Return what each question said that is asked for; none is kept, they hold columns over all leads."""
    by_key: dict[str, list[Evidence]] = {}
    for one in wanted:
        by_key.setdefault(one.finding.key if one.finding else "", []).append(one)
    answers: dict[Evidence, list[Answered]] = {}
    if not by_key:
        return answers
    facts, book = facts_of(store), version_in_force(versions_of(store), as_of).book
    for question, sets in questions(facts, outcomes(facts, stage_days_of(store, as_of)), book):
        for one in by_key.get(question.key, []):
            ends = month_ends(one.made, as_of)
            answers.setdefault(one, []).append(answered(question, sets, one, as_of, ends))
    return answers


def _measures(store: "Store", as_of: int) -> Asking:
    return Asking(
        facts_of(store), stage_days_of(store, as_of), version_in_force(versions_of(store), as_of).book
    )


def _groups(store: "Store", measure: "Measure", as_of: int) -> "Breakdown | None":
    if not measure.by:
        return None
    try:
        return segments(store, measure.by, as_of)
    except UserError:
        # An own column the lists do not have any more: the card says so, the others are asked all the same.
        return None


def _of_measure(
    asked: Asking, evidence: Evidence, measure: "Measure", as_of: int, groups: "Breakdown | None"
) -> Retest:
    both = asked.sides(measure, groups)
    if both is None:
        return silent(as_of, "unknown")
    inside, outside = both
    seen = Picture(whole=(inside.share(), outside.share()))
    seen = replace(seen, chance=chance_between(inside.share(), outside.share()))
    if measure.by in TIMES:
        return silent(as_of, "past", seen)
    made, ends, needed = evidence.made, month_ends(evidence.made, as_of), evidence.needed_days
    sides = (inside.by_month(made, ends, needed), outside.by_month(made, ends, needed))
    months = month_gains(*sides, ends, evidence.effect)
    new = (inside.share(made), outside.share(made))
    return retested(as_of, months, replace(seen, new=new, young=inside.young(made)))
