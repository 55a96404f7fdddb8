"""The leads of a publication: searched as one types, sorted, filtered, read in blocks as they come into view."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from funneldesk.domain.team.publication import Publication, table_named
from funneldesk.domain.team.team_views import SharedView, encoded
from funneldesk.operations.publication import gather_publication
from funneldesk.operations.stores import create_store
from funneldesk.share.publication_file import write_publication
from funneldesk.ui.member.leads_model import BLOCK, WAITING
from tests.ui.conftest import TODAY, settle
from tests.ui.member.driving import FakeTeam
from tests.ui.typing import write


@pytest.fixture
def page(show):
    return show("leads")


def _texts(page, name):
    column = page.model.names.index(name)
    return [page.model.index(row, column).data() for row in range(page.model.rowCount())]


def test_everybody_is_there_the_highest_score_first(page):
    assert page.count.text() == "40人"
    scores = [float(text) for text in _texts(page, "score")]
    assert scores == sorted(scores, reverse=True)
    assert "対応中の引き渡しだけ" in page.banner.sentence.text()


def test_the_table_is_a_sound_model(page):
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.ask()


def test_what_is_typed_is_searched_for(page, window, qtbot):
    qtbot.keyClick(window, "f", Qt.KeyboardModifier.ControlModifier)
    assert page.search.hasFocus()
    write(page.search, "東都12")
    qtbot.waitUntil(lambda: page.count.text() == "1人")
    assert _texts(page, "company") == ["株式会社東都12"]
    qtbot.keyClick(page.search, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: page.count.text() == "11人")


def test_nobody_fits_is_said(page, qtbot):
    write(page.search, "どこにもない")
    qtbot.waitUntil(page.none.isVisible)
    assert not page.table.isVisible()


def test_a_click_on_a_heading_sorts(page, qtbot):
    header = page.table.horizontalHeader()
    column = page.model.names.index("company")
    place = header.sectionViewportPosition(column) + 20
    qtbot.mouseClick(
        header.viewport(), Qt.MouseButton.LeftButton, pos=header.viewport().rect().topLeft() + _at(place)
    )
    qtbot.waitUntil(lambda: page.model.query.sort == "company")
    companies = _texts(page, "company")
    assert companies == sorted(companies, reverse=page.model.query.descending)
    assert page.model.headerData(column, Qt.Orientation.Horizontal, 0)[-1] in "↑↓"


def _at(x):
    from PySide6.QtCore import QPoint

    return QPoint(x, 10)


def test_stages_and_candidates_are_filters(page, qtbot):
    page.stage.setFocus()
    place = page.stage.findData("won")
    page.stage.setCurrentIndex(place)
    page.stage.activated.emit(place)
    qtbot.waitUntil(lambda: page.count.text() == "3人")
    assert set(_texts(page, "stage")) == {"受注"}
    page.stage.setCurrentIndex(0)
    page.stage.activated.emit(0)
    page.candidates.setFocus()
    qtbot.keyClick(page.candidates, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.model.query.only_candidates)


def _choose(box, name, qtbot):
    """Choose by the keyboard what begins with a name."""
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Home)
    while box.currentText() != name:
        before = box.currentIndex()
        qtbot.keyClick(box, Qt.Key.Key_Down)
        assert box.currentIndex() > before


def test_without_saved_views_there_is_nothing_to_choose(page):
    assert not page.views.isVisible()


def test_saved_views_of_whoever_publishes_can_be_chosen(tmp_path, open_member, qtbot):
    views = [
        SharedView(
            "古い会社",
            values={"company": ("株式会社000001", "株式会社000002")},
            sort="company",
            descending=False,
        ),
        SharedView("候補", "candidates"),
    ]
    team = FakeTeam(_many(tmp_path, 9, views))
    window = open_member(team)
    window.go("leads")
    page = window.current
    settle(qtbot, page)
    assert page.views.isVisible()
    write(page.search, "00000")
    _choose(page.views, "古い会社", qtbot)
    qtbot.waitUntil(lambda: _texts(page, "company") == ["株式会社000001", "株式会社000002"])
    assert not page.search.text()
    _choose(page.views, "候補", qtbot)
    qtbot.waitUntil(lambda: page.count.text() == "0人")
    assert page.candidates.isChecked()
    # The next publication has no such view any more: everybody is there again.
    (tmp_path / "newer").mkdir()
    team.copy, team.seq = _many(tmp_path / "newer", 5, views[:1]), 2
    window.session.look_again()
    qtbot.waitUntil(lambda: page.count.text() == "5人")
    assert page.views.currentIndex() == 0
    assert not page.candidates.isChecked()


def test_a_saved_view_brings_ranges_columns_and_widths(tmp_path, open_member, qtbot):
    view = SharedView(
        "5点以上",
        sort="company",
        descending=False,
        ranges={"score": "5〜"},
        columns=("score", "company", "stage"),
        widths={"score": 143},
    )
    window = open_member(FakeTeam(_many(tmp_path, 9, [view])))
    window.go("leads")
    page = window.current
    settle(qtbot, page)
    every = list(page.model.names)
    own = ("person", "stage", "company")
    page.columns.choose(own)
    qtbot.waitUntil(lambda: tuple(page.model.names) == own)
    _choose(page.views, "5点以上", qtbot)
    qtbot.waitUntil(lambda: page.count.text() == "4人")
    assert page.model.names == ["person", "score", "company", "stage"]
    assert page.table.columnWidth(1) == 143
    assert [button.property("said") for button in page.standing.buttons] == ["スコア：5〜"]
    assert page.filters.header.fields[1].text() == "5〜"
    assert _texts(page, "company") == [f"株式会社{number:06}" for number in range(5, 9)]
    # Her own columns are there again without it.
    _choose(page.views, page.views.itemText(0), qtbot)
    qtbot.waitUntil(lambda: tuple(page.model.names) == own)
    assert page.count.text() == "9人"
    page.columns.choose(())
    qtbot.waitUntil(lambda: page.model.names == every)


def test_contact_data_has_no_columns_where_nobody_is_named(copies, open_member, qtbot):
    window = open_member(FakeTeam(copies("masked"), level="masked"))
    window.go("leads")
    settle(qtbot, window.current)
    assert not {"person", "email", "phone"} & set(window.current.model.names)
    assert "公開されていません" in window.current.banner.sentence.text()


def test_lines_out_of_sight_are_read_when_they_come_into_view(copies, open_member, tmp_path, qtbot):
    window = open_member(FakeTeam(_many(tmp_path, 3 * BLOCK)))
    window.go("leads")
    page = window.current
    settle(qtbot, page)
    assert page.model.rowCount() == 3 * BLOCK
    last = page.model.index(3 * BLOCK - 1, page.model.names.index("company"))
    assert last.data() == WAITING
    qtbot.keyClick(page.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: last.data() == "株式会社000000")


def _many(folder, count, views=()):
    """Return a publication of many leads, the score of each one higher than that of the one before."""
    names = [column.name for column in table_named("leads").columns]
    about = {"level": "contact", "as_of": TODAY.isoformat(), "language": "ja", "views": encoded(views)}
    leads = []
    for number in range(count):
        cells = dict.fromkeys(names)
        cells |= {
            "lead": number + 1,
            "company": f"株式会社{number:06}",
            "score": float(number),
            "stage": "lead",
        }
        cells |= {"is_candidate": 0, "is_excluded": 0}
        leads.append(tuple(cells.values()))
    rows = {"leads": leads, "about": [(key, value, key, value) for key, value in about.items()]}
    path = folder / "many.sqlite"
    write_publication(path, Publication("contact", TODAY.toordinal(), "ja", rows))
    return path


def test_a_publication_without_anybody_says_what_will_stand_here(open_member, tmp_path, qtbot):
    with create_store(tmp_path / "empty.db", "ja") as store:
        write_publication(tmp_path / "empty.sqlite", gather_publication(store, "contact", TODAY.toordinal()))
    window = open_member(FakeTeam(tmp_path / "empty.sqlite"))
    for page_id in ("leads", "contents"):
        window.go(page_id)
        settle(qtbot, window.current)
        qtbot.waitUntil(lambda: window.current.empty is not None)
        assert "公開" in window.current.empty.text.text()
