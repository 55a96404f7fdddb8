"""A topic on screen: every mark of Markdown was understood, nothing is loaded, the words of a search are marked."""

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QColor, QTextCursor, QTextFormat

from funneldesk.colours import DARK, LIGHT
from funneldesk.domain.help_topics import help_topics
from funneldesk.ui.help_text import HelpText


@pytest.fixture
def text(qtbot):
    shown = HelpText()
    qtbot.addWidget(shown)
    return shown


def blocks(document):
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_mark_of_markdown_is_left_to_be_seen(text, language):
    for topic in help_topics(language).values():
        text.show_topic(topic.markdown, LIGHT)
        plain = text.toPlainText()
        assert "**" not in plain, topic.id
        assert "](" not in plain, topic.id
        assert plain.startswith(topic.title)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_letters_and_links_have_the_colours_of_the_theme(text, colours):
    text.show_topic("# Title\n\nWords and a [link](funnel.md).\n\n> **Rate** = k ÷ n\n", colours)
    found = {}
    for block in blocks(text.document()):
        for part in block:
            letters = part.fragment().charFormat()
            found[part.fragment().text()] = letters
    assert found["Words and a "].foreground().color() == QColor(colours.text)
    assert found["link"].foreground().color() == QColor(colours.accent)
    assert found["link"].fontUnderline()
    pixels = QTextFormat.Property.FontPixelSize
    assert found["Title"].intProperty(pixels) == 20
    assert found["Words and a "].intProperty(pixels) == 13
    frame = text.document().rootFrame().childFrames()[0]
    assert frame.frameFormat().background().color() == QColor(colours.accent_ground)
    inside = QTextCursor(text.document())
    inside.setPosition(frame.firstPosition())
    inside.setPosition(frame.lastPosition(), QTextCursor.MoveMode.KeepAnchor)
    assert inside.selectedText() == "Rate = k ÷ n"


def test_nothing_is_loaded_from_anywhere(text):
    text.show_topic("![x](https://example.com/x.png) ![y](../../secret.png)", LIGHT)
    assert text.loadResource(2, QUrl("https://example.com/x.png")) is None
    assert not text.openLinks()


def test_all_places_of_a_search_are_marked_and_the_first_below_the_title_is_shown(text):
    text.resize(400, 200)
    text.show()
    filler = "\n\n".join(["Nothing here."] * 40)
    text.show_topic(f"# ファネル\n\n{filler}\n\n最後のファネルと商談。", LIGHT)
    assert text.mark("ふぁねる 商談", LIGHT) == 3
    marked = [selection.cursor.selectedText() for selection in text.extraSelections()]
    assert sorted(marked) == ["ファネル", "ファネル", "商談"]
    assert text.verticalScrollBar().value() > 0
    assert text.mark("", LIGHT) == 0
    assert text.extraSelections() == []
