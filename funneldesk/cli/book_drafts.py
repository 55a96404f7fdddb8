"""The commands of drafts: book draft list, new, use, copy, rename, discard, diff, merge."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from funneldesk.cli.options import Command, Group
from funneldesk.cli.output import AT_FAULT, DONE, error_data, show, show_error
from funneldesk.cli.session import Session
from funneldesk.cli.tables import MISSING, shortened, table
from funneldesk.domain.words import part_label
from funneldesk.i18n import _
from funneldesk.operations import book_drafts as operation

if TYPE_CHECKING:
    from funneldesk.domain.book.book_diff import Difference
    from funneldesk.domain.book.book_merge import Conflict, Side
    from funneldesk.operations.book_drafts import Draft, DraftEntry, Merge
    from funneldesk.store.store import Store

_VALUE_COLUMNS = 44


def commands() -> click.Group:
    """Return the group, its help in the language in use."""

    @click.group("draft", cls=Group, help=_("Drafts of the definition book, by name."))
    def draft() -> None:
        pass

    @draft.command(
        "list", cls=Command, help=_("List the drafts; * is the one that is meant where none is named.")
    )
    @click.pass_obj
    def list_(session: Session) -> None:
        with session.reader() as store:
            found = operation.drafts(store)
        show(session, {"drafts": [_entry_data(entry) for entry in found]}, lambda: _list_text(found))

    @draft.command("new", cls=Command, help=_("Begin a draft from the newest version."))
    @click.argument("name")
    @click.option(
        "--from", "version", type=int, metavar="VERSION", help=_("Begin with what this version says instead.")
    )
    @click.pass_obj
    def new(session: Session, name: str, version: int | None) -> None:
        with session.writer() as store:
            kept = operation.new_draft(store, name, version)
        _say(session, kept, _("“%(name)s” is the draft now."))

    _add_changing(draft)
    _add_comparing(draft)
    return draft


def _add_changing(draft: click.Group) -> None:
    @draft.command("use", cls=Command, help=_("Make a draft the one that is meant where none is named."))
    @click.argument("name")
    @click.pass_obj
    def use(session: Session, name: str) -> None:
        with session.writer() as store:
            kept = operation.use_draft(store, operation.draft_named(store, name).id)
        _say(session, kept, _("“%(name)s” is the draft now."))

    @draft.command("copy", cls=Command, help=_("Begin another draft that says the same."))
    @click.argument("name")
    @click.argument("new_name")
    @click.pass_obj
    def copy(session: Session, name: str, new_name: str) -> None:
        with session.writer() as store:
            kept = operation.copy_draft(store, operation.draft_named(store, name).id, new_name)
        _say(session, kept, _("“%(name)s” is the draft now."))

    @draft.command("rename", cls=Command, help=_("Give a draft another name."))
    @click.argument("name")
    @click.argument("new_name")
    @click.pass_obj
    def rename(session: Session, name: str, new_name: str) -> None:
        with session.writer() as store:
            kept = operation.rename_draft(store, operation.draft_named(store, name).id, new_name)
        _say(session, kept, _("The draft is called “%(name)s” now."))

    @draft.command("discard", cls=Command, help=_("Throw a draft away; the versions stay as they are."))
    @click.argument("name")
    @click.pass_obj
    def discard(session: Session, name: str) -> None:
        with session.writer() as store:
            kept = operation.throw_away(store, operation.draft_named(store, name).id)
        _say(session, kept, _("The draft “%(name)s” is gone."))


def _add_comparing(draft: click.Group) -> None:
    @draft.command("diff", cls=Command, help=_("Say what a draft changes, or how two drafts differ."))
    @click.argument("name", required=False)
    @click.argument("other", required=False)
    @click.pass_obj
    def diff(session: Session, name: str | None, other: str | None) -> None:
        from funneldesk.domain.book.book_diff import differences
        from funneldesk.operations.book import draft_state

        with session.reader() as store:
            state = draft_state(store, _id(store, name))
            first, second = state.base.book, state.book
            if other is not None:
                first, second = second, operation.draft_named(store, other).book
            found = differences(first, second)
        data = {"draft": state.name, "other": other, "differences": [difference_data(d) for d in found]}
        show(session, data, lambda: differences_table(found) if found else _("They say the same."))

    @draft.command(
        "merge",
        cls=Command,
        help=_("Bring a draft up to the newest version; conflicts are chosen one by one."),
    )
    @click.argument("name", required=False)
    @choose_option()
    @click.option("--dry-run", is_flag=True, help=_("Only say what would come of it."))
    @click.pass_obj
    def merge(session: Session, name: str | None, choose: Sequence[str], dry_run: bool) -> int:
        return _merge(session, name, choose, dry_run=dry_run)


def _merge(session: Session, name: str | None, choose: Sequence[str], *, dry_run: bool) -> int:
    with session.reader() if dry_run else session.writer() as store:
        number = _id(store, name)
        first = operation.merge_of(store, number)
        choices = choices_of(choose, first.conflicts)
        found = operation.merge_of(store, number, choices)
        fault = operation.unchosen(found.open) if found.open else None
        if fault is None and not dry_run:
            operation.take_merge(store, number, choices)
    data: dict[str, Any] = {
        "base": found.base,
        "newest": found.newest,
        "arriving": [difference_data(d) for d in found.arriving],
        "differences": [difference_data(d) for d in found.changes],
        "conflicts": conflicts_data(found.conflicts, choose),
        "merged": fault is None and not dry_run,
    }
    if fault is not None:
        data |= error_data(fault.code, fault.message, fault.next_step)
    show(session, data, lambda: _merge_text(found, merged=data["merged"]))
    if fault is not None and not session.as_json:
        show_error(session, fault.code, fault.message, fault.next_step)
    return DONE if fault is None else AT_FAULT


def _merge_text(found: "Merge", *, merged: bool) -> str:
    lines = []
    if found.base is None:
        words = _(
            "The draft was made from a version that this data does not hold: it is compared with version %(new)s."
        )
        lines.append(words % {"new": found.newest})
    if found.arriving:
        lines += [_("Agreed on since, and coming into the draft:"), differences_table(found.arriving)]
    if found.open:
        lines.append(conflicts_text(found.open, (_("the draft"), _("the newest version"))))
    lines += [_("What the draft then changes:"), differences_table(found.changes)]
    if merged:
        lines.append(_("The draft is one of version %(number)s now.") % {"number": found.newest})
    return "\n\n".join(lines)


def choose_option() -> Callable[[Any], Any]:
    """Return the option that chooses in conflicts: --choose 2=theirs."""
    words = _("Which side of a conflict holds: its number, “=”, mine or theirs. May be given several times.")
    return click.option("--choose", multiple=True, metavar="N=SIDE", help=words)


def choices_of(texts: Sequence[str], conflicts: Sequence["Conflict"]) -> "dict[str, Side]":
    """Return the choices by key of a conflict; wrong usage where a text is none."""
    found: dict[str, Side] = {}
    for text in texts:
        number, _equals, side = text.partition("=")
        place = int(number) if number.strip().isdecimal() else 0
        if side.strip() not in {"mine", "theirs"} or not 1 <= place <= len(conflicts):
            raise click.UsageError(
                _(
                    "--choose %(text)s: write the number of a conflict (1 to %(count)s), “=” and mine or theirs."
                )
                % {"text": text, "count": len(conflicts)}
            )
        found[conflicts[place - 1].key] = "mine" if side.strip() == "mine" else "theirs"
    return found


def conflicts_data(conflicts: Sequence["Conflict"], choose: Sequence[str]) -> list[dict[str, Any]]:
    """Return conflicts as JSON has them; `chosen` is null where nobody chose."""
    choices = choices_of(choose, conflicts)
    return [
        {
            "number": number,
            "part": conflict.part,
            "where": conflict.where,
            "mine": [difference_data(d) for d in conflict.mine],
            "theirs": [difference_data(d) for d in conflict.theirs],
            "chosen": choices.get(conflict.key),
        }
        for number, conflict in enumerate(conflicts, 1)
    ]


def conflicts_text(conflicts: Sequence["Conflict"], sides: tuple[str, str]) -> str:
    """Return conflicts as a table; `sides`: what "mine" and "theirs" are here."""
    rows = [
        [str(number), part_label(c.part), c.where, _changes(c.mine), _changes(c.theirs)]
        for number, c in enumerate(conflicts, 1)
    ]
    mine, theirs = (_("mine: %(side)s"), _("theirs: %(side)s"))
    return table(
        ["", _("Part"), _("Where"), mine % {"side": sides[0]}, theirs % {"side": sides[1]}], rows, right="r"
    )


def difference_data(difference: "Difference") -> dict[str, Any]:
    """Return a difference as JSON has it."""
    return {
        "part": difference.part,
        "where": difference.where,
        "before": difference.before,
        "after": difference.after,
    }


def differences_table(found: Sequence["Difference"]) -> str:
    """Return differences as a table."""
    rows = [[part_label(d.part), d.where, _value(d.before), _value(d.after)] for d in found]
    return table([_("Part"), _("Where"), _("Before"), _("After")], rows)


def _changes(found: Sequence["Difference"]) -> str:
    return "; ".join(f"{_value(d.before)} → {_value(d.after)}" for d in found)


def _value(text: str | None) -> str:
    return MISSING if text in {None, ""} else shortened(str(text), _VALUE_COLUMNS)


def _id(store: "Store", name: str | None) -> int | None:
    return None if name is None else operation.draft_named(store, name).id


def _say(session: Session, draft: "Draft", words: str) -> None:
    data = {"draft": {"id": draft.id, "name": draft.name, "base": draft.base}}
    show(session, data, lambda: words % {"name": operation.draft_label(draft.name)})


def _entry_data(entry: "DraftEntry") -> Mapping[str, Any]:
    return {
        "id": entry.id,
        "name": entry.name,
        "base": entry.base,
        "current": entry.current,
        "outdated": entry.outdated,
        "changes": entry.changes,
        "updated_at": entry.updated_at,
    }


def _list_text(found: Sequence["DraftEntry"]) -> str:
    if not found:
        return _("There are no drafts.")
    rows = [
        [
            "*" if entry.current else "",
            operation.draft_label(entry.name),
            _("unknown") if entry.base is None else str(entry.base),
            str(entry.changes),
            _("has to be merged with the newest version") if entry.outdated else "",
        ]
        for entry in found
    ]
    return table(["", _("Draft"), _("From version"), _("Changes"), ""], rows, right="  rr")
