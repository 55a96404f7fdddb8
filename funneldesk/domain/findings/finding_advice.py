"""What to look at, or to try, after a finding."""

from funneldesk.domain.findings.findings import Finding
from funneldesk.i18n import N_, _

_PEOPLE = ("industry", "size", "prefecture", "title", "department", "email_kind")
#: By kind: what to do about more, and about less.
_ADVICE = {
    "source": (
        N_("See under “Campaign ROI” what these leads cost, and whether there is more to be had."),
        N_("Look at the reasons sales gave for these people, and at what the campaign promises."),
    ),
    "people": (
        N_("Check in the backtest whether the score should give points for this."),
        N_("Ask sales what these people lack, and whether the criteria should say so."),
    ),
    "school": (
        N_("Check in the backtest whether the score should give points for this."),
        N_(
            "Write into the definition book that students are not handed over, so that nobody spends time on it."
        ),
    ),
    "time": (
        N_("Find out what changed then, write it down, and keep doing it."),
        N_("See under “Causes” what changed then: which source grew, which reasons sales gave."),
    ),
    "content": (
        N_("Offer it earlier to people who do not know it yet, and see next month whether the rate holds."),
        N_("Check whether what it promises fits what you sell, and what is offered next."),
    ),
    "sequence": (
        N_("Try this order as a scenario, and see whether the rate holds."),
        N_("Check whether the first of the two leads people astray."),
    ),
    "seminar": (
        N_("Keep calling those who came, and see whether the next seminar does the same."),
        N_("Look at who came, and how soon they were called afterwards."),
    ),
    "speed": (
        N_(
            "See under “Speed of contact” how often the agreed days are kept, and by which step they are lost."
        ),
        N_("See under “Speed of contact” which days work; sooner is not better here."),
    ),
    "contact": (
        N_("Check whether the downloads that are called less often deserve a call, too."),
        N_("Agree by a rule who gets in touch with these people, and until when."),
    ),
}


def advice(found: Finding) -> str:
    """Return the next step."""
    more, less = _ADVICE[_group(found)]
    return _(more if found.is_more else less)


def _group(found: Finding) -> str:
    if found.stage == "contact":
        return "contact"
    if found.kind in _PEOPLE:
        return "people"
    if found.kind in ("source", "campaign"):
        return "source"
    if found.kind in ("quarter", "latest"):
        return "time"
    return "content" if found.kind in ("content", "content_type", "phase") else found.kind
