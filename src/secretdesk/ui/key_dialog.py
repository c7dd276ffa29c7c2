"""Keys from the window: a key for a person, another passphrase, the two halves of the recovery code."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from secretdesk.desk import keys
from secretdesk.domain.periods import parse_date
from secretdesk.domain.terms import ROLES
from secretdesk.ui.parts import button, label, mark, named
from secretdesk.ui.passphrase import Judge, PassphraseEdit
from secretdesk.ui.working_dialog import WorkingDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from secretdesk.desk.desk import Desk
    from secretdesk.store.recovery import Halves

ADD, CHANGE, RECOVERY = "add", "change", "recovery"
WIDTH = 30  # characters
TITLES = {ADD: "添加钥匙", CHANGE: "换我的口令", RECOVERY: "生成恢复码"}
DOES = {ADD: "添加", CHANGE: "换口令", RECOVERY: "生成"}
NOTES = {
    ADD: "请新的人自己坐到键盘前输入口令，旁人不看。",
    CHANGE: "以前复制出去的保密库，仍用旧口令打开。",
    RECOVERY: "备好两张纸、两个信封。两半先后显示，只显示这一次；以前的恢复码随即作废。",
}
HALVES = ("甲半（A 开头）", "乙半（B 开头）")


class KeyDialog(WorkingDialog):
    """``kind`` is one of add, change, recovery. The work with keys is done on a worker."""

    def __init__(self, desk: Desk, kind: str, parent: QWidget) -> None:
        super().__init__(TITLES[kind], parent)
        self.desk, self.kind = desk, kind
        self.halves: list[str] = []  # still to be copied by hand
        self.left_once = False
        self.name, self.role, self.until = QLineEdit(), QComboBox(), QLineEdit()
        self.until.setPlaceholderText("长期")
        for key in ("supervisor", "custodian", "auditor"):
            self.role.addItem(ROLES[key], key)
        self.first, self.second = PassphraseEdit(), PassphraseEdit()
        self.judged = label(wrap=True, note="true")
        self.half_name, self.half = label(soft=True), label(head=True)
        self.do_button = button(DOES[kind], self.save, main=True)
        self.do_button.setDefault(True)
        self.weak = True
        Judge(self.first, lambda: [self.name.text() or desk.person]).judged.connect(self._judged)
        self._lay_out()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 16)
        layout.setSpacing(12)
        layout.addWidget(label(TITLES[self.kind], head=True))
        layout.addWidget(label(NOTES[self.kind], wrap=True, note="true"))
        if self.kind == ADD:
            who = QHBoxLayout()
            who.addLayout(named("姓名", self.name), 1)
            who.addLayout(named("角色", self.role), 1)
            who.addLayout(named("用到哪天（代管）", self.until), 1)
            layout.addLayout(who)
        if self.kind != RECOVERY:
            twice = QHBoxLayout()
            twice.addLayout(named("口令", self.first), 1)
            twice.addLayout(named("再输一次", self.second), 1)
            layout.addLayout(twice)
        for one in (self.half_name, self.half, self.judged, self.said):
            layout.addWidget(one)
            one.hide()
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button("离开", self.reject))
        foot.addWidget(self.do_button)
        layout.addLayout(foot)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("口") * WIDTH)

    def _judged(self, sentences: list[str]) -> None:
        self.weak = bool(sentences) or not self.first.text()
        mark(self.judged, note="ask" if sentences else "true")
        self.judged.setText("\n".join(sentences[:2]) if sentences else "口令够强。")
        self.judged.setVisible(bool(self.first.text()))
        self._fit()

    def wanting(self) -> str:
        """What must still be given, "" where nothing is."""
        if self.kind == ADD and not self.name.text().strip():
            return "请填写姓名。"
        if self.kind == ADD and self.until.text().strip() and not self.last_day():
            return "“用到哪天”不是日期，请写成 1231 或 2026-12-31；长期用的不写。"
        if self.kind != RECOVERY and self.weak:
            return (
                "口令太弱，请按上面的提示改。" if self.judged.text() else "请先输入口令，看过它够不够强再办。"
            )
        if self.kind != RECOVERY and self.first.text() != self.second.text():
            return "两次输入的口令不一样，请重来。"
        return ""

    def last_day(self) -> str:
        """Until when a substitute's key opens; "" for good."""
        found = parse_date(self.until.text(), self.desk.clock().date())
        return found.isoformat() if found else ""

    def say(self, text: str, note: str = "refuse") -> None:
        """What stands in the way."""
        super().say(text, note)
        self._fit()

    def _fit(self) -> None:
        QTimer.singleShot(0, self, self.adjustSize)  # once the layout knows what has come and gone

    # --- doing it ---

    def save(self) -> None:
        """Write the key; while the halves are shown, the next of them."""
        if self.halves:
            self._next_half()
            return
        text = self.wanting()
        self.say(text)
        if text or self.work is not None:
            return
        passphrase, name = self.first.text(), self.name.text().strip()
        ways: dict[str, Callable[[], object]] = {
            ADD: partial(
                keys.add, self.desk, name, self.role.currentData(), passphrase, until=self.last_day()
            ),
            CHANGE: partial(keys.change, self.desk, passphrase),
            RECOVERY: partial(keys.add_recovery, self.desk),
        }
        does = ways[self.kind]
        self.begin("正在写钥匙……", lambda _work: does(), self._done)

    def _done(self, result: object) -> None:
        self.free()
        if self.kind == RECOVERY:
            made: Halves = result  # type: ignore[assignment]
            self.halves = [made.half_a, made.half_b]
            self._show_half()
            return
        who = self.name.text().strip()
        self.told.emit(f"已给 {who} 添加钥匙。" if self.kind == ADD else "口令已换。下次用新口令打开。")
        self.accept()

    # --- the halves ---

    def _show_half(self) -> None:
        last = len(self.halves) == 1
        groups = self.halves[0].split("-")
        self.half_name.setText(f"{HALVES[last]}　抄在{'另' if last else ''}一张纸上，逐组核对")
        self.half.setText("\n".join("  ".join(groups[n : n + 5]) for n in range(0, len(groups), 5)))
        self.half_name.show()
        self.half.show()
        self.do_button.setText("抄好了，封存" if last else "抄好了，看乙半")
        self.do_button.setFocus()
        self._fit()

    def _next_half(self) -> None:
        self.halves.pop(0)
        self.left_once = False
        self.say("")
        if self.halves:
            self._show_half()
        else:
            self.told.emit("恢复码已生成。两半分存两个保险柜。")
            self.accept()

    def reject(self) -> None:
        """Esc; while a half is shown it asks once."""
        if self.work is not None:
            return
        if self.halves and not self.left_once:
            self.left_once = True
            self.say("恢复码还没有抄完。再按一次 Esc 就不再显示，要重新生成。")
            return
        super().reject()

    def done(self, result: int) -> None:
        """However it ends, nothing of a passphrase or a half stays."""
        self.halves = []
        self.half.clear()
        self.first.forget()
        self.second.forget()
        super().done(result)
