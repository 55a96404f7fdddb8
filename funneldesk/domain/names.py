"""Names, e-mail addresses and phone numbers in the form in which two lists are compared (DESIGN 5, Identity).

Each function is memoised: real lists repeat themselves, and a million rows pass through here.
"""

import re
import unicodedata
from functools import lru_cache

_MANY = 1 << 17
#: Glyph variants of one and the same name that NFKC leaves apart.
_VARIANTS = str.maketrans("髙﨑德瀨濵", "高崎徳瀬浜")
_HONORIFIC = re.compile(r"(様|さま|さん|殿|氏)$")
_NAME_NOISE = re.compile(r"[\s・･,.，．、。'’‐\-_/()]+")
_TAG = re.compile(r"\+[^@]*(?=@)")

#: Domains of addresses that say nothing about the company behind them.
FREE_MAIL = frozenset(
    """
    gmail.com googlemail.com yahoo.co.jp yahoo.com ymail.com ymail.ne.jp hotmail.com hotmail.co.jp outlook.com
    outlook.jp live.jp live.com msn.com icloud.com me.com mac.com aol.com aol.jp excite.co.jp infoseek.jp
    nifty.com biglobe.ne.jp so-net.ne.jp ocn.ne.jp docomo.ne.jp ezweb.ne.jp au.com softbank.ne.jp
    i.softbank.jp vodafone.ne.jp rakuten.jp mail.com gmx.com gmx.net gmx.de web.de proton.me protonmail.com
    qq.com 163.com 126.com naver.com mail.ru yandex.ru yandex.com zoho.com fastmail.com uqmobile.jp
    """.split()  # noqa: SIM905 - a table reads better as a table
)


@lru_cache(_MANY)
def email_key(text: str) -> str:
    """Return an address as it is compared: NFKC, lower case, without a +tag; "" if it is none."""
    key = text if text.isascii() else unicodedata.normalize("NFKC", text)
    key = _TAG.sub("", key.strip().lower())
    return key if "@" in key else ""


@lru_cache(_MANY)
def email_kind(text: str | None) -> str:
    """Return "free" for an address at a free provider, "company" for any other, "" if there is none."""
    domain = email_key(text or "").rpartition("@")[2]
    if not domain:
        return ""
    return "free" if domain in FREE_MAIL else "company"


@lru_cache(_MANY)
def person_key(text: str) -> str:
    """Return a person's name as it is compared: NFKC, variants of glyphs, no spaces, no honorific."""
    key = _NAME_NOISE.sub("", unicodedata.normalize("NFKC", text).translate(_VARIANTS).casefold())
    return _HONORIFIC.sub("", key)


#: Languages of these letters say the family name first.
_FAMILY_FIRST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7a3]")


def joined_name(last: str | None, first: str | None) -> str:
    """Return a whole name from its two parts in the order in which its language says it."""
    if not last or not first:
        return last or first or ""
    latin = (last.isascii() and first.isascii()) or not _FAMILY_FIRST.search(last + first)
    return f"{first} {last}" if latin else f"{last} {first}"


@lru_cache(_MANY)
def phone_key(text: str) -> str:
    """Return a phone number as it is compared: its digits, +81 as 0."""
    digits = unicodedata.normalize("NFKC", text).strip()
    international = digits.startswith("+81")
    digits = re.sub(r"\D", "", digits)
    return "0" + digits[2:].removeprefix("0") if international else digits
