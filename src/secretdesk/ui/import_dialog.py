"""导入旧台账: file, columns, rehearsal, import. What takes long is done by a worker that can be stopped."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from secretdesk.desk import imports
from secretdesk.desk.drafts import prefer, preference
from secretdesk.desk.import_choices import Choices
from secretdesk.domain.review import Refused, Weight
from secretdesk.ui.import_columns import ColumnsPage
from secretdesk.ui.import_file import FilePage
from secretdesk.ui.import_result import ResultPage
from secretdesk.ui.import_saving import save_rejected, save_template
from secretdesk.ui.panel_frame import ROOM
from secretdesk.ui.parts import button, label
from secretdesk.ui.trouble import sentence
from secretdesk.ui.work import Stopped, Work, start

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from secretdesk.desk.desk import Desk
    from secretdesk.desk.import_acts import Outcome
    from secretdesk.desk.import_tables import Table
    from secretdesk.desk.imports import OldFile

FILE, COLUMNS, RESULT = range(3)
HEADINGS = ("导入旧台账", "各列导入为哪一栏", "预演的结果")
NEXT = ("读取(&N)", "预演(&N)", "导入(&N)")
WIDTH, HEIGHT = 72, 34  # characters, lines
KEPT = "import."  # preference of each register


class ImportDialog(QDialog):
    """Three pages; 上一步 goes back, Esc leaves, and nothing is booked before 导入."""

    told = Signal(str)
    busy = Signal(bool)
    lock_asked = Signal()

    def __init__(self, desk: Desk, register: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.work: Work | None = None
        self.choices, self.old = Choices(), None  # type: Choices, OldFile | None
        self.tables: list[Table] = []
        self.outcome: Outcome | None = None
        self.asked: frozenset[str] = frozenset()
        self.held: QWidget | None = None  # had the focus before a worker began
        self.setWindowTitle("导入旧台账")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.file, self.columns, self.found = (
            FilePage(desk, register, self),
            ColumnsPage(self),
            ResultPage(self),
        )
        self.head, self.said = label(head=True), label(wrap=True, note="refuse")
        self.consent = QCheckBox("已经核对，照此办理(&Y)")
        self.back_button, self.leave_button = button("上一步(&P)", self.back), button("离开", self.reject)
        self.rejected_button = button("存下退回的行…", lambda: save_rejected(self))
        self.next_button = button("", self.go_on, main=True)
        self.next_button.setDefault(True)
        self._lay_out()
        self.file.template_asked.connect(lambda: save_template(self))
        self.columns.changed.connect(lambda: QTimer.singleShot(0, self, self._lay_out_again))
        QShortcut(QKeySequence("Ctrl+L"), self).activated.connect(self.lock_asked)
        self._show(FILE)

    def _lay_out(self) -> None:
        self.pages = QStackedWidget()
        for page in (self.file, self.columns, self.found):
            self.pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 16, 22, 16)
        layout.setSpacing(10)
        for widget in (self.head, self.pages, self.said, self.consent):
            layout.addWidget(widget, 1 if widget is self.pages else 0)
        foot = QHBoxLayout()
        foot.addWidget(self.rejected_button)
        foot.addStretch()
        for made in (self.leave_button, self.back_button, self.next_button):
            foot.addWidget(made)
        layout.addLayout(foot)
        one, room = self.fontMetrics(), self.screen().availableGeometry()
        width, height = one.horizontalAdvance("口") * WIDTH, one.height() * HEIGHT
        self.resize(min(width, room.width() - ROOM), min(height, room.height() - ROOM))

    # --- where one is ---

    def _show(self, page: int) -> None:
        self.pages.setCurrentIndex(page)
        done = self.is_done
        self.head.setText("已导入" if done else HEADINGS[page])
        self.back_button.setVisible(page > FILE and not done)
        self.next_button.setText("完成" if done else NEXT[page])
        booked = self.outcome is not None and self.outcome.content > len(self.outcome.rejected)
        self.next_button.setEnabled(page != RESULT or done or booked)
        self.rejected_button.setVisible(done and bool(self.outcome and self.outcome.rejected))
        self.leave_button.setVisible(not done)
        self.say("")
        (self.file.file, self.columns.sheet, self.next_button)[page].setFocus()

    @property
    def is_done(self) -> bool:
        """Whether the book is in."""
        return self.outcome is not None and self.outcome.run is not None and not self.outcome.rehearsed

    def back(self) -> None:
        """One page back; what was chosen stays."""
        self.outcome = None
        self._show(self.pages.currentIndex() - 1)

    def go_on(self) -> None:
        """What the main button says."""
        if self.work is not None:
            return
        page = self.pages.currentIndex()
        if page == FILE:
            self.read()
        elif page == COLUMNS:
            self.book(keep=False)
        elif self.is_done:
            self.accept()
        else:
            self.book(keep=True)

    # --- the file ---

    def read(self) -> None:
        """Open the file and recognise its sheets."""
        path = self.file.path
        if path is None:
            self.say("请写明或选择旧台账的文件。")
            return
        key = self.file.register.currentData()
        kept = preference(self.desk, KEPT + key, {})
        self.choices = Choices(
            key, **{k: v for k, v in kept.items() if k in {"columns", "number_form", "width"}}
        )
        self.begin("正在读取……", partial(self._read, path), self._was_read)

    def _read(self, path: Path, work: Work) -> tuple[OldFile, list[Table]]:
        old = imports.open_file(path)
        return old, imports.look(self.desk, old, self.choices, work.tell_or_stop)

    def _was_read(self, found: Any) -> None:
        self.free()
        self.old, self.tables = found
        self._show_tables()
        self._show(COLUMNS)

    def _lay_out_again(self) -> None:
        if self.old is None or self.work is not None:
            return
        try:
            self.tables = imports.look(self.desk, self.old, self.choices)
        except Refused as error:
            self.say(sentence(error))
            return
        self._show_tables()

    def _show_tables(self) -> None:
        facts = []
        if self.old is not None and self.old.book.macros:
            facts.append("文件里有宏，没有执行。")
        if self.old is not None and self.old.book.links:
            facts.append("文件链接着别的工作簿，只用了存下的值，没有去打开。")
        formulas = sum(table.sheet.formulas for table in self.tables)
        hidden = sum(row.hidden for table in self.tables for row in table.sheet.rows)
        if formulas:
            facts.append(f"有 {formulas} 格公式，用的是存下的值。")
        if hidden:
            facts.append(f"有 {hidden} 行是隐藏的，一样导入。")
        self.columns.show_tables(self.tables, self.choices, "".join(facts))

    # --- rehearsal and import ---

    def book(self, *, keep: bool) -> None:
        """The same code for both; only the second keeps what it did."""
        confirm = self.asked if self.consent.isChecked() else frozenset[str]()
        told = self.file.told()
        title = "正在导入……" if keep else "正在预演……"
        self.begin(title, partial(self._book, told, confirm, keep), self._was_booked)

    def _book(self, told: dict[str, Any], confirm: frozenset[str], keep: bool, work: Work) -> Outcome:
        if self.old is None:
            raise Stopped
        more: dict[str, Any] = {"keep": keep, "confirm": confirm, "progress": work.tell_or_stop}
        return imports.run(self.desk, self.old, self.tables, self.choices, told, **more)

    def _was_booked(self, outcome: Any) -> None:
        self.free()
        self.outcome = outcome
        self.found.show_outcome(outcome)
        agreed = self.consent.isChecked()
        self._show(RESULT)
        if agreed:  # what was consented to for the rehearsal holds for the import
            self.consent.setChecked(True)
        if self.is_done:
            kept = {key: self.choices.as_dict()[key] for key in ("columns", "number_form", "width")}
            prefer(self.desk, KEPT + self.choices.register, kept)
            number = outcome.run.number
            self.told.emit(f"已导入 {outcome.imported + len(outcome.warned)} 行，登记为 {number}。")
        elif outcome.run is None:
            self.say("没有一行可以导入，什么也没有登记。请回上一步看看各列，或改好文件再来。")

    # --- the worker ---

    def begin(self, title: str, task: Callable[[Work], object], done: Callable[[object], None]) -> None:
        """Give the desk to a worker."""
        self.say("", keep_consent=True)
        self.held = self.focusWidget()
        self.setEnabled(False)
        self.busy.emit(True)
        self.work = start(self, title, task, done, self._failed)

    def _failed(self, error: BaseException) -> None:
        self.free()
        if isinstance(error, Stopped):
            self.say("已停止，什么也没有登记。", "true")
            return
        text = sentence(error)
        if not text:
            raise error
        self.say(text)
        if isinstance(error, Refused) and all(r.weight is not Weight.REFUSE for r in error.reasons):
            self.asked |= {r.code for r in error.reasons if r.weight is Weight.ASK}
            self.consent.show()
            self.consent.setFocus()

    def say(self, text: str, note: str = "refuse", *, keep_consent: bool = False) -> None:
        """One line above the buttons; ``note`` as in the style sheet."""
        self.said.setText(text)
        self.said.setProperty("note", note)
        self.said.style().polish(self.said)
        self.said.setVisible(bool(text))
        if not keep_consent:
            self.consent.setChecked(False)
        self.consent.setVisible(False)

    def free(self) -> None:
        """The worker has ended."""
        self.work = None
        self.busy.emit(False)
        self.setEnabled(True)
        if self.held is not None:  # a window that was disabled has lost it
            self.held.setFocus()

    def reject(self) -> None:
        """Esc: nothing was booked, or everything."""
        if self.work is None:
            super().reject()
