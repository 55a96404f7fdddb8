"""What can be done about a duty with one key, and doing it: each act can be taken back by its number."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from funneldesk.domain.words import side_label
from funneldesk.i18n import N_, _
from funneldesk.operations import by_hand
from funneldesk.operations.duty_words import action_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from funneldesk.operations.duty_lists import Duty
    from funneldesk.store.store import Store

#: By the event of the rule; the first is the next action. "import", "duplicates" and "review" only go to those pages.
_ACTS = {
    "candidate": ("reached", "unreached", "to_sales", "let_go"),
    "call": ("comment", "to_sales", "let_go"),
    "handover": ("accept", "reject", "contacted", "comment"),
    "no_contact": ("reached", "unreached", "contacted", "comment"),
    "unreachable": ("back", "reached"),
    "recheck": ("done", "reached", "let_go"),
    "undecided": ("to_sales", "let_go", "reached", "done"),
    "to_owner": ("done", "to_sales"),
    "merge": ("duplicates", "done"),
    "list": ("import",),
    "weekly": ("review", "done"),
    "monthly": ("review", "done"),
}
_ANY = ("done",)
#: Acts that ask something first: a reason, or a text.
ASKS_REASON, ASKS_TEXT = ("reject", "let_go"), ("comment", "to_sales")
#: Acts after which something about the same duty is still owed.
_STAYS = {("call", "let_go"), ("handover", "contacted"), ("handover", "comment"), ("no_contact", "comment")}
_WORDS = {
    "reached": N_("call: reached"),
    "unreached": N_("call: nobody reached"),
    "accept": N_("accepted"),
    "reject": N_("declined: {reason}"),
    "let_go": N_("declined: {reason}"),
    "back": N_("back to nurturing: {reason}"),
    "contacted": N_("contacted"),
    "comment": N_("comment"),
    "to_sales": N_("handed over to {side}"),
    "done": N_("done: {action}"),
}


@dataclass(frozen=True, slots=True)
class Given:
    """What an act may need beside its duty: a reason of the book, a text, and to whom somebody is handed."""

    reason: str = ""
    text: str = ""
    owner: str = ""


def acts_of(duty: "Duty") -> tuple[str, ...]:
    """Return what can be done about a duty, the next action first."""
    return _ACTS.get(duty.event, _ANY)


def settles(duty: "Duty", act: str) -> bool:
    """Whether the line goes with the act, or comes back at another place."""
    return (duty.event, act) not in _STAYS


def act_words(duty: "Duty", act: str, given: Given) -> str:
    """Return what was done and about whom, as the Edit menu names it."""
    said = _(_WORDS[act]).format(reason=given.reason, side=side_label("sales"), action=action_words(duty))
    return _("{act} ({who})").format(act=said, who=duty.person or duty.company) if duty.lead else said


def act_on(store: "Store", duty: "Duty", act: str, day: int, given: Given) -> int:
    """Do it on a day and return the number by which it is taken back."""
    lead, leg, reason = duty.lead, duty.leg, given.reason
    side = duty.who if duty.who in ("is", "sales") else "is"
    ways: dict[str, Callable[[], int]] = {
        "reached": lambda: by_hand.called(store, lead, day, reached=True, side=side),
        "unreached": lambda: by_hand.called(store, lead, day, reached=False, side=side),
        "accept": lambda: by_hand.decide(store, leg, "accepted", day),
        "reject": lambda: by_hand.decide(store, leg, "rejected", day, reason=reason),
        "let_go": lambda: by_hand.let_go(store, lead, reason, day),
        "back": lambda: by_hand.let_go(store, lead, reason, day),
        "contacted": lambda: by_hand.contacted(store, leg, day),
        "comment": lambda: _comment(store, duty, day, given.text, side),
        "to_sales": lambda: by_hand.hand_over(
            store, lead, "sales", day, owner=given.owner, comment=given.text
        ),
        "done": lambda: by_hand.done(store, duty.rule, lead, day),
    }
    return ways[act]()


def _comment(store: "Store", duty: "Duty", day: int, text: str, side: str) -> int:
    if duty.leg:
        return by_hand.comment(store, duty.leg, text, day)
    return by_hand.write_down(store, duty.lead, text, day, side=side)
