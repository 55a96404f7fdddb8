"""The tab 対応スピード as people use it."""

from PySide6.QtCore import QPoint, Qt

from funneldesk.operations.by_hand import called, contacted, decide, hand_over
from funneldesk.operations.legs import legs_of_store
from funneldesk.operations.scoring import find_leads
from funneldesk.operations.stores import open_store
from tests.ui.conftest import TODAY, settle


def _enter(store_path):
    """Hand three over to sales, reach one of them, and call one who took the guide."""
    as_of = TODAY.toordinal()
    with open_store(store_path) as store:
        ids = [find_leads(store, f"yamada{i}@toto{i}.co.jp")[0] for i in (6, 7, 8)]
        for lead in ids:
            hand_over(store, lead, "sales", as_of - 110)
        leg = next(leg for leg in legs_of_store(store) if leg.lead == ids[0])
        contacted(store, leg.record, as_of - 107)
        decide(store, leg.record, "accepted", as_of - 106)
        [lead] = find_leads(store, "yamada9@toto9.co.jp")
        called(store, lead, as_of - 170, reached=False)


def _opened(window, qtbot):
    leads = window.page("leads")
    qtbot.waitUntil(lambda: window.current is leads and leads.query.only is not None)
    return leads.query.only


def test_without_contacts_it_says_what_to_import_and_the_stages_can_be_seen(show, window, qtbot):
    page = show("timing")
    assert page.tabs.tabText(page.tabs.currentIndex()) == "Speed of contact"
    assert page.banner.sentence.text().startswith("No call, meeting or other contact is recorded yet.")
    assert not page.speed_card.isVisible()
    assert not page.answer_card.isVisible()
    assert page.more.is_open  # it is all there is to see
    assert {target.key for target in page.curves.targets} == {"lead>mql", "mql>deal", "deal>won"}
    waiting = next(one for one in page.timing.waits if one.stage == "won").wait
    point = page.curves.target_point("deal>won").toPoint()
    qtbot.mouseClick(page.curves, Qt.MouseButton.LeftButton, pos=QPoint(point))
    assert len(_opened(window, qtbot)) == waiting.entrants - waiting.reached == 3


def test_buckets_groups_and_handovers_open_their_people(desk, show, window, qtbot, tmp_path):
    _enter(desk.session.path)
    page = show("timing")
    people = [row.bucket.deals.n for row in page.buckets.model.rows]
    assert people == [0, 1, 0, 1, 0, 8]
    in_table = [page.buckets.model.index(row, 1).data() for row in range(6)]
    assert in_table == [str(n) for n in people]
    assert page.banner.sentence.text().startswith("Contacted within 7 days:")
    assert not page.owners.isVisible()
    assert not page.more.is_open
    page.more.button.setFocus()
    qtbot.keyClick(page.more.button, Qt.Key.Key_Space)
    settle(qtbot, page)
    assert "contact" in {target.key for target in page.curves.targets}
    # A bar, by keyboard.
    page.picture.setFocus()
    for _step in range(6):
        qtbot.keyClick(page.picture, Qt.Key.Key_Down)
    qtbot.keyClick(page.picture, Qt.Key.Key_Return)
    assert len(_opened(window, qtbot)) == people[5]
    # A row of the hand-overs.
    page = show("timing")
    answer = page.answers.model.rows[0]
    assert (answer.side, answer.what, answer.wait.entrants, answer.wait.reached) == ("sales", "contact", 3, 1)
    page.answers.table.setFocus()
    page.answers.table.selectRow(0)
    qtbot.keyClick(page.answers.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(window.page("leads").query.only or ()) == 2)
    # By person only when asked for.
    page = show("timing")
    assert page.by.findData("owner") == -1, "off until somebody switches it on in the settings"
    page.session.settings.setValue("split_by_owner", "true")
    page.session.changed.emit()
    page.by.setCurrentIndex(page.by.findData("owner"))
    page.by.activated.emit(page.by.currentIndex())
    qtbot.waitUntil(page.owners.isVisible)
    settle(qtbot, page)
    assert "process, not the person" in page.owners.text()
    page.groups.table.selectRow(0)
    qtbot.keyClick(page.groups.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(window.page("leads").query.only or ()) == page.timing.triggers)
    # The picture.
    page = show("timing")
    page.save_picture(tmp_path / "t.svg")
    qtbot.waitUntil(lambda: "t.svg" in page.banner.sentence.text())
    assert (tmp_path / "t.svg").read_bytes().startswith(b"<?xml")


def test_without_data_the_page_says_what_to_do_next(open_desk):
    desk = open_desk(None)
    desk.window.go("timing")
    page = desk.window.page("timing")
    assert page.empty is not None
    assert page.empty.title.text() == "How soon people are contacted appears here"
