"""What an act by hand costs afterwards: the data of the Today page at 100,000 leads and 1 M activities.

`python tests/bench/bench_acts.py`. The floor is what an act cost before it was folded in: all is read anew, as after
an import, which is done here by a write that says nothing of what it leaves alone.
"""

import random
import tempfile
from datetime import date, timedelta
from pathlib import Path

from timing import cpu_medians, report

from funneldesk.domain.lists.mapping import UnderstoodBlock
from funneldesk.operations.by_hand import called, decide, undo_act
from funneldesk.operations.facts import facts_of
from funneldesk.operations.importing import take_list
from funneldesk.operations.legs import legs_of_store
from funneldesk.operations.stores import Store, create_store
from funneldesk.operations.today import beside_of, today_of
from tests.operations.taking import new_batch

LEADS, ACTIVITIES, LEGS, BAR_MS = 100_000, 1_000_000, 15_000, 1_000
TODAY = date(2026, 11, 27)
AT_ONCE = 2_000
INDUSTRIES = ("製造業", "情報通信業", "卸売業")
KINDS = (*("open",) * 12, *("view",) * 8, *("click",) * 4, "download")


def days_ago(most: int) -> str:
    """Return a day in the past."""
    return (TODAY - timedelta(days=random.randint(0, most))).isoformat()


def mail(lead: int) -> str:
    """Return the address of a lead."""
    return f"u{lead}@toto{lead % 25_000}.co.jp"


def rows_of(kind: str, first: int, end: int) -> dict[str, list[str | None]]:
    """Return rows of a list as columns."""
    numbers = range(first, end)
    if kind == "leads":
        return {
            "email": [mail(n) for n in numbers],
            "name": [f"山田 {n}郎" for n in numbers],
            "company": [f"株式会社東都{n % 25_000}" for n in numbers],
            "industry": [INDUSTRIES[n % 3] for n in numbers],
            "title": [("部長", "課長", "担当")[n % 3] for n in numbers],
            "acquired_at": [days_ago(700) for _n in numbers],
        }
    if kind == "activities":
        return {
            "email": [mail(n % LEADS) for n in numbers],
            "occurred_at": [days_ago(540) for _n in numbers],
            "activity": [random.choice(KINDS) for _n in numbers],
            "content": [f"コンテンツ{n % 80}" for n in numbers],
        }
    return {
        "handover_id": [f"H{n}" for n in numbers],
        "email": [mail(n * 6) for n in numbers],
        "side": [("is", "sales")[n % 2] for n in numbers],
        "handed_at": [days_ago(500) for _n in numbers],
        "decision": [("accepted", None)[n % 3 == 0] for n in numbers],
        "owner": [f"担当{n % 12}" for n in numbers],
    }


def bring(store: Store, kind: str, count: int) -> None:
    """Import a list of so many rows."""
    blocks = (
        UnderstoodBlock(tuple(columns), tuple(columns.values()), list(range(first, end)), [])
        for first in range(0, count, AT_ONCE)
        for end in (min(first + AT_ONCE, count),)
        for columns in (rows_of(kind, first, end),)
    )
    fields = tuple(rows_of(kind, 0, 1))
    take_list(store, new_batch(kind, fields, list_date=TODAY.isoformat()), blocks)


def main() -> None:
    """Measure the page's data after an act beside reading everything anew."""
    random.seed(1)
    today = TODAY.toordinal()
    with tempfile.TemporaryDirectory() as folder, create_store(Path(folder) / "a.db", "ja") as store:
        for kind, count in (("leads", LEADS), ("activities", ACTIVITIES), ("handovers", LEGS)):
            bring(store, kind, count)
        found = today_of(store, today)
        print(f"\n{LEADS:,} leads, {len(facts_of(store).events):,} activities, {LEGS:,} hand-overs")
        print(f"  owed: {len(found.duties.duties):,}")
        legs = iter(leg.record for leg in legs_of_store(store) if leg.is_open)
        leads = iter(range(1, LEADS))
        made: list[int] = []

        def page() -> None:
            today_of(store, today)
            beside_of(store, today)

        def after(act: int) -> None:
            made.append(act)
            page()

        def all_anew() -> None:
            with store.transaction():
                pass
            page()

        def taken_back() -> None:
            undo_act(store, made.pop())
            page()

        report(
            "The Today page's data after a write, CPU",
            cpu_medians(
                5,
                all_anew=all_anew,
                after_a_call=lambda: after(called(store, next(leads), today, reached=True)),
                after_a_decision=lambda: after(decide(store, next(legs), "accepted", today)),
                after_an_undo=taken_back,
            ),
            {"after_a_call": BAR_MS, "after_a_decision": BAR_MS, "after_an_undo": BAR_MS},
        )


if __name__ == "__main__":
    main()
