"""Which pairs are worth a look, with what evidence; and that nobody ever compares all with all."""

import pytest

from funneldesk.domain.leads.duplicates import ENOUGH, Person, compare, compare_leads, keyed, strongest
from funneldesk.domain.leads.duplicates_words import evidence_text

BASE = {
    "name": "山田 太郎",
    "company": "株式会社みなと精機",
    "email": "t.yamada@minato.co.jp",
    "phone": "03-1234-5678",
}


def person(lead: int = 1, **said: str) -> Person:
    return Person(lead, *(said.get(name, "") for name in ("name", "company", "email", "phone")))


def points(one: dict[str, str], other: dict[str, str]) -> int:
    pair = compare(keyed(person(1, **one)), keyed(person(2, **other)))
    return pair.points if pair else 0


@pytest.mark.parametrize(
    "other",
    [
        BASE | {"email": "t.yamada@minato.com", "company": "みなと精機東京支店"},
        {"name": "山田太朗", "company": "みなと精機"},
        {"name": "山田太郎", "company": "みなと精機ホールディングス"},
        {"name": "山田 太郎", "company": "MINATO SEIKI", "email": "yamada@minato.co.jp"},
        {"name": "山田太郎", "company": "南海工業", "phone": "03-1234-5678"},
        {"name": "山田太郎", "phone": "0312345678"},
        {"name": "山田", "company": "みなと精機", "email": "t.yamada@minato.cp.jp"},
        {"name": "山田 太浪", "company": "みなと精機", "email": "t.yamadaa@minato.co.jp"},
    ],
)
def test_who_may_be_the_same_person(other: dict[str, str]) -> None:
    assert points(BASE, other) >= ENOUGH
    assert points(other, BASE) == points(BASE, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (BASE, {"name": "鈴木 花子", "company": "みなと精機", "phone": "03-1234-5678"}),  # colleagues, one switchboard
        (BASE, {"name": "山田 太郎", "company": "南海工業", "email": "t.yamada@nankai.jp"}),  # namesakes
        ({"name": "山田 太郎"}, {"name": "山田 太郎"}),
        ({"name": "佐藤一郎", "company": "みなと精機"}, {"name": "佐藤二郎", "company": "みなと精機"}),
        (
            {"name": "藤田 優子", "company": "港南鉄工", "email": "y.fujita@konan.jp", "phone": "03-0445-5814"},
            {"name": "藤田 幸子", "company": "港南鉄工", "email": "s.fujita@konan.jp", "phone": "03-0445-5814"},
        ),
        ({"name": "佐藤一", "company": "第一工業"}, {"name": "佐藤一", "company": "第二工業"}),
        ({"company": "みなと精機", "phone": "03-1234-5678"}, {"company": "みなと精機", "phone": "03-1234-5678"}),
        ({"name": "山田太郎", "email": "yamada1@gmail.com"}, {"name": "山田太郎", "email": "yamada2@gmail.com"}),
    ],
)  # fmt: skip
def test_who_is_not_offered(one: dict[str, str], other: dict[str, str]) -> None:
    assert points(one, other) < ENOUGH


def test_the_evidence_is_said_in_words() -> None:
    pair = compare(
        keyed(person(2, **BASE)), keyed(person(1, name="山田太郎", company="港精機", phone="0312345678"))
    )
    assert pair is not None
    assert (pair.one, pair.other) == (1, 2)
    assert evidence_text(pair.evidence) == "same name, same phone number, different company"


def test_the_strongest_come_first() -> None:
    found = [compare(keyed(person(1, **BASE)), keyed(person(n, **BASE))) for n in (3, 2)]
    found.append(compare(keyed(person(5, name="山田太郎", phone="0312345678")), keyed(person(4, **BASE))))
    best = strongest([pair for pair in found if pair], 2)
    assert [(pair.one, pair.other) for pair in best] == [(1, 2), (1, 3)]


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("taro@minato.jp", "TARO+x@minato.jp", "same"),
        ("taro@gmail.com", "taro@yahoo.co.jp", "alike"),
        ("taro@minato.jp", "taro@minat.jp", "alike"),
        ("taro@minato.co.jp", "taro@minato.com", "alike"),
        ("taro@minato.jp", "tarro@minato.jp", "alike"),
        ("taro@minato.jp", "hanako@minato.jp", "different"),
        ("taro1@minato.jp", "taro2@minato.jp", "different"),
    ],
)
def test_addresses_are_compared(one: str, other: str, likeness: str) -> None:
    said = {"name": "山田太郎", "company": "みなと精機", "phone": "090-1111-2222"}
    pair = compare(keyed(person(1, email=one, **said)), keyed(person(2, email=other, **said)))
    assert pair is not None
    assert {found.field: found.likeness for found in pair.evidence}["email"] == likeness


@pytest.mark.parametrize(
    ("one", "other", "points"),
    [
        ("minato.co.jp", "minato.cp.jp", 30),
        ("minato-seiki.co.jp", "minatoseiki.com", 30),
        ("abc.co.jp", "abd.co.jp", 12),  # in short names one letter makes another company
        ("corp7-143.co.jp", "corp7-503.co.jp", 12),
        ("minato.co.jp", "nankai.co.jp", 12),
    ],
)
def test_the_same_local_part_at_another_domain_says_more_where_it_may_be_mistyped(
    one: str, other: str, points: int
) -> None:
    said = {"name": "山田太郎", "phone": "090-1111-2222"}
    pair = compare(
        keyed(person(1, email=f"t.yamada@{one}", **said)), keyed(person(2, email=f"t.yamada@{other}", **said))
    )
    assert pair is not None
    assert {found.field: found.points for found in pair.evidence}["email"] == points


def test_of_all_that_lists_say_of_two_leads_the_strongest_pair_counts() -> None:
    now = keyed(person(1, name="山田 太郎", company="南海工業", email="yamada@nankai.jp"))
    before = keyed(person(1, **BASE))
    other = keyed(person(2, name="山田 太朗", company="みなと精機", phone="03-1234-5678"))
    assert compare_leads([now], [other]) is None
    assert compare_leads([now, before], [other]) == compare(before, other)
