"""The evidence on a pair of leads, in words."""

from typing import TYPE_CHECKING

from funneldesk.i18n import N_, _

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
