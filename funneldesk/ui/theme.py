"""Light and dark: the colour table as Qt palette and style sheet (LOOK)."""

from string import Template
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from funneldesk.colours import DARK, LIGHT, Colours

Theme = Literal["system", "light", "dark"]

_SHEET = Template("""
* { font-size: 13px; color: $text; }
QToolTip { background: $surface; color: $text; border: 1px solid $line; padding: 6px 8px; }
QMainWindow, QWidget#pages, QDialog, QScrollArea, QWidget[scrolled="true"] { background: $ground; border: none; }
QWidget#sidebar { background: $sidebar; border-right: 1px solid $line; }
QLabel { background: transparent; }
QLabel[role="brand"] { font-size: 16px; font-weight: 700; }
QLabel[role="title"] { font-size: 20px; font-weight: 700; }
QLabel[role="heading"] { font-weight: 700; }
QLabel[role="figure"] { font-size: 26px; font-weight: 700; }
QLabel[role="secondary"] { font-size: 12px; color: $secondary; }
QLabel[role="hero"] { font-size: 24px; font-weight: 700; }
QLabel[role="field"] { color: $secondary; }
QLabel[tone="green"] { color: $green; } QLabel[tone="amber"] { color: $amber; } QLabel[tone="red"] { color: $red; }
QLabel[chip="plain"], QLabel[chip="green"], QLabel[chip="amber"], QLabel[chip="red"], QLabel[chip="blue"] {
  font-size: 12px; border-radius: 4px; padding: 2px 8px; }
QLabel[chip="plain"] { background: $ground; color: $secondary; }
QLabel[chip="green"] { background: $green_ground; color: $green; }
QLabel[chip="amber"] { background: $amber_ground; color: $amber; }
QLabel[chip="red"] { background: $red_ground; color: $red; }
QLabel[chip="blue"] { background: $accent_ground; color: $accent; }
QFrame[card="true"] { background: $surface; border: 1px solid $line; border-radius: 6px; }
QFrame[card="drop"] { background: $surface; border: 2px dashed $line; border-radius: 8px; }
QFrame[card="drop-over"] { background: $accent_ground; border: 2px dashed $accent; border-radius: 8px; }
QFrame[banner="blue"] { background: $accent_ground; border: 1px solid $line; border-left: 4px solid $accent; border-radius: 4px; }
QFrame[banner="amber"] { background: $amber_ground; border: 1px solid $line; border-left: 4px solid $amber; border-radius: 4px; }
QFrame[banner="red"] { background: $red_ground; border: 1px solid $line; border-left: 4px solid $red; border-radius: 4px; }
QFrame[banner="green"] { background: $green_ground; border: 1px solid $line; border-left: 4px solid $green; border-radius: 4px; }
QFrame[hairline="true"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QPushButton, QToolButton[button="true"] {
  background: $surface; border: 1px solid $line; border-radius: 5px; padding: 6px 12px; min-height: 18px; }
QPushButton:hover, QToolButton[button="true"]:hover { border-color: $accent; }
QPushButton:focus, QToolButton[button="true"]:focus { border: 2px solid $accent; padding: 5px 11px; }
QPushButton:pressed { background: $accent_ground; }
QPushButton:disabled { color: $secondary; background: $ground; }
QPushButton[primary="true"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 700; }
QPushButton[primary="true"]:hover { background: $bar; }
QPushButton[primary="true"]:focus { border: 2px solid $text; }
QPushButton[primary="true"]:disabled { background: $line; border-color: $line; color: $secondary; }
QPushButton[big="true"] { font-size: 15px; padding: 12px 24px; }
QPushButton[link="true"] { background: transparent; border: none; color: $accent; padding: 2px 4px; text-align: left; }
QPushButton[link="true"]:hover { text-decoration: underline; }
QPushButton[link="true"]:focus { border: 1px solid $accent; padding: 1px 3px; }
QPushButton[nav="true"] {
  background: transparent; border: none; border-radius: 5px; padding: 7px 12px; text-align: left; min-height: 20px; }
QPushButton[nav="true"]:hover { background: $ground; }
QPushButton[nav="true"]:checked { background: $accent_ground; color: $accent; font-weight: 700; }
QPushButton[nav="true"]:focus { border: 2px solid $accent; padding: 5px 10px; }
QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit, QPlainTextEdit, QTextEdit {
  background: $surface; border: 1px solid $line; border-radius: 5px; padding: 5px 8px; min-height: 20px;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus, QDateEdit:focus, QPlainTextEdit:focus {
  border: 2px solid $accent; padding: 4px 7px; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url("$arrow"); width: 10px; height: 10px; margin-right: 8px; }
QComboBox QAbstractItemView, QMenu { background: $surface; border: 1px solid $line; padding: 4px;
  selection-background-color: $accent_ground; selection-color: $accent; }
QMenu::item { padding: 6px 24px 6px 12px; } QMenu::item:selected { background: $accent_ground; color: $accent; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenuBar { background: $sidebar; border-bottom: 1px solid $line; } QMenuBar::item { padding: 4px 10px; background: transparent; }
QMenuBar::item:selected { background: $accent_ground; color: $accent; }
QTabBar { background: transparent; border: none; }
QTabBar::tab { background: transparent; border: none; padding: 8px 2px; margin-right: 18px; color: $secondary;
  border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $accent; border-bottom: 2px solid $accent; font-weight: 700; }
QTabBar::tab:hover { color: $text; } QTabBar::tab:focus { color: $accent; }
QTableView { background: $surface; border: none; gridline-color: $line; alternate-background-color: $surface;
  selection-background-color: $accent_ground; selection-color: $text; outline: none; }
QTableView::item { border-bottom: 1px solid $line; padding: 0 8px; }
QTableView::item:selected { background: $accent_ground; color: $text; }
QTableView::item:focus { border: 1px solid $accent; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $secondary; font-size: 12px; border: none;
  border-bottom: 1px solid $line; padding: 8px; }
QProgressBar { background: $line; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $handle; border-radius: 4px; min-height: 32px; min-width: 32px; margin: 1px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }
QSlider::groove:horizontal { height: 4px; background: $line; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal { background: $surface; border: 2px solid $accent; width: 12px; height: 12px;
  margin: -6px 0; border-radius: 8px; }
QSlider::handle:horizontal:focus { background: $accent; }
QCheckBox::indicator, QRadioButton::indicator { width: 14px; height: 14px; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QStatusBar { background: $sidebar; border-top: 1px solid $line; } QStatusBar::item { border: none; }
""")


def is_dark(theme: Theme) -> bool:
    """Whether `theme` shows dark now (the system may decide)."""
    if theme == "system":
        return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return theme == "dark"


def colours_of(theme: Theme) -> Colours:
    """Return the colour table `theme` shows now."""
    return DARK if is_dark(theme) else LIGHT


def style_sheet(colours: Colours, arrow: str) -> str:
    """Return the style sheet in these colours; `arrow` is the path of the picture on drop-down buttons."""
    dark = colours is DARK
    return _SHEET.substitute(
        {name: getattr(colours, name) for name in Colours.__dataclass_fields__},
        sidebar="#161B22" if dark else "#FBFBFC",
        handle="#3A4553" if dark else "#C4CAD3",
        arrow=arrow,
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
    from funneldesk.resources import resource_path

    colours = colours_of(theme)
    arrow = resource_path("icons", "arrow-dark.svg" if colours is DARK else "arrow-light.svg")
    app.setPalette(palette(colours))
    app.setStyleSheet(style_sheet(colours, arrow.as_posix()))
    return colours
