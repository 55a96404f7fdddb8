"""What figures are split by: fields, and the person in charge only where the settings allow it (DESIGN 6)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from funneldesk.domain.words import field_label
from funneldesk.i18n import _
from funneldesk.ui.widgets.choices import Choice

if TYPE_CHECKING:
    from funneldesk.ui.session import Session


class SplitBox(Choice):
    """Asks for a field to split by; "": none."""

    def __init__(self, session: "Session", fields: Sequence[str]) -> None:
        super().__init__()
        self._session = session
        self._fields = tuple(fields)
        self._offered: tuple[str, ...] = ()
        self.offer_fields()

    def offer_fields(self, own: Sequence[str] = ()) -> None:
        """Offer what there is now, with a company's `own` fields; the one on show stays chosen where it is offered."""
        owner = ("owner",) if self._session.splits_by_owner else ()
        fields = ("", *self._fields, *owner, *own)
        if fields == self._offered:
            return
        chosen, self._offered = self.value, fields
        names = [(field, field_label(field) if field else _("nothing")) for field in fields]
        self.offer([(field, _("Split by: %(field)s") % {"field": name}) for field, name in names])
        self.set_value(chosen)
