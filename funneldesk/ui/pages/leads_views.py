"""The saved views of the table of leads: a button whose menu shows them, keeps what is seen and removes a view."""

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from funneldesk.i18n import _
from funneldesk.ui.pages.leads_exporting import save_leads
from funneldesk.ui.widgets.asking import NameQuestion
from funneldesk.ui.widgets.text import plain_tip

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from funneldesk.operations.lead_views import LeadView
    from funneldesk.operations.leads import LeadQuery
    from funneldesk.store.store import Store
    from funneldesk.ui.pages.leads import LeadsPage

#: A longer name is cut on the button, and whole in its tip and in the menu.
SHOWN_LETTERS = 12


class SavedViews:
    """The button in the heading row of the page of leads."""

    def __init__(self, page: "LeadsPage") -> None:
        self._page = page
        self.views: Sequence[LeadView] = ()
        self.menu = QMenu(page)
        self.menu.aboutToShow.connect(self._fill)
        self.button = page.add_button(_("Views"), lambda: None)
        self.button.setMenu(self.menu)

    def refresh(self) -> None:
        """Ask for the views; `show_current` when they are there."""

        def work(store: "Store", _job: Any) -> "Sequence[LeadView]":
            from funneldesk.operations.lead_views import lead_views

            return lead_views(store)

        self._page.session.fetch(work, self._take, self._page.show_error)

    def _take(self, views: "Sequence[LeadView]") -> None:
        self.views = views
        self.show_current()

    @property
    def current(self) -> "LeadView | None":
        """Return the view that is on show, None where the table shows something else."""
        page = self._page
        shown = (one for one in self.views if one.query == page.query)
        return next((one for one in shown if one.columns in ((), page.columns.names)), None)

    def show_current(self) -> None:
        """Name the view on show."""
        view = self.current
        name = view.name if view else ""
        short = name if len(name) <= SHOWN_LETTERS else name[: SHOWN_LETTERS - 1] + "…"
        self.button.setText(short.replace("&", "&&") or _("Views"))
        self.button.setToolTip(plain_tip(name or _("Saved views of this table")))
        self.button.setAccessibleName(
            _("Saved view: %(name)s") % {"name": name} if name else _("Saved views")
        )

    def _fill(self) -> None:
        self.menu.clear()
        group, current = QActionGroup(self.menu), self.current
        for view in self.views:
            choice = QAction(view.name.replace("&", "&&"), group)
            choice.setCheckable(True)
            choice.setChecked(view == current)
            choice.triggered.connect(lambda _on, chosen=view: self._page.show_view(chosen))
            self.menu.addAction(choice)
        self.menu.addSeparator()
        self.menu.addAction(_("&Save this view…")).triggered.connect(self._ask_name)
        if current is not None:
            words = _("&Remove “%(name)s”") % {"name": current.name.replace("&", "&&")}
            self.menu.addAction(words).triggered.connect(lambda: self._remove(current))
        self.menu.addSeparator()
        self.menu.addAction(_("Choose the columns of the leads…")).triggered.connect(
            self._page.columns.open_dialog
        )
        self.menu.addAction(_("Save the leads on show as Excel or CSV…")).triggered.connect(
            lambda: save_leads(self._page)
        )

    def _ask_name(self) -> None:
        from funneldesk.operations.lead_views import LONGEST_NAME

        query, columns, current = self._page.query, self._page.columns.names, self.current
        widths = dict(self._page.columns.widths)
        NameQuestion(
            self._page.window(),
            _("Save this view"),
            _(
                "What is searched for, the filters, the order and the columns with their widths are kept. "
                "A view of the same name is replaced."
            ),
            _("Save"),
            field=_("Name of the view"),
            longest=LONGEST_NAME,
            name=current.name if current else "",
        ).begin(lambda name: self._save(name, query, columns, widths))

    def _save(
        self, name: str, query: "LeadQuery", columns: "Sequence[str]", widths: "Mapping[str, int]"
    ) -> None:
        def work(store: "Store", _job: Any) -> int:
            from funneldesk.operations.lead_views import save_view

            return save_view(store, name, query, columns, widths)

        self._write(work, _("The view “%(name)s” is saved.") % {"name": name})

    def _remove(self, view: "LeadView") -> None:
        def work(store: "Store", _job: Any) -> int:
            from funneldesk.operations.lead_views import remove_view

            return remove_view(store, view.item)

        self._write(work, _("The view “%(name)s” is removed.") % {"name": view.name})

    def _write(self, work: "Callable[[Store, Any], int]", said: str) -> None:
        def done(step: int) -> None:
            self.refresh()
            self._page.banner.say(said, "green", _("Take it back"), lambda: self._take_back(step))

        self._page.session.write(work, done, self._page.show_error, quiet=True)

    def _take_back(self, step: int) -> None:
        def work(store: "Store", _job: Any) -> None:
            from funneldesk.operations.minutes import undo_step

            undo_step(store, step)

        def done(_nothing: None) -> None:
            self.refresh()
            self._page.banner.say(_("That is taken back."))

        self._page.session.write(work, done, self._page.show_error, quiet=True)
