"""Everything one publication says, gathered from the operations of the pages: the numbers are those of the window."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from funneldesk import __version__
from funneldesk.domain.book.book import version_in_force
from funneldesk.domain.formats import day, number
from funneldesk.domain.leads.lead_values import fields_in
from funneldesk.domain.team.levels import FEWEST_TOLD, Level, level_label, told
from funneldesk.domain.team.masking import HIDDEN
from funneldesk.domain.team.publication import TABLES, Publication
from funneldesk.domain.team.team_views import encoded
from funneldesk.i18n import _, speaking
from funneldesk.operations.facts import facts_of, read_ahead, versions_of
from funneldesk.operations.publication_book import book_rows, definition_rows, reason_rows
from funneldesk.operations.publication_numbers import content_rows, funnel_rows, funnels_of
from funneldesk.operations.publication_people import FIELDS, handover_rows, lead_rows, people_of, today_rows
from funneldesk.operations.publication_texts import Texts
from funneldesk.operations.publication_views import shared_views
from funneldesk.operations.tasks import NO_TASK, Task, no_collection

if TYPE_CHECKING:
    from funneldesk.domain.book.book import BookVersion
    from funneldesk.domain.team.publication import Value
    from funneldesk.operations.publication_people import People
    from funneldesk.store.store import Store

_STEPS = 6
#: Rows of a table, in the order of its columns.
Rows = Sequence["tuple[Value, ...]"]


def gather_publication(
    store: "Store",
    level: Level,
    as_of: int,
    task: Task = NO_TASK,
    *,
    decided: Mapping[int, Sequence[str]] | None = None,
    disputed: Collection[int] = (),
) -> Publication:
    """Return the publication of a store as of a day, in the store's language, with what its level tells.

    `decided`: the references by which each hand-over was decided, by its oldest record; `disputed`: those about
    which answers contradict each other.
    """
    with store.one_view(), speaking(store.language), no_collection():
        facts, versions = facts_of(store), versions_of(store)
        version = version_in_force(versions, as_of)
        read_ahead(facts, ("name", *FIELDS, *_tested(versions)))
        task.report(0, _STEPS)
        texts = Texts(store, facts)
        task.report(1, _STEPS)
        people = people_of(store, as_of, texts, with_contacts=level == "contact")
        task.report(2, _STEPS)
        rows: dict[str, Rows] = {
            "about": [*_about(store, level, as_of, version, people), *_views(store, level, texts)],
            "book": book_rows(version, store.zone, texts),
            "definition": definition_rows(version, versions, as_of, texts),
            "reasons": reason_rows(version, texts),
            "columns": _columns(),
        }
        funnels = funnels_of(store, as_of)
        rows["funnel"] = funnel_rows(funnels, version.book.stage_labels, texts, level)
        task.report(3, _STEPS)
        rows["contents"] = content_rows(store, as_of, texts, level)
        task.report(4, _STEPS)
        if level != "aggregate":
            rows["today"] = today_rows(people)
            rows["handovers"] = handover_rows(people, decided or {}, disputed)
            rows["leads"] = lead_rows(people)
        task.report(5, _STEPS)
        return Publication(level, as_of, store.language, _as_told(rows, level))


def _tested(versions: "Sequence[BookVersion]") -> set[str]:
    """Return the fields of leads that the books look at."""
    books = [version.book for version in versions]
    conditions = [one.when for book in books for one in book.criteria]
    conditions += [one.test for book in books for one in book.signals]
    return {field for one in conditions if one is not None for field in fields_in(one)}


def _as_told(rows: Mapping[str, Rows], level: Level) -> dict[str, Rows]:
    """Return the rows of all tables with nothing but what the list of columns tells at a level."""
    found: dict[str, Rows] = {}
    for table in TABLES:
        given = rows.get(table.name, ())
        if level == "aggregate" and table.told == "people":
            given = ()
        hidden = {
            place
            for place, column in enumerate(table.columns)
            if (column.told == "contact" and level != "contact")
            or (column.told == "people" and level == "aggregate")
        }
        if hidden and given:
            columns = [
                [None] * len(given) if place in hidden else column
                for place, column in enumerate(zip(*given, strict=True))
            ]
            given = list(zip(*columns, strict=True))
        found[table.name] = given
    return found


def _about(store: "Store", level: Level, as_of: int, version: "BookVersion", people: "People") -> Rows:
    leads, waiting = told(int(np.count_nonzero(people.known)), level), told(len(people.open), level)
    rows: list[tuple[Value, ...]] = [
        ("as_of", _iso(as_of), _("As of"), day(as_of)),
        ("level", level, _("What it tells of people"), level_label(level)),
        ("language", store.language, _("Language"), {"ja": "日本語", "en": "English"}[store.language]),
        (
            "book_version",
            str(version.number),
            _("Definition book"),
            _("Version %(number)s") % {"number": version.number},
        ),
        ("leads", _count(leads), _("Leads"), _shown(leads)),
        ("open_handovers", _count(waiting), _("Open hand-overs"), _shown(waiting)),
        ("zone", store.zone, _("Days are days of"), store.zone),
        ("program", __version__, _("Written by"), f"FunnelDesk {__version__}"),
        ("people", level, _("People in this file"), _of_people(level)),
        (
            "hidden",
            HIDDEN,
            HIDDEN,
            _("Stands where a name, an address or a phone number was taken out of a text."),
        ),
    ]
    if level == "aggregate":
        small = _("Numbers of people below %(fewest)s are left out, and those they could be worked out from.")
        rows.append(("small", str(FEWEST_TOLD), _("Small numbers"), small % {"fewest": FEWEST_TOLD}))
    return rows


def _views(store: "Store", level: Level, texts: Texts) -> Rows:
    """Return the row with the saved views of the leads; none where no lead is published."""
    views = () if level == "aggregate" else shared_views(store, texts)
    return (
        [("views", encoded(views), _("Saved views"), " / ".join(one.name for one in views))] if views else []
    )


def _of_people(level: Level) -> str:
    return {
        "contact": _("Names, addresses, phone numbers and comments of open hand-overs only; of nobody else."),
        "masked": _("Leads by number and company, without names, addresses, phone numbers and comments."),
        "aggregate": _("Nobody: sums only, no row is about a person."),
    }[level]


def _iso(as_of: int) -> str:
    return date.fromordinal(as_of).isoformat()


def _count(count: int | None) -> str | None:
    return None if count is None else str(count)


def _shown(count: int | None) -> str:
    return _("fewer than %(count)s: not told") % {"count": FEWEST_TOLD} if count is None else number(count)


def _columns() -> Rows:
    """Return what the columns mean, in both languages."""
    said = []
    for language in ("ja", "en"):
        with speaking(language):
            said.append([_(column.heading) for table in TABLES for column in table.columns])
    named = [(table.name, column.name) for table in TABLES for column in table.columns]
    return [(*name, ja, en) for name, ja, en in zip(named, *said, strict=True)]
