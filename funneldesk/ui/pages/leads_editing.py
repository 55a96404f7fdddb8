"""Editing in the table of leads as in a spreadsheet: typing, F2, Ctrl+X, Ctrl+V, Ctrl+D; each is one step back."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from funneldesk.domain.formats import number, sentences
from funneldesk.domain.leads.edits import Fault, is_same, refusal, understood
from funneldesk.domain.leads.lead_columns import column_label
from funneldesk.domain.moment import DEFAULT_ZONE
from funneldesk.errors import UserError
from funneldesk.i18n import _, ngettext
from funneldesk.ui.pages.leads_cells import CellDelegate
from funneldesk.ui.pages.leads_copying import copy_cells
from funneldesk.ui.pages.leads_steps import about
from funneldesk.ui.steps import Step
from funneldesk.ui.widgets.keys import shortcut

if TYPE_CHECKING:
    from PySide6.QtCore import QPersistentModelIndex

    from funneldesk.operations.editing import Edited
    from funneldesk.store.store import Store
    from funneldesk.ui.pages.leads import LeadsPage
    from funneldesk.ui.tasks import Job
    from funneldesk.ui.widgets.rows import Index

#: A key of the table, what it does in words, and what is done.
CellKey = tuple[str, str, Callable[[], None]]


class LeadEditing:
    """Brings the cells of the table, the keys that edit them, and the operations together."""

    def __init__(self, page: "LeadsPage") -> None:
        self._page, self._table, self._model = page, page.table, page.model
        self.delegate = CellDelegate(self._table, self._model, self._fault, lambda: page.session.colours)
        self._table.setItemDelegate(self.delegate)
        self.delegate.entered.connect(self._enter)
        self.delegate.next_wanted.connect(lambda: self.begin(anew=True))
        self.delegate.began.connect(lambda: page.banner.say(""))
        self._table.cell_clicked.connect(self.begin)
        #: The keys of cells.
        self.keys: tuple[CellKey, ...] = (
            ("F2", _("Edit the cell (Enter keeps it, Esc leaves it as it was)"), self.begin),
            ("Ctrl+X", _("Cut the chosen cells: copy them and empty those that can be edited"), self.cut),
            ("Ctrl+D", _("Fill the chosen cells with the value of the first one"), self.fill_down),
            ("Ctrl+V", _("Paste cells from Excel"), self.paste),
            ("Delete", _("Empty the chosen cells"), self.empty),
        )
        #: What is done with the chosen cells, by the ids of the table of actions.
        self.acts: Mapping[str, Callable[[], None]] = {
            "cut_cells": self.cut, "copy_cells": self._table.copy_selection, "paste_cells": self.paste,
            "fill_down": self.fill_down, "empty_cells": self.empty,
        }  # fmt: skip
        for keys, words, do in self.keys:
            shortcut(self._table, keys, words, partial(self._if_table, do), only_inside=True)
        words = _("Choose the whole line")
        shortcut(
            self._table,
            "Shift+Space",
            words,
            partial(self._if_table, self._table.choose_lines),
            only_inside=True,
        )

    @property
    def is_open(self) -> bool:
        """Whether a field is open over a cell."""
        return self.delegate.editor is not None

    def _if_table(self, do: Callable[[], None]) -> None:
        # The fields under the headings and the one over a cell have keys of their own.
        if self._table.hasFocus():
            do()

    def begin(self, *, anew: bool = False) -> None:
        """Open a field over the current cell, or say why there is none; `anew`: a letter replaces what stands there."""
        at = self._table.currentIndex()
        if not at.isValid():
            return
        name = self._model.names[at.column()]
        if why := self._model.why_not(name):
            self._say_why_not(name, why)
        elif self._model.stored(at.row(), name) is not None:
            self._table.scrollTo(at)
            self._table.edit(at)
            if self.delegate.editor is not None:
                self.delegate.editor.is_typed = False
                if not anew:
                    self.delegate.editor.end(False)  # noqa: FBT003 - Qt's own signature

    def keep(self) -> None:
        """Take what stands in an open field, if it can be taken."""
        if self.is_open:
            self.delegate.take()

    def _say_why_not(self, name: str, why: str) -> None:
        self._page.banner.say(_("{field}: {why}").format(field=column_label(name), why=why), "amber")

    def _fault(self, index: "Index", text: str) -> str:
        """Return why a text cannot be taken for a cell, "" where it can."""
        name = self._model.names[index.column()]
        meant = understood(name, [text], DEFAULT_ZONE)[0]
        if isinstance(meant, Fault):
            return meant.message
        return refusal(name, self._model.stored(index.row(), name) or "", meant)

    def _enter(self, index: "QPersistentModelIndex", text: str) -> None:
        name, lead = self._model.names[index.column()], self._model.lead_at(index.row())
        meant = understood(name, [text], DEFAULT_ZONE)[0]
        if lead is None or isinstance(meant, Fault):
            return
        if is_same(name, self._model.stored(index.row(), name) or "", meant):
            return
        who = self._model.text(index.row(), "name")
        self._model.show_typed(lead, name, meant)

        def work(store: "Store", job: "Job") -> "Edited":
            from funneldesk.operations.editing import Entered, edit

            return edit(store, [Entered(lead, name, text)], job)

        self._write(
            work, [who], [lead], lambda _done: self._model.typed_is_written(lead, name),
            lambda: self._model.show_typed(lead, name, None),
        )  # fmt: skip

    def fill_down(self) -> None:
        """Let the chosen cells have the value of the first of them; a single one that of the cell above."""
        places, fields = self._chosen()
        if not places or not fields:
            return
        source, *rest = places if len(places) > 1 else (places[0] - 1, places[0])
        first = self._model.lead_at(source)
        if first is None:
            self._page.banner.say(_("There is no line above to fill down from."), "amber")
            return
        leads = self._leads(rest)

        def work(store: "Store", job: "Job") -> "Edited":
            from funneldesk.operations.editing_cells import fill_down

            return fill_down(store, first, leads, fields, job)

        self._write(self._of_all(work), self._names(rest), leads, self._say)

    def empty(self) -> None:
        """Empty the chosen cells."""
        places, fields = self._chosen()
        if places and fields:
            self._empty(places, fields, self._say)

    def cut(self) -> None:
        """Copy the chosen cells, and empty those of them that can be edited."""
        places, fields = self._chosen()
        if not places or not fields:
            return
        from funneldesk.operations.editing import require_few

        try:
            # Of more lines neither is copied nor emptied what could not be pasted.
            require_few(self._table.chosen_count)
        except UserError as error:
            self._page.show_error(error)
            return
        can = [field for field in fields if self._model.is_editable(field)]
        left = [field for field in fields if field not in can]
        kept = _("Only copied, as it cannot be edited: {fields}.").format(
            fields=_(", ").join(map(column_label, left))
        )

        def say(made: "Edited") -> str:
            return sentences(self._say(made), kept) if left else self._say(made)

        if can:
            copy_cells(self._page, lambda: self._empty(places, can, say))
        else:
            copy_cells(self._page, lambda: self._page.banner.say(kept, "amber"))

    def _empty(self, places: Sequence[int], fields: Sequence[str], say: "Callable[[Edited], str]") -> None:
        leads = self._leads(places)

        def work(store: "Store", job: "Job") -> "Edited":
            from funneldesk.operations.editing_cells import empty

            return empty(store, leads, fields, job)

        self._write(self._of_all(work), self._names(places), leads, say)

    def paste(self) -> None:
        """Take the cells of the clipboard, from the first chosen cell on."""
        places, fields = self._chosen()
        if not places or not fields:
            return
        from funneldesk.operations.editing import MOST

        text = QApplication.clipboard().text()
        begin = self._model.names.index(fields[0])
        names = [
            name
            for place, name in enumerate(self._model.names)
            if place >= begin and not self._table.isColumnHidden(place)
        ]
        # One line more than can be taken: that there are too many is said by the operation.
        room = range(places[0], min(places[0] + MOST + 1, self._model.rowCount()))
        chosen = len(places) if places[-1] - places[0] + 1 == len(places) else 1
        leads = self._leads(room)

        def work(store: "Store", job: "Job") -> "Edited":
            from funneldesk.operations.editing_cells import Target, paste

            return paste(store, text, Target(leads, names, chosen, len(fields)), job)

        self._write(work, self._names(places[:1]), leads[:1], self._say)

    def _write(
        self,
        work: "Callable[[Store, Job], Edited]",
        names: Sequence[str],
        leads: Sequence[int],
        done: "Callable[[Edited], str | None]",
        failed: Callable[[], None] = lambda: None,
    ) -> None:
        from funneldesk.operations.history_edits import step_words

        def step_of(made: "Edited") -> Step | None:
            lead = leads[0] if made.leads == 1 else 0
            words = step_words(about(names if made.leads == 1 else (), made.leads))
            return Step(words, made.number, lead, "edit") if made.number else None

        words = step_words(about(names, max(len(leads), 1)))
        self._page.steps.write(words, work, step_of, lambda made: done(made) or "", failed)

    def _of_all(self, work: "Callable[[Store, Job], Edited]") -> "Callable[[Store, Job], Edited]":
        """Return work that is refused where more lines are chosen than one step takes."""
        count = self._table.chosen_count

        def checked(store: "Store", job: "Job") -> "Edited":
            from funneldesk.operations.editing import require_few

            require_few(count)
            return work(store, job)

        return checked

    def _say(self, made: "Edited") -> str:
        if not made.number:
            return _("Nothing was changed: these values are there already.")
        words = ngettext("%(count)s value changed.", "%(count)s values changed.", made.values)
        return sentences(words % {"count": number(made.values)}, _("Ctrl+Z takes it back."))

    def _chosen(self) -> tuple[list[int], list[str]]:
        """Return the lines and fields of the chosen cells; of more lines than one step takes not all."""
        from funneldesk.operations.editing import MOST

        fields = [self._model.names[place] for place in self._table.chosen_columns()]
        return self._table.chosen_places(MOST + 1), fields

    def _leads(self, places: Sequence[int]) -> list[int]:
        shown = self._model.leads
        return [] if shown is None else [int(shown.ids[place]) for place in places]

    def _names(self, places: Sequence[int]) -> list[str]:
        return [self._model.text(place, "name") for place in places[:1]]
