"""backtest: the shape of its JSON and what its text says."""

import pytest

from tests.cli.conftest import AS_OF
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
