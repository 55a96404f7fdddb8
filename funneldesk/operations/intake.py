"""Taking the rows of one list into the store: identities, records, and at once the leads nobody knew before.

A row about somebody no other record speaks of is a lead at once. All others wait until the whole list is in, and
are then settled together (`operations.identity`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count

from funneldesk.domain.fields import Kind
from funneldesk.domain.leads.arriving import Arriving, arriving
from funneldesk.domain.leads.fold import said_of_reference, with_derived
from funneldesk.domain.leads.identity import COMPANY, Who, digest
from funneldesk.domain.leads.records import Cells, times_known, whos
from funneldesk.domain.lists.mapping import SKIPPED_CODES, Problem, UnderstoodBlock
from funneldesk.i18n import _
from funneldesk.operations.suppressing import ERASED_ROW, Suppressed, erased_row_words
from funneldesk.store import identity as stored
from funneldesk.store.leads import add_fresh_leads, add_leads, lead_row, take_lead_ids
from funneldesk.store.merging import decided_digests
from funneldesk.store.records import add_records, next_record
from funneldesk.store.store import Connection

_NOBODY = "nobody"
#: What a row must say at least one of, in lists that are not about people.
NEEDED: dict[Kind, tuple[str, ...]] = {"contents": ("content", "title", "url"), "costs": ("amount",)}
#: Keys held back in memory, and people remembered, some megabytes each; beyond that the store is told.
KEYS_HELD = 60_000
#: Numbers that stand for keys and people, some tens of megabytes; beyond that the store is asked who is known.
MARKS_HELD = 600_000
#: The position of a row, who it is about, their keys and digest.
_Arrived = tuple[int, Who, Sequence[str], int]


@dataclass(slots=True)
class Intake:
    """One list on its way in. `system` names the ids of its own rows, `person_system` those of people."""

    connection: Connection
    batch_id: int
    kind: Kind
    person_system: str
    zone: str
    list_day: int
    problems: list[Problem] = field(default_factory=list)
    #: Identities that appeared and may belong to known leads, and identities that were there before.
    waiting: set[int] = field(default_factory=set)
    touched: set[int] = field(default_factory=set)
    #: Of those whom rows give no e-mail address and no id: people with a company, and bare names.
    by_name: set[int] = field(default_factory=set)
    by_bare_name: set[int] = field(default_factory=set)
    skipped: int = 0
    rejected: int = 0
    stored: int = 0
    first_fresh_lead: int = 0
    end_fresh_leads: int = 0
    first_record: int = 0
    next_record: int = 0
    _by_who: dict[Who, int] = field(default_factory=dict)
    _by_digest: dict[int, int] = field(default_factory=dict)
    _keys: set[int] = field(default_factory=set)
    #: Keys not stored yet: many at once, in order, are stored in a third of the time.
    _new_keys: list[tuple[str, int]] = field(default_factory=list)
    _alike: dict[Who, int] = field(default_factory=dict)
    _next_identity: int = 0
    _empty_before: bool = False
    #: Of whom somebody decided who they are.
    _decided: frozenset[int] = frozenset()
    _erased: Suppressed = field(init=False)

    def __post_init__(self) -> None:
        self._next_identity = stored.next_identity(self.connection)
        self.first_record = self.next_record = next_record(self.connection)
        self._empty_before = self._next_identity == 1
        self._decided = decided_digests(self.connection)
        self._erased = Suppressed(self.connection)
        self.first_fresh_lead = self.end_fresh_leads = take_lead_ids(self.connection, 0)

    @property
    def is_first(self) -> bool:
        """Whether no list was ever taken into this store."""
        return self.first_record == 1 and self._empty_before

    def take(self, block: UnderstoodBlock) -> None:
        """Store one block of rows."""
        self.problems += block.problems
        self.skipped += len({problem.row for problem in block.problems if problem.code in SKIPPED_CODES})
        rows, columns = block.rows, block.columns
        people = whos(self.kind, block.fields, columns, len(rows), self.person_system)
        kept = block.arriving
        if kept is None or kept.system != self.person_system:
            kept = arriving(self.kind, block.fields, columns, len(rows), self.person_system)
        wanted = self._acceptable(block, people, kept.keys)
        if self._erased:
            wanted = [index for index in wanted if not self._is_erased(block.rows[index], people[index])]
        if len(wanted) < len(rows):
            rows = [rows[index] for index in wanted]
            columns = tuple([column[index] for index in wanted] for column in columns)
            people = [people[index] for index in wanted]
            kept = kept.only(wanted)
        if not rows:
            return
        ids = self._identities(block.fields, columns, people, kept)
        if self.kind != "leads":
            self._note_names(people, ids)
        known = times_known(block.fields, columns, len(rows), self.zone, self.list_day)
        numbers = range(self.next_record, self.next_record + len(rows))
        batch = [self.batch_id] * len(rows)
        add_records(self.connection, zip(numbers, batch, rows, ids, known, kept.values, strict=True))
        self.next_record += len(rows)
        self.stored += len(rows)
        # Where the store is asked anyway, remembering more saves nothing.
        most = MARKS_HELD if self._empty_before else MARKS_HELD // 4
        if len(self._by_who) > KEYS_HELD or len(self._keys) + len(self._by_digest) > most:
            self._forget()
        elif len(self._new_keys) > KEYS_HELD:
            self.store_keys()

    def _note_names(self, people: Sequence[Who], ids: Sequence[int | None]) -> None:
        for who, number in zip(people, ids, strict=True):
            if number is not None and who.name and not (who.email or who.external_id):
                (self.by_name if who.company else self.by_bare_name).add(number)

    def _forget(self) -> None:
        """Let the store remember what memory held of this list: a list of any length fits."""
        self.store_keys()
        self._keys.clear()
        self._by_digest.clear()
        self._by_who.clear()
        self._empty_before = False

    def store_keys(self) -> None:
        """Store the keys held back; before anything looks for people of this list in the store."""
        stored.add_keys(self.connection, self._new_keys)
        self._new_keys = []

    def _is_erased(self, row: int, who: Who) -> bool:
        """Whether a row is about somebody who was erased: nothing of it is taken, nor quoted."""
        if not self.is_about_erased(who):
            return False
        self.skipped += 1
        # What else was wrong with the row says what stands in it.
        self.problems = [one for one in self.problems if one.row != row]
        self.problems.append(Problem(row, "", ERASED_ROW, erased_row_words()))
        return True

    def is_about_erased(self, who: Who) -> bool:
        """Whether a row that says `who` is about somebody who was erased."""
        return bool(self._erased) and not who.is_nobody and self._erased.is_hers(who)

    def _acceptable(
        self, block: UnderstoodBlock, people: Sequence[Who], keys: Sequence[Sequence[str]]
    ) -> Sequence[int]:
        """Return the positions of the rows that can be taken; the others become problems."""
        if self.kind == "contents":
            return self._with_any(block, NEEDED["contents"], _("The row names no content."))
        if self.kind == "costs":
            return self._with_any(block, NEEDED["costs"], _("The row has no amount."))
        if self.kind == "deals":
            return range(len(people))  # A deal of nobody is kept, and reported as unattached.
        if all(keys):
            return range(len(people))  # Who has a key is somebody.
        reason = _("The row has no name, e-mail address, company or id: it is about nobody.")
        return [
            index
            for index, who in enumerate(people)
            if not who.is_nobody or self._reject(block.rows[index], _NOBODY, reason)
        ]

    def _with_any(self, block: UnderstoodBlock, names: Sequence[str], reason: str) -> Sequence[int]:
        held = [column for name, column in zip(block.fields, block.columns, strict=True) if name in names]
        return [
            index
            for index, row in enumerate(block.rows)
            if any(column[index] for column in held) or self._reject(row, "empty_" + names[0], reason)
        ]

    def _reject(self, row: int, code: str, message: str) -> bool:
        self.rejected += 1
        self.problems.append(Problem(row, "", code, message))
        return False

    def _identities(
        self, fields: Sequence[str], columns: Sequence[Cells], people: Sequence[Who], kept: Arriving
    ) -> list[int | None]:
        """Return the identity of each row, storing those that are new."""
        remember = self.kind != "leads"
        ids: list[int | None] = (
            [self._by_who.get(who) for who in people] if remember else [None] * len(people)
        )
        missing = self._missing(ids, people, kept)
        if not missing:
            return ids
        codes = [entry[3] for entry in missing]
        different = set(codes)
        if not self._empty_before:
            found = stored.ids_of_digests(self.connection, different - self._by_digest.keys())
            self._by_digest.update(found)
            self.touched.update(found.values())
        if len(different) == len(ids) and self._by_digest.keys().isdisjoint(different):
            # A block of people nobody spoke of before, as nearly all of a first list are.
            first = self._next_identity
            ids = list(range(first, first + len(codes)))
            self._by_digest.update(zip(codes, count(first), strict=False))
            self._add(fields, columns, people, missing, kept)
        else:
            self._add(fields, columns, people, self._unknown(ids, missing), kept)
        if remember:
            self._by_who.update((who, self._by_digest[code]) for _index, who, keys, code in missing if keys)
        return ids

    def _missing(
        self, ids: Sequence[int | None], people: Sequence[Who], kept: Arriving
    ) -> Sequence[_Arrived]:
        """Return the rows about people that this list did not speak of, as far as memory goes."""
        if self.kind == "leads" and all(kept.keys):
            return list(zip(range(len(people)), people, kept.keys, kept.digests, strict=True))
        return [
            (index, who, keys, kept.digests[index] if keys else digest(who, self._nth(who)))
            for index, (number, who, keys) in enumerate(zip(ids, people, kept.keys, strict=True))
            if number is None and not who.is_nobody
        ]

    def _unknown(self, ids: list[int | None], missing: Sequence[_Arrived]) -> Sequence[_Arrived]:
        """Write into `ids` the identities of `missing` rows; return those of them that are new."""
        new: list[_Arrived] = []
        for entry in missing:
            index, _who, _keys, code = entry
            number = self._by_digest.get(code)
            if number is None:
                number = self._by_digest[code] = self._next_identity + len(new)
                new.append(entry)
            else:
                self.touched.add(number)
            ids[index] = number
        return new

    def _nth(self, who: Who) -> int:
        """Return how many rows of this list said just this, for rows that have no key."""
        self._alike[who] = self._alike.get(who, 0) + 1
        return self._alike[who]

    def _add(
        self,
        fields: Sequence[str],
        columns: Sequence[Cells],
        people: Sequence[Who],
        new: Sequence[_Arrived],
        kept: Arriving,
    ) -> None:
        if not new:
            return
        first = self._next_identity
        alone = self._alone(new)
        start = take_lead_ids(self.connection, sum(alone))
        lead = count(start)
        homes = [next(lead) if is_alone else None for is_alone in alone]
        chosen, whom, _keys, codes = zip(*new, strict=True)
        said = zip(*whom, strict=True)
        stored.add_identities(self.connection, zip(count(first), codes, *said, homes, homes, strict=False))
        self._new_keys += [(key, number) for number, entry in enumerate(new, first) for key in entry[2]]
        self._next_identity += len(new)
        self.end_fresh_leads = start + sum(alone)
        if not all(alone):
            self.waiting.update(first + offset for offset, home in enumerate(homes) if home is None)
            chosen = tuple(index for index, home in zip(chosen, homes, strict=True) if home is not None)
        if self.kind == "leads":
            names = [who.name for who in people]
            derived = (kept.extras, kept.companies, kept.kinds, kept.domains)
            add_fresh_leads(
                self.connection, fields, columns, names=names, derived=derived, chosen=chosen, first_id=start
            )
        else:
            add_leads(self.connection, self._mere(people, chosen, start))

    def _alone(self, new: Sequence[_Arrived]) -> list[bool]:
        """Say of each new identity whether nothing links it to another: neither a key nor a decision."""
        keys = [key for entry in new for key in entry[2]]
        known: set[str] = set()
        if not self._empty_before:
            known = stored.known_keys(self.connection, set(keys))
        marks = set(map(hash, keys))
        if len(marks) == len(keys) and not known and self._keys.isdisjoint(marks):
            self._keys |= marks
            return [who.role != COMPANY and code not in self._decided for _index, who, _keys, code in new]
        found: list[bool] = []
        for _index, who, its_keys, code in new:
            is_alone = who.role != COMPANY and code not in self._decided
            for key in its_keys:
                mark = hash(key)
                if mark in self._keys or key in known:
                    is_alone = False
                else:
                    self._keys.add(mark)
            found.append(is_alone)
        return found

    @staticmethod
    def _mere(people: Sequence[Who], chosen: Iterable[int], first: int) -> Iterable[tuple[object, ...]]:
        for offset, index in enumerate(chosen):
            said = said_of_reference(people[index], 0)
            yield lead_row(first + offset, listed=False, values=with_derived(said.values))
