"""What the owner's page says of the team's folder: the last publication, who answered, what waits, what is wrong.

Asked again and again: the directories are listed, and nothing is read that was read before.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from funneldesk.domain.team.levels import LEVELS, Level
from funneldesk.domain.team.manifest import Manifest
from funneldesk.errors import UserError
from funneldesk.operations import share_words as words
from funneldesk.operations.collecting import conflicts_of, known_answers, members_of
from funneldesk.operations.share_owner import NAME_SETTING, owner_of
from funneldesk.operations.share_reach import ID_SETTING, LEVEL_SETTING, SEALED_SETTING, folder_of, known_key
from funneldesk.share.file_system import Entry
from funneldesk.share.folder import RealFolder
from funneldesk.share.names import FOLDER, SHARE
from funneldesk.share.reading import Known, Seen, publications
from funneldesk.share.responses import Looked, waiting_on
from funneldesk.share.share_place import Share, find_share
from funneldesk.share.trouble import explained
from funneldesk.store.publications import last_publication

if TYPE_CHECKING:
    from funneldesk.share.file_system import FileSystem
    from funneldesk.store.store import Store

#: Troubles after which the folder was not seen at all.
_UNREACHABLE = {"share_gone", "share_slow", "share_read_only", "share_held", "share_trouble"}


@dataclass(slots=True)
class _Read:
    """What was read of a share, so that it is not read again: its files are written once."""

    entry: Entry | None = None
    share: Share | None = None
    manifests: Known = field(default_factory=dict)
    answers: Looked = field(default_factory=Looked)


@dataclass(frozen=True, slots=True)
class Rival:
    """Another computer that publishes into the folder."""

    name: str
    published_at: str


@dataclass(frozen=True, slots=True)
class Member:
    """A device that answered: by whose name last, how many answers were taken in, how many wait on the share."""

    device: str
    who: str
    answers: int
    waiting: int
    last_day: int | None


@dataclass(frozen=True, slots=True)
class ShareProblem:
    """Something wrong with the folder, in words."""

    code: str
    message: str
    next_step: str


@dataclass(frozen=True, slots=True)
class ShareState:
    """The team's folder as its owner sees it. `folder`: None where none was chosen; `last`: what this store published.

    `publisher`: the name colleagues read, "" where it is the computer's. `is_owner`: nobody else publishes there (then
    `rival` says who); `waiting`: answers on the share that can be taken in and were not yet.
    """

    folder: Path | None = None
    level: Level | None = None
    sealed: bool = False
    last: Manifest | None = None
    is_owner: bool = True
    rival: Rival | None = None
    waiting: int = 0
    members: tuple[Member, ...] = ()
    conflicts: int = 0
    problems: tuple[ShareProblem, ...] = ()
    is_reachable: bool = True
    publisher: str = ""


def share_state(
    store: "Store",
    *,
    passphrase: str | None = None,
    files: "FileSystem | None" = None,
    home: Path | None = None,
) -> ShareState:
    """Return how things stand in the folder this store is published into; what is wrong is among its problems."""
    level = next((one for one in LEVELS if one == store.setting(LEVEL_SETTING)), None)
    folder, share_id = folder_of(store), store.setting(ID_SETTING)
    publisher = store.setting(NAME_SETTING) or ""
    state = ShareState(folder, level, store.setting(SEALED_SETTING) == "1", publisher=publisher)
    if folder is None:
        return state
    if share_id:
        state = replace(state, last=last_publication(store.connection, share_id))
    state = replace(state, members=_members(store), conflicts=len(conflicts_of(store)))
    try:
        return _looked_at(store, state, files or RealFolder(folder), passphrase, home)
    except UserError as error:
        return replace(state, problems=(_problem(error),), is_reachable=error.code not in _UNREACHABLE)


def _problem(error: UserError) -> ShareProblem:
    return ShareProblem(error.code, error.message, error.next_step)


def _looked_at(
    store: "Store", state: ShareState, files: "FileSystem", passphrase: str | None, home: Path | None
) -> ShareState:
    read: _Read = store.memo.setdefault(f"share {files.where}", _Read())
    share = _share(files, read)
    share_id = store.setting(ID_SETTING)
    if share is None:
        if share_id:
            raise words.emptied(files.where)
        return state
    if share_id and share.id != share_id:
        raise words.other_share(files.where)
    key = known_key(store, share, passphrase)
    seen = publications(share, key, read.manifests)
    problems = [_problem(one) for one in seen.problems]
    other = next((one for one in seen.manifests if one.store_id != store.store_id), None)
    if other:
        problems.append(_problem(words.other_store(files.where, other)))
    rival = _rival(store, seen, state.last, home)
    # Who does not know the passphrase cannot tell which of them are whole.
    looked = None if state.sealed and key is None else read.answers
    arrived = waiting_on(share, known_answers(store), key, looked)
    problems += [_problem(one) for one in arrived.problems]
    waiting = arrived.waiting
    return replace(
        state,
        last=_last(store, seen, state.last, home),
        is_owner=rival is None,
        rival=rival,
        waiting=sum(waiting.values()),
        members=_with_waiting(state.members, waiting),
        problems=tuple(problems),
    )


def _share(files: "FileSystem", read: _Read) -> Share | None:
    """Return the share in a folder; what says which it is is read again only where it is another file than before."""
    with explained(files):
        try:
            entries = files.list(FOLDER)
        except FileNotFoundError:
            return find_share(files)
    entry = next((one for one in entries if f"{FOLDER}/{one.name}" == SHARE), None)
    if entry is None or read.share is None or entry != read.entry:
        read.share, read.entry = find_share(files), entry
        read.manifests.clear()
        read.answers = Looked()
    return read.share and replace(read.share, files=files)


def _rival(store: "Store", seen: Seen, own: Manifest | None, home: Path | None) -> Rival | None:
    """Return who else publishes: whose publication readers take, where it is not this store's."""
    known = [*seen.manifests, *([own] if own else [])]
    newest = max(known, key=lambda one: one.order, default=None)
    if newest is None or newest.owner == owner_of(store, home).id:
        return None
    return Rival(newest.owner_name, newest.published_at)


def _last(store: "Store", seen: Seen, own: Manifest | None, home: Path | None) -> Manifest | None:
    """Return what this store published last: the share may know more, where the store came from a backup."""
    owner = owner_of(store, home).id
    mine = [one for one in seen.manifests if one.owner == owner]
    return max([*mine, *([own] if own else [])], key=lambda one: one.order, default=None)


def _members(store: "Store") -> tuple[Member, ...]:
    return tuple(Member(one.device, one.who, one.answers, 0, one.last_day) for one in members_of(store))


def _with_waiting(members: tuple[Member, ...], waiting: Mapping[str, int]) -> tuple[Member, ...]:
    """Return the devices with what waits of each, also those of which nothing was taken in yet."""
    known = {one.device: one for one in members}
    found = (known.get(device, Member(device, "", 0, 0, None)) for device in sorted({*known, *waiting}))
    return tuple(replace(one, waiting=waiting.get(one.device, 0)) for one in found)
