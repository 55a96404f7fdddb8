"""A member's window: every page in both languages, at every level, with words twice as long."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from funneldesk import i18n
from funneldesk.errors import UserError
from funneldesk.ui.member.actions import ENTRIES
from funneldesk.ui.shortcut_sheet import ShortcutSheet
from tests.ui.conftest import TODAY, activate, settle
from tests.ui.keyboard import Keyboard
from tests.ui.member.driving import FakeTeam
from tests.ui.test_palette import opened

IDS = [entry.id for entry in ENTRIES]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_page_opens_by_its_key(language, open_member, team, qtbot):
    i18n.set_language(language)
    window = open_member(team)
    for number, page_id in enumerate(IDS, 1):
        qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
        assert window.current is window.page(page_id)
        settle(qtbot, window.current)
        assert window.current.empty is None
        assert window.current.subtitle.text() == (
            f"{TODAY:%Y/%m/%d} 時点・山田さんが公開"
            if language == "ja"
            else f"As of {TODAY:%Y/%m/%d}, published by 山田"
        )


@pytest.mark.parametrize("size", [(1100, 700), (1440, 900)])
def test_pages_with_words_twice_as_long_fit(size, open_member, team, qtbot, monkeypatch):
    doubled = _Doubled(i18n._catalogue("ja"))
    monkeypatch.setattr(i18n, "_catalogue", lambda _language: doubled)
    window = open_member(team)
    window.resize(*size)
    for page_id in IDS:
        window.go(page_id)
        settle(qtbot, window.current)
        assert window.width() == size[0]
        for button in window.current.findChildren(QPushButton):
            if button.isVisible():
                right = button.mapTo(window, button.rect().topRight()).x()
                assert right <= window.width(), button.text()


class _Doubled:
    def __init__(self, real):
        self._real = real

    def gettext(self, text):
        return self._real.gettext(text) * 2

    def ngettext(self, one, many, n):
        return self._real.ngettext(one, many, n) * 2


def test_sums_only_says_why_there_are_no_people(copies, open_member, qtbot):
    window = open_member(FakeTeam(copies("aggregate"), level="aggregate"))
    for page_id in ("today", "leads", "handovers"):
        window.go(page_id)
        assert "集計だけが公開されている" in window.current.empty.title.text()
    [button] = [b for b in window.current.empty.findChildren(QPushButton) if b.isVisible()]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(qtbot, window.current)
    assert window.current is window.page("funnel")
    assert window.current.empty is None


def test_few_people_are_not_told(copies, open_member, qtbot):
    window = open_member(FakeTeam(copies("aggregate"), level="aggregate"))
    window.go("funnel")
    settle(qtbot, window.current)
    shown = [window.current.model.data(window.current.model.index(n, 1), 0) for n in range(5)]
    assert "非表示" in shown
    assert "5人未満の数" in window.current.banner.sentence.text()
    rates = [window.current.model.data(window.current.model.index(n, 3), 0) for n in range(5)]
    # Of the first stage there is no rate to be told.
    assert rates[0] == ""
    assert "非表示" in rates
    window.go("contents")
    settle(qtbot, window.current)
    assert "5人未満の数" in window.current.banner.sentence.text()


def test_a_publication_older_than_a_week_says_so(copies, open_member):
    old = TODAY.toordinal() - 8
    window = open_member(FakeTeam(copies(), as_of=old))
    assert "8日前のもの" in window.notice.sentence.text()
    assert "山田さんに公開し直して" in window.notice.sentence.text()


def test_an_old_copy_of_a_folder_that_is_gone_says_both(copies, open_member):
    gone = UserError("share_gone", "共有フォルダーにつながりません。", "ネットワークを確認してください。")
    team = FakeTeam(copies(), as_of=TODAY.toordinal() - 8, is_reachable=False, problems=(gone,))
    said = open_member(team).notice.sentence.text()
    assert gone.message + gone.next_step in said
    assert "8日前のもの" in said


def test_a_week_is_not_old(copies, open_member):
    window = open_member(FakeTeam(copies(), as_of=TODAY.toordinal() - 7))
    assert window.notice.isHidden()


def test_an_empty_folder_says_what_will_happen(open_member, qtbot):
    window = open_member(FakeTeam(None, published=False), wait=False)
    qtbot.waitUntil(lambda: "まだ公開されていません" in window.current.empty.title.text())


def test_another_language_and_theme_keep_the_page(window, team, qtbot):
    window.go("book")
    window._set_theme("dark")
    assert window.session.settings.value("theme") == "dark"
    desk_windows = []
    window.session.language_changed.connect(lambda: desk_windows.append(1))
    window._set_language("en")
    assert desk_windows == [1]
    window._set_theme("light")


def test_names_are_plain_text(window, qtbot):
    window.go("handovers")
    settle(qtbot, window.current)
    card = window.current.card
    for label in (card.who, card.what, card.reach, card.details, card.comment, card.given, card.said):
        assert label.textFormat() == Qt.TextFormat.PlainText


def test_size_and_page_are_remembered(window, settings, qtbot):
    window.go("contents")
    window.resize(1200, 800)
    window.close()
    assert settings.value("member_page") == "contents"
    assert settings.value("member_geometry") is not None


def test_the_title_says_which_folder_and_that_it_is_the_teams_view(window):
    assert window.windowTitle() == "営業共有（チームの表示） - FunnelDesk"


def test_f5_tries_again_what_was_damaged_and_a_minute_does_not(window, team, qtbot):
    session = window.session
    qtbot.waitUntil(lambda: not session.is_looking)
    for step, retries in ((session._poll.timeout.emit, 0), (window.strip.again.click, 1)):
        before = team.refreshes
        step()
        qtbot.waitUntil(lambda before=before: team.refreshes > before and not session.is_looking)
        assert team.retries == retries


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_palette_and_the_sheet_work_here_too(language, open_member, team, qtbot):
    i18n.set_language(language)
    window = open_member(team)
    settle(qtbot, window.current)
    activate(qtbot, window)
    # What comes first depends on the day: on the first ones of a month it is no hand-over.
    page = window.current
    page.table.choose(next(place for place, line in enumerate(page.model.rows) if line.handover))
    keyboard = Keyboard(qtbot, window)
    keyboard.press("Ctrl+/")
    sheet = window.findChild(ShortcutSheet)
    said = {key for _title, keys in sheet.sections for names, _words in keys for key in names}
    assert {"Ctrl+K", "Ctrl+/", "F5", "Ctrl+F", "A", "R"} <= said
    sheet.reject()
    palette = opened(keyboard, window)
    names = [offer.name for offer in palette.model.offers]
    assert i18n._("Read the folder again") in names
    keyboard.type("yamada 3")
    keyboard.press("Up")
    keyboard.press("Return")
    assert window.current is window.page("leads")
    assert window.current.search.text() == "yamada 3"


def test_f1_tells_colleagues_how_they_answer(show, window, qtbot):
    page = show("today")
    qtbot.keyClick(page, Qt.Key.Key_F1)
    found = window.help_window
    qtbot.waitUntil(found.isVisible)
    assert found.topic == "member"
    found.open_at("funnel")
    assert not found.to_page.isVisible()  # that page is in the owner's window
