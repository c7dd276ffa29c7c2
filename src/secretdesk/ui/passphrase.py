"""The box for a passphrase: hidden, shown on request, judged off the window's thread."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import QAction, QIcon, QKeySequence, QPainter, QPixmap
from PySide6.QtWidgets import QLineEdit

from secretdesk.domain.terms import PASSPHRASE_SENTENCES

if TYPE_CHECKING:
    from collections.abc import Callable

PAUSE = 250  # ms after the last key


class PassphraseEdit(QLineEdit):
    """Hidden at first. Shown (Alt+X, or the sign at its end), an input method can type Hanzi into it."""

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(256)
        self._show = QAction("显示口令（Alt+X）", self, checkable=True)
        self._show.setShortcut(QKeySequence("Alt+X"))
        self._show.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._show.toggled.connect(self._toggle)
        self.addAction(self._show, QLineEdit.ActionPosition.TrailingPosition)
        self._toggle(shown=False)

    def _toggle(self, shown: bool) -> None:
        echo = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.setEchoMode(echo)
        self._show.setIcon(_sign("隐" if shown else "显", self))

    def forget(self) -> None:
        """Empty it and its undo."""
        self._show.setChecked(False)
        self.setText("")  # setText drops the undo steps, clear() keeps them


def _sign(word: str, box: QLineEdit) -> QIcon:
    ratio = 3
    picture = QPixmap(16 * ratio, 16 * ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    font = box.font()
    font.setPixelSize(13 * ratio)
    painter.setFont(font)
    painter.setPen(box.palette().placeholderText().color())
    painter.drawText(picture.rect(), Qt.AlignmentFlag.AlignCenter, word)
    painter.end()
    return QIcon(picture)


class _Judging(QRunnable):
    def __init__(
        self, turn: int, text: str, names: list[str], answer: Callable[[int, list[str]], None]
    ) -> None:
        super().__init__()
        self.turn, self.text, self.names, self.answer = turn, text, names, answer

    def run(self) -> None:
        """In a thread: the judge's word lists take a third of a second to load the first time."""
        from secretdesk.store.passphrase import judge

        codes = judge(self.text, self.names)
        with suppress(RuntimeError):  # the page may have been left meanwhile
            self.answer(self.turn, codes)


class Judge(QObject):
    """Judges what stands in a box some time after the last key."""

    judged = Signal(list)  # sentences; empty: good enough
    _answered = Signal(int, list)

    def __init__(self, box: PassphraseEdit, names: Callable[[], list[str]]) -> None:
        super().__init__(box)
        self.box, self.names, self.turn = box, names, 0
        self._answered.connect(self._take)  # in the window's thread
        self._later = QTimer(self, singleShot=True, interval=PAUSE)
        self._later.timeout.connect(self._start)
        box.textChanged.connect(self._later.start)

    def _start(self) -> None:
        self.turn += 1
        task = _Judging(self.turn, self.box.text(), self.names(), self._answer)
        QThreadPool.globalInstance().start(task)

    def _answer(self, turn: int, codes: list[str]) -> None:
        self._answered.emit(turn, codes)

    def _take(self, turn: int, codes: list[str]) -> None:
        if turn == self.turn:
            self.judged.emit([PASSPHRASE_SENTENCES[code] for code in codes])
