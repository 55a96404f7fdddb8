"""What the contents say in one sentence: which stands out, by which numbers, and that it is no proof."""

import math

from funneldesk.domain.contents.contents import ContentResult, Contents
from funneldesk.domain.formats import percent, sentences
from funneldesk.i18n import _, ngettext

#: How likely a rate so far above that of others may be without any reason; half of 5 %, as above and below.
_LEVEL = 0.025


def headline(contents: Contents) -> str:
    """Return the sentence on top of the content page."""
    enough = [c for c in contents.contents if c.enough and c.rate is not None]
    if not contents.contents:
        return _("No content has been touched yet.")
    if not enough:
        return _("No content has enough people yet to compare rates (30 with some time behind them).")
    best = max(enough, key=lambda c: (c.rate or 0.0, c.touched))
    said = {"title": best.title or best.content, "rate": percent(best.rate, 0)}
    if best.baseline is None:
        # Everybody touched it, or the others are not told: there is nothing to compare with.
        text = _("Of those who touched %(title)s, %(rate)s came to a deal.") % said
        difference = ""
    else:
        text = _(
            "Of those who touched %(title)s, %(rate)s came to a deal (%(baseline)s of those who did not)."
        ) % {**said, "baseline": percent(best.baseline, 0)}
        difference = _difference(best, best.baseline, len(enough))
    rank = ngettext(
        "Only one content has enough people.",
        "Highest of the %(count)s contents with enough people.",
        len(enough),
    ) % {"count": len(enough)}
    return sentences(*filter(None, (text, rank, difference)), _("This is association, not proof of a cause."))


def _difference(best: ContentResult, baseline: float, compared: int) -> str:
    # The best of many is high by chance alone: the more are compared, the less one of them proves.
    if chance(best.deals, best.touched, baseline) * compared <= _LEVEL:
        return _("The difference is hard to explain by chance.")
    return _("The difference may be chance.")


def chance(k: int, n: int, rate: float) -> float:
    """Return how likely k or more of n are where each comes with probability `rate`; 1 where fewer are expected."""
    if k <= n * rate:
        return 1.0
    if rate <= 0:
        return 0.0
    ways = math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
    term = math.exp(ways + k * math.log(rate) + (n - k) * math.log1p(-rate))
    total = 0.0
    # Beyond the expected number each term is smaller than the one before.
    while term > total * 1e-12 and k <= n:
        total += term
        term *= (n - k) / (k + 1) * rate / (1 - rate)
        k += 1
    return min(total, 1.0)
