"""Purpose, readers, whys, scope, signatures, names of the stages, and how long a step is watched."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from funneldesk.domain.book.book import Reader
from funneldesk.domain.book.conditions import Attribute
from funneldesk.ui.pages.book_kpis import KpiTab
from funneldesk.ui.pages.book_purpose import whys_of
from funneldesk.ui.pages.book_terms import TermsTab
from tests.ui.book_driving import back_and_forth, choose, press, write
from tests.ui.typing import write as put_in


@pytest.fixture
def tab(page):
    return page.tab(TermsTab)


@pytest.fixture
def more(tab, qtbot):
    press(qtbot, tab.more.button)
    return tab


def test_i_have_read_this_is_one_action(page, tab, qtbot, session):
    before = page.book
    card = tab.purpose
    press(qtbot, card.read)
    assert card.name.fault.text() == "Write your name first."
    assert page.book == before
    write(qtbot, card.name.line, "Sato")
    today = date.fromordinal(session.today)
    assert page.book.purpose.readers == (Reader("Sato", "marketing", today.isoformat()),)
    assert card.count.text() == "1 person has read this"
    choose(qtbot, card.side, "sales")
    card.name.line.setFocus()
    qtbot.keyClicks(card.name.line, "Suzuki")
    press(qtbot, card.read)
    assert [reader.side for reader in page.book.purpose.readers] == ["marketing", "sales"]
    assert card.name.line.text() == ""
    assert back_and_forth(page, before) == 2


def test_a_reader_is_corrected_moved_and_removed(page, tab, qtbot, session):
    before = page.book
    card = tab.purpose
    for name in ("Sato", "Suzuki"):
        write(qtbot, card.name.line, name)
    row = card.readers[0]
    yesterday = date.fromordinal(session.today) - timedelta(1)
    write(qtbot, row.day.line, f"{yesterday:%Y/%m/%d}")
    write(qtbot, row.name.line, "Satou")
    choose(qtbot, row.side, "is")
    assert page.book.purpose.readers[0] == Reader("Satou", "is", yesterday.isoformat())
    write(qtbot, row.day.line, "tomorrow")
    assert row.day.fault.text().startswith("Write a date such as ")
    write(qtbot, row.day.line, f"{yesterday + timedelta(2):%Y/%m/%d}")
    assert row.day.fault.text().startswith("This day is still to come.")
    write(qtbot, row.name.line, "")
    assert row.name.fault.text().startswith("Something must stand here.")
    assert page.book.purpose.readers[0] == Reader("Satou", "is", yesterday.isoformat())
    press(qtbot, row.tools.down)
    assert [reader.name for reader in page.book.purpose.readers] == ["Suzuki", "Satou"]
    press(qtbot, card.readers[0].tools.remove)
    assert [reader.name for reader in page.book.purpose.readers] == ["Satou"]
    assert back_and_forth(page, before) == 7


def test_every_why_is_written_in_one_place(page, tab, qtbot):
    before = page.book
    whys = tab.purpose.whys
    press(qtbot, whys.button)
    keys = [why.key for why in whys_of(before)]
    assert list(whys.fields) == keys
    wanted = {
        "threshold": lambda book: book.threshold,
        f"criteria/{before.criteria[0].id}": lambda book: book.criteria[0],
        f"signals/{before.signals[0].id}": lambda book: book.signals[0],
        f"rules/{before.rules[1].id}": lambda book: book.rules[1],
    }
    for key, line in wanted.items():
        field = whys.fields[key].why
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, f"Because {key}")
        tab.purpose.purpose.setFocus()
        assert (line(page.book).why, line(page.book).origin) == (f"Because {key}", "own")
    assert back_and_forth(page, before) == len(wanted)


def test_how_many_have_no_why_is_said(page, tab, qtbot):
    whys = tab.purpose.whys
    press(qtbot, whys.button)
    missing = sum(not why.why for why in whys_of(page.book))
    field = next(row.why for row in whys.fields.values() if row.why.toPlainText())
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, " ")
    tab.purpose.purpose.setFocus()
    assert whys.missing.text().startswith(f"{missing + 1} of {len(whys.fields)} ")


def test_a_scope_says_what_it_means(page, tab, qtbot):
    before = page.book
    scope = tab.scope
    assert scope.meaning.text() == "This book holds for everybody from the day it is agreed for."
    press(qtbot, scope.segment.editor.group.add_line)
    values = scope.segment.editor.group.parts[0].slots["values"]
    put_in(values, "部長")
    qtbot.keyClick(values, Qt.Key.Key_Return)
    assert page.book.scope.segment == Attribute("title", "contains", ("部長",))
    assert scope.meaning.text().startswith("A pilot: for these leads this book decides")
    qtbot.waitUntil(lambda: scope.segment.people.count.text() == "Holds for 10 of 40 leads today")
    choose(qtbot, scope.shadow, True)
    assert page.book.scope.shadow
    assert scope.meaning.text().startswith("A trial on a segment")
    press(qtbot, scope.segment.editor.group.parts[0].remove)
    assert page.book.scope.segment is None
    assert scope.meaning.text().startswith("A trial on everybody")
    scope.text.setFocus()
    scope.text.selectAll()
    qtbot.keyClicks(scope.text, "Three months")
    tab.purpose.purpose.setFocus()
    assert page.book.scope.text == "Three months"
    assert back_and_forth(page, before) == 4


def test_somebody_has_to_sign(page, more, qtbot):
    before = page.book
    card = more.signatures
    press(qtbot, card.boxes["is"])
    assert page.book.signatures_required == ("marketing", "is", "sales")
    press(qtbot, card.boxes["marketing"])
    press(qtbot, card.boxes["sales"])
    assert page.book.signatures_required == ("is",)
    press(qtbot, card.boxes["is"])
    assert page.book.signatures_required == ("is",)
    assert card.boxes["is"].isChecked()
    assert card.fault.text() == "At least one side has to agree. Tick another one first."
    assert back_and_forth(page, before) == 3
    assert not card.fault.isVisible()


def test_stages_get_their_own_words(page, more, qtbot):
    before = page.book
    card = more.labels
    write(qtbot, card.labels["sal"].line, "Accepted")
    assert page.book.stage_labels == {"sal": "Accepted"}
    write(qtbot, card.labels["deal"].line, "accepted")
    assert card.labels["deal"].fault.text() == (
        "“accepted” is what SAL is called. Two stages cannot have one name."
    )
    assert page.book.stage_labels == {"sal": "Accepted"}
    write(qtbot, card.labels["deal"].line, "Opportunity")
    write(qtbot, card.labels["sal"].line, "")
    assert page.book.stage_labels == {"deal": "Opportunity"}
    assert back_and_forth(page, before) == 3


def test_currency_language_and_worked_example(page, more, qtbot):
    before = page.book
    card = more.whole
    write(qtbot, card.currency.line, "yen")
    assert page.book.currency == "YEN"
    write(qtbot, card.currency.line, "12")
    assert card.currency.fault.text() == "Write the three letters of a currency, such as JPY."
    assert page.book.currency == "YEN"
    write(qtbot, card.currency.line, "ｕｓｄ")
    assert (page.book.currency, card.currency.line.text()) == ("USD", "USD")
    choose(qtbot, card.language, "en" if before.language == "ja" else "ja")
    assert page.book.language != before.language
    card.example.setFocus()
    card.example.selectAll()
    qtbot.keyClicks(card.example, "30 + 30 = 60")
    more.purpose.purpose.setFocus()
    assert page.book.worked_example == "30 + 30 = 60"
    assert back_and_forth(page, before) == 4


def test_how_long_a_step_is_watched(page, qtbot):
    before = page.book
    card = page.tab(KpiTab).maturity
    write(qtbot, card.days["deal"], "45")
    assert page.book.maturity_days == {**before.maturity_days, "deal": 45}
    write(qtbot, card.days["won"], "0")
    assert page.book.maturity_days["won"] == 0
    assert back_and_forth(page, before) == 2
