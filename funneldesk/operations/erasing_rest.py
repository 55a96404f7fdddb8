"""What lies outside the store about people who were erased: its log, caches, backups, the shared folder.

Written down in the transaction of the erasure (`store.suppression`: "erasing") and crossed off one by one, so that
the next opening for writing finishes whatever a program that died left. The marks left in the store find a person in
any copy of it; nothing of her has to be remembered for that.
"""

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations.backup import backup_folder
from funneldesk.operations.changes import note
from funneldesk.operations.erasing import Erasure, erase
from funneldesk.operations.suppressing import Suppressed
from funneldesk.operations.tasks import NO_TASK, Task
from funneldesk.share.names import RESPONSES, SEALED
from funneldesk.store import caches
from funneldesk.store import suppression as kept
from funneldesk.store.copies import opened_copy, replaced, shrink
from funneldesk.store.erasing import everybody_by_who
from funneldesk.store.suppression import Carried, carried_from, carry_into

if TYPE_CHECKING:
    from funneldesk.share.file_system import FileSystem
    from funneldesk.store.store import Store

#: Files that could not be scrubbed in this run of the program: not tried again with each write.
_failed: set[Path] = set()


def copies_of(store_path: Path) -> tuple[Path, ...]:
    """Return every copy of a store the program ever makes: backups, files kept before an update or a restore."""
    stem, suffix = store_path.stem, store_path.suffix
    found = [
        path
        for path in (*_files(store_path.parent), *_files(backup_folder(store_path)))
        if (path.name.startswith(f"{stem}-") and path.suffix == suffix)
        or path.name.startswith(f"{store_path.name}.before-")
    ]
    return tuple(sorted(found))


def _files(folder: Path) -> list[Path]:
    with suppress(OSError):
        return [path for path in folder.iterdir() if path.is_file()]
    return []


def erase_person(
    store: "Store", lead_id: int, *, files: "FileSystem | None" = None, task: Task = NO_TASK
) -> tuple[Erasure, tuple[UserError, ...]]:
    """Erase a person everywhere; return what was done, and what could not be done yet, in words."""
    pending: dict[str, Any] = {"shrink": True, "files": []}
    if store.in_file:
        pending["files"] = [_relative(store.path, path) for path in copies_of(store.path)]
        _failed.difference_update(copies_of(store.path))
    done = erase(store, lead_id, pending=pending, task=task)
    return done, after_erasing(store, files=files, task=task)


def _relative(store_path: Path, path: Path) -> str:
    return path.relative_to(store_path.parent).as_posix()


def after_erasing(
    store: "Store", *, files: "FileSystem | None" = None, task: Task = NO_TASK
) -> tuple[UserError, ...]:
    """Do what is still to be done outside the store; return what could not be done, in words.

    `files`: the shared folder where it can be reached. Whatever fails is tried again with the next run.
    """
    pending = kept.pending_of(store)
    if pending is None:
        return ()
    problems: list[UserError] = []
    if store.in_file:
        problems += _copies(store, pending, task)
        caches.drop(store.path)
    if files is not None:
        problems += _answers(store, pending, files)
    if pending.get("shrink") and (not store.in_file or shrink(store)):
        _cross_off(store, pending | {"shrink": False})
        # What crossing off left in the log is its own line.
        if store.in_file:
            shrink(store)
    return tuple(problems)


def finish_if_due(store: "Store") -> None:
    """Finish what a program that died left; what cannot be done now stays to be done."""
    pending = kept.pending_of(store)
    if pending and (pending.get("shrink") or _left(store.path, pending)):
        after_erasing(store)


def _left(store_path: Path, pending: dict[str, Any]) -> list[str]:
    return [name for name in pending.get("files", ()) if store_path.parent / name not in _failed]


def _cross_off(store: "Store", pending: dict[str, Any]) -> None:
    is_done = not (pending.get("files") or pending.get("answers") or pending.get("shrink"))
    with store.aside():
        kept.set_pending(store, None if is_done else pending)


def _copies(store: "Store", pending: dict[str, Any], task: Task) -> list[UserError]:
    problems = []
    carried = carried_from(store)
    names = list(pending.get("files", ()))
    for place, name in enumerate(names):
        task.report(place, len(names))
        path = store.path.parent / name
        try:
            if path.exists():
                scrub_copy(path, carried)
        except (UserError, OSError) as error:
            _failed.add(path)
            problems.append(_not_scrubbed(path, error))
            continue
        pending["files"] = [other for other in pending["files"] if other != name]
        _cross_off(store, pending)
    return problems


def _not_scrubbed(path: Path, error: UserError | OSError) -> UserError:
    reason = error.message if isinstance(error, UserError) else error.strerror or str(error)
    return UserError(
        "not_scrubbed",
        _("The person still stands in {file}: {reason}").format(file=path.name, reason=reason),
        _("Close other programs, then start FunnelDesk again, or delete the file: {path}").format(path=path),
    )


def scrub_copy(path: Path, carried: Carried, task: Task = NO_TASK) -> None:
    """Erase everybody from a copy who was erased from the store, and let it know them."""
    with replaced(path) as fresh, opened_copy(fresh) as copy:
        bring_up_to_date(copy, carried, task)


def bring_up_to_date(copy: "Store", carried: Carried, task: Task = NO_TASK) -> None:
    """Let an older state of a store know who was erased since, and erase them there."""
    with copy.transaction():
        carry_into(copy, carried)
    for lead in suppressed_leads(copy):
        with suppress(UserError):  # gone with one before: two leads of then, one person by now
            erase(copy, lead, task=task)
    with copy.transaction():
        kept.set_pending(copy, None)
    shrink(copy)


def suppressed_leads(store: "Store") -> Sequence[int]:
    """Return the leads of everybody in a store who is known to be erased but is still there."""
    erased = Suppressed(store.connection)
    if not erased:
        return ()
    return sorted(
        {lead for _number, lead, who in everybody_by_who(store.connection) if lead and erased.is_hers(who)}
    )


def _answers(store: "Store", pending: dict[str, Any], files: "FileSystem") -> list[UserError]:
    """Delete the files of answers about them from the shared folder."""
    for device, number, sum16 in list(pending.get("answers", ())):
        try:
            for ending in (".json", ".json" + SEALED):
                with suppress(FileNotFoundError):
                    files.delete(f"{RESPONSES}/{device}/{number}-{sum16}{ending}")
        except OSError as error:
            return [
                UserError(
                    "not_deleted",
                    _("Answers about the person still lie in the shared folder {folder}: {reason}").format(
                        folder=files.where, reason=error.strerror or error
                    ),
                    _("They are deleted when the folder can be reached with the next publication."),
                )
            ]
        pending["answers"] = [one for one in pending["answers"] if one != [device, number, sum16]]
        _cross_off(store, pending)
    return []


def restored(copy: Path, carried: Carried, backup_name: str) -> None:
    """Make a backup ready to take the place of a store that knows `carried`: who was erased since is erased in it."""
    with opened_copy(copy) as store:
        if carried.hashes:
            bring_up_to_date(store, carried)
        with store.transaction() as connection:
            # Its secret too: an older program made it with the first publication, perhaps after this backup.
            carry_into(store, carried)
            if carried.pending:
                kept.set_pending(store, json.loads(carried.pending))
            note(connection, "restore", {"file": backup_name})
