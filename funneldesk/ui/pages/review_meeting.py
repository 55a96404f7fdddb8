"""The meeting: a review on the whole screen, dark, in large type, by keyboard alone.

← and → go through its parts, Enter begins to write, Esc leaves the field, then the meeting.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from funneldesk.colours import DARK
from funneldesk.domain.reviews.review_headline import frozen_sentence, headline, period_words
from funneldesk.domain.reviews.review_sentences import rhythm_label
from funneldesk.i18n import _
from funneldesk.ui.page import row, scrolled
from funneldesk.ui.pages.knowledge_keeping import keep_shortcut
from funneldesk.ui.pages.review_hypotheses import HypothesesSection, JudgedSection
from funneldesk.ui.pages.review_minutes import (
    CarriedSection,
    DecisionsSection,
    PresentField,
    RemarksSection,
)
from funneldesk.ui.pages.review_numbers import NumbersSection, PromisesSection
from funneldesk.ui.pages.review_section import Looks
from funneldesk.ui.pages.review_why import WhySection
from funneldesk.ui.theme import FONT_PIXELS, enlarged, palette, style_sheet
from funneldesk.ui.widgets.keys import shortcut
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.operations.review_page import ReviewView
    from funneldesk.ui.page import Page
    from funneldesk.ui.pages.review_desk import ReviewDesk

#: The room every part is made for, in the window's own pixels: what a screen has more makes everything larger.
ROOM = QSize(880, 520)
MARGIN = 20
#: The place of the part that explains one number after the other.
WHY = 1
#: Two screens of nearly the same size are one; a window that is being resized is waited for.
ANOTHER_SIZE, RESIZED_MS = 0.03, 100


def zoom_of(room: QSize) -> float:
    """Return how many times as large as the window's own everything can be."""
    return max(min(room.width() / ROOM.width(), room.height() / ROOM.height()), 1.0)


class Meeting(QWidget):
    """Shows one review; writes through the desk of the page it was opened from."""

    accessible_role = QAccessible.Role.Window
    ended = Signal()
    close_wanted = Signal()

    def __init__(
        self, page: "Page", desk: "ReviewDesk", view: "ReviewView", size: QSize | None = None
    ) -> None:
        """`size`: how large it will be; the screen's unless told."""
        super().__init__(page.window(), Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("pages")
        self.setWindowTitle(_("Meeting"))
        self._desk = desk
        self.view = view
        self.setPalette(palette(DARK))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        self._inside = QWidget()
        self._resized = QTimer(self, singleShot=True, interval=RESIZED_MS)
        self._resized.timeout.connect(self._fit_screen)
        screen = page.screen().geometry()
        self.setGeometry(screen)  # where no window manager makes it as large as that
        self._build(Looks(page.session, zoom_of(size or screen.size()), DARK))
        for keys, words, slot in (
            ("Ctrl+Z", _("Undo"), desk.undo), ("Ctrl+Shift+Z", _("Redo"), desk.redo),
            ("Ctrl+Y", _("Redo"), desk.redo), ("F11", _("Close"), self.leave),
            ("PgDown", _("The next tab"), lambda: self.step(1)),
            ("PgUp", _("The tab before"), lambda: self.step(-1)),
        ):  # fmt: skip
            shortcut(self, keys, words, slot)
        keep_shortcut(self, self._keep)
        desk.said.connect(self.say)

    def _build(self, looks: Looks, at: int = 0) -> None:
        """Make everything anew, as large as `looks` says."""
        self.looks = looks
        dark = enlarged(style_sheet(DARK), looks.zoom)
        self.setStyleSheet(f"{dark}\nQWidget#pages {{ background: {DARK.ground}; }}")
        font = QApplication.font()
        font.setPixelSize(looks.pixels(FONT_PIXELS))
        self.setFont(font)
        self._make_parts()
        around = self.layout()
        if around is not None:
            around.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
            self._inside = self._arranged()
            around.addWidget(self._inside)
        self.go(at)
        self.show_view(self.view, is_first=True)

    def _fit_screen(self) -> None:
        """Follow to another screen: what was typed is taken, and everything is as large as it has room for."""
        zoom = zoom_of(self.size())
        if abs(zoom / self.looks.zoom - 1) > ANOTHER_SIZE:
            self.setFocus()
            self._build(Looks(self.looks.session, zoom, DARK), self.at)
            self._place_pictures()

    def _make_parts(self) -> None:
        looks, desk = self.looks, self._desk
        self.numbers = NumbersSection(looks, in_words=False)
        self.why = WhySection(looks, with_segments=False)
        self.promises = PromisesSection(looks)
        self.judged = JudgedSection(
            looks, _("No earlier review made a hypothesis that is still to be judged.")
        )
        self.hypotheses = HypothesesSection(looks, desk)
        self.carried, self.decisions = (
            CarriedSection(looks, desk, _("Decided earlier, not done yet")),
            DecisionsSection(looks, desk),
        )
        self.remarks, self.present = RemarksSection(looks, desk), PresentField(looks, desk)
        for section in (self.carried, self.decisions):
            section.faulted.connect(self.say)
        self.end = QPushButton(_("End the review"))
        self.end.clicked.connect(self.close_wanted)
        self.parts: list[tuple[str, list[QWidget]]] = [
            (_("Numbers"), [self.numbers]),
            (_("Why they moved"), [self.why]),
            (_("Promises of both sides"), [self.promises]),
            (
                _("Hypotheses"),
                [
                    Label(_("What became of earlier hypotheses"), "heading"),
                    self.judged,
                    Label(_("Hypotheses of this review"), "heading"),
                    self.hypotheses,
                ],
            ),
            (_("Decisions"), [self.carried, self.decisions, self.remarks, self.present, self.end]),
        ]

    def _arranged(self) -> QWidget:
        pixels = self.looks.pixels
        self.place, self.title = Label("", "secondary"), Label("", "title")
        self.about, self.first = Label("", "secondary"), Label("", "heading", wrap=True)
        self.said = Label("", wrap=True, tone="amber")
        self.keys = Label("", "secondary", wrap=True)
        self.stack = QStackedWidget()
        for _name, widgets in self.parts:
            column = QVBoxLayout()
            column.setSpacing(pixels(12))
            for widget in widgets:
                column.addWidget(widget)
            if self.numbers not in widgets:
                column.addStretch(1)  # the pictures take the whole room
            area = scrolled(column)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.stack.addWidget(area)
        inside = QWidget()
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(pixels(MARGIN), pixels(12), pixels(MARGIN), pixels(10))
        whole.setSpacing(pixels(8))
        whole.addLayout(row(self.title, self.place, 1, self.about, spacing=pixels(12)))
        whole.addWidget(self.first)
        middle = QHBoxLayout()
        middle.addWidget(self.stack)
        whole.addLayout(middle, 1)
        whole.addWidget(self.said)
        whole.addWidget(self.keys)
        self.said.hide()
        return inside

    @property
    def at(self) -> int:
        """Return the place of the part on show."""
        return self.stack.currentIndex()

    def show_view(self, view: "ReviewView", *, is_first: bool = False) -> None:
        """Show the review as it is now."""
        review, editable = view.review, view.review.is_open
        self.view = view
        if is_first:
            self.about.setText(f"{rhythm_label(review.rhythm)}　{period_words(review.period)}")
            self.first.setText(headline(review.numbers))
            for section in (self.numbers, self.why, self.promises):
                section.show_review(review)
            self.judged.show_judged(review.numbers.judged, review)
        self.carried.show_decisions(view.carried)
        self.decisions.show_view(view, editable=editable)
        self.hypotheses.show_view(view, editable=editable)
        self.remarks.show_view(view, editable=editable)
        self.present.show_view(view, editable=editable)
        self.end.setVisible(editable)
        self.say("" if editable else _("The review is closed."))

    def say(self, text: str) -> None:
        """Say in a line what went wrong, or what is so."""
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def step(self, step: int) -> None:
        """Go to the part before or after."""
        self.go(min(max(self.at + step, 0), len(self.parts) - 1))

    def go(self, place: int) -> None:
        """Go to a part."""
        self.stack.setCurrentIndex(place)
        self.title.setText(self.parts[place][0])
        self.place.setText(f"{place + 1} / {len(self.parts)}")
        self.first.setVisible(place == 0)
        self.setFocus()
        self._show_keys()

    def _show_keys(self) -> None:
        moves = self.at == WHY
        writes = self.view.review.is_open and self.at >= len(self.parts) - 2
        words = [
            _("← →: parts"),
            _("↑ ↓: which number") if moves else "",
            _("Enter: write") if writes else "",
            _("Ctrl+Shift+K: keep as knowledge") if self.at == len(self.parts) - 1 else "",
            _("Ctrl+Z: undo"),
            _("Esc: leave the meeting"),
        ]
        if not self.at:
            words.insert(0, frozen_sentence(self.view.review.as_of, self.view.review.version))
        self.keys.setText("　".join(filter(None, words)))

    def _keep(self) -> None:
        """Make a knowledge card of the decision the keyboard is at."""
        for section in (self.decisions, self.carried):
            item = self._desk.item_of(section.table.chosen_key()) if section.table.hasFocus() else 0
            if item:
                self._desk.keep(item)

    def _enter(self) -> None:
        if not self.view.review.is_open:
            return
        if self.at == len(self.parts) - 1:
            self.decisions.table.begin_line()
        elif self.at == len(self.parts) - 2:
            self.hypotheses.open_form(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the parts; leave a field, then the meeting."""
        key = event.key()
        if key in {Qt.Key.Key_Right, Qt.Key.Key_Space}:
            self.step(1)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Backspace}:
            self.step(-1)
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            (self.why.step if self.at == WHY else self._scroll)(1 if key == Qt.Key.Key_Down else -1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._enter()
        elif key == Qt.Key.Key_Escape:
            if self.hasFocus():
                self.leave()
            else:
                self.setFocus()
        else:
            super().keyPressEvent(event)

    def _scroll(self, step: int) -> None:
        area = self.stack.currentWidget()
        if isinstance(area, QScrollArea):
            bar = area.verticalScrollBar()
            bar.setValue(bar.value() + step * self.looks.pixels(60))

    def leave(self) -> None:
        """Go back to the page."""
        self.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the pictures for the room there is."""
        super().resizeEvent(event)
        self._place_pictures()
        self._resized.start()

    def _place_pictures(self) -> None:
        self.numbers.arrange(self.width() - 2 * self.looks.pixels(MARGIN))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that the meeting is over."""
        self.setFocus()  # what is being typed is taken
        self.ended.emit()
        super().closeEvent(event)
