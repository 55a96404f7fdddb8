"""A rate never stands alone: band, interval, point and verdict."""

from dataclasses import replace

import pytest

from funneldesk.charts.rates import rates_figure
from funneldesk.colours import LIGHT
from funneldesk.i18n import set_language
from tests.charts.drawn import FUNNEL, NOBODY, UNRECORDED, artist, artists, overlaps, words


def _place(figure, x: float) -> float:
    """Return where on the line from 0 to 1 a point of the picture lies."""
    track = artist(figure, "track:sal")
    return (x - track.get_x()) / track.get_width()


def test_point_interval_and_band_lie_where_the_numbers_say() -> None:
    figure = rates_figure(FUNNEL, LIGHT)
    step = FUNNEL.stages[2]
    (point,) = artist(figure, "point:sal").get_xdata()
    assert _place(figure, point) == pytest.approx(0.35)
    low, high = artist(figure, "interval:sal").get_xdata()
    assert (_place(figure, low), _place(figure, high)) == (pytest.approx(step.low), pytest.approx(step.high))
    band = artist(figure, "band:sal")
    assert _place(figure, band.get_x()) == pytest.approx(0.35)
    assert band.get_width() / artist(figure, "track:sal").get_width() == pytest.approx(0.10)


def test_verdicts_are_words_and_say_how_sure_they_are() -> None:
    figure = rates_figure(FUNNEL, LIGHT)
    assert words(figure, "verdict:mql") == "No band"
    assert words(figure, "verdict:sal") == "Within the band; about 900 more to be sure"
    assert words(figure, "verdict:deal") == "Within the band"
    assert words(figure, "verdict:won") == "Below the band"


def test_where_it_is_narrow_the_name_stays_whole() -> None:
    figure = rates_figure(FUNNEL, LIGHT, (3.0, 4.25))
    assert words(figure, "title:sal") == "Acceptance rate"
    assert words(figure, "verdict:sal") == "Within the band"
    tips = {target.key: target.tip for target in figure.funneldesk_targets}  # type: ignore[attr-defined]
    assert "about 900 more to be sure" in tips["sal:k"]


def test_a_step_without_a_record_has_no_point() -> None:
    figure = rates_figure(UNRECORDED, LIGHT)
    assert words(figure, "verdict:sal") == "Sales decisions not recorded yet"
    assert not artists(figure, "point:sal")
    assert not artists(figure, "band:sal")
    assert artists(figure, "point:deal")


def test_nobody_to_judge_is_no_zero_per_cent() -> None:
    figure = rates_figure(NOBODY, LIGHT)
    assert words(figure, "verdict:sal") == "Nobody to judge yet"
    assert not artists(figure, "point:sal")


def test_a_rate_that_is_not_told_is_not_said_to_be_nobodys() -> None:
    stages = (*FUNNEL.stages[:2], replace(FUNNEL.stages[2], n=None, k=None, rate=None, verdict=None))
    figure = rates_figure(replace(FUNNEL, stages=stages), LIGHT, untold={"sal": "not told"})
    assert words(figure, "verdict:sal") == "not told"
    assert not artists(figure, "point:sal")
    assert {t.key: t.tip for t in figure.funneldesk_targets}["sal:k"] == "Acceptance rate: not told"


def test_hovering_tells_the_formula_and_who_is_left_out() -> None:
    targets = {t.key: t for t in rates_figure(FUNNEL, LIGHT).funneldesk_targets}
    assert targets["won:k"].tip.startswith("Win rate = those who became Won (15) ÷ Deal (100) = 15.0 %")
    assert "Not counted: 50" in targets["won:k"].tip


def test_hovering_tells_how_long_it_takes() -> None:
    stages = (*FUNNEL.stages[:2], replace(FUNNEL.stages[2], median_days=11.5, quartile_days=(4.0, 20.25)))
    targets = {t.key: t for t in rates_figure(replace(FUNNEL, stages=stages), LIGHT).funneldesk_targets}
    assert "Half of them took 11.5 days or less, the middle half 4 to 20.2 days." in targets["sal:k"].tip


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("size", [(4.55, 4.25), (3.6, 4.0), (8.0, 5.0)], ids=str)
@pytest.mark.parametrize("funnel", [FUNNEL, UNRECORDED, NOBODY], ids=["full", "unrecorded", "nobody"])
def test_nothing_overlaps_or_leaves_the_picture(funnel, size, language: str) -> None:
    set_language(language)
    assert overlaps(rates_figure(funnel, LIGHT, size)) == []


def test_an_interval_that_has_no_room_beside_the_band_is_drawn_only() -> None:
    set_language("ja")
    all_of_them = replace(FUNNEL.stages[3], rate=1.0, low=0.61, high=1.0, k=6, n=6)
    funnel = replace(FUNNEL, stages=(*FUNNEL.stages[:3], all_of_them, FUNNEL.stages[4]))
    assert "61" in words(rates_figure(funnel, LIGHT, (4.55, 4.25)), "detail:deal")
    narrow = rates_figure(funnel, LIGHT, (2.6, 4.25))
    assert words(narrow, "detail:deal") == ""
    assert artists(narrow, "interval:deal")
    assert [pair for pair in overlaps(narrow) if "100.0" in str(pair)] == []
