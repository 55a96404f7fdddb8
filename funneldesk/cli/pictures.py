"""Drawing results into a file (`--png`); matplotlib is loaded only here, when it is asked for."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from funneldesk.colours import LIGHT

if TYPE_CHECKING:
    from funneldesk.domain.contents import Contents
    from funneldesk.domain.funnel import Funnel


def save_funnel(funnel: "Funnel", labels: Mapping[str, str], path: Path) -> None:
    """Draw the funnel; the format follows the suffix of `path`."""
    from funneldesk.charts.exporting import save_figure
    from funneldesk.charts.funnel import funnel_figure

    save_figure(funnel_figure(funnel, LIGHT, labels=labels), path)


def save_contents(contents: "Contents", currency: str, path: Path) -> None:
    """Draw all contents; the format follows the suffix of `path`."""
    from funneldesk.charts.contents import contents_figure, contents_height
    from funneldesk.charts.exporting import save_figure

    size = (11.9, contents_height(len(contents.contents)))
    save_figure(contents_figure(contents, LIGHT, size, currency=currency), path)
