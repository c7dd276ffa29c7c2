"""Reads in the background, on a connection of its own: the window paints meanwhile."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from secretdesk.desk.desk import Desk
from secretdesk.store import rows
from secretdesk.ui.pages import SIZE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from secretdesk.domain.declaration import Register
    from secretdesk.ui.pages import Ask, Key

Task = "Callable[[Desk, threading.Event], object]"


class Behind(QObject):
    """One reading at a time; a new one stops the old one. Answers of a stopped one never come."""

    read = Signal(int, object)  # which one, what it found

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.turn = 0
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []
        self._reader: Any = None

    def start(self, task: Callable[[Desk, threading.Event], object]) -> None:
        """Read; the answer comes as ``read``. A task looks at its event now and then."""
        self.drop()
        self._stop = threading.Event()
        self._reader = self.desk.vault.reader()
        aside = Desk(replace(self.desk.vault, db=self._reader), self.desk.clock, self.desk.registers)
        thread = threading.Thread(
            target=self._run, args=(self.turn, task, aside, self._stop), daemon=True, name="behind"
        )
        self._threads = [*(t for t in self._threads if t.is_alive()), thread]
        thread.start()

    def drop(self) -> None:
        """Nobody waits any more for what is under way: it ends by itself, soon."""
        self._stop.set()
        self.turn += 1
        if self._reader is not None:
            with suppress(Exception):  # it may have closed its connection just now
                self._reader.interrupt()
        self._reader = None

    def stop(self) -> None:
        """End what is under way; returns when every connection is closed."""
        self.drop()
        for thread in self._threads:
            thread.join()
        self._threads = []

    def _run(
        self, turn: int, task: Callable[[Desk, threading.Event], object], aside: Desk, stop: threading.Event
    ) -> None:
        try:
            found = task(aside, stop)
            if not stop.is_set():
                self.read.emit(turn, found)
        except Exception:  # interrupted: nobody waits for it any more
            if not stop.is_set():
                raise
        finally:
            aside.vault.db.close()


def measure(
    desk: Desk, register: Register, ask: Ask, head: int, stop: threading.Event
) -> tuple[dict[int, Key], int]:
    """The key before every page behind the first *head* rows, and how many rows there are.

    200,000 rows take about 0.3 s. What is measured is exact, so a drag of the scroll bar lands where it says.
    """
    keys: dict[int, Key] = {}
    place = 0
    for place, key in enumerate(_keys(desk, register, ask), start=1):
        if place >= head and (place - head) % SIZE == 0:
            keys[1 + (place - head) // SIZE] = key
        if stop.is_set():
            break
    return keys, place


def _keys(desk: Desk, register: Register, ask: Ask) -> Iterator[Key]:
    query = rows.Query(register, ask.text, dict(ask.where), ask.order, ask.ascending)
    columns = [f't."{ask.order}"', "t.entry"] if ask.order else ["t.entry"]
    return rows.select(desk.vault.db, query, columns)
