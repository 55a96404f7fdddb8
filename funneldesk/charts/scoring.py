"""How many leads have which score, and the threshold: artists that stay while a weight is dragged."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from funneldesk.charts.page import SMALL, Sheet
from funneldesk.charts.style import text_width
from funneldesk.colours import Colours
from funneldesk.domain.formats import number
from funneldesk.i18n import _

MARGIN, _HEAD, _FOOT, _GAP = 16, 34, 26, 2
_LEAST = 2.0
_NUMBER_SIZE = 11
#: A range of points this narrow is marked every ten points.
_FINE = 60


@dataclass(frozen=True, slots=True)
class ScoreBins:
    """Leads by score: `counts[i]` leads have `edges[i] <= score < edges[i + 1]`; the outer bins are open."""

    edges: tuple[float, ...]
    counts: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.edges) != len(self.counts) + 1:
            raise ValueError(len(self.edges))


def score_bins(totals: Any, low: float, high: float, step: float = 5.0) -> ScoreBins:
    """Count `totals` (any array of scores) into bins of `step` points from `low` to `high`; O(n), no sorting.

    Scores outside are counted in the outer bins.
    """
    bins = max(int(np.ceil((high - low) / step)), 1)
    place = np.floor((np.asarray(totals) - low) / step).astype(np.int64)
    counts = np.bincount(np.clip(place, 0, bins - 1), minlength=bins)
    return ScoreBins(tuple(low + step * i for i in range(bins + 1)), tuple(int(c) for c in counts))


def scoring_figure(
    bins: ScoreBins,
    threshold: float,
    candidates: int,
    colours: Colours,
    size: tuple[float, float] = (6.1, 2.4),
) -> Figure:
    """Return the histogram as a figure (for files; the window keeps a `ScoreHistogram`); `size` in inches."""
    return ScoreHistogram(bins, threshold, candidates, colours, size).figure


class ScoreHistogram:
    """The histogram as artists that stay: `show` sets their data, `moving` lie over a saved background.

    Bars at or above the threshold are full, those below pale; a bin the threshold divides is divided as well.
    Artists carry gids: "below", "above", "threshold", "threshold_label", "count:BIN".
    """

    def __init__(
        self,
        bins: ScoreBins,
        threshold: float,
        candidates: int,
        colours: Colours,
        size: tuple[float, float] = (6.1, 2.4),
    ) -> None:
        self._sheet = sheet = Sheet(colours, size)
        self.figure: Figure = sheet.figure
        self._left, self._right = float(MARGIN), sheet.width - MARGIN
        self._top, self._bottom = float(_HEAD), sheet.height - _FOOT - 4
        self._edges = bins.edges
        self._below = self._bars(colours.pale_bar, "below")
        self._above = self._bars(colours.bar, "above")
        self._line = sheet.axes.plot(
            [0, 0],
            [0, 0],
            color=colours.red,
            linewidth=1.5,
            gid="threshold",
            scalex=False,
            scaley=False,
            zorder=3,
        )[0]
        self._label = sheet.text(0, 0, " ", size=SMALL, colour=colours.red, gid="threshold_label")
        self._numbers = [
            sheet.text(
                0, 0, " ", size=_NUMBER_SIZE, colour=colours.secondary, align="center", gid=f"count:{i}"
            )
            for i in range(len(bins.counts))
        ]
        self._scale()
        self.show(bins, threshold, candidates)

    @property
    def moving(self) -> tuple[Artist, ...]:
        """Return the artists that `show` changes; the rest is background."""
        return (self._below, self._above, self._line, self._label, *self._numbers)

    def show(self, bins: ScoreBins, threshold: float, candidates: int, *, dragging: bool = False) -> None:
        """Move the bars, the line and the words; the bins' edges stay those of the beginning.

        While dragging the counts above the bars are left out: text is what costs time (2 ms a piece).
        """
        if bins.edges != self._edges:
            raise ValueError(bins.edges)
        lefts, rights = (
            self._xs(np.asarray(bins.edges[:-1])) + _GAP / 2,
            self._xs(np.asarray(bins.edges[1:])) - _GAP / 2,
        )
        counts = np.asarray(bins.counts, dtype=float)
        most = max(counts.max(initial=0.0), 1.0)
        heights = np.where(counts > 0, np.maximum(counts / most * (self._bottom - self._top), _LEAST), 0.0)
        tops = self._bottom - heights
        at = float(np.clip(self._xs(np.asarray([threshold]))[0], self._left, self._right))
        self._below.set_verts(_boxes(lefts, np.minimum(rights, at), tops, self._bottom))
        self._above.set_verts(_boxes(np.maximum(lefts, at), rights, tops, self._bottom))
        self._line.set_data([at, at], [self._top - 20, self._bottom])
        self._show_label(at, threshold, candidates)
        self._show_numbers(bins, (lefts + rights) / 2, tops, None if dragging else at)
        self._sheet.targets.clear()
        for i, count in enumerate(bins.counts):
            tip = _("%(low)s to below %(high)s points: %(count)s people") % {
                "low": f"{bins.edges[i]:g}", "high": f"{bins.edges[i + 1]:g}", "count": number(count)
            }  # fmt: skip
            box = (float(lefts[i]), self._top, float(rights[i]), self._bottom)
            self._sheet.target(box, f"{bins.edges[i]:g}", tip)

    def _bars(self, colour: str, gid: str) -> PolyCollection:
        bars = PolyCollection([], facecolors=colour, edgecolors="none", linewidths=0, gid=gid)
        self._sheet.axes.add_collection(bars, autolim=False)
        return bars

    def _xs(self, points: Any) -> Any:
        low, high = self._edges[0], self._edges[-1]
        return self._left + (self._right - self._left) * (points - low) / (high - low)

    def _scale(self) -> None:
        """Draw the ground line and the points below it; part of the background."""
        colours = self._sheet.colours
        self._sheet.axes.add_patch(
            Rectangle(
                (self._left, self._bottom), self._right - self._left, 1, facecolor=colours.line, linewidth=0
            )
        )
        low, high = self._edges[0], self._edges[-1]
        step = 20 if high - low > _FINE else 10
        for points in range(int(np.ceil(low / step)) * step, int(high) + 1, step):
            x = float(self._xs(np.asarray([points]))[0])
            text = (
                _("%(points)s points") % {"points": points}
                if points in (0, 100)
                else str(points).replace("-", "−")
            )
            half = text_width(text, SMALL) / 2
            x = min(max(x, self._left + half), self._right - half)
            self._sheet.text(x, self._bottom + 15, text, size=SMALL, colour=colours.secondary, align="center")

    def _show_label(self, x: float, threshold: float, candidates: int) -> None:
        words = {"points": f"{threshold:g}", "count": number(candidates)}
        text = _("%(points)s points: %(count)s SAL candidates") % words
        fits = x + 8 + text_width(text, SMALL) <= self._right
        self._label.set_text(text)
        self._label.set_horizontalalignment("left" if fits else "right")
        self._label.set_position((x + 8 if fits else x - 8, self._top - 14))

    def _show_numbers(self, bins: ScoreBins, xs: Any, tops: Any, threshold_x: float | None) -> None:
        """Write the counts above the bars where there is room for all of them; without a line's x, none."""
        if threshold_x is None:
            for text in self._numbers:
                text.set_visible(False)
            return
        room = (self._right - self._left) / len(bins.counts)
        fits = all(text_width(number(count), _NUMBER_SIZE) + 2 <= room for count in bins.counts)
        for text, count, x, top in zip(self._numbers, bins.counts, xs, tops, strict=True):
            # The label of the line stands where the highest bars' numbers would: these make room.
            hidden = top - 8 < self._top - 4 and abs(x - threshold_x) < text_width(
                self._label.get_text(), SMALL
            )
            text.set_visible(fits and count > 0 and not hidden)
            text.set_text(number(count))
            text.set_position((float(x), float(top) - 8))


def _boxes(lefts: Any, rights: Any, tops: Any, bottom: float) -> Sequence[Any]:
    """Return the corners of boxes, (n, 4, 2); those of no width are left out."""
    keep = rights > lefts
    lefts, rights, tops = lefts[keep], rights[keep], tops[keep]
    bottoms = np.full_like(tops, bottom)
    corners = [(lefts, bottoms), (lefts, tops), (rights, tops), (rights, bottoms)]
    return list(np.stack([np.stack(corner, axis=1) for corner in corners], axis=1))
