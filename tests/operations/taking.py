"""Stores filled from rows written in the test, without files."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

import numpy as np

from funneldesk.domain.facts import Facts
from funneldesk.domain.fields import Kind
from funneldesk.domain.lists.mapping import UnderstoodBlock
from funneldesk.operations.facts import facts_of
from funneldesk.operations.importing import ImportResult, take_list
from funneldesk.store.records import NewBatch
from funneldesk.store.store import Store

Row = Mapping[str, str | None]
_files = itertools.count()


def block_of(rows: Sequence[Row], fields: Sequence[str] = ()) -> UnderstoodBlock:
    """Return rows as the reader understands them; the first stands in line 2."""
    names = tuple(dict.fromkeys([*fields, *(name for row in rows for name in row)]))
    columns = tuple([row.get(name) or None for row in rows] for name in names)
    return UnderstoodBlock(names, columns, list(range(2, 2 + len(rows))), [])


def new_batch(kind: Kind, fields: Sequence[str], **said: str) -> NewBatch:
    """Return a batch of the tool "ma", of 2026-04-01, unless said otherwise."""
    about = {
        "system": "ma",
        "fingerprint": "headings",
        "list_date": "2026-04-01",
        "file_name": f"{kind}.xlsx",
    } | said
    return NewBatch(
        kind=kind,
        sha256=str(next(_files)),
        sheet=None,
        fields=tuple(fields),
        plan="{}",
        imported_at="2026-04-02T00:00:00Z",
        **about,
    )


def take(
    store: Store, kind: Kind, rows: Iterable[Row], *, fields: Sequence[str] = (), **said: Any
) -> ImportResult:
    """Import rows; `said`: system, fingerprint, list_date, dry_run."""
    dry_run = bool(said.pop("dry_run", False))
    block = block_of(list(rows), fields)
    return take_list(store, new_batch(kind, block.fields, **said), [block], dry_run=dry_run)


def plain(facts: Facts) -> list[Any]:
    """Return facts as values that do not depend on the ids of leads and records: one entry a lead, sorted."""
    names = sorted(facts.columns)
    columns = [facts.columns[name] for name in names]
    leads = []
    for lead in range(facts.count):
        values = tuple(
            (name, column.labels[code])
            for name, column in zip(names, columns, strict=True)
            if (code := int(column.codes[lead])) >= 0
        )
        changes = sorted(
            (name, int(day), column.labels[code] if code >= 0 else "")
            for name, column in zip(names, columns, strict=True)
            for owner, day, code in zip(
                column.change_lead, column.change_day, column.change_code, strict=True
            )
            if owner == lead
        )
        dates = (
            facts.acquired_day,
            facts.acquired_instant,
            facts.opt_out_day,
            facts.disqualified_day,
            facts.listed,
        )
        leads.append(
            [
                values,
                changes,
                [int(column[lead]) for column in dates],
                _rows(facts.events, lead, contents=facts),
                _rows(facts.deals, lead),
                _rows(facts.claims, lead),
            ]
        )
    unattached = _rows(facts.deals, -1)
    return [sorted(leads, key=repr), unattached, facts.contents, facts.campaigns, sorted(facts.claimable)]


def _rows(group: Any, lead: int, *, contents: Facts | None = None) -> list[Any]:
    chosen = np.flatnonzero(group.lead == lead)
    left_out = ("lead", "record", "content", "campaign")
    names = [one.name for one in fields(group) if one.name not in left_out]
    rows = [[int(getattr(group, name)[position]) for name in names] for position in chosen]
    if contents is not None:
        for row, position in zip(rows, chosen, strict=True):
            content, campaign = int(group.content[position]), int(group.campaign[position])
            row.append(contents.contents[content].key if content >= 0 else "")
            row.append(contents.campaigns[campaign] if campaign >= 0 else "")
    return sorted(rows, key=repr)


def figures(store: Store) -> list[Any]:
    """Return everything that is computed from a store, without ids."""
    return plain(facts_of(store))
