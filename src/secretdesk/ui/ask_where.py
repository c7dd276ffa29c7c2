"""Where a file or a folder is, or shall be: Qt's own dialog, for the desktop's may look beyond this PC."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable


def ask_folder(parent: QWidget, title: str, begin_at: str, chosen: Callable[[str], object]) -> None:
    """Ask for a folder that is there."""
    dialog = _dialog(parent, title, begin_at, chosen)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.open()


def ask_target(parent: QWidget, title: str, target: str, chosen: Callable[[str], object]) -> None:
    """Ask under which name a file is to be saved; *target* is offered."""
    dialog = _dialog(parent, title, target, chosen)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.selectFile(target)
    dialog.open()


def _dialog(parent: QWidget, title: str, begin_at: str, chosen: Callable[[str], object]) -> QFileDialog:
    dialog = QFileDialog(parent, title, begin_at)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.fileSelected.connect(chosen)
    return dialog
