"""Rate and remaining time of work that runs, in words."""

import pytest

from funneldesk.domain.lists.pace import Pace, remaining_words


def test_rate_and_time_left_are_said_once_they_are_settled():
    now = iter([0.0, 0.5, 2.0])
    pace = Pace(lambda: next(now))
    assert pace.words(0, 3000) == "0 of 3,000 rows"
    assert pace.words(500, 3000) == "500 of 3,000 rows"
    assert pace.words(2000, 3000) == "2,000 of 3,000 rows · 1,000 a second · about 1 second left"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "about 1 second left"), (12, "about 12 seconds left"), (150, "about 2 minutes left")],
)
def test_time_left_is_coarse(seconds, words):
    assert remaining_words(seconds) == words
