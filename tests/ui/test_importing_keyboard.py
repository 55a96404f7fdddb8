"""A list that is ready is imported by Enter alone, whichever it is."""

from PySide6.QtCore import Qt

from tests.ui.conftest import activate
from tests.ui.test_importing import LONG, bring, csv_file, import_it, open_page, people, wait_for_dry_run

__all__ = ["people"]


def test_a_list_that_is_ready_is_imported_by_enter_unless_somebody_is_deciding_something(
    open_desk, qtbot, people
):
    page = open_page(open_desk)
    activate(qtbot, page.window())
    qtbot.waitUntil(page.start.isVisible)
    page.tabs.setFocus()
    bring(qtbot, page, people)
    qtbot.waitUntil(page.go_button.hasFocus)
    choice = page.plan.columns.rows["きっかけ"].target
    choice.setFocus()
    choice.set_value("campaign")
    choice.chosen.emit("campaign")
    qtbot.waitUntil(lambda: not page.go_button.isEnabled())
    wait_for_dry_run(qtbot, page)
    assert choice.hasFocus()
    page.go_button.setFocus()
    qtbot.keyClick(page.go_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.views.currentWidget() is page.done, timeout=LONG)


def test_the_next_list_is_imported_by_enter_as_the_first_was(open_desk, qtbot, people, tmp_path):
    page = open_page(open_desk)
    activate(qtbot, page.window())
    qtbot.waitUntil(page.start.isVisible)
    bring(qtbot, page, people)
    import_it(qtbot, page)
    qtbot.waitUntil(page.done.to_funnel.hasFocus)
    qtbot.keyClick(page.done.to_funnel, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.window().current is page.window().page("funnel"))
    page.window().go("import")
    bring(qtbot, page, csv_file(tmp_path / "second.csv", "メールアドレス,氏名\nsecond@toto.jp,鈴木 花子\n"))
    qtbot.waitUntil(page.go_button.hasFocus)
    qtbot.keyClick(page.go_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.views.currentWidget() is page.done, timeout=LONG)
