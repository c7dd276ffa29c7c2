"""The page before a vault is open: which one, who, the passphrase (design section 3)."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from secretdesk.ui.opening import joined, keys_of, opened_vault
from secretdesk.ui.parts import button, card, centred, label, mark, named
from secretdesk.ui.passphrase import PassphraseEdit
from secretdesk.ui.trouble import sentence
from secretdesk.ui.work import Work

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

WIDTH = 37  # characters
RECOVERY = "recovery"  # the id of the key that is kept in two halves


class UnlockPage(QWidget):
    """Opens a vault on a worker: the window lives while the key is stretched and every page is checked."""

    opened = Signal(object)  # the desk
    new_asked = Signal()
    restore_asked = Signal()
    help_asked = Signal()

    def __init__(self, folder: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.work: Work | None = None
        self.folder = QLineEdit(str(folder or ""))
        self.person = QComboBox()
        self.passphrase = PassphraseEdit()
        self.second = PassphraseEdit()
        self.said = label(wrap=True, note="refuse")
        self.progress = QProgressBar(textVisible=False)
        self.open_button = button("打开", self.open, main=True)
        self.stop_button = button("停止", self.stop)
        self._lay_out()
        self.folder.editingFinished.connect(self.look)
        self.person.currentIndexChanged.connect(self._ask_for)
        self._busy(busy=False)
        self.look()

    def _lay_out(self) -> None:
        choose = button("选择…", self.choose)
        choose.setAccessibleName("选择保密库文件夹")
        where = QHBoxLayout()
        where.addLayout(named("保密库文件夹", self.folder), 1)
        where.addWidget(choose, 0, Qt.AlignmentFlag.AlignBottom)
        self.who = QWidget()
        who = named("姓名", self.person)
        self.who.setLayout(who)
        who.setContentsMargins(0, 0, 0, 0)
        self.half = QWidget()
        half = named("恢复码的另一半", self.second)
        self.half.setLayout(half)
        half.setContentsMargins(0, 0, 0, 0)
        buttons = QHBoxLayout()
        buttons.addWidget(button("新建保密库…", self.new_asked.emit, flat=True))
        buttons.addWidget(button("恢复…", self.restore_asked.emit, flat=True))
        helping = button("帮助  F1", self.help_asked.emit, flat=True)
        helping.setShortcut(QKeySequence("F1"))
        buttons.addWidget(helping)
        buttons.addStretch()
        buttons.addWidget(self.stop_button)
        buttons.addWidget(self.open_button)
        paper = card(width=WIDTH)
        inside = QVBoxLayout(paper)
        inside.setContentsMargins(26, 22, 26, 20)
        inside.setSpacing(12)
        inside.addWidget(label("保密工作台", head=True))
        inside.addLayout(where)
        inside.addWidget(self.who)
        self.asked = named("口令", self.passphrase)
        inside.addLayout(self.asked)
        inside.addWidget(self.half)
        inside.addWidget(self.said)
        inside.addWidget(self.progress)
        inside.addLayout(buttons)
        centred(paper, self)

    # --- which vault, who ---

    def choose(self) -> None:
        """Look for the folder."""
        from secretdesk.ui.ask_where import ask_folder  # not needed before somebody looks for another

        ask_folder(self, "选择保密库文件夹", self.folder.text(), self.set_folder)

    def set_folder(self, folder: str) -> None:
        """Take this vault."""
        self.folder.setText(folder)
        self.look()
        self.passphrase.setFocus()

    def look(self) -> None:
        """Who has a key to it; a folder that is no vault is told at once."""
        slots, told = keys_of(self.place()) if self.folder.text().strip() else ([], "")
        self.say(told)
        before = self.person.currentText()
        self.person.clear()
        for slot_id, name in sorted(slots, key=lambda one: one[0] == RECOVERY):
            self.person.addItem("恢复码（两半）" if slot_id == RECOVERY else name, (slot_id, name))
        self.person.setCurrentIndex(max(self.person.findText(before), 0 if slots else -1))
        self.who.setVisible(len(slots) > 1)
        self._ask_for()

    def place(self) -> Path:
        """The vault's folder as it is typed."""
        return Path(self.folder.text().strip()).expanduser()

    def _ask_for(self) -> None:
        """Two halves for the recovery code, one passphrase for a person."""
        recovery = bool(self.person.currentData()) and self.person.currentData()[0] == RECOVERY
        self.half.setVisible(recovery)

    # --- opening ---

    def open(self) -> None:
        """Try."""
        if self.work is not None or not self.passphrase.text():
            self.passphrase.setFocus()
            return
        slot_id, name = self.person.currentData() or ("", None)
        folder, passphrase = self.place(), self.passphrase.text()
        if slot_id == RECOVERY:
            passphrase, told = joined(passphrase, self.second.text())
            if told:
                self.say(told)
                return
        self._busy(busy=True)
        self.say("正在核对口令……", "true")
        work = Work(lambda tell: opened_vault(folder, name, passphrase, tell))
        work.progressed.connect(self._progressed)
        work.done.connect(self._done)
        work.failed.connect(self._failed)
        self.work = work
        work.begin()

    def stop(self) -> None:
        """Stop the check of the pages."""
        if self.work is not None:
            self.work.cancel()

    def _progressed(self, done: int, total: int) -> None:
        self.say("口令正确，正在逐页核对数据库……", "true")
        self.progress.setMaximum(total)
        self.progress.setValue(done)

    def _done(self, desk: object) -> None:
        self._forget()
        self._busy(busy=False)
        self.say("")
        self.opened.emit(desk)

    def _failed(self, error: BaseException) -> None:
        self._busy(busy=False)
        if type(error).__name__ == "CheckStopped":
            self.say("已停止核对，保密库没有打开。", "true")
            return
        text = sentence(error)
        if not text:
            self._forget()
            raise error
        self.say(text)
        self.passphrase.selectAll()
        self.passphrase.setFocus()

    def _busy(self, *, busy: bool) -> None:
        if not busy:
            self.work = None
        for widget in (self.folder, self.person, self.passphrase, self.second, self.open_button):
            widget.setEnabled(not busy)
        self.progress.setMaximum(0)
        self.progress.setVisible(busy)
        self.stop_button.setVisible(busy)

    def _forget(self) -> None:
        """Nothing typed here stays in the boxes, nor in their undo."""
        for box in (self.passphrase, self.second):
            with suppress(RuntimeError):
                box.forget()

    def say(self, text: str, kind: str = "refuse") -> None:
        """One line under the passphrase."""
        mark(self.said, note=kind)
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Esc stops."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.open()
        elif event.key() == Qt.Key.Key_Escape:
            self.stop()
        else:
            super().keyPressEvent(event)
