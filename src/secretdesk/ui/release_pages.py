"""The pages of 写到介质上: what, which version, which medium, a passphrase, what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from secretdesk.desk.plans import releasable
from secretdesk.ui.ask_where import ask_folder
from secretdesk.ui.parts import button, label, mark, named
from secretdesk.ui.passphrase import Judge, PassphraseEdit
from secretdesk.ui.settings import keep_folder, usual_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from secretdesk.desk.desk import Desk
    from secretdesk.desk.folder_release import Released
    from secretdesk.desk.plans import Plan
    from secretdesk.desk.targets import Target

YEAR = ""  # of the list of what can be released: the yearly tables
DISC, FOLDER = "disc", "folder"  # beside the volumes
ROLE = Qt.ItemDataRole.UserRole


class WhatPage(QWidget):
    """年度统计表 or a book; which year; what for."""

    def __init__(self, desk: Desk, register: str) -> None:
        super().__init__()
        self.desk = desk
        self.what, self.year, self.purpose = QComboBox(), QComboBox(), QLineEdit()
        self.what.addItem("年度统计表", YEAR)
        for key in releasable(desk):
            self.what.addItem(desk.registers[key].label, key)
        self.what.setCurrentIndex(max(self.what.findData(register), 0))
        self.what.currentIndexChanged.connect(self._offer_years)
        self._offer_years()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addLayout(named("写什么", self.what), 2)
        row.addLayout(named("哪一年", self.year), 1)
        layout.addLayout(row)
        layout.addLayout(named("用途、给谁（可以不写）", self.purpose))
        layout.addStretch()

    def _offer_years(self) -> None:
        self.year.clear()
        key = self.what.currentData()
        if not key or self.desk.registers[key].yearly:
            now = self.desk.clock().year
            oldest = self.desk.rows(key or "documents", ascending=True, limit=1)
            for year in range(now, (int(oldest[0].on[:4]) if oldest else now) - 1, -1):
                self.year.addItem(f"{year} 年", year)
        if key:
            self.year.addItem("所有年份" if self.desk.registers[key].yearly else "全部", None)


class VersionPage(QWidget):
    """All of it, or its counts alone; each with its level and how much it is."""

    def __init__(self) -> None:
        super().__init__()
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName("哪个版本")
        self.told = label(wrap=True, note="true")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.told)
        self.list.currentItemChanged.connect(self._tell)

    def show_plans(self, plans: Sequence[Plan]) -> None:
        """What would be written, and what the counts would say instead."""
        self.list.clear()
        for plan in plans:
            name = "统计数字版" if plan.counts_only else "全部内容"
            item = QListWidgetItem(
                f"{name}　{plan.mark}\n{plan.title}：{len(plan.sheets)} 张表，共 {plan.lines} 行\n{_content(plan)}"
            )
            item.setData(ROLE, plan)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    @property
    def plan(self) -> Plan:
        """The chosen one."""
        plan: Plan = self.list.currentItem().data(ROLE)
        return plan

    def _tell(self) -> None:
        if self.list.currentItem() is None:
            return
        tables = "、".join(sheet.title for sheet in self.plan.sheets)
        self.told.setText(f"各表：{tables}")


def _content(plan: Plan) -> str:
    if plan.counts_only:
        return "只有数：没有标题、文号、单位、姓名、编号"
    return f"含全部栏目，按{plan.level}载体管理"


class MediumPage(QWidget):
    """What is plugged in, what speaks against it; a disc to be burnt; a folder of this PC."""

    def __init__(self) -> None:
        super().__init__()
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName("写到哪里")
        self.number, self.second, self.folder = QLineEdit(), QLineEdit(), QLineEdit(str(usual_folder()))
        self.asked = [QWidget(), QWidget()]
        identity, place = (QHBoxLayout(one) for one in self.asked)
        identity.setContentsMargins(0, 0, 0, 0)
        place.setContentsMargins(0, 0, 0, 0)
        self.number_box = named("介质上贴的编号", self.number)
        self.second_box = QWidget()
        self.second_box.setLayout(named("第二人（当面核对过编号）", self.second))
        self.second_box.layout().setContentsMargins(0, 0, 0, 0)  # type: ignore[union-attr]
        identity.addLayout(self.number_box, 1)
        identity.addWidget(self.second_box, 1)
        place.addLayout(named("本机上的文件夹", self.folder), 1)
        place.addWidget(button("选择…", self._choose), 0, Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list, 1)
        for one in self.asked:
            layout.addWidget(one)
        self.list.currentItemChanged.connect(self._ask)

    def show_targets(self, found: Sequence[Target]) -> None:
        """Those that may be written to can be chosen; the others say why not."""
        self.list.clear()
        for one in found:
            medium = one.medium
            told = f"{medium.number} {medium['kind']}（{medium['level']}）" if medium else "没有登记的介质"
            if one.is_unread:
                told = "读不出卷标识的介质"
            note = one.against or ("写编号，由第二人核对" if one.is_unread else "可以写入")
            item = QListWidgetItem(f"{told}　{one.place}\n{note}")
            item.setData(ROLE, one)
            if one.against:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        more = (
            (DISC, "刻录光盘\n先存到本机，用批准的刻录机刻好再核对"),
            (FOLDER, "本机固定磁盘\n用完清除，“今日”里一直列着"),
        )
        for kind, told in more:
            item = QListWidgetItem(told)
            item.setData(ROLE, kind)
            self.list.addItem(item)
        open_ones = [n for n, one in enumerate(found) if not one.against]
        self.list.setCurrentRow(open_ones[0] if open_ones else len(found))

    @property
    def chosen(self) -> Target | str:
        """A volume, or one of the two kinds beside them."""
        chosen: Target | str = self.list.currentItem().data(ROLE)
        return chosen

    @property
    def place(self) -> Path:
        """The folder in which the release will stand."""
        chosen = self.chosen
        return Path(self.folder.text().strip()).expanduser() if isinstance(chosen, str) else chosen.place

    def _ask(self) -> None:
        """Only what the chosen place needs."""
        if self.list.currentItem() is None:
            return
        chosen = self.chosen
        unread = not isinstance(chosen, str) and chosen.is_unread
        self.asked[0].setVisible(unread or chosen == DISC)
        self.second_box.setVisible(unread)
        self.asked[1].setVisible(isinstance(chosen, str))

    def _choose(self) -> None:
        ask_folder(self, "存到", self.folder.text(), self._chosen)

    def _chosen(self, folder: str) -> None:
        keep_folder(Path(folder))
        self.folder.setText(folder)


class LockPage(QWidget):
    """An optional passphrase, typed twice."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.first, self.second = PassphraseEdit(), PassphraseEdit()
        self.judged = label(wrap=True, note="true")
        Judge(self.first, lambda: [desk.person]).judged.connect(self._judged)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addLayout(named("口令（可以不设）", self.first), 1)
        row.addLayout(named("再输一次", self.second), 1)
        layout.addLayout(row)
        layout.addWidget(self.judged)
        note = (
            "设了口令，表格和 PDF 用 AES-256 加密，办公软件输口令打开；不出 CSV。"
            "口令防路上丢失，不降密级；不要写在标签上，忘了没人打得开。"
        )
        layout.addWidget(label(note, wrap=True, note="true"))
        layout.addStretch()

    def _judged(self, sentences: list[str]) -> None:
        typed = bool(self.first.text())
        mark(self.judged, note="ask" if sentences else "true")
        self.judged.setText("" if not typed else "\n".join(sentences[:2]) if sentences else "口令够强。")

    @property
    def differs(self) -> bool:
        """Whether the two are not the same."""
        return self.first.text() != self.second.text()

    def forget(self) -> None:
        """Nothing of it stays."""
        self.first.forget()
        self.second.forget()


class DonePage(QWidget):
    """What was written, and what is to be done now."""

    def __init__(self) -> None:
        super().__init__()
        self.told, self.list = label(wrap=True), QPlainTextEdit()
        self.list.setReadOnly(True)
        self.list.setAccessibleName("清单")
        self.list.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.told)
        layout.addWidget(self.list, 1)

    def show_result(self, done: Released, *, staged: bool) -> None:
        """The manifest as it was written."""
        files = done.bundle.files
        if staged:
            next_step = (
                "用批准的刻录机，把这个文件夹整个刻到光盘上；刻好放回光驱，办“文件 → 核对刻好的光盘…”。"
            )
        else:
            next_step = "先在系统里弹出介质，再拔。贴好标签（标签.pdf），登记交接，锁好。"
        self.told.setText(
            f"已写出 {len(files)} 个文件，读回核对一致，登记为 {done.receipt.number}。\n"
            f"{done.folder}\n清单校验值 {done.bundle.digest[:16]}…\n{next_step}"
        )
        self.list.setPlainText(list(files.values())[-1].decode())
