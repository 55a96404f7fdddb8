"""What taking an import back would change, and which later decisions stand on it: found out by trying it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from funneldesk.domain.fields import DECISIONS
from funneldesk.operations.batches import batch_of, transaction_or_rehearsal
from funneldesk.operations.tasks import NO_TASK, Task
from funneldesk.operations.undoing import take_back, takeable_back
from funneldesk.store import merging
from funneldesk.store import undoing as stored
from funneldesk.store.by_hand import acts as acts_made
from funneldesk.store.by_hand import entries_about
from funneldesk.store.edits import edits as edits_made
from funneldesk.store.records import identities_of_batch
from funneldesk.store.replacing import replaces
from funneldesk.store.undoing import Named

if TYPE_CHECKING:
    from funneldesk.store.records import BatchInfo
    from funneldesk.store.store import Store

__all__ = ["Named", "OtherImport", "UndoEffects", "ValueBack", "effects_of_undo"]
#: Computed from other fields, or how a row says when it was true: no value somebody would miss.
_NOT_TOLD = {"updated_at"}


@dataclass(frozen=True, slots=True)
class OtherImport:
    """Another import that speaks of the same leads: its rows about them, and about how many."""

    batch: "BatchInfo"
    rows: int
    leads: int


@dataclass(frozen=True, slots=True)
class ValueBack:
    """A value of a lead that goes back; "" where there is none."""

    lead: Named
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class UndoEffects:
    """What taking `batch` back does.

    `rows` of it no longer count. `gone`: leads nobody else speaks of; `parted`: leads that were one only thanks to
    it; `back`: values that change; `later`: imports made after it about the same leads, which stay; `accepted` and
    `rejected`: hand-overs decided on them; `by_hand`: decisions on who is the same person that speak of its rows;
    `acts`: calls, decisions and comments entered about its people, `edits`: their values edited by hand; `restored`:
    the list that a correction had replaced and that counts again.
    """

    batch: "BatchInfo"
    rows: int
    gone: tuple[Named, ...]
    parted: int
    back: tuple[ValueBack, ...]
    later: tuple[OtherImport, ...]
    accepted: int
    rejected: int
    by_hand: int
    acts: int
    edits: int
    restored: "BatchInfo | None"

    @property
    def is_simple(self) -> bool:
        """Whether nothing else stands on the import."""
        decided = self.accepted or self.rejected or self.by_hand or self.acts or self.edits
        return not (self.back or self.later or self.parted or decided)


def effects_of_undo(store: "Store", batch_id: int, task: Task = NO_TASK) -> UndoEffects:
    """Take an import back, look what is different, and leave everything as it was.

    Raises UserError where it cannot be taken back.
    """
    info = takeable_back(store, batch_id)
    original = replaces(store.connection, batch_id)
    with transaction_or_rehearsal(store) as leave_as_it_was:
        connection = store.connection
        leads = stored.leads_of_batch(connection, batch_id)
        named = stored.existing(connection, leads)
        others = stored.others_about(connection, batch_id)
        handovers = stored.handovers_about(connection, batch_id)
        # A list that was corrected says most of it itself; all its leads may have other values.
        people = identities_of_batch(connection, batch_id)
        by_hand = _decisions_about(store, people)
        acts = entries_about(connection, people, acts_made(connection))
        edits = entries_about(connection, people, edits_made(connection))
        shared = stored.leads_shared(connection, batch_id) if original is None else set(named)
        before = stored.values_of(connection, shared)
        newest = stored.newest_lead(connection)
        task.report(0, None)
        take_back(store, info, task)
        after = stored.values_of(connection, shared)
        still = stored.existing(connection, leads)
        parted = max(stored.newest_lead(connection) - newest, 0)
        leave_as_it_was()
    decisions = [str(values.get("decision") or "") for _lead, values in handovers]
    return UndoEffects(
        info,
        info.end_record - info.first_record,
        tuple(lead for number, lead in sorted(named.items()) if number not in still),
        parted,
        tuple(_back(named, before, after)),
        tuple(
            OtherImport(batch_of(store, number), rows, people)
            for number, rows, people in others
            if number > batch_id
        ),
        decisions.count(DECISIONS[0]),
        decisions.count(DECISIONS[1]),
        by_hand,
        acts,
        edits,
        batch_of(store, original) if original is not None else None,
    )


def _decisions_about(store: "Store", people: set[int]) -> int:
    found = 0
    for one in merging.decisions(store.connection):
        digests = {*one.decision.one, *one.decision.other}
        spoken_of = merging.people_of(store.connection, digests).values()
        found += not one.hidden and not people.isdisjoint(spoken_of)
    return found


def _back(
    named: dict[int, Named], before: dict[int, dict[str, str]], after: dict[int, dict[str, str]]
) -> list[ValueBack]:
    found = []
    for number in sorted(before):
        if number not in after or number not in named:
            continue
        old, new = before[number], after[number]
        found += [
            ValueBack(named[number], name, old.get(name, ""), new.get(name, ""))
            for name in dict.fromkeys([*old, *new])
            if name not in _NOT_TOLD and old.get(name, "") != new.get(name, "")
        ]
    return found
