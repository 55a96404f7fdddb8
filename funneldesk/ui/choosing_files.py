"""Asking where a file is and where one goes: every dialog begins in the folder of the last one of its kind."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from funneldesk.i18n import _

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QWidget

    from funneldesk.ui.page import PageFrame

_OPENED, _SAVED = "import_folder", "export_folder"
#: The shared folder of a team that was opened last.
TEAM_FOLDER = "team_folder"


def files_to_open(page: "PageFrame", title: str, kinds: str) -> list[Path]:
    """Ask for files to read; empty if none was chosen."""
    names, _kind = QFileDialog.getOpenFileNames(page, title, str(_folder(page, _OPENED)), kinds)
    return _remembered(page, _OPENED, names)


def file_to_open(page: "PageFrame", title: str, kinds: str) -> Path | None:
    """Ask for one file to read."""
    name, _kind = QFileDialog.getOpenFileName(page, title, str(_folder(page, _OPENED)), kinds)
    return next(iter(_remembered(page, _OPENED, [name])), None)


def file_to_save(page: "PageFrame", title: str, name: str, kinds: str) -> tuple[Path | None, str]:
    """Ask where a file goes, `name` being suggested; return the place and the one of `kinds` that was chosen."""
    for mark in '\\/:*?"<>|':  # no system takes them all in a name
        name = name.replace(mark, " ")
    chosen, kind = QFileDialog.getSaveFileName(page, title, str(_folder(page, _SAVED) / name), kinds)
    return next(iter(_remembered(page, _SAVED, [chosen])), None), kind


def shared_folder_to_open(parent: "QWidget", settings: "QSettings") -> Path | None:
    """Ask for the folder of a team on a network drive; the question begins where the last one lies."""
    begins = str(settings.value(TEAM_FOLDER, ""))
    name = QFileDialog.getExistingDirectory(parent, _("The team's shared folder"), begins)
    return Path(name) if name else None


def remember_folder(page: "PageFrame", folder: Path) -> None:
    """Begin the next question for a file in `folder`."""
    page.session.settings.setValue(_OPENED, str(folder))


def _folder(page: "PageFrame", key: str) -> Path:
    """Return the last folder; at first where people keep their documents: a program's own folder takes no files."""
    for folder in (page.session.settings.value(key), page.session.settings.value(_OPENED)):
        if folder and Path(str(folder)).is_dir():
            return Path(str(folder))
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return documents if documents.is_dir() else Path.home()


def _remembered(page: "PageFrame", key: str, names: list[str]) -> list[Path]:
    paths = [Path(name) for name in names if name]
    if paths:
        page.session.settings.setValue(key, str(paths[0].parent))
    return paths
