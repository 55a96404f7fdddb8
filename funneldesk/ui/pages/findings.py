"""気づき: what differs from the rest more than chance explains, found by the program itself."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout

from funneldesk.colours import LIGHT
from funneldesk.domain.findings.finding_advice import advice
from funneldesk.domain.findings.finding_sentences import (
    Names,
    finding_title,
    headline,
    method_words,
    rates_sentence,
    rests_sentence,
    silence,
)
from funneldesk.domain.formats import day, number, percent, percent_range
from funneldesk.domain.funnel.shares import Share
from funneldesk.i18n import _
from funneldesk.ui.page import Page, row
from funneldesk.ui.pages.knowledge_keeping import keep_button, keep_card, keep_shortcut
from funneldesk.ui.pages.pictures import choose_picture, save_drawn
from funneldesk.ui.widgets.figures import FigureView
from funneldesk.ui.widgets.folding import Folded
from funneldesk.ui.widgets.frames import Card, EmptyState
from funneldesk.ui.widgets.left_out import LeftOut
from funneldesk.ui.widgets.rows import RowsColumn, RowsModel, Table
from funneldesk.ui.widgets.scrolling import ScrolledColumn, reserve_bar, scrolled
from funneldesk.ui.widgets.text import Label, breaking

if TYPE_CHECKING:
    from funneldesk.domain.findings.findings import Finding, Findings
    from funneldesk.domain.knowledge import cards as knowledge
    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session

#: So many stand as cards, the surest first; the table below has all.
SHOWN = 10
#: Two rows of bars.
PICTURE_HEIGHT = 68
TABLE_ROWS = 16
#: Smaller chances are not told apart.
LEAST_SHOWN = 0.0001


class FindingsPage(Page):
    """Shows one `Findings`: a card each; its bars and buttons open the people behind both rates."""

    def __init__(self, session: "Session", navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        self.result: Findings | None = None
        self.names = Names()
        self.cards: list[FindingCard] = []
        inside = ScrolledColumn()
        inside.setProperty("scrolled", "page")
        self.add_button(
            _("Save picture…"), lambda: choose_picture(self, _("findings") + ".png", self.save_picture)
        )
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self._column = QVBoxLayout()
        self._column.setSpacing(16)
        column.addLayout(self._column)
        self.details = Folded(_("In detail"))
        self.method = Label(method_words(), "secondary", wrap=True)
        self.model = RowsModel(self._columns())
        self.table = Table(self.model)
        self.table.size_columns(self.model.columns)
        self.table.setAccessibleName(_("All differences"))
        self.table.opened.connect(lambda place: self.open_people(self.model.rows[place], "inside"))
        card = Card(margin=1)
        card.body.addWidget(self.table)
        card.body.addWidget(LeftOut(self.table))
        self.details.body.addWidget(self.method)
        self.details.body.addWidget(card)
        column.addWidget(self.details)
        column.addStretch(1)
        self.body.setContentsMargins(0, 0, 0, 0)
        area = scrolled(inside)
        reserve_bar(area)
        keep_shortcut(self, self._keep_focused)
        self.body.addWidget(area)

    def refresh(self) -> None:
        """Ask what stands out today."""
        if not self.session.has_store:
            self._show_empty(_("Findings appear here"), _("Import leads, activities and deals first."))
            return
        if self.result is None:
            self.banner.say(_("Looking for differences…"))
        today = self.session.today

        def work(store: "Store", task: Any) -> "tuple[Findings, Names]":
            from funneldesk.operations.findings import findings_of, names_of

            return findings_of(store, today, task), names_of(store, today)

        self.load(work, self._show, slow=True)

    def _show(self, answer: "tuple[Findings, Names]") -> None:
        self.result, self.names = answer
        self.subtitle.setText(_("as of %(day)s") % {"day": day(self.result.as_of)})
        if not self.result.findings:
            self._show_empty(*silence(self.result))
            return
        self.set_empty(None)
        self.banner.say(headline(self.result, self.names), "blue")
        while self._column.count():
            item = self._column.takeAt(0)
            if item is not None and (old := item.widget()) is not None:
                old.deleteLater()
        self.cards = []
        for found in self.result.findings[:SHOWN]:
            card = FindingCard(self, found)
            self.cards.append(card)
            self._column.addWidget(card)
        every = [one for found in self.result.findings for one in (found, *found.under)]
        self.model.show_rows(every)
        self.table.fit_rows(TABLE_ROWS)

    def _show_empty(self, title: str, text: str) -> None:
        self.banner.say("")
        state = EmptyState(title, text)
        if self.result is None or not self.result.questions:
            state.add_button(_("Import a list"), lambda: self.navigate("import", choose=True), primary=True)
        self.set_empty(state)

    def open_people(self, found: "Finding", side: str) -> None:
        """Show the people behind one of the two rates."""
        name = finding_title(found, self.names)
        title = name if side == "inside" else _("The others – %(title)s") % {"title": name}

        def work(store: "Store", _task: Any) -> tuple[int, ...]:
            from funneldesk.operations.findings import finding_people

            return finding_people(store, found, "inside" if side == "inside" else "outside")

        self.load(work, lambda ids: self.navigate("leads", ids=ids, title=title))

    def keep(self, found: "Finding") -> None:
        """Make a knowledge card of a finding."""
        today = self.session.today

        def make(store: "Store") -> "knowledge.Card":
            from funneldesk.operations.knowledge import of_finding

            return of_finding(store, found, today)

        keep_card(self, make)

    def _keep_focused(self) -> None:
        """Keep the finding the keyboard is in, the surest where it is in none."""
        focus = QApplication.focusWidget()
        row_chosen = self.table.currentIndex().row() if self.table.hasFocus() else -1
        if row_chosen >= 0:
            self.keep(self.model.rows[row_chosen])
        elif self.cards:
            inside = (card for card in self.cards if focus is not None and card.isAncestorOf(focus))
            self.keep(next(inside, self.cards[0]).found)

    def save_picture(self, path: Path) -> None:
        """Write all findings as a picture, in the format its name ends with."""
        result, names = self.result, self.names
        if result is None:
            return

        def draw() -> Any:
            from funneldesk.charts.sheets import findings_sheet

            return findings_sheet(result, names, LIGHT)

        save_drawn(self, draw, path)

    def _columns(self) -> "list[RowsColumn[Finding]]":
        column = RowsColumn["Finding"]
        return [
            column(
                _("Difference"), lambda f: finding_title(f, self.names), width=320, stretch=True, bold=True
            ),
            *_share_columns(lambda f: f.inside, _("Rate"), _("k of n"), 0),
            *_share_columns(lambda f: f.outside, _("Rate of the others"), _("k of n, others"), 1),
            column(
                _("Times the pace"),
                lambda f: f"{f.observed / f.expected:,.1f}",
                lambda f: f.observed / f.expected,
                width=96,
                right=True,
                gives_way=2,
            ),
            column(_("Chance"), lambda f: _chance(f.chance), lambda f: f.chance, width=112, right=True),
        ]


class FindingCard(Card):
    """One finding: what differs, the two rates, what it rests on, what to do next."""

    def __init__(self, page: FindingsPage, found: "Finding") -> None:
        super().__init__(breaking(finding_title(found, page.names)), spacing=6)
        self.found = found
        self.heading.setWordWrap(True)
        self.picture = FigureView(page.session, QSize(320, PICTURE_HEIGHT))
        self.picture.keep_height(PICTURE_HEIGHT)
        self.picture.setMaximumWidth(900)
        self.picture.clicked.connect(lambda side: page.open_people(found, side))
        self.body.addWidget(self.picture)

        def bars(size: tuple[float, float], colours: Any) -> Any:
            from funneldesk.charts.findings import finding_figure

            return finding_figure(found, colours, size)

        self.picture.show_figure(bars, rates_sentence(found))
        self.body.addWidget(Label(rests_sentence(found), "secondary", wrap=True))
        self.next = Label(_("Next: %(step)s") % {"step": advice(found)}, wrap=True)
        self.body.addWidget(self.next)
        self.inside = _link(_("Show these people (%(count)s)"), found.inside)
        self.inside.clicked.connect(lambda: page.open_people(found, "inside"))
        self.outside = _link(_("Show the others (%(count)s)"), found.outside)
        self.outside.clicked.connect(lambda: page.open_people(found, "outside"))
        self.keep_button = keep_button(lambda: page.keep(found))
        self.body.addLayout(row(self.inside, self.outside, self.keep_button, 1))
        if found.under:
            self.under = Folded(_("Related differences (%(count)s)") % {"count": number(len(found.under))})
            self.under.body.setSpacing(4)
            for weaker in found.under:
                self.under.body.addWidget(Label(_line(weaker, page.names), "secondary", wrap=True))
            self.body.addWidget(self.under)


def _link(words: str, share: Share) -> QPushButton:
    button = QPushButton(words % {"count": number(share.n)})
    button.setProperty("link", "true")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button


def _line(found: "Finding", names: Names) -> str:
    return _("%(title)s: %(rate)s (%(k)s of %(n)s), the others %(other)s") % {
        "title": finding_title(found, names),
        "rate": percent(found.inside.rate),
        "k": number(found.inside.k),
        "n": number(found.inside.n),
        "other": percent(found.outside.rate),
    }


def _share_columns(
    of: "Callable[[Finding], Share]", rate: str, people: str, gives_way: int
) -> "list[RowsColumn[Finding]]":
    column = RowsColumn["Finding"]

    def counts(found: "Finding") -> str:
        return f"{number(of(found).k)} / {number(of(found).n)}"

    def interval(found: "Finding") -> str:
        return percent_range(*(of(found).interval or (0.0, 1.0)))

    return [
        column(rate, lambda f: percent(of(f).rate), lambda f: of(f).rate, width=80, right=True),
        column(people, counts, lambda f: of(f).n, width=112, right=True, gives_way=gives_way),
        column(
            _("95 % interval"), interval, lambda f: of(f).rate, width=116, right=True, gives_way=gives_way + 1
        ),
    ]


def _chance(chance: float) -> str:
    return f"{chance:.4f}" if chance >= LEAST_SHOWN else _("under %(chance)s") % {"chance": LEAST_SHOWN}
