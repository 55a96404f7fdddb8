"""Every page in every state it can be in: nothing, one lead, long names, 100,000 leads, waiting, in trouble, locked.

Whatever the state, a page says in words what is there or what to do, in the room it has; never in words of Python.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from threading import Event

import pytest
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton
from pytestqt.exceptions import TimeoutError as QtTimeoutError
from pytestqt.qtbot import QtBot

from funneldesk.domain.formats import number
from funneldesk.i18n import _, set_language
from funneldesk.operations.importing import import_list
from funneldesk.operations.stores import create_store
from funneldesk.ui.navigation import BEYOND, PAGES, TABS
from funneldesk.ui.page import Page
from funneldesk.ui.widgets.figures import FigureView
from funneldesk.ui.widgets.frames import Banner
from funneldesk.ui.window import MINIMUM, NORMAL
from tests.bench.made_store import fill
from tests.ui.conftest import TODAY, write_rows
from tests.ui.gates import described
from tests.ui.gates_fitting import clipped, cut_figures, overlapping, sideways
from tests.ui.walking import ABOUT, SLOW, rest

ENTRIES = (*PAGES, *TABS, *BEYOND)
#: What only programs say, or a sentence that was put together wrongly.
RAW = re.compile(
    r": \.|Traceback|[a-z]Error\b|Exception\b|sqlite|[=( ]None[,)]|^None$|\bnan\b|\binf\b|0x[0-9a-f]{6}"
)
MANY = 100_000
UNBROKEN = "InternationalConsolidatedManufacturingAndLogisticsSolutionsHoldings" * 2
LONG = "株式会社" + "寿限無" * 30


def words_of(page: Page) -> list[str]:
    """Return what is to be read on a page; of a picture, what it is of."""
    pictures = [
        view.accessibleName() for view in page.findChildren(FigureView) if view.isVisible() and view.is_drawn
    ]
    return pictures + [
        label.text() for label in page.findChildren(QLabel) if label.isVisible() and label.text().strip()
    ]


def wrong(page: Page) -> list[str]:
    """Return what is wrong with a page as it stands."""
    raw = [f"says “{text}”" for text in words_of(page) if RAW.search(text)]
    return [*clipped(page), *sideways(page), *overlapping(page), *cut_figures(page), *raw]


def wrong_after_all(qtbot, page: Page) -> list[str]:
    """Return what is still wrong a moment later: what a page says with a change is laid out in the next round."""
    found: list[str] = []

    def is_right() -> bool:
        found[:] = wrong(page)
        return not found

    with suppress(QtTimeoutError):
        QtBot.waitUntil(qtbot, is_right, timeout=2_000)
    return found


def says_it_waits(page: Page) -> bool:
    banners = [one.sentence.text() for one in page.findChildren(Banner) if one.isVisible()]
    said = page.subtitle.isVisible() and bool(page.subtitle.text())
    return said or any(banners) or any(bar.isVisible() for bar in page.findChildren(QProgressBar))


def wordless(page: Page) -> list[str]:
    """Return the buttons on which nothing stands yet."""
    buttons = [one for one in page.findChildren(QPushButton) if one.isVisible()]
    return [
        f"a button without words: {described(one)}"
        for one in buttons
        if not one.text() and one.icon().isNull()
    ]


def walk(qtbot, window, *, about=True, size=MINIMUM) -> Iterator[tuple[str, Page]]:
    window.resize(*size)
    for entry in ENTRIES:
        window.go(entry.id, **(ABOUT.get(entry.id, {}) if about else {}))
        page = window.page(entry.id)
        yield entry.id, page
        own = range(page.tabs.count()) if page.tabs.isVisible() and page.tabs.tabData(0) is None else ()
        for place in own[1:]:
            page.tabs.setCurrentIndex(place)
            yield f"{entry.id}/{page.tabs.tabText(place)}", page
        if own:
            page.tabs.setCurrentIndex(0)


def store_of(folder, rows):
    path = folder / "store.db"
    with create_store(path, "ja") as store:
        if rows:
            result = import_list(store, write_rows(folder / "リード.csv", rows), list_date=TODAY)
            assert result.rejected == 0
    return path


def lead(**of):
    return {
        "氏名": "山田 一郎",
        "会社名": "株式会社東都",
        "メールアドレス": "a@toto.example",
        "獲得日": TODAY.isoformat(),
    } | of


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    "rows",
    [
        [],
        [lead()],
        [lead(氏名=LONG, 会社名=LONG, メールアドレス="a" * 60 + "@" + "b" * 60 + ".example", 流入元=LONG)],
        [lead(氏名=UNBROKEN, 会社名=UNBROKEN, 流入元=UNBROKEN, 役職=UNBROKEN, 部署=UNBROKEN)],
    ],
    ids=["nothing", "one", "long names", "unbroken names"],
)
def test_few_people_or_long_names(open_desk, qtbot, tmp_path, rows, language):
    set_language(language)
    desk, found = open_desk(store_of(tmp_path, rows)), []
    for name, page in walk(qtbot, desk.window, about=bool(rows)):
        rest(qtbot, page)
        found += [f"{name}: {words}" for words in wrong(page)]
        if page.empty is not None:
            assert page.empty.text.text(), name  # what to do
        assert len(words_of(page)) > 1, f"{name} says nothing"
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("language", "size"), [("ja", MINIMUM), ("en", NORMAL)])
def test_a_page_that_waits_says_so(open_desk, filled_store, qtbot, language, size):
    set_language(language)
    desk = open_desk(filled_store)
    qtbot.waitUntil(lambda: desk.window.current is not None)
    rest(qtbot, desk.window.current)
    gate, found, held = Event(), [], set()
    for ask in (desk.session.read, desk.session.search, desk.session.fetch):
        ask(lambda _store, _job: gate.wait(SLOW), lambda _done: None)
    desk.session.changed.emit()
    try:
        for name, page in walk(qtbot, desk.window, size=size):
            if page.is_loading:
                held.add(name)
                qtbot.waitUntil(lambda page=page: says_it_waits(page), timeout=SLOW)
                assert not page.empty or not page.empty.text.text(), f"{name} says what is not known yet"
                assert _("No card holds these words.") not in words_of(page)
            found += [f"{name}: {words}" for words in wordless(page)]
            found += [f"{name}: {words}" for words in wrong_after_all(qtbot, page)]
    finally:
        gate.set()
    assert not found, "\n".join(found)
    # Those that load nothing need no data, or keep what they showed.
    assert {"funnel", "why", "contents", "campaigns", "book", "history"} <= held, held
    rest(qtbot, desk.window.current)
    funnel = desk.window.page("funnel")
    desk.window.go("funnel")
    rest(qtbot, funnel)
    assert funnel.subtitle.text() != _("Computing…")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_data_that_cannot_be_read_is_told_on_every_page(open_desk, qtbot, tmp_path, language):
    set_language(language)
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"SQLite format 3\x00" + bytes(range(256)) * 40)
    desk, found = open_desk(broken), []
    for name, page in walk(qtbot, desk.window, about=False):
        qtbot.waitUntil(lambda page=page: not page.is_loading, timeout=SLOW)
        told = [page.banner.sentence.text()] if page.banner.isVisible() else []
        if name not in ABOUT:
            assert str(desk.session.path) in told[0], name
            assert "FunnelDesk backups" in told[0], name
            assert "`" not in told[0], f"{name} names a command"
        found += [f"{name}: {words}" for words in wrong_after_all(qtbot, page)]
    assert not found, "\n".join(found)


@pytest.fixture(scope="module")
def large_store(tmp_path_factory):
    """Return a store of 100,000 leads that did something."""
    path = tmp_path_factory.mktemp("large") / "funneldesk.db"
    with create_store(path, "ja") as store:
        fill(store, MANY, MANY // 10, people=True)
    return path


@pytest.mark.long
def test_a_hundred_thousand_leads(open_desk, large_store, qtbot):
    set_language("ja")
    desk, found = open_desk(large_store), []
    for name, page in walk(qtbot, desk.window):
        rest(qtbot, page, patience=120_000)
        found += [f"{name}: {words}" for words in wrong(page)]
        assert len(words_of(page)) > 1, f"{name} says nothing"
    assert not found, "\n".join(found)
    assert number(MANY) in desk.window.page("leads").subtitle.text()
