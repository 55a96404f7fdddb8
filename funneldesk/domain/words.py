"""The words people read for the codes of the domain: fields, activities, stages, types, phases, sides.

One vocabulary for window, charts, workbooks and sentences. Every function answers in the language in use.
An unknown code comes back as it is: it was written by people (an own field, a reason of their book).
Words are lower-case where English allows it; `heading` makes one stand at the head of a column or a line.
"""

from collections.abc import Mapping

from funneldesk.domain.fields import OWN_PREFIX
from funneldesk.i18n import N_, _

_FIELDS = {
    "external_id": N_("external ID"),
    "email": N_("e-mail address"),
    "last_name": N_("last name"),
    "first_name": N_("first name"),
    "name": N_("name"),
    "company": N_("company"),
    "corporate_number": N_("corporate number"),
    "company_domain": N_("company's domain"),
    "department": N_("department"),
    "title": N_("job title"),
    "phone": N_("phone number"),
    "industry": N_("industry"),
    "employees": N_("number of employees"),
    "prefecture": N_("prefecture"),
    "source": N_("lead source"),
    "campaign": N_("campaign"),
    "first_content": N_("first content"),
    "acquired_at": N_("date acquired"),
    "updated_at": N_("date updated"),
    "stage": N_("stage"),
    "mql_at": N_("MQL date"),
    "sal_at": N_("SAL date"),
    "deal_at": N_("deal date"),
    "won_at": N_("date won"),
    "lost_at": N_("date lost"),
    "opt_out": N_("opted out"),
    "owner": N_("owner"),
    "note": N_("note"),
    "email_kind": N_("kind of e-mail address"),
    "listed": N_("on a lead list"),
    "lead_external_id": N_("lead ID"),
    "contact_external_id": N_("contact ID (where it is no lead)"),
    "occurred_at": N_("date and time"),
    "activity": N_("activity"),
    "content": N_("content"),
    "side": N_("side"),
    "outcome": N_("outcome"),
    "opened_at": N_("date opened"),
    "closed_at": N_("date closed"),
    "amount": N_("amount"),
    "lost_reason": N_("reason for loss"),
    "planned_at": N_("planned or renewal date"),
    "handover_id": N_("hand-over ID"),
    "handed_at": N_("date handed over"),
    "decision": N_("decision"),
    "reason": N_("reason"),
    "decided_at": N_("date decided"),
    "contacted_at": N_("date of first contact"),
    "recheck_at": N_("date to look again"),
    "comment": N_("comment"),
    "type": N_("type"),
    "phase": N_("nurture phase"),
    "theme": N_("theme"),
    "url": N_("URL"),
    "published_at": N_("date published"),
    "cost": N_("cost"),
    "month": N_("month"),
    "score": N_("score"),
    "score_band": N_("score band"),
    "quarter": N_("quarter"),
    "half": N_("half-year"),
    "fiscal_year": N_("fiscal year"),
    "size": N_("company size"),
}
#: What a field is called on one kind of list only.
_FIELDS_OF = {
    ("contents", "title"): N_("content title"),
    ("deals", "name"): N_("deal name"),
    ("handovers", "owner"): N_("decided by"),
}
_LISTS = {
    "leads": N_("leads"),
    "activities": N_("activities"),
    "deals": N_("deals"),
    "handovers": N_("hand-overs"),
    "contents": N_("contents"),
    "costs": N_("costs"),
}
_STAGES = {
    "lead": N_("lead"),
    "mql": N_("MQL"),
    "candidate": N_("SAL candidate"),
    "sal": N_("SAL"),
    "deal": N_("deal"),
    "won": N_("won"),
    "lost": N_("lost"),
    "recycled": N_("back to nurturing"),
    "disqualified": N_("disqualified"),
}
_ACTIVITIES = {
    "view": N_("page view"),
    "download": N_("download"),
    "register": N_("registration"),
    "attend": N_("seminar attendance"),
    "form": N_("inquiry"),
    "open": N_("e-mail open"),
    "click": N_("e-mail click"),
    "unsubscribe": N_("unsubscription"),
    "bounce": N_("e-mail bounce"),
    "visit": N_("site visit"),
    "reply": N_("e-mail reply"),
    "call": N_("call"),
    "meeting": N_("meeting"),
    "card": N_("business card"),
    "other": N_("other activity"),
}
_CONTENT_TYPES = {
    "article": N_("article"),
    "white_paper": N_("white paper"),
    "seminar": N_("seminar"),
    "mail": N_("newsletter"),
    "case": N_("case study"),
    "guide": N_("guide"),
    "comparison": N_("comparison sheet"),
    "pricing": N_("pricing page"),
    "video": N_("video"),
    "inquiry": N_("inquiry form"),
    "event": N_("event"),
    "other": N_("other content"),
    "": N_("content of unknown type"),
}
_PHASES = {
    "awareness": N_("awareness"),
    "consideration": N_("consideration"),
    "decision": N_("decision phase"),
    "stalled": N_("stalled"),
}
_SIDES = {
    "marketing": N_("marketing"),
    "is": N_("inside sales"),
    "sales": N_("sales"),
    "everyone": N_("marketing, inside sales and sales"),
}
_COMPONENTS = {
    "behaviour": N_("behaviour score"),
    "attribute": N_("attribute score"),
    "engagement": N_("engagement"),
}
_VALUES = {
    ("email_kind", "company"): N_("company mail"),
    ("email_kind", "free"): N_("free mail"),
    ("outcome", "open"): N_("open"),
    ("outcome", "won"): N_("won"),
    ("outcome", "lost"): N_("lost"),
    ("decision", "accepted"): N_("accepted"),
    ("decision", "rejected"): N_("rejected"),
}
_VALUES_BY_FIELD = {
    "stage": _STAGES, "activity": _ACTIVITIES, "type": _CONTENT_TYPES, "phase": _PHASES, "side": _SIDES
}  # fmt: skip
_RATES = {
    ("lead", "mql"): N_("MQL rate"),
    ("mql", "candidate"): N_("hand-over rate"),
    ("candidate", "sal"): N_("take-up rate"),
    ("mql", "sal"): N_("acceptance rate"),
    ("sal", "deal"): N_("deal creation rate"),
    ("deal", "won"): N_("win rate"),
    ("mql", "deal"): N_("deal rate"),
}
_UNRECORDED = {
    "mql": N_("No MQL dates recorded yet"),
    "sal": N_("Sales decisions not recorded yet"),
    "deal": N_("Deals not recorded yet"),
    "won": N_("Wins not recorded yet"),
}
_VERDICTS = {"below": N_("below the band"), "within": N_("within the band"), "above": N_("above the band")}
_COMPARISONS = {"ge": N_("at the points or above"), "gt": N_("above the points")}
#: The parts of the definition book, in its order, by the name of the field of `domain.book.book.Book`.
PARTS = {
    "purpose": N_("purpose"),
    "terms": N_("terms"),
    "criteria": N_("criteria"),
    "threshold": N_("threshold"),
    "components": N_("score components"),
    "signals": N_("scoring"),
    "rules": N_("operating rules"),
    "kpis": N_("KPIs"),
    "data_rules": N_("data rules"),
    "phases": N_("nurture design"),
    "scenarios": N_("scenarios"),
    "reasons": N_("reasons"),
    "scope": N_("scope"),
    "language": N_("language"),
    "stage_labels": N_("stage labels"),
    "maturity_days": N_("maturity days"),
    "signatures_required": N_("signatures needed"),
    "currency": N_("currency"),
    "worked_example": N_("worked example"),
    "schema_version": N_("form of the book"),
}
_ORIGINS = {"article": N_("★ Article"), "example": N_("example"), "own": N_("own")}


def _word(words: Mapping[str, str], code: str) -> str:
    return _(words[code]) if code in words else code


def heading(words: str) -> str:
    """Return `words` as they stand at the head of a column or line: the first letter in upper case."""
    return words[:1].upper() + words[1:]


def field_words(name: str, kind: str = "leads") -> str:
    """Return a field's name in words, as within a sentence; an own field "x.NAME" by its NAME."""
    if name.startswith(OWN_PREFIX):
        return name.removeprefix(OWN_PREFIX)
    return _(_FIELDS_OF[kind, name]) if (kind, name) in _FIELDS_OF else _word(_FIELDS, name)


def field_label(name: str, kind: str = "leads") -> str:
    """Return a field's name as the heading of a column."""
    return heading(field_words(name, kind))


def known_fields() -> tuple[str, ...]:
    """Return the fields that have a name in words; own fields are not among them."""
    return tuple(_FIELDS)


def list_label(kind: str) -> str:
    """Return the name of a kind of list (`domain.fields.KINDS`)."""
    return heading(_word(_LISTS, kind))


def stage_words(code: str, own: Mapping[str, str] | None = None) -> str:
    """Return a stage's name within a sentence; `own` are the labels of a book (`Book.stage_labels`)."""
    return (own or {}).get(code) or _word(_STAGES, code)


def stage_label(code: str, own: Mapping[str, str] | None = None) -> str:
    """Return a stage's name as it stands alone; `own` are the labels of a book."""
    return heading(stage_words(code, own))


def activity_words(kind: str) -> str:
    """Return a kind of activity in words, as within a sentence."""
    return _word(_ACTIVITIES, kind)


def activity_label(kind: str) -> str:
    """Return a kind of activity as it stands alone, in a timeline or a list."""
    return heading(activity_words(kind))


def content_type_label(code: str) -> str:
    """Return a type of content as it stands alone; "" is content of unknown type."""
    return heading(_word(_CONTENT_TYPES, code))


def phase_words(code: str) -> str:
    """Return a nurture phase (認知期, 検討期, 具体期), or "stalled", as within a sentence."""
    return _word(_PHASES, code)


def phase_label(code: str) -> str:
    """Return a nurture phase as it stands alone."""
    return heading(phase_words(code))


def side_words(code: str) -> str:
    """Return a side within a sentence: marketing, is, sales, or everyone."""
    return _word(_SIDES, code)


def side_label(code: str) -> str:
    """Return a side as it stands alone."""
    return heading(side_words(code))


def component_words(code: str) -> str:
    """Return a component of the score, as within a sentence."""
    return _word(_COMPONENTS, code)


def component_label(code: str) -> str:
    """Return a component of the score as it stands alone."""
    return heading(component_words(code))


def value_label(field: str, value: str) -> str:
    """Return a stored value of `field` in words; text that people wrote comes back as it is."""
    if field in _VALUES_BY_FIELD:
        return _word(_VALUES_BY_FIELD[field], value)
    return _(_VALUES[field, value]) if (field, value) in _VALUES else value


def value_codes(field: str) -> tuple[str, ...]:
    """Return the stored values of `field` that `value_label` has words for."""
    if field in _VALUES_BY_FIELD:
        return tuple(_VALUES_BY_FIELD[field])
    return tuple(value for name, value in _VALUES if name == field)


def rate_label(previous: str, stage: str, own: Mapping[str, str] | None = None) -> str:
    """Return the name of the rate of one step of the funnel: 承認率 from mql to sal."""
    if (previous, stage) in _RATES:
        return heading(_(_RATES[previous, stage]))
    return f"{stage_label(previous, own)} → {stage_label(stage, own)}"


def unrecorded_label(stage: str) -> str:
    """Return what to say of a stage that no record could ever give: 営業の判断が未登録."""
    return _word(_UNRECORDED, stage)


def verdict_label(verdict: str | None) -> str:
    """Return how a rate stands to its band; None: there is no band."""
    return heading(_("no band") if verdict is None else _word(_VERDICTS, verdict))


def origin_label(origin: str) -> str:
    """Return where a line of the book comes from: ★ article, an example, or the users' own."""
    return heading(_word(_ORIGINS, origin))


def part_label(part: str) -> str:
    """Return a part of the definition book by the name of its field in `domain.book.book.Book`."""
    return heading(_word(PARTS, part))


def comparison_label(operator: str) -> str:
    """Return how a score is compared with a threshold: 以上 (ge) or 超 (gt)."""
    return heading(_word(_COMPARISONS, operator))
