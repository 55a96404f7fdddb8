"""The funnel page as people use it: look, split, click, save."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt

from funneldesk.domain.funnel.funnel import Bottleneck
from funneldesk.operations.by_hand import decide, hand_over
from funneldesk.operations.legs import legs_of_store
from funneldesk.operations.scoring import find_leads
from funneldesk.operations.stores import open_store
from funneldesk.ui.navigation import PageEntry
from tests.operations.taking import take
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
    funnel = page.view.funnel
    nobody = replace(funnel, stages=tuple(replace(one, count=0) for one in funnel.stages))
    page.stages.show_funnel(nobody, {}, page.session.colours)
    place = [stage.stage for stage in funnel.stages].index("sal")
    assert [page.stages.model.index(row, 1).data() for row in (0, place)] == ["0", "–"]


def test_leads_without_a_date_are_told_where_a_range_leaves_them_out(desk, show, qtbot):
    with open_store(desk.session.path) as store:
        take(store, "leads", [{"email": f"u{n}@nowhen.co.jp", "name": f"人{n}"} for n in range(3)])
    page = show("funnel")
    page.refresh()
    told = "3 leads without an acquisition date are in no range; “Everything” shows them too."
    qtbot.waitUntil(lambda: told in page.banner.sentence.text())
    assert page.view.funnel.stages[0].count == 40
    _choose(qtbot, page.range, "all")
    qtbot.waitUntil(lambda: page.view.funnel.stages[0].count == 43)
    assert "in no range" not in page.banner.sentence.text()


def test_a_click_on_a_bar_shows_the_people_behind_it(show, window, qtbot):
    page = show("funnel")
    point = page.picture.target_point("deal:count").toPoint()
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


def click_cell(qtbot, numbers, row, heading):
    """Click the cell of a row under a heading."""
    column = next(c for c, one in enumerate(numbers.model.columns) if one.heading == heading)
    index = numbers.model.index(row, column)
    numbers.table.scrollTo(index)
    point = numbers.table.visualRect(index).center()
    qtbot.mouseClick(numbers.table.viewport(), Qt.MouseButton.LeftButton, pos=point)


def people_shown(qtbot, window):
    leads = window.page("leads")
    qtbot.waitUntil(lambda: window.current is leads and not leads.is_loading)
    return leads.query.only


def test_a_click_on_a_number_of_the_table_shows_its_people_and_a_hover_its_formula(show, window, qtbot):
    page = show("funnel")
    deal = next(s for s in page.view.funnel.stages if s.stage == "deal")
    for heading, count in (
        ("%", deal.k),
        ("k of n", deal.n),
        ("Count", deal.count),
        ("Of all leads", deal.whole_way.k),
    ):
        click_cell(qtbot, page.stages, 3, heading)
        assert len(people_shown(qtbot, window)) == count, heading
        show("funnel")
    tips = {c.heading: c.tip(page.stages.model.rows[3]) for c in page.stages.model.columns if c.tip}
    assert f"those who became Deal ({deal.k}) ÷ MQL ({deal.n})" in tips["%"]
    assert "÷ Lead (" in tips["Of all leads"]


def test_numbers_of_groups_open_by_click_and_by_keyboard_in_table_and_picture(show, window, qtbot):
    page = show("funnel")
    _choose(qtbot, page.by, "source")
    qtbot.waitUntil(lambda: bool(page.view.funnel.groups))
    settle(qtbot, page)
    assert page.pictures_card.isVisible()
    mql = page.groups.model.rows[0].stages[1]
    click_cell(qtbot, page.groups, 0, "MQL rate")
    assert len(people_shown(qtbot, window)) == mql.k
    show("funnel")
    page.groups.table.setFocus()
    page.groups.table.setCurrentIndex(page.groups.model.index(0, 2))
    qtbot.keyClick(page.groups.table, Qt.Key.Key_Return)
    assert len(people_shown(qtbot, window)) == mql.k
    show("funnel")
    qtbot.waitUntil(lambda: page.pictures.is_drawn)
    point = page.pictures.target_point("0:mql:count").toPoint()
    qtbot.mouseClick(page.pictures, Qt.MouseButton.LeftButton, pos=QPoint(point))
    assert len(people_shown(qtbot, window)) == mql.count
    assert page.view.funnel.groups[0].value in window.page("leads").only.text()


def test_the_month_and_its_people(show, window, qtbot):
    page = show("funnel")
    assert page.month_said.text()
    lead = page.view.month.outlooks[0]
    qtbot.mouseClick(page.month, Qt.MouseButton.LeftButton, pos=page.month.target_point("lead").toPoint())
    assert len(people_shown(qtbot, window)) == lead.count
    month = page.view.trend.groups[-1].value
    show("funnel")
    point = page.trend.target_point(f"mql:{month}").toPoint()
    qtbot.mouseClick(page.trend, Qt.MouseButton.LeftButton, pos=point)
    assert len(people_shown(qtbot, window)) == page.view.trend.groups[-1].stages[1].k


def test_by_owner_only_where_it_was_switched_on(show, session, qtbot):
    page = show("funnel")
    assert page.by.findData("owner") == -1
    settings = show("settings")
    qtbot.mouseClick(
        settings.by_owner, Qt.MouseButton.LeftButton, pos=QPoint(10, settings.by_owner.height() // 2)
    )
    page = show("funnel")
    qtbot.waitUntil(lambda: page.by.findData("owner") > 0)
    _choose(qtbot, page.by, "owner")
    qtbot.waitUntil(lambda: bool(page.view.funnel.groups))
    assert page.view.funnel.groups[0].by == "owner"
    session.settings.setValue("split_by_owner", "false")
    session.changed.emit()
    qtbot.waitUntil(lambda: not page.view.funnel.groups)
    assert page.by.value == ""


def test_a_bottleneck_leads_to_its_causes_once_there_is_such_a_page(show, monkeypatch):
    page = show("funnel")
    stages = page.view.funnel.stages
    lost = Bottleneck("deal", "mql", 0.1, 0.2, 1.0, 0.5, 1.5)
    sure = replace(
        page.view,
        funnel=replace(
            page.view.funnel, bottleneck=lost, stages=tuple(replace(s, recorded=True) for s in stages)
        ),
    )
    went = []
    monkeypatch.setattr(page, "navigate", went.append)
    monkeypatch.setattr("funneldesk.ui.pages.funnel.TABS", ())
    page._show_headline(sure)
    assert not page.banner.link.isVisible()
    monkeypatch.setattr("funneldesk.ui.pages.funnel.TABS", (PageEntry("why", "", "", ""),))
    page._show_headline(sure)
    page.banner.link.click()
    assert went == ["why"]


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
