"""quality: what is broken, as JSON and in words."""

from tests.cli.conftest import AS_OF
from tests.cli.running import CommandLine


def test_the_page_as_json(company: CommandLine) -> None:
    data = company.json("quality", "--as-of", AS_OF.isoformat())
    assert data["as_of"] == AS_OF.isoformat()
    assert data["leads"] > 0
    assert data["first"]
    rules = {(rule["stage"], *rule["fields"]): rule for rule in data["rules"]}
    assert ("lead", "email", "phone") in rules
    for rule in data["rules"]:
        assert 0 <= rule["k"] <= rule["n"]
        assert len(rule["leads"]) == rule["k"]
        assert rule["list"] is None or 0 < rule["list"]["k"] <= rule["k"]
    effects = [rule["k"] for rule in data["rules"]]
    assert effects[-1] == min(effects)
    assert data["unreached"]["any"] >= data["unreached"]["no_contact"]
    assert {one["kind"] for one in data["schedules"]} == {"leads", "handovers", "deals"}
    assert all(one["late"] for one in data["schedules"] if one["days"] and one["days"] > 40)
    assert {one["kind"] for one in data["lists"]} <= {"leads", "handovers", "deals"}


def test_the_page_in_words(company: CommandLine) -> None:
    data = company.json("quality", "--as-of", AS_OF.isoformat())
    said = company.run("quality", "--as-of", AS_OF.isoformat()).out
    assert said.startswith(data["first"])
    assert "No score possible" in said
    japanese = company.run("quality", "--as-of", AS_OF.isoformat(), lang="ja").out
    assert "スコアを付けられない" in japanese


def test_without_data_it_says_so(line: CommandLine) -> None:
    ran = line.run("quality", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, "no_store")
