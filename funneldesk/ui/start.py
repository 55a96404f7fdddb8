"""Start of the window: the least that the first paint needs, everything else after it (DESIGN 10)."""

import gc
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, QLibraryInfo, QObject, QSettings, QTimer, QTranslator
from PySide6.QtGui import QFont, QFontDatabase, QIcon
from PySide6.QtWidgets import QApplication

from funneldesk import __version__
from funneldesk.fonts import japanese_font
from funneldesk.i18n import LANGUAGES, language, set_language, system_language
from funneldesk.resources import resource_path
from funneldesk.ui.session import Session
from funneldesk.ui.theme import Theme, apply_theme
from funneldesk.ui.window import MainWindow

FONT_PIXELS = 13


class _FirstPaint(QObject):
    """Waits for the first paint of a window; a timer of 0 ms would often be quicker than that."""

    def __init__(self, window: MainWindow, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._then = then
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the event pass; the first paint is followed by what waited for it."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return False


class Desk(QObject):
    """The running program: application, session, and the window, which is built anew in another language."""

    def __init__(self, app: QApplication, session: Session) -> None:
        super().__init__()
        self.app = app
        self.session = session
        self.window: MainWindow | None = None
        self._words_of_qt = QTranslator(self)
        session.failed.connect(self.show_bug)
        session.language_changed.connect(self.open_window)
        app.styleHints().colorSchemeChanged.connect(lambda _scheme: self.dress())

    def open_window(self) -> MainWindow:
        """Build the window in the language in use and show it; pages come after the first paint."""
        self.session.abandon()
        self._translate_qt()
        old, self.window = self.window, MainWindow(self.session)
        _FirstPaint(self.window, self._after_first_paint)
        self.window.show()
        if old is not None:
            old.give_way()
        return self.window

    def dress(self) -> None:
        """Apply the theme of the settings."""
        theme: Theme = str(self.session.settings.value("theme", "system"))  # type: ignore[assignment]
        self.session.colours = apply_theme(self.app, theme)
        self.session.theme_changed.emit()

    def show_bug(self, error: object) -> None:
        """Show one dialog for what should not have happened; expected trouble gets its sentence."""
        from funneldesk.ui.trouble import show_trouble

        if isinstance(error, Exception):
            show_trouble(self.window, error)

    def _translate_qt(self) -> None:
        """Let the menus and dialogs that are Qt's own speak the language in use."""
        self.app.removeTranslator(self._words_of_qt)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._words_of_qt.load(f"qtbase_{language()}", folder):
            self.app.installTranslator(self._words_of_qt)

    def _after_first_paint(self) -> None:
        if self.window is not None:
            self.window.open_first_page()
            self.session.watch()


def make_application(arguments: list[str]) -> QApplication:
    """Return the application with our font: the same file matplotlib draws with."""
    app = QApplication.instance() or QApplication(arguments)
    if not isinstance(app, QApplication):
        raise TypeError(app)
    app.setApplicationName("FunnelDesk")
    app.setApplicationVersion(__version__)
    app.setStyle("Fusion")
    number = QFontDatabase.addApplicationFont(str(japanese_font()))
    families = QFontDatabase.applicationFontFamilies(number)
    if families:
        font = QFont(families[0])
        font.setPixelSize(FONT_PIXELS)
        app.setFont(font)
    return app


def make_desk(app: QApplication, store: Path, settings: QSettings) -> Desk:
    """Put session and theme together; `open_window` shows it."""
    session = Session(store, settings)
    desk = Desk(app, session)
    desk.dress()
    return desk


def keep_smooth() -> None:
    """Let what runs in the background hold up the window for as short as Python allows.

    Every call from Qt into Python waits until the other thread lets go, 5 ms unless told otherwise; and the garbage
    collector, which stops all threads, would walk all that is kept in memory each time a few rows are shown.
    """
    sys.setswitchinterval(0.001)
    gc.set_threshold(50_000, 20, 50)


def run_window(store: Path | None, chosen_language: str | None = None) -> int:
    """Open the window on `store` (default: the last one used) and return the exit code when it is closed."""
    app = make_application(sys.argv[:1])
    folder = _settings_file()
    settings = QSettings(str(folder), QSettings.Format.IniFormat)
    saved = str(settings.value("language", "")) or system_language()
    set_language(chosen_language or (saved if saved in LANGUAGES else language()))
    path = store or Path(str(settings.value("store", "")) or _default_store())
    desk = make_desk(app, path, settings)
    sys.excepthook = lambda kind, error, trace: _unexpected(desk, kind, error, trace)
    icon = resource_path("icons", "funneldesk.svg")
    keep_smooth()
    app.setWindowIcon(QIcon(str(icon)))
    desk.open_window()
    return app.exec()


def _unexpected(
    desk: Desk, kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    traceback.print_exception(kind, error, trace)
    if isinstance(error, Exception):
        desk.show_bug(error)


def _settings_file() -> Path:
    from platformdirs import user_config_path

    return user_config_path("FunnelDesk", appauthor=False) / "window.ini"


def _default_store() -> Path:
    from platformdirs import user_data_path

    return user_data_path("FunnelDesk", appauthor=False) / "funneldesk.db"
