"""The few questions a list may leave open: the order of its dates, words it uses that we do not know."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QRadioButton, QVBoxLayout, QWidget

from funneldesk.domain.fields import (
    ACTIVITY_KINDS,
    CONTENT_TYPES,
    DECISIONS,
    FIELDS,
    OUTCOMES,
    PHASES,
    SIDES,
    STAGE_VALUES,
)
from funneldesk.domain.lists.mapping import DateOrder
from funneldesk.domain.words import field_label, heading, value_label
from funneldesk.i18n import _
from funneldesk.ui.pages.importing_draft import ListDraft, Suggestion
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.text import ElidedLabel, Label

VALUES = {
    "stage": STAGE_VALUES, "activity": ACTIVITY_KINDS, "side": SIDES, "outcome": OUTCOMES,
    "decision": DECISIONS, "phase": PHASES, "content_type": CONTENT_TYPES,
}  # fmt: skip


def date_options(sample: str) -> list[tuple[DateOrder, str]]:
    """Return how a date such as "03/04/2021" can be read, in full words."""
    numbers = [int(part) for part in _digits(sample)][:3]
    options: list[tuple[DateOrder, str]] = []
    places: tuple[tuple[DateOrder, str, tuple[int, int, int]], ...] = (
        ("mdy", _("month/day/year"), (2, 0, 1)),
        ("dmy", _("day/month/year"), (2, 1, 0)),
        ("ymd", _("year/month/day"), (0, 1, 2)),
    )
    for order, words, (year, month, day) in places:
        if len(numbers) == len(places):
            full = numbers[year] + (2000 if numbers[year] < 100 else 0)  # noqa: PLR2004 - years in two digits
            try:
                read = date(full, numbers[month], numbers[day])
            except ValueError:
                continue
            options.append((order, _("{date} ({order})").format(date=_long_date(read), order=words)))
    return options


def telling_sample(samples: list[str]) -> str:
    """Return the sample whose readings differ most clearly: not "01/01/2021"."""

    def readings(sample: str) -> int:
        return len({words.split("(")[0].split("（")[0] for _order, words in date_options(sample)})

    return max(samples, key=readings, default="")


def _digits(text: str) -> list[str]:
    return "".join(mark if mark.isdecimal() else " " for mark in text.split(" ", maxsplit=1)[0]).split()


def _long_date(day: date) -> str:
    # Short names of months: a button has one line, also where words are large and the window is small.
    months = (
        _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"), _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"),
        _("Dec"),
    )  # fmt: skip
    return _("{month} {day}, {year}").format(month=months[day.month - 1], day=day.day, year=day.year)


class DatesCard(Card):
    """Asks how the dates of a column are to be read, with a date of the list as example."""

    #: A person answered: field, order.
    answered = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(_("Which comes first in these dates, the day or the month?"))
        self.heading.setWordWrap(True)
        self._inside: QWidget | None = None
        self._shape: object = None
        self.buttons: dict[tuple[str, str], QRadioButton] = {}
        self.setVisible(False)

    def show_draft(self, draft: ListDraft) -> None:
        """Ask for each date column that does not say it; answered ones stay on show."""
        asked = [f for f in draft.preview.undecided_dates if f in draft.targets.values()]
        self.setVisible(bool(asked))
        shape = (draft.preview, tuple(asked), tuple(draft.targets.items()))
        if shape == self._shape:
            return  # the answer itself must not take the keyboard away from the buttons
        self._shape = shape
        if self._inside is not None:
            self._inside.deleteLater()
        self._inside = QWidget()
        self.buttons = {}
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        for name in asked:
            self._ask(column, draft, name)
        self.body.addWidget(self._inside)

    def _ask(self, column: QVBoxLayout, draft: ListDraft, name: str) -> None:
        source = next(h for h, target in draft.targets.items() if target == name)
        sample = telling_sample(draft.samples(source))
        text = _("{column}: “{sample}” is")
        column.addWidget(Label(text.format(column=source, sample=sample), "field", wrap=True))
        group = QButtonGroup(self._inside)
        for order, words in date_options(sample):
            button = QRadioButton(words)
            button.setChecked(draft.dates.get(name) == order)
            button.clicked.connect(lambda _on, f=name, o=order: self.answered.emit(f, o))
            group.addButton(button)
            column.addWidget(button)
            self.buttons[name, order] = button


class WordsCard(Card):
    """Words of the list that stand for a stage, an activity … and are not known: what they mean."""

    #: A person answered: field, word of the list, value ("" forgets the answer).
    answered = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__(_("What do these words of the list mean?"))
        self.heading.setWordWrap(True)
        self._inside: QWidget | None = None
        self._shape: object = None
        self.choices: dict[tuple[str, str], Choice] = {}
        #: What is offered for a word, with the button that takes it.
        self.suggestions: dict[tuple[str, str], tuple[Suggestion, QPushButton]] = {}
        self.all_button: QPushButton | None = None
        self.setVisible(False)

    def show_draft(self, draft: ListDraft) -> None:
        """Ask for the unknown words of mapped fields; unanswered ones stay empty in the import."""
        unknown = draft.asked_words
        self.setVisible(bool(unknown))
        shape = (draft.preview, tuple(unknown))
        if shape == self._shape:
            return
        self._shape = shape
        if self._inside is not None:
            self._inside.deleteLater()
        self._inside = QWidget()
        self.choices = {}
        grid = QGridLayout(self._inside)
        grid.setContentsMargins(0, 0, 0, 0)
        for line, (name, word) in enumerate(unknown):
            grid.addWidget(Label(field_label(name, draft.kind), "field"), line, 0)
            grid.addWidget(ElidedLabel(word), line, 1)
            grid.addWidget(self._choice(draft, name, word), line, 2)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        self._suggest(grid, draft)
        self.body.addWidget(self._inside)

    def _suggest(self, grid: QGridLayout, draft: ListDraft) -> None:
        """Offer the likeliest meanings, each beside its word, all of them below."""
        self.suggestions = {}
        self.all_button = None
        asked = list(self.choices)
        for one in draft.meanings:
            place = (one.field, one.word)
            if place in self.choices:
                meaning = heading(value_label(one.field, one.meant))
                button = _link(_("→ {meaning}?").format(meaning=meaning))
                button.setAccessibleName(f"{one.word}: {meaning}")
                button.clicked.connect(lambda _on, o=one: self._accept(o))
                grid.addWidget(button, asked.index(place), 3)
                self.suggestions[place] = (one, button)
        if len(self.suggestions) > 1:
            self.all_button = _link(_("Take all suggestions"))
            self.all_button.clicked.connect(self._accept_all)
            grid.addWidget(self.all_button, len(asked), 2, 1, 2)

    def _accept_all(self) -> None:
        for one, _button in self.suggestions.values():
            if not self.choices[one.field, one.word].value:
                self._accept(one)

    def _accept(self, one: Suggestion) -> None:
        self.choices[one.field, one.word].set_value(one.meant)
        self.answered.emit(one.field, one.word, one.meant)

    def _choice(self, draft: ListDraft, name: str, word: str) -> Choice:
        codes = VALUES[FIELDS[draft.kind][name]]
        meanings = ((code, heading(value_label(name, code))) for code in codes)
        choice = Choice([("", _("Not decided yet")), *meanings], narrow=True)
        choice.set_value(draft.values.get(name, {}).get(word, ""))
        choice.setAccessibleName(word)
        choice.chosen.connect(lambda value, f=name, w=word: self.answered.emit(f, w, value))
        self.choices[name, word] = choice
        return choice


def _link(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("link", "true")
    return button
