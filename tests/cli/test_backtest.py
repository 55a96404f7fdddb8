"""backtest: the shape of its JSON and what its text says."""

from dataclasses import replace
from pathlib import Path

import pytest

from funneldesk.cli.backtest_advice import Advice, advice_data, advice_text
from funneldesk.domain.backtest.drift import Drift, Moved
from funneldesk.domain.backtest.rejections import RejectedValue
from funneldesk.domain.backtest.suggestion import Line, Suggestion
from funneldesk.domain.book.conditions import Attribute
from funneldesk.operations.book import book_in_force, save_draft
from funneldesk.operations.stores import open_store
from tests.cli.conftest import AS_OF
from tests.cli.lists import LEADS, LEADS_MAP, write
from tests.cli.running import CommandLine

FIGURES = {
    "leads", "deals", "above", "below", "bands", "auc", "precision", "recall", "lift", "calls_per_week", "curve",
    "sentence",
}  # fmt: skip


def test_backtest(company: CommandLine) -> None:
    result = company.json("backtest", "--as-of", AS_OF)
    assert set(result) >= FIGURES | {
        "as_of",
        "book",
        "horizon_days",
        "months",
        "left_out_values",
        "draft",
        "segment",
    }
    assert (result["as_of"], result["book"], result["horizon_days"]) == (AS_OF.isoformat(), 0, 90)
    assert result["months"] == sorted(result["months"])
    assert result["months"][-1] <= "2025-10-17"
    assert (result["draft"], result["segment"], result["drift"], result["suggestion"]) == (None,) * 4
    assert isinstance(result["rejected"], list)
    assert result["above"]["n"] + result["below"]["n"] >= result["leads"] > 0
    assert result["precision"] == result["above"]["rate"]
    assert all(set(band) == {"from", "to", "n", "k", "rate", "low", "high"} for band in result["bands"])


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_backtest_in_words(company: CommandLine, lang: str) -> None:
    ran = company.run("backtest", "--as-of", AS_OF, lang=lang)
    assert ran.code == 0
    assert ("95 % interval" if lang == "en" else "95 %の幅") in ran.out
    early = company.run("backtest", "--as-of", "1999-01-01", lang=lang)
    assert ("Cannot say yet" if lang == "en" else "まだ判断できません") in early.out


def test_a_draft_that_is_not_there(company: CommandLine) -> None:
    ran = company.run("backtest", "--book", "draft", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, "no_draft")


def test_weights_are_suggested_or_it_says_what_is_missing(company: CommandLine) -> None:
    ran = company.run("backtest", "--suggest", "--as-of", AS_OF, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, "too_few_outcomes")
    assert "40" in ran.json["error"]["next"]


def test_the_stored_draft_stands_beside(line: CommandLine, tmp_path: Path) -> None:
    line.json("import", write(tmp_path, "leads.csv", LEADS), "--map", write(tmp_path, "map.toml", LEADS_MAP))
    with open_store(line.store) as store:
        book = book_in_force(store, AS_OF.toordinal()).book
        pilot = replace(book.scope, segment=Attribute("source", "is", ("SEO",)))
        save_draft(store, replace(book, scope=pilot, threshold=replace(book.threshold, points=50.0)))
    result = line.json("backtest", "--book", "draft", "--as-of", AS_OF)
    assert (result["threshold"], result["draft"]["threshold"]) == (60, 50)
    assert result["draft"]["segment"]["leads"] <= result["draft"]["leads"] == 3
    words = line.run("backtest", "--book", "draft", "--as-of", AS_OF).out
    assert "The draft: Cannot say" in words
    assert "The pilot segment alone:" in words


def test_advice_in_json_and_words() -> None:
    moved = Moved("acceptance", 60, 50, 0.4, 0.1, 0.001)
    advice = Advice(
        Drift(739000, 739100, 739200, (moved,)),
        (RejectedValue("industry", "学生", 14, 12, (("対象外", 12),), -20, 12, 0),),
        Suggestion(None, (Line("a", "A", 5.0, 9.0, 40),), 0.6, 0.7, 90, 45, 80, 41, 739000, 739030),  # type: ignore[arg-type]
    )
    data = advice_data(advice)
    assert data["drift"]["figures"][0]["fires"]
    assert data["rejected"][0]["reasons"] == [{"reason": "対象外", "count": 12}]
    assert data["suggestion"]["lines"][0] == {
        "signal": "a",
        "name": "A",
        "now": 5,
        "suggested": 9,
        "seen": 40,
    }
    words = advice_text(advice)
    assert "Acceptance by sales went from 40.0 % (n=60) to 10.0 % (n=50)" in words
    assert "12 of 14" in words
    assert "AUC 0.60" in words
