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
from itertools import product
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))
if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.name == "nt"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image  # noqa: E402 - the platform is chosen before Qt is loaded
from PySide6.QtCore import QSettings  # noqa: E402
from PySide6.QtGui import QPixmap  # noqa: E402

from funneldesk.i18n import LANGUAGES, set_language  # noqa: E402
from funneldesk.operations.demo import run_demo  # noqa: E402
from funneldesk.resources import resource_path  # noqa: E402
from funneldesk.ui.navigation import BEYOND, PAGES, TABS  # noqa: E402
from funneldesk.ui.start import Desk, make_application, make_desk  # noqa: E402
from funneldesk.ui.waiting import settle  # noqa: E402

THEMES = ("light", "dark")
SIZE = (1440, 900)
SCORING_TAB = 2
#: What there is to see on a page beside how it opens.
DETAILS: dict[str, dict[str, Any]] = {
    "book": {"tab": SCORING_TAB},
    "company": {"lead": 1},
    "lead": {"lead": 1},
}
#: The import page is shown with a list in hand, before anything is in the store.
LIST_IN_HAND = "リード一覧_MA.xlsx"
#: What the README shows: page, language, theme.
SHOWN = (
    ("today", "ja", "light"),
    ("leads", "ja", "light"),
    ("import", "ja", "light"),
    ("funnel", "ja", "light"),
    ("contents", "ja", "light"),
    ("book", "ja", "light"),
    ("review", "ja", "light"),
    ("funnel", "en", "dark"),
)


def save(picture: QPixmap, path: Path) -> None:
    """Save with 256 colours: all this window needs, in a third of the bytes."""
    picture.save(str(path))
    with Image.open(path) as full:
        few = full.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    print(path, flush=True)


def take(desk: Desk, page_id: str, path: Path) -> None:
    """Show one page and save the window as it looks."""
    window = desk.open_window()
    window.resize(*SIZE)
    settle(desk, window.page("welcome" if not desk.session.has_store else "today"))
    what = DETAILS.get(page_id, {})
    if page_id == "import":
        what = {"files": [resource_path("sample", LIST_IN_HAND)]}
    window.go(page_id, **what)
    window.setFocus()
    settle(desk, window.page(page_id))
    if page_id == "review":
        # Another theme may have begun it already.
        window.page(page_id).begin.begin.click()  # type: ignore[attr-defined]
        settle(desk, window.page(page_id))
    save(window.grab(), path)
    window.close()
    desk.session.close()


def main() -> None:
    """Take what the command line asks for."""
    parser = argparse.ArgumentParser(description="Take pictures of the window on the sample company.")
    parser.add_argument("--all", type=Path, metavar="FOLDER")
    folder = parser.parse_args().all
    wanted = product((entry.id for entry in (*PAGES, *TABS, *BEYOND)), LANGUAGES, THEMES) if folder else SHOWN
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
            settings.setValue("page", "today")
            store = stores[language] if page_id != "import" else Path(temporary) / "none" / "funneldesk.db"
            desk = make_desk(application, store, settings)
            take(desk, page_id, (folder or HERE) / f"{page_id}-{language}-{theme}.png")


if __name__ == "__main__":
    main()
