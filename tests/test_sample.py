"""The sample's lists are what its script makes, small enough to carry, and recognised without a mapping."""

import subprocess
import sys
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from funneldesk.operations.importing import inspect_file

SAMPLE = Path(__file__).resolve().parents[1] / "resources" / "sample"
LISTS = sorted(path for path in SAMPLE.iterdir() if path.suffix in (".xlsx", ".csv"))
KINDS = {
    "コンテンツ一覧.xlsx": "contents",
    "リード一覧_MA.xlsx": "leads",
    "名刺一覧_展示会.xlsx": "leads",
    "行動履歴_MA.csv": "activities",
    "セミナー参加者一覧.xlsx": "activities",
    "活動履歴_SFA.xlsx": "activities",
    "引き渡し管理表.xlsx": "handovers",
    "案件一覧_SFA.xlsx": "deals",
    "施策費用.xlsx": "costs",
}


def _cells(path: Path) -> object:
    if path.suffix == ".csv":
        return path.read_bytes()
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    subprocess.run(
        [sys.executable, SAMPLE / "make_sample.py", folder], check=True, capture_output=True, timeout=300
    )
    return folder


def test_the_script_makes_the_very_lists(made: Path) -> None:
    assert sorted(path.name for path in made.iterdir()) == [path.name for path in LISTS]
    for path in LISTS:
        assert _cells(made / path.name) == _cells(path), path.name


def test_they_are_small_enough_to_carry() -> None:
    assert sum(path.stat().st_size for path in LISTS) < 3_000_000


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_each_list_is_recognised_without_a_mapping(path: Path) -> None:
    found = inspect_file(path)
    assert found.kind == KINDS[path.name]
    assert found.header_row == (1 if path.suffix == ".csv" else 4)


def test_nobody_in_it_is_real() -> None:
    for name in ("リード一覧_MA.xlsx", "名刺一覧_展示会.xlsx"):
        book = CalamineWorkbook.from_path(SAMPLE / name)
        rows = book.get_sheet_by_index(0).to_python()
        addresses = [cell for row in rows for cell in row if isinstance(cell, str) and "@" in cell]
        assert len(addresses) > 200
        assert all(a.lower().endswith(".example") or a.lower().startswith("sample.") for a in addresses)


def test_readme_names_every_list() -> None:
    text = (SAMPLE / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in LISTS if path.name not in text] == []
