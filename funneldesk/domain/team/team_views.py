"""Saved views of the leads as the team gets them: whom they show, in which order and columns, all of the publication.

Programs that know less read the same text. Columns and widths they pass over; a view with ranges is no view to them,
because without these it would show more people than its name says.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, TypeGuard

from funneldesk.domain.fields import STAGES
from funneldesk.domain.leads.lead_columns import NARROWEST, WIDEST, column_kind
from funneldesk.domain.leads.typed_ranges import day_range, number_range
from funneldesk.errors import UserError

#: The columns of published leads that a view may choose by: nothing that says who somebody is.
CHOSEN_BY = ("company", "title", "industry", "employees", "prefecture", "source")
#: What published leads can be ordered by: the column for each order of the table of leads.
ORDERS: Mapping[str, str] = {
    "company": "company",
    "title": "title",
    "source": "source",
    "acquired_at": "acquired_on",
    "stage": "stage",
    "score": "score",
    "since": "candidate_since",
    "last_on": "last_on",
    "industry": "industry",
    "employees": "employees",
    "prefecture": "prefecture",
    "owner": "owner",
}
#: What a member's table can show: the column for each column of the table of leads.
COLUMNS: Mapping[str, str] = {
    "name": "person",
    "email": "email",
    "phone": "phone",
    **{
        name: ORDERS[name]
        for name in (
            "company", "title", "stage", "score", "owner", "source", "industry", "prefecture", "acquired_at", "last_on",
        )
    },
}  # fmt: skip
#: Whom a view may show; whoever may not be called, or is lost, is no list for the team to work on.
SHOWN = ("all", "candidates", *(stage for stage in STAGES if stage != "lost"))
#: Beyond these a publication says what no program wrote.
MOST_VIEWS, MOST_VALUES, LONGEST = 200, 1_000, 200


@dataclass(frozen=True, slots=True)
class SharedView:
    """A view by its name: `show` one of SHOWN, `values` of some columns ("" for cells without one), and the order.

    `ranges`: of columns of numbers or days, as one types them. `columns`, in their order (none: all there are), and
    the `widths` somebody gave them.
    """

    name: str
    show: str = "all"
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "score"
    descending: bool = True
    ranges: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    widths: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_sound(self) -> bool:
        """Whether it asks only for what a publication can say."""
        return (
            bool(self.name.strip())
            and len(self.name) <= LONGEST
            and self.show in SHOWN
            and self.sort in ORDERS.values()
            and set(CHOSEN_BY).issuperset(self.values)
            and all(len(values) <= MOST_VALUES for values in self.values.values())
            and set(ORDERS.values()).issuperset(self.ranges)
            and all(is_range(column, text) for column, text in self.ranges.items())
        )


def is_range(column: str, text: str) -> bool:
    """Whether a text is a range of such a column; of a column of texts none is."""
    kind = column_kind(column)
    if kind not in ("number", "day") or len(text) > LONGEST:
        return False
    try:
        (number_range if kind == "number" else day_range)(text)
    except UserError:
        return False
    return True


def encoded(views: Iterable[SharedView]) -> str:
    """Return views as the text a publication holds."""
    return json.dumps([_said(one) for one in views], ensure_ascii=False)


def _said(view: SharedView) -> dict[str, Any]:
    said = asdict(view)
    if view.ranges:
        # Under the name they know, programs without ranges would take the values for all there is.
        said["chosen"] = said.pop("values")
    return said


def decoded(text: str) -> tuple[SharedView, ...]:
    """Return the views of such a text; those that ask for what there is not are left out, as is what is no view."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    views = (_view(one) for one in found[:MOST_VIEWS]) if isinstance(found, list) else ()
    return tuple(one for one in views if one is not None and one.is_sound)


def _view(said: object) -> SharedView | None:
    match said:
        case {
            "name": str(name),
            "show": str(show),
            "sort": str(sort),
            "descending": bool(descending),
            **more,
        }:
            values, ranges = more.get("chosen", more.get("values")), more.get("ranges", {})
            if not _are(values, list) or not _are(ranges, str):
                return None
            return SharedView(
                name,
                show,
                {column: tuple(map(str, some)) for column, some in values.items()},
                sort,
                descending,
                ranges,
                _columns(more.get("columns")),
                _widths(more.get("widths")),
            )
        case _:
            return None


def _are(said: object, kind: type) -> TypeGuard[dict[str, Any]]:
    return isinstance(said, dict) and all(isinstance(one, kind) for one in said.values())


def _columns(said: object) -> tuple[str, ...]:
    """Return the columns there are; a later program may know others."""
    known = COLUMNS.values()
    return tuple(dict.fromkeys(one for one in said if one in known)) if isinstance(said, list) else ()


def _widths(said: object) -> dict[str, int]:
    if not isinstance(said, dict):
        return {}
    return {
        column: width
        for column, width in said.items()
        if column in COLUMNS.values() and isinstance(width, int) and NARROWEST <= width <= WIDEST
    }
