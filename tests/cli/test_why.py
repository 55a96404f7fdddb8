"""why: the shape of its JSON, and what stands in its words."""

import pytest

from tests.cli.conftest import AS_OF
from tests.cli.running import CommandLine

RANGES = ("--from", "2025-01-01..2025-06-30", "--to", "2025/07/01..20251231")


@pytest.mark.parametrize("target", ["won", "deal", "sal", "amount"])
def test_parts_add_up(company: CommandLine, target: str) -> None:
    found = company.json("why", *RANGES, "--target", target, "--as-of", AS_OF)
    assert set(found) >= {"target", "before", "after", "parts", "segments", "sentences"}
    change = found["after"] - found["before"]
    assert found["target"] == target
    names = ["leads", "mql", "sal", "deal", "won", "amount"]
    assert [part["name"] for part in found["parts"]] == names[: names.index(target) + 1]
    assert all(one["phase"] in {"consideration", "decision"} for one in found["reached_phases"])
    assert sum(part["value"] for part in found["parts"]) == pytest.approx(change, rel=1e-9, abs=1e-4)
    for by in ("source", "first_content", "industry"):
        parts = [one for one in found["segments"] if one["by"] == by]
        assert sum(one["volume"] + one["mix"] + one["rate"] for one in parts) == pytest.approx(
            change, rel=1e-9, abs=1e-4
        )
    sides = [
        company.json("funnel", "--from", first, "--to", last, "--as-of", AS_OF)["stages"]
        for first, last in (("2025-01-01", "2025-06-30"), ("2025-07-01", "2025-12-31"))
    ]
    if target != "amount":
        counts = [{stage["stage"]: stage["count"] for stage in side}[target] for side in sides]
        assert [found["before"], found["after"]] == counts


@pytest.mark.parametrize(("lang", "words"), [("en", "What did it: "), ("ja", "内訳：リード ")])
def test_words(company: CommandLine, lang: str, words: str) -> None:
    ran = company.run("why", *RANGES, "--target", "deal", "--as-of", AS_OF, lang=lang)
    assert ran.code == 0
    assert words in ran.out


@pytest.mark.parametrize("given", ["2025-01-01", "2025-01-01..", "x..y", "2025-06-30..2025-01-01"])
def test_what_is_no_range_is_said(company: CommandLine, given: str) -> None:
    ran = company.run("why", "--from", given, "--to", "2025-01-01..2025-02-01")
    assert ran.code == 2
    assert given.partition("..")[0] in ran.err or "is no day" in ran.err
