"""From what records say to what holds: the newest wins, and it is remembered what held before."""

from hypothesis import given
from hypothesis import strategies as st

from funneldesk.domain.leads.fold import Change, Said, changes, fold, with_derived
from funneldesk.domain.leads.records import DAY_SECONDS, encoded, known_at, times_known

MONDAY, TUESDAY, FRIDAY = 100, 101, 104


def said(day: int, **values: str) -> Said:
    return Said(day * DAY_SECONDS, values)


def held(*entries: Said) -> dict[str, str]:
    return {name: value for name, (_known, value) in fold(entries).items()}


def test_the_newest_record_wins_field_by_field() -> None:
    entries = [said(FRIDAY, title="部長"), said(MONDAY, title="課長", industry="製造業")]
    assert held(*entries) == {"title": "部長", "industry": "製造業"}


def test_ties_go_to_the_greater_value() -> None:
    assert held(said(MONDAY, title="A"), said(MONDAY, title="B")) == {"title": "B"}


def test_opting_out_wins_for_good() -> None:
    assert held(said(MONDAY, opt_out="1"), said(FRIDAY, opt_out="0")) == {"opt_out": "1"}


def test_a_value_that_never_changed_has_no_history() -> None:
    assert changes([said(MONDAY, title="部長"), said(FRIDAY, title="部長")]) == []


def test_what_held_when() -> None:
    entries = [
        said(FRIDAY, title="部長"), said(MONDAY, title="課長"), said(TUESDAY, title="課長"), said(TUESDAY, owner="佐藤"),
    ]  # fmt: skip
    # The earliest known value holds from the beginning.
    assert changes(entries) == [Change("title", 0, "課長"), Change("title", FRIDAY, "部長")]


def test_the_last_value_of_a_day_is_the_one_that_counts() -> None:
    late = Said(MONDAY * DAY_SECONDS + 60, {"title": "A"})
    entries = [said(MONDAY, title="B"), late, said(TUESDAY, title="C")]
    assert changes(entries) == [Change("title", 0, "A"), Change("title", TUESDAY, "C")]


def test_when_somebody_opted_out() -> None:
    entries = [said(MONDAY, opt_out="0"), said(TUESDAY, opt_out="1"), said(FRIDAY, opt_out="0")]
    assert changes(entries) == [Change("opt_out", 0, "0"), Change("opt_out", TUESDAY, "1")]


VALUES = st.dictionaries(st.sampled_from(["title", "owner", "opt_out"]), st.sampled_from(["0", "1", "2"]))
SAID = st.builds(Said, st.integers(MONDAY * DAY_SECONDS, FRIDAY * DAY_SECONDS), VALUES)


@given(st.lists(SAID, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(entries: list[Said], random: object) -> None:
    shuffled = list(entries)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert fold(shuffled) == fold(entries)
    assert sorted(changes(shuffled)) == sorted(changes(entries))


@given(st.lists(SAID, max_size=6))
def test_the_last_value_of_the_history_is_the_one_that_holds(entries: list[Said]) -> None:
    last: dict[str, str] = {}
    for change in changes(entries):
        last[change.field] = change.value
    assert last.items() <= held(*entries).items()


def test_derived_fields() -> None:
    values = with_derived(
        {"last_name": "山田", "first_name": "太郎", "company": "㈱東都", "email": "a@gmail.com"}
    )
    assert (values["name"], values["company_key"], values["email_kind"]) == ("山田 太郎", "東都", "free")
    assert with_derived({"last_name": "Yamada", "first_name": "Taro"})["name"] == "Taro Yamada"
    assert "name" not in with_derived({"company": "㈱東都"})


def test_when_a_row_was_known() -> None:
    day = known_at("2026-04-01", "Asia/Tokyo") // DAY_SECONDS
    assert known_at("2026-04-01T15:30:00Z", "Asia/Tokyo") == (day + 1) * DAY_SECONDS + 30 * 60
    assert known_at("2026-04-01T15:30:00Z", "UTC") == day * DAY_SECONDS + 15 * 3600 + 30 * 60
    known = times_known(("updated_at",), (["2026-04-01", None],), 2, "Asia/Tokyo", 5)
    assert known == [day * DAY_SECONDS, 5 * DAY_SECONDS]


def test_rows_are_kept_as_json() -> None:
    assert encoded((['あ"い', None], ["1", "2"])) == ['["あ\\"い","1"]', '[null,"2"]']
