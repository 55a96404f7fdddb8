"""The last publication: when, as of which day, how much of people, which files; and the way to the folder."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QPushButton

from funneldesk.domain.formats import day, moment
from funneldesk.domain.team.levels import level_label
from funneldesk.domain.words import heading
from funneldesk.i18n import N_, _
from funneldesk.ui.pages.share_words import invitation, rows_words, size_words
from funneldesk.ui.widgets.flowing import FlowLayout
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.text import ElidedLabel, Label

if TYPE_CHECKING:
    from pathlib import Path

    from funneldesk.operations.share_state import ShareState

#: Whom each file of a publication is for.
_USES = {"sqlite": N_("for FunnelDesk"), "workbook": N_("for Excel")}


class LastCard(Card):
    """Shows `ShareState.last`."""

    #: The folder is to be shown by the system.
    open_wanted = Signal()
    #: Something was put on the clipboard: what, in words.
    copied = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Last publication"), spacing=10)
        self._folder: Path | None = None
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self.values: dict[str, ElidedLabel] = {}
        for name, label in (
            ("at", _("Published")),
            ("by", _("Published by")),
            ("as_of", _("Computed as of")),
            ("level", _("Level")),
            ("rows", _("Holds")),
            ("files", _("Files")),
            ("folder", _("Team's folder")),
        ):
            value = ElidedLabel()
            grid.addWidget(Label(label, "field"), grid.rowCount(), 0)
            grid.addWidget(value, grid.rowCount() - 1, 1)
            self.values[name] = value
        self.body.addLayout(grid)
        self.open_button = QPushButton(_("Open the folder"))
        self.open_button.clicked.connect(self.open_wanted)
        self.copy_button = QPushButton(_("Copy the path"))
        self.copy_button.clicked.connect(lambda: self._copy_path())
        self.invite_button = QPushButton(_("Copy an invitation"))
        self.invite_button.setToolTip(
            _("A text for your colleagues: where the folder is and how to open it.")
        )
        self.invite_button.clicked.connect(lambda: self._copy_invitation())
        flow = FlowLayout(8)
        for button in (self.open_button, self.copy_button, self.invite_button):
            flow.addWidget(button)
        self.body.addLayout(flow)
        self.body.addStretch(1)

    def show_state(self, state: "ShareState") -> None:
        """Show the last publication, dashes where there is none."""
        self._folder = state.folder
        last = state.last
        level = last.level if last else state.level
        told = level_label(level) if level else ""
        sealed = _("with a passphrase")
        texts = {
            "at": moment(last.published_at) if last else heading(_("not published yet")),
            "by": last.owner_name if last else "–",
            "as_of": day(last.as_of) if last else "–",
            "level": _("{level}, {sealed}").format(level=told, sealed=sealed) if state.sealed else told,
            "rows": rows_words(last) if last else "–",
            "files": _(", ").join(
                _("%(use)s (%(size)s)") % {"use": _(_USES.get(kind, kind)), "size": size_words(file.size)}
                for kind, file in last.files.items()
            )
            if last
            else "–",
            "folder": str(state.folder or ""),
        }
        for name, text in texts.items():
            self.values[name].set_text(text)
        # Names of files are longer than any column; whole on hover.
        names = "\n".join(file.name for file in last.files.values()) if last else ""
        self.values["files"].setToolTip(names)
        self.open_button.setEnabled(state.is_reachable)

    def _copy_path(self) -> None:
        QApplication.clipboard().setText(str(self._folder or ""))
        self.copied.emit(_("The path is on the clipboard."))

    def _copy_invitation(self) -> None:
        if self._folder:
            QApplication.clipboard().setText(invitation(self._folder))
            self.copied.emit(_("The invitation is on the clipboard. Paste it into a mail or a chat."))
