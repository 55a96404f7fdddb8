"""The others at a lead's company: stage and score, and a click away."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.formats import number
from funneldesk.domain.words import stage_label
from funneldesk.i18n import _, ngettext
from funneldesk.ui.pages.leads_blocks import empty, flush
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.text import Label, plain_tip

if TYPE_CHECKING:
    from funneldesk.operations.company import CompanyPerson
    from funneldesk.operations.lead_detail import LeadDetail

#: People named here; all of them stand on the company's page.
MOST_NAMED = 8
NAME_PIXELS = 190


class Colleagues(Card):
    """The people of a company apart from the one on show."""

    #: This lead is to be shown instead.
    lead_wanted = Signal(int)
    #: The company is to be opened.
    company_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Others at this company"))
        self.said = Label("", "field", wrap=True)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(2)
        self.people: list[QPushButton] = []
        #: What each line says.
        self.texts: list[str] = []
        self.all = QPushButton()
        self.all.setProperty("link", "true")
        self.all.clicked.connect(self.company_wanted)
        self.body.addWidget(self.said)
        self.body.addLayout(self.lines)
        self.body.addLayout(flush(self.all))
        self.show_waiting()

    def show_waiting(self) -> None:
        """Show that the answer is on its way."""
        self._clear()
        self.said.setText(_("Looking for them …"))
        # Within the card already: alone they would be windows of their own.
        self.said.setVisible(True)
        self.all.setVisible(False)

    def show_people(self, people: "tuple[CompanyPerson, ...]", lead: "LeadDetail") -> None:
        """Show these, the most points first."""
        self._clear()
        known = lead.value("company") or lead.value("email_kind") == "company"
        nobody = _("Nobody else of this company is on any list.")
        self.said.setText(nobody if known else _("No list says which company this lead belongs to."))
        self.said.setVisible(not people)
        for one in people[:MOST_NAMED]:
            self.lines.addWidget(self._line(one, lead))
        self.all.setVisible(len(people) > MOST_NAMED)
        count = len(people) + 1
        words = ngettext("%(count)s person in all", "%(count)s people in all", count)
        self.all.setText(words % {"count": number(count)})

    def _line(self, one: "CompanyPerson", lead: "LeadDetail") -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        name = one.row.name or one.row.email or _("Unnamed contact")
        link = QPushButton()
        shown = link.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, NAME_PIXELS)
        link.setText(shown.replace("&", "&&"))
        link.setProperty("link", "true")
        link.setAccessibleName(name)
        link.setToolTip(plain_tip(" · ".join(filter(None, (name, one.row.title)))))
        link.clicked.connect(lambda: self.lead_wanted.emit(one.row.id))
        self.people.append(link)
        self.texts.append(f"{name} {stage_label(one.stage, lead.labels)} {one.score:.0f}")
        stage = Label(stage_label(one.stage, lead.labels), "secondary")
        score = Label(_("{points} points").format(points=f"{one.score:.0f}"), "secondary")
        score.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(link)
        row.addStretch(1)
        row.addWidget(stage)
        row.addWidget(score)
        return holder

    def _clear(self) -> None:
        self.people.clear()
        self.texts.clear()
        empty(self.lines)
