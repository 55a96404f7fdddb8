"""What a review says in words: the sentence it begins with, its range, hypotheses and what became of them."""

from collections.abc import Mapping, Sequence
from math import sqrt

from funneldesk.domain.formats import day, number, percent_range, sentences, signed
from funneldesk.domain.funnel.funnel import StageResult
from funneldesk.domain.funnel.periods import Period
from funneldesk.domain.funnel.why_sentences import cannot_say, difference_sentence
from funneldesk.domain.funnel.why_sentences import headline as why_headline
from funneldesk.domain.reviews.hypotheses import Hypothesis, Judgement
from funneldesk.domain.reviews.measures import Measured, label, value_words
from funneldesk.domain.reviews.reviews import Movement, Numbers, Rhythm
from funneldesk.domain.words import stage_label
from funneldesk.i18n import _

#: Two counts further apart than this many standard deviations of their difference differ by more than chance.
_BEYOND = 1.96


def rhythm_label(rhythm: Rhythm) -> str:
    """Return what a review of a rhythm is called."""
    return {"weekly": _("Weekly review"), "monthly": _("Monthly review")}[rhythm]


def period_words(period: Period) -> str:
    """Return the days of a range: "2026/10/01–2026/10/31"."""
    return f"{day(period.from_day)}–{day(period.to_day)}"


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
    cause = cause_sentence(found, numbers.labels) if found else ""
    return sentences(count_sentence(*change, numbers), cause, *_aimed_at(numbers, change[1].stage))


def _aimed_at(numbers: Numbers, said: str) -> list[str]:
    """Return the counts that have a target and were not said yet."""
    return [
        count_sentence(before, after, numbers)
        for before, after in zip(numbers.before.stages, numbers.funnel.stages, strict=True)
        if after.recorded and after.stage in numbers.targets and after.stage != said
    ]


def count_sentence(before: StageResult, after: StageResult, numbers: Numbers) -> str:
    """Return how many reached a stage in the range, in the one before it, and the month's target."""
    words = {
        "stage": stage_label(after.stage, numbers.labels),
        "count": number(after.count),
        "before": number(before.count),
        "change": signed(after.count - before.count, 0) if after.count != before.count else "±0",
        "target": number(numbers.targets.get(after.stage, 0)),
    }
    if after.stage in numbers.targets:
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


def measured_words(found: Measured, count_of: str = "") -> str:
    """Return what a measure was, with what it rests on: "17.5 % (10/57, 95 % interval 9.8–29.4 %)".

    `count_of`: what is counted, for a count; a rate that nobody can judge says so.
    """
    if not found.recorded:
        return _("cannot say: no record could give it")
    if found.n is None:
        return (
            _("%(count)s %(what)s") % {"count": number(found.k), "what": count_of}
            if count_of
            else number(found.k)
        )
    interval = found.interval
    if interval is None:
        if found.young:
            return _("cannot say: all %(young)s are too recent") % {"young": number(found.young)}
        return _("cannot say: nobody to judge")
    text = _("%(rate)s (%(k)s/%(n)s, 95 %% interval %(range)s)")
    if found.young:
        text = _("%(rate)s (%(k)s/%(n)s, 95 %% interval %(range)s, %(young)s more are too recent)")
    return text % {
        "rate": f"{100 * found.k / found.n:.1f} %",
        "k": number(found.k),
        "n": number(found.n),
        "range": percent_range(*interval),
        "young": number(found.young),
    }


def aim_words(hypothesis: Hypothesis) -> str:
    """Return where the number should get: "40.0 % or more"."""
    value = value_words(hypothesis.measure, hypothesis.target)
    text = _("%(value)s or more") if hypothesis.upward else _("%(value)s or less")
    return text % {"value": value}


def hypothesis_sentence(
    hypothesis: Hypothesis, labels: Mapping[str, str], titles: Mapping[str, str] | None = None
) -> str:
    """Return what is expected: which number, over which days, where to."""
    text = _("%(measure)s over %(days)s: %(aim)s")
    return text % {
        "measure": label(hypothesis.measure, labels, titles),
        "days": period_words(hypothesis.period),
        "aim": aim_words(hypothesis),
    }


def verdict_word(judgement: Judgement) -> str:
    """Return the verdict in a word or two."""
    return {
        "kept": _("kept"),
        "not_kept": _("not kept"),
        "open": _("cannot say yet"),
    }[judgement.verdict]


def verdict_reason(judgement: Judgement) -> str:
    """Return why nothing can be said yet, or how sure the verdict is; "" where there is nothing to add."""
    found, hypothesis = judgement.measured, judgement.hypothesis
    if judgement.verdict != "open":
        return "" if judgement.sure else _("Chance alone could turn it: its interval reaches both sides.")
    words = {
        "day": day(hypothesis.until), "young": number(found.young), "n": number(found.n or 0),
    }  # fmt: skip
    return {
        "not_due": _("It is about days up to %(day)s."),
        "unrecorded": _("No record could give this number: import a list with its dates."),
        "young": _("%(young)s of them are too recent to be judged and could still turn it."),
        "few": _("Only %(n)s people, too few for this difference."),
        "": "",
    }[judgement.reason] % words


def judged_counts(judged: Sequence[Judgement]) -> tuple[int, int, int]:
    """Return how many hypotheses were kept, not kept, and cannot be judged yet."""
    verdicts = [one.verdict for one in judged]
    return verdicts.count("kept"), verdicts.count("not_kept"), verdicts.count("open")
