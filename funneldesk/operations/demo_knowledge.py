"""The knowledge cards of the sample company: findings of spring, a decision, a rule, the structure of a mail."""

from datetime import date
from typing import TYPE_CHECKING

from funneldesk.domain.knowledge.cards import Card
from funneldesk.i18n import _
from funneldesk.operations import knowledge
from funneldesk.operations.findings import findings_of
from funneldesk.operations.reviews import decisions

if TYPE_CHECKING:
    from funneldesk.store.store import Store

#: Half a year before the lists end: time enough for new people to confirm a card, or not.
_SPRING, _SUMMER = date(2026, 4, 1), date(2026, 7, 1)
_FINDINGS = 3


def keep_sample_cards(store: "Store") -> None:
    """Write the cards of the sample company into its store, unless there are any."""
    if knowledge.cards_of(store):
        return
    spring, summer = _SPRING.toordinal(), _SUMMER.toordinal()
    for found in findings_of(store, spring).findings[:_FINDINGS]:
        knowledge.keep(store, knowledge.of_finding(store, found, spring))
    for decision in decisions(store)[:1]:
        knowledge.keep(store, knowledge.from_decision(store, decision.item, _day_of(decision.done, summer)))
    knowledge.keep(store, knowledge.from_rule(store, "1", summer))
    mail = Card(
        0,
        _("Subject: problem and number; three lines, one case"),
        "mail",
        _("As many open it as before, but more go on to the case. One link only."),
        _(
            "Dear %(name)s,\n\nthank you for reading “%(content)s” the other day.\nHere is one case of a company in "
            "your industry: %(url)s\nWould fifteen minutes next week suit you?"
        )
        % {"name": _slot(_("Name")), "content": _slot(_("Content")), "url": _slot("URL")},
        summer,
        (_("newsletter"), _("case")),
    )
    knowledge.keep(store, mail)


def _slot(name: str) -> str:
    """Return a slot to fill, in the language of the card."""
    return f"${{{name}}}"


def _day_of(done: int | None, other: int) -> int:
    return other if done is None else done
