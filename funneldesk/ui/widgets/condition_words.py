"""What the slots of a condition say."""

from funneldesk.i18n import N_

#: Kinds of tests, and the operators of each (`domain.book.condition_tests`).
KIND_WORDS = {
    "attribute": N_("Attribute"),
    "activity": N_("Activity"),
    "quiet": N_("Silence"),
    "score": N_("Score"),
    "disqualified": N_("Disqualified"),
}
OPERATOR_WORDS = {
    ("attribute", "is"): N_("is"),
    ("attribute", "is_not"): N_("is not"),
    ("attribute", "contains"): N_("contains"),
    ("attribute", "contains_not"): N_("does not contain"),
    ("attribute", "at_least"): N_("is at least"),
    ("attribute", "at_most"): N_("is at most"),
    ("attribute", "not_at_least"): N_("is not at least"),
    ("attribute", "not_at_most"): N_("is not at most"),
    ("attribute", "filled"): N_("is filled in"),
    ("attribute", "empty"): N_("is empty"),
    ("activity", "at_least"): N_("at least"),
    ("activity", "fewer"): N_("fewer than"),
    ("quiet", "at_least"): N_("or longer"),
    ("quiet", "less"): N_("not yet"),
    ("score", "ge"): N_("is at least"),
    ("score", "gt"): N_("is above"),
    ("score", "lt"): N_("is below"),
    ("score", "le"): N_("is at most"),
    ("disqualified", "is"): N_("the lead is disqualified"),
    ("disqualified", "is_not"): N_("the lead is not disqualified"),
}
