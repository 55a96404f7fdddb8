"""The page 共有 in every state of the folder: what it says, what can be done, by mouse and by keyboard."""

import gettext

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton

from funneldesk import i18n
from funneldesk.errors import UserError
from funneldesk.operations import collecting, publishing
from funneldesk.operations.collecting import Collected
from funneldesk.operations.publishing import Published
from funneldesk.operations.share_passphrase import NewPassphrase
from funneldesk.operations.share_state import ShareProblem
from funneldesk.ui.pages.share_conflicts import MOST
from funneldesk.ui.pages.share_questions import PassphraseQuestion
from funneldesk.ui.widgets.asking import Question
from funneldesk.ui.widgets.text import ElidedLabel, ShrinkingLabel
from funneldesk.ui.window import MINIMUM
from tests.ui.conftest import activate
from tests.ui.keyboard import Keyboard
from tests.ui.share_driving import CONFLICTS, FOLDER, LONG, MANIFEST, STATES, TROUBLE, Pretended, state

#: What somebody types as a passphrase.
PHRASE = "horse battery"


@pytest.fixture
def folder(monkeypatch):
    """Return what stands for the team's folder."""
    return Pretended(monkeypatch)


@pytest.fixture
def keyboard(qtbot, window):
    activate(qtbot, window)
    return Keyboard(qtbot, window)


@pytest.fixture
def written(monkeypatch):
    """Return what was asked to be published or collected."""
    asked = []

    def publish(_store, folder, **how):
        names = ("level", "passphrase", "new_passphrase", "take_over", "anew")
        asked.append((folder, {name: how[name] for name in names}))
        return Published(MANIFEST, folder, bool(how["new_passphrase"]), 0, ())

    def collect(_store, folder, **_how):
        asked.append(("collect", folder))
        return Collected(2, 2, 0, 0, 0, 0, ())

    monkeypatch.setattr(publishing, "publish", publish)
    monkeypatch.setattr(collecting, "collect", collect)
    return asked


def click(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def wish(level=None, passphrase=None, *, new=None, take_over=False, anew=False):
    asked = {"level": level, "passphrase": passphrase, "new_passphrase": new}
    return asked | {"take_over": take_over, "anew": anew}


def opened(folder, show, shown):
    folder.state = STATES[shown] if isinstance(shown, str) else shown
    return show("share")


class Doubled(gettext.NullTranslations):
    """Words as long as in no language."""

    def gettext(self, message):
        return f"{message} {message}"

    def ngettext(self, singular, plural, n):
        return f"{plural} {plural}"


def clipped(page):
    """Return the words of labels and buttons that have less room than they need."""
    found = []
    for widget in [*page.findChildren(QLabel), *page.findChildren(QPushButton)]:
        if not widget.isVisible() or not widget.text() or isinstance(widget, ElidedLabel | ShrinkingLabel):
            continue
        right = widget.mapTo(page, QPoint(widget.width(), 0)).x()
        wraps = isinstance(widget, QLabel) and widget.wordWrap()
        needed = widget.heightForWidth(widget.width()) if wraps else widget.sizeHint().height()
        narrow = not wraps and widget.width() < widget.sizeHint().width()
        if narrow or widget.height() < needed or right > page.width():
            found.append(widget.text())
    return found


def whole(qtbot, page):
    """Wait until everything has its place: nothing may be clipped then."""

    def fits():
        assert clipped(page) == []

    qtbot.waitUntil(fits)


@pytest.mark.parametrize("words", ["ja", "en", "doubled"])
@pytest.mark.parametrize("shown", STATES)
def test_nothing_is_clipped_in_any_state(open_desk, company_store, folder, qtbot, monkeypatch, words, shown):
    if words == "doubled":
        monkeypatch.setattr(i18n, "_catalogue", lambda _language: Doubled())
    else:
        i18n.set_language(words)
    folder.state, folder.conflicts = STATES[shown], CONFLICTS
    window = open_desk(company_store).window
    window.resize(*MINIMUM)
    window.go("share")
    page = window.page("share")
    qtbot.waitUntil(lambda: page._looked and not page.is_loading, timeout=20_000)
    whole(qtbot, page)
    assert (window.width(), window.height()) == MINIMUM, "nothing makes the window larger"
    bar = page.findChildren(QLabel)[0]
    assert bar.isVisible()
    if STATES[shown]:
        page.show_settings(wanted=True)
        page.setup.passphrase.box.setChecked(True)
        whole(qtbot, page)


def test_the_first_publication_by_keyboard(
    folder, keyboard, written, window, qtbot, session, monkeypatch, tmp_path
):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(tmp_path))
    keyboard.press("Ctrl+8")
    page = window.current
    keyboard.wait(lambda: page._looked)
    assert page.chip.text() == "Not published yet"
    keyboard.press("Ctrl+Return")
    assert page.setup.folder.fault.isVisible()
    assert (page.setup.folder.button.hasFocus(), written) == (True, [])
    keyboard.press("Space")
    assert page.setup.folder.place.text_whole() == str(tmp_path)
    assert not page.setup.folder.fault.isVisible()
    keyboard.reach("Contact data for open hand-overs only (recommended)")
    keyboard.press("Down")
    keyboard.reach("Seal the files with a passphrase")
    keyboard.press("Space")
    keyboard.press("Ctrl+Return")
    assert "Type a passphrase" in page.setup.passphrase.fault.text()
    assert page.setup.passphrase.first.hasFocus()
    keyboard.type(PHRASE)
    keyboard.press("Tab")
    keyboard.type("horse")
    keyboard.press("Ctrl+Return")
    assert "not the same" in page.setup.passphrase.fault.text()
    keyboard.replace(PHRASE)
    folder.state = state()  # with answers that have come meanwhile
    keyboard.press("Ctrl+Return")
    keyboard.wait(lambda: written == [(tmp_path, wish("masked", new=NewPassphrase(PHRASE)))])
    keyboard.wait(lambda: page.last.isVisible() and not page.setup.isVisible())
    assert page.banner.sentence.text().startswith("Published: as of 2026/11/28, 2,143 leads · 58 hand-overs.")
    assert session.team.passphrase == PHRASE


def test_the_first_publication_by_mouse_is_as_recommended(
    folder, show, written, qtbot, monkeypatch, tmp_path
):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(tmp_path))
    page = opened(folder, show, "first")
    click(page.setup.folder.button)
    click(page.publish_button)
    qtbot.waitUntil(lambda: written == [(tmp_path, wish("contact"))])


def test_no_folder_chosen_in_the_dialog_changes_nothing(folder, show, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: "")
    page = opened(folder, show, "first")
    click(page.setup.folder.button)
    assert page.setup.folder.place.text_whole() == "No folder is chosen yet."


def test_what_was_published_stands_on_the_page(folder, show):
    page = opened(folder, show, "in use")
    said = {name: label.text_whole() for name, label in page.last.values.items()}
    assert said == {
        "at": "2026/11/28 22:40",
        "by": "PC-YAMADA",
        "as_of": "2026/11/28",
        "level": "Contact data for open hand-overs only",
        "rows": "2,143 leads · 58 hand-overs",
        "files": "for FunnelDesk (2.2 MB), for Excel (826 KB)",
        "folder": str(FOLDER),
    }
    assert page.chip.text() == "Published"
    rows = [[page.members.model.index(r, c).data() for c in range(4)] for r in range(2)]
    assert rows == [["佐藤 健一", "2026/11/27", "10", "2"], ["担当者1", "2026/11/26", "11", "1"]]


def test_publishing_again_changes_nothing_else(folder, show, written, keyboard, qtbot):
    opened(folder, show, "in use")
    keyboard.press("Ctrl+Return")
    keyboard.wait(lambda: written == [(FOLDER, wish())])


def test_answers_are_offered_and_taken_in(folder, show, window, written, qtbot):
    page = opened(folder, show, "in use")
    assert page.banner.sentence.text() == "3 answers have arrived."
    assert window._buttons["share"].text() == "Sharing　3"
    assert "3 answers have arrived." in window._buttons["share"].toolTip()
    folder.state = state(waiting=0)
    click(page.banner.link)
    qtbot.waitUntil(lambda: written == [("collect", FOLDER)])
    qtbot.waitUntil(lambda: window._buttons["share"].text() == "Sharing")
    assert page.banner.sentence.text() == "2 answers were taken in."
    assert not page.members.collect_button.isEnabled()


def test_a_conflict_is_decided_and_taken_back(folder, show, window, keyboard, qtbot, monkeypatch):
    decided, undone = [], []
    monkeypatch.setattr(
        collecting, "settle", lambda _store, leg, ref, day: decided.append((leg, ref, day)) or 41
    )
    monkeypatch.setattr("funneldesk.operations.by_hand.undo_act", lambda _store, act: undone.append(act))
    folder.conflicts = CONFLICTS
    page = opened(folder, show, "in use")
    qtbot.waitUntil(page.conflicts.isVisible)
    qtbot.waitUntil(page.conflicts.findChildren(QPushButton)[0].isVisible)
    keyboard.reach("鈴木 美咲　2026/11/27: Decline the lead (時期尚早), about みなと精機　山田 花子")
    keyboard.press("Space")
    keyboard.wait(lambda: decided == [(11, "b:1", page.session.today)])
    keyboard.wait(lambda: window.undo_action.text() == "&Undo: Decline the lead (時期尚早) (山田 花子)")
    keyboard.press("Ctrl+Z")
    keyboard.wait(lambda: undone == [41])
    assert window.redo_action.isEnabled()
    assert not window.undo_action.isEnabled()


def test_many_conflicts_do_not_bury_the_page(folder, show, qtbot):
    folder.conflicts = CONFLICTS * 4
    page = opened(folder, show, "in use")
    qtbot.waitUntil(page.conflicts.isVisible)
    assert page.conflicts.more.text() == f"{8 - MOST} more follow."
    assert len(page.conflicts.findChildren(QPushButton)) == 2 * MOST


@pytest.mark.parametrize("how", ["link", "publish"])
def test_taking_over_is_asked_with_what_it_means(folder, show, written, qtbot, how):
    page = opened(folder, show, "rival")
    assert (page.chip.text(), page.publish_button.property("primary")) == ("Read-only", False)
    assert not page.members.collect_button.isEnabled()
    click(page.troubles.banners[0].link if how == "link" else page.publish_button)
    question = page.findChild(Question)
    qtbot.waitUntil(question.isVisible)
    assert "PC-SUZUKI published last, 2026/11/28 23:00." in question.text.text()
    assert written == []
    click(question.yes)
    qtbot.waitUntil(lambda: written == [(FOLDER, wish(take_over=True))])


def test_an_emptied_folder_is_set_up_again_only_when_somebody_says_so(folder, show, written, qtbot):
    page = opened(folder, show, "emptied")
    for answer in ("no", "yes"):
        click(page.troubles.banners[0].link)
        question = page.findChildren(Question)[-1]
        qtbot.waitUntil(question.isVisible)
        click(getattr(question, answer))
    qtbot.waitUntil(lambda: written == [(FOLDER, wish(anew=True))])


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("share_gone", "Check again"),
        ("share_full", "Check again"),
        ("other_share", "Choose another folder…"),
        ("answers_odd", ""),
    ],
)
def test_each_trouble_has_its_sentence_and_its_button(folder, show, code, words):
    page = opened(folder, show, state(problems=(TROUBLE[code],)))
    banner = page.troubles.banners[0]
    assert TROUBLE[code].message in banner.sentence.text()
    assert code == "share_emptied" or TROUBLE[code].next_step in banner.sentence.text()
    assert (banner.link.text(), banner.link.isVisible()) == (words, bool(words))
    assert page.chip.text() == ("Not found" if code == "other_share" else "Published")


def test_a_drive_that_comes_back_is_seen_at_the_next_look(folder, show, qtbot):
    page = opened(folder, show, "offline")
    assert page.chip.text() == "Out of reach"
    assert not page.last.open_button.isEnabled()
    folder.state = state()
    click(page.troubles.banners[0].link)
    qtbot.waitUntil(lambda: page.chip.text() == "Published")
    assert not page.troubles.isVisible()


def test_what_failed_is_said_and_can_be_tried_again(folder, show, qtbot, monkeypatch):
    tries = []

    def publish(_store, folder, **how):
        tries.append(how["anew"])
        raise UserError("share_emptied", "Nothing is there.", "Look.")

    monkeypatch.setattr(publishing, "publish", publish)
    page = opened(folder, show, "in use")
    click(page.publish_button)
    qtbot.waitUntil(lambda: len(page.troubles.banners) == 1)
    assert (
        page.troubles.banners[0].sentence.text().startswith("Nothing is there. A drive that is not connected")
    )
    click(page.troubles.banners[0].link)
    question = page.findChildren(Question)[-1]
    qtbot.waitUntil(question.isVisible)
    click(question.yes)
    qtbot.waitUntil(lambda: tries == [False, True])


def test_the_passphrase_is_asked_for_where_no_key_is_kept(folder, show, session, qtbot):
    problem = ShareProblem("passphrase_needed", "It is sealed.", "Type it.")
    page = opened(folder, show, state(sealed=True, problems=(problem,)))
    folder.state = state(sealed=True)
    click(page.troubles.banners[0].link)
    question = page.findChild(PassphraseQuestion)
    qtbot.waitUntil(question.isVisible)
    assert not question.yes.isEnabled()
    qtbot.keyClicks(question.field, PHRASE)
    click(question.yes)
    qtbot.waitUntil(lambda: session.team.passphrase == PHRASE and not page.troubles.isVisible())


def test_settings_are_changed_and_published_or_left(folder, show, written, qtbot):
    page = opened(folder, show, state(sealed=True, waiting=0))
    click(page.settings_button)
    assert (page.setup.isVisible(), page.last.isVisible()) == (True, False)
    assert (page.setup.passphrase.box.isChecked(), page.setup.passphrase.box.isEnabled()) == (True, True)
    click(page.setup.leave)
    assert (page.setup.isVisible(), page.last.isVisible()) == (False, True)
    click(page.settings_button)
    click(page.setup.level.buttons["aggregate"])
    click(page.publish_button)
    qtbot.waitUntil(lambda: written == [(FOLDER, wish("aggregate"))])


def test_path_and_invitation_are_copied_and_the_folder_is_opened(folder, show, qtbot, monkeypatch, tmp_path):
    shown = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url) or True)
    page = opened(folder, show, state(folder=tmp_path))
    click(page.last.copy_button)
    assert QApplication.clipboard().text() == str(tmp_path)
    assert page.banner.sentence.text() == "The path is on the clipboard."
    click(page.last.invite_button)
    assert str(tmp_path) in QApplication.clipboard().text()
    click(page.last.open_button)
    qtbot.waitUntil(lambda: shown == [QUrl.fromLocalFile(str(tmp_path))])


def test_a_folder_that_is_gone_is_not_handed_to_another_program(folder, show, qtbot, monkeypatch, tmp_path):
    monkeypatch.setattr(QDesktopServices, "openUrl", pytest.fail)
    page = opened(folder, show, state(folder=tmp_path / "gone"))
    folder.state = STATES["offline"]
    click(page.last.open_button)
    qtbot.waitUntil(lambda: page.chip.text() == "Out of reach")


def test_without_a_store_or_leads_there_is_nothing_to_share(folder, open_desk, qtbot):
    window = open_desk(None).window
    window.go("share")
    page = window.page("share")
    assert page.empty.title.text() == "There is nothing to share yet"
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not page.desk.is_busy


def test_long_names_are_whole_on_hover(folder, show, window):
    window.resize(*MINIMUM)
    page = opened(folder, show, "many")
    QApplication.processEvents()
    path = page.last.values["folder"]
    assert path.text() != path.text_whole()
    assert LONG in path.toolTip()
    left_out = page.members.left_out
    room = left_out.contentsRect().width()
    assert left_out.fontMetrics().horizontalAdvance(left_out.text()) > room
    assert left_out.height() >= left_out.heightForWidth(left_out.width()), "its words go on in the next line"


@pytest.mark.parametrize("width", [MINIMUM[0], 1440, 2000])
def test_the_page_ends_below_its_last_line_in_windows_of_any_width(folder, window, show, qtbot, width):
    folder.state = STATES["in use"]
    window.resize(width, MINIMUM[1])
    page = show("share")
    page.show_settings(wanted=True)
    page.setup.passphrase.box.setChecked(True)
    whole(qtbot, page)
    inside = page.setup.parentWidget()
    qtbot.waitUntil(lambda: inside.height() - page.log_button.geometry().bottom() <= 1)
