"""What a pilot costs: the same pages with and without one, at 100,000 leads and 1 M activities (`--big`: ten times).

`python tests/bench/bench_pilots.py`. The pilot's book has another threshold and another weight.
"""

import argparse
from dataclasses import replace
from functools import partial

from timing import medians, report

from funneldesk.domain.book.book import BookVersion, Scope
from funneldesk.domain.book.book_pilots import joined
from funneldesk.domain.book.conditions import Activity, ActivityMatch, All, Attribute
from funneldesk.domain.book.pilot_figures import pilot_figures
from funneldesk.domain.book.starter import starter_book
from funneldesk.domain.funnel.stages import stage_days
from funneldesk.domain.scoring.candidates import candidate_since
from tests.bench.made_facts import LAST_DAY, made_facts
from tests.domain.small_books import scores_in_force, versions

BOOK = starter_book("ja")
PLAIN = versions(BOOK)
START = LAST_DAY - 60
SEGMENTS = {
    "nobody": Attribute("industry", "is", ("nowhere",)),
    "one_industry": Attribute("industry", "is", ("製造業",)),
    "readers": Activity(ActivityMatch(kinds=("download",)), 1, 30),
    "everybody": All(()),
}


def with_pilot(name, segment):
    """The starter book, and beside it a milder one for a segment."""
    threshold = replace(BOOK.threshold, points=50.0, leave=40.0)
    milder = replace(BOOK, threshold=threshold, scope=Scope(segment))
    return (*PLAIN, BookVersion(1, milder, name, "", START))


def anew(work, facts, given):
    """Do the work on another object of the same facts: nothing computed from them is remembered."""
    work(replace(facts), given)


def compared(facts, given):
    """Compute both sides."""
    both, days = given
    pilot_figures(facts, both, both[1], days)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--big", action="store_true", help="also 1 M leads and 10 M activities")
    sizes = [(100_000, 5)] + ([(1_000_000, 1)] if parser.parse_args().big else [])
    for leads, rounds in sizes:
        print(f"\n{leads:,} leads, {leads * 10:,} activities (median of {rounds})")
        facts = made_facts(leads, leads * 10)
        days = stage_days(facts, PLAIN, LAST_DAY)
        known: dict[str, tuple[BookVersion, ...]] = {"without": PLAIN}
        known |= {name: with_pilot(name, segment) for name, segment in SEGMENTS.items()}
        for name, work in (
            ("Scores", lambda f, v: scores_in_force(f, v, LAST_DAY)),
            ("Candidates", lambda f, v: candidate_since(f, v, LAST_DAY)),
            ("Stage days (funnel page without its cache)", lambda f, v: stage_days(f, v, LAST_DAY)),
        ):
            works = {key: partial(anew, work, facts, v) for key, v in known.items()}
            report(name, medians(rounds, **works))
        sides = {}
        for name in SEGMENTS:
            both = known[name]
            print(f"  {name}: {int((joined(facts, both[1], LAST_DAY) <= LAST_DAY).sum()):,} leads")
            sides[name] = partial(anew, compared, facts, (both, days))
        report("Both sides compared", medians(rounds, **sides))


if __name__ == "__main__":
    main()
