"""Which range a funnel is about, where the last twelve months have nobody."""

from datetime import date

from funneldesk.domain.funnel.funnel_sentences import fallback_words


def test_of_leads_without_a_day_no_last_months_are_spoken_of():
    assert fallback_words(None) == "No list says when the leads were acquired: all of them are shown."
    assert "the last 12 months that have leads" in fallback_words(date(2020, 5, 1).toordinal())
