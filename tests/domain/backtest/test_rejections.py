"""Which values sales rejects, and what points would have done: counted by hand."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from funneldesk.domain.backtest.backtest_sentences import rejected_sentence
from funneldesk.domain.backtest.rejections import Decision, _chance, rejected_values, with_signal
from funneldesk.domain.book.book import Component
from funneldesk.domain.moment import NEVER
from tests.domain.facts_builder import Deal, day, facts, person
from tests.domain.small_books import book, counting

START = day("2026-01-01")
BOOK = book(counting(70, "form", name="form"), points=60, leave=45)


def lead(industry, *, form=True, deal=None):
    did = [(START + 1, "form")] if form else []
    deals = [Deal(deal)] if deal else []
    return person(START, *did, deals=deals, fields={"industry": industry, "source": "SEO"})


def students(rejected=12, deals=0, others=40):
    people = [lead("学生", deal=START + 60 if n < deals else None) for n in range(14)]
    people += [lead("製造業") for _ in range(others)]
    decisions = [Decision(n, START + 5, n < rejected, "対象外" if n % 2 else "学生") for n in range(14)]
    decisions += [Decision(14 + n, START + 5, n < others // 8) for n in range(others)]
    return facts(*people), decisions


def test_twelve_of_fourteen_students_were_rejected():
    (found,) = rejected_values(*with_book(students()))
    assert (found.field, found.value, found.decided, found.rejected) == ("industry", "学生", 14, 12)
    assert found.reasons == (("学生", 6), ("対象外", 6))
    # 70 points: 10 fewer is exactly 60, which still stands; 15 fewer does not.
    assert (found.points, found.standing, found.deals_lost) == (-15, 12, 0)


def test_it_says_what_it_would_cost():
    (found,) = rejected_values(*with_book(students(deals=1)))
    assert found.deals_lost == 1


def with_book(given):
    made, decisions = given
    return made, BOOK, decisions


def test_a_value_rejected_like_the_rest_is_not_named():
    made, decisions = students(rejected=3)
    assert rejected_values(made, BOOK, decisions) == ()
    assert rejected_values(made, BOOK, [d for d in decisions if not d.rejected]) == ()
    assert rejected_values(made, BOOK, []) == ()


def test_only_the_last_decision_counts_and_only_with_a_date():
    made, decisions = students()
    again = [*decisions, *(Decision(n, START + 9, rejected=False) for n in range(12))]
    assert rejected_values(made, BOOK, again) == ()
    undated = [Decision(d.lead, NEVER, d.rejected, d.reason) for d in decisions]
    assert rejected_values(made, BOOK, undated) == ()


def test_leads_that_never_stood_there_by_points_get_no_suggestion_of_points():
    people = [lead("学生", form=False) for _ in range(14)] + [lead("製造業") for _ in range(40)]
    _made, decisions = students()
    (found,) = rejected_values(facts(*people), BOOK, decisions)
    assert (found.rejected, found.points, found.standing) == (12, None, 0)


def test_taken_as_a_draft_it_is_one_line_more():
    made, decisions = students()
    (found,) = rejected_values(made, BOOK, decisions)
    draft = with_signal(BOOK, found)
    line = draft.signals[-1]
    assert (line.points, line.test.values, line.origin) == (-15.0, ("学生",), "own")
    assert draft.signals[:-1] == BOOK.signals
    assert len({s.id for s in with_signal(draft, found).signals}) == 3


@pytest.mark.parametrize(("every", "rejected", "having", "both"), [(9, 4, 4, 3), (8, 3, 5, 3), (7, 2, 3, 1)])
def test_the_chance_is_that_of_counting_all_ways(every, rejected, having, both):
    ways = [len(set(chosen) & set(range(rejected))) for chosen in combinations(range(every), having)]
    has = np.zeros(every, bool)
    has[:both] = True
    has[rejected : rejected + having - both] = True
    out = np.arange(every) < rejected
    assert _chance(has, out) == pytest.approx(sum(w >= both for w in ways) / len(ways))


def test_a_field_of_many_values_is_a_text_and_no_kind():
    people = [person(START, (START + 1, "form"), fields={"department": f"課{n % 65}"}) for n in range(650)]
    decisions = [Decision(n, START + 5, n % 65 == 0) for n in range(650)]
    assert rejected_values(facts(*people), BOOK, decisions) == ()


def test_where_a_floor_is_in_the_way_it_says_so():
    floored = replace(BOOK, components=(Component("behaviour", 0, 100), Component("attribute", 0, 30)))
    made, decisions = students()
    (found,) = rejected_values(made, floored, decisions)
    assert (found.points, found.standing, found.deals_lost) == (None, 12, 0)
    assert "no points of one line" in rejected_sentence(found)


def test_in_words():
    (found,) = rejected_values(*with_book(students(deals=1)))
    assert rejected_sentence(found) == (
        "Industry = 学生: 12 of 14 leads were rejected by sales. Reasons: 学生 6, 対象外 6. "
        "−15 points would have kept 12 of them below the threshold and cost 1 deals."
    )
    mail = replace(found, field="email_kind", value="free", points=None, standing=0, reasons=())
    assert "= free mail: 12 of 14" in rejected_sentence(mail)
    assert "did not stand at the threshold" in rejected_sentence(mail)
