"""写到介质上: four steps by Enter; made and written on a worker, out through `desk.folder_release`."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from secretdesk.desk import discs
from secretdesk.desk.folder_release import Released, release_folder
from secretdesk.desk.plans import Plan, register_plan, year_plan
from secretdesk.desk.targets import targets
from secretdesk.ui.parts import button, label
from secretdesk.ui.release_pages import DISC, DonePage, LockPage, MediumPage, VersionPage, WhatPage
from secretdesk.ui.working_dialog import WorkingDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from secretdesk.desk.desk import Desk
    from secretdesk.ui.work import Work

WHAT, VERSION, MEDIUM, LOCK, DONE = range(5)
HEADS = ("写什么", "哪个版本", "写到哪里", "要不要口令", "写好了")
WIDTH, HEIGHT = 42, 24  # characters, lines


class ReleaseWizard(WorkingDialog):
    """Enter goes on, Alt+← back, Esc leaves; what is under way is stopped first."""

    def __init__(self, desk: Desk, register: str, parent: QWidget) -> None:
        super().__init__("写到介质上", parent)
        self.desk = desk
        self.done_with: Released | None = None
        self.what, self.version, self.medium = WhatPage(desk, register), VersionPage(), MediumPage()
        self.lock, self.result_page = LockPage(desk), DonePage()
        self.pages = QStackedWidget()
        self.head = label(head=True)
        self.back = button("上一步", self.step_back)
        self.next = button("下一步", self.step_on, main=True)
        self.leave = button("离开", self.reject)
        self._lay_out()
        QShortcut(QKeySequence("Alt+Left"), self).activated.connect(self.step_back)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 18, 22, 16)
        layout.setSpacing(12)
        layout.addWidget(self.head)
        for page in (self.what, self.version, self.medium, self.lock, self.result_page):
            self.pages.addWidget(page)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self.said)
        foot = QHBoxLayout()
        foot.addStretch()
        for one in (self.leave, self.back, self.next):
            foot.addWidget(one)
        layout.addLayout(foot)
        self.next.setDefault(True)
        square = self.fontMetrics().horizontalAdvance("口")
        self.setMinimumWidth(square * WIDTH)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * HEIGHT)
        self._show(WHAT)

    @property
    def at(self) -> int:
        """Which step is in sight."""
        return self.pages.currentIndex()

    def _show(self, step: int) -> None:
        self.pages.setCurrentIndex(step)
        self.head.setText(HEADS[step] if step == DONE else f"{step + 1}/4　{HEADS[step]}")
        self.said.hide()
        self.back.setVisible(WHAT < step < DONE)
        self.leave.setVisible(step < DONE)
        self.next.setText({LOCK: "写出", DONE: "完成"}.get(step, "下一步"))
        first = (
            self.what.what, self.version.list, self.medium.list, self.lock.first, self.result_page.list,
        )  # fmt: skip
        first[step].setFocus()

    # --- the steps ---

    def step_on(self) -> None:
        """Enter."""
        if self.work is not None:
            return
        steps: dict[int, Callable[[], None]] = {
            WHAT: self._plan, VERSION: self._look_for_media, MEDIUM: self._medium_chosen, LOCK: self._write,
            DONE: self.accept,
        }  # fmt: skip
        steps[self.at]()

    def step_back(self) -> None:
        """To the step before."""
        if self.work is None and WHAT < self.at < DONE:
            self._show(self.at - 1)

    def _plan(self) -> None:
        wanted = {"key": self.what.what.currentData(), "year": self.what.year.currentData()}
        self.begin("正在数……", partial(self._plans, **wanted), self._planned)

    def _plans(self, work: Work, key: str, year: int | None) -> list[Plan]:
        if key:
            return [
                register_plan(self.desk, key, year, counts_only=counts, progress=work.tell_or_stop)
                for counts in (False, True)
            ]
        number = year or self.desk.clock().year
        return [
            year_plan(self.desk, number, counts_only=counts, progress=work.tell_or_stop)
            for counts in (False, True)
        ]

    def _planned(self, plans: object) -> None:
        self.free()
        found: list[Plan] = plans  # type: ignore[assignment]
        self.version.show_plans(found)
        self._show(VERSION)

    def _look_for_media(self) -> None:
        """What is plugged in now; once more with every step back and on."""
        level = self.version.plan.level
        self.begin("正在看插着的介质……", lambda _work: targets(self.desk, level), self._found)

    def _found(self, found: object) -> None:
        self.free()
        self.medium.show_targets(found)  # type: ignore[arg-type]
        self._show(MEDIUM)

    def _medium_chosen(self) -> None:
        chosen = self.medium.chosen
        wants_number = chosen == DISC or (not isinstance(chosen, str) and chosen.is_unread)
        if wants_number and not self.medium.number.text().strip():
            self.say("请写上介质上贴的编号。")
        elif not isinstance(chosen, str) and chosen.is_unread and not self.medium.second.text().strip():
            self.say("请写上当面核对过编号的第二人姓名。")
        elif isinstance(chosen, str) and not self.medium.folder.text().strip():
            self.say("请选一个文件夹。")
        else:
            self._show(LOCK)

    def _write(self) -> None:
        if self.lock.differs:
            self.say("两次输入的口令不一样，请重来。")
            return
        chosen = self.medium.chosen
        plan, place = self.version.plan, self.medium.place
        told: dict[str, Any] = {
            "passphrase": self.lock.first.text(),
            "purpose": self.what.purpose.text().strip(),
        }
        number, second = self.medium.number.text().strip(), self.medium.second.text().strip()
        task: Callable[..., Released]
        if isinstance(chosen, str):
            with suppress(OSError):  # told when it is written to
                place.mkdir(mode=0o700, exist_ok=True)
            task = partial(release_folder, self.desk, plan, place)
            if chosen == DISC:
                task = partial(discs.stage, self.desk, plan, place, number)
        elif chosen.is_unread:
            task = partial(release_folder, self.desk, plan, place, number=number, second=second)
        else:  # that very one, whatever is plugged in by now
            own = chosen.medium.number if chosen.medium is not None else ""
            task = partial(release_folder, self.desk, plan, place, number=own)
        self.begin("正在写出……", lambda work: task(progress=work.tell_or_stop, **told), self._written)

    def _written(self, done: object) -> None:
        self.free()
        self.lock.forget()
        released: Released = done  # type: ignore[assignment]
        self.done_with = released
        self.result_page.show_result(released, staged=self.medium.chosen == DISC)
        self._show(DONE)
        self.told.emit(f"已写到 {released.folder}，登记为 {released.receipt.number}。")

    @property
    def stopped(self) -> str:  # type: ignore[override]
        """What is said where a person stops the work."""
        return "已停止，没有写出。" if self.at == LOCK else "已停止。"

    def done(self, result: int) -> None:
        """However it ends, nothing of a passphrase stays."""
        self.lock.forget()
        super().done(result)
