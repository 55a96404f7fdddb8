"""The nurture list at 100,000 leads and 1 M activities: `python tests/bench/bench_nurture.py`; `--big` adds 1 M leads.

Content rates and touches are those of the content page and known already; the bar at 100,000 leads is 200 ms.
"""

import argparse

import numpy as np
from timing import medians, report

from funneldesk.domain.book.book_pilots import InForce
from funneldesk.domain.book.starter import starter_book
from funneldesk.domain.contents.content_rates import asked_about, content_rates
from funneldesk.domain.contents.touches import touches
from funneldesk.domain.funnel.stages import stage_days
from funneldesk.domain.nurture.nurture import nurture
from funneldesk.domain.nurture.sales import sales
from tests.bench.made_facts import LAST_DAY, made_facts
from tests.domain.small_books import versions

BOOK = starter_book("ja")


def nurture_list(leads, rounds):
    facts = made_facts(leads, leads * 10)
    days, seen = stage_days(facts, versions(BOOK), LAST_DAY), touches(facts, LAST_DAY)
    rates = content_rates(facts, days, asked_about(facts, days, BOOK, 180))
    address = np.ones(facts.count, np.bool_)

    def all_of_it():
        nurture(
            facts,
            days,
            InForce(versions(BOOK)[0]),
            rates,
            seen,
            from_sales=sales(facts, LAST_DAY),
            address=address,
        )

    report(
        f"Nurture list, {leads:,} leads",
        medians(rounds, touches=lambda: touches(facts, LAST_DAY), nurture=all_of_it),
    )


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--big", action="store_true")
    nurture_list(100_000, 9)
    if options.parse_args().big:
        nurture_list(1_000_000, 3)


main()
