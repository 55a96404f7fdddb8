"""The shortcut sheet (Ctrl+/): every key of the window, of the page on show, and those that hold everywhere."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from funneldesk.i18n import N_, _
from funneldesk.ui.actions import MENUS
from funneldesk.ui.page import row
from funneldesk.ui.palette_offers import plain, words_and_keys
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.keys import shown_keys
from funneldesk.ui.widgets.scrolling import ScrolledColumn, scrolled
from funneldesk.ui.widgets.text import Chip, Label

if TYPE_CHECKING:
    from funneldesk.ui.page import PageFrame
    from funneldesk.ui.shell import Shell

#: What the keys do, each with its keys.
Keys = tuple[tuple[str, ...], str]
Section = tuple[str, list[Keys]]
WIDTH, HEIGHT = 940, 620
#: What no action stands for: how tables, forms and menus are used without a mouse. Keys, and what they do.
HABITS: tuple[tuple[str, tuple[Keys, ...]], ...] = (
    (
        N_("In tables"),
        (
            (("Up", "Down"), N_("Go to another row")),
            (("Home", "End"), N_("Go to the first or last column")),
            (("Return",), N_("Open the row")),
            (("Shift+Down", "Shift+Up"), N_("Choose several rows")),
            (("Ctrl+A",), N_("Choose all rows")),
            (("Ctrl+C",), N_("Copy the chosen rows for Excel")),
        ),
    ),
    (
        N_("Everywhere"),
        (
            (("Tab", "Shift+Tab"), N_("Go to the next control, or back")),
            (("Return", "Space"), N_("Press the button")),
            (("Space",), N_("Tick the box, or leave it empty")),
            (("Alt+Down",), N_("Unfold a choice")),
            (("Left", "Right"), N_("Go to another tab, while the tabs have the keyboard")),
            (("Up", "Down"), N_("Go to another page, while the navigation has the keyboard")),
            (("Esc",), N_("Close or leave what is open")),
            (("Alt", "F10"), N_("Open the menus")),
        ),
    ),
)


def sections(window: "Shell") -> list[Section]:
    """Return all keys in force, by where they come from; each key once."""
    found: list[Section] = []
    page = window.current
    if page is not None:
        found.append((_("On this page: %(name)s") % {"name": page.title.text()}, page_keys(page)))
    for menu, title in MENUS.items():
        # The keys of cells are those of the page that has cells.
        rows = [row for row in window.menus.table if row.menu == menu and row.keys and not row.of_cells]
        found.append((plain(_(title)), [(row.keys, plain(_(row.text))) for row in rows]))
    rest = [row for row in window.menus.table if not row.menu and row.keys]
    found.append((_("More"), [(row.keys, plain(_(row.text))) for row in rest]))
    found += [(_(title), [(keys, _(words)) for keys, words in habits]) for title, habits in HABITS]
    return [(title, keys) for title, keys in found if keys]


def page_keys(page: "PageFrame") -> list[Keys]:
    """Return the keys of what is seen on a page: its shortcuts, and those written on its buttons."""
    said: dict[str, list[str]] = {}
    for key, words in (*_shortcuts(page), *_buttons(page)):
        # What two say alike has several keys; a key that two say is said by the first.
        if not any(key in keys for keys in said.values()):
            said.setdefault(words, []).append(key)
    return [(tuple(keys), words) for words, keys in said.items()]


def _shortcuts(page: "PageFrame") -> Iterable[tuple[str, str]]:
    for one in page.findChildren(QShortcut):
        within = one.parent()
        if isinstance(within, QWidget) and one.isEnabled() and within.isVisible() and within.isEnabled():
            words = one.whatsThis() or (within.accessibleName() if within is not page else "")
            if one.key().toString() in {"Ctrl+PgDown", "Ctrl+PgUp"} and not page.tabs.isVisible():
                continue
            for keys in one.keys():  # noqa: SIM118 - no dict
                yield keys.toString(), words


def _buttons(page: "PageFrame") -> Iterable[tuple[str, str]]:
    for button in page.findChildren(QAbstractButton):
        if not button.isVisible() or not button.isEnabled():
            continue
        if not button.shortcut().isEmpty():
            yield button.shortcut().toString(), button.accessibleName() or plain(button.text())
        elif isinstance(button, QPushButton):
            words, keys = words_and_keys(button)
            if is_key(keys):
                yield keys, words


def is_key(text: str) -> bool:
    """Whether what stands behind the words of a button is a key: on others it is a number or another remark."""
    keys = QKeySequence(text, QKeySequence.SequenceFormat.NativeText)
    return keys.count() == 1 and text in {shown_keys(keys), keys.toString()} and not text.isdecimal()


class ShortcutSheet(QDialog):
    """Two columns of keys; Esc closes."""

    def __init__(self, window: "Shell") -> None:
        super().__init__(window)
        self.setWindowTitle(_("Keyboard shortcuts"))
        room = window.screen().availableSize()
        self.resize(min(WIDTH, room.width()), min(HEIGHT, room.height()))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        self.title = Label(_("Keyboard shortcuts"), "title")
        column.addWidget(self.title)
        self.sections = sections(window)
        inside = ScrolledColumn()
        inside.setProperty("scrolled", "page")
        across = QHBoxLayout(inside)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(16)
        for half in _halves(self.sections):
            cards = QVBoxLayout()
            cards.setSpacing(16)
            for title, keys in half:
                cards.addWidget(_card(title, keys))
            cards.addStretch(1)
            across.addLayout(cards, 1)
        self.area = scrolled(inside)
        column.addWidget(self.area, 1)
        self.close_button = QPushButton(_("Close"))
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        hint = Label(_("Ctrl+K finds every action by its name, also those without a key."), "secondary")
        column.addLayout(row(hint, 1, self.close_button))
        self.area.setFocus()


def _halves(found: list[Section]) -> tuple[list[Section], list[Section]]:
    """Return the sections for the left and the right column, about as tall."""
    heights = [len(keys) + 2 for _title, keys in found]
    cut = min(range(len(found) + 1), key=lambda at: abs(sum(heights[:at]) - sum(heights[at:])))
    return found[:cut], found[cut:]


def _card(title: str, keys: list[Keys]) -> Card:
    card = Card(title)
    card.body.setSpacing(6)
    for names, words in keys:
        # Each line for itself: words have all the room that their own keys leave.
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(Label(words, wrap=True), 1)
        shown = dict.fromkeys(shown_keys(name) or name for name in names)
        line.addLayout(row(*map(Chip, shown), spacing=4))
        card.body.addLayout(line)
    return card
