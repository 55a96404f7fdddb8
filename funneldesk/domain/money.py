"""Sums of money as lists write them: currencies, thousands, 万 and 億, brackets for negative ones."""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

_UNITS = {"億": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4, "千": 10**3}
_UNITS |= {"k": 10**3, "m": 10**6, "b": 10**9, "": 1}
_MONEY = re.compile(r"([0-9]+(?:\.[0-9]+)?|\.[0-9]+)(億|千万|百万|十万|万|千|k|m|b)?")
_TAX = re.compile(r"\(?税[込抜別][みき]?\)?")
_MONEY_NOISE = re.compile(r"jpy|usd|eur|円|¥|\\|\$|€|£|約|[ ']|-$")


def hundredths_of(written: str) -> int | None:
    """Return an amount in whole hundredths, None if `written` is none: "$22,700.00" is 2270000."""
    text = written if written.isascii() else unicodedata.normalize("NFKC", written)
    text = text.strip().lower()
    negative = text.startswith(("(", "-", "▲", "△", "−")) and not text.startswith("(税")
    text = _MONEY_NOISE.sub("", _TAX.sub("", text).strip("()-▲△− ")).lstrip("-▲△−")
    text = plain_decimal(text)
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


_HEADING_UNITS = {"億円": 10**8, "百万円": 10**6, "万円": 10**4, "千円": 10**3}


def heading_unit(heading: str) -> int:
    """Return what one unit of a money column is worth: 10,000 for 「金額(万円)」, else 1."""
    text = unicodedata.normalize("NFKC", heading)
    return next((worth for unit, worth in _HEADING_UNITS.items() if unit in text), 1)


def has_unit(written: str) -> bool:
    """Whether an amount states a unit of its own, which wins over that of its heading."""
    return bool(re.search(r"[億万千円kmb]", unicodedata.normalize("NFKC", written).lower()))
