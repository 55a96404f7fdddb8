"""Published rows become the results that pictures are made of; more of it in `test_team_view`."""

from funneldesk.operations.team_figures import contents_result, funnel_result
from funneldesk.operations.team_view import PublishedFunnel


def test_nothing_published_is_an_empty_result():
    assert contents_result([], 739_950).contents == ()
    assert funnel_result(PublishedFunnel("all", "", None, None, ()), 739_950).stages == ()
