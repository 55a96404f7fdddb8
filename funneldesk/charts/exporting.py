"""Charts as files: .png at 200 dpi, .svg, .pdf. The same picture gives the same bytes."""

import contextlib
import os
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

from funneldesk.charts.style import font_type
from funneldesk.errors import UserError
from funneldesk.i18n import _

PNG_DPI = 200
#: Nothing that changes from run to run goes into a file.
_METADATA: dict[str, dict[str, Any]] = {
    ".png": {"Software": "FunnelDesk"},
    ".svg": {"Date": None, "Creator": "FunnelDesk"},
    ".pdf": {"CreationDate": None, "Creator": "FunnelDesk"},
}


def save_figure(figure: Figure, path: Path) -> None:
    """Write a figure by the suffix of `path`, never half: beside it first, then moved into place.

    Raises UserError for an unknown suffix, a folder that cannot be written, a file held open elsewhere.
    """
    kind = path.suffix.lower()
    if kind not in _METADATA:
        raise UserError(
            "chart_format",
            _("%(name)s: a chart cannot be saved in this format.") % {"name": path.name},
            _("Choose a name that ends in .png, .svg or .pdf."),
        )
    unfinished = path.with_name(f".{path.stem}.{os.getpid()}.tmp{kind}")
    try:
        with mpl.rc_context(
            {"svg.hashsalt": "funneldesk", "pdf.compression": 6, "pdf.fonttype": font_type()}
        ):
            figure.savefig(
                unfinished,
                format=kind[1:],
                dpi=PNG_DPI,
                metadata=_METADATA[kind],
                facecolor=figure.get_facecolor(),
            )
        unfinished.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        raise not_written(path, error) from error


def not_written(path: Path, error: OSError) -> UserError:
    """Return what to say of a file that could not be written."""
    message = _("%(path)s could not be written.") % {"path": path}
    if isinstance(error, PermissionError):
        return UserError(
            "not_writable",
            message,
            _("Close the file if another program has it open, or choose another folder."),
        )
    if isinstance(error, FileNotFoundError):
        return UserError("no_folder", message, _("The folder does not exist. Choose another one."))
    return UserError("not_writable", f"{message} ({error.strerror})", _("Choose another folder."))
