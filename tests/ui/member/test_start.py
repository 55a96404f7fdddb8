"""The ways into a member's window, and the real thing from end to end: published, opened, answered, on the share."""

import json
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from funneldesk.operations.collecting import collect
from funneldesk.operations.publishing import publish
from funneldesk.operations.stores import open_store
from funneldesk.operations.team import open_team
from funneldesk.operations.team_view import open_view
from funneldesk.ui.member.session import Opening
from funneldesk.ui.widgets.two_lines import ROW
from tests.ui.conftest import TODAY

#: The passphrase of the folder, and another one.
RIGHT, WRONG = "みかん", "りんご"


@pytest.fixture
def owner(handed_store, tmp_path):
    """Return the owner's store and a function that publishes it into the shared folder."""
    path, folder = tmp_path / "owner" / "funneldesk.db", tmp_path / "営業共有"
    path.parent.mkdir()
    folder.mkdir()
    shutil.copyfile(handed_store, path)

    def publishes(level="contact", **more):
        with open_store(path) as store:
            return publish(
                store, folder, level=level, as_of=TODAY.toordinal(), home=tmp_path / "owner-home", **more
            )

    publishes.store, publishes.folder = path, folder
    return publishes


@pytest.fixture
def opening(tmp_path):
    """Return how a member's program opens the folder: as it does, with a home of its own."""
    home = tmp_path / "member-home"

    def opened(folder: Path, passphrase: str | None):
        return open_team(folder, home=home, passphrase=passphrase)

    return Opening(opened, open_view)


def test_what_is_published_is_opened_answered_and_on_the_share(owner, opening, open_member, qtbot):
    owner()
    window = open_member(None, opening=opening)
    window.go("handovers")
    page = window.current
    qtbot.waitUntil(lambda: page.table.chosen is not None)
    handover = page.table.chosen.handover
    qtbot.keyClick(page.table, "a")
    qtbot.waitUntil(lambda: page.table.chosen.answered == "受け入れ ✓✓\n（未受信）", timeout=10000)
    [file] = (owner.folder / "FunnelDesk" / "responses").rglob("*.json")
    said = json.loads(file.read_text(encoding="utf-8"))
    assert (said["handover"], said["action"], said["who"]) == (handover, "accept", "佐藤")


def test_the_next_publication_comes_by_itself(owner, opening, open_member, qtbot):
    owner()
    window = open_member(None, opening=opening)
    first = window.session.state.manifest
    owner("masked")
    window.session._poll.timeout.emit()  # a minute has passed
    qtbot.waitUntil(lambda: window.session.state.manifest.seq == first.seq + 1, timeout=10000)
    qtbot.waitUntil(lambda: not window.current.is_loading)
    assert window.session.state.manifest.level == "masked"
    assert "個人情報を伏せる" in window._level.text()


def test_a_folder_with_a_passphrase_asks_for_it(owner, opening, open_member, qtbot):
    from funneldesk.ui.member.asking import FieldQuestion

    owner(passphrase=RIGHT)
    window = open_member(None, opening=opening, wait=False)

    def asked():
        return next((q for q in window.findChildren(FieldQuestion) if q.isVisible()), None)

    qtbot.waitUntil(lambda: asked() is not None, timeout=10000)
    asked().field.setText(WRONG)
    qtbot.mouseClick(asked().yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: asked() is not None and bool(asked().fault.text()), timeout=10000)
    asked().field.setText(RIGHT)
    qtbot.mouseClick(asked().yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.session.has_publication, timeout=10000)


def test_a_folder_without_anything_says_so(opening, open_member, tmp_path, qtbot):
    (tmp_path / "営業共有").mkdir()
    window = open_member(None, opening=opening, wait=False)
    qtbot.waitUntil(lambda: window.session.trouble is not None, timeout=10000)
    assert window.current.empty.title.text() == window.session.trouble.message


def test_the_welcome_page_has_a_quiet_way_in(open_desk, qtbot, monkeypatch, tmp_path):
    desk = open_desk(None)
    qtbot.waitUntil(lambda: desk.window.current is not None)
    page = desk.window.current
    assert page.last_team.isHidden(), "no folder has been opened yet"
    wanted = []
    monkeypatch.setattr(desk, "open_team", wanted.append)
    desk.session.team_wanted.disconnect()
    desk.session.team_wanted.connect(wanted.append)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: str(tmp_path))
    qtbot.mouseClick(page.team, Qt.MouseButton.LeftButton)
    assert wanted == [tmp_path]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: "")
    qtbot.mouseClick(page.team, Qt.MouseButton.LeftButton)
    assert wanted == [tmp_path], "nothing was chosen"


def test_the_last_folder_is_one_click_away(open_desk, qtbot, tmp_path, settings):
    settings.setValue("team_folder", str(tmp_path / "営業&共有"))
    settings.sync()
    desk = open_desk(None)
    qtbot.waitUntil(lambda: desk.window.current is not None)
    wanted = []
    desk.session.team_wanted.disconnect()
    desk.session.team_wanted.connect(wanted.append)
    assert desk.window.current.last_team.text() == "前回のフォルダー：営業&&共有"
    qtbot.mouseClick(desk.window.current.last_team, Qt.MouseButton.LeftButton)
    assert wanted == [tmp_path / "営業&共有"]


def test_who_has_no_data_of_her_own_gets_the_members_window_alone(open_desk, qtbot, tmp_path, monkeypatch):
    from funneldesk.operations import places

    monkeypatch.setattr(places, "default_store_path", lambda: tmp_path / "home" / "funneldesk.db")
    desk = open_desk(None)
    qtbot.waitUntil(lambda: desk.window.current is not None)
    team = desk.open_team(tmp_path / "営業共有")
    try:
        assert team is not None
        assert team.window.isVisible()
        assert not desk.window.isVisible()
        assert desk.session.settings.value("team_folder") == str(tmp_path / "営業共有")
        team.window.showMinimized()
        assert desk.open_team(tmp_path / "営業共有" / "FunnelDesk") is None, "it is open already"
        assert len(desk.teams) == 1
        assert not team.window.isMinimized()
        assert team.open_other(tmp_path / "営業共有") is None
        assert team.window.isVisible()
    finally:
        team.window.close()
        team.window.deleteLater()


def test_the_program_opens_it_by_command(monkeypatch, tmp_path):
    from funneldesk import app
    from funneldesk.ui.member import start

    opened = []
    monkeypatch.setattr(start, "run_member_window", lambda *given: opened.append(given) or 0)
    assert app.open_shared_window(tmp_path, "en") == 0
    assert opened == [(tmp_path, "en")]


def test_what_the_owner_collected_has_three_ticks_and_stands_as_decided(owner, opening, open_member, qtbot):
    owner()
    window = open_member(None, opening=opening)
    window.go("handovers")
    page = window.current
    qtbot.waitUntil(lambda: page.table.chosen is not None)
    handover = page.table.chosen.handover
    qtbot.keyClick(page.table, "a")
    qtbot.waitUntil(lambda: page.table.chosen.answered == "受け入れ ✓✓\n（未受信）", timeout=10000)
    with open_store(owner.store) as store:
        collected = collect(store, owner.folder)
    assert (collected.new, collected.applied) == (1, 1)
    owner()
    qtbot.keyClick(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: window.strip.ticks["received"].text() == "✓✓✓ 1", timeout=10000)

    def line():
        return next((one for one in page.model.rows if one.handover == handover), None)

    qtbot.waitUntil(lambda: line() is not None and line().record.state == "accepted", timeout=10000)
    assert line().answered == "受け入れ ✓✓✓"
    # It stands where the heading of the decided ones stood, and is as tall as any line.
    heights = {page.table.rowHeight(place) for place, one in enumerate(page.model.rows) if not one.is_heading}
    assert heights == {ROW}
