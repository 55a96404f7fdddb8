"""A store that another program writes to, and a team's folder that is away: everything can be read, and each act says why not.

Nothing that was typed or chosen is lost or shown as if it had been written.
"""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from funneldesk.i18n import set_language
from funneldesk.operations.stores import open_reader, open_store
from funneldesk.ui.pages.book_terms import TermsTab
from funneldesk.ui.trouble import TroubleDialog
from tests.ui.book_driving import choose, write
from tests.ui.conftest import activate
from tests.ui.share_driving import STATES, Pretended
from tests.ui.test_window_states import walk, words_of, wrong_after_all
from tests.ui.typing import write as put_in
from tests.ui.walking import rest


def words_on_screen(page):
    """Return all that is said on a page and in the dialog over it."""
    dialogs = [one for one in page.window().findChildren(TroubleDialog) if one.isVisible()]
    return "\n".join(
        label.text()
        for place in (page, *dialogs)
        for label in place.findChildren(QLabel)
        if label.isVisible()
    )


def close_dialogs(page):
    for dialog in page.window().findChildren(TroubleDialog):
        dialog.close()


def on_today(qtbot, page):
    row = next(n for n, duty in enumerate(page.duties.model.rows) if duty.lead)
    page.duties.table.selectRow(row)
    page.duties.table.setFocus()
    qtbot.waitUntil(lambda: bool(page.acts.acts))
    act = next(
        name for name in page.acts.acts if name not in {"comment", "reject", "let_go", "to_sales", "back"}
    )
    qtbot.keyClicks(page.duties.table, page.acts.keys[act])


def on_lead(qtbot, page):
    qtbot.mouseClick(page.next.buttons["reached"], Qt.MouseButton.LeftButton)


def on_duplicates(qtbot, page):
    qtbot.waitUntil(lambda: page.model.rowCount() > 0)
    qtbot.mouseClick(page.same, Qt.MouseButton.LeftButton)


def on_book(qtbot, page):
    qtbot.waitUntil(lambda: page.book is not None)
    line = next(iter(page.tab(TermsTab).terms.values())).name.line
    write(qtbot, line, f"{line.text()} of ours")


def on_knowledge(qtbot, page):
    page.begin()
    put_in(page.editor.title.line, "件名は短く")
    page.editor.save()


def on_settings(qtbot, page):
    choose(qtbot, page.fiscal_month, "10")


def on_review(qtbot, page):
    page.desk.decide("decided", 0, "Call on the same day", "Sato", None)


ACTS = {
    "today": on_today,
    "lead": on_lead,
    "duplicates": on_duplicates,
    "book": on_book,
    "knowledge": on_knowledge,
    "settings": on_settings,
    "review": on_review,
}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_pages_show_all_of_a_store_another_program_writes_to(open_desk, filled_store, qtbot, language):
    set_language(language)
    desk, found = open_desk(filled_store), []
    with open_store(desk.session.path):
        for name, page in walk(qtbot, desk.window):
            rest(qtbot, page)
            found += [f"{name}: {words}" for words in wrong_after_all(qtbot, page)]
            assert desk.session.path.name not in page.banner.sentence.text(), name
            assert page.empty is None or name == "findings", name
    assert not found, "\n".join(found)


@pytest.mark.parametrize("page_id", ACTS)
def test_an_act_says_who_has_the_store_and_is_done_once_it_is_free(open_desk, filled_store, qtbot, page_id):
    desk = open_desk(filled_store)
    window = desk.window
    activate(qtbot, window)
    window.go(page_id, **({"lead": 1} if page_id == "lead" else {}))
    page = window.page(page_id)
    rest(qtbot, page)
    with open_store(desk.session.path) as other:
        revision = other.revision
        ACTS[page_id](qtbot, page)
        qtbot.waitUntil(lambda: "is being worked on by" in words_on_screen(page))
        assert "Close it there, or wait until it is done, then try again." in words_on_screen(page)
        assert other.revision == revision
    close_dialogs(page)
    rest(qtbot, page)
    if page_id == "settings":
        assert page.fiscal_month.value == "4", "what is kept"
    with open_reader(desk.session.path) as reader:

        def commits():
            return reader.connection.execute("PRAGMA data_version").fetchone()

        before = commits()
        ACTS[page_id](qtbot, page)
        qtbot.waitUntil(lambda: commits() != before)
        rest(qtbot, page)
    assert "is being worked on by" not in words_on_screen(page)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("state", ["offline", "emptied", "rival"])
def test_a_folder_that_is_away_changes_no_page_but_its_own(
    open_desk, handed_store, qtbot, monkeypatch, language, state
):
    set_language(language)
    Pretended(monkeypatch).state = STATES[state]
    desk, found = open_desk(handed_store), []
    desk.session.team.look()
    for name, page in walk(qtbot, desk.window):
        rest(qtbot, page)
        found += [f"{name}: {words}" for words in wrong_after_all(qtbot, page)]
        told = "\n".join(words_of(page))
        problem = STATES[state].problems[0].message if STATES[state].problems else STATES[state].rival.name
        assert (problem in told) == (name == "share"), name
    assert not found, "\n".join(found)


def test_data_that_cannot_be_read_is_said_once_and_nothing_is_offered_about_it(open_desk, qtbot, tmp_path):
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"SQLite format 3\x00" + bytes(range(256)) * 40)
    window = open_desk(broken).window
    window.go("share")
    share = window.page("share")
    qtbot.waitUntil(lambda: share.banner.isVisible() and bool(share._troubles))
    qtbot.waitUntil(lambda: words_on_screen(share).count("funneldesk.db") <= 1)
    window.go("history")
    history = window.page("history")
    qtbot.waitUntil(history.banner.isVisible)
    assert history.detail.isHidden()
    assert history.list.kinds.currentText() == "All kinds"
