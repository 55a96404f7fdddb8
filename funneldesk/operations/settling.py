"""Bringing leads, their values and the owners of deals up to date after records appeared or vanished."""

from collections.abc import Collection

from funneldesk.operations.company_deals import settle_company_deals
from funneldesk.operations.identity import Watch, refold, resettle
from funneldesk.operations.tasks import Task
from funneldesk.store import identity as identities
from funneldesk.store.edits import leads_edited_near
from funneldesk.store.leads import listed
from funneldesk.store.records import batch_info, identities_of_batch
from funneldesk.store.store import Store


def settle_appeared(
    store: Store,
    batch_id: int,
    *,
    appeared: Collection[int],
    touched: Collection[int],
    task: Task,
    watch: Watch | None = None,
) -> set[int]:
    """Settle after the records of a batch appeared; return the leads that were folded again.

    `appeared`: identities that are new; `touched`: those that were stored before and now have further records.
    """
    connection = store.connection
    seen = identities.visible_ids(connection, touched, without_batch=batch_id)
    flipped = _flipped(store, batch_id)
    settled = resettle(connection, {*appeared, *(set(touched) - seen)}, flipped=flipped, task=task)
    also = settled.gained | {one.lead_id for one in identities.identities(connection, touched)}
    info = batch_info(connection, batch_id)
    # What a list of leads says changes its leads; another list only those that are on no list.
    affected = settled.moved | (
        also if info is not None and info.kind == "leads" else also - listed(connection, also)
    )
    affected |= leads_edited_near(connection, {*appeared, *touched})
    if watch:
        near = {one.id for one in identities.visible_of_leads(connection, affected)}
        before = identities.visible_ids(connection, near, without_batch=batch_id)
        watch.existed = {one.lead_id for one in identities.identities(connection, before)}
    refold(connection, affected, task=task, watch=watch)
    refold(connection, settle_company_deals(store), task=task)
    return affected


def settle_vanished(
    store: Store, batch_id: int, *, task: Task, people: Collection[int] | None = None
) -> None:
    """Settle after a batch was hidden. `people`: whom its rows are about, where others say all the rest of them."""
    connection = store.connection
    people = identities_of_batch(connection, batch_id) if people is None else set(people)
    gone = people - identities.visible_ids(connection, people)
    settled = resettle(connection, gone, flipped=_flipped(store, batch_id), task=task)
    affected = settled.moved | settled.gained
    affected |= {one.lead_id for one in identities.identities(connection, people)}
    affected |= leads_edited_near(connection, people)
    refold(connection, affected, task=task)
    refold(connection, settle_company_deals(store), task=task)


def settle_decided(store: Store, people: Collection[int], *, task: Task) -> None:
    """Settle after a decision on these identities was made, taken back or brought back."""
    settled = resettle(store.connection, people, task=task)
    refold(store.connection, settled.moved | settled.gained, task=task)
    refold(store.connection, settle_company_deals(store), task=task)


def _flipped(store: Store, batch_id: int) -> frozenset[str]:
    """Return the systems that are listed only thanks to this batch."""
    info = batch_info(store.connection, batch_id)
    if info is None or info.kind != "leads" or "external_id" not in info.fields:
        return frozenset()
    return frozenset({info.system} - identities.listed_systems(store.connection, without_batch=batch_id))
