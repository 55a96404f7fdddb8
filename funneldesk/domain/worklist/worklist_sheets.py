"""A work list before it is written: its rows, and which of them stand together on a sheet."""

from dataclasses import dataclass

from funneldesk.domain.worklist.worklist_ids import RowIds

#: Whose duties stand on a work list; those of marketing last: it sits before the program.
SIDES = ("sales", "is", "marketing")


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One line: everything sales reads about one lead, and the ids it carries. `due` NEVER: nobody says."""

    side: str
    owner: str
    actions: tuple[str, ...]
    due: int
    is_late: bool
    is_long_ago: bool
    name: str
    company: str
    title: str
    phone: str
    email: str
    score: int
    why: str
    touches: tuple[str, ...]
    handed: str
    ids: RowIds


@dataclass(frozen=True, slots=True)
class WorkList:
    """The rows in the order in which they are worked off, and what its pick-lists offer."""

    made: int
    rows: tuple[WorkRow, ...]
    reasons: tuple[str, ...]
    template: tuple[str, ...]
    language: str

    @property
    def owners(self) -> tuple[str, ...]:
        """Return who has rows, in the order of the alphabet; rows of nobody are not counted."""
        return tuple(sorted({row.owner for row in self.rows if row.owner}))

    def sheets(self) -> "tuple[SheetRows, ...]":
        """Return the rows sheet by sheet: one for each person in charge, then those of nobody by side."""
        named = [SheetRows(owner, "", self._of(owner)) for owner in self.owners]
        nobody = [SheetRows("", side, self._of("", side)) for side in SIDES]
        return tuple(one for one in (*named, *nobody) if one.rows)

    def _of(self, owner: str, side: str = "") -> tuple[WorkRow, ...]:
        return tuple(row for row in self.rows if row.owner == owner and side in ("", row.side))


@dataclass(frozen=True, slots=True)
class SheetRows:
    """The rows of one person in charge; `owner` "": of nobody, on one `side`."""

    owner: str
    side: str
    rows: tuple[WorkRow, ...]
