"""Importing 100,000 leads x 20 columns from .xlsx, beside its floor: `python tests/bench/bench_import.py`.

Floor: calamine reads the same file, one `executemany` writes the same rows as text. `--peer` adds
`pandas.read_excel(openpyxl)` + `to_sql` (half a minute more a round), `--full` the same import into a store
that already holds 500,000 other leads. Rounds are interleaved; what is printed are medians and ratios.
"""

import argparse
import random
import sqlite3
import tempfile
from datetime import date
from itertools import count
from pathlib import Path
from types import ModuleType

from timing import medians, peer, report

from funneldesk.operations.importing import import_list
from funneldesk.operations.stores import create_store, open_store

HEADINGS = (
    "会社名", "部署", "役職", "氏名", "メールアドレス", "電話番号", "業種", "従業員数", "都道府県", "流入元",
    "キャンペーン", "最初のコンテンツ", "獲得日", "更新日", "担当者", "メモ", "URL", "展示会", "ランク", "顧客番号",
)  # fmt: skip
DAY = date(2026, 11, 1)


def write_list(path: Path, rows: int, first: int = 0) -> Path:
    """Write a list as Japanese companies keep them; numbers of people count from `first`."""
    from openpyxl import Workbook

    draw = random.Random(first + rows)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("名簿")
    sheet.append(HEADINGS)
    for number in range(first, first + rows):
        company = (
            draw.choice(("㈱", "株式会社", "")) + draw.choice("東西南北中") + f"製作所{draw.randrange(30000)}"
        )
        sheet.append((
            company, draw.choice(("営業部", "製造部")), draw.choice(("部長", "課長", "")), f"{draw.choice('佐鈴高田')}藤 {number % 9973}郎",
            f"user{number}@corp{draw.randrange(20000)}.co.jp", f"03-{draw.randrange(1000, 9999)}-{draw.randrange(1000, 9999)}",
            draw.choice(("製造業", "卸売業")), draw.choice((10, 120, 1200)), draw.choice(("東京都", "大阪府")), draw.choice(("SEO", "広告")),
            f"施策{draw.randrange(20)}", f"資料{draw.randrange(30)}", f"2025/{draw.randrange(1, 13)}/{draw.randrange(1, 29)}",
            f"2026-{draw.randrange(1, 11):02d}-{draw.randrange(1, 29):02d}", draw.choice(("山田", "中村")), f"メモ{draw.randrange(10**5)}",
            f"https://example.co.jp/{draw.randrange(9999)}", draw.choice(("A展", "")), draw.choice("ABC"), f"C{number:07d}",
        ))  # fmt: skip
    book.save(path)
    return path


def read_and_write(source: Path, target: Path) -> None:
    """Do the least any import has to do."""
    from python_calamine import CalamineWorkbook

    rows = [
        list(map(str, row))
        for row in CalamineWorkbook.from_path(str(source)).get_sheet_by_index(0).iter_rows()
    ]
    connection = sqlite3.connect(target)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"CREATE TABLE list ({', '.join(f'c{n} TEXT' for n in range(len(HEADINGS)))})")
    connection.executemany(f"INSERT INTO list VALUES ({', '.join('?' * len(HEADINGS))})", rows[1:])  # noqa: S608 - question marks only
    connection.commit()
    connection.close()


def by_pandas(pd: ModuleType, source: Path, target: Path) -> None:
    """Do what a script of five lines does."""
    connection = sqlite3.connect(target)
    pd.read_excel(source, engine="openpyxl").to_sql("list", connection, index=False)
    connection.close()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peer", action="store_true")
    parser.add_argument("--full", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, number = Path(name), count()
        source = write_list(folder / "list.xlsx", chosen.rows)

        def fresh() -> Path:
            return folder / f"{next(number)}.db"

        def ours() -> None:
            with create_store(fresh(), "ja") as store:
                import_list(store, source, list_date=DAY)

        works = {"floor": lambda: read_and_write(source, fresh()), "our_import": ours}
        if chosen.peer and (pd := peer("pandas")):
            works["pandas_openpyxl_to_sql"] = lambda: by_pandas(pd, source, fresh())
        if chosen.full:
            held = fresh()
            with create_store(held, "ja") as store:
                import_list(
                    store, write_list(folder / "held.xlsx", 5 * chosen.rows, chosen.rows), list_date=DAY
                )

            def into_full() -> None:
                with open_store(held) as store:
                    import_list(store, source, list_date=DAY, dry_run=True)

            works["our_import_into_500_000"] = into_full
        found = medians(chosen.rounds, **works)
        report(
            f"{chosen.rows:,} leads x {len(HEADINGS)} columns, .xlsx; bar: our import <= 2.5 x the floor",
            found,
        )


if __name__ == "__main__":
    main()
