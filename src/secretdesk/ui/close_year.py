"""年结 asks once more: the lines that the balance does not explain, and the signed words about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from secretdesk.domain.terms import COPY_STATUSES
from secretdesk.ui.composing import is_composing
from secretdesk.ui.parts import button, label, named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from secretdesk.domain.review import Row

LISTED, WIDTH = 12, 38  # numbers told, characters


class CloseYear(QDialog):
    """Esc leaves everything as it was; Ctrl+Enter closes the year."""

    close_asked = Signal(str, str)  # 差异说明, who signed it
    lock_asked = Signal()

    def __init__(self, year: int, differences: Sequence[Row], parent: QWidget) -> None:
        super().__init__(parent)
        self.differences = differences
        self.setWindowTitle(f"年结 {year} 年")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.note, self.signed_by = QPlainTextEdit(), QLineEdit()
        self.note.setTabChangesFocus(True)
        self.said = label(wrap=True, note="refuse")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 16, 22, 16)
        layout.setSpacing(10)
        layout.addWidget(label(f"年结 {year} 年", head=True))
        layout.addWidget(
            label("年结以后这一年的数字不再变；以后补登、更正的，在下一年的“以前年度调整”里列出。", wrap=True)
        )
        if differences:
            some = "、".join(f"{one.number}（{COPY_STATUSES[one.status]}）" for one in differences[:LISTED])
            more = f" 等 {len(differences)} 份" if len(differences) > LISTED else ""
            layout.addWidget(
                label(f"收支以外有变动的：{some}{more}。须写明原因和处理，签字后才能年结。", wrap=True)
            )
            layout.addLayout(named("差异说明", self.note))
            layout.addLayout(named("说明签字人", self.signed_by))
        layout.addWidget(self.said)
        self.said.hide()
        foot = QHBoxLayout()
        foot.addWidget(label("Ctrl+Enter 年结　Esc 离开", soft=True), 1)
        foot.addWidget(button("离开", self.reject))
        foot.addWidget(button("年结", self.agree, main=True))
        layout.addLayout(foot)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("口") * WIDTH)
        self.note.setFixedHeight(self.fontMetrics().height() * 5)
        for keys, act in (
            ("Ctrl+Return", self.agree), ("Ctrl+Enter", self.agree), ("Ctrl+L", self.lock_asked.emit),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def agree(self) -> None:
        """Close it, unless something is missing."""
        if is_composing(self.focusWidget()):
            return
        note, signed = self.note.toPlainText().strip(), self.signed_by.text().strip()
        if self.differences and not (note and signed):
            self.said.setText("请写差异说明和签字人：是哪些、什么原因、怎样处理、谁签的字。")
            self.said.show()
            (self.note if not note else self.signed_by).setFocus()
            return
        self.accept()
        self.close_asked.emit(note, signed)
