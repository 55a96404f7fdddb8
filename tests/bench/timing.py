"""Timing things side by side: interleaved rounds, medians, and ratios to the first of them."""

import math
import os
import random
import sqlite3
import statistics
import sys
import time
from contextlib import closing
from importlib import import_module
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

#: What `known_work` took on the machine on which bars in seconds were set, in milliseconds.
KNOWN_MS = 410
#: Time may grow with the number of leads to this power (DESIGN 10).
EXPONENT = 1.05


def peer(name):
    """Return a library to compare with, None (and a word about it) where it is not installed."""
    try:
        return import_module(name)
    except ModuleNotFoundError:
        print(f"  ({name} is not installed: measured without it; pip install {name})")
        return None


def medians(rounds, **works):
    """Return the median milliseconds of each work; the rounds are interleaved, so that a busy moment hits all."""
    return _medians(time.perf_counter, rounds, works)


def cpu_medians(rounds, **works):
    """Return the same of the time the processor worked for this process: what a bar in CPU time is held against."""
    return _medians(time.process_time, rounds, works)


def _medians(clock, rounds, works):
    taken = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            begin = clock()
            work()
            taken[name].append((clock() - begin) * 1000)
    return {name: statistics.median(values) for name, values in taken.items()}


def known_work(path):
    """Return work that took `KNOWN_MS` on the machine on which the bars in seconds were set: how fast is this one?"""
    draw = random.Random(1)
    rows = [tuple(f"株式会社{draw.randrange(30_000)}" for _ in range(20)) for _ in range(100_000)]

    def work():
        path.unlink(missing_ok=True)
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute(f"CREATE TABLE known ({', '.join(f'c{place}' for place in range(20))})")
            connection.execute("BEGIN")
            connection.executemany(f"INSERT INTO known VALUES ({', '.join('?' * 20)})", rows)  # noqa: S608
            connection.execute("COMMIT")

    return work


def report(title, found, bars=None, known_ms=None):
    """Print milliseconds, the ratio to the first line, and the bar where there is one.

    `known_ms`: what the first line took where the bars were set; they are held against this machine's speed as well.
    """
    print(title)
    floor = next(iter(found.values()))
    for name, taken in found.items():
        bar = (bars or {}).get(name)
        verdict = "" if bar is None else f"   bar {bar} ms: {'met' if taken <= bar else 'MISSED'}"
        if bar is not None and known_ms:
            here = bar * floor / known_ms
            verdict += f"; {here:.0f} ms at this speed: {'met' if taken <= here else 'MISSED'}"
        print(f"  {name.replace('_', ' '):44}{taken:10.1f} ms{taken / floor:9.2f} x{verdict}")


def growth(taken):
    """Print the exponent e of time = leads ** e between the smallest and the largest of {leads: {name: ms}}.

    Then that of each step between two neighbouring sizes: where it is great, something begins to cost more.
    """
    (small, before), (large, after) = min(taken.items()), max(taken.items())
    print(f"\nGrowth from {small:,} to {large:,} leads (bar {EXPONENT})")
    for name, milliseconds in after.items():
        exponent = math.log(milliseconds / before[name]) / math.log(large / small)
        steps = [
            math.log(taken[more][name] / taken[less][name]) / math.log(more / less)
            for less, more in pairwise(sorted(taken))
        ]
        each = f"   steps {', '.join(f'{step:.2f}' for step in steps)}" if len(steps) > 1 else ""
        verdict = "met" if exponent <= EXPONENT else "MISSED"
        print(f"  {name.replace('_', ' '):44}{exponent:8.2f}   {verdict}{each}")
