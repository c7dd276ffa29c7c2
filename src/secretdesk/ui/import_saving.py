"""Files around an import, from its window: the rows that came back, and the workbook to fill in."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from secretdesk.desk import import_files
from secretdesk.ui.settings import keep_folder, usual_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from secretdesk.ui.import_dialog import ImportDialog


def save_rejected(dialog: ImportDialog) -> None:
    """Ask where to, and let the rows that came back out."""
    outcome = dialog.outcome
    if outcome is None:
        return

    def saved(path: str, receipt: Any) -> None:
        dialog.free()
        dialog.say(f"退回的行已存到 {path}，登记为 {receipt.number}；改好再导入一次。", "true")

    def save(path: str) -> None:
        task = partial(import_files.save_rejected, dialog.desk, Path(path), dialog.tables, outcome)
        dialog.begin("正在存……", lambda _work: task(), partial(saved, path))

    _ask_where(dialog, f"{dialog.file.register.currentText()}退回清单.xlsx", save)


def save_template(dialog: ImportDialog) -> None:
    """Ask where to, and write the workbook to fill in; it holds nothing of the books."""

    def saved(path: str, _way: object) -> None:
        dialog.free()
        dialog.say(f"样表已存到 {path}；红色的栏必填，照批注填好再来导入。", "true")

    def save(path: str) -> None:
        key = dialog.file.register.currentData()
        task = partial(import_files.save_template, dialog.desk.registers, key, Path(path))
        dialog.begin("正在存……", lambda _work: task(), partial(saved, path))

    _ask_where(dialog, f"{dialog.file.register.currentText()}导入样表.xlsx", save)


def _ask_where(parent: ImportDialog, name: str, then: Callable[[str], None]) -> None:
    folder = usual_folder() if usual_folder().is_dir() else usual_folder().parent
    dialog = QFileDialog(parent, "存到", str(folder / name))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.selectFile(str(folder / name))
    dialog.fileSelected.connect(lambda path: keep_folder(Path(path).parent))
    dialog.fileSelected.connect(then)
    dialog.open()
