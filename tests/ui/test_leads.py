"""The Leads page, as people use it: look, sort, search, see why, copy."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QPushButton

from funneldesk.domain.formats import day
from funneldesk.domain.moment import NEVER
from funneldesk.domain.scoring.explanation import tenths
from funneldesk.i18n import set_language
from funneldesk.operations.leads import LeadFigures, LeadList, LeadQuery, LeadRow
from funneldesk.operations.stores import open_store
from funneldesk.ui.pages.leads import QUALITY
from funneldesk.ui.pages.leads_model import BLOCK, WAITING, LeadsModel
from funneldesk.ui.widgets.text import Label
from tests.operations.taking import take
from tests.ui.conftest import activate

KEY = Qt.Key


def write(qtbot, field, text):
    """Type: Latin letters by keys, Japanese as an input method commits it."""
    for mark in text:
        if mark.isascii():
            qtbot.keyClicks(field, mark)
        else:
            event = QInputMethodEvent()
            event.setCommitString(mark)
            QApplication.sendEvent(field, event)


def names(page, count=None):
    """The names on screen, once their rows have arrived."""
    rows = page.model.rowCount() if count is None else count
    return [page.model.text(place, "name") for place in range(rows)]


def shown_name(page):
    """The name of the lead beside the table, once all of it stands there."""
    return page.detail.name.text() if page.detail.shown is page.detail.lead else None


@pytest.fixture
def page(show, window, qtbot):
    page = show("leads")
    qtbot.waitUntil(lambda: page.model.leads is not None and WAITING not in names(page))
    qtbot.waitUntil(lambda: page.detail.shown is not None)
    return page


def wait_for_list(qtbot, page, **query):
    def is_there():
        shown = page.model.leads.query
        return all(getattr(shown, name) == value for name, value in query.items())

    qtbot.waitUntil(is_there)
    qtbot.waitUntil(lambda: WAITING not in names(page))


def click_heading(qtbot, page, column):
    header = page.table.horizontalHeader()
    place = [c.sort for c in page.model.columns].index(column)
    x = header.sectionViewportPosition(place) + header.sectionSize(place) // 2
    qtbot.mouseClick(
        header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, header.viewport().height() // 2)
    )


def test_everybody_is_there_and_the_best_score_comes_first(page):
    scores = [float(page.model.text(place, "score")) for place in range(page.model.rowCount())]
    assert page.subtitle.text().startswith("40 leads")
    assert len(scores) == 40
    assert scores == sorted(scores, reverse=True)


def test_a_click_on_a_heading_sorts_the_greatest_first_and_again_the_other_way(page, qtbot):
    click_heading(qtbot, page, "acquired_at")
    wait_for_list(qtbot, page, sort="acquired_at", descending=True)
    assert names(page)[0] == "山田 39郎"  # acquired last
    click_heading(qtbot, page, "acquired_at")
    wait_for_list(qtbot, page, sort="acquired_at", descending=False)
    assert names(page)[0] == "山田 0郎"
    assert page.model.headerData(4, Qt.Orientation.Horizontal).endswith("↑")


def test_names_begin_with_the_first_letter(page, qtbot):
    click_heading(qtbot, page, "name")
    wait_for_list(qtbot, page, sort="name", descending=False)
    assert names(page) == sorted(names(page))


def test_typing_searches_and_the_keyboard_goes_on_to_the_people(page, qtbot):
    write(qtbot, page.search, "東都12")
    wait_for_list(qtbot, page, text="東都12")
    assert names(page) == ["山田 12郎"]
    qtbot.keyClick(page.search, KEY.Key_Down)
    assert page.window().focusWidget() is page.table
    qtbot.waitUntil(lambda: shown_name(page) == "山田 12郎")


def test_two_words_must_both_fit_and_blanks_in_names_do_not_matter(page, qtbot):
    write(qtbot, page.search, "山田7郎 toto7.co")
    wait_for_list(qtbot, page, text="山田7郎 toto7.co")
    assert names(page) == ["山田 7郎"]


def test_nobody_fits_is_said_and_escape_brings_everybody_back(page, qtbot):
    write(qtbot, page.search, "いない人")
    wait_for_list(qtbot, page, text="いない人")
    assert page.nothing.isVisible()
    assert not page.detail.isVisible()
    qtbot.keyClick(page.search, KEY.Key_Escape)
    wait_for_list(qtbot, page, text="")
    assert not page.nothing.isVisible()
    assert page.model.rowCount() == 40


def test_ctrl_f_puts_the_cursor_into_the_search(page, window, qtbot):
    page.table.setFocus()
    activate(qtbot, window)
    qtbot.keyClick(page.table, KEY.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.focusWidget() is page.search


def test_given_people_are_shown_with_a_name_that_a_click_takes_away(page, window, qtbot):
    chosen = [int(page.model.leads.figures.ids[place]) for place in (3, 5, 7)]
    window.go("leads", ids=chosen, title="Became MQL: 3 people")
    wait_for_list(qtbot, page, only=tuple(chosen))
    assert page.model.rowCount() == 3
    assert page.only.text().startswith("Became MQL: 3 people")
    qtbot.mouseClick(page.only, Qt.MouseButton.LeftButton)
    wait_for_list(qtbot, page, only=None)
    assert not page.only.isVisible()
    assert page.model.rowCount() == 40


def test_one_lead_is_found_among_all(page, window, qtbot):
    last = page.model.lead_at(39)
    window.go("leads", lead=last)
    qtbot.waitUntil(lambda: page.detail.shown.id == last)
    assert page.table.currentIndex().row() == 39


def test_only_candidates_are_shown_when_asked_for(page, window, qtbot):
    window.go("leads", candidates=True)
    wait_for_list(qtbot, page, show="candidates")
    assert page.model.rowCount() == page.model.leads.candidates > 0
    assert page.show_choice.value == "candidates"


def test_the_detail_explains_the_score_and_says_where_everything_comes_from(page, window, qtbot):
    write(qtbot, page.search, "山田0郎")
    wait_for_list(qtbot, page, text="山田0郎")
    qtbot.waitUntil(lambda: shown_name(page) == "山田 0郎")
    lead = page.detail.shown
    total = tenths(lead.explanation.total)
    assert sum(bar.points for bar in page.detail.bars.bars) == pytest.approx(total)
    assert f"{total:.1f}" in page.detail.score.text()
    assert page.model.text(0, "score") == f"{lead.explanation.total:.0f}"
    lines = page.detail.timeline.lines
    assert any("Seminar attendance" in line and "原価管理セミナー" in line for line in lines)
    assert any("Deal won" in line for line in lines)
    assert [stage.reached for stage in lead.stages] == [True] * 5
    company = lead.values["company"]
    assert (company.file_name, company.row) == ("リード一覧.csv", 2)


def test_what_is_missing_to_the_threshold_is_said(page, qtbot):
    write(qtbot, page.search, "山田30郎")
    wait_for_list(qtbot, page, text="山田30郎")
    qtbot.waitUntil(lambda: shown_name(page) == "山田 30郎")
    assert page.detail.missing.isVisible()
    assert page.detail.missing.text().count("\n") + 1 == min(3, len(page.detail.shown.explanation.missing))


def test_each_activity_has_its_bar_with_day_weight_and_decay(page, window, qtbot):
    write(qtbot, page.search, "山田0郎")
    wait_for_list(qtbot, page, text="山田0郎")
    qtbot.waitUntil(lambda: shown_name(page) == "山田 0郎")
    explanation = page.detail.shown.explanation
    qtbot.mouseClick(page.detail.each, Qt.MouseButton.LeftButton)
    bars = page.detail.bars.bars
    assert len(bars) == len(explanation.lines)
    assert sum(bar.points for bar in bars) == pytest.approx(tenths(explanation.total))
    for bar, line in zip(bars, explanation.lines, strict=True):
        assert line.event in bar.detail
        if line.day is not None:
            assert bar.date == day(line.day)
            assert f"{line.weight:g} × {line.decay:.2f}" in bar.detail
    qtbot.mouseClick(page.detail.each, Qt.MouseButton.LeftButton)
    assert all(not bar.detail for bar in page.detail.bars.bars)


def test_the_arrow_keys_walk_from_person_to_person(page, qtbot):
    page.table.setFocus()
    qtbot.keyClick(page.table, KEY.Key_Down)
    second = page.model.lead_at(1)
    qtbot.waitUntil(lambda: page.detail.shown.id == second)


def test_chosen_people_paste_into_excel(page, qtbot):
    QApplication.clipboard().clear()  # others copied two lines as well
    page.table.setFocus()
    qtbot.keyClick(page.table, KEY.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page.table, KEY.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page.table, KEY.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QApplication.clipboard().text().count("\r\n") == 2)
    heading, first, _second = QApplication.clipboard().text().split("\r\n")
    assert heading.split("\t")[:2] == ["Name", "Company"]
    assert first.split("\t")[0] == names(page)[0]


def test_the_page_speaks_japanese(open_desk, company_store, qtbot):
    set_language("ja")
    window = open_desk(company_store).window
    window.go("leads")
    page = window.page("leads")
    qtbot.waitUntil(lambda: page.detail.shown is not None)
    assert page.subtitle.text().startswith("40人")
    headings = [page.model.headerData(c, Qt.Orientation.Horizontal) for c in range(page.model.columnCount())]
    assert headings[:2] == ["氏名", "会社名"]
    assert "点" in page.detail.score.text()


def test_without_any_data_the_page_says_what_to_do(open_desk, qtbot):
    window = open_desk(None).window
    window.go("leads")
    assert window.page("leads").empty is not None


def made_list(count):
    """A list of so many leads, nothing computed from anything."""
    ids = np.arange(1, count + 1, dtype=np.int64)
    zeros = np.zeros(count, np.int32)
    no = np.zeros(count, bool)
    figures = LeadFigures(
        740000, ids, zeros + 1500, zeros.astype(np.int8), zeros + NEVER, zeros + 739000, no, no, zeros, zeros
    )
    return LeadList(LeadQuery(), ids, np.arange(count, dtype=np.int32), figures, count, 0)


def test_of_a_million_rows_only_what_is_looked_at_is_fetched(qtbot):
    asked = []
    model = LeadsModel(lambda ids, done: asked.append((ids, done)))
    model.show_leads(made_list(1_000_000))
    assert model.rowCount() == 1_000_000
    assert model.text(999_999, "name") == WAITING
    assert model.text(999_998, "company") == WAITING
    (ids, done), *more = asked
    assert not more
    assert ids[-1] == 1_000_000
    assert len(ids) <= BLOCK
    with qtbot.waitSignal(model.dataChanged):
        done({i: LeadRow(i, f"Name {i}", "", "", "", None, None) for i in ids})
    assert model.text(999_999, "name") == "Name 1000000"


def test_rows_that_arrive_for_an_older_list_are_dropped():
    asked = []
    model = LeadsModel(lambda ids, done: asked.append((ids, done)))
    model.show_leads(made_list(300))
    model.text(0, "name")
    model.show_leads(made_list(10))
    ids, done = asked[0]
    done({i: LeadRow(i, "Old", "", "", "", None, None) for i in ids})
    assert model.text(0, "name") == WAITING


def test_the_model_keeps_qt_s_rules(qtbot):
    model = LeadsModel(lambda _ids, _done: None)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show_leads(made_list(600))
    model.show_leads(made_list(3))
    assert tester.model() is model


@pytest.fixture
def quality(page, qtbot):
    """The data quality of forty people, five of whom have no source and one no mail, once it is there."""
    with open_store(page.session.path) as store:
        rows = [{"name": f"名刺 {n}", "company": f"名刺社 {n}", "phone": f"03-0000-000{n}"} for n in range(5)]
        take(store, "leads", [*rows[:4], {"name": "誰か", "company": "どこか"}], system="cards")
    page.session.changed.emit()
    qtbot.mouseClick(page.tabs, Qt.MouseButton.LeftButton, pos=page.tabs.tabRect(QUALITY).center())
    qtbot.waitUntil(lambda: page.quality is not None and page.quality.quality is not None)
    qtbot.waitUntil(lambda: page.quality.quality.about == 45)
    return page.quality


def test_data_quality_says_what_to_fix_first_and_shows_the_people(page, quality, qtbot):
    assert quality.banner.sentence.text()
    place = next(n for n, r in enumerate(quality.rules.rows) if r.state.fields == ("source",))
    index = quality.rules.index(place, 2)
    assert index.data() == "5 / 45"
    where = quality.rules_table.visualRect(index).center()
    qtbot.mouseClick(quality.rules_table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert page.tabs.currentIndex() == 0
    wait_for_list(qtbot, page, only=tuple(quality.quality.leads(quality.rules.rows[place].state.places)))
    assert len(page.model.leads.ids) == 5
    assert "lead source" in page.only.text().casefold()


def test_who_cannot_be_reached_is_one_click_away(page, quality, qtbot):
    assert quality.no_contact.link.text() == "1"
    assert not quality.opted_out.link.isEnabled()
    qtbot.mouseClick(quality.no_contact.link, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(page.model.leads.ids) == 1)
    qtbot.waitUntil(lambda: names(page) == ["誰か"])


def test_reasons_the_book_does_not_name_are_one_click_from_their_people(page, quality, qtbot):
    assert not quality.reasons.isVisible()
    with open_store(page.session.path) as store:
        given = [("yamada1@toto1.co.jp", "予算なし"), ("yamada2@toto2.co.jp", "時期尚早")]
        rows = [
            {"email": email, "handed_at": "2026-04-01", "decision": "rejected", "reason": reason}
            for email, reason in given
        ]
        take(store, "handovers", rows)
    page.session.changed.emit()
    qtbot.waitUntil(quality.reasons.isVisible)
    (link,) = quality.reasons.findChildren(QPushButton)
    (words,) = [label.text() for label in quality.reasons.findChildren(Label) if "予算なし" in label.text()]
    assert words.startswith(
        "Of 2 people turned down for a reason, 1 has one the definition book does not name"
    )
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(page.model.leads.ids) == 1)


def test_the_lists_with_their_broken_rules_are_named(page, quality, qtbot):
    lists = {group.newest.file_name: group for group in quality.lists.rows}
    assert len(lists["leads.xlsx"].broken) == 5
    quality.lists_table.selectRow(list(lists).index("leads.xlsx"))
    qtbot.keyClick(quality.lists_table, KEY.Key_Return)
    wait_for_list(qtbot, page, only=tuple(quality.quality.leads(lists["leads.xlsx"].broken)))


def test_the_tab_is_asked_for_by_name(show, window, qtbot):
    page = show("leads", quality=True)
    qtbot.waitUntil(lambda: page.quality is not None and page.quality.quality is not None)
    assert page.tabs.currentIndex() == QUALITY
    assert not page.search.isVisible()
    show("leads", find=True)
    assert page.search.isVisible()


def test_possible_duplicates_are_counted_and_open_their_page(page, quality, qtbot):
    qtbot.waitUntil(lambda: not page.is_loading)
    assert quality.pairs.link.text() == "0"
    quality.show_duplicates(3)
    assert quality.pairs.link.text() == "3"
    qtbot.mouseClick(quality.pairs.link, Qt.MouseButton.LeftButton)
    window = page.window()
    assert window.current is window.page("duplicates")


def test_another_order_comes_with_the_rows_that_are_seen_first(page, qtbot):
    seen = []
    page.model.modelReset.connect(lambda: seen.append([page.model.text(place, "name") for place in range(5)]))
    before = page.model.lead_at(0)
    page.model.sort(page.model.names.index("name"))
    qtbot.waitUntil(lambda: bool(seen) and not page.is_loading)
    assert page.model.lead_at(0) != before
    assert len(seen) == 1
    assert WAITING not in seen[0]
