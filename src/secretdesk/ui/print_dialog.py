"""打印: on which registered printer, which pages, how often; booked first, then sent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from secretdesk.desk.printers import Printer, printers
from secretdesk.ui.parts import button, label, named
from secretdesk.ui.press import DUPLEX, no_printer, printer_names

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk
    from secretdesk.desk.sheets import Printed

WIDTH = 36  # characters
MOST = 99  # copies
ALL = "全部"


class PrintDialog(QDialog):
    """Enter prints, Esc leaves. What may not print is listed with the reason."""

    print_asked = Signal()
    lock_asked = Signal()

    def __init__(self, desk: Desk, printed: Printed, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.total = printed.pages
        level = str(printed.mark.level) if printed.mark else None
        self.printers = printers(desk, printer_names(), level)
        self.setWindowTitle(f"打印　{title}")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.printer, self.duplex, self.pages, self.copies = QComboBox(), QComboBox(), QLineEdit(), QSpinBox()
        for one in self.printers:
            if one.is_allowed and one.device is not None:
                told = f"{one.device.number} {one.device['model'] or ''}（{one.device['level'] or '非密'}）"
                self.printer.addItem(f"{one.name}　{told}", one)
        self.duplex.addItems(list(DUPLEX))
        self.copies.setRange(1, MOST)
        self.pages.setPlaceholderText(f"{ALL}，或如 1-3、5")
        shown_mark = f"　{printed.mark.text}" if printed.mark else ""
        self.head = label(f"{title}　共 {self.total} 页{shown_mark}", wrap=True, head=True)
        self.against = label(self._against(), wrap=True, note="ask")
        self.missing = label(_missing(printed), wrap=True, note="ask")
        self.said = label(wrap=True, note="refuse")
        self.print_button = button("打印", self.ask, main=True)
        self._lay_out()
        QShortcut(QKeySequence("Ctrl+L"), self).activated.connect(self.lock_asked)

    def _against(self) -> str:
        if not self.printers:
            return no_printer()
        return "\n".join(one.against for one in self.printers if one.against)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 16)
        layout.setSpacing(12)
        layout.addWidget(self.head)
        layout.addLayout(named("打印机", self.printer))
        row = QHBoxLayout()
        for name, field, share in (
            ("页", self.pages, 4),
            ("份数", self.copies, 2),
            ("单双面", self.duplex, 4),
        ):
            row.addLayout(named(name, field), share)
        layout.addLayout(row)
        for each in (self.against, self.missing, self.said):
            layout.addWidget(each)
            each.setVisible(bool(each.text()))
        note = "先登记后送打印机：印页记入“印件”，打印记入“输出登记”；签好的纸扫页脚的二维码办签回。"
        layout.addWidget(label(note, wrap=True, note="true"))
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button("离开", self.reject))
        foot.addWidget(self.print_button)
        layout.addLayout(foot)
        allowed = self.printer.count() > 0
        for widget in (self.printer, self.pages, self.copies, self.duplex, self.print_button):
            widget.setEnabled(allowed)
        self.print_button.setDefault(allowed)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("口") * WIDTH)

    @property
    def chosen(self) -> Printer | None:
        """The printer."""
        found = self.printer.currentData()
        return found if isinstance(found, Printer) else None

    def numbers(self) -> list[int]:
        """The pages, from 1; none where what is typed names none."""
        return pages_of(self.pages.text(), self.total)

    def ask(self) -> None:
        """Enter."""
        if not self.numbers():
            self.say(f"页码请写 1 到 {self.total} 之间的，如 1-3、5；全部打印就空着。")
            self.pages.setFocus()
        elif self.chosen is not None:
            self.print_asked.emit()

    def say(self, text: str) -> None:
        """What stands in the way."""
        self.said.setText(text)
        self.said.setVisible(bool(text))


def pages_of(typed: str, total: int) -> list[int]:
    """1-3、5 as numbers, each once and in order; all for nothing; none where it is not understood."""
    text = typed.strip()
    if text in {"", ALL}:
        return list(range(1, total + 1))
    found: set[int] = set()
    for part in re.split(r"[,，、;；\s]+", text):
        span = re.fullmatch(r"(\d{1,5})(?:\s*[-–—－~～至]\s*(\d{1,5}))?", part)
        first, last = (int(span[1]), int(span[2] or span[1])) if span else (0, 0)
        if not 1 <= first <= last <= total:
            return []
        found |= set(range(first, last + 1))
    return sorted(found)


def _missing(printed: Printed) -> str:
    if not printed.missing:
        return ""
    shown = "、".join(f"{c}（U+{ord(c):04X}）" for c in sorted(printed.missing))
    return f"本机没有这些字的字形，将印成带框的编码：{shown}。"
