"""Publishing: what the team may know of a store is put into the shared folder as a file of its own (DESIGN 9).

Answers are taken in first, so that what is published acknowledges them. Until the manifest is there nothing has
happened to readers; afterwards everything has, whatever becomes of this computer.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from funneldesk import __version__
from funneldesk.domain.formats import moment
from funneldesk.domain.moment import instant_text
from funneldesk.domain.team.levels import DEFAULT, LEVELS, Level, says_more
from funneldesk.domain.team.manifest import Manifest
from funneldesk.domain.team.publication import SCHEMA, Publication
from funneldesk.errors import UserError, cannot_write
from funneldesk.files.writing.workbook_child import WorkbookWriter
from funneldesk.i18n import _, ngettext, speaking
from funneldesk.operations import share_words as words
from funneldesk.operations.business_day import business_day
from funneldesk.operations.collecting import acknowledged, collect_from
from funneldesk.operations.erasing import withdrawn
from funneldesk.operations.erasing_rest import after_erasing
from funneldesk.operations.facts import facts_of
from funneldesk.operations.publication import gather_publication
from funneldesk.operations.share_conflicts import decided_and_disputed
from funneldesk.operations.share_owner import (
    NAME_SETTING,
    Owner,
    owner_name,
    owner_of,
    publisher_name,
    remember_owner,
)
from funneldesk.operations.share_passphrase import (
    NewPassphrase,
    Seal,
    begin_seal,
    end_seal,
    keep_key,
    seal_of,
)
from funneldesk.operations.share_reach import (
    FOLDER_SETTING,
    ID_SETTING,
    LEVEL_SETTING,
    Reach,
    folder_of,
    is_same,
    reach,
)
from funneldesk.operations.share_state import Member, Rival, ShareProblem, ShareState, share_state
from funneldesk.operations.tasks import NO_TASK, Task, no_collection
from funneldesk.operations.team_reading import is_sealed
from funneldesk.share.names import SEALED
from funneldesk.share.publication_file import write_publication
from funneldesk.share.publishing import put_publication, sweep
from funneldesk.share.reading import publications
from funneldesk.store.audit import add_entry
from funneldesk.store.lead_list import count_leads
from funneldesk.store.publications import add_publication, last_publication

if TYPE_CHECKING:
    from funneldesk.share.file_system import FileSystem
    from funneldesk.store.store import Store

__all__ = [
    "Member",
    "Published",
    "Rival",
    "ShareProblem",
    "ShareState",
    "choose",
    "publish",
    "share_state",
]
_STEPS = 5
#: From so many leads on the workbook is written by a child: on another core, while the database is written.
_MANY = 20_000


@dataclass(frozen=True, slots=True)
class Published:
    """A publication that lies on the share. `collected`: answers taken in before; `notes`: sentences for people."""

    manifest: Manifest
    folder: Path
    sealed: bool
    collected: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Turn:
    """Which publication this will be. `before`: whose were read until now, where somebody else's were."""

    owner: Owner
    epoch: int
    seq: int
    before: Manifest | None


@dataclass(frozen=True, slots=True)
class _Made:
    """The files of a publication, on this computer."""

    sqlite: bytes
    workbook: bytes | None
    rows: Mapping[str, int]


def publish(
    store: "Store",
    folder: Path,
    *,
    level: Level | None = None,
    name: str | None = None,
    passphrase: str | None = None,
    new_passphrase: NewPassphrase | None = None,
    take_over: bool = False,
    anew: bool = False,
    only_newest: bool = False,
    as_of: int | None = None,
    files: "FileSystem | None" = None,
    home: Path | None = None,
    task: Task = NO_TASK,
) -> Published:
    """Publish a store into the team's folder and return what lies there now; UserError where it cannot be.

    `level`: what was chosen before where none is given, else "masked". `name`: who publishes, as colleagues read it;
    None as before, "" the computer's. `passphrase`: opens what lies there, and seals
    what has none; `new_passphrase`: from this publication on. `take_over`: although another computer
    publishes there. `anew`: although the folder was emptied. `only_newest`: no older publication stays.
    """
    if not (store.writes and store.in_file):
        raise words.needs_writing(store.path)
    named = {} if name is None else {NAME_SETTING: publisher_name(name)}
    task.report(0, _STEPS)
    another = new_passphrase is not None
    found = reach(store, folder, passphrase=passphrase, anew=anew, another=another, files=files)
    seal = seal_of(store, found, new_passphrase, passphrase)
    turn = _turn(store, found, owner_of(store, home), take_over=take_over)
    chosen = level or _chosen(store) or DEFAULT
    before = folder_of(store)
    _settle(store, found, turn.owner, {LEVEL_SETTING: chosen, **named}, seal)
    task.report(1, _STEPS)
    # Committed before anything is made of it: what a manifest acknowledges is in the store.
    collected = collect_from(store, found)
    today = business_day(store)
    day = today if as_of is None else as_of
    with no_collection():
        planned, made = _gathered_and_made(
            store, _planned(store, found, turn, chosen, day), seal, today, task
        )
    task.report(3, _STEPS)
    manifest = put_publication(found.share, planned, made.sqlite, made.workbook, seal.key)
    _record(store, manifest, turn, seal)
    task.report(4, _STEPS)
    notes = (
        *(one.message for one in collected.problems),
        *_left_behind(before, found),
        *keep_key(found, seal),
        *_afterwards(store, found, manifest, seal, only_newest=only_newest),
    )
    return Published(manifest, found.folder, seal.key is not None, collected.new, notes)


def choose(store: "Store", folder: Path, level: Level) -> None:
    """Remember where and for whom this store is to be published; nothing is published yet."""
    with store.aside():
        store.set_setting(FOLDER_SETTING, str(folder))
        store.set_setting(LEVEL_SETTING, level)


def _chosen(store: "Store") -> Level | None:
    said = store.setting(LEVEL_SETTING)
    return next((level for level in LEVELS if level == said), None)


def _left_behind(before: Path | None, found: Reach) -> tuple[str, ...]:
    """Say that what was published into another folder is still there: from now on nothing reaches it."""
    if before is None or is_same(before, found.folder):
        return ()
    words = _(
        "What was published into {folder} is still there, also of people who are erased later. Delete it there."
    )
    return (words.format(folder=str(before)),)


def _turn(store: "Store", found: Reach, owner: Owner, *, take_over: bool) -> _Turn:
    """Return the number of this publication; UserError where it is another computer's turn, or cannot be told."""
    # A newer program may have taken over: two would publish side by side, each read by some of the team.
    newer = next((one for one in found.seen.problems if one.code == "newer_publication"), None)
    if newer:
        raise newer
    own = last_publication(store.connection, found.share.id)
    known = [*found.seen.manifests, *([own] if own else [])]
    newest = max(known, key=lambda one: one.order, default=None)
    if newest is None:
        return _Turn(owner, 1, found.seen.taken.get(1, 0) + 1, None)
    if newest.owner == owner.id:
        # A file of this number may lie there without its manifest, or have been forgotten by the share.
        last = max(newest.seq, found.seen.taken.get(newest.epoch, 0))
        return _Turn(owner, newest.epoch, last + 1, None)
    # Into a folder that was set up just now nobody else publishes, whoever did elsewhere.
    if not (take_over or found.is_new):
        raise words.other_owner(newest, store.zone)
    return _Turn(owner, newest.epoch + 1, found.seen.taken.get(newest.epoch + 1, 0) + 1, newest)


def _settle(store: "Store", found: Reach, owner: Owner, chosen: Mapping[str, str], seal: Seal) -> None:
    """Write who publishes where and what was chosen, before anything is there: who is killed goes on as the same."""
    with store.aside():
        remember_owner(store, owner)
        store.set_setting(FOLDER_SETTING, str(found.folder))
        store.set_setting(ID_SETTING, found.share.id)
        for setting, value in chosen.items():
            store.set_setting(setting, value)
        begin_seal(store, seal)


def _gathered_and_made(
    store: "Store", planned: Manifest, seal: Seal, today: int, task: Task
) -> tuple[Manifest, _Made]:
    """Return the files of what is planned, and the plan with the rows they have; all that was gathered is gone."""
    # With the facts come the hand-overs: asked for first, they would be gathered twice.
    facts_of(store)
    decided, disputed = decided_and_disputed(store, planned.as_of, today)
    with WorkbookWriter(apart=seal.key is None and count_leads(store) > _MANY) as workbook:
        gathered = gather_publication(store, planned.level, planned.as_of, decided=decided, disputed=disputed)
        task.report(2, _STEPS)
        publication = _signed(gathered, planned, store.zone)
        made = _made(store, publication, workbook if seal.key is None else None)
    return replace(planned, rows=made.rows), made


def _made(store: "Store", publication: Publication, writer: WorkbookWriter | None) -> _Made:
    """Return the files of a publication, made and read back on this computer's own disk."""
    try:
        with _workroom(store) as room:
            # A child that outlives this program must not write into what the next one makes.
            sqlite, workbook = room / "publication.sqlite", room / f"publication-{os.getpid()}.xlsx"
            if writer:
                writer.begin(workbook, publication)
            rows = write_publication(sqlite, publication)
            if writer:
                writer.finish()
            return _Made(sqlite.read_bytes(), workbook.read_bytes() if writer else None, rows)
    except OSError as error:
        raise cannot_write(_room(store)) from error


def _room(store: "Store") -> Path:
    return store.path.with_name(store.path.name + ".publishing")


@contextmanager
def _workroom(store: "Store") -> Iterator[Path]:
    """Give a folder beside the store that only this user sees; what a killed program left there goes first.

    There is one at a time: whoever publishes holds the lock of the store.
    """
    room = _room(store)
    shutil.rmtree(room, ignore_errors=True)
    try:
        room.mkdir(mode=0o700)
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _planned(store: "Store", found: Reach, turn: _Turn, level: Level, day: int) -> Manifest:
    return Manifest(
        share_id=found.share.id,
        store_id=store.store_id,
        epoch=turn.epoch,
        owner=turn.owner.id,
        owner_name=owner_name(store),
        seq=turn.seq,
        published_at=instant_text(datetime.now(UTC)),
        as_of=day,
        level=level,
        language=store.language,
        program=__version__,
        schema=SCHEMA,
        acknowledged=acknowledged(store),
        withdrawn=withdrawn(store),
    )


def _signed(publication: Publication, planned: Manifest, zone: str) -> Publication:
    """Return a publication that says when and by whom it was published.

    So no two are the same file: two computers that take over at once with the same data would share its name.
    """
    number = f"{planned.epoch}-{planned.owner}-{planned.seq}"
    with speaking(publication.language):
        said = (
            (
                "published_at",
                planned.published_at,
                _("Published at"),
                moment(planned.published_at, zone),
            ),
            ("published_by", planned.owner_name, _("Published by"), planned.owner_name),
            ("publication", number, _("Publication"), f"{planned.epoch}-{planned.seq}"),
        )
    about = [*publication.rows["about"], *said]
    return replace(publication, rows={**publication.rows, "about": about})


def _record(store: "Store", manifest: Manifest, turn: _Turn, seal: Seal) -> None:
    """Write what was published, and who published before."""
    detail = {
        "share": manifest.share_id,
        "folder": store.setting(FOLDER_SETTING),
        "epoch": manifest.epoch,
        "seq": manifest.seq,
        "level": manifest.level,
        "file": manifest.files["sqlite"].name,
    }
    with store.aside() as connection:
        if turn.before:
            taken = {"epoch": manifest.epoch, "from": turn.before.owner_name, "owner": turn.before.owner}
            add_entry(connection, manifest.published_at, "take-over", taken)
        add_publication(connection, _name(manifest), manifest)
        add_entry(connection, manifest.published_at, "publish", detail)
        end_seal(store, seal)
        if seal.change:
            about = {"folder": store.setting(FOLDER_SETTING)}
            add_entry(connection, manifest.published_at, seal.change, about)


def _name(manifest: Manifest) -> str:
    return manifest.files["sqlite"].name.removesuffix(SEALED).removesuffix(".sqlite")


def _afterwards(
    store: "Store", found: Reach, manifest: Manifest, seal: Seal, *, only_newest: bool
) -> tuple[str, ...]:
    """Remove what is no longer needed, and say what people should know; nothing here undoes the publication."""
    notes = []
    try:
        seen = publications(found.share, seal.key, {})
        if seen.newest and seen.newest.owner != manifest.owner and seen.newest.order > manifest.order:
            notes.append(words.other_owner(seen.newest, store.zone).message)
        # What opens with a former passphrase, or without one, must not stay beside what does not, nor what tells more
        # of people, nor who was erased since.
        others = any(is_sealed(one) != (seal.key is not None) for one in found.seen.manifests)
        former = seal.change == "passphrase-changed" or others or bool(seen.former)
        erased = any(not set(manifest.withdrawn) <= set(one.withdrawn) for one in found.seen.manifests)
        told_more = any(says_more(one.level, manifest.level) for one in found.seen.manifests)
        alone = only_newest or erased or told_more or former
        left = sweep(found.share, manifest, only_newest=alone)
        notes += [one.message for one in after_erasing(store, files=found.share.files)]
    except UserError as error:
        notes.append(_("Older publications could not be looked at: {reason}").format(reason=error.message))
    else:
        if left:
            notes.append(
                ngettext(
                    "{count} older file could not be removed now; it goes next time.",
                    "{count} older files could not be removed now; they go next time.",
                    left,
                ).format(count=left)
            )
    return tuple(notes)
