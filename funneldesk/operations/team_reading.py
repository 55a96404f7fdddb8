"""How a member follows the publications on the share: the newest whole one, never an older one than was seen."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from funneldesk.domain.team.manifest import Manifest
from funneldesk.domain.team.publication import SCHEMA
from funneldesk.errors import UserError
from funneldesk.operations import team_words as words
from funneldesk.share.copies import drop, part_without, sum_of, write_part
from funneldesk.share.file_system import Entry
from funneldesk.share.names import SEALED
from funneldesk.share.outbox import Outbox
from funneldesk.share.publication_file import open_publication
from funneldesk.share.reading import Known, fetch, publications
from funneldesk.share.sealing import Key
from funneldesk.share.share_place import Share

#: What the bytes of a database are to blame for; all else (a drive, a disk) may be otherwise at the next look.
_OF_THE_BYTES = {
    "publication_damaged",
    "publication_unexpected",
    "publication_newer",
    "publication_older",
    "bad_publication",
}


class Reader:
    """Follows the publications of one share into the folder of an outbox. `where`: the share as people know it."""

    def __init__(self, where: str, outbox: Outbox) -> None:
        self._where = where
        #: Whether somebody said that the passphrase was removed on purpose.
        self.takes_unsealed = False
        self._outbox = outbox
        #: Manifests that were read: written once, they need not be read again.
        self._known: Known = {}
        #: The copy whose sum was found right since the program was started.
        self._whole = ""
        #: Databases that were fetched and are not what their manifests say, as they lay on the share, and why.
        self._refused: dict[Entry, UserError] = {}

    def whole_copy(self) -> Path | None:
        """Return the copy of the publication seen, None where it is damaged or gone."""
        seen = self._outbox.seen
        if seen is None:
            return None
        path = self._outbox.folder / seen.copy
        if self._whole != seen.copy:
            if sum_of(path) != seen.sha256:
                return None
            self._whole = seen.copy
        return path if path.is_file() else None

    def forget_refused(self) -> None:
        """Let what was found damaged be fetched once more, although the file is the same."""
        self._refused.clear()

    def follow(self, share: Share, key: Key | None, problems: list[UserError]) -> bool:
        """Take the newest publication that is whole; what keeps this from being the newest of all is a problem.

        Return whether there was any, so that the key is the right one. UserError where this computer's disk refuses.
        """
        try:
            found = publications(share, key, self._known)
        except UserError as error:
            problems.append(error)
            return False
        problems.extend(found.problems)
        expected = self._expected(share, found.manifests, problems)
        seen = self._outbox.seen
        gone = {ref for one in (*expected, *self._trusted(share, found.arriving)) for ref in one.withdrawn}
        gone.update(seen.manifest.withdrawn if seen else ())
        # A newer publication may be long in coming; whom it leaves out goes from here at once.
        self._leave_out(gone)
        for manifest in expected:
            if not self._is_wanted(manifest) or self._is_taken(share, manifest, key, problems, found.files):
                break
        # An older one that had to be fetched once more still names them.
        self._leave_out(gone)
        self._outbox.tidy()
        return bool(expected)

    def _trusted(self, share: Share, found: Iterable[Manifest]) -> list[Manifest]:
        """Return what was published here from the data seen before, with a passphrase where there was one."""
        seen = self._outbox.seen
        return [
            one
            for one in found
            if one.share_id == share.id
            and (seen is None or one.store_id == seen.manifest.store_id)
            and (seen is None or self.takes_unsealed or is_sealed(one) or not is_sealed(seen.manifest))
        ]

    def _leave_out(self, gone: Iterable[str]) -> None:
        """Take the people of withdrawn hand-overs out of the copy, with what was answered about them here."""
        seen, copy = self._outbox.seen, self.whole_copy()
        if seen is None or copy is None or set(gone) <= set(seen.manifest.withdrawn):
            return
        withdrawn = tuple(sorted({*gone, *seen.manifest.withdrawn}))
        part, rows = part_without(copy, withdrawn)
        try:
            manifest = replace(seen.manifest, withdrawn=withdrawn, rows=rows)
            self._outbox.take(manifest, part, sum_of(part) or "")
        finally:
            drop(part)

    def _expected(self, share: Share, found: Iterable[Manifest], problems: list[UserError]) -> list[Manifest]:
        """Return what was published here from the data that was always published here, the newest first."""
        seen = self._outbox.seen
        here = sorted(
            (one for one in found if one.share_id == share.id), key=lambda one: one.order, reverse=True
        )
        mine = [one for one in here if seen is None or one.store_id == seen.manifest.store_id]
        if others := [one for one in here if one not in mine]:
            problems.append(words.other_store(self._where, others[0]))
        if seen and is_sealed(seen.manifest) and not self.takes_unsealed:
            # Who has no passphrase could publish without one, and would be sent all answers in plain text.
            if plain := [one for one in mine if not is_sealed(one)]:
                problems.append(words.not_sealed(plain[0]))
            mine = [one for one in mine if is_sealed(one)]
        if seen and mine and mine[0].order < seen.manifest.order:
            problems.append(words.rolled_back(self._where, mine[0], seen.manifest))
        elif not mine and all(one.code == "share_foreign" for one in problems):
            problems.append(words.emptied(self._where) if seen else words.nothing_published(self._where))
        return mine

    def _is_wanted(self, manifest: Manifest) -> bool:
        seen = self._outbox.seen
        if seen is None or manifest.order > seen.manifest.order:
            return True
        return manifest.order == seen.manifest.order and self.whole_copy() is None

    def _is_taken(
        self,
        share: Share,
        manifest: Manifest,
        key: Key | None,
        problems: list[UserError],
        files: Mapping[str, Entry],
    ) -> bool:
        """Copy a publication and make it the one that is seen, if it is whole and what its manifest says."""
        if manifest.schema > SCHEMA:
            problems.append(words.newer_program(manifest))
            return False
        entry = files[manifest.files["sqlite"].name]
        if known := self._refused.get(entry):
            problems.append(known)
            return False
        try:
            data = fetch(share, manifest, key)
        except UserError as error:
            self._refuse(entry, error, problems)
            return False
        part = write_part(self._outbox.folder, data)
        try:
            problem = _difference(part, manifest)
            if problem is None:
                self._outbox.take(manifest, part, hashlib.sha256(data).hexdigest())
        finally:
            drop(part)
        if problem:
            self._refuse(entry, problem, problems)
        return problem is None

    def _refuse(self, entry: Entry, problem: UserError, problems: list[UserError]) -> None:
        """Say why a publication is not taken; one whose bytes are to blame is not fetched again while they stay."""
        problems.append(problem)
        if problem.code in _OF_THE_BYTES:
            self._refused[entry] = problem


def is_sealed(manifest: Manifest) -> bool:
    """Whether a publication has a passphrase."""
    return manifest.files["sqlite"].name.endswith(SEALED)


def _difference(path: Path, manifest: Manifest) -> UserError | None:
    """Return why a file is not what its manifest says, None where it is."""
    try:
        with open_publication(path, rows=manifest.rows) as publication:
            is_as_said = (publication.level, publication.as_of) == (manifest.level, manifest.as_of)
    except UserError as error:
        # People know the published file, not what it is called while it is looked at.
        name = manifest.files["sqlite"].name
        return UserError(error.code, error.message.replace(path.name, name), error.next_step)
    return None if is_as_said else words.not_as_said(manifest)
