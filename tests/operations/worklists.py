"""A small company with hand-overs, its work list as a workbook, and hands that fill it in."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from funneldesk.domain.worklist.worklist_columns import column_heading
from funneldesk.i18n import speaking
from funneldesk.operations import by_hand
from funneldesk.operations.stores import Store, in_memory_store
from funneldesk.operations.worklist import write_worklist
from funneldesk.operations.worklist_import import (
    WorkListImport,
    import_worklist,
    look_into_sheets,
    take_worklist,
)
from tests.operations.taking import Row, take

MADE, TODAY = date(2026, 4, 3).toordinal(), date(2026, 4, 10).toordinal()
LEADS: list[Row] = [
    {"external_id": "1", "name": "山田 太郎", "company": "みなと精機", "email": "taro@minato.jp", "title": "部長",
     "industry": "製造業", "employees": "300", "acquired_at": "2026-01-05", "phone": "03-1234-5678"},
    {"external_id": "2", "name": "鈴木 花子", "company": "港精機", "email": "hanako@minato2.jp", "owner": "佐藤"},
    {"external_id": "3", "name": "=HYPERLINK(1)", "company": "東都", "email": "ichiro@toto.jp"},
    {"external_id": "4", "name": "高橋 四郎", "company": "西都", "email": "shiro@saito.jp"},
]  # fmt: skip
ASKED: Row = {
    "email": "taro@minato.jp",
    "activity": "form",
    "occurred_at": "2026-04-01",
    "content": "見積依頼",
}


@contextmanager
def company() -> Iterator[Store]:
    """Yield a store: lead 1 is a candidate; 2 and 3 wait with sales since 1 April, 2 with Sato; 4 asks for nothing."""
    with in_memory_store("ja") as store:
        take(store, "contents", [{"content": "見積依頼", "type": "inquiry"}])
        take(store, "leads", LEADS)
        take(store, "activities", [ASKED])
        by_hand.hand_over(
            store, 2, "sales", date(2026, 4, 1).toordinal(), owner="佐藤", comment="きっかけ: 展示会"
        )
        by_hand.hand_over(store, 3, "sales", date(2026, 4, 1).toordinal())
        yield store


class Filling:
    """A work list in the hands of sales: rows by the name of their person."""

    def __init__(self, store: Store, path: Path, made: int = MADE) -> None:
        write_worklist(store, path, made)
        self.path = path
        self.workbook = openpyxl.load_workbook(path)

    def sheets(self) -> list[Any]:
        """Return the sheets that hold rows."""
        return [s for s in self.workbook.worksheets if s.sheet_state == "visible" and s.title != "使い方"]

    def place(self, name: str) -> tuple[Any, int]:
        """Return the sheet and the number of somebody's row."""
        return next(
            (sheet, cell.row)
            for sheet in self.sheets()
            for row in sheet.iter_rows()
            for cell in row
            if cell.value == name
        )

    def fill(self, who: str, **cells: Any) -> "Filling":
        """Fill in cells of somebody's row, by the code of their column."""
        sheet, row = self.place(who)
        heads = {
            cell.value: cell.column for line in sheet.iter_rows(max_row=6) for cell in line if cell.value
        }
        with speaking("ja"):
            for code, value in cells.items():
                cell = sheet.cell(row, heads[column_heading(code)])  # type: ignore[arg-type]
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"  # typed with an apostrophe, as text that begins with "=" has to be
        return self

    def look(self, store: Store, as_of: int = TODAY, **said: Any) -> WorkListImport:
        """Return what it would record, without a file between."""
        sheets = {
            sheet.title: (
                [[cell.value for cell in row] for row in sheet.iter_rows()],
                frozenset[tuple[int, int]](),
            )
            for sheet in self.workbook.worksheets
        }
        return look_into_sheets(store, self.path.name, sheets, as_of, **said)

    def take(self, store: Store, as_of: int = TODAY, *, choices: tuple[str, ...] = (), **said: Any) -> int:
        """Record it and return the number of the step."""
        return take_worklist(store, self.look(store, as_of, **said).chosen(choices))

    def through_a_file(self, store: Store, path: Path | None = None) -> tuple[WorkListImport, int]:
        """Save it and import that file, by the reader child."""
        self.workbook.save(self.path)
        return import_worklist(store, path or self.path, TODAY)


def statuses(looked: WorkListImport) -> dict[str, tuple[str, str]]:
    """Return status and code of the problem, by person."""
    return {line.person: (line.status, line.problem.code if line.problem else "") for line in looked.lines}
