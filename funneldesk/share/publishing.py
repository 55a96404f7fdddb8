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
    now = share.files.now()
    # The manifest goes first: a manifest without its files would be a publication nobody can read.
    doomed = [f"{one}.json" for one in sorted(going)]
    doomed += [one.name for one in entries if _goes(one, going, named, keep, now, only_newest=only_newest)]
    left = 0
    for file in doomed:
        try:
            share.files.delete(f"{PUBLICATIONS}/{file}")
        except FileNotFoundError:
            pass
        except OSError:
            left += 1
    return left


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
    # Clocks of drives are wrong by hours or days: only what is old by this computer's clock and not from the future.
    is_old = now - entry.modified > SWEPT_AFTER
    if entry.name.endswith(TMP):
        return is_old
    name = publication_of_file(entry.name)
    if name is None or entry.name.endswith(".json"):
        return False
    if name in going:
        return True
    # A database without a manifest: being written, or left behind.
    is_before = (name.epoch, name.seq) < (keep.epoch, keep.seq)
    return name not in named and (is_old or (only_newest and is_before))
