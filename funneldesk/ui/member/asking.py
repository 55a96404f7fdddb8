"""Questions of a member's window: her name, the passphrase of a sealed folder, and whether that was removed."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from funneldesk.domain.formats import sentences
from funneldesk.i18n import _
from funneldesk.ui.widgets.asking import Question, ask
from funneldesk.ui.widgets.text import Label

#: Longer names are refused by those who collect answers.
MOST_LETTERS = 200


class FieldQuestion(Question):
    """A question whose answer is typed; the button works as soon as something is there."""

    def __init__(self, parent: QWidget, title: str, text: str, yes: str, name: str) -> None:
        super().__init__(parent, title, text, yes)
        self.field = QLineEdit()
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(name)
        self.field.setMaxLength(MOST_LETTERS)
        self.fault = Label("", "secondary", wrap=True, tone="red")
        self.fault.hide()
        self.column.insertWidget(2, self.field)
        self.column.insertWidget(3, self.fault)
        self.field.textChanged.connect(self._show_state)
        self._show_state()
        self.field.setFocus()

    @property
    def typed(self) -> str:
        """Return what was typed."""
        return self.field.text()

    def _show_state(self) -> None:
        self.yes.setEnabled(bool(self.typed.strip()))


def ask_name(parent: QWidget, known: str, then: Callable[[str], None]) -> FieldQuestion:
    """Ask in whose name answers are given; `then` gets it."""
    question = FieldQuestion(
        parent,
        _("In whose name do you answer?"),
        _("Your name stands beside each of your answers. It is kept on this computer."),
        _("Use this name"),
        _("Your name"),
    )
    question.field.setText(known)
    question.field.selectAll()
    question.accepted.connect(lambda: then(question.typed.strip()))
    question.finished.connect(question.deleteLater)
    question.open()
    return question


def ask_passphrase(parent: QWidget, said: str, then: Callable[[str], None]) -> FieldQuestion:
    """Ask for the passphrase of a folder; `said`: what was wrong with the last one, "" at first."""
    question = FieldQuestion(
        parent,
        _("This folder is sealed with a passphrase"),
        _(
            "Whoever publishes knows it. Where this system has a safe place for passwords, it is asked for only once."
        ),
        _("Open the folder"),
        _("Passphrase"),
    )
    question.field.setEchoMode(QLineEdit.EchoMode.Password)
    question.fault.setText(said)
    question.fault.setVisible(bool(said))
    question.accepted.connect(lambda: then(question.typed))
    question.finished.connect(question.deleteLater)
    question.open()
    return question


def ask_unsealed(parent: QWidget, name: str, then: Callable[[], None]) -> Question:
    """Ask whether what is published without a passphrase is to be read, although all before had one."""
    text = sentences(
        _("Until now what is published here had a passphrase; the newest has none."),
        _(
            "Anybody who can write into this folder could have put it there: ask %(name)s by phone or mail first."
        )
        % {"name": name},
        _("If you go on, your answers too are sent without a passphrase."),
    )
    title, yes = _("Was the passphrase removed on purpose?"), _("Yes, read on without it")
    return ask(parent, title, text, yes, then, lasting=True)
