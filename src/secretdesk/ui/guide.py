"""开头五步: what a new vault needs first, ticked off by the books; it ends with a first real receipt."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from secretdesk.desk import drafts
from secretdesk.domain.terms import RECOVERY_ROLE, ROLES, SOURCES
from secretdesk.store.errors import StoreError
from secretdesk.ui import dialogs
from secretdesk.ui.key_dialog import ADD, RECOVERY
from secretdesk.ui.parts import button, label, mark

if TYPE_CHECKING:
    from collections.abc import Callable

    from secretdesk.desk.desk import Desk
    from secretdesk.ui.workplace import Workplace

PREFERENCE, OPEN, AWAY = "guide", "open", "away"
ALL_DONE = "五步都办好了。以后每天照手册里“跟机要员的一个上午”办。"


@dataclass(frozen=True)
class Step:
    """One of the five: what and why, the button, when it is done, what the button does."""

    name: str
    why: str
    does: str
    done: Callable[[Desk], bool]
    go: Callable[[Workplace], object]


def _act(register: str, action: str, work: Workplace) -> None:
    work.go(register)
    work.act(action)


def _has_slot(role: str, desk: Desk) -> bool:
    return _any(desk, "slots", role=role, status="live")


def _any(desk: Desk, register: str, **where: object) -> bool:
    return bool(desk.rows(register, where=where, limit=1))


STEPS = (
    Step(
        "登记柜子", "每一层是一个存放处，文件在柜里由存放处管。", "登记存放处",
        lambda desk: _any(desk, "places", status="in_use"), partial(_act, "places", "enrol"),
    ),
    Step(
        "生成恢复码", "口令忘了，只有两半恢复码能打开。两半分存两个保险柜。", "生成",
        partial(_has_slot, RECOVERY_ROLE), lambda work: dialogs.keys(work, RECOVERY),
    ),
    Step(
        "给主任一把钥匙", "参数、涂销、冲正由保密办主任办；在这之前由您兼着。", "添加钥匙",
        partial(_has_slot, ROLES["supervisor"]), lambda work: dialogs.keys(work, ADD),
    ),
    Step(
        "签收第一批机要件", "机要员在时，逐封登记发件单位、机要号、密级。", "签收",
        lambda desk: _any(desk, "arrivals", status=["to_open", "opened"]),
        partial(_act, "arrivals", "sign"),
    ),
    Step(
        "登记第一件收文", "拆封、清点，照原件登记；编号由程序给。", "登记收文",
        lambda desk: _any(desk, "documents", status="registered", source=SOURCES[0]),
        partial(_act, "documents", "receive"),
    ),
)  # fmt: skip


class Guide(QFrame):
    """A strip above 今日. It is there in an empty vault, goes when it is put away, comes back from 帮助."""

    def __init__(self, work: Workplace) -> None:
        super().__init__(work.today)
        self.work = work
        self.wanted = self._is_wanted()
        self.setObjectName("card")
        self.head = label(head=True)
        self.ticks: list[QLabel] = []
        self.buttons: list[QPushButton] = []
        top = QHBoxLayout()
        top.addWidget(self.head, 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 1)
        for number, step in enumerate(STEPS, start=1):
            tick, go = label(), button(f"{step.does}(&{number})", partial(step.go, work))
            go.setAccessibleName(f"第 {number} 步 {step.name}：{step.does}")
            self.ticks.append(tick)
            self.buttons.append(go)
            whys = label(step.why, wrap=True, soft=True)
            for column, one in enumerate((tick, label(step.name), whys, go)):
                grid.addWidget(one, number, column)
        self.away_button = button("收起", self.put_away, flat=True)
        self.away_button.setAccessibleName("收起开头五步")
        top.addWidget(self.away_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addLayout(grid)
        if not self.wanted:
            self.hide()
        work.moved.connect(self.renew)
        self.renew()

    def _is_wanted(self) -> bool:
        """Where nothing is received yet, until it is put away; never for who can't do it."""
        desk = self.work.desk
        if "custodian" not in desk.roles:
            return False
        kept = drafts.preference(desk, PREFERENCE)
        if kept is None and not STEPS[-1].done(desk):
            self._keep(OPEN)
            return True
        return bool(kept == OPEN)

    def _keep(self, what: str) -> None:
        with suppress(StoreError):  # a disk that refuses costs a look at the strip, no more
            drafts.prefer(self.work.desk, PREFERENCE, what)

    def done(self) -> list[bool]:
        """Which steps are done, by the books."""
        return [step.done(self.work.desk) for step in STEPS]

    def renew(self) -> None:
        """Tick off what the books hold; the first that is left has the filled button."""
        if not self.wanted or self.work.held or self.work.page is not None:
            return
        done = self.done()
        count = sum(done)
        self.head.setText(f"开头五步　已办 {count} 步" if count < len(STEPS) else ALL_DONE)
        first = done.index(False) if count < len(STEPS) else -1
        for number, (tick, go) in enumerate(zip(self.ticks, self.buttons, strict=True)):
            tick.setText(f"✓ 第 {number + 1} 步" if done[number] else f"　第 {number + 1} 步")
            mark(go, main=number == first)

    def put_away(self) -> None:
        """Out of sight, for this person, until called back."""
        self._keep(AWAY)
        self.wanted = False
        self.hide()
        self.work.today.text.setFocus()

    def call_back(self) -> None:
        """From 帮助: show it on 今日."""
        self._keep(OPEN)
        self.wanted = True
        self.show()
        self.work.tabs.go(self.work.tabs.keys[0])
        self.renew()
        waiting = [go for go, done in zip(self.buttons, self.done(), strict=True) if not done]
        (waiting or [self.away_button])[0].setFocus()
