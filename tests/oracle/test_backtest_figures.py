"""Every figure of the backtest beside the second opinion, on lists with late values and deals on the edges."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from funneldesk.domain.book.book import Scope
from funneldesk.domain.book.conditions import Attribute
from funneldesk.operations.book import draft_of, save_draft
from funneldesk.operations.stores import open_store
from tests.cli.running import CommandLine
from tests.oracle import reference_backtest as reference
from tests.oracle.past_lists import FIELDS, write_past

LIST_DAY = date(2026, 1, 31)
#: One of them the very day on which the outcome of a month-end is complete.
DAYS = (date(2025, 5, 29), date(2025, 12, 29))


def read_into(line: CommandLine, folder: Path) -> None:
    for name, fields in FIELDS.items():
        kind = name.split("_", maxsplit=1)[0]
        mapping = folder / f"{name}.toml"
        columns = "".join(f'{field} = "{field}"\n' for field in fields)
        mapping.write_text(f'kind = "{kind}"\nsystem = "tool"\n[columns]\n{columns}', encoding="utf-8")
        day = LIST_DAY.isoformat()
        line.json("import", folder / f"{name}.csv", "--map", mapping, "--list-date", day)


def assert_same(got: dict, expected: dict, where: object) -> None:
    for name, value in expected.items():
        if name == "bands":
            assert [band["from"] for band in got[name]] == [band["from"] for band in value], where
            for one, other in zip(got[name], value, strict=True):
                assert_same(one, other, (where, "band", other["from"]))
        elif isinstance(value, dict):
            assert_same(got[name], value, (where, name))
        else:
            assert got[name] == (None if value is None else pytest.approx(value)), (where, name)


@pytest.mark.parametrize(("seed", "people"), [(11, 90), (12, 40), (13, 130)])
def test_backtests(line: CommandLine, seed: int, people: int) -> None:
    folder = line.store.parent / "past"
    folder.mkdir(parents=True)
    write_past(folder, seed, people)
    read_into(line, folder)
    world = reference.read_past(folder, LIST_DAY.toordinal())
    with open_store(line.store) as store:
        segment = Scope(Attribute("industry", "is", ("製造業",)))
        save_draft(store, replace(draft_of(store), scope=segment))
    for day in DAYS:
        months, rows, undated = reference.rows_of(world, day.toordinal())
        got = line.json("backtest", "--book", "draft", "--as-of", day)
        assert got["months"] == [date.fromordinal(month).isoformat() for month in months], seed
        expected = reference.figures(rows, months)
        assert expected["deals"] > 3
        assert any(row.points == 60 for row in rows)
        assert_same(got, expected | {"undated_deals": undated}, (seed, day))
        assert got["left_out_values"] == reference.left_out(world, rows), (seed, day)
        for point in got["curve"]:
            other = reference.figures(rows, months, point["points"])
            assert_same(
                point, {n: other[n] for n in ("precision", "recall", "lift", "calls_per_week")}, point
            )
        inside = [row for row in rows if row.industry == "製造業"]
        assert_same(got["draft"]["segment"], reference.figures(inside, months), (seed, day, "segment"))
