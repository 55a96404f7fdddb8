"""What reviews say."""

from dataclasses import replace

import pytest

from funneldesk import i18n
from funneldesk.domain.funnel.periods import Period
from funneldesk.domain.reviews.hypotheses import Hypothesis, judge
from funneldesk.domain.reviews.measures import Measure, Measured
from funneldesk.domain.reviews.review_headline import period_words
from funneldesk.domain.reviews.review_sentences import (
    doubt_words,
    hypothesis_words,
    judged_counts,
    judgement_words,
    rate_words,
    rhythm_label,
    verdict_label,
)

ASKED = Hypothesis(
    1, "call sooner", Measure("rate", "sal", "mql", "source", "SEO"), 0.38, True, 740_000, 740_060,
    Measured(739_970, 739_999, 740_000, 28, 100),
)  # fmt: skip


def test_a_hypothesis_names_its_number_where_it_stood_and_where_it_should_be() -> None:
    words = hypothesis_words(ASKED, {})
    assert words == "Acceptance rate (lead source: SEO) from 28.0 % to at least 38.0 % by 2027/03/20"
    unknown = replace(ASKED, before=Measured(739_970, 739_999, 740_000, 0, 0, 9))
    assert hypothesis_words(unknown, {}).endswith("(lead source: SEO) to at least 38.0 % by 2027/03/20")
    assert " to at most 38.0 %" in hypothesis_words(replace(unknown, upward=False), {})
    assert "to at most 38.0 %" in hypothesis_words(replace(ASKED, upward=False), {})
    i18n.set_language("ja")
    assert hypothesis_words(ASKED, {}) == "承認率（流入元：SEO）を28.0 %から38.0 %以上に（2027/03/20まで）"


@pytest.mark.parametrize(
    ("found", "begins", "holds"),
    [
        (Measured(1, 2, 740_100, 45, 100), "Kept: ", "Chance alone could have made the difference."),
        (Measured(1, 2, 740_100, 80, 100), "Kept: ", "80.0 % (80/100, 95 %: 71.1–86.7 %) (target 38.0 %)"),
        (Measured(1, 2, 740_100, 8, 100), "Not kept: ", "8.0 % (8/100"),
        (Measured(1, 2, 740_050, 8, 100), "Cannot say yet: its day has not come.", "so far"),
        (Measured(1, 2, 740_100, 8, 20, 30), "Cannot say yet: too many are too recent", "30 too recent"),
        (Measured(1, 2, 740_100, 0, 0), "Cannot say yet: too few people.", ""),
        (Measured(1, 2, 740_100, 0, 0, recorded=False), "Cannot say yet: no record tells this number.", ""),
    ],
)
def test_what_became_of_it_stands_with_its_number(found: Measured, begins: str, holds: str) -> None:
    words = judgement_words(judge(ASKED, found), {})
    assert words.startswith(begins)
    assert holds in words


def test_labels() -> None:
    assert rhythm_label("weekly") == "Weekly review"
    assert [verdict_label(one) for one in ("kept", "not_kept", "open")] == [
        "Kept",
        "Not kept",
        "Cannot say yet",
    ]


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Measured(1, 2, 3, 1234), "1,234"),
        (Measured(1, 2, 3, 0, 0), "nobody to judge"),
        (Measured(1, 2, 3, 0, 0, 7), "cannot say: all 7 are too recent"),
        (Measured(1, 2, 3, 0, 0, recorded=False), "no record tells this number"),
        (Measured(1, 2, 3, 12, 30), "40.0 % (12/30, 95 %: 24.6–57.7 %)"),
    ],
)
def test_a_number_stands_with_what_it_rests_on(found: Measured, words: str) -> None:
    assert rate_words(found) == words


def test_what_is_in_doubt_is_said_and_verdicts_are_counted() -> None:
    sure, doubtful, early = (
        judge(ASKED, Measured(1, 2, day, k, 100)) for day, k in ((740_100, 80), (740_100, 35), (740_050, 80))
    )
    assert doubt_words(sure) == ""
    assert doubt_words(doubtful) == "Chance alone could have made the difference."
    assert doubt_words(early) == "Its day has not come."
    assert judged_counts([sure, doubtful, early]) == (1, 1, 1)


def test_the_days_of_a_range() -> None:
    assert period_words(Period(740_000, 740_006)) == "2027/01/19–2027/01/25"
