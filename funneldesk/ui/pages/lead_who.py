"""Who a lead is: states, company, contacts to copy, how far it got."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QPushButton

from funneldesk.domain.leads.value_words import value_text
from funneldesk.domain.words import field_label
from funneldesk.i18n import _
from funneldesk.ui.page import row
from funneldesk.ui.pages.leads_blocks import (
    NAME_WIDTH,
    StageStrip,
    chips_of,
    empty,
    flush,
    origin_of,
)
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.links import Link
from funneldesk.ui.widgets.text import Chip, ElidedLabel, Label

if TYPE_CHECKING:
    from funneldesk.operations.lead_detail import LeadDetail
    from funneldesk.ui.session import Session

#: What one reaches a person by, in the order in which it is used.
CONTACTS = ("email", "phone")
ABOUT = ("department", "owner")
LONG_NAME = 250


class WhoCard(Card):
    """The first card of the page of a lead."""

    #: The company is to be opened.
    company_wanted = Signal()

    def __init__(self, session: "Session") -> None:
        super().__init__()
        self._session = session
        self.name = Label("", "heading", wrap=True)
        self.company = Link(_("Show everybody at this company, and its deals"))
        self.company.clicked.connect(self.company_wanted)
        self.origin = Label("", "secondary", wrap=True)
        self.chips = row(spacing=8, wraps=True)
        self.lost = Label("", wrap=True)
        self.stages = StageStrip()
        self.contacts = QGridLayout()
        self.contacts.setHorizontalSpacing(12)
        self.contacts.setVerticalSpacing(4)
        self.contacts.setColumnStretch(1, 1)
        self.copies: dict[str, QPushButton] = {}
        self.body.addWidget(self.name)
        self.body.addLayout(flush(self.company))
        self.body.addLayout(self.chips)
        self.body.addWidget(self.lost)
        self.body.addLayout(self.contacts)
        self.body.addWidget(self.origin)
        self.body.addWidget(self.stages)

    def show_lead(self, lead: "LeadDetail") -> None:
        """Show who it is."""
        self.name.setText(lead.value("name") or lead.value("email"))
        # The heading of the page says it already, unless it is too long for that.
        self.name.setVisible(self.name.fontMetrics().horizontalAdvance(self.name.text()) > LONG_NAME)
        self.company.say(lead.value("company") or lead.value("email").rpartition("@")[2])
        self.company.setVisible(bool(lead.value("company")) or lead.value("email_kind") == "company")
        self.origin.setText(origin_of(lead))
        self.origin.setVisible(bool(self.origin.text()))
        empty(self.chips)
        for text, tone in chips_of(lead):
            self.chips.addWidget(Chip(text, tone))
        self.chips.addStretch(1)
        self.lost.setText(lead.lost_follows)
        self.lost.setVisible(bool(lead.lost_follows))
        self.stages.show_stages(lead)
        self._show_contacts(lead)

    def _show_contacts(self, lead: "LeadDetail") -> None:
        empty(self.contacts)
        self.copies.clear()
        known = [field for field in (*CONTACTS, *ABOUT) if lead.value(field)]
        for line, field in enumerate(known):
            name = Label(field_label(field), "secondary", wrap=True)
            name.setFixedWidth(NAME_WIDTH)
            value = ElidedLabel(value_text(field, lead.value(field)))
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.contacts.addWidget(name, line, 0)
            self.contacts.addWidget(value, line, 1)
            if field in CONTACTS:
                self.contacts.addWidget(self._copy_button(field, lead.value(field)), line, 2)

    def _copy_button(self, field: str, text: str) -> QPushButton:
        button = QPushButton(_("Copy this"))
        button.setProperty("link", "true")
        button.setAccessibleName(f"{_('Copy this')}: {field_label(field)}")
        self.copies[field] = button

        def copy() -> None:
            QApplication.clipboard().setText(text)
            button.setText(_("Copied"))

        button.clicked.connect(copy)
        return button
