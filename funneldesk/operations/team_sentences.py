"""What a member's window says: when the figures are from, how far answers have come, how urgent a line is."""

from datetime import datetime
from typing import TYPE_CHECKING

from funneldesk.domain.formats import day, number, sentences
from funneldesk.domain.moment import DEFAULT_ZONE, zone_of
from funneldesk.domain.team.levels import Level
from funneldesk.domain.team.publication_words import state_label
from funneldesk.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from funneldesk.domain.team.answers import Action
    from funneldesk.domain.team.manifest import Manifest
    from funneldesk.operations.team import TeamAnswer
    from funneldesk.operations.team_view import PublishedDuty, PublishedHandover

#: A publication older than this, in days, is said to be old.
FRESH_DAYS = 7
#: Days before its day on which a line becomes one of those that come soon.
SOON_DAYS = 1
TICKS = {"saved": "✓", "shared": "✓✓", "received": "✓✓✓"}


def header(manifest: "Manifest") -> str:
    """Return when the figures are from and who published them."""
    return _("As of %(day)s, published by %(name)s") % {
        "day": day(manifest.as_of),
        "name": manifest.owner_name,
    }


def age_warning(manifest: "Manifest", today: int) -> str:
    """Return what to know about a publication that is older than a week; "" of a newer one."""
    days = today - manifest.as_of
    if days <= FRESH_DAYS:
        return ""
    said = ngettext("These figures are %(days)s day old.", "These figures are %(days)s days old.", days) % {
        "days": number(days)
    }
    return sentences(said, _("Ask %(name)s to publish again.") % {"name": manifest.owner_name})


def tick(state: str) -> str:
    """Return how far an answer has come, as tick and in words."""
    return {
        "saved": _("✓ saved on this computer"),
        "shared": _("✓✓ saved in the shared folder"),
        "received": _("✓✓✓ received"),
    }[state]


def legend() -> str:
    """Return what the ticks mean, a line each."""
    return "\n".join(tick(state) for state in TICKS)


def action_label(action: "Action") -> str:
    """Return what an answer says."""
    return {
        "accept": _("Accepted"),
        "reject": _("Declined"),
        "contacted": _("Contacted"),
        "comment": _("Comment"),
    }[action]


def answer_words(given: "TeamAnswer") -> str:
    """Return one answer in a line: what, why, when, how far it has come."""
    answer = given.answer
    said = action_label(answer.action)
    if answer.reason:
        said = _("%(answer)s: %(reason)s") % {"answer": said, "reason": answer.reason}
    elif answer.text:
        said = _("%(answer)s: %(reason)s") % {"answer": said, "reason": " ".join(answer.text.split())}
    return f"{said}　{day(answer.day)}　{tick(given.state)}"


def answered_words(given: "TeamAnswer") -> str:
    """Return what a line says of an answer: 「受け入れ ✓」, and 「（未受信）」 in a line of its own."""
    words = {"answer": action_label(given.answer.action), "tick": TICKS[given.state]}
    if given.state == "received":
        return _("%(answer)s %(tick)s") % words
    return _("%(answer)s %(tick)s\n(not received yet)") % words


def newest_answer(answers: "Sequence[TeamAnswer]", handover: str) -> "TeamAnswer | None":
    """Return the answer about a hand-over that counts on this computer: the last decision, else the last at all."""
    about = [one for one in answers if one.answer.handover == handover]
    deciding = [one for one in about if one.answer.decides]
    return max(deciding or about, key=lambda one: one.answer.number, default=None)


def late_words(due: int | None, as_of: int) -> str:
    """Return how urgent something is, shortly."""
    if due is None:
        return _("no day")
    if due < as_of:
        days = as_of - due
        return ngettext("%(days)s day late", "%(days)s days late", days) % {"days": number(days)}
    if due == as_of:
        return _("today")
    return _("tomorrow") if due == as_of + 1 else _("in %(days)s days") % {"days": number(due - as_of)}


def today_sentence(duties: "Sequence[PublishedDuty]", as_of: int) -> str:
    """Return the one sentence of the Today page."""
    late = sum(one.is_late for one in duties)
    today = sum(one.due == as_of and not one.is_late for one in duties)
    if not duties:
        return _("Nothing is owed here.")
    if late:
        said = ngettext("%(count)s duty is late.", "%(count)s duties are late.", late)
        return said % {"count": number(late)}
    said = ngettext("%(count)s duty is due today.", "%(count)s duties are due today.", today)
    return sentences(_("Nothing is late."), said % {"count": number(today)})


def handovers_sentence(handovers: "Sequence[PublishedHandover]", answered: int) -> str:
    """Return the one sentence of the page of hand-overs; `answered`: open ones with an answer of this computer."""
    waiting = [one for one in handovers if one.is_open]
    late = sum(one.is_late for one in waiting)
    if not waiting:
        return _("No hand-over waits for an answer.")
    said = ngettext(
        "%(count)s hand-over waits for an answer", "%(count)s hand-overs wait for an answer", len(waiting)
    ) % {"count": number(len(waiting))}
    words = {"said": said, "late": number(late)}
    said = (_("%(said)s, %(late)s of them late.") if late else _("%(said)s.")) % words
    if not answered:
        return said
    own = ngettext(
        "You answered %(count)s; that shows here once the owner has collected it.",
        "You answered %(count)s; that shows here once the owner has collected them.",
        answered,
    )
    return sentences(said, own % {"count": number(answered)})


def hidden_words(level: Level) -> str:
    """Return in words what is not published of people at a level."""
    if level == "contact":
        return _(
            "Names and contact data are published for open hand-overs only. Everybody else is a company here."
        )
    if level == "masked":
        return _("Names, addresses and phone numbers are not published. This table shows companies.")
    return _("Only sums are published: there are no lists of people here.")


def not_told() -> str:
    """Return what stands for a number of people that is small, or could give a small one away: nobody sees which."""
    return _("not told")


def small_numbers() -> str:
    """Return why numbers are not told."""
    return _("Numbers below 5 are not told where only sums are published, nor what could give them away.")


def day_today() -> int:
    """Return today's day where the business is, by this computer's clock."""
    return datetime.now(zone_of(DEFAULT_ZONE)).date().toordinal()


def state_words(state: str, reason: str = "") -> str:
    """Return the state of a hand-over in words, with the reason of a decision."""
    said = state_label(state)
    return _("%(answer)s: %(reason)s") % {"answer": said, "reason": reason} if reason else said
