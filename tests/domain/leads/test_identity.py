"""Who is the same lead as whom: by the keys they share, whatever the order."""

from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.leads.identity import (
    COMPANY,
    LISTED,
    MANY_NAMES,
    REFERENCE,
    Identity,
    Who,
    components,
    digest,
    keys_of,
)


def leads(*whos: Who, listed_systems: frozenset[str] = frozenset({"ma"})) -> list[set[int]]:
    """Return which of `whos` (numbered from 1) are one lead."""
    identities = {number: Identity(number, 0, 0, who) for number, who in enumerate(whos, 1)}
    groups: dict[str, list[Identity]] = {}
    for one in identities.values():
        for key in keys_of(one.who):
            groups.setdefault(key, []).append(one)
    return [{one.id for one in part} for part in components(identities, groups, listed_systems)]


def listed(**said: str) -> Who:
    return Who(LISTED, **{"system": "ma"} | said)


def test_the_same_address_in_other_letters_is_the_same_lead() -> None:
    assert leads(listed(email="A@x.co.jp"), listed(email="a@x.co.jp"), listed(email="b@x.co.jp")) == [
        {1, 2},
        {3},
    ]


def test_the_same_name_at_the_same_company_is_the_same_lead() -> None:
    one, same = listed(name="山田 太郎", company="㈱東都"), listed(name="山田太郎", company="東都 株式会社")
    elsewhere = listed(name="山田太郎", company="南海工業")
    assert leads(one, same, elsewhere) == [{1, 2}, {3}]


def test_namesakes_with_different_phones_are_two_people() -> None:
    def namesake(phone: str) -> Who:
        return listed(name="山田", company="東都", phone=phone)

    assert leads(namesake("03-1"), namesake("03-2"), namesake("0 31")) == [{1, 3}, {2}]
    # Somebody without a phone agrees with each of them, and so they are all one.
    assert leads(namesake("03-1"), namesake("03-2"), namesake("")) == [{1, 2, 3}]


def test_a_bare_name_merges_nobody() -> None:
    assert leads(listed(name="山田"), listed(name="山田")) == [{1}, {2}]


def test_an_id_counts_within_its_system() -> None:
    assert leads(
        listed(external_id="7"), listed(external_id="7", email="a@x.jp"), Who(LISTED, "sfa", "7")
    ) == [{1, 2}, {3}]


def test_links_lead_on() -> None:
    first = listed(email="a@x.jp")
    both = listed(email="a@x.jp", external_id="7")
    last = listed(external_id="7", name="山田", company="東都")
    assert leads(first, last, both) == [{1, 2, 3}]


def test_an_address_of_many_names_is_no_evidence() -> None:
    shared = [listed(email="info@x.co.jp", name=f"人{number}") for number in range(MANY_NAMES + 1)]
    assert len(leads(*shared)) == MANY_NAMES + 1
    assert len(leads(*shared[:-1])) == 1


def test_a_reference_of_unknown_origin_means_the_only_list_that_knows_it() -> None:
    reference = Who(REFERENCE, "", "7")
    assert leads(listed(external_id="7"), reference) == [{1, 2}]
    both = frozenset({"ma", "sfa"})
    assert leads(listed(external_id="7"), Who(LISTED, "sfa", "7"), reference, listed_systems=both) == [
        {1},
        {2},
        {3},
    ]
    assert leads(reference, Who(REFERENCE, "", "7", email="a@x.jp")) == [{1, 2}]


def test_a_reference_within_a_system_that_lists_leads_stays_in_it() -> None:
    sfa = Who(REFERENCE, "sfa", "7")
    assert leads(listed(external_id="7"), sfa, listed_systems=frozenset({"ma", "sfa"})) == [{1}, {2}]
    # The SFA lists no leads: its deals carry the ids of the only lists there are.
    assert leads(listed(external_id="7"), sfa) == [{1, 2}]


def test_the_unnamed_contact_of_a_company() -> None:
    deal = Who(COMPANY, company="㈱東都")
    visit = Who(REFERENCE, company="東都株式会社")
    person = listed(company="東都", email="a@x.jp")
    assert leads(deal, visit, person) == [{1, 2}, {3}]


def test_digests_tell_apart_what_says_different_things() -> None:
    assert digest(listed(name="ab", company="c")) != digest(listed(name="a", company="bc"))
    assert digest(listed(name="a"), 1) != digest(listed(name="a"), 2)


WHOS = st.builds(
    Who,
    st.sampled_from([LISTED, REFERENCE]),
    st.sampled_from(["ma", "sfa"]),
    st.sampled_from(["", "1", "2"]),
    st.sampled_from(["", "a@x.jp", "b@x.jp"]),
    st.sampled_from(["", "山田", "佐藤"]),
    st.sampled_from(["", "東都"]),
    st.sampled_from(["", "1", "2"]),
)


@given(st.lists(WHOS, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(whos: list[Who], random: object) -> None:
    order = list(range(len(whos)))
    random.shuffle(order)  # type: ignore[attr-defined]
    straight = {frozenset(number - 1 for number in part) for part in leads(*whos)}
    shuffled = leads(*(whos[place] for place in order))
    assert {frozenset(order[number - 1] for number in part) for part in shuffled} == straight
