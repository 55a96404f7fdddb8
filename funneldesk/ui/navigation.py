"""The pages of the window, as one table; a page's module is imported when it is first opened."""

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from funneldesk.i18n import N_

if TYPE_CHECKING:
    from funneldesk.ui.page import Page


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page: where it stands in the code, its name in the navigation, the key that opens it."""

    id: str
    title: str
    module: str
    page: str
    shortcut: str

    def load(self) -> "type[Page]":
        """Import the page's class."""
        return getattr(import_module(f"funneldesk.ui.pages.{self.module}"), self.page)  # type: ignore[no-any-return]


PAGES = (
    PageEntry("today", N_("Today"), "today", "TodayPage", "Ctrl+1"),
    PageEntry("leads", N_("Leads"), "leads", "LeadsPage", "Ctrl+2"),
    PageEntry("import", N_("Import"), "importing", "ImportPage", "Ctrl+3"),
    PageEntry("funnel", N_("Funnel"), "funnel", "FunnelPage", "Ctrl+4"),
    PageEntry("contents", N_("Contents"), "contents", "ContentsPage", "Ctrl+5"),
    PageEntry("book", N_("Definition book"), "book", "BookPage", "Ctrl+6"),
    PageEntry("settings", N_("Settings"), "settings", "SettingsPage", "Ctrl+,"),
)
#: Shown in place of all others while there is no store: not part of the navigation.
WELCOME = PageEntry("welcome", N_("Welcome"), "welcome", "WelcomePage", "")
#: Reached from other pages only: not part of the navigation either.
BEYOND = (
    PageEntry("duplicates", N_("Possible duplicates"), "duplicates", "DuplicatesPage", ""),
    PageEntry("lead", N_("Lead"), "lead", "LeadPage", ""),
    PageEntry("company", N_("Company"), "company", "CompanyPage", ""),
)
