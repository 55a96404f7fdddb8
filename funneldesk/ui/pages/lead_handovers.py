"""Every hand-over of a lead told as one, and below them all that anybody wrote about the lead."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout

from funneldesk.domain.leads.handover_words import decision_words, score_words, story_lines, story_title
from funneldesk.domain.leads.timeline import Entry
from funneldesk.domain.moment import NEVER
from funneldesk.i18n import _
from funneldesk.ui.pages.leads_blocks import ScoreBlock, empty
from funneldesk.ui.pages.leads_timeline import Timeline
from funneldesk.ui.widgets.frames import Card, Hairline
from funneldesk.ui.widgets.scrolling import ScrolledColumn, scrolled
from funneldesk.ui.widgets.text import Chip, ChipTone, Label

if TYPE_CHECKING:
    from funneldesk.domain.leads.comments import Comment
    from funneldesk.domain.leads.handover_story import Story
    from funneldesk.operations.lead_page import WholeLead
    from funneldesk.ui.session import Session

#: Asks for the explanation of a day and hands it on.
Explain = Callable[[int, Callable[[Any], None]], None]
TONES: dict[str, ChipTone] = {"accepted": "green", "rejected": "amber", "": "plain"}
NAMES = 84
#: Comments at once.
LINES = 15
LEAST_VALUE = 90


class HandoverList(Card):
    """The hand-overs of one lead, the newest first, and all comments."""

    def __init__(self, session: "Session", explain: Explain) -> None:
        super().__init__(margin=0)
        self._session, self._explain = session, explain
        self.stories: list[StoryView] = []
        inside = ScrolledColumn()
        inside.setProperty("scrolled", "card")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(Label(_("Hand-overs"), "heading"))
        self.nothing = Label(_("This lead was not handed over yet."), "field", wrap=True)
        column.addWidget(self.nothing)
        self._told = QVBoxLayout()
        self._told.setSpacing(12)
        column.addLayout(self._told)
        column.addSpacing(8)
        column.addWidget(Hairline())
        column.addWidget(Label(_("Comments and notes"), "heading"))
        self.no_comment = Label(_("Nobody wrote anything about this lead."), "field", wrap=True)
        column.addWidget(self.no_comment)
        self.comments = Timeline(notes=True, lines=LINES)
        column.addWidget(self.comments)
        column.addStretch(1)
        self.area = scrolled(inside)
        self.area.setProperty("card", "inside")
        self.area.setAccessibleName(_("Scrolls with the arrow keys"))
        self.body.addWidget(self.area)

    def show_lead(self, whole: "WholeLead") -> None:
        """Show a lead; explanations that were open are closed."""
        empty(self._told)
        self.stories = [StoryView(story, self._session, self._explain) for story in whole.handovers]
        for view in self.stories:
            self._told.addWidget(view)
            view.show()
        self.nothing.setVisible(not self.stories)
        self.comments.show_entries([_entry(one) for one in whole.comments], whole.lists)
        self.no_comment.setVisible(not whole.comments)
        self.comments.setVisible(bool(whole.comments))


class StoryView(QFrame):
    """One hand-over: a heading, what there is to say of it line by line, its score explained on a click."""

    def __init__(self, story: "Story", session: "Session", explain: Explain) -> None:
        super().__init__()
        self.setProperty("group", "true")
        self._story, self._session, self._explain = story, session, explain
        self.block: ScoreBlock | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 0, 0, 0)
        self._column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        self.title = Label(story_title(story), "heading", wrap=True)
        self.chip = Chip(decision_words(story), TONES[story.decision])
        head.addWidget(self.title, 1)
        head.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(head)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(4)
        self.grid.setColumnStretch(1, 1)
        self.score = QPushButton()
        self.score.setProperty("link", "true")
        self.score.setCheckable(True)
        self.score.toggled.connect(self._show_score)
        self._fill()
        self._column.addLayout(self.grid)

    def lines(self) -> list[tuple[str, str]]:
        """Return what stands in the lines: name and value."""
        return story_lines(self._story)

    def _fill(self) -> None:
        story = self._story
        place = 0
        if story.score is not None:
            self.score.setText(score_words(story))
            self._add(0, _("Score that day"), self.score)
            place = 2  # between them the score is explained
        for line, (name, text) in enumerate(self.lines(), place):
            value = Label(text, wrap=True)
            value.setMinimumWidth(LEAST_VALUE)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._add(line, name, value)

    def _add(self, line: int, name: str, value: Label | QPushButton) -> None:
        label = Label(name, "secondary", wrap=True)
        label.setFixedWidth(NAMES)
        label.setContentsMargins(0, 2, 0, 0)
        self.grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop)
        self.grid.addWidget(value, line, 1)

    def _show_score(self, is_open: bool) -> None:
        if is_open and self.block is None:
            self.block = ScoreBlock(self._session)
            self.grid.addWidget(self.block, 1, 0, 1, 2)
            self._explain(self._story.handed, self.block.show_score)
        if self.block is not None:
            self.block.setVisible(is_open)


def _entry(one: "Comment") -> Entry:
    about = " · ".join(filter(None, (one.about, one.by)))
    return Entry(
        one.day if one.day != NEVER else NEVER, "", "contact", about, record=one.record, note=one.text
    )
