"""Deals shared among contents: six models side by side with their formulas; what came first and last before a deal."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from funneldesk.domain.contents.contents import CREDIT_MODELS, ContentResult, Contents
from funneldesk.domain.contents.credit_words import (
    content_name,
    deals_words,
    model_formula,
    model_name,
    path_words,
)
from funneldesk.domain.formats import colon, number, percent, sentences
from funneldesk.i18n import _
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.rows import RowsColumn, RowsModel, Table
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

TABLE_ROWS = 12
#: (content, model): whose deals gave it a share.
OpenCredit = Callable[[str, str], None]


class ContentCredit(QWidget):
    """Two tables over the same contents; a row opens the people of the column the keyboard or the mouse is in."""

    def __init__(self, opened: OpenCredit) -> None:
        super().__init__()
        self._open = opened
        self._deals = 0
        self.ends = RowsModel(self._end_columns())
        self.models = RowsModel(self._model_columns())
        self.ends_table, self.models_table = Table(self.ends), Table(self.models)
        for table, model in ((self.ends_table, self.ends), (self.models_table, self.models)):
            table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
            table.size_columns(model.columns)
        self.ends_table.opened.connect(lambda place: self._open_end(place))
        self.models_table.opened.connect(lambda place: self._open_model(place))
        self.path = Label("", "secondary", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        about_ends = Label(
            _("Of all deals: which content their path began with, and which was the last before them."),
            "secondary",
            wrap=True,
        )
        column.addWidget(_card(_("First and last content before a deal"), [about_ends], self.ends_table))
        formulas = [
            Label(f"{model_name(model)}{colon()}{model_formula(model)}", "secondary", wrap=True)
            for model in CREDIT_MODELS
        ]
        heading = _("Deals credited to each content, by six models")
        column.addWidget(_card(heading, [self.path, *formulas], self.models_table))

    def show_contents(self, whole: Contents, shown: "Sequence[ContentResult]") -> None:
        """Show some contents of `whole`, and what no content is credited with."""
        self._deals = whole.deals
        rows = [*shown, *filter(None, [whole.uncredited])]
        self.path.setText(
            sentences(
                path_words(whole.window_days), _("All deals: %(count)s.") % {"count": number(whole.deals)}
            )
        )
        ends = [one for one in rows if one.credit["first"] or one.credit["last"]]
        self.ends.show_rows(sorted(ends, key=lambda one: (-one.credit["first"], -one.credit["last"])))
        self.models.show_rows(sorted(rows, key=lambda one: -one.credit["linear"]))
        for table in (self.ends_table, self.models_table):
            table.fit_rows(TABLE_ROWS)

    def _end_columns(self) -> list[RowsColumn[ContentResult]]:
        column = RowsColumn[ContentResult]
        columns = [column(_("Content"), content_name, width=180, stretch=True, bold=True)]
        for model, heading in (("first", _("First")), ("last", _("Last"))):
            columns += [
                column(
                    heading,
                    lambda c, of=model: number(c.credit[of]),  # type: ignore[misc]
                    lambda c, of=model: c.credit[of],  # type: ignore[misc]
                    width=80,
                    right=True,
                    tip=lambda _c, of=model: model_formula(of),  # type: ignore[misc]
                ),
                column(
                    _("Share"),
                    lambda c, of=model: self._share(c.credit[of]),  # type: ignore[misc]
                    lambda c, of=model: c.credit[of],  # type: ignore[misc]
                    width=80,
                    right=True,
                    tip=lambda c, of=model: self._share_tip(c.credit[of]),  # type: ignore[misc]
                ),
            ]
        return columns

    def _model_columns(self) -> list[RowsColumn[ContentResult]]:
        column = RowsColumn[ContentResult]
        return [
            column(_("Content"), content_name, width=180, stretch=True, bold=True),
            *(
                column(
                    model_name(model),
                    lambda c, of=model: deals_words(c.credit[of]),  # type: ignore[misc]
                    lambda c, of=model: c.credit[of],  # type: ignore[misc]
                    width=80,
                    right=True,
                    tip=lambda _c, of=model: model_formula(of),  # type: ignore[misc]
                )
                for model in CREDIT_MODELS
            ),
        ]

    def _share(self, deals: float) -> str:
        return percent(deals / self._deals if self._deals else None, 0)

    def _share_tip(self, deals: float) -> str:
        words = {"deals": number(deals), "all": number(self._deals)}
        return _("%(deals)s of %(all)s deals") % words

    def _open_end(self, place: int) -> None:
        column = max(self.ends_table.currentIndex().column(), 0)
        self._open(self.ends.rows[place].content, "first" if column < len(("name", "n", "%")) else "last")

    def _open_model(self, place: int) -> None:
        column = self.models_table.currentIndex().column()
        # The name stands for everybody with the content on the path.
        self._open(self.models.rows[place].content, CREDIT_MODELS[column - 1] if column > 0 else "linear")


def _card(heading: str, about: "Sequence[Label]", table: Table) -> Card:
    card = Card(heading, margin=16)
    for label in about:
        card.body.addWidget(label)
    card.body.addWidget(table)
    return card
