"""The round at a glance: its readers, who has it now; one key takes it back and sends it on (第28条（四）, F04)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from secretdesk.desk import rounds
from secretdesk.domain.review import Command, Reason, Refused, Weight
from secretdesk.store.errors import StoreError
from secretdesk.ui import consent
from secretdesk.ui.composing import is_composing, kept_from
from secretdesk.ui.panel_frame import PanelFrame
from secretdesk.ui.parts import mark
from secretdesk.ui.round_sheet import RoundSheet
from secretdesk.ui.tab_order import follow_layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Action, Register
    from secretdesk.domain.review import Row

ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class RoundPanel(PanelFrame):
    """Enter goes on, F3 takes back, F7 notes an absent reader, F8 widens, F9 closes; ↑ ↓ choose a reader."""

    def __init__(
        self, desk: Desk, register: Register, action: Action, rows: Sequence[Row], parent: QWidget,
        header: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(desk, register, action, rows, parent, header)
        self.setWindowTitle("传阅")
        self.round = rounds.as_it_stands(desk, self.entries[0].entry)
        self.asked: Command | None = None
        self.sheet = RoundSheet(desk, self)
        does = (
            ("F3", self.take_back), ("F7", self.absent), ("F8", self.widen), ("F9", self.close_round),
            ("Alt+Y", self.agree),
        )  # fmt: skip
        for keys, act in does:
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self._unless_composing, act))
        for box in self.sheet.lines:
            box.installEventFilter(self)
            box.textEdited.connect(self.drafting.touch)
        sheet = self.sheet
        sheet.go_button.clicked.connect(lambda _checked=False: self.go_on())
        sheet.back_button.clicked.connect(lambda _checked=False: self.take_back())
        sheet.absent_button.clicked.connect(lambda _checked=False: self.absent())
        sheet.widen_button.clicked.connect(lambda _checked=False: self.widen())
        sheet.close_button.clicked.connect(lambda _checked=False: self.close_round())
        sheet.leave_button.clicked.connect(lambda _checked=False: self.reject())
        sheet.list.currentItemChanged.connect(lambda *_: sheet.name_keys(self.round))
        follow_layout(self)
        self.take_room(70, 30)
        self.look()
        found = self.drafting.found()
        if found is not None:
            self.sheet.put(found[0])
            self.say(f"已取回 {found[1]} 的草稿。", "true")

    def content(self) -> dict[str, Any]:
        """What a draft keeps: the lines that hold something."""
        return self.sheet.given()

    # --- what is shown ---

    def look(self) -> None:
        """Read the round anew and stand at whom it concerns next."""
        self.round = rounds.as_it_stands(self.desk, self.round.row.entry)
        self.sheet.fill(self.round)
        self.sheet.go_to_next(self.round)

    def say(self, text: str, kind: str = "refuse") -> None:
        """What stands in the way, what is asked, what was done."""
        mark(self.sheet.said, note=kind)
        self.sheet.said.setText(text or " ")

    # --- what is done ---

    def go_on(self) -> None:
        """Enter: to the reader one stands at, else the next; taken back first; with a scan, that copy."""
        copy = 0
        scan = self.sheet.scan.text().strip()
        if scan:
            copies = self.round.row["copies"] or []
            copy = next((one.entry for one in self.desk.find("copies", scan) if one.entry in copies), 0)
            if not copy:
                self.say(f"{scan} 不在这张传阅单上，请核对编号。")
                self.sheet.scan.selectAll()
                return
        command = rounds.onward(self.round, self.sheet.reading(self.round), copy, **self.sheet.given())
        if command is None:
            self.say("没有待阅的了；收回归柜后按 F9 办传阅完毕。", "true")
            return
        self.perform(command)

    def take_back(self) -> None:
        """F3: from the reader one stands at, else from whoever has it."""
        command = rounds.back(self.round, self.sheet.reading(self.round), **self.sheet.given())
        if command is None:
            self.say("没有在阅的。")
            return
        self.perform(command)

    def absent(self) -> None:
        """F7: does not hold up the round."""
        reading = self.sheet.reading(self.round) or self.round.next
        if reading is not None:
            told = self.sheet.given().get("instruction")
            values = {"reader": reading["reader"]} | ({"reason": told} if told else {})
            self.perform(Command("", "circulations", "absent", self.round.row.entry, values))

    def widen(self) -> None:
        """F8: one more reader, once it is told who and who approved."""
        if not self.sheet.is_widening:
            self.sheet.show_widening()
            self.say("写明加给谁看、谁批准的，再按 F8 或 Enter。", "true")
            return
        values = self.sheet.widened()
        self.perform(Command("", "circulations", "widen", self.round.row.entry, values))

    def close_round(self) -> None:
        """F9: all have read or are away."""
        self.perform(
            Command("", "circulations", "close", self.round.row.entry, {"outcome": self.sheet.outcome()})
        )

    def agree(self) -> None:
        """Alt+Y: what was asked is so."""
        if self.asked is not None:
            self.perform(self.asked)

    def perform(self, command: Command) -> None:
        """Do it and show how it stands; what is only asked waits for Alt+Y."""
        self.asked = None
        try:
            receipt = self.desk.perform(command)
        except Refused as refused:
            self._refused(command, refused.reasons)
            return
        except StoreError as error:
            self.say(error.text)
            return
        action = self.register.action(command.action)
        self.drafting.drop()
        told = f"已{action.label if action else ''} {receipt.number}。"
        warned = " ".join(one.text for one in receipt.warnings if one.weight is Weight.WARN)
        self.performed.emit(receipt, told)
        self.sheet.clear()
        self.look()
        self.say(f"✓ {told}{warned}", "true")

    def _refused(self, command: Command, reasons: Sequence[Reason]) -> None:
        refusals = consent.refusals(reasons)
        told = consent.sentences(refusals or reasons, frozenset())
        self.say(told, "refuse" if refusals else "ask")
        if not refusals:
            codes = frozenset(one.code for one in reasons if one.weight is Weight.ASK)
            self.asked = replace(command, confirm=command.confirm | codes)
        self.sheet.go_to({one.field for one in refusals})

    # --- keys ---

    def _unless_composing(self, act: Any) -> None:
        if not is_composing(self.focusWidget()):
            act()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """↑ ↓ in a line choose a reader; what an input method composes is its own."""
        if kept_from(watched, event):
            return True
        if isinstance(watched, QLineEdit) and isinstance(event, QKeyEvent):
            open_list = getattr(watched, "list_open", False)
            if event.type() == QEvent.Type.KeyPress and not open_list and not self.sheet.is_name(watched):
                step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
                if step is not None:
                    self.sheet.step(step)
                    return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, wherever one stands; in the names of F8 it widens; on a button it presses it."""
        focus = self.focusWidget()
        if event.key() not in ENTER:
            super().keyPressEvent(event)
        elif isinstance(focus, QAbstractButton):
            focus.click()
        elif self.sheet.is_widening and focus in self.sheet.names:
            self.widen()
        else:
            self.go_on()

    def leave(self) -> None:
        """Lock: nothing stays in sight."""
        super().leave()
        self.sheet.forget()
