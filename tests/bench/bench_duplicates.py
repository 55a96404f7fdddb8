"""Searching 100,000 leads for likely duplicates: `python tests/bench/bench_duplicates.py`.

Beside it the least such a search has to do: read the same columns of all leads once.
"""

import argparse
import tempfile
from pathlib import Path

from bench_import import DAY, write_list
from timing import medians, report

from funneldesk.operations.duplicates import duplicates
from funneldesk.operations.importing import import_list
from funneldesk.operations.stores import create_store, open_reader
from funneldesk.store.duplicates import people


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "store.db"
        with create_store(path, "ja") as store:
            import_list(store, write_list(Path(name) / "list.xlsx", chosen.rows), list_date=DAY)

        def read() -> None:
            with open_reader(path) as store:
                for _person in people(store.connection):
                    pass

        def search() -> None:
            with open_reader(path) as store:
                duplicates(store)

        found = medians(chosen.rounds, reading_all_leads=read, searching_duplicates=search)
        report(f"likely duplicates among {chosen.rows:,} leads; bar: seconds, in the background", found)


if __name__ == "__main__":
    main()
