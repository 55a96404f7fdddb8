"""The groups of a funnel as small multiples, as tall as their width asks for."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent

from funneldesk.i18n import _
from funneldesk.ui.widgets.figures import FigureView

if TYPE_CHECKING:
    from funneldesk.operations.funnel_view import FunnelView
    from funneldesk.ui.session import Session


class GroupPictures(FigureView):
    """Shows the groups of a `FunnelView`; a click on a number opens it."""

    #: A number of a group was clicked: the group, the stage, and which of its numbers.
    opened_group = Signal(object, str, str)

    def __init__(self, session: "Session") -> None:
        super().__init__(session, QSize(640, 200))
        self._view: FunnelView | None = None
        self.clicked.connect(self._open)

    def show_groups(self, view: "FunnelView") -> None:
        """Draw the groups of `view`; none: nothing is drawn."""
        self._view = view
        if not view.funnel.groups:
            return
        self._fit()

        def groups(size: tuple[float, float], colours: Any) -> Any:
            from funneldesk.charts.groups import groups_figure

            return groups_figure(view.funnel, colours, size, view.labels, view.names)

        self.show_figure(groups, _("The groups side by side"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as tall as the new width asks for."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        if self._view is not None and self._view.funnel.groups:
            from funneldesk.charts.small_multiples import groups_height

            self.setFixedHeight(round(groups_height(self._view.funnel, self.width() / self.zoom) * self.zoom))

    def _open(self, key: str) -> None:
        place, stage, part = key.split(":")
        if self._view is not None:
            self.opened_group.emit(self._view.funnel.groups[int(place)], stage, part)
