"""A small shared folder for tests of members: publications made by hand, without a store."""

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from funneldesk.domain.team.manifest import Manifest
from funneldesk.domain.team.publication import SCHEMA, Publication, Value, table_named
from funneldesk.domain.team.ranges import Ranges
from funneldesk.share.file_system import FileSystem
from funneldesk.share.publication_file import write_publication
from funneldesk.share.publishing import put_publication
from funneldesk.share.sealing import Key
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
    return _row("handovers", handover=ref, lead=1, **{"decided_by": "[]", **values})


def _row(table: str, **said: Value) -> list[Value]:
    return [said.get(column.name) for column in table_named(table).columns]


def publish(
    share: Share,
    seq: int = 1,
    *,
    epoch: int = 1,
    key: Key | None = None,
    acknowledged: Mapping[str, Ranges] | None = None,
    withdrawn: Iterable[str] = (),
    state: str | None = None,
    **changes: object,
) -> Manifest:
    """Put a publication on the share and return its manifest, as `changes` has it; `state`: of the open hand-over."""
    data, counts = _database(seq, state)
    manifest = Manifest(
        share_id=share.id, store_id="store", epoch=epoch, owner="owner", owner_name="佐藤のPC", seq=seq,
        published_at="2026-11-28T09:00:00+09:00", as_of=DAY + seq, level="contact", language="ja",
        program="0.1.0", schema=SCHEMA, rows=counts, acknowledged=acknowledged or {}, withdrawn=tuple(withdrawn),
    )  # fmt: skip
    return put_publication(share, replace(manifest, **changes), data, None, key)


@cache
def _database(seq: int, state: str | None) -> tuple[bytes, dict[str, int]]:
    """Return the file of a publication and the number of rows of its tables."""
    day = DAY + seq
    about = {"level": "contact", "language": "ja", "as_of": date.fromordinal(day).isoformat()}
    rows = {
        "about": [_row("about", key=one, value=value) for one, value in about.items()],
        "handovers": [
            handover(OPEN, person=f"山田{seq}", state=state),
            handover(DECIDED, decided_by=f'["{DECIDED_BY}"]'),
        ],
        "reasons": [
            _row("reasons", position=number, reason=reason) for number, reason in enumerate(REASONS, 1)
        ],
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "publication.sqlite"
        counts = write_publication(path, Publication("contact", day, "ja", rows))
        data = path.read_bytes()
    return data, counts
