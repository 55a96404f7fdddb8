"""Marks that stand beside each other in a chart stay apart for readers who see fewer colours, in both themes."""

import ast
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

import funneldesk.charts
from funneldesk.colours import CATEGORIES, DARK, LIGHT, PRINT
from tests.contrast import DEFICIENCIES, distance, rgb

#: Two colours are told apart at a glance from about here on; 2.3 is just to be seen.
APART = 10.0
EVERYBODY = ("", *DEFICIENCIES)
THEMES = {"light": LIGHT, "dark": DARK}
#: The colours of the table that are given to marks (words and lines have others).
MARKS = {"bar", "pale_bar", "band", "accent", "green", "amber", "red"}
#: The draft's bars stand on the right of those of the book in force, and a note below the picture says so.
TOLD_BY_PLACE = {("backtest", "accent", "bar")}


def colours_of_charts() -> dict[str, set[str]]:
    """Return which colours of the table each chart paints marks in."""
    found = {}
    for path in sorted(Path(next(iter(funneldesk.charts.__path__))).glob("*.py")):
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        attributes = [node for node in nodes if isinstance(node, ast.Attribute)]
        found[path.stem] = {
            node.attr
            for node in attributes
            if node.attr in MARKS and ast.unparse(node.value).endswith("colours")
        }
    return {name: used for name, used in found.items() if used}


def near(pairs: dict[str, tuple[str, str]]) -> list[str]:
    """Return the pairs that somebody could take for one colour."""
    found = []
    for name, (one, other) in pairs.items():
        for deficiency in EVERYBODY:
            apart = distance(rgb(one), rgb(other), deficiency)
            if apart < APART:
                found.append(f"{name}: {apart:.1f} {deficiency}".strip())
    return found


@pytest.mark.parametrize("theme", THEMES)
def test_marks_of_one_chart_stay_apart_and_off_the_ground(theme):
    colours = THEMES[theme]
    charts = colours_of_charts()
    assert {"funnel", "rates", "why", "scoring"} <= set(charts)
    pairs = {}
    for chart, used in charts.items():
        for one, other in combinations(sorted({*used, "surface"}), 2):
            if (chart, one, other) not in TOLD_BY_PLACE:
                pairs[f"{chart} {one} {other}"] = (getattr(colours, one), getattr(colours, other))
    assert near(pairs) == []


def test_categories_stay_apart():
    assert near({f"{one} {other}": (one, other) for one, other in combinations(CATEGORIES, 2)}) == []


def test_print_needs_no_colour_at_all():
    """Bars, pale bars and bands are three greys; what is green, amber or red in the window is black and has words."""
    greys = [PRINT.bar, PRINT.pale_bar, PRINT.band, PRINT.surface]
    assert all(len(set(rgb(grey))) == 1 for grey in greys)
    assert near({f"{one} {other}": (one, other) for one, other in combinations(greys, 2)}) == []


def test_the_gate_can_fail():
    """Red and green of the same lightness are one to those without red or green cones."""
    assert distance(rgb("#C04040"), rgb("#4F8A3A")) > 60
    assert near({"x": ("#B8860B", "#7A9A2B")}) != []


def test_simulation_leaves_grey_and_white_as_they_are():
    """The rows of the published matrices add up to one, so nothing gains or loses a tint by being grey."""
    for matrix in DEFICIENCIES.values():
        assert np.allclose(matrix.sum(axis=1), 1, atol=1e-5)
    for deficiency in EVERYBODY:
        assert distance(rgb("#808080"), rgb("#808080"), deficiency) == 0
        assert distance(rgb("#FFFFFF"), rgb("#000000"), deficiency) == pytest.approx(100, abs=0.1)
