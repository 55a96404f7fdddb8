"""A small shared folder for tests of members: publications made by hand, without a store."""

import hashlib
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from funneldesk.domain.team.manifest import Manifest, PublishedFile, manifest_bytes
from funneldesk.domain.team.publication import TABLES, Publication, Value
from funneldesk.domain.team.ranges import Ranges
from funneldesk.share.file_system import FileSystem
from funneldesk.share.names import PUBLICATIONS, SEALED, PublicationName
from funneldesk.share.publication_file import write_publication
from funneldesk.share.sealing import Key, seal
from funneldesk.share.share_place import Share, find_share, make_share

DAY = 739_000
#: Two hand-overs, one of them decided by somebody, as a publication names them.
OPEN, DECIDED = "a" * 16, "b" * 16
DECIDED_BY = f"{'c' * 16}:3"
REASONS = ("競合", "予算なし")


def share_of(files: FileSystem) -> Share:
    """Return the share in a folder, made where there is none."""
    found = find_share(files) or make_share(files)
    assert found is not None
    return found


def handover(ref: str, **values: Value) -> list[Value]:
    """Return a row of the table of hand-overs."""
    [table] = [one for one in TABLES if one.name == "handovers"]
    said: Mapping[str, Value] = {"handover": ref, "lead": 1, "decided_by": "[]", **values}
    return [said.get(column.name) for column in table.columns]


def publish(
    share: Share,
    seq: int = 1,
    *,
    epoch: int = 1,
    key: Key | None = None,
    acknowledged: Mapping[str, Ranges] | None = None,
    withdrawn: Iterable[str] = (),
    **changes: object,
) -> Manifest:
    """Put a publication on the share and return its manifest, as `changes` has it."""
    rows = {
        "handovers": [
            handover(OPEN, person=f"山田{seq}"),
            handover(DECIDED, decided_by=f'["{DECIDED_BY}"]'),
        ],
        "reasons": [[number, reason] for number, reason in enumerate(REASONS, 1)],
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "publication.sqlite"
        write_publication(path, Publication("contact", DAY + seq, "ja", rows))
        data = path.read_bytes()
    name = PublicationName(epoch, seq, "2026-11-28", hashlib.sha256(data).hexdigest()[:16])
    file = f"{name}.sqlite{SEALED if key else ''}"
    if key:
        data = seal(data, key, file)
    manifest = replace(
        Manifest(
            share_id=share.id, store_id="store", epoch=epoch, owner="owner", owner_name="佐藤のPC", seq=seq,
            published_at="2026-11-28T09:00:00+09:00", as_of=DAY + seq, level="contact", language="ja",
            program="0.1.0", schema=1,
            files={"sqlite": PublishedFile(file, len(data), hashlib.sha256(data).hexdigest())},
            rows={table.name: len(rows.get(table.name, ())) for table in TABLES},
            acknowledged=acknowledged or {}, withdrawn=tuple(withdrawn),
        ),
        **changes,
    )  # fmt: skip
    share.files.create_new(f"{PUBLICATIONS}/{file}", data)
    share.files.create_new(f"{PUBLICATIONS}/{name}.json", manifest_bytes(manifest, key))
    return manifest
