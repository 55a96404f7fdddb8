"""Questions of the page of the team's folder: taking over, setting it up again, and the passphrase."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from funneldesk.domain.formats import moment, sentences
from funneldesk.i18n import _
from funneldesk.ui.widgets.asking import Question, ask


def ask_take_over(parent: QWidget, name: str, published_at: str, then: Callable[[], None]) -> Question:
    """Ask whether this computer is to publish from now on, instead of another."""
    text = sentences(
        _("{name} published last, {at}.").format(name=name or _("Another computer"), at=moment(published_at))
        if published_at
        else _("Another computer publishes into this folder."),
        _("If you take over, this computer publishes from now on and colleagues see its data."),
        _("The other one becomes read-only and says that you took over."),
        _("Answers not taken in there come to you. What was entered there and not published stays there."),
    )
    return ask(parent, _("Take over publishing?"), text, _("Take over and publish"), then, lasting=True)


def ask_anew(parent: QWidget, then: Callable[[], None]) -> Question:
    """Ask whether a folder that was emptied is to be set up again."""
    text = sentences(
        _("A drive that is not connected looks like an empty folder too: look first whether it is."),
        _("If the files were really removed, everything is published anew under the same name."),
        _("Answers that were not taken in before are lost only if members' computers no longer have them."),
    )
    return ask(parent, _("Set the folder up again?"), text, _("Set it up and publish"), then, lasting=True)


class PassphraseQuestion(Question):
    """Asks for the passphrase of the folder."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent,
            _("The passphrase of the team's folder"),
            _(
                "The files are sealed. This computer keeps the passphrase where the system has a place for it."
            ),
            _("Open"),
        )
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(_("Passphrase"))
        self.column.insertWidget(2, self.field)
        self.yes.setEnabled(False)
        self.field.textChanged.connect(lambda text: self.yes.setEnabled(bool(text.strip())))
        self.field.setFocus()


def ask_passphrase(parent: QWidget, then: Callable[[str], None]) -> PassphraseQuestion:
    """Open the question; `then` gets what was typed."""
    question = PassphraseQuestion(parent)
    question.accepted.connect(lambda: then(question.field.text()))
    question.finished.connect(question.deleteLater)
    question.open()
    return question
