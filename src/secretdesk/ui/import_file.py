"""导入旧台账, first page: which register, which file, where it comes from and that it was searched for viruses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from secretdesk.desk.import_files import source_of
from secretdesk.desk.import_ways import importable
from secretdesk.store.errors import StoreError
from secretdesk.ui.composing import guard
from secretdesk.ui.parts import button, label, named
from secretdesk.ui.settings import keep_folder, usual_folder

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk

TOLD = (
    "认 .xlsx 和 .csv；.xls 请先另存为 .xlsx。先导人员、部门、往来单位，再导收文，最后导借阅。"
    "没有旧表的，存一份样表来填。"
)


class FilePage(QWidget):
    """What is to be imported, and where it comes from."""

    template_asked = Signal()

    def __init__(self, desk: Desk, register: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.register, self.file, self.source, self.how = QComboBox(), QLineEdit(), QLineEdit(), QLineEdit()
        self.checked = QCheckBox("导入以前查过病毒(&B)")
        self.medium: int | None = None
        for one in importable(desk.shown):
            self.register.addItem(one.label, one.key)
        self.register.setCurrentIndex(max(self.register.findData(register), 0))
        self.register.setMaxVisibleItems(30)
        self.file.setPlaceholderText("旧台账的位置")
        self.source.setPlaceholderText("从哪里来、用哪个介质；选了文件会自动填")
        self.how.setPlaceholderText("谁用什么查的、结果怎样")
        for field in (self.file, self.source, self.how):
            guard(field)
        self._lay_out()
        self.file.editingFinished.connect(self._look_where)
        self.how.textEdited.connect(lambda text: self.checked.setChecked(bool(text.strip())))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        row = QHBoxLayout()
        row.addLayout(named("导入到", self.register), 1)
        row.addWidget(button("样表…", self.template_asked.emit), 0, Qt.AlignmentFlag.AlignBottom)
        layout.addLayout(row)
        where = QHBoxLayout()
        where.addLayout(named("文件", self.file), 1)
        where.addWidget(button("选择…", self.choose), 0, Qt.AlignmentFlag.AlignBottom)
        layout.addLayout(where)
        layout.addLayout(named("来源", self.source))
        layout.addWidget(self.checked)
        layout.addLayout(named("查毒情况", self.how))
        layout.addWidget(label(TOLD, wrap=True, note="true"))
        layout.addStretch()

    def choose(self) -> None:
        """Which file."""
        here = self.file.text().strip()
        dialog = QFileDialog(self, "选旧台账", str(Path(here).parent if here else usual_folder().parent))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(["台账 (*.xlsx *.xlsm *.csv *.xls)", "所有文件 (*)"])
        dialog.fileSelected.connect(self.take)
        dialog.open()

    def take(self, path: str) -> None:
        """A file was chosen."""
        self.file.setText(path)
        keep_folder(Path(path).parent)
        self._look_where()

    def _look_where(self) -> None:
        """The source follows from where the file lies, unless something else was typed."""
        path = self.path
        if path is None or not path.exists():
            return
        try:
            found = source_of(self.desk, path)
        except (OSError, StoreError):
            return
        if not self.source.isModified():
            self.source.setText(str(found.get("source", "")))
        self.medium = found.get("medium")

    @property
    def path(self) -> Path | None:
        """The file; None where none is written."""
        text = self.file.text().strip()
        return Path(text).expanduser() if text else None

    def told(self) -> dict[str, Any]:
        """As `inputs` takes it."""
        self._look_where()
        values: dict[str, Any] = {
            "source": self.source.text().strip(),
            "virus_checked": self.checked.isChecked(),
            "virus_checked_by": self.how.text().strip(),
        }
        if self.medium is not None:
            values["medium"] = self.medium
        return {key: value for key, value in values.items() if value}
