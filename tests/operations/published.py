"""A store in a file to publish from, and what readers of a shared folder see."""

from pathlib import Path

import pytest

from funneldesk.domain.team.manifest import Manifest
from funneldesk.domain.team.publication import Publication
from funneldesk.operations import by_hand, publishing
from funneldesk.operations.stores import Store, create_store, open_store
from funneldesk.share.publication_file import open_publication
from funneldesk.share.reading import fetch, publications
from funneldesk.share.share_place import find_share
from tests.operations.taking import take
from tests.operations.test_by_hand import ASKED, HANAKO, KIND, TARO, day

TODAY = day("2026-04-10")
_WORKBOOKS = "funneldesk.files.writing.publication_workbook.write_publication_workbook"


def make(path: Path) -> None:
    """Fill a store in which one of two leads was handed over to sales."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with create_store(path, "ja") as store:
        take(store, "contents", [KIND])
        take(store, "leads", [TARO, HANAKO])
        take(store, "activities", [ASKED])
        by_hand.hand_over(store, 1, "sales", day("2026-04-01"))


def made_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Gather what is published once, and give each publication a workbook of a few words, no two alike.

    Both take longer than all the rest, and what is tried here is what becomes of the files.
    """
    gather, kept = publishing.gather_publication, {}

    def gathered(store: Store, *given: object, **said: object) -> Publication:
        # Publishing changes nothing of the lists, and what it keeps itself is no part of the publication.
        key = (store.lists_state, str(given), str(said))
        if key not in kept:
            kept[key] = gather(store, *given, **said)
        return kept[key]

    def write(path: Path, publication: Publication) -> None:
        path.write_text(repr(publication.rows["about"]), encoding="utf-8")

    monkeypatch.setattr(publishing, "gather_publication", gathered)
    monkeypatch.setattr(_WORKBOOKS, write)


def opened(path: Path) -> Store:
    """Open a store for writing, without the copy of the day."""
    return open_store(path)


def newest(files, key=None) -> Manifest | None:
    """Return what a reader takes for the newest publication, having read and checked the whole of it."""
    share = find_share(files)
    found = publications(share, key, {}).newest if share else None
    if found:
        assert fetch(share, found, key)
    return found


def rows_of(files, folder: Path, table: str, key=None) -> list[tuple]:
    """Return the rows of a table as a member has them: copied, checked, opened."""
    share = find_share(files)
    manifest = publications(share, key, {}).newest
    copy = folder / "copy.sqlite"
    copy.write_bytes(fetch(share, manifest, key))
    with open_publication(copy, rows=manifest.rows) as publication:
        return publication.rows(table)
