"""8,800 deals of a computer seller that name only a company; 1,425 do not even do that."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tests.cli.running import CommandLine
from tests.real.counting import MAPPINGS, read


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """Return a command line on one store for all these tests; they only read."""
    return CommandLine(tmp_path_factory.mktemp("seller") / "funneldesk.db")


@pytest.fixture(scope="module")
def rows(shared_data: Path, line: CommandLine) -> list[dict[str, str]]:
    """Return the list's rows, and have it imported."""
    path = shared_data / "maven_crm" / "sales_pipeline.csv"
    rows = read(path)
    result = line.json("import", path, "--map", MAPPINGS / "maven_deals.toml")
    assert (result["rows"], result["created"], result["rejected"]) == (8800, 8800, 0)
    return rows


def test_companies_become_leads_and_deals_without_one_are_counted(
    line: CommandLine, rows: list[dict[str, str]]
) -> None:
    companies = {row["account"] for row in rows} - {""}
    result = line.json("funnel")
    stages = {stage["stage"]: stage for stage in result["stages"]}
    assert stages["lead"]["count"] == stages["deal"]["count"] == len(companies) == 85
    assert stages["won"]["count"] == len(
        {row["account"] for row in rows if row["deal_stage"] == "Won"} - {""}
    )
    assert result["unattached_deals"] == sum(not row["account"] for row in rows) == 1425
    assert not stages["mql"]["recorded"]
    assert not stages["sal"]["recorded"]


def test_leads_are_dated_by_their_first_deal(line: CommandLine, rows: list[dict[str, str]]) -> None:
    first: dict[str, str] = {}
    for row in rows:
        dates = [
            at for at in (row["engage_date"], row["close_date"] if row["deal_stage"] == "Won" else "") if at
        ]
        if row["account"] and dates:
            first[row["account"]] = min(first.get(row["account"], "9999"), *dates)
    months = Counter(day[:7] for day in first.values())
    groups = line.json("funnel", "--by", "month")["groups"]
    assert {group["value"]: group["stages"][0]["count"] for group in groups} == months


@pytest.mark.parametrize("as_of", [date(2016, 12, 31), date(2017, 6, 30)])
def test_an_earlier_day_knows_only_what_had_happened(
    line: CommandLine, rows: list[dict[str, str]], as_of: date
) -> None:
    day = as_of.isoformat()
    opened = {r["account"] for r in rows if r["account"] and "" < r["engage_date"] <= day}
    won = {r["account"] for r in rows if r["deal_stage"] == "Won" and r["account"] and r["close_date"] <= day}
    stages = {stage["stage"]: stage for stage in line.json("funnel", "--as-of", day, "--to", day)["stages"]}
    assert stages["deal"]["count"] == len(opened | won)
    assert stages["won"]["count"] == len(won)
