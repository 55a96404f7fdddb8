"""Lines of a book put, added and removed."""

from dataclasses import replace

from funneldesk.domain.book.book_checks import book_problems
from funneldesk.domain.book.book_lines import (
    fresh_id,
    put,
    with_new_reason,
    with_new_rule,
    without,
    without_rule,
)
from funneldesk.domain.book.starter import starter_book


def test_a_line_takes_the_place_of_the_one_with_its_id():
    book = starter_book("ja")
    changed = replace(book.rules[2], due_days=9)
    rules = put(book.rules, changed)
    assert rules[2] == changed
    assert without(rules, changed.id) == (*book.rules[:2], *book.rules[3:])


def test_new_lines_have_ids_of_their_own_and_leave_the_book_sound():
    book = starter_book("ja")
    for _again in range(3):
        book = with_new_rule(with_new_reason(book, "lost", "予算なし"), "手紙を書く")
    assert len({rule.id for rule in book.rules}) == len(book.rules)
    assert len({reason.id for reason in book.reasons}) == len(book.reasons)
    assert [rule.number for rule in book.rules] == list(range(1, len(book.rules) + 1))
    assert not book_problems(book)
    kinds = [reason.kind for reason in book.reasons]
    assert kinds == sorted(kinds, key=["rejection", "lost", "disqualification"].index)


def test_an_id_in_use_is_not_given_again():
    book = with_new_rule(with_new_rule(starter_book("en"), "call"), "call")
    first, second = book.rules[-2:]
    left = without_rule(book, first.id)
    assert fresh_id("rule", left.rules) not in {rule.id for rule in left.rules}
    assert left.rules[-1].id == second.id
