"""Which leads, in what order, and everything about one."""

from datetime import date

import pytest

from funneldesk.domain.moment import NEVER
from funneldesk.errors import UserError
from funneldesk.operations.importing import import_list
from funneldesk.operations.lead_detail import lead_detail
from funneldesk.operations.leads import LeadQuery, first_leads, leads_of, rows_of
from funneldesk.operations.stores import in_memory_store

TODAY = date(2026, 11, 20).toordinal()
LEADS = """氏名,会社名,メールアドレス,電話番号,役職,獲得日,配信停止
高橋 翔太,㈱東都製作所,takahashi@toto.co.jp,03-1234-5678,課長,2026-09-14,
佐々木 美咲,北浜メディカル株式会社,sasaki@kitahama.co.jp,06-1111-2222,,2026-10-01,1
鈴木 健,みどり物流株式会社,suzuki@midori.co.jp,,部長,,
"""
ACTIVITIES = """メールアドレス,日時,行動,コンテンツ
takahashi@toto.co.jp,2026-11-01,ダウンロード,原価管理の始め方
takahashi@toto.co.jp,2026-11-17 10:30,問い合わせ,お問い合わせ
takahashi@toto.co.jp,2027-01-05,架電,
"""
DEALS = """案件ID,メールアドレス,案件名,商談日,結果,金額,失注理由,完了日
D1,takahashi@toto.co.jp,原価ナビ,2026-11-18,失注,1200000,価格,2026-11-19
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lists")
    with in_memory_store("en") as store:
        for name, text in (("leads", LEADS), ("activities", ACTIVITIES), ("deals", DEALS)):
            path = folder / f"{name}.csv"
            path.write_text(text, encoding="utf-8")
            result = import_list(store, path, list_date=date(2026, 11, 20))
            assert not result.rejected, result.problems
        yield store


def names(store, **query):
    found = leads_of(store, LeadQuery(**query), TODAY)
    rows = rows_of(store, found.ids.tolist())
    return [rows[int(lead)].name.split()[0] for lead in found.ids]


@pytest.mark.parametrize(
    ("sort", "descending", "expected"),
    [
        ("score", True, ["高橋", "鈴木", "佐々木"]),
        ("stage", True, ["高橋", "鈴木", "佐々木"]),
        ("acquired_at", True, ["佐々木", "高橋", "鈴木"]),
        ("acquired_at", False, ["高橋", "佐々木", "鈴木"]),  # no date: last either way
        ("title", False, ["高橋", "鈴木", "佐々木"]),
        ("title", True, ["鈴木", "高橋", "佐々木"]),  # no title: last either way
        ("since", True, ["高橋", "鈴木", "佐々木"]),
    ],
)
def test_order(store, sort, descending, expected):
    assert names(store, sort=sort, descending=descending) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("東都", ["高橋"]),
        ("高橋翔太", ["高橋"]),
        ("0312345678", ["高橋"]),
        ("03-1234", ["高橋"]),
        ("KITAHAMA.CO", ["佐々木"]),
        ("株式会社 健", ["鈴木"]),
        ("100%", []),
        ("_", []),
    ],
)
def test_search(store, text, expected):
    assert names(store, text=text) == expected


def test_what_is_shown(store):
    assert names(store, show="candidates") == ["高橋"]
    assert names(store, show="deal") == ["高橋"]
    assert names(store, show="excluded") == ["佐々木"]
    everybody = leads_of(store, LeadQuery(), TODAY)
    assert names(store, only=(int(everybody.ids[2]), 999)) == ["佐々木"]
    assert (everybody.total, everybody.candidates) == (3, 1)


def test_a_first_look_needs_no_figures(store):
    look = first_leads(store, 2)
    assert look.figures is None
    assert (len(look.ids), look.total) == (2, 3)


def test_an_unknown_order_is_a_mistake_of_the_program(store):
    with pytest.raises(KeyError):
        leads_of(store, LeadQuery(sort="nonsense"), TODAY)


def test_everything_about_one_lead(store):
    lead = int(leads_of(store, LeadQuery(text="高橋"), TODAY).ids[0])
    found = lead_detail(store, lead, TODAY)
    lines = [(entry.time, entry.title, entry.detail) for entry in found.timeline]
    assert ("10:30", "Inquiry", "お問い合わせ") in lines
    assert ("", "Deal lost", "価格 · 原価ナビ") in lines
    assert not any("call" in title.lower() for _time, title, _detail in lines)  # that is next year
    assert lines[-1][1] == "Acquired as a lead"
    assert [stage.stage for stage in found.stages if stage.reached] == ["lead", "mql", "sal", "deal"]
    assert found.stages[2].skipped
    assert found.since != NEVER
    assert (found.values["title"].file_name, found.values["title"].row) == ("leads.csv", 2)
    assert set(found.lists.values()) == {"activities.csv", "deals.csv"}
    assert found.value("prefecture") == ""


def test_a_lead_that_is_gone_says_what_to_do(store):
    with pytest.raises(UserError) as error:
        lead_detail(store, 999, TODAY)
    assert error.value.code == "no_lead"
    assert error.value.next_step


def test_rows_hold_the_fields_that_are_asked_for(store):
    ids = leads_of(store, LeadQuery(text="高橋"), TODAY).ids.tolist()
    row = rows_of(store, ids, ("email", "title", "score", "phone", "department"))[ids[0]]
    assert row.values == {"email": "takahashi@toto.co.jp", "phone": "03-1234-5678"}
    assert rows_of(store, ids)[ids[0]].values == {}
    assert rows_of(store, [10_000], ("email",)) == {}


def test_a_field_of_lists_that_are_gone_is_no_order_of_its_own(store):
    assert names(store, sort="x.gone", descending=False) == names(store)
