"""In which currency amounts are: what a cell, a column beside it or a heading says, and which one a list counts in."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

#: What amounts nobody marked are in.
YEN = "JPY"
_MARKS = re.compile(
    r"(?P<JPY>[¥\\円]|jpy|\byen\b|日本円)|(?P<HKD>hk\$|hkd)|(?P<SGD>(?<!u)s\$|sgd)|(?P<AUD>a\$|aud)|(?P<TWD>nt\$|twd)|"
    r"(?P<USD>(?:us)?\$|usd|米?ドル|\bdollars?\b)|(?P<EUR>€|eur|ユーロ)|(?P<GBP>£|gbp|ポンド)|(?P<CNY>cny|rmb|人民元)|"
    r"(?P<KRW>₩|krw|ウォン)|(?P<THB>฿|thb)|(?P<INR>₹|inr)"
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


def counted_currency(stated: Iterable[str | None]) -> str:
    """Return the currency a list counts in, given that of each of its amounts: yen where any is in yen or unmarked.

    A list that marks all its amounts, and none as yen, counts in the currency most of them are in.
    """
    counts = Counter(stated)
    if not counts or None in counts or YEN in counts:
        return YEN
    return str(max(counts, key=lambda code: (counts[code], code)))
