"""Windows: no screenshot, no recording and no remote picture shows what stands in our windows (peers R14).

X11 and most Wayland desktops have no such means; the threat model says so.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget

EXCLUDE, BLACK = 0x11, 0x01  # WDA_EXCLUDEFROMCAPTURE (Windows 10 2004 and later), WDA_MONITOR

Setter = Callable[[int], None]


class Unseen(QObject):
    """Every top-level window passes here as it is shown: dialogs, menus and hints too."""

    def __init__(self, application: QCoreApplication, exclude: Setter) -> None:
        super().__init__(application)
        self._exclude = exclude
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Nothing is kept back."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self._exclude(int(watched.winId()))
        return super().eventFilter(watched, event)


def keep_unseen(application: QCoreApplication, exclude: Setter | None = None) -> Unseen | None:
    """Watch from now on; None where the system has no means. *exclude* takes a window's number."""
    exclude = exclude or on_windows()
    return None if exclude is None else Unseen(application, exclude)


def on_windows() -> Setter | None:
    """What tells Windows; None elsewhere."""
    if sys.platform != "win32":
        return None
    import ctypes

    affinity = ctypes.WinDLL("user32").SetWindowDisplayAffinity  # type: ignore[attr-defined,unused-ignore]
    affinity.argtypes = (ctypes.c_void_p, ctypes.c_uint32)

    def exclude(window: int) -> None:
        if not affinity(window, EXCLUDE):
            affinity(window, BLACK)

    return exclude
