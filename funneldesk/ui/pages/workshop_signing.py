"""KPIワークショップ: what was decided in a few lines, both names under it, and the copy to print."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from funneldesk.domain.book.book_targets import SAL_COUNT
from funneldesk.domain.book.book_workshop import is_agreed, rate_kpis
from funneldesk.domain.book.sentences import goal_words
from funneldesk.domain.formats import day
from funneldesk.i18n import _, ngettext
from funneldesk.ui.page import row
from funneldesk.ui.pages.book_signing import SigningForm
from funneldesk.ui.pages.workshop_step import Ground, WorkshopStep
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.text import BreakingLabel, Label

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book, BookVersion


class SigningStep(WorkshopStep):
    """Before: the form to sign. After: which version holds, and its printed copy."""

    #: The names, the day and the note were written: agree on the draft.
    agree_wanted = Signal()
    #: Save the copy to print; open the one that was saved; go back to work.
    print_wanted = Signal()
    open_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("This is what you decided. Read it once more, then put both names under it."))
        self._version: BookVersion | None = None
        self._path: Path | None = None
        self.decided = Card(_("What you decided"))
        self.lines, self.open = Label("", wrap=True), Label("", "secondary", wrap=True, tone="amber")
        self.decided.body.addWidget(self.lines)
        self.decided.body.addWidget(self.open)
        self.signing = Card(_("Both sides agree"))
        self.form = SigningForm()
        self.form.written.connect(lambda: self.words_changed.emit())
        self.signing.body.addWidget(self.form)
        self.done = Card(" ")
        self.place = BreakingLabel("")
        self.place.hide()
        self.hint = Label("", "secondary", wrap=True)
        self.open_copy = QPushButton(_("Open it"))
        self.open_copy.setProperty("link", "true")
        self.open_copy.clicked.connect(self.open_wanted)
        for widget in (self.place, self.hint):
            self.done.body.addWidget(widget)
        self.done.body.addLayout(row(self.open_copy, 1))
        for card in (self.done, self.decided, self.signing):
            self.column.addWidget(card)
        self.column.addStretch(1)

    def show_ground(self, ground: Ground) -> None:
        """Show what a draft decides and take the names; with nothing to sign, what is in force and its copy."""
        self._version = version = self.signed_version(ground)
        book = ground.book if version is None else version.book
        self.lines.setText("\n".join(_decided(book)))
        still = sum(1 for term in ground.book.terms if not is_agreed(term))
        words = ngettext(
            "%(count)s term is not ticked: it stands as an example in the book.",
            "%(count)s terms are not ticked: they stand as examples in the book.",
            still,
        )
        self.open.setText(words % {"count": still} if still and version is None else "")
        self.open.setVisible(bool(self.open.text()))
        self.signing.setVisible(version is None)
        self.done.setVisible(version is not None)
        self.sentence.setVisible(version is None)
        self.form.show_book(ground.book, ground.view.today, outdated=ground.view.draft.is_outdated)
        if version is not None:
            self._show_done(version, ground.view.today)

    def signed_version(self, ground: Ground) -> "BookVersion | None":
        """Return the version that was signed last, where the draft says nothing else."""
        if ground.view.draft.saved or ground.book != ground.view.draft.base.book:
            return None
        signed = [version for version in ground.view.versions if version.signatures]
        return signed[-1] if signed else None

    def _show_done(self, version: "BookVersion", today: int) -> None:
        self.done.heading.setText(_done_words(version, today))
        self.done.heading.setWordWrap(True)
        saved = self._path is not None
        self.place.setVisible(saved)
        self.open_copy.setVisible(saved)
        if saved:
            self.place.setText(_("Saved: %(file)s") % {"file": self._path})
            self.hint.setText(
                _(
                    "Open it and print it with Ctrl+P: A4, the cover has the lines to sign by hand. Hang it up."
                )
            )
        else:
            self.hint.setText(
                _("Now the copy to print: an Excel workbook, A4, with a cover to sign by hand.")
            )

    def show_saved(self, path: Path) -> None:
        """Say where the copy is."""
        self._path = path
        if self.ground is not None:
            self.show_step(self.ground)

    def show_agreed(self) -> None:
        """Forget the copy of another version: this one has none yet."""
        self._path = None
        self.form.note.clear()

    @property
    def copy(self) -> Path | None:
        """Return the copy that was saved."""
        return self._path

    @property
    def version(self) -> "BookVersion | None":
        """Return the version on show, None while there is something to sign."""
        return self._version

    def state_words(self, ground: Ground) -> str:
        """Return whether it is signed."""
        version = self.signed_version(ground)
        if version is None:
            return _("not signed yet")
        return _("v%(number)s is signed") % {"number": version.number}

    @property
    def button_words(self) -> str:
        """Return what comes last: the names, then the copy, then work."""
        if self._version is None:
            pilot = self.ground is not None and self.ground.book.scope.segment is not None
            return _("Agree on this pilot") if pilot else _("Agree on this version")
        return _("To today's duties") if self._path else _("Save the copy to print…")

    @property
    def can_take(self) -> bool:
        """Whether every side has a name, and the version a day."""
        if self._version is not None:
            return True
        outdated = self.ground is not None and self.ground.view.draft.is_outdated
        named = all(name.strip() for name in self.form.signed.values())
        return not outdated and named and self.form.from_day.is_right

    def take(self) -> bool:
        """Agree, or save the copy, or go to work."""
        if self._version is None:
            self.agree_wanted.emit()
        elif self._path is None:
            self.print_wanted.emit()
        else:
            self.leave_wanted.emit()
        return False

    def begin(self) -> None:
        """Begin with the first name."""
        if self._version is None:
            next(field for field in self.form.names.values() if not field.isHidden()).setFocus()


def _done_words(version: "BookVersion", today: int) -> str:
    """Return which version holds, from when."""
    words = {"number": version.number, "day": day(version.from_day)}
    if version.is_pilot:
        return _("The pilot of v%(number)s is agreed, from %(day)s.") % words
    if version.from_day > today:
        return _("v%(number)s is agreed and will be in force from %(day)s.") % words
    return _("v%(number)s is in force since %(day)s.") % words


def _decided(book: "Book") -> list[str]:
    """Return bands, target and scope of a book, a line each."""
    from funneldesk.operations.pilot_words import for_whom

    agreed = sum(1 for term in book.terms if is_agreed(term))
    terms = _("Terms: %(done)s of %(all)s agreed") % {"done": agreed, "all": len(book.terms)}
    shown = (*rate_kpis(book), *(kpi for kpi in book.kpis if kpi.code == SAL_COUNT))
    goals = [_("%(name)s: %(goal)s") % {"name": kpi.name, "goal": goal_words(kpi)} for kpi in shown]
    whom = _("For whom: %(segment)s") % {"segment": for_whom(book)}
    return [terms, *goals, whom, *([book.scope.text] if book.scope.text else [])]
