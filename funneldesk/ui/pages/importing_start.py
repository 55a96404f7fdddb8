"""Before a list is chosen: a place to drop it, a button, and what can be brought here."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.fields import KINDS
from funneldesk.domain.words import list_label
from funneldesk.i18n import _
from funneldesk.ui.choosing_files import files_to_open
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.scrolling import ScrolledColumn, scrolled
from funneldesk.ui.widgets.text import ElidedLabel, Label

if TYPE_CHECKING:
    from funneldesk.ui.page import PageFrame

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt")
CARD_WIDTH = 760


def lists_in(paths: list[Path]) -> list[Path]:
    """Return the files of `paths`, folders replaced by the lists in them (not Excel's own lock files)."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (p for p in sorted(path.iterdir()) if p.suffix.lower() in SUFFIXES)
            found += [p for p in inside if p.is_file() and not p.name.startswith(("~$", "."))]
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def lists_to_open(page: "PageFrame") -> list[Path]:
    """Ask for lists and return those that were chosen."""
    patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
    lists, everything = _("Excel and CSV lists"), _("All files")
    return files_to_open(page, _("Choose lists"), f"{lists} ({patterns});;{everything} (*)")


def kind_examples() -> dict[str, str]:
    """Return what is meant by each kind of list, in the marketer's words."""
    return {
        "leads": _("Contacts of the MA tool, business cards, seminar participants"),
        "activities": _("Downloads, seminar attendance, e-mail clicks, calls"),
        "deals": _("Deals of the SFA, with dates, amounts and results"),
        "handovers": _("What was passed to sales, and how sales decided"),
        "contents": _("Articles, white papers, seminars with their type"),
        "costs": _("Advertising and production costs by month"),
    }


class DropCard(QFrame):
    """Says where lists may be dropped (the whole window takes them), and asks for them."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "drop")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 40, 24, 40)
        column.setSpacing(8)
        self.button = QPushButton(_("Choose a list…"))
        self.button.setProperty("primary", "true")
        self.button.clicked.connect(lambda: self.chosen.emit())
        texts = (
            Label(_("Drop an Excel or CSV list here"), "title", wrap=True),
            Label(_("Several lists or a whole folder at once work as well."), "field", wrap=True),
            Label(
                _(
                    "Heading row, encoding and columns are recognised. "
                    "Nothing is written until you have seen the result."
                ),
                "secondary",
                wrap=True,
            ),
        )
        for text in texts:
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(text)
        column.addSpacing(12)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)


class StartView(QWidget):
    """The drop place, and below it what kinds of list there are."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        inside = ScrolledColumn()
        inside.setProperty("scrolled", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self.drop = DropCard()
        self.drop.chosen.connect(self.chosen)
        kinds = Card(_("What can be imported"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        examples = kind_examples()
        for line, kind in enumerate(KINDS):
            grid.addWidget(Label(list_label(kind)), line, 0)
            grid.addWidget(Label(examples[kind], "field", wrap=True), line, 1)
        kinds.body.addLayout(grid)
        for card in (self.drop, kinds):
            card.setMaximumWidth(CARD_WIDTH)
        column.addStretch(1)
        column.addLayout(_centred(self.drop, kinds))
        column.addStretch(2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        # Below a long banner both cards need more room than a small window has.
        whole.addWidget(scrolled(inside))


class ReadingView(QWidget):
    """Shown while a list is looked at."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        card = Card(margin=24, spacing=12)
        card.setFixedWidth(CARD_WIDTH * 2 // 3)
        self.title = ElidedLabel("", "heading")
        card.body.addWidget(self.title)
        bar = QProgressBar(textVisible=False)
        bar.setRange(0, 0)
        card.body.addWidget(bar)
        column.addStretch(2)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def start(self, names: list[str]) -> None:
        """Say which lists are looked at."""
        self.title.set_text(_("Looking at {names} …").format(names=_(", ").join(names)))


def _centred(*widgets: QWidget) -> QVBoxLayout:
    inside = QVBoxLayout()
    inside.setSpacing(16)
    for widget in widgets:
        across = QGridLayout()
        across.setColumnStretch(0, 1)
        across.setColumnStretch(1, 6)
        across.setColumnStretch(2, 1)
        across.addWidget(widget, 0, 1)
        inside.addLayout(across)
    return inside
