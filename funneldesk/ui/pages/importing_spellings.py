"""One value in several spellings (Web広告, WEB広告): brought together with one click, if that is right."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from funneldesk.domain.formats import number
from funneldesk.domain.words import field_label
from funneldesk.i18n import _
from funneldesk.ui.pages.importing_draft import ListDraft, Suggestion
from funneldesk.ui.widgets.frames import Card
from funneldesk.ui.widgets.text import Label, plain_tip

#: More than this at once nobody reads; the commonest come first.
SHOWN = 12


class SpellingsCard(Card):
    """Offers to take variants for one value; nothing is changed unasked."""

    #: A person answered: field, spelling of the list, spelling to keep ("" forgets the answer).
    answered = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__(_("The same in several spellings?"))
        self.heading.setWordWrap(True)
        self._inside: QWidget | None = None
        self._shape: object = None
        self.boxes: dict[tuple[str, str], QCheckBox] = {}
        self.all_button = QPushButton(_("Bring all together"))
        self.all_button.setProperty("link", "true")
        self.all_button.clicked.connect(self._all)
        self.setVisible(False)

    def show_draft(self, draft: ListDraft) -> None:
        """Show the spellings of the list that look like one value."""
        offered = draft.spellings[:SHOWN]
        self.setVisible(bool(offered))
        shape = (draft.preview, tuple(offered))
        if shape == self._shape:
            return  # the answer itself must not take the keyboard away from the boxes
        self._shape = shape
        if self._inside is not None:
            self.all_button.setParent(None)
            self._inside.deleteLater()
        self._inside = QWidget()
        self.boxes = {}
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        words = _("Counted apart they would be different values: ticked ones are brought together.")
        column.addWidget(Label(words, "field", wrap=True))
        for one in offered:
            column.addWidget(self._box(draft, one))
        column.addWidget(self.all_button)
        self.all_button.setVisible(len(offered) > 1)
        self.body.addWidget(self._inside)

    def _box(self, draft: ListDraft, one: Suggestion) -> QCheckBox:
        words = _("{field}: “{variant}” ({count}) → “{kept}”")
        label = field_label(one.field, draft.kind)
        text = words.format(field=label, variant=one.word, count=number(one.count), kept=one.meant)
        box = QCheckBox(text.replace("&", "&&"))
        box.setToolTip(plain_tip(text))
        # A long value is cut at the edge of the card, and whole in its tip.
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        box.setChecked(draft.values.get(one.field, {}).get(one.word) == one.meant)
        box.toggled.connect(lambda on, o=one: self.answered.emit(o.field, o.word, o.meant if on else ""))
        self.boxes[one.field, one.word] = box
        return box

    def _all(self) -> None:
        for box in self.boxes.values():
            box.setChecked(True)
