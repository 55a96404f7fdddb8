"""A hypothesis is made: which number, of whom, where to, until when; what it is now and when it can be judged."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPushButton

from funneldesk.domain.formats import day, number, sentences
from funneldesk.domain.reviews.measures import Measure, label
from funneldesk.domain.reviews.review_headline import period_words
from funneldesk.domain.reviews.review_sentences import rate_words
from funneldesk.domain.words import field_words
from funneldesk.i18n import _
from funneldesk.ui.page import row
from funneldesk.ui.pages.review_section import Looks, Section, scrolling_around
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.day_field import DayField
from funneldesk.ui.widgets.fields import DecimalBox
from funneldesk.ui.widgets.flowing import flowing
from funneldesk.ui.widgets.frames import Hairline
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.domain.reviews.hypotheses import Hypothesis
    from funneldesk.domain.reviews.prospects import Prospect
    from funneldesk.domain.reviews.reviews import Review
    from funneldesk.operations.prospects import MeasureChoices
    from funneldesk.store.store import Store
    from funneldesk.ui.pages.review_desk import ReviewDesk

#: What stands for "a content" among the numbers, and for "of everybody" among the fields.
CONTENT, EVERYBODY = "content", ""
_MOST = 10_000_000
#: Fewer people than this are too few for most differences.
_ENOUGH = 30


class HypothesisForm(Section):
    """Asks for one hypothesis; Enter saves it, Esc puts the form away."""

    closed = Signal()

    def __init__(self, looks: Looks, desk: "ReviewDesk") -> None:
        super().__init__(looks)
        self.desk = desk
        self.review: Review | None = None
        self.item = 0
        self.choices: MeasureChoices | None = None
        self.prospect: Prospect | None = None
        self._wanted: Hypothesis | None = None
        self._by_hand = False
        self.text = QLineEdit()
        self.text.setMaxLength(2_000)
        self.text.setAccessibleName(_("What you try"))
        self.text.setPlaceholderText(_("What you try, and what you expect of it"))
        self.measure, self.content = Choice(), Choice(narrow=True)
        self.field, self.value = Choice(), Choice(narrow=True)
        self.way = Choice([(True, _("or more")), (False, _("or less"))])
        self.target = DecimalBox()
        self.until = DayField(_("By when"))
        self.suggest = QPushButton()
        self.suggest.setProperty("link", "true")
        self.now, self.when = Label("", "secondary", wrap=True), Label("", "secondary", wrap=True)
        self.save = QPushButton(_("Save the hypothesis"))
        self.cancel = QPushButton(_("Cancel"))
        self._name_fields()
        self._arrange()
        self._connect()

    def _name_fields(self) -> None:
        for widget, name in (
            (self.measure, _("Which number")),
            (self.content, _("Which content")),
            (self.field, _("Of whom")),
            (self.value, _("Which of them")),
            (self.target, _("Target")),
            (self.way, _("At least or at most")),
        ):
            widget.setAccessibleName(name)
        for choice in (self.measure, self.field, self.way):
            choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        for narrow in (self.content, self.value):
            narrow.setMinimumWidth(self.looks.pixels(160))
        self.target.setMinimumWidth(self.looks.pixels(96))

    def _arrange(self) -> None:
        self.body.addWidget(Hairline())
        self.body.addWidget(self.text)
        spacing = self.looks.pixels(8)
        self.body.addLayout(flowing([self.measure, self.content, self.field, self.value], spacing))
        self.body.addWidget(self.now)
        self.body.addLayout(flowing([self.target, self.way, self.until, self.suggest], spacing))
        self.body.addWidget(self.when)
        self.body.addLayout(row(self.save, self.cancel, 1))

    def _connect(self) -> None:
        self.measure.chosen.connect(lambda _one: self._ask())
        self.content.chosen.connect(lambda _one: self._ask())
        self.field.chosen.connect(lambda _one: self._ask_values())
        self.value.chosen.connect(lambda _one: self._ask())
        self.until.changed.connect(self._say_when)
        self.target.valueChanged.connect(lambda _value: self._guess_way())
        self.way.chosen.connect(lambda _way: setattr(self, "_by_hand", True))
        self.suggest.clicked.connect(self._take_suggestion)
        self.save.clicked.connect(self.write)
        self.cancel.clicked.connect(self.put_away)

    @property
    def chosen(self) -> Measure | None:
        """Return the number that is chosen."""
        picked = self.measure.value
        if picked == CONTENT:
            content = self.content.value
            return None if content is None else Measure("content", content=str(content))
        if not isinstance(picked, Measure):
            return None
        if not self.field.value:
            return picked
        value = self.value.value
        known = value is not None and self.value.count()
        return Measure(
            picked.kind, picked.stage, picked.previous, str(self.field.value), str(value) if known else None
        )

    def ask(self, review: "Review", hypothesis: "Hypothesis | None" = None) -> None:
        """Ask for a new hypothesis, or for changes of one there is."""
        self.review, self._wanted = review, hypothesis
        self.item = hypothesis.item if hypothesis else 0
        self._by_hand = hypothesis is not None
        self.text.setText(hypothesis.text if hypothesis else "")
        self.until.limit(least=review.as_of + 1)
        self.setVisible(True)
        self.text.setFocus()
        if self.choices is not None:
            self._offer(self.choices)
            return
        as_of = review.as_of

        def work(store: "Store", _task: Any) -> "MeasureChoices":
            from funneldesk.operations.prospects import measure_choices

            return measure_choices(store, as_of)

        self.looks.session.read(work, self._offer)

    def _offer(self, choices: "MeasureChoices") -> None:
        self.choices = choices
        options: list[tuple[object, str]] = list(choices.measures)
        if choices.contents:
            options.append((CONTENT, _("Content rate")))
        self.measure.offer(options)
        self.content.offer([(key, title) for key, title in choices.contents])
        from funneldesk.operations.prospects import SEGMENT_FIELDS

        fields: list[tuple[object, str]] = [(EVERYBODY, _("of everybody"))]
        fields += [(by, _("by %(field)s") % {"field": field_words(by)}) for by in SEGMENT_FIELDS]
        self.field.offer(fields)
        wanted = self._wanted
        if wanted is None:
            sal = next((one for one, _name in choices.measures if one == Measure("rate", "sal", "mql")), None)
            self.measure.set_value(sal or choices.measures[0][0])
        elif wanted.measure.kind == "content":
            self.measure.set_value(CONTENT)
            self.content.set_value(wanted.measure.content)
        else:
            measure = wanted.measure
            self.measure.set_value(Measure(measure.kind, measure.stage, measure.previous))
            self.field.set_value(measure.by)
        self._ask_values()

    def _ask_values(self) -> None:
        """Offer the segments of the chosen field."""
        by, review = str(self.field.value or ""), self.review
        self.value.clear()
        self.prospect = None  # it is of another number
        if not by or review is None:
            self._ask()
            return
        as_of = review.as_of

        def work(store: "Store", _task: Any) -> "tuple[str | None, ...]":
            from funneldesk.operations.prospects import segment_values

            return segment_values(store, by, as_of)

        def show(values: "tuple[str | None, ...]") -> None:
            if by != self.field.value:
                return
            self.value.offer([(one, one or _("(no value)")) for one in values])
            wanted = self._wanted
            if wanted is not None and wanted.measure.by == by:
                self.value.set_value(wanted.measure.value)
            self._ask()

        self.looks.session.read(work, show)

    def _ask(self) -> None:
        """Ask what the chosen number is now, and when it can be judged."""
        is_content = self.measure.value == CONTENT
        self.content.setVisible(is_content)
        self.field.setVisible(not is_content)
        self.value.setVisible(not is_content and bool(self.field.value))
        measure, review = self.chosen, self.review
        if measure is None or review is None:
            return
        self.prospect = None
        self.now.setText(_("Asking what it is now …"))
        self.when.setText("")
        number_ = review.id

        def work(store: "Store", _task: Any) -> "Prospect":
            from funneldesk.operations.prospects import prospect_of

            return prospect_of(store, number_, measure)

        def show(prospect: "Prospect") -> None:
            if measure == self.chosen and self.review is not None:
                self._show(measure, prospect)

        self.looks.session.read(work, show)

    def _show(self, measure: Measure, prospect: "Prospect") -> None:
        self.prospect = prospect
        is_count = measure.kind == "count"
        self.target.setDecimals(0 if is_count else 1)
        self.target.setRange(0, _MOST if is_count else 100)
        self.target.setSuffix("" if is_count else " %")
        self.now.setText(
            _("In this range: %(now)s. In twelve months: %(year)s.")
            % {"now": rate_words(prospect.now), "year": rate_words(prospect.year)}
        )
        wanted = self._wanted
        if wanted is not None and wanted.measure == measure:
            self.target.setValue(wanted.target if is_count else 100 * wanted.target)
            self.way.set_value(wanted.upward)
            self._set_until(wanted.until)
        else:
            # A count is of the days of a review, a rate of a year at least what it is now: no aim below is meant.
            value = prospect.now.value or 0
            self.target.setValue(value if is_count else 100 * max(value, prospect.year.value or 0))
            self._set_until(prospect.suggested)
        self.suggest.setText(_("Until %(day)s") % {"day": day(prospect.suggested)})
        self.suggest.setAccessibleName(_("Take the suggested day"))
        self._say_when()

    def _set_until(self, at: int) -> None:
        self.until.set_day(at)

    def _take_suggestion(self) -> None:
        if self.prospect is not None:
            self._set_until(self.prospect.suggested)

    def _guess_way(self) -> None:
        """Take a target below what a rate is now as a most, unless somebody said which."""
        prospect = self.prospect
        if self._by_hand or prospect is None:
            return
        now = prospect.now.value
        # A count is of other days than the review's: it is to grow.
        grows = prospect.now.n is None or now is None or self.target.value() / 100 >= now
        self.way.set_value(grows)

    def _say_when(self) -> None:
        prospect, review = self.prospect, self.review
        if prospect is None or review is None:
            return
        until = self.until.day
        self.suggest.setVisible(until != prospect.suggested)
        days = until - review.as_of
        words = {
            "days": number(days),
            "from": day(review.as_of + 1),
            "until": day(until),
            "day": day(prospect.judged_on(until)),
            "maturity": number(prospect.maturity_days),
        }
        expected = prospect.expected(days)
        if expected is None:
            said = _("Counted over %(from)s–%(until)s (%(days)s days); it can be judged on %(day)s.")
            said = sentences(said % words, _in_range(review))
        else:
            said = _("Can be judged from %(day)s on: people need %(maturity)s days.") % words
            if not prospect.maturity_days:
                said = _("Can be judged from %(day)s on.") % words
            people = {"count": number(expected), "enough": _ENOUGH}
            few = _(
                "Only about %(count)s people by then: below %(enough)s only great differences can be seen."
            )
            said = sentences(
                said,
                (few if expected < _ENOUGH else _("About %(count)s people by then.")) % people,
            )
        self.when.setText(said)
        self.when.set_tone("amber" if expected is not None and expected < _ENOUGH else "")

    def write(self) -> None:
        """Save what was chosen."""
        measure, prospect = self.chosen, self.prospect
        if measure is None or prospect is None or self.review is None:
            return
        if not self.until.is_right:
            self.until.focus()
            return
        value = self.target.value() if measure.kind == "count" else self.target.value() / 100
        titles = dict(self.choices.contents) if self.choices else {}
        name = label(measure, self.review.numbers.labels, titles)
        self.desk.suppose(
            _("hypothesis: %(measure)s") % {"measure": name},
            self.item,
            self.text.text().strip() or name,
            measure,
            target=round(value, 4),
            until=self.until.day,
            upward=bool(self.way.value),
        )
        self.put_away()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Come on screen whole, also where its answers made it taller."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self._bring)

    def _bring(self) -> None:
        area = scrolling_around(self)
        if area is not None:
            area.ensureWidgetVisible(self, 0, self.looks.pixels(8))

    def put_away(self) -> None:
        """Close the form."""
        self.setVisible(False)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save with Enter, put away with Esc."""
        enters = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.key() == Qt.Key.Key_Escape or (enters and self.cancel.hasFocus()):
            self.put_away()
        elif enters:
            self.write()
        else:
            super().keyPressEvent(event)


def _in_range(review: "Review") -> str:
    first, last = review.period.from_day or 0, review.period.to_day or 0
    return _("The figure of this range is over %(days)s days (%(range)s).") % {
        "days": number(last - first + 1), "range": period_words(review.period)
    }  # fmt: skip
