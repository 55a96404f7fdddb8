"""A window on a small company: forty leads of this year, what they did, what became of them."""

import csv
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from funneldesk.operations.importing import import_list
from funneldesk.operations.stores import create_store, open_store
from funneldesk.ui.collecting import Collector
from funneldesk.ui.page import Page
from funneldesk.ui.session import Session
from funneldesk.ui.start import Desk, make_application, make_desk
from funneldesk.ui.widgets.figures import FigureView
from funneldesk.ui.window import NORMAL, MainWindow

LEADS = 40
#: A busy machine needs longer than pytest-qt waits by itself; a wait ends with what it waits for.
PATIENCE_MS = 30_000
#: The window looks at today where the business is, so the lists are of these days.
TODAY = datetime.now(ZoneInfo("Asia/Tokyo")).date()


def write_rows(path: Path, rows: list[dict[str, object]]) -> Path:
    """Write rows as a CSV list, their names in the first line."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def _ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


def write_lists(folder: Path) -> dict[str, Path]:
    """Write the company's lists; 0 to 9 took the guide, 0 to 5 have deals, 0 to 2 are won; 8 and 9 inquired."""
    leads = [
        {
            "氏名": f"山田 {i}郎", "会社名": f"株式会社東都{i}", "メールアドレス": f"yamada{i}@toto{i}.co.jp",
            "役職": "部長" if i < 10 else "担当", "業種": "製造業", "従業員数": 200, "流入元": "SEO" if i % 2 else "広告",
            "獲得日": _ago(200 - i),
        }
        for i in range(LEADS)
    ]  # fmt: skip
    activities = [
        {"メールアドレス": f"yamada{i}@toto{i}.co.jp", "日時": _ago(190 - i), "行動": "ダウンロード", "コンテンツ": "導入ガイド"}
        for i in range(10)
    ] + [
        {"メールアドレス": f"yamada{i}@toto{i}.co.jp", "日時": _ago(3), "行動": "セミナー参加", "コンテンツ": "原価管理セミナー"}
        for i in range(4)
    ] + [
        {"メールアドレス": f"yamada{i}@toto{i}.co.jp", "日時": _ago(2), "行動": "問い合わせ", "コンテンツ": "お問い合わせ"}
        for i in (8, 9)
    ]  # fmt: skip
    deals = [
        {
            "案件ID": f"D{i}", "メールアドレス": f"yamada{i}@toto{i}.co.jp", "案件名": f"案件{i}", "商談日": _ago(150 - i),
            "受注日": _ago(60) if i < 3 else "", "結果": "受注" if i < 3 else "商談中", "金額": 1200000,
        }
        for i in range(6)
    ]  # fmt: skip
    return {
        "leads": write_rows(folder / "リード一覧.csv", leads),
        "activities": write_rows(folder / "行動履歴.csv", activities),
        "deals": write_rows(folder / "案件.csv", deals),
    }


@pytest.fixture(scope="session")
def lists(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the paths of the company's lists by kind."""
    return write_lists(tmp_path_factory.mktemp("lists"))


@pytest.fixture(scope="session")
def company_store(lists: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store with all lists imported; copy it before writing."""
    path = tmp_path_factory.mktemp("store") / "funneldesk.db"
    with create_store(path, "ja") as store:
        for name in ("leads", "activities", "deals"):
            result = import_list(store, lists[name], list_date=TODAY)
            assert result.rejected == 0, result.problems
    return path


def _handovers() -> Iterator[dict[str, object]]:
    """Six wait for sales (two of them for long), two are decided."""
    for place in range(8):
        yield {
            "引き渡しID": f"H{place}", "メールアドレス": f"yamada{10 + place}@toto{10 + place}.co.jp", "担当部門": "営業",
            "引き渡し日": _ago(20 if place < 2 else 1), "判断": "受け入れ" if place > 5 else "",
            "判断日": _ago(0) if place > 5 else "", "担当者": "佐藤" if place % 2 else "鈴木",
        }  # fmt: skip


@pytest.fixture(scope="session")
def handed_store(company_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store in which people were handed over to sales; copy it before writing."""
    folder = tmp_path_factory.mktemp("handed")
    path = folder / "funneldesk.db"
    shutil.copyfile(company_store, path)
    with open_store(path) as store:
        result = import_list(
            store, write_rows(folder / "引き渡し一覧.csv", list(_handovers())), list_date=TODAY
        )
        assert result.rejected == 0, result.problems
    return path


@pytest.fixture(scope="session")
def filled_store(handed_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store in which every page has something to show; copy it before writing."""
    from tests.ui.walking_store import filled

    return filled(handed_store, tmp_path_factory.mktemp("filled"))


@pytest.fixture(scope="session")
def qapp(qapp_args: list[str], qapp_cls: type) -> QApplication:
    """Return the program's own application, font included."""
    return make_application(qapp_args)


@pytest.fixture(autouse=True)
def _collecting(request: pytest.FixtureRequest) -> Iterator[None]:
    """Collect what is no longer used on the thread of the window only, as the program does."""
    if "qapp" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("qapp")
    collector = Collector()
    collector.start()
    yield
    collector.stop()


class PatientBot(QtBot):
    """A bot that waits as long as a busy machine needs."""

    def waitUntil(self, callback: Callable[[], object], *, timeout: int = PATIENCE_MS) -> None:
        """Wait until `callback` returns something true."""
        super().waitUntil(callback, timeout=max(timeout, PATIENCE_MS))


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """Return the user's hands and eyes."""
    return PatientBot(request)


@pytest.fixture
def open_desk(qapp: QApplication, tmp_path: Path, qtbot: object) -> Iterator[Callable[..., Desk]]:
    """Return a function that opens the window on a copy of a store (None: on no store yet)."""
    desks: list[Desk] = []

    def open_on(store: Path | None = None) -> Desk:
        path = tmp_path / "desk" / "funneldesk.db"
        path.parent.mkdir(exist_ok=True)
        if store is not None:
            shutil.copyfile(store, path)
        settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        desk = make_desk(qapp, path, settings)
        desks.append(desk)
        desk.open_window().resize(*NORMAL)  # however small a screen the platform claims
        return desk

    yield open_on
    for desk in desks:
        desk.session.close()
        if desk.window is not None:
            desk.window.close()
            desk.window.deleteLater()
        desk.deleteLater()
    # Windows that stay alive would be dressed anew with each test that follows.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def desk(open_desk: Callable[..., Desk], company_store: Path) -> Desk:
    """Return a window on the small company."""
    return open_desk(company_store)


@pytest.fixture
def window(desk: Desk) -> MainWindow:
    """Return the main window on the small company."""
    assert desk.window is not None
    return desk.window


@pytest.fixture
def session(desk: Desk) -> Session:
    """Return the session of the small company's window."""
    return desk.session


@pytest.fixture
def show(qtbot: object, window: MainWindow) -> Callable[..., Page]:
    """Return a function that opens a page and waits until all it shows is there."""

    def shown(page_id: str, **what: object) -> Page:
        window.go(page_id, **what)  # before its first paint: the page of the last run need not be built
        activate(qtbot, window)
        page = window.page(page_id)
        settle(qtbot, page)
        return page

    return shown


@pytest.fixture
def page(show: Callable[..., Page], qtbot: object) -> Page:
    """Return the open page of the definition book, with its book; tests of other pages say which they mean."""
    found = show("book")
    qtbot.waitUntil(lambda: found.book is not None)
    return found


def activate(qtbot: object, window: QWidget) -> None:
    """Give the window the keyboard: without it no shortcut works and no field ever loses the focus."""

    def is_active() -> bool:
        # The platform without a screen forgets a request made before its first events.
        if not window.isActiveWindow():
            window.windowHandle().requestActivate()
        return window.isActiveWindow()

    qtbot.waitUntil(is_active)


def settle(qtbot: object, page: Page) -> None:
    """Wait until a page has its answers and its pictures."""

    def is_quiet() -> bool:
        pictures = [f for f in page.findChildren(FigureView) if f.isVisible()]
        return not page.is_loading and all(f.is_drawn for f in pictures)

    qtbot.waitUntil(is_quiet, timeout=20000)
