"""Whether what the team answered is kept as it came, and what was entered for it says the same."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from funneldesk.domain.leads.erased import BARS
from funneldesk.domain.team.agreeing import DECISION_OF, agreed, by_handover
from funneldesk.domain.team.answers import BadAnswer, answer_bytes
from funneldesk.i18n import _
from funneldesk.operations.answers_merged import deciding
from funneldesk.operations.erasing import withdrawn
from funneldesk.store import by_hand as acts
from funneldesk.store import responses as stored

if TYPE_CHECKING:
    from collections.abc import Mapping

    from funneldesk.store.by_hand import Act
    from funneldesk.store.responses import Kept
    from funneldesk.store.store import Store


def wrong_responses(store: "Store") -> Iterator[str]:
    """Yield in words what is wrong with the answers that are kept.

    Not whether a decision of the owner's contradicts them by now: that is a conflict, and is shown as one.
    """
    try:
        kept = stored.responses(store.connection)
    except BadAnswer as error:
        yield _("An answer is kept that cannot be read: {what}.").format(what=error)
        return
    made = {act.id: act for act in acts.acts(store.connection, "handovers", hidden_too=True)}
    used, gone = Counter(one.act for one in kept if one.act), frozenset(withdrawn(store))
    for one in kept:
        act = made.get(one.act or 0)
        if not _is_as_it_came(one, gone):
            yield _("Answer {ref} is not what came.").format(ref=one.given.answer.ref)
        elif one.act and (act is None or used[one.act] > 1 or not _says_the_same(one, act)):
            yield _("What was entered for answer {ref} says something else.").format(ref=one.given.answer.ref)
        elif (one.state in {"applied", "added"}) == (act is None) and not (act and act.hidden):
            # An answer that came to something else later keeps what was entered for it, hidden.
            yield _("Answer {ref} counts as {state}, and is entered otherwise.").format(
                ref=one.given.answer.ref, state=one.state
            )
    yield from _merged_otherwise(kept, made)


def _is_as_it_came(one: "Kept", gone: frozenset[str]) -> bool:
    """Whether an answer says what its file said, but for what was erased of it."""
    answer = one.given.answer
    if answer.handover in gone or any(BARS in text for text in (answer.who, answer.reason, answer.text)):
        return True
    return hashlib.sha256(answer_bytes(answer)).hexdigest()[:16] == one.given.sum16


def _says_the_same(one: "Kept", act: "Act") -> bool:
    answer = one.given.answer
    said = act.values.get("decision", ""), act.values.get("reason", "")
    return said == ((DECISION_OF[answer.action], one.given.mind[1]) if answer.decides else ("", ""))


def _counts(one: "Kept", made: "Mapping[int, Act]") -> bool:
    act = made.get(one.act or 0)
    return act is not None and not act.hidden


def _merged_otherwise(kept: "tuple[Kept, ...]", made: "Mapping[int, Act]") -> Iterator[str]:
    """Yield the hand-overs for which an answer is entered above which another one stands, or several are."""
    counting = deciding(kept)
    entered = {one.given for one in counting if one.state == "applied" and _counts(one, made)}
    for ref, given in by_handover(one.given for one in counting).items():
        standing = entered.intersection(given)
        if len(standing) > 1 or not standing <= set(agreed(given, None).top):
            yield _("The answers about hand-over {ref} come to something else than is entered.").format(
                ref=ref
            )
