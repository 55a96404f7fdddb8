"""Which range a funnel is about, and how sure its verdicts are."""

from datetime import date

import pytest

from funneldesk.domain.funnel.funnel import StageResult
from funneldesk.domain.funnel.funnel_sentences import fallback_words, verdict_sentence


def test_of_leads_without_a_day_no_last_months_are_spoken_of():
    assert fallback_words(None) == "No list says when the leads were acquired: all of them are shown."
    assert "the last 12 months that have leads" in fallback_words(date(2020, 5, 1).toordinal())


@pytest.mark.parametrize(
    ("needed", "words"), [(7, "7"), (33, "33"), (767, "770"), (2_764, "2,800"), (30_598, "31,000")]
)
def test_how_many_more_are_needed_is_told_as_the_estimate_it_is(needed, words):
    step = StageResult(
        "sal", 9, True, 0, 0, n=9, rate=0.4, band=(0.3, 0.5), verdict="within", sure=False, needed=needed
    )
    assert verdict_sentence(step) == f"Within the band; about {words} more to be sure"
