"""lead: everything about one lead, as JSON and in words."""

import pytest

from tests.cli.conftest import AS_OF
from tests.cli.running import CommandLine


def handed_over(company: CommandLine) -> int:
    """Return a lead that was handed over."""
    legs = (lead for lead in range(1, 60) if company.json("lead", lead, "--as-of", AS_OF)["handovers"])
    return next(legs)


def test_everything_about_one_lead(company: CommandLine) -> None:
    lead = handed_over(company)
    found = company.json("lead", lead, "--as-of", AS_OF)
    assert found["lead"] == lead
    assert found["score"] == company.json("explain", lead, "--as-of", AS_OF)
    assert found["stage"] in {"lead", "mql", "sal", "deal", "won"}
    assert {move["cause"] for move in found["stages"]} <= {"book", "list", "handover", "deal", "implied"}
    assert all(move["book"] == 0 for move in found["stages"])
    story = found["handovers"][0]
    assert story["side"] in {"is", "sales"}
    assert story["score"] is None or story["book"] == 0
    assert found["history"]
    duties = company.json("duties", "--as-of", AS_OF)["duties"]
    mine = [(one["rule"], one["due"]) for one in duties if one["lead"] == lead]
    assert [(one["rule"], one["due"]) for one in found["next"]] == mine


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_same_in_words(company: CommandLine, lang: str) -> None:
    ran = company.run("lead", handed_over(company), "--as-of", AS_OF, lang=lang)
    assert ran.code == 0
    for words in ("History of the lead", "To ") if lang == "en" else ("経緯", "当日のスコア"):
        assert words in ran.out


def test_nobody_and_several_are_said(company: CommandLine) -> None:
    ran = company.run("lead", "nobody@nowhere.example", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, "no_lead")
