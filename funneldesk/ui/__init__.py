"""The window: everything that needs PySide6."""
