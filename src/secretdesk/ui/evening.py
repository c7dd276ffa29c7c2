"""日清: everything that is out, one after the other: taken back, or why it stays out; then one line for the book."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from secretdesk.desk.evening import Out, back_command, whats_out
from secretdesk.domain.review import Command, Refused, Weight
from secretdesk.store.errors import StoreError
from secretdesk.ui.begun import begun
from secretdesk.ui.colours import colours
from secretdesk.ui.composing import is_composing
from secretdesk.ui.panel_frame import PanelFrame
from secretdesk.ui.parts import button, label, named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from secretdesk.desk.desk import Desk, Receipt
    from secretdesk.domain.declaration import Action, Register
    from secretdesk.domain.review import Row

COLUMNS = ("编号", "密级", "在谁手里", "应还", "为什么在外")
WIDTHS = (17, 7, 9, 13)  # characters; the last takes the rest
OUT = Qt.ItemDataRole.UserRole


class EveningPanel(PanelFrame):
    """Enter writes the reason and goes on, F3 takes back, ↑ ↓ move; Enter with nothing left registers."""

    def __init__(
        self, desk: Desk, register: Register, action: Action, rows: Sequence[Row], parent: QWidget,
        header: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(desk, register, action, rows, parent, header)
        self.day = desk.clock().date().isoformat()
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAccessibleName("在外的载体")
        self.list.setHeaderLabels(COLUMNS)
        self.list.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.progress, self.said = label(soft=True), label(wrap=True, note="refuse")
        self.why, self.checked_by = QLineEdit(), QLineEdit()
        self.save_button = button("登记日清", self.save, main=True)
        self.back_button = button("收回（F3）", self.take_back)
        self._lay_out()
        self.list.currentItemChanged.connect(self._chosen)
        self.why.installEventFilter(self)
        self.why.textEdited.connect(self.drafting.touch)
        for keys, act in (
            ("F3", self.take_back), ("Ctrl+Return", self.save), ("Ctrl+Enter", self.save),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        found = self.drafting.found()
        self.fill(found[0] if found else {})

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 16, 22, 16)
        layout.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(label(f"日清　{self.day}", head=True), 1)
        head.addWidget(self.progress)
        layout.addLayout(head)
        layout.addWidget(self.list, 1)
        fields = QHBoxLayout()
        fields.addLayout(named("为什么在外", self.why), 3)
        fields.addLayout(named("复核人", self.checked_by), 1)
        layout.addLayout(fields)
        layout.addWidget(self.said)
        self.said.hide()
        layout.addWidget(
            label("Enter 写上原因到下一件，F3 收回（页数照登记），↑ ↓ 换一件，Ctrl+Enter 登记", soft=True)
        )
        foot = QHBoxLayout()
        foot.addWidget(self.back_button)
        foot.addStretch()
        foot.addWidget(button("离开", self.reject))
        foot.addWidget(self.save_button)
        layout.addLayout(foot)
        one = self.fontMetrics().horizontalAdvance("口")
        for place, width in enumerate(WIDTHS):
            self.list.setColumnWidth(place, one * width)
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.list.header().setStretchLastSection(True)
        self.take_room(66, 28)

    # --- the list ---

    def fill(self, draft: dict[str, Any]) -> None:
        """What is out now, with the reasons of the draft."""
        why = {line["thing"]: line["why"] for line in draft.get("kept_out") or []}
        self.checked_by.setText(str(draft.get("checked_by") or ""))
        self.list.clear()
        for out in whats_out(self.desk):
            late = out.due and out.due < self.day
            due = f"{out.due} 逾期" if late else out.due
            told = [
                out.thing.number,
                str(out.thing["level"] or ""),
                out.holder,
                due,
                why.get(out.thing.number, ""),
            ]
            item = QTreeWidgetItem(self.list, told)
            item.setData(0, OUT, out)
            if late:
                item.setForeground(3, QBrush(QColor(colours().red)))
        self._next()
        self._count()

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.list.topLevelItem(n) for n in range(self.list.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _count(self) -> None:
        items = self._items()
        left = sum(not item.text(4) for item in items)
        self.progress.setText(f"在外 {len(items)} 件，待说明 {left} 件" if items else "全部在库")
        self.back_button.setEnabled(bool(items))

    def _next(self) -> None:
        """To the next that is not explained."""
        items = self._items()
        here = self.list.currentItem()
        place = items.index(here) if here in items else -1
        following = [*items[place + 1 :], *items[: place + 1]]
        chosen = next((item for item in following if not item.text(4)), None)
        if chosen is not None:
            self.list.setCurrentItem(chosen)
        elif here is None and items:
            self.list.setCurrentItem(items[0])
        self._chosen(self.list.currentItem())
        self.why.setFocus()

    def _chosen(self, item: QTreeWidgetItem | None, _before: object = None) -> None:
        out = item.data(0, OUT) if item is not None else None
        self.why.setText(item.text(4) if item is not None else "")
        self.why.setPlaceholderText(usual(out, self.day) if isinstance(out, Out) else "")
        self.why.setEnabled(isinstance(out, Out) or not self._items())

    # --- what is done ---

    def explain(self) -> None:
        """Enter: the reason as typed, else the usual one, and on; with nothing left it registers."""
        item = self.list.currentItem()
        items = self._items()
        if item is None or (all(one.text(4) for one in items) and self.why.text().strip() == item.text(4)):
            self.save()
            return
        told = self.why.text().strip() or self.why.placeholderText()
        if not told:
            self.say("逾期或没有期限的请写明为什么在外，或按 F3 收回。")
            return
        item.setText(4, told)
        self.say("")
        self.drafting.touch()
        self._count()
        self._next()

    def take_label(self, number: str) -> None:
        """A label was scanned: to that thing."""
        for item in self._items():
            if item.text(0) == number:
                self.list.setCurrentItem(item)
                self.why.setFocus()
                return
        self.say(f"{number} 不在外，不用收回。")

    def take_back(self) -> None:
        """F3: it is on the desk, counted."""
        item = self.list.currentItem()
        out = item.data(0, OUT) if item is not None else None
        if not isinstance(out, Out):
            return
        command = back_command(self.desk, out)
        if command is None:
            self.say(f"{out.thing.number} 请到所在登记簿里办理收回。")
            return
        try:
            self.desk.perform(command)
        except Refused as refused:
            if all(
                reason.code == "missing" or reason.weight is not Weight.REFUSE for reason in refused.reasons
            ):
                self._ask(command, out)
            else:
                self.say("\n".join(reason.text for reason in refused.reasons))
            return
        except StoreError as error:
            self.say(error.text)
            return
        self.say("")
        self.fill(self.content())

    def _ask(self, command: Command, out: Out) -> None:
        """What is known stands in its form; the rest is asked there."""
        dialog = begun(self.desk, command, out, self)
        if dialog is None:
            self.say(f"{out.thing.number} 请到所在登记簿里办理收回。")
            return
        self.say("")
        dialog.performed.connect(self.performed)
        dialog.lock_asked.connect(self.lock_asked)
        dialog.help_asked.connect(self.help_asked)
        dialog.finished.connect(lambda _result: QTimer.singleShot(0, self, self._look_again))
        dialog.fit()
        dialog.open()
        dialog.activateWindow()
        dialog.save()  # was asked for: it goes to what is missing, and says so

    def _look_again(self) -> None:
        """The form was left: what is out now; not every desktop gives the focus back by itself."""
        if self.isVisible():
            self.fill(self.content())
            self.activateWindow()

    def content(self) -> dict[str, Any]:
        """What is worth keeping: the reasons, and who checked."""
        lines = [{"thing": item.text(0), "why": item.text(4)} for item in self._items() if item.text(4)]
        given = {"kept_out": lines, "checked_by": self.checked_by.text().strip()}
        return {key: value for key, value in given.items() if value}

    def save(self) -> None:
        """Register the day."""
        if is_composing(self.focusWidget()):
            return
        try:
            receipt: Receipt = self.desk.perform(Command("", "closings", "close", values=self.content()))
        except Refused as refused:
            self.say("\n".join(reason.text for reason in refused.reasons))
            self._next()
            return
        except StoreError as error:
            self.say(error.text)
            return
        self.drafting.drop()
        self.performed.emit(receipt, f"已登记日清 {receipt.number}；按 Ctrl+P 打印这一行签字。")
        self.accept()

    def say(self, text: str) -> None:
        """What stands in the way."""
        self.said.setText(text)
        self.said.setVisible(bool(text))

    # --- keys ---

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """↑ ↓ in the reason move in the list; Enter writes it, unless an input method is at work."""
        if watched is self.why and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
                step = 1 if key == Qt.Key.Key_Down else -1
                place = self.list.indexOfTopLevelItem(self.list.currentItem()) + step
                if 0 <= place < self.list.topLevelItemCount():
                    self.list.setCurrentItem(self.list.topLevelItem(place))
                return True
            if (
                key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
                and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            ):
                if not is_composing(self.why):
                    self.explain()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, wherever one stands; on a button it presses it."""
        focus = self.focusWidget()
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif isinstance(focus, QAbstractButton):
            focus.click()
        else:
            self.explain()

    def leave(self) -> None:
        """Lock: nothing stays in sight."""
        super().leave()
        self.list.clear()


def usual(out: Out, day: str) -> str:
    """What is written where nothing is typed: only where the day has not come."""
    return f"期限未到（至 {out.due}）" if out.due > day else ""
