"""Findings at 100,000 leads and 1 M activities, beside reading every activity once: `python tests/bench/bench_findings.py`.

`--big` adds 1 M leads and 10 M activities. There is no bar but "some seconds": it runs in the background.
"""

import argparse

from timing import medians, report

from funneldesk.domain.book.starter import starter_book
from funneldesk.domain.findings.findings import findings
from funneldesk.domain.findings.outcomes import outcomes
from funneldesk.domain.findings.questions import questions
from funneldesk.domain.funnel.stages import stage_days
from tests.bench.made_facts import LAST_DAY, made_facts
from tests.domain.small_books import versions

BOOK = starter_book("ja")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--big", action="store_true", help="also 1 M leads and 10 M activities")
    for leads in [100_000] + ([1_000_000] if parser.parse_args().big else []):
        print(f"\n{leads:,} leads, {leads * 10:,} activities (median of 3)")
        facts = made_facts(leads, leads * 10)
        days = stage_days(facts, versions(BOOK), LAST_DAY)

        def every_question(facts=facts, days=days):
            findings(questions(facts, outcomes(facts, days), BOOK), LAST_DAY, facts.count)

        works = {"read_every_activity_once": facts.events.day.max, "findings": every_question}
        report("Findings, stage dates known", medians(3, **works))


if __name__ == "__main__":
    main()
