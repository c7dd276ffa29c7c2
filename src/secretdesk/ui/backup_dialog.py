"""备份到……: a whole copy in a folder of this PC or on a registered medium; checked before it counts."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from secretdesk.desk import backups
from secretdesk.domain.review import Refused
from secretdesk.ui.parts import button, label, named
from secretdesk.ui.settings import usual_folder
from secretdesk.ui.trouble import sentence
from secretdesk.ui.work import Stopped, Work, start

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk, Receipt
    from secretdesk.store.backup import Backup

WIDTH = 36  # characters
UNREAD = {"medium", "confirmed_by"}  # what a refusal asks for where no id can be read


class BackupDialog(QDialog):
    """A folder, and Enter."""

    told = Signal(str)
    busy = Signal(bool)  # a worker has the desk
    lock_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.work: Work | None = None
        self.target = QLineEdit(str(usual_folder().parent))
        self.number, self.second, self.unread = QLineEdit(), QLineEdit(), QWidget()
        self.said = label(wrap=True, note="refuse")
        self.setWindowTitle("备份到……")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 16)
        layout.setSpacing(12)
        layout.addWidget(label("备份到……", head=True))
        where = QHBoxLayout()
        where.addLayout(named("文件夹", self.target), 1)
        choose = button("选择…", self.choose)
        where.addWidget(choose, 0, Qt.AlignmentFlag.AlignBottom)
        layout.addLayout(where)
        note = f"备份是{desk.level}级涉密载体，介质须登记过、在用、密级够。做完逐页核对、数清行数才算数。"
        layout.addWidget(label(note, wrap=True, note="true"))
        identity = QHBoxLayout(
            self.unread
        )  # asked for once a medium turns out to have no id that can be read
        identity.setContentsMargins(0, 0, 0, 0)
        identity.addLayout(named("介质上贴的编号", self.number), 1)
        identity.addLayout(named("第二人（当面核对过编号）", self.second), 1)
        layout.addWidget(self.unread)
        self.unread.hide()
        layout.addWidget(self.said)
        self.said.hide()
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button("离开", self.reject))
        self.save_button = button("备份", self.save, main=True)
        self.save_button.setDefault(True)
        foot.addWidget(self.save_button)
        layout.addLayout(foot)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("口") * WIDTH)
        QShortcut(QKeySequence("Ctrl+L"), self).activated.connect(self.lock_asked)

    def choose(self) -> None:
        """Which folder."""
        folder_dialog(self, "备份到", self.target.text(), self.target.setText)

    def save(self) -> None:
        """Make it."""
        text = self.target.text().strip()
        if self.work is not None or not text:
            return
        to = Path(text).expanduser()
        self.said.hide()
        self.setEnabled(False)
        self.busy.emit(True)
        asked = self.unread.isVisible()
        number, second = (one.text().strip() if asked else "" for one in (self.number, self.second))
        task = partial(backups.back_up, self.desk, to, number=number, second=second)
        self.work = start(self, "正在备份、核对……", lambda _work: task(), self._done, self._failed)

    def _free(self) -> None:
        self.work = None
        self.busy.emit(False)
        self.setEnabled(True)

    def _done(self, result: object) -> None:
        made: Backup
        booked: Receipt
        made, booked = result  # type: ignore[misc]
        self._free()
        self.told.emit(
            f"已备份到 {made.folder}，核对无误，账本共 {made.lines:,} 行，登记为 {booked.number}。"
        )
        self.accept()

    def _failed(self, error: BaseException) -> None:
        self._free()
        if isinstance(error, Stopped):
            return
        text = sentence(error)
        if not text:
            raise error
        self.said.setText(text)
        self.said.show()
        if isinstance(error, Refused) and any(one.field in UNREAD for one in error.reasons):
            self.unread.show()
            (self.second if self.number.text().strip() else self.number).setFocus()

    def reject(self) -> None:
        """Esc."""
        if self.work is None:
            super().reject()


def folder_dialog(parent: QWidget, title: str, start_at: str, chosen: object) -> None:
    """Ask for a folder, without the desktop's own dialog."""
    dialog = QFileDialog(parent, title, start_at)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(chosen)
    dialog.open()
