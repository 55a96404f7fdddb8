"""The fields a list can carry, by kind of list (DESIGN 7), and the enumerations that several layers share.

Codes that go into columns (activity kinds, sides, stages) are positions in these tuples: append only.
"""

from typing import Literal

Kind = Literal["leads", "activities", "deals", "handovers", "contents", "costs"]
KINDS: tuple[Kind, ...] = ("leads", "activities", "deals", "handovers", "contents", "costs")
#: In which lists are imported: contents first, so that activities know their types; people before what they did.
IMPORT_ORDER: tuple[Kind, ...] = ("contents", "leads", "activities", "handovers", "deals", "costs")

#: The stages of the main funnel, in order; the position is the code in columns.
STAGES = ("lead", "mql", "sal", "deal", "won")
LEAD, MQL, SAL, DEAL, WON = range(5)
#: Stage labels a list may state; the last four stand outside the funnel.
STAGE_VALUES = (*STAGES, "candidate", "lost", "recycled", "disqualified")

ACTIVITY_KINDS = (
    "view", "download", "register", "attend", "form", "open", "click", "unsubscribe",
    "bounce", "visit", "reply", "call", "meeting", "card", "other",
)  # fmt: skip
SIDES = ("marketing", "is", "sales")
PHASES = ("awareness", "consideration", "decision")
CONTENT_TYPES = (
    "article", "white_paper", "seminar", "mail", "case", "guide", "comparison", "pricing", "video",
    "inquiry", "event", "other",
)  # fmt: skip
OUTCOMES = ("open", "won", "lost")
DECISIONS = ("accepted", "rejected")

#: How the text of a field is understood: see `domain.lists.values`.
FieldType = Literal[
    "text", "email", "person", "company", "phone", "moment", "number", "money", "flag", "month",
    "stage", "activity", "side", "outcome", "decision", "phase", "content_type",
]  # fmt: skip

FIELDS: dict[Kind, dict[str, FieldType]] = {
    "leads": {
        "external_id": "text", "email": "email", "last_name": "text", "first_name": "text", "name": "person",
        "company": "company", "corporate_number": "text", "department": "text", "title": "text",
        "phone": "phone", "industry": "text", "employees": "text", "prefecture": "text", "source": "text",
        "campaign": "text", "first_content": "text", "acquired_at": "moment", "updated_at": "moment",
        "stage": "stage", "mql_at": "moment", "sal_at": "moment", "deal_at": "moment", "won_at": "moment",
        "lost_at": "moment", "opt_out": "flag", "owner": "text", "note": "text",
    },
    "activities": {
        "lead_external_id": "text", "contact_external_id": "text", "email": "email",
        "last_name": "text", "first_name": "text", "name": "person",
        "company": "company", "external_id": "text", "occurred_at": "moment", "activity": "activity", "content": "text",
        "campaign": "text", "side": "side", "outcome": "text", "note": "text",
    },
    "deals": {
        "external_id": "text", "lead_external_id": "text", "contact_external_id": "text", "email": "email",
        "company": "company", "corporate_number": "text", "company_domain": "text",
        "name": "text", "opened_at": "moment", "closed_at": "moment", "won_at": "moment",
        "outcome": "outcome", "amount": "money", "lost_reason": "text", "owner": "text",
        "planned_at": "moment",
    },
    "handovers": {
        "handover_id": "text", "lead_external_id": "text", "contact_external_id": "text", "email": "email",
        "last_name": "text",
        "first_name": "text", "name": "person", "company": "company", "side": "side", "handed_at": "moment",
        "decision": "decision", "reason": "text",
        "decided_at": "moment", "contacted_at": "moment", "comment": "text", "owner": "text",
        "recheck_at": "moment",
    },
    "contents": {
        "content": "text", "title": "text", "type": "content_type", "phase": "phase", "theme": "text",
        "url": "text", "published_at": "moment", "cost": "money",
    },
    "costs": {
        "month": "month", "source": "text", "campaign": "text", "content": "text", "amount": "money",
    },
}  # fmt: skip

#: Fields nobody mapped are kept under this prefix; also a field of every kind.
OWN_PREFIX = "x."


def is_field(kind: Kind, name: str) -> bool:
    """Whether lists of `kind` can carry a field `name` (own fields "x.NAME" included)."""
    return name in FIELDS[kind] or (name.startswith(OWN_PREFIX) and len(name) > len(OWN_PREFIX))
