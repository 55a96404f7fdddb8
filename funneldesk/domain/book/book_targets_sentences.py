"""A month worked backwards, in words: for the window, the command line, and the book itself."""

import re
from collections.abc import Mapping

from funneldesk.domain.book.book import Book
from funneldesk.domain.book.book_targets import SAL_COUNT, Needed, StepRate, Targets
from funneldesk.domain.formats import number, percent, percent_range, sentences, tenths
from funneldesk.domain.funnel.funnel import StageResult
from funneldesk.domain.funnel.own_history import OwnHistory, OwnMonths, enough
from funneldesk.domain.funnel.shares import ENOUGH
from funneldesk.domain.words import heading, stage_label
from funneldesk.i18n import _, ngettext, speaking

#: A sentence that holds a way worked backwards: two arrows at least.
_CHAIN = re.compile(r"\s*[^。.]*←[^。.]*←[^。.]*[。.]?")
#: A band is agreed in percents; its middle may lie between two of them.
_WHOLE = 1e-9


def rate_words(rate: float) -> str:
    """Return a rate as "55 %", with a decimal only where it has one."""
    return percent(rate, 0 if abs(rate * 100 - round(rate * 100)) < _WHOLE else 1)


def step_label(rate: StepRate, labels: Mapping[str, str]) -> str:
    """Return between which stages a rate leads."""
    words = {"before": stage_label(rate.previous, labels), "after": stage_label(rate.stage, labels)}
    return _("%(before)s → %(after)s") % words


def rate_source(rate: StepRate) -> str:
    """Return where a rate is from, with its range."""
    words = {"rate": rate_words(rate.rate), "range": percent_range(rate.low, rate.high, 0)}
    if rate.source == "own":
        own = _("%(rate)s, your own last 12 months (%(n)s people, %(range)s)")
        return own % (words | {"n": number(rate.n or 0)})
    if rate.low == rate.high:
        return _("%(rate)s, agreed in the book") % words
    return _("%(rate)s, the middle of the band %(range)s") % words


def range_words(needed: Needed) -> str:
    """Return how many it may be as well: at the good ends of all rates, and at the bad ones."""
    if needed.most is None:
        return _("%(least)s or more") % {"least": number(needed.least)}
    if needed.least == needed.most:
        return ""
    return _("%(least)s–%(most)s") % {"least": number(needed.least), "most": number(needed.most)}


def months_words(months: OwnMonths | None) -> str:
    """Return what one's own months were: the usual one and the best."""
    if months is None:
        return _("not recorded so far")
    if not months.enough:
        words = ngettext(
            "only %(count)s whole month known", "only %(count)s whole months known", len(months.counts)
        )
        return words % {"count": len(months.counts)}
    words = _("usual month %(usual)s, best %(best)s")
    return words % {"usual": tenths(months.usual), "best": number(months.best)}


def reach_sentence(found: Targets, labels: Mapping[str, str]) -> str:
    """Return plainly whether one's own months ever had what is needed, and what a usual one comes to."""
    reach = found.reach
    if reach is None:
        return _(
            "Your own months cannot be compared yet: that takes six whole months of MQLs or what follows them."
        )
    months = reach.months
    words = {
        "stage": stage_label(reach.stage, labels),
        "needed": number(reach.needed),
        "usual": tenths(months.usual),
        "best": number(months.best),
        "had": months.reaching(reach.needed),
        "months": len(months.counts),
    }
    said = {
        "usual": _("Within reach: a usual month has %(usual)s %(stage)s, %(needed)s are needed."),
        "rare": _(
            "Only in good months: %(needed)s %(stage)s are needed, a usual month has %(usual)s;"
            " %(had)s of the last %(months)s months had as many."
        ),
        "never": _(
            "Out of reach as things are: %(needed)s %(stage)s are needed, a usual month has %(usual)s"
            " and the best of the last %(months)s had %(best)s."
        ),
    }[reach.verdict] % words
    comes = ""
    if reach.verdict != "usual" and found.usual_wins is not None:
        text = _("At these rates a usual month comes to %(wins)s won.")
        comes = text % {"wins": tenths(round(found.usual_wins, 1))}
    return sentences(said, comes)


def own_rate_words(step: StageResult | None, history: OwnHistory) -> str:
    """Return what a step's own rate was, with n and interval, or why it cannot be said."""
    if step is None:
        if not history.stages or not history.stages[0].count:
            return _("No history yet: import your lists to see your own.")
        return _("Cannot be said: your lists do not record this step.")
    n, k = step.n or 0, step.k or 0
    words = {"n": number(n), "k": number(k), "enough": ENOUGH}
    if not enough(step):
        text = ngettext(
            "Cannot be said yet: %(n)s person old enough to judge, %(enough)s are needed.",
            "Cannot be said yet: %(n)s people old enough to judge, %(enough)s are needed.",
            n,
        )
        return text % words
    interval = percent_range(step.low or 0.0, step.high or 0.0)
    said = _("Your last 12 months: %(rate)s (%(k)s of %(n)s, 95%% interval %(range)s).")
    return said % (words | {"rate": percent(step.rate), "range": interval})


def chain_words(found: Targets, labels: Mapping[str, str]) -> str:
    """Return the way backwards in one line: 「受注2 ← 商談8 ← SAL15 ← MQL37」."""
    parts = [
        _("%(stage)s %(count)s") % {"stage": stage_label(one.stage, labels), "count": number(one.count)}
        for one in found.needed
        if one.stage != "lead"
    ]
    return " ← ".join(parts)


def target_definition(book: Book, found: Targets) -> str:
    """Return the definition of the SAL count with this way backwards in place of another, as the book speaks."""
    before = next((kpi.definition for kpi in book.kpis if kpi.code == SAL_COUNT), "")
    with speaking(book.language):
        chain = _("Worked backwards, a month: %(chain)s.") % {"chain": chain_words(found, book.stage_labels)}
        kept = _CHAIN.sub("", before).strip()
        return sentences(kept, heading(chain))
