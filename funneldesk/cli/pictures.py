"""Drawing results into a file (`--png`); matplotlib is loaded only here, when it is asked for."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from funneldesk.colours import LIGHT

if TYPE_CHECKING:
    from funneldesk.domain.contents.contents import Contents
    from funneldesk.domain.funnel.funnel import Funnel
    from funneldesk.domain.funnel.timing import Timing


def save_funnel(funnel: "Funnel", labels: Mapping[str, str], path: Path) -> None:
    """Draw the funnel and its rates; the format follows the suffix of `path`."""
    from funneldesk.charts.exporting import save_figure
    from funneldesk.charts.sheets import funnel_sheet

    save_figure(funnel_sheet(funnel, LIGHT, labels), path)


def save_contents(contents: "Contents", currency: str, path: Path) -> None:
    """Draw all contents; the format follows the suffix of `path`."""
    from funneldesk.charts.exporting import save_figure
    from funneldesk.charts.sheets import contents_sheet

    save_figure(contents_sheet(contents, LIGHT, currency=currency), path)


def save_timing(timing: "Timing", path: Path) -> None:
    """Draw the speed to contact and the waits; the format follows the suffix of `path`."""
    from funneldesk.charts.exporting import save_figure
    from funneldesk.charts.timing import timing_sheet

    save_figure(timing_sheet(timing, LIGHT), path)
