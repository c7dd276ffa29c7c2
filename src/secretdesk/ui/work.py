"""Long work off the window's thread: one task, its progress, its end."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QThread, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

Tell = Callable[[int, int], bool]
Task = Callable[[Tell], object]

PATIENCE = 300  # ms before progress is shown
BEAT = 0.04  # s between two reports to the window


class Stopped(Exception):
    """The person stopped it."""


_running: set[Work] = (
    set()
)  # no widget is their parent: one that closes must not take a running thread with it


class Work(QThread):
    """Runs a task. ``tell(done, total)`` reports and answers whether to go on.

    ``done`` or ``failed`` is told in the window's thread once the thread has ended, so whoever hears it may delete
    all that the task worked for.
    """

    progressed = Signal(int, int)
    done = Signal(object)
    failed = Signal(object)

    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task = task
        self._stop = self._forgotten = False
        self._told = 0.0
        self._result: object = None
        self._error: BaseException | None = None
        self.finished.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """Start, and live until the end has been told."""
        _running.add(self)
        self.start()

    def run(self) -> None:
        """In the thread."""
        try:
            self._result = self._task(self.tell)
        except BaseException as error:  # noqa: BLE001  (goes to the window, which knows what to do with each kind)
            self._error = error

    def forget(self) -> None:
        """Tell nobody: what waited for it is about to go."""
        self._forgotten = True

    def _end(self) -> None:
        _running.discard(self)
        self.deleteLater()
        if self._forgotten:
            return
        if self._error is None:
            self.done.emit(self._result)
        else:
            self.failed.emit(self._error)

    def tell(self, done: int, total: int) -> bool:
        """Report; False once the person wants it stopped."""
        now = time.monotonic()
        if now - self._told > BEAT or done >= total:
            self._told = now
            self.progressed.emit(done, total)
        return not self._stop

    def tell_or_stop(self, done: int, total: int) -> None:
        """Report to a task that takes no answer.

        Raises:
            Stopped: the person wants it stopped.
        """
        if not self.tell(done, total):
            raise Stopped

    def cancel(self) -> None:
        """Ask it to stop at the next report."""
        self._stop = True


class Waiting(QDialog):
    """What is under way, after 300 ms of it, with a way to stop."""

    def __init__(self, title: str, work: Work, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(self.fontMetrics().height() * 22)
        self.work = work
        self._label, self._bar = QLabel(title), QProgressBar(maximum=0, textVisible=False)
        stop = QPushButton("停止")
        stop.clicked.connect(self.stop)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(stop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 18)
        layout.addWidget(self._label)
        layout.addWidget(self._bar)
        layout.addLayout(row)
        work.progressed.connect(self._show)
        work.finished.connect(self.end)
        self._later = QTimer(self, singleShot=True, interval=PATIENCE)
        self._later.timeout.connect(self.open)
        self._later.start()

    def _show(self, done: int, total: int) -> None:
        self._bar.setMaximum(total)
        self._bar.setValue(done)

    def stop(self) -> None:
        """Ask the task to stop."""
        self.work.cancel()
        self._label.setText("正在停止……")

    def end(self) -> None:
        """The task has ended."""
        self._later.stop()
        self.hide()
        self.deleteLater()

    def reject(self) -> None:
        """Esc stops the task; the window closes when it has."""
        self.stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        """So does closing it."""
        self.stop()
        event.ignore()


def start(
    parent: QWidget,
    title: str,
    task: Callable[[Work], object],
    done: Callable[[object], None],
    failed: Callable[[BaseException], None],
) -> Work:
    """Run a task with progress over *parent*; *done* or *failed* is called in the window's thread."""
    work: Work = Work(lambda _tell: task(work))
    work.done.connect(done)
    work.failed.connect(failed)
    Waiting(title, work, parent)
    work.begin()
    return work


def wait_for_all() -> None:
    """Ask every task to stop and wait until all have: the program is about to end."""
    for work in tuple(_running):
        work.cancel()
        work.wait()
