"""恢复: which backups there are and what each holds, what would be lost, and the vault as it then was."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from secretdesk.desk import backups
from secretdesk.desk.backups import what_is_lost
from secretdesk.desk.desk import wall_clock
from secretdesk.domain.terms import BACKUP_STATES
from secretdesk.store.backup import Backup, backups_in, read_backup
from secretdesk.store.errors import StoreError
from secretdesk.ui.ask_where import ask_folder
from secretdesk.ui.opening import keys_of
from secretdesk.ui.parts import button, label, mark, named
from secretdesk.ui.passphrase import PassphraseEdit
from secretdesk.ui.trouble import sentence
from secretdesk.ui.work import Work, start

if TYPE_CHECKING:
    from secretdesk.desk.backups import Restored

COLUMNS = ("备份时间", "账本行", "最后一笔", "原因", "大小", "状态")
WIDTHS = (11, 7, 11, 6, 6)  # characters; the last takes the rest
SOUND, BACKUP = "sound", Qt.ItemDataRole.UserRole
WIDTH, HEIGHT, MEGABYTE = 58, 26, 1 << 20


class RestoreDialog(QDialog):
    """The newest is chosen. The first 恢复 tells what would be lost, the second does it."""

    restored = Signal(str)

    def __init__(self, folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.folder = folder
        self.work: Work | None = None
        self.warned: tuple[Path, str] | None = None  # for which backup and person the loss was told
        self.list = QTreeWidget()
        self.person, self.passphrase = QComboBox(), PassphraseEdit()
        self.said = label(wrap=True, note="refuse")
        self.restore_button = button("恢复", self.restore, main=True)
        self.restore_button.setDefault(True)
        self.setWindowTitle("恢复保密库")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._lay_out()
        self.list.currentItemChanged.connect(self._chosen)
        self._fill(folder / "backups")

    def _lay_out(self) -> None:
        self.list.setHeaderLabels(COLUMNS)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAccessibleName("备份")
        self.list.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        one = self.fontMetrics().horizontalAdvance("口")
        for place, width in enumerate(WIDTHS):
            self.list.setColumnWidth(place, one * width)
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 16)
        layout.setSpacing(10)
        layout.addWidget(label("恢复保密库", head=True))
        layout.addWidget(label(f"恢复到：{self.folder}", wrap=True, soft=True))
        layout.addWidget(self.list, 1)
        keys = QHBoxLayout()
        keys.addLayout(named("姓名（保密办主任）", self.person), 1)
        keys.addLayout(named("备份时的口令", self.passphrase), 2)
        layout.addLayout(keys)
        layout.addWidget(self.said)
        self.said.hide()
        foot = QHBoxLayout()
        foot.addWidget(button("别处的备份…", self.choose))
        foot.addStretch()
        foot.addWidget(button("离开", self.reject))
        foot.addWidget(self.restore_button)
        layout.addLayout(foot)
        self.resize(one * WIDTH, self.fontMetrics().height() * HEIGHT)

    # --- which ---

    def _fill(self, place: Path) -> None:
        try:
            found = backups_in(place) if place.is_dir() else []
        except StoreError as error:
            found = []
            self.say(error.text)
        for one in found:
            self._add(one)
        if found:
            self.list.setCurrentItem(self.list.topLevelItem(0))
            self.passphrase.setFocus()
        else:
            self.say("这个保密库的 backups 里没有备份。备份在介质上的，按“别处的备份…”选择。", "true")
            self._chosen()

    def _add(self, one: Backup) -> QTreeWidgetItem:
        told = [
            one.made_at[:16].replace("T", " "),
            f"{one.lines:,}",
            one.last_at[:16].replace("T", " "),
            one.reason,
            f"{one.size / MEGABYTE:.1f} MB",
            BACKUP_STATES[one.state],
        ]
        item = QTreeWidgetItem(self.list, told)
        item.setData(0, BACKUP, one)
        item.setToolTip(0, str(one.folder))
        return item

    def choose(self) -> None:
        """One on a medium, or elsewhere."""
        ask_folder(self, "别处的备份", str(self.folder.parent), self.take)

    def take(self, place: str) -> None:
        """A backup, or a folder of backups."""
        own = read_backup(Path(place))
        try:
            found = [own] if own.state != "no_backup" else backups_in(Path(place))
        except StoreError as error:
            self.say(error.text)
            return
        for one in found or [own]:
            self.list.setCurrentItem(self._add(one))
        self.passphrase.setFocus()

    @property
    def backup(self) -> Backup | None:
        """The chosen one."""
        item = self.list.currentItem()
        found = item.data(0, BACKUP) if item is not None else None
        return found if isinstance(found, Backup) else None

    def _chosen(self) -> None:
        one = self.backup
        self.warned = None
        self.restore_button.setText("恢复")
        self.restore_button.setEnabled(one is not None and one.state == SOUND)
        self.person.clear()
        if one is None:
            return
        for slot_id, name in keys_of(one.folder)[0]:
            if slot_id != "recovery":
                self.person.addItem(name)
        self.say(
            "" if one.state == SOUND else f"这份备份{BACKUP_STATES[one.state]}，不能用来恢复，请换一份。"
        )

    # --- doing it ---

    def restore(self) -> None:
        """Tell what would be lost; asked again, do it."""
        one, name, passphrase = self.backup, self.person.currentText(), self.passphrase.text()
        if self.work is not None or one is None or one.state != SOUND:
            return
        if not passphrase:
            self.passphrase.setFocus()
            return
        self.setEnabled(False)
        if self.warned == (one.folder, name):
            self.work = start(
                self, "正在核对备份、恢复……",
                lambda _work: backups.restore(one.folder, self.folder, name, passphrase, clock=wall_clock),
                self._done, self._failed,
            )  # fmt: skip
        else:
            self.work = start(
                self, "正在比较……",
                lambda _work: what_is_lost(one.folder, self.folder, name, passphrase),
                self._warn, self._failed,
            )  # fmt: skip

    def _warn(self, lost: object) -> None:
        self._free()
        one = self.backup
        if one is None:
            return
        if lost is None:
            told = "现在的保密库用这个口令打不开，说不出会少多少行。"
        elif lost:
            told = f"恢复以后，账本第 {one.lines + 1:,} 行起的 {lost:,} 行不在了，要凭纸面补登。"
        else:
            told = "恢复不丢失任何一行。"
        self.say(f"{told}现在的库留在 backups 的 replaced- 文件夹里。确认请再按“确认恢复”。", "ask")
        self.warned = (one.folder, self.person.currentText())
        self.restore_button.setText("确认恢复")
        self.restore_button.setFocus()

    def _done(self, result: object) -> None:
        done: Restored = result  # type: ignore[assignment]
        self._free()
        self.passphrase.forget()
        tail = f"，少了 {done.lost:,} 行，请凭纸面补登" if done.lost else ""
        self.restored.emit(
            f"已恢复到 {done.backup.made_at[:16].replace('T', ' ')} 的备份，账本共 {done.backup.lines:,} 行{tail}。"
            "请用备份时的口令打开。"
        )
        self.accept()

    def _failed(self, error: BaseException) -> None:
        self._free()
        text = sentence(error)
        if not text:
            raise error
        self.say(text)
        self.passphrase.setFocus()

    def _free(self) -> None:
        self.work = None
        self.setEnabled(True)

    def say(self, text: str, kind: str = "refuse") -> None:
        """What stands in the way, or what will be."""
        mark(self.said, note=kind)
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def reject(self) -> None:
        """Esc: nothing was touched."""
        if self.work is None:
            self.passphrase.forget()
            super().reject()
