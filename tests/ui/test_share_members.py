"""What the owner is shown of members of whom nothing was taken in yet."""

from PySide6.QtCore import Qt

from funneldesk import i18n
from funneldesk.operations.share_state import Member
from funneldesk.ui.pages.share_members import MembersCard
from tests.ui.share_driving import state


def test_whoever_was_not_taken_in_yet_is_a_new_member(qtbot):
    i18n.set_language("en")
    card = MembersCard()
    qtbot.addWidget(card)
    card.model.show_rows([Member("3f2a" + "0" * 12, "", 0, 2, None), Member("4" * 16, "", 1, 0, None)])
    index = card.model.index(0, 0)
    assert index.data() == "New member (computer 3f2a)"
    assert "as soon as they are taken in" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert card.model.index(1, 0).data() == "No name given"


def test_columns_without_room_are_said_only_of_a_table_that_is_there(qtbot):
    i18n.set_language("en")
    card = MembersCard()
    qtbot.addWidget(card)
    card.resize(360, 300)
    card.show_state(state(waiting=0, members=()), can_collect=False)
    card.show()
    assert (card.table.isVisible(), card.left_out.isVisible()) == (False, False)
    card.show_state(state(waiting=0), can_collect=False)
    qtbot.waitUntil(card.left_out.isVisible)
    card.show_state(state(waiting=0, members=()), can_collect=False)
    assert not card.left_out.isVisible()
