"""Duties in words: what to do, how late it is, and why it is owed."""

from typing import TYPE_CHECKING

from funneldesk.domain.book.numbering import numbered
from funneldesk.domain.formats import day, number, sentences
from funneldesk.domain.words import heading, list_label, side_label
from funneldesk.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from funneldesk.operations.duty_lists import Duty


#: What is to be done where no rule of the book says it in its own words.
_STANDING = {
    "undecided": N_("Decide: hand over to sales, or decline"),
    "to_owner": N_("Pass to the person in charge"),
    "merge": N_("Merge with the lead we have"),
}


def action_words(duty: "Duty") -> str:
    """Return what is to be done, in the words of the book."""
    if duty.event == "list":
        return _("Import “%(name)s”") % {"name": duty.name}
    if duty.event == "candidate" and duty.attempts:
        return _("%(action)s (call no. %(count)s)") % {"action": duty.action, "count": duty.attempts + 1}
    return _(_STANDING[duty.event]) if duty.event in _STANDING else duty.action


def late_words(duty: "Duty", as_of: int) -> str:
    """Return how late a duty is, or when it is due."""
    if duty.is_late:
        words = ngettext("%(days)s day late", "%(days)s days late", duty.days_late)
        return words % {"days": number(duty.days_late)}
    left = duty.due - as_of
    if not left:
        return _("today")
    if left == 1:
        return _("tomorrow")
    return ngettext("in %(days)s day", "in %(days)s days", left) % {"days": number(left)}


def owed_words(duty: "Duty", as_of: int) -> str:
    """Return who owes what, until when and why, as one line."""
    who = duty.owner or heading(side_label(duty.who))
    what = _("{who}: {action}, {late}.").format(
        who=who, action=action_words(duty), late=late_words(duty, as_of)
    )
    return sentences(what, reason_words(duty))


_REASONS = {
    "candidate": N_("Threshold reached %(day)s."),
    "call": N_("Called on %(day)s, and nothing is written down yet."),
    "handover": N_("Handed over to sales on %(day)s, not yet answered."),
    "no_contact": N_("No contact by sales is recorded since the hand-over; the call is owed since %(day)s."),
    "recheck": N_("The date to look again was %(day)s."),
    "undecided": N_("Reached, but neither handed over nor declined; the decision is owed since %(day)s."),
    "to_owner": N_("Declined on %(day)s: “%(reason)s”. By the book it goes to the person in charge."),
    "merge": N_("Declined on %(day)s: “%(reason)s”. By the book it is merged with the lead we have."),
}


#: The same where nobody can say on which day.
_UNDATED = {
    "candidate": N_("Handed over to inside sales, no list says when."),
    "handover": N_("Handed over to sales, no list says when, not yet answered."),
    "to_owner": N_("Declined: “%(reason)s”. By the book it goes to the person in charge."),
    "merge": N_("Declined: “%(reason)s”. By the book it is merged with the lead we have."),
}


def _why(duty: "Duty") -> str:
    if duty.undated and duty.event in _UNDATED:
        return _UNDATED[duty.event]
    if duty.event == "candidate" and duty.passed_on:
        return N_("Handed over to inside sales on %(day)s.")
    return _REASONS.get(duty.event, N_("Due on %(day)s."))


def reason_words(duty: "Duty") -> str:
    """Return why it is owed: what happened, or did not happen, on which day."""
    words = {"day": day(duty.start), "count": duty.attempts, "reason": duty.name}
    if duty.event == "list":
        return _("The list of %(kind)s should have been here by %(day)s.") % {
            "kind": list_label(duty.list_kind), "day": day(duty.due)
        }  # fmt: skip
    said = _(_why(duty)) if duty.event != "unreachable" else ""
    if duty.attempts:
        tries = ngettext(
            "%(count)s call in a row reached nobody.",
            "%(count)s calls in a row reached nobody.",
            duty.attempts,
        )
        said = sentences(said, tries)
    return said % words


def rule_words(duty: "Duty") -> str:
    """Return which line of the book asks for it."""
    if duty.event == "list":
        return _("By the data rules of the definition book.")
    if duty.event == "undecided":
        return _("By the time the definition book gives sales for its answer.")
    if duty.event in _STANDING:
        return _("By what the definition book says of the reason “%(reason)s”.") % {"reason": duty.name}
    return _("Rule %(number)s “%(name)s”, definition book %(book)s.") % {
        "number": duty.number, "name": duty.name, "book": numbered(duty.version)
    }  # fmt: skip
