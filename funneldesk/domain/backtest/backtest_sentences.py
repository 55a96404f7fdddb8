"""What a backtest says in plain words, before any figure."""

from funneldesk.domain.backtest.backtest import Backtest
from funneldesk.domain.backtest.measures import Measures
from funneldesk.domain.backtest.panel import HORIZON_DAYS
from funneldesk.domain.backtest.rejections import RejectedValue
from funneldesk.domain.backtest.suggestion import Suggestion
from funneldesk.domain.book.clauses import number_in_words
from funneldesk.domain.formats import day, number, sentences
from funneldesk.domain.funnel.shares import ENOUGH, Share
from funneldesk.domain.words import field_label, value_label
from funneldesk.i18n import _, ngettext

#: Reasons named in a sentence.
_REASONS = 3


def sentence(found: Backtest) -> str:
    """Return the one sentence: the rates above and below the threshold, or why they cannot be said."""
    return sentence_of(found, found.figures)


def sentence_of(found: Backtest, figures: Measures) -> str:
    """Return the sentence of the whole panel or of the pilot segment."""
    if not found.months:
        words = _("Cannot say yet: no month-end with dated leads lies %(days)s days back.")
        advice = _("Import lists with the date each lead was acquired and, from the SFA, its deals.")
        return sentences(words % {"days": HORIZON_DAYS}, advice)
    above, below = figures.above, figures.below
    line = _line(found)
    if not (above.enough and below.enough):
        words = _(
            "Cannot say: %(above)s leads stood %(line)s and %(below)s below it; "
            "each side needs at least %(enough)s."
        )
        return words % {
            "above": number(above.n), "below": number(below.n), "line": line, "enough": ENOUGH,
        }  # fmt: skip
    words = _(
        "Deal rate within %(days)s days: %(above)s of leads %(line)s (n=%(above_n)s), "
        "%(below)s of those below it (n=%(below_n)s)."
    ) % {
        "days": HORIZON_DAYS, "line": line, "above": _percent(above), "above_n": number(above.n),
        "below": _percent(below), "below_n": number(below.n),
    }  # fmt: skip
    return sentences(words, _doubt(above, below))


def _line(found: Backtest) -> str:
    words = _("at %(points)s points or more") if found.operator == "ge" else _("above %(points)s points")
    return words % {"points": number_in_words(found.threshold)}


def _percent(share: Share) -> str:
    return "–" if share.rate is None else f"{share.rate * 100:.0f} %"


def _doubt(above: Share, below: Share) -> str:
    high, low = above.interval, below.interval
    if high is None or low is None:
        return ""
    if high[1] < low[0]:
        return _("Those below had deals more often: this book points the wrong way.")
    if high[0] <= low[1]:
        return _("The difference may be chance.")
    return ""


def caveats(found: Backtest) -> tuple[str, ...]:
    """Return what the figures leave out, in sentences."""
    said: list[str] = []
    if found.left_out_values:
        words = ngettext(
            "%(count)s value of a lead was left out at first: no list had said it by that month-end.",
            "%(count)s values of leads were left out at first: no list had said them by that month-end.",
            found.left_out_values,
        )
        said.append(words % {"count": number(found.left_out_values)})
    if found.undated_deals:
        words = ngettext(
            "%(count)s lead is left out: its deal has no date.",
            "%(count)s leads are left out: their deals have no date.",
            found.undated_deals,
        )
        said.append(words % {"count": number(found.undated_deals)})
    return tuple(said)


def band_words(low: int, high: int) -> str:
    """Return the scores of a band: "40–49", "−10 to −1"."""
    words = _("%(low)s to %(high)s") if low < 0 else _("%(low)s–%(high)s")
    return words % {"low": _score(low), "high": _score(high)}


def _score(points: int) -> str:
    return number(points).replace("-", "−")


def how_counted() -> str:
    """Return how leads are counted, for the page and the command."""
    return _(
        "Looked at: every month-end at least %(days)s days back, with leads that were acquired, had no deal and "
        "were not disqualified by then. In each group a lead counts once, at the first month-end it stood there; "
        "its outcome is a deal within the next %(days)s days. What became known later has no influence. "
        "Recall looks at all month-ends in the %(days)s days before a deal; for the AUC every lead has the same "
        "weight, shared by its month-ends."
    ) % {"days": HORIZON_DAYS}


def rejected_sentence(found: RejectedValue) -> str:
    """Return what sales did with leads of a value, and what points would have done."""
    reasons = _(", ").join(f"{reason} {number(count)}" for reason, count in found.reasons[:_REASONS])
    words = _("%(field)s = %(value)s: %(rejected)s of %(decided)s leads were rejected by sales.") % {
        "field": field_label(found.field), "value": value_label(found.field, found.value),
        "rejected": number(found.rejected), "decided": number(found.decided),
    }  # fmt: skip
    why = _("Reasons: %(reasons)s.") % {"reasons": reasons} if reasons else ""
    if found.points is None and found.standing:
        points = _(
            "%(standing)s of them stood at the threshold, and no points of one line could keep them below."
        )
        points %= {"standing": number(found.standing)}
    elif found.points is None:
        points = _("They did not stand at the threshold by points, so no weight would have changed it.")
    else:
        points = _(
            "%(points)s points would have kept %(standing)s of them below the threshold and cost %(deals)s deals."
        ) % {
            "points": number_in_words(found.points), "standing": number(found.standing),
            "deals": number(found.deals_lost),
        }  # fmt: skip
    return sentences(words, why, points)


def suggestion_sentence(found: Suggestion) -> str:
    """Return how today's points and the suggested ones did on later month-ends."""
    auc = [f"{value:.2f}" if value is not None else "–" for value in (found.auc_now, found.auc_suggested)]
    words = _(
        "On the month-ends %(first)s to %(last)s, which nothing was learned from (%(leads)s leads, %(deals)s "
        "with a deal): AUC %(now)s with the points as they are, %(then)s with those suggested."
    ) % {
        "first": day(found.test_from), "last": day(found.test_to), "leads": number(found.tested_leads),
        "deals": number(found.tested_deals), "now": auc[0], "then": auc[1],
    }  # fmt: skip
    verdict = "" if found.is_better else _("The suggestion is no better: leave the points as they are.")
    return sentences(words, verdict)
