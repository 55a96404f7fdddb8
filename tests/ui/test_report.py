"""The monthly report from the File menu: month and form are asked for, it is written in the background."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from funneldesk.domain.formats import month_name
from funneldesk.domain.funnel.periods import month_end, month_start
from funneldesk.ui.pages.report_saving import ReportDialog, save_report
from tests.ui.conftest import TODAY

DAY = TODAY.toordinal()
LAST = month_start(DAY, 0 if month_end(DAY) == DAY else 1)


def test_a_past_month_is_saved_as_chosen(
    qtbot: Any, show: Any, window: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = show("funnel")
    asked: list[tuple[str, str]] = []
    answers = [str(tmp_path / "report"), ""]

    def choose(_parent: Any, _title: str, name: str, kinds: str) -> tuple[str, str]:
        asked.append((Path(name).name, kinds))
        return answers[len(asked) - 1], kinds.split(";;", maxsplit=1)[0]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    window.menus.actions["report"].trigger()
    dialog = page.findChild(ReportDialog)
    assert dialog.month == LAST
    assert dialog.months.itemText(0).startswith(month_name(DAY))
    dialog.months.set_value(month_start(DAY, 2))
    dialog.forms.set_value(".xlsx")
    qtbot.mouseClick(dialog.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.banner.sentence.text() == "Saved: report.xlsx", timeout=20000)
    assert (tmp_path / "report.xlsx").read_bytes().startswith(b"PK")
    # Nothing is written where no name is chosen; without a month it is the last that is over.
    save_report(page)
    assert [name for name, _kinds in asked] == [
        f"Monthly report {_iso(month_start(DAY, 2))}.xlsx", f"Monthly report {_iso(LAST)}.pdf"
    ]  # fmt: skip
    assert [kinds.split(" (")[0] for _name, kinds in asked] == ["Excel workbook", "PDF"]
    assert [path.name for path in tmp_path.glob("*.pdf")] == []


def test_without_data_there_is_nothing_to_save(open_desk: Any) -> None:
    assert not open_desk(None).window.menus.actions["report"].isEnabled()


def _iso(first_day: int) -> str:
    return month_name(first_day).replace("/", "-")
