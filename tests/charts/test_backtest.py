"""The deal rate by score, read off the artists."""

import pytest

from funneldesk.charts.backtest import backtest_figure
from funneldesk.colours import LIGHT
from funneldesk.domain.backtest.measures import BandShare, CurvePoint, Measures
from funneldesk.domain.funnel.shares import Share

NONE = Share(0, 0)


def made(*bands):
    at = CurvePoint(60, NONE, None, None, 0.0)
    return Measures(
        0, 0, NONE, NONE, NONE, tuple(BandShare(low, low + 10, s) for low, s in bands), at, (), None
    )


def artists(figure):
    return {artist.get_gid(): artist for artist in figure.axes[0].get_children() if artist.get_gid()}


def test_bars_are_as_high_as_rates_and_pale_where_there_are_few():
    found = artists(
        backtest_figure(made((0, Share(100, 10)), (10, Share(60, 12)), (20, Share(5, 2))), None, LIGHT)
    )
    heights = {low: found[f"bar:{low}"].get_height() for low in (0, 10, 20)}
    assert heights[10] == pytest.approx(heights[0] * 2)
    assert heights[20] == pytest.approx(heights[0] * 4)
    from matplotlib.colors import to_hex

    colours = [to_hex(found[f"bar:{low}"].get_facecolor()).upper() for low in (0, 20)]
    assert colours == [LIGHT.bar, LIGHT.pale_bar]
    low, high = sorted(found["interval:10"].get_ydata())
    assert low < found["bar:10"].get_y() < high


def test_a_draft_stands_beside_and_a_band_without_leads_has_no_bar():
    draft = made((0, Share(100, 10)), (10, NONE))
    found = artists(backtest_figure(made((0, Share(100, 10))), draft, LIGHT))
    assert found["draft:0"].get_x() > found["bar:0"].get_x()
    assert "draft:10" not in found
    assert "bar:10" not in found


def test_nobody_draws_nothing():
    assert not artists(backtest_figure(made(), None, LIGHT))
