"""Hypotheses of a review: what became of the earlier ones, and which it makes itself."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from funneldesk.domain.formats import colon, day, sentences
from funneldesk.domain.reviews.review_sentences import (
    doubt_words,
    hypothesis_words,
    rate_words,
    verdict_label,
)
from funneldesk.i18n import _
from funneldesk.ui.page import row
from funneldesk.ui.pages.review_form import HypothesisForm
from funneldesk.ui.pages.review_lines import Line, LineColumn, LinesModel
from funneldesk.ui.pages.review_lines_table import LinesTable
from funneldesk.ui.pages.review_minutes import short
from funneldesk.ui.pages.review_section import Looks, Section
from funneldesk.ui.widgets.frames import Hairline
from funneldesk.ui.widgets.text import Chip, ChipTone, Label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from funneldesk.domain.reviews.hypotheses import Hypothesis, Judgement
    from funneldesk.domain.reviews.reviews import Review
    from funneldesk.operations.review_page import ReviewView
    from funneldesk.ui.pages.review_desk import ReviewDesk

_TONES: dict[str, ChipTone] = {"kept": "green", "not_kept": "amber", "open": "plain"}


class JudgedSection(Section):
    """Hypotheses with their verdicts as a review found them; beside them, perhaps, as they stand today."""

    def __init__(self, looks: Looks, nothing: str) -> None:
        super().__init__(looks)
        self._nothing = nothing
        self._column = QVBoxLayout()
        self._column.setSpacing(looks.pixels(10))
        self.body.addLayout(self._column)
        #: What is on show: verdict and words of each hypothesis.
        self.words: list[str] = []

    def show_judged(
        self, judged: "Sequence[Judgement]", review: "Review", live: "Mapping[int, Judgement] | None" = None
    ) -> None:
        """Show other hypotheses; `live`: as they stand on a later day."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.words = []
        if not judged:
            self._column.addWidget(Label(self._nothing, "secondary", wrap=True))
        for place, one in enumerate(judged):
            if place:
                self._column.addWidget(Hairline())
            self._column.addWidget(self._row(one, review, (live or {}).get(one.hypothesis.item)))

    def _row(self, one: "Judgement", review: "Review", live: "Judgement | None") -> QWidget:
        numbers, hypothesis = review.numbers, one.hypothesis
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.looks.pixels(3))
        column.addWidget(Label(hypothesis.text, wrap=True))
        said = hypothesis_words(hypothesis, numbers.labels, numbers.titles)
        column.addWidget(Label(said, "secondary", wrap=True))
        column.addLayout(self._verdict(one, review))
        self.words.append(f"{verdict_label(one.verdict)}{colon()}{hypothesis.text}")
        if live is not None and live.measured != one.measured:
            if _same(one, live):
                words = _("The same as of %(day)s.") % {"day": day(live.measured.as_of)}
                column.addWidget(Label(words, "secondary"))
            else:
                column.addLayout(self._verdict(live, review))
            self.words[-1] += f" / {verdict_label(live.verdict)}"
        return holder

    def _verdict(self, one: "Judgement", review: "Review") -> QHBoxLayout:
        at = one.measured.as_of
        before = "" if at == review.as_of else _("As of %(day)s:") % {"day": day(at)}
        chip = Chip(verdict_label(one.verdict), _TONES[one.verdict])
        words = _("%(now)s; when it was made: %(before)s.") % {
            "now": rate_words(one.measured), "before": rate_words(one.hypothesis.before)
        }  # fmt: skip
        figures = Label(sentences(words, doubt_words(one)), "secondary", wrap=True)
        line = row(*([Label(before, "secondary")] if before else []), chip, figures)
        line.setStretch(line.count() - 1, 1)
        return line


class HypothesesSection(Section):
    """What this review expects: a line a hypothesis, and the form it is made in."""

    def __init__(self, looks: Looks, desk: "ReviewDesk") -> None:
        super().__init__(looks)
        self.desk = desk
        self._view: ReviewView | None = None
        self._editable = False
        columns = (
            LineColumn("text", _("Hypothesis"), 4),
            LineColumn("aim", _("Which number, where to"), 4),
        )
        self.model = LinesModel(columns, _("Make a hypothesis (Enter)"))
        self.table = LinesTable(self.model, _("Hypotheses"), typed=False)
        self.table.opened.connect(self.open_form)
        self.table.removed.connect(self._remove)
        self.none = Label(_("No hypothesis was made."), "secondary", wrap=True)
        self.add = QPushButton(_("Make a hypothesis"))
        self.add.clicked.connect(lambda: self.open_form(0))
        #: What it is made in, once somebody made one.
        self.form: HypothesisForm | None = None
        for widget in (self.table, self.none):
            self.body.addWidget(widget)
        self.body.addLayout(row(self.add, 1))

    def show_view(self, view: "ReviewView", *, editable: bool) -> None:
        """Show the hypotheses of a review."""
        is_another = self._view is not None and self._view.review.id != view.review.id
        if is_another and self.form is not None:
            self.form.choices = None
            self.form.hide()
        self._view, self._editable = view, editable
        self.model.looks.quiet = self.looks.colours.secondary
        numbers = view.review.numbers
        lines = [
            Line(
                one.item,
                {
                    "text": one.text,
                    "aim": hypothesis_words(one, numbers.labels, numbers.titles)
                    + "\n"
                    + _("now %(value)s") % {"value": rate_words(one.before)},
                },
            )
            for one in view.review.hypotheses
        ]
        self.table.show_lines(lines, self.desk.item_of, editable=editable)
        self.table.setVisible(bool(lines))
        self.none.setVisible(not lines and not editable)
        self.add.setVisible(editable and (self.form is None or self.form.isHidden()))

    def open_form(self, key: int) -> None:
        """Make a hypothesis, or change the one with this key."""
        view = self._view
        if view is None or not self._editable:
            return
        found: Hypothesis | None = next((one for one in view.review.hypotheses if one.item == key), None)
        self.add.hide()
        if self.form is None:
            self.form = HypothesisForm(self.looks, self.desk)
            self.form.closed.connect(self._closed)
            self.body.insertWidget(self.body.indexOf(self.none) + 1, self.form)
        self.form.ask(view.review, found)

    def _closed(self) -> None:
        self.add.setVisible(self._editable)
        (self.table if not self.table.isHidden() else self.add).setFocus()

    def _remove(self, key: int) -> None:
        text = next((one.cells["text"] for one in self.model.lines if one.key == key), "")
        self.desk.remove(_("taken out: %(text)s") % {"text": short(text)}, key)


def _same(one: "Judgement", other: "Judgement") -> bool:
    """Whether two verdicts rest on the same figures."""
    found, later = one.measured, other.measured
    return (one.verdict, found.k, found.n, found.young) == (other.verdict, later.k, later.n, later.young)
