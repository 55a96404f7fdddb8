"""The Import page on workbooks of several sheets, and on words and spellings it can suggest something about."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt

from funneldesk.i18n import set_language
from funneldesk.operations.importing import imports
from funneldesk.operations.stores import open_reader
from tests.files.workbooks_made import COMPANY, LEADS, write_workbook
from tests.ui.test_importing import LEFT, LONG, bring, csv_file, import_it, open_page, wait_for_dry_run

CORNER = QPoint(8, 8)


def test_each_sheet_with_a_list_waits_its_turn_and_the_others_are_named(open_desk, tmp_path, qtbot):
    page = open_page(open_desk)
    bring(qtbot, page, write_workbook(tmp_path / "会社.xlsx", COMPANY))
    assert "sheet “リード”" in page.subtitle.text()
    assert "1 more list" in page.subtitle.text()
    assert page.banner.isVisible()
    assert "“凡例”, “空”" in page.banner.sentence.text()
    qtbot.mouseClick(page.all_button, LEFT)
    qtbot.waitUntil(lambda: page.views.currentWidget() is page.done, timeout=LONG)
    with open_reader(page.session.path) as store:
        assert [(batch.kind, batch.sheet) for batch in reversed(imports(store))] == [
            ("leads", "リード"),
            ("deals", "案件"),
        ]
    qtbot.waitUntil(lambda: page.history.model.rowCount() == 2)
    names = [page.history.model.index(row, 1).data() for row in (0, 1)]
    assert names == ["会社.xlsx · 案件", "会社.xlsx · リード"]


def test_a_sheet_chosen_by_hand_takes_the_place_of_the_one_on_show(open_desk, tmp_path, qtbot):
    page = open_page(open_desk)
    bring(qtbot, page, write_workbook(tmp_path / "会社.xlsx", COMPANY))
    sheet = page.plan.strip.sheet
    sheet.setCurrentIndex(sheet.findData("案件"))
    sheet.chosen.emit("案件")
    qtbot.waitUntil(lambda: page._draft.preview.sheet == "案件", timeout=LONG)
    wait_for_dry_run(qtbot, page)
    assert not page.all_button.isVisible()


def test_a_heading_row_that_cannot_be_leaves_the_list_as_it_was(open_desk, tmp_path, qtbot):
    page = open_page(open_desk)
    bring(qtbot, page, write_workbook(tmp_path / "リード.xlsx", {"リード": LEADS}))
    field = page.plan.strip.header_row
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "150")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(page.banner.isVisible, timeout=LONG)
    assert "150" in page.banner.sentence.text()
    assert page.views.currentWidget() is page.plan
    assert page.plan.strip.header_row.text() == "1"


@pytest.fixture
def worded(tmp_path: Path) -> Path:
    """A list whose stages and sources need a word from a person."""
    people = [
        ("a@toto.co.jp", "架電後アポ獲得", "Web広告"), ("b@toto.co.jp", "架電後アポ獲得", "WEB広告"),
        ("c@toto.co.jp", "Negociation", "ウェブ広告"), ("d@toto.co.jp", "MQL", "Web広告"),
    ]  # fmt: skip
    rows = "".join(f"{','.join(person)}\n" for person in people)
    return csv_file(tmp_path / "リード.csv", "メールアドレス,リードステージ,流入元\n" + rows)


def stored(page, column):
    queries = {
        "source": "SELECT source FROM lead ORDER BY email", "stage": "SELECT stage FROM lead ORDER BY email"
    }  # fmt: skip
    with open_reader(page.session.path) as store:
        return [row[0] for row in store.connection.execute(queries[column])]


def test_suggested_meanings_are_taken_with_one_click(open_desk, worded, qtbot):
    page = open_page(open_desk)
    bring(qtbot, page, worded)
    one, button = page.plan.words.suggestions["stage", "Negociation"]
    assert (one.meant, button.text()) == ("deal", "→ Deal?")
    assert not page.plan.words.choices["stage", "Negociation"].value
    qtbot.mouseClick(button, LEFT)
    assert page.plan.words.choices["stage", "Negociation"].value == "deal"
    wait_for_dry_run(qtbot, page)
    import_it(qtbot, page)
    assert stored(page, "stage") == ["sal", "sal", "deal", "mql"]


def test_all_suggestions_at_once_leave_what_a_person_decided(open_desk, tmp_path, qtbot):
    words = ("Negociation", "Proposel made", "ふむふむ")
    rows = "".join(f"{n}@toto.co.jp,{word}\n" for n, word in enumerate(words))
    page = open_page(open_desk)
    bring(qtbot, page, csv_file(tmp_path / "a.csv", "メールアドレス,リードステージ\n" + rows))
    card = page.plan.words
    card.choices["stage", "Negociation"].set_value("sal")
    card.choices["stage", "Negociation"].chosen.emit("sal")
    qtbot.mouseClick(card.all_button, LEFT)
    wait_for_dry_run(qtbot, page)
    import_it(qtbot, page)
    assert stored(page, "stage") == ["sal", "deal", None]


def test_spellings_are_brought_together_only_when_ticked(open_desk, worded, qtbot):
    page = open_page(open_desk)
    bring(qtbot, page, worded)
    card = page.plan.spellings
    assert card.isVisible()
    assert {word for _field, word in card.boxes} == {"WEB広告", "ウェブ広告"}
    qtbot.mouseClick(card.boxes["source", "WEB広告"], LEFT, pos=CORNER)
    wait_for_dry_run(qtbot, page)
    import_it(qtbot, page)
    assert stored(page, "source") == ["Web広告", "Web広告", "ウェブ広告", "Web広告"]


def test_all_spellings_at_once_and_they_are_remembered(open_desk, worded, tmp_path, qtbot):
    page = open_page(open_desk)
    bring(qtbot, page, worded)
    qtbot.mouseClick(page.plan.spellings.all_button, LEFT)
    wait_for_dry_run(qtbot, page)
    import_it(qtbot, page)
    assert set(stored(page, "source")) == {"Web広告"}
    newer = csv_file(tmp_path / "次.csv", worded.read_text(encoding="utf-8").replace("@toto", "@aoba"))
    bring(qtbot, page, newer)
    assert not page.plan.spellings.isVisible()
    import_it(qtbot, page)
    assert set(stored(page, "source")) == {"Web広告"}


def test_the_page_says_in_one_sentence_how_sure_it_is(open_desk, worded, qtbot):
    set_language("ja")
    page = open_page(open_desk)
    bring(qtbot, page, worded)
    assert (
        page.plan.summary.text() == "3列すべての意味がわかりました。\n意味を決めていない言葉が1件あります。"
    )
    card = page.plan.words
    (choice,) = card.choices.values()
    choice.chosen.emit("deal")
    assert page.plan.summary.text() == "3列すべての意味がわかりました。"
