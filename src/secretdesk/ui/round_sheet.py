"""What the panel of a round shows and asks: head, readers with their times, a few lines, the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from secretdesk.domain.terms import READING_PLACES, ROUND_ENDS
from secretdesk.ui.editors import NameEditor
from secretdesk.ui.parts import button, label, named
from secretdesk.ui.readers_list import ReadersList
from secretdesk.ui.scans import TAKES_LABELS

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk
    from secretdesk.desk.rounds import Round
    from secretdesk.domain.review import Row
    from secretdesk.ui.panel_frame import PanelFrame


class RoundSheet:
    """The widgets of the panel. It shows and asks; the panel does."""

    def __init__(self, desk: Desk, panel: PanelFrame) -> None:
        self.desk, self.panel = desk, panel
        self.title, self.about, self.progress = (
            label(head=True),
            label(soft=True, wrap=True),
            label(soft=True),
        )
        self.list = ReadersList()
        self.scan, self.pages, self.instruction = QLineEdit(), QLineEdit(), QLineEdit()
        self.at, self.briefed_by, self.place = QLineEdit(), QLineEdit(), QComboBox()
        self.place.addItems(["", *READING_PLACES])
        self.place.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.place.setMinimumContentsLength(5)
        self.widening = QWidget()
        self.reader = NameEditor(desk, desk.registers["people"], self.widening)
        self.widened_by = QLineEdit()
        self.end = QComboBox()
        self.end.addItems(["", *ROUND_ENDS])
        self.said = label(" ", wrap=True, note="refuse")
        self.go_button = button("", main=True)
        self.back_button, self.absent_button = button("收回 F3"), button("待补阅 F7")
        self.widen_button, self.close_button = button("扩大范围 F8"), button("完毕 F9")
        self.leave_button = button("离开")
        self.lines = [
            self.scan, self.pages, self.instruction, self.at, self.briefed_by, self.reader, self.widened_by,
        ]  # fmt: skip
        self.names = (self.reader, self.widened_by)
        self._lay_out()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self.panel)
        layout.setContentsMargins(22, 16, 22, 16)
        layout.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.progress)
        layout.addLayout(head)
        layout.addWidget(self.about)
        layout.addWidget(self.list, 1)
        first, second = QHBoxLayout(), QHBoxLayout(self.widening)
        second.setContentsMargins(0, 0, 0, 0)
        for text, box, share in (
            ("扫描", self.scan, 3), ("交回页数", self.pages, 2), ("批示、备注", self.instruction, 5),
            ("时间", self.at, 2), ("阅读地点", self.place, 3), ("保密提醒人", self.briefed_by, 2),
            ("完毕后去向", self.end, 3),
        ):  # fmt: skip
            first.addLayout(named(text, box), share)
        second.addLayout(named("扩大给谁看", self.reader), 1)
        second.addLayout(named("谁批准的", self.widened_by), 1)
        layout.addLayout(first)
        layout.addWidget(self.widening)
        self.widening.hide()
        layout.addWidget(self.said)
        foot = QHBoxLayout()
        for one in (self.back_button, self.absent_button, self.widen_button, self.close_button):
            foot.addWidget(one)
        foot.addStretch()
        foot.addWidget(self.leave_button)
        foot.addWidget(self.go_button)
        layout.addLayout(foot)
        self.scan.setPlaceholderText("份号、12-3")
        self.scan.setProperty(TAKES_LABELS, True)
        self.at.setPlaceholderText("现在")

    # --- what is shown ---

    def fill(self, round_: Round) -> None:
        """The round as it stands."""
        row = round_.row
        paper = next(iter(self.desk.rows("documents", where={"entry": row["document"] or 0})), None)
        copies = self.desk.names("copies", row["copies"] or [])
        self.title.setText(f"传阅　{paper['doc_number'] or paper.number if paper else ''}")
        approved = f"{row['approved_by'] or ''}批准 {(row['approved_on'] or row['opened_on'])[5:]}"
        about = [
            row.number,
            paper["mark"] if paper else row["level"],
            "、".join(copies.values()),
            row["scope"],
        ]
        about.append(approved if row["approved_by"] else "")
        self.about.setText("　".join(str(one) for one in about if one))
        done = sum(one.status == "done" for one in round_.readings)
        closed = "　已办完毕" if row.status == "closed" else ""
        self.progress.setText(f"已阅 {done} / {len(round_.readings)}{closed}")
        self.list.fill(round_, self.desk.clock().date().isoformat())
        self.name_keys(round_)

    def go_to_next(self, round_: Round) -> None:
        """To whom the next key concerns; the line that must be filled has the keys."""
        target = round_.next or next(iter(round_.out), None)
        if target is not None:
            self.list.stand_at(round_.readings.index(target))
        (self.pages if round_.out else self.scan).setFocus()
        out = [reading["copy"] or 0 for reading in round_.out]
        copies = self.desk.rows("copies", where={"entry": out}) if out else []
        counted = copies[0]["pages"] if len(copies) == 1 else None
        self.pages.setPlaceholderText(f"应为 {counted}" if counted else "")
        self.name_keys(round_)

    def name_keys(self, round_: Round) -> None:
        """What Enter does now."""
        reading = self.reading(round_)
        target = reading if reading is not None and reading.status in {"waiting", "absent"} else round_.next
        who = round_.name(target) if target is not None else ""
        if target is None:
            text = "收回 Enter" if round_.out else "都已送阅"
        else:
            text = f"收回，送{who} Enter" if round_.is_full else f"送{who} Enter"
        self.go_button.setText(text)
        self.go_button.setEnabled(target is not None or bool(round_.out))
        self.back_button.setEnabled(bool(round_.out))
        opened = round_.row.status == "open"
        for one in (self.widen_button, self.close_button):
            one.setEnabled(opened)
        self.absent_button.setEnabled(opened and target is not None)

    def step(self, by: int) -> None:
        """One reader up or down."""
        self.list.stand_at(self.list.place + by)

    # --- what is typed ---

    def reading(self, round_: Round) -> Row | None:
        """The reader one stands at."""
        place = self.list.place
        return round_.readings[place] if 0 <= place < len(round_.readings) else None

    def given(self) -> dict[str, str]:
        """The lines that hold something."""
        typed = {
            "pages": self.pages.text(), "instruction": self.instruction.text(), "at": self.at.text(),
            "reading_place": self.place.currentText(), "briefed_by": self.briefed_by.text(),
        }  # fmt: skip
        return {key: text.strip() for key, text in typed.items() if text.strip()}

    def put(self, kept: dict[str, Any]) -> None:
        """What a draft kept."""
        for key, box in (
            ("pages", self.pages), ("instruction", self.instruction), ("at", self.at), ("briefed_by", self.briefed_by),
        ):  # fmt: skip
            box.setText(str(kept.get(key) or ""))
        self.place.setCurrentText(str(kept.get("reading_place") or ""))

    def outcome(self) -> str:
        """完毕后去向."""
        return self.end.currentText()

    @property
    def is_widening(self) -> bool:
        """Whether one more reader is being named."""
        return not self.widening.isHidden()

    def show_widening(self) -> None:
        """Ask who and who approved."""
        self.widening.show()
        self.reader.setFocus()

    def widened(self) -> dict[str, Any]:
        """Who is to read it, and who approved."""
        typed: dict[str, Any] = {"reader": self.reader.send(), "widened_by": self.widened_by.text().strip()}
        return {key: value for key, value in typed.items() if value}

    def is_name(self, box: QWidget) -> bool:
        """Whether ↓ opens a list of names there."""
        return box is self.reader

    def go_to(self, fields: set[str]) -> None:
        """To the first line that a reason marks."""
        ways = {
            "reader": self.reader,
            "pages": self.pages, "briefed_by": self.briefed_by, "sent_at": self.at, "returned_at": self.at,
            "reading_place": self.place, "widened_by": self.widened_by,
        }  # fmt: skip
        for key, box in ways.items():
            if key in fields and box.isVisible():
                box.setFocus()
                return

    def clear(self) -> None:
        """Ready for the next act."""
        for box in self.lines:
            box.clear()
        self.reader.entry = 0
        self.place.setCurrentIndex(0)
        self.widening.hide()

    def forget(self) -> None:
        """Nothing stays in sight."""
        self.clear()
        self.list.clear()
        for one in (self.title, self.about, self.progress):
            one.setText("")
