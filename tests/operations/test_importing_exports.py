"""Exports of tools, imported as they are: every row is taken, nothing is said to be wrong with any cell."""

import csv
from pathlib import Path

import pytest

from funneldesk.operations.checking import check
from funneldesk.operations.facts import facts_of
from funneldesk.operations.importing_workbook import import_workbook
from funneldesk.operations.stores import in_memory_store
from tests.files.exports import Export
from tests.files.exports_english import ENGLISH
from tests.files.exports_hand_made import HAND_MADE
from tests.files.exports_japanese import JAPANESE
from tests.files.exports_more import MORE
from tests.files.exports_plain import PLAIN

#: Each starts a reader of its own: some of every sort are enough, `tests/files` looks at all of them.
SOME = [*JAPANESE[::6], *ENGLISH[::7], *HAND_MADE[::5], *MORE[6::5], *PLAIN[::6]]


@pytest.mark.parametrize("export", SOME, ids=lambda export: export.name)
def test_an_export_comes_in_whole(export: Export, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    with path.open("w", encoding="cp932", errors="replace", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([heading for heading, _right, _cells in export.lines])
        writer.writerows(export.rows)
    with in_memory_store("ja") as store:
        (one,) = import_workbook(store, path).lists
    result = one.result
    assert result is not None
    assert (result.kind, result.rows, result.skipped, result.rejected) == (export.kind, 3, 0, 0)
    # That amounts are in dollars is said once; nothing else is wrong.
    assert [one.code for one in result.problems if one.code != "foreign_currency"] == []


@pytest.mark.parametrize(
    ("headings", "rest"),
    [
        ("登録日,氏名,会社名,メールアドレス", "高橋 翔太{0},東都,a{0}@toto.co.jp"),
        ("商談日,案件名,会社名,金額", "導入{},東都,10000"),
    ],
)
def test_dates_without_a_year_are_kept_as_they_stand(headings: str, rest: str, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    days = ["10/9", "2026/10/10", "10月11日"]
    lines = [f"{day},{rest.format(at)}" for at, day in enumerate(days)]
    path.write_text("\n".join([headings, *lines]), encoding="utf-8")
    with in_memory_store("ja") as store:
        (one,) = import_workbook(store, path).lists
        assert one.result is not None
        assert [(item.row, item.code) for item in one.result.problems] == [(2, "no_year"), (4, "no_year")]
        if one.result.kind == "leads":
            kept = facts_of(store).columns["x.登録日"]
            assert [kept.labels[code] if code >= 0 else None for code in kept.codes] == [
                "10/9",
                None,
                "10月11日",
            ]
        assert check(store) == ()
