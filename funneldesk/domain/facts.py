"""Facts: what happened, as columns over lead positions. The input of every computation, for one lead or a million.

`state = f(facts, book versions, as_of)`. Facts hold *all* visible records, undated and future ones too;
the functions of the domain cut them at `as_of`. Position = rank of the lead among sorted lead ids.
Days are ordinals (`domain.moment`), NEVER where there is none.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

Int8 = NDArray[np.int8]
Int16 = NDArray[np.int16]
#: Whole numbers of the width they need: widen them before counting with them.
Whole = NDArray[np.signedinteger[Any]]
Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
Bool = NDArray[np.bool_]
#: Bits of `Events.result`.
NOT_REACHED, NOTED = 1, 2
#: Activities that are looked at in one go.
_ROWS = 2**18
#: What may follow from a reason of the book; the position is the code in columns. "": nothing the book knows.
FOLLOWS = ("", "recycle", "disqualify", "to_owner", "merge", "keep")


@dataclass(frozen=True, slots=True)
class Column:
    """One text field over all leads, dictionary-encoded, with its changes over time.

    `codes` (int32, n leads): position in `labels` of the value that holds now (newest `known_at`), -1 where empty.
    `change_*` list every value in time order of those leads whose value ever changed, sorted by
    (lead, day): from `change_day` on (0: from the beginning) the value is `change_code` (-1: empty).
    """

    labels: Sequence[str]
    codes: Int32
    change_lead: Int32 = field(default_factory=lambda: np.zeros(0, np.int32))
    change_day: Int32 = field(default_factory=lambda: np.zeros(0, np.int32))
    change_code: Int32 = field(default_factory=lambda: np.zeros(0, np.int32))

    @property
    def nbytes(self) -> int:
        """The memory its arrays take up."""
        arrays = (self.codes, self.change_lead, self.change_day, self.change_code)
        return getattr(self.labels, "nbytes", 0) + sum(one.nbytes for one in arrays if not is_alone(one))

    def at(self, day: int) -> Int32:
        """Return the codes (n leads) of the values that hold at the end of `day`."""
        if not len(self.change_lead):
            return self.codes
        codes = self.codes.copy()
        known = self.change_day <= day
        # Sorted by (lead, day): of several assignments to one lead the last one stays.
        codes[self.change_lead[known]] = self.change_code[known]
        return codes

    def at_points(self, lead: Int32, day: Int32) -> Int32:
        """Return the codes that hold for each pair (lead position, end of day)."""
        codes = self.codes[lead]
        if not len(self.change_lead):
            return codes
        keys = self.change_lead.astype(np.int64) << 32 | self.change_day
        index = np.searchsorted(keys, lead.astype(np.int64) << 32 | day, side="right") - 1
        hit = (index >= 0) & (self.change_lead[index] == lead)
        codes[hit] = self.change_code[index[hit]]
        return codes


@dataclass(frozen=True, slots=True)
class Events:
    """Activities, one row each, sorted by (lead, day, instant), then as lists say them: touches, calls, meetings ...

    Undated activities have day NEVER. `content` is a position in `Facts.contents`, -1 for none;
    `campaign` a position in `Facts.campaigns`, -1 for none; `kind` and `side` are positions in
    `domain.fields.ACTIVITY_KINDS` and `SIDES` (side -1: not said). `result` holds bits: `NOT_REACHED` (a call nobody
    answered), `NOTED` (somebody wrote down what was said). `record` is the id of the record where the facts are of one
    lead; 0 where they are of all: there it would be a fourth of what they take up, and nothing asks for it.
    """

    lead: Int32
    day: Int32
    instant: Int64
    kind: Int8
    side: Int8
    content: Whole
    campaign: Whole
    record: Whole
    result: Int8

    def __len__(self) -> int:
        return len(self.lead)

    def part(self, name: str, rows: slice) -> NDArray[Any]:
        """Return a stretch of a column."""
        column: NDArray[Any] = getattr(self, name)[rows]
        return column

    def some(self, name: str, places: NDArray[np.intp]) -> NDArray[Any]:
        """Return what a column says in the rows at these places."""
        column: NDArray[Any] = getattr(self, name)[places]
        return column

    def at(self, name: str, place: int) -> int:
        """Return what a column says in one row."""
        return int(self.some(name, np.array([place]))[0])

    def where(self, are: "Callable[[Callable[[str], NDArray[Any]]], Bool]") -> NDArray[np.intp]:
        """Return the rows that are so and so: `are` says which, asked of some at a time, from what columns say of them.

        An answer about all of them would be as large as they are, and numpy would let nobody else run meanwhile.
        """
        found = [np.zeros(0, np.intp)]
        for begin in range(0, len(self), _ROWS):
            rows = slice(begin, begin + _ROWS)
            found.append(np.flatnonzero(are(partial(self.part, rows=rows))) + begin)
        return np.concatenate(found)

    def begins(self, leads: NDArray[np.signedinteger]) -> Int64:
        """Return before which row the activities of each of these leads begin, whether it has any or not."""
        # Asked in the array's own type: for another one numpy makes a wider copy of all ten million first.
        return np.searchsorted(self.lead, leads.astype(self.lead.dtype, copy=False))

    def of_leads(self, begin: int, end: int) -> slice:
        """Return where the activities of the leads from one position to before another stand."""
        return slice(*self.begins(np.array((begin, end), np.int32)).tolist())


def slim(events: Events) -> Events:
    """Return the same activities in less memory, to look at only.

    Most lists say of no activity who did it, to which campaign it belongs or at what time of the day it was: a column
    of one value throughout is that value alone. Positions are no wider than they have to be; records are left out.
    """
    narrow: dict[str, Any] = {name: _narrow(getattr(events, name)) for name in ("content", "campaign")}
    narrow["record"] = np.broadcast_to(np.zeros(1, np.int64), len(events))
    columns = {one.name: narrow.get(one.name, getattr(events, one.name)) for one in fields(events)}
    return Events(**{name: alone(column) for name, column in columns.items()})


def _narrow(column: Whole) -> Whole:
    # One less than fits: codes are counted from one where -1 has a place of its own.
    most = int(column.max(initial=0)) + 1
    wanted = next(kind for kind in (np.int8, np.int16, np.int32, np.int64) if most <= np.iinfo(kind).max)
    return column.astype(wanted, copy=False)


def alone(column: NDArray[Any]) -> NDArray[Any]:
    """Return an array of one value throughout as that value alone, which looks as long; any other as it is."""
    if not column.size or (column != column.flat[0]).any():
        return column
    return np.broadcast_to(column.flat[:1].copy(), column.shape)


def is_alone(column: NDArray[Any]) -> bool:
    """Whether an array is one value, kept once (`alone`)."""
    return column.size > 0 and not any(column.strides)


def taken(column: NDArray[Any], places: NDArray[np.intp]) -> NDArray[Any]:
    """Return an array at some places; of one value throughout that value alone."""
    # `take` is twice as quick as brackets.
    return np.broadcast_to(column.flat[:1], places.shape) if is_alone(column) else column.take(places)


def side_by_side(parts: Sequence[NDArray[Any]]) -> NDArray[Any]:
    """Return arrays that follow each other as one; where all are of the same one value, that value alone."""
    filled = [part for part in parts if part.size]
    if filled and all(is_alone(part) and part.flat[0] == filled[0].flat[0] for part in filled):
        return np.broadcast_to(filled[0].flat[:1], (sum(map(len, parts)),))
    return np.concatenate(parts)


@dataclass(frozen=True, slots=True)
class Deals:
    """Deals, one row each, sorted by (lead, opened). `lead` -1: no lead and no company known (unattached).

    `won_day` is NEVER unless won with a date; `outcome` is a position in `domain.fields.OUTCOMES`
    (2 lost, 1 won, 0 open); `amount` is in hundredths of the book's currency, -1 where unknown.
    `opened_day` is NEVER where the list gave no date.
    """

    lead: Int32
    opened_day: Int32
    opened_instant: Int64
    won_day: Int32
    closed_day: Int32
    outcome: Int8
    amount: Int64
    record: Int64

    def __len__(self) -> int:
        return len(self.lead)


@dataclass(frozen=True, slots=True)
class Claims:
    """Stage claims that records give (not those the book computes), sorted by (lead, stage, day, instant).

    `stage` is a code of `domain.fields.STAGES`. An undated claim has day NEVER: it holds from the lead's
    `acquired_at`, without it always. A claim of "lead" is not here: that is `Facts.acquired_day`.
    """

    lead: Int32
    stage: Int8
    day: Int32
    instant: Int64

    def __len__(self) -> int:
        return len(self.lead)


def _int8() -> Int8:
    return np.zeros(0, np.int8)


def _int32() -> Int32:
    return np.zeros(0, np.int32)


def _int64() -> Int64:
    return np.zeros(0, np.int64)


@dataclass(frozen=True, slots=True)
class Handovers:
    """Legs of hand-overs, one row each, sorted by (lead, handed, record): to inside sales, or from there to sales.

    `side` is a position in `domain.fields.SIDES`; `decision` one in `DECISIONS`, -1 while there is none. A decision
    without a date counts from the day of the hand-over. `commented_day`: the day of the newest comment.
    `follows` is a code of FOLLOWS: what the book in force on the day of the decision says of its reason;
    `recheck_day` the date to look again, by hand or by that reason. `reason` and `owner` are positions in
    `Facts.names`, -1 for none; `record` the leg's oldest record. Days are NEVER where nothing says one.
    """

    lead: Int32 = field(default_factory=_int32)
    side: Int8 = field(default_factory=_int8)
    handed_day: Int32 = field(default_factory=_int32)
    decided_day: Int32 = field(default_factory=_int32)
    decision: Int8 = field(default_factory=_int8)
    contacted_day: Int32 = field(default_factory=_int32)
    commented_day: Int32 = field(default_factory=_int32)
    recheck_day: Int32 = field(default_factory=_int32)
    follows: Int8 = field(default_factory=_int8)
    reason: Int32 = field(default_factory=_int32)
    owner: Int32 = field(default_factory=_int32)
    record: Int64 = field(default_factory=_int64)

    def __len__(self) -> int:
        return len(self.lead)


@dataclass(frozen=True, slots=True)
class Rechecks:
    """Dates to look again at leads whose deal was lost: what follows from its reason. Sorted by (lead, lost)."""

    lead: Int32 = field(default_factory=_int32)
    lost_day: Int32 = field(default_factory=_int32)
    recheck_day: Int32 = field(default_factory=_int32)
    reason: Int32 = field(default_factory=_int32)

    def __len__(self) -> int:
        return len(self.lead)


@dataclass(frozen=True, slots=True)
class Done:
    """Marks by hand that something a rule asks for was done: `rule` is a position in `Facts.names`; lead -1: none."""

    rule: Int32 = field(default_factory=_int32)
    lead: Int32 = field(default_factory=_int32)
    day: Int32 = field(default_factory=_int32)

    def __len__(self) -> int:
        return len(self.lead)


@dataclass(frozen=True, slots=True)
class Content:
    """One content: `key` as lists name it, the rest from the contents list (empty where it says nothing)."""

    key: str
    title: str
    type: str = ""  # domain.fields.CONTENT_TYPES
    phase: str = ""  # domain.fields.PHASES
    theme: str = ""
    url: str = ""
    published_day: int = 2**31 - 1
    cost: int = 0  # hundredths; the content's own cost plus rows of cost lists that name it


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Facts:
    """All visible records as columns.

    Two Facts are the same only if they are one object: what was computed from them is remembered by it.
    """

    lead_ids: Int64  # ascending
    acquired_day: Int32
    acquired_instant: Int64
    opt_out_day: Int32  # from this day on; 0: always; NEVER: not opted out
    disqualified_day: Int32  # by hand or by list; 0: always; NEVER: not
    listed: Bool  # False: known only from an activity or a deal
    events: Events
    deals: Deals
    claims: Claims
    contents: tuple[Content, ...]
    campaigns: tuple[str, ...]
    columns: Mapping[str, Column]  # by field name; loads a field on first use
    #: Stages that some record could give a claim for ("mql", "sal", "deal", "won"); "lead" always.
    claimable: frozenset[str]
    handovers: Handovers = field(default_factory=Handovers)
    rechecks: Rechecks = field(default_factory=Rechecks)
    done: Done = field(default_factory=Done)
    #: Reasons, people in charge and rules that hand-overs and marks name, sorted.
    names: tuple[str, ...] = ()
    #: What of the store they depend on, for caches; "": nothing may be kept beyond them.
    stamp: str = ""
    #: The facts of lists alone, where people entered something too, and the positions of the leads that concerns
    #: (ascending): all other leads are the same in both.
    lists: "Facts | None" = None
    touched: Int32 = field(default_factory=_int32)

    @property
    def count(self) -> int:
        """Return the number of leads."""
        return len(self.lead_ids)


def rows_of(lead: Int32, begin: int, end: int) -> slice:
    """Return where the rows of the leads from one position to before another stand; `lead`: that of each, ascending."""
    # Asked in the array's own type: for another one numpy makes a wider copy of all ten million first.
    return slice(*np.searchsorted(lead, np.array((begin, end), lead.dtype)).tolist())


def positions(lead_ids: Int64, wanted: Int64) -> Int32:
    """Return the position of each wanted lead id, -1 where it is not among them."""
    if not len(lead_ids):
        return np.full(len(wanted), -1, np.int32)
    found = np.minimum(np.searchsorted(lead_ids, wanted), len(lead_ids) - 1)
    return np.where(lead_ids[found] == wanted, found, -1).astype(np.int32)
