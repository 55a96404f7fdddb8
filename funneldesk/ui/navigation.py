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
    shortcut: str = ""
    #: Of pages that stand side by side as tabs: the name on the tab, and the page of the navigation they stand under.
    tab: str = ""
    under: str = ""
    #: Of a page beyond the navigation: the page of it that is lit meanwhile.
    about: str = ""
    #: How the Japanese name is read, in Latin letters, for those who type it so in the command palette.
    reading: str = ""

    def load(self) -> "type[Page]":
        """Import the page's class."""
        return getattr(import_module(f"funneldesk.ui.pages.{self.module}"), self.page)  # type: ignore[no-any-return]


PAGES = (
    PageEntry("today", N_("Today"), "today", "TodayPage", "Ctrl+1", reading="kyou"),
    PageEntry("leads", N_("Leads"), "leads", "LeadsPage", "Ctrl+2", reading="riido"),
    PageEntry("import", N_("Import"), "importing", "ImportPage", "Ctrl+3", reading="torikomi"),
    PageEntry(
        "funnel", N_("Funnel"), "funnel", "FunnelPage", "Ctrl+4", N_("As it stands"), reading="faneru genjou"
    ),
    PageEntry(
        "contents",
        N_("Contents"),
        "contents",
        "ContentsPage",
        "Ctrl+5",
        N_("Deal rates"),
        reading="kontentsu shoudanritsu",
    ),
    PageEntry(
        "review", N_("Review"), "review", "ReviewPage", "Ctrl+6", N_("This time"), reading="furikaeri konkai"
    ),
    PageEntry("book", N_("Definition book"), "book", "BookPage", "Ctrl+7", reading="teigisho"),
    PageEntry("share", N_("Sharing"), "share", "SharePage", "Ctrl+8", reading="kyouyuu"),
    PageEntry("settings", N_("Settings"), "settings", "SettingsPage", "Ctrl+,", reading="settei"),
)
#: Pages beside one of the navigation, in the order of their tabs; each page is complete by itself.
TABS: tuple[PageEntry, ...] = (
    PageEntry("why", N_("Funnel"), "why", "WhyPage", tab=N_("Causes"), under="funnel", reading="youin"),
    PageEntry(
        "timing",
        N_("Funnel"),
        "timing",
        "TimingPage",
        tab=N_("Speed of contact"),
        under="funnel",
        reading="taiou supiido",
    ),
    PageEntry(
        "campaigns",
        N_("Contents"),
        "campaigns",
        "CampaignsPage",
        tab=N_("Campaign ROI"),
        under="contents",
        reading="shisaku roi",
    ),
    PageEntry(
        "findings",
        N_("Contents"),
        "findings",
        "FindingsPage",
        tab=N_("Findings"),
        under="contents",
        reading="kizuki",
    ),
    PageEntry(
        "reviews",
        N_("Review"),
        "reviews",
        "ReviewsPage",
        tab=N_("Past reviews"),
        under="review",
        reading="kako no furikaeri",
    ),
    PageEntry(
        "knowledge",
        N_("Review"),
        "knowledge",
        "KnowledgePage",
        tab=N_("Knowledge"),
        under="review",
        reading="narejji",
    ),
)
#: Shown in place of all others while there is no store: not part of the navigation.
WELCOME = PageEntry("welcome", N_("Welcome"), "welcome", "WelcomePage", "")
#: Reached from other pages only: not part of the navigation either.
BEYOND = (
    PageEntry(
        "duplicates",
        N_("Possible duplicates"),
        "duplicates",
        "DuplicatesPage",
        "",
        about="leads",
        reading="juufuku no kouho",
    ),
    PageEntry("lead", N_("Lead"), "lead", "LeadPage", "", about="leads"),
    PageEntry("company", N_("Company"), "company", "CompanyPage", "", about="leads"),
    PageEntry(
        "summary",
        N_("One-page summary"),
        "summary",
        "SummaryPage",
        "Ctrl+Shift+S",
        reading="ichimai no matome",
    ),
    PageEntry(
        "workshop", N_("KPI workshop"), "workshop", "WorkshopPage", "Ctrl+Shift+W", reading="kpi waakushoppu"
    ),
    PageEntry("history", N_("History"), "history", "HistoryPage", "", reading="rireki"),
)


def place_of(page_id: str) -> str:
    """Return the page of the navigation a page stands under, itself where it stands alone."""
    beside = side_by_side(page_id)
    if beside:
        return beside[0].id
    return next((entry.about for entry in BEYOND if entry.id == page_id and entry.about), page_id)


def side_by_side(page_id: str) -> tuple[PageEntry, ...]:
    """Return the pages that share a row of tabs with a page, itself included; () where it stands alone."""
    found = next((entry for entry in (*PAGES, *TABS) if entry.id == page_id), None)
    if found is None:
        return ()
    first = found.under or found.id
    entries = tuple(entry for entry in (*PAGES, *TABS) if first in {entry.id, entry.under})
    return entries if len(entries) > 1 else ()
