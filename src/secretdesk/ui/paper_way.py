"""The way of a print onto paper: the printer is chosen, the print booked, then sent; void where it did not come out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from secretdesk.desk import printers
from secretdesk.desk.printing import is_fresh
from secretdesk.domain.review import Refused
from secretdesk.store.errors import StoreError
from secretdesk.ui.press import NotSent, send
from secretdesk.ui.print_dialog import PrintDialog
from secretdesk.ui.trouble import sentence
from secretdesk.ui.work import Stopped

if TYPE_CHECKING:
    from secretdesk.desk.printers import Booked
    from secretdesk.desk.sheets import Printed
    from secretdesk.ui.output_dialog import OutputDialog
    from secretdesk.ui.work import Work

STOPPED, FAILED = "打印时停止，没有送出", "打印机没有接收"


class PaperWay:
    """Belongs to the print dialog, whose worker it uses: so a lock waits for it, and what failed is void first."""

    def __init__(self, output: OutputDialog, printed: Printed, title: str) -> None:
        self.output, self.printed, self.title = output, printed, title
        self.dialog = PrintDialog(output.desk, printed, title, output.shown or output)
        self.dialog.print_asked.connect(self.go)
        self.dialog.lock_asked.connect(output.lock_asked)
        below = output.shown or output
        self.dialog.finished.connect(lambda: QTimer.singleShot(0, below, below.activateWindow))

    def open(self) -> None:
        """Ask."""
        self.dialog.open()
        self.dialog.activateWindow()

    def go(self) -> None:
        """Draw anew where the ledger has moved on, book, send."""
        output, printer = self.output, self.dialog.chosen
        if output.work is not None or printer is None:
            return
        pages, copies = self.dialog.numbers(), self.dialog.copies.value()
        if self.printed.told and not is_fresh(output.desk, self.printed):
            self.dialog.reject()
            output.print_paper()
            return
        try:
            booked = printers.book(output.desk, self.printed, printer, pages, copies, self.title)
        except (Refused, StoreError) as error:
            self.dialog.say(sentence(error))
            return
        name = booked[0][1].number
        task = partial(
            self._send, printer=printer.name, pages=pages, copies=copies,
            duplex=self.dialog.duplex.currentIndex(), name=name,
        )  # fmt: skip
        self.dialog.setEnabled(False)
        output.begin("正在送打印机……", task, partial(self._sent, booked), partial(self._failed, booked))

    def _send(self, work: Work, printer: str, pages: list[int], copies: int, duplex: int, name: str) -> None:
        send(
            self.printed.pdf, printer, pages, copies=copies, duplex=duplex, name=name, tell=work.tell_or_stop
        )

    def _sent(self, booked: Booked, _nothing: object) -> None:
        numbers = "、".join(receipt.number for _, receipt in booked)
        count = len(self.dialog.numbers())
        told = f"已把 {count} 页送到 {self.dialog.printer.currentText().strip()}，登记为 {numbers}。"
        told += "签好的纸收回来，扫页脚的二维码办签回。" if self.printed.told else ""
        self.dialog.accept()
        self.output.finish(told)

    def _failed(self, booked: Booked, error: BaseException) -> None:
        self.output.free()
        reason = STOPPED if isinstance(error, Stopped) else FAILED
        try:
            printers.withdraw(self.output.desk, booked, reason)
        except (Refused, StoreError) as trouble:
            reason += f"；登记没有作废，请到“印件”“输出登记”里作废（{sentence(trouble)}）"
        if not isinstance(error, (Stopped, NotSent)):
            raise error
        self.dialog.setEnabled(True)
        self.dialog.say(f"{reason}；已登记的作废，号码保留。请看打印机是否开机、有纸，再打印。")
