"""Sums of money as lists write them: currencies, thousands, 万 and 億, brackets for negative ones."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

_UNITS = {"兆": 10**12, "億": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4, "千": 10**3}
_UNITS |= {"k": 10**3, "m": 10**6, "b": 10**9, "": 1}
_MONEY = re.compile(r"([0-9]+(?:\.[0-9]+)?|\.[0-9]+)(兆|億|千万|百万|十万|万|千|k|m|b)?")
_TAX = re.compile(r"\(?税[込抜別][みき]?\)?")
#: 「金1,200円也」, "¥1,200-": how a sum ends and begins where nobody shall add to it.
_FORMAL = re.compile(r"^金(?=[\d〇一二三四五六七八九十百千万])|也$|\.-$")
_MONEY_NOISE = re.compile(r"jpy|us(?=\$|d)|usd|d(?= ?\d)|eur|円|¥|\\|\$|€|£|約|[ ']")
_ENDED = re.compile(r"^[¥\\].*\d-$|円-$")
_MINUS = "-▲△−"
_KANJI_DIGITS = str.maketrans("〇一二三四五六七八九", "0123456789")


def hundredths_of(written: str) -> int | None:
    """Return an amount in whole hundredths, None if `written` is none: "$22,700.00" is 2270000."""
    text = written if written.isascii() else unicodedata.normalize("NFKC", written)
    text = _FORMAL.sub("", _TAX.sub("", text.strip().lower()).strip()).translate(_KANJI_DIGITS)
    if _ENDED.search(text):
        text = text[:-1]
    bracketed = text.startswith("(") and text.endswith(")")
    text = _MONEY_NOISE.sub("", text.strip("()"))
    negative = bracketed or text.startswith(tuple(_MINUS))
    text = plain_decimal(text.lstrip(_MINUS))
    whole, position = Decimal(0), 0
    while position < len(text):
        match = _MONEY.match(text, position)
        if match is None or len(match[1]) > 30:  # noqa: PLR2004 - no sum of money has more digits
            return None
        whole += Decimal(match[1]) * _UNITS[match[2] or ""]
        position = match.end()
    if not text:
        return None
    hundredths = int((whole * 100).quantize(Decimal(1), ROUND_HALF_UP))
    if hundredths >= 2**62:
        return None
    return -hundredths if negative else hundredths


def plain_decimal(text: str) -> str:
    """Return `text` with thousands separators gone and "." before decimals: "1.234,56" and "1,234.56" alike."""
    if "," not in text:
        return text.replace(".", "") if text.count(".") > 1 else text
    if text.rfind(".") > text.rfind(",") or re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{2,3})*,[0-9]{3}\D*", text):
        return text.replace(",", "")
    if "." in text or re.fullmatch(r"[0-9]+,[0-9]{1,2}\D*", text):
        return text.replace(".", "").replace(",", ".")
    return text.replace(",", "") if "億" in text or "万" in text else text


_HEADING_UNITS = (
    (re.compile(r"億円|億"), 10**8),
    (re.compile(r"百万円|百万|millions?|mio\b", re.IGNORECASE), 10**6),
    (re.compile(r"万円|万(?=[)\]])"), 10**4),
    (re.compile(r"千円|千ドル|thousands?|k(?:jpy|usd|円)", re.IGNORECASE), 10**3),
    (re.compile(r"円|¥|yen|\bjpy\b", re.IGNORECASE), 1),
)
_STATED = re.compile(
    r"(?:単位|unit)s?\s*[:=は]?\s*(?:in\s+)?(.{1,16})|^\s*[(\[]?\s*((?:千|百万|万|億)円)\s*[)\]]?\s*$",
    re.IGNORECASE,
)


def heading_unit(heading: str) -> int | None:
    """Return what one unit of a money column is worth: 10,000 for 「金額(万円)」; None if it does not say."""
    text = unicodedata.normalize("NFKC", heading)
    return next((worth for unit, worth in _HEADING_UNITS if unit.search(text)), None)


def stated_unit(titles: Iterable[str]) -> int:
    """Return what one unit of money is worth in a list that says 「単位:千円」 above its headings, else 1."""
    for title in titles:
        stated = _STATED.search(unicodedata.normalize("NFKC", title))
        worth = heading_unit(stated[1] or stated[2]) if stated else None
        if worth is not None:
            return worth
    return 1


def has_unit(written: str) -> bool:
    """Whether an amount states a unit of its own, which wins over that of its heading."""
    return bool(re.search(r"[億万千円kmb]", unicodedata.normalize("NFKC", written).lower()))
