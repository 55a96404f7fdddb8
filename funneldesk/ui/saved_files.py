"""What was saved stands in the banner with two links: the file itself, and the folder it is in."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from funneldesk.i18n import _
from funneldesk.ui.widgets.frames import Banner


def say_saved(banner: Banner, *paths: Path, words: str = "") -> None:
    """Say what was saved (without `words`: the name of the file) and offer to open it; of several, the folder."""
    path = paths[0]
    said = words or _("Saved: %(file)s") % {"file": path.name}
    folder = _("Open the folder"), lambda: open_path(banner, path.parent)
    if len(paths) > 1:
        banner.say(said, "green", *folder)
        return
    banner.say(said, "green", _("Open it"), lambda: open_path(banner, path))
    banner.offer(*folder)


def open_path(banner: Banner, path: Path) -> None:
    """Show a file or a folder in the system's own program; the banner says where there is none for it."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        words = _("“%(path)s” could not be opened from here. Open it from where your files are.")
        banner.say(words % {"path": path}, "amber")
