"""The page that makes a vault: folder, name, level, passphrase twice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from secretdesk.desk import opening
from secretdesk.desk.desk import Desk
from secretdesk.domain.terms import Level
from secretdesk.domain.terms_law import ALL_GROUPS
from secretdesk.ui.ask_where import ask_folder
from secretdesk.ui.parts import button, card, centred, label, mark, named
from secretdesk.ui.passphrase import Judge, PassphraseEdit
from secretdesk.ui.trouble import sentence
from secretdesk.ui.work import Work

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

WIDTH = 36  # characters
LEVELS = [str(level) for level in Level if level is not Level.TOP_SECRET]  # 绝密 is no matter for such a PC
RANGES = (
    ("全部登记簿（涉密单机）", ALL_GROUPS),
    ("人员和监督：教育、检查、公开审查（非密办公电脑）", "人员、监督"),
    ("只有监督：教育、检查、公开审查（非密办公电脑）", "监督"),
)
CARE = (
    "口令丢了，谁也打不开；建好后请打印恢复码，两半分存两个保险柜。保密库、备份和导出的文件都按本机密级管理。"
)


class NewVaultPage(QWidget):
    """Says what is wrong beside each field, and makes the vault on a worker."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.work: Work | None = None
        self.folder, self.person = QLineEdit(), QLineEdit()
        self.folder.setPlaceholderText("一个空文件夹，放在本机固定磁盘上")
        self.person.setPlaceholderText("保密员姓名，登记账本用")
        self.level = QComboBox()
        self.level.addItems(LEVELS)
        self.level.setCurrentIndex(-1)
        self.level.setPlaceholderText("请选择本机的密级")
        self.range = QComboBox()
        for text, groups in RANGES:
            self.range.addItem(text, groups)
        self.first, self.second = PassphraseEdit(), PassphraseEdit()
        self.judged, self.said = label(wrap=True, note="true"), label(wrap=True, note="refuse")
        self.progress = QProgressBar(textVisible=False, maximum=0)
        self.make_button = button("新建", self.make, main=True)
        self.weak = True
        judge = Judge(self.first, lambda: [self.person.text()] if self.person.text() else [])
        judge.judged.connect(self._judged)
        self._lay_out()
        self._busy(busy=False)

    def _lay_out(self) -> None:
        where = QHBoxLayout()
        where.addLayout(named("文件夹", self.folder), 1)
        where.addWidget(button("选择…", self.choose), 0, Qt.AlignmentFlag.AlignBottom)
        who = QHBoxLayout()
        who.addLayout(named("保密员", self.person), 1)
        who.addLayout(named("本机密级", self.level), 1)
        twice = QHBoxLayout()
        twice.addLayout(named("口令", self.first), 1)
        twice.addLayout(named("再输一次", self.second), 1)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(button("返回", self.left.emit))
        buttons.addWidget(self.make_button)
        paper = card(width=WIDTH)
        inside = QVBoxLayout(paper)
        inside.setContentsMargins(26, 22, 26, 20)
        inside.setSpacing(12)
        inside.addWidget(label("新建保密库", head=True))
        for row in (where, who, named("登记范围", self.range), twice):
            inside.addLayout(row)
        inside.addWidget(self.judged)
        inside.addWidget(label(CARE, wrap=True, note="true"))
        inside.addWidget(self.said)
        self.judged.hide()
        self.said.hide()
        inside.addWidget(self.progress)
        inside.addLayout(buttons)
        centred(paper, self)

    def choose(self) -> None:
        """Look for a place."""
        ask_folder(self, "选择空文件夹", str(Path.home()), self.folder.setText)

    def _judged(self, sentences: list[str]) -> None:
        self.weak = bool(sentences) or not self.first.text()
        mark(self.judged, note="ask" if sentences else "true")
        self.judged.setText("\n".join(sentences[:2]) if self.first.text() else "")
        if not self.weak:
            self.judged.setText("口令够强。")
        self.judged.setVisible(bool(self.judged.text()))

    def wanting(self) -> str:
        """What must still be given, "" where nothing is."""
        if not self.folder.text().strip():
            return "请选择文件夹。"
        if not self.person.text().strip():
            return "请填写保密员姓名。"
        if self.level.currentIndex() < 0:
            return "请选择本机密级；它是这台电脑审定的密级。"
        if self.weak:
            return "口令太弱，请按上面的提示改。"
        if self.first.text() != self.second.text():
            return "两次输入的口令不一样，请重来。"
        return ""

    def make(self) -> None:
        """Make it, unless something is wanting."""
        text = self.wanting()
        self.said.setText(text)
        self.said.setVisible(bool(text))
        if text or self.work is not None:
            return
        folder, person = Path(self.folder.text().strip()).expanduser(), self.person.text().strip()
        passphrase, level = self.first.text(), Level(self.level.currentText())
        groups = str(self.range.currentData())
        self._busy(busy=True)
        work = Work(lambda _tell: opening.new_vault(folder, person, passphrase, level, groups=groups))
        work.done.connect(self._done)
        work.failed.connect(self._failed)
        self.work = work
        work.begin()

    def _done(self, desk: object) -> None:
        self._busy(busy=False)
        self.first.forget()
        self.second.forget()
        if isinstance(desk, Desk):
            self.opened.emit(desk)

    def _failed(self, error: BaseException) -> None:
        self._busy(busy=False)
        text = sentence(error)
        if not text:
            raise error
        self.said.setText(text)
        self.said.show()

    def _busy(self, *, busy: bool) -> None:
        if not busy:
            self.work = None
        self.progress.setVisible(busy)
        self.setEnabled(not busy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter makes it, Esc goes back."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.make()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
