"""会社: the people of one company, what holds it together, its deals."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from funneldesk.domain.formats import day, exact_money, money, number
from funneldesk.domain.moment import NEVER
from funneldesk.domain.words import heading, stage_label, value_label
from funneldesk.i18n import _, ngettext
from funneldesk.ui.page import Page
from funneldesk.ui.theme import pixels
from funneldesk.ui.widgets.frames import Card, EmptyState
from funneldesk.ui.widgets.rows import ROW_HEIGHT, SCROLL_BAR, RowsColumn, RowsModel, Table
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.operations.company import CompanyDeal, CompanyPerson, CompanyView
    from funneldesk.ui.session import Session

NAME_WIDTH = 112
#: Spellings shown; the rest is counted.
MOST_SHOWN = 6


class CompanyPage(Page):
    """Shows the `CompanyView` of one lead's company."""

    def __init__(self, session: "Session", navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        self.lead: int | None = None
        self.shown: CompanyView | None = None
        self.add_button(_("Back to the leads"), self._back)
        self.keys = QGridLayout()
        self.keys.setHorizontalSpacing(12)
        self.keys.setVerticalSpacing(4)
        self.keys.setColumnStretch(1, 1)
        keys = Card(_("What holds this company together"))
        keys.body.addLayout(self.keys)
        self.people: RowsModel[CompanyPerson] = RowsModel(_people_columns({}))
        self.people_table = Table(self.people)
        self.people_table.setAccessibleName(_("People of the company"))
        self.people_table.size_columns(self.people.columns)
        self.people_table.opened.connect(lambda place: self._open_lead(self.people.rows[place].row.id))
        self._people_card = people = Card(_("People of the company"))
        people.body.addWidget(self.people_table, 1)
        self.deals: RowsModel[CompanyDeal] = RowsModel(_deal_columns())
        self.deals_table = Table(self.deals)
        self.deals_table.setAccessibleName(_("Deals"))
        self.deals_table.size_columns(self.deals.columns)
        self.deals_table.opened.connect(lambda place: self._open_lead(self.deals.rows[place].lead))
        self.no_deals = Label(_("No deal of this company is on any list."), "field")
        self._deals_card = Card(_("Deals"))
        self._deals_card.body.addWidget(self.no_deals)
        self._deals_card.body.addWidget(self.deals_table, 1)
        self.body.addWidget(keys)
        self.body.addWidget(people, 300)
        self.body.addWidget(self._deals_card, 200)
        self.body.addStretch(1)

    def open(self, **what: Any) -> None:
        """`lead`: whose company is to be shown."""
        if what.get("lead") is not None:
            self.lead = int(what["lead"])
            self.refresh()

    def refresh(self) -> None:
        """Ask for the company again."""
        if not self.session.has_store or self.lead is None:
            self._show_empty(
                _("No company is chosen"), _("Click the company of a lead to see its people and deals.")
            )
            return
        if self.shown is None:
            self.set_empty(EmptyState("", ""))  # nobody yet: neither others nor that nobody is chosen
        lead, as_of = self.lead, self.session.today

        def work(store: Any, _job: Any) -> "CompanyView":
            from funneldesk.operations.company import company_of

            return company_of(store, lead, as_of)

        self.banner.say("")
        self.load(work, self._show)

    def _show(self, company: "CompanyView") -> None:
        self.set_empty(None)
        self.shown = company
        self.title.setText(company.name or _("Company"))
        people, deals = len(company.people), len(company.deals)
        words = [
            ngettext("%(count)s person", "%(count)s people", people) % {"count": number(people)},
            ngettext("%(count)s deal", "%(count)s deals", deals) % {"count": number(deals)},
        ]
        self.subtitle.setText(" · ".join(words))
        self._show_keys(company)
        self.people.columns = _people_columns(company.labels)
        self.people.show_rows(company.people)
        self.people_table.selectRow(0)
        self.people_table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deals.show_rows(company.deals)
        self.no_deals.setVisible(not deals)
        self.deals_table.setVisible(bool(deals))
        _no_taller(self._people_card, self.people_table, people)
        _no_taller(self._deals_card, self.deals_table, deals)

    def _show_keys(self, company: "CompanyView") -> None:
        while item := self.keys.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        kinds = (
            (_("Names"), company.names),
            (_("Mail domains"), company.domains),
            (_("Corporate number"), company.numbers),
        )
        for line, (name, found) in enumerate(kinds):
            label = Label(name, "secondary")
            label.setMinimumWidth(NAME_WIDTH)
            value = Label(_with_counts(found), wrap=True)
            value.setToolTip(_("In brackets: how many of its people say so."))
            self.keys.addWidget(label, line, 0)
            self.keys.addWidget(value, line, 1)
            for widget in (label, value):
                widget.show()

    def _back(self) -> None:
        if self.lead is None:
            self.navigate("leads")
        else:
            self.navigate("leads", lead=self.lead)

    def _open_lead(self, lead: int) -> None:
        self.navigate("lead", lead=lead)

    def show_error(self, error: Exception) -> None:
        """Say it in place of the company: what is shown would be another's."""
        from funneldesk.errors import UserError

        if isinstance(error, UserError):
            self._job = None
            self._show_empty(error.message, error.next_step)
        else:
            super().show_error(error)

    def _show_empty(self, title: str, text: str) -> None:
        self.subtitle.setText("")
        self.title.setText(_("Company"))
        state = EmptyState(title, text)
        state.add_button(_("Back to the leads"), lambda: self.navigate("leads"), primary=True)
        self.set_empty(state)


def _no_taller(card: Card, table: Table, rows: int) -> None:
    """Let a card grow no taller than its rows need."""
    heads = (
        table.horizontalHeader().sizeHint().height() + card.sizeHint().height() - table.sizeHint().height()
    )
    card.setMaximumHeight(
        heads + pixels(ROW_HEIGHT) * rows + SCROLL_BAR if rows else card.sizeHint().height()
    )


def _with_counts(found: tuple[tuple[str, int], ...]) -> str:
    if not found:
        return "–"
    shown = [
        _("{text} ({count})").format(text=text, count=number(count)) for text, count in found[:MOST_SHOWN]
    ]
    if len(found) > MOST_SHOWN:
        more = len(found) - MOST_SHOWN
        shown.append(ngettext("%(count)s more", "%(count)s more", more) % {"count": number(more)})
    return _(", ").join(shown)


def _people_columns(labels: dict[str, str]) -> "list[RowsColumn[CompanyPerson]]":
    def column(*given: Any, **more: Any) -> "RowsColumn[CompanyPerson]":
        return RowsColumn(*given, **more)

    def since(one: "CompanyPerson") -> int | None:
        return None if one.since == NEVER else one.since

    return [
        column(
            _("Name"),
            lambda p: p.row.name or p.row.email or _("Unnamed contact"),
            width=200,
            stretch=True,
            bold=True,
        ),
        column(_("Job title"), lambda p: p.row.title, width=130),
        column(_("Stage"), lambda p: stage_label(p.stage, labels), width=100),
        column(_("Score"), lambda p: f"{p.score:.0f}", lambda p: p.score, width=76, right=True),
        column(_("Candidate since"), lambda p: day(p.since), since, width=110),
    ]


def _deal_columns() -> "list[RowsColumn[CompanyDeal]]":
    def column(*given: Any, **more: Any) -> "RowsColumn[CompanyDeal]":
        return RowsColumn(*given, **more)

    def opened(deal: "CompanyDeal") -> int | None:
        return None if deal.opened == NEVER else deal.opened

    return [
        column(_("Deal"), lambda d: d.name or _("(deal without a name)"), width=160, stretch=True),
        column(_("Contact at the company"), lambda d: d.person or _("Unnamed contact"), width=140),
        column(_("Opened"), lambda d: day(d.opened), opened, width=104),
        column(_("Outcome"), lambda d: heading(value_label("outcome", d.outcome)), width=90),
        column(
            _("Amount"),
            lambda d: "" if d.amount is None else money(d.amount),
            lambda d: d.amount,
            width=90,
            right=True,
            tip=lambda d: "" if d.amount is None else exact_money(d.amount),
        ),
    ]
