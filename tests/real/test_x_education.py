"""9,240 leads of a school with outcomes and without a single date."""

from collections import Counter
from pathlib import Path

import pytest

from tests.cli.running import CommandLine
from tests.real.counting import MAPPINGS, read, wilson


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """Return a command line on one store for all these tests; they only read."""
    return CommandLine(tmp_path_factory.mktemp("school") / "funneldesk.db")


@pytest.fixture(scope="module")
def rows(shared_data: Path, line: CommandLine) -> list[dict[str, str]]:
    """Return the list's rows, and have it imported."""
    path = shared_data / "x_education" / "Leads.csv"
    rows = read(path)
    result = line.json("import", path, "--map", MAPPINGS / "x_education_leads.toml")
    assert (result["rows"], result["created"], result["rejected"]) == (len(rows), len(rows), 0)
    return rows


def test_the_rate_over_all_leads(line: CommandLine, rows: list[dict[str, str]]) -> None:
    converted = sum(row["Converted"] == "1" for row in rows)
    stages = {stage["stage"]: stage for stage in line.json("funnel")["stages"]}
    assert stages["lead"]["count"] == len(rows) == 9240
    assert stages["lead"]["undated"] == 9240
    won = stages["won"]
    assert (won["count"], won["n"], won["k"], won["undated"]) == (3561, 9240, converted, 3561)
    assert won["rate"] == pytest.approx(converted / len(rows))
    assert (won["low"], won["high"]) == pytest.approx(wilson(converted, len(rows)))
    assert [stages[name]["recorded"] for name in ("mql", "sal", "deal")] == [False] * 3
    assert (won["band"], won["verdict"], won["median_days"]) == (None, None, None)


def test_undated_leads_are_in_no_period_and_no_range(line: CommandLine, rows: list[dict[str, str]]) -> None:
    for options in (
        ["--mode", "period", "--from", "2020-01-01"],
        ["--from", "2000-01-01"],
        ["--to", "2030-01-01"],
    ):
        assert {stage["count"] for stage in line.json("funnel", *options)["stages"]} == {0}


def test_the_rate_by_source(line: CommandLine, rows: list[dict[str, str]]) -> None:
    leads = Counter(row["Lead Source"] for row in rows)
    won = Counter(row["Lead Source"] for row in rows if row["Converted"] == "1")
    groups = {
        group["value"] or "": group["stages"] for group in line.json("funnel", "--by", "source")["groups"]
    }
    assert {source: stages[0]["count"] for source, stages in groups.items()} == leads
    assert {source: stages[4]["count"] for source, stages in groups.items() if stages[4]["count"]} == won
    assert leads["Google"] == 2868
    assert leads["google"] == 5  # as the list writes it: two sources


def test_importing_again_changes_nothing(
    shared_data: Path, line: CommandLine, rows: list[dict[str, str]]
) -> None:
    path = shared_data / "x_education" / "Leads.csv"
    again = line.json("import", path, "--map", MAPPINGS / "x_education_leads.toml")
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, len(rows))
    assert line.json("check")["differences"] == []
