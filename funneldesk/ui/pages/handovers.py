"""引き渡し: every hand-over, those that wait on top; the work list for sales goes out and comes back from here."""

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.formats import day, number, sentences
from funneldesk.domain.moment import NEVER
from funneldesk.domain.words import field_label, heading, side_label, value_label
from funneldesk.i18n import _, ngettext
from funneldesk.ui.page import GUTTER, row
from funneldesk.ui.pages.handovers_model import HandoversModel
from funneldesk.ui.pages.worklist_import import choose_worklist
from funneldesk.ui.pages.worklist_saving import save_candidates, save_worklist
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.frames import Banner, Card
from funneldesk.ui.widgets.rows import RowsColumn, Table
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from funneldesk.operations.handovers import HandoverLine, HandoverList
    from funneldesk.ui.page import Page
    from funneldesk.ui.tasks import Job


class HandoversView(QWidget):
    """Shows one `HandoverList`; the buttons work for the person in charge who is chosen."""

    def __init__(self, page: "Page") -> None:
        super().__init__()
        self._page = page
        self._job: Job | None = None
        self.found: HandoverList | None = None
        self.banner = Banner()
        self.states, self.sides, self.owners = Choice(_states()), Choice(_sides()), Choice()
        # Its names are known only later.
        self.owners.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self.owners.setMinimumContentsLength(8)
        self.owners.offer([(None, _("Everybody"))])
        for choice, words in (
            (self.states, _("Which hand-overs")),
            (self.sides, _("To whom")),
            (self.owners, _("Person in charge")),
        ):
            choice.setAccessibleName(words)
            choice.chosen.connect(lambda _value: self._fill())
        self.save_button = QPushButton(_("Save work list"))
        self.save_button.setProperty("primary", "true")
        self.save_button.setEnabled(False)  # until it is known what would be in it
        self.save_button.clicked.connect(lambda: save_worklist(page, self.owner))
        self.import_button = QPushButton(_("Take in a work list…"))
        self.import_button.clicked.connect(lambda: choose_worklist(page))
        self.csv_button = QPushButton(_("Candidates (.csv)"))
        self.csv_button.clicked.connect(lambda: save_candidates(page, self.owner))
        self.model = HandoversModel(page, self._columns())
        self.table = Table(self.model)
        self.table.size_columns(self.model.columns)
        self.table.opened.connect(lambda place: page.navigate("lead", lead=self.model.rows[place].leg.lead))
        self.nothing = Label("", "field", wrap=True)
        self.nothing.setContentsMargins(16, 16, 16, 16)
        card = Card(margin=0, spacing=0)
        card.body.addWidget(self.nothing)
        card.body.addWidget(self.table, 1)
        card.body.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, GUTTER, 0)
        column.setSpacing(12)
        column.addWidget(self.banner)
        column.addLayout(
            row(
                self.states,
                self.sides,
                self.owners,
                1,
                self.csv_button,
                self.import_button,
                self.save_button,
                spacing=8,
                wraps=True,
            )
        )
        column.addWidget(card, 1)

    @property
    def owner(self) -> str | None:
        """Return the person in charge who is chosen, None: everybody."""
        value = self.owners.value
        return value if isinstance(value, str) else None

    @property
    def is_loading(self) -> bool:
        """Whether the answer, or its order, is still on its way."""
        return self._job is not None or self.model.is_sorting

    def refresh(self) -> None:
        """Ask for the hand-overs again."""
        as_of = self._page.session.today
        if self._job:
            self._job.cancel()

        def work(store: Any, _job: "Job") -> "HandoverList":
            from funneldesk.operations.handovers import handovers_of

            return handovers_of(store, as_of)

        self.banner.wait()
        self._job = self._page.session.read(work, self._show, self._failed)

    def _failed(self, error: Exception) -> None:
        self._job = None
        self.banner.say("")
        self._page.show_error(error)

    def _show(self, found: "HandoverList") -> None:
        self._job, self.found = None, found
        before = self.owners.value
        self.owners.offer([(None, _("Everybody")), *((owner, owner) for owner in found.owners)])
        self.owners.set_value(before)
        self.banner.say(_sentence(found), "amber" if found.late else "blue")
        self.save_button.setEnabled(bool(found.owed))
        self.save_button.setToolTip("" if found.owed else _("Nobody in sales owes anything today."))
        self._fill()

    def _fill(self) -> None:
        if self.found is None:
            return
        lines = self.found.shown(str(self.states.value), str(self.sides.value), self.owner)
        self.model.show_sorted(lines)
        self.table.setVisible(bool(lines))
        self.nothing.setVisible(not lines)
        self.nothing.setText(
            _("No hand-over fits.")
            if self.found.lines
            else _(
                "No hand-overs yet. They come with the hand-over list of the SFA, "
                "or when somebody hands over a candidate."
            )
        )

    def _columns(self) -> "list[RowsColumn[HandoverLine]]":
        column = RowsColumn["HandoverLine"]

        def colour(line: "HandoverLine") -> str | None:
            return self._page.session.colours.red if line.is_late else None

        return [
            column(_("State"), _state_words, width=96, colour=colour),
            column(_("Name"), lambda line: line.person, width=104, bold=True),
            column(_("Company"), lambda line: line.company, width=120, stretch=True),
            column(_("To whom"), lambda line: side_label(line.leg.side), width=84, gives_way=True),
            column(field_label("owner"), lambda line: line.leg.owner, width=72),
            _day_column(_("Handed over"), lambda line: line.handed),
            _day_column(_("Answer by"), lambda line: line.due, gives_way=True),
            _day_column(field_label("decided_at"), lambda line: line.decided),
            column(_("Reason"), lambda line: line.reason, width=116),
            _day_column(_("First contact"), lambda line: line.contacted, gives_way=True),
        ]


def _day_column(
    words: str, when: "Callable[[HandoverLine], int]", *, gives_way: bool = False
) -> "RowsColumn[HandoverLine]":
    def on(line: "HandoverLine") -> int | None:
        return None if when(line) == NEVER else when(line)

    return RowsColumn["HandoverLine"](words, lambda line: day(when(line)), on, width=104, gives_way=gives_way)


def _state_words(line: "HandoverLine") -> str:
    if not line.leg.is_open:
        return heading(value_label("decision", line.leg.decision))
    return _("Overdue") if line.is_late else _("Waiting")


def _states() -> list[tuple[object, str]]:
    return [
        ("all", _("All hand-overs")),
        ("open", _("Waiting for an answer")),
        ("accepted", heading(value_label("decision", "accepted"))),
        ("rejected", heading(value_label("decision", "rejected"))),
    ]


def _sides() -> list[tuple[object, str]]:
    return [("", _("To both sides")), ("sales", side_label("sales")), ("is", side_label("is"))]


def _sentence(found: "HandoverList") -> str:
    """Return what matters: who waits, who is late, and how long the work list is."""
    waiting = ngettext(
        "%(count)s hand-over waits for an answer", "%(count)s hand-overs wait for an answer", found.waiting
    ) % {"count": number(found.waiting)}
    if not found.waiting:
        first = _("No hand-over waits for an answer.")
    elif found.late:
        first = _("{waiting}, {late} of them overdue.").format(waiting=waiting, late=number(found.late))
    else:
        first = _("{waiting}; none is overdue.").format(waiting=waiting)
    owed = ngettext(
        "The work list for sales has %(count)s row.",
        "The work list for sales has %(count)s rows.",
        found.owed,
    )
    return sentences(first, owed % {"count": number(found.owed)} if found.owed else "")
