"""Erasing a person from the page of a lead: asked in words, done in the background, seen on every page."""

from PySide6.QtCore import QPoint, Qt

from funneldesk.operations.stores import open_reader


def opened(show, qtbot, lead=1):
    page = show("lead", lead=lead)
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.detail.id == lead)
    return page


def tick(qtbot, box):
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))


def test_the_question_says_what_goes_and_what_stays_and_wants_a_tick(show, qtbot):
    page = opened(show, qtbot)
    name = page.title.text()
    qtbot.mouseClick(page.erase, Qt.MouseButton.LeftButton)
    question = page.question
    qtbot.waitUntil(question.isVisible)
    assert name in question.title.text()
    assert not question.yes.isEnabled()
    tick(qtbot, question.understood)
    assert question.yes.isEnabled()
    qtbot.mouseClick(question.no, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not question.isVisible())
    assert page.title.text() == name


def test_escape_leaves_everything_as_it_is(show, qtbot):
    page = opened(show, qtbot)
    qtbot.mouseClick(page.erase, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.question.isVisible)
    qtbot.keyClick(page.question, Qt.Key.Key_Escape)
    assert page.erase.isEnabled()


def test_an_erased_person_has_no_name_and_nothing_to_do(show, qtbot, session):
    page = opened(show, qtbot)
    name = page.title.text()
    qtbot.mouseClick(page.erase, Qt.MouseButton.LeftButton)
    question = page.question
    qtbot.waitUntil(question.isVisible)
    question.understood.setFocus()
    qtbot.keyClick(question.understood, Qt.Key.Key_Space)
    qtbot.waitUntil(question.yes.isEnabled)
    question.yes.setFocus()
    qtbot.keyClick(question.yes, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.title.text() == "Erased person", timeout=20000)
    assert not page.erase.isEnabled()
    assert not page.next.isVisible()
    with open_reader(session.path) as store:
        assert name not in "\n".join(store.connection.iterdump())
