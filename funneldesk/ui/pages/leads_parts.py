"""What a lead consists of, to say which of it is somebody else: the question behind 「別の人が混ざっている」."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.formats import number
from funneldesk.i18n import _, ngettext
from funneldesk.ui.widgets.scrolling import ScrolledColumn, as_tall_as_needed, scrolled
from funneldesk.ui.widgets.text import Label, plain_tip

if TYPE_CHECKING:
    from funneldesk.operations.merging import Part

SIZE = (680, 480)


class PartsQuestion(QDialog):
    """Lists the parts of a lead; `answered` gets those that are somebody else."""

    def __init__(
        self, parent: QWidget, parts: "tuple[Part, ...]", answered: Callable[[list[int]], None]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("FunnelDesk")
        self.resize(*SIZE)
        self._answered = answered
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Label(_("Which of these are somebody else?"), "heading", wrap=True))
        text = _(
            "What you tick becomes a lead of its own, and no later list makes them one again. This can be taken back."
        )
        column.addWidget(Label(text, "secondary", wrap=True))
        self.boxes: dict[int, QCheckBox] = {}
        inside = ScrolledColumn()
        inside.setProperty("scrolled", "page")
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        for part in parts:
            box = QCheckBox(_part_text(part).replace("&", "&&"))
            box.setToolTip(plain_tip(_part_text(part)))
            box.toggled.connect(lambda _on: self._show_state())
            self.boxes[part.id] = box
            lines.addWidget(box)
            lines.addWidget(Label(_part_lists(part), "secondary", wrap=True))
        lines.addStretch(1)
        self._area = scrolled(inside)
        column.addWidget(self._area, 1)
        self.no = QPushButton(_("Leave it"))
        self.no.clicked.connect(self.reject)
        self.yes = QPushButton(_("Make a lead of its own"))
        self.yes.setProperty("primary", "true")
        self.yes.setDefault(True)
        self.yes.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch(1)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        column.addLayout(buttons)
        self.accepted.connect(lambda: self._answered(self.chosen))
        self.finished.connect(self.deleteLater)
        self._show_state()

    def showEvent(self, event: QShowEvent) -> None:
        """Leave no void below a few parts."""
        super().showEvent(event)
        as_tall_as_needed(self, self._area)

    @property
    def chosen(self) -> list[int]:
        """Return the parts that are ticked."""
        return [part for part, box in self.boxes.items() if box.isChecked()]

    def _show_state(self) -> None:
        self.yes.setEnabled(0 < len(self.chosen) < len(self.boxes))


def _part_text(part: "Part") -> str:
    who = part.who
    said = (who.name, who.company, who.email, who.phone, who.external_id)
    return " · ".join(text for text in said if text)


def _part_lists(part: "Part") -> str:
    rows = ngettext("%(count)s row", "%(count)s rows", part.rows) % {"count": number(part.rows)}
    return _("{files} ({rows}, the first in row {row})").format(
        files=_(", ").join(part.files), rows=rows, row=part.row
    )
