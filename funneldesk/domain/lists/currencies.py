"""In which currency amounts are: what a cell, a column beside it or a heading says, and which one a list counts in."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

#: What amounts nobody marked are in where the definition book names no other currency.
YEN = "JPY"
_CODE = r"(?<![a-z])(?:{codes})(?![a-z])"
#: Signs, names and codes of each currency; longer signs stand before the ones they end with.
_CURRENCIES: Mapping[str, tuple[str, str]] = {
    "JPY": (r"[¥\\円]", "jpy|yen"),
    "HKD": (r"hk\$", "hkd"),
    "SGD": (r"(?<!u)s\$", "sgd"),
    "AUD": (r"a\$", "aud"),
    "TWD": (r"nt\$", "twd"),
    "USD": (r"(?:us)?\$|ドル", "usd|dollars?"),
    "EUR": (r"€|ユーロ", "eur"),
    "GBP": (r"£|ポンド", "gbp"),
    "CNY": (r"人民元", "cny|rmb"),
    "KRW": (r"₩|ウォン", "krw"),
    "THB": (r"฿", "thb"),
    "INR": (r"₹", "inr"),
}
_MARKS = re.compile(
    "|".join(
        f"(?P<{code}>{signs}|{_CODE.format(codes=words)})" for code, (signs, words) in _CURRENCIES.items()
    )
)
_HEADING = re.compile(
    r"(?:bid|deal|opportunity|amount|取引|商談|案件|契約|受注|金額)?[\W_]*"
    r"(?:currency[\W_]*(?:(?:iso)?[\W_]*code)?|通貨(?:コード|種別|単位)?)[\W_]*"
)


@lru_cache(1 << 14)
def stated_currency(text: str) -> str | None:
    """Return the code of the currency a text states (¥, 円, JPY, $ ...), None where it states none."""
    if not text or text.isdigit():
        return None
    found = _MARKS.search(unicodedata.normalize("NFKC", text).casefold())
    return found.lastgroup if found else None


def currency_place(headings: Sequence[str]) -> int | None:
    """Return which column says in which currency the amount of its row is, None where no column does."""
    for place, heading in enumerate(headings):
        name = unicodedata.normalize("NFKC", heading).casefold().split(" - ")[-1].strip()
        if _HEADING.fullmatch(name):
            return place
    return None


def counted_currency(stated: Iterable[str | None], own: str = YEN) -> str:
    """Return the currency a list counts in, given that of each of its amounts and the `own` one of the book.

    It is the book's where any amount is in it or unmarked. A list that marks all its amounts, and none as the
    book's, counts in the currency most of them are in.
    """
    counts = Counter(stated)
    if not counts or None in counts or own in counts:
        return own
    return str(max(counts, key=lambda code: (counts[code], code)))
