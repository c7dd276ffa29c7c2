"""打印 / 保存 PDF 和导出: what, of which year, where to; made on a worker, out through `desk.release`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from secretdesk.desk import export, sheets
from secretdesk.desk.printing import marked, save_pdf
from secretdesk.desk.release import release
from secretdesk.domain.terms import OUTPUT_KINDS
from secretdesk.ui.parts import button, label, named
from secretdesk.ui.trouble import sentence
from secretdesk.ui.work import Stopped, Work, start

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Register
    from secretdesk.domain.review import Row

ALL, SEARCH, ENTRY, BLANK = "all", "search", "entry", "blank"
WIDTH = 34  # characters


class OutputDialog(QDialog):
    """One dialog for both; ``prints`` tells which."""

    told = Signal(str)
    busy = Signal(bool)  # a worker has the desk
    lock_asked = Signal()

    def __init__(
        self, desk: Desk, register: Register, parent: QWidget, *, prints: bool, row: Row | None, text: str
    ) -> None:
        super().__init__(parent)
        self.desk, self.register, self.prints, self.row, self.search = desk, register, prints, row, text
        self.work: Work | None = None
        self.form, self.what, self.target = QComboBox(), QComboBox(), QLineEdit()
        self.said = label(wrap=True, note="refuse")
        self.setWindowTitle(f"{register.label} · {'打印 / 保存 PDF' if prints else '导出表格'}")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._offer()
        self._lay_out()
        self._name_target()
        self.form.currentIndexChanged.connect(self._name_target)
        self.what.currentIndexChanged.connect(self._name_target)
        QShortcut(QKeySequence("Ctrl+L"), self).activated.connect(self.lock_asked)

    def _offer(self) -> None:
        """Forms, years, and what else can be printed."""
        if self.prints:
            forms = sheets.forms_of(self.desk)
            for key in (k for k in self.register.forms if k in forms):
                self.form.addItem(f"{forms[key].code} {forms[key].title}", forms[key])
        self._offer_content()
        self.form.currentIndexChanged.connect(self._offer_content)

    def _offer_content(self) -> None:
        """Years, a search, one entry; a sheet, or a list of what an entry holds, prints of it alone."""
        self.what.clear()
        form = self.form.currentData()
        if form is not None and form.wants_entry:
            if self.row is not None:
                self.what.addItem(f"只有 {self.row.number}", ENTRY)
            self.what.addItem("空白表（停电时手写）", BLANK)
            return
        now = self.desk.clock().year
        oldest = self.desk.rows(self.register.key, ascending=True, limit=1)
        first = int(oldest[0].on[:4]) if oldest else now
        if self.register.yearly:
            for year in range(now, first - 1, -1):
                self.what.addItem(f"{year} 年", year)
        self.what.addItem("所有年份" if self.register.yearly else "全部", ALL)
        if self.prints and self.search:
            self.what.addItem(f"查找“{self.search}”的结果", SEARCH)
        if self.prints and self.row is not None:
            self.what.addItem(f"只有 {self.row.number}", ENTRY)
        if self.prints:
            self.what.addItem("空白表（停电时手写）", BLANK)

    def choose_form(self, key: str) -> None:
        """Choose the form of that key; what it prints follows from it."""
        place = next((n for n in range(self.form.count()) if self.form.itemData(n).key == key), -1)
        if place >= 0:
            self.form.setCurrentIndex(place)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 16)
        layout.setSpacing(12)
        layout.addWidget(label("打印 / 保存 PDF" if self.prints else "导出表格", head=True))
        if self.prints:
            layout.addLayout(named("表", self.form))
        layout.addLayout(named("内容", self.what))
        where = QHBoxLayout()
        where.addLayout(named("存到", self.target), 1)
        where.addWidget(button("选择…", self.choose), 0, Qt.AlignmentFlag.AlignBottom)
        layout.addLayout(where)
        layout.addWidget(
            label("文件按其内容的密级管理，存下后记入“输出登记”，清除后在那里登记。", wrap=True, note="true")
        )
        layout.addWidget(self.said)
        self.said.hide()
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button("离开", self.reject))
        self.save_button = button("保存 PDF" if self.prints else "导出", self.save, main=True)
        self.save_button.setDefault(True)
        foot.addWidget(self.save_button)
        layout.addLayout(foot)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("口") * WIDTH)

    def _name_target(self) -> None:
        """A name that tells no secret: the form and the year."""
        form, what = self.form.currentData(), self.what.currentData()
        name = form.title if form else self.register.label
        year = f" {what}" if isinstance(what, int) else " 空白" if what == BLANK else ""
        folder = Path(self.target.text()).parent if self.target.text() else Path.home()
        self.target.setText(str(folder / f"{name}{year}.{'pdf' if self.prints else 'xlsx'}"))

    def choose(self) -> None:
        """Where to."""
        dialog = QFileDialog(self, "存到", self.target.text())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(self.target.text())
        dialog.fileSelected.connect(self.target.setText)
        dialog.open()

    def save(self) -> None:
        """Make it and let it out."""
        if self.work is not None or not self.target.text().strip():
            return
        target = Path(self.target.text().strip()).expanduser()
        what, form = self.what.currentData(), self.form.currentData()
        chosen: dict[str, Any] = {"year": what if isinstance(what, int) else None}
        if self.prints:
            chosen["text"] = self.search if what == SEARCH else ""
            chosen["entry"] = self.row.entry if what == ENTRY and self.row else None
            chosen["blank"] = what == BLANK
            task = partial(self._print, key=form.key, target=target, chosen=chosen)
        else:
            task = partial(self._export, target=target, year=chosen["year"])
        self.setEnabled(False)
        self.busy.emit(True)
        self.work = start(self, "正在排版……" if self.prints else "正在导出……", task, self._done, self._failed)

    def _print(self, work: Work, key: str, target: Path, chosen: dict[str, Any]) -> str:
        printed, receipt = save_pdf(self.desk, target, key, progress=work.tell_or_stop, **chosen)
        missing = "、".join(f"{c}（U+{ord(c):04X}）" for c in sorted(printed.missing))
        tail = f" 本机没有这些字的字形，已印成带框的编码：{missing}。" if missing else ""
        return f"已存 {printed.pages} 页到 {target}，登记为 {receipt.number}。{tail}"

    def _export(self, work: Work, target: Path, year: int | None) -> str:
        made = export.export_register(self.desk, self.register.key, year, progress=work.tell_or_stop)
        told = marked(self.desk, made.mark)
        receipt = release(
            self.desk, target, made.data, kind=OUTPUT_KINDS[2], name=self.register.label, **told
        )
        return f"已导出 {made.rows} 行到 {target}，登记为 {receipt.number}。"

    def _done(self, told: object) -> None:
        self._free()
        self.told.emit(str(told))
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

    def _free(self) -> None:
        self.work = None
        self.busy.emit(False)
        self.setEnabled(True)

    def reject(self) -> None:
        """Esc."""
        if self.work is None:
            super().reject()
