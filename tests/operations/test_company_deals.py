"""Deals that name only a company reach its people, whichever of the company's keys they carry."""

import pytest

from funneldesk.operations.checking import check
from funneldesk.operations.importing import undo_import
from funneldesk.operations.stores import Store, in_memory_store
from tests.operations.taking import Row, take

NUMBER = "3010001000001"
PEOPLE: list[Row] = [
    {
        "email": "a@minato.co.jp",
        "company": "株式会社みなと精機",
        "corporate_number": NUMBER,
        "acquired_at": "2026-01-05",
    },
    {"email": "b@minato.co.jp", "company": "MINATO SEIKI", "acquired_at": "2026-02-05"},
    {"email": "c@nankai.jp", "company": "南海工業", "acquired_at": "2026-03-05"},
]


def owner(store: Store, deal: Row) -> str | None:
    """Return the e-mail address of the lead that gets the deal, None for an unnamed contact."""
    batch = take(store, "deals", [{"external_id": "d", "opened_at": "2026-04-01"} | deal], system="sfa").batch
    assert check(store) == ()
    (email,) = store.connection.execute(
        "SELECT l.email FROM company_deal d JOIN lead l ON l.id = d.lead_id"
    ).fetchone()
    assert batch
    undo_import(store, batch)
    assert check(store) == ()
    return None if email is None else str(email)


@pytest.mark.parametrize(
    ("deal", "expected"),
    [
        ({"company": "みなと精機"}, "b@minato.co.jp"),
        ({"company": "㈱みなと精機", "opened_at": "2026-01-10"}, "a@minato.co.jp"),
        ({"corporate_number": NUMBER}, "b@minato.co.jp"),
        ({"company": "港精機", "corporate_number": NUMBER}, "b@minato.co.jp"),
        ({"company_domain": "https://www.minato.co.jp/"}, "b@minato.co.jp"),
        ({"company": "minato.co.jp"}, "b@minato.co.jp"),
        ({"company": "みなと精機", "corporate_number": "3010001000002"}, None),
        ({"company": "みなと商事"}, None),
    ],
)
def test_a_deal_reaches_the_right_people(deal: Row, expected: str | None) -> None:
    with in_memory_store("ja") as store:
        take(store, "leads", PEOPLE)
        assert owner(store, deal) == expected


def test_an_unnamed_contact_is_called_what_the_deal_says() -> None:
    with in_memory_store("ja") as store:
        take(store, "deals", [{"external_id": "d", "corporate_number": NUMBER, "won_at": "2026-04-01"}])
        assert store.connection.execute("SELECT company FROM lead").fetchall() == [(NUMBER,)]
        assert check(store) == ()


def test_a_provider_with_many_companies_links_none() -> None:
    hosted = [{"email": f"u{n}@provider.jp", "company": f"会社{n}"} for n in range(21)]
    with in_memory_store("ja") as store:
        take(store, "leads", [{"acquired_at": "2026-01-05"} | row for row in hosted])
        assert owner(store, {"company": "会社3"}) == "u3@provider.jp"
        assert owner(store, {"company": "x", "company_domain": "provider.jp"}) is None


def test_a_visit_and_a_deal_of_the_same_unnamed_contact() -> None:
    with in_memory_store("ja") as store:
        visit = {"company": "㈱東都", "activity": "visit"}
        deal = {"external_id": "d", "company": "東都株式会社", "opened_at": "2026-04-01"}
        take(store, "activities", [visit])
        batch = take(store, "deals", [deal]).batch
        # Of the same day the greater value, and the deal counts as long as it has no better lead.
        assert store.connection.execute("SELECT company FROM lead").fetchall() == [("東都株式会社",)]
        assert check(store) == ()
        assert batch
        undo_import(store, batch)
        assert store.connection.execute("SELECT company FROM lead").fetchall() == [("㈱東都",)]
        assert check(store) == ()
