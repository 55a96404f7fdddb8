"""A CRM's demonstration company: leads, calls, campaigns with costs, deals."""

import json
import sqlite3
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from funneldesk.operations.stores import open_reader
from tests.cli.running import CommandLine
from tests.real.counting import MAPPINGS, nearest_rank_90, read, wilson, zoho_amount, zoho_day

AS_OF = date(2021, 4, 30)


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory, zoho: Path) -> CommandLine:
    """Return a command line on a store with all four lists, the deals before their leads."""
    line = CommandLine(tmp_path_factory.mktemp("crm") / "funneldesk.db")
    files = {"deals": "Potentials", "costs": "Campaigns", "leads": "Leads"}
    for name, file in files.items():
        line.json("import", zoho / f"zoho_demo_{file}.csv", "--map", MAPPINGS / f"zoho_{name}.toml")
    return line


@pytest.fixture(scope="module")
def zoho(shared_data: Path) -> Path:
    """Return the folder of the lists."""
    return shared_data / "zoho_demo"


def test_leads_and_deals(line: CommandLine, zoho: Path) -> None:
    leads, deals = read(zoho / "zoho_demo_Leads.csv"), read(zoho / "zoho_demo_Potentials.csv")
    stages = {stage["stage"]: stage for stage in line.json("funnel", "--as-of", AS_OF)["stages"]}
    won = [
        deal for deal in deals if deal["Stage"] == "Closed Won" and zoho_day(deal["Closing Date"]) <= AS_OF
    ]
    assert stages["lead"]["count"] == len(leads) == 3900
    assert stages["deal"]["count"] == len({deal["LEADID"] for deal in deals}) == 3632
    assert stages["won"]["count"] == len({deal["LEADID"] for deal in won})
    acquired = {lead["LEADID"]: zoho_day(lead["Created Time"]) for lead in leads}
    opened = {deal["LEADID"]: zoho_day(deal["Created Time"]) for deal in deals}
    spent = [(opened[who] - acquired[who]).days for who in opened]
    m = nearest_rank_90([days for days in spent if days >= 0])
    mature = [who for who, day in acquired.items() if (AS_OF - day).days >= m]
    deal = stages["deal"]
    assert (deal["n"], deal["k"]) == (len(mature), sum(who in opened for who in mature))
    assert deal["mature"] == pytest.approx(len(mature) / len(leads))
    assert (deal["low"], deal["high"]) == pytest.approx(wilson(deal["k"], deal["n"]))


def test_sources(line: CommandLine, zoho: Path) -> None:
    leads, deals = read(zoho / "zoho_demo_Leads.csv"), read(zoho / "zoho_demo_Potentials.csv")
    source = {lead["LEADID"]: lead["Lead Source"] for lead in leads}
    groups = {
        g["value"]: g["stages"] for g in line.json("funnel", "--by", "source", "--as-of", AS_OF)["groups"]
    }
    assert {name: stages[0]["count"] for name, stages in groups.items()} == Counter(source.values())
    assert {name: stages[3]["count"] for name, stages in groups.items()} == Counter(
        source[deal["LEADID"]] for deal in deals
    )


def test_calls_belong_to_the_leads_they_name(line: CommandLine, zoho: Path) -> None:
    calls = read(zoho / "zoho_demo_Calls.csv")
    path, mapping = zoho / "zoho_demo_Calls.csv", MAPPINGS / "zoho_calls.toml"
    result = line.json("import", path, "--map", mapping)
    named = [call for call in calls if call["LEADID"]]
    assert (result["rows"], result["created"], result["rejected"]) == (4100, len(named), 4100 - len(named))
    assert len(result["problems"]) >= result["rejected"]
    before = line.json("score", "--as-of", AS_OF)
    line.json("undo-import", result["batch"])
    assert line.json("funnel", "--as-of", AS_OF)["stages"][0]["count"] == 3900
    line.json("redo-import", result["batch"])
    assert line.json("score", "--as-of", AS_OF) == before
    assert line.json("check")["differences"] == []


def test_costs_of_campaigns(line: CommandLine, zoho: Path) -> None:
    rows = read(zoho / "zoho_demo_Campaigns.csv")
    (batch,) = [b for b in line.json("imports")["imports"] if b["kind"] == "costs"]
    assert (batch["rows"], batch["created"], batch["rejected"]) == (110, 110, 0)
    with open_reader(line.store) as store:
        costs = _stored_amounts(store.connection, batch["batch"])
        assert sum(costs) == pytest.approx(sum(zoho_amount(r["Actual Cost"]) for r in rows))


def _stored_amounts(connection: sqlite3.Connection, batch: int) -> list[float]:
    fields = json.loads(
        connection.execute("select fields from import_batch where id = ?", [batch]).fetchone()[0]
    )
    at = fields.index("amount")
    rows = connection.execute("select vals from record where batch_id = ?", [batch])
    return [int(json.loads(vals)[at]) / 100 for (vals,) in rows]
