"""What reviews say."""

import pytest

from funneldesk import i18n
from funneldesk.domain.reviews.hypotheses import Hypothesis, judge
from funneldesk.domain.reviews.measures import Measure, Measured
from funneldesk.domain.reviews.review_sentences import (
    hypothesis_words,
    judgement_words,
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
