"""The commands around who is the same person: duplicates, merge, separate, unmerge, undo-decision, redo-decision."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from funneldesk.cli.options import Command
from funneldesk.cli.output import AT_FAULT, DONE, show, show_error
from funneldesk.cli.progress import TerminalTask
from funneldesk.cli.scoring import several
from funneldesk.cli.session import Session
from funneldesk.cli.tables import shortened, table
from funneldesk.domain.formats import number
from funneldesk.domain.leads.duplicates_words import crowd_words, evidence_text
from funneldesk.errors import UserError
from funneldesk.i18n import _, ngettext
from funneldesk.operations import merging
from funneldesk.operations.scoring import find_leads
from funneldesk.store.lead_names import lead_names

if TYPE_CHECKING:
    from funneldesk.domain.leads.duplicates import Pair
    from funneldesk.operations.duplicates import Duplicates
    from funneldesk.operations.merging import Decided, Part
    from funneldesk.operations.stores import Store
    from funneldesk.operations.tasks import Task

_SHOWN = 50
Names = Mapping[int, tuple[str, str]]


def commands() -> list[click.Command]:
    """Return the commands, their help in the language in use."""
    return [_duplicates(), _merge(), _separate(), _unmerge(), *_undo_and_redo()]


def _duplicates() -> click.Command:
    @click.command(
        "duplicates", cls=Command, help=_("List leads that may be the same person, the likeliest first.")
    )
    @click.option(
        "--limit", type=click.IntRange(min=1), default=_SHOWN, metavar="N", help=_("As many pairs at most.")
    )
    @click.option(
        "--decided", is_flag=True, help=_("List what was decided instead, and how to take it back.")
    )
    @click.pass_obj
    def duplicates(session: Session, limit: int, *, decided: bool) -> None:
        (_show_decisions if decided else _show_pairs)(session, limit)

    return duplicates


def _show_pairs(session: Session, limit: int) -> None:
    from funneldesk.operations.duplicates import duplicates

    with session.reader() as store, TerminalTask() as task:
        found = duplicates(store, task)
        shown = found.pairs[:limit]
        wanted = [lead for pair in shown for lead in (pair.one, pair.other)]
        names = lead_names(store, [*wanted, found.example] if found.crowd else wanted)
    data: dict[str, Any] = {"total": found.total, "decided": found.decided, "near_only": found.near_only}
    data["pairs"] = [_pair_data(pair, names) for pair in shown]
    show(session, data, lambda: _pairs_text(found, shown, names))


def _show_decisions(session: Session, limit: int) -> None:
    with session.reader() as store:
        found = tuple(reversed(merging.decisions(store)))[:limit]
        names = lead_names(store, [lead for one in found for lead in one.leads])
    data = {"decisions": [decision_data(one) for one in found]}
    show(session, data, lambda: _decisions_text(found, names))


def _pair_data(pair: "Pair", names: Names) -> dict[str, Any]:
    return {
        **{side: _who(lead, names) for side, lead in (("one", pair.one), ("other", pair.other))},
        "points": pair.points,
        "evidence": [{"field": e.field, "likeness": e.likeness, "points": e.points} for e in pair.evidence],
    }


def _who(lead: int, names: Names) -> dict[str, Any]:
    name, company = names.get(lead, ("", ""))
    return {"lead": lead, "name": name, "company": company}


def _pairs_text(found: "Duplicates", shown: tuple["Pair", ...], names: Names) -> str:
    crowd = crowd_words(found.near_only, found.crowd, _short(found.example, names))
    if not shown:
        return "\n\n".join(filter(None, [_("No two leads look like the same person."), crowd]))
    words = ngettext(
        "%(count)s pair of leads may be the same person.",
        "%(count)s pairs of leads may be the same person.",
        found.total,
    ) % {"count": number(found.total)}
    if len(shown) < found.total:
        words += " " + _("The likeliest %(count)s:") % {"count": number(len(shown))}
    rows = [
        [
            *(text for lead in (pair.one, pair.other) for text in (str(lead), _short(lead, names))),
            str(pair.points), evidence_text(pair.evidence),
        ]
        for pair in shown
    ]  # fmt: skip
    headings = [_("Lead"), _("Name / company"), _("Lead"), _("Name / company"), _("Points"), _("Evidence")]
    step = _("The same person: funneldesk merge LEAD LEAD. Two people: funneldesk separate LEAD LEAD.")
    return "\n\n".join(filter(None, [words, table(headings, rows, right="r r r"), crowd, step]))


def _short(lead: int, names: Names) -> str:
    name, company = names.get(lead, ("", ""))
    return shortened(" / ".join(part for part in (name, company) if part), 30)


def decision_data(decided: "Decided") -> dict[str, Any]:
    """Return a decision as JSON has it."""
    return {
        "decision": decided.id,
        "same": decided.same,
        "at": decided.at,
        "undone": decided.hidden,
        "leads": list(decided.leads),
    }


def _decisions_text(found: tuple["Decided", ...], names: Names) -> str:
    if not found:
        return _("Nothing was decided by hand yet.")
    rows = [
        [
            str(one.id), one.at[:10], _("same person") if one.same else _("different people"),
            ", ".join(map(str, one.leads)), _("; ").join(_short(lead, names) for lead in one.leads),
            merging.state_words(one),
        ]
        for one in found
    ]  # fmt: skip
    headings = [_("ID"), _("Decided on"), _("Decision"), _("Lead"), _("Name / company"), ""]
    step = _("To take one back: funneldesk undo-decision ID")
    return "\n\n".join([table(headings, rows, right="r"), step])


def _merge() -> click.Command:
    @click.command("merge", cls=Command, help=_("Make two leads one: they are the same person."))
    @click.argument("one", metavar="LEAD")
    @click.argument("other", metavar="LEAD")
    @click.pass_obj
    def merge(session: Session, one: str, other: str) -> int:
        return _decide(session, one, other, merging.merge)

    return merge


def _separate() -> click.Command:
    @click.command(
        "separate",
        cls=Command,
        help=_("Remember that two leads are different people, whatever lists say later."),
    )
    @click.argument("one", metavar="LEAD")
    @click.argument("other", metavar="LEAD")
    @click.pass_obj
    def separate(session: Session, one: str, other: str) -> int:
        return _decide(session, one, other, merging.separate)

    return separate


def _decide(
    session: Session, one: str, other: str, decide: "Callable[[Store, int, int, Task], Decided]"
) -> int:
    with session.writer() as store, TerminalTask() as task:
        meant = [find_leads(store, text) for text in (one, other)]
        for text, found in zip((one, other), meant, strict=True):
            if len(found) != 1:
                return several(session, text, lead_names(store, found))
        decided = decide(store, meant[0][0], meant[1][0], task)
    show(session, decision_data(decided), lambda: _decided_text(decided))
    return DONE


def _decided_text(decided: "Decided") -> str:
    leads = ", ".join(map(str, decided.leads))
    if decided.hidden:
        words = _("Decision %(id)s is taken back. To bring it back: funneldesk redo-decision %(id)s")
    elif decided.same:
        words = _("One lead now: %(leads)s. To take it back: funneldesk undo-decision %(id)s")
    else:
        words = _("Different people: leads %(leads)s. To take it back: funneldesk undo-decision %(id)s")
    return words % {"id": decided.id, "leads": leads}


def _unmerge() -> click.Command:
    @click.command(
        "unmerge",
        cls=Command,
        help=_("Make two leads of one: take back its last merge, or name the parts that are somebody else."),
    )
    @click.argument("lead", metavar="LEAD")
    @click.argument("parts", metavar="[PART]...", nargs=-1, type=int)
    @click.pass_obj
    def unmerge(session: Session, lead: str, parts: tuple[int, ...]) -> int:
        with session.writer() as store, TerminalTask() as task:
            found = find_leads(store, lead)
            if len(found) != 1:
                return several(session, lead, lead_names(store, found))
            try:
                decided = merging.unmerge(store, found[0], parts, task)
            except UserError as error:
                if error.code not in ("not_merged", "no_part", "all_parts"):
                    raise
                return _parts(session, merging.parts_of(store, found[0]), error)
        show(session, decision_data(decided), lambda: _decided_text(decided))
        return DONE

    return unmerge


def _parts(session: Session, parts: tuple["Part", ...], error: UserError) -> int:
    """List what the lead consists of, beside the error that says why nothing was done."""
    data = {
        "error": {"code": error.code, "message": error.message, "next": error.next_step},
        "parts": [
            {
                "part": part.id, "name": part.who.name, "company": part.who.company, "email": part.who.email,
                "external_id": part.who.external_id, "phone": part.who.phone, "files": list(part.files),
                "row": part.row, "rows": part.rows,
            }
            for part in parts
        ],
    }  # fmt: skip
    rows = [
        [
            str(part.id), part.who.name, shortened(part.who.company, 24), part.who.email, part.who.external_id,
            part.who.phone, shortened(", ".join(part.files), 40), number(part.rows),
        ]
        for part in parts
    ]  # fmt: skip
    headings = [
        _("Part no."), _("Name"), _("Company"), _("E-mail"), _("ID"), _("Phone"), _("List"), _("Rows"),
    ]  # fmt: skip
    show(session, data, lambda: table(headings, rows, right="r      r"))
    if not session.as_json:
        show_error(session, error.code, error.message, error.next_step)
    return AT_FAULT


def _undo_and_redo() -> list[click.Command]:
    @click.command(
        "undo-decision", cls=Command, help=_("Take back a merge or a separation, as if never made.")
    )
    @click.argument("decision", type=int, metavar="ID")
    @click.pass_obj
    def undo(session: Session, decision: int) -> None:
        with session.writer() as store, TerminalTask() as task:
            decided = merging.take_back(store, decision, task)
        show(session, decision_data(decided), lambda: _decided_text(decided))

    @click.command("redo-decision", cls=Command, help=_("Bring back a decision that was taken back."))
    @click.argument("decision", type=int, metavar="ID")
    @click.pass_obj
    def redo(session: Session, decision: int) -> None:
        with session.writer() as store, TerminalTask() as task:
            decided = merging.bring_back(store, decision, task)
        show(session, decision_data(decided), lambda: _decided_text(decided))

    return [undo, redo]
