"""Light and dark, and how large words are: the colour table as Qt palette and style sheet (LOOK)."""

import re
from string import Template
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from funneldesk.colours import DARK, LIGHT, Colours
from funneldesk.i18n import _
from funneldesk.resources import resource_path

Theme = Literal["system", "light", "dark"]
#: Under which name the application keeps the sheet in use.
_SHEET = "funneldesk_style_sheet"
#: How tall words are in pixels, at the usual size of text.
FONT_PIXELS = 13
#: The sizes of text one can choose, in per cent: more would not fit into the least window.
TEXT_SIZES = (100, 115, 130)
_PIXELS = re.compile(r"(\d+)px")


def enlarged(sheet: str, zoom: float) -> str:
    """Return a style sheet with all its lengths `zoom` times as long; hairlines stay."""

    def length(found: "re.Match[str]") -> str:
        pixels = int(found[1])
        return f"{pixels if pixels <= 1 else round(pixels * zoom)}px"

    return _PIXELS.sub(length, sheet)


def text_zoom() -> float:
    """Return how many times as large as usual words are."""
    return QApplication.font().pixelSize() / FONT_PIXELS


def pixels(length: float) -> int:
    """Return how long something that holds words is at the size of text in use; `length`: at the usual one."""
    return round(length * text_zoom())


def text_size_of(chosen: object) -> int:
    """Return a size of text in per cent as the settings have it; what nobody could have chosen is the usual one."""
    text = str(chosen)
    return int(text) if text.isdigit() and int(text) in TEXT_SIZES else TEXT_SIZES[0]


def text_size_words() -> tuple[tuple[str, str], ...]:
    """Return the sizes of text to choose from: as the settings keep them, and in words."""
    words = (_("Normal"), _("Large"), _("Very large"))
    return tuple((str(size), text) for size, text in zip(TEXT_SIZES, words, strict=True))


def system_hints() -> QStyleHints:
    """Return what the system says of colours, and is told of them."""
    return QGuiApplication.styleHints()


def tell_system(theme: Theme, hints: QStyleHints) -> None:
    """Let the system draw the frames of windows in `theme` too; its own choice counts again for "system"."""
    if theme == "system":
        hints.unsetColorScheme()
    else:
        hints.setColorScheme(Qt.ColorScheme.Dark if theme == "dark" else Qt.ColorScheme.Light)


def is_dark(theme: Theme) -> bool:
    """Whether `theme` shows dark now (the system may decide)."""
    if theme == "system":
        return system_hints().colorScheme() == Qt.ColorScheme.Dark
    return theme == "dark"


def colours_of(theme: Theme) -> Colours:
    """Return the colour table `theme` shows now."""
    return DARK if is_dark(theme) else LIGHT


def style_sheet(colours: Colours) -> str:
    """Return the style sheet in these colours."""
    dark = colours is DARK
    theme = "dark" if dark else "light"
    sheet = Template(resource_path("window.qss").read_text(encoding="utf-8"))
    return sheet.substitute(
        {name: getattr(colours, name) for name in Colours.__dataclass_fields__},
        sidebar="#161B22" if dark else "#FBFBFC",
        plain_ground="#262E38" if dark else "#EBEDF1",
        handle="#3A4553" if dark else "#C4CAD3",
        arrow=resource_path("icons", f"arrow-{theme}.svg").as_posix(),
        check=resource_path("icons", f"check-{theme}.svg").as_posix(),
    )


def palette(colours: Colours) -> QPalette:
    """Return the palette for what the style sheet does not reach (item delegates, placeholder text)."""
    roles = QPalette.ColorRole
    result = QPalette()
    for role, value in {
        roles.Window: colours.ground, roles.WindowText: colours.text, roles.Base: colours.surface,
        roles.AlternateBase: colours.ground, roles.Text: colours.text, roles.Button: colours.surface,
        roles.ButtonText: colours.text, roles.Highlight: colours.accent_ground,
        roles.HighlightedText: colours.text, roles.PlaceholderText: colours.secondary,
        roles.ToolTipBase: colours.surface, roles.ToolTipText: colours.text, roles.Link: colours.accent,
        roles.Mid: colours.line,
    }.items():  # fmt: skip
        result.setColor(role, QColor(value))
    return result


def apply_theme(app: QApplication, theme: Theme, text_size: int = TEXT_SIZES[0]) -> Colours:
    """Dress the whole program in `theme`, its words `text_size` per cent as large as usual; returns its colours."""
    tell_system(theme, system_hints())
    colours = colours_of(theme)
    zoom = text_size / 100
    sheet = enlarged(style_sheet(colours), zoom)
    font = app.font()
    if font.pixelSize() != round(FONT_PIXELS * zoom):
        font.setPixelSize(round(FONT_PIXELS * zoom))
        app.setFont(font)
    # The same sheet again would make Qt forget all it worked out, and dress every widget anew.
    if app.property(_SHEET) != sheet:
        app.setPalette(palette(colours))
        app.setProperty(_SHEET, sheet)
        for window in app.topLevelWidgets():
            if isinstance(window, QMainWindow):
                dress(window)
    return colours


def dress(window: QWidget) -> None:
    """Give the sheet of the theme to a window, and so to all in it and to its dialogs.

    Windows have it, not the application: each widget that is put into another would be dressed then, with all that
    is in it, long before anybody sees it; building a page took five times as long.
    """
    app = QApplication.instance()
    if app is not None:
        window.setStyleSheet(str(app.property(_SHEET) or ""))
