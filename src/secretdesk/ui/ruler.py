"""Measures a long table in the background: the key before every page, on a connection of its own.

200,000 rows take about 0.3 s; meanwhile the window paints. What is measured is exact, so a drag of the
scroll bar lands where it says.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from secretdesk.store import rows
from secretdesk.ui.pages import SIZE, Ask, Key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Register


class Ruler(QObject):
    """One measuring at a time; a new one stops the old one."""

    measured = Signal(int, object)  # which one, page → key

    def __init__(self, desk: Desk, register: Register, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk, self.register = desk, register
        self.turn = 0
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._reader: Any = None

    def start(self, ask: Ask, head: int) -> None:
        """Measure the pages behind the first *head* rows; the answer comes as ``measured``."""
        self.stop()
        self.turn += 1
        self._stop = threading.Event()
        self._reader = self.desk.vault.reader()
        self._thread = threading.Thread(
            target=self._measure, args=(self.turn, ask, head, self._reader, self._stop), daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """End what is under way and close its connection; returns when it has."""
        self._stop.set()
        if self._thread is not None:
            with suppress(Exception):  # it may have closed its connection just now
                self._reader.interrupt()
            self._thread.join()
        self._thread = self._reader = None

    def _measure(self, turn: int, ask: Ask, head: int, reader: Any, stop: threading.Event) -> None:
        try:
            keys: dict[int, Key] = {}
            for place, key in enumerate(self._keys(reader, ask), start=1):
                if place >= head and (place - head) % SIZE == 0:
                    keys[1 + (place - head) // SIZE] = key
                if stop.is_set():
                    return
            self.measured.emit(turn, keys)
        except Exception:  # a bug would show where rows are read; here it only leaves long jumps blank
            if not stop.is_set():
                raise
        finally:
            reader.close()

    def _keys(self, reader: Any, ask: Ask) -> Iterator[Key]:
        query = rows.Query(self.register, ask.text, dict(ask.where), ask.order, ask.ascending)
        columns = [f't."{ask.order}"', "t.entry"] if ask.order else ["t.entry"]
        return rows.select(reader, query, columns)
