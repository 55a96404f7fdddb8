"""Findings in words: what differs, by how much, what it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from funneldesk.domain.findings.finding_names import trait_words
from funneldesk.domain.findings.findings import LEAST, LEAST_ARRIVALS, LEVEL, Finding, Findings
from funneldesk.domain.findings.questions import MONTH_DAYS
from funneldesk.domain.formats import number, percent, percent_range, sentences
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.words import stage_words
from funneldesk.i18n import _, ngettext

#: Rarer than once in so many the chance is not told apart any more.
_SELDOM = 10_000


@dataclass(frozen=True, slots=True)
class Names:
    """What people call things: titles of contents by key, labels of stages by code."""

    titles: Mapping[str, str] = field(default_factory=dict)
    stages: Mapping[str, str] = field(default_factory=dict)


def finding_title(found: Finding, names: Names) -> str:
    """Return what differs, as a headline."""
    words = {"who": trait_words(found, names.titles), "stage": stage_words(found.stage, names.stages)}
    if found.stage == "accepted":
        text = (
            _("%(who)s: sales accepts them more often")
            if found.is_more
            else _("%(who)s: sales accepts them less often")
        )
    elif found.stage == "contact":
        text = (
            _("%(who)s: contacted more often afterwards")
            if found.is_more
            else _("%(who)s: contacted less often afterwards")
        )
    else:
        text = (
            _("%(who)s reach “%(stage)s” more often")
            if found.is_more
            else _("%(who)s reach “%(stage)s” less often")
        )
    return text % words


def rates_sentence(found: Finding) -> str:
    """Return both shares with their intervals."""
    return sentences(
        _("Of these: %(share)s.") % {"share": _share(found.inside)},
        _("Of the others: %(share)s.") % {"share": _share(found.outside)},
    )


def rests_sentence(found: Finding) -> str:
    """Return what the finding rests on: who is counted, who is compared with whom, how likely chance is."""
    return sentences(_compared(found), chance_words(found.chance), _counted(found))


def chance_words(chance: float) -> str:
    """Return how seldom chance alone does that."""
    if chance * _SELDOM < 1:
        return _("Chance alone: less than once in 10,000 times.")
    times = round(1 / chance)
    digits = max(len(str(times)) - 2, 0)
    return _("Chance alone: about once in %(times)s times.") % {"times": number(round(times, -digits))}


def headline(found: Findings, names: Names) -> str:
    """Return the sentence on top of the page."""
    if not found.findings:
        return ""
    count = ngettext(
        "%(count)s difference is hard to explain by chance (%(questions)s questions asked).",
        "%(count)s differences are hard to explain by chance (%(questions)s questions asked).",
        len(found.findings),
    ) % {"count": number(len(found.findings)), "questions": number(found.questions)}
    surest = _("The surest: %(title)s.") % {"title": finding_title(found.findings[0], names)}
    return sentences(count, surest, _("This is association, not proof of a cause."))


def silence(found: Findings) -> tuple[str, str]:
    """Return what to say where nothing stands out: a title and a text."""
    if not found.questions:
        return (
            _("Too little to compare yet"),
            _(
                "A difference is looked for once a group and the rest have %(least)s people each, and %(arrivals)s of "
                "all came as far as asked. Import deals, hand-overs and activities; findings appear by themselves."
            )
            % {"least": LEAST, "arrivals": LEAST_ARRIVALS},
        )
    text = ngettext(
        "%(questions)s question was asked of %(leads)s people: sources, segments, contents and their order, seminars, "
        "speed. What differs, differs no more than chance explains.",
        "%(questions)s questions were asked of %(leads)s people: sources, segments, contents and their order, "
        "seminars, speed. What differs, differs no more than chance explains.",
        found.questions,
    )
    return (
        _("No difference found that chance does not explain"),
        text % {"questions": number(found.questions), "leads": number(found.leads)},
    )


def method_words() -> str:
    """Return how findings are found."""
    return _(
        "Each question compares people with something with people without it by the log-rank test: acquired in the "
        "same quarter, the same number of days later; what somebody does counts from that day on, and what happened "
        "after the deal never counts. Of all that is said at most %(level)s may be wrong (Benjamini-Hochberg); "
        "differences of less than a fifth and groups of fewer than %(least)s people are left out. What is gone among "
        "people alike in something stronger stands under that."
    ) % {"level": percent(LEVEL), "least": LEAST}


def _share(share: Share) -> str:
    low, high = share.interval or (0.0, 1.0)
    return _("%(k)s of %(n)s people, %(rate)s (95 %% interval %(range)s)") % {
        "k": number(share.k), "n": number(share.n), "rate": percent(share.rate), "range": percent_range(low, high),
    }  # fmt: skip


def _compared(found: Finding) -> str:
    """Return how those with it do beside others on equal footing."""
    if not found.observed:
        return _(
            "On equal footing with the others (same quarter, as many days later) some would be usual: it is nobody."
        )
    if found.mature_days is None:
        text = _("Compared as they stand now, that is %(times)s times as many as usual.")
    elif found.kind in ("quarter", "latest"):
        text = _("As many days later, that is %(times)s times the pace of everybody.")
    else:
        text = _(
            "Among people acquired in the same quarter, as many days later, that is %(times)s times the usual pace."
        )
    return text % {"times": f"{found.observed / found.expected:,.1f}"}


def _counted(found: Finding) -> str:
    if found.kind == "seminar":
        return _("Counted for %(days)s days after the seminar, all who were leads that day.") % {
            "days": MONTH_DAYS
        }
    if found.mature_days is None:
        return _("No list says when they got so far, so everybody is counted, however recent.")
    if not found.mature_days:
        return _("So far they get the same day, so everybody is counted, however recent.")
    return _("The rates count people with at least %(days)s days behind them.") % {
        "days": number(found.mature_days)
    }
