"""Facts of a store: all visible records as columns, kept in memory and in the cache file until the next write."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from threading import Lock
from typing import TYPE_CHECKING, TypeVarTuple, cast
from weakref import WeakValueDictionary

import numpy as np

from funneldesk.domain.activities import digest_of
from funneldesk.domain.facts import Bool, Column, Facts, Int32, alone
from funneldesk.domain.fields import OWN_PREFIX
from funneldesk.domain.labels import Labels
from funneldesk.domain.leads.fold import MADE_OF, made_of
from funneldesk.operations import kept_columns as kept
from funneldesk.operations.apart import found_apart, is_for_child
from funneldesk.operations.book import book_versions
from funneldesk.operations.gathering import Gathered, Lists, gather, gather_lists
from funneldesk.operations.gathering_acts import can_be_folded, with_acts
from funneldesk.operations.gathering_lead import things_of_lead
from funneldesk.operations.kept_facts import keep_lists, kept_lists, narrow
from funneldesk.operations.tasks import NO_TASK, Task, let_go
from funneldesk.store import caches
from funneldesk.store.lead_list import count_leads
from funneldesk.store.leads import DERIVED, LEAD_FIELDS, field_changes, fields_values, lead_ids, own_fields
from funneldesk.store.opening import open_for_reading
from funneldesk.store.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from sqlite3 import Connection

    from numpy.typing import NDArray

    from funneldesk.domain.book.book import BookVersion

    #: Texts with their numbers; one that is asked for gets the next.
    Numbered = defaultdict[str, int]

Given = TypeVarTuple("Given")

#: So many leads keep nobody waiting.
_FEW = 20_000
_FORMAT = "9"
#: Fields of leads take up so much memory, those aside that somebody is computing with: four of a million leads.
_MOST_BYTES = 16 * 2**20
#: Facts somebody still computes with: who began before the last write asks for those of then.
_in_use: "WeakValueDictionary[tuple[Path, str], Facts]" = WeakValueDictionary()


def facts_of(store: Store) -> Facts:
    """Return the facts of all leads; computed once for each revision of the store.

    Those of lists are kept in the cache file; what people enter is folded into them. Inside a write all is read.
    """
    with store.one_view():
        if store.writing:
            return gather(store, cachable=False, columns=columns_of(store))
        with store.memo.lock:
            return _kept_facts(store)


def _kept_facts(store: Store) -> Facts:
    state = store.state
    known = store.memo.get("facts")
    if known and known[0] == state:
        facts: Facts = known[1]
        return facts
    key = (store.path, state)
    in_use = _in_use.get(key)
    if in_use is not None:
        return in_use
    if can_be_folded(store):
        facts = with_acts(store, _lists(store))
    else:
        facts = replace(gather(store, cachable=store.in_file, columns=columns_of(store)), stamp=state)
    store.memo["facts"] = (state, facts)
    _in_use[key] = facts
    return facts


def lists_stamp(store: Store) -> str:
    """Return a stamp of all that the facts of lists depend on, apart from the fields of leads."""
    return f"{_FORMAT}:{store.lists_state}:{store.zone}:{versions_stamp(store)}"


def versions_stamp(store: Store) -> int:
    """Return a stamp of what the versions of the book are, and when each decides."""
    versions = [
        (one.number, one.from_day, one.until_day, one.decides, one.sha256) for one in book_versions(store)
    ]
    return digest_of(repr(versions))


def _lists(store: Store) -> Lists:
    """Return the facts of lists: from memory, from the cache file, or read anew.

    Where nothing but fields of leads was edited, all that lists say is as it was.
    """
    of_lists = lists_stamp(store)
    stamp = f"{of_lists}:{store.leads_state}"
    known, lists = cast("tuple[str, Lists | None]", store.memo.get("lists", ("", None)))
    if lists is None or known != of_lists:
        lists = _read_lists(store, of_lists)
    if lists.facts.stamp != stamp:
        columns = _kept_columns(store, lists.facts.lead_ids)
        lists = replace(lists, facts=replace(lists.facts, columns=columns, stamp=stamp))
    store.memo["lists"] = (of_lists, lists)
    return lists


def _read_lists(store: Store, stamp: str) -> Lists:
    lists = kept_lists(store.path, stamp) if store.in_file else None
    if lists is None and _is_left(store, leave_facts):
        lists = kept_lists(store.path, stamp)
    if lists is None:
        lists = gather_lists(store, columns=columns_of(store), cachable=store.in_file)
        lists = replace(lists, facts=replace(lists.facts, events=narrow(lists.facts)))
        if store.in_file:
            keep_lists(store.path, stamp, lists)
    return lists


def leave_facts(store: Store, _task: Task = NO_TASK) -> None:
    """Leave the facts of lists, and what comes with them, in the cache file."""
    with store.one_view():
        _read_lists(store, lists_stamp(store))


def leave_columns(store: Store, _task: Task, names: Iterable[str]) -> None:
    """Leave these fields of all leads in the cache file."""
    columns_of(store).keep(names)


def _is_left(store: Store, leave: "Callable[[Store, Task, *Given], None]", *given: *Given) -> bool:
    """Let a child leave something in the cache file; False where nobody does, or it came to nothing."""
    if not is_for_child(store) or not caches.can_be_written(store.path):
        return False
    return found_apart(store, NO_TASK, leave, *given) is not None


def facts_are_near(store: Store) -> bool:
    """Whether everybody's facts are in memory, or few enough to be there at once."""
    known = store.memo.get("facts")
    near = known is not None and known[0] == store.state
    return near or count_leads(store) <= _FEW


def facts_of_lead(store: Store, lead_id: int, things: "tuple[Gathered, Gathered] | None" = None) -> Facts:
    """Return the facts of one lead alone, without reading the others; no lead: facts of nobody.

    `claimable` names what its own records could claim; `things`: its deals and hand-overs, where they are known.
    """
    with store.one_view():
        things = things or things_of_lead(store, lead_id)
        columns = columns_of(store, lead_id)
        return gather(store, lead_id=lead_id, things=things, cachable=False, columns=columns)


def versions_of(store: Store) -> "tuple[BookVersion, ...]":
    """Return all versions of the definition book."""
    return tuple(book_versions(store))


def read_ahead(facts: Facts, names: Iterable[str]) -> None:
    """Read fields of all leads that are going to be asked for in one pass, where they are not in memory."""
    if isinstance(facts.columns, LeadColumns):
        facts.columns.read_ahead(names)


def columns_of(store: Store, lead_id: int | None = None) -> "LeadColumns":
    """Return the fields of all leads, or of one, as columns that load when asked for.

    Those of all stay in memory until a lead or a value changes: most lists only tell what people did.
    """
    ids = lead_ids(store.connection, lead_id)
    if lead_id is not None or store.writing:
        return LeadColumns(store, ids, lead_id)
    return _kept_columns(store, ids)


def _kept_columns(store: Store, ids: "NDArray[np.int64]") -> "LeadColumns":
    stamp = (store.leads_state, own_fields(store.connection))
    known = store.memo.get("columns")
    if known and known[0] == stamp:
        columns: LeadColumns = known[1]
        return columns
    columns = LeadColumns(store, ids, None, known[1].in_memory() if known else ())
    store.memo["columns"] = (stamp, columns)
    return columns


class LeadColumns(Mapping[str, Column]):
    """The fields of leads as columns over positions in `ids`; each is read from the store when first asked for.

    `likely`: those that will be asked for, as they were before something changed; they are read with the first one.
    """

    def __init__(
        self, store: Store, ids: "NDArray[np.int64]", lead_id: int | None, likely: Iterable[str] = ()
    ) -> None:
        # What is in the file is read with a connection of the moment: whoever opened the store may be another thread,
        # or gone.
        self._store = None if store.in_file and lead_id is None and not store.writing else store
        self._path = store.path
        self._ids = ids
        self._lead_id = lead_id
        self._names = (*LEAD_FIELDS, *DERIVED, *own_fields(store.connection))
        #: Those asked for last stand last.
        self._loaded: dict[str, Column] = {}
        self._likely = {*likely}
        self._lock = Lock()
        is_kept = self._store is None and len(ids) >= kept.FEWEST
        self._state = store.leads_state if is_kept else ""

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __getitem__(self, name: str) -> Column:
        if name not in self._names:
            raise KeyError(name)
        with self._lock:
            if name not in self._loaded:
                self._read_together({name, *self._likely})
            column = self._loaded.pop(name, None) or self._load((name,))[name]
            self._loaded[name] = column
            self._let_go()
            return column

    def in_memory(self) -> tuple[str, ...]:
        """Return the fields that were asked for last."""
        with self._lock:
            return tuple(self._loaded)

    def read_ahead(self, names: Iterable[str]) -> None:
        """Read several fields in one pass over the leads, which takes hardly longer than one field does."""
        with self._lock:
            self._read_together(names)
            self._let_go()

    def keep(self, names: Iterable[str]) -> None:
        """Leave fields in the cache file."""
        own = {name for name in names if name.startswith(OWN_PREFIX)}
        for together in (tuple({*names} - own), *((name,) for name in own)):
            self._load(together)

    def _read_together(self, names: Iterable[str]) -> None:
        # Fields of their own lie together in one column of JSON.
        here = {name for name in names if name in self._names and not name.startswith(OWN_PREFIX)}
        if wanted := self._not_kept(here - self._loaded.keys()):
            self._loaded |= self._load(tuple(sorted(wanted)))
        self._likely = set()

    def _not_kept(self, names: set[str]) -> set[str]:
        """Return those that are not in the cache file, where each is found as soon as it is wanted."""
        if not self._state:
            return names
        missing = {name for name in names if not kept.is_kept(self._path, self._state, name)}
        if not missing:
            return missing
        with self._opened() as store, store.one_view():
            left = store.leads_state == self._state and _is_left(store, leave_columns, missing)
        return set() if left else missing

    def _let_go(self) -> None:
        """Keep in memory what was asked for last, and what is not found in the cache file as soon as it is wanted."""
        if not self._state:
            return
        spare = sum(column.nbytes for column in self._loaded.values()) - _MOST_BYTES
        for name in [*self._loaded][:-1] if spare > 0 else ():
            if spare > 0 and kept.is_kept(self._path, self._state, name):
                spare -= self._loaded.pop(name).nbytes

    @contextmanager
    def _opened(self) -> Iterator[Store]:
        if self._store is not None:
            yield self._store
            return
        with open_for_reading(self._path) as store:
            yield store

    def _load(self, names: Sequence[str]) -> dict[str, Column]:
        with self._opened() as store, store.one_view():
            is_kept = bool(self._state) and store.leads_state == self._state
            found = kept.kept_columns(self._path, self._state, names) if is_kept else {}
            missing = [name for name in names if name not in found]
            if is_kept and missing and _is_left(store, leave_columns, missing):
                found |= kept.kept_columns(self._path, self._state, missing)
            read = self._read(store.connection, tuple(name for name in names if name not in found))
        if is_kept and read:
            self._keep(read)
        return found | read

    def _keep(self, read: Mapping[str, Column]) -> None:
        kept.keep_columns(self._path, self._state, read)
        kept.drop_if_moved(self._path, self._state)

    def _read(self, connection: "Connection", names: Sequence[str]) -> dict[str, Column]:
        if not names:
            return {}
        lead, coded = _coded(fields_values(connection, names, self._lead_id), len(names))
        return {
            name: self._column(lead, codes, numbered, self._history(connection, name))
            for name, (codes, numbered) in zip(names, coded, strict=True)
        }

    def _history(self, connection: "Connection", name: str) -> list[tuple[int, int, str]]:
        history = field_changes(connection, MADE_OF.get(name, name), self._lead_id)
        if name in MADE_OF:
            # Only what a field is made of is kept with its past: what it made then is made again.
            return [(lead, day, made_of(name, text)) for lead, day, text in history]
        return history

    def _column(
        self,
        lead: "NDArray[np.int64]",
        code: Int32,
        numbered: "Numbered",
        history: list[tuple[int, int, str]],
    ) -> Column:
        changed = np.array([entry[0] for entry in history], np.int64)
        # What was emptied by hand is no value.
        change_code = np.array([numbered[entry[2] or ""] for entry in history], np.int32)
        del numbered[""]
        texts = Labels(numbered)
        let_go(numbered)
        in_order = texts.order()
        # The last rank is that of no value: code -1.
        rank = np.full(len(texts) + 1, -1, np.int32)
        rank[in_order] = np.arange(len(texts), dtype=np.int32)
        codes = np.full(len(self._ids), -1, np.int32)
        places, here = self._positions(lead)
        codes[places] = rank[code[here]]
        places, here = self._positions(changed)
        days = np.array([entry[1] for entry in history], np.int32)
        return Column(texts.taken(in_order), alone(codes), places, days[here], rank[change_code[here]])

    def _positions(self, wanted: "NDArray[np.int64]") -> "tuple[NDArray[np.int32], Bool]":
        """Return positions, and which ids have one: the store may have moved on since these facts were made."""
        if not len(self._ids):
            return np.zeros(0, np.int32), np.zeros(len(wanted), bool)
        found = np.minimum(np.searchsorted(self._ids, wanted), len(self._ids) - 1)
        here: Bool = self._ids[found] == wanted
        return found[here].astype(np.int32), here


def _coded(
    blocks: Iterable[tuple[list[int], list[list[str]]]], fields: int
) -> "tuple[NDArray[np.int64], list[tuple[Int32, Numbered]]]":
    """Return the ids, and for each field the number of each one's text, -1 for none, with the texts as numbered.

    Some at a time: a million texts at once, of which a few stay, would leave memory full of holes.
    """
    ids = array("q")
    codes = [array("i") for _field in range(fields)]
    known: list[Numbered] = [defaultdict(count().__next__, {"": -1}) for _field in range(fields)]
    for block, columns in blocks:
        ids.extend(block)
        for numbered, of_field, texts in zip(codes, known, columns, strict=True):
            numbered.extend(map(of_field.__getitem__, texts))
    return np.array(ids, np.int64), [
        (np.array(numbered, np.int32), of_field) for numbered, of_field in zip(codes, known, strict=True)
    ]
