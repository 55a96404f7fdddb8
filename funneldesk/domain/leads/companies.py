"""Companies: the keys by which lists speak of one, and which leads are of the same (DESIGN 5, Identity).

A company is what name, mail domain (not a free provider's) and corporate number hold together. It depends on the
leads alone, never on their order.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import NamedTuple

from funneldesk.domain.leads.names import FREE_MAIL, IN_EXAMPLES, USUAL_FORMS

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
_AFTER_WESTERN = " .,\t\n"
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
    bare = plain
    if not _MARKS.isdisjoint(bare):
        # The two forms that nearly all names have, then whatever else there is.
        bare = bare.replace("株式会社", " ").replace("(株)", " ")
        bare = (bare if _MARKS.isdisjoint(bare) else _JAPANESE.sub(" ", bare)).strip()
    while "a" <= bare.rstrip(_AFTER_WESTERN)[-1:] <= "z" and (shorter := _WESTERN.sub("", bare)) != bare:
        bare = shorter
    return _NOISE.sub("", bare) or _NOISE.sub("", plain) or plain


_DOMAIN = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?\.)+[a-z][a-z0-9-]+")
_ADDRESS = re.compile(r"^(?:[a-z]+://)?(?:[^@/\s]*@)?(?:www\.)?|[:/?#].*$")


def site_domain(text: str | None) -> str:
    """Return the domain that a web address, a mail address or a bare domain names; "" if none, or a free one's."""
    domain = _ADDRESS.sub("", unicodedata.normalize("NFKC", text).strip().lower()) if text else ""
    return domain if _DOMAIN.fullmatch(domain) and domain not in FREE_MAIL | IN_EXAMPLES else ""


#: A mail domain under which more differently named companies stand says nothing: a provider, a group's common domain.
#: So does a name with people at more domains: 「個人」, 「非公開」.
MANY_COMPANIES = 20


class CompanyKeys(NamedTuple):
    """What a lead says of its company: `company_key`, mail domain (free ones not), corporate number; "" if nothing."""

    name: str = ""
    domain: str = ""
    number: str = ""


class Companies:
    """Which of the given keys are the same company.

    A corporate number is one company, and so is a name, with the number its people give. The domain most of them write
    from joins them with all others it is that for: never further, or two random domains under one name would in the
    end join everybody. Different numbers are never one company: a name they share is told apart by domain, and a domain
    that would join two joins nobody.

    `said`: what leads say, and how many; complete for every name and number that counts. `telling`: the domains that
    are evidence (at most `MANY_COMPANIES` names, and one number).
    """

    def __init__(self, said: Mapping[CompanyKeys, int], telling: Collection[str]) -> None:
        self._telling = frozenset(telling)
        self._numbers: dict[str, set[str]] = {}
        self._domains: dict[str, set[str]] = {}
        for one in said:
            if one.number:
                self._numbers.setdefault(one.name, set()).add(one.number)
            if one.domain in self._telling:
                self._domains.setdefault(one.name, set()).add(one.domain)
        known = sorted(one for one in said if self._unit(one))
        self._company: dict[str, str] = {self._unit(one): self._unit(one) for one in known}
        self._number = {self._unit(one): one.number for one in known if one.number}
        for domain, units in self._joined(said).items():
            numbers = {self._number[unit] for unit in units if unit in self._number}
            if len(numbers) <= 1:
                self._company |= dict.fromkeys(units, "@" + domain)
                self._company["@" + domain] = "@" + domain
                for number in numbers:
                    self._number["@" + domain] = number
        self._members: dict[str, list[CompanyKeys]] = {}
        for one in known:
            self._members.setdefault(self._company[self._unit(one)], []).append(one)

    def members(self, keys: CompanyKeys) -> tuple[CompanyKeys, ...]:
        """Return everything that leads of the company behind `keys` say of it; nothing if no lead is of it."""
        company = self._found(keys)
        return tuple(self._members[company]) if company else ()

    def groups(self) -> tuple[tuple[CompanyKeys, ...], ...]:
        """Return all companies, each as everything that its leads say of it."""
        return tuple(map(tuple, self._members.values()))

    def _unit(self, keys: CompanyKeys) -> str:
        """Return the smallest thing that is one company for certain, "" for nothing."""
        if keys.number:
            return "#" + keys.number
        domain = keys.domain if keys.domain in self._telling else ""
        if not keys.name:
            return "d" + domain if domain else ""
        numbers = self._numbers.get(keys.name, _NONE)
        if len(self._domains.get(keys.name, _NONE)) > MANY_COMPANIES:
            return f"n{keys.name}\x1f{domain}"
        if len(numbers) == 1:
            return "#" + min(numbers)
        return f"n{keys.name}\x1f{domain if numbers else ''}"

    def _joined(self, said: Mapping[CompanyKeys, int]) -> dict[str, list[str]]:
        """Return by domain the units most of whose people write from it."""
        people: dict[str, dict[str, int]] = {}
        for one, count in said.items():
            if one.domain in self._telling:
                domains = people.setdefault(self._unit(one), {})
                domains[one.domain] = domains.get(one.domain, 0) + count
        found: dict[str, list[str]] = {}
        for unit, domains in people.items():
            main = min(domains, key=lambda domain: (-domains[domain], domain))
            found.setdefault(main, []).append(unit)
        return found

    def _found(self, keys: CompanyKeys) -> str:
        """Return the company that `keys` (of a lead or of anything else that names one) mean; "" for none."""
        units = ["@" + keys.domain, self._unit(keys._replace(number=""))]
        if keys.number:
            units.insert(0, self._unit(keys))
        for unit in units:
            company = self._company.get(unit, "")
            if company and (not keys.number or self._number.get(company, keys.number) == keys.number):
                return company
        return ""


_NONE: frozenset[str] = frozenset()
