"""The tab of causes as people use it: compare, look, ask for the people of either range, save."""

from datetime import timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog

from funneldesk.domain.funnel.periods import Period
from funneldesk.operations.stores import open_store
from tests.operations.taking import take
from tests.ui.conftest import TODAY, settle

#: Leads 0 to 19 came 200 to 181 days ago, 20 to 39 later; 0 to 5 have deals.
EARLIER = Period(TODAY.toordinal() - 200, TODAY.toordinal() - 197)
LATER = Period(TODAY.toordinal() - 196, TODAY.toordinal() - 181)
NOBODY = Period(TODAY.toordinal() - 400, TODAY.toordinal() - 390)


def compare(qtbot, page, before, after, target="deal"):
    page.asked = target
    page.comparison.set_periods(before, after)
    settle(qtbot, page)


def offered(page):
    return [action.text() for action in page.people.actions()]


def test_a_comparison_from_the_sentence_to_the_people(show, window, qtbot, tmp_path):
    page = show("why")
    compare(qtbot, page, EARLIER, LATER)
    assert "Deal went from 4 to 2 (−2)." in page.banner.sentence.text()
    assert page.target.value == "deal"
    assert [target.key for target in page.way.targets] == ["before", "lead", "mql", "deal", "after"]
    # A bar offers the people of both ranges, a rate also those who did not come through.
    qtbot.mouseClick(page.way, Qt.MouseButton.LeftButton, pos=page.way.target_point("deal").toPoint())
    assert [text.partition(": ")[2] for text in offered(page)] == [
        "Deal", "Deal", "MQL, not Deal", "MQL, not Deal",
    ]  # fmt: skip
    page.people.close()
    page.way.setFocus()
    qtbot.keyClick(page.way, Qt.Key.Key_Down)
    qtbot.keyClick(page.way, Qt.Key.Key_Return)
    assert page.people.isVisible()
    assert len(offered(page)) == 1  # the bar of the side before
    qtbot.keyClick(page.people, Qt.Key.Key_Down)
    qtbot.keyClick(page.people, Qt.Key.Key_Return)
    leads = window.page("leads")
    qtbot.waitUntil(lambda: window.current is leads)
    assert len(leads.query.only) == 4


def test_segments_as_a_picture_and_a_table(show, window, qtbot):
    page = show("why")
    compare(qtbot, page, EARLIER, LATER)
    rows = page.table.model.rows
    assert {row.value for row in rows} == {"SEO", "広告"}
    assert sum(row.total for row in rows) == -2
    headings = [page.table.model.headerData(n, Qt.Orientation.Horizontal) for n in range(8)]
    assert headings == [
        "Lead source", "Lead", "Deal", "Up or down", "Number of leads", "Mix", "Rates", "The rate that did most",
    ]  # fmt: skip
    page.by.setFocus()
    qtbot.keyClick(page.by, Qt.Key.Key_End)
    page.by.activated.emit(page.by.currentIndex())
    settle(qtbot, page)
    assert [row.value for row in page.table.model.rows] == ["製造業"]
    page.table.table.setFocus()
    page.table.table.selectRow(0)
    qtbot.keyClick(page.table.table, Qt.Key.Key_Return)
    assert len(offered(page)) == 4
    last = page.people.actions()[-1]
    assert last.text().startswith("製造業, ")
    page.people.close()
    last.trigger()
    leads = window.page("leads")
    qtbot.waitUntil(lambda: window.current is leads)
    assert len(leads.query.only) == 16


def test_what_cannot_be_said_is_said_and_the_controls_stay(show, qtbot):
    page = show("why")
    compare(qtbot, page, NOBODY, LATER)
    assert "Nobody was acquired in the range before" in page.banner.sentence.text()
    assert not page.way_card.isVisible()
    assert not page.segments_card.isVisible()
    assert page.comparison.isVisible()
    page.target.set_value("sal")
    page.target.chosen.emit("sal")
    qtbot.waitUntil(lambda: page.view.target == "sal")
    assert page.banner.sentence.text().startswith("Sales decisions not recorded yet: nothing can be said")
    assert page.banner.link.text() == "Import a list"
    compare(qtbot, page, EARLIER, LATER, "lead")
    assert page.way_card.isVisible()


def test_young_leads_are_warned_of_and_both_sides_can_have_the_same_age(desk, show, qtbot):
    """Four took the guide five days ago: the book gives an MQL ninety days to become a deal."""
    with open_store(desk.session.path) as store:
        day = (TODAY - timedelta(days=5)).isoformat()
        mails = [f"new{n}@new.example" for n in range(4)]
        take(store, "leads", [{"email": mail, "acquired_at": day} for mail in mails])
        done = {"occurred_at": day, "activity": "download", "content": "導入ガイド"}
        take(store, "activities", [{"email": mail, **done} for mail in mails])
    page = show("why")
    last_week = Period(TODAY.toordinal() - 7, TODAY.toordinal())
    compare(qtbot, page, EARLIER, last_week)
    assert "Still too recent to judge: 4 leads of the later range" in page.banner.sentence.text()
    assert page.banner.link.text() == "Compare at the same age"
    qtbot.mouseClick(page.banner.link, Qt.MouseButton.LeftButton)
    assert page.same_age.isChecked()
    qtbot.waitUntil(lambda: page.view.sides.same_age)
    settle(qtbot, page)
    # On their last day none of them had a deal either.
    assert page.view.sides.before_as_of == EARLIER.to_day
    assert (page.view.why.before, page.view.why.after) == (0, 0)
    assert "Both at the same age: " in page.banner.sentence.text()
    page.same_age.setChecked(False)
    qtbot.waitUntil(lambda: not page.view.sides.same_age)


def test_own_ranges_are_asked_for_and_giving_up_changes_nothing(show, qtbot):
    page = show("why")
    before = page.comparison.comparison
    for accept in (False, True):
        page.comparison.set_value("custom")
        page.comparison.chosen.emit("custom")
        dialog = page.findChild(QDialog)
        qtbot.waitUntil(dialog.isVisible)
        periods = dialog.periods
        assert periods == (page.view.sides.before, page.view.sides.after)
        (dialog.accept if accept else dialog.reject)()
        dialog.deleteLater()
        QApplication.sendPostedEvents(dialog, 52)  # DeferredDelete
        if not accept:
            assert page.comparison.comparison == before
            assert page.comparison.value == before.name
    assert (page.comparison.comparison.before, page.comparison.comparison.after) == periods


def test_both_pictures_are_saved_as_one(show, qtbot, tmp_path):
    page = show("why")
    compare(qtbot, page, EARLIER, LATER)
    target = tmp_path / "causes.png"
    page.save_picture(target)
    qtbot.waitUntil(lambda: "causes.png" in page.banner.sentence.text(), timeout=10000)
    assert target.read_bytes().startswith(b"\x89PNG")


def test_a_hover_shows_the_formula(show, qtbot):
    page = show("why")
    compare(qtbot, page, EARLIER, LATER)
    tips = {target.key: target.tip for target in page.way.targets}
    assert "logarithmic mean of Deal before and after (4, 2)" in tips["lead"]
    at = page.way.target_point("lead")
    assert page.way.rect().contains(QPoint(at.toPoint()))
