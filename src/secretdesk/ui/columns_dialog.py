"""Chooses the columns of a table and their order, without a mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from secretdesk.ui.columns import columns_of, possible
from secretdesk.ui.parts import button, label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent

    from secretdesk.domain.declaration import Register

KEY = Qt.ItemDataRole.UserRole


class ColumnsDialog(QDialog):
    """Space shows or hides, Alt+Up and Alt+Down move, Enter keeps. ``done_with`` takes the keys in order."""

    def __init__(
        self,
        register: Register,
        shown: Sequence[str],
        done_with: Callable[[list[str]], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.register, self.done_with = register, done_with
        self.setWindowTitle(f"{register.label} · 栏目")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QListWidget()
        self.list.setAccessibleName("栏目")
        self.list.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 16, 22, 16)
        layout.setSpacing(8)
        layout.addWidget(label("栏目和次序", head=True))
        layout.addWidget(self.list)
        layout.addWidget(label("空格显示或隐藏，Alt+↑ Alt+↓ 移动，Enter 用这些", soft=True))
        keys = QHBoxLayout()
        for text, act in (
            ("上移", lambda: self.move_by(-1)),
            ("下移", lambda: self.move_by(1)),
            ("照旧", self.usual),
        ):
            keys.addWidget(button(text, act))
        keys.addStretch()
        keys.addWidget(button("离开", self.reject))
        keys.addWidget(button("用这些", self.choose, main=True))
        layout.addLayout(keys)
        for text, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            QShortcut(QKeySequence(text), self).activated.connect(lambda s=step: self.move_by(s))
        self.fill(shown)
        self.resize(self.fontMetrics().horizontalAdvance("口") * 26, self.fontMetrics().height() * 26)

    def fill(self, shown: Sequence[str]) -> None:
        """The shown ones in their order, then the others."""
        self.list.clear()
        known = {f.key: f for f in possible(self.register)}
        for key in [*(k for k in shown if k in known), *(k for k in known if k not in shown)]:
            item = QListWidgetItem(known[key].label, self.list)
            item.setData(KEY, key)
            item.setToolTip(known[key].help)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if key in shown else Qt.CheckState.Unchecked)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def usual(self) -> None:
        """As the register declares them."""
        self.fill([f.key for f in columns_of(self.register)])

    def move_by(self, step: int) -> None:
        """The current column up or down."""
        place = self.list.currentRow()
        if 0 <= place + step < self.list.count():
            self.list.insertItem(place + step, self.list.takeItem(place))
            self.list.setCurrentRow(place + step)

    def choose(self) -> None:
        """Use what is ticked; nothing ticked means the usual ones."""
        items = [self.list.item(n) for n in range(self.list.count())]
        self.done_with([i.data(KEY) for i in items if i.checkState() is Qt.CheckState.Checked])
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter uses them, wherever one stands."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.choose()
        else:
            super().keyPressEvent(event)
