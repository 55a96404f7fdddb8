"""summary: every number of the page is the one its own command gives; the files; names left out."""

from pathlib import Path

import pytest

from tests.cli.conftest import AS_OF
from tests.cli.running import CommandLine


def _of(share):
    return {name: share[name] for name in ("n", "k", "rate")}


def test_every_number_is_the_one_its_own_command_gives(company: CommandLine) -> None:
    found = company.json("summary", "--as-of", AS_OF)
    funnel = company.json("funnel", "--from", found["from"], "--to", found["to"], "--as-of", AS_OF)
    assert all(found["funnel"][part] == funnel[part] for part in found["funnel"])
    backtest = company.json("backtest", "--as-of", AS_OF)
    assert found["score"]["threshold"] == backtest["threshold"]
    for side in ("above", "below"):
        assert _of(found["score"][side]) == _of(backtest[side])
    timing = company.json("timing", "--from", found["from"], "--to", found["to"], "--as-of", AS_OF)
    buckets = [one["deal"] for one in timing["buckets"]]
    for part, own in (("soon", buckets[:3]), ("late", buckets[3:5]), ("none", buckets[5:])):
        sums = (sum(one["n"] for one in own), sum(one["k"] for one in own))
        assert (found["contact"][part]["n"], found["contact"][part]["k"]) == sums
    contents = company.json("contents", "--as-of", AS_OF)["contents"][:5]
    assert [(c["content"], c["n"], c["k"]) for c in found["contents"]] == [
        (c["content"], c["touched"], c["deals"]) for c in contents
    ]
    declined = found["rejections"]
    assert sum(one["count"] for one in declined["reasons"]) + declined["unsaid"] == declined["rejected"] > 0
    duties = company.json("duties", "--as-of", AS_OF)["duties"]
    to_call = {one["lead"] for one in duties if one["event"] == "candidate"}
    assert found["to_call"] == len(to_call)
    assert {one["lead"] for one in found["calls"]} <= to_call
    assert len(found["calls"]) == min(10, len(to_call)) > 0
    scores = [one["score"] for one in found["calls"]]
    assert scores == sorted(scores, reverse=True)


def test_the_same_number_is_the_same_on_both_boards_and_on_the_page(company: CommandLine) -> None:
    found = company.json("summary", "--as-of", AS_OF)
    boards = {side: {one["code"]: one for one in found["boards"][side]} for side in ("marketing", "sales")}
    both = boards["marketing"].keys() & boards["sales"].keys()
    # What both answer for, and what each promised the other, stands on both.
    assert {"sal", "acceptance", "complete", "lists", "contact", "answer"} <= both
    assert all(boards["marketing"][code] == boards["sales"][code] for code in both)
    stages = {one["stage"]: one for one in found["funnel"]["stages"]}
    assert boards["marketing"]["lead"]["count"] == stages["lead"]["count"]
    for side, code, stage in (
        ("marketing", "mql", "mql"),
        ("sales", "deal", "deal"),
        ("sales", "won", "won"),
    ):
        assert _of(boards[side][code]) == _of(stages[stage])
    taken, declined = boards["marketing"]["taken"], found["rejections"]
    assert (taken["n"], taken["k"]) == (declined["decided"], declined["decided"] - declined["rejected"])


@pytest.mark.parametrize(
    ("lang", "kind", "begins"), [("ja", "pdf", b"%PDF"), ("en", "png", b"\x89PNG"), ("ja", "svg", b"<?xml")]
)
def test_the_page_as_a_file(
    company: CommandLine, lang: str, kind: str, begins: bytes, tmp_path: Path
) -> None:
    files = [tmp_path / f"{name}.{kind}" for name in ("ab" if kind == "pdf" else "a")]
    for file in files:
        ran = company.run("summary", file, "--as-of", AS_OF, lang=lang)
        assert ran.code == 0, ran.err
        assert str(file) in ran.out
    assert files[0].read_bytes().startswith(begins)
    assert files[0].read_bytes() == files[-1].read_bytes(), "the same page, the same bytes"
    assert {"ja": "電話したい", "en": "to phone"}[lang] in ran.out


def test_names_can_be_left_out(company: CommandLine, tmp_path: Path) -> None:
    named = company.json("summary", "--as-of", AS_OF)["calls"]
    names = {one["name"] for one in named} | {one["phone"] for one in named if one["phone"]}
    page = tmp_path / "page.svg"
    bare = company.json("summary", page, "--no-names", "--as-of", AS_OF)["calls"]
    left = company.json("audit")["entries"][0]
    assert (left["operation"], left["detail"]) == ("export", {"what": "summary", "count": 0})
    assert [one["lead"] for one in bare] == [one["lead"] for one in named]
    assert {one["name"] for one in bare} | {one["phone"] for one in bare} == {None}
    text = company.run("summary", "--no-names", "--as-of", AS_OF).out
    assert names
    assert not [name for name in names if name in text]


def test_a_format_it_does_not_know_is_said(company: CommandLine, tmp_path: Path) -> None:
    ran = company.run("summary", tmp_path / "page.docx", "--as-of", AS_OF)
    assert ran.code == 1
    assert ".pdf" in ran.err
