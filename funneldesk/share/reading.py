"""Finding the newest publication on a share: the directory first, then only manifests nobody has read before."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from funneldesk.domain.team.manifest import BadManifest, Manifest, manifest_from
from funneldesk.domain.team.publication import SCHEMA
from funneldesk.errors import UserError
from funneldesk.i18n import _, ngettext
from funneldesk.share.file_system import Entry, TooLarge
from funneldesk.share.names import (
    MOST_MANIFEST,
    MOST_PUBLICATION,
    MOST_TAKEN,
    PUBLICATIONS,
    SEALED,
    TMP,
    PublicationName,
    is_of_a_system,
    manifest_named,
    publication_of_file,
)
from funneldesk.share.publishing import sealed_for
from funneldesk.share.sealing import Key, unseal
from funneldesk.share.share_place import Share
from funneldesk.share.trouble import explained, patient

#: What another key may change, and what another moment may.
_LOCKED = {"passphrase_needed", "wrong_passphrase"}
_TRIED_AGAIN = {*_LOCKED, "unread"}
_CODES = {*_TRIED_AGAIN, "newer", "other_share"}


@dataclass(frozen=True, slots=True)
class Unread:
    """A manifest that is not taken: the code of what is wrong with it. `order`: its own, if it does not open."""

    code: str
    order: tuple[int, str, int] | None = None


#: What was read: by name, size and time of the file.
Known = dict[tuple[str, int, float], Manifest | Unread]


@dataclass(frozen=True, slots=True)
class Seen:
    """What lies in the folder of publications: the newest whole one, all whole ones, and what is wrong, in words.

    `taken`: the greatest number of each epoch that any file bears, whole or not, but for made-up ones.
    `arriving`: manifests newer than that, the newest first, whose database has not come (whole) yet. `files`: what lies
    there, by name. `former`: older manifests that do not open with the passphrase of today, of no use to anybody.
    """

    newest: Manifest | None
    manifests: tuple[Manifest, ...]
    problems: tuple[UserError, ...]
    taken: dict[int, int]
    arriving: tuple[Manifest, ...]
    files: Mapping[str, Entry]
    former: tuple[str, ...] = ()


def publications(share: Share, key: Key | None, known: Known) -> Seen:
    """Return what is published; `known` is asked first and filled, so that an idle look reads only the directory."""
    with explained(share.files):
        try:
            entries = patient(lambda: share.files.list(PUBLICATIONS))
        except FileNotFoundError:
            entries = []
    files = {one.name: one for one in entries if not one.is_folder}
    whole: list[Manifest] = []
    arriving: list[Manifest] = []
    locked: dict[str, Unread] = {}
    wrong: dict[str, list[str]] = {}
    for entry in entries:
        if entry.is_folder or manifest_named(entry.name) is None:
            if not (_is_ours(entry) or is_of_a_system(entry.name)):
                wrong.setdefault("foreign", []).append(entry.name)
            continue
        found = _read(share, entry, key, known)
        if isinstance(found, Unread):
            if found.order:
                locked[entry.name] = found
            else:
                wrong.setdefault(found.code, []).append(entry.name)
        elif _is_complete(found, files):
            whole.append(found)
        else:
            arriving.append(found)
    # Two of one number (a copied store) come in an order that is the same for everybody.
    whole.sort(key=lambda one: (one.order, one.files["sqlite"].sha256), reverse=True)
    # An older one that somebody removed halfway is nobody's loss.
    newer = sorted(
        (one for one in arriving if not whole or one.order > whole[0].order),
        key=lambda one: one.order,
        reverse=True,
    )
    if newer:
        wrong["arriving"] = [one.files["sqlite"].name for one in newer]
    former = _former(locked, whole)
    for name in locked.keys() - former:
        wrong.setdefault(locked[name].code, []).append(name)
    problems = tuple(_problem(code, names, share) for code, names in sorted(wrong.items()))
    return Seen(
        whole[0] if whole else None, tuple(whole), problems, _taken(files), tuple(newer), files, tuple(former)
    )


def _former(locked: Mapping[str, Unread], whole: list[Manifest]) -> list[str]:
    """Return what is older than one that opens: from before the passphrase was changed."""
    return [name for name, one in locked.items() if whole and one.order and one.order < whole[0].order]


def _taken(files: Iterable[str]) -> dict[int, int]:
    taken: dict[int, int] = {}
    for file in files:
        if (name := publication_of_file(file)) and name.seq < MOST_TAKEN:
            taken[name.epoch] = max(taken.get(name.epoch, 0), name.seq)
    return taken


def _is_ours(entry: Entry) -> bool:
    return not entry.is_folder and (entry.name.endswith(TMP) or publication_of_file(entry.name) is not None)


def _read(share: Share, entry: Entry, key: Key | None, known: Known) -> Manifest | Unread:
    """Return the manifest in a file, or what is wrong with it."""
    stamp = (entry.name, entry.size, entry.modified)
    found = known.get(stamp)
    if found is None or (isinstance(found, Unread) and found.code in _TRIED_AGAIN):
        try:
            found = _look(share, entry.name, key)
        except BadManifest as error:
            found = Unread(error.code if error.code in _CODES else "damaged")
        known[stamp] = found
    return found


def _look(share: Share, file: str, key: Key | None) -> Manifest | Unread:
    """Return the manifest in a file, or that it does not open; BadManifest where it is none of this share."""
    stem = file.removesuffix(".json")
    try:
        data = patient(lambda: share.files.read(f"{PUBLICATIONS}/{file}", MOST_MANIFEST))
    except TooLarge as error:
        raise BadManifest("damaged") from error
    except OSError as error:
        raise BadManifest("unread") from error
    # It says itself whether it is sealed: its database may not have arrived yet.
    claimed = manifest_from(data, check=False)
    sealed = claimed.files["sqlite"].name.endswith(SEALED)
    try:
        found = manifest_from(data, key if sealed else None)
    except BadManifest as error:
        if sealed and error.code == "key":
            return Unread("wrong_passphrase" if key else "passphrase_needed", claimed.order)
        raise
    if found.schema > SCHEMA:
        raise BadManifest("newer")
    if found.share_id != share.id:
        raise BadManifest("other_share")
    database = found.files["sqlite"]
    day = date.fromordinal(found.as_of).isoformat()
    name = PublicationName(found.epoch, found.seq, day, database.sha256[:16])
    if str(name) != stem or database.name != f"{stem}.sqlite{SEALED if sealed else ''}":
        raise BadManifest("damaged")
    return found


def _is_complete(manifest: Manifest, files: Mapping[str, Entry]) -> bool:
    found = files.get(manifest.files["sqlite"].name)
    return found is not None and found.size == manifest.files["sqlite"].size


def fetch(share: Share, manifest: Manifest, key: Key | None) -> bytes:
    """Return the database of a publication as it was made, compared with the manifest and opened with the key."""
    file = manifest.files["sqlite"]
    with explained(share.files):
        try:
            data = patient(
                lambda: share.files.read(f"{PUBLICATIONS}/{file.name}", min(file.size, MOST_PUBLICATION))
            )
        except FileNotFoundError as error:
            # Where the folder answers, this file alone is missing: swept since, or not arrived.
            share.files.list("")
            raise _problem("arriving", [file.name], share) from error
    if len(data) != file.size or hashlib.sha256(data).hexdigest() != file.sha256:
        raise UserError(
            "publication_damaged",
            _("{file} in the shared folder is not what was published.").format(file=file.name),
            _("Ask whoever publishes to publish again. What you saw before is still shown."),
        )
    if not file.name.endswith(SEALED):
        return data
    if key is None:
        raise _problem("passphrase_needed", [file.name], share)
    return unseal(data, key, sealed_for(manifest))


def _problem(code: str, names: Iterable[str], share: Share) -> UserError:
    """Return what is wrong with some files, in words."""
    files = sorted(names)
    shown = _(", ").join(files[:3]) + (" …" if len(files) > 3 else "")  # noqa: PLR2004 - enough to find them
    message, step = {
        "foreign": (
            ngettext(
                "{count} file in the shared folder is not FunnelDesk's and was not read: {names}",
                "{count} files in the shared folder are not FunnelDesk's and were not read: {names}",
                len(files),
            ),
            _(
                "It may be a copy a synchronising program made of a conflict. Nothing is lost; you may remove it."
            ),
        ),
        "arriving": (
            _("A newer publication is still arriving: {names}"),
            _("A synchronising program may be copying it. It is shown as soon as it is whole."),
        ),
        "damaged": (
            _("A publication is damaged and was not read: {names}"),
            _("Ask whoever publishes to publish again. What was published before is still shown."),
        ),
        "unread": (
            _("A publication cannot be read now: {names}"),
            _("Another program may hold it, or the network is slow. It is tried again by itself."),
        ),
        "newer": (
            _("A publication was made by a newer FunnelDesk: {names}"),
            _("Install the newer version. What was published before is still shown."),
        ),
        "other_share": (
            _("A publication belongs to another shared folder: {names}"),
            _("Somebody copied it here. It is not shown; you may remove it."),
        ),
        "passphrase_needed": (
            _("What is published has a passphrase: {names}"),
            _("Type the passphrase you got from whoever publishes."),
        ),
        "wrong_passphrase": (
            _("This is not the passphrase of what is published."),
            _("It may have been changed: type the one that counts now. Whoever publishes knows it."),
        ),
    }[code]
    names_of_codes = {
        "foreign": "share_foreign",
        "damaged": "publication_damaged",
        "newer": "newer_publication",
    }
    words = message.format(count=len(files), names=shown, where=share.files.where)
    return UserError(names_of_codes.get(code, code), words, step)
