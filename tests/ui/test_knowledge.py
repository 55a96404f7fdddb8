"""Knowledge cards as people use them: written, found, tested, copied, made into lines of the book, taken back."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

import funneldesk.operations.findings as finding_operation
from funneldesk.domain.book.conditions import Attribute
from funneldesk.domain.book.sentences import condition_sentence
from funneldesk.domain.findings.findings import Finding, Findings
from funneldesk.domain.funnel.shares import Share
from funneldesk.domain.knowledge.cards import Card
from funneldesk.operations import knowledge
from funneldesk.operations.stores import open_reader, open_store
from funneldesk.ui.pages.book_criteria import CriteriaTab
from funneldesk.ui.pages.book_nurture import NurtureTab
from funneldesk.ui.pages.book_rules import RulesTab
from funneldesk.ui.pages.book_scoring import ScoringTab
from tests.ui.conftest import TODAY, settle
from tests.ui.typing import write

DAY = TODAY.toordinal()
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
MAIL = Card(
    0, "件名は課題＋数字", "mail", "クリックが伸びた", "${company}様\n事例を送る", DAY - 40, ("メルマガ",)
)
OTHERS = (
    Card(0, "Call soon " + "very long " * 18, "timing", "x" * 3_000, "<b>$name</b>" * 200, DAY),
    Card(
        0,
        "Managers buy",
        "scoring",
        "",
        "",
        DAY,
        condition=condition_sentence(Attribute("title", "is", ("部長",))),
    ),
)


def keep(session, *cards):
    with open_store(session.path, print) as store:
        return [knowledge.keep(store, card) for card in cards]


def kept(session):
    with open_reader(session.path) as store:
        return knowledge.cards_of(store)


def when_tested(qtbot, page):
    qtbot.waitUntil(
        lambda: page.answer is not None and not page.is_loading and page.list.model.rowCount() > 0
    )
    return page


def test_a_first_card_is_written_and_taken_back(show, qtbot, session, window, planted):
    page = show("knowledge")
    assert page.empty is not None
    write_button, findings = page.empty.findChildren(QPushButton)
    qtbot.waitUntil(lambda: findings.text() == "Look at the 2 findings")
    write_button.click()
    editor = page.editor
    qtbot.waitUntil(lambda: editor.evidence.step.count() > 0)
    assert editor.title.line.hasFocus()
    qtbot.keyClick(editor.title.line, Qt.Key.Key_Return, CTRL)
    assert "few words" in editor.title.fault.text()
    assert not page.new_button.isVisible()
    write(editor.title.line, "導入ガイドのあとに架電")
    editor.template.setFocus()
    qtbot.keyClicks(editor.template, "Dear $name")
    editor.evidence.what.setFocus()
    place = editor.evidence.what.findData("segment")
    editor.evidence.what.setCurrentIndex(place)
    editor.evidence.what.activated.emit(place)
    for choice, value in ((editor.evidence.step, "lead>deal"), (editor.evidence.field, "source")):
        assert choice.isVisible()
        choice.setCurrentIndex(max(choice.findData(value), 0))
        choice.activated.emit(choice.currentIndex())
    assert editor.evidence.value.count() == 2
    qtbot.keyClick(editor.template, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)
    when_tested(qtbot, page)
    (card,) = kept(session)
    assert (card.title, card.template) == ("導入ガイドのあとに架電", "Dear $name")
    assert card.evidence.inside.n + card.evidence.outside.n > 0
    assert page.view.verdict.text() == "Cannot say yet"
    assert page.view.template.fields.keys() == {"name"}
    assert not page.is_editing
    assert window.undo_action.isEnabled()
    window.undo_action.trigger()
    qtbot.waitUntil(lambda: page.empty is not None)
    window.redo_action.trigger()
    qtbot.waitUntil(lambda: page.empty is None and page.list.model.rowCount() == 1)
    assert len(kept(session)) == 1


def test_cards_are_found_read_copied_changed_and_removed(show, qtbot, session, window):
    keep(session, MAIL, *OTHERS)
    page = when_tested(qtbot, show("knowledge"))
    assert page.list.model.rowCount() == 3
    assert "3 cards." in page.banner.sentence.text()
    page.list.search.setFocus()
    write(page.list.search, "ｸﾘｯｸ")
    assert [card.title for card in page.list.model.rows] == [MAIL.title]
    assert page.view.title.text_whole() == MAIL.title
    qtbot.keyClick(page.list.search, Qt.Key.Key_Down)
    assert page.list.table.hasFocus()
    qtbot.keyClick(page.list.table, Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == MAIL.template
    field = page.view.template.fields["company"]
    field.setFocus()
    write(field, "東都")
    assert page.view.template.left.text() == ""
    page.view.copy_button.click()
    assert QApplication.clipboard().text() == "東都様\n事例を送る"
    page.view.edit_button.click()
    page.editor.tags.setFocus()
    write(page.editor.tags, "、新しい")
    page.editor.save_button.click()
    qtbot.waitUntil(lambda: "Saved" in page.banner.sentence.text() and not page.is_loading)
    assert page.list.current.tags == ("メルマガ", "新しい")
    page.view.edit_button.click()
    # What others write meanwhile does not disturb who writes a card.
    session.changed.emit()
    qtbot.waitUntil(lambda: not page.is_loading)
    assert page.editor.isVisible()
    assert not page.view.isVisible()
    qtbot.keyClick(page.editor.title.line, Qt.Key.Key_Escape)
    assert not page.is_editing
    page.view.remove_button.click()
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 0 and not page.is_loading)
    assert page.list.nothing.isVisible()
    assert not page.view.copy_button.isVisible()
    page.list.search.clear()
    assert page.list.model.rowCount() == 2
    window.resize(1100, 700)
    page.list.table.selectRow(1)
    assert page.view.card.title.startswith("Call soon")
    assert page.view.inside.width() <= page.view.area.viewport().width()
    assert page.view.template.preview.textFormat() == Qt.TextFormat.PlainText
    window.undo_action.trigger()
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 3)


def test_a_card_of_before_a_restart_is_taken_back(show, qtbot, session, window):
    keep(session, MAIL)
    page = show("knowledge")
    when_tested(qtbot, page)
    qtbot.waitUntil(lambda: "件名は課題＋数字" in page.undo_words)
    assert "件名は課題＋数字" in window.undo_action.text()
    said = page.banner.sentence.text()
    assert said, "what the cards come to is said as without steps"
    window.undo_action.trigger()
    qtbot.waitUntil(lambda: not kept(session))
    qtbot.waitUntil(lambda: bool(page.redo_words))
    window.redo_action.trigger()
    qtbot.waitUntil(lambda: len(kept(session)) == 1)


@pytest.fixture
def planted(monkeypatch):
    """Let the program have found that those who took the guide come to deals."""
    guide = Finding(
        "content", "導入ガイド", "lead", "deal", Share(10, 7), Share(30, 2), 7, 2.0, 1e-5, 30,
        np.packbits(np.arange(40) < 10), np.packbits(np.arange(40) >= 10),
    )  # fmt: skip
    found = Findings(DAY, 120, 40, (guide, replace(guide, kind="source", value="SEO")))
    monkeypatch.setattr(finding_operation, "findings_of", lambda _store, _as_of, _task: found)
    return found


def test_a_finding_becomes_a_card_and_the_card_a_rule(show, qtbot, session, window, planted):
    page = show("findings")
    page.cards[1].inside.setFocus()
    qtbot.keyClick(page.cards[1].inside, Qt.Key.Key_K, CTRL | SHIFT)
    qtbot.waitUntil(lambda: "Kept as knowledge" in page.banner.sentence.text())
    (card,) = kept(session)
    assert (card.origin.kind, card.evidence.finding.key) == ("finding", planted.findings[1].key)
    page.banner.link.click()
    qtbot.waitUntil(lambda: kept(session) == ())
    page.cards[0].keep_button.click()
    qtbot.waitUntil(lambda: len(kept(session)) == 1)
    cards = when_tested(qtbot, show("knowledge"))
    settle(qtbot, cards)
    assert cards.view.picture.is_drawn
    assert cards.view.compared.text()
    cards.view.rule_button.click()
    qtbot.waitUntil(lambda: window.current is window.page("book"))
    book = window.page("book")
    qtbot.waitUntil(lambda: book.book is not None and "From the card" in book.banner.sentence.text())
    made = book.book.rules[-1]
    assert made.name == kept(session)[0].title
    rules = book.tab(RulesTab)
    assert rules.rules[made.id].change.isChecked()
    assert made.condition is not None
    book.banner.link.click()
    assert book.book.rules[-1].id != made.id
    assert not book.banner.isVisible()


def test_cards_are_used_while_the_book_is_edited(page, qtbot, session):
    keep(session, MAIL, OTHERS[1])
    rules = page.tab(RulesTab)
    first = next(iter(rules.rules.values()))
    first.change.setFocus()
    qtbot.keyClick(first.change, Qt.Key.Key_K, CTRL | SHIFT)
    qtbot.waitUntil(lambda: "Kept as knowledge" in page.banner.sentence.text())
    assert kept(session)[0].origin.kind == "rule"
    before = page.book

    def ask(words):
        tab = page.current_tab
        (tab.scenarios if isinstance(tab, NurtureTab) else tab).find_card.click()
        dialog = page.cards.dialog
        qtbot.waitUntil(lambda: dialog.list.model.rowCount() == 3)
        write(dialog.list.search, words)
        assert dialog.list.model.rowCount() == 1
        qtbot.keyClick(dialog.list.search, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not dialog.isVisible())

    ask("件名")
    assert page.book.rules[-1].action == "${company}様 事例を送る"
    nurture = page.tab(NurtureTab)
    ask("件名")
    scenario = page.book.scenarios[-1]
    assert [step.text for step in scenario.steps] == ["${company}様", "事例を送る"]
    assert nurture.scenarios.lines[scenario.id].change.isChecked()
    page.tab(ScoringTab)
    ask("managers")
    assert len(page.book.signals) == len(before.signals) + 1
    page.tab(CriteriaTab)
    ask("managers")
    assert QApplication.clipboard().text() == OTHERS[1].condition
    for _step in range(3):
        page.undo()
    assert page.book == before
