"""定義書: which draft is on the page, and what can be done with drafts: begin, copy, name, throw away."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QPaintEvent
from PySide6.QtWidgets import (
    QMenu,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
)

from funneldesk.i18n import _, ngettext
from funneldesk.operations.draft_names import LONGEST_NAME, draft_label
from funneldesk.ui.widgets.asking import NameQuestion
from funneldesk.ui.widgets.text import plain_tip

if TYPE_CHECKING:
    from funneldesk.operations.book_drafts import DraftEntry
    from funneldesk.operations.book_view import BookView

#: Longer names are cut in the heading; the menu has them whole.
SHOWN_LETTERS = 14
LEAST_WIDTH = 96
ARROW = 16
KEY = "Ctrl+D"


@dataclass(frozen=True, slots=True)
class DraftActions:
    """What the button calls: switching (id; 0: the agreed version), and four things to do with drafts."""

    switch: Callable[[int], None]
    begin: Callable[[str], None]
    copy: Callable[[str], None]
    rename: Callable[[str], None]
    discard: Callable[[], None]


class DraftButton(QPushButton):
    """Names the draft on the page; its menu holds the others."""

    def __init__(self, do: DraftActions) -> None:
        super().__init__()
        self._do = do
        self._view: BookView | None = None
        self._name: str | None = None
        self._chosen = 0
        self.drafts = QMenu(self)
        self.drafts.aboutToShow.connect(self._fill)
        self.setMenu(self.drafts)
        self.setShortcut(QKeySequence(KEY))

    def sizeHint(self) -> QSize:
        """Ask for room beside the arrow."""
        wanted = super().sizeHint()
        return QSize(wanted.width() + ARROW, wanted.height())

    def minimumSizeHint(self) -> QSize:
        """Give way in a narrow window; the name is whole in the tip."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), LEAST_WIDTH), least.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cut a name that has no room with an ellipsis."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        room = (
            self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width() - ARROW
        )
        option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)

    def show_draft(self, view: "BookView", draft: int, name: str, *, changed: bool) -> None:
        """Name the draft that is being edited; `changed`: there is one, kept or about to be."""
        self._view, self._chosen = view, draft
        self._name = name if changed or draft else None
        agreed = _("Agreed version") if view.draft.newest else _("The example")
        label = agreed if self._name is None else draft_label(self._name)
        short = label if len(label) <= SHOWN_LETTERS else label[: SHOWN_LETTERS - 1] + "…"
        self.setText(short.replace("&", "&&"))
        # Setting the text takes the key away.
        self.setShortcut(QKeySequence(KEY))
        keys = QKeySequence(KEY).toString(QKeySequence.SequenceFormat.NativeText)
        tip = _("Drafts: choose, begin, copy, rename, discard")
        self.setToolTip(plain_tip(f"{label}\n{tip}  {keys}"))
        self.setAccessibleName(_("Draft on this page: %(name)s") % {"name": label})

    def _fill(self) -> None:
        view, menu = self._view, self.drafts
        menu.clear()
        if view is None:
            return
        group = QActionGroup(menu)
        newest = view.draft.newest
        agreed = _("Version %(number)s as agreed") if newest else _("The example as it is")
        self._add_choice(group, agreed % {"number": newest} if newest else agreed, 0)
        for entry in view.drafts:
            self._add_choice(group, _described(entry), entry.id)
        if self._name is not None and self._chosen not in {entry.id for entry in view.drafts}:
            self._add_choice(group, draft_label(self._name), self._chosen, on=True)
        menu.addSeparator()
        begin = menu.addAction(_("&New draft…"))
        begin.triggered.connect(lambda: self._ask(_("New draft"), _("Begin"), self._do.begin))
        if self._name is None:
            return
        copy, rename = menu.addAction(_("&Copy this draft…")), menu.addAction(_("&Rename this draft…"))
        copy.triggered.connect(lambda: self._ask(_("Copy the draft"), _("Copy"), self._do.copy))
        rename.triggered.connect(
            lambda: self._ask(
                _("Rename the draft"), _("Rename"), self._do.rename, draft_label(self._name or "")
            )
        )
        menu.addAction(_("&Discard this draft")).triggered.connect(lambda: self._do.discard())

    def _add_choice(self, group: QActionGroup, text: str, draft: int, *, on: bool | None = None) -> None:
        action = QAction(text.replace("&", "&&"), group)
        action.setCheckable(True)
        action.setChecked((draft == self._chosen and (draft > 0 or self._name is None)) if on is None else on)
        action.triggered.connect(lambda: self._do.switch(draft))
        self.drafts.addAction(action)

    def _ask(self, title: str, yes: str, then: Callable[[str], None], name: str = "") -> None:
        NameQuestion(
            self.window(),
            title,
            _("A name says what the draft is for."),
            yes,
            field=_("Name of the draft"),
            longest=LONGEST_NAME,
            name=name,
        ).begin(then)


def _described(entry: "DraftEntry") -> str:
    name = draft_label(entry.name)
    if entry.base is None:
        return _("%(name)s — made from an unknown version") % {"name": name}
    words = ngettext(
        "%(name)s — %(count)s change from v%(base)s",
        "%(name)s — %(count)s changes from v%(base)s",
        entry.changes,
    )
    return words % {"name": name, "count": entry.changes, "base": entry.base}
