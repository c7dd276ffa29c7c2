"""The tabs down the left: registers in their groups, which fold, with a count where something waits."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from secretdesk.domain.terms import GROUPS
from secretdesk.ui.colours import colours

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtGui import QKeyEvent, QMouseEvent
    from PySide6.QtWidgets import QWidget

    from secretdesk.domain.declaration import Register

TODAY = "today"
KEY, COUNT, CHILD, GROUP, FOLDED = (Qt.ItemDataRole.UserRole + n for n in range(5))


class Tabs(QListWidget):
    """Up and down change the tab; left and right fold and unfold its group, and so does a click on the heading.

    Of a folded group the tab one is on stays in sight.
    """

    chosen = Signal(str)

    def __init__(self, registers: Mapping[str, Register], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tabs")
        self.setAccessibleName("登记簿")
        self.setItemDelegate(_TabDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(False)
        self.keys: list[str] = []
        self.folded: set[str] = set()
        self._add(TODAY, GROUPS[0], child=False)
        for group in GROUPS[1:]:
            some = [r for r in registers.values() if r.group == group]
            if some:
                heading = QListWidgetItem(group)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                heading.setData(GROUP, group)
                self.addItem(heading)
            for register in some:
                self._add(register.key, register.label, group, child=bool(register.parent))
        self.currentItemChanged.connect(self._changed)
        self._fit()

    def _add(self, key: str, text: str, group: str = "", *, child: bool) -> None:
        item = QListWidgetItem(text)
        item.setData(GROUP, group)
        item.setData(KEY, key)
        item.setData(CHILD, child)
        self.keys.append(key)
        self.addItem(item)

    def _fit(self) -> None:
        widest = max(self.fontMetrics().horizontalAdvance(self.item(n).text()) for n in range(self.count()))
        self.setFixedWidth(max(widest + self.fontMetrics().height() * 5, 150))

    def changeEvent(self, event: QEvent) -> None:
        """Another size of text, another width."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.count():
            self._fit()

    def _changed(self, now: QListWidgetItem | None) -> None:
        if now is not None and now.data(KEY):
            self._hide_folded()
            self.chosen.emit(now.data(KEY))

    def fold(self, groups: Iterable[str]) -> None:
        """These groups are folded, the others not."""
        self.folded = set(groups)
        self._hide_folded()

    def _hide_folded(self) -> None:
        current = self.currentItem()
        waits: Counter[str] = Counter()
        for number in range(self.count()):
            item = self.item(number)
            group = item.data(GROUP)
            if item.data(KEY):
                self.setRowHidden(number, group in self.folded and item is not current)
                waits[group] += item.data(COUNT) or 0 if item.isHidden() else 0
        for number in range(self.count()):
            item = self.item(number)
            if not item.data(KEY):
                item.setData(FOLDED, item.data(GROUP) in self.folded)
                item.setData(COUNT, waits[item.data(GROUP)])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a heading folds its group, or unfolds it."""
        item = self.itemAt(event.position().toPoint())
        if item is not None and not item.data(KEY):
            self.fold(self.folded ^ {item.data(GROUP)})
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left folds the group one is in, right unfolds it."""
        current = self.currentItem()
        group = current.data(GROUP) if current is not None else ""
        if event.key() == Qt.Key.Key_Left and group:
            self.fold(self.folded | {group})
        elif event.key() == Qt.Key.Key_Right and group:
            self.fold(self.folded - {group})
        else:
            super().keyPressEvent(event)

    def go(self, key: str) -> None:
        """To this tab."""
        for number in range(self.count()):
            if self.item(number).data(KEY) == key:
                self.setCurrentRow(number)

    def step(self, by: int) -> None:
        """To the next tab, or the one before."""
        current = self.currentItem()
        place = self.keys.index(current.data(KEY)) if current else 0
        self.go(self.keys[(place + by) % len(self.keys)])

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """What waits in each tab."""
        for number in range(self.count()):
            item = self.item(number)
            count = counts.get(item.data(KEY) or "", 0)
            item.setData(COUNT, count)
            told = f"{item.text()}，{count} 件待办" if count else item.text()
            item.setData(Qt.ItemDataRole.AccessibleTextRole, told)
        self._hide_folded()


class _TabDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Headings are a little lower than tabs."""
        height = option.fontMetrics.height()  # type: ignore[attr-defined]
        return QSize(0, height + (10 if index.data(KEY) else 12))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """A heading, or a tab with its count."""
        theme = colours()
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        font: QFont = QFont(option.font)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = Qt.AlignmentFlag.AlignVCenter
        if not index.data(KEY):
            font.setPointSizeF(max(font.pointSizeF() - 1, 9))
            painter.setFont(font)
            painter.setPen(QColor(theme.soft))
            folded = bool(index.data(FOLDED))
            painter.drawText(rect.adjusted(16, 4, 0, 0), middle, f"{index.data()}{' …' if folded else ''}")
            if folded and index.data(COUNT):
                self._badge(painter, rect.adjusted(0, 4, 0, 0), str(index.data(COUNT)), font)
            painter.restore()
            return
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, QColor(theme.selection))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(theme.accent))
            font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(theme.ink))
        painter.drawText(rect.adjusted(30 if index.data(CHILD) else 16, 0, -8, 0), middle, str(index.data()))
        if index.data(COUNT):
            self._badge(painter, rect, str(index.data(COUNT)), font)
        painter.restore()

    def _badge(self, painter: QPainter, rect: QRect, text: str, font: QFont) -> None:
        theme = colours()
        font.setBold(False)
        font.setPointSizeF(max(font.pointSizeF() - 1, 9))
        painter.setFont(font)
        metrics = painter.fontMetrics()
        width, height = max(metrics.horizontalAdvance(text) + 14, metrics.height() + 6), metrics.height()
        box = QRect(rect.right() - width - 10, rect.center().y() - height // 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.line))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(QColor(theme.ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
