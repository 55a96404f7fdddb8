"""What a table had to leave out, said below it."""

from PySide6.QtCore import Qt

from funneldesk.i18n import _
from funneldesk.ui.widgets.rows import Table
from funneldesk.ui.widgets.text import Label


class LeftOut(Label):
    """Words below a table that says which of its columns have no room, and where they are to be seen."""

    def __init__(self, table: Table) -> None:
        super().__init__("", "secondary", wrap=True)
        self.setContentsMargins(12, 4, 12, 6)
        self._table = table
        # Not while the table is given its place: a neighbour that appears meanwhile would be left without any.
        table.left_out_changed.connect(self._say, Qt.ConnectionType.QueuedConnection)
        self.hide()

    def _say(self) -> None:
        model, places = self._table.model(), self._table.left_out
        names = [str(model.headerData(place, Qt.Orientation.Horizontal)) for place in places]
        words = _("No room here for: {columns}. Rest the mouse on a row to see them; copied rows hold them.")
        self.setText(words.format(columns=_(", ").join(names)))
        # Without a parent it would be a window of its own.
        if self.parent() is not None:
            self.setVisible(bool(places) and not self._table.isHidden())
