"""book condition: for how many leads a sentence of the book holds, and who the first of them are."""

import pytest

from tests.cli.conftest import AS_OF
from tests.cli.running import CommandLine


def test_a_condition_is_counted_as_the_book_says_it(company: CommandLine) -> None:
    asked = ("book", "condition", "The score is 60 points or more.", "--as-of", AS_OF)
    found = company.json(*asked)
    assert (found["condition"], found["as_of"]) == ("The score is 60 points or more.", AS_OF.isoformat())
    above = sum(
        band["leads"] for band in company.json("score", "--as-of", AS_OF)["bands"] if band["from"] >= 60
    )
    assert 0 < found["holds"] == above < found["leads"]
    assert len(found["first"]) == min(found["holds"], 10)
    assert set(found["first"][0]) == {"lead", "name", "company"}
    told = company.run(*asked).out
    assert str(found["holds"]) in told
    assert found["first"][0]["company"] in told
    nobody = company.json("book", "condition", "The industry is “no such industry”.", "--as-of", AS_OF)
    assert (nobody["holds"], nobody["first"]) == (0, [])


@pytest.mark.parametrize(("lang", "example"), [("en", "The industry is"), ("ja", "業種が「")])
def test_a_sentence_that_is_not_understood_says_how_to_write_it(
    company: CommandLine, lang: str, example: str
) -> None:
    ran = company.run("book", "condition", "the nice ones", "--json", lang=lang)
    assert (ran.code, ran.json["error"]["code"]) == (1, "condition_misread")
    assert example in ran.json["error"]["next"]
