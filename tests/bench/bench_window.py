"""The window on 1 M leads and 10 M activities (DESIGN 10).

    python tests/bench/bench_window.py [--leads 100000] [--keep FOLDER] [--everywhere]

Each in a program of its own on the same store: first paint against a bare window, the search with its index, then a
walk through the table of leads (`--everywhere`: through all pages) with the longest hold of each step beside the
machine's bar, and the memory of the window while it walks. Building the store takes half an hour, once.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import timing
from bench_first_paint import BARE, PROGRAM, first_paint_ms

REPOSITORY = Path(__file__).resolve().parents[2]
MEMORY_MB, FIRST_PAINT_TIMES = 600, 1.5
TYPED = ("佐", "佐藤", "toto12", "03-0", "株式会社東都", "佐藤 toto1", "nobody at all")


def load() -> str:
    """Return how busy the machine is: figures mean little without it."""
    return " ".join(f"{value:.1f}" for value in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"


def paint(store: Path) -> None:
    """Print when the window is there, against a bare one."""
    pairs = [(first_paint_ms(BARE, store), first_paint_ms(PROGRAM, store)) for _ in range(4)][1:]
    bare, program = (sorted(times)[1] for times in zip(*pairs, strict=True))
    times = program / bare
    verdict = "met" if times <= FIRST_PAINT_TIMES else "MISSED"
    print(
        f"first paint: {program:.0f} ms, bare {bare:.0f} ms: {times:.2f} x (bar {FIRST_PAINT_TIMES}) {verdict}"
    )


def search(store: Path) -> None:
    """Print what it costs to make the index, where it is missing, and to find people."""
    from funneldesk.operations.leads import prepare_search
    from funneldesk.operations.stores import open_reader
    from funneldesk.store.search_index import matching_ids

    with open_reader(store) as opened:
        begun = time.perf_counter()
        prepare_search(opened)
        print(f"index of the search made ready in {time.perf_counter() - begun:.1f} s")
        for typed in TYPED:
            found = timing.medians(3, search=lambda typed=typed: matching_ids(opened, typed))
            print(
                f"  search {typed!r:24}{found['search']:8.1f} ms   {len(matching_ids(opened, typed)):,} found"
            )


def walk(store: Path, *, everywhere: bool) -> None:
    """Print the longest holds of a walk, and the memory of the window."""
    command = [sys.executable, "-m", "tests.ui.stalls", str(store), *([] if everywhere else ["leads"])]
    ran = subprocess.run(command, cwd=REPOSITORY, capture_output=True, check=True, encoding="utf-8")
    found = json.loads(ran.stdout)
    print(f"walk ({'all pages' if everywhere else 'leads'})")
    for hold in found["holds"]:
        verdict = "" if hold["milliseconds"] <= hold["bar_ms"] else f"   MISSED (bar {hold['bar_ms']:.0f} ms)"
        print(f"  {hold['step']:44}{hold['milliseconds']:8.0f} ms{hold['memory_mb']:8.0f} MB{verdict}")
    most = max(hold["memory_mb"] for hold in found["holds"])
    print(
        f"memory of the window: {most:.0f} MB at most (bar {MEMORY_MB}) {'met' if most <= MEMORY_MB else 'MISSED'}"
    )


def main() -> None:
    """Measure all of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--leads", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path, help="a folder for the store; one there already is used again")
    parser.add_argument("--everywhere", action="store_true", help="walk through all pages")
    chosen = parser.parse_args()
    from funneldesk.operations.stores import create_store
    from tests.bench.made_store import fill

    with tempfile.TemporaryDirectory() as temporary:
        path = (chosen.keep or Path(temporary)) / f"window-{chosen.leads}.db"
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            with create_store(path, "ja") as store:
                fill(store, chosen.leads, chosen.leads * 10, people=True)
        print(f"{chosen.leads:,} leads, {chosen.leads * 10:,} activities; load of the machine {load()}")
        paint(path)
        search(path)
        walk(path, everywhere=chosen.everywhere)
        print(f"load of the machine at the end {load()}")


if __name__ == "__main__":
    main()
