"""Which import stands in the place of which: a corrected list replaces the one it puts right."""

from typing import TYPE_CHECKING

from funneldesk.store import records as stored

if TYPE_CHECKING:
    from funneldesk.store.records import BatchInfo
    from funneldesk.store.store import Store

_KEY = "replaces:{}"


def set_replaces(store: "Store", batch_id: int, original: int) -> None:
    """Note, inside a transaction, that a batch stands in the place of another."""
    store.set_setting(_KEY.format(batch_id), str(original))


def replaces(store: "Store", batch_id: int) -> int | None:
    """Return the import in whose place this one stands, None if it is a list of its own."""
    found = store.setting(_KEY.format(batch_id))
    return int(found) if found else None


def replacements(store: "Store") -> "dict[int, BatchInfo]":
    """Return what stands in the place of each replaced import now, by the id of the replaced one."""
    known = {info.id: info for info in stored.batches(store.connection)}
    direct: dict[int, int] = {}
    for number, info in known.items():
        original = replaces(store, number)
        # Of several corrections of one list the one that counts; taken back, they all stand aside.
        if original is not None and (original not in direct or not info.hidden):
            direct[original] = number
    found: dict[int, BatchInfo] = {}
    for number in direct:
        end = number
        while end in direct and known[end].hidden:
            end = direct[end]
        if not known[end].hidden and end != number:
            found[number] = known[end]
    return found


def replaced_by(store: "Store", batch_id: int) -> "BatchInfo | None":
    """Return the visible import that stands in the place of this one, None if nothing does."""
    return replacements(store).get(batch_id)
