"""What a typed text may mean, in a store of a few people."""

import csv

import pytest

from funneldesk.domain.knowledge.cards import Card
from funneldesk.errors import Cancelled
from funneldesk.operations.finding import MOST, WAYS, companies_found, leads_found, writings_found
from funneldesk.operations.importing import import_list
from funneldesk.operations.knowledge import keep
from funneldesk.operations.stores import create_store

PEOPLE = [
    *((f"佐藤 {n}郎", f"株式会社青葉{n % 2}", f"sato{n}@aoba{n % 2}.co.jp", "") for n in range(8)),
    ("青葉 太郎", "合同会社みなと", "aoba@minato.co.jp", ""),
    ("田中 花子", "みなと100%食品", "hanako@minato-foods.co.jp", "青葉の紹介"),
    ("", "株式会社名無し", "nobody@nanashi.co.jp", ""),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("finding")
    path = folder / "リード一覧.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerows([("氏名", "会社名", "メールアドレス", "備考"), *PEOPLE])
    done = folder / "行動履歴.csv"
    done.write_text(
        "メールアドレス,日時,行動,コンテンツ\naoba@minato.co.jp,2026-05-01,ダウンロード,青葉市の導入ガイド\n",
        encoding="utf-8",
    )
    with create_store(folder / "funneldesk.db", "ja") as store:
        for one in (path, done):
            assert import_list(store, one).rejected == 0
        keep(store, Card(0, "青葉の件名", "mail", "", "", 739_000))
        yield store


def names(found, kind):
    return [one.name for one in found if one.kind == kind]


def test_people_whose_name_begins_so_come_before_those_of_a_company_and_a_note(store):
    found = leads_found(store, "青葉")
    assert names(found, "lead")[0] == "青葉 太郎"
    assert len(found) == MOST
    found = companies_found(store, "青葉")
    assert names(found, "company") == ["株式会社青葉0", "株式会社青葉1"]
    assert [one.detail for one in found] == ["4 leads", "4 leads"]


def test_one_found_by_a_note_alone_comes_last(store):
    everybody = leads_found(store, "青葉 紹介")
    assert names(everybody, "lead") == ["田中 花子"]
    assert everybody[0].score == 0


def test_who_has_no_name_is_called_by_her_address(store):
    assert names(leads_found(store, "nanashi"), "lead") == ["nobody@nanashi.co.jp"]


@pytest.mark.parametrize("typed", ["100%", "１００％", "みなと100%食品"])
def test_marks_of_patterns_are_letters_like_others(store, typed):
    assert names(companies_found(store, typed), "company") == ["みなと100%食品"]


@pytest.mark.parametrize("typed", ["", "  ", "株式会社", "%", "_"])
def test_what_says_nothing_finds_no_company(store, typed):
    assert [one for one in names(companies_found(store, typed), "company") if "%" not in one] == []


def test_contents_cards_and_lines_of_the_book(store):
    found = writings_found(store, "青葉")
    assert (names(found, "content"), names(found, "card")) == (["青葉市の導入ガイド"], ["青葉の件名"])
    assert names(writings_found(store, "SAL"), "term") == ["SAL", "SAL候補"]
    assert "商談率" in names(writings_found(store, "しょうだん"), "kpi") + names(
        writings_found(store, "商談率"), "kpi"
    )
    assert names(writings_found(store, "架電"), "rule")


def test_nothing_typed_finds_nothing(store):
    assert [find(store, " ") for find in WAYS.values()] == [(), (), ()]


def test_whoever_types_on_is_not_waited_for(store):
    class Outdated:
        def report(self, _done, _total=None):
            raise Cancelled

    for find in WAYS.values():
        with pytest.raises(Cancelled):
            find(store, "青葉", Outdated())
