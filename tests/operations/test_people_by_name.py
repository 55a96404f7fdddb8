"""Lists that name people without an e-mail address or id: said before the import, and one lead a person."""

from funneldesk.operations.people_by_name import ByName, by_name_words
from funneldesk.operations.stores import in_memory_store
from tests.operations.taking import figures, take

CALL = {"occurred_at": "2026-02-01", "activity": "call"}
YAMADA = {"name": "山田 太郎", "company": "㈱東都"}
SATO = {"name": "佐藤 花子", "company": "南海工業"}


def test_people_of_one_name_and_company_are_one_lead_and_counted() -> None:
    with in_memory_store("ja") as store:
        take(store, "leads", [{**YAMADA, "email": "a@x.co.jp"}])
        calls = [{**CALL, **YAMADA}, {**CALL, **SATO}, {**CALL, **SATO, "occurred_at": "2026-02-02"}]
        result = take(store, "activities", calls, dry_run=True)
        assert result.by_name == ByName(found=1, new=1, alone=0)
        assert take(store, "activities", calls).by_name == result.by_name
        assert len(figures(store)[0]) == 2


def test_bare_names_are_counted_by_row() -> None:
    with in_memory_store("ja") as store:
        result = take(store, "activities", [{**CALL, "name": "山田"}, {**CALL, "name": "山田"}])
        assert result.by_name == ByName(found=0, new=0, alone=2)


def test_who_has_an_address_an_id_or_only_a_company_is_not_named() -> None:
    with in_memory_store("ja") as store:
        told = [{**CALL, **YAMADA, "email": "a@x.co.jp"}, {**CALL, "lead_external_id": "7", "name": "佐藤"}]
        assert take(store, "activities", told).by_name is None
        deal = {"external_id": "D1", "name": "導入", "company": "㈱東都", "opened_at": "2026-02-01"}
        assert take(store, "deals", [deal]).by_name is None
    assert by_name_words(None) == ""


def test_a_row_is_about_the_lead_or_else_the_contact_it_names() -> None:
    with in_memory_store("ja") as store:
        take(store, "leads", [{"external_id": "7", **YAMADA}], system="zoho")
        take(store, "leads", [{"external_id": "7", **SATO}], system="zoho-contacts", fingerprint="contacts")
        calls = [
            {**CALL, "lead_external_id": "7", "contact_external_id": ""},
            {**CALL, "lead_external_id": "", "contact_external_id": "7", "occurred_at": "2026-02-03"},
            {**CALL, "lead_external_id": "7", "contact_external_id": "7", "occurred_at": "2026-02-05"},
        ]
        take(store, "activities", calls, system="zoho")
        touches = {dict(lead[0])["name"]: sorted(row[0] for row in lead[3]) for lead in figures(store)[0]}
        assert {name: len(rows) for name, rows in touches.items()} == {"山田 太郎": 2, "佐藤 花子": 1}
