"""Scores at 100,000 leads and 1 M activities, beside plain numpy and pandas: `python tests/bench/bench_scoring.py`.

`--big` adds 1 M leads and 10 M activities. The floor of a changed weight is the least anybody could do: the old
total without the signal, plus the signal's column times its new weight.
"""

import argparse
from dataclasses import replace

import numpy as np
from timing import medians, peer, report

from funneldesk.domain.book.starter import starter_book
from funneldesk.domain.scoring.candidates import candidate_since
from funneldesk.domain.scoring.matching import matched
from funneldesk.domain.scoring.scoring import features, rescored, scores_of
from tests.bench.made_facts import LAST_DAY, made_facts
from tests.domain.small_books import versions

BOOK = starter_book("ja")
DRAGGED = "white_paper_download"


def with_points(points):
    """The starter book with another weight of the dragged signal."""
    signals = (replace(s, points=points) if s.id == DRAGGED else s for s in BOOK.signals)
    return replace(BOOK, signals=tuple(signals))


def changed_weight(facts, rounds, bar):
    given = features(facts, BOOK, LAST_DAY)
    before = scores_of(given, BOOK)
    heavier = with_points(22.0)
    found = before.signals[DRAGGED]
    amount = np.zeros(facts.count)
    amount[found.position] = found.milli / 1000 / 15
    without = before.total.copy()
    without[found.position] -= found.milli / 1000

    def floor():
        total = without + np.minimum(30, 22.0 * amount)
        np.bincount(np.clip((total / 5).astype(np.int64), 0, 19), minlength=20)
        np.count_nonzero(total >= 60)

    def drag():
        now = rescored(before, given, heavier, DRAGGED)
        np.bincount(np.clip(now.milli // 5000, 0, 19), minlength=20)
        np.count_nonzero(now.milli >= 60_000)

    works = {"numpy_one_column_no_caps": floor, "changed_weight_histogram_candidates": drag}
    report("One weight dragged", medians(rounds, **works), {"changed_weight_histogram_candidates": bar})


def rebuilt(facts, rounds, bar):
    works = {"features_rebuilt": lambda: features(facts, BOOK, LAST_DAY)}
    if pd := peer("pandas"):
        works = {"pandas_groupby": grouped_by(pd, facts)} | works
    report("Half-life changed: features rebuilt", medians(rounds, **works), {"features_rebuilt": bar})


def grouped_by(pd, facts):
    """Return the same work as a script on pandas does it."""
    counting = [s for s in BOOK.signals if s.counts is not None]
    parts = []
    for place, signal in enumerate(counting):
        seen = matched(facts, signal.counts)
        parts.append(pd.DataFrame({"signal": place, "lead": seen.lead, "age": LAST_DAY - seen.day}))
    events = pd.concat(parts, ignore_index=True)
    window = np.array([s.window_days for s in counting])
    half_life = np.array([s.half_life_days or np.inf for s in counting])

    def by_pandas():
        seen = events[(events.age >= 0) & (events.age < window[events.signal])]
        decay = 0.5 ** (seen.age / half_life[seen.signal])
        decay.groupby([seen.signal, seen.lead]).sum()

    return by_pandas


def candidates(facts, rounds):
    given = features(facts, BOOK, LAST_DAY)
    now = scores_of(given, BOOK)
    works = {
        "scores_from_features": lambda: scores_of(given, BOOK),
        "candidate_since": lambda: candidate_since(facts, versions(BOOK), LAST_DAY, now.milli),
    }
    report("Candidates", medians(rounds, **works))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--big", action="store_true", help="also 1 M leads and 10 M activities")
    sizes = [(100_000, 9, 50, 200)] + ([(1_000_000, 3, 50, 2000)] if parser.parse_args().big else [])
    for leads, rounds, weight_bar, rebuild_bar in sizes:
        print(f"\n{leads:,} leads, {leads * 10:,} activities (median of {rounds})")
        facts = made_facts(leads, leads * 10)
        changed_weight(facts, rounds, weight_bar)
        rebuilt(facts, rounds, rebuild_bar)
        candidates(facts, 1)


if __name__ == "__main__":
    main()
