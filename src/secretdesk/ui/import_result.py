"""导入旧台账, third page: what would become of every row, or what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QCheckBox, QTableView, QVBoxLayout, QWidget

from secretdesk.ui.colours import colours
from secretdesk.ui.parts import label

if TYPE_CHECKING:
    from secretdesk.desk.import_acts import Outcome, RowDone
    from secretdesk.domain.review import Reason

HEADS = ("结果", "工作表", "行", "编号", "栏：写的是", "原因")
WIDTHS = (4, 6, 3, 10, 11)  # characters
Index = QModelIndex | QPersistentModelIndex


class Found(QAbstractTableModel):
    """One line a reason: the rejected first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[tuple[bool, RowDone, int]] = []

    def show(self, outcome: Outcome, *, only_rejected: bool) -> None:
        """These, anew."""
        self.beginResetModel()
        self.lines = [(True, one, n) for one in outcome.rejected for n in range(len(one.reasons))]
        if not only_rejected:
            self.lines += [(False, one, n) for one in outcome.warned for n in range(len(one.reasons))]
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Lines."""
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index | None = None) -> int:
        """Columns."""
        return 0 if parent is not None and parent.isValid() else len(HEADS)

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What stands above."""
        shown = way is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return HEADS[section] if shown else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell."""
        rejected, one, n = self.lines[index.row()]
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 0:
            return QColor(colours().red if rejected else colours().amber)
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        reason: Reason = one.reasons[n]
        named, value = one.cells[n]
        written = f"{named}：{value}" if value else named
        result = "未导入" if rejected else "提醒"
        cells = (result, one.sheet, str(one.row.number), one.number, written, reason.text)
        return cells[index.column()]


class ResultPage(QWidget):
    """Counts, what concerns the whole book, and the list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.outcome: Outcome | None = None
        self.counts, self.notes = label(wrap=True), label(wrap=True, note="true")
        self.only, self.view, self.found = QCheckBox("只看未导入的(&R)"), QTableView(), Found(self)
        self.view.setModel(self.found)
        self.view.verticalHeader().hide()
        self.view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.view.setTabKeyNavigation(False)
        self.view.setWordWrap(True)
        self.view.setAccessibleName("每一行的结果")
        one = self.fontMetrics().horizontalAdvance("口")
        for column, width in enumerate(WIDTHS):
            self.view.setColumnWidth(column, one * width)
        self.view.horizontalHeader().setStretchLastSection(True)
        self.view.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 2.4))
        self.only.toggled.connect(self._renew)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.counts)
        layout.addWidget(self.notes)
        layout.addWidget(self.only)
        layout.addWidget(self.view, 1)

    def show_outcome(self, outcome: Outcome) -> None:
        """What became of the book."""
        self.outcome = outcome
        verb = "将导入" if outcome.rehearsed else "已导入"
        self.counts.setText(
            f"有内容的 {outcome.content} 行：{verb} {outcome.imported + len(outcome.warned)} 行"
            f"（其中 {len(outcome.warned)} 行有提醒），未导入 {len(outcome.rejected)} 行。"
            f"合计、空行、填表人等略过 {outcome.skipped} 行。"
        )
        self.notes.setText("\n".join(reason.text for reason in outcome.notes.values()))
        self.notes.setVisible(bool(outcome.notes))
        listed = bool(outcome.warned or outcome.rejected)
        self.only.setVisible(bool(outcome.warned and outcome.rejected))
        self.view.setVisible(listed)
        self._renew()

    def _renew(self) -> None:
        if self.outcome is not None:
            self.found.show(self.outcome, only_rejected=self.only.isChecked() and not self.only.isHidden())
