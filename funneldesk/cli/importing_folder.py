"""`import` on a folder: every list in it, one result each."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from funneldesk.cli.importing_results import COUNTS, any_taken, count_words, nothing_taken, result_data
from funneldesk.cli.output import AT_FAULT, DONE, error_data, show
from funneldesk.cli.progress import TerminalTask
from funneldesk.cli.session import Session
from funneldesk.cli.tables import MISSING, shortened, table
from funneldesk.domain.formats import colon, number
from funneldesk.domain.words import heading, list_label
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations import importing_folder
from funneldesk.operations.people_by_name import by_name_words

if TYPE_CHECKING:
    from funneldesk.operations.importing_folder import FolderResult

#: Options that are about one list.
_OF_ONE_LIST = {"kind": "--kind", "sheet": "--sheet", "mapping": "--map", "problems": "--problems"}


def import_folder(session: Session, folder: Path, options: Mapping[str, Any]) -> int:
    """Import every list of a folder and print one result each; exit code 1 if any was at fault."""
    for name, option in _OF_ONE_LIST.items():
        if options[name]:
            words = _("%(option)s is about one list, not about a folder.") % {"option": option}
            raise click.UsageError(words, click.get_current_context())
    session.when_stopped = _("Lists that were finished stay; funneldesk imports shows them.")
    dry_run = options["dry_run"]
    with session.receiving(dry_run=dry_run) as receiving, TerminalTask(rows=True) as task:
        found = importing_folder.import_folder(
            receiving.store,
            folder,
            list_date=options["list_date"],
            dates=options["dates"],
            dry_run=dry_run,
            task=task,
        )
        receiving.keep = any(one.taken_back or (one.result and any_taken(one.result)) for one in found)
    faults = [_fault(one) for one in found]
    data = {
        "files": len({one.path for one in found}),
        "known": sum(_is_known(one) for one in found),
        "failed": sum(fault is not None for fault in faults),
        "dry_run": dry_run,
        "imports": [_data(one, fault) for one, fault in zip(found, faults, strict=True)],
        **{name: sum(getattr(one.result, name) for one in found if one.result) for name in ("rows", *COUNTS)},
    }
    show(session, data, lambda: _text(found, faults, dry_run=dry_run))
    return AT_FAULT if any(faults) else DONE


def _is_known(one: "FolderResult") -> bool:
    return one.taken_back is not None or (one.result is not None and one.result.again)


def _fault(one: "FolderResult") -> UserError | None:
    if one.error or one.result is None:
        return one.error  # a file that was taken back by hand is no fault
    return None if any_taken(one.result) else nothing_taken(one.path, one.result)


def _data(one: "FolderResult", fault: UserError | None) -> dict[str, Any]:
    data: dict[str, Any] = {"file": one.path.name, "known": _is_known(one)}
    if one.result:
        data |= result_data(one.result)
    if one.taken_back:
        data |= {"batch": one.taken_back.id, "undone": True}
    if fault:
        data |= error_data(fault.code, fault.message, fault.next_step)
    return data


def _text(found: tuple["FolderResult", ...], faults: list[UserError | None], *, dry_run: bool) -> str:
    rows = []
    for one in found:
        result = one.result
        counts = [MISSING] * (len(COUNTS) + 1)
        if result:
            counts = [number(getattr(result, name)) for name in ("rows", *COUNTS)]
        rows.append(
            [shortened(one.path.name, 40), list_label(result.kind) if result else "", *counts, _state(one)]
        )
    headings = [_("List"), _("Kind"), _("Rows"), *(heading(count_words(name)) for name in COUNTS), ""]
    lines = [table(headings, rows, right="  rrrrrr")]
    lines += [f"{fault.message}\n→ {fault.next_step}" for fault in faults if fault]
    named = [(one.path.name, by_name_words(one.result.by_name)) for one in found if one.result]
    lines += [f"{name}{colon()}{words}" for name, words in named if words]
    if dry_run:
        lines.append(_("Nothing was written."))
    return "\n\n".join(lines)


def _state(one: "FolderResult") -> str:
    if one.taken_back:
        words = _("taken back, stays out (funneldesk redo-import %(batch)s)")
        return words % {"batch": one.taken_back.id}
    if one.result and one.result.again:
        return _("imported before")
    return _("failed") if one.error else ""
