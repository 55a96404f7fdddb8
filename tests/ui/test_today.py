"""The first page of the day."""

from dataclasses import replace

from PySide6.QtCore import Qt


def test_it_says_first_who_waits_for_a_call(show):
    page = show("today")
    assert page.today.to_call, "two leads inquired two days ago and have not been taken over"
    names = [page.model.index(row, 0).data() for row in range(page.model.rowCount())]
    assert len(names) == min(len(page.today.to_call), 15)
    assert page.banner.sentence.text().startswith(str(len(page.today.to_call)))


def test_it_says_why_there_are_more_candidates_than_people_to_call(show):
    page = show("today")
    page.today = replace(page.today, candidates=len(page.today.to_call) + 3)
    page._show_candidates(page.today)
    said = page.banner.sentence.text()
    assert f"{page.today.candidates} SAL candidates in all: 3 are with sales already" in said
    page.today = replace(page.today, candidates=len(page.today.to_call))
    page._show_candidates(page.today)
    assert "in all" not in page.banner.sentence.text()


def test_a_name_opens_the_lead(show, window, qtbot):
    page = show("today")
    page.table.setFocus()
    page.table.selectRow(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.current is window.page("leads"))


def test_a_key_figure_opens_the_funnel(show, window, qtbot):
    page = show("today")
    qtbot.mouseClick(page.kpis.rates["won"], Qt.MouseButton.LeftButton)
    assert window.current is window.page("funnel")


def test_verdict_and_band_are_whole_in_the_least_window(show, window, qtbot):
    page = show("today")
    cards = (page.kpis.sal, *page.kpis.rates.values())
    for width in (2200, window.minimumWidth()):
        window.resize(width, 700)
        qtbot.waitUntil(lambda: all(card.note.text() == card.note.text_whole() for card in cards))
        qtbot.waitUntil(lambda: len({card.height() for card in cards}) == 1)


def test_with_nobody_to_call_the_sentence_stands_below_its_heading(show, qtbot):
    page = show("today")
    page.today = replace(page.today, to_call=(), first=())
    page._show_candidates(page.today)
    qtbot.waitUntil(lambda: 0 < page.nobody.y() - page.who.y() < 80)


def test_a_stage_nobody_recorded_has_no_figure(show):
    page = show("today")
    card = page.kpis.rates["sal"]
    assert card.figure.text() == "–"
    assert card.chip.text() == "Not recorded yet"


def test_without_data_it_offers_the_sample(open_desk):
    desk = open_desk(None)
    desk.window.go("today")
    assert desk.window.page("today").empty is not None
