"""A member's window: the pages of a publication, when it is from, whether the folder can be reached."""

from collections.abc import Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from funneldesk.i18n import N_, _, language, set_language
from funneldesk.ui.navigation import PageEntry
from funneldesk.ui.shell import Shell
from funneldesk.ui.widgets.text import ElidedLabel, Label

if TYPE_CHECKING:
    from funneldesk.ui.member.page import MemberPage
    from funneldesk.ui.member.session import MemberSession

ENTRIES: Sequence[PageEntry] = (
    PageEntry("today", N_("Today"), "today", "TodayPage", "Ctrl+1"),
    PageEntry("leads", N_("Leads"), "leads", "LeadsPage", "Ctrl+2"),
    PageEntry("handovers", N_("Hand-overs"), "handovers", "HandoversPage", "Ctrl+3"),
    PageEntry("funnel", N_("Funnel"), "funnel", "FunnelPage", "Ctrl+4"),
    PageEntry("contents", N_("Contents"), "contents", "ContentsPage", "Ctrl+5"),
    PageEntry("book", N_("Definition book"), "book", "BookPage", "Ctrl+6"),
    PageEntry("share", N_("State of the sharing"), "state", "StatePage", "Ctrl+7"),
)
REMEMBERED = "member_page"
