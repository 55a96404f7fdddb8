"""200 people planted in every field a list can carry are found nowhere in what is published, to the last byte."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from funneldesk.domain.team.publication import TABLES
from funneldesk.files.writing.publication_workbook import write_publication_workbook
from funneldesk.operations.publication import gather_publication
from funneldesk.operations.stores import create_store, open_store
from funneldesk.share.publication_file import write_publication
from tests.operations import planted
from tests.operations.planted import OPEN_EACH, PEOPLE, TODAY, found_in, found_under

OPEN = set(range(0, PEOPLE, OPEN_EACH))


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("desk") / "funneldesk.db"
    with create_store(path, "ja") as store:
        planted.fill(store)
    return path


def written(path: Path, folder: Path, level: str) -> None:
    """Write the files of a publication, and its rows as text, into a folder."""
    with open_store(path) as store:
        publication = gather_publication(store, level, TODAY)
    write_publication(folder / "file.sqlite", publication)
    write_publication_workbook(folder / "file.xlsx", publication)
    rows = json.dumps({name: list(rows) for name, rows in publication.rows.items()}, ensure_ascii=False)
    (folder / "rows.txt").write_text(rows, encoding="utf-8")


def test_everybody_is_in_the_store(path):
    """What is looked for can be found, in whatever encoding it is stored."""
    assert found_under(path.parent) == set(range(PEOPLE))
    for person, encoding in enumerate(planted.ENCODINGS):
        assert found_in(planted.about(person).encode(encoding)) == {person}


@pytest.mark.parametrize("level", ["masked", "aggregate"])
def test_nobody_is_published_below_contact(path, tmp_path, level):
    written(path, tmp_path, level)
    assert found_under(tmp_path) == set()


def test_with_contact_data_only_those_are_published_who_wait_for_an_answer(path, tmp_path):
    written(path, tmp_path, "contact")
    assert found_under(tmp_path) == OPEN


def test_what_is_no_secret_stays_readable(path):
    """Nothing is proved by a file that says nothing."""
    with open_store(path) as store:
        rows = gather_publication(store, "masked", TODAY).rows
    tables = {table.name: [column.name for column in table.columns] for table in TABLES}
    leads = [dict(zip(tables["leads"], row, strict=True)) for row in rows["leads"]]
    assert len(leads) == PEOPLE
    assert sum(row["source"] == "展示会" for row in leads) > PEOPLE / 2
    assert sum(str(row["company"]).startswith("株式会社架空") for row in leads) > PEOPLE / 2
    assert len(rows["handovers"]) == PEOPLE
    said = " ".join(str(row[-1]) for row in rows["book"])
    assert "同じ言葉と数字" in said
    assert "***" in said


@pytest.mark.parametrize("level", ["masked", "aggregate", "contact"])
def test_the_command_leaves_nobody_behind(path, tmp_path, level):
    """The whole way: the share, what is printed, logs, settings and temporary files of the program."""
    desk = tmp_path / "desk"
    desk.mkdir()
    store = desk / "funneldesk.db"
    with create_store(store, "ja") as made:
        planted.fill(made)
    outside = tmp_path / "outside"
    homes = {
        name: outside / name
        for name in ("HOME", "TMPDIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
    }
    for folder in homes.values():
        folder.mkdir(parents=True)
    share = outside / "share"
    share.mkdir()
    said = subprocess.run(
        [
            sys.executable, "-m", "funneldesk", "publish", str(share), "--level", level,
            "--store", str(store), "--as-of", "2026-06-30",
        ],
        env=os.environ | {key: str(value) for key, value in homes.items()} | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, check=False,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr.decode()
    (outside / "printed").write_bytes(said.stdout + said.stderr)
    files = [one.suffix for one in (share / "FunnelDesk" / "publications").iterdir()]
    assert sorted(files) == [".json", ".sqlite", ".xlsx"]
    assert found_under(outside) == (OPEN if level == "contact" else set())
    # What was made on this computer's own disk on the way is gone as well.
    assert not [one for one in desk.iterdir() if "publishing" in one.name]
