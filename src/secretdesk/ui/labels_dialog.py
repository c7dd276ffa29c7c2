"""标签: for the chosen rows, on which stickers, from which place on; previewed, printed and saved like a form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from secretdesk.desk.labels import name_of, print_labels, save_labels
from secretdesk.output.labels import BARS, QR, SHEETS
from secretdesk.ui.output_dialog import OutputDialog
from secretdesk.ui.parts import named

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


class LabelsDialog(OutputDialog):
    """As the print dialog, with stickers in the place of forms."""

    def __init__(self, desk: Desk, register: Register, rows: Sequence[Row], parent: QWidget) -> None:
        self.rows = list(rows)
        self.start = QSpinBox()
        self.start.setRange(1, SHEETS["a4"].many)
        super().__init__(desk, register, parent, prints=True, row=None, text="")
        self.setWindowTitle(f"{register.label} · 标签（{len(self.rows)} 个）")

    def _offer(self) -> None:
        title = name_of(self.desk, self.register.key)
        for key, told in (("a4", "A4 标签纸 3×8，每个 70×37 mm"), ("roll", "标签卷 50×30 mm，一页一个")):
            self.form.addItem(told, Stickers(key, title))
        for bars, told in ((QR, "二维码"), (BARS, "条形码（Code 128）")):
            self.what.addItem(told, bars)
        self.form.currentIndexChanged.connect(self._sheet_chosen)

    def _sheet_chosen(self) -> None:
        many = SHEETS[self.form.currentData().key].many
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
