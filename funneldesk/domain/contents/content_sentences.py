"""What the contents say in one sentence: which stands out, by which numbers, and that it is no proof."""

from funneldesk.domain.contents.contents import ContentResult, Contents
from funneldesk.domain.formats import percent, sentences
from funneldesk.i18n import _, ngettext


def headline(contents: Contents) -> str:
    """Return the sentence on top of the content page."""
    enough = [c for c in contents.contents if c.enough and c.rate is not None]
    if not contents.contents:
        return _("No content has been touched yet.")
    if not enough:
        return _("No content has enough people yet to compare rates (30 with some time behind them).")
    best = max(enough, key=lambda c: (c.rate or 0.0, c.touched))
    text = _(
        "Of those who touched %(title)s, %(rate)s came to a deal (%(baseline)s of those who did not)."
    ) % {
        "title": best.title or best.content,
        "rate": percent(best.rate, 0),
        "baseline": percent(best.baseline, 0),
    }
    rank = ngettext(
        "Only one content has enough people.",
        "Highest of the %(count)s contents with enough people.",
        len(enough),
    ) % {"count": len(enough)}
    return sentences(text, rank, _difference(best), _("This is association, not proof of a cause."))


def _difference(best: ContentResult) -> str:
    if best.low is not None and best.baseline is not None and best.low > best.baseline:
        return _("The difference is hard to explain by chance.")
    return _("The difference may be chance.")
