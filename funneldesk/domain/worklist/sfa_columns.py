"""SAL candidates in the columns of an SFA: the headings of a list it exported, else those Salesforce imports."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from funneldesk.domain.fields import FIELDS, Kind
from funneldesk.domain.lists.mapping import ImportPlan

#: Tools that are an SFA: which list is theirs is told by the name space of its ids.
SFA_SYSTEMS = frozenset({"salesforce", "zoho", "mazrica", "kintone", "pipedrive", "dynamics", "hubspot"})
#: What a list of another kind calls a field of leads.
_CALLED: Mapping[str, str] = {"comment": "comment", "note": "comment", "owner": "owner"}
_COMMENT = "comment"
_PERSON = frozenset({"name", "last_name", "email"})
_JAPANESE = {
    "last_name": "姓", "first_name": "名", "company": "会社名", "department": "部署", "title": "役職",
    "email": "メール",
    "phone": "電話", "source": "リードソース", "industry": "業種", "employees": "従業員数", "prefecture": "都道府県",
    _COMMENT: "説明",
}  # fmt: skip
_ENGLISH = {
    "last_name": "Last Name", "first_name": "First Name", "company": "Company", "department": "Department",
    "title": "Title", "email": "Email", "phone": "Phone", "source": "Lead Source", "industry": "Industry",
    "employees": "No. of Employees", "prefecture": "State/Province", _COMMENT: "Description",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SfaColumns:
    """Headings and the field of a lead each holds, "comment" for the hand-over comment; `list_name` "": our own."""

    columns: tuple[tuple[str, str], ...]
    list_name: str = ""


@dataclass(frozen=True, slots=True)
class ImportedList:
    """An import, as far as it tells what the SFA calls its fields."""

    kind: Kind
    system: str
    list_date: str
    number: int
    name: str
    plan: ImportPlan


def sfa_columns(lists: Iterable[ImportedList], language: str) -> SfaColumns:
    """Return the columns of the newest list of the SFA that names people, else those Salesforce imports."""
    theirs = [one for one in lists if one.kind == "handovers" or one.system in SFA_SYSTEMS]
    theirs += [one for one in lists if one.kind == "deals" and one not in theirs]
    # A list of leads has the columns people are entered by; of each kind the newest.
    order = ("deals", "handovers", "leads")
    for one in sorted(
        theirs,
        key=lambda one: (order.index(one.kind) if one.kind in order else -1, one.list_date, one.number),
        reverse=True,
    ):
        columns = _of_plan(one.plan)
        fields = {field for _heading, field in columns}
        if "company" in fields and fields & _PERSON:
            return SfaColumns(_with_comment(columns, language), one.name)
    words = _JAPANESE if language == "ja" else _ENGLISH
    return SfaColumns(tuple((heading, field) for field, heading in words.items()))


def _of_plan(plan: ImportPlan) -> Sequence[tuple[str, str]]:
    found = []
    for field, heading in plan.columns.items():
        # A deal's name is the deal's.
        if plan.kind == "deals" and field == "name":
            continue
        known = _CALLED.get(field, field)
        if known == _COMMENT or (known in FIELDS["leads"] and known not in _NOT_ENTERED):
            found.append((heading, known))
    return found


#: Numbers and dates that the SFA gives itself.
_NOT_ENTERED = frozenset(
    {
        "external_id",
        "updated_at",
        "stage",
        "mql_at",
        "sal_at",
        "deal_at",
        "won_at",
        "lost_at",
        "opt_out",
        "first_content",
    }
)


def _with_comment(columns: Sequence[tuple[str, str]], language: str) -> tuple[tuple[str, str], ...]:
    if any(field == _COMMENT for _heading, field in columns):
        return tuple(columns)
    return (*columns, ("引き渡しコメント" if language == "ja" else "Hand-over comment", _COMMENT))
