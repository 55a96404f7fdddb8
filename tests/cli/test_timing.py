"""timing: the shape of its JSON, what adds up in it, what stands in its words."""

from pathlib import Path

import pytest

from tests.cli.conftest import AS_OF
from tests.cli.running import CommandLine

SHARE = {"n", "k", "rate", "low", "high", "enough"}


def test_json_adds_up(company: CommandLine) -> None:
    found = company.json("timing", "--as-of", AS_OF, "--by", "source")
    assert set(found) >= {
        "as_of",
        "from",
        "to",
        "headline",
        "buckets",
        "comparison",
        "left_out",
        "waits",
        "answers",
        "groups",
    }
    buckets, out = found["buckets"], found["left_out"]
    assert [(one["from_days"], one["to_days"]) for one in buckets] == [
        (0, 1), (2, 3), (4, 7), (8, 14), (15, None), (None, None)
    ]  # fmt: skip
    assert all(set(one["deal"]) == set(one["won"]) == SHARE for one in buckets)
    assert all(one["won"]["k"] <= one["deal"]["k"] <= one["deal"]["n"] for one in buckets)
    assert sum(one["deal"]["n"] for one in buckets) + sum(out.values()) == found["triggers"] > 0
    assert sum(group["triggers"] for group in found["groups"]) == found["triggers"]
    assert [(one["previous"], one["stage"]) for one in found["waits"]] == [
        ("trigger", "contact"), ("lead", "mql"), ("mql", "sal"), ("sal", "deal"), ("deal", "won")
    ]  # fmt: skip
    for wait in found["waits"]:
        assert wait["reached"] + wait["waiting"] == wait["entrants"]
        shares = [point["share"] for point in wait["curve"]]
        assert shares == sorted(shares)
        assert all(point["low"] <= point["share"] + 1e-9 <= point["high"] + 2e-9 for point in wait["curve"])
    assert {(one["side"], one["what"]) for one in found["answers"]} >= {
        ("sales", "contact"),
        ("sales", "answer"),
    }


@pytest.mark.parametrize(("lang", "words"), [("en", "To sales → answer"), ("ja", "営業への引き渡し → 返答")])
def test_words_and_picture(company: CommandLine, lang: str, words: str, tmp_path: Path) -> None:
    picture = tmp_path / "timing.png"
    ran = company.run("timing", "--as-of", AS_OF, "--by", "owner", "--png", picture, lang=lang)
    assert ran.code == 0, ran.err
    assert words in ran.out
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert ("process, not the person" in ran.out) or ("人の評価ではなく" in ran.out)


def test_what_cannot_be_is_said(company: CommandLine) -> None:
    ran = company.run("timing", "--from", "2025-06-01", "--to", "2025-01-01")
    assert (ran.code, "--from is later than --to." in ran.err) == (2, True)
    assert company.run("timing", "--by", "colour").code == 1
    nobody = company.json("timing", "--from", "1990-01-01", "--to", "1990-01-02", "--as-of", AS_OF)
    assert nobody["triggers"] == 0
    assert all(one["deal"]["rate"] is None for one in nobody["buckets"])
