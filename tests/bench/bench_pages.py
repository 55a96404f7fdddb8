"""Funnel and content page on a store: `python tests/bench/bench_pages.py`, with `--big` 1 M leads and 10 M activities.

The data part as the window asks for it, each time in a process of its own: with the cache file (bar 50 ms for the
funnel, 100 ms for the contents; the whole answer is kept), with the facts in the cache file but not the answer (after
another range was chosen), and with the cache file deleted (in the background; no bars). Then in one process
another range, another breakdown; last the pictures (bar 100 ms a redraw). How time grows is said as an exponent from
the smallest store to the largest (bar 1.05), and from each to the next, of medians of several runs. Building the store of 10 M activities takes some minutes and 6 GB; `--keep FOLDER` keeps it.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from timing import growth, medians, report

from funneldesk.colours import LIGHT
from funneldesk.operations.contents import contents_of
from funneldesk.operations.funnel_view import funnel_view
from funneldesk.operations.ranges import RangeChoice
from funneldesk.operations.stores import create_store, open_reader
from funneldesk.store import caches
from tests.bench.made_store import TODAY, fill

DAY = TODAY.toordinal()
FUNNEL_MS, CONTENTS_MS, REDRAW_MS, MEMORY_MB = 50, 100, 100, 600
#: What one process does and tells: imports are not timed, opening the store is.
ALONE = """
import json, sys, time
from pathlib import Path
import numpy, psutil
from funneldesk.operations.contents import contents_of
from funneldesk.operations.funnel_view import funnel_view
from funneldesk.operations.ranges import RangeChoice
from funneldesk.operations.stores import open_reader
path, what, day = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
begin = time.perf_counter()
with open_reader(path) as store:
    funnel_view(store, day, RangeChoice("trailing")) if what == "funnel" else contents_of(store, day)
    # With the store closed its facts would be gone.
    found = [(time.perf_counter() - begin) * 1000, psutil.Process().memory_info().rss / 2**20]
print(json.dumps(found))
"""


def alone(path, what):
    """Return milliseconds and megabytes of one page in a process of its own."""
    command = [sys.executable, "-c", ALONE, str(path), what, str(DAY)]
    ran = subprocess.run(command, capture_output=True, check=True, text=True, cwd=Path(__file__).parents[2])
    return json.loads(ran.stdout)


def first_sight(path, rounds):
    """Return the median milliseconds of both pages, with the cache file and without."""
    before = {
        "cache file deleted": caches.drop,
        "answer not kept": partial(caches.forget, names="answer ", other_than="none"),
        "cache file present": lambda _path: None,
    }
    found, memory = {}, 0.0
    for what in ("funnel", "contents"):
        for state, prepare in before.items():
            runs = []
            for _ in range(rounds):
                prepare(path)
                runs.append(alone(path, what))
            found[f"{what}, {state}"] = statistics.median(taken for taken, _used in runs)
            memory = max(memory, *(used for _taken, used in runs))
    bars = {"funnel, cache file present": FUNNEL_MS, "contents, cache file present": CONTENTS_MS}
    report("Data part, a process of its own", found, bars)
    print(f"  most memory of such a process at its end: {memory:,.0f} MB of {MEMORY_MB} the window may have")
    return found


def afterwards(path, rounds):
    """Report what other choices cost once the facts are in memory."""
    with open_reader(path) as store:
        funnel_view(store, DAY, RangeChoice("all"))
        day = iter(range(DAY - 400, DAY))

        def own_days(**of):
            return lambda: funnel_view(store, DAY, RangeChoice("custom", next(day), DAY), **of)

        works = {
            "another_range": own_days(), "another_range_by_period": own_days(mode="period"),
            "by_source": own_days(by="source"), "by_month": own_days(by="month"),
        }  # fmt: skip
        report("Funnel, facts in memory", medians(rounds, **works), {"another_range": FUNNEL_MS})
        windows = iter(range(90, 180))

        def another_window():
            contents_of(store, DAY, window_days=next(windows))

        report("Contents, facts in memory", medians(min(rounds, 3), another_window=another_window))


def pictures(path, rounds):
    """Report what it costs to draw each picture again, as a window does that was resized."""
    from funneldesk.charts.contents import contents_figure
    from funneldesk.charts.funnel import funnel_figure
    from funneldesk.charts.groups import groups_figure
    from funneldesk.charts.month import month_figure
    from funneldesk.charts.rates import rates_figure
    from funneldesk.charts.small_multiples import groups_height
    from funneldesk.charts.trend import trend_figure

    with open_reader(path) as store:
        view = funnel_view(store, DAY, RangeChoice("all"), by="month")
        contents = contents_of(store, DAY)
    tall = groups_height(view.funnel, 1142) / 96

    def draw(make, *of):
        make(*of).canvas.draw()

    works = {
        "funnel": partial(draw, funnel_figure, view.funnel, LIGHT),
        "rates": partial(draw, rates_figure, view.funnel, LIGHT),
        "trend_of_24_months": partial(draw, trend_figure, view.trend, LIGHT),
        "month": partial(draw, month_figure, view.month, LIGHT),
        "twelve_groups": partial(draw, groups_figure, view.funnel, LIGHT, (11.9, tall)),
        "contents": partial(draw, contents_figure, contents, LIGHT),
    }
    first = medians(1, **works)
    report("Pictures, drawn for the first time", first)
    report("Pictures, drawn again", medians(rounds, **works), dict.fromkeys(works, REDRAW_MS))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--big", action="store_true", help="also 1 M leads and 10 M activities")
    parser.add_argument(
        "--keep", type=Path, help="a folder for the stores; those there already are used again"
    )
    chosen = parser.parse_args()
    sizes = [10_000, 30_000, 100_000] + ([300_000, 1_000_000] if chosen.big else [])
    taken = {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for leads in sizes:
            path = folder / f"{leads}.db"
            if not path.exists():
                with create_store(path, "ja") as store:
                    fill(store, leads, leads * 10)
            print(f"\n{leads:,} leads, {leads * 10:,} activities")
            taken[leads] = first_sight(path, 5)
            afterwards(path, 5)
        pictures(folder / f"{sizes[0]}.db", 9)
    growth(taken)


if __name__ == "__main__":
    main()
