"""People whom a list of what happened names, but gives neither an e-mail address nor an id of."""

from dataclasses import dataclass

from funneldesk.domain.formats import number
from funneldesk.i18n import _, ngettext
from funneldesk.operations.intake import Intake
from funneldesk.store.identity import identities
from funneldesk.store.store import Store


@dataclass(frozen=True, slots=True)
class ByName:
    """How many leads were found, and how many made, by name and company only.

    `alone` rows name somebody without a company: each is a lead of its own, for a name alone says nothing.
    """

    found: int
    new: int
    alone: int


def count_by_name(store: Store, intake: Intake) -> ByName | None:
    """Return whom the rows of a list named by name only, once all are settled; None where there is nobody."""
    if not intake.by_name and not intake.by_bare_name:
        return None
    leads = {one.lead_id for one in identities(store.connection, intake.by_name)}
    new = sum(lead >= intake.first_fresh_lead for lead in leads)
    return ByName(len(leads) - new, new, len(intake.by_bare_name))


def by_name_words(named: ByName | None) -> str:
    """Return what to know of them before importing the list, "" where there is nobody."""
    if named is None:
        return ""
    said = []
    if named.found or named.new:
        words = _(
            "Without an e-mail address or id, people are matched by name and company only "
            "(known leads: %(found)s, new leads: %(new)s)."
        )
        said.append(words % {"found": number(named.found), "new": number(named.new)})
    if named.alone:
        words = ngettext(
            "%(count)s row names a person without company, e-mail address or id: it becomes a lead of its own.",
            "%(count)s rows name a person without company, e-mail address or id: each becomes a lead of its own.",
            named.alone,
        )
        said.append(words % {"count": number(named.alone)})
    said.append(_("Add a column with e-mail addresses or ids if you can."))
    return "\n".join(said)
