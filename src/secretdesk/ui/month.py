"""月历: what falls due, day by day; the day one is on is told below."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from secretdesk.desk.month import Day, month, weeks
from secretdesk.ui.behind import Behind
from secretdesk.ui.colours import colours
from secretdesk.ui.due_line import one_due
from secretdesk.ui.panel import LinkedText
from secretdesk.ui.parts import button, label

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk

WEEKDAYS = "一二三四五六日"
DAY = Qt.ItemDataRole.UserRole
LEAST = 60  # px, so that the window fits a small screen
SHOWN = 3  # kinds told in one square
BACKUP = "往介质上备份"


class MonthWall(QWidget):
    """A square a day; arrow keys move, Page Up and Page Down turn the month, below stands what the day holds."""

    went = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.at = desk.clock().date()
        self.head = label("", head=True)
        self.grid = Squares()
        self.text = LinkedText()
        self.text.setAccessibleName("这一天到期的")
        self.text.went.connect(self.went)
        self._behind = Behind(desk, self)
        self._behind.read.connect(self._found)
        self.grid.currentItemChanged.connect(lambda now, _before: self._tell(now))
        self.grid.turned.connect(self.turn)
        top = QHBoxLayout()
        top.addWidget(button("上月", lambda: self.turn(-1)))
        top.addWidget(button("本月", lambda: self.turn(0)))
        top.addWidget(button("下月", lambda: self.turn(1)))
        top.addSpacing(12)
        top.addWidget(self.head)
        top.addStretch()
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.grid)
        parts.addWidget(self.text)
        parts.setSizes([600, 260])
        parts.setChildrenCollapsible(False)
        for part in (self.grid, self.text):
            part.setMinimumHeight(LEAST)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addWidget(parts, 1)

    def turn(self, by: int) -> None:
        """A month on or back; 0 to the month of today."""
        today = self.desk.clock().date()
        months = self.at.year * 12 + self.at.month - 1 + by
        self.at = self.at.replace(year=months // 12, month=months % 12 + 1, day=1) if by else today
        self.renew()

    def renew(self) -> None:
        """Read the month anew, behind."""
        year, number = self.at.year, self.at.month
        self.head.setText(f"{year}年{number}月")
        self._behind.start(lambda desk, _stop: month(desk, year, number))

    def close_down(self) -> None:
        """Lock."""
        self._behind.stop()
        self.grid.clearContents()
        self.text.clear()

    def _found(self, turn: int, found: object) -> None:
        if turn == self._behind.turn and isinstance(found, list):
            self.grid.fill(found, self.at, self.desk.clock().date())
            self._tell(self.grid.currentItem())

    def _tell(self, item: QTableWidgetItem | None) -> None:
        day = item.data(DAY) if item is not None else None
        if not isinstance(day, Day):
            self.text.clear()
            return
        self.at = day.day
        backup = (
            f"<p><a href='backup:' style='color:{colours().accent}'>{BACKUP}……</a></p>" if day.backup else ""
        )
        lines = "".join(one_due(due, told=due.label) for due in day.dues) or (
            "" if backup else "<p>没有到期的。</p>"
        )
        work = "" if day.is_working else "　休息日"
        head = f"<p><b>{day.day:%Y-%m-%d}　星期{WEEKDAYS[day.day.weekday()]}</b>{work}</p>"
        self.text.setHtml(f"<div style='line-height:150%;color:{colours().ink}'>{head}{backup}{lines}</div>")


class Squares(QTableWidget):
    """Weeks below each other, Monday first."""

    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__(0, 7)
        self.setObjectName("month")
        self.setAccessibleName("月历")
        self.setHorizontalHeaderLabels([f"星期{one}" for one in WEEKDAYS])
        self.verticalHeader().hide()
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)

    def fill(self, days: list[Day], at: object, today: object) -> None:
        """Show a month; *at* is where one stands."""
        rows = weeks(days)
        self.clearContents()
        self.setRowCount(len(rows))
        for n, week in enumerate(rows):
            for place, day in enumerate(week):
                item = QTableWidgetItem(_told(day) if day else "")
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                if day is None:
                    item.setFlags(Qt.ItemFlag.NoItemFlags)
                else:
                    item.setData(DAY, day)
                    _dress(item, day, is_today=day.day == today)
                self.setItem(n, place, item)
                if day is not None and day.day == at:
                    self.setCurrentItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Page Down turn the month."""
        turns = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1, Qt.Key.Key_Home: 0}
        if event.key() in turns:
            self.turned.emit(turns[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


def _told(day: Day) -> str:
    kinds = Counter(due.label for due in day.dues)
    if day.backup:
        kinds[BACKUP] += 1
    lines = [f"{what} {n}" if n > 1 else what for what, n in kinds.most_common(SHOWN)]
    more = [f"……共 {sum(kinds.values())} 件"] if len(kinds) > SHOWN else []
    return "\n".join([str(day.day.day), *lines, *more])


def _dress(item: QTableWidgetItem, day: Day, *, is_today: bool) -> None:
    theme = colours()
    if any(due.state == "overdue" for due in day.dues):
        item.setForeground(QColor(theme.red))
    elif not day.is_working and not day.dues:
        item.setForeground(QColor(theme.soft))
    if is_today:
        font = item.font()
        font.setBold(True)
        item.setFont(font)
        item.setBackground(QColor(theme.selection))
    item.setToolTip(escape(item.text()).replace("\n", "<br>"))
