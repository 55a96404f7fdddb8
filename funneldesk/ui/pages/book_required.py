"""Data rules: what has to be filled in at which stage, and how many leads lack it today."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from funneldesk.domain.book.book_lines import moved
from funneldesk.domain.book.sentences import STAGE_LISTS, required_field_words, required_words
from funneldesk.domain.fields import FIELDS, OWN_PREFIX, STAGE_VALUES, Kind
from funneldesk.domain.formats import number
from funneldesk.domain.words import heading, stage_label
from funneldesk.i18n import _
from funneldesk.ui.page import row
from funneldesk.ui.pages.book_line import LineTools
from funneldesk.ui.pages.book_part import PartCard, show_choice
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.frames import Hairline
from funneldesk.ui.widgets.text import Label, restyle

if TYPE_CHECKING:
    from funneldesk.domain.book.book import Book
    from funneldesk.operations.required_fields import Lacking

#: The stages whose fields are looked at, in the order of the funnel.
STAGES = ("lead", "mql", "sal", "deal", "won", "lost")
EITHER = "|"
FIELD_LETTERS = 17
#: Fields of which one will do, beside each other; further ones stand below.
PER_LINE = 3
LEAST_WIDTH = 72


class RequiredCard(PartCard):
    """Edits what each stage requires."""

    def __init__(self, show_people: Callable[[list[int], str], None]) -> None:
        super().__init__(_("What has to be filled in"))
        self._show_people = show_people
        self._lacking: Lacking | None = None
        self.stages: dict[str, StageFields] = {}
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        self.card.body.addLayout(self._column)

    def show_part(self, book: "Book") -> None:
        """Show what each stage requires."""
        required = book.data_rules.required
        stages = [*STAGES, *(stage for stage in required if stage not in STAGES)]
        for stage in [stage for stage in self.stages if stage not in stages]:
            gone = self.stages.pop(stage)
            gone.hide()
            gone.deleteLater()
        for stage in stages:
            if stage not in self.stages:
                self.stages[stage] = StageFields(stage, self._take, self._open)
                self._column.addWidget(self.stages[stage])
            own = self._lacking.own if self._lacking else ()
            self.stages[stage].show_fields(required.get(stage, ()), book.stage_labels, own)
        self._show_counts()

    def show_lacking(self, lacking: "Lacking") -> None:
        """Show how many leads lack each field; offer the own fields there are."""
        self._lacking = lacking
        if self.book is not None:
            self.show_part(self.book)

    def _show_counts(self) -> None:
        if self._lacking is None:
            return
        for stage, fields in self.stages.items():
            for line in fields.rows:
                n, places = self._lacking.found.get((stage, line.entry), (0, None))
                line.show_lacking(n, None if places is None else len(places))

    def _open(self, stage: str, entry: str) -> None:
        if self._lacking is None or self.book is None:
            return
        _n, places = self._lacking.found[stage, entry]
        labels = self.book.stage_labels
        words = _("%(stage)s without: %(fields)s")
        facts = {"stage": stage_label(stage, labels), "fields": required_words((entry,), stage)}
        self._show_people(self._lacking.leads(places), words % facts)

    def _take(self, stage: str, entries: tuple[str, ...]) -> None:
        if self.book is None:
            return
        required = {**self.book.data_rules.required, stage: entries}
        if not entries:
            del required[stage]
        order = {name: place for place, name in enumerate((*STAGES, *STAGE_VALUES))}
        ordered = sorted(required, key=lambda name: order.get(name, len(order)))
        kept = required if list(required) == list(self.book.data_rules.required) else {}
        found = kept or {name: required[name] for name in ordered}
        self.change(data_rules=replace(self.book.data_rules, required=found))


class StageFields(QWidget):
    """The fields of one stage: a row for each, and what adds one."""

    def __init__(
        self,
        stage: str,
        changed: Callable[[str, tuple[str, ...]], None],
        people_wanted: Callable[[str, str], None],
    ) -> None:
        super().__init__()
        self._stage, self._changed, self._people = stage, changed, people_wanted
        self._entries: tuple[str, ...] = ()
        self._own: tuple[str, ...] = ()
        self.rows: list[RequiredRow] = []
        self.name = Label("", "heading")
        self.fault = Label("", "secondary", wrap=True, tone="red")
        self.fault.hide()
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        self.add = Choice(narrow=True)
        self.add.setMinimumContentsLength(FIELD_LETTERS)
        self.add.setProperty("quiet", "true")
        self.add_button = QPushButton(_("Add"))
        self.add_button.clicked.connect(lambda: self._add())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        if stage != STAGES[0]:
            whole.addWidget(Hairline())
            whole.addSpacing(4)
        whole.addWidget(self.name)
        whole.addLayout(self._column)
        whole.addWidget(self.fault)
        whole.addLayout(row(self.add, self.add_button, 1, spacing=8))

    def show_fields(self, entries: tuple[str, ...], labels: Mapping[str, str], own: tuple[str, ...]) -> None:
        """Show the required fields; `own` are further fields of the lists."""
        name = stage_label(self._stage, labels)
        self.name.setText(name)
        words = _("Another field that %(stage)s requires") % {"stage": name}
        self.add.setAccessibleName(words)
        self.add_button.setAccessibleName(words)
        if entries != self._entries or own != self._own or not self.add.count():
            self._entries, self._own = entries, own
            self.fault.hide()
            self._build()

    @property
    def required(self) -> frozenset[str]:
        """Return the fields that are required, each by itself."""
        return frozenset(self._entries)

    def options(self, *shown: str) -> list[tuple[object, str]]:
        """Return the fields to choose from, with those that are `shown`."""
        kind: Kind = STAGE_LISTS.get(self._stage, "leads")  # type: ignore[assignment]
        names = dict.fromkeys((*FIELDS[kind], *self._own, *(n for n in shown if n.startswith(OWN_PREFIX))))
        return [(name, self.words(name)) for name in names]

    def words(self, name: str) -> str:
        """Return a field by its name at this stage."""
        return heading(required_field_words(name, STAGE_LISTS.get(self._stage, "leads")))

    def take(self, place: int, entry: str) -> None:
        """Require other fields in one row, or say why not."""
        others = self._entries[:place] + self._entries[place + 1 :]
        names = entry.split(EITHER)
        if not self._refuse(names, others):
            self._hand_on((*self._entries[:place], entry, *self._entries[place + 1 :]))
        else:
            self._build()

    def shift(self, place: int, step: int) -> None:
        """Name a field earlier or later."""
        self._hand_on(moved(self._entries, place, step))
        self.rows[min(max(place + step, 0), len(self.rows) - 1)].tools.focus(step)

    def remove(self, place: int) -> None:
        """Require a field no longer."""
        self._hand_on(self._entries[:place] + self._entries[place + 1 :])

    def open(self, entry: str) -> None:
        """Show who lacks it."""
        self._people(self._stage, entry)

    def _add(self) -> None:
        name = str(self.add.value or "")
        if not name:
            self._say(_("Choose a field first."))
            self.add.setFocus()
        elif not self._refuse([name], self._entries):
            self._hand_on((*self._entries, name))

    def _refuse(self, names: list[str], others: tuple[str, ...]) -> bool:
        wanted = {frozenset(entry.split(EITHER)) for entry in others}
        twice = frozenset(names) in wanted or len(set(names)) < len(names)
        words = _(" / ").join(self.words(name) for name in dict.fromkeys(names))
        self._say(_("%(field)s is required already.") % {"field": words} if twice else "")
        return twice

    def _say(self, fault: str) -> None:
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))

    def _hand_on(self, entries: tuple[str, ...]) -> None:
        self._changed(self._stage, entries)

    def _build(self) -> None:
        while len(self.rows) > len(self._entries):
            gone = self.rows.pop()
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.rows) < len(self._entries):
            made = RequiredRow(len(self.rows), self)
            self._column.addWidget(made)
            self.rows.append(made)
        for place, entry in enumerate(self._entries):
            self.rows[place].show_entry(entry)
            self.rows[place].tools.show_place(place, len(self._entries))
        free = [option for option in self.options() if option[0] not in self._entries]
        self.add.offer([("", _("Another field…")), *free])


class RequiredRow(QWidget):
    """One required field, or two of which one will do; how many leads lack it."""

    def __init__(self, place: int, fields: StageFields) -> None:
        super().__init__()
        self._fields, self._place = fields, place
        self.entry = ""
        self.choices: list[Choice] = []
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        self._places = QGridLayout()
        self._places.setHorizontalSpacing(8)
        self._places.setVerticalSpacing(4)
        self.lacking = QPushButton()
        self.lacking.setProperty("link", "true")
        self.lacking.setCursor(Qt.CursorShape.PointingHandCursor)
        self.lacking.clicked.connect(lambda: fields.open(self.entry))
        self.lacking.setVisible(False)
        self.tools = LineTools()
        self.tools.moved.connect(lambda step: fields.shift(place, step))
        self.tools.removed.connect(lambda: fields.remove(place))
        across.addLayout(self._places)
        across.addStretch(1)
        self.tools.put_before(self.lacking)
        across.addWidget(self.tools, 0, Qt.AlignmentFlag.AlignTop)

    def show_entry(self, entry: str) -> None:
        """Show the fields of which one will do, and room for one more."""
        if entry != self.entry:
            self.lacking.setVisible(False)
        self.entry = entry
        names = [*entry.split(EITHER), ""]
        while len(self.choices) > len(names):
            gone = self.choices.pop()
            gone.hide()
            gone.deleteLater()
        while len(self.choices) < len(names):
            made = Choice(narrow=True)
            made.setMinimumContentsLength(FIELD_LETTERS)
            # Where many fields will do, each gives way.
            made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            made.setMinimumWidth(LEAST_WIDTH)
            made.chosen.connect(lambda _name: self._take())
            self._places.addWidget(made, len(self.choices) // PER_LINE, len(self.choices) % PER_LINE)
            self.choices.append(made)
        for place, (name, choice) in enumerate(zip(names, self.choices, strict=True)):
            # What another row requires, or this one already, is passed over by the arrow keys.
            taken = self._fields.required if not place else frozenset(names) - {name}
            options = [one for one in self._fields.options(name) if one[0] == name or one[0] not in taken]
            if place:
                options = [(field, _("or %(field)s") % {"field": words}) for field, words in options]
                options.insert(0, ("", _("or…")))
            show_choice(choice, options, name, self._fields.words(name) if name else "")
            quiet = "" if name else "true"
            if choice.property("quiet") != quiet:
                choice.setProperty("quiet", quiet)
                restyle(choice)
            choice.setAccessibleName(_("Required field") if not place else _("or this field"))

    def show_lacking(self, n: int, k: int | None) -> None:
        """Say how many of `n` leads lack it; None: not known of this stage."""
        self.lacking.setVisible(k is not None and n > 0)
        if k is None or not n:
            return
        words = _("%(k)s of %(n)s lack it today") if k else heading(_("nobody of %(n)s lacks it"))
        self.lacking.setText(words % {"k": number(k), "n": number(n)})
        self.lacking.setEnabled(bool(k))

    def _take(self) -> None:
        names = [str(choice.value) for choice in self.choices if choice.value]
        self._fields.take(self._place, EITHER.join(names))
