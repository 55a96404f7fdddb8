"""Funnel and contents up to 100,000 leads and 1 M activities, beside pandas: `python tests/bench/bench_funnel.py`.

`--big` adds 1 M leads and 10 M activities. The funnel's own bar is its data part, stage dates known; how the pages
open from a store, with its cache file and without, and how their pictures are drawn, is measured by `bench_pages.py`.
"""

import argparse
from itertools import pairwise

from timing import growth, medians, peer, report

from funneldesk.domain.book.starter import starter_book
from funneldesk.domain.contents.content_results import contents
from funneldesk.domain.fields import STAGES
from funneldesk.domain.funnel.breakdown import breakdown
from funneldesk.domain.funnel.funnel_counting import all_maturities, funnel
from funneldesk.domain.funnel.stages import stage_days
from funneldesk.domain.funnel.tallies import Selection
from tests.bench.made_facts import LAST_DAY, made_facts
from tests.domain.small_books import versions

BOOK = starter_book("ja")
FIRST = LAST_DAY - 365


def pandas_funnels(pd, days):
    """Return what a script on pandas does: counts and quartiles, and sums by month."""
    table = pd.DataFrame({stage: days.day[place] for place, stage in enumerate(STAGES)})
    reached = pd.DataFrame({stage: days.reached[place] for place, stage in enumerate(STAGES)})
    month = pd.Series(table["lead"] // 30)

    def by_pandas():
        chosen = (table["lead"] >= FIRST) & (table["lead"] <= LAST_DAY)
        reached[chosen].sum()
        for previous, stage in pairwise(STAGES):
            both = chosen & reached[previous] & reached[stage]
            (table[stage][both] - table[previous][both]).quantile([0.25, 0.5, 0.75])

    def sums_by_month():
        reached.groupby(month).sum()

    return by_pandas, sums_by_month


def funnels(facts, days, rounds, bar):
    known = all_maturities(days, BOOK)

    def cohort():
        funnel(facts, Selection(days, "cohort", FIRST, LAST_DAY), BOOK, None, known)

    def period():
        funnel(facts, Selection(days, "period", FIRST, LAST_DAY), BOOK, None, known)

    def by_month():
        groups = breakdown(facts, days, "month", lambda: None)
        funnel(facts, Selection(days, "cohort"), BOOK, groups)

    works, months = {"cohort": cohort, "period": period}, {"by_month": by_month}
    if pd := peer("pandas"):
        by_pandas, sums_by_month = pandas_funnels(pd, days)
        works = {"pandas_counts_and_quartiles": by_pandas} | works
        months = {"pandas_sums_only": sums_by_month} | months
    found, monthly = medians(rounds, **works), medians(rounds, **months)
    report("Funnel, stage dates and maturity known", found, {"cohort": bar, "period": bar})
    report("Funnel by month", monthly)
    return found | monthly


def content_page(facts, days, rounds):
    works = {"contents_with_six_credit_models": lambda: contents(facts, days, BOOK, 180)}
    if pd := peer("pandas"):
        works = {"pandas_rates_only": pandas_contents(pd, facts, days)} | works
    found = medians(rounds, **works)
    report("Contents", found)
    return found


def pandas_contents(pd, facts, days):
    """Return what a script on pandas does: the rates alone."""
    touches = pd.DataFrame(
        {"lead": facts.events.lead, "content": facts.events.content, "day": facts.events.day}
    )
    deal = pd.Series(days.day[3])

    def by_pandas():
        before = touches[touches.day <= deal.to_numpy()[touches.lead]]
        last = before.groupby(["content", "lead"]).day.max().reset_index()
        last["hit"] = deal.to_numpy()[last.lead] - last.day <= 180
        last.groupby("content").hit.agg(["sum", "count"])

    return by_pandas


def dates(facts):
    works = {
        "read_every_activity_once": facts.events.day.max,
        "stage_dates": lambda: stage_days(facts, versions(BOOK), LAST_DAY),
    }
    found = medians(1, **works)
    report("Stage dates from the activities", found)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--big", action="store_true", help="also 1 M leads and 10 M activities")
    taken = {}
    sizes = [(10_000, 9, 50), (100_000, 9, 50)] + ([(1_000_000, 5, 50)] if parser.parse_args().big else [])
    for leads, rounds, bar in sizes:
        print(f"\n{leads:,} leads, {leads * 10:,} activities (median of {rounds})")
        facts = made_facts(leads, leads * 10)
        days = stage_days(facts, versions(BOOK), LAST_DAY)
        taken[leads] = funnels(facts, days, rounds, bar) | content_page(facts, days, 1) | dates(facts)
    growth(taken)


if __name__ == "__main__":
    main()
