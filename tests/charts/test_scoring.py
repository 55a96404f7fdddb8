"""The histogram of scores: counts as heights, the threshold as a line, both movable."""

from typing import Any

import numpy as np
import pytest

from funneldesk.charts.scoring import ScoreBins, ScoreHistogram, score_bins, scoring_figure
from funneldesk.colours import DARK, LIGHT
from funneldesk.i18n import set_language
from tests.charts.drawn import artist, overlaps, words

BINS = ScoreBins((0.0, 20.0, 40.0, 60.0, 80.0, 100.0), (10, 40, 20, 0, 5))


def _heights(figure, gid: str) -> list[float]:
    paths = artist(figure, gid).get_paths()
    return [float(np.ptp(path.vertices[:, 1])) for path in paths]


def test_scores_are_counted_into_bins_and_the_outer_ones_are_open() -> None:
    found = score_bins(np.array([-100.0, 0.0, 4.999, 5.0, 59.9, 60.0, 500.0]), 0.0, 70.0, step=5.0)
    assert found.edges == tuple(float(5 * i) for i in range(15))
    assert found.counts[0] == 3
    assert found.counts[1] == 1
    assert found.counts[11] == 1
    assert found.counts[12] == 1
    assert found.counts[13] == 1
    assert sum(found.counts) == 7


def test_heights_are_the_counts_and_empty_bins_have_none() -> None:
    figure = scoring_figure(BINS, 60, 5, LIGHT)
    below, above = _heights(figure, "below"), _heights(figure, "above")
    assert below == pytest.approx([below[1] / 4, below[1], below[1] / 2], abs=1e-6)
    assert above == pytest.approx([0.0, below[1] / 8], abs=1e-6)


def test_the_line_stands_at_the_threshold_with_its_people() -> None:
    figure = scoring_figure(BINS, 50, 12, LIGHT)
    line = artist(figure, "threshold").get_xdata()[0]
    left, right = 16, figure.get_figwidth() * 96 - 16
    assert (line - left) / (right - left) == pytest.approx(0.5)
    assert words(figure, "threshold_label") == "50 points: 12 SAL candidates"


def test_a_bin_the_threshold_divides_is_divided() -> None:
    figure = scoring_figure(BINS, 30, 5, LIGHT)
    line = artist(figure, "threshold").get_xdata()[0]
    below = [path.vertices[:, 0].max() for path in artist(figure, "below").get_paths()]
    above = [path.vertices[:, 0].min() for path in artist(figure, "above").get_paths()]
    assert max(below) == pytest.approx(line)
    assert min(above) == pytest.approx(line)


def test_dragging_moves_the_same_artists_and_leaves_the_numbers_out() -> None:
    histogram = ScoreHistogram(BINS, 60, 5, LIGHT)
    before = histogram.moving
    histogram.show(ScoreBins(BINS.edges, (0, 0, 0, 0, 75)), 20, 75, dragging=True)
    assert histogram.moving == before
    assert words(histogram.figure, "threshold_label") == "20 points: 75 SAL candidates"
    assert not artist(histogram.figure, "count:4").get_visible()
    histogram.show(BINS, 60, 5)
    assert artist(histogram.figure, "count:1").get_visible()


def test_a_drag_over_a_saved_background_gives_the_same_picture_as_drawing_anew() -> None:
    histogram = ScoreHistogram(ScoreBins(BINS.edges, (1, 2, 3, 4, 5)), 30, 5, LIGHT)
    canvas: Any = histogram.figure.canvas
    for artist_ in histogram.moving:
        artist_.set_animated(True)
    canvas.draw()
    background = canvas.copy_from_bbox(histogram.figure.bbox)
    histogram.show(BINS, 60, 5)
    canvas.restore_region(background)
    for artist_ in histogram.moving:
        histogram.figure.draw_artist(artist_)
    anew = scoring_figure(BINS, 60, 5, LIGHT)
    fresh: Any = anew.canvas
    fresh.draw()
    difference = np.abs(np.asarray(canvas.buffer_rgba(), int) - np.asarray(fresh.buffer_rgba(), int))
    assert (difference > 40).mean() < 0.002


def test_other_edges_are_refused() -> None:
    histogram = ScoreHistogram(BINS, 60, 5, LIGHT)
    with pytest.raises(ValueError, match=r"0\.0"):
        histogram.show(ScoreBins((0.0, 1.0), (1,)), 60, 5)
    with pytest.raises(ValueError, match="1"):
        ScoreBins((0.0,), (1,))


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("threshold", [-80, 0, 37.5, 60, 100, 300])
def test_nothing_overlaps_wherever_the_threshold_is(threshold: float, language: str) -> None:
    set_language(language)
    totals = np.concatenate([np.random.default_rng(1).normal(30, 20, 3000), [99.0]])
    figure = scoring_figure(score_bins(totals, -50, 110), threshold, 1234, DARK)
    assert overlaps(figure) == []


def test_no_leads_at_all_draw_no_bars() -> None:
    figure = scoring_figure(score_bins(np.zeros(0), -50, 110), 60, 0, LIGHT)
    assert set(_heights(figure, "below") + _heights(figure, "above")) == {0.0}
