"""A running window of the program, whichever it is: application, theme, Qt's own words, the dialog for trouble."""

import gc
import sys
import threading
import traceback
from collections.abc import Callable
from itertools import chain
from types import TracebackType
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QLibraryInfo, QObject, QSettings, Qt, QTimer, QTranslator, Signal
from PySide6.QtGui import QFont, QFontDatabase, QIcon
from PySide6.QtWidgets import QApplication, QWidget

from funneldesk import __version__
from funneldesk.domain.habits import HABITS, choose
from funneldesk.errors import UserError
from funneldesk.fonts import japanese_font
from funneldesk.i18n import LANGUAGES, language, set_language, system_language
from funneldesk.resources import resource_path
from funneldesk.ui.collecting import Collector
from funneldesk.ui.help_places import was_updated
from funneldesk.ui.memory import keep_large_apart
from funneldesk.ui.preloading import preload
from funneldesk.ui.preparing import Preparing, in_turn, steps_to
from funneldesk.ui.qt_types import steps_to_types
from funneldesk.ui.shell import Shell
from funneldesk.ui.surroundings import Surroundings
from funneldesk.ui.theme import FONT_PIXELS, Theme, apply_theme, dress, text_size_of
from funneldesk.ui.widgets.roles import announce_roles

#: How often it is looked whether the code of the first page is loaded.
LOADED_MS = 5
#: So long a page has time to say what is wrong by itself.
SAID_MS = 300
#: The Windows installer asks for it (AppMutex): while a window is open, nothing of the program can be replaced.
RUNNING = "FunnelDesk.Window"
#: Looks the same on each system, and takes our colours.
STYLE = "Fusion"
#: The property of the application that holds Qt's own words.
_WORDS = "words"
Window = TypeVar("Window", bound=Shell)


class FirstPaint(QObject):
    """Waits for the first paint of a window; a timer of 0 ms would often be quicker than that."""

    def __init__(self, window: QWidget, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._then = then
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the event pass; the first paint is followed by what waited for it."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return False


class Program(QObject, Generic[Window]):
    """What runs behind one window, which is built anew in another language."""

    #: The package the pages of the window are in.
    pages = "funneldesk.ui.pages"
    #: An exception that nobody caught, from any thread.
    unexpected = Signal(object)
    #: All pages are built.
    prepared = Signal()

    def __init__(self, app: QApplication, session: Surroundings) -> None:
        super().__init__()
        self.app = app
        self.window: Window | None = None
        self._surroundings = session
        session.failed.connect(self.show_bug)
        self.unexpected.connect(self.show_bug)
        session.language_changed.connect(self.open_window)
        session.look_wanted.connect(self.dress)
        session.text_size_changed.connect(self._resize_text)
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    def make_window(self) -> Window:
        """Return a new window, its words in the language in use."""
        raise NotImplementedError

    def open_window(self) -> Window:
        """Build the window in the language in use and show it; its pages come after the first paint."""
        self._surroundings.abandon()
        write_as_chosen(self._surroundings.settings)
        self.translate_qt()
        gc.unfreeze()
        old = self.window
        if old is not None:
            old.keep_size()  # the new one takes its place
        self.window = self.make_window()
        dress(self.window)
        FirstPaint(self.window, self._after_first_paint)
        self.window.show()
        if old is not None:
            old.give_way()
        return self.window

    def _after_first_paint(self) -> None:
        """Open the first page when its code is there; the window is on screen, and listens."""
        window = self.window
        if window is not None:
            in_turn(window, chain(steps_to_types(), [lambda: self._load_pages(window)]))

    def _load_pages(self, window: Window) -> None:
        loading = preload(self.pages, window.first_modules)
        if loading is None:
            self._open_first_page(window)
            return
        timer = QTimer(window, interval=LOADED_MS)

        def look() -> None:
            if loading.first_is_loaded.is_set():
                timer.stop()
                self._open_first_page(window)
                Preparing(window, loading).done.connect(self.prepared)

        timer.timeout.connect(look)
        timer.start()

    def _open_first_page(self, window: Window) -> None:
        """Build the page in parts; nothing of it where somebody went to another before."""
        steps = steps_to(window, window.first_page.id) if window.current is None else ()
        in_turn(window, chain(steps, [lambda: self._show_first_page(window)]))

    def _show_first_page(self, window: Window) -> None:
        if window is not self.window:
            return
        window.open_first_page()
        if was_updated(self._surroundings.settings):
            window.show_help("changes")
        self._surroundings.watch()

    def dress(self) -> None:
        """Apply the theme and the size of text of the settings."""
        settings = self._surroundings.settings
        theme: Theme = str(settings.value("theme", "system"))  # type: ignore[assignment]
        self._surroundings.colours = apply_theme(self.app, theme, text_size_of(settings.value("text_size")))
        self._surroundings.theme_changed.emit()

    def _follow_system(self, _scheme: Qt.ColorScheme) -> None:
        self.dress()

    def _resize_text(self) -> None:
        """Build the window anew: rows, fields and cards are made for the size of their words."""
        self.dress()
        self.open_window()

    def show_bug(self, error: object) -> None:
        """Show one dialog for what should not have happened; expected trouble gets its sentence."""
        from funneldesk.ui.trouble import show_trouble

        window = self.window
        if isinstance(error, UserError) and window is not None:
            # A page that fails of the same says it in its banner, perhaps in a moment.
            QTimer.singleShot(SAID_MS, window, lambda: _show_unsaid(window, error))
        elif isinstance(error, Exception):
            show_trouble(window, error)

    def translate_qt(self) -> None:
        """Let the menus and dialogs that are Qt's own speak the language in use."""
        # The application's own: all its windows speak one language. To look for it among its children would load all
        # that Qt knows of styles.
        words = self.app.property(_WORDS) or QTranslator(self.app)
        self.app.setProperty(_WORDS, words)
        self.app.removeTranslator(words)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if words.load(f"qtbase_{language()}", folder):
            self.app.installTranslator(words)


def make_application(arguments: list[str]) -> QApplication:
    """Return the application with our font: the same file matplotlib draws with."""
    running = QApplication.instance()
    # A style that is set later would load hundreds of names of QStyle before anything is seen.
    app = running or QApplication([*arguments, "-style", STYLE])
    if not isinstance(app, QApplication):
        raise TypeError(app)
    if running:
        app.setStyle(STYLE)
    app.setApplicationName("FunnelDesk")
    app.setApplicationVersion(__version__)
    announce_roles()
    number = QFontDatabase.addApplicationFont(str(japanese_font()))
    families = QFontDatabase.applicationFontFamilies(number)
    if families:
        font = QFont(families[0])
        font.setPixelSize(FONT_PIXELS)
        app.setFont(font)
    return app


def write_as_chosen(settings: QSettings) -> None:
    """Write years and amounts as the settings of this computer have it."""
    for habit in HABITS:
        choose(habit, settings.value(habit))


def keep_smooth() -> None:
    """Let what runs in the background hold up the window for as short as Python allows.

    Every call from Qt into Python waits until the other thread lets go, 5 ms unless told otherwise, and a layout is
    dozens of such calls; the garbage collector, which stops all threads, would walk all that is kept in memory each
    time a few rows are shown. That memory is kept small as well.
    """
    sys.setswitchinterval(0.0002)
    gc.set_threshold(15_000, 5, 50)
    keep_large_apart()


def settings_of_program(chosen_language: str | None) -> QSettings:
    """Return the settings of this computer, and speak the language that was chosen, here or before."""
    from platformdirs import user_config_path

    folder = user_config_path("FunnelDesk", appauthor=False) / "window.ini"
    settings = QSettings(str(folder), QSettings.Format.IniFormat)
    saved = str(settings.value("language", "")) or system_language()
    set_language(chosen_language or (saved if saved in LANGUAGES else language()))
    return settings


def make_mutex(name: str) -> None:
    """Make a named mutex on Windows, which drops it when this process ends; elsewhere no installer asks for one."""
    if sys.platform != "win32":
        return
    import ctypes

    security, owned = None, 0
    ctypes.windll.kernel32.CreateMutexW(security, owned, name)


def run(program: Program[Any], open_window: Callable[[], object]) -> int:
    """Open a program's window and return the exit code when the last window is closed."""
    sys.excepthook = lambda kind, error, trace: _unexpected(program, kind, error, trace)
    # A thread that is nobody's job: the dialog opens on the thread of the window.
    threading.excepthook = lambda what: _unexpected(
        program, what.exc_type, what.exc_value, what.exc_traceback
    )
    icon = resource_path("icons", "funneldesk.svg")
    make_mutex(RUNNING)
    keep_smooth()
    collector = Collector()
    collector.start()
    program.prepared.connect(collector.spare)
    program.app.setWindowIcon(QIcon(str(icon)))
    open_window()
    code = program.app.exec()
    collector.stop()
    return code


def _unexpected(
    program: Program[Any], kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> None:
    traceback.print_exception(kind, error, trace)
    if isinstance(error, Exception):
        program.unexpected.emit(error)


def _show_unsaid(window: Shell, error: UserError) -> None:
    """Open the dialog, unless the page on show says it."""
    from funneldesk.ui.trouble import show_trouble

    if window.current is None or error.message not in window.current.banner.sentence.text():
        show_trouble(window, error)
