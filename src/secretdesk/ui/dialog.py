"""The one dialog: any action of any register, laid out as its paper form, its reasons at their fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from secretdesk.desk import sheets
from secretdesk.domain.fields import Kind
from secretdesk.domain.numbers import parse_numbers
from secretdesk.domain.review import Command, Reason, Refused, Weight
from secretdesk.store.errors import StoreError
from secretdesk.ui import consent, series
from secretdesk.ui.arrange import arrange
from secretdesk.ui.drafting import Drafting
from secretdesk.ui.form_area import FormArea
from secretdesk.ui.parts import button, label, mark
from secretdesk.ui.work import Work, start

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QCloseEvent, QKeyEvent

    from secretdesk.desk.desk import Desk, Receipt
    from secretdesk.domain.declaration import Action, Register
    from secretdesk.domain.review import Row

WIDTH = 57  # characters
SOON, LATER = 150, 700  # ms after the last key: reasons; then also to what may be half typed
AT_ONCE = 40  # entries or copies that are written before anyone notices; more go to a worker


class ActionDialog(QDialog):
    """Enter saves (Ctrl+Enter from a long text), Alt+Y consents, Esc leaves and keeps the draft."""

    performed = Signal(object, str)  # the receipt, and what it tells in a line
    lock_asked = Signal()
    help_asked = Signal(str)  # the field one is in

    def __init__(
        self, desk: Desk, register: Register, action: Action, rows: Sequence[Row], parent: QWidget,
        header: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.desk, self.register, self.action, self.entries = desk, register, action, list(rows)
        self.reasons: Sequence[Reason] = ()
        self.agreed: consent.Agreed = frozenset()
        self.tried = self.left_twice = False
        self.work: Work | None = None
        self.is_series = series.is_series(register, action)
        self.header = header if header is not None else {}
        if action.creates and header is None:
            self.header = series.header_for(desk, register, action, None)
        row = self.entries[0] if len(self.entries) == 1 else None
        self.area = FormArea(desk, register, arrange(register, action, sheets.forms_of(desk)), action.needs)
        self.area.put(series.fresh_values(desk, register, action, row))
        self.fresh = self.area.get()
        self.drafting = Drafting(
            desk, register.key, action.key, self.entries[0].entry if self.entries else 0, self.content, self
        )
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(lambda: self.foresee(kindly=True))
        self._later = QTimer(self, singleShot=True, interval=LATER)
        self._later.timeout.connect(self.foresee)
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self.fit)
        self._lay_out()
        self._begin()

    def _lay_out(self) -> None:
        self.setWindowTitle(f"{self.register.label} · {self.action.label}")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.title, self.progress = label(self.title_text(), head=True), label(soft=True)
        self.told, self.general = label(wrap=True, note="true"), label(wrap=True, note="refuse")
        self.again = button("从头填(&Z)", self.start_afresh, flat=True)
        self.hint, self.keys = label(" ", note="true"), label(soft=True)
        self.save_button = button("登记并继续" if self.is_series else self.action.label, self.save, main=True)
        head, note, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for widget, stretch in ((self.title, 1), (self.progress, 0)):
            head.addWidget(widget, stretch)
        for widget, stretch in ((self.told, 1), (self.again, 0)):
            note.addWidget(widget, stretch)
        foot.addWidget(self.keys, 1)
        foot.addWidget(button("离开", self.reject))
        foot.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 16, 22, 16)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addLayout(note)
        layout.addWidget(self.general)
        layout.addWidget(self.area, 1)
        layout.addWidget(self.hint)
        layout.addLayout(foot)
        self.keys.setText(f"Enter {'登记并继续下一件' if self.is_series else self.action.label}　Esc 离开，草稿保留　F1 帮助")
        self.area.changed.connect(self._typed)
        self.area.left.connect(self._soon.start)
        self.area.resized.connect(self._fitting.start)
        for keys, act in (
            ("Ctrl+Return", self.save), ("Ctrl+Enter", self.save), ("Alt+Y", self.agree),
            ("Ctrl+L", self.lock_asked.emit), ("F1", self._help),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def title_text(self) -> str:
        """What is done, and to what."""
        if len(self.entries) > 1:
            return f"{self.action.label}　{len(self.entries)} 件"
        return f"{self.action.label}　{self.entries[0].number}" if self.entries else self.action.label

    def _begin(self) -> None:
        found = self.drafting.found()
        if found is not None:
            content, saved = found
            self.area.put({**self.fresh, **content})
            self.say(f"已取回 {saved} 的草稿。")
        else:
            self.area.put({**self.fresh, **self.header})
            self.say("")
        self.again.setVisible(found is not None)
        self._follow()
        self.area.go_to_first_empty()
        if found is not None:
            self._later.start()

    def start_afresh(self) -> None:
        """Throw the draft away and begin anew."""
        self.drafting.drop()
        self.tried, self.agreed = False, frozenset()
        self._begin()
        self._show(())

    # --- what is typed ---

    def content(self) -> dict[str, Any]:
        """What a draft keeps: everything that isn't there by itself."""
        now = self.area.get()
        begun = {**self.fresh, **self.header}
        if all(now.get(k, "") == begun.get(k, "") for k in self.area.boxes):
            return {}
        return {k: now.get(k, "") for k in self.area.boxes if now.get(k, "") != self.fresh.get(k, "")}

    def values(self) -> dict[str, Any]:
        """What the command takes: of a correction only what was changed."""
        values = {}
        for key, box in self.area.boxes.items():
            sent, now = box.editor.send(), box.editor.get()
            if self.action.key == "amend":
                if now != self.fresh.get(key, [] if box.field.kind is Kind.LINES else ""):
                    values[key] = sent
            elif sent not in ("", []):
                values[key] = sent
        return values

    def command(self, entry: Any = None, confirm: frozenset[str] = frozenset()) -> Command:
        """The form as a command."""
        seen = self.entries[0].seq if len(self.entries) == 1 else None
        return Command("", self.register.key, self.action.key, entry, self.values(), seen=seen, confirm=confirm)

    def _typed(self, _key: str) -> None:
        self.left_twice = False
        self._soon.start()
        self._later.start()
        self.drafting.touch()

    def _follow(self) -> None:
        """The line at the top right: where one is in the series, and the number to come."""
        values = self.area.get()
        told = series.told_of_arrival(self.desk, self.register, values.get("arrival")) if self.is_series else ""
        coming = series.next_number(self.desk, self.register, self.action, values) if self.action.creates else ""
        self.progress.setText("　".join(t for t in (told, f"下一号 {coming}" if coming else "") if t))
        focus = self.focusWidget()
        box = next((b for b in self.area.boxes.values() if focus is b.widget), None)
        self.hint.setText(box.field.help if box else " ")

    # --- what the rules say ---

    def foresee(self, *, kindly: bool = False) -> Sequence[Reason]:
        """Ask the desk and show the reasons; *kindly* spares what is being typed."""
        if self.work is not None or self.area.boxes == {}:
            return self.reasons
        try:
            some = [row.entry for row in self.entries[:AT_ONCE]] or [None]
            found = [r for entry in some for r in self.desk.foresee(self.command(entry))]
        except StoreError as error:
            self.general.setText(error.text)
            return ()
        self.reasons = list(dict.fromkeys(found))
        self.agreed = consent.still(self.agreed, self.reasons)
        self._show(self.reasons, kindly=kindly)
        self._follow()
        return self.reasons

    def _show(self, reasons: Sequence[Reason], *, kindly: bool = False) -> None:
        boxes, at_fields, general = self.area.boxes, [], []
        for one in reasons:
            key = self.action.on_field if one.field == "on" else one.field
            if key not in boxes:
                general.append(one)
                continue
            reason = one if key == one.field else Reason(one.code, one.text, key, one.origin, one.weight)
            early = one.code == "missing" and not (self.tried or boxes[key].touched)
            if not early and not (kindly and boxes[key].is_being_typed):
                at_fields.append(reason)
        self.area.tell(at_fields, self.agreed)
        shown = [r for r in general if r.weight is not Weight.WARN]
        mark(self.general, note="refuse" if consent.refusals(shown) else "ask")
        tail = {True: f"（{'已确认' if not consent.questions(shown, self.agreed) else '按 Alt+Y 确认'}）", False: ""}
        self.general.setText("\n".join(r.text + tail[r.weight is Weight.ASK] for r in shown))
        self.general.setVisible(bool(shown))
        self._fitting.start()

    def agree(self) -> None:
        """Consent to the first thing that is asked."""
        waiting = consent.questions(self.foresee(), self.agreed)
        if waiting:
            self.agreed |= {consent.key_of(waiting[0])}
            self._show(self.reasons)

    def say(self, text: str) -> None:
        """One line under the title."""
        self.told.setText(text)
        self.told.setVisible(bool(text))

    # --- saving ---

    def save(self) -> None:
        """Do it, or show what stands in the way and go there."""
        if self.work is not None:
            return
        for box in self.area.boxes.values():
            if box.widget.hasFocus() and hasattr(box.widget, "settle"):
                box.widget.settle()
        self.tried = True
        reasons = self.foresee()
        standing = [*consent.refusals(reasons), *consent.questions(reasons, self.agreed)]
        if standing:
            self._go_to(standing)
            return
        entries = [row.entry for row in self.entries]
        entry: Any = entries if len(entries) > 1 else entries[0] if entries else None
        command = self.command(entry, consent.confirmed(reasons, self.agreed))
        numbers = parse_numbers(str(command.values.get("copy_numbers", ""))) or []
        if max(len(entries), len(numbers)) > AT_ONCE or str(command.values.get("count", "")) > "9" * 2:
            self._save_on_a_worker(command)
            return
        try:
            receipt = self.desk.perform(command)
        except (Refused, StoreError) as error:
            self._failed(error)
            return
        self._done(receipt)

    def _save_on_a_worker(self, command: Command) -> None:
        self.setEnabled(False)
        self.work = start(self, "正在登记……", lambda _work: self.desk.perform(command), self._done, self._failed)

    def _go_to(self, reasons: Sequence[Reason]) -> None:
        keys = [self.action.on_field if r.field == "on" else r.field for r in reasons]
        order = list(self.area.boxes)
        first = min((k for k in keys if k in order), key=order.index, default="")
        self.area.go_to(first)

    def _failed(self, error: BaseException) -> None:
        self._free()
        if isinstance(error, Refused):
            self.reasons = error.reasons
            self._show(error.reasons)
            self._go_to(error.reasons)
        elif isinstance(error, StoreError):
            mark(self.general, note="refuse")
            self.general.setText(error.text)
            self.general.show()
        else:
            raise error

    def _free(self) -> None:
        self.work = None
        self.setEnabled(True)

    def _done(self, result: object) -> None:
        receipt: Receipt = result  # type: ignore[assignment]
        self._free()
        self.drafting.drop()
        told = series.told_of_receipt(self.desk, self.register, self.action, receipt)
        before = self.area.get()
        self.performed.emit(receipt, told)
        if not self.is_series:
            self.accept()
            return
        self.header = series.header_for(self.desk, self.register, self.action, before)
        self.tried, self.agreed, self.reasons = False, frozenset(), ()
        self.again.hide()
        self.area.put({**self.fresh, **self.header})
        self._soon.stop()
        self._later.stop()
        self.drafting.kept = False
        self._show(())
        self.say(f"✓ {told}")
        self._follow()
        self.area.go_to_first_empty()

    # --- leaving ---

    def leave(self) -> None:
        """Lock: keep the draft and close, whatever happens."""
        self.drafting.keep()
        self.area.put({})
        self.done(QDialog.DialogCode.Rejected)

    def reject(self) -> None:
        """Esc: keep the draft and close. Where it can't be kept, say so once; the second Esc leaves."""
        if self.work is not None:
            return
        trouble = self.drafting.keep()
        if trouble is not None and not self.left_twice:
            self.left_twice = True
            self.general.setText(f"草稿没有存下：{trouble.text}再按一次 Esc 放弃。")
            self.general.show()
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """As Esc."""
        event.ignore()
        self.reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves; on a button it presses it."""
        focus = self.focusWidget()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if hasattr(focus, "click"):
                focus.click()
            else:
                self.save()
        else:
            super().keyPressEvent(event)

    def _help(self) -> None:
        focus = self.focusWidget()
        self.help_asked.emit(next((k for k, b in self.area.boxes.items() if b.widget is focus), ""))

    def fit(self) -> None:
        """As high as the form needs, no higher than the screen."""
        width = self.fontMetrics().horizontalAdvance("口") * WIDTH
        self.area.paper.layout().activate()
        self.area.scroll.setMinimumHeight(0)
        over = self.layout().sizeHint().height() - self.area.sizeHint().height()
        room = self.screen().availableGeometry().height() - 48
        self.resize(max(width, self.width()), min(over + self.area.natural_height(), room))
