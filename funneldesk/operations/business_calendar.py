"""The calendar of the company: its business days, without the days off its settings name, and its fiscal year."""

from typing import TYPE_CHECKING

from funneldesk.domain.calendar import Calendar, days_off
from funneldesk.domain.funnel.periods import FISCAL_MONTH, MONTHS
from funneldesk.errors import UserError
from funneldesk.i18n import _
from funneldesk.operations.changes import note

if TYPE_CHECKING:
    from funneldesk.store.store import Store

_SETTING = "company_holidays"
_FISCAL_MONTH = "fiscal_month"


def calendar_of(store: "Store") -> Calendar:
    """Return the calendar that time limits are counted by."""
    text = company_holidays(store)
    kept = store.memo.get("calendar")
    if kept is None or kept[0] != text:
        kept = (text, Calendar(days_off(text)))
        store.memo["calendar"] = kept
    calendar: Calendar = kept[1]
    return calendar


def company_holidays(store: "Store") -> str:
    """Return the company's days off as they were typed, "" for none."""
    return store.setting(_SETTING) or ""


def set_company_holidays(store: "Store", text: str) -> None:
    """Keep the company's days off; UserError naming the part that is no day."""
    try:
        days_off(text)
    except ValueError as error:
        raise UserError(
            "no_day",
            _("“{part}” is no day or span of days.").format(part=error.args[0]),
            _("Write 12/29-1/3 for every year, or 2026-08-12 for one day, separated by commas."),
        ) from error
    before, after = company_holidays(store), text.strip()
    with store.transaction(by_hand_only=True) as connection:
        store.set_setting(_SETTING, after)
        note(connection, "holidays", {"before": before, "after": after})


def fiscal_month(store: "Store") -> int:
    """Return the month (1 to 12) in which the company's fiscal year begins."""
    return int(store.setting(_FISCAL_MONTH) or FISCAL_MONTH)


def set_fiscal_month(store: "Store", month: int) -> None:
    """Let fiscal years, their halves and quarters begin in this month (1 to 12); others are a ValueError."""
    if not 1 <= month <= MONTHS:
        raise ValueError(month)
    before = fiscal_month(store)
    with store.transaction(by_hand_only=True) as connection:
        store.set_setting(_FISCAL_MONTH, str(month))
        note(connection, "fiscal_month", {"before": before, "after": month})
