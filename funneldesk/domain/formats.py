"""Numbers, rates, money and days as people here write them; for window, sentences and workbooks."""

from datetime import date, datetime

from funneldesk.domain.moment import DEFAULT_ZONE, NEVER, zone_of
from funneldesk.i18n import _, language

#: 万, the unit in which Japanese amounts are said.
MAN = 10_000


def number(value: float) -> str:
    """Return a whole number with thousands separators."""
    return f"{value:,.0f}"


def tenths(value: float) -> str:
    """Return a number with one decimal, without one where it is whole: "11.5", "1,234"."""
    return f"{value:,.1f}".removesuffix(".0")


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


def money(hundredths: int) -> str:
    """Return an amount (in hundredths) as people say it: 「1,250万円」, "12,500,000" in English."""
    amount = hundredths / 100
    if language() == "ja":
        if abs(amount) >= MAN:
            man = amount / MAN
            return f"{man:,.1f}万円" if abs(man) < 100 and man % 1 else f"{man:,.0f}万円"  # noqa: PLR2004
        return f"{amount:,.0f}円"
    return f"{amount:,.0f}"


def money_in(hundredths: int, currency: str) -> str:
    """Return an amount with its currency: 「2.9万円」, "JPY 29,000", "USD 1,250"."""
    if currency == "JPY" and language() == "ja":
        return money(hundredths)
    return f"{currency} {number(hundredths / 100)}"


def day(ordinal: int | None) -> str:
    """Return a day as "2026/11/20"; no day as an empty text."""
    if ordinal is None or ordinal == NEVER or ordinal < 1:
        return ""
    return date.fromordinal(ordinal).strftime("%Y/%m/%d")


def change(value: float) -> str:
    """Return a difference of counts with its sign: 「+3」, 「±0」."""
    return signed(value, 0) if value else "±0"


def month_name(ordinal: int | None) -> str:
    """Return the month of a day as people say it: 「2026年9月」, "2026/09"; no day as an empty text."""
    if ordinal is None:
        return ""
    at = date.fromordinal(ordinal)
    return f"{at.year}年{at.month}月" if language() == "ja" else at.strftime("%Y/%m")


def sentences(*parts: str) -> str:
    """Return sentences as one text: a space between them, in Japanese none."""
    return ("" if language() == "ja" else " ").join(part for part in parts if part)


def signed(value: float, digits: int = 1) -> str:
    """Return a number with its sign, a true minus included: "+5.9", "−3.0"."""
    text = f"{value:+,.{digits}f}"
    return text.replace("-", "−")


def moment(instant: str, zone: str = DEFAULT_ZONE) -> str:
    """Return a stored instant as day and time where the business is: "2026/11/28 18:05"; other texts as they are."""
    try:
        return f"{datetime.fromisoformat(instant).astimezone(zone_of(zone)):%Y/%m/%d %H:%M}"
    except (ValueError, OverflowError):
        return instant
