"""The frame of an action's dialog: title, what is told, the form, its keys. It decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from secretdesk.ui.parts import button, label, mark

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QKeyEvent

    from secretdesk.ui.form_area import FormArea

WIDTH = 57  # characters
ROOM = 40  # px that a frame and a task bar may take


class DialogFrame(QDialog):
    """Enter saves (Ctrl+Enter from a long text), Alt+Y consents, Esc leaves. Nothing here holds one back."""

    save_asked = Signal()
    agree_asked = Signal()
    afresh_asked = Signal()
    lock_asked = Signal()
    help_asked = Signal(str)  # the field one is in

    def __init__(self, parent: QWidget, make: Callable[[QWidget], FormArea]) -> None:
        super().__init__(parent)
        self.area = area = make(self)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.title, self.progress = label(head=True), label(soft=True)
        self.told, self.general = label(wrap=True, note="true"), label(wrap=True, note="refuse")
        self.again = button("从头填(&Z)", self.afresh_asked.emit, flat=True)
        self.hint, self.keys = label(" ", note="true"), label(soft=True)
        self.leave_button = button("离开", self.reject)
        self.save_button = button("", self.save_asked.emit, main=True)
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self.fit)
        area.resized.connect(self._fitting.start)
        self._lay_out()
        for keys, act in (
            ("Ctrl+Return", self.save_asked.emit), ("Ctrl+Enter", self.save_asked.emit),
            ("Alt+Y", self.agree_asked.emit),
            ("Ctrl+L", self.lock_asked.emit), ("F1", self._help),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 16, 22, 16)
        layout.setSpacing(8)
        layout.addLayout(_side_by_side(self.title, self.progress))
        layout.addLayout(_side_by_side(self.told, self.again))
        layout.addWidget(self.general)
        layout.addWidget(self.area, 1)
        layout.addWidget(self.hint)
        layout.addLayout(_side_by_side(self.keys, self.leave_button, self.save_button))
        self.say("")
        self.say_general("")
        self.again.hide()

    def say(self, text: str) -> None:
        """One line under the title."""
        self.told.setText(text)
        self.told.setVisible(bool(text))
        self._fitting.start()

    def say_general(self, text: str, kind: str = "refuse") -> None:
        """What concerns the form as a whole."""
        mark(self.general, note=kind)
        self.general.setText(text)
        self.general.setVisible(bool(text))
        self._fitting.start()

    def _help(self) -> None:
        self.help_asked.emit(self.area.field_in_focus())

    def closeEvent(self, event: QCloseEvent) -> None:
        """As Esc."""
        event.ignore()
        self.reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves; on a button it presses it."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
            return
        focus = self.focusWidget()
        if isinstance(focus, QAbstractButton):
            focus.click()
        else:
            self.save_asked.emit()

    def fit(self) -> None:
        """As high as the form needs, and wholly on the screen."""
        layout = self.layout()
        if layout is None:
            return
        screen = self.screen().availableGeometry()
        width = min(
            max(self.fontMetrics().horizontalAdvance("口") * WIDTH, self.width()), screen.width() - ROOM
        )
        if self.width() != width:
            self.resize(width, self.height())
        self.area.updateGeometry()
        layout.activate()
        needs = (
            layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()
        )
        self.resize(width, min(needs, screen.height() - ROOM))
        if self.isVisible():
            frame, spot = self.frameGeometry(), self.pos()
            right, below = frame.right() - screen.right(), frame.bottom() - screen.bottom()
            inside = QPoint(
                max(screen.left(), spot.x() - max(right, 0)), max(screen.top(), spot.y() - max(below, 0))
            )
            if inside != spot:
                self.move(inside)


def _side_by_side(first: QWidget, *others: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(first, 1)
    for other in others:
        row.addWidget(other)
    return row
