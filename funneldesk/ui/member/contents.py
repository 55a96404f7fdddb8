"""コンテンツ: the published deal rates as picture and table."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from funneldesk.domain.contents.content_sentences import headline
from funneldesk.domain.formats import number, percent, percent_range, sentences
from funneldesk.domain.words import content_type_label, phase_label
from funneldesk.i18n import _
from funneldesk.ui.member.page import MemberPage
from funneldesk.ui.page import scrolled
from funneldesk.ui.widgets.figures import FigureView
from funneldesk.ui.widgets.frames import Card, EmptyState
from funneldesk.ui.widgets.left_out import LeftOut
from funneldesk.ui.widgets.rows import RowsColumn, RowsModel, Table
from funneldesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from funneldesk.operations.team_view import PublishedContent, TeamView
    from funneldesk.ui.member.session import MemberSession

#: The picture shows the first contents; the table below has all.
SHOWN = 12
ROW_PIXELS = 44
EDGE_PIXELS = 100
TABLE_ROWS = 16
SEARCH_WIDTH = 240


class ContentsPage(MemberPage):
    """The best contents as bars, all of them in the table."""

    def __init__(self, session: "MemberSession", navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        self._contents: Sequence[PublishedContent] = ()
        self._as_of = 0
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search"))
        self.search.setAccessibleName(_("Search contents"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(SEARCH_WIDTH)
        self.search.textChanged.connect(lambda _text: self._show_chosen())
        self.add_control(self.search)
        self.picture = FigureView(session, QSize(640, 300))
        self.model: RowsModel[PublishedContent] = RowsModel(_columns())
        self.table = Table(self.model)
        self.table.setAccessibleName(title)
        self.table.size_columns(self.model.columns)
        self.none = Label(_("No content fits."), "field")
        self.none.hide()
        self.above = Card(margin=1)
        self.above.body.addWidget(self.picture)
        below = Card(margin=1)
        below.body.addWidget(self.table)
        below.body.addWidget(LeftOut(self.table))
        column = QVBoxLayout()
        column.setSpacing(16)
        for widget in (self.none, self.above, below):
            column.addWidget(widget)
        column.addStretch(1)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(scrolled(column))

    def ask(self) -> None:
        """Ask for the contents."""

        def work(view: "TeamView", _task: Any) -> "tuple[Sequence[PublishedContent], int]":
            from funneldesk.operations import team_figures  # noqa: F401 - what shows the answer

            return view.contents(), view.as_of

        def show(found: "tuple[Sequence[PublishedContent], int]") -> None:
            self._contents, self._as_of = found
            self._show_chosen()

        self.load(work, show)

    def _show_chosen(self) -> None:
        from funneldesk.operations.team_figures import contents_result
        from funneldesk.operations.team_sentences import small_numbers

        if not self._contents:
            self.banner.say("")
            advice = _(
                "As soon as downloads, seminars or clicks are imported and published, they stand here."
            )
            self.set_empty(EmptyState(_("No content has been touched yet."), advice))
            return
        wanted = self.search.text().strip().casefold()
        shown = [
            one for one in self._contents if wanted in f"{one.title} {one.content} {one.theme}".casefold()
        ]
        result = contents_result(shown, self._as_of)
        said = [headline(contents_result(self._contents, self._as_of))]
        if any(None in {one.touched, one.deals} for one in self._contents):
            said.append(small_numbers())
        self.banner.say(sentences(*said))
        rows = min(len(result.contents), SHOWN)
        self.none.setVisible(not shown)
        self.above.setVisible(rows > 0)
        self.table.setVisible(bool(shown))
        self.picture.keep_height(EDGE_PIXELS + ROW_PIXELS * max(rows, 1))

        def bars(size: tuple[float, float], colours: Any) -> Any:
            from funneldesk.charts.contents import contents_figure

            return contents_figure(result, colours, size, limit=SHOWN)

        self.picture.show_figure(bars, _("Content rates as bars"))
        self.model.show_rows(shown)
        self.table.fit_rows(TABLE_ROWS)


def _columns() -> "list[RowsColumn[PublishedContent]]":
    def column(*given: Any, **more: Any) -> "RowsColumn[PublishedContent]":
        return RowsColumn(*given, **more)

    return [
        column(_("Content"), lambda c: c.title or c.content, width=240, stretch=True, bold=True),
        column(_("Type"), lambda c: content_type_label(c.type) if c.type else "", width=130, gives_way=1),
        column(_("Phase"), lambda c: phase_label(c.phase) if c.phase else "", width=90, gives_way=2),
        column(_("People reached"), lambda c: _told(c.touched), lambda c: c.touched, width=110, right=True),
        column(_("With a deal"), lambda c: _told(c.deals), lambda c: c.deals, width=110, right=True),
        column(
            _("Deal rate"),
            lambda c: "" if c.rate is None else percent(c.rate),
            lambda c: c.rate,
            width=80,
            right=True,
        ),
        column(_("95 % interval"), _interval, lambda c: c.low, width=120, right=True),
        column(_("Enough people"), lambda c: _("yes") if c.enough else _("too few"), width=100, gives_way=3),
        column(_("Won"), lambda c: _told(c.won), lambda c: c.won, width=70, right=True),
    ]


def _told(count: int | None) -> str:
    from funneldesk.operations.team_sentences import not_told

    return not_told() if count is None else number(count)


def _interval(content: "PublishedContent") -> str:
    return "" if content.low is None or content.high is None else percent_range(content.low, content.high)
