"""Where the files of `resources/` are: in a checkout, in an installed wheel, in a frozen bundle."""

import sys
from pathlib import Path


def resource_path(*parts: str) -> Path:
    """Return the path of one file or folder below `resources/`.

    Raises FileNotFoundError if the installation lacks it.
    """
    bundle = getattr(sys, "_MEIPASS", None)
    package = Path(__file__).resolve().parent
    roots = [Path(bundle) / "resources"] if bundle else [package / "_resources", package.parent / "resources"]
    for root in roots:
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(roots[-1].joinpath(*parts))
