"""The window: everything that needs PySide6."""

from funneldesk.ui.pyside_features import forgo_features

forgo_features()
