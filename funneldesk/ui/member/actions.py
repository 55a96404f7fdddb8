"""What a member's window does, as the same kind of table that the owner's has (`ui.actions`)."""

from funneldesk.i18n import N_
from funneldesk.ui.actions import (
    BACK,
    COLUMNS,
    EXPORT_LEADS,
    FIND,
    FORWARD,
    HELP,
    PALETTE,
    PANES,
    QUIT,
    SHORTCUTS,
    Action,
    page_action,
)
from funneldesk.ui.navigation import PageEntry

#: The pages, which the window finds in its own package.
ENTRIES = (
    PageEntry("today", N_("Today"), "today", "TodayPage", "Ctrl+1", reading="kyou"),
    PageEntry("leads", N_("Leads"), "leads", "LeadsPage", "Ctrl+2", reading="riido"),
    PageEntry("handovers", N_("Hand-overs"), "handovers", "HandoversPage", "Ctrl+3", reading="hikiwatashi"),
    PageEntry("funnel", N_("Funnel"), "funnel", "FunnelPage", "Ctrl+4", reading="faneru"),
    PageEntry("contents", N_("Contents"), "contents", "ContentsPage", "Ctrl+5", reading="kontentsu"),
    PageEntry("book", N_("Definition book"), "book", "BookPage", "Ctrl+6", reading="teigisho"),
)
MEMBER_ACTIONS: tuple[Action, ...] = (
    Action(
        "read_again",
        N_("Read the folder again"),
        lambda window: window.session.look_again(),
        "file",
        ("F5",),
        reading="saiyomikomi",
    ),
    Action("name", N_("Your name…"), lambda window: window.ask_name(), "file", reading="kaitousha no namae"),
    EXPORT_LEADS,
    Action(
        "shared_folder",
        N_("Open the team's shared folder…"),
        lambda window: window.open_other(),
        "file",
        ("Ctrl+O",),
        line=True,
        reading="chiimu no kyouyuu forudaa wo hiraku",
    ),
    QUIT,
    *(page_action(entry, "view") for entry in ENTRIES),
    FIND,
    COLUMNS,
    PALETTE,
    BACK,
    FORWARD,
    PANES,
    *HELP,
    SHORTCUTS,
)
