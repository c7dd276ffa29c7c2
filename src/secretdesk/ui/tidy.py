"""Takes away garbage in the window's own thread.

Python's collector runs in whichever thread happens to allocate; one that reads behind would take away widgets,
and Qt falls over when a widget goes in another thread than its own. So it is switched off while the window runs,
and called from here.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 400  # ms
MANY = (2000, 10, 10)  # as the collector's own thresholds, the first a little higher


class Tidy(QObject):
    """Looks now and then whether a generation has filled up."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()  # what was loaded at the start stays until the end
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation that is full, and the younger ones with it."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > MANY[generation]:
                gc.collect(generation)
                return

    def end(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
