"""A yearly table on the screen: figures to press Enter on, bars behind those one would rather look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from secretdesk.desk.figures import Figure, those
from secretdesk.domain.terms import COPY_STATUSES
from secretdesk.ui.colours import colours

if TYPE_CHECKING:
    from collections.abc import Sequence

    from secretdesk.desk.desk import Desk
    from secretdesk.desk.figures import Rows, Table
    from secretdesk.domain.review import Row

FIGURE, SHARE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
DIFFERENCES = "differences"
BAR_WIDTH, PART_WIDTH = 14, 7  # characters
INSET = 2  # px


@dataclass(frozen=True)
class Sheet:
    """What the grid shows: its columns' labels, those with bars, and its rows."""

    key: str
    title: str
    labels: tuple[str, ...]
    bars: frozenset[int]
    rows: Rows
    parts: int  # how many rows there are before the total

    def longest(self, place: int) -> int:
        """The number whose bar fills the column; those after the first are its parts, and compare with each other."""
        parts = self.bars - {min(self.bars)}
        cells = (row[n] for row in self.rows[: self.parts] for n in (parts if place in parts else [place]))
        return max((abs(cell.value) for cell in cells if isinstance(cell, Figure)), default=0)


def of_table(table: Table) -> Sheet:
    """A table of the year."""
    declared = table.declared
    bars = frozenset(n for n, (key, _) in enumerate(declared.columns) if key in declared.bars)
    labels = tuple(text for _, text in declared.columns)
    return Sheet(declared.key, declared.title, labels, bars, table.shown, len(table.rows))


def of_differences(desk: Desk, rows: Sequence[Row]) -> Sheet:
    """The copies that the balance does not explain by itself."""
    documents = desk.names("documents", {row["document"] for row in rows if row["document"]})
    cells: Rows = [
        (
            row.number,
            COPY_STATUSES[row.status],
            documents.get(row["document"], ""),
            those("copies", [row.entry]),
        )
        for row in rows
    ]
    return Sheet(DIFFERENCES, "账实差异", ("份", "现状", "收文", "份数"), frozenset(), cells, len(cells))


class Grid(QTableWidget):
    """Enter, or a double click, on a figure chooses it."""

    chosen = Signal(object, str)  # the figure, and what it is

    def __init__(self) -> None:
        super().__init__()
        self.sheet: Sheet | None = None
        self.setAccessibleName("统计数字")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.setItemDelegate(Bars(self))
        self.itemDoubleClicked.connect(self._choose)

    def fill(self, sheet: Sheet) -> None:
        """Show it, where one stands kept if there is as much of it."""
        at = (
            (self.currentRow(), self.currentColumn())
            if self.sheet and self.sheet.key == sheet.key
            else (0, -1)
        )
        self.sheet = sheet
        self.clear()
        self.setColumnCount(len(sheet.labels))
        self.setHorizontalHeaderLabels(list(sheet.labels))
        self.setRowCount(len(sheet.rows))
        for n in range(len(sheet.rows)):
            for place in range(len(sheet.labels)):
                self.setItem(n, place, self._item(sheet, n, place))
        self.resizeColumnsToContents()
        one = self.fontMetrics().horizontalAdvance("口")
        for place in sheet.bars:
            self.setColumnWidth(place, one * (BAR_WIDTH if place == min(sheet.bars) else PART_WIDTH))
        first = next((n for n in range(len(sheet.labels)) if self._figure(0, n)), 0)
        self.setCurrentCell(at[0], at[1] if at[1] >= 0 else first)

    def _item(self, sheet: Sheet, row: int, place: int) -> QTableWidgetItem:
        cell = sheet.rows[row][place]
        item = QTableWidgetItem(cell if isinstance(cell, str) else f"{cell.value:,}")
        if isinstance(cell, Figure) and cell.now is not None:
            item.setText(f"{cell.value:,}（现 {cell.now:,}）")
            item.setToolTip("年结后又登记、更正过；差的列在下一年的“以前年度调整”。")
        if isinstance(cell, Figure):
            item.setData(FIGURE, cell)
            left = place in sheet.bars
            side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight
            item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            if not cell.value:
                item.setForeground(QColor(colours().soft))
            if left and row < sheet.parts:
                item.setData(SHARE, abs(cell.value) / max(sheet.longest(place), 1))
        if row >= sheet.parts:
            font = item.font()
            font.setBold(True)
            item.setFont(font)
        return item

    def _figure(self, row: int, place: int) -> Figure | None:
        item = self.item(row, place)
        found = item.data(FIGURE) if item is not None else None
        return found if isinstance(found, Figure) else None

    def _choose(self, item: QTableWidgetItem) -> None:
        figure = self._figure(item.row(), item.column())
        if figure is None or self.sheet is None:
            return
        of = self.item(item.row(), 0)
        told = [self.sheet.title, of.text() if of is not None else "", self.sheet.labels[item.column()]]
        self.chosen.emit(figure, " ".join(one for one in told if one))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the lines of the figure."""
        item = self.currentItem()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and item is not None:
            self._choose(item)
        else:
            super().keyPressEvent(event)


class Bars(QStyledItemDelegate):
    """Behind the number a bar as long as it is large."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The bar, then what the style draws."""
        share = index.data(SHARE)
        if share:
            inside = option.rect.adjusted(INSET, INSET, -INSET, -INSET)  # type: ignore[attr-defined]
            inside.setWidth(max(1, int(inside.width() * share)))
            bar = QColor(colours().accent)
            bar.setAlphaF(0.22)
            painter.fillRect(inside, bar)
        super().paint(painter, option, index)
