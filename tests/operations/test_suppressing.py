"""Rows about people who were erased are recognised by what they say, and those of others are not."""

from collections.abc import Iterator

import pytest

from funneldesk.domain.leads.identity import LISTED, REFERENCE, Who
from funneldesk.errors import UserError
from funneldesk.operations.erasing import erase
from funneldesk.operations.stores import Store, in_memory_store
from funneldesk.operations.suppressing import Suppressed, refuse_erased
from tests.operations.taking import Row, take

HANAKO: Row = {
    "external_id": "MA-1", "email": "hanako@minato.jp", "name": "山田 花子", "company": "みなと精機",
    "phone": "090-1234-5678",
}  # fmt: skip
TARO: Row = {"external_id": "MA-2", "email": "taro@minato.jp", "name": "佐藤 太郎", "company": "みなと精機"}


@pytest.fixture
def store() -> Iterator[Store]:
    with in_memory_store("ja") as made:
        take(made, "leads", [HANAKO, TARO])
        assert not Suppressed(made.connection)
        erase(made, 1)
        yield made


@pytest.mark.parametrize(
    "who",
    [
        Who(LISTED, email="HANAKO@minato.jp"),
        Who(LISTED, "ma", "MA-1"),
        Who(LISTED, name="山田　花子", company="株式会社みなと精機"),
        Who(LISTED, name="山田花子", phone="09012345678", company="転職先"),
        Who(REFERENCE, "", "MA-1"),
    ],
)
def test_a_row_that_says_who_she_was_is_hers(store: Store, who: Who) -> None:
    found = Suppressed(store.connection)
    assert found
    assert found.is_hers(who)


@pytest.mark.parametrize(
    "who",
    [
        Who(LISTED, email="taro@minato.jp", name="佐藤 太郎", company="みなと精機"),
        Who(LISTED, "crm", "MA-1"),
        Who(REFERENCE, "", "MA-2"),
        Who(REFERENCE, "ma", "MA-2"),
        Who(LISTED, name="山田 花子", company="別の会社"),
        Who(LISTED, company="みなと精機"),
        Who(LISTED),
    ],
)
def test_a_row_about_somebody_else_is_not(store: Store, who: Who) -> None:
    assert not Suppressed(store.connection).is_hers(who)


def test_an_id_that_is_somebody_elses_by_now_is_not_hers(store: Store) -> None:
    asked = Who(REFERENCE, "", "MA-1")
    take(store, "leads", [{"external_id": "MA-1", "email": "new@x.jp", "name": "新 人"}], system="crm")
    assert not Suppressed(store.connection).is_hers(asked)


def test_nothing_more_is_written_about_her(store: Store) -> None:
    refuse_erased(store.connection, 2)
    with pytest.raises(UserError) as caught:
        refuse_erased(store.connection, 1)
    assert caught.value.code == "erased"
    assert "花子" not in caught.value.message
