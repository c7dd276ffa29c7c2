"""核对刻好的光盘: read back against its list; a good one is booked, a spoilt one waits for its destruction."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from secretdesk.desk import discs
from secretdesk.desk.volumes import plugged
from secretdesk.ui.ask_where import ask_folder
from secretdesk.ui.parts import button, label, named
from secretdesk.ui.working_dialog import WorkingDialog

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk
    from secretdesk.domain.review import Row
    from secretdesk.ui.work import Work

WIDTH = 38  # characters


class DiscDialog(WorkingDialog):
    """Which of those that wait, where the disc is; when it fails, who approved that it is scrapped."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("核对刻好的光盘", parent)
        self.desk = desk
        self.wrong: list[str] = []
        self.output, self.place = QComboBox(), QLineEdit()
        self.burner, self.approved = QLineEdit(), QLineEdit()
        self.spoilt_box = QWidget()
        self.check_button = button("核对", self.check, main=True)
        self.spoilt_button = button("登记为坏盘", self.book_spoilt)
        for row in discs.staged(desk):
            names = desk.names("media", [row["medium"]] if row["medium"] else [])
            self.output.addItem(f"{row.number} {row['name']}　{'、'.join(names.values())}", row)
        self._offer_place()
        self._lay_out()

    def _offer_place(self) -> None:
        """Where something is plugged in that is no registered stick, a disc may well be."""
        row: Row | None = self.output.currentData()
        if row is None:
            return
        name = Path(row["path"]).name
        found = [place for place, _ in plugged() if (place / name).is_dir()]
        self.place.setText(str(found[0]) if found else "")

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 16)
        layout.setSpacing(12)
        layout.addWidget(label("核对刻好的光盘", head=True))
        layout.addLayout(named("待刻录的", self.output))
        where = QHBoxLayout()
        where.addLayout(named("光盘（或光盘上的文件夹）", self.place), 1)
        where.addWidget(button("选择…", self._choose), 0, Qt.AlignmentFlag.AlignBottom)
        layout.addLayout(where)
        layout.addLayout(named("刻录机编号（可以不写）", self.burner))
        whose = named("这张光盘报废，谁批准的", self.approved)
        whose.setContentsMargins(0, 0, 0, 0)
        self.spoilt_box.setLayout(whose)
        layout.addWidget(self.spoilt_box)
        self.spoilt_box.hide()
        layout.addWidget(self.said)
        layout.addStretch()
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button("离开", self.reject))
        foot.addWidget(self.spoilt_button)
        foot.addWidget(self.check_button)
        self.check_button.setDefault(True)
        self.spoilt_button.hide()
        layout.addLayout(foot)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("口") * WIDTH)
        self.say("" if self.output.count() else "没有待刻录的。先办“写到介质上…”，第三步选“刻录光盘”。")
        self.check_button.setEnabled(self.output.count() > 0)

    def _choose(self) -> None:
        ask_folder(self, "光盘", self.place.text(), self.place.setText)

    def say(self, text: str, note: str = "refuse") -> None:
        """What stands in the way; the window grows with it."""
        super().say(text, note)
        QTimer.singleShot(0, self, self._fit)  # once the layout knows what has come and gone

    def _fit(self) -> None:
        """As high as what it shows; Qt's own way stops at two thirds of the screen."""
        layout = self.layout()
        if layout is not None:
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    # --- doing it ---

    def check(self) -> None:
        """Read the disc back."""
        row, place = self.output.currentData(), self.place.text().strip()
        if self.work is not None:
            return
        if not place:
            self.say("请指到光盘。")
            return
        self.begin(
            "正在读回光盘……",
            partial(self._checked, row, Path(place), self.burner.text().strip()),
            self._answer,
        )

    def _checked(self, row: Row, place: Path, burner: str, work: Work) -> list[str] | str:
        wrong = discs.differences(row, place, work.tell_or_stop)
        return wrong or discs.book_good(self.desk, row, place, burner).number

    def _answer(self, found: object) -> None:
        self.free()
        if isinstance(found, str):
            self.told.emit(f"光盘和清单一致，{found} 已登记；本机上的文件夹已删除。")
            self.accept()
            return
        self.wrong = list(found)  # type: ignore[call-overload]
        self.say(
            f"光盘和清单不一致：{'、'.join(self.wrong)}。这张光盘是报废的涉密载体，不能扔。"
            "写明谁批准报废，登记为坏盘，换一张重来。"
        )
        self.spoilt_box.show()
        self.spoilt_button.show()
        self.approved.setFocus()

    def book_spoilt(self) -> None:
        """It waits for its destruction."""
        row, by = self.output.currentData(), self.approved.text().strip()
        if not by:
            self.say("请写明这张光盘报废是谁批准的。")
            return
        self.begin(
            "正在登记……", lambda _work: discs.book_spoilt(self.desk, row, by, self.wrong).number, self._spoilt
        )

    def _spoilt(self, number: object) -> None:
        self.free()
        self.told.emit(f"{number} 已登记为没有写成，光盘已列入报废待销。")
        self.accept()
