"""定義書／版と合意: what the draft changes, who agrees, and the versions there were."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.book.signing import is_one_person
from funneldesk.domain.formats import colon, day
from funneldesk.domain.words import heading, part_label, side_label
from funneldesk.i18n import _
from funneldesk.ui.page import row, scrolled
from funneldesk.ui.pages.book_comparing import CompareCard
from funneldesk.ui.pages.book_pilot import PilotCard
from funneldesk.ui.pages.book_signing import SigningForm
from funneldesk.ui.pages.book_versions import called, version_state
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.reading_table import ReadingTable
from funneldesk.ui.widgets.rows import RowsColumn, RowsModel

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book, BookVersion
    from funneldesk.domain.book.book_diff import Difference
    from funneldesk.operations.book_view import BookView
    from funneldesk.ui.session import Session

#: What a draft changes is read before it is agreed on; from here on the table scrolls.
MOST_HEIGHT = 460


class VersionsTab(QWidget):
    """Shows differences and versions; takes names, a date and a note."""

    #: The draft for other leads.
    def __init__(self, session: "Session", adopt: Callable[[dict[str, str], int, str], None]) -> None:
        super().__init__()
        self._adopt = adopt
        column = QVBoxLayout()
        column.setSpacing(16)
        self.pilot = PilotCard(session)
        column.addWidget(self._agreement_card())
        column.addWidget(self.pilot)
        column.addWidget(self._history_card())
        self.comparing = CompareCard(session)
        column.addWidget(self.comparing)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(column))

    def _agreement_card(self) -> Card:
        self.agreement = Card(_("What the draft changes"))
        self.model: RowsModel[Difference] = RowsModel(_difference_columns())
        self.changes = ReadingTable(self.model, most=MOST_HEIGHT)
        self.changes.size_columns(self.model.columns)
        self.changes.setAccessibleName(_("What the draft changes"))
        self.agreement.body.addWidget(self.changes)
        self.form = SigningForm()
        self.names, self.from_day, self.note = self.form.names, self.form.from_day, self.form.note
        self.hint = self.form.hint
        self.agreement.body.addWidget(self.pilot.scope)
        self.agreement.body.addWidget(self.form)
        self.take = QPushButton(_("Agree on this version"))
        self.take.setProperty("primary", "true")
        self.take.clicked.connect(lambda: self._take())
        self.agreement.body.addLayout(row(self.take, 1))
        return self.agreement

    def _history_card(self) -> Card:
        card = Card(_("Versions"))
        self._view: BookView | None = None
        self.history: RowsModel[BookVersion] = RowsModel(_version_columns(self._state))
        self.versions = ReadingTable(self.history, most=MOST_HEIGHT)
        self.versions.size_columns(self.history.columns)
        self.versions.setAccessibleName(_("Versions"))
        card.body.addWidget(self.versions)
        return card

    def _state(self, version: "BookVersion") -> str:
        return heading(version_state(version, self._view)) if self._view else ""

    def show_versions(
        self, view: "BookView", book: "Book", changes: "Sequence[Difference]", draft: int = 0
    ) -> None:
        """Show what a draft changes (`draft`: its id), and all versions, newest first."""
        self._view = view
        self.agreement.setVisible(bool(changes))
        self.model.show_rows(changes)
        self.form.show_book(book, view.today, outdated=view.draft.is_outdated)
        self.take.setEnabled(not view.draft.is_outdated)
        self.comparing.show_versions(view, book, draft, changed=bool(changes))
        self.pilot.show_versions(view, book, changed=bool(changes))
        scope = book.scope
        tried = scope.segment is not None or scope.shadow
        self.take.setText(_("Agree on this pilot") if tried else _("Agree on this version"))
        self.history.show_rows(sorted(view.versions, key=lambda v: v.number, reverse=True))

    def _take(self) -> None:
        if not self.from_day.is_right:
            self.from_day.focus()
            return
        self._adopt(self.form.signed, self.form.first_day, self.note.text())


def _difference_columns() -> "list[RowsColumn[Difference]]":
    return [
        RowsColumn(_("Part"), lambda d: part_label(d.part), width=110),
        RowsColumn(_("Where"), lambda d: d.where, width=180, bold=True),
        RowsColumn(_("Before"), lambda d: d.before or "–", width=150, stretch=True),
        RowsColumn(_("After"), lambda d: d.after or "–", width=150, stretch=True),
    ]


def _version_columns(state: "Callable[[BookVersion], str]") -> "list[RowsColumn[BookVersion]]":
    return [
        RowsColumn(_("Version"), called, width=140, bold=True),
        RowsColumn(_("In force from"), lambda v: day(v.from_day) or heading(_("the beginning")), width=120),
        RowsColumn(_("State"), state, width=130),
        RowsColumn(_("Agreed by"), _signers, width=220, stretch=True),
        RowsColumn(_("Note"), lambda v: v.note, width=180, stretch=True),
    ]


def _signers(version: "BookVersion") -> str:
    if not version.signatures:
        return heading(_("nobody yet"))
    words = _(", ").join(f"{side_label(s.side)}{colon()}{s.name}" for s in version.signatures)
    if is_one_person(version):
        words += " " + _("(one person for both sides)")
    return words
