"""What pages show only once somebody did something there: by page, a name and how it is brought about."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QAbstractItemView

from funneldesk.ui.pages.book_line import EditedLine
from funneldesk.ui.pages.book_signal_row import WeightRow
from tests.ui.conftest import TODAY, write_rows

Bring = Callable[[Any, Any], None]
SLOW = 20_000


def _draft_of_import(qtbot: Any, page: Any) -> None:
    path = Path(page.session.path).parent / "新しいリスト.csv"
    row = {
        "氏名": "森 一",
        "会社名": "株式会社森",
        "メールアドレス": "mori@mori.jp",
        "獲得日": TODAY.isoformat(),
        "備考": "急ぎ",
    }
    page.navigate("import", files=[str(write_rows(path, [row]))])
    qtbot.waitUntil(lambda: page.views.currentWidget() is page.plan, timeout=SLOW)


def _chosen(_qtbot: Any, page: Any) -> None:
    """Choose the first line of the largest table on show."""
    tables = [
        t
        for t in page.findChildren(QAbstractItemView)
        if t.isVisible() and t.model() and t.model().rowCount()
    ]
    if tables:
        table = max(tables, key=lambda t: t.width() * t.height())
        table.setCurrentIndex(table.model().index(0, 0))


def _first_lines(tab: type) -> Bring:
    """Open the first line of each kind on a tab of the book."""

    def bring(qtbot: Any, page: Any) -> None:
        qtbot.waitUntil(lambda: page.book is not None, timeout=SLOW)
        shown = page.tab(tab)
        seen: set[type] = set()
        for kind in (EditedLine, WeightRow):
            for line in shown.findChildren(kind):
                if type(line) not in seen and line.isVisible():
                    seen.add(type(line))
                    line.open()

    return bring


def _editor(_qtbot: Any, page: Any) -> None:
    page.begin()


def _held(_qtbot: Any, page: Any) -> None:
    page.refresh()


FURTHER: dict[str, dict[str, Bring]] = {
    "leads": {"one chosen": _chosen},
    "import": {"a list looked at": _draft_of_import},
    "knowledge": {"a new card": _editor},
}
