"""The rates month by month: full lines where they can be judged, dotted where they are too recent."""

from dataclasses import replace

import pytest

from funneldesk.charts.trend import trend_figure
from funneldesk.colours import DARK
from funneldesk.domain.funnel.funnel import Group
from funneldesk.i18n import set_language
from tests.charts.drawn import FUNNEL, artist, artists, overlaps, step, words


def _month(value: str, k: int, n: int, mature: float = 1.0) -> Group:
    acceptance = step("sal", "mql", n, k, n, (0.35, 0.45), mature=mature)
    return Group("month", value, (*FUNNEL.stages[:2], acceptance, *FUNNEL.stages[3:]))


MONTHS = (
    _month("2026-07", 40, 100),
    _month("2026-08", 20, 100),
    _month("2026-09", 0, 0),
    _month("2026-10", 10, 100),
)
FOLLOWED = replace(FUNNEL, groups=MONTHS)


def test_heights_run_from_zero_with_the_band_behind() -> None:
    figure = trend_figure(FOLLOWED, DARK)
    band = artist(figure, "band:sal")
    pixels = band.get_height() / 0.10
    bottom = band.get_y() + band.get_height() + 0.35 * pixels
    high, low = artists(figure, "line:sal")[0].get_ydata()
    assert (bottom - high) / pixels == pytest.approx(0.40)
    assert (bottom - low) / pixels == pytest.approx(0.20)


def test_a_month_without_anybody_is_a_gap_and_the_next_a_point() -> None:
    lines = artists(trend_figure(FOLLOWED, DARK), "line:sal")
    assert [len(line.get_xdata()) for line in lines] == [2, 1]


def test_months_too_recent_are_dotted() -> None:
    recent = replace(FOLLOWED, groups=(*MONTHS[:2], _month("2026-09", 30, 90, mature=0.4)))
    figure = trend_figure(recent, DARK)
    assert len(artists(figure, "line:sal")) == 1
    assert artist(figure, "recent:sal").get_linestyle() != "-"


def test_months_of_a_few_people_are_dotted_too() -> None:
    figure = trend_figure(replace(FOLLOWED, groups=(*MONTHS[:2], _month("2026-09", 3, 9))), DARK)
    assert len(artists(figure, "line:sal")) == 1
    assert artists(figure, "recent:sal")


def test_the_band_is_named() -> None:
    assert "Band 35–45 %" in {text.get_text() for text in trend_figure(FOLLOWED, DARK).axes[0].texts}


def test_each_month_can_be_pointed_at() -> None:
    targets = {t.key: t.tip for t in trend_figure(FOLLOWED, DARK).funneldesk_targets}  # type: ignore[attr-defined]
    assert targets["sal:2026-08"] == (
        "2026/08 Acceptance rate: 20.0 % (20 of 100)\n95 % interval: 13.3–28.9 %"
    )
    assert targets["sal:2026-09"] == "2026/09 Acceptance rate: Nobody to judge yet"


def test_nothing_to_follow_is_said() -> None:
    assert words(trend_figure(FUNNEL, DARK), "empty") == "Nothing to follow month by month yet."


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("width", [7.0, 12.0])
def test_nothing_overlaps(width: float, language: str) -> None:
    set_language(language)
    assert overlaps(trend_figure(FOLLOWED, DARK, (width, 1.5))) == []
