"""データ品質: which data rules are broken, by field and list, what to fix first; each number opens its people."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from funneldesk.domain.formats import colon, number, percent, stored_day
from funneldesk.domain.words import heading, list_label, stage_label
from funneldesk.i18n import _
from funneldesk.ui.page import row, up_to_cards
from funneldesk.ui.pages.leads_blocks import empty
from funneldesk.ui.theme import pixels
from funneldesk.ui.widgets.frames import Banner, Card
from funneldesk.ui.widgets.left_out import LeftOut
from funneldesk.ui.widgets.rows import ROW_HEIGHT, RowsColumn, RowsModel, Table
from funneldesk.ui.widgets.scrolling import ScrolledColumn, into_margin
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from funneldesk.operations.quality import ListGroup, Quality, RuleReport

#: Rows of a table before it scrolls by itself.
MOST_ROWS = 12
HEAD = 40


class CountLine(QWidget):
    """A count as a link to its people, and what it counts."""

    opened = Signal()

    def __init__(self, words: str) -> None:
        super().__init__()
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        self.words = Label(words, wrap=True)
        self.link = QPushButton("–")
        self.link.setProperty("link", "true")
        self.link.setProperty("count", "true")
        self.link.setCursor(Qt.CursorShape.PointingHandCursor)
        self.link.clicked.connect(lambda: self.opened.emit())
        across.addWidget(self.words, 1)
        across.addWidget(self.link)

    def show_count(self, count: int) -> None:
        """Show the count; nobody is no link."""
        self.link.setText(number(count))
        self.link.setEnabled(count > 0)
        self.link.setAccessibleName(f"{self.words.text()} {number(count)}")


class QualityView(QWidget):
    """Shows one `Quality`."""

    #: These people are wanted: (ids, title). As an object: a million ids as a list of Qt's take a quarter of a second.
    people_wanted = Signal(object, str)
    #: Another page is wanted.
    page_wanted = Signal(str)

    def __init__(self, muted: Callable[[], str]) -> None:
        super().__init__()
        self.quality: Quality | None = None
        self.banner = Banner()
        inside = ScrolledColumn()
        inside.setProperty("scrolled", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addLayout(self._counts())
        self.rules = self._rules_card(column, muted)
        self.lists = self._lists_card(column)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addLayout(up_to_cards(self.banner))
        whole.addWidget(into_margin(inside), 1)

    def _counts(self) -> QVBoxLayout:
        self.neither = CountLine(_("No score possible: neither attributes nor activities"))
        self.inactive = CountLine(_("No activity: points come from attributes only"))
        self.unknown = CountLine(_("No attribute: points come from activities only"))
        self.no_contact = CountLine(_("Neither mail nor phone"))
        self.bounced = CountLine(_("Mail bounced, no phone"))
        self.opted_out = CountLine(_("Opted out"))
        parts: dict[CountLine, tuple[Callable[[Quality], Any], str]] = {
            self.neither: (lambda q: q.unscored.neither, _("No score possible")),
            self.inactive: (lambda q: q.unscored.no_activities, _("No activity")),
            self.unknown: (lambda q: q.unscored.no_attributes, _("No attribute")),
            self.no_contact: (lambda q: q.unreached.no_contact, _("Neither mail nor phone")),
            self.bounced: (lambda q: q.unreached.bounced, _("Mail bounced, no phone")),
            self.opted_out: (lambda q: q.unreached.opted_out, _("Opted out")),
        }
        self._parts = parts
        for line, (_places, title) in parts.items():
            line.opened.connect(lambda line=line, title=title: self._open(parts[line][0], title))
        self.scores = _card(_("Cannot be scored"), [self.neither, self.inactive, self.unknown])
        self.reach = _card(_("Cannot be reached"), [self.no_contact, self.bounced, self.opted_out])
        self.schedules = Card(_("As new as agreed?"), spacing=6)
        self.reasons = Card(_("Reasons the book does not name"), spacing=8)
        self._unnamed = QVBoxLayout()
        self._unnamed.setSpacing(8)
        self.reasons.body.addLayout(self._unnamed)
        self.pairs = CountLine(_("Pairs of leads that may be one person"))
        self.pairs.link.setText(_("Computing…"))  # among many leads it takes its time
        self.pairs.link.setEnabled(False)
        self.pairs.opened.connect(lambda: self.page_wanted.emit("duplicates"))
        self.duplicates = _card(_("Possible duplicates"), [self.pairs])
        self._late = QVBoxLayout()
        self._late.setSpacing(6)
        self.schedules.body.addLayout(self._late)
        across = QHBoxLayout()
        across.setSpacing(16)
        for card in (self.scores, self.reach, self.duplicates):
            card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            across.addWidget(card, 1)
        whole = QVBoxLayout()
        whole.setSpacing(16)
        whole.addLayout(across)
        # Sentences, not figures: in a quarter of the width each would take five lines.
        whole.addWidget(self.schedules)
        whole.addWidget(self.reasons)
        return whole

    def _rules_card(self, column: QVBoxLayout, muted: Callable[[], str]) -> "RowsModel[RuleReport]":
        self.rules_card = Card(_("Broken data rules"), spacing=8)
        self.kept = Label("", "secondary", wrap=True)
        self.rules_card.body.addWidget(self.kept)
        model: RowsModel[RuleReport] = RowsModel([])
        self.rules_table = Table(model)
        self.rules_table.setAccessibleName(_("Broken data rules"))
        self.rules_table.opened.connect(self._open_rule)
        self.rules_table.clicked.connect(
            lambda index: self._open_rule(index.row()) if index.column() in RULE_LINKS else None
        )
        self._muted = muted
        self.rules_card.body.addWidget(self.rules_table)
        column.addWidget(self.rules_card)
        return model

    def _lists_card(self, column: QVBoxLayout) -> "RowsModel[ListGroup]":
        self.lists_card = Card(_("By list"), spacing=8)
        model: RowsModel[ListGroup] = RowsModel(_list_columns())
        self.lists_table = Table(model)
        self.lists_table.setAccessibleName(_("By list"))
        self.lists_table.size_columns(model.columns)
        self.lists_table.opened.connect(self._open_list)
        self.lists_table.clicked.connect(
            lambda index: self._open_list(index.row()) if index.column() in LIST_LINKS else None
        )
        self.lists_card.body.addWidget(self.lists_table)
        self.lists_card.body.addWidget(LeftOut(self.lists_table))
        column.addWidget(self.lists_card)
        return model

    def show_duplicates(self, pairs: int) -> None:
        """Show how many pairs of leads may be one person; they are looked for after all the rest."""
        self.pairs.show_count(pairs)

    def show_quality(self, quality: "Quality") -> None:
        """Show the page's data."""
        from funneldesk.operations.quality_sentences import first_of

        self.quality = quality
        first = first_of(quality)
        if first.places is not None:
            self.banner.say(first.sentence, "amber", _("Show the people"), self._open_first)
        else:
            late = _is_late(quality)
            action = (_("Import a list"), lambda: self.page_wanted.emit("import")) if late else ()
            self.banner.say(first.sentence, "amber" if late else "green", *action)
        for line, (places, _title) in self._parts.items():
            line.show_count(len(places(quality)))
        self._show_schedules(quality)
        self._show_reasons(quality)
        broken = quality.broken
        self.kept.setText(
            _("{kept} of {all} rules are kept for every lead.").format(
                kept=number(len(quality.rules) - len(broken)), all=number(len(quality.rules))
            )
        )
        _fill(self.rules, self.rules_table, broken, _rule_columns(quality, quality.stage_labels))
        _fill(self.lists, self.lists_table, quality.lists, self.lists.columns)
        self.lists_card.setVisible(bool(quality.lists))

    def _show_schedules(self, quality: "Quality") -> None:
        from funneldesk.operations.quality_sentences import schedule_state_words

        empty(self._late)
        for state in quality.schedules:
            words = schedule_state_words(state)
            # What was never imported says so itself.
            if state.is_late and state.days is not None:
                words = _("Late: {what}").format(what=words)
            self._late.addWidget(Label(words, wrap=True, tone="amber" if state.is_late else ""))
        self.schedules.setVisible(bool(quality.schedules))

    def _show_reasons(self, quality: "Quality") -> None:
        from funneldesk.operations.quality_sentences import reasons_words, rule_field

        empty(self._unnamed)
        for state in quality.reasons:
            if not state.k:
                continue
            link = QPushButton(_("Show the people"))
            link.setProperty("link", "true")
            title = heading(rule_field(state))
            link.setAccessibleName(_("Show the people: %(title)s") % {"title": title})
            link.clicked.connect(
                lambda _on=False, state=state, title=title: self._open(lambda _q: state.places, title)
            )
            line = QWidget()
            across = row(Label(reasons_words(state), wrap=True, tone="amber"), link)
            across.setStretch(0, 1)
            line.setLayout(across)
            self._unnamed.addWidget(line)
        self.reasons.setVisible(any(state.k for state in quality.reasons))

    def _open(self, places: "Callable[[Quality], Any]", title: str) -> None:
        if self.quality is not None:
            self.people_wanted.emit(self.quality.leads(places(self.quality)), title)

    def _open_first(self) -> None:
        from funneldesk.operations.quality_sentences import first_of

        if self.quality is not None:
            places = first_of(self.quality).places
            ids = [] if places is None else self.quality.leads(places)
            self.people_wanted.emit(ids, _("To fix first"))

    def _open_rule(self, place: int) -> None:
        from funneldesk.operations.quality_sentences import what_words

        if self.quality is not None:
            state = self.rules.rows[place].state
            stage = stage_label(state.stage, self.quality.stage_labels)
            self.people_wanted.emit(self.quality.leads(state.places), f"{stage}{colon()}{what_words(state)}")

    def _open_list(self, place: int) -> None:
        if self.quality is not None:
            group = self.lists.rows[place]
            title = _("{list}: break a rule").format(list=group.newest.file_name)
            self.people_wanted.emit(self.quality.leads(group.broken), title)


#: Columns whose numbers open their people at one click.
RULE_LINKS, LIST_LINKS = {2, 3}, {4}


def _card(heading: str, lines: Sequence[CountLine]) -> Card:
    card = Card(heading, spacing=6)
    for line in lines:
        card.body.addWidget(line)
    card.body.addStretch(1)
    return card


def _is_late(quality: "Quality") -> bool:
    return any(state.is_late and state.days is not None for state in quality.schedules)


def _fill(
    model: RowsModel[Any], table: Table, rows: Sequence[Any], columns: Sequence[RowsColumn[Any]]
) -> None:
    model.show(columns, rows)
    table.size_columns(columns)
    table.setFixedHeight(pixels(ROW_HEIGHT) * min(len(rows), MOST_ROWS) + pixels(HEAD))
    table.setVisible(bool(rows))


def _rule_columns(quality: "Quality", labels: "Mapping[str, str]") -> "list[RowsColumn[RuleReport]]":
    from funneldesk.operations.quality_sentences import mend_words, rule_words, what_words

    column = RowsColumn["RuleReport"]

    def said(report: "RuleReport") -> str:
        examples = _(", ").join(f"{value} ({number(count)})" for value, count in report.state.values)
        return f"{rule_words(report.state, quality)} {examples}".strip()

    return [
        column(_("Stage"), lambda r: stage_label(r.state.stage, labels), width=72),
        column(_("Problem"), lambda r: what_words(r.state), width=200, bold=True, tip=said),
        column(_("Leads"), lambda r: f"{number(r.state.k)} / {number(r.state.n)}", lambda r: r.state.k,
               width=128, right=True, tip=said),
        column(_("Share"), lambda r: percent(r.state.k / r.state.n), lambda r: r.state.k / r.state.n,
               width=84, right=True, tip=said),
        column(_("Where to begin"), mend_words, width=180, stretch=True),
    ]  # fmt: skip


def _list_columns() -> "list[RowsColumn[ListGroup]]":
    column = RowsColumn["ListGroup"]
    return [
        column(_("List"), lambda g: g.newest.file_name, width=240, stretch=True, bold=True),
        column(_("Kind of list"), lambda g: list_label(g.newest.kind), width=88, gives_way=1),
        column(_("Newest"), lambda g: stored_day(g.newest.list_date), width=104),
        column(_("Leads"), lambda g: number(g.leads), lambda g: g.leads, width=80, right=True),
        column(_("Break a rule"), lambda g: number(len(g.broken)), lambda g: len(g.broken), width=104, right=True),
        column(_("Rows to correct"), lambda g: number(g.to_correct), lambda g: g.to_correct, width=104, right=True),
    ]  # fmt: skip
