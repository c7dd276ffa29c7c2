"""Hears that the desktop's own lock came, or that the PC goes to sleep: then nobody is at the desk (第37条).

On Linux over D-Bus, whose addresses are files here and never hosts; on Windows as messages to the window.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QCoreApplication, QObject, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from PySide6.QtDBus import QDBusConnection
    from PySide6.QtWidgets import QWidget

ADDRESSES = ("DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS")
NO_BUS = "disabled:"  # a transport that there is not
LOGIN = "org.freedesktop.login1"
SYSTEM = (  # service, interface, signal, slot; at any path
    (LOGIN, f"{LOGIN}.Manager", "PrepareForSleep", "told(bool)"),
    (LOGIN, f"{LOGIN}.Session", "Lock", "left()"),
)
SESSION = (
    ("org.freedesktop.ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", "told(bool)"),
    ("org.gnome.ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", "told(bool)"),
    ("org.mate.ScreenSaver", "org.mate.ScreenSaver", "ActiveChanged", "told(bool)"),
    ("org.ukui.ScreenSaver", "org.ukui.ScreenSaver", "lock", "left()"),  # Kylin
    ("com.deepin.dde.lockFront", "com.deepin.dde.lockFront", "Visible", "told(bool)"),  # UOS 20
    ("org.deepin.dde.LockFront1", "org.deepin.dde.LockFront1", "Visible", "told(bool)"),  # UOS 25
)
SESSION_CHANGE, POWER = 0x02B1, 0x0218  # WM_WTSSESSION_CHANGE, WM_POWERBROADCAST
GONE = {(SESSION_CHANGE, 0x7), (SESSION_CHANGE, 0x2), (SESSION_CHANGE, 0x4), (POWER, 0x4)}


def only_files(environment: MutableMapping[str, str]) -> None:
    """Leave out a D-Bus address that is no file: Qt would follow it to a host. Before the application is made."""
    for name in ADDRESSES:
        if not all(one.startswith("unix:") for one in environment.get(name, "unix:").split(";") if one):
            del environment[name]


def no_launch(environment: MutableMapping[str, str]) -> None:
    """Where no session bus is named, say where one is, or that there is none: libdbus would start dbus-launch."""
    bus = Path(environment.get("XDG_RUNTIME_DIR") or "/nowhere") / "bus"
    environment.setdefault(ADDRESSES[0], f"unix:path={bus}" if bus.is_socket() else NO_BUS)


class Absent(QObject):
    """Says ``gone`` when the session is locked or put to sleep."""

    gone = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._filter: _Messages | None = None
        if sys.platform == "win32":
            self._filter = _Messages(self, int(window.winId()))
        elif sys.platform == "linux":
            from PySide6.QtDBus import QDBusConnection

            self.listen(QDBusConnection.systemBus(), SYSTEM)
            self.listen(QDBusConnection.sessionBus(), SESSION)

    def listen(self, bus: QDBusConnection, signals: tuple[tuple[str, str, str, str], ...]) -> None:
        """Hear these signals, where there is such a bus at all."""
        if bus.isConnected():
            for service, interface, signal, slot in signals:
                bus.connect(service, "", interface, signal, self, SLOT(slot))  # type: ignore[call-overload]  # a text, whatever the stub says

    @Slot(bool)
    def told(self, gone: bool) -> None:
        """A signal that tells both ways."""
        if gone:
            self.gone.emit()

    @Slot()
    def left(self) -> None:
        """A signal that means it by itself."""
        self.gone.emit()


class _Messages(QAbstractNativeEventFilter):
    """Windows: the messages of locking, switching users, remote takeover and sleep."""

    def __init__(self, absent: Absent, handle: int) -> None:
        super().__init__()
        import ctypes

        self.absent = absent
        ctypes.WinDLL("wtsapi32").WTSRegisterSessionNotification(handle, 0)  # type: ignore[attr-defined]
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self)

    def nativeEventFilter(self, kind: Any, message: Any) -> tuple[bool, int]:
        """Every message of the program passes here; none is kept back."""
        from ctypes import wintypes

        if bytes(kind) == b"windows_generic_MSG":
            told = wintypes.MSG.from_address(int(message))
            if (told.message, told.wParam) in GONE:
                self.absent.gone.emit()
        return False, 0
