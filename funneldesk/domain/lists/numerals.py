"""Numbers in the text of a field: "200名", "50～99", "1,200人", "約300", "12 %", "1.5万".

A list rarely keeps a number alone in its cell; conditions and bands need one all the same.
"""

import re
import unicodedata
from functools import lru_cache

_NUMBER = re.compile(r"(\d+(?:\.\d+)?)\s*(億|万|千|%)?")
_RANGE = re.compile(r"^\D{0,4}\s*(?:~|-|to|から)\s*\D{0,4}$")
_UNITS = {"億": 1e8, "万": 1e4, "千": 1e3, "%": 0.01, "": 1.0}
_DASHES = str.maketrans({"～": "~", "〜": "~", "−": "-", "–": "-", "—": "-", "―": "-", "－": "-", "ー": "-"})


@lru_cache(maxsize=65536)
def number_in(text: str) -> float | None:
    """Return the number `text` states, a range by its middle, "12 %" as 0.12; None if there is not just one.

    Full-width digits, separators of thousands, 万 and 億, and words around the number are understood.
    """
    plain = unicodedata.normalize("NFKC", text.translate(_DASHES)).translate(_DASHES)
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", plain).strip()
    found = list(_NUMBER.finditer(plain))
    values = [float(match[1]) * _UNITS[match[2] or ""] for match in found]
    if len(values) == 1:
        return -values[0] if re.match(r"^[-△▲]\s*\d", plain) else values[0]
    if len(values) == len(("low", "high")) and _RANGE.match(plain[found[0].end() : found[1].start()]):
        if found[1][2] and not found[0][2]:
            # "1～2万": the unit stands once, behind both.
            values[0] *= _UNITS[found[1][2]]
        return (values[0] + values[1]) / 2
    return None
