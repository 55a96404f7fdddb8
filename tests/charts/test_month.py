"""The current month as a picture."""

from dataclasses import replace

import pytest

from funneldesk.charts.month import month_figure
from funneldesk.colours import DARK
from funneldesk.domain.funnel.forecast import Month, Outlook
from funneldesk.i18n import set_language
from tests.charts.drawn import artist, artists, overlaps, words

FIRST = 739921
MONTH = Month(
    FIRST,
    FIRST + 19,
    10,
    (
        Outlook("lead", 1_234_567, tuple(range(100_000, 1_300_000, 100_000))),
        Outlook("mql", 22, (7, 10, 29, 19, 18, 29, 26, 26, 12, 7, 16, 12)),
        Outlook("sal", 6, (5, 5, 3, 7, 5, 6, 7, 12, 12, 4, 8, 4), target=15),
        Outlook("deal", 0, (0,) * 12),
        Outlook("won", 3, (1, 2)),
    ),
)


def test_what_is_there_what_comes_the_range_and_the_target_on_one_scale():
    figure = month_figure(MONTH, DARK)
    bar, rest = artist(figure, "bar:sal"), artist(figure, "rest:sal")
    one = bar.get_width() / 6
    assert rest.get_width() == pytest.approx(5.5 * one)
    low, high = (x - bar.get_x() for x in artist(figure, "interval:sal").get_xdata())
    assert (low, high) == pytest.approx((9 * one, 18 * one))
    assert artist(figure, "target:sal").get_xdata()[0] - bar.get_x() == pytest.approx(15 * one)
    assert words(figure, "words:sal") == "6 so far → 11.5 (9–18)"
    assert words(figure, "aim:sal") == "Target 15"


def test_where_it_cannot_be_said_it_is_not_drawn():
    figure = month_figure(MONTH, DARK)
    assert words(figure, "words:won") == "3 so far, then: cannot say"
    assert not artists(figure, "interval:won")
    tips = {t.key: t.tip for t in figure.funneldesk_targets}
    assert "9 whole months" in tips["won"]
    assert tips["mql"].startswith(
        "MQL: those who reached it in 2026/11, 22 so far.\nForecast = 22 so far + the median"
    )


def test_on_the_last_day_the_month_is_what_it_is():
    over = replace(MONTH, days_left=0, outlooks=(Outlook("sal", 6, (0,) * 12, target=15),))
    figure = month_figure(over, DARK)
    assert words(figure, "words:sal") == "6 this month"
    assert not artists(figure, "interval:sal")
    (target,) = figure.funneldesk_targets
    assert target.tip == "SAL: those who reached it in 2026/11, 6 so far."


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("width", [842, 1110])
def test_nothing_overlaps(width, language):
    set_language(language)
    assert overlaps(month_figure(MONTH, DARK, (width / 96, 92 / 96), {"mql": "有望リード" * 9})) == []
