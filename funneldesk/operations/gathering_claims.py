"""Gathering claims: what records say of the stages leads reached, as columns over lead positions."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from funneldesk.domain.facts import Claims, Int64, positions
from funneldesk.domain.funnel.claims import (
    DATE_FIELDS,
    Claim,
    claim,
    claims_of_deal,
    claims_of_handover,
    claims_of_words,
)
from funneldesk.domain.moment import moment_of
from funneldesk.store import leads as stored

if TYPE_CHECKING:
    from funneldesk.operations.gathering import Gathered
    from funneldesk.store.store import Store


def claims_of_lists(
    store: "Store", deals: "Gathered", company_deals: Mapping[str, int], lead_id: int | None
) -> list[Claim]:
    """Return all claims but those of hand-overs."""
    zone, connection = store.zone, store.connection
    found = [
        claim(owner, stage, moment_of(text, zone))
        for owner, *texts in stored.dated(connection, tuple(DATE_FIELDS), lead_id)
        for stage, text in zip(DATE_FIELDS.values(), texts, strict=True)
        if text is not None
    ]
    words = set(stored.field_values(connection, "stage", lead_id))
    words |= {(owner, word) for owner, _day, word in stored.field_changes(connection, "stage", lead_id)}
    found += claims_of_words(sorted(words))
    for deal in deals.entities.values():
        if owner := deals.lead_of(deal, company_deals):
            found += claims_of_deal(deal, owner, zone)
    return found


def claims_of_legs(handovers: "Gathered", lead_ids: Int64, zone: str) -> tuple[Claims, Int64]:
    """Return the claims of hand-overs by leads that are there, and the record that names the hand-over of each."""
    found, legs = [], []
    for handover in handovers.entities.values():
        if owner := handovers.lead_of(handover, {}):
            made = list(claims_of_handover(handover, owner, zone))
            found += made
            legs += [handover.record] * len(made)
    here = positions(lead_ids, np.array([one.lead_id for one in found], np.int64)) >= 0
    there = [one for one, is_there in zip(found, here, strict=True) if is_there]
    return columns_of_claims(there, lead_ids), np.array(legs, np.int64)[here]


def columns_of_claims(claims: Sequence[Claim], lead_ids: Int64) -> Claims:
    """Return claims as columns in the order given, without those of leads that are not there."""
    owner = positions(lead_ids, np.array([found.lead_id for found in claims], np.int64))
    here = owner >= 0
    return Claims(
        lead=owner[here],
        stage=np.array([found.stage for found in claims], np.int8)[here],
        day=np.array([found.day for found in claims], np.int32)[here],
        instant=np.array([found.instant for found in claims], np.int64)[here],
    )


def claims_in_order(parts: Sequence[Claims]) -> Claims:
    """Return the claims of all parts in the order of `Claims`."""
    columns = {name: np.concatenate([getattr(part, name) for part in parts]) for name in Claims.__slots__}
    order = np.lexsort([columns[name] for name in reversed(Claims.__slots__)])
    return Claims(**{name: column[order] for name, column in columns.items()})
