"""A store of any size for benchmarks: leads, what they did, deals and decisions, imported as lists are."""

import random
from datetime import date, timedelta

from funneldesk.domain.lists.mapping import UnderstoodBlock
from funneldesk.operations.importing import take_list
from tests.operations.taking import new_batch

TODAY = date(2026, 11, 27)
AT_ONCE = 2_000
_SOURCES = ("自然検索", "広告", "展示会", "紹介", "メルマガ")
_KINDS = (*("open",) * 12, *("view",) * 8, *("click",) * 4, "download")


_FAMILIES, _GIVEN = "佐藤鈴木高橋田中伊藤渡辺山本中村小林加藤", "一郎花子健太美咲翔太陽子直樹恵大輔由美"


def person(number):
    """Return a name of which few leads have the same."""
    family, given = number % 10 * 2, number // 10 % 10 * 2
    return f"{_FAMILIES[family : family + 2]}{chr(0x4E00 + number // 100 % 2000)} {_GIVEN[given : given + 2]}"


def _named(numbers):
    return {
        "name": [person(n) for n in numbers],
        "phone": [f"03-{n // 10_000:04}-{n % 10_000:04}" for n in numbers],
        "title": [("課長", "部長", "主任", "代表取締役")[n % 4] for n in numbers],
        "employees": [str(n % 500 + 1) for n in numbers],
        "prefecture": [("東京都", "大阪府", "愛知県")[n % 3] for n in numbers],
    }


def fill(store, leads, activities, *, people=False):
    """Import so many leads and activities, with a decision of sales for every eighth lead and a deal for every tenth.

    `people`: leads have names, phone numbers and titles, and every tenth hand-over still waits for its decision.
    """
    chance = random.Random(1)

    def ago(least, most):
        return (TODAY - timedelta(days=chance.randint(least, most))).isoformat()

    def of_leads(numbers):
        named = _named(numbers) if people else {}
        return named | {
            "external_id": [f"L{n}" for n in numbers],
            "email": [f"u{n}@toto{n % 25_000}.co.jp" for n in numbers],
            "company": [f"株式会社東都{n % 25_000}" for n in numbers],
            "industry": [("製造業", "情報通信業", "卸売業")[n % 3] for n in numbers],
            "source": [_SOURCES[n % 7 % 5] for n in numbers],
            "acquired_at": [ago(0, 700) for _n in numbers],
        }

    def of_activities(numbers):
        return {
            "lead_external_id": [f"L{chance.randrange(leads)}" for _n in numbers],
            "occurred_at": [ago(0, 540) for _n in numbers],
            "activity": [chance.choice(_KINDS) for _n in numbers],
            "content": [f"コンテンツ{n % 80}" for n in numbers],
        }

    def of_decisions(numbers):
        return {
            "handover_id": [f"H{n}" for n in numbers],
            "lead_external_id": [f"L{n * 8}" for n in numbers],
            "side": ["sales" for _n in numbers],
            "handed_at": [ago(60, 300) for _n in numbers],
            "decision": [
                "" if people and n % 10 == 0 else "accepted" if n % 3 else "rejected" for n in numbers
            ],
            "decided_at": ["" if people and n % 10 == 0 else ago(30, 59) for n in numbers],
        }

    def of_deals(numbers):
        return {
            "external_id": [f"D{n}" for n in numbers],
            "lead_external_id": [f"L{n * 10}" for n in numbers],
            "opened_at": [ago(30, 300) for _n in numbers],
            "outcome": ["won" if n % 4 == 0 else "open" for n in numbers],
            "won_at": [ago(0, 29) if n % 4 == 0 else None for n in numbers],
            "amount": ["1200000" for _n in numbers],
        }

    for kind, rows, count in (
        ("leads", of_leads, leads), ("activities", of_activities, activities),
        ("handovers", of_decisions, leads // 8), ("deals", of_deals, leads // 10),
    ):  # fmt: skip
        blocks = (
            UnderstoodBlock(tuple(columns), tuple(columns.values()), list(range(first, end)), [])
            for first in range(0, count, AT_ONCE)
            for end in (min(first + AT_ONCE, count),)
            for columns in (rows(range(first, end)),)
        )
        take_list(store, new_batch(kind, tuple(rows(range(1))), list_date=TODAY.isoformat()), blocks)
