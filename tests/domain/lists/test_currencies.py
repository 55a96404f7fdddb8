"""Amounts in several currencies: what is stated, which counts, and which rows are named."""

import pytest

from funneldesk.domain.lists.currencies import counted_currency, currency_place, stated_currency
from funneldesk.domain.lists.mapping import ImportPlan
from funneldesk.domain.lists.understanding import Understanding


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("¥1,000", "JPY"), ("￥1,000", "JPY"), ("1,000円", "JPY"), ("10万円", "JPY"), ("JPY", "JPY"), ("日本円", "JPY"),
        ("$1,000", "USD"), ("US$1,000", "USD"), ("USD 1,000", "USD"), ("米ドル", "USD"), ("€5", "EUR"),
        ("HK$5", "HKD"), ("S$5", "SGD"), ("1,000", None), ("1000", None), ("1.2M", None), ("-", None), ("", None),
        ("Fraud amount", None), ("Amount (AUD)", "AUD"), ("EUR1,000", "EUR"),
    ],
)  # fmt: skip
def test_the_currency_a_cell_states(text, code):
    assert stated_currency(text) == code


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("通貨", True), ("Currency", True), ("CurrencyIsoCode", True), ("Deal - Currency", True), ("取引 - 通貨", True),
        ("BID_CURRENCY", True), ("通貨コード", True), ("金額 (通貨)", True), ("会社の通貨での金額", False), ("金額", False),
    ],
)  # fmt: skip
def test_the_column_that_says_the_currency(heading, found):
    assert (currency_place(["件名", heading]) == 1) is found


def test_a_list_counts_in_yen_unless_it_marks_all_its_amounts_as_something_else():
    assert counted_currency([None, "USD", "USD"]) == "JPY"
    assert counted_currency(["JPY", "USD", "USD"]) == "JPY"
    assert counted_currency(["EUR", "USD", "USD"]) == "USD"
    assert counted_currency([]) == "JPY"
    assert counted_currency([None, "JPY", "JPY"], "USD") == "USD"
    assert counted_currency(["JPY", "EUR"], "EUR") == "EUR"


def amounts(headings, rows):
    """Return the amounts of a list of deals and (row, code) of what is wrong with them."""
    plan = ImportPlan("deals", columns={"name": "案件名", "amount": headings[1]})
    understanding = Understanding(plan, headings, {}, zone="Asia/Tokyo", typed=True)
    block = next(understanding.blocks(enumerate(rows, 2)))
    return (
        list(block.columns[block.fields.index("amount")]),
        [(one.row, one.code) for one in block.problems],
    )


def test_an_amount_in_another_currency_is_named_and_not_added_up():
    rows = [["A", "¥1,000"], ["B", "$2,000"], ["C", 3000], ["D", "USD 1,000"], ["E", ""]]
    assert amounts(["案件名", "金額"], rows) == (
        ["100000", None, "300000", None, None],
        [(3, "other_currency"), (5, "other_currency")],
    )


def test_a_column_of_currencies_counts_like_a_mark_in_the_cell():
    rows = [["A", 1000, "JPY"], ["B", 2000, "USD"], ["C", 3000, ""], ["D", 0, "USD"]]
    assert amounts(["案件名", "金額", "通貨"], rows) == (
        ["100000", None, "300000", "0"],
        [(3, "other_currency")],
    )


def test_a_list_wholly_in_dollars_is_taken_and_says_so_once():
    rows = [["A", "$1,000", ""], ["B", "$2,000", ""]]
    assert amounts(["案件名", "Amount", "x"], rows) == (["100000", "200000"], [(2, "foreign_currency")])
    assert amounts(["案件名", "Amount (USD)"], [["A", 1000], ["B", 2000]]) == (
        ["100000", "200000"],
        [(2, "foreign_currency")],
    )
