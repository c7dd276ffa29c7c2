"""Who had a thing, and what a person had: all of it, or on the day that is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from secretdesk.desk.custody import stays, within
from secretdesk.desk.custody_of_people import stays_of_person
from secretdesk.domain.periods import parse_moment
from secretdesk.ui.editors import DateEditor
from secretdesk.ui.entry_custody import had_html, stay_html
from secretdesk.ui.entry_html import line, soft
from secretdesk.ui.panel import LinkedText
from secretdesk.ui.panel_frame import ROOM
from secretdesk.ui.parts import button, label, named

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Register
    from secretdesk.domain.review import Row

WIDTH, HEIGHT = 46, 26  # characters, lines
SOON = 250  # ms after the last key


class HadDialog(QDialog):
    """A day, perhaps with a time, and under it what is found; every number is a link."""

    lock_asked = Signal()
    busy = Signal(bool)
    went = Signal(str)

    def __init__(self, desk: Desk, register: Register, row: Row, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk, self.register, self.row = desk, register, row
        self.is_person = register.key == "people"
        name = str(row[register.name_field] or "") if register.name_field else row.number
        self.setWindowTitle(f"{name} 经手的" if self.is_person else f"{name} 在谁手里")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.had = stays_of_person(desk, row.entry) if self.is_person else []
        self.stays = [] if self.is_person else stays(desk, register.key, row.entry)[::-1]
        self.day = DateEditor(desk, self, moment=True)
        self.day.setPlaceholderText("如 3月3日、0303 或 2026-03-03 09:30；空着全部列出")
        self.told, self.text = label(wrap=True), LinkedText()
        self.text.setAccessibleName("查到的")
        self.soon = QTimer(self, singleShot=True, interval=SOON)
        self.soon.timeout.connect(self.answer)
        self.day.changed.connect(self.soon.start)
        self.text.went.connect(self._go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 16, 22, 16)
        layout.setSpacing(8)
        layout.addWidget(label(self.windowTitle(), head=True))
        layout.addLayout(named("哪一天", self.day))
        layout.addWidget(self.told)
        layout.addWidget(self.text, 1)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button("离开", self.reject))
        layout.addLayout(foot)
        QShortcut(QKeySequence("Ctrl+L"), self).activated.connect(self.lock_asked)
        self.day.returnPressed.connect(self.answer)
        one, room = self.fontMetrics(), self.screen().availableGeometry()
        width, height = one.horizontalAdvance("口") * WIDTH, one.height() * HEIGHT
        self.resize(min(width, room.width() - ROOM), min(height, room.height() - ROOM))
        self.answer()
        self.day.setFocus()

    def answer(self) -> None:
        """What was then; everything where no day is typed."""
        typed = self.day.send()
        when = parse_moment(typed, self.desk.clock()) if typed else ""
        if when is None:
            self.told.setText("看不懂这个日期，请写成 3月3日、0303 或 2026-03-03。")
            return
        on = when.replace("T", " ")
        nothing = "手里没有东西" if self.is_person else "还没有登记，或已不在账上"
        had = within(self.had, when) if when else self.had
        kept = within(self.stays, when) if when else self.stays
        lines = [had_html(self.desk, one) for one in had]
        lines += [stay_html(self.desk, self.register, one) for one in kept]
        self.told.setText(
            (f"{on}：{len(lines)} 项" if lines else f"{on}：{nothing}") if on else f"共 {len(lines)} 项"
        )
        self.text.setHtml("".join(lines) or line(soft("没有")))

    def _go(self, link: str) -> None:
        self.accept()
        self.went.emit(link)
