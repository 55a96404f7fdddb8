"""Settings: language, theme, days off, figures by person, and where the data is."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from funneldesk import __version__
from funneldesk.domain.formats import sentences
from funneldesk.domain.funnel.periods import FISCAL_MONTH, MONTHS
from funneldesk.domain.habits import chosen, offered
from funneldesk.errors import UserError
from funneldesk.i18n import _, language, set_language
from funneldesk.ui.page import Page, row
from funneldesk.ui.saved_files import open_path
from funneldesk.ui.session import Session
from funneldesk.ui.theme import pixels, text_size_of, text_size_words
from funneldesk.ui.widgets.checked import CheckedLine
from funneldesk.ui.widgets.choices import Choice
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.scrolling import ScrolledColumn, scrolled
from funneldesk.ui.widgets.text import ElidedLabel, FieldName, Label

if TYPE_CHECKING:
    from funneldesk.store.store import Store

WIDTH = 760
CHOICE_WIDTH = 240


class SettingsPage(Page):
    """Few choices, applied at once."""

    def __init__(self, session: Session, navigate: Callable[..., None], title: str) -> None:
        super().__init__(session, navigate, title)
        inside = ScrolledColumn()
        inside.setProperty("scrolled", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for card in (self._appearance(), self._days(), self._people(), self._place()):
            # Stretches rather than an alignment: with that, Qt would give a wrapping label one line only.
            across = QHBoxLayout()
            across.addWidget(card)
            across.addStretch(1)
            column.addLayout(across)
        version = _("FunnelDesk %(version)s. Free software under the MIT licence.") % {"version": __version__}
        column.addWidget(Label(version, "secondary"))
        column.addStretch(1)
        self.body.addWidget(scrolled(inside))
        session.store_changed.connect(self._show_place)

    def open(self, **what: Any) -> None:
        """Give the keyboard to one `setting` (the name of its control here)."""
        control = getattr(self, str(what.get("setting", "")), None)
        if isinstance(control, CheckedLine):
            control.focus()
        elif isinstance(control, QWidget):
            control.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _appearance(self) -> Card:
        card = Card(_("Language and look"))
        card.setFixedWidth(WIDTH)
        form = QFormLayout()
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(12)
        settings = self.session.settings
        themes = [("system", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))]
        size = str(text_size_of(settings.value("text_size")))
        self.language = _choice([("ja", "日本語"), ("en", "English")], language(), self._set_language)
        self.theme = _choice(themes, str(settings.value("theme", "system")), self._set_theme)
        self.text_size = _choice(text_size_words(), size, self._set_text_size)
        self.years, self.amounts = self._habit("years"), self._habit("amounts")
        for name, control in (
            (_("Language"), self.language), (_("Theme"), self.theme), (_("Text size"), self.text_size),
            (_("Years"), self.years), (_("Amounts"), self.amounts),
        ):  # fmt: skip
            form.addRow(FieldName(name), control)
        card.body.addLayout(form)
        return card

    def _habit(self, habit: str) -> Choice:
        box = _choice(offered(habit), chosen(habit), partial(self.session.choose_habit, habit))
        if language() != "ja":
            box.setEnabled(False)
            box.setToolTip(_("Only in Japanese there is more than one way."))
        return box

    def _days(self) -> Card:
        card = Card(_("Business days and fiscal year"))
        card.setFixedWidth(WIDTH)
        self.holidays = CheckedLine(_("Company holidays"), empty=_("12/29-1/3, 2026-08-12"))
        self.holidays.committed.connect(self._set_holidays)
        card.body.addWidget(Label(_("Company holidays"), "field"))
        card.body.addWidget(self.holidays)
        explanation = _(
            "Weekends and public holidays are known already. Write 12/29-1/3 for every year, or 2026-08-12 for one "
            "day, separated by commas. Time limits in business days follow at once."
        )
        card.body.addWidget(Label(explanation, "secondary", wrap=True))
        months = [
            (str(number), QLocale(language()).standaloneMonthName(number)) for number in range(1, MONTHS + 1)
        ]
        self.fiscal_month = _choice(months, str(FISCAL_MONTH), self._set_fiscal_month)
        self.fiscal_month.setAccessibleName(_("The fiscal year begins in"))
        card.body.addLayout(row(Label(_("The fiscal year begins in"), "field"), self.fiscal_month, 1))
        explanation = _(
            "Its halves and quarters are counted from that month wherever you choose a range or break figures down."
        )
        card.body.addWidget(Label(explanation, "secondary", wrap=True))
        return card

    def _people(self) -> Card:
        card = Card(_("Figures by person"))
        card.setFixedWidth(WIDTH)
        self.by_owner = QCheckBox(_("Offer to split figures by person in charge"))
        self.by_owner.setChecked(self.session.splits_by_owner)
        self.by_owner.toggled.connect(self._set_by_owner)
        card.body.addWidget(self.by_owner)
        explanation = _(
            "Off at first: figures are there to improve the process, not to rank people. Agree on it together before "
            "you switch it on."
        )
        card.body.addWidget(Label(explanation, "secondary", wrap=True))
        return card

    def _set_by_owner(self, on: bool) -> None:
        self.session.settings.setValue("split_by_owner", "true" if on else "false")
        # Pages that offer it look again.
        self.session.changed.emit()

    def refresh(self) -> None:
        """Show the days off and the fiscal year that are kept with the data."""
        for control in (self.holidays, self.fiscal_month):
            control.setEnabled(self.session.has_store)
        if not self.session.has_store:
            self.holidays.show_text("")
            return

        def work(store: "Store", _task: object) -> tuple[str, int]:
            from funneldesk.operations.business_calendar import company_holidays, fiscal_month

            return company_holidays(store), fiscal_month(store)

        def show(found: tuple[str, int]) -> None:
            self.holidays.show_text(found[0])
            self.fiscal_month.set_value(str(found[1]))

        self.load(work, show, hollow=False)

    def _set_fiscal_month(self, month: str) -> None:
        def work(store: "Store", _task: object) -> None:
            from funneldesk.operations.business_calendar import set_fiscal_month

            set_fiscal_month(store, int(month))

        def failed(error: Exception) -> None:
            self.session.failed.emit(error)
            self.refresh()  # it shows what is kept

        self.session.write(work, lambda _done: None, failed)

    def _set_holidays(self, text: str) -> None:
        def work(store: "Store", _task: object) -> None:
            from funneldesk.operations.business_calendar import set_company_holidays

            set_company_holidays(store, text)

        def failed(error: Exception) -> None:
            if isinstance(error, UserError):
                self.holidays.refuse(sentences(error.message, error.next_step))
            else:
                self.session.failed.emit(error)

        self.session.write(work, lambda _done: self.holidays.refuse(""), failed)

    def _place(self) -> Card:
        card = Card(_("Where the data is"))
        card.setFixedWidth(WIDTH)
        self.place = ElidedLabel("", "")
        card.body.addWidget(self.place)
        explanation = _(
            "All data is in this one file on this computer. Once a day a copy goes to the folder beside it."
        )
        card.body.addWidget(Label(explanation, "secondary", wrap=True))
        self.folder = QPushButton(_("Open the folder"))
        self.folder.clicked.connect(lambda: self._open_folder())
        self.other = QPushButton(_("Use another data file…"))
        self.other.clicked.connect(lambda: self._choose_store())
        self.own = QPushButton(_("Remove the sample and use my own data"))
        self.own.clicked.connect(lambda: self.session.leaving_wanted.emit(()))
        self.backup = QPushButton(_("Bring a backup back…"))
        self.backup.clicked.connect(lambda: self.session.backup_wanted.emit())
        card.body.addLayout(row(self.folder, self.other, self.backup, self.own, 1, wraps=True))
        self._show_place()
        return card

    def _show_place(self) -> None:
        self.place.set_text(str(self.session.path))
        self.own.setVisible(self.session.shows_sample)

    def _set_language(self, code: str) -> None:
        if code == language():
            return
        set_language(code)
        self.session.settings.setValue("language", code)
        self.session.language_changed.emit()

    def _set_theme(self, theme: str) -> None:
        self.session.settings.setValue("theme", theme)
        self.session.look_wanted.emit()

    def _set_text_size(self, chosen: str) -> None:
        if chosen != str(text_size_of(self.session.settings.value("text_size"))):
            self.session.settings.setValue("text_size", chosen)
            self.session.text_size_changed.emit()

    def _open_folder(self) -> None:
        open_path(self.banner, self.session.path.parent)

    def _choose_store(self) -> None:
        title, kinds = _("Use another data file"), _("FunnelDesk data (*.fdesk *.db)")
        name, _kind = QFileDialog.getOpenFileName(self, title, str(self.session.path.parent), kinds)
        if name:
            self.use_store(Path(name))

    def use_store(self, path: Path) -> None:
        """Open another store, or say why it cannot be opened."""
        self.banner.say("")
        self.session.try_open(path, self.show_error)


def _choice(offered: Iterable[tuple[str, str]], now: str, choose: Callable[[str], None]) -> Choice:
    """Return a choice of this page: as wide as the others, with what counts now, applied at once."""
    box = Choice(offered)
    box.setFixedWidth(pixels(CHOICE_WIDTH))
    box.set_value(now)
    box.activated.connect(lambda: choose(str(box.currentData())))
    return box
