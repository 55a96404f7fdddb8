"""One Japanese font file for the whole program: Qt and matplotlib register the same one.

matplotlib's own search finds none of the system's Japanese faces, so the file is chosen here, by path:
the platform's own face first, else the IPAexGothic file inside the package matplotlib-fontja.
"""

import importlib.util
import os
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple


class Face(NamedTuple):
    """A face by file name: `regular`, and `bold` where the family has one ("" where not)."""

    regular: str
    bold: str


# Of a .ttc both Qt and matplotlib can use the first face; these files have a proportional Japanese one there.
_FACES: dict[str, tuple[Face, ...]] = {
    "win32": (
        Face("YuGothM.ttc", "YuGothB.ttc"),
        Face("meiryo.ttc", "meiryob.ttc"),
        Face("BIZ-UDGothicR.ttc", "BIZ-UDGothicB.ttc"),
    ),
    "darwin": (
        Face("ヒラギノ角ゴシック W3.ttc", "ヒラギノ角ゴシック W6.ttc"),
        Face("Hiragino Sans W3.ttc", "Hiragino Sans W6.ttc"),
    ),
    "linux": (
        Face("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc"),
        Face("NotoSansCJKjp-Regular.otf", "NotoSansCJKjp-Bold.otf"),
        Face("NotoSansJP-Regular.otf", "NotoSansJP-Bold.otf"),
        Face("NotoSansJP-Regular.ttf", "NotoSansJP-Bold.ttf"),
    ),
}
_LINUX_SUBFOLDERS = (
    "opentype/noto",
    "truetype/noto",
    "noto-cjk",
    "google-noto-cjk",
    "google-noto-sans-cjk-fonts",
    "",
)


def _folders(platform: str) -> Iterator[Path]:
    if platform == "win32":
        yield Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "Fonts"
        if local := os.environ.get("LOCALAPPDATA"):
            yield Path(local) / "Microsoft" / "Windows" / "Fonts"
    elif platform == "darwin":
        yield from (Path("/System/Library/Fonts"), Path("/Library/Fonts"))
    else:
        roots = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
        yield from (root / below for root in roots for below in _LINUX_SUBFOLDERS)


def _file_in(folder: Path, name: str) -> Path | None:
    # macOS stores some names decomposed; both spellings are the same face.
    for form in ("NFC", "NFD"):
        path = folder / unicodedata.normalize(form, name) if name else folder
        if path.is_file():
            return path
    return None


def platform_face(platform: str, folders: Sequence[Path]) -> tuple[Path, Path | None] | None:
    """Return (regular, bold or None) of the first known face of `platform` found in `folders`, else None."""
    for face in _FACES.get(platform, _FACES["linux"]):
        for folder in folders:
            if regular := _file_in(folder, face.regular):
                return regular, _file_in(folder, face.bold)
    return None


def carried_font() -> Path:
    """Return the IPAexGothic file that the package matplotlib-fontja carries, without importing the package.

    Raises FileNotFoundError if the installation lacks it.
    """
    bundled = getattr(sys, "_MEIPASS", None)
    places = [Path(bundled) / "matplotlib_fontja"] if bundled else []
    spec = importlib.util.find_spec("matplotlib_fontja")
    places += [Path(place) for place in (spec.submodule_search_locations or ())] if spec else []
    for place in places:
        path = place / "fonts" / "ipaexg.ttf"
        if path.is_file():
            return path
    raise FileNotFoundError("matplotlib_fontja/fonts/ipaexg.ttf")


@cache
def _chosen() -> tuple[Path, Path | None]:
    return platform_face(sys.platform, tuple(_folders(sys.platform))) or (carried_font(), None)


def japanese_font() -> Path:
    """Return the font file with Japanese for window and charts; FileNotFoundError if there is none at all."""
    return _chosen()[0]


def japanese_bold_font() -> Path | None:
    """Return the bold file of the same family, None where the family has one weight only (IPAexGothic)."""
    return _chosen()[1]
