"""Which lead and which hand-over a row of a work list is about, whatever became of the list on its way.

First by the ids the row carries; where these are another row's (only some columns were sorted) by the row that carries
the ids of its person; else by e-mail address, or name and company, where that is one lead.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from funneldesk.domain.leads.identity import LISTED, Who, keys_of
from funneldesk.domain.worklist.worklist_ids import RowIds, short_store, who_sum
from funneldesk.domain.worklist.worklist_rows import FoundRow
from funneldesk.domain.worklist.worklist_understanding import RowProblem
from funneldesk.i18n import _
from funneldesk.operations.legs import Leg, legs_of_store
from funneldesk.operations.suppressing import ERASED_ROW, Suppressed, erased_row_words
from funneldesk.store.erasing import erased_leads
from funneldesk.store.identity import identities, visible_with_keys
from funneldesk.store.leads import lead_ids
from funneldesk.store.merging import people_of

if TYPE_CHECKING:
    from funneldesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Target:
    """What a row is about. `leg` None: no hand-over; `ids` None: found without them."""

    lead: int
    leg: Leg | None
    side: str
    ids: RowIds | None = None

    @property
    def state(self) -> str:
        """Return how the hand-over stood when the list was made, "" if nobody knows."""
        return self.ids.state if self.ids else ""

    @property
    def key(self) -> tuple[int, int, str]:
        """Return what two rows about the same matter have in common."""
        return self.lead, self.leg.record if self.leg else 0, self.side


class Matching:
    """Finds what rows are about."""

    def __init__(self, store: "Store", rows: Iterable[FoundRow]) -> None:
        self._store = store
        self._own = short_store(store.store_id)
        self.legs = {leg.record: leg for leg in legs_of_store(store)}
        self._of_lead: dict[int, list[Leg]] = {}
        for leg in self.legs.values():
            self._of_lead.setdefault(leg.lead, []).append(leg)
        self._carried: dict[str, set[RowIds]] = {}
        carried = [row.ids for row in rows if row.ids and row.ids.store == self._own]
        for ids in carried:
            self._carried.setdefault(ids.who, set()).add(ids)
        connection = store.connection
        people = people_of(connection, {ids.digest for ids in carried})
        leads = {one.id: one.lead_id for one in identities(connection, set(people.values()))}
        self._erased = erased_leads(connection)
        self._suppressed = Suppressed(connection)
        there = set(lead_ids(connection).tolist())
        self._there = there
        self._by_digest = {
            digest: leads[person] for digest, person in people.items() if leads.get(person) in there
        }

    def legs_of(self, lead: int) -> list[Leg]:
        """Return the hand-overs of a lead, oldest first."""
        return self._of_lead.get(lead, [])

    def target(self, row: FoundRow) -> Target | RowProblem:
        """Return what a row is about, or why that is not clear."""
        if row.ids is not None and row.ids.store != self._own:
            return RowProblem(
                "other_store",
                _("This row comes from other data than those that are open."),
                _("Open the data the list was made from, and import it there."),
            )
        ids = self._ids_of(row)
        if ids is None:
            return self._by_words(row)
        lead = self._by_digest.get(ids.digest, ids.lead if ids.lead in self._there else 0)
        leg = self.legs.get(ids.leg)
        if ids.leg and leg is None:
            return RowProblem(
                "no_handover",
                _("The hand-over of this row is not there any more: its list was taken back."),
                _("Look the person up in the list of leads and enter the decision there."),
            )
        if (leg.lead if leg else lead) in self._erased:
            return _erased()
        if leg is not None:
            return Target(leg.lead, leg, ids.side, ids)
        return Target(lead, None, ids.side, ids) if lead else self._by_words(row)

    def _ids_of(self, row: FoundRow) -> RowIds | None:
        """Return the ids of the person a row names: its own, or those that stand beside somebody else."""
        said = tuple(row.text(code) for code in ("name", "company", "email"))
        complete = all(code in row.cells for code in ("name", "company", "email")) and any(said)
        if not complete:
            return row.ids
        who = who_sum(*said)
        if row.ids is not None and row.ids.who == who:
            return row.ids
        others = self._carried.get(who, set())
        if len(others) == 1:
            return next(iter(others))
        # Somebody may have put right how the person is written: then her address or name still finds her.
        found = self._lead_named(*said)
        return row.ids if row.ids is not None and found == self._lead_of(row.ids) else None

    def _lead_of(self, ids: RowIds) -> int:
        return self._by_digest.get(ids.digest, ids.lead)

    def _by_words(self, row: FoundRow) -> Target | RowProblem:
        lead = self._lead_named(row.text("name"), row.text("company"), row.text("email"))
        if lead < 0:
            return RowProblem(
                "several_people",
                _("Several leads fit this row, and its hidden ids are gone."),
                _("Enter it by hand, or fill in a list that was saved anew."),
            )
        if not lead and self._suppressed and self._suppressed.is_hers(_who(row)):
            return _erased()
        if not lead:
            return RowProblem(
                "nobody",
                _("No lead fits this row: neither its hidden ids nor address, name and company are known."),
                _(
                    "Its list may have been taken back. Enter it by hand, or fill in a list that was saved anew."
                ),
            )
        legs = self.legs_of(lead)
        waiting = [leg for leg in legs if leg.is_open] or legs
        leg = waiting[0] if len(waiting) == 1 else None
        return Target(lead, leg, leg.side if leg else "is")

    def _lead_named(self, name: str, company: str, email: str) -> int:
        """Return the one lead of an address, else of a name and company; 0: none, -1: several."""
        keys = keys_of(Who(LISTED, email=email, name=name, company=company))
        found = visible_with_keys(self._store.connection, keys)
        for kind in ("e:", "n:"):
            if kind == "n:" and not name:
                continue
            leads = {
                one.lead_id
                for key, people in found.items()
                if key.startswith(kind)
                for one in people
                if one.lead_id in self._there
            }
            if leads:
                return leads.pop() if len(leads) == 1 else -1
        return 0


def _who(row: FoundRow) -> Who:
    return Who(LISTED, email=row.text("email"), name=row.text("name"), company=row.text("company"))


def _erased() -> RowProblem:
    return RowProblem(ERASED_ROW, erased_row_words(), _("There is nothing left to do about this row."))
