"""Segments to choose from at a click: the values leads have, with how many leads; any other is shown as it is."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from funneldesk.domain.formats import number
from funneldesk.domain.words import field_label, value_label
from funneldesk.i18n import _, ngettext
from funneldesk.ui.widgets.choices import Choice

if TYPE_CHECKING:
    from collections.abc import Collection

    from funneldesk.domain.book.conditions import Condition
    from funneldesk.operations.pilot_choices import SegmentChoice
    from funneldesk.store.store import Store
    from funneldesk.ui.session import Session


class SegmentBox(Choice):
    """Offers everybody, and the segments there are."""

    #: The segment that was chosen (None: everybody).
    taken = Signal(object)

    def __init__(self, session: "Session", fields: "Collection[str] | None" = None) -> None:
        """`fields`: offer segments of these only; None: of all there are."""
        super().__init__()
        self._session = session
        self._fields = fields
        self._segment: Condition | None = None
        #: What the list offers, in its order; Qt would compare the conditions themselves by identity.
        self._offered: list[Condition | None] = []
        self.chosen.connect(self._take)
        self._offer(())

    def want(self) -> None:
        """Read the segments there are."""
        if self._session.has_store:
            self._session.fetch(_choices, self._offer)

    def show_segment(self, segment: "Condition | None") -> None:
        """Show a segment, also one that is none of those offered."""
        from funneldesk.domain.book.sentences import condition_sentence

        self._segment = segment
        if segment not in self._offered:
            self._offered.append(segment)
            self.addItem("" if segment is None else condition_sentence(segment), len(self._offered) - 1)
        self.set_value(self._offered.index(segment))

    def _offer(self, there: "tuple[SegmentChoice, ...]") -> None:
        found = [one for one in there if self._fields is None or one.segment.field in self._fields]
        self._offered = [None, *(one.segment for one in found)]
        self.offer(enumerate([_("Everybody"), *map(_choice_words, found)]))
        self.show_segment(self._segment)

    def _take(self, place: object) -> None:
        if isinstance(place, int):
            self._segment = self._offered[place]
            self.taken.emit(self._segment)


def _choices(store: "Store", _task: Any) -> "tuple[SegmentChoice, ...]":
    from funneldesk.operations.pilot_choices import segment_choices

    return segment_choices(store)


def _choice_words(choice: "SegmentChoice") -> str:
    field, (value,) = choice.segment.field, choice.segment.values
    words = ngettext(
        "%(field)s: %(value)s (%(count)s lead)", "%(field)s: %(value)s (%(count)s leads)", choice.leads
    )
    return words % {
        "field": field_label(field),
        "value": value_label(field, value),
        "count": number(choice.leads),
    }
