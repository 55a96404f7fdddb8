"""Which leads are of the same company: by name, mail domain and corporate number, and when these say nothing."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.leads.companies import MANY_COMPANIES, Companies, CompanyKeys, site_domain

ONE, TWO = "3010001000001", "3010001000002"


def companies(*said: CompanyKeys) -> Companies:
    """Return the companies of leads that say this; domains tell as the store finds it."""
    telling = set()
    for domain in {keys.domain for keys in said} - {""}:
        under = [keys for keys in said if keys.domain == domain]
        numbers = {keys.number for keys in under} - {""}
        if len({keys.name for keys in under} - {""}) <= MANY_COMPANIES and len(numbers) <= 1:
            telling.add(domain)
    return Companies(Counter(said), telling)


def parts(*said: CompanyKeys) -> set[frozenset[CompanyKeys]]:
    return set(map(frozenset, companies(*said).groups()))


def test_name_domain_and_number_hold_a_company_together() -> None:
    named = CompanyKeys("みなと精機", "", ONE)
    mailed = CompanyKeys("みなと精機", "minato.co.jp")
    english = CompanyKeys("minatoseiki", "minato.co.jp")
    by_number = CompanyKeys("湊精機", "", ONE)
    other = CompanyKeys("南海工業", "nankai.co.jp")
    assert parts(named, mailed, english, by_number, other) == {
        frozenset({named, mailed, english, by_number}),
        frozenset({other}),
    }


def test_different_numbers_are_never_one_company() -> None:
    tokyo, osaka = CompanyKeys("東都", "toto.jp", ONE), CompanyKeys("東都", "toto.jp", TWO)
    assert parts(tokyo, osaka) == {frozenset({tokyo}), frozenset({osaka})}
    # A name of both domains: it is of the one most of its people write from.
    between = [CompanyKeys("甲", "a.jp", ONE), CompanyKeys("乙", "b.jp", TWO)]
    both = [CompanyKeys("丙", "a.jp"), CompanyKeys("丙", "a.jp"), CompanyKeys("丙", "b.jp")]
    assert parts(*between, *both) == {frozenset({between[0], *both}), frozenset({between[1]})}


def test_two_names_of_one_domain_are_one_company_but_chains_end_there() -> None:
    first = [CompanyKeys("甲", "a.jp"), CompanyKeys("乙", "a.jp")]
    chained = [CompanyKeys("乙", "b.jp"), CompanyKeys("丙", "b.jp")]
    assert parts(*first, *chained) == {frozenset({*first, chained[0]}), frozenset({chained[1]})}


def test_a_name_at_many_domains_is_told_apart_by_them() -> None:
    private = [CompanyKeys("個人", f"x{number}.jp") for number in range(MANY_COMPANIES + 1)]
    shop = CompanyKeys("三友商店", "x3.jp")
    nowhere = CompanyKeys("個人")
    found = parts(*private, shop, nowhere)
    assert frozenset({private[3], shop}) in found
    assert frozenset({nowhere}) in found
    assert len(found) == len(private) + 1


def test_a_name_of_two_companies_is_told_apart_by_the_domain() -> None:
    tokyo, osaka = CompanyKeys("東都", "tokyo.jp", ONE), CompanyKeys("東都", "osaka.jp", TWO)
    at_osaka, anywhere = CompanyKeys("東都", "osaka.jp"), CompanyKeys("東都")
    assert parts(tokyo, osaka, at_osaka, anywhere) == {
        frozenset({tokyo}),
        frozenset({osaka, at_osaka}),
        frozenset({anywhere}),
    }


def test_a_domain_of_many_names_is_no_evidence() -> None:
    hosted = [CompanyKeys(f"会社{number}", "provider.jp") for number in range(MANY_COMPANIES + 1)]
    assert len(parts(*hosted)) == MANY_COMPANIES + 1
    assert len(parts(*hosted[:-1])) == 1
    assert parts(*hosted, CompanyKeys("", "provider.jp")) == parts(*hosted)


def test_whom_a_deal_means() -> None:
    found = companies(CompanyKeys("みなと精機", "minato.co.jp", ONE), CompanyKeys("南海工業", "nankai.jp"))
    minato = (CompanyKeys("みなと精機", "minato.co.jp", ONE),)
    for keys in [
        ("みなと精機",),
        ("別の名前", "", ONE),
        ("", "minato.co.jp"),
        ("minatoseiki", "minato.co.jp"),
    ]:
        assert found.members(CompanyKeys(*keys)) == minato
    assert found.members(CompanyKeys("みなと精機", "", TWO)) == ()
    assert found.members(CompanyKeys("南海工業", "", TWO)) == (CompanyKeys("南海工業", "nankai.jp"),)
    assert found.members(CompanyKeys("知らない会社", "unknown.jp")) == ()
    assert found.members(CompanyKeys()) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://www.Minato.co.jp/about?x=1", "minato.co.jp"),
        ("ｍｉｎａｔｏ．ｃｏ．ｊｐ", "minato.co.jp"),
        ("info@minato.co.jp", "minato.co.jp"),
        ("http://minato.co.jp:8080", "minato.co.jp"),
        ("gmail.com", ""),
        ("みなと精機", ""),
        ("Acme Inc.", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_domains_of_sites(text: str | None, expected: str) -> None:
    assert site_domain(text) == expected


KEYS = st.builds(
    CompanyKeys,
    st.sampled_from(["", "甲", "乙", "丙", "丁"]),
    st.sampled_from(["", "a.jp", "b.jp", "c.jp"]),
    st.sampled_from(["", "", ONE, TWO]),
)


@given(st.lists(KEYS, max_size=10), st.randoms(use_true_random=False))
def test_the_order_does_not_matter_and_numbers_stay_apart(said: list[CompanyKeys], random: Any) -> None:
    shuffled = list(said)
    random.shuffle(shuffled)
    assert parts(*said) == parts(*shuffled)
    for part in parts(*said):
        assert len({keys.number for keys in part} - {""}) <= 1
    by_number = {keys.number: part for part in parts(*said) for keys in part if keys.number}
    assert all(keys in by_number[keys.number] for keys in said if keys.number)
