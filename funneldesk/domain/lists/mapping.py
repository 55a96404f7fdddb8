"""How a list is understood: which column is which field, and what came out of it.

`ImportPlan` is what a person (or a mapping file, or detection) decided about a list; `ListPreview` what is known
of a list before importing; `UnderstoodBlock` what reading it yields. None of them knows files or the store.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, cast

from funneldesk.domain.fields import KINDS, OWN_PREFIX, Kind, is_field
from funneldesk.domain.leads.arriving import Arriving
from funneldesk.domain.lists.corrections import Correction, correction_from_json

#: How the digits of a date are ordered where its text alone does not say: 01/02/2021.
DateOrder = Literal["dmy", "mdy", "ymd"]
DATE_ORDERS: tuple[DateOrder, ...] = ("dmy", "mdy", "ymd")

#: certain: heading known, content agrees; content: told by the cells only; unsure: a guess to confirm.
Confidence = Literal["certain", "content", "unsure", "none"]

#: Codes of problems whose row was left out of the block: the importer counts them as skipped.
SKIPPED_CODES = frozenset(
    {"total_row", "note_row", "required_row", "example_row", "repeated_heading", "box_above", "erased_person"}
)

#: Codes of problems that are about the whole list: no row of it can be corrected.
LIST_CODES = frozenset({"foreign_currency"})
#: With these codes nothing is to be corrected.
NOTHING_TO_CORRECT = SKIPPED_CODES | LIST_CODES


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing in the list that could not be taken as it stands.

    `row` is the 1-based row in the file, `column` the heading ("" for the whole row), `code` a stable identifier,
    `message` a sentence in the language in use.
    """

    row: int
    column: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What to do with one list. None means: find out.

    `header_row` is 1-based, 0 for a list without headings (columns are then named A, B, C ...).
    `system` is the name space of external ids; None: the recognised tool, else the heading fingerprint.
    `columns`: field -> heading; `constants`: field -> value for every row; `values`: field -> {as written: meant};
    `dates`: field -> order of the digits, only where a column cannot decide.
    `keep_rest`: whether columns nobody mapped are kept as fields "x.HEADING"; `ignored` lists headings left out.
    `correction`: the list holds problem rows of an earlier one, put right.
    `money_unit` is what one unit of money is worth where neither heading nor cell says so (「単位:千円」: 1,000); None:
    what stands above the headings.
    """

    kind: Kind
    sheet: str | None = None
    header_row: int | None = None
    system: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    dates: Mapping[str, DateOrder] = field(default_factory=dict)
    keep_rest: bool = True
    ignored: tuple[str, ...] = ()
    correction: Correction | None = None
    money_unit: int | None = None

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values; `plan_from_json` reads them back."""
        correction = {"correction": self.correction.to_json()} if self.correction else {}
        return {
            "kind": self.kind,
            "sheet": self.sheet,
            "header_row": self.header_row,
            "system": self.system,
            "columns": dict(self.columns),
            "constants": dict(self.constants),
            "values": {name: dict(table) for name, table in self.values.items()},
            "dates": dict(self.dates),
            "keep_rest": self.keep_rest,
            "ignored": list(self.ignored),
            "money_unit": self.money_unit,
            **correction,
        }


def plan_from_json(value: Mapping[str, Any]) -> ImportPlan:
    """Return the plan `ImportPlan.to_json` wrote; ValueError or KeyError if it is none.

    A plan stored by an older program may name fields that are gone: those columns are left to detection.
    """
    kind = value["kind"]
    if kind not in KINDS:
        raise ValueError(kind)
    kind = cast("Kind", kind)

    def known(table: Mapping[str, Any]) -> dict[str, Any]:
        return {name: entry for name, entry in table.items() if is_field(kind, name)}

    return ImportPlan(
        kind=kind,
        sheet=value.get("sheet"),
        header_row=value.get("header_row"),
        system=value.get("system"),
        columns=known(value.get("columns", {})),
        constants=known(value.get("constants", {})),
        values=known(value.get("values", {})),
        dates={name: order for name, order in known(value.get("dates", {})).items() if order in DATE_ORDERS},
        keep_rest=bool(value.get("keep_rest", True)),
        ignored=tuple(value.get("ignored", ())),
        correction=correction_from_json(value["correction"]) if value.get("correction") else None,
        money_unit=value.get("money_unit"),
    )


@dataclass(slots=True)
class UnderstoodBlock:
    """About 2,000 rows of a list, column by column, as normalised stored text (None: empty).

    `fields[i]` names `columns[i]`; all columns are as long as `rows`, the 1-based row numbers in the file.
    Rows left out (totals, repeated headings) appear only in `problems`, with a code of SKIPPED_CODES.
    """

    fields: tuple[str, ...]
    columns: tuple[list[str | None], ...]
    rows: list[int]
    problems: list[Problem]
    #: The same rows as a store keeps them, where the reader worked that out.
    arriving: Arriving | None = None


@dataclass(frozen=True, slots=True)
class FieldGuess:
    """What one heading is taken for. `field` None: kept as own field "x.HEADING". `reason` is a sentence.

    `share` (0 to 1) of its cells look like the field; None where cells could look like anything.
    """

    heading: str
    field: str | None
    confidence: Confidence
    reason: str = ""
    share: float | None = None


@dataclass(frozen=True, slots=True)
class ListPreview:
    """What is known of a list before anything is imported.

    `samples` are the first rows as shown text, one tuple per row, aligned with `headings`. `rows` counts the rows
    below the heading that hold anything (None: not counted, the file is long). `undecided_dates` names the fields
    whose column does not say whether day or month comes first. `plan` is what importing without questions would do.
    `remembered` says that the plan comes from an earlier correction of a list with the same headings.
    `words` counts, by field, the values of columns whose words mean something or are counted by their spelling;
    `unknown_values` are those no vocabulary knows, `suggested_values` what they (or variant spellings) may stand for.
    `is_list` says whether the columns are enough of some kind of list (a legend or a pivot table is none).
    `hidden_sheets`: those of `sheets` that people do not see.
    """

    path: Path
    sheets: tuple[str, ...]
    sheet: str | None
    kind: Kind
    kind_sure: bool
    header_row: int
    headings: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    fields: tuple[FieldGuess, ...]
    system: str | None
    tool: str | None
    fingerprint: str
    rows: int | None
    undecided_dates: tuple[str, ...]
    encoding: str | None
    delimiter: str | None
    plan: ImportPlan
    remembered: bool = False
    words: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    unknown_values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    suggested_values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    is_list: bool = True
    hidden_sheets: tuple[str, ...] = ()


def field_names(plan: ImportPlan, headings: Iterable[str], yearless: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the fields a list with these headings yields under `plan`: mapped, constant, then own fields.

    `yearless` are those of the mapped ones whose columns hold dates without a year: these are kept as own fields.
    """
    used = set(plan.columns.values()) | set(plan.ignored)
    named = [*plan.columns, *(name for name in plan.constants if name not in plan.columns)]
    rest = [OWN_PREFIX + heading for heading in headings if heading not in used] if plan.keep_rest else []
    rest += yearless_fields(plan, yearless)
    return (*named, *(name for name in dict.fromkeys(rest) if name not in named))


def yearless_fields(plan: ImportPlan, names: Iterable[str]) -> list[str]:
    """Return the own fields that keep the dates without a year of the columns of these fields."""
    return [OWN_PREFIX + plan.columns[name] for name in names if plan.keep_rest and name in plan.columns]


def names_only_companies(plan: ImportPlan) -> bool:
    """Whether a list of leads names companies but no people: each becomes an unnamed contact of its company."""
    told = {*plan.columns, *plan.constants}
    return (
        plan.kind == "leads" and "company" in told and not told & {"email", "name", "last_name", "first_name"}
    )
