"""What the libraries beneath must do for the program to live (DESIGN 11)."""

import sqlite3
import subprocess
import sys

MANY_CALLS = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
widget = QWidget()
before = sys.getrefcount(None)
for _ in range(20_000):
    widget.update()
lost = before - sys.getrefcount(None)
print("alive", lost < 1_000)
"""


def test_qt_survives_many_calls():
    """PySide6 6.12.0 on Python 3.10 and 3.11 loses a reference to None with each and dies at about 5,000."""
    run = subprocess.run([sys.executable, "-c", MANY_CALLS], capture_output=True, encoding="utf-8")
    assert (run.returncode, run.stdout.strip()) == (0, "alive True"), run.stderr


def test_sqlite_utils_uses_the_sqlite_we_use():
    """Two SQLite libraries on one file in one process break each other's locks."""
    from sqlite_utils import utils

    assert utils.sqlite3 is sqlite3


def test_sqlite_can_do_what_the_store_asks_of_it():
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE a (b INTEGER NOT NULL, UNIQUE (b)) STRICT")
    assert connection.execute(
        "INSERT INTO a VALUES (1) ON CONFLICT DO UPDATE SET b = 2 RETURNING b"
    ).fetchall() == [(1,)]
    connection.close()
