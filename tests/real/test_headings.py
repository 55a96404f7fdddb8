"""Headings of real exports (data/headings), with invented rows below them: kind, tool and every column."""

import csv
from pathlib import Path

import pytest

from funneldesk.files.detection.detection import detect
from funneldesk.files.detection.headings import unique_headings
from funneldesk.files.detection.presets import recognise
from tests.files.exports import cells_of
from tests.real.headings_expected import DESCRIBED, EXPECTED, OTHER_CELLS, Expected

#: A line that names no headings.
NOT_STATED = "Sansan Data Hub CSV"
ROWS = 3


@pytest.fixture(scope="module")
def lines(shared_data: Path) -> list[dict[str, str]]:
    """Return the lines of headings.csv."""
    with (shared_data / "headings" / "headings.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def lists_of(line: dict[str, str]) -> list[tuple[list[str], Expected]]:
    """Return the lists a line of headings.csv tells of, with what they should be taken for."""
    product = line["product"]
    described = next((lists for name, lists in DESCRIBED.items() if product.startswith(name)), None)
    if described is not None:
        return described
    name = max((name for name in EXPECTED if product.startswith(name)), key=len)
    headings = [heading.strip() for heading in line["headings"].split(",")]
    return [([one for one in headings if one != "..." and not one.startswith("<")], EXPECTED[name])]


def rows_of(headings: list[str], expected: Expected, language: str) -> list[list[str]]:
    """Return invented rows below these headings."""
    sorts = [
        expected.cells.get(heading) or OTHER_CELLS.get(heading) or expected.columns.get(heading, "text")
        for heading in headings
    ]
    sorts = ["deal_name" if sort == "name" and expected.kind == "deals" else sort for sort in sorts]
    return [[cells_of(sort, language)[n] for sort in sorts] for n in range(ROWS)]


def test_every_line_is_understood_as_a_marketer_would(lines: list[dict[str, str]]) -> None:
    wrong = []
    for line in lines:
        if line["product"] == NOT_STATED:
            continue
        for given, expected in lists_of(line):
            headings = unique_headings(given)
            columns = list(zip(*rows_of(list(headings), expected, line["lang"]), strict=True))
            found, _sure = detect(headings, [list(cells) * 4 for cells in columns], "")
            fields = {guess.heading: guess.field for guess in found.guesses if guess.field}
            told = (found.kind, recognise(headings).tool, fields)
            if told != (expected.kind, expected.tool, expected.columns):
                wrong.append((line["product"], told))
    assert wrong == []
