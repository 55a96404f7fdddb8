"""Whose duties are shown: a tab for each owner."""

from funneldesk.operations.duty_lists import Owner
from funneldesk.ui.pages.today_owners import OwnerTabs


def test_a_long_name_of_an_owner_leaves_room_for_the_others_and_keeps_its_count(qtbot):
    tabs = OwnerTabs()
    qtbot.addWidget(tabs)
    name = "東日本第二営業本部首都圏エンタープライズ営業部 佐藤健一郎"
    tabs.offer([Owner("", "", 12, 3), Owner("", name, 1_234, 3)], Owner())
    tabs.resize(tabs.sizeHint())
    assert tabs.sizeHint().width() < 480
    assert tabs.tabText(1).startswith("東日本第二営業")
    assert tabs.tabText(1).endswith("… 1,234 (3 late)")
    assert name in tabs.tabToolTip(1)
