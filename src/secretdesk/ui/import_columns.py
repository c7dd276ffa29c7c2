"""导入旧台账, second page: which sheet, which rows are its header, what each column is; beside it what stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from secretdesk.desk.import_choices import is_number_form
from secretdesk.desk.imports import missing_columns
from secretdesk.domain.rules.old_cells import Unread, plain
from secretdesk.ui.composing import guard
from secretdesk.ui.parts import label, named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from secretdesk.desk.import_choices import Choices
    from secretdesk.desk.import_tables import Table

SAMPLES = 3
LONGEST = 60  # characters of the samples
HEADS = ("旧表的列", "前几行", "导入为")
NOT_TAKEN = "（不导入）"


class ColumnsPage(QWidget):
    """Shows a table of the columns; every change is told, and the tables are laid out anew."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.tables: Sequence[Table] = ()
        self.choices: Choices | None = None
        self.filling = False
        self.sheet, self.taken = QComboBox(), QCheckBox("导入这个表(&T)")
        self.first, self.last, self.year, self.figures = QSpinBox(), QSpinBox(), QSpinBox(), QSpinBox()
        self.form, self.columns = QLineEdit(), QTableWidget(0, len(HEADS))
        self.said, self.facts = label(wrap=True, note="refuse"), label(wrap=True, note="true")
        for spin, most in ((self.first, 9999), (self.last, 9999), (self.year, 2100), (self.figures, 20)):
            spin.setRange(0, most)
            spin.setKeyboardTracking(False)
            spin.valueChanged.connect(self._sheet_changed)
        self.year.setSpecialValueText("没有")
        self.figures.setSpecialValueText("照写")
        guard(self.form)
        self.taken.toggled.connect(self._sheet_changed)
        self.form.editingFinished.connect(self._sheet_changed)
        self.sheet.currentIndexChanged.connect(self.show_sheet)
        self._lay_out()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        top = QHBoxLayout()
        top.addLayout(named("工作表", self.sheet), 4)
        top.addWidget(self.taken, 0, Qt.AlignmentFlag.AlignBottom)
        top.addLayout(named("表头从第几行", self.first), 1)
        top.addLayout(named("到第几行", self.last), 1)
        top.addLayout(named("年份", self.year), 1)
        layout.addLayout(top)
        table = self.columns
        table.setHorizontalHeaderLabels(list(HEADS))
        table.verticalHeader().hide()
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        table.setTabKeyNavigation(False)
        table.setAccessibleName("各列导入为哪一栏")
        head = table.horizontalHeader()
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        one = self.fontMetrics().horizontalAdvance("口")
        table.setColumnWidth(0, one * 12)
        table.setColumnWidth(2, one * 14)
        table.setMinimumHeight(self.fontMetrics().height() * 12)
        layout.addWidget(table, 1)
        more = QHBoxLayout()
        more.addLayout(named("编号只是数字的，写成", self.form), 3)
        more.addLayout(named("份号位数", self.figures), 1)
        layout.addLayout(more)
        layout.addWidget(self.facts)
        layout.addWidget(self.said)

    # --- what is shown ---

    def show_tables(self, tables: Sequence[Table], choices: Choices, facts: str) -> None:
        """Show these; the sheet in sight stays in sight."""
        same = [table.name for table in self.tables] == [table.name for table in tables]
        self.tables, self.choices = tables, choices
        self.facts.setText(facts)
        self.facts.setVisible(bool(facts))
        if not same:
            self.filling = True
            self.sheet.clear()
            for table in tables:
                self.sheet.addItem(f"{table.name}（{len(table.sheet.rows)} 行）", table.name)
            self.filling = False
            best = next((n for n, table in enumerate(tables) if table.header and not table.skip), 0)
            self.sheet.setCurrentIndex(best)
        self.show_sheet()

    def show_sheet(self) -> None:
        """The sheet that is chosen."""
        if self.filling or not 0 <= self.sheet.currentIndex() < len(self.tables) or self.choices is None:
            return
        table = self.tables[self.sheet.currentIndex()]
        self.filling = True
        self.taken.setChecked(not table.skip and bool(table.header))
        self.first.setValue(table.header)
        self.last.setValue(table.last)
        self.year.setValue(table.year)
        self.figures.setValue(table.width)
        self.form.setText(self.choices.number_form)
        self._fill(table)
        self.filling = False
        self._tell()

    def _fill(self, table: Table) -> None:
        samples = table.samples(SAMPLES)
        focused = self._focused()
        self.columns.setRowCount(len(table.labels))
        before: QWidget = self.columns
        for place, n in enumerate(sorted(table.labels)):
            cells = [
                plain(v) if not isinstance(v, Unread) else "（公式）"
                for row in samples
                if (v := row.cells.get(n)) is not None
            ]
            hidden = "（隐藏列）" if n in table.sheet.hidden_columns else ""
            self.columns.setItem(place, 0, QTableWidgetItem(f"{table.labels[n]}{hidden}"))
            self.columns.setItem(place, 1, QTableWidgetItem(" ｜ ".join(cells)[:LONGEST]))
            chosen = QComboBox()
            chosen.addItem(NOT_TAKEN, "")
            for key, target in table.way.targets.items():
                chosen.addItem(f"{target.label} *" if key in table.way.needed else target.label, key)
            chosen.setMaxVisibleItems(24)
            chosen.setCurrentIndex(max(chosen.findData(table.columns.get(n, "")), 0))
            chosen.setAccessibleName(f"{table.labels[n]} 导入为")
            chosen.currentIndexChanged.connect(
                lambda _place, name=table.labels[n], box=chosen: self._chosen(name, box)
            )
            self.columns.setCellWidget(place, 2, chosen)
            QWidget.setTabOrder(before, chosen)
            before = chosen
        QWidget.setTabOrder(before, self.form)
        if focused is not None and (box := self.columns.cellWidget(focused, 2)) is not None:
            box.setFocus()

    def _focused(self) -> int | None:
        return next((n for n in range(self.columns.rowCount()) if self._box(n).hasFocus()), None)

    def _box(self, place: int) -> QWidget:
        return self.columns.cellWidget(place, 2)

    def _tell(self) -> None:
        used = [table for table in self.tables if table.header and not table.skip]
        lines = [
            f"“{table.name}”还缺：{'、'.join(missing)}。"
            for table in used
            if (missing := missing_columns(table))
        ]
        if not used:
            lines = ["没有认出表头。请写明表头在第几行，勾上“导入这个表”。"]
        self.said.setText("\n".join(lines[:4]))
        self.said.setVisible(bool(lines))

    # --- what is chosen ---

    def _chosen(self, name: str, box: QComboBox) -> None:
        if self.choices is None:
            return
        key = box.currentData()
        for other, own in list(self.choices.columns.items()):
            if own == key and key:
                self.choices.columns[other] = ""
        for table in self.tables:  # the column that had it gives it up
            for n, own in table.columns.items():
                if own == key and key and table.labels[n] != name:
                    self.choices.columns[table.labels[n]] = ""
        self.choices.columns[name] = key
        self.changed.emit()

    def _sheet_changed(self) -> None:
        if self.filling or self.choices is None or not self.tables:
            return
        table = self.tables[self.sheet.currentIndex()]
        own = self.choices.sheets.setdefault(table.name, {})
        own["skip"] = not self.taken.isChecked()
        if (self.first.value(), self.last.value()) != (table.header, table.last):
            own["header"] = self.first.value()
            own["last"] = max(self.first.value(), self.last.value())
            own["skip"] = False
        if self.year.value() != table.year:
            own["year"] = self.year.value()
        if self.figures.value() != table.width:
            self.choices.width = self.figures.value()
        if is_number_form(self.form.text()):
            self.choices.number_form = self.form.text().strip()
        self.changed.emit()
