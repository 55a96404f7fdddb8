"""Importing every list of a folder: for a job that runs every morning on the folder where the exports lie."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from funneldesk.domain.fields import IMPORT_ORDER
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations.batches import sha256_of
from funneldesk.operations.importing import ImportResult, import_list, nothing_new
from funneldesk.operations.importing_workbook import plans_of
from funneldesk.operations.tasks import NO_TASK, Task
from funneldesk.store import records as stored
from funneldesk.store.records import BatchInfo
from funneldesk.store.replacing import replacements

if TYPE_CHECKING:
    from funneldesk.domain.lists.mapping import DateOrder, ImportPlan
    from funneldesk.store.store import Store

_SUFFIXES = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt"}
#: The entry of `meta` that says how many lists a file with that content holds: all of them were looked at.
_LISTS = "lists:{}"


@dataclass(frozen=True, slots=True)
class FolderResult:
    """What importing one list of a folder came to: a result, or the error that says why not.

    `taken_back`: exactly this list was imported and taken back by somebody; a folder does not bring it in again.
    """

    path: Path
    result: ImportResult | None = None
    taken_back: BatchInfo | None = None
    error: UserError | None = field(default=None, compare=False)


def import_folder(
    store: "Store",
    folder: Path,
    *,
    list_date: date | None = None,
    dates: "DateOrder | None" = None,
    dry_run: bool = False,
    task: Task = NO_TASK,
) -> tuple[FolderResult, ...]:
    """Import every list of a folder, each on its own: one that fails does not keep the others out.

    Files all of whose lists were imported before are known by their content and not read again.
    """
    files = [path for path in sorted(folder.iterdir()) if _is_list(path)]
    if not files:
        raise UserError(
            "empty_folder",
            _("There is no list in {folder}.").format(folder=str(folder)),
            _("Put the lists (.xlsx, .xls, .csv ...) there, then try again."),
        )
    found: list[tuple[Path, ImportPlan]] = []
    results: list[FolderResult] = []
    looked_at: dict[str, int] = {}
    for path in files:
        try:
            content = sha256_of(path)
            known = _known_lists(store, content, list_date)
            if known and len(known) >= _lists_in(store, content, known):
                results += [_known(store, path, info, dry_run=dry_run) for info in known.values()]
                continue
            plans = plans_of(store, path, dates=dates, task=task)
            looked_at[content] = len(plans)
            results += [
                _known(store, path, known[plan.sheet], dry_run=dry_run)
                for plan in plans
                if plan.sheet in known
            ]
            found += [(path, plan) for plan in plans if plan.sheet not in known]
        except (UserError, OSError) as error:
            results.append(FolderResult(path, error=_said(path, error)))
    found.sort(key=lambda entry: IMPORT_ORDER.index(entry[1].kind))
    for path, plan in found:
        try:
            result = import_list(store, path, plan, list_date=list_date, dry_run=dry_run, task=task)
            results.append(FolderResult(path, result))
        except (UserError, OSError) as error:
            results.append(FolderResult(path, error=_said(path, error)))
    if not dry_run:
        _remember_lists(store, looked_at)
    return tuple(results)


def _known_lists(store: "Store", content: str, list_date: date | None) -> dict[str | None, BatchInfo]:
    """Return what is there of exactly this file, by sheet: an import that counts, else one that was taken back."""
    corrected = replacements(store.connection)
    same = stored.same_file(store.connection, content)
    if list_date is not None:
        same = [info for info in same if info.list_date == str(list_date)]
    counts = {info.sheet: info for info in same if not info.hidden or info.id in corrected}
    return {info.sheet: info for info in same} | counts


def _lists_in(store: "Store", content: str, known: dict[str | None, BatchInfo]) -> int:
    """Return how many lists a file holds; where nobody counted them, a text file holds one."""
    counted = store.setting(_LISTS.format(content))
    if counted:
        return int(counted)
    return 1 if None in known else len(known) + 1


def _remember_lists(store: "Store", looked_at: dict[str, int]) -> None:
    new = {
        content: lists
        for content, lists in looked_at.items()
        if store.setting(_LISTS.format(content)) != str(lists)
    }
    if new:
        with store.transaction():
            for content, lists in new.items():
                store.set_setting(_LISTS.format(content), str(lists))


def _known(store: "Store", path: Path, info: BatchInfo, *, dry_run: bool) -> FolderResult:
    if info.hidden and info.id not in replacements(store.connection):
        return FolderResult(path, taken_back=info)
    return FolderResult(path, nothing_new(store, info, path.name, dry_run=dry_run))


def _said(path: Path, error: UserError | OSError) -> UserError:
    if isinstance(error, UserError):
        return error
    return UserError(
        "cannot_read",
        _("{file} cannot be read.").format(file=str(path)),
        _("Check the name and your rights. If it is open in another program, close it there."),
    )


def _is_list(path: Path) -> bool:
    # "~$" is what Excel puts beside a file that is open.
    return path.is_file() and path.suffix.lower() in _SUFFIXES and not path.name.startswith(("~$", "."))
