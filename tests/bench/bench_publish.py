"""Publishing and opening what was published: `python tests/bench/bench_publish.py` (100,000 leads, 1 M activities).

Publishing into a local folder, everything read back and the workbook included (bar 3 s): from the window, where the
leads are in memory, and in a process of its own, its start and its imports included, once with nothing in the cache
file, as after an import, and once with what a first time leaves there; and its parts; opening the file with all its
checks (bar 1 s).

The first line is a known piece of work: 100,000 rows of 20 texts written by one `executemany` took 0.41 s on the
machine on which the bars were set. A machine on which it takes twice as long is held against twice the bar; the bar in
seconds is printed too. The floor: one `executemany` of the published rows into plain tables, and the sha256 of the
file. Seconds of the processor stand beside the clock's: on a busy machine they say more.
"""

import argparse
import hashlib
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from functools import partial
from pathlib import Path

from timing import KNOWN_MS, cpu_medians, known_work, medians, report

from funneldesk.domain.team.publication import TABLES
from funneldesk.files.writing.publication_workbook import write_publication_workbook
from funneldesk.operations.publication import gather_publication
from funneldesk.operations.publishing import publish
from funneldesk.operations.stores import create_store, open_store
from funneldesk.share.publication_file import open_publication, sum_of, write_publication
from funneldesk.store import caches
from tests.bench.made_store import TODAY, fill

DAY = TODAY.toordinal()
PUBLISH_MS, OPEN_MS = 3_000, 1_000


def floor(publication, path):
    """Write the same rows into tables without a key, a check or a view, and sum the bytes up."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for table in TABLES:
            columns = ", ".join(f'"{column.name}"' for column in table.columns)
            places = ", ".join("?" * len(table.columns))
            connection.execute(f'CREATE TABLE "{table.name}" ({columns})')
            connection.executemany(
                f'INSERT INTO "{table.name}" VALUES ({places})',  # noqa: S608
                publication.rows[table.name],
            )
        connection.execute("COMMIT")
    hashlib.sha256(path.read_bytes())


def written(publication, path):
    path.unlink(missing_ok=True)
    write_publication(path, publication)


def alone(store, share, *, first=False):
    """Publish with the command, as a scheduled job does; `first`: with nothing in the cache file."""
    if first:
        caches.drop(store)
    command = [sys.executable, "-m", "funneldesk", "publish", str(share), "--store", str(store)]
    command += ["--level", "contact", "--as-of", TODAY.isoformat()]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def opened(path, sum_):
    open_publication(path, sha256=sum_).close()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--leads", type=int, default=100_000)
    parser.add_argument("--activities", type=int, default=10, help="of each lead")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="a folder for the store; one that is there is used again")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.keep or Path(temporary)
        path, room = folder / f"{chosen.leads}x{chosen.activities}.db", Path(temporary)
        if not path.exists():
            folder.mkdir(parents=True, exist_ok=True)
            with create_store(path, "ja") as store:
                fill(store, chosen.leads, chosen.leads * chosen.activities, people=True)
        with open_store(path) as store:
            publication = gather_publication(store, "contact", DAY)
        file = room / "publication.sqlite"
        written(publication, file)
        title = f"{chosen.leads:,} leads, a file of {file.stat().st_size / 2**20:.1f} MB"
        least = partial(floor, publication, room / "floor.sqlite")
        # Nobody else may write into a store that is open: the command has rounds of its own.
        share = room / "apart"
        works = {
            "known_work": known_work(room / "known.sqlite"),
            "floor": least,
            "publish,_the_first_time": partial(alone, path, share, first=True),
            "publish": partial(alone, path, share),
        }
        apart = medians(chosen.rounds, **works)
        report(f"{title}: in a process of its own", apart, dict.fromkeys((*works,)[2:], PUBLISH_MS), KNOWN_MS)
        with open_store(path) as store:
            works = {
                "known_work": known_work(room / "known.sqlite"),
                "floor": least,
                "publish": partial(publish, store, room / "share", level="contact", as_of=DAY, home=room),
                "of_it,_gathering": partial(gather_publication, store, "contact", DAY),
                "of_it,_writing_and_checking": partial(written, publication, room / "again.sqlite"),
                "of_it,_the_workbook": partial(write_publication_workbook, room / "a.xlsx", publication),
                "opening": partial(opened, file, sum_of(file)),
            }  # fmt: skip
            bars = {"publish": PUBLISH_MS, "opening": OPEN_MS}
            report(f"{title}: by the clock", medians(chosen.rounds, **works), bars, KNOWN_MS)
            report(f"{title}: of the processor", cpu_medians(chosen.rounds, **works), bars, KNOWN_MS)


if __name__ == "__main__":
    main()
