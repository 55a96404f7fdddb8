"""Files dropped on any page, also over its fields."""

import pytest
from PySide6.QtCore import QMimeData, QPoint
from PySide6.QtWidgets import QLineEdit

from funneldesk.ui.closing import ask_closing
from funneldesk.ui.navigation import PAGES, TABS
from tests.ui.conftest import settle
from tests.ui.dragging import drag, drop, files, leave


@pytest.mark.parametrize("page_id", [entry.id for entry in (*PAGES, *TABS)])
def test_every_page_takes_files_and_says_so_before(show, window, lists, qtbot, page_id):
    show(page_id)
    hint = window._drops.hint
    assert drag(window, files(lists["leads"], lists["deals"]))
    assert hint.isVisible()
    assert "2" in hint.what.text()
    leave(window)
    assert not hint.isVisible()
    assert window.current is window.page(page_id)
    assert drop(window, files(lists["leads"]))
    assert not hint.isVisible()
    page = window.page("import")
    assert window.current is page
    qtbot.waitUntil(lambda: page._draft is not None, timeout=20000)
    assert page._draft.preview.path == lists["leads"]
    settle(qtbot, page)


def test_a_field_under_the_pointer_gets_no_file_as_text(show, window, lists):
    page = show("leads")
    field = page.search
    place = field.mapTo(window, field.rect().center())
    assert window.childAt(place) is field
    assert drop(window, files(lists["leads"]), place)
    assert field.text() == ""
    assert window.current is window.page("import")


def test_words_dragged_from_elsewhere_go_to_the_field(show, window):
    page = show("leads")
    field = page.search
    words = QMimeData()
    words.setText("toto")
    assert drop(window, words, field.mapTo(window, field.rect().center()))
    assert isinstance(field, QLineEdit)
    assert field.text() == "toto"
    assert window.current is page


def test_words_are_nothing_a_window_could_import(show, window):
    page = show("leads")
    words = QMimeData()
    words.setText("toto")
    assert not drag(window, words, QPoint(4, 300))
    assert not window._drops.hint.isVisible()
    assert window.current is page


def test_nothing_is_taken_behind_a_question(show, window, lists):
    page = show("leads")
    ask_closing(window, lambda: None, lambda: None)
    assert not drop(window, files(lists["leads"]))
    assert window.current is page


def test_while_a_list_is_imported_another_one_is_refused_in_words(show, window, lists):
    page = show("import")
    page._import = object()
    drop(window, files(lists["leads"]))
    assert page.banner.isVisible()
    assert "being imported" in page.banner.sentence.text()
    page._import = None
