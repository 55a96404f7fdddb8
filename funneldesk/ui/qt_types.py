"""The types of Qt, made on the thread of the window before another thread may ask for one.

PySide makes the Python type of a class of Qt when somebody asks for it first. Two threads that do so at one moment end
the process without a word (PySide 6.11.3: 80 of 80 processes in which two threads went through all names). The code of
pages, which names a hundred of them, is loaded in the background, while the window makes others.
"""

from collections import deque
from collections.abc import Callable, Iterator
from time import perf_counter

from PySide6 import QtCore, QtGui, QtWidgets

#: So long the window may be at it at once; all of them take a tenth of a second.
SLICE_SECONDS = 0.008


def steps_to_types() -> Iterator[Callable[[], None]]:
    """Yield what has to be done until every type is there, a little at a time."""
    names = deque((module, name) for module in (QtCore, QtGui, QtWidgets) for name in dir(module))

    def make_some() -> None:
        ends = perf_counter() + SLICE_SECONDS
        while names and perf_counter() < ends:
            getattr(*names.popleft())

    while names:
        yield make_some
