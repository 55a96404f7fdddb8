"""A sheet to draw on: one figure, laid out in logical pixels from the top left, as the window is.

No pyplot, no layout engine: every position is given, so that a picture is the same each time it is drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform, TransformedPath

from funneldesk.charts.quick_text import QuickText
from funneldesk.charts.style import PIXELS_PER_INCH, drawable, font, shortened, text_width
from funneldesk.colours import Colours

BODY, SMALL, TITLE = 13, 12, 18
#: Upright, in inches.
A4 = (210 / 25.4, 297 / 25.4)
#: Left, top, right, bottom in logical pixels from the top left of a sheet.
Box = tuple[float, float, float, float]
#: Two ends of a line.
Segment = tuple[tuple[float, float], tuple[float, float]]
#: The width of the lines that hatch.
STRIPE = 2.1
_UNUSED = TransformedPath(Path.unit_rectangle(), IdentityTransform())
Drawn = TypeVar("Drawn", bound=Artist)


@dataclass(frozen=True, slots=True)
class Target:
    """A part of the picture one can point at: what a click means (`key`) and what a hover says (`tip`).

    `box`: (x0, y0, x1, y1) as fractions of the figure, origin below left, as matplotlib counts.
    """

    box: tuple[float, float, float, float]
    key: str
    tip: str = ""


def stripes(left: float, top: float, width: float, height: float) -> list[Segment]:
    """Return the diagonal lines that hatch a rectangle, cut at its sides."""
    found: list[Segment] = []
    for x in range(int(left - height), int(left + width) + 1, 6):
        begin, end = max(left, x), min(left + width, x + height)
        if begin < end:
            found.append(((begin, top + height - (begin - x)), (end, top + height - (end - x))))
    return found


class Sheet:
    """A figure of `size` (width, height) inches with a plain background and the means to draw on it.

    `width` and `height` are its size in logical pixels, the unit of everything drawn.
    """

    def __init__(self, colours: Colours, size: tuple[float, float]) -> None:
        self.colours = colours
        self.width, self.height = (side * PIXELS_PER_INCH for side in size)
        self.figure = Figure(figsize=size, dpi=PIXELS_PER_INCH, facecolor=colours.surface)
        FigureCanvasAgg(self.figure)
        self.axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_axis_off()
        self.axes.set_xlim(0, self.width)
        self.axes.set_ylim(self.height, 0)
        self.targets: list[Target] = []
        # The window asks the figure itself what lies under the mouse.
        self.figure.funneldesk_targets = self.targets  # type: ignore[attr-defined]

    def target(self, box: Box, key: str, tip: str) -> None:
        """Make `box` of the sheet something one can point at."""
        left, top, right, bottom = box
        fractions = (left / self.width, 1 - bottom / self.height, right / self.width, 1 - top / self.height)
        self.targets.append(Target(fractions, key, tip))

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = BODY,
        colour: str = "",
        strong: bool = False,
        align: str = "left",
        width: float | None = None,
        on_ground: bool = False,
        gid: str | None = None,
    ) -> Text:
        """Write one line, vertically centred on `y`; longer than `width` it is cut with an ellipsis.

        `on_ground`: what was drawn before passes behind the words, not through them.
        """
        text = drawable(text)
        if width is not None:
            text = shortened(text, width, size, strong)
        colour = colour or self.colours.text
        line = QuickText(
            x, y, text, wide=text_width(text, size, strong), color=colour, fontproperties=font(size, strong), ha=align,
            va="center_baseline", parse_math=False, gid=gid, ground=self.colours.surface if on_ground else "",
        )  # fmt: skip
        line.set_transform(self.axes.transData)
        return self._added(line)

    def bar(  # noqa: PLR0917 - a rectangle has four sides
        self, left: float, top: float, width: float, height: float, colour: str, gid: str | None = None
    ) -> FancyBboxPatch:
        """Draw a bar with slightly rounded corners; zero width draws nothing but keeps the artist."""
        radius = max(min(3.0, width / 2, height / 2), 0.01)
        patch = FancyBboxPatch(
            (left, top), width, height, boxstyle=f"round,pad=0,rounding_size={radius}", mutation_aspect=1,
            facecolor=colour, edgecolor="none", linewidth=0, gid=gid, visible=width > 0,
        )  # fmt: skip
        return self._added(patch)

    def hatch(self, left: float, top: float, width: float, height: float, gid: str) -> None:
        """Lay diagonal stripes of the background over a part of a bar."""
        self.strokes(stripes(left, top, width, height), self.colours.surface, width=STRIPE, gid=gid)

    def strokes(self, segments: Sequence[Segment], colour: str, *, width: float, gid: str) -> None:
        """Draw many lines of one look at once: each artist of its own takes its time; `width` in logical pixels."""
        if segments:
            points = width * 72 / PIXELS_PER_INCH
            self._added(
                LineCollection(segments, colors=colour, linewidths=points, gid=gid, zorder=1, capstyle="butt")
            )

    def dots(self, places: Sequence[tuple[float, float]], colour: str, *, diameter: float, gid: str) -> None:
        """Draw many points of one look at once."""
        if places:
            size = diameter * 72 / PIXELS_PER_INCH
            xs, ys = zip(*places, strict=True)
            points = Line2D(
                xs,
                ys,
                marker="o",
                linestyle="none",
                markersize=size,
                color=colour,
                markeredgewidth=0,
                gid=gid,
                zorder=4,
            )
            self._added(points)

    def dashed_box(self, left: float, top: float, width: float, height: float, gid: str) -> None:
        """Draw a dashed outline: something that is not there."""
        box = Rectangle(
            (left, top), width, height, facecolor="none", edgecolor=self.colours.secondary, linewidth=1,
            linestyle=(0, (4, 3)), gid=gid,
        )  # fmt: skip
        self._added(box)

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        colour: str,
        *,
        width: float = 1.5,
        dotted: bool = False,
        gid: str | None = None,
    ) -> None:
        """Draw a line through the points; `width` in logical pixels."""
        points = width * 72 / PIXELS_PER_INCH
        style: Any = (0, (1, 2)) if dotted else "solid"
        line = Line2D(
            xs, ys, color=colour, linewidth=points, linestyle=style, gid=gid, solid_capstyle="butt", zorder=3
        )  # fmt: skip
        self._added(line)

    def dot(self, x: float, y: float, colour: str, *, diameter: float = 10, gid: str | None = None) -> None:
        """Draw a point."""
        size = diameter * 72 / PIXELS_PER_INCH
        dot = Line2D(
            [x], [y], marker="o", markersize=size, color=colour, markeredgewidth=0, gid=gid, zorder=4
        )
        self._added(dot)

    def _added(self, artist: Drawn) -> Drawn:
        """Put an artist on the axes as it is: their limits stand, and nothing reaches over the sheet's edge."""
        artist.set_clip_on(False)
        # Or the axes would make one for each artist, which takes longer than the artist.
        artist.set_clip_path(_UNUSED)
        self.axes.add_artist(artist)
        return artist
