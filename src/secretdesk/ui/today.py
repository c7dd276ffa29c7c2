"""今日: what waits, one click from where it is done; as a list by urgency, or a month."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from secretdesk.desk import drafts
from secretdesk.desk.backups import days_since, outside_is_old
from secretdesk.desk.due import MANY, piles
from secretdesk.domain.terms_due import DUE_LABELS
from secretdesk.ui.behind import Behind
from secretdesk.ui.colours import colours
from secretdesk.ui.due_line import LINE, one_due
from secretdesk.ui.entry_html import link
from secretdesk.ui.month import MonthWall
from secretdesk.ui.panel import LinkedText
from secretdesk.ui.parts import button, card, label

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk
    from secretdesk.desk.due import Pile

STATES = {"overdue": "已逾期", "today": "今天到期", "soon": "快到期", "waiting": ""}
MOST = 12  # of each kind


class TodayPage(QWidget):
    """Arrivals to unpack, drafts, what is due; F7 turns between the list and the month."""

    went = Signal(str)
    print_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.text = LinkedText()
        self.text.setAccessibleName("今日待办")
        self.text.went.connect(self.went)
        self._due: list[Pile] = []
        self._behind = Behind(desk, self)
        self._behind.read.connect(self._found_due)
        paper = card()
        inside = QVBoxLayout(paper)
        inside.setContentsMargins(14, 10, 6, 10)
        inside.addWidget(self.text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 8)
        layout.setSpacing(8)
        day = desk.clock()
        self.month = MonthWall(desk)
        self.month.went.connect(self.went)
        self.turn_button = button("月历", self.turn)
        self.turn_button.setToolTip("F7")
        self.ways = QStackedWidget()
        for way in (paper, self.month):
            self.ways.addWidget(way)
        head = QHBoxLayout()
        head.addWidget(label(f"今日　{day:%Y-%m-%d}　星期{'一二三四五六日'[day.weekday()]}", head=True))
        head.addStretch()
        head.addWidget(button("打印待办", self.print_asked.emit))
        head.addWidget(self.turn_button)
        layout.addLayout(head)
        layout.addWidget(self.ways, 1)
        QShortcut(QKeySequence("F7"), self, self.turn, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def turn(self) -> None:
        """From the list to the month, and back."""
        to_month = self.ways.currentIndex() == 0
        self.ways.setCurrentIndex(1 if to_month else 0)
        self.turn_button.setText("清单" if to_month else "月历")
        self.renew()
        (self.month.grid if to_month else self.text).setFocus()

    def put_on_top(self, widget: QWidget) -> None:
        """Show something between the date and what waits, and before it in the order of Tab."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(1, widget)
        QWidget.setTabOrder(widget, self.text)

    def renew(self) -> None:
        """Read anew; what is due is looked for behind, for that may mean the whole book."""
        self._show()
        self._behind.start(lambda desk, _stop: piles(desk, limit=MOST))
        if self.ways.currentIndex() == 1:
            self.month.renew()

    def _found_due(self, turn: int, found: object) -> None:
        if turn == self._behind.turn and isinstance(found, list):
            self._due = found
            self._show()

    def _show(self) -> None:
        bar = self.text.verticalScrollBar()
        place = bar.value()
        parts = [self._arrivals(), self._drafts(), *self._told_due(), self._backup()]
        told = "".join(part for part in parts if part)
        nothing = "<p>没有待办的事。机要员到时，到“机要签收”按 Ctrl+N；登记收文在“收文”按 Ctrl+N。</p>"
        self.text.setHtml(f"<div style='line-height:150%;color:{colours().ink}'>{told or nothing}</div>")
        bar.setValue(place)

    def close_down(self) -> None:
        """Lock."""
        self._behind.stop()
        self.month.close_down()
        self._due = []
        self.text.clear()

    def _arrivals(self) -> str:
        lines = []
        for row in self.desk.rows("arrivals", where={"status": "to_open"}, ascending=True, limit=MOST):
            left = self.desk.count("envelopes", where={"arrival": row.entry, "status": "to_open"})
            told = f"{str(row['signed_on'])[5:16].replace('T', ' ')}　{escape(str(row['courier'] or ''))}　待拆 {left} 封"
            start = f"<a href='unpack:{row.entry}' style='color:{colours().accent}'>拆封登记</a>"
            lines.append(f"{LINE}{link('arrivals', row.entry, row.number)}　{told}　{start}</p>")
        return _section("待拆封的机要件", lines)

    def _drafts(self) -> str:
        lines = []
        for one in drafts.all_drafts(self.desk):
            register = self.desk.registers.get(one.register)
            action = register.action(one.action) if register else None
            if register is not None and action is not None:
                told = f"{register.label} · {action.label}　{one.saved_at[:16].replace('T', ' ')} 留下"
                href = f"draft:{one.register}/{one.action}/{one.entry}"
                lines.append(
                    f"{LINE}{told}　<a href='{href}' style='color:{colours().accent}'>接着填</a></p>"
                )
        return _section("没写完的", lines)

    def _backup(self) -> str:
        if not outside_is_old(self.desk):
            return ""
        days = days_since(self.desk)
        told = "还没有本机外的备份" if days is None else f"上一次是 {days} 天前"
        act = f"<a href='backup:' style='color:{colours().accent}'>备份到……</a>"
        return _section(
            "该往介质上备份了", [f"{LINE}{told}，这台电脑坏了，账就没了。插上登记过的介质：{act}</p>"]
        )

    def _told_due(self) -> list[str]:
        told = []
        for pile in self._due:
            if pile.what != "unopened":
                state, label = STATES[pile.state], DUE_LABELS[pile.what]
                lines = [one_due(one) for one in pile.first]
                told.append(_section(f"{state} · {label}" if state else label, lines, pile.total))
        return told


def _section(name: str, lines: list[str], total: int = 0) -> str:
    if not lines:
        return ""
    many = f"{total} 件" if total < MANY else f"{MANY} 件以上"
    more = f"　共 {many}" if total > len(lines) else ""
    head = f"<p style='margin:12px 0 6px 0'><b>{escape(name)}</b><span style='color:{colours().soft}'>{more}</span></p>"
    return head + "".join(lines)
