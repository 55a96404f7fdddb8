"""The evidence on a pair of leads, in words."""

from typing import TYPE_CHECKING

from funneldesk.domain.formats import number
from funneldesk.domain.leads.duplicates_blocks import NEAR
from funneldesk.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable

    from funneldesk.domain.leads.duplicates import Evidence

_WORDS = {
    ("name", "same"): N_("same name"),
    ("name", "alike"): N_("similar name"),
    ("name", "part"): N_("one name is part of the other"),
    ("company", "same"): N_("same company"),
    ("company", "alike"): N_("similar company name"),
    ("company", "different"): N_("different company"),
    ("phone", "same"): N_("same phone number"),
    ("phone", "different"): N_("different phone number"),
    ("email", "same"): N_("same e-mail address"),
    ("email", "alike"): N_("similar e-mail address"),
    ("email", "different"): N_("different e-mail address"),
}


def evidence_words(evidence: "Evidence") -> str:
    """Return what one field says of a pair."""
    return _(_WORDS[evidence.field, evidence.likeness])


def evidence_text(evidence: "Iterable[Evidence]") -> str:
    """Return what all fields say, in one line; what speaks for one person first."""
    return _(", ").join(map(evidence_words, sorted(evidence, key=lambda one: one.points <= 0)))


def crowd_words(near_only: int, crowd: int, who: str) -> str:
    """Return which leads were not compared with all that resemble them, and what to do; "" if there are none.

    `near_only` leads, of which `crowd` stand in one group together, one of them called `who`.
    """
    if not near_only:
        return ""
    words = ngettext(
        "%(count)s lead stands in a group too large to compare everybody with everybody (the largest: %(crowd)s leads "
        "such as “%(who)s”), and was compared only with the %(near)s nearest before and after it in order of names. "
        "If that is no person's name, empty it in the list and import the list again; "
        "otherwise search for the name among the leads.",
        "%(count)s leads stand in groups too large to compare everybody with everybody (the largest: %(crowd)s leads "
        "such as “%(who)s”), and were compared only with the %(near)s nearest before and after them in order of names. "
        "If that is no person's name, empty it in the list and import the list again; "
        "otherwise search for the name among the leads.",
        near_only,
    )
    return words % {"count": number(near_only), "crowd": number(crowd), "who": who, "near": NEAR}
