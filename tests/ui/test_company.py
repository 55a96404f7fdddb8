"""The company page, opened from a lead: its people, what holds it together, its deals."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.ui.conftest import settle


def test_the_company_of_a_lead_opens_by_a_click(show, window, qtbot):
    leads = show("leads")
    qtbot.waitUntil(lambda: leads.detail.shown is not None)
    leads.detail.company.click()
    page = window.current
    settle(qtbot, page)
    assert page is window.page("company")
    assert page.lead == leads.detail.shown.id
    assert page.title.text() == leads.detail.shown.value("company")


def test_people_keys_and_deals(show):
    page = show("company", lead=1)
    assert page.title.text() == "株式会社東都0"
    assert page.subtitle.text() == "1 person · 1 deal"
    texts = [page.keys.itemAt(place).widget().text() for place in range(page.keys.count())]
    assert "toto0.co.jp (1)" in texts
    assert page.people.rows[0].row.name == "山田 0郎"
    assert (page.deals.rows[0].name, page.deals.rows[0].outcome) == ("案件0", "won")
    for model in (page.people, page.deals):
        QAbstractItemModelTester(model)


def test_a_person_opens_by_the_keyboard(show, window, qtbot):
    page = show("company", lead=3)
    page.people_table.selectRow(0)
    qtbot.keyClick(page.people_table, Qt.Key.Key_Return)
    lead = window.page("lead")
    assert window.current is lead
    qtbot.waitUntil(lambda: lead.shown is not None and lead.shown.detail.id == 3)


def test_without_a_lead_the_page_says_what_to_do(show):
    page = show("company")
    assert page.empty is not None
    assert page.empty.title.text() == "No company is chosen"


def test_a_lead_that_is_gone_is_said_in_place(show, qtbot):
    page = show("company", lead=9999)
    qtbot.waitUntil(lambda: page.empty is not None)
    assert "not there any more" in page.empty.title.text()
