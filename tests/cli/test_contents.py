"""contents: what it adds when asked, and that the numbers hang together."""

import pytest

from tests.cli.conftest import AS_OF
from tests.cli.running import CommandLine

MODELS = ("first", "last", "linear", "position", "decay", "markov")


@pytest.mark.parametrize("by", ["phase", "type", "theme"])
def test_sets_and_contents_are_credited_with_all_deals(company: CommandLine, by: str) -> None:
    found = company.json("contents", "--by", by, "--credit", "--as-of", AS_OF)
    bare = [found["uncredited"]] if found["uncredited"] else []
    assert found["deals"] > 0
    for rows in (found["contents"], found["groups"]):
        for model in MODELS:
            assert sum(row["credit"][model] for row in [*rows, *bare]) == pytest.approx(found["deals"])
    assert {group["by"] for group in found["groups"]} == {by}
    assert len({group["value"] for group in found["groups"]}) == len(found["groups"])
    assert [model["model"] for model in found["models"]] == list(MODELS)
    for group in found["groups"]:
        assert group["deals"] <= group["touched"] <= group["touched_all"]
        alike = [one for one in found["contents"] if (one[by] or None) == group["value"]]
        assert (
            max(one["touched"] for one in alike) <= group["touched"] <= sum(one["touched"] for one in alike)
        )
        assert group["cost"] == (sum(one["cost"] or 0 for one in alike) or None)
    assert company.json("contents", "--as-of", AS_OF)["groups"] == []


def test_cost_per_deal_and_roi_rest_on_deals_in_equal_shares(company: CommandLine) -> None:
    paid = [one for one in company.json("contents", "--as-of", AS_OF)["contents"] if one["cost"]]
    assert paid
    for one in paid:
        assert one["roi"] == pytest.approx((one["amount"] - one["cost"]) / one["cost"])
        if one["credit"]["linear"]:
            assert one["cost_per_deal"] == pytest.approx(one["cost"] / one["credit"]["linear"])
        else:
            assert one["cost_per_deal"] is None


def test_a_range_is_one_of_first_touches(company: CommandLine) -> None:
    whole = company.json("contents", "--window", 0, "--as-of", AS_OF)
    assert (whole["from"], whole["to"]) == (None, None)
    halves = [
        company.json("contents", "--window", 0, "--as-of", AS_OF, *days)
        for days in (("--to", "2025-06-30"), ("--from", "2025-07-01"))
    ]
    assert (halves[0]["to"], halves[1]["from"]) == ("2025-06-30", "2025-07-01")
    for part in ("touched", "deals", "won"):
        counted = [{one["content"]: one[part] for one in found["contents"]} for found in (whole, *halves)]
        assert counted[0] == {key: counted[1][key] + counted[2][key] for key in counted[0]}
    money = [
        [(c["content"], c["cost"], c["roi"]) for c in sorted(f["contents"], key=lambda c: c["content"])]
        for f in (whole, *halves)
    ]
    assert money[0] == money[1] == money[2], "a cost has no date"


def test_sequences(company: CommandLine) -> None:
    found = company.json("contents", "--sequences", "--within", 30, "--as-of", AS_OF)
    assert found["within_days"] == 30
    assert found["sequences"]
    for one in found["sequences"]:
        assert one["first"] != one["second"]
        assert 0 < one["n"] >= one["k"] >= 0
        assert one["without"]["k"] <= one["without"]["n"]
        assert one["enough"] == (min(one["n"], one["without"]["n"]) >= 30)
    assert "sequences" not in company.json("contents", "--as-of", AS_OF)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("All deals", "Markov: How many deals", "Call", "Association, not a cause.", "(none)", "Cost per deal")),
        ("ja", ("商談の合計", "マルコフ：", "架電", "原因とは限りません", "（なし）", "商談単価")),
    ],
)  # fmt: skip
def test_words(company: CommandLine, lang: str, words: tuple[str, ...]) -> None:
    ran = company.run("contents", "--by", "type", "--sequences", "--credit", "--as-of", AS_OF, lang=lang)
    assert ran.code == 0
    assert [word for word in words if word not in ran.out] == []


def test_before_anybody_did_anything_there_is_nothing_to_follow(company: CommandLine) -> None:
    ran = company.run("contents", "--sequences", "--credit", "--as-of", "2001-01-01")
    assert ran.code == 0
    assert "Nobody followed one content by another" in ran.out
    assert company.json("contents", "--as-of", "2001-01-01")["deals"] == 0


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--from", "2025-02-01", "--to", "2025-01-01"), "--from is later than --to"),
        (("--sequences", "--window", "7", "--within", "7"), "--within leaves no days"),
        (("--by", "colour"), "colour"),
    ],
)
def test_what_cannot_be_asked_is_said(company: CommandLine, given: tuple[str, ...], said: str) -> None:
    ran = company.run("contents", *given)
    assert ran.code == 2
    assert said in ran.err
