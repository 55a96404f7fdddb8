"""Charts as files: .png at 200 dpi, .svg, .pdf. The same picture gives the same bytes."""

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_pdf import PdfPages
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
    with _whole_file(path) as unfinished:
        figure.savefig(
            unfinished,
            format=kind[1:],
            dpi=PNG_DPI,
            metadata=_METADATA[kind],
            facecolor=figure.get_facecolor(),
        )


def save_pages(figures: Sequence[Figure], path: Path, name: str) -> None:
    """Write figures as the pages of one PDF called `name`. Raises UserError as `save_figure` does."""
    about = _METADATA[".pdf"] | {"Title": name}
    with _whole_file(path) as unfinished, PdfPages(unfinished, metadata=about) as pdf:
        for figure in figures:
            pdf.savefig(figure)


@contextlib.contextmanager
def _whole_file(path: Path) -> Iterator[Path]:
    """Give a place beside `path` to write to; what stands there in the end is moved to it, or nothing is."""
    unfinished = path.with_name(f".{path.stem}.{os.getpid()}.tmp{path.suffix.lower()}")
    try:
        with mpl.rc_context(
            {"svg.hashsalt": "funneldesk", "pdf.compression": 6, "pdf.fonttype": font_type()}
        ):
            yield unfinished
        unfinished.replace(path)
    except OSError as error:
        raise _not_written(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink()


def _not_written(path: Path, error: OSError) -> UserError:
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
