"""The clipboard: what was copied is taken away again after a while, and when the vault is locked."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

SECONDS = 10
HIDDEN = {  # asks the histories of the desktops to leave it out
    "x-kde-passwordManagerHint": b"secret",
    "ExcludeClipboardContentFromMonitorProcessing": b"1",
    "CanIncludeInClipboardHistory": b"\x00\x00\x00\x00",
}


class Clip(QObject):
    """Copies texts of the books; leaves alone what somebody else has copied since."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._text = ""
        self._later = QTimer(self, singleShot=True, interval=SECONDS * 1000)
        self._later.timeout.connect(self.clear)

    def copy(self, text: str) -> None:
        """Put a text there, for a while."""
        data = QMimeData()
        data.setText(text)
        for name, value in HIDDEN.items():
            data.setData(name, value)
        self._text = text
        QGuiApplication.clipboard().setMimeData(data)
        self._later.start()

    def clear(self) -> None:
        """Take it away, where it is still ours."""
        self._later.stop()
        text, self._text = self._text, ""
        board = QGuiApplication.clipboard()
        if text and board.text(QClipboard.Mode.Clipboard) == text:
            board.clear(QClipboard.Mode.Clipboard)
