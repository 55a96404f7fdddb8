"""Putting a publication on the share: database, workbook, and last the manifest, which is what makes it one."""

import hashlib
from contextlib import suppress
from dataclasses import replace
from datetime import date

from funneldesk.domain.team.manifest import (
    BadManifest,
    Manifest,
    PublishedFile,
    manifest_bytes,
    manifest_from,
)
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.share.file_system import Entry, TooLarge
from funneldesk.share.names import (
    MOST_MANIFEST,
    PUBLICATIONS,
    SEALED,
    SWEPT_AFTER,
    TMP,
    PublicationName,
    manifest_named,
    publication_of_file,
)
from funneldesk.share.once import write_once
from funneldesk.share.sealing import Key, seal
from funneldesk.share.share_place import Share
from funneldesk.share.trouble import explained

#: How many publications stay: whoever is copying one finds it.
KEPT = 3


def put_publication(
    share: Share, manifest: Manifest, sqlite: bytes, workbook: bytes | None, key: Key | None
) -> Manifest:
    """Put a publication on the share and return its manifest with its files; UserError where it cannot be.

    Whatever happens in between, readers see the whole publication or none of it. With a key the database is sealed
    and there is no workbook: whoever has only Excel could not open it.
    """
    day = date.fromordinal(manifest.as_of).isoformat()
    if key:
        # The name holds the sum of the sealed bytes, so it cannot be what they are bound to.
        sqlite = seal(sqlite, key, sealed_for(manifest))
    name = PublicationName(manifest.epoch, manifest.seq, day, hashlib.sha256(sqlite).hexdigest()[:16])
    if manifest_named(f"{name}.json") != name:
        raise _no_numbers_left(share, name)
    files = {"sqlite": _file(f"{name}.sqlite{SEALED if key else ''}", sqlite)}
    contents = {"sqlite": sqlite}
    if workbook is not None and not key:
        files["workbook"], contents["workbook"] = _file(f"{name}.xlsx", workbook), workbook
    for kind, file in files.items():
        write_once(share.files, f"{PUBLICATIONS}/{file.name}", contents[kind])
    whole = replace(manifest, files=files)
    write_once(share.files, f"{PUBLICATIONS}/{name}.json", manifest_bytes(whole, key))
    return whole


def sealed_for(manifest: Manifest) -> str:
    """Return what a sealed database is bound to: this publication of this share and no other."""
    return f"{manifest.share_id} {manifest.epoch} {manifest.owner} {manifest.seq}"


def _no_numbers_left(share: Share, name: PublicationName) -> UserError:
    return UserError(
        "share_numbers",
        _(
            "In {where} nothing can follow the publication before, number {epoch}-{seq}: it is made up."
        ).format(where=share.files.where, epoch=name.epoch, seq=name.seq),
        _("Remove the file with the greatest number from {folder}, then publish again.").format(
            folder=PUBLICATIONS
        ),
    )


def _file(name: str, data: bytes) -> PublishedFile:
    return PublishedFile(name, len(data), hashlib.sha256(data).hexdigest())


def sweep(share: Share, keep: Manifest, *, only_newest: bool = False) -> int:
    """Remove publications older than `keep` but for the last ones, and what was left half-written a day ago.

    Return how many files should go and are still there: held by a reader, they go next time. `only_newest`: no older
    one stays (somebody was erased).
    """
    with explained(share.files):
        entries = share.files.list(PUBLICATIONS)
    named = {found for one in entries if (found := manifest_named(one.name))}
    older = sorted((one for one in named if _is_older(share, one, keep)), reverse=True)
    going = set(older if only_newest else older[KEPT - 1 :])
    now = _now(share, entries, keep)
    # The manifest goes first: a manifest without its files would be a publication nobody can read.
    held = {one for one in sorted(going) if not _delete(share, f"{one}.json")}
    doomed = [one for one in entries if _goes(one, going, named, keep, now, only_newest=only_newest)]
    # What was not published any more is gone even where its manifest is held, when a person is to be erased.
    kept = [] if only_newest else [one for one in doomed if publication_of_file(one.name) in held]
    left = sum(not _delete(share, one.name) for one in doomed if one not in kept)
    return len(held) + len(kept) + left


def _now(share: Share, entries: list[Entry], keep: Manifest) -> float:
    """Return the time by the clock of the drive, which put its own on what was just published."""
    database = keep.files["sqlite"].name
    written = (one.modified for one in entries if one.name == database)
    return next(written, share.files.now())


def _delete(share: Share, file: str) -> bool:
    """Whether a file is gone."""
    try:
        share.files.delete(f"{PUBLICATIONS}/{file}")
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def _is_older(share: Share, name: PublicationName, keep: Manifest) -> bool:
    """Whether a publication is older than ours; of the same epoch only ours are: another owner's may be the one."""
    if name.epoch != keep.epoch:
        return name.epoch < keep.epoch
    if name.seq >= keep.seq:
        return False
    with suppress(OSError, TooLarge, BadManifest):
        data = share.files.read(f"{PUBLICATIONS}/{name}.json", MOST_MANIFEST)
        return manifest_from(data, check=False).owner == keep.owner
    return False


def _goes(
    entry: Entry,
    going: set[PublicationName],
    named: set[PublicationName],
    keep: Manifest,
    now: float,
    *,
    only_newest: bool,
) -> bool:
    if entry.is_folder:
        return False
    is_old = now - entry.modified > SWEPT_AFTER
    if entry.name.endswith(TMP):
        # "name.ending.letters.tmp": half of a publication from before somebody was erased.
        of = publication_of_file(entry.name.removesuffix(TMP).rpartition(".")[0])
        return is_old or (only_newest and of is not None and _is_before(of, keep))
    name = publication_of_file(entry.name)
    if name is None or entry.name.endswith(".json"):
        return False
    if name in going:
        return True
    # A database without a manifest: being written, or left behind.
    return name not in named and (is_old or (only_newest and _is_before(name, keep)))


def _is_before(name: PublicationName, keep: Manifest) -> bool:
    return (name.epoch, name.seq) < (keep.epoch, keep.seq)
