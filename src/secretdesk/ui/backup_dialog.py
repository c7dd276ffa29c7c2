"""备份到……: a whole copy in a folder of this PC or on a registered medium; checked before it counts."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from secretdesk.desk import backups
from secretdesk.domain.review import Refused
from secretdesk.ui.ask_where import ask_folder
from secretdesk.ui.parts import button, label, named
from secretdesk.ui.settings import usual_folder
from secretdesk.ui.working_dialog import WorkingDialog

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk, Receipt
    from secretdesk.store.backup import Backup

WIDTH = 36  # characters
UNREAD = {"medium", "confirmed_by"}  # what a refusal asks for where no id can be read


class BackupDialog(WorkingDialog):
    """A folder, and Enter."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("备份到……", parent)
        self.desk = desk
        self.target = QLineEdit(str(usual_folder().parent))
        self.number, self.second, self.unread = QLineEdit(), QLineEdit(), QWidget()
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
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button("离开", self.reject))
        self.save_button = button("备份", self.save, main=True)
        self.save_button.setDefault(True)
        foot.addWidget(self.save_button)
        layout.addLayout(foot)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("口") * WIDTH)

    def choose(self) -> None:
        """Which folder."""
        ask_folder(self, "备份到", self.target.text(), self.target.setText)

    def save(self) -> None:
        """Make it."""
        text = self.target.text().strip()
        if self.work is not None or not text:
            return
        to = Path(text).expanduser()
        asked = self.unread.isVisible()
        number, second = (one.text().strip() if asked else "" for one in (self.number, self.second))
        task = partial(backups.back_up, self.desk, to, number=number, second=second)
        self.begin("正在备份、核对……", lambda _work: task(), self._done)

    def _done(self, result: object) -> None:
        made: Backup
        booked: Receipt
        made, booked = result  # type: ignore[misc]
        self.free()
        self.told.emit(
            f"已备份到 {made.folder}，核对无误，账本共 {made.lines:,} 行，登记为 {booked.number}。"
        )
        self.accept()

    def failed(self, error: BaseException) -> None:
        """Where no id can be read, the refusal asks for what stands in for it."""
        super().failed(error)
        if isinstance(error, Refused) and any(one.field in UNREAD for one in error.reasons):
            self.unread.show()
            (self.second if self.number.text().strip() else self.number).setFocus()
