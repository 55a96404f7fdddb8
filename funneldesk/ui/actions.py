"""All actions of a window as one table: its menus, the command palette and the shortcut sheet are made from it.

To add one: a row. Buttons that a page makes by `add_button` are actions of that page by themselves.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from funneldesk.i18n import N_, _
from funneldesk.ui.navigation import BEYOND, PAGES, TABS, PageEntry

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from funneldesk.ui.shell import Shell

#: The menus in their order; an action names one of them.
MENUS = {"file": N_("&File"), "edit": N_("&Edit"), "view": N_("&View"), "help": N_("&Help")}


@dataclass(frozen=True, slots=True)
class Action:
    """Something a window does when it is asked to.

    `text`, `under`: messages to be translated, the second says which page or menu it belongs to. `do` gets the window.
    `menu`: a key of MENUS, "" for the palette alone. `keys`: the first is shown in the menu, the others work too.
    `line`: a line stands above it in the menu. `reading`: how its Japanese name is read, in Latin letters.
    `of_cells`: it is done with cells chosen in a table, which has the key while it has the keyboard; here it is shown.
    """

    id: str
    text: str
    do: Callable[[Any], object]
    menu: str = ""
    keys: tuple[str, ...] = ()
    line: bool = False
    reading: str = ""
    under: str = ""
    of_cells: bool = False


@dataclass(frozen=True, slots=True)
class Menus:
    """What a window made of its table: the rows, Qt's actions by their ids, the menus by theirs."""

    table: tuple[Action, ...]
    actions: dict[str, QAction] = field(default_factory=dict)
    menus: "dict[str, QMenu]" = field(default_factory=dict)


def page_action(entry: PageEntry, menu: str = "", *, line: bool = False) -> Action:
    """Return the row that opens a page; of pages that stand side by side it is called as their tab is."""
    # The page that the navigation opens is called as it is there, whatever its tab is called.
    beside = bool(entry.under)
    return Action(
        entry.id,
        entry.tab if beside else entry.title,
        lambda window: window.go(entry.id),
        menu,
        (entry.shortcut,) if entry.shortcut else (),
        line,
        entry.reading,
        entry.title if beside else "",
    )


def _part(page: str, text: str, reading: str, **what: Any) -> Action:
    """Return the row that opens a part of a page."""
    title = next(entry.title for entry in PAGES if entry.id == page)
    name = ".".join((page, *(key if value is True else str(value) for key, value in what.items())))
    return Action(name, text, lambda window: window.go(page, **what), reading=reading, under=title)


def _of_cells(act: str, text: str, keys: str, reading: str, *, line: bool = False) -> Action:
    """Return the row of what is done with the chosen cells of a table."""
    return Action(
        act, text, lambda window: window.act_on_cells(act), "edit", (keys,), line, reading, of_cells=True
    )


#: What both windows do.
PALETTE = Action(
    "palette",
    N_("Find anything…"),
    lambda window: window.open_palette(),
    "view",
    ("Ctrl+K",),
    reading="subete kara sagasu",
)
BACK = Action(
    "back",
    N_("Back"),
    lambda window: window.step_back(-1),
    "view",
    ("Alt+Left",),
    line=True,
    reading="modoru",
)
FORWARD = Action(
    "forward", N_("Forward"), lambda window: window.step_back(1), "view", ("Alt+Right",), reading="susumu"
)
PANES = Action(
    "panes",
    N_("Go to the navigation, the tabs, the page"),
    lambda window: window.next_pane(),
    keys=("F6",),
    reading="nabigeeshon tabu peeji wo iki kau",
)
#: The help, which any window has.
HELP = (
    Action(
        "help",
        N_("Help for this page"),
        lambda window: window.show_help(),
        "help",
        ("F1",),
        reading="kono gamen no herupu",
    ),
    Action(
        "search_help",
        N_("Search the help…"),
        lambda window: window.search_help(),
        "help",
        ("Shift+F1",),
        reading="herupu wo kensaku",
    ),
    Action(
        "changes",
        N_("What changed"),
        lambda window: window.show_help("changes"),
        "help",
        reading="henkouten",
    ),
)
SHORTCUTS = Action(
    "shortcuts",
    N_("Keyboard shortcuts"),
    lambda window: window.open_shortcuts(),
    "help",
    ("Ctrl+/",),
    reading="kiiboodo shootokatto",
)
QUIT = Action(
    "quit", N_("Quit"), lambda window: window.close(), "file", ("Ctrl+Q",), line=True, reading="shuuryou"
)
FIND = Action(
    "find",
    N_("Find a lead"),
    lambda window: window.go("leads", find=True),
    "view",
    ("Ctrl+F",),
    line=True,
    reading="riido wo sagasu",
)
COLUMNS = Action(
    "leads_columns",
    N_("Choose the columns of the leads…"),
    lambda window: window.go("leads", columns=True),
    "view",
    ("Ctrl+Shift+T",),
    reading="riido no retsu wo erabu",
)
EXPORT_LEADS = Action(
    "export_leads",
    N_("Save the leads on show as Excel or CSV…"),
    lambda window: window.go("leads", export=True),
    "file",
    ("Ctrl+Shift+X",),
    reading="hyouji chuu no riido wo excel csv de hozon",
)
#: What the owner's window does. The order within a menu is the order here.
ACTIONS: tuple[Action, ...] = (
    Action(
        "import_list",
        N_("Import a list…"),
        lambda window: window.go("import", choose=True),
        "file",
        ("Ctrl+O",),
        reading="risuto wo torikomu",
    ),
    Action(
        "export_book",
        N_("Save the definition book as Excel…"),
        lambda window: window.go("book", export=True),
        "file",
        ("Ctrl+Shift+E",),
        reading="teigisho wo excel de hozon",
    ),
    EXPORT_LEADS,
    Action(
        "report",
        N_("Save the monthly report…"),
        lambda window: window.save_report(),
        "file",
        ("Ctrl+Shift+M",),
        reading="getsuji repooto wo hozon",
    ),
    Action(
        "recent",
        N_("Recent data"),
        lambda window: window.open_recent(),
        "file",
        line=True,
        reading="saikin tsukatta deeta",
    ),
    Action(
        "restore",
        N_("Bring a backup back…"),
        lambda window: window.ask_backup(),
        "file",
        reading="bakkuappu kara modosu fukugen",
    ),
    Action(
        "leave_sample",
        N_("Remove the sample and use my own data"),
        lambda window: window.leave_sample(),
        "file",
        reading="sanpuru wo kesu",
    ),
    Action(
        "shared_folder",
        N_("Open the team's shared folder…"),
        lambda window: window.choose_shared_folder(),
        "file",
        reading="chiimu no kyouyuu forudaa wo hiraku",
    ),
    QUIT,
    Action(
        "undo",
        N_("&Undo"),
        lambda window: window.step(back=True),
        "edit",
        ("Ctrl+Z",),
        reading="moto ni modosu",
    ),
    # Which of the two is meant depends on where people come from: both work everywhere.
    Action(
        "redo",
        N_("&Redo"),
        lambda window: window.step(back=False),
        "edit",
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        reading="yarinaoshi",
    ),
    _of_cells("cut_cells", N_("Cut the cells"), "Ctrl+X", "seru wo kiritoru", line=True),
    _of_cells("copy_cells", N_("Copy the cells"), "Ctrl+C", "seru wo kopii"),
    _of_cells("paste_cells", N_("Paste"), "Ctrl+V", "haritsuke"),
    _of_cells("fill_down", N_("Fill down"), "Ctrl+D", "shita he kopii"),
    _of_cells("empty_cells", N_("Empty the cells"), "Del", "seru wo kara ni suru"),
    Action(
        "history",
        N_("History"),
        lambda window: window.go("history"),
        "edit",
        ("Ctrl+Shift+H",),
        line=True,
        reading="rireki",
    ),
    *(page_action(entry, "view") for entry in PAGES),
    # The others are about somebody, and are reached from them.
    *(
        page_action(entry, "view", line=number == 0)
        for number, entry in enumerate(entry for entry in BEYOND if entry.shortcut)
    ),
    *(page_action(entry) for entry in TABS),
    *(page_action(entry) for entry in BEYOND if entry.id == "duplicates"),
    FIND,
    COLUMNS,
    PALETTE,
    BACK,
    FORWARD,
    PANES,
    *HELP,
    SHORTCUTS,
    _part("leads", N_("Hand-overs"), "hikiwatashi", handovers=True),
    _part("leads", N_("Nurturing"), "naachuringu", nurture=True),
    _part("leads", N_("Data quality"), "deeta hinshitsu", quality=True),
    _part("import", N_("History"), "rireki", history=True),
    _part("settings", N_("Language"), "gengo", setting="language"),
    _part("settings", N_("Theme"), "gamen no iro", setting="theme"),
    _part("settings", N_("Text size"), "moji no ookisa", setting="text_size"),
    _part("settings", N_("Years"), "nen no kakikata wareki", setting="years"),
    _part("settings", N_("Amounts"), "kingaku no kakikata", setting="amounts"),
    _part("settings", N_("Company holidays"), "kaisha no kyuujitsu", setting="holidays"),
    _part("settings", N_("Fiscal year"), "nendo kaikeinendo", setting="fiscal_month"),
    _part("settings", N_("Figures by person"), "tantousha goto no suuji", setting="by_owner"),
    _part("settings", N_("Where the data is"), "deeta no basho", setting="folder"),
    _part("book", N_("Purpose and terms"), "mokuteki to yougo", tab=0),
    _part("book", N_("Criteria"), "hantei kijun", tab=1),
    _part("book", N_("Scoring"), "sukoaringu", tab=2),
    _part("book", N_("Backtest"), "bakkutesuto", tab=3),
    _part("book", N_("Rules"), "unyou ruuru", tab=4),
    _part("book", N_("KPIs"), "kpi", tab=5),
    _part("book", N_("Data rules"), "deeta unyou ruuru", tab=6),
    _part("book", N_("Nurture"), "naachuringu sekkei", tab=7),
    _part("book", N_("Versions and agreement"), "han to goui", tab=8),
)


def add_menus(window: "Shell", table: Iterable[Action]) -> Menus:
    """Give a window the menus and keys of a table; menus without a row are left out."""
    made = Menus(tuple(table))
    used = {row.menu for row in made.table}
    for name, title in MENUS.items():
        if name in used:
            made.menus[name] = window.menuBar().addMenu(_(title))
    for row in made.table:
        action = QAction(_(row.text), window)
        action.setObjectName(row.id)
        action.setShortcuts([QKeySequence(keys) for keys in row.keys])
        if row.of_cells:
            # The key itself belongs to the table.
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _on=False, row=row: row.do(window))
        made.actions[row.id] = action
        if not row.menu:
            window.addAction(action)
            continue
        menu = made.menus[row.menu]
        if row.line and menu.actions():
            menu.addSeparator()
        menu.addAction(action)
    return made
