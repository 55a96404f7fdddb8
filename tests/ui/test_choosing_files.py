"""Asking for files: each question begins where the last one ended."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from funneldesk.ui.choosing_files import file_to_open, file_to_save, files_to_open


def test_folders(desk, monkeypatch, tmp_path: Path) -> None:
    page = desk.open_window().page("import")
    asked: list[str] = []
    answers: list[str] = []

    def answer(_page, _title, where, _kinds):
        asked.append(where)
        return (answers.pop(), "")

    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    documents = str(tmp_path / "書類")
    (tmp_path / "書類").mkdir()
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _which: documents)
    lists, exports = tmp_path / "リスト", tmp_path / "出力"
    lists.mkdir()
    exports.mkdir()

    answers[:] = ["", str(exports / "a.xlsx"), str(lists / "a.xlsx"), ""]
    assert file_to_save(page, "", "a.xlsx", "") == (None, "")  # nothing chosen: nothing remembered
    assert file_to_open(page, "", "") == lists / "a.xlsx"
    assert file_to_save(page, "", "4/1: 一覧.xlsx", "") == (exports / "a.xlsx", "")
    assert file_to_open(page, "", "") is None
    assert asked == [str(Path(documents) / "a.xlsx"), documents, str(lists / "4 1  一覧.xlsx"), str(lists)]

    lists.rename(tmp_path / "gone")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *given: (asked.append(given[2]), ([], ""))[1])
    assert files_to_open(page, "", "") == []
    assert asked[-1] == documents

    # Nobody has a folder for documents everywhere.
    (tmp_path / "書類").rmdir()
    assert files_to_open(page, "", "") == []
    assert asked[-1] == str(Path.home())
