"""The JSON form of a book: canonical, complete, precise about faults."""

import json

import pytest
from hypothesis import given, settings

from funneldesk.domain.book.book_json import book_from_json, book_sha256, canonical_json
from funneldesk.domain.book.conditions import All, Not
from funneldesk.domain.book.starter import starter_book
from funneldesk.errors import UserError
from tests.domain.books import books

FEW = settings(deadline=None, max_examples=15)


@FEW
@given(books())
def test_a_book_survives_the_round_trip(book):
    text = canonical_json(book)
    again = book_from_json(text)
    assert again == book
    assert canonical_json(again) == text
    assert book_sha256(again) == book_sha256(book)


@FEW
@given(books())
def test_the_form_does_not_depend_on_the_order_of_keys(book):
    text = canonical_json(book)
    turned = json.dumps(
        json.loads(text, object_pairs_hook=lambda pairs: dict(reversed(pairs))), indent=2, ensure_ascii=False
    )
    assert canonical_json(book_from_json(turned)) == text


def test_numbers_are_written_one_way():
    value = json.loads(canonical_json(starter_book("ja")))
    value["threshold"]["points"] = 60.0
    assert canonical_json(book_from_json(json.dumps(value))) == canonical_json(starter_book("ja"))


def broken(change):
    value = json.loads(canonical_json(starter_book("en")))
    change(value)
    return json.dumps(value)


def signal(value, name):
    return next(line for line in value["signals"] if line["id"] == name)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda v: signal(v, "seminar").update(points="many"), ("Scoring", "seminar", "points", "a number")),
        (lambda v: signal(v, "seminar").pop("name"), ("Scoring", "seminar", "name", "missing")),
        (lambda v: signal(v, "seminar").update(wieght=3), ("Scoring", "seminar", "wieght")),
        (lambda v: v["threshold"].update(operator="≥"), ("Threshold", "operator", "ge, gt")),
        (lambda v: v["criteria"][0].update(when={"maybe": []}), ("Criteria", "maybe")),
        (lambda v: v["criteria"][0].update(when={"all": {}}), ("Criteria", "list of conditions")),
        (lambda v: v["terms"].insert(0, 7), ("Terms", "1")),
        (lambda v: v.update(rules={}), ("Operating rules", "a list")),
        (lambda v: v.pop("terms"), ("Terms", "missing")),
        (lambda v: v["kpis"][0].update(monthly_target=1.5), ("KPIs", "monthly_target", "whole number")),
        (lambda v: v["scope"].update(shadow="no"), ("Scope", "shadow", "yes or no")),
        (lambda v: v["data_rules"]["required"].update(lead="email"), ("Data rules", "a list")),
        (lambda v: v["purpose"].update(text=None), ("Purpose", "text")),
        (lambda v: signal(v, "seminar").update(points=10**400), ("Scoring", "seminar", "a number")),
    ],
)
def test_a_fault_is_named_by_part_line_and_field(change, words):
    with pytest.raises(UserError) as caught:
        book_from_json(broken(change))
    assert all(word in caught.value.message for word in words), caught.value.message
    assert caught.value.next_step


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "\x00", "NaN"])
def test_what_is_no_book_is_a_sentence(text):
    with pytest.raises(UserError):
        book_from_json(text)


def test_a_newer_form_is_refused():
    with pytest.raises(UserError) as caught:
        book_from_json(broken(lambda value: value.update(schema_version=2)))
    assert caught.value.code == "book_newer"


def test_endless_conditions_are_refused():
    def nest(value):
        inner = {"disqualified": {}}
        for _ in range(30):
            inner = {"not": inner}
        value["criteria"][0]["when"] = inner

    with pytest.raises(UserError, match="nested too deeply"):
        book_from_json(broken(nest))


def test_numbers_without_an_end_are_refused():
    with pytest.raises(UserError, match="a number"):
        book_from_json(canonical_json(starter_book("en")).replace('"points":60', '"points":Infinity', 1))


def test_empty_groups_stay_what_they_are():
    value = json.loads(canonical_json(starter_book("en")))
    value["scope"]["segment"] = {"not": {"all": []}}
    assert book_from_json(json.dumps(value)).scope.segment == Not(All(()))
