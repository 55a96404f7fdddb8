"""What can be done for one lead, done for many in one step: hand over, decline, accept, comment; taken back as one.

Leads for whom it makes no sense are left out, and said so: whoever is with sales is not handed over again.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from funneldesk.domain.formats import number, sentences
from funneldesk.domain.moment import day_text
from funneldesk.errors import UserError
from funneldesk.i18n import N_, _, ngettext
from funneldesk.operations.book import book_in_force
from funneldesk.operations.by_hand import (
    Entry,
    about_leg,
    comment_values,
    enter_together,
    new_leg,
    note_values,
)
from funneldesk.operations.editing import require_few
from funneldesk.operations.lead_page import reasons_to_decline
from funneldesk.operations.legs import Leg, legs_of_store
from funneldesk.store.erasing import erased_leads

if TYPE_CHECKING:
    from funneldesk.store.store import Store

#: Why somebody is left out.
_LEFT_OUT = {
    "erased": N_("erased"),
    "with_sales": N_("with sales already"),
    "waiting": N_("already handed over and not decided"),
    "not_waiting": N_("no hand-over waits for a decision"),
}


@dataclass(frozen=True, slots=True)
class Many:
    """A step that was made: its number (0: it concerned nobody), for how many leads, and who was left out and why."""

    number: int
    leads: int
    left_out: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """What an act on many asks first: the headings of a comment, and the reasons to decline with what follows."""

    template: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]


def asked(store: "Store", day: int) -> Asked:
    """Return what the book in force on a day asks for."""
    book = book_in_force(store, day).book
    return Asked(book.data_rules.comment_template, reasons_to_decline(book))


def hand_over_many(
    store: "Store",
    leads: Sequence[int],
    side: str,
    day: int,
    *,
    owner: str = "",
    comment: str = "",
) -> Many:
    """Hand leads to inside sales or to sales on a day, unless they are there."""

    def entry(lead: int, leg: Leg | None) -> Entry | str:
        if leg is not None and leg.side == "sales" and leg.decision != "rejected":
            return "with_sales"
        if side == "is" and leg is not None and leg.is_open:
            return "waiting"
        return Entry(
            "handovers",
            lead,
            {**new_leg(side, day), "owner": owner.strip(), **comment_values(comment, day)},
        )

    return _enter(store, leads, entry, "hand-over")


def accept_many(store: "Store", leads: Sequence[int], day: int) -> Many:
    """Accept the newest hand-over of each lead that waits for a decision."""

    def entry(lead: int, leg: Leg | None) -> Entry | str:
        if leg is None or not leg.is_open:
            return "not_waiting"
        return Entry(
            "handovers", lead, {**about_leg(leg), "decision": "accepted", "decided_at": day_text(day) or ""}
        )

    return _enter(store, leads, entry, "accepted")


def let_go_many(store: "Store", leads: Sequence[int], reason: str, day: int) -> Many:
    """Give leads up for now with a reason of the book: reject what waits, else pass on and reject in one act."""
    known = [name for name, _follows in asked(store, day).reasons]
    if reason not in known:
        raise UserError(
            "no_reason",
            _("“{reason}” is no reason of the definition book.").format(reason=reason),
            _("Choose one of: {reasons}").format(reasons=" / ".join(known)),
        )
    decided = {"decision": "rejected", "decided_at": day_text(day) or "", "reason": reason}

    def entry(lead: int, leg: Leg | None) -> Entry:
        waits = leg is not None and leg.is_open
        about = about_leg(leg) if leg is not None and waits else new_leg("is", day)
        return Entry("handovers", lead, {**about, **decided})

    return _enter(store, leads, entry, "let-go")


def write_down_many(store: "Store", leads: Sequence[int], text: str, day: int) -> Many:
    """Comment on the hand-over of each lead that waits for a decision; about the others it is a note."""

    def entry(lead: int, leg: Leg | None) -> Entry:
        if leg is not None and leg.is_open:
            return Entry("handovers", lead, {**about_leg(leg), **comment_values(text, day)})
        return Entry("activities", lead, note_values(text, day))

    return _enter(store, leads, entry, "comment")


def many_words(done: Many) -> str:
    """Return for how many leads something was done, and who was left out and why."""
    words = ngettext("Entered for %(count)s lead.", "Entered for %(count)s leads.", done.leads)
    said = words % {"count": number(done.leads)} if done.leads else _("Nothing was entered.")
    left = _(", ").join(
        _("{count} ({why})").format(count=number(count), why=_(_LEFT_OUT[why]))
        for why, count in done.left_out.items()
    )
    return sentences(said, _("Left out: {leads}.").format(leads=left) if left else "")


def _enter(
    store: "Store",
    leads: Sequence[int],
    entry_of: "Callable[[int, Leg | None], Entry | str]",
    operation: str,
) -> Many:
    require_few(len(leads))
    newest = _newest_legs(legs_of_store(store), leads)
    erased = erased_leads(store.connection)
    entries: list[Entry] = []
    left_out: dict[str, int] = {}
    for lead in leads:
        made = "erased" if lead in erased else entry_of(lead, newest.get(lead))
        if isinstance(made, str):
            left_out[made] = left_out.get(made, 0) + 1
        else:
            entries.append(made)
    step = enter_together(store, entries, operation) if entries else 0
    return Many(step, len(entries), left_out)


def _newest_legs(legs: Iterable[Leg], leads: Iterable[int]) -> dict[int, Leg]:
    """Return the hand-over of each lead that counts now: one that waits for a decision, else the newest."""
    wanted, found = frozenset(leads), dict[int, Leg]()
    for leg in legs:
        if leg.lead in wanted:
            before = found.get(leg.lead)
            if before is None or _rank(leg) >= _rank(before):
                found[leg.lead] = leg
    return found


def _rank(leg: Leg) -> tuple[bool, str, int]:
    return leg.is_open, leg.handed_at, leg.record
