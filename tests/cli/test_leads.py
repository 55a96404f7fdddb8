"""leads: the table of the page of leads on the command line, as saved views have it, in words, as JSON and as a file."""

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from funneldesk.domain.leads.lead_columns import STANDARD
from funneldesk.operations.lead_filters import ColumnFilter
from funneldesk.operations.lead_views import save_view
from funneldesk.operations.leads import LeadQuery
from funneldesk.operations.stores import open_store
from tests.cli.conftest import AS_OF
from tests.cli.running import CommandLine


@pytest.fixture
def own_company(company: CommandLine, tmp_path: Path) -> CommandLine:
    """Return a command line on a copy of the company's store, in which a view is saved."""
    shutil.copyfile(company.store, tmp_path / "funneldesk.db")
    query = LeadQuery(
        show="candidates",
        sort="acquired_at",
        descending=False,
        filters=(ColumnFilter("score", "60 or more"),),
    )
    with open_store(tmp_path / "funneldesk.db") as store:
        save_view(store, "候補 60点", query, ("name", "score", "acquired_at", "email"))
    return CommandLine(tmp_path / "funneldesk.db")


def listed(company: CommandLine, *arguments: object) -> dict:
    return company.json("leads", *arguments, "--as-of", AS_OF)


def test_all_leads_come_with_the_most_points_first(company: CommandLine) -> None:
    found = listed(company)
    assert set(found) == {"as_of", "view", "columns", "total", "matching", "leads"}
    assert tuple(found["columns"]) == STANDARD
    assert (found["as_of"], found["view"]) == (AS_OF.isoformat(), None)
    leads = found["leads"]
    assert found["total"] == found["matching"] == len(leads) == len({one["lead"] for one in leads})
    assert all(set(one) == {"lead", *STANDARD} for one in leads)
    scores = [one["score"] for one in leads]
    assert scores == sorted(scores, reverse=True)
    first = company.json("lead", leads[0]["lead"], "--as-of", AS_OF)
    assert (leads[0]["stage"], leads[0]["score"]) == (first["stage"], pytest.approx(first["score"]["total"]))
    assert leads[0]["since"] == first["candidate_since"]
    assert leads[0]["name"] == first["values"]["name"]


def test_a_saved_view_brings_its_leads_order_and_columns(own_company: CommandLine) -> None:
    found = listed(own_company, "--view", "候補　60点")
    assert found["view"] == "候補 60点"
    assert found["columns"] == ["name", "score", "acquired_at", "email"]
    every = {one["lead"]: one for one in listed(own_company)["leads"]}
    fitting = {lead for lead, one in every.items() if one["since"] and one["score"] >= 60}
    assert {one["lead"] for one in found["leads"]} == fitting
    assert fitting
    days = [one["acquired_at"] for one in found["leads"]]
    assert days == sorted(days, key=lambda one: (one is None, one))
    fewer = listed(own_company, "--view", "候補 60点", "--filter", "score=999 or more")
    assert (fewer["matching"], fewer["leads"]) == (0, [])


def test_filters_are_what_one_types_under_a_heading(company: CommandLine) -> None:
    every = listed(company)["leads"]
    source = every[0]["source"]
    found = listed(company, "--filter", f"Lead source={source}", "--filter", "score=1-50")
    wanted = {one["lead"] for one in every if source in (one["source"] or "") and 1 <= one["score"] <= 50}
    assert {one["lead"] for one in found["leads"]} == wanted
    assert wanted
    named = listed(company, "--search", every[0]["name"])
    assert every[0]["lead"] in {one["lead"] for one in named["leads"]}
    assert named["matching"] < len(every)
    won = listed(company, "--show", "won")["leads"]
    assert {one["lead"] for one in won} == {one["lead"] for one in every if one["stage"] == "won"}


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_same_in_words(company: CommandLine, lang: str) -> None:
    every = listed(company)
    ran = company.run("leads", "--as-of", AS_OF, "--limit", 3, lang=lang)
    assert ran.code == 0
    first, _headings, _line, *rows = ran.out.splitlines()
    assert str(every["total"]) in first
    assert [int(row.split()[0]) for row in rows[:3]] == [one["lead"] for one in every["leads"][:3]]
    assert str(every["total"] - 3) in rows[3]
    assert listed(company, "--limit", 3)["leads"] == every["leads"][:3]


def test_a_file_is_what_the_window_writes_and_stands_in_the_audit_log(
    own_company: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "候補.xlsx"
    done = own_company.json("leads", "--view", "候補 60点", "--excel", path, "--as-of", AS_OF)
    found = listed(own_company, "--view", "候補 60点")
    assert done == {"file": str(path), "rows": len(found["leads"]), "columns": found["columns"]}
    heading, *rows = load_workbook(path).active.iter_rows(values_only=True)
    assert heading == ("Name", "Score", "Date acquired", "E-mail address")
    assert [row[0] for row in rows] == [one["name"] for one in found["leads"]]
    words = own_company.run("leads", "--view", "候補 60点", "--excel", path, "--as-of", AS_OF)
    assert "E-mail address" in words.out
    log = own_company.json("audit")
    exports = [one["detail"] for one in log["entries"] if one["operation"] == "export"]
    # Both files, and the lines a program was given.
    assert exports == [{"what": "leads", "count": len(found["leads"])}] * 3


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--view", "ない表示"], "no_view", "候補 60点"),
        (["--filter", "title"], "no_filter", "title=Manager"),
        (["--filter", "給料=3"], "no_column", "heading"),
        (["--filter", "stage=MQL"], "stage_filter", "mql"),
        (["--filter", "score=many"], "no_number_range", "60-80"),
        (["--filter", "acquired_at=someday"], "no_day_range", "2026/4"),
        (["--excel", "leads.txt"], "unknown_ending", ".xlsx"),
    ],
)
def test_what_cannot_be_understood_is_said(
    own_company: CommandLine, arguments: list[str], code: str, said: str
) -> None:
    ran = own_company.run("leads", *arguments, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, code)
    assert said in ran.json["error"]["next"]


def test_without_any_view_it_says_where_one_is_saved(company: CommandLine) -> None:
    ran = company.run("leads", "--view", "x", "--json")
    assert "page of leads" in ran.json["error"]["next"]


def test_a_limit_and_a_file_exclude_each_other(company: CommandLine, tmp_path: Path) -> None:
    ran = company.run("leads", "--limit", 2, "--excel", tmp_path / "x.xlsx", "--json")
    assert (ran.code, json.loads(ran.out)["error"]["code"]) == (2, "usage")
    assert not (tmp_path / "x.xlsx").exists()
