"""Numbers, rates, money and days as people here write them; for window, sentences and workbooks."""

import math
from datetime import date, datetime

from funneldesk.domain.eras import era_year
from funneldesk.domain.habits import in_eras, in_short
from funneldesk.domain.moment import DEFAULT_ZONE, NEVER, zone_of
from funneldesk.i18n import _, language

#: 万 and 億, the units in which Japanese amounts are said.
MAN, OKU = 10_000, 100_000_000
#: From so many of a unit on, its finer decimal says nothing any more.
_MANY = 100
#: With one of these a sentence is ended.
_ENDS = "。．.!?！？…:：、,;"


def number(value: float) -> str:
    """Return a whole number with thousands separators."""
    return f"{value:,.0f}"


def tenths(value: float) -> str:
    """Return a number with one decimal, without one where it is whole: "11.5", "1,234"."""
    return f"{value:,.1f}".removesuffix(".0")


def file_size(size_bytes: int) -> str:
    """Return the size of a file in the unit people see in folders: "640 KB", "12.3 MB"."""
    size = size_bytes / 1024
    for unit in ("KB", "MB"):
        if round(size, 1) < 1024:  # noqa: PLR2004 - of a unit in the next one
            return f"{number(math.ceil(size)) if unit == 'KB' else tenths(size)} {unit}"
        size /= 1024
    return f"{tenths(size)} GB"


def k_of_n(k: float, n: float) -> str:
    """Return k of n: 「78 / 289件」."""
    return _("%(k)s of %(n)s") % {"k": number(k), "n": number(n)}


def percent(rate: float | None, digits: int = 1) -> str:
    """Return a fraction as "35.0 %", None as a dash."""
    return "–" if rate is None else f"{rate * 100:.{digits}f} %"


def percent_range(low: float, high: float, digits: int = 1) -> str:
    """Return two fractions as a range: 「31.8〜38.3 %」."""
    numbers = {"low": f"{low * 100:.{digits}f}", "high": f"{high * 100:.{digits}f}"}
    return _("%(low)s–%(high)s %%") % numbers


def band_range(band: tuple[float, float]) -> str:
    """Return an agreed band: 「35〜45 %」, 「20 %以上」 where it ends at 1; a decimal only where an edge needs one."""
    low, high = band
    digits = 0 if all(round(edge * 1000) % 10 == 0 for edge in band) else 1
    if low > 0 and high >= 1:
        return _("%(rate)s or more") % {"rate": percent(low, digits)}
    if low <= 0 and high < 1:
        return _("%(rate)s or less") % {"rate": percent(high, digits)}
    return percent_range(low, high, digits)


def money(hundredths: int, *, computed: bool = False) -> str:
    """Return an amount (in hundredths) as people say it: 「1,250万円」, 「1.25億円」, "12,500,000" in English.

    One that was `computed` has its decimal even where that is 0: 「42.0万円」 stands below 「61.7万円」.
    """
    amount = hundredths / 100
    step = money_step(amount)
    if step == 1:
        return exact_money(hundredths)
    unit, name = (OKU, "億円") if abs(amount) >= OKU else (MAN, "万円")
    # Rounded in steps of the amount: 9,999.6万 is 1億 then.
    rounded = round(amount / step) * step
    if unit == MAN and abs(rounded) >= OKU:
        unit, name = OKU, "億円"
    if computed:
        digits = len(str(unit // money_step(rounded))) - 1
        return f"{rounded / unit:,.{digits}f}{name}"
    text = f"{rounded / unit:,.2f}"
    return (text.rstrip("0").rstrip(".")) + name


def money_step(amount: float) -> int:
    """Return the least difference `money` shows of an amount of this size, in units of the currency.

    In Japanese a tenth of 万, from 100万 on 万; a hundredth of 億, from 100億 on a tenth; everywhere else 1.
    """
    size = abs(amount)
    if not in_short() or size < MAN:
        return 1
    if size < OKU:
        return MAN if size >= MAN * _MANY else MAN // 10
    return OKU // 10 if size >= OKU * _MANY else OKU // 100


def exact_money_in(hundredths: int, currency: str) -> str:
    """Return an amount with its currency and all its digits, for formulas: 「29,000円」, "JPY 29,000"."""
    in_yen = currency == "JPY" and language() == "ja"
    return exact_money(hundredths) if in_yen else money_in(hundredths, currency)


def exact_money(hundredths: int) -> str:
    """Return an amount with all its digits: 「12,500,000円」, "12,500,000" in English."""
    amount = number(hundredths / 100)
    return f"{amount}円" if language() == "ja" else amount


def money_in(hundredths: int, currency: str, *, computed: bool = False) -> str:
    """Return an amount with its currency: 「2.9万円」, "JPY 29,000", "USD 1,250"."""
    if currency == "JPY" and language() == "ja":
        return money(hundredths, computed=computed)
    return f"{currency} {number(hundredths / 100)}"


def day(ordinal: int | None) -> str:
    """Return a day as "2026/11/20", by the era as "R8.11.20"; no day as an empty text."""
    if ordinal is None or ordinal == NEVER or ordinal < 1:
        return ""
    return _day(date.fromordinal(ordinal))


def stored_day(text: str | None) -> str:
    """Return a day as records have it ("2026-11-20", or a moment) as `day` writes it; other texts as they are."""
    try:
        return _day(date.fromisoformat((text or "")[: len("YYYY-MM-DD")]))
    except ValueError:
        return text or ""


def _day(at: date) -> str:
    era = era_year(at) if in_eras() else None
    return f"{era.short}.{at.month}.{at.day}" if era else f"{at.year:04}/{at.month:02}/{at.day:02}"


def change(value: float) -> str:
    """Return a difference of counts with its sign: 「+3」, 「±0」."""
    return signed(value, 0) if value else "±0"


def month_name(ordinal: int | None) -> str:
    """Return the month of a day as people say it: 「2026年9月」, "2026/09"; no day as an empty text."""
    if ordinal is None:
        return ""
    at = date.fromordinal(ordinal)
    return f"{year_name(at)}年{at.month}月" if language() == "ja" else month(ordinal)


def month(ordinal: int) -> str:
    """Return the month of a day in short: "2026/09", by the era "R8.9"."""
    at = date.fromordinal(ordinal)
    era = era_year(at) if in_eras() else None
    return f"{era.short}.{at.month}" if era else at.strftime("%Y/%m")


def stored_month(text: str | None) -> str:
    """Return a month as records have it ("2026-09") as `month` writes it; other texts as they are."""
    try:
        return month(date.fromisoformat(f"{text}-01").toordinal())
    except ValueError:
        return text or ""


def year_name(at: date) -> str:
    """Return the year of a day as it stands before 年: "2026", 「令和8」."""
    era = era_year(at) if in_eras() else None
    return era.full if era else str(at.year)


def fiscal_year_name(year: int) -> str:
    """Return a fiscal year by the year it begins in, as it stands before 年度: "2026", 「令和8」.

    By the era at the end of that year: the one from April 2019 is that of 令和元年 to everybody.
    """
    return year_name(date(year, 12, 31))


def colon() -> str:
    """Return what stands between a name and what is said of it."""
    return _(": ")


def sentences(*parts: str) -> str:
    """Return sentences as one text: a space between them, in Japanese none. One without an end is ended.

    What ends with a name or in brackets stands without a full stop where it stands alone.
    """
    said = [part for part in parts if part]
    stop, space = ("。", "") if language() == "ja" else (".", " ")
    ended = [part if part[-1] in _ENDS else part + stop for part in said[:-1]]
    return space.join((*ended, *said[-1:]))


def signed(value: float, digits: int = 1) -> str:
    """Return a number with its sign, a true minus included: "+5.9", "−3.0"."""
    text = f"{value:+,.{digits}f}"
    return text.replace("-", "−")


def moment(instant: str, zone: str = DEFAULT_ZONE) -> str:
    """Return a stored instant as day and time where the business is: "2026/11/28 18:05"; other texts as they are."""
    try:
        at = datetime.fromisoformat(instant).astimezone(zone_of(zone))
    except (ValueError, OverflowError):
        return instant
    return f"{_day(at.date())} {at:%H:%M}"
