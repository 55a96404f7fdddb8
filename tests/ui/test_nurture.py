"""The nurture tab as people use it: see who is next, filter, open a gap, save the list for the mail tool."""

import csv
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog

from funneldesk.domain.fields import DEAL
from funneldesk.operations.stores import open_store
from funneldesk.ui.pages.leads import NURTURE
from tests.operations.taking import take
from tests.ui.conftest import TODAY, settle

KEY = Qt.Key
CONTENTS = [
    {
        "content": "導入ガイド",
        "type": "guide",
        "phase": "decision",
        "theme": "原価",
        "published_at": "2024-01-01",
    },
    {
        "content": "比較表",
        "type": "comparison",
        "phase": "decision",
        "theme": "在庫",
        "url": "https://x.example/2",
    },
    {"content": "はじめての原価", "type": "article", "phase": "awareness", "theme": "原価"},
]


@pytest.fixture
def page(show, window, qtbot):
    """The tab with two contents to send in the last phase, one in the first, and somebody who opted out."""
    with open_store(window.page("leads").session.path) as store:
        take(store, "contents", CONTENTS)
        acts = [
            {"email": f"yamada{n}@toto{n}.co.jp", "occurred_at": (TODAY - timedelta(40)).isoformat(), "activity": "view",
             "content": "導入ガイド"}
            for n in range(6, 10)
        ] + [
            {"email": f"yamada{n}@toto{n}.co.jp", "occurred_at": (TODAY - timedelta(185)).isoformat(), "activity": "view",
             "content": "はじめての原価"}
            for n in (5, 9)
        ]  # fmt: skip
        take(store, "activities", acts)
        take(
            store, "leads", [{"email": "yamada20@toto20.co.jp", "opt_out": "1"}], list_date=TODAY.isoformat()
        )
    page = show("leads", nurture=True)
    page.session.changed.emit()
    qtbot.waitUntil(lambda: page.nurture.nurture is not None and len(page.nurture.nurture.shelf.all) == 3)
    settle(qtbot, page)
    return page


def open_cell(qtbot, table, row, column):
    where = table.visualRect(table.model().index(row, column)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)


def choose(qtbot, choice, value):
    """Choose an entry of a drop-down list by the keyboard."""
    choice.setFocus()
    qtbot.keyClick(choice, KEY.Key_Home)
    for _ in range(choice.findData(value)):
        qtbot.keyClick(choice, KEY.Key_Down)


def shown_ids(page, qtbot):
    """The ids in the table of leads, once it shows these alone."""
    qtbot.waitUntil(lambda: page.model.leads is not None and page.model.leads.query.only is not None)
    settle(qtbot, page)
    assert page.tabs.currentIndex() == 0
    return sorted(page.model.leads.ids.tolist())


def test_the_tab_says_who_is_next_and_every_number_opens_its_people(page, qtbot):
    view = page.nurture
    assert page.tabs.currentIndex() == NURTURE
    assert not page.search.isVisible()
    said = view.banner.sentence.text()
    assert said.startswith("Of 33 people to nurture 31 have done nothing for 30 days (94 %).")
    rows = {row.name: row for row in view.people.rows}
    assert len(rows) == 33
    assert (rows["山田 8郎"].phase, rows["山田 8郎"].content) == (2, "比較表")
    assert rows["山田 31郎"].content == "はじめての原価"
    index = view.people.index(0, 4)
    assert view.people.rows[0].why in view.people.data(index, Qt.ItemDataRole.ToolTipRole)
    assert view.left_out["opted_out"].link.text() == "1"
    assert view.left_out["with_sales"].link.text() == "6"
    assert view.left_out["disqualified"].isHidden()
    choose(qtbot, view.who, "stalled")
    qtbot.waitUntil(lambda: len(view.people.rows) == 31)
    settle(qtbot, page)
    qtbot.mouseClick(view.all_people, Qt.MouseButton.LeftButton)
    assert shown_ids(page, qtbot) == sorted(view.nurture.ids(view.nurture.listed(stalled=True)))
    assert "Nurture list" in page.only.text()


def test_a_cell_of_the_matrix_opens_its_people_by_mouse_and_keyboard(page, qtbot):
    view = page.nurture
    everybody = view.matrix.rows[0]
    assert everybody.theme == -1
    assert view.matrix.index(0, 1).data() == f"1 / {everybody.gaps[0].leads} leads"
    view.matrix_table.setFocus()
    view.matrix_table.setCurrentIndex(view.matrix.index(0, 1))
    qtbot.keyClick(view.matrix_table, KEY.Key_Return)
    assert shown_ids(page, qtbot) == sorted(view.nurture.ids(view.nurture.in_gap(everybody.gaps[0])))
    page.open(nurture=True)
    settle(qtbot, page)
    place = [row.gaps[2].without for row in view.matrix.rows].index(4)
    assert view.matrix.index(place, 3).data() == "1 / 4 leads, 4 without"
    assert "A click shows these people" in view.matrix.data(
        view.matrix.index(place, 3), Qt.ItemDataRole.ToolTipRole
    )
    view.matrix_table.scrollTo(view.matrix.index(place, 3))
    open_cell(qtbot, view.matrix_table, place, 3)
    assert len(shown_ids(page, qtbot)) == 4
    assert page.only.text().startswith("Decision phase × 原価: nothing left to read")
    page.open(nurture=True)
    settle(qtbot, page)
    open_cell(qtbot, view.scenario_tables[0], 0, 3)
    steps = view.nurture.scenarios[0].steps
    assert len(shown_ids(page, qtbot)) == len(steps[0].leads) == 2
    page.open(nurture=True)
    settle(qtbot, page)
    table = view.scenario_tables[0]
    assert table.model().index(0, 5).data().startswith("50 % (1 / 2, ")
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 5))
    qtbot.keyClick(table, KEY.Key_Return)
    assert shown_ids(page, qtbot) == view.nurture.ids(steps[0].then[DEAL].came)
    assert page.only.text().startswith("SEO記事から架電まで: SEO記事を読む → Deal")


def test_a_person_of_the_list_is_shown_with_enter(page, qtbot):
    view = page.nurture
    wanted = view.people.rows[2].id
    view.people_table.setFocus()
    view.people_table.selectRow(2)
    qtbot.keyClick(view.people_table, KEY.Key_Return)
    qtbot.waitUntil(lambda: page.detail.shown is not None and page.detail.shown.id == wanted)
    assert page.tabs.currentIndex() == 0


def test_the_list_is_saved_for_the_mail_tool(page, qtbot, tmp_path, monkeypatch):
    view = page.nurture
    asked = []

    def where(_parent, _title, name, kinds):
        asked.append(Path(name).name)
        return str(tmp_path / "配信"), kinds.split(";;")[0]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", where)
    choose(qtbot, view.phase, 2)
    qtbot.waitUntil(lambda: {row.phase for row in view.people.rows} == {2})
    settle(qtbot, page)
    count = len(view.people.rows)
    qtbot.mouseClick(view.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not view.said.isHidden())
    assert asked == [f"Nurture list {TODAY.isoformat()}.csv"]
    assert view.said.sentence.text() == f"Saved {count} people to 配信.csv."
    with (tmp_path / "配信.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["Name"] for row in rows] == [row.name for row in view.people.rows]
    view.said.hide()
    view.by_content.setFocus()
    qtbot.keyClick(view.by_content, KEY.Key_Space)
    view.save.setFocus()
    qtbot.keyClick(view.save, KEY.Key_Space)
    qtbot.waitUntil(lambda: not view.said.isHidden())
    contents = {row.content for row in view.people.rows}
    assert {path.name for path in tmp_path.glob("配信 *.csv")} == {f"配信 {name}.csv" for name in contents}


def test_without_contents_it_says_what_to_import(show, window, qtbot, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args, **_named: ([], ""))
    page = show("leads")
    where = page.tabs.tabRect(NURTURE).center()
    qtbot.mouseClick(page.tabs, Qt.MouseButton.LeftButton, pos=QPoint(where))
    qtbot.waitUntil(lambda: page.nurture is not None and page.nurture.nurture is not None)
    view = page.nurture
    assert "No content can be sent yet" in view.banner.sentence.text()
    assert view.matrix_card.isHidden()
    assert {row.content for row in view.people.rows} == {""}
    qtbot.mouseClick(view.banner.link, Qt.MouseButton.LeftButton)
    assert window.current is window.page("import")
