"""The page 共有 with a real folder: published by its button, found again, emptied, exchanged, taken over, read-only."""

import errno
import shutil
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from funneldesk.i18n import set_language
from funneldesk.operations.publishing import publish
from funneldesk.operations.share_state import share_state
from funneldesk.operations.stores import open_reader, open_store
from funneldesk.share.folder import RealFolder
from funneldesk.ui.widgets.asking import Question
from tests.ui.conftest import settle

PHRASE = "horse battery staple"


@pytest.fixture
def folder(tmp_path):
    """Return an empty folder for the team, with a name of ours."""
    path = tmp_path / "営業部 共有"
    path.mkdir()
    return path


def click(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def published(qtbot, page):
    """Press the button and wait until everything is said."""
    before = page.state.last if page.state else None
    click(page.publish_button)
    qtbot.waitUntil(lambda: page.state is not None and page.state.last not in (None, before), timeout=30_000)
    qtbot.waitUntil(lambda: not page.is_loading, timeout=20_000)
    return page.state.last


def first_publication(qtbot, page, folder):
    page.setup.folder.show_folder(folder)
    return published(qtbot, page)


def looked(qtbot, page):
    page.look()
    qtbot.waitUntil(lambda: not page.is_loading, timeout=20_000)


def codes(page):
    return [one.code for one in page.troubles.shown]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_first_publication_and_a_second(open_desk, company_store, qtbot, folder, language):
    set_language(language)
    window = open_desk(company_store).window
    window.go("share")
    page = window.page("share")
    settle(qtbot, page)
    first = first_publication(qtbot, page, folder)
    names = sorted(path.name for path in (folder / "FunnelDesk" / "publications").iterdir())
    assert first.files["sqlite"].name in names
    assert page.last.values["folder"].text_whole() == str(folder)
    assert page.chip.text() in {"Published", "公開中"}
    assert page.last.isVisible()
    assert not page.setup.isVisible()
    assert codes(page) == []
    second = published(qtbot, page)
    assert (first.seq, second.seq, second.level) == (1, 2, "contact")
    page.log_button.click()
    history = window.page("history")
    settle(qtbot, history)
    newest = history.list.model.rows[0].words
    assert str(folder) in newest
    assert newest.startswith(("Published into ", "公開："))


def test_the_drive_goes_away_and_comes_back(show, qtbot, folder):
    page = show("share")
    first_publication(qtbot, page, folder)
    away = folder.with_name("away")
    folder.rename(away)
    looked(qtbot, page)
    assert (codes(page), page.chip.text()) == (["share_gone"], "Out of reach")
    assert page.last.values["rows"].text_whole().startswith("40 leads"), "what was published is still known"
    click(page.publish_button)
    qtbot.waitUntil(lambda: not page.is_loading and not page.progress.isVisible())
    assert codes(page) == ["share_gone"]
    away.rename(folder)
    click(page.troubles.banners[0].link)
    qtbot.waitUntil(lambda: page.chip.text() == "Published")
    assert codes(page) == []


def test_an_emptied_folder_is_said_and_set_up_again(show, qtbot, folder):
    page = show("share")
    first_publication(qtbot, page, folder)
    shutil.rmtree(folder / "FunnelDesk")
    looked(qtbot, page)
    assert codes(page) == ["share_emptied"]
    assert page.chip.text() == "Not found", "and not that it is published"
    click(page.publish_button)
    qtbot.waitUntil(lambda: not page.is_loading and not page.progress.isVisible())
    assert not (folder / "FunnelDesk").exists(), "nothing is set up again unless somebody says so"
    click(page.troubles.banners[0].link)
    question = page.findChildren(Question)[-1]
    qtbot.waitUntil(question.isVisible)
    click(question.yes)
    qtbot.waitUntil(lambda: not page.is_loading and codes(page) == [], timeout=30_000)
    assert list((folder / "FunnelDesk" / "publications").glob("*.sqlite"))


def test_another_share_in_its_place_is_refused(show, session, qtbot, folder, company_store, tmp_path):
    page = show("share")
    first_publication(qtbot, page, folder)
    shutil.rmtree(folder / "FunnelDesk")
    other = tmp_path / "other" / "funneldesk.db"
    other.parent.mkdir()
    shutil.copyfile(company_store, other)
    with open_store(other) as store:
        publish(store, folder)
    looked(qtbot, page)
    assert codes(page) == ["other_share"]
    click(page.troubles.banners[0].link)
    assert page.setup.isVisible(), "another folder can be chosen"


def test_a_copy_of_the_data_publishes_and_this_one_takes_over(show, session, qtbot, folder, tmp_path):
    page = show("share")
    first_publication(qtbot, page, folder)
    copy = tmp_path / "copy" / "funneldesk.db"
    copy.parent.mkdir()
    with open_store(session.path):
        pass  # everything is in the file now
    shutil.copyfile(session.path, copy)
    with open_store(copy) as store:
        publish(store, folder, take_over=True)
    looked(qtbot, page)
    assert (codes(page), page.chip.text()) == (["other_owner"], "Read-only")
    click(page.publish_button)
    question = page.findChildren(Question)[-1]
    qtbot.waitUntil(question.isVisible)
    click(question.yes)
    qtbot.waitUntil(lambda: not page.is_loading and codes(page) == [], timeout=30_000)
    assert (page.chip.text(), page.state.last.epoch) == ("Published", 3)
    with open_reader(copy) as store:
        assert share_state(store).rival is not None, "the other one reads only now"


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.EACCES, "share_read_only"), (errno.ENOSPC, "share_full"), (errno.EIO, "share_trouble")],
)
def test_a_folder_that_does_not_take_a_file_is_said(show, qtbot, folder, monkeypatch, number, code):
    def refuse(*_given):
        raise OSError(number, "refused")

    page = show("share")
    page.setup.folder.show_folder(folder)
    with monkeypatch.context() as refusing:
        refusing.setattr(RealFolder, "create_new", refuse)
        click(page.publish_button)
        qtbot.waitUntil(lambda: not page.is_loading and code in codes(page), timeout=20_000)
        assert page.setup.isVisible() or page.chip.text() != "Published"
    assert published(qtbot, page).seq == 1, "it is tried again and works"


def test_with_a_passphrase_nothing_can_be_read_without_it(show, session, qtbot, folder, monkeypatch):
    monkeypatch.setattr("funneldesk.operations.share_passphrase.remember_key", lambda *_given: False)
    page = show("share")
    page.setup.passphrase.box.setChecked(True)
    page.setup.passphrase.first.setFocus()
    for field in (page.setup.passphrase.first, page.setup.passphrase.second):
        qtbot.keyClicks(field, PHRASE)
    first_publication(qtbot, page, folder)
    assert session.team.passphrase == PHRASE
    assert "no workbook" in page.banner.sentence.text()
    assert [path.suffix for path in (folder / "FunnelDesk" / "publications").glob("*.fdenc")] == [".fdenc"]
    # The next morning the program knows it no more.
    session.team.passphrase = None
    click(page.publish_button)
    qtbot.waitUntil(lambda: not page.is_loading and codes(page) == ["passphrase_needed"], timeout=20_000)
    for typed, found in (("wrong", ["wrong_passphrase"]), (PHRASE, [])):
        click(page.troubles.banners[0].link)
        question = page.findChildren(Question)[-1]
        qtbot.waitUntil(question.isVisible)
        qtbot.keyClicks(question.field, typed)
        click(question.yes)
        qtbot.waitUntil(lambda found=found: not page.is_loading and codes(page) == found, timeout=20_000)
    assert page.state.last.seq == 2


def test_publishing_can_be_stopped_and_leaves_no_publication(show, session, qtbot, folder, monkeypatch):
    begun, go = Event(), Event()
    whole = publish.__globals__["gather_publication"]

    def slow(*given, **named):
        begun.set()
        go.wait(20)
        return whole(*given, **named)

    monkeypatch.setitem(publish.__globals__, "gather_publication", slow)
    page = show("share")
    page.setup.folder.show_folder(folder)
    click(page.publish_button)
    qtbot.waitUntil(begun.is_set)
    qtbot.waitUntil(page.progress.isVisible)
    click(page.progress.stop)
    go.set()
    qtbot.waitUntil(lambda: not page.progress.isVisible(), timeout=20_000)
    publications = folder / "FunnelDesk" / "publications"
    assert not publications.exists() or not list(publications.glob("*.json"))
    assert codes(page) == []


def test_an_idle_look_reads_nothing_but_the_directory(show, session, qtbot, folder, monkeypatch):
    page = show("share")
    first_publication(qtbot, page, folder)
    looked(qtbot, page)
    asked = []
    whole = session.team.files

    class Noting:
        def __init__(self, files):
            self._files = files

        def __getattr__(self, name):
            if name != "where":
                asked.append(name)
            return getattr(self._files, name)

    monkeypatch.setattr(session.team, "files", lambda *given: Noting(whole(*given)))
    session.team.look()
    qtbot.waitUntil(lambda: not page.is_loading)
    assert set(asked) == {"list"}
