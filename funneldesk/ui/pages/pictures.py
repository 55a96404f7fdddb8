"""Saving what a page shows as a picture: asked for by name, drawn in the background."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from funneldesk.i18n import _
from funneldesk.ui.choosing_files import file_to_save
from funneldesk.ui.saved_files import say_saved

if TYPE_CHECKING:
    from funneldesk.ui.page import Page


def choose_picture(page: "Page", suggested: str, save: Callable[[Path], None]) -> None:
    """Ask for a name and hand it to `save`."""
    kinds = _("Picture (*.png);;Vector graphic (*.svg);;PDF (*.pdf)")
    path, _kind = file_to_save(page, _("Save picture"), suggested, kinds)
    if path:
        save(path)


def save_drawn(page: "Page", draw: Callable[[], Any], path: Path) -> None:
    """Write the figure `draw` returns, in the format the name ends with; `page` says when it is there."""

    def write(_task: Any) -> Path:
        from funneldesk.charts.exporting import save_figure

        save_figure(draw(), path)
        return path

    page.session.run(write, lambda written: say_saved(page.banner, written), page.show_error)
