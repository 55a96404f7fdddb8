"""What became of a member's answer in the publication she reads: taken, contradicted, decided otherwise, left out."""

import json
from typing import TYPE_CHECKING, Literal

from funneldesk.domain.formats import day
from funneldesk.domain.team.agreeing import DECISION_OF
from funneldesk.i18n import _, ngettext
from funneldesk.operations.team_sentences import newest_answer, state_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from funneldesk.operations.team import TeamAnswer
    from funneldesk.operations.team_view import PublishedHandover

#: "": it counts, nobody has it yet, or it decides nothing.
Outcome = Literal["", "conflict", "decided_otherwise", "not_entered"]
#: Beside words that say the same.
SIGN = "⚠"
#: How the owner's own records are named among what decided a hand-over.
_OWN = "own:"


def outcome_of(answers: "Sequence[TeamAnswer]", handover: "PublishedHandover", as_of: int) -> Outcome:
    """Return what became of what was decided on this computer about a hand-over: the newest of it.

    `as_of`: the day of the publication, which knows of no decision after it.
    """
    given = newest_answer(answers, handover.handover)
    if given is None or given.state != "received" or not given.answer.decides:
        return ""
    answer = given.answer
    if handover.state == "conflict":
        return "conflict"
    if handover.is_open:
        return "not_entered" if answer.day <= as_of else ""
    if handover.state not in DECISION_OF.values():
        return ""  # no state this program knows
    said = DECISION_OF[answer.action], answer.reason
    decided = handover.state, handover.reason if answer.reason else ""
    if answer.ref in _refs(handover) or said == decided:
        return ""
    return "decided_otherwise"


def outcome_label(outcome: Outcome) -> str:
    """Return an outcome shortly, with its sign; "" where there is nothing to say."""
    words = {
        "": "",
        "conflict": _("not settled yet"),
        "decided_otherwise": _("overruled"),
        "not_entered": _("not entered"),
    }[outcome]
    return f"{SIGN} {words}" if words else ""


def outcome_words(outcome: Outcome, handover: "PublishedHandover", owner: str) -> str:
    """Return what became of an answer and what follows, with the sign; `owner`: the name of whoever publishes."""
    if outcome == "conflict":
        said = _("Your answer and another one contradict each other. %(name)s decides which of them counts.")
    elif outcome == "not_entered":
        said = _("Your answer arrived but was not entered: this still waits for an answer. Ask %(name)s.")
    elif outcome == "decided_otherwise":
        said = (
            _("Decided otherwise than you answered: %(state)s (%(day)s, by %(name)s).")
            if any(ref.startswith(_OWN) for ref in _refs(handover))
            else _("Decided otherwise than you answered: %(state)s (%(day)s, by a colleague's answer).")
        )
    else:
        return ""
    words = {
        "name": owner,
        "state": state_words(handover.state, handover.reason),
        "day": day(handover.decided_on) or _("no day"),
    }
    return f"{SIGN} {said % words}"


def outcomes_sentence(count: int) -> str:
    """Return that so many answers of this computer are not what counts, "" for none."""
    if not count:
        return ""
    return ngettext(
        "%(count)s of your answers does not count as it stands (%(sign)s).",
        "%(count)s of your answers do not count as they stand (%(sign)s).",
        count,
    ) % {"count": count, "sign": SIGN}


def _refs(handover: "PublishedHandover") -> tuple[str, ...]:
    """Return what a publication says a hand-over was decided by; what is no list of names says nothing."""
    found = json.loads(handover.decided_by or "[]")
    return tuple(ref for ref in found if isinstance(ref, str)) if isinstance(found, list) else ()
