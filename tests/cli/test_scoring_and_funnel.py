"""score, explain, funnel, contents: the shape of their JSON and what their text says."""

from pathlib import Path

import pytest

from tests.cli.conftest import AS_OF
from tests.cli.lists import LEADS, LEADS_MAP, write
from tests.cli.running import CommandLine

STAGE = {
    "stage", "count", "recorded", "skipped", "undated", "n", "k", "rate", "low", "high", "band", "verdict", "sure",
    "needed", "mature", "median_days",
}  # fmt: skip


def test_funnel(company: CommandLine) -> None:
    result = company.json("funnel", "--as-of", AS_OF, "--by", "source", "--from", "2025-01-01")
    assert (result["mode"], result["from"], result["to"]) == ("cohort", "2025-01-01", None)
    assert result["as_of"] == AS_OF.isoformat()
    assert [stage["stage"] for stage in result["stages"]] == ["lead", "mql", "sal", "deal", "won"]
    assert all(set(stage) >= STAGE for stage in result["stages"])
    assert {group["by"] for group in result["groups"]} == {"source"}
    assert {group["value"] for group in result["groups"]} <= {"SEO", "広告", "展示会", None}
    assert all(len(group["stages"]) == 5 for group in result["groups"])
    assert company.json("funnel")["groups"] == []
    won = result["stages"][4]["from_lead"]
    assert (won["k"] <= won["n"], won["n"] + won["immature"]) == (True, result["stages"][0]["count"])
    assert result["stages"][0]["from_lead"] is None


def test_the_month_and_what_it_will_come_to(company: CommandLine) -> None:
    month = company.json("funnel", "--as-of", AS_OF, "--from", "2025-01-01")["month"]
    assert (month["from"], month["days_left"]) == ("2026-01-01", 16)
    for stage in month["stages"]:
        said = [stage[name] is not None for name in ("expected", "low", "high", "chance")]
        assert said in ([True] * 4, [False] * 4)
        assert said[0] == (stage["months"] >= 9)
    assert {stage["stage"]: stage["target"] for stage in month["stages"]}["sal"] == 15
    assert "2026/01:" in company.run("funnel", "--as-of", AS_OF, lang="en").out


@pytest.mark.parametrize(
    "by",
    [
        "month",
        "quarter",
        "half",
        "fiscal_year",
        "industry",
        "size",
        "prefecture",
        "first_content",
        "score_band",
    ],
)
def test_every_breakdown_adds_up(company: CommandLine, by: str) -> None:
    result = company.json("funnel", "--by", by, "--as-of", AS_OF)
    for place, stage in enumerate(result["stages"]):
        assert sum(group["stages"][place]["count"] for group in result["groups"]) == stage["count"]


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_funnel_in_words(company: CommandLine, lang: str) -> None:
    ran = company.run("funnel", "--by", "quarter", "--as-of", AS_OF, lang=lang)
    assert ran.code == 0
    assert ("All leads, as of 2026/01/15" if lang == "en" else "2026/01/15") in ran.out
    assert ("Deal creation rate" if lang == "en" else "商談化率") in ran.out
    assert "2025-Q3" in ran.out


@pytest.mark.parametrize("suffix", [".png", ".svg"])
@pytest.mark.parametrize("command", ["funnel", "contents"])
def test_pictures(company: CommandLine, tmp_path: Path, command: str, suffix: str) -> None:
    path = tmp_path / f"picture{suffix}"
    assert company.json(command, "--png", path, "--as-of", AS_OF)["file"] == str(path)
    assert path.read_bytes()[:5] == (b"\x89PNG\r" if suffix == ".png" else b"<?xml")
    ran = company.run(command, "--png", tmp_path / "picture.gif", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, "chart_format")


def test_contents(company: CommandLine) -> None:
    result = company.json("contents", "--window", 0, "--as-of", AS_OF)
    assert result["window_days"] == 0
    for content in result["contents"]:
        assert set(content["credit"]) == {"first", "last", "linear", "position", "decay", "markov"}
        assert content["deals"] <= content["touched"]
        assert content["enough"] == (content["touched"] >= 30)
    titles = {content["title"] for content in result["contents"]}
    words = company.run("contents", "--as-of", AS_OF).out
    assert all(title in words for title in titles if title)


def test_score(company: CommandLine) -> None:
    result = company.json("score", "--as-of", AS_OF)
    assert sum(band["leads"] for band in result["bands"]) == result["leads"]
    assert all(band["to"] - band["from"] == 10 for band in result["bands"])
    words = company.run("score", "--as-of", AS_OF).out
    assert f"{result['leads']} leads" in words
    assert all(str(one["lead"]) in words for one in result["first"])


def test_explain_by_number_external_id_and_address(line: CommandLine, tmp_path: Path) -> None:
    path, mapping = write(tmp_path, "leads.csv", LEADS), write(tmp_path, "map.toml", LEADS_MAP)
    line.json("import", path, "--map", mapping)
    found = line.json("explain", "sato@aoba.co.jp", "--as-of", "2025-04-30")
    assert found == line.json("explain", "ma:2", "--as-of", "2025-04-30")
    assert found == line.json("explain", found["lead"], "--as-of", "2025-04-30")
    assert found["total"] == sum(found["components"].values()) == sum(one["points"] for one in found["lines"])
    assert set(found["lines"][0]) >= {"signal", "points", "event", "date", "decay", "capped"}
    assert found["missing"]
    words = line.run("explain", "ma:2", "--as-of", "2025-04-30").out
    assert words.startswith("佐藤 恵 / ")
    ran = line.run("explain", "ma:9", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, "no_lead")


def test_explain_lists_the_leads_that_may_be_meant(line: CommandLine, tmp_path: Path) -> None:
    for system in ("ma", "sfa"):
        path = write(tmp_path, f"{system}.csv", f"番号,氏名,会社名\nX-7,高橋 {system},{system}商事\n")
        text = f'kind = "leads"\nsystem = "{system}"\n[columns]\nexternal_id = "番号"\nname = "氏名"\ncompany = "会社名"\n'
        line.json("import", path, "--map", write(tmp_path, f"{system}.toml", text))
    ran = line.run("explain", "X-7", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, "several_leads")
    assert sorted(lead["company"] for lead in ran.json["leads"]) == ["ma商事", "sfa商事"]
    words = line.run("explain", "X-7")
    assert "sfa商事" in words.out
    assert "2 leads" in words.err
    assert line.json("explain", "sfa:X-7")["lead"] in {lead["lead"] for lead in ran.json["leads"]}
