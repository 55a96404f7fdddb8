"""book targets: the shape of its JSON, what adds up in it, its words, and what it refuses."""

import math

import pytest

from tests.cli.conftest import AS_OF
from tests.cli.running import CommandLine


def test_json_is_worked_backwards(company: CommandLine) -> None:
    found = company.json("book", "targets", "--wins", 3, "--rates", "own", "--as-of", AS_OF)
    assert set(found) == {"wins", "rates", "needed", "reach", "usual_wins"}
    assert found["wins"] == found["needed"][0]["count"] == 3
    exact = 3.0
    for rate, needed in zip(found["rates"], found["needed"][1:], strict=True):
        exact /= rate["rate"]
        assert rate["previous"] == needed["stage"]
        assert needed["count"] == math.ceil(exact - 1e-9)
        assert needed["least"] <= needed["count"] <= (needed["most"] or math.inf)
        assert 0 <= needed["reached"] <= needed["months"] <= 12
        assert (rate["n"] is None) == (rate["source"] == "bands")


def test_without_wins_it_is_the_books_own_target(company: CommandLine) -> None:
    found = company.json("book", "targets", "--as-of", AS_OF)
    assert [one["count"] for one in found["needed"]][:4] == [2, 8, 15, 37]


@pytest.mark.parametrize(("lang", "chain"), [("en", "Won 2 ← Deal 8"), ("ja", "受注2件 ← 商談8件")])
def test_words(company: CommandLine, lang: str, chain: str) -> None:
    ran = company.run("book", "targets", "--wins", 2, "--as-of", AS_OF, lang=lang)
    assert ran.code == 0, ran.err
    assert chain in ran.out


def test_no_wins_need_nothing(company: CommandLine) -> None:
    ran = company.run("book", "targets", "--wins", 0, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, "no_wins")
    assert company.run("book", "targets", "--rates", "dreams").code == 2
