"""The drafts as the book's page works on them: which is open, with its steps, and what is done with drafts."""

from typing import TYPE_CHECKING, Any

from funneldesk.i18n import _
from funneldesk.operations.draft_names import draft_label
from funneldesk.ui.pages.book_drafts import DraftActions, DraftButton
from funneldesk.ui.pages.book_merging import MergeDialog
from funneldesk.ui.pages.book_steps import OpenDraft, Step

if TYPE_CHECKING:
    from collections.abc import Callable

    from funneldesk.domain.book.book import Book
    from funneldesk.domain.book.book_merge import Side
    from funneldesk.operations.book_drafts import Draft, Merge
    from funneldesk.operations.book_import import BookImport
    from funneldesk.operations.book_view import BookView
    from funneldesk.store.store import Store
    from funneldesk.ui.pages.book_draft_page import DraftPage


class DraftDesk:
    """Keeps the steps of every draft while the window is open, and does what the button of drafts asks for."""

    def __init__(self, page: "DraftPage") -> None:
        self._page = page
        self.open = OpenDraft(0, "")
        self._known = [self.open]
        #: The draft thrown away last, until something else is done with drafts.
        self.gone: Draft | None = None
        self.button = DraftButton(DraftActions(self.switch, self.begin, self.copy, self.rename, self.discard))

    def show(self, view: "BookView") -> None:
        """Open the draft that is the current one; its steps are lost only where somebody else changed it."""
        state = view.draft
        self.open = next((one for one in self._known if one.id == state.id), None) or OpenDraft(state.id, "")
        if self.open not in self._known:
            self._known.append(self.open)
        self.open.name = state.name
        if self.open.book != state.book:
            self.open.steps.clear()
            self.open.book = state.book

    def edit(self, put: "Callable[[Book], None]", book: "Book", name: str = "") -> None:
        """Take an edited book as the next step of the open draft."""
        before, self.open.book = self.open.book, book
        if before is not None:
            self.open.steps.push(Step(put, before, book, name))
        self.gone = None

    def adopted(self) -> None:
        """Forget the steps of a draft that has become a version."""
        self._known.remove(self.open)
        self.open = OpenDraft(0, "")
        self._known.append(self.open)

    def switch(self, draft: int) -> None:
        """Open another draft (0: the agreed version)."""

        def work(store: "Store", _task: Any) -> None:
            from funneldesk.operations.book_drafts import use_draft, use_no_draft

            if draft:
                use_draft(store, draft)
            else:
                use_no_draft(store)

        self._do(work)

    def begin(self, name: str) -> None:
        """Begin a draft from the newest version."""

        def work(store: "Store", _task: Any) -> "Draft":
            from funneldesk.operations.book_drafts import new_draft

            return new_draft(store, name)

        self._do(work, self._is_new)

    def copy(self, name: str) -> None:
        """Begin another draft that says what the open one says."""
        draft, book = self.open, self.open.book

        def work(store: "Store", _task: Any) -> "Draft":
            from funneldesk.operations.book import save_draft
            from funneldesk.operations.book_drafts import copy_draft

            if not draft.id and book is not None:
                draft.id = save_draft(store, book, 0)
            return copy_draft(store, draft.id, name)

        self._do(work, self._is_new)

    def rename(self, name: str) -> None:
        """Give the open draft another name."""
        draft = self.open

        def work(store: "Store", _task: Any) -> None:
            from funneldesk.operations.book_drafts import rename_draft

            rename_draft(store, draft.id, name)

        self._do(work)

    def discard(self) -> None:
        """Throw the open draft away; it can be brought back."""
        draft = self.open

        def work(store: "Store", _task: Any) -> "Draft | None":
            from funneldesk.operations.book_drafts import throw_away

            return throw_away(store, draft.id) if draft.id else None

        def done(gone: "Draft | None") -> None:
            self.gone = gone
            if gone is not None:
                words = _("The draft “%(name)s” is discarded.") % {"name": draft_label(gone.name)}
                self._page.banner.say(words, "blue", _("Bring it back"), self.bring_back)

        self._do(work, done)

    def bring_back(self) -> None:
        """Open the draft again that was thrown away last."""
        gone, self.gone = self.gone, None
        if gone is None:
            return

        def work(store: "Store", _task: Any) -> "Draft":
            from funneldesk.operations.book_drafts import bring_back

            return bring_back(store, gone)

        self._do(work)

    def take(self, looked: "BookImport") -> None:
        """Take the book of a workbook as a draft of its own; its first step takes it back to the agreed version."""

        def work(store: "Store", _task: Any) -> "tuple[Draft, Book] | None":
            from funneldesk.operations.book import newest_version
            from funneldesk.operations.book_import import take_book

            draft = take_book(store, looked)
            return (draft, newest_version(store).book) if draft else None

        def done(taken: "tuple[Draft, Book] | None") -> None:
            if taken is None:
                return
            draft, before = taken
            self._is_new(draft)
            fresh = OpenDraft(draft.id, draft.name)
            fresh.book = draft.book
            name = _("taken in from “%(name)s”") % {"name": looked.name}
            fresh.steps.push(Step(self._page.put, before, draft.book, name))
            self._known.append(fresh)

        self._do(work, done)

    def ask_merge(self) -> None:
        """Show what comes of the open draft brought up to the newest version."""
        draft, page = self.open, self._page

        def work(store: "Store", _task: Any) -> "Merge":
            from funneldesk.operations.book_drafts import merge_of

            return merge_of(store, draft.id)

        def show(merge: "Merge") -> None:
            dialog = MergeDialog(page, merge, lambda choices: self._merge(draft.id, choices))
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

        page.save_draft(lambda: page.session.read(work, show, page.show_error))

    def _merge(self, draft: int, choices: "dict[str, Side]") -> None:
        def work(store: "Store", _task: Any) -> None:
            from funneldesk.operations.book_drafts import take_merge

            take_merge(store, draft, choices)

        self._do(work)

    def _is_new(self, draft: "Draft") -> None:
        # Ids of drafts that are gone are given again.
        self._known = [one for one in self._known if one.id != draft.id]

    def _do(
        self, work: "Callable[[Store, Any], Any]", then: "Callable[[Any], None]" = lambda _done: None
    ) -> None:
        """Write once what is being edited is kept; then show what came of it."""
        page = self._page
        self.gone = None
        page.banner.say("")

        def done(result: Any) -> None:
            then(result)
            page.tell_drafts_changed()
            page.refresh()

        page.save_draft(lambda: page.session.write(work, done, page.show_error, quiet=True))
