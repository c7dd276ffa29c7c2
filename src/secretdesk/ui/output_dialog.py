"""打印 / 保存 PDF 和导出: what, of which year, where to; made on a worker, out through `desk.release`."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from secretdesk.desk import export, printable, sheets
from secretdesk.desk.printing import is_fresh, marked, save
from secretdesk.desk.release import release
from secretdesk.domain.terms import OUTPUT_KINDS
from secretdesk.ui.ask_where import ask_target
from secretdesk.ui.paper_way import PaperWay
from secretdesk.ui.parts import button, label, named
from secretdesk.ui.preview import Preview
from secretdesk.ui.settings import USUAL_FOLDER, keep_folder, usual_folder
from secretdesk.ui.trouble import sentence
from secretdesk.ui.working_dialog import WorkingDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from secretdesk.desk.desk import Desk, Receipt
    from secretdesk.desk.sheets import Printed
    from secretdesk.domain.declaration import Register
    from secretdesk.domain.review import Row
    from secretdesk.output.form import Form
    from secretdesk.ui.work import Work

ALL, SEARCH, ENTRY, BLANK = "all", "search", "entry", "blank"
WIDTH = 34  # characters


class OutputDialog(WorkingDialog):
    """One dialog for both; ``prints`` tells which."""

    def __init__(
        self, desk: Desk, register: Register, parent: QWidget, *, prints: bool, row: Row | None, text: str
    ) -> None:
        super().__init__(f"{register.label} · {'打印 / 保存 PDF' if prints else '导出表格'}", parent)
        self.desk, self.register, self.prints, self.row, self.search = desk, register, prints, row, text
        self.drawn: tuple[dict[str, Any], Printed] | None = None
        self.shown: Preview | None = None
        self.way: PaperWay | None = None
        self.form, self.what, self.target = QComboBox(), QComboBox(), QLineEdit()
        self._offer()
        self._lay_out()
        self._name_target()
        self.form.currentIndexChanged.connect(self._name_target)
        self.what.currentIndexChanged.connect(self._name_target)

    def _offer(self) -> None:
        """Forms, years, and what else can be printed."""
        if self.prints:
            forms = sheets.forms_of(self.desk)
            for key in (k for k in self.register.forms if k in forms):
                self.form.addItem(f"{forms[key].code} {forms[key].title}", forms[key])
            if wrong := sheets.wrong_forms(self.desk):
                self.said.setText("\n".join(sentence(error) for error in wrong))
        self._offer_content()
        self.form.currentIndexChanged.connect(self._offer_content)

    def _offer_content(self) -> None:
        """Years, a search, one entry; a sheet, or a list of what an entry holds, prints of it alone."""
        self.what.clear()
        form = self.form.currentData()
        if form is not None and form.wants_entry:
            if (one := self._of_form(form)) is not None:
                self.what.addItem(f"只有 {one.number}", ENTRY)
                for day in printable.days_of(self.desk, form, one.entry):
                    self.what.addItem(f"只有 {one.number} 的 {day}", (ENTRY, day))
            self.what.addItem("空白表（停电时手写）", BLANK)
            return
        now = self.desk.clock().year
        oldest = self.desk.rows(self.register.key, ascending=True, limit=1)
        first = int(oldest[0].on[:4]) if oldest else now
        if self.register.yearly:
            for year in range(now, first - 1, -1):
                self.what.addItem(f"{year} 年", year)
        self.what.addItem("所有年份" if self.register.yearly else "全部", ALL)
        if self.prints and self.search:
            self.what.addItem(f"查找“{self.search}”的结果", SEARCH)
        if self.prints and self.row is not None:
            self.what.addItem(f"只有 {self.row.number}", ENTRY)
        if self.prints:
            self.what.addItem("空白表（停电时手写）", BLANK)

    def _of_form(self, form: Form) -> Row | None:
        """What a form of one entry prints: the chosen entry, or of a line the entry that holds it."""
        if self.row is None or form.of == self.register.key:
            return self.row
        held_by = self.row[form.members.by] if form.members else None
        return next(iter(self.desk.rows(form.of, where={"entry": held_by})), None) if held_by else None

    def choose_form(self, key: str) -> None:
        """Choose the form of that key; what it prints follows from it."""
        place = next((n for n in range(self.form.count()) if self.form.itemData(n).key == key), -1)
        if place >= 0:
            self.form.setCurrentIndex(place)

    @property
    def heading(self) -> str:
        """What stands on top."""
        return "打印 / 保存 PDF" if self.prints else "导出表格"

    def _lay_out_choice(self, layout: QVBoxLayout) -> None:
        if self.prints:
            layout.addLayout(named("表", self.form))
        layout.addLayout(named("内容", self.what))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 16)
        layout.setSpacing(12)
        layout.addWidget(label(self.heading, head=True))
        self._lay_out_choice(layout)
        where = QHBoxLayout()
        where.addLayout(named("存到", self.target), 1)
        where.addWidget(button("选择…", self.choose), 0, Qt.AlignmentFlag.AlignBottom)
        layout.addLayout(where)
        layout.addWidget(
            label("文件按其内容的密级管理，存下后记入“输出登记”，清除后在那里登记。", wrap=True, note="true")
        )
        layout.addWidget(self.said)
        self.said.setVisible(bool(self.said.text()))
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button("离开", self.reject))
        for text, act in self._further():
            foot.addWidget(button(text, act))
        self.save_button = button("保存 PDF" if self.prints else "导出", self.save, main=True)
        self.save_button.setDefault(True)
        foot.addWidget(self.save_button)
        layout.addLayout(foot)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("口") * WIDTH)

    def _further(self) -> list[tuple[str, Callable[[], object]]]:
        """The buttons before the main one."""
        return [("预览…", self.preview), ("打印…", self.print_paper)] if self.prints else []

    def _name_target(self) -> None:
        """A name that tells no secret: the form and the year."""
        form, what = self.form.currentData(), self.what.currentData()
        name = form.title if form else self.register.label
        of = f" {what}" if isinstance(what, int) else " 空白" if what == BLANK else ""
        of = f" {what[1]}" if isinstance(what, (tuple, list)) else of
        folder = Path(self.target.text()).parent if self.target.text() else usual_folder()
        self.target.setText(str(folder / f"{name}{of}.{'pdf' if self.prints else 'xlsx'}"))

    def choose(self) -> None:
        """Where to."""
        ask_target(self, "存到", self.target.text(), self._chosen)

    def _chosen(self, target: str) -> None:
        self.target.setText(target)
        keep_folder(Path(target).parent)

    def save(self) -> None:
        """Make it and let it out."""
        if self.work is not None or not self.target.text().strip():
            return
        target = Path(self.target.text().strip()).expanduser()
        if Path.home() / USUAL_FOLDER in {target, target.parent}:
            with suppress(OSError):
                (Path.home() / USUAL_FOLDER).mkdir(mode=0o700, exist_ok=True)
        self.begin("正在做……", partial(self.out, target=target, **self._wanted()), self._done)

    def out(self, work: Work, target: Path, **wanted: Any) -> str:
        """Make it and let it out; told in a line."""
        return (self._print if self.prints else self._export)(work, target, **wanted)

    def _wanted(self) -> dict[str, Any]:
        """What is to be printed, as `sheets.print_form` takes it."""
        what, form = self.what.currentData(), self.form.currentData()
        chosen: dict[str, Any] = {"year": what if isinstance(what, int) else None}
        if self.prints:
            chosen["key"] = form.key
            chosen["text"] = self.search if what == SEARCH else ""
            what, day = what if isinstance(what, (tuple, list)) else (what, "")
            one = self._of_form(form) if form.wants_entry else self.row
            chosen["entry"] = one.entry if what == ENTRY and one else None
            chosen["blank"], chosen["day"] = what == BLANK, day
        return chosen

    def _drawn(self, work: Work, **wanted: Any) -> Printed:
        """The pages, as they were previewed where nothing has changed since."""
        if self.drawn is not None and self.drawn[0] == wanted and is_fresh(self.desk, self.drawn[1]):
            return self.drawn[1]
        printed = self.draw(work, **wanted)
        self.drawn = (wanted, printed)
        return printed

    def draw(self, work: Work, **wanted: Any) -> Printed:
        """The pages."""
        return sheets.print_form(self.desk, **wanted, progress=work.tell_or_stop)

    def let_out(self, target: Path, printed: Printed) -> Receipt:
        """Into a file."""
        return save(self.desk, target, printed)

    def _print(self, work: Work, target: Path, **wanted: Any) -> str:
        printed = self._drawn(work, **wanted)
        receipt = self.let_out(target, printed)
        missing = "、".join(f"{c}（U+{ord(c):04X}）" for c in sorted(printed.missing))
        tail = f" 本机没有这些字的字形，已印成带框的编码：{missing}。" if missing else ""
        return f"已存 {printed.pages} 页到 {target}，登记为 {receipt.number}。{tail}"

    # --- preview and paper ---

    def preview(self) -> None:
        """The real pages."""
        if self.work is None:
            self.begin("正在排版……", partial(self._drawn, **self._wanted()), self._show)

    def _show(self, drawn: object) -> None:
        self.free()
        printed: Printed = drawn  # type: ignore[assignment]
        acts = [("打印…", self.print_paper), ("保存 PDF", self._save_shown)]
        self.shown = Preview(f"预览　{self.form.currentText()}", printed.pdf, self, acts)
        self.shown.lock_asked.connect(self.lock_asked)
        self.shown.finished.connect(self._shown_no_more)
        self.shown.open()
        self.shown.activateWindow()

    def _shown_no_more(self) -> None:
        self.shown = None
        QTimer.singleShot(0, self, self.activateWindow)

    def _save_shown(self) -> None:
        if self.shown is not None:
            self.shown.accept()
        self.save()

    def print_paper(self) -> None:
        """On paper."""
        if self.work is None:
            self.begin("正在排版……", partial(self._drawn, **self._wanted()), self._ask_printer)

    def _ask_printer(self, drawn: object) -> None:
        self.free()
        self.way = self.paper_way(drawn)  # type: ignore[arg-type]
        self.way.open()

    def paper_way(self, drawn: Printed) -> PaperWay:
        """How it gets onto paper."""
        return PaperWay(self, drawn, self.form.currentData().title)

    def _export(self, work: Work, target: Path, year: int | None) -> str:
        made = export.export_register(self.desk, self.register.key, year, progress=work.tell_or_stop)
        told = marked(self.desk, made.mark)
        receipt = release(
            self.desk, target, made.data, kind=OUTPUT_KINDS[2], name=self.register.label, **told
        )
        return f"已导出 {made.rows} 行到 {target}，登记为 {receipt.number}。"

    def _done(self, told: object) -> None:
        self.finish(str(told))

    def finish(self, told: str) -> None:
        """It is out."""
        self.free()
        if self.shown is not None:
            self.shown.accept()
        self.told.emit(told)
        self.accept()
