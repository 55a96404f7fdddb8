"""Which topic of the help belongs to what is on screen, and where a topic is on screen."""

from PySide6.QtCore import QSettings

from funneldesk import __version__
from funneldesk.ui.page import PageFrame

#: The topics of pages with tabs of their own, in the order of the tabs. All other pages: the topic of their name.
TAB_TOPICS: dict[str, tuple[str, ...]] = {
    "leads": ("leads", "handovers", "nurture", "quality"),
    "import": ("import", "imports"),
    "book": (
        "book", "criteria", "scoring", "backtest", "rules", "kpis", "data-rules", "nurture-design", "versions",
    ),
}  # fmt: skip
#: Topics of pages that are called otherwise in the code.
PAGE_TOPICS = {"welcome": "start"}
#: Topics of dialogs that are opened from anywhere. All others: the topic of the page they are asked on.
DIALOG_TOPICS = {
    "BackupQuestion": "settings",
    "ColumnsDialog": "leads",
    "CardSearch": "knowledge",
    "Palette": "start",
    "ReportDialog": "review",
    "ShortcutSheet": "start",
    "WorkListDialog": "worklist",
}
#: Which version of the program ran last on this computer.
LAST_VERSION = "last_version"
#: Settings that every earlier run left behind, also of versions that did not yet note themselves.
RAN_BEFORE = ("geometry", "member_geometry")


def topic_of(page_id: str, page: PageFrame | None = None) -> str:
    """Return the topic of a page, or of the tab of it that is on show."""
    topics = TAB_TOPICS.get(page_id, ())
    if page is not None and 0 <= page.tabs.currentIndex() < len(topics):
        return topics[page.tabs.currentIndex()]
    return topics[0] if topics else PAGE_TOPICS.get(page_id, page_id)


def dialog_topic(dialog: str) -> str:
    """Return the topic of a dialog, by the name of its class; "" where it is the one of the page behind it."""
    return DIALOG_TOPICS.get(dialog, "")


def place_of(topic: str) -> tuple[str, int] | None:
    """Return page and tab (-1: none of its own) a topic is about; None where it is about no page by itself."""
    from funneldesk.ui.navigation import BEYOND, PAGES, TABS

    # A page about somebody shows nobody unless one comes to it from her.
    about = {"lead", "company"}
    ids = {entry.id for entry in (*PAGES, *TABS, *BEYOND)} - about
    if topic in ids and topic not in TAB_TOPICS:
        return topic, -1
    tabs = ((page_id, topics) for page_id, topics in TAB_TOPICS.items() if topic in topics)
    return next(((page_id, topics.index(topic)) for page_id, topics in tabs), None)


def was_updated(settings: QSettings, version: str = __version__) -> bool:
    """Whether the program is newer than at its last run here; true once a version, never for a new user."""
    known = str(settings.value(LAST_VERSION, ""))
    if not known and any(settings.contains(key) for key in RAN_BEFORE):
        known = "0"
    newer = _numbers(version) > _numbers(known)
    if newer or not known:
        settings.setValue(LAST_VERSION, version)
    return bool(known) and newer


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else 0 for part in version.split("."))
