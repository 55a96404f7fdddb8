"""The answers of members on the share: one file each, written once by the member's program, only read by the owner's.

`responses/<device>/<number>-<sum>.json`: the name says which answer it is and begins the sha256 of what it says, so
that an answer that is written again finds itself. With a passphrase the file is sealed; its name stays the same but
for its ending.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from funneldesk.domain.team.answers import Answer, BadAnswer, answer_bytes, answer_from
from funneldesk.errors import UserError
from funneldesk.share.file_system import Entry, TooLarge
from funneldesk.share.names import (
    MOST_ANSWER,
    RESPONSES,
    TMP,
    AnswerName,
    answer_named,
    is_device,
    is_of_a_system,
)
from funneldesk.share.once import write_once
from funneldesk.share.response_problems import Kind, Troubles
from funneldesk.share.sealing import Key, seal, unseal
from funneldesk.share.share_place import Share
from funneldesk.share.trouble import explained, patient

#: Bytes that sealing adds at most.
_SEAL = 1024
#: More answers than a team gives in years, read at once; more devices than a team has.
_MOST_AT_ONCE, _MOST_DEVICES = 100_000, 1_000
#: So many answers that wait are read with one look at the folder; the others count as if they were whole.
_MOST_A_LOOK = 500
#: Half-written files are said when they are older than this, in seconds: a younger one is being written just now.
_HALF_WRITTEN_AFTER = 600


def answer_name(answer: Answer, *, sealed: bool) -> AnswerName:
    """Return the name of the file of an answer."""
    return AnswerName(answer.number, _sum16(answer_bytes(answer)), sealed)


def folder_of(device: str) -> str:
    """Return the folder that only that device writes into."""
    return f"{RESPONSES}/{device}"


def put_answer(share: Share, answer: Answer, key: Key | None) -> None:
    """Write an answer to the share; it lies there whole and has been read back when this returns.

    UserError where it does not. One that is there already is left alone, however often this is called.
    """
    path = f"{folder_of(answer.device)}/{answer_name(answer, sealed=key is not None)}"
    if _lies_whole(share, path, answer, key):
        return
    try:
        write_once(share.files, path, _sealed(answer, key))
    except UserError as error:
        # The other program of this computer was quicker, and sealed the same answer in other bytes.
        if error.code != "share_taken" or not _lies_whole(share, path, answer, key):
            raise


def remove_answer(share: Share, device: str, name: str) -> None:
    """Remove a file of this device from the share; one that is not there is fine."""
    with explained(share.files), suppress(FileNotFoundError):
        share.files.delete(f"{folder_of(device)}/{name}")


def names_of(share: Share, device: str) -> frozenset[AnswerName]:
    """Return which answers of a device lie on the share."""
    with explained(share.files):
        try:
            entries = share.files.list(folder_of(device))
        except FileNotFoundError:
            return frozenset()
    found = (answer_named(entry.name) for entry in entries if not entry.is_folder)
    return frozenset(name for name in found if name)


@dataclass(frozen=True, slots=True)
class Arrived:
    """What lies on the share and was not known: whole answers, and how many files of each device there are.

    `waiting` counts what could not be read as well; `problems` say why.
    """

    answers: tuple[tuple[AnswerName, Answer], ...] = ()
    waiting: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[UserError, ...] = ()


@dataclass(slots=True)
class Looked:
    """What was found wrong in answers that wait, None for nothing: files are written once, so none is read twice."""

    key: Key | None = None
    kinds: dict[tuple[str, Entry], Kind | None] = field(default_factory=dict)

    def begin(self, key: Key | None) -> None:
        """Forget what was found with another key."""
        if key != self.key:
            self.key = key
            self.kinds.clear()


def waiting_on(
    share: Share, known: Callable[[str, AnswerName], bool], key: Key | None, looked: Looked | None
) -> Arrived:
    """Return how many answers wait on the share, by device: those that can be taken in; `problems` say of the others.

    Nothing is read that was `looked` at before; with None nothing is, and whatever has the name of an answer counts.
    UserError where the share fails.
    """
    troubles = Troubles(share.files.where)
    new = _new_names(share, known, troubles)
    if looked is None:
        return Arrived((), {device: len(found) for device, found in new.items()}, troubles.said())
    looked.begin(key)
    wrong = Counter(_look(share, new, looked, troubles))
    return Arrived((), {device: len(found) - wrong[device] for device, found in new.items()}, troubles.said())


def _look(
    share: Share, new: Mapping[str, list[tuple[AnswerName, Entry]]], looked: Looked, troubles: Troubles
) -> Iterator[str]:
    """Yield the device of each in which something is wrong, having said it; what was not read before is read."""
    left = _MOST_A_LOOK
    for device, found in new.items():
        for name, entry in found:
            kind = looked.kinds.get((device, entry))
            if (device, entry) not in looked.kinds and left:
                left -= 1
                with explained(share.files):
                    answer = _read(share, device, name, looked.key)
                kind = answer if isinstance(answer, str) else None
                # What another program holds is free again soon.
                if kind != "held":
                    looked.kinds[device, entry] = kind
            if kind:
                troubles.add(kind, folder_of(device), str(name))
                yield device


def answers_on(share: Share, known: Callable[[str, AnswerName], bool], key: Key | None) -> Arrived:
    """Return all answers on the share that are not known yet; nothing in these folders is trusted.

    Where the share fails on the way, what has been read is returned, and the failure is among the problems.
    """
    troubles = Troubles(share.files.where)
    answers: list[tuple[AnswerName, Answer]] = []
    waiting: dict[str, int] = {}
    with troubles.of_the_share():
        new = _new_names(share, known, troubles)
        waiting = {device: len(found) for device, found in new.items()}
        for device, name in _at_most(new, troubles):
            with explained(share.files):
                answer = _read(share, device, name, key)
            if isinstance(answer, str):
                troubles.add(answer, folder_of(device), str(name))
            elif answer:
                answers.append((name, answer))
    return Arrived(tuple(answers), waiting, troubles.said())


def _new_names(
    share: Share, known: Callable[[str, AnswerName], bool], troubles: Troubles
) -> dict[str, list[tuple[AnswerName, Entry]]]:
    """Return the answers that are not known, by device, in order; what else lies there is said."""
    found: dict[str, list[tuple[AnswerName, Entry]]] = {}
    for entry in _listed(share, RESPONSES):
        if not (entry.is_folder and is_device(entry.name)):
            if not is_of_a_system(entry.name):
                troubles.add("foreign", RESPONSES, entry.name)
        elif len(found) == _MOST_DEVICES:
            troubles.add("too_many", RESPONSES, entry.name)
        else:
            found[entry.name] = sorted(_new_in(share, entry.name, known, troubles), key=lambda one: one[0])
    return {device: new for device, new in sorted(found.items()) if new}


def _new_in(
    share: Share, device: str, known: Callable[[str, AnswerName], bool], troubles: Troubles
) -> Iterator[tuple[AnswerName, Entry]]:
    folder = folder_of(device)
    for entry in _listed(share, folder):
        name = None if entry.is_folder else answer_named(entry.name)
        if name and not known(device, name):
            yield name, entry
        elif name is None and entry.name.endswith(TMP):
            if abs(share.files.now() - entry.modified) > _HALF_WRITTEN_AFTER:
                troubles.add("half_written", folder, entry.name)
        elif name is None and not is_of_a_system(entry.name):
            troubles.add("foreign", folder, entry.name)


def _listed(share: Share, folder: str) -> list[Entry]:
    with explained(share.files):
        try:
            return share.files.list(folder)
        except FileNotFoundError:  # nobody has answered yet
            return []


def _at_most(
    new: Mapping[str, list[tuple[AnswerName, Entry]]], troubles: Troubles
) -> Iterator[tuple[str, AnswerName]]:
    """Go through all names; a folder full of rubbish must not fill the memory."""
    left = _MOST_AT_ONCE
    for device, found in new.items():
        yield from ((device, name) for name, _entry in found[:left])
        for name, _entry in found[left:]:
            troubles.add("too_many", folder_of(device), str(name))
        left -= min(left, len(found))


def _read(share: Share, device: str, name: AnswerName, key: Key | None) -> Answer | Kind | None:
    """Return the answer in one file, or what is wrong with it; None where the file is gone."""
    if name.sealed != (key is not None):
        return "sealed" if name.sealed else "not_sealed"
    try:
        data = share.files.read(f"{folder_of(device)}/{name}", MOST_ANSWER + _SEAL)
        answer = _parsed(data, device, name, key)
    except FileNotFoundError:  # withdrawn since the folder was read
        return None
    except PermissionError:
        return "held"
    except (TooLarge, BadAnswer, UserError) as error:
        return _kind(error)
    return answer if (answer.device, answer.number) == (device, name.number) else "misplaced"


def _kind(error: Exception) -> Kind:
    if isinstance(error, BadAnswer) and str(error) == "newer":
        return "newer"
    # Only a seal that does not open is a UserError; whether it is another key or damage nobody can tell.
    return "unopened" if isinstance(error, UserError) else "damaged"


def _parsed(data: bytes, device: str, name: AnswerName, key: Key | None) -> Answer:
    """Return what a file says whose name vouches for it; BadAnswer or UserError where it does not."""
    said = data if key is None else unseal(data, key, f"{device}/{name}")
    if len(said) > MOST_ANSWER or _sum16(said) != name.sum16:
        raise BadAnswer("sum")
    return answer_from(said)


def _lies_whole(share: Share, path: str, answer: Answer, key: Key | None) -> bool:
    """Whether the file is there and says just this answer; one that is damaged goes, it is this computer's own."""
    name = answer_name(answer, sealed=key is not None)
    with explained(share.files):
        try:
            data = patient(lambda: share.files.read(path, MOST_ANSWER + _SEAL))
            if _parsed(data, answer.device, name, key) == answer:
                return True
        except FileNotFoundError:
            return False
        except (TooLarge, BadAnswer, UserError):
            pass
        patient(lambda: share.files.delete(path))
    return False


def _sealed(answer: Answer, key: Key | None) -> bytes:
    data = answer_bytes(answer)
    return data if key is None else seal(data, key, f"{answer.device}/{answer_name(answer, sealed=True)}")


def _sum16(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
