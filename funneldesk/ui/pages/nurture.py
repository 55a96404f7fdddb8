"""ナーチャリング: who is stalled, who gets what next, where content is missing, how far the scenarios got."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.fields import DEAL, PHASES, SAL, STAGES
from funneldesk.domain.formats import colon, number, sentences
from funneldesk.domain.moment import day_text
from funneldesk.domain.nurture.nurture_sentences import headline, lead_phase_label
from funneldesk.domain.words import stage_label
from funneldesk.errors import Cancelled
from funneldesk.i18n import _, ngettext
from funneldesk.ui.choosing_files import file_to_save
from funneldesk.ui.page import row, up_to_cards
from funneldesk.ui.pages.nurture_tables import (
    CellTable,
    fill,
    matrix_columns,
    matrix_rows,
    people_columns,
    step_columns,
)
from funneldesk.ui.pages.quality import CountLine
from funneldesk.ui.saved_files import say_saved
from funneldesk.ui.widgets.arranging import arranged_once
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.frames import Banner, Card
from funneldesk.ui.widgets.rows import RowsModel, Table
from funneldesk.ui.widgets.scrolling import ScrolledColumn, into_margin
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.domain.facts import Int32
    from funneldesk.domain.nurture.nurture import Nurture
    from funneldesk.domain.nurture.people import Reason
    from funneldesk.domain.nurture.scenarios import ScenarioState
    from funneldesk.operations.nurture import MailList, NurtureRow
    from funneldesk.ui.page import Page
    from funneldesk.ui.tasks import Job

#: People shown of the list; all of them are in the file, and one click away in the table of leads.
FIRST = 200
PEOPLE_ROWS, MATRIX_ROWS, STEP_ROWS = 8, 14, 12
#: Columns of a scenario whose number opens its people; those of the rates with the stage they are about.
LEADS_COLUMN, RATE_COLUMNS = 3, {4: SAL, 5: DEAL}
_ENDINGS = (".csv", ".xlsx")


class _Answer(NamedTuple):
    """What is shown, counted where it is asked for: among a million leads the window would wait for each count."""

    found: "Nurture"
    rows: "list[NurtureRow]"
    labels: Mapping[str, str]
    headline: str
    is_anybody_stalled: bool
    #: How many the filters choose.
    chosen: int
    phases: list[tuple[object, str]]
    whos: list[tuple[object, str]]


class NurtureView(QWidget):
    """Shows one `Nurture`; asks for it while it is on screen."""

    #: These people are wanted: (ids, title).
    people_wanted = Signal(object, str)

    def __init__(self, page: "Page") -> None:
        super().__init__()
        self._page = page
        self._job: Job | None = None
        self.nurture: Nurture | None = None
        self._labels: Mapping[str, str] = {}
        self.banner, self.said = Banner(), Banner()
        inside = ScrolledColumn()
        inside.setProperty("scrolled", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._people_card())
        column.addWidget(self._matrix_card())
        self._scenarios = QVBoxLayout()
        self._scenarios.setSpacing(16)
        column.addLayout(self._scenarios)
        column.addWidget(self._left_out_card())
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addLayout(up_to_cards(self.said))
        whole.addLayout(up_to_cards(self.banner))
        whole.addLayout(up_to_cards(self._filters()))
        whole.addWidget(into_margin(inside), 1)

    def _filters(self) -> Any:
        self.phase = Choice(_phases(None))
        self.phase.setAccessibleName(_("Nurture phase"))
        self.who = Choice(_whos(None))
        self.who.setAccessibleName(_("Which leads"))
        for choice in (self.phase, self.who):
            choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
            choice.chosen.connect(lambda _value: self._choose())
        self.by_content = QCheckBox(_("One file for each content"))
        self.save = QPushButton(_("Save the list for the mail tool…"))
        self.save.setProperty("primary", "true")
        self.save.setEnabled(False)
        self.save.clicked.connect(lambda: self._save())
        return row(self.phase, self.who, 1, self.by_content, self.save, wraps=True)

    def _people_card(self) -> Card:
        self.people_card = Card(_("Who gets what next"), spacing=8)
        self.shown = Label("", "secondary", wrap=True)
        self.all_people = QPushButton()
        self.all_people.setProperty("link", "true")
        self.all_people.hide()  # until it says how many they are
        self.all_people.clicked.connect(self._open_all)
        self.people: RowsModel[NurtureRow] = RowsModel([])
        self.people_table = Table(self.people)
        self.people_table.setAccessibleName(_("Who gets what next"))
        self.people_table.opened.connect(self._open_person)
        head = row()
        head.addWidget(self.shown, 1)
        head.addWidget(self.all_people)
        self.people_card.body.addLayout(head)
        self.people_card.body.addWidget(self.people_table)
        return self.people_card

    def _matrix_card(self) -> Card:
        self.matrix_card = Card(_("Where content is missing"), spacing=8)
        self.matrix: RowsModel[Any] = RowsModel([])
        self.matrix_table = CellTable(self.matrix)
        self.matrix_table.setAccessibleName(_("Where content is missing"))
        self.matrix_table.cell_opened.connect(self._open_gap)
        how = _(
            "Contents that can be sent / leads who stand there. Without: they have nothing left to read there."
        )
        self.matrix_card.body.addWidget(Label(how, "secondary", wrap=True))
        self.matrix_card.body.addWidget(self.matrix_table)
        return self.matrix_card

    def _left_out_card(self) -> Card:
        self.left_out_card = Card(_("Not on the nurture list"), spacing=6)
        lines: dict[Reason, str] = {
            "opted_out": _("Opted out"),
            "with_sales": _("With sales: handed over, SAL, deal or customer"),
            "disqualified": _("Disqualified"),
            "no_address": _("No e-mail address"),
            "returned": _("Mail bounced"),
        }
        self.left_out = {reason: CountLine(words) for reason, words in lines.items()}
        for reason, line in self.left_out.items():
            line.opened.connect(lambda reason=reason: self._open_left_out(reason))
            self.left_out_card.body.addWidget(line)
        return self.left_out_card

    def _choose(self) -> None:
        self.said.say("")
        self.refresh()

    @property
    def is_loading(self) -> bool:
        """Whether an answer is still on its way."""
        return self._job is not None

    def refresh(self) -> None:
        """Ask for everything again, with the people the filters choose."""
        session = self._page.session
        if not session.has_store:
            return
        if self._job:
            self._job.cancel()
        as_of, phase, who = session.today, self.phase.value, str(self.who.value)

        def work(store: Any, job: "Job") -> _Answer:
            from funneldesk.operations.book import book_in_force
            from funneldesk.operations.nurture import nurture_of, rows_of

            found = nurture_of(store, as_of, job)
            chosen = _chosen(found, phase, who)
            rows = rows_of(store, found, chosen[:FIRST])
            return _Answer(
                found,
                rows,
                book_in_force(store, as_of).book.stage_labels,
                headline(found),
                bool(len(found.listed(stalled=True))),
                len(chosen),
                _phases(found),
                _whos(found),
            )

        def show(answer: _Answer) -> None:
            with arranged_once(self):
                self._show(answer)

        self.banner.wait()
        self._job = session.read(work, show, self._failed)

    def _failed(self, error: Exception) -> None:
        self._job = None
        if not isinstance(error, Cancelled):
            self.banner.say("")
            self._page.show_error(error)

    def _show(self, answer: "_Answer") -> None:
        self._job = None
        found, rows, chosen = answer.found, answer.rows, answer.chosen
        self.nurture, self._labels = found, answer.labels
        if not len(found.people.order):
            self.banner.say(answer.headline)
        elif not len(found.shelf.all):
            self.banner.say(answer.headline, "amber", _("Import a list of contents"), self._import)
        elif answer.is_anybody_stalled:
            self.banner.say(answer.headline, "amber", _("Show who is stalled"), self._open_stalled)
        else:
            self.banner.say(answer.headline, "green")
        for choice, options in ((self.phase, answer.phases), (self.who, answer.whos)):
            value = choice.value
            choice.offer(options)
            choice.set_value(value)
        colours = self._page.session.colours
        self.shown.setText(_shown_words(len(rows), chosen))
        self.all_people.setText(
            ngettext("%(count)s lead", "%(count)s leads", chosen) % {"count": number(chosen)} + " →"
        )
        self.all_people.setVisible(bool(chosen))
        self.save.setEnabled(bool(chosen))
        fill(self.people_table, rows, people_columns(lambda: colours.secondary), PEOPLE_ROWS)
        self.matrix_card.setVisible(bool(len(found.shelf.all)))
        fill(self.matrix_table, matrix_rows(found), matrix_columns(found, lambda: colours.amber), MATRIX_ROWS)
        self._show_scenarios(found)
        for reason, line in self.left_out.items():
            count = len(found.people.left_out[reason])
            line.show_count(count)
            line.setVisible(bool(count))
        self.left_out_card.setVisible(any(len(places) for places in found.people.left_out.values()))

    def _show_scenarios(self, found: "Nurture") -> None:
        from funneldesk.domain.nurture.nurture_sentences import scenario_label

        while (item := self._scenarios.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.scenario_tables: list[CellTable] = []
        for state in found.scenarios:
            card = Card(scenario_label(state), spacing=8)
            table = CellTable(RowsModel([]))
            table.setAccessibleName(state.scenario.name)
            table.cell_opened.connect(lambda step, column, state=state: self._open_step(state, step, column))
            card.body.addWidget(table)
            self._scenarios.addWidget(card)
            fill(table, state.steps, step_columns(self._labels), STEP_ROWS)
            self.scenario_tables.append(table)

    def _places(self) -> "Int32":
        assert self.nurture is not None  # noqa: S101 - only asked once it is shown
        return _chosen(self.nurture, self.phase.value, str(self.who.value))

    def _open(self, places: "Int32", title: str) -> None:
        if self.nurture is not None and len(places):
            self.people_wanted.emit(self.nurture.ids(places), title)

    def _open_all(self) -> None:
        if self.nurture is not None:
            self._open(self._places(), _("Nurture list"))

    def _open_stalled(self) -> None:
        if self.nurture is not None:
            self._open(self.nurture.listed(stalled=True), _("Stalled for 30 days"))

    def _open_person(self, place: int) -> None:
        self._page.navigate("leads", lead=self.people.rows[place].id)

    def _open_gap(self, place: int, column: int) -> None:
        from funneldesk.domain.nurture.nurture_sentences import gap_label

        if self.nurture is None or not column:
            return
        gap = self.matrix.rows[place].gaps[column - 1]
        title = gap_label(self.nurture, gap)
        if gap.without:
            title = _("%(place)s: nothing left to read") % {"place": title}
        self._open(self.nurture.in_gap(gap, without=bool(gap.without)), title)

    def _open_step(self, state: "ScenarioState", place: int, column: int) -> None:
        step = state.steps[place]
        title = f"{state.scenario.name}{colon()}{step.step.text}"
        stage = RATE_COLUMNS.get(column)
        if column == LEADS_COLUMN and step.leads is not None:
            self._open(step.leads, title)
        elif stage is not None and stage in step.then and step.then[stage].recorded:
            self._open(step.then[stage].came, f"{title} → {stage_label(STAGES[stage], self._labels)}")

    def _open_left_out(self, reason: "Reason") -> None:
        if self.nurture is not None:
            self._open(self.nurture.people.left_out[reason], self.left_out[reason].words.text())

    def _import(self) -> None:
        self._page.navigate("import", choose=True)

    def _save(self) -> None:
        if self.nurture is None:
            return
        kinds = (_("For the mail tool (*.csv)"), _("Excel workbook (*.xlsx)"))
        name = _("Nurture list {day}.csv").format(day=day_text(self.nurture.as_of))
        out, kind = file_to_save(self._page, _("Save the list for the mail tool"), name, ";;".join(kinds))
        if out is None:
            return
        if out.suffix.lower() not in _ENDINGS:
            out = out.with_name(out.name + _ENDINGS[kinds.index(kind) if kind in kinds else 0])
        found, places, each = self.nurture, self._places(), self.by_content.isChecked()

        def work(store: Any, job: "Job") -> "MailList":
            from funneldesk.operations.nurture import write_mail_list

            return write_mail_list(store, found, places, out, by_content=each, task=job)

        # Not where pages ask: a list of many thousands takes a while.
        self._page.session.search(work, self._say_saved, self._page.show_error)

    def _say_saved(self, written: "MailList") -> None:
        words = ngettext(
            "Saved %(count)s person to %(file)s.", "Saved %(count)s people to %(file)s.", written.people
        )
        file = written.paths[0].name
        if len(written.paths) > 1:
            file = ngettext("%(count)s file", "%(count)s files", len(written.paths)) % {
                "count": number(len(written.paths))
            }
        without = ngettext(
            "%(count)s person has nothing left to read and stands in no file.",
            "%(count)s people have nothing left to read and stand in no file.",
            written.without,
        ) % {"count": number(written.without)}
        said = words % {"count": number(written.people), "file": file}
        say_saved(self.said, *written.paths, words=sentences(said, without if written.without else ""))


def _chosen(found: "Nurture", phase: object, who: str) -> "Int32":
    wanted = phase if isinstance(phase, int) else None
    return found.listed(wanted, stalled=who == "stalled", due=who == "due")


def _with_count(words: str, leads: "Int32") -> str:
    return _("{text} ({count})").format(text=words, count=number(len(leads)))


def _phases(found: "Nurture | None") -> list[tuple[object, str]]:
    def counted(words: str, phase: int | None) -> str:
        return words if found is None else _with_count(words, found.listed(phase))

    places = [*range(len(PHASES)), -1]
    return [("all", counted(_("All phases"), None))] + [
        (place, counted(lead_phase_label(place), place)) for place in places
    ]


def _whos(found: "Nurture | None") -> list[tuple[object, str]]:
    def counted(words: str, *, stalled: bool = False, due: bool = False) -> str:
        if found is None:
            return words
        return _with_count(words, found.listed(stalled=stalled, due=due))

    options: list[tuple[object, str]] = [
        ("all", _("Everybody on the list")),
        ("stalled", counted(_("Stalled for 30 days"), stalled=True)),
    ]
    if found is not None and len(found.listed(due=True)):
        options.append(("due", counted(_("To be looked at again"), due=True)))
    return options


def _shown_words(shown: int, chosen: int) -> str:
    if not chosen:
        return _("Nobody fits.")
    order = _(
        "First whose day to look again has come, then who is stalled; the furthest phase and the latest activity first."
    )
    if shown < chosen:
        first = _("The first %(shown)s of %(count)s.") % {"shown": number(shown), "count": number(chosen)}
        return sentences(first, order)
    return order
