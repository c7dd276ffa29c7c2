"""What takes a moment the first time is loaded aside, while a person still types the passphrase."""

from __future__ import annotations

import threading

from PySide6.QtCore import QTimer

from secretdesk.desk.sheets import shipped_forms
from secretdesk.store.search import initials

AFTER = 300  # ms: the window is painted first


def warm() -> None:
    """The table of pinyin and the paper forms: about 0.4 s of work."""
    initials("一")
    shipped_forms()


def warm_soon() -> None:
    """In a thread of its own, once the window stands."""
    thread = threading.Thread(target=warm, daemon=True, name="warming")
    QTimer.singleShot(AFTER, thread.start)
