"""What a backtest says in plain words, before any figure."""

from funneldesk.domain.backtest.backtest import Backtest
from funneldesk.domain.backtest.measures import ENOUGH, Measures, Share
from funneldesk.domain.backtest.panel import HORIZON_DAYS
from funneldesk.domain.book.clauses import number_in_words
from funneldesk.domain.formats import number, sentences
from funneldesk.i18n import _, ngettext


def sentence(found: Backtest) -> str:
    """Return the one sentence: the rates above and below the threshold, or why they cannot be said."""
    return sentence_of(found, found.figures)


def sentence_of(found: Backtest, figures: Measures) -> str:
    """Return the sentence of the whole panel or of the pilot segment."""
    if not found.months:
        words = _("Cannot say yet: no month-end with dated leads lies %(days)s days back.")
        return words % {"days": HORIZON_DAYS}
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


def how_counted() -> str:
    """Return how leads are counted, for the page and the command."""
    return _(
        "Looked at: every month-end at least %(days)s days back, with leads that were acquired, had no deal and "
        "were not disqualified by then. In each group a lead counts once, at the first month-end it stood there; "
        "its outcome is a deal within the next %(days)s days. What became known later has no influence."
    ) % {"days": HORIZON_DAYS}
