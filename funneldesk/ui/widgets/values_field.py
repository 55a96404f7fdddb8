"""A field for several values: 「部長、課長」; what is known is offered while one is being typed."""

import re
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QStyle, QStyleOptionFrame

from funneldesk.i18n import _, language, ngettext
from funneldesk.ui.widgets.text import Label, breaking, plain_tip

_MOST_SHOWN = 12
_VALUE = re.compile(r"\s*(?:「((?:[^」]|」」)*)」|\"((?:[^\"]|\"\")*)\"|([^、，,]*))\s*(?:[、，,]|$)")


def split_values(text: str) -> tuple[str, ...]:
    """Return the values of a text: set apart by commas of either kind; one that holds a comma stands in quotes."""
    return tuple(dict.fromkeys(value for value, _begin in _pieces(text) if value))


def _pieces(text: str) -> list[tuple[str, int]]:
    """Return every value with the place where it begins; the last is empty where a comma stands at the end."""
    found: list[tuple[str, int]] = []
    at, begin = 0, 0
    while at < len(text):
        begin = at
        match = _VALUE.match(text, at)
        if match is None:
            # A mark in the middle of a value is part of it.
            end = re.compile(r"[、，,]|$").search(text, at)
            value, at = (text[at : end.start()], end.end()) if end else (text[at:], len(text))
        else:
            value = next((group for group in match.groups() if group is not None), "")
            value = value.replace("」」", "」") if match[1] is not None else value
            value = value.replace('""', '"') if match[2] is not None else value
            at = max(match.end(), at + 1)
        found.append((" ".join(value.split()), begin))
    if not text or text[-1] in "、，,":
        found.append(("", len(text)))
    return found


def joined_values(values: Iterable[str]) -> str:
    """Return values as one text that `split_values` takes apart again."""
    return ("、" if language() == "ja" else ", ").join(map(_marked, values))


def _marked(value: str) -> str:
    if not re.search(r"[、，,「」\"]", value):
        return value
    if language() == "ja":
        return f"「{value.replace('」', '」」')}」"
    return '"' + value.replace('"', '""') + '"'


class ValuesField(QLineEdit):
    """Codes or texts, shown by their words; `committed` hands on the values once the field is left or Enter is hit."""

    committed = Signal(tuple)

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__()
        self._words: dict[str, str] = {}
        self._values: tuple[str, ...] = ()
        self._shown = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(hint or _("any"))
        self._known = QStringListModel(self)
        #: All values in words, for a place below the field; hidden while they can be read in the field itself.
        self.in_full = Label("", "secondary", wrap=True)
        self.in_full.hide()
        self._completer = _LastValue(self._known, self)
        self.setCompleter(self._completer)
        self.editingFinished.connect(self.commit)
        # Queued: only then the line has the chosen text.
        self._completer.activated.connect(self._take_chosen, Qt.ConnectionType.QueuedConnection)

    def offer(self, known: Sequence[tuple[str, str]]) -> None:
        """Offer values: (value, its words)."""
        self._words = dict(known)
        self._known.setStringList(list(dict.fromkeys(self._words.values())))
        self._show()

    @property
    def values(self) -> tuple[str, ...]:
        """Return the values, as they were last shown or committed."""
        return self._values

    def show_values(self, values: tuple[str, ...]) -> None:
        """Show values."""
        self._values = values
        self._show()

    def _show(self) -> None:
        text = joined_values(self._words.get(value, value) for value in self._values)
        if text != self._shown and (not self.hasFocus() or self._read(self.text()) != self._values):
            self.setText(text)
            self.setCursorPosition(0)
        self._shown = text
        self.setToolTip(plain_tip(text))
        self._show_in_full()

    def _show_in_full(self) -> None:
        if self.in_full.parentWidget() is None:
            return
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self).width()
        is_cut = self.fontMetrics().horizontalAdvance(self._shown) > room
        words = ngettext("%(count)s value: %(values)s", "%(count)s values: %(values)s", len(self._values))
        words %= {"count": len(self._values), "values": breaking(self._shown)}
        self.in_full.setText(words if is_cut else "")
        self.in_full.setVisible(is_cut)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say below what the field has no room for."""
        super().resizeEvent(event)
        self._show_in_full()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show all that is known by the arrow key, whatever is typed."""
        popup = self._completer.popup()
        if event.key() == Qt.Key.Key_Down and not (popup is not None and popup.isVisible()):
            self.show_known()
        else:
            super().keyPressEvent(event)

    def show_known(self) -> None:
        """Show what is known and fits what is being typed; after a whole value everything."""
        last = _pieces(self.text())[-1][0]
        if last in self.known_words:
            last = ""
            self.setText(self.text().rstrip() + ("、" if language() == "ja" else ", "))
        popup = self._completer.popup()
        if popup is not None:
            popup.setStyleSheet(self.window().styleSheet())
        self._completer.setCompletionPrefix(last)
        self._completer.complete()

    @property
    def known_words(self) -> list[str]:
        """Return the words of the values that are offered."""
        return self._known.stringList()

    def _take_chosen(self, _text: str) -> None:
        self.commit()

    def commit(self) -> None:
        """Hand on the values if they changed."""
        if self.text() == self._shown:
            return
        self._shown, values = self.text(), self._read(self.text())
        if values != self._values:
            self._values = values
            self._show_in_full()
            self.committed.emit(values)

    def _read(self, text: str) -> tuple[str, ...]:
        codes = {words.casefold(): value for value, words in self._words.items()}
        # What stands there already stays as it was written, gaps included.
        codes |= {" ".join(self._words.get(one, one).split()).casefold(): one for one in self._values}
        return tuple(dict.fromkeys(codes.get(word.casefold(), word) for word in split_values(text)))


class _LastValue(QCompleter):
    """Completes the value that is being typed, and leaves those before it."""

    def __init__(self, model: QStringListModel, field: ValuesField) -> None:
        super().__init__(model, field)
        self._field = field
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setMaxVisibleItems(_MOST_SHOWN)

    def splitPath(self, path: str) -> list[str]:
        """Return the part of the text that is to be completed."""
        return [_pieces(path)[-1][0]]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """Return the whole text with the chosen value at its end."""
        chosen = str(index.data())
        text = self._field.text()
        return joined_values([*split_values(text[: _pieces(text)[-1][1]]), chosen])
