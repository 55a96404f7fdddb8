"""KPIワークショップ: the first hour of marketing and sales, step by step, to a signed book and its printed copy."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from funneldesk.domain.book.book_workshop import STEPS, first_open, is_done
from funneldesk.i18n import _, ngettext
from funneldesk.operations.draft_names import draft_label
from funneldesk.ui.choosing_files import file_to_save
from funneldesk.ui.page import row, up_to_cards
from funneldesk.ui.pages.book_draft_page import DraftPage
from funneldesk.ui.pages.workshop_bands import BandsStep
from funneldesk.ui.pages.workshop_beginning import BeginningStep
from funneldesk.ui.pages.workshop_signing import SigningStep
from funneldesk.ui.pages.workshop_step import Ground, WorkshopStep
from funneldesk.ui.pages.workshop_targets import TargetsStep
from funneldesk.ui.pages.workshop_terms import TermsStep
from funneldesk.ui.saved_files import open_path
from funneldesk.ui.widgets.keys import shortcut
from funneldesk.ui.widgets.text import Label, plain_tip

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book, BookVersion
    from funneldesk.domain.funnel.own_history import OwnHistory
    from funneldesk.operations.workshop import Beginnings, WorkshopView
    from funneldesk.store.store import Store
    from funneldesk.ui.pages.book_steps import OpenDraft
    from funneldesk.ui.session import Session

RAIL_WIDTH = 208


class WorkshopPage(DraftPage):
    """Five steps on one draft of the book; the list on the left says what is done."""

    def __init__(self, session: "Session", navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        self._at = ""
        self._history: OwnHistory | None = None
        self._beginnings: Beginnings | None = None
        self.add_button(_("Open in the book"), lambda: self.navigate("book"))
        self.signing = SigningStep()
        self.steps: dict[str, WorkshopStep] = dict(
            zip(
                STEPS,
                (TermsStep(), BandsStep(), TargetsStep(), BeginningStep(session), self.signing),
                strict=True,
            )
        )
        names = (_("Terms"), _("Agreed bands"), _("Targets"), _("How to begin"), _("Sign and print"))
        self._names = dict(zip(STEPS, names, strict=True))
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addWidget(self._rail())
        across.addLayout(self._stage(), 1)
        # What scrolls reaches into the margin; the rest ends where its cards end.
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addLayout(up_to_cards(self.notice))
        self.body.addLayout(across, 1)
        shortcut(self, "Ctrl+Return", _("Finish this step"), self.take, only_inside=True)
        session.theme_changed.connect(self._show_book)
        self.signing.agree_wanted.connect(self._agree)
        self.signing.print_wanted.connect(self._choose_copy)
        self.signing.open_wanted.connect(self._open_copy)
        self.signing.leave_wanted.connect(lambda: self.navigate("today"))

    def _rail(self) -> QWidget:
        rail = QWidget()
        rail.setFixedWidth(RAIL_WIDTH)
        column = QVBoxLayout(rail)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self._group = QButtonGroup(rail)
        self.buttons: dict[str, QPushButton] = {}
        self._states: dict[str, Label] = {}
        for step in STEPS:
            button = QPushButton()
            button.setCheckable(True)
            button.setProperty("nav", "true")
            button.clicked.connect(lambda _on=False, step=step: self.go(step))
            self._group.addButton(button)
            self.buttons[step] = button
            self._states[step] = Label("", "secondary", wrap=True)
            self._states[step].setContentsMargins(28, 0, 4, 8)
            column.addWidget(button)
            column.addWidget(self._states[step])
        column.addStretch(1)
        return rail

    def _stage(self) -> QVBoxLayout:
        self._stack_of_steps = QStackedWidget()
        for step, widget in self.steps.items():
            widget.edited.connect(self._take_book)
            widget.words_changed.connect(lambda step=step: self._show_button(step))
            self._stack_of_steps.addWidget(widget)
        whole = QWidget()
        whole.setProperty("large", "true")
        inside = QVBoxLayout(whole)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._stack_of_steps)
        self.back = QPushButton(_("Back"))
        self.back.clicked.connect(lambda: self.step_tab(-1))
        self.next = QPushButton()
        self.next.setProperty("primary", "true")
        self.next.setProperty("big", "true")
        self.next.clicked.connect(lambda: self.take())
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(whole, 1)
        column.addLayout(up_to_cards(row(self.back, 1, self.next)))
        return column

    def refresh(self) -> None:
        """Ask for the book with the workshop's draft; one's own history and contents follow."""
        if not self.session.has_store:
            self._show_empty()
            return
        today = self.session.today

        def work(store: "Store", _task: Any) -> "WorkshopView":
            from funneldesk.operations.workshop import workshop_view

            return workshop_view(store, today)

        def look_back(store: "Store", _task: Any) -> "tuple[OwnHistory, Beginnings]":
            from funneldesk.operations.workshop import beginnings, history_of

            return history_of(store, today), beginnings(store, today)

        self.load(work, self._show)
        self.session.search(look_back, self._show_history, self.show_error)
        beginning = self.steps["beginning"]
        if isinstance(beginning, BeginningStep):
            beginning.segment.want()

    def _show(self, found: "WorkshopView") -> None:
        self.show_draft(found.book)
        other = found.other
        if other is None or self.desk.open.id:
            return
        words = ngettext(
            "The workshop begins with the agreed book. The draft “%(name)s” (%(count)s change) stays as it is.",
            "The workshop begins with the agreed book. The draft “%(name)s” (%(count)s changes) stays as it is.",
            other.changes,
        )
        said = words % {"name": draft_label(other.name), "count": other.changes}
        self.banner.say(said, "blue", _("Begin with that draft"), lambda: self._begin_from(other.id))

    def _show_history(self, found: "tuple[OwnHistory, Beginnings]") -> None:
        self._history, self._beginnings = found
        self._show_book()

    def _begin_from(self, draft: int) -> None:
        def work(store: "Store", _task: Any) -> int:
            from funneldesk.operations.workshop import begin_from

            return begin_from(store, draft)

        def done(_draft: int) -> None:
            self.banner.say("")
            self.tell_drafts_changed()
            self.refresh()

        self.session.write(work, done, self.show_error, quiet=True)

    def _show_book(self) -> None:
        """Show the book on the step in front, and how far all steps are."""
        view, book = self.view, self.book
        if view is None or book is None:
            return
        first = not self._at
        if first:
            self._at = STEPS[-1] if not view.draft.saved and view.in_force.number else first_open(book)
        ground = Ground(view, book, self._history, self._beginnings, self.session.colours)
        self.steps[self._at].show_step(ground)
        self._stack_of_steps.setCurrentWidget(self.steps[self._at])
        self._show_state()
        if first:
            self.steps[self._at].begin()

    def _show_state(self) -> None:
        view, book = self.view, self.book
        if view is None or book is None:
            return
        found = self._changes()
        ground = Ground(view, book, self._history, self._beginnings, self.session.colours)
        for place, step in enumerate(STEPS, 1):
            words = self.steps[step].state_words(ground)
            is_signed = step == STEPS[-1] and self.signing.signed_version(ground) is not None
            mark = "✓" if is_signed or is_done(book, step) else f"{place}"
            self.buttons[step].setText(f"{mark}  {self._names[step]}")
            self.buttons[step].setChecked(step == self._at)
            reached = Qt.FocusPolicy.StrongFocus if step == self._at else Qt.FocusPolicy.ClickFocus
            self.buttons[step].setFocusPolicy(reached)
            self.buttons[step].setAccessibleName(f"{place}. {self._names[step]}: {words}")
            self._states[step].setText(words)
        self.back.setVisible(self._at != STEPS[0])
        self._show_steps(bool(found))
        self._show_notice()
        self._show_heading(view, found)

    def _show_button(self, step: str) -> None:
        if step == self._at:
            self.next.setText(self.steps[step].button_words.replace("&", "&&"))
            self.next.setEnabled(self.steps[step].can_take)
            self.next.setToolTip(plain_tip(f"{self.steps[step].button_words}  Ctrl+Enter"))

    def _take_book(self, book: "Book") -> None:
        """Take an edit of a step as the next one of the draft, and show what follows from it."""
        self.edit(book)
        self._show_book()

    def go(self, step: str) -> None:
        """Go to a step; the keyboard goes to where it begins."""
        self._at = step
        self._show_book()
        # Where the step has nothing to fill in, the keyboard is on what comes next.
        self.next.setFocus()
        self.steps[step].begin()

    def step_tab(self, step: int) -> None:
        """Go to a step beside the one on show; Ctrl+PgDn and Ctrl+PgUp do it from anywhere."""
        place = STEPS.index(self._at) + step if self._at else 0
        if 0 <= place < len(STEPS):
            self.go(STEPS[place])

    def take(self) -> None:
        """Do what the filled button says; what is being typed is taken first."""
        if not self._at or not self.next.isEnabled():
            return
        self.next.setFocus()
        if self.steps[self._at].take():
            self.step_tab(1)
        else:
            self.steps[self._at].begin()

    def keep(self, store: "Store", book: "Book", draft: "OpenDraft", base: "BookVersion") -> None:
        """Write the workshop's own draft; in the writing thread."""
        from funneldesk.operations.workshop import keep_workshop

        draft.id = keep_workshop(store, book, draft.id, base)

    def _agree(self) -> None:
        form = self.signing.form
        self.adopt(form.signed, form.first_day, form.note.text())

    def agreed(self, version: "BookVersion") -> None:
        """Show the version and ask for its copy."""
        self.signing.show_agreed()
        words = _("The pilot of v%(number)s is agreed.") if version.is_pilot else _("v%(number)s is agreed.")
        self.banner.say(words % {"number": version.number}, "green")
        self.next.setFocus()

    def _choose_copy(self) -> None:
        version = self.signing.version
        if version is None:
            return
        name = _("definition-book-v{number}.xlsx").format(number=version.number)
        path, _kind = file_to_save(self, _("Save the copy to print"), name, _("Excel workbook (*.xlsx)"))
        if path:
            self.save_copy(path, version.number)

    def save_copy(self, path: Path, number: int) -> None:
        """Write a version as a workbook to print and say where it is."""
        target, today = path.with_suffix(".xlsx"), self.session.today

        def write(store: "Store", _task: Any) -> None:
            from funneldesk.operations.workshop import print_copy

            print_copy(store, target, number, today)

        self.session.read(write, lambda _done: self.signing.show_saved(target), self.show_error)

    def _open_copy(self) -> None:
        if self.signing.copy is not None:
            open_path(self.banner, self.signing.copy)
