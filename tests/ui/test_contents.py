"""The content page as people use it."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from funneldesk.operations.stores import open_store
from tests.operations.taking import take
from tests.ui.conftest import TODAY, activate, settle
from tests.ui.typing import write

MANY = 60


def titles(page):
    return {c.title or c.content for c in page.model.rows}


def choose(qtbot, choice, value):
    """Choose a value of a drop-down list as the keyboard does."""
    choice.setFocus()
    while choice.currentData() != value:
        before = choice.currentIndex()
        qtbot.keyClick(choice, Qt.Key.Key_Down)
        assert choice.currentIndex() != before, "no such value"


def open_row(qtbot, table, row, column):
    """Put the keyboard on a cell and press Enter."""
    table.setFocus()
    table.setCurrentIndex(table.model().index(row, column))
    qtbot.keyClick(table, Qt.Key.Key_Return)


@pytest.fixture
def described(desk, company_store, qtbot):
    """The page of a company whose contents have types, phases, themes and costs; there are many, nobody knows most."""
    with open_store(desk.session.path) as store:
        take(store, "contents", [
            {"content": "導入ガイド", "type": "guide", "phase": "decision", "theme": "原価", "cost": "90000"},
            {"content": "原価管理セミナー", "type": "seminar", "phase": "consideration", "theme": "原価"},
            *({"content": f"記事{n:03}「" + "とても長い名前の記事" * 9 + f"」{n}", "type": "article"} for n in range(MANY)),
        ])  # fmt: skip
        take(store, "activities", [
            {"email": f"yamada{n}@toto{n}.co.jp", "occurred_at": (TODAY - timedelta(days=186 - n)).isoformat(), "activity": "call"}
            for n in (0, 1, 7)
        ])  # fmt: skip
    activate(qtbot, desk.window)
    desk.window.go("contents")
    page = desk.window.page("contents")
    settle(qtbot, page)
    qtbot.waitUntil(lambda: page.sets.model.rowCount() > 0)
    settle(qtbot, page)
    return page


def test_people_behind_every_number_of_the_page(described, window, qtbot):
    page = described
    leads = window.page("leads")

    def opened(title, count):
        qtbot.waitUntil(lambda: window.current is leads)
        settle(qtbot, leads)
        assert title in leads.only.text()
        assert leads.model.rowCount() == count
        window.go("contents")
        settle(qtbot, page)

    assert page.model.rows[0].content == "導入ガイド"
    opened_with = page.model.rows[0].touched
    open_row(qtbot, page.table, 0, 0)
    opened("導入ガイド", opened_with)
    # The bar of the same content, by the keyboard; then its phase.
    qtbot.mouseClick(
        page.picture,
        Qt.MouseButton.LeftButton,
        pos=page.picture.target_point(page.model.rows[0].content).toPoint(),
    )
    opened("導入ガイド", opened_with)
    place = [row.content for row in page.sets.model.rows].index("decision")
    open_row(qtbot, page.sets.table, place, 0)
    opened("Decision phase", page.sets.model.rows[place].touched)

    qtbot.mouseClick(page.more.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.sequences.model.rowCount() > 0, timeout=20000)
    found = page.sequences.model.rows[0]
    assert (found.first, found.second, found.both.n) == ("guide", "call", 3)
    open_row(qtbot, page.sequences.table, 0, 0)
    opened("Guide → Call", 3)
    open_row(qtbot, page.sequences.table, 0, 4)
    opened("Guide → Call", found.only.n)
    first = page.credit.ends.rows[0]
    assert (first.content, first.credit["first"]) == (page.model.rows[0].content, 6)
    open_row(qtbot, page.credit.ends_table, 0, 3)
    opened("Last", 6)
    open_row(qtbot, page.credit.models_table, 0, 4)
    opened("Both ends", 6)


def test_the_people_are_those_of_the_number_they_are_asked_for_at(described, window, qtbot):
    page = described
    leads = window.page("leads")
    name = "お問い合わせ"
    place = next(n for n, row in enumerate(page.model.rows) if row.content == name)
    found = page.model.rows[place]
    assert (found.touched_all, found.touched) == (2, 0), "two asked, too recently to be judged"

    def check(table, model, name, place):
        headings = [column.heading for column in model.columns]
        row = model.rows[place]
        for heading, count, said in (
            ("Touched", row.touched_all, f"Touched {name}"),
            ("Judged (n)", row.touched, f"Touched {name} (judged)"),
            ("Deals (k)", row.deals, f"Touched {name} and came to a deal"),
            ("Won", row.won, f"Touched {name} and won"),
            ("Deal rate", row.touched, f"Touched {name} (judged)"),
        ):
            open_row(qtbot, table, place, headings.index(heading))
            qtbot.waitUntil(lambda: window.current is leads)
            settle(qtbot, leads)
            assert leads.only.text() == f"{said}　✕", heading
            assert leads.model.rowCount() == count, heading
            window.go("contents")
            settle(qtbot, page)

    check(page.table, page.model, name, place)
    guide = next(n for n, row in enumerate(page.model.rows) if row.content == "導入ガイド")
    check(page.table, page.model, "導入ガイド", guide)
    decision = [row.content for row in page.sets.model.rows].index("decision")
    check(page.sets.table, page.sets.model, "Decision phase", decision)


def test_a_window_chosen_is_the_window_of_the_people(described, window, qtbot):
    page = described
    choose(qtbot, page.window_days, 0)
    page.window_days.activated.emit(page.window_days.currentIndex())
    qtbot.waitUntil(lambda: page.result.window_days == 0)
    place = next(n for n, row in enumerate(page.model.rows) if row.content == "お問い合わせ")
    assert page.model.rows[place].touched == 2, "with no limit nobody is too recent to be judged"
    open_row(qtbot, page.table, place, 0)
    qtbot.waitUntil(lambda: window.current is window.page("leads"))
    settle(qtbot, window.page("leads"))
    assert window.page("leads").model.rowCount() == 2


def test_among_many_contents_one_is_found_by_sorting_typing_and_choosing(described, qtbot):
    page = described
    assert {c.content: c for c in page.model.rows}["導入ガイド"].touched_all == 10
    column = next(i for i, c in enumerate(page.model.columns) if c.heading == "Touched")
    page.table.sortByColumn(column, Qt.SortOrder.DescendingOrder)
    touched = [row.touched_all for row in page.model.rows]
    assert touched == sorted(touched, reverse=True)
    assert page.model.rowCount() == len(page.result.contents) == MANY + 3
    assert len(page.picture.targets) == 12, "the picture stays readable; the rest is in the table"
    page.filter.search.setFocus()
    write(page.filter.search, "記事017")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert page.filter.count.text() == f"1 of {MANY + 3} contents"
    qtbot.keyClick(page.filter.search, Qt.Key.Key_X)
    assert page.nothing.isVisible()
    assert not page.table_card.isVisible()
    page.filter.search.clear()
    choose(qtbot, page.filter.choices["theme"], "原価")
    assert page.model.rowCount() == 2
    choose(qtbot, page.filter.choices["type"], "seminar")
    assert titles(page) == {"原価管理セミナー"}
    settle(qtbot, page)
    assert [target.key for target in page.picture.targets] == [page.model.rows[0].content]


def test_a_range_and_other_sets_are_asked_for(described, qtbot):
    page = described
    page.range.set_days(page.session.today - 7, page.session.today)
    qtbot.waitUntil(lambda: page.view.period.from_day == page.session.today - 7)
    settle(qtbot, page)
    guide = next(row for row in page.model.rows if row.content == "導入ガイド" or row.title == "導入ガイド")
    assert (guide.touched_all, guide.credit["linear"]) == (0, 6), (
        "nobody in these days, its deals are of all time"
    )
    assert "a cost has no date" in page.range.toolTip()
    choose(qtbot, page.sets.choice, "theme")
    qtbot.waitUntil(lambda: [row.title for row in page.sets.model.rows] == ["原価", "(not given)"])
    assert "Theme" in page.sets.table.model().headerData(0, Qt.Orientation.Horizontal)
