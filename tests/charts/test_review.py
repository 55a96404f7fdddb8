"""The numbers of a review as a picture: both ranges, the change, the target."""

import pytest

from funneldesk.charts.review import reached_figure
from funneldesk.colours import DARK, LIGHT, PRINT
from tests.charts.drawn import artist, artists, overlaps, words
from tests.domain.reviews.review_numbers import numbers

FOUND = numbers((100, 60, 20, 9, 0), (80, 60, 12, 9, 1))


def test_bars_are_as_long_as_their_counts_and_the_target_is_a_line() -> None:
    figure = reached_figure(FOUND, LIGHT)
    scale = artist(figure, "now:lead").get_width() / 80
    assert artist(figure, "before:lead").get_width() == pytest.approx(100 * scale)
    assert artist(figure, "now:sal").get_width() == pytest.approx(12 * scale)
    line = artist(figure, "target:sal")
    assert line.get_xdata()[0] == pytest.approx(artist(figure, "now:sal").get_x() + 15 * scale)
    assert [words(figure, f"value:{stage}") for stage in ("lead", "sal", "won")] == ["80", "12", "1"]
    assert words(figure, "change:sal") == "before 20 (−8), target 15"
    assert words(figure, "change:deal") == "before 9 (±0)"
    assert not artists(figure, "target:deal")
    tips = {target.key: target.tip for target in figure.funneldesk_targets}  # type: ignore[attr-defined]
    assert tips["sal"].startswith("SAL: 12 in this range, 20 in the one before (−8)")


def test_what_nobody_records_is_no_zero_and_a_week_has_no_target() -> None:
    figure = reached_figure(numbers((10, 0, 0, 0, 0), (8, 0, 0, 0, 0), recorded=1), LIGHT)
    assert artists(figure, "missing:sal")
    assert not artists(figure, "target:sal")
    assert words(figure, "value:sal") == "Sales decisions not recorded yet"
    assert words(figure, "note") == "The thin bar is the range before."


@pytest.mark.parametrize("colours", [LIGHT, DARK, PRINT])
@pytest.mark.parametrize("size", [(4.5, 3.2), (12.0, 3.6)])
def test_nothing_overlaps(colours: object, size: tuple[float, float]) -> None:
    figure = reached_figure(FOUND, colours, size)  # type: ignore[arg-type]
    assert overlaps(figure) == []
