"""Weights moved as people move them, and what the preview says meanwhile."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from funneldesk.operations.weights import preview_of
from funneldesk.ui.pages.book_scoring import ScoringTab
from tests.ui.conftest import activate
from tests.ui.keyboard import Keyboard

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def tab(page, qtbot):
    """Return the scoring tab with its preview."""
    found = page.tab(ScoringTab)
    qtbot.waitUntil(lambda: found.preview.preview is not None and found.preview.histogram.isEnabled())
    return found


def _drag(qtbot, slider, *points):
    qtbot.mousePress(slider, LEFT, pos=_at(slider, slider.points))
    for goal in points:
        qtbot.mouseMove(slider, _at(slider, goal))
    qtbot.mouseRelease(slider, LEFT, pos=_at(slider, points[-1]))


def _at(slider, points):
    return QPoint(round(slider.x_of(points)), slider.height() // 2)


def _form(page):
    return next(s for s in page.book.signals if s.counts and s.counts.kinds == ("form",))


def _points(page, signal):
    return next(s.points for s in page.book.signals if s.id == signal.id)


def test_a_weight_dragged_by_the_mouse_moves_every_figure(page, tab, qtbot):
    pane, form = tab.preview, _form(page)
    before = pane.preview.candidates
    assert before == 2
    _drag(qtbot, tab._rows[form.id].slider, 40, 20)
    assert _points(page, form) == pytest.approx(20, abs=2)
    assert pane.preview.candidates == 0
    assert pane.candidates.value.text() == "0 people"
    assert pane.candidates.beside.text_whole() == "In force: 2"
    assert pane.preview.weekly == 0
    assert pane.weekly.value.text() == "0.0"
    assert pane.weekly.beside.text_whole() == "In force: 0.5"
    qtbot.waitUntil(lambda: pane.model.rowCount() == 2)


def test_the_drag_says_how_many_deals_would_have_been_seen(page, tab, qtbot):
    pane = tab.preview
    assert pane.deals.value.text() == "0 of 6", "nobody had inquired before the deal"
    guide = next(s for s in page.book.signals if s.id == "guide_download")
    tab._rows[guide.id].number.setValue(60)
    tab.preview.threshold_moved.emit(20)
    seen = pane.preview.deals
    assert (seen.deals, seen.caught_before, seen.lost) == (6, 0, 0)
    assert seen.caught == seen.gained
    assert pane.deals.value.text() == f"{seen.caught} of 6"
    assert "6 leads had their first deal" in pane.deals.toolTip()


def test_keys_move_a_weight_by_one_by_five_and_to_the_ends(page, tab, qtbot):
    form = _form(page)
    slider = tab._rows[form.id].slider
    slider.setFocus()
    for key, points in (
        (KEY.Key_Left, 59), (KEY.Key_PageDown, 54), (KEY.Key_Down, 53), (KEY.Key_Up, 54), (KEY.Key_PageUp, 59),
        (KEY.Key_Home, -60), (KEY.Key_Right, -59), (KEY.Key_End, 60), (KEY.Key_Right, 60),
    ):  # fmt: skip
        qtbot.keyClick(slider, key)
        assert _points(page, form) == points
        assert tab._rows[form.id].number.value() == points


def test_half_a_point_stays_half_a_point(page, tab, qtbot):
    form = _form(page)
    row = tab._rows[form.id]
    row.number.setFocus()
    row.number.selectAll()
    qtbot.keyClicks(row.number, "0.5")
    qtbot.keyClick(row.number, KEY.Key_Return)
    assert _points(page, form) == 0.5
    assert row.number.text() == "0.5"
    row.slider.setFocus()
    qtbot.keyClick(row.slider, KEY.Key_Right)
    assert _points(page, form) == 1.5
    qtbot.keyClick(row.slider, KEY.Key_PageDown)
    assert _points(page, form) == -3.5
    assert row.was.text() == "← 60"


def test_a_typed_weight_beyond_the_slider_is_not_cut_by_an_arrow(page, tab, qtbot):
    form = _form(page)
    row = tab._rows[form.id]
    row.number.setValue(100)
    row.slider.setFocus()
    qtbot.keyClick(row.slider, KEY.Key_Left)
    assert _points(page, form) == 99


def _typing(tab, signal, window, qtbot):
    """Return the box of a weight, which has the keyboard, and the keyboard."""
    box = tab._rows[signal.id].number
    activate(qtbot, window)
    box.setFocus()
    return box, Keyboard(qtbot, window)


def test_a_typed_weight_is_one_step(page, tab, window, qtbot):
    form, steps = _form(page), page.desk.open.steps
    _box, keyboard = _typing(tab, form, window, qtbot)
    keyboard.replace("35")
    assert _points(page, form) == 35, "the number is followed while it is typed"
    keyboard.press("Tab")
    assert (steps.count(), page.undo_words.rpartition(" ")[2]) == (1, "35")
    keyboard.press("Ctrl+Z")
    assert _points(page, form) == 60
    keyboard.press("Ctrl+Y")
    assert _points(page, form) == 35


def test_what_is_typed_after_enter_or_after_coming_back_is_another_step(page, tab, window, qtbot):
    form, steps = _form(page), page.desk.open.steps
    box, keyboard = _typing(tab, form, window, qtbot)
    keyboard.replace("35")
    keyboard.press("Return")
    keyboard.replace("48")
    keyboard.press("Tab")
    keyboard.press("Shift+Tab")
    assert QApplication.focusWidget() is box
    keyboard.replace("50")
    assert steps.count() == 3
    points = []
    while steps.canUndo():
        page.undo()
        points.append(_points(page, form))
    assert points == [48, 35, 60]
    page.redo()
    keyboard.replace("12")
    page.undo()
    assert _points(page, form) == 35, "what was done again is a step of its own"


def test_a_row_says_what_else_decides(page, tab):
    for signal in page.book.signals:
        words = tab._rows[signal.id].limits.text()
        if signal.cap is not None:
            assert f"Cap {signal.cap:g} points" in words
        if signal.counts is not None:
            assert f"window {signal.window_days} days" in words


def test_a_changed_half_life_is_counted_in_the_background_with_the_old_picture_dimmed(
    page, tab, qtbot, session
):
    pane = tab.preview
    book = page.book
    signals = tuple(
        replace(s, half_life_days=7.0) if s.counts and s.half_life_days else s for s in book.signals
    )
    changed, old = replace(book, signals=signals), pane.preview
    pane.follow(changed)
    assert pane.preview is old
    assert not pane.histogram.isEnabled()
    assert pane.candidates.graphicsEffect().isEnabled()
    # Steps while it is being counted are not lost.
    last = replace(changed, threshold=replace(changed.threshold, points=30.0, leave=20.0))
    pane.follow(last)
    qtbot.waitUntil(pane.histogram.isEnabled)
    assert not pane.candidates.graphicsEffect().isEnabled()
    assert pane.preview.book == last
    anew = []
    session.read(lambda store, _job: preview_of(store, last, session.today), anew.append)
    qtbot.waitUntil(lambda: bool(anew))
    assert pane.preview.scores.milli.tolist() == anew[0].scores.milli.tolist()
    assert pane.preview.candidates == anew[0].candidates


def test_a_weight_dragged_below_zero_loses_its_half_life(page, tab, qtbot):
    signal = next(s for s in page.book.signals if s.half_life_days)
    row = tab._rows[signal.id]
    _drag(qtbot, row.slider, 5, -5, -10)
    assert _points(page, signal) == pytest.approx(-10, abs=2)
    assert "no half-life" in row.limits.text()
    pane = tab.preview
    qtbot.waitUntil(lambda: pane.histogram.isEnabled() and pane.preview.book == page.book)
    assert min(pane.preview.scores.signals[signal.id].milli, default=0) <= 0
