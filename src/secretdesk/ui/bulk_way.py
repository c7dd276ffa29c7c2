"""The way of many prints onto paper: the printer is chosen once, then each is booked and sent, until all are or it ends."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from secretdesk.desk.bulk_paper import Halted, print_each
from secretdesk.domain.review import Refused
from secretdesk.store.errors import StoreError
from secretdesk.ui.paper_way import PaperWay
from secretdesk.ui.press import NotSent, send
from secretdesk.ui.trouble import sentence
from secretdesk.ui.work import Stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from secretdesk.desk.bulk import Piece
    from secretdesk.desk.printers import Booked, Printer
    from secretdesk.desk.sheets import Printed
    from secretdesk.ui.bulk_dialog import BulkDialog
    from secretdesk.ui.work import Work


class BulkWay(PaperWay):
    """As the way of one print; the pages are all, and what came out before it was stopped stays booked."""

    def __init__(
        self, output: BulkDialog, whole: Printed, title: str, pieces: Callable[[], list[Piece]]
    ) -> None:
        super().__init__(output, whole, f"{title}（{whole.rows} 份）")
        self.pieces, self.pages = pieces, 0
        self.dialog.pages.setEnabled(False)

    def go(self) -> None:
        """Book and send, one after the other, on the worker."""
        output, printer = self.output, self.dialog.chosen
        if output.work is not None or printer is None:
            return
        task = partial(
            self._send_all, printer=printer, copies=self.dialog.copies.value(),
            duplex=self.dialog.duplex.currentIndex(),
        )  # fmt: skip
        self.dialog.setEnabled(False)
        output.begin("正在送打印机……", task, self._all_sent, self._halted)

    def _send_all(self, work: Work, printer: Printer, copies: int, duplex: int) -> list[Booked]:
        def one(pdf: bytes, pages: Sequence[int], name: str, tell: Callable[[int, int], None]) -> None:
            send(pdf, printer.name, pages, copies=copies, duplex=duplex, name=name, tell=tell)
            self.pages += len(pages)

        desk, self.pages = self.output.desk, 0
        return print_each(desk, self.pieces(), printer, one, copies=copies, progress=work.tell_or_stop)

    def _all_sent(self, sent: object) -> None:
        count = len(sent)  # type: ignore[arg-type]
        told = f"已把 {count} 份 {self.pages} 页送到 {self.dialog.printer.currentText().strip()}，"
        told += "逐份记入了“印件”和“输出登记”。签好的纸收回来，扫页脚的二维码办签回。"
        self.dialog.accept()
        self.output.finish(told)

    def _halted(self, error: BaseException) -> None:
        self.output.free()
        if not isinstance(error, Halted):
            raise error
        count, why = len(error.sent), error.error
        self.dialog.setEnabled(True)
        told = f"已送出 {count} 份，都登记了；" if count else ""
        if isinstance(why, Stopped):
            self.dialog.say(f"{told}停止了，没有送出的没有登记。{'已送出的不用再打印。' if count else ''}")
        elif isinstance(why, NotSent):
            self.dialog.say(f"{told}下一份打印机没有接收，已登记的那一份作废。请看打印机是否开机、有纸。")
        elif isinstance(why, (Refused, StoreError)):
            self.dialog.say(told + sentence(why))
        else:
            raise why
