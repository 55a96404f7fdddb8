"""Light and dark: the colour table as Qt palette and style sheet (LOOK)."""

from string import Template
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from funneldesk.colours import DARK, LIGHT, Colours
from funneldesk.resources import resource_path

Theme = Literal["system", "light", "dark"]


def is_dark(theme: Theme) -> bool:
    """Whether `theme` shows dark now (the system may decide)."""
    if theme == "system":
        return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
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


def apply_theme(app: QApplication, theme: Theme) -> Colours:
    """Dress the whole program in `theme`; returns its colours."""
    colours = colours_of(theme)
    sheet = style_sheet(colours)
    # The same sheet again would make Qt forget all it worked out, and dress every widget anew.
    if app.styleSheet() != sheet:
        app.setPalette(palette(colours))
        app.setStyleSheet(sheet)
    return colours
