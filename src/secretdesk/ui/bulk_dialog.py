"""成批打印: the slips of the chosen rows, a year's books, 迎检, the day; in one file, one a form, or on paper."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from secretdesk.desk import bulk, sheets
from secretdesk.desk.bulk import Piece
from secretdesk.desk.bulk_paper import survey
from secretdesk.ui.ask_where import ask_folder
from secretdesk.ui.bulk_way import BulkWay
from secretdesk.ui.output_dialog import OutputDialog
from secretdesk.ui.parts import named
from secretdesk.ui.settings import keep_folder, usual_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from secretdesk.desk.desk import Desk
    from secretdesk.desk.sheets import Printed
    from secretdesk.domain.declaration import Register
    from secretdesk.domain.review import Row
    from secretdesk.ui.work import Work

BOOKS, INSPECTION, DAY, SLIPS, TABLES = "books", "inspection", "day", "slips", "tables"
HANDOVER, TODAYS_LIST, INSPECTOR = "handover", "todo", "inspector"
SAMPLED = {INSPECTION, INSPECTOR}
YEARLY = {BOOKS, INSPECTION, INSPECTOR, TABLES}


@dataclass(frozen=True)
class Pack:
    """What may be printed together: its kind, what it is called, and the form where it is one form of many rows."""

    kind: str
    title: str
    form: str = ""


class BulkDialog(OutputDialog):
    """As the export dialog, with packs in the place of tables; it saves into a folder, or into one file there."""

    def __init__(self, desk: Desk, register: Register, rows: Sequence[Row], parent: QWidget) -> None:
        self.rows = list(rows)
        self.together = QCheckBox("合成一个文件")
        self.seed = QLineEdit()
        self.seed.setPlaceholderText("检查组给的数字或词；不写就用日期和账本行")
        super().__init__(desk, register, parent, prints=False, row=None, text="")
        self.setWindowTitle("成批打印")
        self.save_button.setText("全部存下")
        self.together.toggled.connect(self._name_target)
        self._year_matters()

    def _offer(self) -> None:
        forms = sheets.forms_of(self.desk)
        for form in forms.values():
            if self.rows and form.wants_entry and form.of == self.register.key:
                told = f"选中的 {len(self.rows)} 条：{form.code} {form.title}"
                self.form.addItem(told, Pack(SLIPS, form.title, form.key))
        self.form.addItem("今天的单子、日清、待签回清单", Pack(DAY, "当天"))
        self.form.addItem("今日待办：只有编号和代称", Pack(TODAYS_LIST, "今日待办"))
        self.form.addItem("一年的各簿", Pack(BOOKS, "各簿"))
        self.form.addItem("迎检：十三类情况、准备清单、一年的各簿、各批清单", Pack(INSPECTION, "迎检"))
        self.form.addItem("迎检：只要十三类情况和准备清单", Pack(INSPECTOR, "迎检分类情况"))
        self.form.addItem("年度统计各表", Pack(TABLES, "年度统计"))
        self.form.addItem("岗位交接：移交清单、未办事项、钥匙和信封、各簿", Pack(HANDOVER, "岗位交接"))
        first = self.desk.rows("documents", ascending=True, limit=1)
        now = self.desk.clock().year
        for year in range(now, (int(first[0].on[:4]) if first else now) - 1, -1):
            self.what.addItem(f"{year} 年", year)
        self.form.currentIndexChanged.connect(self._year_matters)

    def choose_pack(self, kind: str, year: int) -> None:
        """Begin with that pack of that year, into one file."""
        place = next((n for n in range(self.form.count()) if self.form.itemData(n).kind == kind), -1)
        if place >= 0:
            self.form.setCurrentIndex(place)
            self.what.setCurrentIndex(max(self.what.findData(year), 0))
            self.together.setChecked(True)

    def _year_matters(self) -> None:
        kind = self.form.currentData().kind
        self.what.setEnabled(kind in YEARLY)
        self.seed.setEnabled(kind in SAMPLED)

    @property
    def heading(self) -> str:
        """What stands on top."""
        return "成批打印"

    def _lay_out_choice(self, layout: QVBoxLayout) -> None:
        layout.addLayout(named("打印什么", self.form))
        layout.addLayout(named("年度", self.what))
        layout.addLayout(named("抽样种子（迎检）", self.seed))
        layout.addWidget(self.together)

    def _name_target(self) -> None:
        """A folder, or a file in it."""
        here = Path(self.target.text()) if self.target.text() else usual_folder()
        folder = here.parent if here.suffix == ".pdf" else here
        pack: Pack = self.form.currentData()
        of = self.what.currentData() if pack.kind in YEARLY else self.desk.clock().date().isoformat()
        self.target.setText(str(folder / f"{pack.title} {of}.pdf" if self.together.isChecked() else folder))

    def choose(self) -> None:
        """Which folder."""
        ask_folder(self, "存到", str(usual_folder().parent), self._chosen)

    def _chosen(self, target: str) -> None:
        keep_folder(Path(target))
        self.target.setText(target)
        self._name_target()

    def _wanted(self) -> dict[str, Any]:
        return {
            "pack": self.form.currentData(), "year": self.what.currentData(),
            "together": self.together.isChecked(), "seed": self.seed.text().strip(),
        }  # fmt: skip

    def out(self, work: Work, target: Path, **wanted: Any) -> str:
        """All of them; told in a line."""
        pieces = self._pieces(wanted["pack"], wanted["year"], wanted["seed"])
        if wanted["together"]:
            receipt = bulk.save_together(self.desk, pieces, target, work.tell_or_stop)
            return (
                f"已存到 {target}，登记为 {receipt.number}。" if receipt else "没有可打印的，什么也没有存。"
            )
        made = bulk.save_each(self.desk, pieces, target, work.tell_or_stop)
        return (
            f"已存 {len(made)} 个文件到 {target}，都记入了输出登记。"
            if made
            else "没有可打印的，什么也没有存。"
        )

    def _further(self) -> list[tuple[str, Callable[[], object]]]:
        return [("打印…", self.print_paper)]

    def draw(self, work: Work, **wanted: Any) -> Printed:
        """What they come to on paper."""
        return survey(
            self.desk, self._pieces(wanted["pack"], wanted["year"], wanted["seed"]), work.tell_or_stop
        )

    def paper_way(self, drawn: Printed) -> BulkWay:
        """Each booked and sent by itself."""
        pack, year, seed = self.form.currentData(), self.what.currentData(), self.seed.text().strip()
        return BulkWay(self, drawn, pack.title, lambda: self._pieces(pack, year, seed))

    def _ask_printer(self, drawn: object) -> None:
        if drawn.rows:  # type: ignore[attr-defined]
            super()._ask_printer(drawn)
            return
        self.free()
        self.said.setText("没有可打印的。")
        self.said.show()

    def _pieces(self, pack: Pack, year: int, seed: str) -> list[Piece]:
        if pack.kind == SLIPS:
            return bulk.slips_of(pack.form, self.rows)
        if pack.kind == DAY:
            return bulk.day_pack(self.desk, self.desk.clock().date().isoformat())
        if pack.kind == TODAYS_LIST:
            return [Piece(bulk.TODAY_LIST, to_sign=False)]
        if pack.kind == HANDOVER:
            return bulk.handover_pack(self.desk)
        if pack.kind == INSPECTOR:
            return bulk.inspector(self.desk, year, seed)
        if pack.kind == TABLES:
            return bulk.tables_of(self.desk, year)
        return (
            bulk.books_of(self.desk, year) if pack.kind == BOOKS else bulk.inspection(self.desk, year, seed)
        )
