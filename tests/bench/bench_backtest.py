"""The backtest at 100,000 leads and 1 M activities, beside a logistic regression's: `python tests/bench/bench_backtest.py`.

The floor is scoring every lead once at each month-end, which any backtest has to do.
"""

import argparse
from dataclasses import replace

from timing import medians, report

from funneldesk.domain.backtest.backtest import backtests
from funneldesk.domain.backtest.known import as_known
from funneldesk.domain.book.starter import starter_book
from funneldesk.domain.scoring.scoring import scores
from funneldesk.operations.suggesting import suggested_for
from tests.bench.made_facts import LAST_DAY, made_facts

BOOK = starter_book("ja")
DRAFT = replace(BOOK, signals=tuple(replace(s, points=s.points + 1) for s in BOOK.signals))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--leads", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    facts = made_facts(asked.leads, asked.leads * 10)
    known = as_known(facts, dict.fromkeys([*facts.columns, "stage", "opt_out"], facts.acquired_day))
    (once,) = backtests(known, [BOOK], LAST_DAY)
    works = {
        "scores_at_each_month_end": lambda: [scores(known, BOOK, day) for day in once.months],
        "backtest": lambda: backtests(known, [BOOK], LAST_DAY),
        "backtest_with_draft": lambda: backtests(known, [BOOK, DRAFT], LAST_DAY),
        "suggestion": lambda: suggested_for(known, BOOK, LAST_DAY),
    }
    report(f"Backtest of {len(once.months)} month-ends", medians(asked.rounds, **works), {})


if __name__ == "__main__":
    main()
