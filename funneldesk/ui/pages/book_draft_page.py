"""What the pages have in common on which the draft of the book is edited: its steps, keeping it, agreeing on it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QKeySequence

from funneldesk.domain.words import heading
from funneldesk.i18n import _, ngettext
from funneldesk.ui.page import Page
from funneldesk.ui.pages.book_desk import DraftDesk
from funneldesk.ui.pages.book_versions import later_words
from funneldesk.ui.widgets.frames import Banner, EmptyState
from funneldesk.ui.widgets.text import plain_tip

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book, BookVersion
    from funneldesk.domain.book.book_diff import Difference
    from funneldesk.operations.book_view import BookView
    from funneldesk.store.store import Store
    from funneldesk.ui.pages.book_steps import OpenDraft
    from funneldesk.ui.session import Session

#: A draft is saved once nothing changed for so long.
SAVE_DELAY_MS = 400


class DraftPage(Page):
    """Shows one `BookView`; every edit makes another draft, which can be taken back step by step."""

    def __init__(self, session: "Session", navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        self.view: BookView | None = None
        self.desk = DraftDesk(self)
        self._saving = 0
        #: Why the draft could not be kept last, as the banner says it.
        self._unkept = ""
        self._missed = False
        self._tells = False
        self._timer = QTimer(self, singleShot=True, interval=SAVE_DELAY_MS)
        self._timer.timeout.connect(lambda: self.save_draft())
        self.undo_button = self.add_button(_("Undo"), self.undo)
        self.notice = Banner()
        session.drafts_changed.connect(self._look_again)
        # Before the book is there its fields would be empty, and there is nothing to agree on.
        # The buttons keep their place: nothing moves when it comes.
        room = self._controls.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        self._controls.setSizePolicy(room)
        self._show_content(shown=False)

    def _show_content(self, *, shown: bool) -> None:
        self._content.setVisible(shown)
        self._controls.setVisible(shown)

    @property
    def book(self) -> "Book | None":
        """Return the book being edited: the open draft, or the newest version unchanged."""
        return self.desk.open.book

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was edited last before another page shows the draft."""
        super().hideEvent(event)
        if self.window().isVisible():
            self.keep_now()

    def keep_now(self) -> None:
        """Keep the last edit, if it waits to be kept."""
        if self._timer.isActive():
            self.save_draft()

    def show_draft(self, view: "BookView") -> None:
        """Take another answer about the book, unless something newer is just being kept."""
        if self._timer.isActive() or self._saving:
            # It may be older than what is being kept: asked again once that is done.
            self._missed = True
            return
        self.view = view
        self.set_empty(None)
        self.desk.show(view)
        self._show_book()
        self._show_content(shown=True)

    def _show_book(self) -> None:
        """Show the book that is being edited."""
        raise NotImplementedError

    def _show_state(self) -> None:
        """Show what follows from an edit beside the field it was made in."""
        raise NotImplementedError

    def _changes(self) -> "tuple[Difference, ...]":
        """Return what the book being edited changes."""
        from funneldesk.domain.book.book_diff import differences

        view, book = self.view, self.book
        return differences(view.draft.base.book, book) if view is not None and book is not None else ()

    def _show_heading(self, view: "BookView", found: "Sequence[Difference]") -> None:
        """Say beside the title which draft it is and what it changes, or what is in force."""
        if found or self.desk.open.id:
            self.chip.set_chip(_("Draft of v%(number)s") % {"number": view.versions[-1].number + 1}, "amber")
            words = ngettext(
                "%(count)s change from v%(base)s", "%(count)s changes from v%(base)s", len(found)
            )
            nothing = _("Nothing is changed yet.")
            said = words % {"count": len(found), "base": view.draft.base.number}
            self.subtitle.setText(said if found else nothing)
        else:
            number = view.in_force.number
            example = heading(_("example, not signed"))
            name = _("v%(number)s in force") % {"number": number} if number else example
            self.chip.set_chip(name, "green" if number else "plain")
            self.subtitle.setText(
                later_words(view) or ("" if number else _("Change what does not fit, then agree on it."))
            )

    def _show_steps(self, changed: bool) -> None:
        steps = self.desk.open.steps
        can = steps.canUndo() or self.desk.gone is not None
        self.undo_words = self.desk.open.undo_words() or (_("discarded draft") if can else "")
        self.redo_words = self.desk.open.redo_words()
        self.undo_button.setEnabled(can)
        self.undo_button.setVisible(can or changed)
        keys = QKeySequence(QKeySequence.StandardKey.Undo).toString(QKeySequence.SequenceFormat.NativeText)
        words = _("Undo: %(step)s") % {"step": self.undo_words}
        self.undo_button.setToolTip(plain_tip(f"{words}  {keys}") if can else "")
        self.undo_button.setAccessibleName(words if can else _("Undo"))
        self.steps_changed.emit()

    def _show_notice(self) -> None:
        view = self.view
        if view is None or not view.draft.is_outdated:
            self._show_offer()
            return
        names = {"base": view.draft.base.number, "newest": view.draft.newest}
        older = _("This draft was begun from v%(base)s; v%(newest)s has been agreed on since.")
        unknown = _(
            "This draft was made from a version that this data does not hold. It is compared with v%(newest)s."
        )
        words = (older if view.draft.base_known else unknown) % names
        self.notice.say(words, "amber", _("Bring it up to v%(newest)s…") % names, self.desk.ask_merge)

    def _show_offer(self) -> None:
        """Say in place of what is wrong what could be done; here nothing."""
        self.notice.say("")

    def edit(self, book: "Book") -> None:
        """Take an edited book as the draft."""
        if self.book is None or book == self.book:
            return
        self.desk.edit(self.put, book)
        self._timer.start()
        self._show_state()

    def put(self, book: "Book") -> None:
        """Show the book that a step back or forward led to."""
        self.desk.open.book = book
        self._timer.start()
        self._show_book()

    def undo(self) -> None:
        """Take the last edit back, or bring the draft back that was thrown away."""
        steps = self.desk.open.steps
        if self.desk.gone is not None:
            self.desk.bring_back()
        elif steps.canUndo():
            steps.undo()
            self._show_state()

    def redo(self) -> None:
        """Do again what was taken back."""
        self.desk.open.steps.redo()
        self._show_state()

    def save_draft(self, then: Callable[[], object] = lambda: None) -> None:
        """Keep the draft on disk now."""
        self._timer.stop()
        draft, view = self.desk.open, self.view
        book = draft.book
        if book is None or view is None:
            return
        from funneldesk.operations.book import discard_draft

        base = view.draft.base
        unchanged = book == base.book and not view.draft.is_outdated

        def write(store: Any, _task: Any) -> None:
            if unchanged and not draft.name:
                discard_draft(store, draft.id)
                draft.id = 0
            else:
                self.keep(store, book, draft, base)

        def done(_result: Any) -> None:
            self._saving -= 1
            if self._unkept and self.banner.sentence.text() == self._unkept:
                self.banner.say("")
            self._unkept = ""
            self.tell_drafts_changed()
            then()
            if self._missed and not self._saving:
                self._missed = False
                self.refresh()

        def failed(error: Exception) -> None:
            self._saving -= 1
            self.show_error(error)
            self._unkept = self.banner.sentence.text()

        self._saving += 1
        self.session.write(write, done, failed, quiet=True)

    def keep(self, store: "Store", book: "Book", draft: "OpenDraft", base: "BookVersion") -> None:
        """Write a draft that was begun from `base`; in the writing thread."""
        from funneldesk.operations.book import save_draft

        draft.id = save_draft(store, book, draft.id, begun_from=base)

    def adopt(self, names: "dict[str, str]", from_day: int, note: str) -> None:
        """Make the draft a version that both sides signed."""
        self.save_draft(lambda: self._adopt(names, from_day, note))

    def _adopt(self, names: "dict[str, str]", from_day: int, note: str) -> None:
        from funneldesk.operations.book_view import adopt_signed

        draft = self.desk.open.id

        def show(version: "BookVersion") -> None:
            self.desk.adopted()
            self.agreed(version)

        self.session.write(
            lambda store, _task: adopt_signed(store, names, from_day, note, draft=draft),
            show,
            self.show_error,
        )

    def agreed(self, version: "BookVersion") -> None:
        """Say that a version was agreed on."""
        raise NotImplementedError

    def tell_drafts_changed(self) -> None:
        """Let the other pages of drafts ask anew."""
        self._tells = True
        self.session.drafts_changed.emit()
        self._tells = False

    def _look_again(self) -> None:
        if not self._tells:
            self._set_stale()

    def _show_empty(self) -> None:
        state = EmptyState(
            _("The definition book appears here"),
            _("It comes with your first list: what MQL and SAL mean, how leads are scored, who acts when."),
        )
        state.add_button(
            _("Import my own Excel list"), lambda: self.navigate("import", choose=True), primary=True
        )
        self.set_empty(state)
