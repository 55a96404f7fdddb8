"""Python's garbage collector, on the thread of the window alone.

Left to itself it runs on whatever thread makes the next object. A model, a timer or another object of Qt that lies in
a cycle would be ended there, while its own thread may be at work with it: seldom, and the program dies of it without a
word. (Widgets alone are handed to the right thread by the binding.)

Nor may it run on this thread while an object of Qt is being ended: Qt holds a lock then, while the binding looks for
methods of Python, and another object that is collected meanwhile may want the same lock. The window would hang.
"""

import gc

from PySide6.QtCore import QObject, QTimer

from funneldesk.operations.tasks import is_collection_wanted

#: Milliseconds between two looks at how much there is to collect; a look costs less than a microsecond.
EVERY_MS = 200


class Collector(QObject):
    """Collects where it was made, when Python itself would have; `start` takes the work over.

    `stop` ends it, and does not give it back: whoever wants Python to collect by itself again says so (`gc.enable`)
    when nothing of Qt is being ended. A program that ends never does.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.collect)

    def start(self) -> None:
        """Collect on this thread only from now on."""
        gc.disable()
        self._timer.start()

    def spare(self) -> None:
        """Never walk again what is there now, as long as it is used: with all pages built it is the program itself.

        A window that goes is to be collected: `Program.open_window` takes it back.
        """
        gc.collect(1)
        gc.freeze()

    def stop(self) -> None:
        """Collect no more."""
        self._timer.stop()

    def collect(self) -> None:
        """Collect as old a generation as is due, if any is, and nobody has very many objects in hand."""
        if not is_collection_wanted():
            return
        due = [count > most > 0 for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if due[0]:
            gc.collect(max(generation for generation, is_due in enumerate(due) if is_due))
