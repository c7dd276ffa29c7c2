"""清点: one scan, one line in the books; 应有, 实有, 缺, 多, 错位 go along with it, unless the count is a blind one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from secretdesk.domain.review import Command, Refused
from secretdesk.domain.rules.stocktake_values import still_missing
from secretdesk.domain.terms import AGREES
from secretdesk.store.database import reading
from secretdesk.store.errors import StoreError
from secretdesk.ui.panel_frame import PanelFrame
from secretdesk.ui.parts import button, label
from secretdesk.ui.scan_editor import GONE, told_of
from secretdesk.ui.scans import Answer, ScanStream

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Action, Register
    from secretdesk.domain.review import Row

WIDTH, HEIGHT = 52, 26  # characters, lines
LINES = "stocktake_lines"
TALLY = (
    ("expected", "应有"),
    ("counted", "实有"),
    ("missing", "缺"),
    ("surplus", "多"),
    ("misplaced", "错位"),
)
BLIND = (("counted", "实有"),)


class StocktakePanel(PanelFrame):
    """Every scan is written at once; Esc, Enter on the empty line and lock leave what was counted in the books."""

    def __init__(
        self, desk: Desk, register: Register, action: Action, rows: Sequence[Row], parent: QWidget,
        header: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(desk, register, action, rows, parent, header)
        self.row = rows[0]
        self.unknown = ""  # what was not in the books a moment ago: scanned once more it is a surplus
        where = self.row["place"] or self.row["person"]
        named = desk.names("places" if self.row["place"] else "people", [where]).get(where, "")
        self.stream = ScanStream(self.count, self, named="清点", written=True)
        self.stream.total.hide()
        self.tally = label(head=True)
        self.hint = label("数完了按 Enter 离开，再办“完成”对账。扫过的都已登记。", wrap=True, note="true")
        self.leave_button = button("离开", self.reject, main=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 16, 22, 16)
        layout.setSpacing(8)
        layout.addWidget(label(f"清点　{self.row.number}　{named}", head=True))
        layout.addWidget(self.tally)
        layout.addWidget(self.stream, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.leave_button)
        layout.addLayout(foot)
        self.take_room(WIDTH, HEIGHT)
        self.look_again()
        self.stream.setFocus()

    def look_again(self) -> None:
        """The numbers as the books have them now: 应有 and 缺 follow what came and went since the start."""
        self.row = self.desk.rows(self.register.key, where={"entry": self.row.entry})[0]
        blind = bool(self.row["blind"])
        now = dict(self.row.values)
        if not blind:
            with reading():
                now["missing"] = still_missing(self.desk.books, self.row)
            now["expected"] = (now["agreed"] or 0) + now["missing"]
        told = "　".join(f"{name} {now[key] or 0}" for key, name in (BLIND if blind else TALLY))
        self.tally.setText(f"{told}　（盲点，完成时对账）" if blind else told)

    def count(self, text: str) -> Answer:
        """One scan: written, and what it turned out to be."""
        try:
            key, thing, several = self._meant(text)
            if several:
                return Answer(text, told="不止一个，请扫条码或写全编号。")
            if thing is None and text != self.unknown:
                self.unknown = text
                return Answer(text, told="账上没有；看清编号，确实没有的再扫一次，记为“多”。")
            self.unknown = ""
            values: dict[str, Any] = {key: [thing.entry]} if thing else {"strange": text}
            command = Command("", self.register.key, self.action.key, self.row.entry, values)
            receipt = self.desk.perform(command)
            self.performed.emit(receipt, f"{self.row.number} 清点 {thing.number if thing else text}")
            self.look_again()
            line = self.desk.rows(LINES, where={"stocktake": self.row.entry}, limit=1)[0]
        except Refused as refused:
            number = thing.number if thing else ""
            return Answer(text, 0, number, told=refused.reasons[0].text.removeprefix(number).strip())
        except StoreError as error:
            return Answer(text, told=error.text)
        level, title = told_of(self.desk, thing) if thing else ("", "")
        agrees = line["state"] == AGREES
        told = title if agrees else f"{line['state']}：{line['booked'] or ''}"
        return Answer(text, line.entry, thing.number if thing else "", level, told, not agrees)

    def _meant(self, text: str) -> tuple[str, Row | None, bool]:
        """Which field, which thing; whether it may mean several."""
        for register in ("copies", "media"):
            found = self.desk.find(register, text)
            living = [row for row in found if row.status not in GONE] or found
            if living:
                return register, living[0] if len(living) == 1 else None, len(living) > 1
        return "", None, False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on the empty line: that is all for now."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.accept()
        else:
            super().keyPressEvent(event)
