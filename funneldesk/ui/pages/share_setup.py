"""The team's folder, how much of people it shows, who publishes, and a passphrase: asked once, changed any time."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from funneldesk.domain.formats import sentences
from funneldesk.domain.team.levels import LEVELS, RECOMMENDED, Level
from funneldesk.i18n import N_, _
from funneldesk.operations.share_passphrase import FEWEST_LETTERS
from funneldesk.operations.share_words import short_passphrase
from funneldesk.ui.page import row
from funneldesk.ui.pages.share_words import CHOICES, EXAMPLES
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.scrolling import scroll_to
from funneldesk.ui.widgets.text import ElidedLabel, Label

WIDEST = 860
INDENT = 24
FIELD_WIDTH = 200
_NOT_SEALED = N_(
    "Only who knows it can open the files, with FunnelDesk. No Excel file is published then. Whoever forgets it cannot "
    "open them any more; nobody can bring it back. Tell it to colleagues by another way than this folder."
)
_SEALED = N_(
    "The files are sealed. To change the passphrase, type a new one twice; to remove it, take the tick away. Either "
    "counts from the next publication on, and what was published before goes. Colleagues are asked for the new one."
)
_REMOVED = N_(
    "From the next publication on everybody who sees the folder can open the files, and the Excel file is there again. "
    "Tell your colleagues: their programs show nothing without a passphrase until they say that this is meant."
)


def _say(fault: Label, why: str) -> None:
    """Say what is missing, in sight; an empty text takes that back."""
    fault.setText(why)
    fault.setVisible(bool(why))
    if why:
        scroll_to(fault)


class FolderCard(Card):
    """Which folder it is."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(_("Team's folder"))
        self.folder: Path | None = None
        self.place = ElidedLabel(_("No folder is chosen yet."), "field")
        self.button = QPushButton(_("Choose the team's folder…"))
        self.button.clicked.connect(lambda: self.choose())
        line = row(self.place, self.button)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        hint = _(
            "A folder that colleagues can open too: on the file server, or one that OneDrive, Dropbox or Box keeps in "
            'step. A folder "FunnelDesk" is made in it, and nothing else there is touched.'
        )
        self.body.addWidget(Label(hint, "secondary", wrap=True))
        self.fault = Label("", "secondary", wrap=True, tone="red")
        self.fault.hide()
        self.body.addWidget(self.fault)

    def choose(self) -> None:
        """Ask for the folder."""
        # Beginning where the folder was would wait for a drive that is gone.
        name = QFileDialog.getExistingDirectory(self, _("Choose the team's folder"))
        if name:
            self.show_folder(Path(name))
            self.changed.emit()

    def show_folder(self, folder: Path | None) -> None:
        """Show which folder is chosen."""
        self.folder = folder
        self.place.set_text(str(folder) if folder else _("No folder is chosen yet."))
        self.refuse("")

    def refuse(self, why: str) -> None:
        """Say what is missing; an empty text takes that back."""
        _say(self.fault, why)


class LevelCard(Card):
    """How much of people is published, with what a colleague sees at each level."""

    def __init__(self) -> None:
        super().__init__(_("What colleagues see of people"))
        self.buttons: dict[Level, QRadioButton] = {}
        group = QButtonGroup(self)
        for level in LEVELS:
            button = QRadioButton(_(CHOICES[level]))
            group.addButton(button)
            self.buttons[level] = button
            self.body.addWidget(button)
            self.body.addLayout(_example(level))
        self.body.addWidget(
            Label(
                _(
                    "Funnel, contents and the definition book are there at every level; with sums only, numbers "
                    "below 5 are left out, and those that could give them away."
                ),
                "secondary",
                wrap=True,
            )
        )
        self.set_level(RECOMMENDED)

    @property
    def level(self) -> Level:
        """Return the level that is chosen."""
        return next(level for level, button in self.buttons.items() if button.isChecked())

    def set_level(self, level: Level) -> None:
        """Choose a level."""
        self.buttons[level].setChecked(True)


def _example(level: Level) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(INDENT, 0, 0, 8)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(1, 1)
    for place, (label, example) in enumerate(EXAMPLES[level]):
        grid.addWidget(Label(_(label), "secondary"), place, 0)
        grid.addWidget(Label(_(example), "secondary", wrap=True), place, 1)
    return grid


class NameCard(Card):
    """Whose publication it is, as colleagues read it."""

    def __init__(self) -> None:
        from funneldesk.operations.share_owner import MOST_LETTERS, computer_name

        super().__init__(_("Your name, as colleagues see it (may be left out)"))
        self.field = QLineEdit()
        self.field.setAccessibleName(_("Your name"))
        self.field.setPlaceholderText(_("Name of this computer: {name}").format(name=computer_name()))
        self.field.setMinimumWidth(FIELD_WIDTH)
        self.field.setMaximumWidth(2 * FIELD_WIDTH)
        self.field.setMaxLength(MOST_LETTERS)
        self.body.addWidget(self.field)
        hint = _(
            "It stands beside what you publish, in the Excel file too, and tells colleagues whom to ask. Where the "
            "field is empty, the name of this computer stands there."
        )
        self.body.addWidget(Label(hint, "secondary", wrap=True))
        self.fault = Label("", "secondary", wrap=True, tone="red")
        self.fault.hide()
        self.body.addWidget(self.fault)

    def show_name(self, name: str) -> None:
        """Show the name that holds now."""
        self.field.setText(name)
        self._refuse("")

    def taken(self) -> str | None:
        """Return the name that stands here; None, and why beside the field, where it cannot be."""
        from funneldesk.errors import UserError
        from funneldesk.operations.share_owner import publisher_name

        try:
            name = publisher_name(self.field.text())
        except UserError as error:
            self._refuse(sentences(error.message, error.next_step))
            self.field.setFocus()
            return None
        self._refuse("")
        return name

    def _refuse(self, why: str) -> None:
        _say(self.fault, why)


class PassphraseCard(Card):
    """Whether the files are sealed, and with what."""

    def __init__(self) -> None:
        super().__init__(_("Passphrase (may be left out)"))
        self._was_sealed = False
        self.box = QCheckBox(_("Seal the files with a passphrase"))
        self.box.toggled.connect(self._show_fields)
        self.first, self.second = QLineEdit(), QLineEdit()
        self.fault = Label("", "secondary", wrap=True, tone="red")
        self.short = Label(short_passphrase(FEWEST_LETTERS), "secondary", wrap=True, tone="amber")
        self.fields = QWidget()
        column = QVBoxLayout(self.fields)
        column.setContentsMargins(INDENT, 0, 0, 0)
        column.setSpacing(8)
        for field, name in ((self.first, _("Passphrase")), (self.second, _("The same once more"))):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setAccessibleName(name)
            field.setMinimumWidth(FIELD_WIDTH)
            field.textChanged.connect(lambda _text: self._look())
        self.seen = QCheckBox(_("Show it"))
        self.seen.toggled.connect(self._show_letters)
        column.addLayout(row(self.first, self.second, self.seen, 1))
        for said in (self.short, self.fault):
            said.hide()
            column.addWidget(said)
        self.meaning = Label(_(_NOT_SEALED), "secondary", wrap=True)
        self.body.addWidget(self.box)
        self.body.addWidget(self.fields)
        self.body.addWidget(self.meaning)
        self.show_sealed(sealed=False)

    def show_sealed(self, *, sealed: bool) -> None:
        """Show whether files are sealed now; the passphrase itself is never shown."""
        self._was_sealed = sealed
        self.box.setChecked(sealed)
        self._show_fields(is_sealed=sealed)
        self.first.clear()
        self.second.clear()
        self.refuse("")
        new = _("{fewest} letters or more").format(fewest=FEWEST_LETTERS)
        self.first.setPlaceholderText(_("New passphrase (empty: as it was)") if sealed else new)
        self.second.setPlaceholderText(_("The same once more"))

    def _show_fields(self, is_sealed: bool) -> None:
        self.fields.setVisible(is_sealed)
        meaning = (_SEALED if is_sealed else _REMOVED) if self._was_sealed else _NOT_SEALED
        self.meaning.setText(_(meaning))
        self.refuse("")

    def _show_letters(self, are_seen: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if are_seen else QLineEdit.EchoMode.Password
        self.first.setEchoMode(mode)
        self.second.setEchoMode(mode)

    def _look(self) -> None:
        """Say of a short one what that means while it is typed: once it is published it is late."""
        self.refuse("")
        typed = self.first.text().strip()
        self.short.setVisible(0 < len(typed) < FEWEST_LETTERS and self.first.text() == self.second.text())

    def refuse(self, why: str) -> None:
        """Say what is missing; an empty text takes that back."""
        _say(self.fault, why)

    @property
    def removes(self) -> bool:
        """Whether the passphrase there is is to go."""
        return self._was_sealed and not self.box.isChecked()

    def taken(self) -> tuple[bool, str | None]:
        """Return whether what stands here can be taken, and the passphrase: None as it was, or where it goes."""
        if not self.box.isChecked():
            return True, None
        first, second = self.first.text(), self.second.text()
        if not first and not second and self._was_sealed:
            return True, None
        if not first.strip():
            self.refuse(_("Type a passphrase, or take the tick away."))
        elif first != second:
            self.refuse(_("The two are not the same. Type the passphrase once more."))
        else:
            self.refuse("")
            return True, first
        (self.first if not first.strip() else self.second).setFocus()
        return False, None


class SetupView(QWidget):
    """What is asked before the first publication, and where it is changed later."""

    #: Everything is answered: a `Wish`.
    wanted = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        # Beside nothing: of what is narrower than its place Qt asks the height at the width of the place.
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        inside.setMaximumWidth(WIDEST)
        across.addWidget(inside, 1)
        across.addStretch(0)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self.about = _about()
        self.folder, self.level = FolderCard(), LevelCard()
        self.name, self.passphrase = NameCard(), PassphraseCard()
        for card in (self.about, self.folder, self.level, self.name, self.passphrase):
            column.addWidget(card)
        self.leave = QPushButton(_("Leave it"))
        self.leave.clicked.connect(self.closed)
        column.addLayout(row(self.leave, 1))
        self.show_choice(None, None, "", sealed=False, is_first=True)

    def show_choice(
        self, folder: Path | None, level: Level | None, name: str, *, sealed: bool, is_first: bool
    ) -> None:
        """Show what holds now."""
        self.folder.show_folder(folder)
        self.level.set_level(level or RECOMMENDED)
        self.name.show_name(name)
        self.passphrase.show_sealed(sealed=sealed)
        self.about.setVisible(is_first)
        self.leave.setVisible(not is_first)

    def take(self) -> None:
        """Hand on what is chosen, or say what is missing."""
        from funneldesk.ui.pages.share_desk import Wish

        if self.folder.folder is None:
            self.folder.refuse(_("Choose the folder first: everything else can stay as it is."))
            self.folder.button.setFocus()
            return
        name = self.name.taken()
        if name is None:
            return
        fits, passphrase = self.passphrase.taken()
        if fits:
            removes = self.passphrase.removes
            wish = Wish(self.folder.folder, self.level.level, passphrase, unsealed=removes, name=name)
            self.wanted.emit(wish)


def _about() -> Card:
    card = Card(_("What sharing is"))
    for text in (
        _("Today's state is put as one file into a folder you all have. No server, no IT department."),
        _("Colleagues open it with FunnelDesk, or in Excel: today's duties, leads, funnel, definition book. Nobody can "
          "change your data."),
        _("Their answers to hand-overs come back by the same folder, and you take them in with one click."),
    ):  # fmt: skip
        card.body.addWidget(Label(text, wrap=True))
    return card
