"""What is asked before a publication, and how it is changed: here the passphrase, in the same folder."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from funneldesk.operations import publishing
from funneldesk.operations.publishing import Published
from funneldesk.operations.share_passphrase import NewPassphrase
from funneldesk.ui.pages.share_desk import Wish
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
