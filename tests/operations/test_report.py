"""The monthly report: it says what the pages say, of a month that is over as it stood on its last day."""

from dataclasses import replace
from datetime import date

import pytest

from funneldesk.domain.book.book import Signature
from funneldesk.domain.formats import month_name
from funneldesk.domain.funnel.periods import Period, last_whole_month
from funneldesk.domain.report import report_sentences as words
from funneldesk.errors import UserError
from funneldesk.i18n import set_language
from funneldesk.operations import minutes
from funneldesk.operations.campaigns import campaigns_of
from funneldesk.operations.contents import contents_of
from funneldesk.operations.funnel import funnel_of
from funneldesk.operations.report import report_name, report_of, write_report
from funneldesk.operations.reviews import begin_review
from funneldesk.operations.scorecard import scorecard_of
from funneldesk.operations.stores import in_memory_store
from funneldesk.operations.why import why_of
from tests.operations.reported_company import TODAY, fill, hold_review
from tests.operations.taking import take


def day(text):
    return date.fromisoformat(text).toordinal()


OCTOBER, END = day("2026-10-01"), day("2026-10-31")
YEAR = Period(day("2025-11-01"), END)


@pytest.fixture(scope="module")
def store():
    with in_memory_store("en") as made:
        fill(made)
        yield made


@pytest.fixture(scope="module")
def report(store):
    return report_of(store, TODAY)


def test_the_last_month_that_is_over_is_told(report):
    assert [last_whole_month(day(text)) for text in ("2026-11-01", "2026-10-31", "2026-10-30")] == [
        OCTOBER, OCTOBER, day("2026-09-01")
    ]  # fmt: skip
    assert (report.first_day, report.as_of, report.asked_on) == (OCTOBER, END, TODAY)
    assert not report.is_running
    assert report_name(OCTOBER) == "Monthly report 2026-10"
    assert words.standing(report) == (
        "As it stood on 2026/10/31, by all that is imported today (2026/11/10)."
        " By definition book v0, which nobody has signed."
    )


def test_every_part_is_what_the_page_of_it_says(store, report):
    assert report.cohort == funnel_of(store, END, from_day=YEAR.from_day, to_day=END)
    assert report.period == funnel_of(store, END, mode="period", from_day=OCTOBER, to_day=END)
    assert report.contents == contents_of(store, END)
    assert report.campaigns == campaigns_of(store, END, "source", YEAR)
    assert [(one.code, one.k, one.n) for one in report.promises if one.side == "sales"] == [
        (line.code, line.kept.k, line.kept.n) for line in scorecard_of(store, END) if line.side == "sales"
    ]
    for movement in report.movements:
        assert movement.why == why_of(store, movement.sides, movement.why.target)
    counts = {stage.stage: stage.count for stage in report.period.stages}
    assert dict(report.months[-1].counts) == counts
    assert [one.name for one in report.months][::12] == ["2025/10", "2026/10"]


def test_asked_again_later_it_says_the_same(store, report):
    later = report_of(store, TODAY + 60, OCTOBER)
    for name in ("as_of", "cohort", "period", "months", "contents", "campaigns"):
        assert getattr(later, name) == getattr(report, name), name


def test_three_movements_are_told_those_chance_explains_least_first(report):
    told = [(one.why.target, one.months) for one in report.movements]
    assert told[0] == ("sal", 3)  # the fall of August was built in
    assert len(told) == 3
    chances = [one.chance for one in report.movements]
    assert chances == sorted(chances)
    assert not report.movements[0].within_chance
    said = words.summary(report)
    assert said[0].startswith("SAL in 2026/10: ")
    assert "leads acquired in 2026/08–2026/10 against 2026/05–2026/07: SAL went from" in said[2]
    assert "hard to explain by chance" in said[2]


def test_what_begins_before_the_first_record_is_not_compared(store):
    """In December 2025 there are no twelve months before: whatever has too few cases is told over three at most."""
    early = report_of(store, day("2025-12-31"))
    assert {one.months for one in early.movements} <= {1, 3}
    assert all(one.sides.before.from_day >= day("2025-07-01") for one in early.movements)


def test_a_running_month_has_an_outlook_and_says_so(store):
    running = report_of(store, day("2026-10-20"), OCTOBER)
    assert (running.as_of, running.outlook.days_left) == (day("2026-10-20"), 11)
    assert words.standing(running).startswith("As it stands on 2026/10/20: the month is not over.")
    assert "so far" in words.summary(running)[0]


def test_lists_before_the_first_import_are_not_called_late(report):
    lists = next(one for one in report.promises if one.code == "lists")
    # Imported on 2026-04-02, as `taking` has it: October can be told, January cannot.
    assert lists.recorded


def test_what_was_decided_and_expected_is_told_of_its_month():
    with in_memory_store("en") as reviewed:
        fill(reviewed)
        assert words.minutes_missing(report_of(reviewed, TODAY)) == "No review of this month is recorded."
        hold_review(reviewed)
        told = report_of(reviewed, TODAY)
        assert (told.reviews, [one.text for one in told.decisions]) == (1, ["Call within a day"])
        assert words.decision_state(told.decisions[0], TODAY) == "late"
        assert words.decision_state(told.decisions[0], TODAY - 5) == "open"
        assert words.expectation(told, told.judged[0]).startswith("Acceptance rate from ")
        assert words.outcome(told, told.judged[0]).startswith("Cannot say yet: its day has not come.")
        assert report_of(reviewed, TODAY, day("2026-09-01")).reviews == 0, (
            "it was held later, about another month"
        )
        assert report_of(reviewed, TODAY - 1, OCTOBER).reviews == 0, "it was held later"
        minutes.settle_decision(reviewed, told.decisions[0].item, TODAY)
        assert words.decision_state(report_of(reviewed, TODAY).decisions[0], TODAY) == "done on 2026/11/10"
        begin_review(reviewed, TODAY, "monthly", Period(day("2026-09-01"), day("2026-09-30")))
        november = report_of(reviewed, TODAY + 25)
        assert (november.reviews, len(november.decisions), len(november.judged)) == (2, 1, 1)
        december = report_of(reviewed, day("2027-01-05"))
        assert (december.reviews, len(december.decisions), len(december.judged)) == (0, 0, 1)
        silent = report_of(reviewed, TODAY, day("2026-09-01"))
        assert words.minutes_missing(silent) == "Nothing is written in the minutes of this month's reviews."


def test_a_signed_book_is_named_so(report):
    signed = replace(
        report.version, number=2, signatures=(Signature("sales", "Sato", "2026-06-01T00:00:00Z"),)
    )
    assert words.book_words(replace(report, version=signed)) == "By definition book v2."


def test_nothing_at_all_is_said_in_words():
    with in_memory_store("en") as empty:
        told = report_of(empty, TODAY)
        assert words.summary(told) == (
            "No leads are known of this month and the eleven before: import a list first.",
        )
        assert (told.movements, told.overall) == ((), None)
        assert words.no_movement(told).startswith("Nobody was acquired")
        assert words.promises_sentence(told) == ""
        assert {words.promise_figure(one) for one in told.promises} <= {"cannot be said", "no cases"}
        take(empty, "leads", [{"external_id": "1", "email": "a@a.example", "acquired_at": "2026-10-05"}])
        one = report_of(empty, TODAY)
        assert words.summary(one)[0] == "Lead in 2026/10: 1, 0 the month before (+1)."
        assert words.no_movement(one).startswith("Nothing can be compared yet")


def test_amounts_and_differences_are_said_as_people_say_them():
    assert (words.change(3), words.change(0), words.change(-2)) == ("+3", "±0", "−2")
    assert (words.amount(2_900_000, "JPY"), words.amounts_in("JPY")) == ("29,000", "(amounts in JPY)")
    set_language("ja")
    assert (words.amount(2_900_000, "JPY"), words.amounts_in("JPY")) == ("2.9万円", "")
    assert month_name(OCTOBER) == "2026年10月"


@pytest.mark.parametrize(
    ("name", "month", "code"),
    [("a.docx", None, "unknown_ending"), ("a.pdf", day("2026-12-01"), "month_not_begun")],
)
def test_what_cannot_be_written_is_said(store, tmp_path, name, month, code):
    with pytest.raises(UserError) as caught:
        write_report(store, tmp_path / name, TODAY, month)
    assert caught.value.code == code
    assert list(tmp_path.iterdir()) == []
