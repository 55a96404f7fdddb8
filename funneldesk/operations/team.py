"""The member's side of the shared folder: reads what is published, keeps answers and takes them to the share.

Whatever happens to the share, the newest publication read stays, and answers wait on this computer. Nothing here
needs a store. `refresh` is for one thread, which may wait for a slow share; all else only asks this computer.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import takewhile
from pathlib import Path
from typing import TypeVar

from funneldesk.domain.team.answers import Action, Answer
from funneldesk.domain.team.manifest import Manifest
from funneldesk.errors import UserError
from funneldesk.operations import team_words as words
from funneldesk.operations.places import team_folder
from funneldesk.operations.team_answers import draft_of
from funneldesk.operations.team_reading import Reader, is_sealed
from funneldesk.share.device import device_id
from funneldesk.share.file_system import FileSystem
from funneldesk.share.folder import RealFolder
from funneldesk.share.keys import forget_key, remember_key, remembered_key
from funneldesk.share.known_folders import is_share_id, known_share, remember_share
from funneldesk.share.names import FOLDER, SHARE
from funneldesk.share.outbox import Outbox, Tick
from funneldesk.share.responses import answer_name, names_of, put_answer, remove_answer
from funneldesk.share.sealing import Key, key_from
from funneldesk.share.share_place import Share, find_share
from funneldesk.share.trouble import explained

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class TeamAnswer:
    """An answer given on this computer and how far it has come."""

    answer: Answer
    state: Tick


@dataclass(frozen=True, slots=True)
class TeamState:
    """What a member sees. `copy`: the file of the publication on this computer, None where there is none (yet).

    `problems`: why it may not be the newest, or why answers wait; each with a sentence and what to do.
    """

    share_id: str
    manifest: Manifest | None
    copy: Path | None
    answers: tuple[TeamAnswer, ...]
    problems: tuple[UserError, ...]
    is_reachable: bool


def open_team(
    folder: Path,
    *,
    home: Path | None = None,
    passphrase: str | None = None,
    files: FileSystem | None = None,
    anew: bool = False,
) -> "Team":
    """Open the shared folder as a member. UserError where it was never reached and cannot be reached now.

    `home`: where this computer keeps copies and answers. `anew`: take what lies there now for the right share, although
    another one was seen in this place before.
    """
    home = home or team_folder()
    files = files or RealFolder(_root(folder))
    known = None if anew else known_share(home, folder)
    if known is None:
        share = find_share(files)
        if share is None or not is_share_id(share.id):
            raise words.no_share(files.where)
        known = share.id
        remember_share(home, folder, known)
    return Team(files, known, Outbox(home / known, device_id(home)), passphrase)


def _root(folder: Path) -> Path:
    """Return the folder above "FunnelDesk", also where that itself was chosen."""
    return folder.parent if folder.name == FOLDER else folder


class Team:
    """A shared folder as one member has it. `state` is what was found last."""

    def __init__(self, files: FileSystem, share_id: str, outbox: Outbox, passphrase: str | None) -> None:
        self._files = files
        self._outbox = outbox
        self._passphrase = passphrase
        self._share_id = share_id
        self._key: Key | None = None
        self._reader = Reader(files.where, outbox)
        #: Whether the files of answers have been read since this program was started.
        self._looked = False
        self._problems: tuple[UserError, ...] = ()
        self._is_reachable = False
        self._found: tuple[tuple[int, float], Share] | None = None

    @property
    def state(self) -> TeamState:
        """Return the state as this computer has it, without looking at the share."""
        seen = self._outbox.seen
        answers = tuple(TeamAnswer(kept.answer, kept.tick) for kept in self._outbox.answers())
        return TeamState(
            self._share_id,
            seen.manifest if seen else None,
            self._reader.whole_copy(),
            answers,
            self._problems,
            self._is_reachable,
        )

    @property
    def who(self) -> str:
        """Return the name of whoever answered last on this computer, "" before the first answer."""
        return self._outbox.who

    def refresh(self, *, retry: bool = False) -> TeamState:
        """Look at the share: read what is new there, take answers to it, and return the state.

        `retry`: somebody asks for it, so that what was found damaged is fetched once more although it is the same file.
        What is wrong with the share is among the problems; UserError only where this computer's disk refuses.
        """
        problems: list[UserError] = []
        self._is_reachable = False
        share = _tried(self._share, problems)
        if retry:
            self._reader.forget_refused()
        if share:
            self._is_reachable = True
            is_verified = self._reader.follow(share, self._key, problems)
            seen = self._outbox.seen
            if is_verified and self._passphrase and self._key and seen and is_sealed(seen.manifest):
                remember_key(self._share_id, self._key)
                self._passphrase = None
            if self._reader.takes_unsealed and seen and not is_sealed(seen.manifest):
                forget_key(self._share_id)
            self._send(share, problems, is_verified=is_verified)
        self._problems = tuple(problems)
        return self.state

    def read_unsealed(self) -> None:
        """From now on take what has no passphrase, although all before had one: somebody asked whether it is meant."""
        self._reader.takes_unsealed = True

    def respond(
        self, handover: str, action: Action, *, who: str, reason: str = "", text: str = "", day: int
    ) -> TeamAnswer:
        """Keep an answer on this computer; `refresh` takes it to the share. UserError where it cannot be given.

        `day`: ordinal, by the clock of this computer.
        """
        seen, copy = self._outbox.seen, self._reader.whole_copy()
        if seen is None or copy is None:
            raise words.nothing_read(self._files.where)
        draft = draft_of(
            copy, seen.manifest, Answer("0" * 16, 1, who, handover, action, reason, text, day, 1, 1)
        )
        return TeamAnswer(self._outbox.add(draft), "saved")

    def _share(self) -> Share:
        """Return the share this team knows; UserError where something else lies there."""
        stamp = self._stamp()
        if self._found and stamp and self._found[0] == stamp:
            return self._found[1]
        share = find_share(self._files)
        if share is None:
            raise words.emptied(self._files.where)
        if share.id != self._share_id:
            raise words.exchanged(self._files.where)
        if self._key is None:
            self._key = (
                key_from(self._passphrase, share.salt) if self._passphrase else remembered_key(share.id)
            )
        self._found = (stamp, share) if stamp else None
        return share

    def _stamp(self) -> tuple[int, float] | None:
        """Return size and time of what says which share this is: while they stay, it need not be read again."""
        with explained(self._files), suppress(FileNotFoundError):
            for entry in self._files.list(FOLDER):
                if f"{FOLDER}/{entry.name}" == SHARE:
                    return entry.size, entry.modified
        return None

    def _send(self, share: Share, problems: list[UserError], *, is_verified: bool) -> None:
        """Take answers that wait to the share, and withdrawn ones off it."""
        seen = self._outbox.seen
        if seen is None:
            return
        sealed = is_sealed(seen.manifest)
        if sealed and not is_verified:
            return  # no passphrase, or a wrong one, as whoever looked for publications has said
        key = self._key if sealed else None
        self._look_again(share, sealed=sealed, problems=problems)
        saved = [kept.answer for kept in self._outbox.answers() if kept.tick == "saved"]
        # Should one not be taken, the others would fare no better, and each would take its time.
        there = list(
            takewhile(lambda answer: _done(partial(put_answer, share, answer, key), problems), saved)
        )
        # A drive that went meanwhile leaves an empty folder of the same name: what went there is on no share.
        if there and _done(self._share, problems):
            self._outbox.shared(there)
        for name in self._outbox.withdrawn():
            if not _done(partial(remove_answer, share, self._outbox.device, name), problems):
                return
            self._outbox.gone(name)

    def _look_again(self, share: Share, *, sealed: bool, problems: list[UserError]) -> None:
        """See whether all answers that are said to be on the share still are; those that are not are sent again.

        The folder alone is looked at; once after the start each of the files is read.
        """
        there = _tried(lambda: names_of(share, self._outbox.device), problems)
        if there is None:
            return
        shared = [kept.answer for kept in self._outbox.answers() if kept.tick == "shared"]
        self._outbox.missing(
            [one for one in shared if not self._looked or answer_name(one, sealed=sealed) not in there]
        )
        self._outbox.number_after(max((name.number for name in there), default=0))
        self._looked = True


def _tried(work: Callable[[], _T], problems: list[UserError]) -> _T | None:
    """Return what some work on the share gives; None where the share refuses, which is a problem then."""
    try:
        return work()
    except UserError as error:
        problems.append(error)
        return None


def _done(work: Callable[[], object], problems: list[UserError]) -> bool:
    """Whether some work on the share could be done."""
    return _tried(lambda: (work(),), problems) is not None
