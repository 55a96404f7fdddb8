"""What the command palette offers: the rows of the window's table, the page's own buttons, what the store holds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton

from funneldesk.domain.formats import sentences
from funneldesk.domain.matching import match
from funneldesk.errors import UserError
from funneldesk.i18n import N_, _
from funneldesk.ui.widgets.keys import shown_keys

if TYPE_CHECKING:
    from funneldesk.operations.finding import Found
    from funneldesk.store.store import Store
    from funneldesk.ui.page import PageFrame
    from funneldesk.ui.session import Session
    from funneldesk.ui.shell import Shell
    from funneldesk.ui.tasks import Job

#: The row that opens the palette: not offered within it.
OWN_ID = "palette"
#: What kinds of things are called, and where each is shown: the page, and under which name it takes the key.
_KINDS: dict[str, tuple[str, str, str]] = {
    "lead": (N_("Lead"), "lead", "lead"),
    "company": (N_("Company"), "company", "lead"),
    "content": (N_("Content"), "contents", "text"),
    "card": (N_("Knowledge"), "knowledge", "card"),
    "term": (N_("Term"), "book", "line"),
    "signal": (N_("Signal"), "book", "line"),
    "rule": (N_("Rules"), "book", "line"),
    "kpi": (N_("KPIs"), "book", "line"),
    "scenario": (N_("Scenario"), "book", "line"),
}
#: The tabs of the book that hold the lines of a kind, as they are called in the table of actions.
_TABS = {"term": 0, "signal": 2, "rule": 4, "kpi": 5, "scenario": 7}
#: What is asked of the store, each by itself (`operations.finding.WAYS`): the quick ones first.
SOURCES = ("leads", "writings", "companies")
_NUMBERS = {"lead", "company", "card"}


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of the palette. `id` names it among those chosen before, "" for what is not remembered.

    `detail`: what it belongs to; `kind`: what it is; `keys`: the key that does the same. `others` and `reading`: what
    it is also called, and how its name is read. `score` and `places`: how well it fits what is typed.
    """

    name: str
    do: Callable[[], object]
    id: str = ""
    detail: str = ""
    kind: str = ""
    keys: str = ""
    others: tuple[str, ...] = ()
    reading: str = ""
    score: float = 0.0
    places: tuple[int, ...] = ()


#: Gets a source, what it found, and what is wrong in words ("": nothing).
Show = Callable[[str, list[Offer], str], None]


def fitting(offers: Iterable[Offer], typed: str) -> list[Offer]:
    """Return those of `offers` that fit what was typed, with how well they do."""
    found = []
    for offer in offers:
        fit = match(typed, offer.name, offer.others, offer.reading)
        if fit is not None:
            found.append(replace(offer, score=fit.score, places=fit.places))
    return found


def window_offers(window: "Shell") -> list[Offer]:
    """Return what a window can do now: what its page offers, where one can go, the other rows of its table."""
    rows = []
    # Who typed nothing yet wants to go somewhere more often than to save or to quit.
    for row in sorted(window.menus.table, key=lambda row: row.menu not in {"view", ""}):
        action = window.menus.actions[row.id]
        if row.id == OWN_ID or not action.isEnabled():
            continue
        name, under = plain(action.text()), _(row.under) if row.under else ""
        # Who learned the other language's words finds it too; the page a part belongs to may be typed before it.
        others = (plain(row.text), f"{row.under} {plain(row.text)}", f"{under} {name}")
        keys = shown_keys(row.keys[0]) if row.keys else ""
        rows.append(Offer(name, action.trigger, row.id, under, "", keys, others, row.reading))
    # A button of the page may do what a row does.
    known = {offer.name.removesuffix("…") for offer in rows}
    page = window.current
    buttons = _page_offers(page) if page is not None else ()
    return [*(one for one in buttons if one.name.removesuffix("…") not in known), *rows]


def leads_offer(typed: str, go: Callable[..., Any]) -> Offer:
    """Return the line that shows all leads a text finds."""
    words = _("Search the leads for “%(text)s”") % {"text": typed}
    return Offer(words, partial(go, "leads", find=True, text=typed), kind=_("Leads"))


def _page_offers(page: "PageFrame") -> Iterable[Offer]:
    """Return the buttons one can press, of the heading row or the empty page; of one with a menu what it holds."""
    title, empty = page.title.text(), page.empty
    for button in (*page.heading_buttons, *(empty.findChildren(QPushButton) if empty else ())):
        if not button.isVisible() or not button.isEnabled():
            continue
        name, keys = words_and_keys(button)
        menu = button.menu()
        if menu is None:
            yield Offer(name, button.click, detail=title, keys=keys)
            continue
        for action in menu.actions():
            if action.isEnabled() and not action.isSeparator():
                words = plain(action.text())
                yield Offer(words, action.trigger, detail=f"{title} – {name}", others=(f"{name} {words}",))


def words_and_keys(button: QPushButton) -> tuple[str, str]:
    """Return the words on a button and the key that is written behind them, "" where there is none."""
    words, _gap, keys = plain(button.text()).replace("  ", "　").partition("　")
    return words.strip(), keys.strip()


def plain(text: str) -> str:
    """Return the text of an action or button without the mark of its letter; "(&R)" goes with it."""
    hidden = "\x00"
    shown = text.replace("&&", hidden)
    at = shown.find("(&")
    if at >= 0 and shown[at + 3 : at + 4] == ")":
        shown = shown[:at] + shown[at + 4 :]
    return shown.replace("&", "").replace(hidden, "&")


class StoreSearch:
    """Asks the store in the background what a text may mean; who types on hears of the last text only."""

    def __init__(self, session: "Session", go: Callable[..., Any]) -> None:
        self._session = session
        self._go = go
        self._jobs: list[Job] = []

    def ask(self, typed: str, show: Show) -> int:
        """Let `show` have what each source finds, once; return how many sources will answer."""
        self.cancel()
        if not self._session.has_store or not typed.strip():
            return 0

        for source in SOURCES:

            def work(store: "Store", task: Any, source: str = source) -> "tuple[Found, ...]":
                from funneldesk.operations.finding import WAYS

                return WAYS[source](store, typed, task)

            # Nobody's rows wait behind it: a text nobody asked for before may take a second among a million.
            job = self._session.search(
                work, partial(self._take, typed, source, show), partial(self._fail, source, show)
            )
            self._jobs.append(job)
        return len(self._jobs)

    def cancel(self) -> None:
        """Ask for nothing any more."""
        for job in self._jobs:
            job.cancel()
        self._jobs.clear()

    def _take(self, typed: str, source: str, show: Show, found: "tuple[Found, ...]") -> None:
        show(source, [self._offer(one, typed) for one in found], "")

    def _fail(self, source: str, show: Show, error: Exception) -> None:
        if isinstance(error, UserError):
            show(source, [], sentences(error.message, error.next_step))
        else:
            show(source, [], "")
            self._session.failed.emit(error)

    def _offer(self, found: "Found", typed: str) -> Offer:
        word, page, name = _KINDS[found.kind]
        what: dict[str, Any] = {name: int(found.key) if found.kind in _NUMBERS else found.key}
        if found.kind in _TABS:
            what["tab"] = _TABS[found.kind]
        fit = match(typed, found.name)
        return Offer(
            found.name,
            partial(self._go, page, **what),
            detail=found.detail,
            kind=_(word),
            score=found.score,
            places=fit.places if fit else (),
        )
