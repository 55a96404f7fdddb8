"""Published rows become the results that pictures are made of; more of it in `test_team_view`."""

from dataclasses import fields, replace

import pytest

from funneldesk.errors import UserError
from funneldesk.operations.team_figures import contents_result, funnel_result, untold, untold_rates
from funneldesk.operations.team_view import PublishedFunnel, PublishedStage

_NOTHING = PublishedStage(**{one.name: None for one in fields(PublishedStage)})
_NOTHING = replace(_NOTHING, stage_name="", recorded=True, immature=0, skipped=0, undated=0)
LEAD = replace(_NOTHING, stage="lead", count=90)
MQL = replace(_NOTHING, stage="mql", count=40, previous="lead", n=80, k=36, rate=0.45, immature=10)
SAL = replace(_NOTHING, stage="sal", recorded=False)
DEAL = replace(_NOTHING, stage="deal", count=0, previous="mql", n=0, k=0)


def drawn(*stages):
    return funnel_result(PublishedFunnel("all", "", None, None, stages), 739_950)


def test_nothing_published_is_an_empty_result():
    assert contents_result([], 739_950).contents == ()
    assert funnel_result(PublishedFunnel("all", "", None, None, ()), 739_950).stages == ()


def test_stages_that_are_not_recorded_or_not_told_are_stepped_over():
    assert [one.stage for one in drawn(LEAD, MQL, SAL, DEAL).stages] == ["lead", "mql", "sal", "deal"]
    untold = replace(MQL, count=None, n=None, k=None, rate=None)
    assert drawn(LEAD, untold, SAL, replace(DEAL, k=None)).stages[1].count == 0


@pytest.mark.parametrize(
    "stages",
    [
        (MQL, LEAD),
        (LEAD, replace(LEAD, count=3)),
        (LEAD, replace(MQL, previous="deal")),
        (LEAD, MQL, SAL, replace(DEAL, previous="lead")),
        (LEAD, MQL, SAL, replace(DEAL, previous="sal")),
        (LEAD, replace(MQL, stage="nobody knows this one")),
        (LEAD, replace(MQL, immature=-1)),
        (replace(LEAD, count=-5),),
        (LEAD, replace(MQL, k=81)),
    ],
)
def test_a_funnel_that_contradicts_itself_is_no_picture(stages):
    with pytest.raises(UserError) as caught:
        drawn(*stages)
    assert "contradict each other" in caught.value.message
    assert caught.value.next_step


def test_a_rate_of_which_one_number_is_not_told_is_none():
    """`565 of MQL` alone would be read as nobody of 565."""
    half = replace(MQL, k=None, rate=None)
    published = PublishedFunnel("all", "", None, None, (LEAD, half, SAL, replace(DEAL, count=None)))
    result = funnel_result(published, 739_950)
    assert (result.stages[1].n, result.stages[1].k) == (None, None)
    assert list(untold_rates(published)) == ["mql"]
    assert list(untold(published)) == ["deal"]
