"""Bringing a draft up to a newer version: what arrives, and for each conflict which of the two holds."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from funneldesk.domain.formats import colon
from funneldesk.domain.words import part_label
from funneldesk.i18n import _, ngettext
from funneldesk.ui.page import scrolled
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.reading_table import ReadingTable
from funneldesk.ui.widgets.rows import RowsColumn, RowsModel
from funneldesk.ui.widgets.text import Label, plain_tip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from funneldesk.domain.book.book_diff import Difference
    from funneldesk.domain.book.book_merge import Conflict, Side
    from funneldesk.operations.book_drafts import Merge

SIZE = (880, 600)
MOST_HEIGHT = 320
#: Of a value beside its button; whole in the tip.
LONGEST = 28
SIDES: "tuple[Side, Side]" = ("mine", "theirs")


class Conflicts(QWidget):
    """One question for each conflict; nothing is chosen beforehand."""

    #: Somebody chose: all choices so far by key.
    changed = Signal(object)

    def __init__(self, conflicts: "Sequence[Conflict]", mine: str, theirs: str) -> None:
        super().__init__()
        self.choices: dict[str, Side] = {}
        self.buttons: dict[tuple[str, str], QRadioButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for conflict in conflicts:
            part = part_label(conflict.part)
            name = part if part == conflict.where else f"{part}{colon()}{conflict.where}"
            column.addWidget(Label(name, "heading", wrap=True))
            group = QButtonGroup(self)
            for side, words, found in (
                (SIDES[0], mine, conflict.mine),
                (SIDES[1], theirs, conflict.theirs),
            ):
                button = QRadioButton(f"{words}{colon()}{_changes(found)}".replace("&", "&&"))
                button.setAccessibleName(f"{name}, {words}: {_changes(found)}")
                whole = "\n".join(f"{d.where}{colon()}{d.before or '–'} → {d.after or '–'}" for d in found)
                button.setToolTip(plain_tip(whole))
                button.clicked.connect(lambda _on=False, key=conflict.key, side=side: self._choose(key, side))
                group.addButton(button)
                column.addWidget(button)
                self.buttons[conflict.key, side] = button
            column.addSpacing(8)

    def _choose(self, key: str, side: "Side") -> None:
        self.choices[key] = side
        self.changed.emit(dict(self.choices))


class MergeDialog(QDialog):
    """Shows a merge before anything is written; `take` gets the choices once somebody says so."""

    def __init__(self, parent: QWidget, merge: "Merge", take: "Callable[[dict[str, Side]], None]") -> None:
        super().__init__(parent)
        self.setWindowTitle("FunnelDesk")
        self.resize(*SIZE)
        self.merge = merge
        names = {"base": merge.base, "newest": merge.newest}
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        inside = QVBoxLayout()
        inside.setSpacing(12)
        if merge.base is None:
            title = _("The draft was made from a version that this data does not hold")
            words = _(
                "Everything it changes in version %(newest)s is listed here. Look at all of it before you go on."
            )
            self._add_table(inside, words % names, merge.changes)
        else:
            title = (
                _("Version %(newest)s has been agreed on since the draft was begun from version %(base)s")
                % names
            )
            arriving = ngettext(
                "%(count)s change comes into the draft",
                "%(count)s changes come into the draft",
                len(merge.arriving),
            )
            self._add_table(inside, arriving % {"count": len(merge.arriving)}, merge.arriving)
        self.title = Label(title, "heading", wrap=True)
        column.addWidget(self.title)
        self.conflicts = Conflicts(merge.conflicts, _("The draft"), _("Version %(newest)s") % names)
        if merge.conflicts:
            words = ngettext(
                "%(count)s line was changed on both sides. Choose which holds.",
                "%(count)s lines were changed on both sides. Choose for each which holds.",
                len(merge.conflicts),
            )
            inside.addWidget(Label(words % {"count": len(merge.conflicts)}, wrap=True))
        inside.addWidget(self.conflicts)
        inside.addStretch(1)
        card = Card(margin=0)
        card.body.addWidget(scrolled(inside, "card"))
        inside.setContentsMargins(16, 12, 16, 12)
        column.addWidget(card, 1)
        self._add_buttons(column, names)
        self.conflicts.changed.connect(lambda _choices: self._show_ready())
        self.accepted.connect(lambda: take(self.conflicts.choices))
        self._show_ready()

    def _add_table(self, inside: QVBoxLayout, words: str, found: "Sequence[Difference]") -> None:
        inside.addWidget(Label(words, "secondary", wrap=True))
        if not found:
            return
        model = RowsModel(difference_columns())
        model.show_rows(found)
        table = ReadingTable(model, most=MOST_HEIGHT)
        table.setAccessibleName(words)
        table.size_columns(model.columns)
        inside.addWidget(table)

    def _add_buttons(self, column: QVBoxLayout, names: dict[str, Any]) -> None:
        self.no = QPushButton(_("Leave it"))
        self.no.clicked.connect(self.reject)
        self.yes = QPushButton(_("Make it a draft of version %(newest)s") % names)
        self.yes.setProperty("primary", "true")
        self.yes.setDefault(True)
        self.yes.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch(1)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        column.addLayout(buttons)

    def _show_ready(self) -> None:
        self.yes.setEnabled(len(self.conflicts.choices) == len(self.merge.conflicts))


def difference_columns() -> "list[RowsColumn[Difference]]":
    """Return the columns of a table of differences."""
    return [
        RowsColumn(_("Part"), lambda found: part_label(found.part), width=130),
        RowsColumn(_("Where"), lambda found: found.where, width=220),
        RowsColumn(_("Before"), lambda found: found.before or "–", stretch=True),
        RowsColumn(_("After"), lambda found: found.after or "–", stretch=True),
    ]


def _changes(found: "Sequence[Difference]") -> str:
    return _(", ").join(map(_change, found))


def _change(found: "Difference") -> str:
    if found.before is None:
        return _("%(what)s added") % {"what": found.where}
    if found.after is None:
        return _("%(what)s removed") % {"what": found.where}
    before, after = (_short(text or "–") for text in (found.before, found.after))
    return f"{found.where.rpartition(' / ')[2]} {before} → {after}"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
