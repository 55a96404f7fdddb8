"""What the colour table and the style sheet put together can be read: 4.5 : 1 for words, 3 : 1 for focus rings."""

import re
from itertools import product

import pytest

from funneldesk.colours import DARK, LIGHT
from funneldesk.ui.theme import style_sheet
from tests.contrast import contrast, rgb

WORDS, RINGS = 4.5, 3.0
THEMES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
#: Rules of things without words.
_NO_WORDS = re.compile(
    r"::(handle|chunk|groove|sub-page|add-page|indicator)|hairline|QProgressBar|QScrollBar"
)


def stands_out(one: str, ground: str) -> float:
    return round(float(contrast(rgb(one), rgb(ground))), 2)


def rules(sheet: str) -> list[tuple[str, dict[str, str]]]:
    """Return each selector with what is declared for it."""
    plain = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    found = []
    for selectors, block in _RULE.findall(plain):
        declared = dict(one.split(":", 1) for one in block.split(";") if ":" in one)
        declared = {name.strip(): value.strip() for name, value in declared.items()}
        found += [(selector.strip(), declared) for selector in selectors.split(",")]
    return found


def pairs(sheet: str, everywhere: tuple[str, ...]) -> dict[str, tuple[str, str]]:
    """Return what is written on what: selector and ground → (colour of the words, ground).

    A state (`:hover`) keeps what the rule without it declares; words without a ground of their own stand on any of
    `everywhere`.
    """
    known: dict[str, dict[str, str]] = {}
    found: dict[str, tuple[str, str]] = {}
    for selector, declared in rules(sheet):
        if _NO_WORDS.search(selector):
            continue
        name = re.sub(r"(?<!:):(?!:)[\w-]+", "", selector)
        look = {**known.get("*", {}), **known.get(name, {}), **declared}
        if name == selector:
            known[name] = {**known.get(name, {}), **declared}
        ground = _COLOUR.search(look.get("background", ""))
        for place in (ground[0],) if ground else everywhere:
            found[f"{selector} on {place}"] = (look["color"], place)
        if "selection-background-color" in look:
            found[f"{selector} selected"] = (look["selection-color"], look["selection-background-color"])
    return found


@THEMES
def test_words_of_the_style_sheet_stand_out_from_their_ground(colours):
    sheet = style_sheet(colours)
    sidebar = next(d["background"] for s, d in rules(sheet) if s == "QWidget#sidebar")
    written = pairs(sheet, (colours.surface, colours.ground, sidebar))
    assert len(written) > 100
    faint = {name: stands_out(*two) for name, two in written.items() if stands_out(*two) < WORDS}
    assert faint == {}


@THEMES
def test_words_in_cells_stand_out_chosen_or_not(colours):
    words = ("text", "secondary", "accent", "green", "amber", "red")
    grounds = ("surface", "ground", "accent_ground")
    found = {
        (word, ground): stands_out(getattr(colours, word), getattr(colours, ground))
        for word, ground in product(words, grounds)
    }
    assert {two: ratio for two, ratio in found.items() if ratio < WORDS} == {}


@THEMES
def test_rings_stand_out(colours):
    for ground in (colours.surface, colours.ground, colours.accent_ground):
        assert stands_out(colours.accent, ground) >= RINGS
    # The filled button has its ring in the colour of words.
    assert stands_out(colours.text, colours.surface) >= RINGS


def test_the_gate_can_fail():
    sheet = "* { color: #777777; } X { background: #888888; } X:hover { background: #000000; } Y { color: #FFFFFF; }"
    found = pairs(sheet, ("#FFFFFF",))
    assert found["X on #888888"] == ("#777777", "#888888")
    assert found["X:hover on #000000"] == ("#777777", "#000000")
    assert found["Y on #FFFFFF"] == ("#FFFFFF", "#FFFFFF")
    assert stands_out("#777777", "#888888") < WORDS
    assert stands_out("#000000", "#FFFFFF") == 21
