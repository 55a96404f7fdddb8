"""Leads that may be the same person although no key says so: found inside blocks, never by comparing all with all.

Who is compared with whom: `domain.leads.duplicates_blocks`. Names and companies are compared by edit distance, and
each field adds or takes points. People decide; nothing is merged here.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from funneldesk.domain.leads.companies import company_key
from funneldesk.domain.leads.names import email_key, kind_and_domain, person_key, phone_key

#: So many points make a pair worth a look.
ENOUGH = 55

Likeness = Literal["same", "alike", "part", "different", "unknown"]


class Person(NamedTuple):
    """A lead as it is compared, as stored ("" where it says nothing), or what one of its lists said of it."""

    lead: int
    name: str
    company: str
    email: str
    phone: str


class Evidence(NamedTuple):
    """What one field says of a pair, and the points it adds or takes."""

    field: str
    likeness: Likeness
    points: int


class Pair(NamedTuple):
    """Two leads that may be one (`one` < `other`), with the evidence."""

    one: int
    other: int
    points: int
    evidence: tuple[Evidence, ...]


class Keyed(NamedTuple):
    """A lead by its keys."""

    lead: int
    name: str
    company: str
    local: str
    domain: str
    phone: str


def keyed(person: Person) -> Keyed:
    """Return the keys by which a lead is compared."""
    address = email_key(person.email) if person.email else ""
    return Keyed(
        person.lead,
        person_key(person.name) if person.name else "",
        company_key(person.company),
        address.rpartition("@")[0],
        kind_and_domain(person.email)[1],
        phone_key(person.phone) if person.phone else "",
    )


def compare(one: Keyed, other: Keyed) -> Pair | None:
    """Return the pair with its evidence if it is worth a look."""
    name = _names(one.name, other.name)
    if name.points <= 0:
        return None
    company = _companies(one, other)
    evidence = tuple(
        found
        for found in (
            name,
            company,
            _phones(one.phone, other.phone, company.likeness == "same"),
            _addresses(one, other),
        )
        if found.likeness != "unknown"
    )
    points = sum(found.points for found in evidence)
    if points < ENOUGH:
        return None
    return Pair(min(one.lead, other.lead), max(one.lead, other.lead), points, evidence)


#: Characters that sound alike and are taken for one another in names of people.
_SOUND_ALIKE = (
    "斎斉 郎朗 辺部 阿安 部倍 伊井 太大多 祐裕佑優 浩弘博宏裕洋寛広 健建賢 隆孝貴崇 明昭章彰晃 一市 美実 "
    "正政雅昌 香佳加花華 由有友 真信 義吉芳良 俊敏 良亮 久尚 英栄 淳純順潤 直尚 智知 幸行之 樹木 "
    "介助輔祐 雄夫男 人仁 聡哲 史文 紀則徳範 次二治司 川河 中仲 坂阪 堀掘 本元 奈那 絵江恵 "
    "里理利莉 沙紗佐 彩綾 優有 和一 藤東 久寿 岡丘 塚束 児治 晴春 陽洋 翔将 愛藍"
)
_CLASSES: Mapping[str, set[int]] = {
    letter: {number for number, some in enumerate(_SOUND_ALIKE.split()) if letter in some}
    for letter in set(_SOUND_ALIKE) - {" "}
}
_NUMERALS = frozenset("0123456789一二三四五六七八九十")
_NO_CLASS: set[int] = set()


def _names(one: str, other: str) -> Evidence:
    if not one or not other:
        return Evidence("name", "unknown", 0)
    return Evidence("name", *_likeness(one, other))


def _likeness(one: str, other: str) -> tuple[Likeness, int]:
    if one == other:
        return "same", 40
    if _sound_alike(one, other):
        return "alike", 32
    short, long = sorted((one, other), key=len)
    if not _differ_in_numerals(one, other):
        if len(short) > 1 and long.startswith(short):
            return "part", 22
        least = 0.8 if one.isascii() and other.isascii() else 0.75
        if OSA.normalized_similarity(one, other, score_cutoff=least):
            return "alike", 15
    return "different", -40


def _sound_alike(one: str, other: str) -> bool:
    if len(one) != len(other):
        return False
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return all(_CLASSES.get(a, _NO_CLASS) & _CLASSES.get(b, _NO_CLASS) for a, b in differing)


def _differ_in_numerals(one: str, other: str) -> bool:
    """Whether two texts are the same but for their numbers: 第一工業 and 第二工業, yamada1 and yamada2."""
    return one != other and _without_numerals(one) == _without_numerals(other)


def _without_numerals(text: str) -> str:
    return "".join(letter for letter in text if letter not in _NUMERALS)


def _companies(a: Keyed, b: Keyed) -> Evidence:
    if a.domain and a.domain == b.domain:
        return Evidence("company", "same", 25)
    if not a.company or not b.company:
        return Evidence("company", "unknown", 0)
    if a.company == b.company:
        return Evidence("company", "same", 25)
    short, long = sorted((a.company, b.company), key=len)
    if _differ_in_numerals(short, long):
        return Evidence("company", "different", -10)
    if (len(short) > 1 and short in long) or fuzz.ratio(short, long, score_cutoff=75):
        return Evidence("company", "alike", 15)
    return Evidence("company", "different", -10)


_MOBILE = ("070", "080", "090")


def _phones(one: str, other: str, same_company: bool) -> Evidence:
    if not one or not other:
        return Evidence("phone", "unknown", 0)
    mobile = one.startswith(_MOBILE) and other.startswith(_MOBILE)
    if one != other:
        return Evidence("phone", "different", -10 if mobile else 0)
    # Colleagues share the switchboard.
    return Evidence("phone", "same", 40 if mobile else 8 if same_company else 30)


def _addresses(a: Keyed, b: Keyed) -> Evidence:
    if not a.local or not b.local:
        return Evidence("email", "unknown", 0)
    if a.local == b.local:
        if a.domain == b.domain:
            # Free providers have no domain here: the same local part there is not the same address.
            return Evidence("email", "same", 40) if a.domain else Evidence("email", "alike", 12)
        return Evidence("email", "alike", 30 if _mistyped_domain(a.domain, b.domain) else 12)
    if a.domain != b.domain:
        return Evidence("email", "different", 0)
    if _typed_alike(a.local, b.local):
        return Evidence("email", "alike", 25)
    return Evidence("email", "different", -5 if a.domain else 0)


def _mistyped_domain(one: str, other: str) -> bool:
    """Whether one domain may be the other mistyped, or written with another ending: minato.co.jp, minato.com."""
    if not one or not other or _differ_in_numerals(one, other):
        return False
    a, b = one.partition(".")[0], other.partition(".")[0]
    # In short names one letter makes another company: abc.co.jp, abd.co.jp.
    return a == b or OSA.distance(a, b) <= min(len(a), len(b)) // 5


def _typed_alike(one: str, other: str) -> bool:
    """Whether one may be the other mistyped; but k.sato and a.sato, yamada1 and yamada2 are two people."""
    if _differ_in_numerals(one, other) or OSA.distance(one, other, score_cutoff=1) > 1:
        return False
    initials = ({part for part in re.split(r"[._-]", local) if len(part) == 1} for local in (one, other))
    return next(initials) == next(initials)


def compare_leads(ones: Sequence[Keyed], others: Sequence[Keyed]) -> Pair | None:
    """Return the strongest pair of what the lists say of one lead and of another, if it is worth a look."""
    if len(ones) == len(others) == 1:
        return compare(ones[0], others[0])
    found = (compare(one, other) for one in ones for other in others)
    return max((pair for pair in found if pair), key=lambda pair: pair.points, default=None)


def strongest(pairs: Sequence[Pair], most: int) -> tuple[Pair, ...]:
    """Return the pairs with the most points, at most `most`; equal ones by lead."""
    return tuple(sorted(pairs, key=lambda pair: (-pair.points, pair.one, pair.other))[:most])
