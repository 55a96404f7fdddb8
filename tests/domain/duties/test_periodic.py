"""Reviews and lists that are due again and again."""

import pytest

from funneldesk.domain.book.book import ListSchedule
from funneldesk.domain.book.book_pilots import in_force
from funneldesk.domain.book.starter import starter_book
from funneldesk.domain.calendar import Calendar, days_off
from funneldesk.domain.duties.duties import owed_now
from funneldesk.domain.duties.periodic import due_after, occurrence, oldest_allowed
from tests.domain.duties.asking import d, text
from tests.domain.duties.desk import matters
from tests.domain.duties.slow_duties import Lead
from tests.domain.small_books import book, versions


def meetings(on, began="01-01", done=()):
    about = matters([Lead(done=list(done))], d(on), began=d(began))
    rules = tuple(one for one in starter_book("ja").rules if one.event in ("weekly", "monthly"))
    found = owed_now(about, in_force(about.facts, versions(book(rules=rules)), d(on)))
    return {one.rule.event: text(one.due[0]) for one in found}


def test_reviews_are_held_on_the_last_business_day():
    assert meetings("04-02") == {"weekly": "03-27", "monthly": "03-31"}
    assert meetings("04-03") == {"weekly": "04-03", "monthly": "03-31"}
    assert meetings("04-30") == {"weekly": "04-24", "monthly": "04-30"}
    # Nothing was owed before the desk began its work.
    assert meetings("04-02", began="03-28") == {"monthly": "03-31"}
    assert meetings("04-02", began="04-01") == {}


def test_a_week_in_which_everybody_is_off_has_no_review():
    calendar = Calendar(days_off("4/27-5/1"))
    assert text(occurrence("weekly", d("05-03"), calendar)) == "04-24"
    assert text(occurrence("weekly", d("05-08"), calendar)) == "05-08"
    assert text(occurrence("monthly", d("05-02"), calendar)) == "04-24"


@pytest.mark.parametrize(("every", "weekday", "last", "late_from"), [
    ("business_day", None, "04-01", "04-03"), ("business_day", None, "04-03", "04-07"),
    # Nobody registers anything on a Sunday.
    ("same_day", None, "04-03", "04-07"), ("same_day", None, "05-01", "05-08"),
    ("week", 0, "04-06", "04-14"), ("week", 0, "04-07", "04-14"), ("week", 0, "04-05", "04-07"),
    # The Monday is a day off, the two after it as well: it comes on the Thursday.
    ("week", 0, "04-27", "05-08"),
    ("month", None, "04-01", "05-03"), ("fortnight", None, "04-01", "04-09"),
])  # fmt: skip
def test_a_list_is_late_the_day_after_it_was_due(every, weekday, last, late_from):
    schedule = ListSchedule("l", "l", "deals", every, weekday)
    calendar = Calendar()
    due = due_after(schedule, d(last), calendar)
    assert text(due + 1) == late_from
    assert oldest_allowed(schedule, due, calendar) <= d(last) < oldest_allowed(schedule, due + 1, calendar)
