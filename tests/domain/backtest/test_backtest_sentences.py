"""What a backtest says first."""

from dataclasses import replace

import pytest

from funneldesk.domain.backtest.backtest import Backtest
from funneldesk.domain.backtest.backtest_sentences import band_words, caveats, sentence, suggestion_sentence
from funneldesk.domain.backtest.measures import CurvePoint, Measures
from funneldesk.domain.backtest.suggestion import Suggestion
from funneldesk.domain.funnel.shares import Share
from funneldesk.i18n import set_language

NONE = Share(0, 0)
DAYS = (739000, 739030)


def found(above, below, operator="ge", months=DAYS):
    at = CurvePoint(60, above, None, None, 0.0)
    figures = Measures(above.n + below.n, 0, NONE, above, below, (), at, (), None)
    return Backtest(739200, 60.0, operator, months, figures, None, 0, 0)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            found(Share(57, 18), Share(1485, 89)),
            "Deal rate within 90 days: 32 % of leads at 60 points or more (n=57), 6 % of those below it (n=1,485).",
        ),
        (
            found(Share(40, 4), Share(400, 24), "gt"),
            (
                "Deal rate within 90 days: 10 % of leads above 60 points (n=40), 6 % of those below it (n=400). "
                "The difference may be chance."
            ),
        ),
        (
            found(Share(29, 9), Share(400, 24)),
            "Cannot say: 29 leads stood at 60 points or more and 400 below it; each side needs at least 30.",
        ),
        (
            found(NONE, NONE, months=()),
            (
                "Cannot say yet: no month-end with dated leads lies 90 days back. Import lists with the date each lead "
                "was acquired and, from the SFA, its deals."
            ),
        ),
    ],
)
def test_one_sentence(given, words):
    assert sentence(given) == words


def test_a_book_that_points_the_wrong_way_is_told_so():
    assert sentence(found(Share(400, 4), Share(400, 80))).endswith("this book points the wrong way.")


def test_what_is_left_out_is_counted():
    given = found(NONE, NONE)
    assert caveats(given) == ()
    one, many = caveats(replace(given, left_out_values=1, undated_deals=2000))
    assert one.startswith("1 value of a lead was left out")
    assert many.startswith("2,000 leads are left out")


def test_a_suggestion_that_is_no_better_says_so():
    worse = Suggestion(None, (), 0.71, 0.7, 100, 50, 90, 45, *DAYS)
    assert "AUC 0.71 with the points as they are, 0.70 with those suggested." in suggestion_sentence(worse)
    assert suggestion_sentence(worse).endswith("leave the points as they are.")
    better = replace(worse, auc_suggested=0.8)
    assert suggestion_sentence(better).endswith("0.80 with those suggested.")
    assert "AUC –" in suggestion_sentence(replace(worse, auc_now=None))


@pytest.mark.parametrize(
    ("language", "words"), [("en", ("40–49", "−10 to −1")), ("ja", ("40〜49", "−10〜−1"))]
)
def test_a_band_of_scores_is_a_range_of_its_language(language, words):
    set_language(language)
    assert (band_words(40, 49), band_words(-10, -1)) == words
