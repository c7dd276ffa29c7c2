"""A printed page has come back: genuine or not, what has changed since, and one Enter that books it as signed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from secretdesk.desk import attachments, papers
from secretdesk.domain.review import Command, Refused, Weight
from secretdesk.domain.signing import Signing, parted
from secretdesk.store.errors import StoreError
from secretdesk.ui.colours import colours
from secretdesk.ui.composing import is_composing
from secretdesk.ui.offered import permitted
from secretdesk.ui.paper_boxes import PaperBoxes
from secretdesk.ui.parts import button, label, mark
from secretdesk.ui.tab_order import follow_layout
from secretdesk.ui.trouble import sentence

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk
    from secretdesk.desk.papers import Line, Paper

HEADS = ("编号", "情况", "栏目", "纸上", "现在", "谁在什么时候改的")
WIDTHS = (11, 4, 7, 10, 10)  # characters; the last takes the rest
SHOWN, FEW = 10, 4  # lines in sight, and beside the boxes; more scroll
WIDTH = 64
STATES = {"unchanged": "未改", "changed": "有改动", "expunged": "已涂销"}
FILES = "扫描件 (*.pdf *.png *.jpg *.jpeg *.tif *.tiff)"


class PaperDialog(QDialog):
    """Enter signs the page, Esc leaves; another code that is scanned meanwhile takes its place."""

    told = Signal(str)
    busy = Signal(bool)
    lock_asked = Signal()

    def __init__(self, desk: Desk, typed: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.paper: Paper | None = None
        self.agreed: frozenset[str] = frozenset()
        self.setWindowTitle("核验、签回")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.answer, self.state = label(wrap=True, head=True), label(wrap=True, soft=True)
        self.list = QTreeWidget()
        self.list.setAccessibleName("这一页上的各行")
        self.list.setHeaderLabels(HEADS)
        self.list.setRootIsDecorated(False)
        self.whole = QCheckBox()
        self.fold = button("逐个签字、纸簿页行（Alt+M）", self._unfold, fold=True)
        self.boxes = PaperBoxes()
        self.said = label(wrap=True, note="refuse")
        self.attach_button = button("附扫描件…", self.choose_scan)
        self.leave_button = button("离开", self.reject)
        self.sign_button = button("签回", self.sign, main=True)
        self._lay_out()
        for keys, act in (("Ctrl+L", self.lock_asked.emit), ("Alt+M", self._unfold)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self.show_code(typed)

    def _lay_out(self) -> None:
        one = self.fontMetrics()
        for column, width in enumerate(WIDTHS):
            self.list.setColumnWidth(column, one.horizontalAdvance("口") * width)
        foot = QHBoxLayout()
        foot.addWidget(self.attach_button)
        foot.addStretch()
        foot.addWidget(self.leave_button)
        foot.addWidget(self.sign_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 16, 22, 16)
        layout.setSpacing(8)
        for widget in (self.answer, self.state, self.list, self.whole, self.fold, self.boxes, self.said):
            layout.addWidget(widget)
        layout.addLayout(foot)
        width, room = one.horizontalAdvance("口") * WIDTH, self.screen().availableGeometry().width()
        self.setMinimumWidth(min(width, room - 40))

    # --- what is shown ---

    def show_code(self, typed: str) -> None:
        """Answer this code."""
        self.agreed = frozenset()
        self.say("")
        try:
            self.paper = papers.check(self.desk, typed)
        except StoreError as error:
            self.paper = None
            self.answer.setText(error.text)
        self._fill()

    def _fill(self) -> None:
        paper = self.paper
        good = paper is not None and paper.state == "genuine"
        if paper is not None:
            self.answer.setText(("✓ " if good else "✗ ") + paper.text)
        self.answer.setStyleSheet("" if good else f"color: {colours().red}")
        self.state.setText(_stands(paper))
        self.state.setVisible(bool(self.state.text()))
        self.list.clear()
        rows = paper.lines if paper is not None else ()
        for row in sorted(rows, key=lambda row: row.state == "unchanged"):
            self._add(row)
        self.list.setVisible(bool(paper is not None and paper.lines))
        waits = self.waits
        several = paper is not None and paper.print is not None and (paper.print["to_sign"] or 0) > 1
        self.whole.setText(f"这一份待签回的 {paper.print['to_sign']} 页一起签回" if several else "")  # type: ignore[union-attr,index]
        self.whole.setChecked(False)
        self.whole.setVisible(waits and several)
        self.fold.setVisible(waits)
        self.boxes.show_boxes(self._places() if waits else [], self.desk.clock().date().isoformat())
        self.boxes.hide()
        self.sign_button.setVisible(waits)
        kept = paper is not None and paper.is_genuine and paper.state != "void"
        action = self.desk.registers["prints"].action("attach")
        self.attach_button.setVisible(kept and action is not None and permitted(self.desk, action))
        (self.sign_button if waits else self.leave_button).setDefault(True)
        (self.sign_button if waits else self.leave_button).setFocus()
        follow_layout(self)
        self._shrink()

    def _add(self, row: Line) -> None:
        texts = [row.number, STATES[row.state]]
        item = QTreeWidgetItem(self.list, texts)
        for n, one in enumerate(row.differences):
            told = f"{one.at[:16].replace('T', ' ')} {one.by} {one.action}"
            cells = [
                *(texts if n == 0 else ("", "")),
                one.label,
                one.before or "（空）",
                one.after or "（空）",
                told,
            ]
            place = item if n == 0 else QTreeWidgetItem(self.list)
            for column, text in enumerate(cells):
                place.setText(column, text)
                place.setToolTip(column, text)
                place.setForeground(column, QBrush(QColor(colours().amber)))
        if row.state == "expunged":
            item.setForeground(1, QBrush(QColor(colours().red)))

    @property
    def waits(self) -> bool:
        """Whether the page waits for its signature, and this person may book it."""
        paper = self.paper
        action = self.desk.registers["prints"].action("sign")
        allowed = action is not None and permitted(self.desk, action)
        return allowed and paper is not None and paper.page is not None and paper.page.status == "unsigned"

    def _places(self) -> list[Signing]:
        page = self.paper.page if self.paper is not None else None
        return parted(page["boxes"]) if page is not None else []

    def _unfold(self) -> None:
        if self.fold.isVisible():
            self.boxes.setVisible(self.boxes.isHidden())
            follow_layout(self)
            self._shrink()
            if self.boxes.isVisible():
                self.boxes.begin()

    def _shrink(self) -> None:
        lines = min(self.list.topLevelItemCount(), FEW if self.boxes.isVisible() else SHOWN)
        row = max(self.list.sizeHintForRow(0), self.fontMetrics().height())
        self.list.setFixedHeight(row * max(lines, 1) + self.list.header().sizeHint().height() + 8)
        layout = self.layout()
        if layout is not None:
            layout.activate()
            width = max(self.width(), self.minimumWidth())
            self.resize(width, max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height()))

    # --- what is done ---

    def sign(self) -> None:
        """Book the page, or all that wait, as signed: by all named on it, or as the boxes tell."""
        paper = self.paper
        if not self.waits or paper is None or paper.print is None or paper.page is None:
            return
        if is_composing(self.focusWidget()):
            return
        values: dict[str, Any] = self.boxes.values()
        if not self.whole.isChecked():
            values["signed_pages"] = [paper.page.entry]
        command = Command("", "prints", "sign", paper.print.entry, values, confirm=self.agreed)
        try:
            receipt = self.desk.perform(command)
        except Refused as refused:
            asked = all(one.weight is not Weight.REFUSE for one in refused.reasons)
            self.agreed |= (
                {one.code for one in refused.reasons if one.weight is Weight.ASK} if asked else set()
            )
            self.say(
                sentence(refused) + ("再按一次 Enter 确认。" if asked else ""), "ask" if asked else "refuse"
            )
            return
        except StoreError as error:
            self.say(error.text)
            return
        what = "各页" if self.whole.isChecked() else f"第 {paper.page['serial']} 页"
        self.told.emit(f"{receipt.number} {what}已签回。")
        self.accept()

    def choose_scan(self) -> None:
        """A scan of this sheet, kept with its line."""
        dialog = QFileDialog(self, "附扫描件", str(Path.home()), FILES)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.attach(Path(name)))
        dialog.open()

    def attach(self, file: Path) -> None:
        """Keep it."""
        page = self.paper.page if self.paper is not None else None
        if page is None:
            return
        try:
            attachments.attach(self.desk, page, file)
        except (Refused, StoreError) as error:
            self.say(sentence(error))
            return
        self.say(f"已附 {file.name}，原文件还在原处，不用的请清除。", "true")

    def say(self, text: str, kind: str = "refuse") -> None:
        """What stands in the way, or was done."""
        mark(self.said, note=kind)
        self.said.setText(text)
        self.said.setVisible(bool(text))


def _stands(paper: Paper | None) -> str:
    """Where the page stands: waiting, signed when and by whom; how much of it has changed."""
    if paper is None or paper.page is None:
        return ""
    page, changed = paper.page, sum(line.state != "unchanged" for line in paper.lines)
    told = f"{changed} 行印后有变动，见下。" if changed else "各行与账本一致。"
    if page.status == "unsigned":
        return f"{told}待签回：{page['boxes']}。"
    if page.status == "signed":
        where = f"，纸簿 {page['paper_page']} 页 {page['paper_line'] or ''} 行" if page["paper_page"] else ""
        return f"{told}{page['signed_on']} 已签回（{page['signed_by'] or ''}）{where}。"
    return told
