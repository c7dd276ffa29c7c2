"""The readers of a round one under the other: who has read it, who has it now, since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from secretdesk.ui.colours import colours

if TYPE_CHECKING:
    from secretdesk.desk.rounds import Round
    from secretdesk.domain.review import Row

COLUMNS = ("", "阅件人", "送阅", "收回", "页", "批示、备注")
WIDTHS = (2, 15, 9, 9, 4)  # characters; the last takes the rest
SIGNS = {"done": "✓", "out": "●", "waiting": "○", "absent": "○"}
TOLD = {"out": "在阅", "absent": "待补阅"}


class ReadersList(QTreeWidget):
    """One line a reader, in the order of reading."""

    def __init__(self) -> None:
        super().__init__()
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAccessibleName("阅件人")
        self.setHeaderLabels(COLUMNS)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        one = self.fontMetrics().horizontalAdvance("口")
        for column, width in enumerate(WIDTHS):
            self.setColumnWidth(column, one * width)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.header().setStretchLastSection(True)

    def fill(self, round_: Round, day: str) -> None:
        """The round as it stands on that day."""
        self.clear()
        for reading in round_.readings:
            told = reading["instruction"] or _told(reading, day)
            who = "　".join(part for part in (round_.name(reading), round_.post(reading)) if part)
            times = [_shown(reading[key], day) for key in ("sent_at", "returned_at")]
            pages = "" if reading["pages"] is None else str(reading["pages"])
            item = QTreeWidgetItem([SIGNS.get(reading.status, ""), who, *times, pages, told])
            item.setToolTip(5, told)
            if reading.status == "out":
                for column in range(len(COLUMNS)):
                    item.setBackground(column, QBrush(QColor(colours().selection)))
                if (reading["due"] or day) < day:
                    item.setForeground(5, QBrush(QColor(colours().red)))
            item.setSizeHint(0, QSize(0, self.fontMetrics().height() + 11))
            self.addTopLevelItem(item)

    @property
    def place(self) -> int:
        """The line one stands at, from 0; -1 for none."""
        return self.indexOfTopLevelItem(self.currentItem())

    def stand_at(self, place: int) -> None:
        """Go to that line, where there is one."""
        if 0 <= place < self.topLevelItemCount():
            self.setCurrentItem(self.topLevelItem(place))


def _shown(moment: str | None, day: str) -> str:
    """10:25 of today, else with the day."""
    if not moment:
        return ""
    on, _, time = moment.partition("T")
    return time if on == day and time else f"{on[5:]} {time}".strip()


def _told(reading: Row, day: str) -> str:
    overnight = reading.status == "out" and (reading["due"] or day) < day
    return "过夜未收回" if overnight else TOLD.get(reading.status, "")
