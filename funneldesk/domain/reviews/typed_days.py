"""Until when somebody does something, as people type it: 12/10, 12月10日, 2026/12/10."""

from funneldesk.domain.worklist.worklist_days import day_in
from funneldesk.errors import UserError
from funneldesk.i18n import _

#: A day without a year is one of the twelve months to come.
_AHEAD = 364


def typed_day(text: str, as_of: int) -> int | None:
    """Return the day somebody typed, None for nothing; a day without a year is the next one. Else a UserError."""
    if not text.strip():
        return None
    found = day_in(text, as_of, as_of + _AHEAD, month_first=True)
    if found is None:
        raise UserError(
            "no_day",
            _("“%(text)s” is no day.") % {"text": text.strip()[:40]},
            _("Write it as 12/10 or 2026/12/10, or leave it empty."),
        )
    return found
