"""年度统计: the year's tables, every figure leads to the lines that it counts; from here a year is closed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from secretdesk.desk import year_close
from secretdesk.desk.figures import Table
from secretdesk.desk.year import figures
from secretdesk.desk.year_closed import SHORT, as_closed, closing_of, is_as_closed
from secretdesk.domain.terms import ROLES
from secretdesk.registers.year_tables import ADJUSTED
from secretdesk.ui.close_year import CloseYear
from secretdesk.ui.panel_frame import ROOM
from secretdesk.ui.parts import button, label
from secretdesk.ui.working_dialog import WorkingDialog
from secretdesk.ui.year_grid import Grid, of_differences, of_table

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk
    from secretdesk.desk.figures import Figure, Year
    from secretdesk.domain.review import Row
    from secretdesk.ui.work import Work

WIDTH, HEIGHT, LIST = 94, 32, 12  # characters, lines


def _stand(counted: Counted) -> str:
    """Whether the year is closed, and its check value to be held against the signed paper."""
    closing = counted.closing
    if closing is None:
        return "未年结"
    kept = "与年结时一致" if counted.sound else "与年结时不符，请报保密办主任核查"
    return f"已年结 {closing.number}　校验值 {str(closing['digest'])[:SHORT]}，{kept}"


@dataclass(frozen=True)
class Counted:
    """What was counted, and when: for the line of the ledger ``seq``."""

    seq: int
    year: Year
    differences: list[Row]
    closing: Row | None = None  # where it is closed, ``year`` has the figures it was closed with
    sound: bool = True  # what the closing keeps is what it was closed with
    adjusted: Table | None = None  # takes as long as all closed years; counted when it is asked for


class YearDialog(WorkingDialog):
    """Tables at the left, the chosen one at the right. ``kept`` was counted before; it is shown while it holds."""

    went = Signal(str, object, str)  # register, filter, what it is
    print_asked = Signal(int)
    stopped = "已停止。按 F5 重新统计。"

    def __init__(self, desk: Desk, parent: QWidget, kept: Counted | None = None, table: str = "") -> None:
        super().__init__("年度统计", parent)
        self.desk, self.counted, self.table = desk, kept, table
        self.years, self.list, self.grid = QComboBox(), QListWidget(), Grid()
        self.state = label(soft=True)
        self.years.setAccessibleName("年度")
        self.list.setAccessibleName("统计表")
        self._offer_years()
        self._lay_out()
        self.years.currentIndexChanged.connect(self.count)
        self.list.currentRowChanged.connect(self._show_table)
        self.grid.chosen.connect(self._go)
        QShortcut(QKeySequence("F5"), self).activated.connect(self.count)
        if kept is not None and self._still_holds(kept):
            self.years.blockSignals(True)
            self.years.setCurrentIndex(max(self.years.findData(kept.year.number), 0))
            self.years.blockSignals(False)
            self._fill(kept)
        else:
            self.count()

    def _offer_years(self) -> None:
        first = self.desk.rows("documents", ascending=True, limit=1)
        now = self.desk.clock().year
        for year in range(now, (int(first[0].on[:4]) if first else now) - 1, -1):
            self.years.addItem(f"{year} 年", year)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 16, 22, 16)
        layout.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(label("年度统计", head=True))
        head.addWidget(self.years)
        head.addWidget(self.state, 1)
        layout.addLayout(head)
        middle = QHBoxLayout()
        middle.addWidget(self.list)
        middle.addWidget(self.grid, 1)
        layout.addLayout(middle, 1)
        layout.addWidget(self.said)
        layout.addWidget(
            label("在数字上按 Enter，看它数的是哪些行；Alt+← 或再开年度统计回来。F5 重新统计", soft=True)
        )
        foot = QHBoxLayout()
        self.close_button = button("年结…", self.close_year)
        self.print_button = button("打印各表…", self._print)
        foot.addWidget(self.close_button)
        foot.addStretch()
        foot.addWidget(self.print_button)
        foot.addWidget(button("离开", self.reject))
        layout.addLayout(foot)
        one, room = self.fontMetrics(), self.screen().availableGeometry()
        self.list.setFixedWidth(one.horizontalAdvance("口") * LIST)
        width, height = one.horizontalAdvance("口") * WIDTH, one.height() * HEIGHT
        self.resize(min(width, room.width() - ROOM), min(height, room.height() - ROOM))

    # --- counting ---

    def _still_holds(self, kept: Counted) -> bool:
        return kept.seq == self.desk.head()[0]

    def count(self) -> None:
        """Count the chosen year, on a worker."""
        year = self.years.currentData()
        if self.work is not None or year is None:
            return
        self.begin("正在统计……", lambda work: self._count(work, year), self._done)

    def _count(self, work: Work, year: int) -> Counted:
        """In the worker's thread."""
        tell = work.tell_or_stop
        seq, _ = self.desk.head()
        found = figures(self.desk, year, tell)
        differences, closing = year_close.differences(self.desk, found), closing_of(self.desk, year)
        if closing is None:
            return Counted(seq, found, differences)
        sound = is_as_closed(self.desk, closing)
        return Counted(seq, as_closed(self.desk, found, closing), differences, closing, sound)

    def _done(self, counted: object) -> None:
        self.free()
        self._fill(counted)  # type: ignore[arg-type]

    # --- what is shown ---

    def _fill(self, counted: Counted) -> None:
        self.counted = counted
        year = counted.year
        self.state.setText(f"{year.first} 至 {year.last}　{_stand(counted)}")
        self.close_button.setEnabled(counted.closing is None)
        self.shown = [of_table(table) for table in year.tables]
        if counted.differences:
            self.shown.append(of_differences(self.desk, counted.differences))
        if year_close.may_be_adjusted(self.desk, year.number):
            self.shown.append(of_table(counted.adjusted or Table(ADJUSTED, [])))
        before = self.table
        self.list.blockSignals(True)
        self.list.clear()
        for sheet in self.shown:
            waits = sheet.key == ADJUSTED.key and counted.adjusted is None
            self.list.addItem(sheet.title + ("" if sheet.rows or waits else "（本期无）"))
        self.list.blockSignals(False)
        at = next((n for n, sheet in enumerate(self.shown) if sheet.key == before), 0)
        self.list.setCurrentRow(at)
        self._show_table(at)
        self.grid.setFocus()

    def _show_table(self, at: int) -> None:
        if 0 <= at < len(self.shown):
            self.table = self.shown[at].key
            self.grid.fill(self.shown[at])
            if self.table == ADJUSTED.key and self.counted is not None and self.counted.adjusted is None:
                self._adjust(self.counted)

    def _adjust(self, counted: Counted) -> None:
        """Count the closed years again, on a worker."""
        if self.work is None:
            year = counted.year.number
            self.begin(
                "正在与年结时的数字比较……",
                lambda work: replace(
                    counted, adjusted=year_close.adjusted(self.desk, year, work.tell_or_stop)
                ),
                self._done,
            )

    def _go(self, figure: Figure, told: str) -> None:
        """To the lines that a figure counts."""
        if figure.register:
            self.accept()
            self.went.emit(figure.register, dict(figure.where), told)

    # --- what is done ---

    def _print(self) -> None:
        year: Any = self.years.currentData()
        self.accept()
        self.print_asked.emit(year)

    def close_year(self) -> None:
        """Ask what closing needs, and do it."""
        if self.work is not None or self.counted is None:
            return
        if "supervisor" not in self.desk.roles:
            self.say(f"年结由{ROLES['supervisor']}办理，请其用自己的钥匙打开保密库再办。〔条例第56条〕")
            return
        asked = CloseYear(self.counted.year.number, self.counted.differences, self)
        asked.lock_asked.connect(self.lock_asked)
        asked.close_asked.connect(self._close_year)
        asked.open()
        asked.activateWindow()

    def _close_year(self, note: str, signed_by: str) -> None:
        year = self.years.currentData()
        self.begin(
            "正在年结……",
            lambda work: year_close.close(
                self.desk, year, note=note, signed_by=signed_by, progress=work.tell_or_stop
            ),
            self._closed,
        )

    def _closed(self, receipt: object) -> None:
        self.free()
        self.told.emit(f"已年结 {receipt.number}；请打印各表签字。")  # type: ignore[attr-defined]
        self._print()
