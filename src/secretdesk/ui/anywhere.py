"""Ctrl+K: one field that leads anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from secretdesk.desk.anywhere import Found, anywhere
from secretdesk.domain.anchors import PAGE, MistypedCode, read
from secretdesk.store.errors import StoreError
from secretdesk.ui.colours import colours
from secretdesk.ui.composing import guard
from secretdesk.ui.parts import label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from secretdesk.desk.desk import Desk

REMARK = Qt.ItemDataRole.UserRole
PAUSE = 60  # ms after the last key
SHOWN = 12
HINT = "编号、编号末几位、份号、标签、核验码、姓名、标题、要办的事……　↑↓ 选，Enter 前往，Esc 离开"


class AnywhereDialog(QDialog):
    """A scanner types into it as a person does: the code, then Enter."""

    chosen = Signal(object)  # a Found
    coded = Signal(str)  # the code of a printed page

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.found: list[Found] = []
        self.setWindowTitle("前往")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.field = QLineEdit()
        self.field.setAccessibleName("前往何处")
        self.field.setPlaceholderText("前往……")
        self.list = QListWidget()
        self.list.setAccessibleName("找到的")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_Line(self.list))
        self.note = label(HINT, soft=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 12)
        layout.setSpacing(8)
        for one in (self.field, self.list, self.note):
            layout.addWidget(one)
        self._later = QTimer(self, singleShot=True, interval=PAUSE)
        self._later.timeout.connect(self.look)
        self.field.textChanged.connect(self._later.start)
        self.list.itemClicked.connect(self.go)
        self.setMinimumWidth(self.note.sizeHint().width() + 28)
        self.list.setMinimumHeight((self.fontMetrics().height() + 9) * SHOWN)
        guard(self.field)
        self.field.setFocus()

    def look(self) -> None:
        """Show what the text may mean."""
        self._later.stop()
        self.list.clear()
        if _is_page(self.field.text()):
            self.found = []
            QListWidgetItem("按 Enter 核验这一页纸、办签回", self.list).setData(REMARK, "印件")
            self.note.setText(HINT)
            return
        try:
            self.found = anywhere(self.desk, self.field.text())
        except StoreError as error:
            self.note.setText(error.text)
            return
        for one in self.found:
            item = QListWidgetItem(one.text, self.list)
            item.setData(REMARK, one.remark)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one.text}，{one.remark}")
            item.setToolTip(one.text)
        self.list.setCurrentRow(0)
        missing = self.field.text().strip() and not self.found
        self.note.setText(f"没有“{self.field.text().strip()}”。换几个字试试。" if missing else HINT)

    def go(self) -> None:
        """To what is marked."""
        if self._later.isActive():
            self.look()
        if _is_page(self.field.text()):
            self.accept()
            self.coded.emit(self.field.text())
            return
        place = self.list.currentRow()
        if 0 <= place < len(self.found):
            found = self.found[place]
            self.accept()
            self.chosen.emit(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the list while one types."""
        key = event.key()
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: SHOWN}.get(
                Qt.Key(key), -SHOWN
            )
            self.list.setCurrentRow(max(0, min(self.list.currentRow() + step, self.list.count() - 1)))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.go()
        else:
            super().keyPressEvent(event)


def _is_page(text: str) -> bool:
    """Whether it is the code of a printed page, mistyped or not."""
    try:
        code = read(text)
    except MistypedCode:
        return "-" in text or text[:2].upper() == PAGE
    return code is not None and code.kind == PAGE


class _Line(QStyledItemDelegate):
    """What it is at the left, where it stands at the right."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """One line of the list."""
        theme, rect, state = colours(), option.rect, option.state  # type: ignore[attr-defined]
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.selection))
        inner = rect.adjusted(8, 0, -8, 0)
        remark, metrics = str(index.data(REMARK)), painter.fontMetrics()
        painter.setPen(QColor(theme.soft))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, remark)
        room = inner.width() - metrics.horizontalAdvance(remark) - 16
        painter.setPen(QColor(theme.ink))
        shown = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, shown)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One height for all."""
        del index
        return QSize(0, option.fontMetrics.height() + 9)  # type: ignore[attr-defined]
