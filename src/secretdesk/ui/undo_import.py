"""作废 of an import: the whole run at once, by a worker that can be stopped. Nothing is judged while one types."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from secretdesk.desk.imports import undo
from secretdesk.ui.composing import guard
from secretdesk.ui.panel_frame import PanelFrame
from secretdesk.ui.parts import button, label, named
from secretdesk.ui.trouble import sentence
from secretdesk.ui.work import Stopped, Work, start

if TYPE_CHECKING:
    from collections.abc import Sequence

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Action, Register
    from secretdesk.domain.review import Row

WIDTH, HEIGHT = 40, 16  # characters, lines
TOLD = (
    "这一批登记的全部作废，编号可以再用；随行登记的单位、部门、人员保留。"
    "导入以后又办过借阅、移位、更正以外的，要先把那些撤销。由保密办主任办理。"
)


class UndoImportPanel(PanelFrame):
    """What the run did, why it is undone, and one button."""

    def __init__(
        self, desk: Desk, register: Register, action: Action, rows: Sequence[Row], parent: QWidget,
        header: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(desk, register, action, rows, parent, header)
        self.work: Work | None = None
        self.why, self.said = QLineEdit(), label(wrap=True, note="refuse")
        self.said.hide()
        guard(self.why)
        self.why.textEdited.connect(self.drafting.touch)
        run = self.entries[0]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 16, 22, 16)
        layout.setSpacing(10)
        layout.addWidget(label(f"撤销 {run.number}", head=True))
        booked = (run["imported"] or 0) + (run["warned"] or 0)
        layout.addWidget(
            label(f"{run['target']}：{run['file_name']}（{run['sheets']}），导入了 {booked} 行。", wrap=True)
        )
        layout.addWidget(label(TOLD, wrap=True, note="true"))
        layout.addLayout(named("理由", self.why))
        layout.addWidget(self.said)
        layout.addStretch()
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button("离开", self.reject))
        self.save_button = button("整批撤销", self.save, main=True)
        self.save_button.setDefault(True)
        foot.addWidget(self.save_button)
        layout.addLayout(foot)
        self.take_room(WIDTH, HEIGHT)
        found = self.drafting.found()
        self.why.setText(str(found[0].get("reason", "")) if found else "")
        self.why.setFocus()

    def content(self) -> dict[str, Any]:
        """The reason."""
        text = self.why.text().strip()
        return {"reason": text} if text else {}

    def save(self) -> None:
        """Undo it."""
        if self.work is not None:
            return
        self.said.hide()
        self.setEnabled(False)
        self.busy.emit(True)
        self.work = start(
            self, "正在撤销……", partial(self._undo, self.why.text().strip()), self._done, self._failed
        )

    def _undo(self, reason: str, work: Work) -> object:
        return undo(self.desk, self.entries[0].entry, reason, work.tell_or_stop)

    def _done(self, receipt: Any) -> None:
        self._free()
        self.drafting.drop()
        self.performed.emit(receipt, f"已整批撤销 {self.entries[0].number}。")
        self.accept()

    def _failed(self, error: BaseException) -> None:
        self._free()
        text = "已停止，什么也没有撤销。" if isinstance(error, Stopped) else sentence(error)
        if not text:
            raise error
        self.said.setText(text)
        self.said.show()

    def _free(self) -> None:
        self.work = None
        self.busy.emit(False)
        self.setEnabled(True)
        self.why.setFocus()

    def reject(self) -> None:
        """Esc."""
        if self.work is None:
            super().reject()
