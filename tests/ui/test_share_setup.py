"""What is asked before a publication, and how it is changed: here the passphrase, in the same folder."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea

from funneldesk.operations import publishing
from funneldesk.operations.publishing import Published
from funneldesk.operations.share_passphrase import NewPassphrase
from funneldesk.ui.pages.share_desk import Wish
from funneldesk.ui.pages.share_setup import SetupView
from funneldesk.ui.window import MINIMUM
from tests.ui.share_driving import FOLDER, MANIFEST, Pretended, state

#: What somebody types as a passphrase.
PHRASE = "horse battery"


def click(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_the_passphrase_is_changed_and_removed_in_the_same_folder(show, session, qtbot, monkeypatch):
    wished = []

    def publish(_store, _folder, **how):
        wished.append((how["passphrase"], how["new_passphrase"]))
        return Published(MANIFEST, FOLDER, sealed=True, collected=0)

    monkeypatch.setattr(publishing, "publish", publish)
    Pretended(monkeypatch).state = state(sealed=True, waiting=0)
    page = show("share")
    card = page.setup.passphrase
    session.team.passphrase = "the former one"  # noqa: S105 - a test's
    click(page.settings_button)
    for field in (card.first, card.second):
        field.setText(PHRASE)
    click(page.publish_button)
    changed = ("the former one", NewPassphrase(PHRASE))
    qtbot.waitUntil(lambda: wished == [changed] and not page.is_loading)
    assert session.team.passphrase == PHRASE
    click(page.settings_button)
    assert card.first.text() == ""
    card.box.click()
    assert not card.fields.isVisible()
    assert "everybody who sees the folder" in card.meaning.text()
    click(page.publish_button)
    removed = (PHRASE, NewPassphrase(None))
    qtbot.waitUntil(lambda: wished == [changed, removed] and not page.is_loading)
    assert session.team.passphrase is None
    # What is done again later wishes for nothing of this once more.
    assert page.desk.last_wish == Wish(FOLDER, "contact")


def test_the_name_colleagues_see_is_kept_and_changed(show, session, qtbot, monkeypatch):
    wished = []

    def publish(_store, _folder, **how):
        wished.append(how["name"])
        return Published(MANIFEST, FOLDER, sealed=False, collected=0)

    monkeypatch.setattr(publishing, "publish", publish)
    Pretended(monkeypatch).state = state(waiting=0, publisher="山田 花子")
    page = show("share")
    click(page.settings_button)
    field = page.setup.name.field
    assert field.text() == "山田 花子"
    field.setText(" 佐藤 ")
    click(page.publish_button)
    qtbot.waitUntil(lambda: wished == ["佐藤"] and not page.is_loading)
    # What is tried again, and what is published without the settings, is in the name that is kept.
    assert page.desk.last_wish.name is None
    click(page.publish_button)
    qtbot.waitUntil(lambda: wished == ["佐藤", None] and not page.is_loading)


def test_a_name_that_cannot_be_is_said_beside_the_field(qtbot, monkeypatch, tmp_path):
    monkeypatch.setattr("funneldesk.operations.share_owner.computer_name", lambda: "DESKTOP-7QK2")
    setup = SetupView()
    qtbot.addWidget(setup)
    setup.show()
    setup.folder.show_folder(tmp_path)
    assert setup.name.field.placeholderText() == "Name of this computer: DESKTOP-7QK2"
    wishes = []
    setup.wanted.connect(wishes.append)
    setup.name.field.setText("\u202e山田")
    setup.take()
    assert (setup.name.fault.isVisible(), wishes) == (True, [])
    assert "a sign that cannot be seen" in setup.name.fault.text()
    setup.name.field.setText("山田")
    setup.take()
    assert not setup.name.fault.isVisible()
    assert [wish.name for wish in wishes] == ["山田"]


def test_what_is_missing_is_brought_into_sight(open_desk, company_store, qtbot, monkeypatch, tmp_path):
    Pretended(monkeypatch).state = None
    window = open_desk(company_store).window
    window.resize(*MINIMUM)
    window.go("share")
    page = window.page("share")
    qtbot.waitUntil(lambda: page._looked and not page.is_loading, timeout=20_000)
    card = page.setup.passphrase
    page.setup.folder.show_folder(tmp_path)
    card.box.setChecked(True)
    area = next(one for one in page.findChildren(QScrollArea) if one.isAncestorOf(card))

    def below():
        """Return how far the sentence reaches below what is in sight."""
        return (
            card.fault.mapTo(area.viewport(), QPoint(0, card.fault.height())).y() - area.viewport().height()
        )

    qtbot.waitUntil(lambda: card.fields.isVisible() and below() > 0)
    assert area.verticalScrollBar().value() == 0
    click(page.publish_button)
    assert "Type a passphrase" in card.fault.text()
    qtbot.waitUntil(lambda: area.verticalScrollBar().value() > 0 and below() <= 0)


def test_a_fault_of_the_passphrase_goes_as_soon_as_something_is_typed(show, monkeypatch, tmp_path):
    Pretended(monkeypatch).state = None
    page = show("share")
    card = page.setup.passphrase
    page.setup.folder.show_folder(tmp_path)
    card.box.setChecked(True)
    card.first.setText("horse battery")
    card.second.setText("horse")
    click(page.publish_button)
    assert "not the same" in card.fault.text()
    card.second.setText("horse battery")
    assert card.fault.isHidden()


def test_a_short_passphrase_is_said_before_it_is_used(show, monkeypatch):
    Pretended(monkeypatch).state = None
    card = show("share").setup.passphrase
    card.box.setChecked(True)
    for field in (card.first, card.second):
        field.setText("short")
    assert "is short" in card.short.text()
    assert card.short.isVisibleTo(card)
    for field in (card.first, card.second):
        field.setText("horse battery")
    assert card.short.isHidden()
