"""The first sentence of a review: what moved most and why; its days, and that its numbers stay as they are."""

from collections.abc import Mapping
from math import sqrt

from funneldesk.domain.formats import change, day, number, sentences
from funneldesk.domain.funnel.funnel import StageResult
from funneldesk.domain.funnel.periods import Period
from funneldesk.domain.funnel.why_sentences import cannot_say, difference_sentence
from funneldesk.domain.funnel.why_sentences import headline as why_headline
from funneldesk.domain.reviews.reviews import Movement, Numbers
from funneldesk.domain.words import stage_label
from funneldesk.i18n import _

#: Two counts further apart than this many standard deviations of their difference differ by more than chance: one of
#: a hundred would, as the greatest of five is looked at.
_BEYOND = 2.58
_WEEK = 7


def period_words(period: Period) -> str:
    """Return the days of a range: "2026/10/01–2026/10/31"."""
    return _("%(from)s–%(to)s") % {"from": day(period.from_day), "to": day(period.to_day)}


def frozen_sentence(as_of: int, version: int) -> str:
    """Return as of which day and by which version of the book the numbers stand, and that they stay."""
    text = _(
        "Numbers as of %(day)s by version %(version)s of the definition book. They stay as they are, whatever is"
        " imported later."
    )
    return text % {"day": day(as_of), "version": version}


def main_change(numbers: Numbers) -> tuple[StageResult, StageResult] | None:
    """Return the stage whose count moved furthest beyond chance, before and after; None where none did."""
    pairs = [
        pair for pair in zip(numbers.before.stages, numbers.funnel.stages, strict=True) if pair[1].recorded
    ]
    most = max(pairs, key=_apart, default=None)
    return most if most is not None and _apart(most) >= _BEYOND else None


def _apart(pair: tuple[StageResult, StageResult]) -> float:
    """Return how many standard deviations two counts are apart, each as chance counts would scatter (Poisson)."""
    before, after = pair[0].count, pair[1].count
    return abs(after - before) / sqrt(before + after) if before + after else 0.0


def main_movement(numbers: Numbers) -> Movement | None:
    """Return the movement to look at first: of the count that moved most, else the first whose causes can be said."""
    said = [one for one in numbers.movements if not cannot_say(one.why)]
    change = main_change(numbers)
    wanted = change[1].stage if change else "sal"
    return next((one for one in said if one.target == wanted), said[0] if said else None)


def headline(numbers: Numbers) -> str:
    """Return what moved most, against the range before and the target, and why."""
    change, found = main_change(numbers), main_movement(numbers)
    if change is None:
        first = _("No count of this range differs from the range before by more than chance.")
        return sentences(first, *_aimed_at(numbers, ""))
    cause = cause_sentence(found, numbers.labels) if found and found.target == change[1].stage else ""
    return sentences(count_sentence(*change, numbers), cause, *_aimed_at(numbers, change[1].stage))


def targets_of(numbers: Numbers) -> Mapping[str, int]:
    """Return what is wanted of a month at a stage; of a week nothing is agreed."""
    days = (numbers.funnel.to_day or 0) - (numbers.funnel.from_day or 0) + 1
    return numbers.targets if days > _WEEK else {}


def _aimed_at(numbers: Numbers, said: str) -> list[str]:
    """Return the counts that have a target and were not said yet."""
    return [
        count_sentence(before, after, numbers)
        for before, after in zip(numbers.before.stages, numbers.funnel.stages, strict=True)
        if after.recorded and after.stage in targets_of(numbers) and after.stage != said
    ]


def count_sentence(before: StageResult, after: StageResult, numbers: Numbers) -> str:
    """Return how many reached a stage in the range, in the one before it, and the month's target."""
    words = {
        "stage": stage_label(after.stage, numbers.labels),
        "count": number(after.count),
        "before": number(before.count),
        "change": change(after.count - before.count),
        "target": number(targets_of(numbers).get(after.stage, 0)),
    }
    if after.stage in targets_of(numbers):
        text = _(
            "%(stage)s: %(count)s in this range, %(before)s in the one before (%(change)s); %(target)s a month is"
            " the target."
        )
        return text % words
    return _("%(stage)s: %(count)s in this range, %(before)s in the one before (%(change)s).") % words


def cause_sentence(movement: Movement, labels: Mapping[str, str]) -> str:
    """Return why a number moved, and that its causes are asked of the leads acquired in both ranges."""
    why = why_headline(movement.why, labels)
    if movement.target == "lead":
        # How many were acquired has just been said.
        return why.removeprefix(difference_sentence(movement.why, labels)).strip()
    return _("Of the leads acquired in both ranges, at the same age: %(why)s") % {"why": why}
