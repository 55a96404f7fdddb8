"""Companies: the keys by which lists speak of one, and which leads are of the same (DESIGN 5, Identity).

A company is a connected component over leads of name, mail domain that is not free, and corporate number. It depends
on the leads alone, never on their order.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import NamedTuple

from funneldesk.domain.names import FREE_MAIL, USUAL_FORMS

_FORMS = (
    "株式会社", "有限会社", "合同会社", "合資会社", "合名会社", "一般社団法人", "一般財団法人", "公益社団法人",
    "公益財団法人", "社会福祉法人", "医療法人社団", "医療法人財団", "医療法人", "学校法人", "宗教法人", "独立行政法人",
    "国立大学法人", "特定非営利活動法人", "npo法人", "相互会社", "協同組合", "特例有限会社", "地方独立行政法人",
)  # fmt: skip
# NFKC turns ㈱ and （株） alike into (株).
_JAPANESE = re.compile(
    "|".join(_FORMS)
    + r"|\((株|有|同|資|名|社|財|福|医|学|独|一社|一財|公社|公財|特非|地独|相|協|農|宗)\)"
    # A bracket goes astray; banks write (カ.
    + r"|^(株|有|カ|ユ|ド)\)|\((株|有|カ|ユ|ド)$|\((カ|ユ|ド)\)"
)
# Each legal form holds one of these.
_MARKS = frozenset("会法組()")
_WESTERN = re.compile(
    r"[\s,]+(incorporated|inc|corporation|corp|company limited|co[.,]*\s*ltd|company|co|limited|ltd|llc|llp|plc|gmbh|"
    r"ag|k\.?k|kabushiki kaisha|s\.?a|b\.?v|n\.?v|pte[.,]*\s*ltd|pty[.,]*\s*ltd)[\s.,]*$"
)
_NOISE = re.compile(r"[\s・･.,，．、。'’‐‑–—\-_/&()]+")
# After a katakana any dash is the long vowel.
_LONG = re.compile(r"(?<=[ァ-ヺ])[‐‑–—―−─\-]")
# Most names hold nothing of these: asked first, that costs a third.
_TRANSLATED = frozenset(map(chr, USUAL_FORMS)) | frozenset("‐‑–—―−─-")


@lru_cache(1 << 15)
def company_key(text: str | None) -> str:
    """Return a company's name as it is compared; a name that is nothing but a legal form stays as it is."""
    if not text:
        return ""
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    if not _TRANSLATED.isdisjoint(plain) and not plain.isascii():
        plain = _LONG.sub("ー", plain.translate(USUAL_FORMS))
    bare = plain if _MARKS.isdisjoint(plain) else _JAPANESE.sub(" ", plain).strip()
    while (shorter := _WESTERN.sub("", bare)) != bare:
        bare = shorter
    return _NOISE.sub("", bare) or _NOISE.sub("", plain) or plain


_DOMAIN = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?\.)+[a-z][a-z0-9-]+")
_ADDRESS = re.compile(r"^(?:[a-z]+://)?(?:[^@/\s]*@)?(?:www\.)?|[:/?#].*$")


def site_domain(text: str | None) -> str:
    """Return the domain that a web address, a mail address or a bare domain names; "" if none, or a free one's."""
    domain = _ADDRESS.sub("", unicodedata.normalize("NFKC", text).strip().lower()) if text else ""
    return domain if _DOMAIN.fullmatch(domain) and domain not in FREE_MAIL else ""


#: A mail domain under which more differently named companies stand says nothing: a provider, a group's common domain.
MANY_COMPANIES = 20


class CompanyKeys(NamedTuple):
    """What a lead says of its company: `company_key`, mail domain (free ones not), corporate number; "" if nothing."""

    name: str = ""
    domain: str = ""
    number: str = ""


class Companies:
    """Which of the given keys are the same company.

    `said`: what leads say, complete for every name and number in it and for every domain of `telling`; `telling`: the
    domains that are evidence (`MANY_COMPANIES` names at most, and one corporate number). Different corporate numbers
    are never one company: a name they share joins neither, and a domain that would join two of them joins nobody.
    """

    def __init__(self, said: Iterable[CompanyKeys], telling: Collection[str]) -> None:
        self._numbers: dict[str, set[str]] = {}
        self._parent: dict[str, str] = {}
        self._number: dict[str, str] = {}
        self._telling = frozenset(telling)
        self._joined: dict[str, str] = {}
        everything = sorted(set(said))
        for one in everything:
            if one.name and one.number:
                self._numbers.setdefault(one.name, set()).add(one.number)
        known = [one for one in everything if self._unit(one)]
        under: dict[str, list[CompanyKeys]] = {}
        for one in known:
            self._parent.setdefault(self._unit(one), self._unit(one))
            if one.number:
                self._number[self._unit(one)] = one.number
            if one.domain in self._telling:
                under.setdefault(one.domain, []).append(one)
        # The most particular domain first: what it joins stands, whatever a wider one says.
        for domain in sorted(under, key=lambda name: (len({one.name for one in under[name]}), name)):
            self._join(domain, {self._unit(one) for one in under[domain]})
        self._members: dict[str, list[CompanyKeys]] = {}
        for one in known:
            self._members.setdefault(self._root(self._unit(one)), []).append(one)

    def members(self, keys: CompanyKeys) -> tuple[CompanyKeys, ...]:
        """Return everything that leads of the company behind `keys` say of it; nothing if no lead is of it."""
        root = self._found(keys)
        return tuple(self._members[root]) if root else ()

    def groups(self) -> tuple[tuple[CompanyKeys, ...], ...]:
        """Return all companies, each as everything that its leads say of it."""
        return tuple(map(tuple, self._members.values()))

    def _unit(self, keys: CompanyKeys) -> str:
        """Return the smallest thing that is one company for certain, "" for nothing."""
        if keys.number:
            return "#" + keys.number
        if not keys.name:
            return "d" + keys.domain if keys.domain in self._telling else ""
        numbers = self._numbers.get(keys.name, set())
        if len(numbers) == 1:
            return "#" + min(numbers)
        return f"n{keys.name}\x1f{keys.domain if numbers else ''}"

    def _root(self, unit: str) -> str:
        while self._parent[unit] != unit:
            self._parent[unit] = self._parent[self._parent[unit]]
            unit = self._parent[unit]
        return unit

    def _join(self, domain: str, units: Collection[str]) -> None:
        roots = sorted({self._root(unit) for unit in units})
        numbers = {self._number[root] for root in roots if root in self._number}
        if len(numbers) > 1:
            return
        for root in roots:
            self._parent[root] = roots[0]
        if numbers:
            self._number[roots[0]] = min(numbers)
        self._joined[domain] = roots[0]

    def _found(self, keys: CompanyKeys) -> str:
        """Return the company that `keys` (of a lead or of anything else that names one) mean; "" for none."""
        units = [self._joined.get(keys.domain, ""), self._unit(keys._replace(number=""))]
        if keys.number:
            units.insert(0, self._unit(keys))
        for unit in units:
            if unit in self._parent:
                root = self._root(unit)
                if not keys.number or self._number.get(root, keys.number) == keys.number:
                    return root
        return ""
