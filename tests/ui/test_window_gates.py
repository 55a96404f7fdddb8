"""What holds for every page, tab and dialog of both windows, in both languages and themes: one walk, many looks.

Each control has a name and a role for screen readers; Tab reaches it in the order of reading and shows a ring; words
stand out from their ground and have the room they need, also where they are twice as long; nothing is said by colour
alone. What a look finds is said in words: mend the page, not the look.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

import pytest
from PySide6.QtWidgets import QWidget

from funneldesk import i18n
from funneldesk.i18n import set_language
from funneldesk.ui.navigation import BEYOND, PAGES, TABS
from funneldesk.ui.page import PageFrame
from funneldesk.ui.theme import TEXT_SIZES, apply_theme
from funneldesk.ui.window import MINIMUM, NORMAL
from tests.ui.gates import nameless
from tests.ui.gates_colours import by_colour_alone, faint
from tests.ui.gates_fitting import clipped, cut_figures, hollow, overlapping, sideways
from tests.ui.gates_keyboard import untabbed
from tests.ui.walking import Doubled, Sight, close_member, member_sights, open_member_window, owner_sights
from tests.ui.walking_store import published

Look = Callable[[QWidget], Iterable[str]]


def walked(sights: Iterable[Sight]) -> Iterator[Sight]:
    """Go through the filled store's sights: no page is left out, and each has something to show."""
    seen = set()
    for sight in sights:
        seen.add(sight.name)
        if isinstance(sight.widget, PageFrame) and sight.widget.empty is not None:
            # It needs more people than the small company has.
            assert sight.name == "findings"
        yield sight
    assert {entry.id for entry in (*PAGES, *TABS, *BEYOND)} <= seen


def findings(sights: Iterable[Sight], *looks: Look) -> list[str]:
    """Return what the looks find, each with the first sight it was found at."""
    found: dict[str, list[str]] = defaultdict(list)
    for sight in sights:
        for look in looks:
            for words in look(sight.widget):
                found[words].append(sight.name)
    return [f"{places[0]}: {words}" for words, places in found.items()]


def dressed(desk, theme, size):
    desk.session.settings.setValue("theme", theme)
    desk.dress()
    desk.window.resize(*size)
    return desk.window


def doubled(monkeypatch):
    """Let every text be twice as long."""
    catalogue = Doubled(i18n._catalogue("ja"))
    monkeypatch.setattr(i18n, "_catalogue", lambda _language: catalogue)


@pytest.mark.long
def test_in_japanese_and_light(open_desk, filled_store, qtbot):
    set_language("ja")
    window = dressed(open_desk(filled_store), "light", MINIMUM)
    looks = (nameless, clipped, sideways, hollow, overlapping, faint, by_colour_alone, untabbed)
    found = findings(walked(owner_sights(qtbot, window)), *looks)
    assert not found, "\n".join(found)


@pytest.mark.long
def test_in_english_and_dark(open_desk, filled_store, qtbot):
    window = dressed(open_desk(filled_store), "dark", NORMAL)
    looks = (nameless, clipped, sideways, hollow, overlapping, faint, by_colour_alone)
    found = findings(owner_sights(qtbot, window), *looks)
    assert not found, "\n".join(found)


@pytest.mark.long
def test_words_twice_as_long(open_desk, filled_store, qtbot, monkeypatch):
    doubled(monkeypatch)
    window = dressed(open_desk(filled_store), "light", MINIMUM)
    found = findings(owner_sights(qtbot, window), clipped, overlapping)
    assert not found, "\n".join(found)


@pytest.mark.long
def test_words_as_large_as_they_go(open_desk, filled_store, qtbot, qapp):
    desk = open_desk(filled_store)
    desk.session.settings.setValue("text_size", str(TEXT_SIZES[-1]))
    window = dressed(desk, "light", MINIMUM)
    try:
        found = findings(owner_sights(qtbot, window), clipped, sideways, overlapping)
    finally:
        apply_theme(qapp, "light")
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("language", "theme"), [("ja", "dark"), ("en", "light")])
def test_without_data(open_desk, qtbot, language, theme):
    set_language(language)
    window = dressed(open_desk(None), theme, MINIMUM)
    found = findings(owner_sights(qtbot, window), nameless, clipped, sideways, overlapping, faint)
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("language", "theme", "size"),
    [("ja", "light", MINIMUM), ("en", "dark", NORMAL), ("twice", "light", MINIMUM)],
)
def test_of_a_member(filled_store, qtbot, qapp, tmp_path, monkeypatch, language, theme, size):
    publication = published(filled_store, tmp_path)
    if language == "twice":
        doubled(monkeypatch)
    else:
        set_language(language)
    desk, _window = open_member_window(qtbot, qapp, tmp_path, publication)
    try:
        window = dressed(desk, theme, size)
        looks = (clipped, overlapping) if language == "twice" else (
            nameless, clipped, sideways, overlapping, cut_figures, faint, by_colour_alone, untabbed
        )  # fmt: skip
        found = findings(member_sights(qtbot, window), *looks)
    finally:
        close_member(desk)
    assert not found, "\n".join(found)
