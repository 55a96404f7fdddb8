"""What holds for a list as a whole: its kind, sheet, heading row, date, and where it comes from."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from funneldesk.domain.fields import KINDS
from funneldesk.domain.words import list_label
from funneldesk.i18n import _
from funneldesk.ui.pages.importing_draft import ListDraft
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.day_field import DayField
from funneldesk.ui.widgets.flowing import flowing
from funneldesk.ui.widgets.text import Label, plain_tip

LAST_HEADING_ROW = 200
SPACING = 16
ID_FIELDS = {"external_id", "lead_external_id", "contact_external_id", "handover_id"}


class ListStrip(QWidget):
    """One quiet line of settings; detection has filled it in."""

    #: Another kind, sheet or heading row: the list must be looked at again. (kind, sheet, heading row)
    reread = Signal(object, object, object)
    #: Another date or origin: only the dry run is old.
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._draft: ListDraft | None = None
        self.kind = Choice([(kind, list_label(kind)) for kind in KINDS])
        self.sheet = Choice()
        self.sheet.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self.sheet.setMaximumWidth(240)
        self.header_row = QLineEdit(maxLength=3)
        self.header_row.setValidator(QIntValidator(0, LAST_HEADING_ROW, self))
        self.header_row.setPlaceholderText(_("none"))
        self.header_row.setFixedWidth(56)
        self.date = DayField(_("Date of the list"))
        self.system = QLineEdit(maxLength=40, clearButtonEnabled=True)
        self.system.setMaximumWidth(150)
        self._settings: dict[str, QWidget] = {}
        for key, text, widget in (
            ("kind", _("Kind of list"), self.kind),
            ("sheet", _("Sheet"), self.sheet),
            ("row", _("Heading row"), self.header_row),
            ("date", _("Date of the list"), self.date),
            ("system", _("From the tool"), self.system),
        ):
            self._settings[key] = _named(text, widget)
        self.setLayout(flowing(list(self._settings.values()), SPACING))
        self._explain()
        self.kind.chosen.connect(lambda _value: self._reread())
        self.sheet.chosen.connect(lambda _value: self._reread(other_sheet=True))
        self.header_row.editingFinished.connect(self._set_header_row)
        self.date.changed.connect(self._set_date)
        self.system.editingFinished.connect(self._set_system)

    def show_draft(self, draft: ListDraft) -> None:
        """Show the settings of a list; what it does not need is hidden."""
        self._draft = None  # what follows are no decisions of a person
        preview = draft.preview
        self.kind.set_value(preview.kind)
        self.sheet.offer((name, name) for name in preview.sheets)
        self.sheet.set_value(preview.sheet)
        self._settings["sheet"].setVisible(len(preview.sheets) > 1)
        self.header_row.setText(str(preview.header_row or ""))
        day = draft.list_date
        if day:
            self.date.set_day(day.toordinal())
        self._settings["system"].setVisible(bool(ID_FIELDS & set(draft.targets.values())))
        self.system.setText(draft.system or "")
        self.system.setPlaceholderText(preview.system or _("this list only"))
        self._draft = draft

    def _explain(self) -> None:
        self.date.explain(
            _(
                "Where lists disagree, the newer value counts. "
                "Rows with an update date of their own use that instead."
            )
        )
        self.system.setToolTip(
            plain_tip(
                _(
                    "IDs are compared only between lists of the same tool. "
                    "Give lists of one tool the same name."
                )
            )
        )

    def _reread(self, *, other_sheet: bool = False) -> None:
        if self._draft is not None:
            row = None if other_sheet else int(self.header_row.text() or 0)
            self.reread.emit(self.kind.value, self.sheet.value, row)

    def _set_header_row(self) -> None:
        row = int(self.header_row.text() or 0)
        if self._draft is not None and row != self._draft.preview.header_row:
            self._reread()

    def _set_date(self) -> None:
        if self._draft is not None:
            self._draft.list_date = date.fromordinal(self.date.day)
            self._draft.has_date = self.date.is_right
            self.changed.emit()

    def _set_system(self) -> None:
        name = self.system.text().strip() or None
        if self._draft is not None and name != self._draft.system:
            self._draft.system = name
            self.changed.emit()


def _named(text: str, widget: QWidget) -> QWidget:
    """Return a setting with its name before it: the two stay in one line."""
    whole = QWidget()
    across = QHBoxLayout(whole)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(8)
    label = Label(text, "secondary")
    label.setBuddy(widget)
    widget.setAccessibleName(text)
    across.addWidget(label)
    across.addWidget(widget)
    return whole
