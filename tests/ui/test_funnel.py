"""The funnel page as people use it: look, split, click, save."""

from PySide6.QtCore import QPoint, Qt

from funneldesk.operations.by_hand import decide, hand_over, legs_of_store
from funneldesk.operations.scoring import find_leads
from funneldesk.operations.stores import open_store
from tests.ui.conftest import TODAY, settle


def _choose(qtbot, box, data):
    """Choose an entry of a combo box by keyboard, as a person would."""
    box.setFocus()
    place = box.findData(data)
    assert place >= 0, data
    qtbot.keyClick(box, Qt.Key.Key_Home)
    for _step in range(place):
        qtbot.keyClick(box, Qt.Key.Key_Down)
    box.activated.emit(box.currentIndex())


def test_the_funnel_of_the_company_is_on_the_page(show):
    page = show("funnel")
    counts = {stage.stage: stage.count for stage in page.view.funnel.stages}
    assert counts["lead"] == 40
    assert counts["deal"] == 6
    assert counts["won"] == 3
    assert page.banner.sentence.text()
    shown = [page.stages.model.index(row, 1).data() for row in range(page.stages.model.rowCount())]
    assert shown[0] == "40"


def test_sales_decisions_that_nobody_recorded_are_said_not_counted_as_zero(show):
    page = show("funnel")
    sal = next(s for s in page.view.funnel.stages if s.stage == "sal")
    assert not sal.recorded
    assert sal.rate is None
    assert "SAL" in page.banner.sentence.text()


def test_a_click_on_a_bar_shows_the_people_behind_it(show, window, qtbot):
    page = show("funnel")
    point = page.picture.target_point("deal").toPoint()
    qtbot.mouseClick(page.picture, Qt.MouseButton.LeftButton, pos=QPoint(point))
    qtbot.waitUntil(lambda: window.current is window.page("leads"))


def test_bars_can_be_chosen_by_keyboard(show, window, qtbot):
    page = show("funnel")
    page.picture.setFocus()
    qtbot.keyClick(page.picture, Qt.Key.Key_Down)
    qtbot.keyClick(page.picture, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.current is window.page("leads"))


def test_split_by_source_shows_a_row_a_source(show, qtbot):
    page = show("funnel")
    _choose(qtbot, page.by, "source")
    qtbot.waitUntil(lambda: bool(page.view.funnel.groups))
    settle(qtbot, page)
    names = {page.groups.model.index(row, 0).data() for row in range(page.groups.model.rowCount())}
    assert names == {"SEO", "広告"}
    assert not page.stages.isVisible()


def test_a_row_of_the_groups_opens_its_people(show, window, qtbot):
    page = show("funnel")
    _choose(qtbot, page.by, "source")
    qtbot.waitUntil(lambda: bool(page.view.funnel.groups))
    settle(qtbot, page)
    group = page.groups.model.rows[0]
    page.groups.table.setFocus()
    page.groups.table.selectRow(0)
    qtbot.keyClick(page.groups.table, Qt.Key.Key_Return)
    leads = window.page("leads")
    qtbot.waitUntil(lambda: window.current is leads)
    assert leads.query.only is not None
    assert len(leads.query.only) == group.stages[0].count == 20


def test_a_range_without_anybody_says_so(show, qtbot):
    page = show("funnel")
    page.range.set_days(700000, 700030)
    qtbot.waitUntil(lambda: page.view.funnel.stages[0].count == 0)
    assert page.banner.sentence.text() == "No leads in this range."


def test_the_picture_is_saved_in_the_format_of_its_name(show, qtbot, tmp_path):
    page = show("funnel")
    for name, begin in (("f.png", b"\x89PNG"), ("f.svg", b"<?xml"), ("f.pdf", b"%PDF")):
        target = tmp_path / name
        page.save_picture(target)
        qtbot.waitUntil(target.exists, timeout=10000)
        qtbot.waitUntil(lambda target=target: target.name in page.banner.sentence.text())
        assert target.read_bytes().startswith(begin)


def test_without_data_the_page_says_what_to_do_next(open_desk, qtbot):
    desk = open_desk(None)
    desk.window.go("funnel")
    page = desk.window.page("funnel")
    assert page.empty is not None
    assert page.empty.title.text() == "The funnel appears here"


def test_the_acceptance_rate_is_split_into_legs_that_open_their_people(desk, show, window, qtbot):
    long_ago = TODAY.toordinal() - 100
    with open_store(desk.session.path) as store:
        for lead in find_leads(store, "yamada6@toto6.co.jp") + find_leads(store, "yamada7@toto7.co.jp"):
            hand_over(store, lead, "sales", long_ago)
        accepted, _refused = legs_of_store(store)
        decide(store, accepted.record, "accepted", long_ago)
    page = show("funnel")
    qtbot.waitUntil(lambda: len(page.stages.model.rows) == 7)
    handed, taken = (row.stage for row in page.stages.model.rows if row.is_leg)
    assert (handed.n, taken.n) == (10, handed.k)
    assert taken.k == 7  # the deals were taken up as well
    assert page.legs.text()
    page.stages.table.setFocus()
    page.stages.table.selectRow(4)
    qtbot.keyClick(page.stages.table, Qt.Key.Key_Return)
    leads = window.page("leads")
    qtbot.waitUntil(lambda: window.current is leads)
    assert len(leads.query.only) == taken.k
