"""Text that is drawn once and then kept as a picture: charts say the same words again at each size and theme.

matplotlib shapes and rasterises every text anew, about 1.5 ms each (measured with 3.11): a quarter of a second for a
chart of a hundred and fifty. Vector formats and rotated text are drawn as ever.
"""

from collections.abc import Hashable
from typing import Any

import numpy as np
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform
from numpy.typing import NDArray

#: Pictures kept: some twenty charts of words; then all are drawn again.
_MOST = 3_000
#: Free pixels around the words, for accents and slanted strokes.
_PAD = 6
_pictures: dict[Hashable, NDArray[np.uint8]] = {}


def _laid_on(colour: str) -> dict[str, Any]:
    return {"facecolor": colour, "edgecolor": "none", "pad": 1.5}


class QuickText(Text):
    """One line of text that knows how `wide` it is at most, in logical pixels, and what it lies on ("": nothing)."""

    def __init__(self, x: float, y: float, text: str, *, wide: float, ground: str = "", **look: Any) -> None:
        super().__init__(x, y, text, **look)
        self._wide = wide
        self._ground = ground
        if ground:
            self.set_bbox(_laid_on(ground))

    def draw(self, renderer: RendererBase) -> None:
        """Draw the words, from the picture of them where there is one."""
        if not isinstance(renderer, RendererAgg) or self.get_rotation():
            super().draw(renderer)
            return
        if not self.get_visible() or not self.get_text():
            return
        font = self.get_fontproperties()
        key = (
            self.get_text(), font.get_size_in_points(), font.get_weight(), self.get_color(), renderer.dpi,
            self.get_horizontalalignment(), self._ground,
        )  # fmt: skip
        picture = _pictures.get(key)
        if picture is None:
            if len(_pictures) >= _MOST:
                _pictures.clear()
            picture = _pictures[key] = self._picture(renderer.dpi)
        height, width = picture.shape[:2]
        x, y = self.get_transform().transform(self.get_position())
        left = round(float(x) - self._anchor(width))
        gc = renderer.new_gc()
        self._set_gc_clip(gc)  # type: ignore[attr-defined]
        # The renderer counts rows from below.
        renderer.draw_image(gc, left, round(float(y)) - height // 2, picture[::-1])
        gc.restore()

    def _picture(self, dpi: float) -> NDArray[np.uint8]:
        """Return the words on nothing, as tall and wide as they need."""
        scale = dpi / 96
        width = int(self._wide * scale) + 2 * _PAD
        height = 2 * (int(self.get_fontproperties().get_size_in_points() * dpi / 72) + _PAD)
        renderer = RendererAgg(width, height, dpi)  # type: ignore[no-untyped-call]
        words = Text(
            self._anchor(width), height // 2, self.get_text(), color=self.get_color(),
            fontproperties=self.get_fontproperties(), ha=self.get_horizontalalignment(),
            va=self.get_verticalalignment(), parse_math=False, transform=IdentityTransform(),
            bbox=_laid_on(self._ground) if self._ground else None,
        )  # fmt: skip
        # A text asks its figure for the dpi.
        words.set_figure(self.get_figure(root=True))  # type: ignore[arg-type]
        words.draw(renderer)
        return np.array(renderer.buffer_rgba(), np.uint8)  # type: ignore[no-untyped-call]

    def _anchor(self, width: int) -> float:
        """Return where in a picture of that width the point of the text is."""
        return {"left": _PAD, "right": width - _PAD}.get(str(self.get_horizontalalignment()), width / 2)
