"""The one dialog: any action of any register, laid out as its paper form, its reasons at their fields."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut

from secretdesk.desk import sheets
from secretdesk.domain.review import Command, Reason, Refused
from secretdesk.store.errors import StoreError
from secretdesk.ui import consent, series, told
from secretdesk.ui.advice import Advice
from secretdesk.ui.arrange import arrange
from secretdesk.ui.asking import asked
from secretdesk.ui.composing import is_composing
from secretdesk.ui.dialog_frame import DialogFrame
from secretdesk.ui.drafting import Drafting
from secretdesk.ui.editors import DateEditor, LongEditor
from secretdesk.ui.form_area import FormArea
from secretdesk.ui.given import Given
from secretdesk.ui.repeat import repeat_last
from secretdesk.ui.scan_editor import ENTRIES, ScanEditor, judge_one, scanned, with_stream
from secretdesk.ui.typed import copies_of, draft_of, values_of
from secretdesk.ui.work import Work, start

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from secretdesk.desk.desk import Desk, Receipt
    from secretdesk.domain.declaration import Action, Register
    from secretdesk.domain.review import Row

AT_ONCE = 40  # entries or copies that are written before anyone notices; more go to a worker


class ActionDialog(DialogFrame):
    """``header`` is what a series of entries begins with; None asks what waits to be entered."""

    performed = Signal(object, str)  # the receipt, and what it tells in a line
    busy = Signal(bool)  # a worker has the desk

    def __init__(
        self, desk: Desk, register: Register, action: Action, rows: Sequence[Row], parent: QWidget,
        header: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        field = scanned(register, action)
        key = field.key if field else ""
        laid = with_stream(register, action, arrange(register, action, sheets.forms_of(desk)))
        super().__init__(parent, lambda frame: FormArea(desk, register, laid, action.needs, frame, key))
        found = self.area.boxes[key].widget if key else None
        self.stream = found if isinstance(found, ScanEditor) else None
        self.desk, self.register, self.action, self.entries = desk, register, action, list(rows)
        self.left_once = False
        self.work: Work | None = None
        self.is_series = series.is_series(register, action)
        given = header is not None or not action.creates
        self.header = header or {} if given else series.header_for(desk, register, action, None)
        row = self.entries[0] if len(self.entries) == 1 else None
        self.area.put(series.fresh_values(desk, register, action, row) | self._begun(key))
        self.fresh = self.area.get()
        first = self.entries[0].entry if self.entries and key != ENTRIES else 0
        if self.stream is not None:
            self.stream.judge = lambda one: judge_one(desk, self.command(first or None), key, one)
        self.drafting = Drafting(desk, register.key, action.key, first, self.content, self)
        self.advice = Advice(self, action, self.foresee)
        self.advice.looked.connect(self._follow)
        self.given = Given(desk, register, action, self.area)
        self.area.changed.connect(self._typed)
        self.area.left.connect(self._left)
        self.save_asked.connect(self.save)
        self.agree_asked.connect(self.advice.agree)
        self.afresh_asked.connect(self.start_afresh)
        for keys, every in (("Ctrl+R", False), ("Ctrl+Shift+R", True)):
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self.repeat, every=every))
        boxes = list(self.area.boxes.values())
        if len(boxes) == 1 and isinstance(boxes[0].widget, LongEditor):
            boxes[0].widget.is_alone = True
        self._name()
        self._begin()

    def _name(self) -> None:
        does = "登记并继续" if self.is_series else self.action.label
        self.setWindowTitle(f"{self.register.label} · {self.action.label}")
        many = len(self.entries) > 1
        about = f"{len(self.entries)} 件" if many else self.entries[0].number if self.entries else ""
        self.title.setText(f"{self.action.label}　{about}".strip("　"))
        self.save_button.setText(does)

    def _begin(self) -> None:
        found = self.drafting.found()
        if found is not None:
            self.area.put({**self.fresh, **found[0]})
            self.given.resume()
            self.advice.typed()
        else:
            self.area.put({**self.fresh, **self.header})
            self.given.start(self.header)
        self._ask()
        found_again = f"已取回 {found[1]} 的草稿。" if found else ""
        undone = told.step_undone(self.desk, self.register, self.action, self.entries)
        self.say(f"{undone}　{found_again}".strip("　"))
        self.again.setVisible(found is not None)
        self._follow()
        if self.action.key == "amend":
            self.area.go_to(next(iter(self.area.boxes)))
        elif self.stream is not None and not any(self.area.boxes[k].is_empty for k in self.action.needs):
            self.stream.setFocus()
        else:
            self.area.go_to_first_empty()

    def start_afresh(self) -> None:
        """Throw the draft away and begin anew."""
        self.drafting.drop()
        self.advice.begin()
        self._begin()
        self.advice.show(())

    # --- what is typed ---

    def content(self) -> dict[str, Any]:
        """What a draft keeps."""
        return draft_of(self.area, self.fresh, {**self.header, **self.given.laid})

    def values(self) -> dict[str, Any]:
        """What the command takes."""
        found = values_of(self.area, self.fresh, self.action)
        found.pop(ENTRIES, None)
        return found

    def _begun(self, key: str) -> dict[str, Any]:
        """The rows that were chosen in the table are scanned already."""
        return {ENTRIES: [[row.number, row.entry] for row in self.entries]} if key == ENTRIES else {}

    def command(self, entry: Any = None, confirm: frozenset[str] = frozenset()) -> Command:
        """The form as a command."""
        seen = self.entries[0].seq if len(self.entries) == 1 else None
        return Command(
            "", self.register.key, self.action.key, entry, self.values(), seen=seen, confirm=confirm
        )

    def _typed(self, key: str) -> None:
        self.left_once = False
        if key == ENTRIES and self.stream is not None:
            self.entries = self.stream.chosen
            self._name()
        self.given.typed(key)
        if key in {"mark", "level"} and not self.area.putting:
            self._ask()
        if key != self.area.scanned or self.stream is None or len(self.stream.answers) <= AT_ONCE:
            self.advice.typed()  # of a long stream each was answered when it was scanned
        self.drafting.touch()

    def _ask(self) -> None:
        """A line of 工作秘密 asks less."""
        self.area.ask(asked(self.register, self.action, self.area.get()))

    def _left(self) -> None:
        self.advice.soon()
        if self.work is None:
            with suppress(StoreError):  # the reasons, a moment later, tell it
                self.given.follow()

    def repeat(self, *, every: bool) -> None:
        """Ctrl+R: what the person's last entry has in this field; *every*: in all that are still empty."""
        if self.work is None and self.action.creates and not is_composing(self.focusWidget()):
            try:
                repeat_last(self.desk, self.register, self.action, self.area, every=every)
                self.given.follow()
            except StoreError as error:
                self.say_general(error.text)

    def _follow(self) -> None:
        """Where one is in the series, the number to come, the help of the field one is in."""
        self.progress.setText(series.told_ahead(self.desk, self.register, self.action, self.area.get()))
        box = self.area.boxes.get(self.area.field_in_focus())
        self.hint.setText(box.field.help if box else " ")
        self.keys.setText(
            told.keys(self.focusWidget(), self.save_button.text(), self.action, is_series=self.is_series)
        )

    def foresee(self) -> Sequence[Reason] | None:
        """What the rules say to the form as it stands; None while a worker has the desk."""
        if self.work is not None:
            return None
        some: list[int | None] = [row.entry for row in self.entries[:AT_ONCE]]
        return [r for entry in some or [None] for r in self.desk.foresee(self.command(entry))]

    # --- saving ---

    def save(self) -> None:
        """Do it, or show what stands in the way and go there."""
        if self.work is not None:
            return
        focus = self.focusWidget()
        if is_composing(focus):
            return
        if isinstance(focus, DateEditor):
            focus.settle()
        self._left()
        if self.advice.stands_in_the_way():
            return
        entries = [row.entry for row in self.entries]
        entry: Any = entries if len(entries) > 1 else entries[0] if entries else None
        command = self.command(entry, consent.confirmed(self.advice.reasons, self.advice.agreed))
        if max(len(entries), copies_of(command)) > AT_ONCE:
            self.setEnabled(False)
            self.drafting.rest()
            self.busy.emit(True)
            self.work = start(
                self, "正在登记……", lambda _work: self.desk.perform(command), self._done, self._failed
            )
            return
        try:
            receipt = self.desk.perform(command)
        except (Refused, StoreError) as error:
            self._failed(error)
            return
        self._done(receipt)

    def _failed(self, error: BaseException) -> None:
        self._free()
        self.drafting.touch()
        if isinstance(error, Refused):
            self.advice.refused(error.reasons)
        elif isinstance(error, StoreError):
            self.say_general(error.text)
        else:
            raise error

    def _free(self) -> None:
        if self.work is not None:
            self.work = None
            self.busy.emit(False)
        self.setEnabled(True)

    def _done(self, result: object) -> None:
        receipt: Receipt = result  # type: ignore[assignment]
        self._free()
        self.drafting.drop()
        done = series.told_of_receipt(self.desk, self.action, receipt)
        before = self.area.get()
        self.performed.emit(receipt, done)
        if not self.is_series:
            self.accept()
            return
        self.header = series.header_for(self.desk, self.register, self.action, before)
        self.start_afresh()
        self.say(f"✓ {done}")
        self.advice.rest()

    # --- leaving ---

    def leave(self) -> None:
        """Lock: keep the draft and close, whatever happens."""
        self.drafting.keep()
        self.area.put({})
        self.done(DialogFrame.DialogCode.Rejected)

    def reject(self) -> None:
        """Esc: keep the draft and close. Where it can't be kept, say so once; the second Esc leaves."""
        if self.work is not None:
            return
        trouble = self.drafting.keep()
        if trouble is not None and not self.left_once:
            self.left_once = True
            self.say_general(f"草稿没有存下：{trouble.text}再按一次 Esc 放弃。")
            return
        super().reject()
