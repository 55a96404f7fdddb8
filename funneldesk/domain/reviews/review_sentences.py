"""What reviews say in words: their range, hypotheses, and what became of them."""

from collections.abc import Mapping, Sequence

from funneldesk.domain.formats import day, number, percent, percent_range, sentences
from funneldesk.domain.reviews.hypotheses import Hypothesis, Judgement, Reason, Verdict
from funneldesk.domain.reviews.measures import Measured, label, value_words
from funneldesk.domain.reviews.review_headline import period_words
from funneldesk.domain.reviews.reviews import Review, Rhythm
from funneldesk.domain.words import heading
from funneldesk.i18n import N_, _, ngettext

_RHYTHMS: dict[Rhythm, str] = {"weekly": N_("Weekly review"), "monthly": N_("Monthly review")}
_SHORT: dict[Rhythm, str] = {"weekly": N_("Weekly"), "monthly": N_("Monthly")}
_VERDICTS: dict[Verdict, str] = {"kept": N_("kept"), "not_kept": N_("not kept"), "open": N_("cannot say yet")}
_REASONS: dict[Reason, str] = {
    "not_due": N_("its day has not come"),
    "unrecorded": N_("no record tells this number"),
    "young": N_("too many are too recent to be judged"),
    "few": N_("too few people"),
}


def rhythm_label(rhythm: Rhythm) -> str:
    """Return what a review of a rhythm is called."""
    return _(_RHYTHMS[rhythm])


def rhythm_words(rhythm: Rhythm) -> str:
    """Return the rhythm alone, where it is clear that reviews are meant."""
    return _(_SHORT[rhythm])


def range_words(review: Review) -> str:
    """Return the days a review looks back on."""
    return period_words(review.period)


def verdict_label(verdict: Verdict) -> str:
    """Return whether a hypothesis was kept, as it stands alone."""
    return heading(_(_VERDICTS[verdict]))


def hypothesis_words(
    one: Hypothesis, labels: Mapping[str, str], titles: Mapping[str, str] | None = None
) -> str:
    """Return what is expected: 承認率が 28.0 % から 38.0 % 以上になる（2026/12/31まで）."""
    said = {
        "measure": label(one.measure, labels, titles),
        "before": value_words(one.measure, one.before.value),
        "target": value_words(one.measure, one.target),
        "until": day(one.until),
    }
    if one.before.value is None:
        if one.upward:
            return _("%(measure)s to at least %(target)s by %(until)s") % said
        return _("%(measure)s to at most %(target)s by %(until)s") % said
    if one.upward:
        return _("%(measure)s from %(before)s to at least %(target)s by %(until)s") % said
    return _("%(measure)s from %(before)s to at most %(target)s by %(until)s") % said


def judgement_words(
    one: Judgement, labels: Mapping[str, str], titles: Mapping[str, str] | None = None
) -> str:
    """Return what became of a hypothesis, with the number it rests on, or why it cannot be said yet."""
    measure = label(one.hypothesis.measure, labels, titles)
    found = _("%(measure)s: %(value)s") % {"measure": measure, "value": measured_words(one)}
    if one.verdict == "open":
        reason = _("Cannot say yet: %(reason)s.") % {"reason": _(_REASONS[one.reason])}
        return sentences(reason, _("%(found)s so far.") % {"found": found} if _has_value(one) else "")
    said = {"found": found, "target": value_words(one.hypothesis.measure, one.hypothesis.target)}
    text = _("Kept: %(found)s (target %(target)s).")
    if one.verdict == "not_kept":
        text = _("Not kept: %(found)s (target %(target)s).")
    return sentences(text % said, doubt_words(one))


def doubt_words(one: Judgement) -> str:
    """Return why a verdict cannot be said yet, or that chance could have made it; "" where it is sure."""
    if one.verdict == "open":
        return heading(_("%(reason)s.") % {"reason": _(_REASONS[one.reason])})
    return "" if one.sure else _("Chance alone could have made the difference.")


def judged_counts(judged: Sequence[Judgement]) -> tuple[int, int, int]:
    """Return how many hypotheses were kept, not kept, and cannot be judged yet."""
    verdicts = [one.verdict for one in judged]
    return verdicts.count("kept"), verdicts.count("not_kept"), verdicts.count("open")


def measured_words(one: Judgement) -> str:
    """Return what was measured: a count, or a rate with k of n and its interval."""
    return rate_words(one.measured)


def rate_words(found: Measured) -> str:
    """Return a count, or a rate with k of n and its interval: 40.0 % (12/30, 95 %: 24.6–57.7 %)."""
    if found.n is None:
        return number(found.k)
    interval = found.interval
    if not found.recorded:
        return _("no record tells this number")
    if interval is None:
        recent = _("cannot say: all %(count)s are too recent") % {"count": number(found.young)}
        return recent if found.young else _("nobody to judge")
    said = {
        "rate": percent(found.value),
        "k": number(found.k),
        "n": number(found.n),
        "interval": percent_range(*interval),
    }
    words = _("%(rate)s (%(k)s/%(n)s, 95 %%: %(interval)s)") % said
    if not found.young:
        return words
    young = ngettext("%(count)s too recent", "%(count)s too recent", found.young)
    return f"{words}{_(', ')}{young % {'count': number(found.young)}}"


def _has_value(one: Judgement) -> bool:
    return one.reason != "unrecorded" and one.measured.value is not None
