"""Take the pictures of the window that the README shows, or of every page, language and theme.

python resources/pictures/take.py              the README's pictures, into this folder
python resources/pictures/take.py --all FOLDER all pages, both languages, light and dark

The sample company is imported anew into a temporary folder. Without a display the pictures are drawn
off screen; under an X server they show what it shows.
"""

import argparse
import os
import sys
import tempfile
import time
from itertools import product
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))
if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.name == "nt"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings  # noqa: E402 - the platform is chosen before Qt is loaded
from PySide6.QtWidgets import QApplication  # noqa: E402

from funneldesk.i18n import LANGUAGES, set_language  # noqa: E402
from funneldesk.operations.demo import run_demo  # noqa: E402
from funneldesk.ui.navigation import PAGES  # noqa: E402
from funneldesk.ui.page import Page  # noqa: E402
from funneldesk.ui.start import Desk, make_application, make_desk  # noqa: E402
from funneldesk.ui.widgets.figures import FigureView  # noqa: E402

THEMES = ("light", "dark")
#: What the README shows: page, language, theme.
SHOWN = (
    ("today", "ja", "light"),
    ("leads", "ja", "light"),
    ("import", "ja", "light"),
    ("funnel", "ja", "light"),
    ("contents", "ja", "light"),
    ("book", "ja", "light"),
    ("funnel", "en", "dark"),
)
SIZE = (1440, 900)
PATIENCE_S = 60


def wait_for(page: Page) -> None:
    """Let the program run until the page has its answers and its charts; RuntimeError after a minute."""
    give_up = time.monotonic() + PATIENCE_S
    quiet_since = time.monotonic()
    while time.monotonic() - quiet_since < 0.3:
        QApplication.processEvents()
        charts = [view for view in page.findChildren(FigureView) if view.isVisible()]
        if page.is_loading or not all(view.is_drawn for view in charts):
            quiet_since = time.monotonic()
        if time.monotonic() > give_up:
            raise RuntimeError(page)
        time.sleep(0.01)


def take(desk: Desk, page_id: str, path: Path) -> None:
    """Show one page and save the window as it looks."""
    desk.window.go(page_id)
    wait_for(desk.window.page(page_id))
    desk.window.grab().save(str(path))
    print(path)


def main() -> None:
    """Take what the command line asks for."""
    parser = argparse.ArgumentParser(description="Take pictures of the window on the sample company.")
    parser.add_argument("--all", type=Path, metavar="FOLDER")
    folder = parser.parse_args().all
    wanted = product((entry.id for entry in PAGES), LANGUAGES, THEMES) if folder else SHOWN
    (folder or HERE).mkdir(parents=True, exist_ok=True)
    application = make_application([])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as temporary:
        settings = QSettings(str(Path(temporary) / "window.ini"), QSettings.Format.IniFormat)
        stores: dict[str, Path] = {}
        for page_id, language, theme in sorted(wanted, key=lambda one: (one[1], one[2])):
            set_language(language)
            if language not in stores:
                stores[language] = run_demo(Path(temporary) / language, language).store
            settings.setValue("theme", theme)
            desk = make_desk(application, stores[language], settings)
            desk.open_window().resize(*SIZE)
            take(desk, page_id, (folder or HERE) / f"{page_id}-{language}-{theme}.png")
            desk.window.close()
            desk.session.close()


if __name__ == "__main__":
    main()
