"""The words of the Today page: its first sentence, what changed, and the scorecard of both sides."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from funneldesk.domain.formats import day, k_of_n, number, percent, percent_range, sentences
from funneldesk.domain.handovers.scorecard import CONTACT_DAYS, WINDOW_DAYS
from funneldesk.domain.words import side_label, side_words
from funneldesk.i18n import N_, _, ngettext
from funneldesk.operations.duty_lists import LONG_AGO

if TYPE_CHECKING:
    from funneldesk.operations.duty_lists import DutyList, Owner
    from funneldesk.operations.scorecard import Line
    from funneldesk.operations.since_yesterday import Change, Changes


def late_sentence(duties: "DutyList") -> str:
    """Return how many duties are late and whose, then how many wait from long ago."""
    late = duties.owners[0].late
    if late:
        whose = sorted((side for side in duties.sides if side.late), key=lambda side: -side.late)
        said = ngettext(
            "%(count)s duty is late (%(whose)s).", "%(count)s duties are late (%(whose)s).", late
        ) % {
            "count": number(late),
            "whose": _(", ").join(
                _("%(side)s %(count)s") % {"side": side_words(one.side), "count": number(one.late)}
                for one in whose
            ),
        }
    else:
        said = _("Nothing is late.")
    return sentences(said, _due_today(duties.due_today), _waiting_long(len(duties.long_ago)))


def owner_words(owner: "Owner") -> str:
    """Return whose duties these are, how many, and how many of them are late."""
    name = owner.person or (side_label(owner.side) if owner.side else _("All"))
    if not owner.late:
        return _("{name} {count}").format(name=name, count=number(owner.count))
    return _("{name} {count} ({late} late)").format(
        name=name, count=number(owner.count), late=number(owner.late)
    )


def _due_today(count: int) -> str:
    if not count:
        return ""
    words = ngettext("%(count)s duty is due today.", "%(count)s duties are due today.", count)
    return words % {"count": number(count)}


def _waiting_long(count: int) -> str:
    if not count:
        return ""
    words = ngettext(
        "%(count)s more has been waiting for over %(days)s days; it stands at the end.",
        "%(count)s more have been waiting for over %(days)s days; they stand at the end.",
        count,
    )
    return words % {"count": number(count), "days": LONG_AGO}


def pilot_sentence(by_pilot: tuple[int, int] | None) -> str:
    """Say for how many of those to call the threshold of a pilot counts; "" while no pilot decides."""
    if by_pilot is None:
        return ""
    version, count = by_pilot
    words = ngettext(
        "Of those to call, %(count)s comes under the pilot of v%(version)s with a threshold of its own.",
        "Of those to call, %(count)s come under the pilot of v%(version)s with a threshold of its own.",
        count,
    )
    return words % {"count": number(count), "version": version}


def changes_heading(changes: "Changes") -> str:
    """Return since when: yesterday, or the last business day."""
    if changes.since == changes.as_of - 1:
        return _("Since yesterday")
    return _("Since %(day)s") % {"day": day(changes.since)}


def change_words(change: "Change") -> str:
    """Return one change with its number."""
    words = {
        "candidates": ngettext("%(count)s new SAL candidate", "%(count)s new SAL candidates", change.count),
        "accepted": ngettext("%(count)s hand-over accepted", "%(count)s hand-overs accepted", change.count),
        "rejected": ngettext("%(count)s hand-over declined", "%(count)s hand-overs declined", change.count),
        "deals": ngettext("%(count)s new deal", "%(count)s new deals", change.count),
        "won": ngettext("%(count)s deal won", "%(count)s deals won", change.count),
        "lists": ngettext("%(count)s list imported", "%(count)s lists imported", change.count),
        "owed": ngettext("%(count)s new duty", "%(count)s new duties", change.count),
        "settled": ngettext("%(count)s duty is settled", "%(count)s duties are settled", change.count),
    }[change.code] % {"count": number(change.count)}
    if change.most:
        words = _("%(change)s (most often: %(reason)s)") % {"change": words, "reason": change.most}
    return words


@dataclass(frozen=True, slots=True)
class LineWords:
    """A promise in words: its name, its figure, what stands below it, and how it is counted."""

    name: str
    figure: str
    below: str
    formula: str


_UNTOLD = {
    "contact": N_("No list says yet when sales made contact."),
    "answer": N_("No answer of sales is recorded yet."),
    "reason": N_("No answer of sales is recorded yet."),
}


def line_words(line: "Line") -> LineWords:
    """Return one line of the scorecard in words."""
    kept, below = line.kept, ""
    if not kept.recorded:
        figure, below = _("cannot be said"), _(_UNTOLD[line.code])
    elif not kept.n:
        figure = _("no cases")
    else:
        cases = k_of_n(kept.k, kept.n)
        figure = cases if line.code == "lists" else f"{percent(kept.rate, 0)}　{cases}"
        below = _few(line)
    return LineWords(_name(line), figure, below, _formula(line))


def _few(line: "Line") -> str:
    interval = line.kept.interval
    if not line.is_sample or not line.kept.is_few or interval is None:
        return ""
    return _("Few cases: 95 %% interval %(range)s") % {"range": percent_range(*interval, digits=0)}


def _name(line: "Line") -> str:
    if line.code == "contact":
        return _("Contact within %(days)s days") % {"days": CONTACT_DAYS}
    if line.code == "answer":
        if line.calendar == "business":
            return _("Answer within %(days)s business days") % {"days": line.days}
        return _("Answer within %(days)s days") % {"days": line.days}
    return {
        "complete": _("Fields filled in"),
        "lists": _("Lists on time"),
        "reason": _("Reason for each rejection"),
    }[line.code]


def _formula(line: "Line") -> str:
    words = {
        "complete": _("Filled fields ÷ fields the data rules require of leads and MQLs"),
        "lists": _("Lists not older than the data rules allow ÷ lists that marketing imports"),
        "contact": _(
            "Hand-overs to sales with a call, a meeting or a deal within %(days)s days "
            "÷ all whose limit is over, last %(window)s days"
        ),
        "answer": _("Hand-overs to sales answered in time ÷ all whose limit is over, last %(window)s days"),
        "reason": _("Rejections with a reason ÷ all rejections by sales, last %(window)s days"),
    }[line.code]
    words %= {"days": CONTACT_DAYS, "window": WINDOW_DAYS}
    interval = line.kept.interval
    if line.is_sample and interval is not None:
        words += "\n" + _("95 %% interval %(range)s") % {"range": percent_range(*interval, digits=0)}
    return words


def side_heading(side: str) -> str:
    """Return whose promises follow."""
    return {
        "marketing": _("What marketing owes"), "sales": _("What sales owes")
    }.get(side) or side_label(side)  # fmt: skip
