"""Two people changed one book: what stands together, what has to be chosen, and that nothing is lost on the way."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from funneldesk.domain.book.book import Purpose, Reader
from funneldesk.domain.book.book_edit import with_threshold
from funneldesk.domain.book.book_lines import put, with_new_rule, without_rule
from funneldesk.domain.book.book_merge import merge_books
from funneldesk.domain.book.starter import starter_book
from funneldesk.i18n import speaking
from tests.domain.books import books

BASE = starter_book("ja")


def with_term(book, place=0, **fields):
    terms = tuple(replace(t, **fields) if at == place else t for at, t in enumerate(book.terms))
    return replace(book, terms=terms)


def with_rule(book, place, **fields):
    return replace(book, rules=put(book.rules, replace(book.rules[place], **fields)))


def test_changes_of_different_lines_stand_together():
    mine = with_term(with_threshold(BASE, 55), 0, name="見込み客")
    theirs = with_rule(with_term(BASE, 1, name="関心客"), 2, due_days=9)
    merged = merge_books(BASE, mine, theirs)
    assert merged.conflicts == ()
    assert merged.book == with_rule(with_term(mine, 1, name="関心客"), 2, due_days=9)


def test_the_same_change_on_both_sides_is_no_conflict():
    both = with_threshold(BASE, 55)
    assert merge_books(BASE, both, both).conflicts == ()
    assert merge_books(BASE, both, with_term(both, name="見込み客")).book == with_term(both, name="見込み客")


def test_a_line_changed_in_two_ways_is_named_and_chosen():
    mine, theirs = with_threshold(BASE, 55), with_threshold(BASE, 65)
    with speaking("ja"):
        merged = merge_books(BASE, mine, theirs)
    (conflict,) = merged.open
    assert conflict.key == "threshold"
    assert [(d.before, d.after) for d in conflict.mine] == [("60", "55")]
    assert [(d.before, d.after) for d in conflict.theirs] == [("60", "65")]
    assert merged.book == mine, "until somebody chooses, what was here stays"
    for side, expected in (("mine", mine), ("theirs", theirs)):
        chosen = merge_books(BASE, mine, theirs, {"threshold": side})
        assert (chosen.book, chosen.open, len(chosen.conflicts)) == (expected, (), 1)


def test_a_line_removed_here_and_changed_there_has_to_be_chosen():
    mine = replace(BASE, terms=BASE.terms[1:])
    theirs = with_term(BASE, 0, name="見込み客")
    (conflict,) = merge_books(BASE, mine, theirs).open
    assert conflict.mine[0].after is None
    assert conflict.theirs[0].after == "見込み客"
    assert merge_books(BASE, mine, theirs, {conflict.key: "mine"}).book == mine
    assert merge_books(BASE, mine, theirs, {conflict.key: "theirs"}).book == theirs
    assert merge_books(BASE, theirs, mine, {conflict.key: "theirs"}).book == mine


def test_a_removed_rule_renumbers_the_others_and_makes_no_conflict_with_them():
    mine = without_rule(BASE, BASE.rules[0].id)
    theirs = with_rule(BASE, 3, due_days=9)
    merged = merge_books(BASE, mine, theirs)
    assert merged.conflicts == ()
    assert [rule.number for rule in merged.book.rules] == list(range(1, len(BASE.rules)))
    assert next(r for r in merged.book.rules if r.id == BASE.rules[3].id).due_days == 9


def test_two_new_lines_with_one_id_are_two_lines():
    mine, theirs = with_new_rule(BASE, "電話する"), with_new_rule(BASE, "訪問する")
    assert mine.rules[-1].id == theirs.rules[-1].id
    merged = merge_books(BASE, mine, theirs)
    assert merged.conflicts == ()
    assert {rule.action for rule in merged.book.rules[-2:]} == {"電話する", "訪問する"}
    assert len({rule.id for rule in merged.book.rules}) == len(BASE.rules) + 2


def test_entries_of_tables_and_readers_are_told_apart():
    me, them = Reader("佐藤", "marketing", "2026-11-01"), Reader("鈴木", "sales", "2026-11-02")
    mine = replace(BASE, purpose=replace(BASE.purpose, readers=(me,)), stage_labels={"sal": "営業受入"})
    theirs = replace(BASE, purpose=Purpose("新しい目的", (them,)), stage_labels={"mql": "関心客"})
    book = merge_books(replace(BASE, stage_labels={}), mine, theirs).book
    assert book.purpose == Purpose("新しい目的", (me, them))
    assert book.stage_labels == {"sal": "営業受入", "mql": "関心客"}


def test_an_entry_of_a_table_changed_in_two_ways_has_to_be_chosen():
    rules = BASE.data_rules
    mine, theirs = (
        replace(BASE, data_rules=replace(rules, required={**rules.required, "lead": fields}))
        for fields in (("email",), ("phone",))
    )
    with speaking("ja"):
        (conflict,) = merge_books(BASE, mine, theirs).open
    assert conflict.key == "data_rules/required/lead"
    assert conflict.where == "リード"
    assert "電話" in (conflict.theirs[0].after or "")


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [("text", "A", "B"), ("why", "A", "B")],
)
def test_a_field_of_a_part_changed_in_two_ways_has_to_be_chosen(field, one, other):
    part = "purpose" if field == "text" else "data_rules"
    mine, theirs = (
        replace(BASE, **{part: replace(getattr(BASE, part), **{field: words})}) for words in (one, other)
    )
    (conflict,) = merge_books(BASE, mine, theirs).open
    assert conflict.key == f"{part}/{field}"
    assert (conflict.mine[0].after, conflict.theirs[0].after) == (one, other)


def test_an_order_changed_on_both_sides_has_to_be_chosen():
    mine = replace(BASE, kpis=BASE.kpis[::-1])
    theirs = replace(BASE, kpis=(*BASE.kpis[1:], BASE.kpis[0]))
    (conflict,) = merge_books(BASE, mine, theirs).open
    assert conflict.key == "kpis/order"
    assert merge_books(BASE, mine, theirs, {"kpis/order": "theirs"}).book == theirs
    assert merge_books(BASE, mine, theirs, {"kpis/order": "mine"}).book == mine


def test_a_new_line_stands_after_the_line_it_stood_after():
    new = replace(BASE.kpis[0], id="new", name="新しいKPI")
    mine = replace(BASE, kpis=(BASE.kpis[0], new, *BASE.kpis[1:]))
    theirs = replace(BASE, kpis=BASE.kpis[::-1])
    names = [kpi.id for kpi in merge_books(BASE, mine, theirs).book.kpis]
    assert names.index("new") == names.index(BASE.kpis[0].id) + 1
    first = replace(BASE, kpis=(new, *BASE.kpis))
    assert merge_books(BASE, theirs, first).book.kpis[0] == new


@settings(deadline=None, max_examples=40)
@given(books(), books())
def test_what_one_side_left_alone_is_what_the_other_made_of_it(one, other):
    assert merge_books(one, one, other) == merge_books(one, other, one)
    assert merge_books(one, one, other).book == other
    assert merge_books(one, other, other).book == other


@settings(deadline=None, max_examples=60)
@given(books(), books(), books())
def test_every_conflict_can_be_chosen_either_way_and_then_none_is_open(base, mine, theirs):
    found = merge_books(base, mine, theirs)
    assert len({one.key for one in found.conflicts}) == len(found.conflicts)
    for side in ("mine", "theirs"):
        chosen = merge_books(base, mine, theirs, {one.key: side for one in found.conflicts})
        assert chosen.open == ()
    assert merge_books(base, mine, theirs, {one.key: "mine" for one in found.conflicts}).book == found.book
    assert all(one.mine != one.theirs for one in found.conflicts), "a conflict tells both sides"
