"""What somebody does who walks through all pages: opens each, scrolls, changes the size, sorts, searches, comes back."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QTableView

from funneldesk.operations.stores import open_reader
from funneldesk.ui.navigation import PAGES, TABS
from funneldesk.ui.preparing import Preparing
from funneldesk.ui.program import FirstPaint
from funneldesk.ui.widgets.figures import FigureView
from funneldesk.ui.window import MINIMUM, NORMAL, MainWindow
from tests.ui.stalls import Hold, StallWatch, in_loop, until, work

if TYPE_CHECKING:
    from funneldesk.ui.start import Desk

Step = tuple[str, Callable[[], object]]
#: A step is over when nothing was left to do at so many looks in a row.
LOOKS = 3
#: What changes the store, and is taken back again.
WRITES = (
    "leads, a cell is edited",
    "leads, the edit is taken back",
    "today, a call is noted",
    "today, the call is taken back",
)
#: After this one a field is open.
OPENED = "leads, a cell is opened"
#: Pages that stand for themselves; those of one person or company are opened with somebody.
BEYOND = ("duplicates", "summary", "workshop")


def walk(desk: "Desk", watch: StallWatch, pages: Sequence[str] = ()) -> Iterator[Hold]:
    """Yield the longest hold of each step; `pages`: the steps of these only, none for all."""

    def settled() -> bool:
        page = _window(desk).current
        if page is None or page.is_loading:
            return False
        if not all(figure.is_drawn for figure in page.findChildren(FigureView) if figure.isVisible()):
            return False
        # What follows a moment later (a picture whose place changed is drawn again) belongs to the step as well.
        return not any(one.isSingleShot() and one.isActive() for one in page.window().findChildren(QTimer))

    # Nobody waits for an answer of a window that is not there yet; how soon it is has a bar of its own.
    in_loop(lambda: FirstPaint(desk.open_window(), watch.forget))
    until(settled, "the first page", looks=LOOKS)
    # Opening a page before it was built is quicker than anybody who just came.
    prepared = _window(desk).findChild(Preparing)
    until(lambda: prepared is None or prepared.is_done, "the pages")
    yield watch.take("start")
    for name, act in _steps(desk):
        if pages and page_of(name) not in pages:
            continue
        before = _revision(desk)
        watch.forget()
        in_loop(act)
        if name in WRITES:
            until(lambda: _revision(desk) > before, f"what was written: {name}")  # noqa: B023 - waited for here
        if name == OPENED:
            page: Any = _window(desk).page("leads")
            until(lambda: page.editing.delegate.editor is not None, name)  # noqa: B023
        until(settled, name, looks=LOOKS)
        yield watch.take(name)


def _revision(desk: "Desk") -> int:
    with open_reader(desk.session.path) as store:
        return store.revision


def page_of(step: str) -> str:
    """Return the page a step is about."""
    return step.partition(",")[0]


def hold_up(page: str, milliseconds: float) -> None:
    """Let one page do too much at once when it is shown: what the walk must find."""
    kind: Any = next(entry for entry in (*PAGES, *TABS) if entry.id == page).load()
    refresh = kind.refresh

    def planted(self: Any) -> None:
        work(milliseconds)
        refresh(self)

    kind.refresh = planted


def _window(desk: "Desk") -> MainWindow:
    if desk.window is None:
        raise LookupError("the window is gone")
    return desk.window


def _steps(desk: "Desk") -> Iterator[Step]:
    window = _window(desk)
    for round_ in ("first", "again"):
        for entry in (*PAGES, *TABS):
            yield f"{entry.id}, {round_}", lambda entry=entry: window.go(entry.id)
            if round_ == "first":
                yield f"{entry.id}, to its end", lambda: _scroll(window, end=True)
                yield f"{entry.id}, back up", lambda: _scroll(window, end=False)
                yield f"{entry.id}, smaller", lambda: window.resize(*MINIMUM)
                yield f"{entry.id}, larger", lambda: window.resize(*NORMAL)
        if round_ == "first":
            yield from _leads(window)
            yield from _edits(window)
    for page in BEYOND:
        yield page, lambda page=page: window.go(page)
        yield f"{page}, to its end", lambda: _scroll(window, end=True)
    yield "another program wrote", desk.session.changed.emit


def _scroll(window: MainWindow, *, end: bool) -> None:
    page = window.current
    areas: list[Any] = [*page.findChildren(QScrollArea), *page.findChildren(QTableView)] if page else []
    for area in areas:
        if area.isVisible():
            bar = area.verticalScrollBar()
            bar.setValue(bar.maximum() if end else bar.minimum())


def _leads(window: MainWindow) -> Iterator[Step]:
    yield "leads", lambda: window.go("leads")
    page: Any = window.page("leads")
    for column in range(page.model.columnCount()):
        yield f"leads, sorted by column {column}", lambda column=column: page.model.sort(column)
    yield (
        "leads, last row",
        lambda: QTest.keyClick(page.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier),
    )
    yield (
        "leads, first row",
        lambda: QTest.keyClick(page.table, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier),
    )
    yield "leads, a screen on", lambda: QTest.keyClick(page.table, Qt.Key.Key_PageDown)
    yield "leads, all chosen", page.table.selectAll
    for text in ("佐", "佐藤", "toto12", "no such person", ""):
        yield f"leads, search {text!r}", lambda text=text: _search(page, text)
    for show in ("candidates", "mql", "all"):
        yield f"leads, only {show}", lambda show=show: page.show_all(show=show)
    for tab in range(1, page.tabs.count()):
        yield f"leads, tab {tab}", lambda tab=tab: page.tabs.setCurrentIndex(tab)
        yield f"leads, tab {tab}, to its end", lambda: _scroll(window, end=True)
    yield "leads, everybody", lambda: page.tabs.setCurrentIndex(0)
    yield "lead", lambda: window.go("lead", lead=page.model.lead_at(0))
    yield "lead, to its end", lambda: _scroll(window, end=True)
    yield "company", lambda: window.go("company", lead=page.model.lead_at(0))
    yield "company, to its end", lambda: _scroll(window, end=True)


def _edits(window: MainWindow) -> Iterator[Step]:
    yield "leads, to be edited", lambda: window.go("leads")
    page: Any = window.page("leads")
    # Step by step from here on: what comes is about the line that is there then.
    yield "leads, a cell is chosen", lambda: _choose_cell(page)
    yield OPENED, lambda: QTest.keyClick(page.table, Qt.Key.Key_F2)
    yield WRITES[0], lambda: _type(page, "立ち止まらない人")
    yield WRITES[1], window.undo_action.trigger
    yield "today, to be worked off", lambda: window.go("today")
    today: Any = window.page("today")
    yield "today, somebody is chosen", lambda: _choose_somebody(today)
    yield WRITES[2], lambda: QTest.keyClick(today.duties.table, Qt.Key.Key_N)
    yield WRITES[3], window.undo_action.trigger


def _choose_cell(page: Any) -> None:
    # Its keys are those of the window people work in.
    page.window().activateWindow()
    page.table.go_to(0, page.model.names.index("title"))
    page.table.setFocus()


def _type(page: Any, text: str) -> None:
    editor = page.editing.delegate.editor
    editor.setText(text)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def _choose_somebody(today: Any) -> None:
    rows = today.duties.model.rows
    today.duties.table.choose(next(place for place, duty in enumerate(rows) if duty.lead))
    today.duties.table.setFocus()


def _search(page: Any, text: str) -> None:
    page.search.setText(text)
    QTest.keyClick(page.search, Qt.Key.Key_Return)
