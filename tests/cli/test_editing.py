"""edit: values put right by hand, said as JSON and in words, taken back and brought back."""

import shutil
from pathlib import Path

import pytest

from tests.cli.running import CommandLine


@pytest.fixture
def own_company(company: CommandLine, tmp_path: Path) -> CommandLine:
    """Return a command line on a copy of the company's store that may be written."""
    shutil.copyfile(company.store, tmp_path / "funneldesk.db")
    return CommandLine(tmp_path / "funneldesk.db")


def title(company: CommandLine) -> str:
    return str(company.json("lead", 1)["values"].get("title", ""))


def test_a_value_is_put_right_and_taken_back(own_company: CommandLine) -> None:
    company, before = own_company, title(own_company)
    done = company.json("edit", 1, "title=顧問", "phone=03-1234-5678")
    assert (done["lead"], done["changed"], done["unchanged"]) == (1, 2, 0)
    assert title(company) == "顧問"
    assert company.json("edit", 1, "title=顧問") == {"lead": 1, "step": None, "changed": 0, "unchanged": 1}
    assert company.json("edit", "--undo", done["step"]) == {"step": done["step"], "hidden": True}
    assert title(company) == before
    assert company.run("edit", "--redo", done["step"], lang="en").out.strip() == "It counts again."
    assert title(company) == "顧問"
    words = company.run("edit", 1, "title=", lang="en").out
    assert words.startswith("1 value changed. To take it back: funneldesk edit --undo ")
    assert title(company) == ""
    assert "already" in company.run("edit", 1, "title=", lang="en").out
    assert company.json("check")["differences"] == []


def test_what_cannot_be_taken_is_said_and_nothing_is_written(own_company: CommandLine) -> None:
    company, before = own_company, title(own_company)
    ran = company.run("edit", 1, "title=顧問", "email=だれか", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, "not_edited")
    assert "だれか" in ran.json["error"]["message"]
    assert title(company) == before
    assert company.run("edit", 1, "title", "--json").json["error"]["code"] == "no_field"
    assert (
        company.run("edit", "nobody@nowhere.example", "title=x", "--json").json["error"]["code"] == "no_lead"
    )
    assert company.run("edit", "--undo", 1, "--json").json["error"]["code"] == "no_act"
    assert company.run("edit", 1).code == 2
    assert company.run("edit", "--undo", 1, "--redo", 2).code == 2
