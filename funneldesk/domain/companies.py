"""Companies in the form in which two lists are compared: without legal form, width and spaces (DESIGN 5, Identity)."""

import re
import unicodedata
from functools import lru_cache

_FORMS = (
    "株式会社", "有限会社", "合同会社", "合資会社", "合名会社", "一般社団法人", "一般財団法人", "公益社団法人",
    "公益財団法人", "社会福祉法人", "医療法人社団", "医療法人財団", "医療法人", "学校法人", "宗教法人", "独立行政法人",
    "国立大学法人", "特定非営利活動法人", "相互会社", "協同組合",
)  # fmt: skip
# NFKC turns ㈱ and （株） alike into (株).
_JAPANESE = re.compile(
    "|".join(_FORMS) + r"|\((株|有|同|資|名|社|財|福|医|学|独)\)|^(カ|ユ|ド)\)|\((カ|ユ|ド)(\)|$)"
)
_WESTERN = re.compile(
    r"[\s,]+(incorporated|inc|corporation|corp|company limited|co[.,]*\s*ltd|company|co|limited|ltd|llc|llp|plc|gmbh|"
    r"ag|k\.?k|kabushiki kaisha|s\.?a|b\.?v|n\.?v|pte[.,]*\s*ltd|pty[.,]*\s*ltd)[\s.,]*$"
)
_NOISE = re.compile(r"[\s・･.,，．、。'’‐\-_/&()]+")


@lru_cache(1 << 15)
def company_key(text: str | None) -> str:
    """Return a company's name as it is compared; a name that is nothing but a legal form stays as it is."""
    if not text:
        return ""
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    bare = _JAPANESE.sub(" ", plain).strip()
    while (shorter := _WESTERN.sub("", bare)) != bare:
        bare = shorter
    return _NOISE.sub("", bare) or _NOISE.sub("", plain) or plain
