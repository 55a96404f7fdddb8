"""承認率 in its two legs: who was handed over, and whom sales took up."""

from datetime import date

import pytest

from funneldesk.domain.book.book import BookVersion
from funneldesk.domain.book.starter import starter_book
from funneldesk.domain.funnel.acceptance import acceptance
from funneldesk.domain.funnel.stages import stage_days
from funneldesk.domain.funnel.tallies import Selection
from tests.domain.facts_builder import Content, facts, person

CONTENTS = (Content("見積依頼", "見積依頼", "inquiry"), Content("白書", "白書", "white_paper"))
AS_OF = date(2026, 9, 1).toordinal()
_NAMED = {"email": "a@example.jp", "email_kind": "company"}


def asked(**rest):
    """At the threshold of the starter on 2026-03-02, far below it by as-of."""
    return person("2026-03-01", ("2026-03-02", "form", "見積依頼"), fields=_NAMED, **rest)


def read(**rest):
    """An MQL that never gets near the threshold."""
    return person("2026-03-01", ("2026-03-02", "download", "白書"), fields=_NAMED, **rest)


def legs_of(*people):
    given = facts(*people, contents=CONTENTS, claimable={"sal"})
    versions = (BookVersion(0, starter_book("ja"), "", "", from_day=0),)
    selection = Selection(stage_days(given, versions, AS_OF), "cohort")
    return acceptance(given, versions, selection, needed_days=30)


def test_candidates_are_those_who_once_stood_at_the_threshold_or_were_taken_up_anyway():
    found = legs_of(
        asked(), asked(claims=[("sal", "2026-03-10")]), read(), read(claims=[("sal", "2026-03-10")])
    )
    assert found.candidates.tolist() == [True, True, False, True]
    handed, taken = found.legs
    assert (handed.k, handed.n, taken.k, taken.n) == (3, 4, 2, 3)
    assert handed.rate * taken.rate == pytest.approx(2 / 4)


def test_nobody_too_young_and_nothing_after_the_day_counts():
    young = person("2026-08-20", ("2026-08-21", "form", "見積依頼"), fields=_NAMED)
    later = person(
        "2026-03-01", ("2026-03-02", "download", "白書"), ("2026-09-02", "form", "見積依頼"), fields=_NAMED
    )
    found = legs_of(young, later)
    assert found.judged.tolist() == [False, True]
    assert found.candidates.tolist() == [False, False]
    assert found.legs[1].rate is None
