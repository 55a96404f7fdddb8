"""Saved views of the leads as the team gets them: whom they show and in which order, by columns of the publication."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field

from funneldesk.domain.fields import STAGES

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
}
#: Whom a view may show; whoever may not be called, or is lost, is no list for the team to work on.
SHOWN = ("all", "candidates", *(stage for stage in STAGES if stage != "lost"))
#: Beyond these a publication says what no program wrote.
MOST_VIEWS, MOST_VALUES, LONGEST = 200, 1_000, 200


@dataclass(frozen=True, slots=True)
class SharedView:
    """A view by its name: `show` one of SHOWN, `values` of some columns ("" for cells without one), and the order."""

    name: str
    show: str = "all"
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "score"
    descending: bool = True

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
        )


def encoded(views: Iterable[SharedView]) -> str:
    """Return views as the text a publication holds."""
    return json.dumps([asdict(one) for one in views], ensure_ascii=False)


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
            "values": dict(values),
            "sort": str(sort),
            "descending": bool(descending),
        } if all(isinstance(one, list) for one in values.values()):
            texts = {column: tuple(map(str, some)) for column, some in values.items()}
            return SharedView(name, show, texts, sort, descending)
        case _:
            return None
