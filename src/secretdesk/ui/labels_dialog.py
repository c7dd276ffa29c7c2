"""标签: for the chosen rows, on which stickers, from which place on; previewed, printed and saved like a form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from secretdesk.desk.labels import name_of, print_labels, save_labels, sheets_of, wrong_sheets
from secretdesk.output.labels import BARS, QR
from secretdesk.ui.output_dialog import OutputDialog
from secretdesk.ui.parts import named
from secretdesk.ui.trouble import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from secretdesk.desk.desk import Desk, Receipt
    from secretdesk.desk.sheets import Printed
    from secretdesk.domain.declaration import Register
    from secretdesk.domain.review import Row
    from secretdesk.ui.work import Work


@dataclass(frozen=True)
class Stickers:
    """A kind of sticker sheet, as a form is chosen."""

    key: str
    title: str
    many: int


class LabelsDialog(OutputDialog):
    """As the print dialog, with stickers in the place of forms."""

    def __init__(self, desk: Desk, register: Register, rows: Sequence[Row], parent: QWidget) -> None:
        self.rows = list(rows)
        self.start = QSpinBox()
        super().__init__(desk, register, parent, prints=True, row=None, text="")
        self.setWindowTitle(f"{register.label} · 标签（{len(self.rows)} 个）")

    def _offer(self) -> None:
        title = name_of(self.desk, self.register.key)
        for sheet in sheets_of(self.desk).values():
            self.form.addItem(sheet.title, Stickers(sheet.key, title, sheet.many))
        if (wrong := wrong_sheets(self.desk)) is not None:
            self.said.setText(sentence(wrong))
        for bars, told in ((QR, "二维码"), (BARS, "条形码（Code 128）")):
            self.what.addItem(told, bars)
        self.form.currentIndexChanged.connect(self._sheet_chosen)
        self._sheet_chosen()

    def _sheet_chosen(self) -> None:
        many = self.form.currentData().many
        self.start.setRange(1, many)
        self.start.setEnabled(many > 1)

    def _lay_out_choice(self, layout: QVBoxLayout) -> None:
        row = QHBoxLayout()
        row.addLayout(named("标签纸", self.form), 5)
        row.addLayout(named("从第几个起", self.start), 2)
        layout.addLayout(row)
        layout.addLayout(named("码", self.what))

    @property
    def heading(self) -> str:
        """What stands on top."""
        return f"{name_of(self.desk, self.register.key)}　{len(self.rows)} 个"

    def _wanted(self) -> dict[str, Any]:
        return {
            "sheet": self.form.currentData().key, "start": self.start.value(), "bars": self.what.currentData(),
        }  # fmt: skip

    def draw(self, work: Work, **wanted: Any) -> Printed:
        """The stickers."""
        work.tell_or_stop(0, 1)
        return print_labels(self.desk, self.register.key, [row.entry for row in self.rows], **wanted)

    def let_out(self, target: Path, printed: Printed) -> Receipt:
        """Into a file."""
        return save_labels(self.desk, target, self.register.key, printed)
