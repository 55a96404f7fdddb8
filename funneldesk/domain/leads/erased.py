"""What stands in the place of a person who was erased (DESIGN 9): words that are nobody's.

Everything that was counted about her is counted on, so her rows still have to be told from those of others, and her
several addresses from each other. Each of her values is exchanged for a word of its own, the same wherever the value
stood: what shared a key shares one afterwards, what was filled in stays filled in, and the kind of an address and the
domain of a company stay what they are. Nobody sees these words: a lead made of them shows bars and no name.
"""

import re
import secrets
from collections.abc import Callable, Iterable, Mapping

from funneldesk.domain.leads.identity import Who, keys_of
from funneldesk.domain.leads.names import email_key, joined_name, person_key, phone_key
from funneldesk.i18n import N_, _

#: Stands where a word about somebody stood.
BARS = "■■■"
#: The name of every lead that was erased, as it is stored.
ERASED = "消去された方"
_SHOWN = N_("Erased person")
# Beginning with a 9, so that what is left of it as a phone number looks like none.
_WORD = re.compile(r"(zz-)?erased-9\d{7}-\d{3,}(\.|-|\+\d)*(@.*)?", re.DOTALL)
#: Fields that name a person; whoever has such a word in one of them was erased.
NAMING = ("external_id", "email", "name", "last_name", "first_name", "phone")
#: Headings under which lists keep how a name is read.
READINGS = ("カナ", "かな", "ふりがな", "フリガナ", "よみ", "ヨミ", "kana", "reading")
#: What somebody wrote about a person in her rows.
FREE_TEXTS = frozenset({"note", "comment"})
#: What alone or together may still say who she was: kept where the book asks for it, or others say the same.
TELLING = frozenset({"title", "department"})
#: Fields of a row that name its person, by list: of another list the name may be a deal's.
_IDS = ("external_id", "lead_external_id", "contact_external_id")


def is_word(text: str | None) -> bool:
    """Whether a stored value stands in the place of one of somebody who was erased."""
    return text is not None and "erased-9" in text[:11] and _WORD.fullmatch(text) is not None


def is_erased(values: Mapping[str, str]) -> bool:
    """Whether the values of a lead are those of somebody who was erased."""
    return any(is_word(values.get(name)) for name in NAMING)


def blackened(values: Mapping[str, str]) -> dict[str, str]:
    """Return the values of an erased lead as they are shown: filled in where they were, and without a word of hers."""
    hidden = {name: BARS for name in NAMING if values.get(name)}
    if is_word(values.get("company")):
        hidden["company"] = BARS
    return {**values, **hidden, "name": ERASED}


def shown_value(text: str) -> str:
    """Return one stored value as it is shown."""
    return BARS if is_word(text) else shown_name(text)


def shown_name(name: str) -> str:
    """Return the stored name of a lead as it is shown in the language in use."""
    return _(_SHOWN) if name == ERASED else name


class Words:
    """The words for one person: `of_who` and `of_row` exchange what names her.

    Made from everything that names her in any row. `companies`: names of companies that are hers alone, because they
    hold her own name; every other company stays.
    """

    def __init__(self, people: Iterable[Who], companies: Iterable[str] = (), *, last: bool = False) -> None:
        """`last`: in words that stand behind those of others, where the greater one counts."""
        self._stem = f"{'zz-' if last else ''}erased-9{secrets.randbelow(10**7):07}"
        self._count = 0
        everybody = list(people)
        self._ids = self._numbered({who.external_id for who in everybody}, lambda text: text, "")
        # In the order of the addresses: of two known at the same time the greater one still wins.
        self._emails = self._numbered(
            {who.email for who in everybody}, lambda text: email_key(text) or text, "+1"
        )
        self._names = self._numbered(
            {who.name for who in everybody}, lambda text: person_key(text) or text, "."
        )
        self._phones = self._numbered(
            {who.phone for who in everybody}, lambda text: phone_key(text) or text, "-"
        )
        self._companies = self._numbered(set(companies), lambda text: text, "")

    def _numbered(self, values: set[str], key_of: Callable[[str], str], mark: str) -> dict[str, str]:
        """Return a word for each value; those of one key differ by marks that no key sees."""
        found: dict[str, str] = {}
        words: dict[str, str] = {}
        alike: dict[str, int] = {}
        for value in sorted(values - {""}):
            key = key_of(value)
            if key not in words:
                self._count += 1
                words[key] = f"{self._stem}-{self._count:03}"
            alike[key] = alike.get(key, 0) + 1
            found[value] = words[key] + mark * (alike[key] - 1)
        return found

    def company(self, text: str) -> str:
        """Return what stands for the name of a company."""
        return self._companies.get(text, text)

    def of_who(self, who: Who) -> Who:
        """Return what an identity of hers says from now on."""
        return who._replace(
            external_id=self._ids.get(who.external_id, ""),
            email=self._email(who.email),
            name=self._names.get(who.name, ""),
            company=self.company(who.company),
            phone=self._phones.get(who.phone, ""),
        )

    def _email(self, text: str) -> str:
        word = self._emails.get(text, "")
        # The domain is her company's, or a provider's, and no word of hers.
        return f"{word}@{text.rpartition('@')[2]}" if word and email_key(text) else word

    def of_keys(self, people: Iterable[Who]) -> dict[str, str]:
        """Return what stands for each of her keys, and for whatever else an entity without a key is known by."""
        found: dict[str, str] = {}
        for who in people:
            now = self.of_who(who)
            found |= dict(zip(keys_of(who), keys_of(now), strict=True))
            found |= {old: new for old, new in zip(who[2:], now[2:], strict=True) if old and not keys_of(who)}
        return found

    def of_row(self, kind: str, values: Mapping[str, str]) -> dict[str, str]:
        """Return a row of hers with what names her exchanged; everything else is as it was."""
        made = dict(values)
        for name in _IDS[:1] if kind == "leads" else _IDS[1:]:
            if name in values:
                made[name] = self._ids.get(values[name], BARS)
        if "email" in values:
            made["email"] = self._email(values["email"]) or BARS
        if "phone" in values:
            made["phone"] = self._phones.get(values["phone"], BARS)
        if "company" in values:
            made["company"] = self.company(values["company"])
        if kind != "deals":
            self._name_row(values, made)
        return made

    def _name_row(self, values: Mapping[str, str], made: dict[str, str]) -> None:
        whole = values.get("name") or joined_name(values.get("last_name"), values.get("first_name"))
        word = self._names.get(whole, BARS)
        if "name" in values:
            made["name"] = word
            made |= {part: BARS for part in ("last_name", "first_name") if part in values}
        elif whole:
            # In the part that was filled in: what the two come to together is her word again.
            made.pop("first_name", None)
            made["last_name" if "last_name" in values else "first_name"] = word
