"""What menus and keys open over the workplace, wherever one is: nothing while another dialog is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from secretdesk.desk.labels import LABELLED
from secretdesk.ui.backup_dialog import BackupDialog
from secretdesk.ui.bulk_dialog import TABLES, BulkDialog
from secretdesk.ui.disc_dialog import DiscDialog
from secretdesk.ui.help_window import help_key
from secretdesk.ui.import_dialog import ImportDialog
from secretdesk.ui.key_dialog import KeyDialog
from secretdesk.ui.labels_dialog import LabelsDialog
from secretdesk.ui.output_dialog import OutputDialog
from secretdesk.ui.paper_dialog import PaperDialog
from secretdesk.ui.release_wizard import ReleaseWizard
from secretdesk.ui.trouble import tell
from secretdesk.ui.ways import filtered
from secretdesk.ui.year_dialog import YearDialog

if TYPE_CHECKING:
    from secretdesk.ui.workplace import Workplace


def output(work: Workplace, *, prints: bool, form: str = "") -> None:
    """打印 (this *form*, where one is meant) or 导出."""
    page = work.page
    if page is None or work.dialog is not None or (prints and not page.register.forms):
        return
    text, row = page.model.pages.ask.text, page.view.current()
    dialog = OutputDialog(work.desk, page.register, work, prints=prints, row=row, text=text)
    dialog.choose_form(form)
    help_key(dialog, "printing" if prints else "exporting", work.lock_asked.emit)
    _open_output(work, dialog)


def bulk(work: Workplace, kind: str = "", year: int = 0) -> None:
    """成批打印: of the chosen rows, a year, a day; or one *kind* of pack of a *year*."""
    if work.dialog is not None:
        return
    page = work.page or work.page_of("documents")
    dialog = BulkDialog(work.desk, page.register, page.chosen() if page is work.page else [], work)
    dialog.choose_pack(kind, year)
    help_key(dialog, "bulk", work.lock_asked.emit)
    _open_output(work, dialog)


def year(work: Workplace) -> None:
    """年度统计."""
    if work.dialog is not None:
        return
    dialog = YearDialog(work.desk, work, *work.counted)
    help_key(dialog, "year", work.lock_asked.emit)
    dialog.told.connect(work.said)
    dialog.finished.connect(lambda: work.keep_counted(dialog.counted, dialog.table))
    dialog.went.connect(lambda register, where, told: filtered(work, register, where, told))
    dialog.print_asked.connect(lambda number: QTimer.singleShot(0, work, lambda: bulk(work, TABLES, number)))
    work.open_dialog(dialog)


def release(work: Workplace) -> None:
    """写到介质上: the year, or the register in sight."""
    if work.dialog is None:
        dialog = ReleaseWizard(work.desk, work.page.register.key if work.page is not None else "", work)
        help_key(dialog, "releasing", work.lock_asked.emit)
        dialog.told.connect(work.said)
        work.open_dialog(dialog)


def disc(work: Workplace) -> None:
    """核对刻好的光盘."""
    if work.dialog is None:
        dialog = DiscDialog(work.desk, work)
        help_key(dialog, "releasing", work.lock_asked.emit)
        dialog.told.connect(work.said)
        dialog.told.connect(lambda told: tell(work.window(), "已登记", told))
        work.open_dialog(dialog)


def labels(work: Workplace) -> None:
    """标签 of the chosen rows."""
    page = work.page
    rows = page.chosen() if page is not None and page.register.key in LABELLED else []
    if page is None or not rows or work.dialog is not None:
        work.said.emit("先在收文、份、设备、介质、存放处或人员里选中要印标签的行。")
        return
    dialog = LabelsDialog(work.desk, page.register, rows, work)
    help_key(dialog, "labels", work.lock_asked.emit)
    _open_output(work, dialog)


def _open_output(work: Workplace, dialog: OutputDialog | BackupDialog) -> None:
    dialog.told.connect(work.said)
    dialog.told.connect(lambda told: tell(work.window(), "已登记", told))
    work.open_dialog(dialog)


def import_book(work: Workplace) -> None:
    """导入旧台账: into the register in sight, unless another is chosen."""
    if work.dialog is None:
        key = work.page.register.key if work.page is not None else "documents"
        dialog = ImportDialog(work.desk, key, work)
        help_key(dialog, "importing", work.lock_asked.emit)
        dialog.told.connect(work.said)
        work.open_dialog(dialog)


def show_paper(work: Workplace, typed: str) -> None:
    """What a page's code proves."""
    if work.dialog is None:
        dialog = PaperDialog(work.desk, typed, work)
        help_key(dialog, "signing", work.lock_asked.emit)
        dialog.told.connect(work.said)
        work.open_dialog(dialog)


def back_up(work: Workplace) -> None:
    """备份到……."""
    if work.dialog is None:
        dialog = BackupDialog(work.desk, work)
        help_key(dialog, "backups", work.lock_asked.emit)
        _open_output(work, dialog)


def keys(work: Workplace, kind: str) -> None:
    """A key for a person, another passphrase, the recovery code: one of the kinds of `key_dialog`."""
    if work.dialog is None:
        dialog = KeyDialog(work.desk, kind, work)
        help_key(dialog, "keys", work.lock_asked.emit)
        dialog.told.connect(work.said)
        work.open_dialog(dialog)


def know_list(work: Workplace) -> None:
    """Who knows of the paper in sight, or of the one that the entry in sight is about."""
    row = work.page.view.current() if work.page is not None else None
    document = row and (row.entry if row.register == "documents" else row["document"])
    if document and work.dialog is None:
        work.go_link(f"print:know_list/{document}")


def folder(work: Workplace, action: str) -> None:
    """A folder of papers to one reader, or back from one: a series of scans, wherever one is."""
    if work.dialog is None:
        work.tabs.go("circulations")
        work.act(action, [])


def evening(work: Workplace) -> None:
    """日清: one key at closing time, wherever one is."""
    if work.dialog is None:
        work.tabs.go("closings")
        work.act("close")
