"""The log goes into the database behind the clerk's back, so that no save has to wait for it.

SQLite brings its log (WAL) home in the commit that makes it long, and that one save stands still: 0.2 s on a quick disk.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from secretdesk.store.errors import StoreError

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk
    from secretdesk.store.vault import Vault

QUIET = 1500  # ms without an act
MANY = 8  # acts: while somebody enters one after the other there is no quiet


class Settling(QObject):
    """Settles soon after an act, on a thread and a connection of its own; one at a time."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.acts = 0
        self._thread: threading.Thread | None = None
        self._soon = QTimer(self, interval=QUIET, singleShot=True)
        self._soon.timeout.connect(self.start)
        desk.vault.settles_elsewhere()

    def acted(self) -> None:
        """Something was written."""
        self.acts += 1
        if self.acts >= MANY:
            self.start()
        else:
            self._soon.start()

    def start(self) -> None:
        """Now, unless it is going on; then after the next act."""
        if self._thread is not None and self._thread.is_alive():
            return
        self._soon.stop()
        self.acts = 0
        self._thread = threading.Thread(
            target=self._run, args=(self.desk.vault,), daemon=True, name="settling"
        )
        self._thread.start()

    def stop(self) -> None:
        """Returns when its connection is closed."""
        self._soon.stop()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    @staticmethod
    def _run(vault: Vault) -> None:
        with suppress(StoreError):  # the log stays as it is; a disk in trouble is told of by the next act
            vault.settle()
