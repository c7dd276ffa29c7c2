"""The clipboard: every copy of this program passes here and is taken away again (peers R13).

After ten seconds, when the vault is locked and when the program ends, where it is still ours; what somebody else has
copied since is left alone. Also what a field puts there by itself (its own Ctrl+C, or X11's selection by mouse): the
change is heard, and the text laid down anew with the hints that keep it out of the desktops' histories.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS = 10
HINT = "x-kde-passwordManagerHint"
WINDOWS = 'application/x-qt-windows-mime;value="{}"'  # as Qt names a format of Windows' clipboard
NO = b"\x00\x00\x00\x00"
HIDDEN = {
    HINT: b"secret",
    "ExcludeClipboardContentFromMonitorProcessing": b"1",
    WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): b"1",
    WINDOWS.format("CanIncludeInClipboardHistory"): NO,
    WINDOWS.format("CanUploadToCloudClipboard"): NO,
}
Mode = QClipboard.Mode
MODES = (Mode.Clipboard, Mode.Selection)


class Clipboard(QObject):
    """Copies texts, and watches what else of this program is copied. One for the program: :func:`clipboard`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._texts: dict[Mode, str] = {}
        self._board = QGuiApplication.clipboard()
        self.owns: Callable[[Mode], bool] = self._owns
        self._later = QTimer(self, singleShot=True, interval=SECONDS * 1000)
        self._later.timeout.connect(self.clear)
        self._board.changed.connect(self.look)

    def copy(self, text: str) -> None:
        """Put a text there, for a while."""
        self._lay(Mode.Clipboard, text)

    def look(self, mode: Mode) -> None:
        """Something was copied: by us, so it gets its hints; or by another program, so it is none of ours."""
        if mode not in MODES or not self.owns(mode):
            return
        data = self._board.mimeData(mode)
        if data is not None and data.hasText() and data.text() and not data.hasFormat(HINT):
            self._lay(mode, data.text())

    def clear(self) -> None:
        """Take it away, where it is still ours."""
        self._later.stop()
        texts, self._texts = self._texts, {}
        for mode, text in texts.items():
            if self._board.text(mode) == text:
                self._board.clear(mode)

    def _lay(self, mode: Mode, text: str) -> None:
        data = QMimeData()
        data.setText(text)
        for name, value in HIDDEN.items():
            data.setData(name, value)
        self._texts[mode] = text
        self._board.setMimeData(data, mode)
        self._later.start()

    def _owns(self, mode: Mode) -> bool:
        return self._board.ownsClipboard() if mode is Mode.Clipboard else self._board.ownsSelection()


_made: list[Clipboard] = []


def clipboard() -> Clipboard:
    """The one of this program; it empties itself when the program ends."""
    application = QCoreApplication.instance()
    assert application is not None, "before any window there is nothing to copy"  # noqa: S101
    if not _made or _made[0].parent() is not application:
        _made[:] = [Clipboard(application)]
        application.aboutToQuit.connect(_made[0].clear)
    return _made[0]
