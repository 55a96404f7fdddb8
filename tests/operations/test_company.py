"""A company's page: who, what holds it together, which deals."""

import pytest

from funneldesk.errors import UserError
from funneldesk.operations.company import company_of
from funneldesk.operations.stores import in_memory_store
from tests.operations.taking import Row, take

DAY = 739_700  # 2026-03
PEOPLE: list[Row] = [
    {
        "name": "山田", "email": "a@minato.co.jp", "company": "株式会社みなと精機", "corporate_number": "3010001000001",
        "acquired_at": "2026-01-05", "stage": "mql",
    },
    {"name": "佐藤", "email": "b@minato.co.jp", "company": "㈱みなと精機", "acquired_at": "2026-02-05"},
    {"name": "鈴木", "email": "c@minato.co.jp", "company": "MINATO SEIKI"},
    {"name": "田中", "email": "d@nankai.jp", "company": "南海工業"},
    {"name": "独り", "email": "e@gmail.com"},
]  # fmt: skip
DEALS: list[Row] = [
    {
        "external_id": "d1",
        "company": "みなと精機",
        "name": "更新",
        "opened_at": "2026-02-10",
        "amount": "120000",
    },
    {"external_id": "d2", "email": "d@nankai.jp", "name": "他社", "opened_at": "2026-02-10"},
    {"external_id": "d3", "email": "a@minato.co.jp", "won_at": "2026-01-20"},
]


def test_a_company_with_its_people_keys_and_deals() -> None:
    with in_memory_store("ja") as store:
        take(store, "leads", PEOPLE)
        take(store, "deals", DEALS)
        found = company_of(store, 3, DAY)
        assert found.name == "株式会社みなと精機"
        assert found.names == (("株式会社みなと精機", 2), ("MINATO SEIKI", 1))
        assert found.domains == (("minato.co.jp", 3),)
        assert found.numbers == (("3010001000001", 1),)
        assert {(one.row.name, one.stage) for one in found.people} == {
            ("佐藤", "deal"),
            ("山田", "won"),
            ("鈴木", "lead"),
        }
        scores = [one.score for one in found.people]
        assert scores == sorted(scores, reverse=True)
        assert [(deal.name, deal.person, deal.outcome, deal.amount) for deal in found.deals] == [
            ("更新", "佐藤", "open", 120000),
            ("", "山田", "won", None),
        ]
        assert company_of(store, 4, DAY).names == (("南海工業", 1),)


def test_who_says_nothing_of_a_company_has_none() -> None:
    with in_memory_store("ja") as store:
        take(store, "leads", PEOPLE)
        for lead, code in ((5, "no_company"), (99, "no_lead")):
            with pytest.raises(UserError) as error:
                company_of(store, lead, DAY)
            assert error.value.code == code


def test_a_company_known_by_its_domain_only() -> None:
    with in_memory_store("ja") as store:
        take(store, "leads", [{"email": "a@minato.co.jp"}, {"email": "b@minato.co.jp"}])
        found = company_of(store, 1, DAY)
        assert (found.name, found.names, len(found.people)) == ("minato.co.jp", (), 2)
