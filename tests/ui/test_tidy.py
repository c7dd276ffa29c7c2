"""Widgets that are garbage go in the window's thread, whichever thread allocates."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtWidgets import QWidget


class Ring(QWidget):
    """Holds itself: only the collector can take it away."""

    def __init__(self):
        super().__init__()
        self.me = self


def test_no_other_thread_takes_a_widget_away(tidy):
    gone_in = []
    ring = Ring()
    ring.destroyed.connect(lambda: gone_in.append(threading.current_thread()))
    held = weakref.ref(ring)
    del ring

    def allocate():
        kept = [[] for _ in range(200_000)]
        assert kept

    worker = threading.Thread(target=allocate)
    worker.start()
    worker.join()
    assert held() is not None
    for _ in range(3):
        for _ in range(12):
            _ = [[] for _ in range(3000)]
            gc.collect(1)
        tidy.look()
    gc.collect()
    assert held() is None
    assert not gc.isenabled()
