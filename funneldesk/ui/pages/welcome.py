"""The first page: one question, two buttons (STARTER, the first five minutes)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from funneldesk.i18n import _, language
from funneldesk.ui.choosing_files import TEAM_FOLDER, shared_folder_to_open
from funneldesk.ui.leaving_sample import note_sample
from funneldesk.ui.page import Page
from funneldesk.ui.session import Session
from funneldesk.ui.widgets.text import Label, plain_tip

WIDTH = 720


class WelcomePage(Page):
    """Asks what to begin with: the user's own Excel, or the sample company."""

    def __init__(self, session: Session, navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        self.title.setVisible(False)
        self.body.addStretch(2)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(_centred(Label(_("What would you like to look at first?"), "hero", wrap=True)))
        promise = _("A lead list in, and you see the funnel both marketing and sales can agree on.")
        column.addWidget(_centred(Label(promise, "field", wrap=True)))
        column.addSpacing(16)
        self.drop = DropZone()
        column.addWidget(self.drop)
        column.addLayout(self._buttons())
        self.progress = QProgressBar()
        self.progress.setVisible(False)
        column.addWidget(self.progress)
        self.state = _centred(Label("", "secondary", wrap=True))
        column.addWidget(self.state)
        column.addSpacing(8)
        column.addWidget(self._team_links(), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        private = _("Everything stays on this computer. Nothing is sent anywhere.")
        column.addWidget(_centred(Label(private, "secondary", wrap=True)))
        frame = QWidget()
        frame.setLayout(column)
        frame.setFixedWidth(WIDTH)
        # Stretches rather than an alignment: with that, Qt would not ask how tall the words are at this width.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(frame)
        middle.addStretch(1)
        self.body.addLayout(middle)
        self.body.addStretch(3)

    def _buttons(self) -> QHBoxLayout:
        buttons = QHBoxLayout()
        buttons.setSpacing(16)
        self.own = QPushButton(_("Import my own Excel list"))
        self.own.setProperty("primary", "true")
        self.own.clicked.connect(lambda: self.navigate("import", choose=True))
        self.sample = QPushButton(_("Look at the sample company"))
        self.sample.clicked.connect(lambda: self.open_sample())
        for button in (self.own, self.sample):
            button.setProperty("big", "true")
            buttons.addWidget(button, 1)
        return buttons

    def _team_links(self) -> QWidget:
        """Return the quiet way in for those whose colleague publishes: a shared folder, the last one at once."""
        links = QWidget()
        across = QHBoxLayout(links)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(24)
        self.team = QPushButton(_("Open the team's shared folder"))
        self.team.clicked.connect(self._choose_team)
        last = str(self.session.settings.value(TEAM_FOLDER, ""))
        self.last_team = QPushButton()
        if last:
            name = Path(last).name or last
            self.last_team.setText((_("The last one: %(folder)s") % {"folder": name}).replace("&", "&&"))
            self.last_team.setToolTip(plain_tip(last))
            self.last_team.clicked.connect(lambda: self.session.team_wanted.emit(Path(last)))
        for button in (self.team, self.last_team):
            button.setProperty("link", "true")
            across.addWidget(button)
        self.last_team.setVisible(bool(last))
        return links

    def _choose_team(self) -> None:
        if folder := shared_folder_to_open(self, self.session.settings):
            self.session.team_wanted.emit(folder)

    def open_sample(self) -> None:
        """Make the sample company's store in the background and show it."""
        from funneldesk.operations.demo import run_demo

        folder, spoken = self.session.sample_folder, language()
        self._busy(busy=True)

        def show(result: Any) -> None:
            self._busy(busy=False)
            self.session.open(result.store)
            note_sample(self.session)
            self.navigate("funnel")

        def failed(error: Exception) -> None:
            self._busy(busy=False)
            self.show_error(error)

        self.session.run(lambda task: run_demo(folder, spoken, task), show, failed, self._report)

    def _busy(self, *, busy: bool) -> None:
        self.own.setEnabled(not busy)
        self.sample.setEnabled(not busy)
        self.progress.setVisible(busy)
        self.progress.setRange(0, 0)
        self.state.setText(_("Preparing the sample company…") if busy else "")

    def _report(self, done: int, total: int | None) -> None:
        self.progress.setRange(0, total or 0)
        self.progress.setValue(done)


class DropZone(QFrame):
    """Says that lists may be dropped here (the whole window takes them)."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumHeight(148)
        self.setProperty("card", "drop")
        column = QVBoxLayout(self)
        column.setSpacing(6)
        column.addStretch(1)
        column.addWidget(_centred(Label(_("Drop your Excel or CSV list here"), "heading")))
        hint = _("Lists of leads, activities, seminars, business cards or deals; as your tools export them.")
        column.addWidget(_centred(Label(hint, "secondary", wrap=True)))
        column.addStretch(1)


def _centred(label: Label) -> Label:
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return label
