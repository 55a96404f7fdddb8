"""Saved views of the table of leads: a name for whom it shows, in which order and with which columns.

A view is a note (`store.notes`): each step is taken back by its number, and no figure depends on it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec

from funneldesk.domain.leads.lead_columns import is_column
from funneldesk.domain.leads.records import plain
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations.batches import now
from funneldesk.operations.changes import note as note_change
from funneldesk.operations.leads import SHOWS, LeadQuery
from funneldesk.store import notes as stored

if TYPE_CHECKING:
    from funneldesk.store.notes import Note
    from funneldesk.store.store import Store

VIEW = "view"
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class LeadView:
    """A saved view: `item` names it for good; `columns` in their order, none: those the table has by itself.

    `widths`: of those columns that somebody made wider or narrower.
    """

    item: int
    name: str
    query: LeadQuery
    columns: tuple[str, ...] = ()
    widths: Mapping[str, int] = field(default_factory=dict)


class _Kept(msgspec.Struct):
    """What a note says of a view."""

    name: str
    query: LeadQuery
    columns: tuple[str, ...] = ()
    widths: dict[str, int] = {}


def lead_views(store: "Store") -> tuple[LeadView, ...]:
    """Return all views by name; one of a later program that cannot be understood here is left out."""
    found = (_view(note) for note in stored.items(store.connection, VIEW))
    return tuple(
        sorted((one for one in found if one is not None), key=lambda one: (plain(one.name), one.item))
    )


def view_named(views: Iterable[LeadView], name: str) -> LeadView | None:
    """Return the view of a name, however it is spelt; None where there is none."""
    return next((one for one in views if plain(one.name) == plain(name)), None)


def save_view(
    store: "Store",
    name: str,
    query: LeadQuery,
    columns: Sequence[str] = (),
    widths: Mapping[str, int] = MappingProxyType({}),
) -> int:
    """Keep what is seen under a name, in place of the view that has it; return the number of the step."""
    name = " ".join(name.split())
    _require_fit(name, query)
    before = view_named(lead_views(store), name)
    values = msgspec.to_builtins(_Kept(name, query, tuple(columns), dict(widths)))
    with store.aside() as connection:
        step = stored.add_note(connection, VIEW, values, at=now(), item=before.item if before else 0)
        note_change(connection, "save-view", {"view": before.item if before else step})
    return step


def remove_view(store: "Store", item: int) -> int:
    """Remove a view; return the number of the step. `minutes.undo_step` takes it back."""
    note = next((one for one in stored.items(store.connection, VIEW) if one.item == item), None)
    if note is None:
        raise UserError(
            "no_view",
            _("This view is not there any more."),
            _("Somebody removed it, perhaps in another window. Look at the list again."),
        )
    with store.aside() as connection:
        step = stored.remove_item(connection, note, now())
        note_change(connection, "remove-view", {"view": item})
    return step


def _require_fit(name: str, query: LeadQuery) -> None:
    if not name or len(name) > LONGEST_NAME:
        raise UserError(
            "no_view_name",
            _("A view needs a name of at most %(most)s letters.") % {"most": LONGEST_NAME},
            _("Name it by whom it shows."),
        )
    if query.only is not None:
        raise UserError(
            "people_chosen",
            _("The table shows chosen people, which no view can find again."),
            _("Show all leads and choose them by columns or by a search."),
        )


def _view(note: "Note") -> LeadView | None:
    try:
        kept = msgspec.convert(note.values, _Kept)
    except msgspec.ValidationError:
        return None
    if kept.query.show not in SHOWS or not is_column(kept.query.sort):
        return None
    return LeadView(note.item, kept.name, replace(kept.query, only=None), kept.columns, kept.widths)
