"""The funnel: stage dates, counts, rates, intervals, verdicts."""
