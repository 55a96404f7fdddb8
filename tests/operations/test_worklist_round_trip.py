"""Filled in at random and rewritten as other programs do it, a work list says exactly what was filled in."""

import csv
import random
import shutil
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from funneldesk.domain.worklist.worklist_columns import result_words
from funneldesk.i18n import speaking
from funneldesk.operations.legs import legs_of_store
from funneldesk.operations.stores import Store
from funneldesk.operations.worklist_import import import_worklist, look_into_sheets
from funneldesk.store.by_hand import acts
from tests.operations.worklists import TODAY, Filling, company, statuses

PEOPLE = ("山田 太郎", "鈴木 花子", "=HYPERLINK(1)")
DAYS = st.dates(date(2026, 4, 1), date(2026, 4, 10))
COMMENTS = st.sampled_from([None, "決裁者は部長", "=1+1", "一行目\n二行目"])
FILLINGS = st.one_of(
    st.just(None),
    st.tuples(st.sampled_from(["reached", "unreached", "done"]), st.none(), DAYS, COMMENTS),
    st.tuples(st.just("rejected"), st.sampled_from(["時期尚早", "競合"]), DAYS, COMMENTS),
    st.tuples(st.sampled_from(["accepted", "contacted"]), st.none(), DAYS, COMMENTS),
)
#: How a day may stand in its cell.
FORMS = (
    lambda day: day,
    lambda day: f"令和{day.year - 2018}年{day.month}月{day.day}日",
    lambda day: f"{day.year}.{day.month}.{day.day}",
    lambda day: f"{day.month}/{day.day}",
)
Row = list[Any]


def expected(store: Store, said: Mapping[str, Any]) -> set[tuple[Any, ...]]:
    """Return what must be recorded, said independently: (lead, kind, what, reason, day)."""
    found: set[tuple[Any, ...]] = set()
    for lead, name in enumerate(PEOPLE, start=1):
        if said[name] is None:
            continue
        result, reason, day, _comment = said[name]
        if lead == 1 and result in {"accepted", "contacted"}:
            continue  # nobody handed her over: named, not taken
        kind = {"reached": "activities", "unreached": "activities", "done": "done"}.get(result, "handovers")
        word = {"reached": "接続", "unreached": "不通", "contacted": "", "done": ""}.get(result, result)
        found.add((lead, kind, word, reason or "", day.isoformat()))
    return found


def recorded(store: Store) -> set[tuple[Any, ...]]:
    """Return what was recorded beside the hand-overs the company began with, and comments alone."""
    legs = {leg.key: leg.lead for leg in legs_of_store(store)}
    by_person = {"IS": 1}
    found = set()
    for one in acts(store.connection)[2:]:
        said = one.values
        day = (
            said.get("decided_at")
            or said.get("contacted_at")
            or said.get("done_at")
            or said.get("occurred_at")
        )
        word = said.get("decision") or said.get("outcome") or ""
        if said.get("activity") == "other" or set(said) <= {
            "handover_id", "side", "handed_at", "comment", "commented_at"
        }:  # fmt: skip
            continue
        lead = legs.get(said.get("handover_id", "")) or _lead_of(store, one.digests) or by_person["IS"]
        found.add((lead, one.kind, word, said.get("reason", ""), day))
    return found


def _lead_of(store: Store, digests: tuple[int, ...]) -> int:
    from funneldesk.store.identity import identities
    from funneldesk.store.merging import people_of

    people = set(people_of(store.connection, digests).values())
    return next((one.lead_id for one in identities(store.connection, people) if one.lead_id), 0)


def rewritten(
    filling: Filling, chance: random.Random
) -> dict[str, tuple[list[Row], frozenset[tuple[int, int]]]]:
    """Return the sheets as another program may leave them: rows in any order, columns moved, a summary in front."""
    sheets: dict[str, tuple[list[Row], frozenset[tuple[int, int]]]] = {
        "Export Summary": ([["Document", "Table 1"]], frozenset())
    }
    for sheet in filling.workbook.worksheets:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        if sheet in filling.sheets():
            head = next(place for place, row in enumerate(rows) if "fd:worklist" in row)
            table, order = rows[head + 1 :], list(range(len(rows[head])))
            # Somebody copied rows, or the whole table.
            table += [list(row) for row in table if chance.random() < 0.3]
            chance.shuffle(table)
            chance.shuffle(order)
            rows = [["表 1"], [], *([row[place] for place in order] for row in (rows[head], *table))]
        sheets[sheet.title] = rows, frozenset()
    names = list(sheets)
    chance.shuffle(names)
    return {name: sheets[name] for name in names}


@settings(max_examples=15)
@given(
    said=st.fixed_dictionaries(dict.fromkeys(PEOPLE, FILLINGS)),
    seed=st.integers(0, 999),
    form=st.sampled_from(FORMS),
)
def test_exactly_what_was_filled_in_is_recorded(
    tmp_path_factory: pytest.TempPathFactory, said: Mapping[str, Any], seed: int, form: Any
) -> None:
    with company() as store:
        filling = Filling(store, tmp_path_factory.mktemp("list") / "list.xlsx")
        for name, one in said.items():
            if one is not None:
                result, reason, day, comment = one
                with speaking("ja"):
                    words = result_words(result)
                filling.fill(name, result=words, reason=reason, day=form(day), comment=comment)
        sheets = rewritten(filling, random.Random(seed))
        looked = look_into_sheets(store, "list.xlsx", sheets, TODAY)
        from funneldesk.operations.worklist_import import take_worklist

        take_worklist(store, looked)
        assert recorded(store) == expected(store, said)
        again = look_into_sheets(store, "list.xlsx", sheets, TODAY)
        assert not again.of("new")
        assert len(again.lines) + again.empty >= len(PEOPLE)
        assert {line.lead for line in again.lines} == {
            lead for lead, name in enumerate(PEOPLE, start=1) if said[name] is not None
        }


def fill_three(filling: Filling) -> None:
    filling.fill("山田 太郎", result="つながった", day=date(2026, 4, 4), comment="=課題は原価\n時期は夏")
    filling.fill(
        "鈴木 花子", result="見送る", reason="時期尚早", day="令和8年4月5日", recheck_at=date(2026, 6, 1)
    )
    filling.fill("=HYPERLINK(1)", result="受け入れる", day="4/6")
    filling.workbook.save(filling.path)


@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_through_libreoffice(tmp_path: Path, suffix: str) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    with company() as store:
        filling = Filling(store, tmp_path / "list.xlsx")
        fill_three(filling)
        home = (tmp_path / "office").as_uri()
        out = tmp_path / "out"
        subprocess.run(
            [office, "--headless", f"-env:UserInstallation={home}", "--convert-to", suffix, "--outdir", str(out),
             str(filling.path)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        looked, _step = import_worklist(store, out / f"list.{suffix}", TODAY)
        assert set(statuses(looked).values()) == {("new", "")}, [line.problem for line in looked.lines]
        assert recorded(store) == {
            (1, "activities", "接続", "", "2026-04-04"), (2, "handovers", "rejected", "時期尚早", "2026-04-05"),
            (3, "handovers", "accepted", "", "2026-04-06"),
        }  # fmt: skip
        [call] = acts(store.connection, "activities")
        assert call.values["note"] == "=課題は原価\n時期は夏"
        assert {leg.lead: leg.recheck_at for leg in legs_of_store(store)}[2] == "2026-06-01"


def test_one_sheet_as_text_and_a_formula_nobody_calculated(tmp_path: Path) -> None:
    with company() as store:
        filling = Filling(store, tmp_path / "list.xlsx")
        fill_three(filling)
        sheet, _row = filling.place("鈴木 花子")
        text = tmp_path / "list.csv"
        with text.open("w", encoding="cp932", newline="") as file:
            csv.writer(file).writerows(sheet.iter_rows(values_only=True))
        looked, _step = import_worklist(store, text, TODAY)
        assert statuses(looked) == {"鈴木 花子": ("new", "")}
        sheet, row = filling.place("=HYPERLINK(1)")
        sheet.cell(row, 13).value = "=TODAY()-1"
        looked, _step = filling.through_a_file(store)
        assert statuses(looked)["=HYPERLINK(1)"] == ("problem", "formula")


def test_a_list_saved_again_without_widths_checks_and_protection(tmp_path: Path) -> None:
    with company() as store:
        filling = Filling(store, tmp_path / "list.xlsx")
        fill_three(filling)
        plain = openpyxl.Workbook()
        for sheet in filling.workbook.worksheets:
            copy = plain.create_sheet(sheet.title)
            for line in sheet.iter_rows(values_only=True):
                # A rewrite that does not keep text as text turns this name into a formula.
                copy.append(["" if cell == PEOPLE[2] else cell for cell in line])
        plain.save(tmp_path / "plain.xlsx")
        looked, _step = import_worklist(store, tmp_path / "plain.xlsx", TODAY)
        assert {line.lead: line.status for line in looked.lines} == {1: "problem", 2: "new", 3: "new"}
        assert statuses(looked)["山田 太郎"] == ("problem", "formula")
