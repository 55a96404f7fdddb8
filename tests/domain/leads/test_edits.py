"""What people type into values of leads: what it means, what is wrong with it, and how long it holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.leads.edits import EDITABLE, Fault, is_same, refusal, spread, understood, why_not
from funneldesk.domain.leads.fold import Said, changes, counting, fold
from funneldesk.domain.leads.records import DAY_SECONDS
from funneldesk.i18n import speaking

TOKYO = "Asia/Tokyo"


def said(day: int, title: str) -> Said:
    return Said(day * DAY_SECONDS, {"title": title})


def edited(day: int, was: str, title: str) -> Said:
    return Said(day * DAY_SECONDS + 60, {"title": title}, {"title": was})


def title(*entries: Said) -> str:
    return fold(counting(entries))["title"][1]


def test_what_was_put_right_holds_against_lists_that_repeat_the_old_value() -> None:
    assert title(said(100, "課長"), edited(101, "課長", "部長"), said(102, "課長")) == "部長"


def test_it_holds_against_everything_that_was_said_before_by_any_list() -> None:
    entries = [said(99, "主任"), said(100, "課長"), edited(101, "課長", "部長"), said(102, "主任")]
    assert title(*entries) == "部長"


def test_a_list_that_says_something_new_wins_and_what_follows_it_is_as_ever() -> None:
    entries = [said(100, "課長"), edited(101, "課長", "部長"), said(103, "社長")]
    assert title(*entries) == "社長"
    assert title(*entries, said(104, "課長")) == "課長"


def test_a_second_edit_may_bring_the_old_value_back() -> None:
    entries = [said(100, "課長"), edited(101, "課長", "部長"), edited(102, "部長", "課長"), said(103, "部長")]
    assert title(*entries) == "課長"


def test_what_was_emptied_stays_empty_while_lists_repeat_it() -> None:
    entries = [said(100, "課長"), edited(101, "課長", ""), said(102, "課長")]
    assert title(*entries) == ""
    assert [(one.day, one.value) for one in changes(counting(entries))] == [(0, "課長"), (101, "")]


def test_an_edit_corrects_a_list_that_was_withdrawn_and_came_back() -> None:
    assert title(edited(101, "課長", "部長"), said(102, "課長")) == "部長"


def test_who_opts_out_by_hand_had_not_before() -> None:
    edit = Said(101 * DAY_SECONDS, {"opt_out": "1"}, {"opt_out": ""})
    found = changes(counting([edit, Said(102 * DAY_SECONDS, {"opt_out": "0"})]))
    assert [(one.day, one.value) for one in found] == [(0, "0"), (101, "1")]


ENTRY = st.builds(
    lambda day, text, was: Said(day, {"title": text}, None if was is None else {"title": was}),
    st.integers(1, 6), st.sampled_from(["A", "B", "C", ""]), st.sampled_from([None, None, "A", "B"]),
)  # fmt: skip


@given(st.lists(ENTRY, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_order_in_which_entries_came_does_not_matter(
    entries: list[Said], random: "st.DataObject"
) -> None:
    other = list(entries)
    random.shuffle(other)  # type: ignore[attr-defined]
    assert fold(counting(entries)) == fold(counting(other))
    assert sorted(changes(counting(entries))) == sorted(changes(counting(other)))


@pytest.mark.parametrize(
    ("field", "text", "stored"),
    [
        ("email", " Taro@MINATO.jp ", "taro@minato.jp"),
        ("phone", "312345678", "0312345678"),
        ("acquired_at", "令和8年4月1日", "2026-04-01"),
        ("acquired_at", "2026/4/1", "2026-04-01"),
        ("corporate_number", "1234567890123", "1234567890123"),
        ("opt_out", "はい", "1"),
        ("company", "㈱港 御中", "㈱港"),
        ("title", "  ", ""),
        ("x.予算", "なし", "なし"),
        ("note", "一行目\n二行目", "一行目\n二行目"),
    ],
)
def test_a_text_means_what_it_means_in_a_list(field: str, text: str, stored: str) -> None:
    assert understood(field, [text], TOKYO) == [stored]


@pytest.mark.parametrize(
    ("field", "text", "why"),
    [
        ("email", "taro", "“taro” is no e-mail address."),
        ("email", "a@b.jp, c@d.jp", "“a@b.jp, c@d.jp” holds several e-mail addresses: enter one of them."),
        ("phone", "でんわ", "“でんわ” is no single phone number."),
        ("corporate_number", "123", "“123” is no corporate number: it has 13 digits."),
        ("opt_out", "たぶん", "“たぶん” is neither yes nor no."),
        ("acquired_at", "きのう", "“きのう” is no date: write it like 2026/4/1."),
        ("acquired_at", "4/1", "“4/1” says no year: write it like 2026/4/1."),
        ("acquired_at", "2026年4月", "“2026年4月” names only a month: write the day as well, like 2026/4/1."),
        (
            "acquired_at",
            "1/2/2026",
            "“1/2/2026” can be read in two ways: write the year first, like 2026/4/1.",
        ),
        ("title", "長" * 10_001, f"“{'長' * 39}…” is too long for a value of a lead."),
    ],
)
def test_what_cannot_be_taken_is_said_in_words(field: str, text: str, why: str) -> None:
    with speaking("en"):
        assert understood(field, [text], TOKYO) == [Fault(why)]


def test_texts_pasted_together_say_together_how_dates_are_written() -> None:
    assert understood("acquired_at", ["1/2/2026", "13/2/2026"], TOKYO) == ["2026-02-01", "2026-02-13"]


@pytest.mark.parametrize(
    "field", ["external_id", "stage", "won_at", "updated_at", "score", "x.nobody", "email_kind"]
)
def test_what_follows_from_records_is_not_typed_in(field: str) -> None:
    assert why_not(field, ["x.予算"])
    assert not any(why_not(one, ["x.予算"]) for one in (*EDITABLE, "x.予算"))


def test_a_day_says_what_a_time_of_that_day_does() -> None:
    assert is_same("acquired_at", "2026-04-01T03:00:00Z", "2026-04-01")
    assert not is_same("acquired_at", "2026-04-01T03:00:00Z", "2026-04-02")
    assert not is_same("title", "部長", "課長")


def test_nobody_is_opted_in_by_hand() -> None:
    assert refusal("opt_out", "1", "0")
    assert refusal("opt_out", "1", "")
    assert not refusal("opt_out", "0", "1")
    assert not refusal("title", "1", "0")


@pytest.mark.parametrize(
    ("now", "field", "text", "written"),
    [
        ({"name": "山田 太郎"}, "name", "山田 次郎", {"name": "山田 次郎"}),
        ({"last_name": "山田", "first_name": "太郎"}, "name", "鈴木 太郎", {"last_name": "鈴木", "first_name": "太郎"}),
        ({"last_name": "Ford", "first_name": "Ann"}, "name", "Ann Lee", {"last_name": "Lee", "first_name": "Ann"}),
        ({"last_name": "山田"}, "name", "山田太郎", {"last_name": "山田太郎", "first_name": ""}),
        (
            {"name": "山田 太郎", "last_name": "山田", "first_name": "太郎"}, "last_name", "鈴木",
            {"last_name": "鈴木", "name": "鈴木 太郎"},
        ),
        (
            {"name": "山田 太郎", "last_name": "山田", "first_name": "太郎"}, "name", "鈴木 太郎",
            {"name": "鈴木 太郎", "last_name": "鈴木", "first_name": "太郎"},
        ),
        ({"name": "山田 太郎"}, "last_name", "鈴木", {"last_name": "鈴木"}),
    ],
)  # fmt: skip
def test_a_name_and_its_parts_say_the_same(
    now: dict[str, str], field: str, text: str, written: dict[str, str]
) -> None:
    assert spread(now, field, text) == written
