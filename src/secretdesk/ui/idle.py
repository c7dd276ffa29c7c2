"""Notices that nobody is at the PC (第37条), suspend included."""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

SIGNS = {
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
    QEvent.Type.InputMethod, QEvent.Type.TouchBegin,
}  # fmt: skip
SAID = 30  # seconds before the lock from which on they are told


class Idle(QObject):
    """Counts the seconds since the last key or movement, by both clocks: one stands still while the PC sleeps."""

    due = Signal()
    soon = Signal(int)  # seconds left, -1 where there is time

    def __init__(self, minutes: int, parent: QObject) -> None:
        super().__init__(parent)
        self.limit = minutes * 60
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self.look)
        self.alive()

    def start(self) -> None:
        """Begin to watch."""
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self.alive()
        self._timer.start()

    def stop(self) -> None:
        """Watch no longer."""
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._timer.stop()

    def alive(self) -> None:
        """Somebody is there."""
        self._since = (time.monotonic(), time.time())

    def seconds(self) -> float:
        """How long nobody was."""
        return max(time.monotonic() - self._since[0], time.time() - self._since[1])

    def look(self) -> None:
        """Once a second."""
        left = self.limit - self.seconds()
        if self.limit and left <= 0:
            self.stop()
            self.due.emit()
        else:
            self.soon.emit(int(left) + 1 if self.limit and left < SAID else -1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Every event of the program passes here; nothing is kept back."""
        if event.type() in SIGNS:
            self.alive()
        return super().eventFilter(watched, event)
