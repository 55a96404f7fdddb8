"""How text looks in charts: the program's font in matplotlib, and measured widths."""

from functools import cache, lru_cache
from pathlib import Path

from matplotlib import font_manager, rcParams
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font

from funneldesk.domain.line_ends import JOIN, phrased, unphrased
from funneldesk.fonts import japanese_bold_font, japanese_font

#: Figures are laid out in logical pixels as the window is; the dpi only decides how finely they are drawn.
PIXELS_PER_INCH = 96
FALLBACK_FAMILY = "DejaVu Sans"
#: Stands for a character that no font at hand can draw: the printer's geta mark, not an empty box.
MISSING = "〓"
ELLIPSIS = "…"


@cache
def family() -> str:
    """Register the program's font file (and its bold) with matplotlib, return the family's name.

    Letters keep their shape and width at any size: fitted to whole pixels they would be wider than measured, and a
    picture takes a fifth longer.
    """
    rcParams["text.hinting"] = "none"
    for path in (japanese_font(), japanese_bold_font()):
        if path is not None:
            font_manager.fontManager.addfont(path)
    return font_manager.get_font(str(japanese_font())).family_name


@cache
def font(pixels: float, strong: bool = False) -> FontProperties:
    """Return the font at a size in logical pixels; `strong` is bold only where the family has a bold file."""
    path = (japanese_bold_font() if strong else None) or japanese_font()
    families = [family(), FALLBACK_FAMILY]
    return FontProperties(family=families, size=pixels * 72 / PIXELS_PER_INCH, weight=_weight(str(path)))


def _weight(path: str) -> int | str:
    """Return the weight a file is known by: with it matplotlib finds this file among others of its family."""
    entries = font_manager.fontManager.ttflist
    return next((entry.weight for entry in entries if entry.fname == path), "normal")


def _faces(strong: bool) -> tuple[FT2Font, ...]:
    # Not kept here: get_font keeps a face for each thread, and a face must not be shared between threads.
    own = (japanese_bold_font() if strong else None) or japanese_font()
    fallback = font_manager.findfont(FALLBACK_FAMILY)
    return tuple(font_manager.get_font(str(path)) for path in (own, fallback))


@cache
def font_type() -> int:
    """Return as which type the font's letters go into a PDF: 42, embedded as they are, or 3, drawn.

    Letters of cubic curves (CFF: Noto and Hiragino) matplotlib would announce as of another kind than they are.
    """
    files = (japanese_font(), japanese_bold_font())
    return 42 if all(_has_quadratic_curves(path) for path in files if path is not None) else 3


def _has_quadratic_curves(path: Path) -> bool:
    with path.open("rb") as file:
        mark = file.read(4)
        if mark == b"ttcf":
            # A collection: where its first face begins stands behind version and number of faces.
            file.seek(12)
            file.seek(int.from_bytes(file.read(4), "big"))
            mark = file.read(4)
    return mark != b"OTTO"


@lru_cache(maxsize=16384)
def _glyph_width(character: str, strong: bool) -> float:
    """Return the advance width in ems."""
    for face in _faces(strong):
        if face.get_char_index(ord(character)):
            face.set_size(100, 72)
            return face.load_char(ord(character)).linearHoriAdvance / 65536 / 100
    return 1.0


@lru_cache(maxsize=16384)
def text_width(text: str, pixels: float, strong: bool = False) -> float:
    """Return how wide `text` is drawn at most, in logical pixels, whatever the dpi."""
    return pixels * sum(_glyph_width(character, strong) for character in text)


def shortened(text: str, width: float, pixels: float, strong: bool = False) -> str:
    """Return `text`, cut with an ellipsis so that it fits `width` logical pixels."""
    if text_width(text, pixels, strong) <= width:
        return text
    room = width - text_width(ELLIPSIS, pixels, strong)
    return _beginning(text, room, pixels, strong).rstrip() + ELLIPSIS


def shortened_within(text: str, width: float, pixels: float, strong: bool = False) -> str:
    """Return `text`, cut in its middle so that it fits: names that begin alike often differ at their ends."""
    if text_width(text, pixels, strong) <= width:
        return text
    half = (width - text_width(ELLIPSIS, pixels, strong)) / 2
    head = _beginning(text, half, pixels, strong).rstrip()
    tail = _beginning(text[::-1], half, pixels, strong)[::-1].lstrip()
    return head + ELLIPSIS + tail


def _beginning(text: str, room: float, pixels: float, strong: bool) -> str:
    """Return as many characters as fit."""
    for end, character in enumerate(text):
        room -= text_width(character, pixels, strong)
        if room < 0:
            return text[:end]
    return text


def wrapped(text: str, width: float, pixels: float, most: int | None = None) -> list[str]:
    """Return `text` in lines of at most `width` logical pixels, broken where the language allows it.

    With `most`, in no more lines than that: the last one is cut with an ellipsis.
    """
    lines: list[str] = []
    line = ""
    for word in _words(text):
        is_last = most is not None and len(lines) == most - 1
        if line and not is_last and text_width(line + word.rstrip(), pixels) > width:
            lines.append(line.rstrip())
            line = word.lstrip()
        else:
            line += word
    if most is not None and len(lines) == most - 1:
        line = shortened(line.rstrip(), width, pixels)
    return [*lines, line.rstrip()] if line.strip() else lines


def _words(text: str) -> list[str]:
    """Split into pieces that stay on one line: Latin words, Japanese phrases with their punctuation."""
    pieces: list[str] = []
    for character in phrased(text):
        previous = pieces[-1] if pieces else ""
        closes = character in "、。，．）」』】］〉・ー！？%％ 　,.)–〜＝"
        latin = character.isascii() and not character.isspace() and previous[-1:].isascii()
        opens = previous[-1:] in ("（", "「", "『", "(", "÷", "−", "–", "〜", "＝")
        held = JOIN in {character, previous[-1:]}
        if pieces and (held or closes or opens or (latin and not previous[-1:].isspace())):
            pieces[-1] += character
        else:
            pieces.append(character)
    return [unphrased(piece) for piece in pieces]


@lru_cache(maxsize=4096)
def drawable(text: str) -> str:
    """Return `text` in one line, with characters no font at hand can draw replaced by a geta mark."""
    return "".join(c if has_glyph(c) else MISSING for c in " ".join(text.split()))


@lru_cache(maxsize=8192)
def has_glyph(character: str) -> bool:
    """Whether the program's font or matplotlib's own can draw this character."""
    return any(face.get_char_index(ord(character)) for face in _faces(strong=False))
