"""Calm under trouble: one sentence and the next step; a bug tells where it is and never what stood in a field."""

from __future__ import annotations

import sys
import traceback
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from secretdesk import __version__
from secretdesk.ui.settings import settings_file
from secretdesk.ui.work import Stopped

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

REPORTS = 50  # kept
BUG = (
    "程序出了一点问题，刚才这一步可能没有完成。\n\n"
    "已登记的内容都在账本里，没有丢失。请核对刚才的一笔，然后继续；若再次出现，请记下下面的位置告诉维护人员。"
)


def sentence(error: BaseException) -> str:
    """What a person reads of an expected failure; "" for a bug."""
    from secretdesk.domain.review import Refused
    from secretdesk.output.form_source import FormError
    from secretdesk.store.errors import StoreError

    if isinstance(error, StoreError):
        return error.text
    if isinstance(error, FormError):
        return f"学院自己的表写错了，请改好再印：{error}"
    if isinstance(error, Refused):
        return "\n".join(dict.fromkeys(reason.text for reason in error.reasons))
    return ""


def tell(parent: QWidget, title: str, text: str) -> QMessageBox:
    """A box with one button that blocks nothing but its window, so that the lock still wins."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, title, text, QMessageBox.StandardButton.Ok, parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.open()
    return box


def tell_error(parent: QWidget, title: str, error: BaseException) -> None:
    """Tell an expected failure; raise a bug on."""
    if isinstance(error, Stopped):
        return
    text = sentence(error)
    if not text:
        raise error
    tell(parent, title, text)


def place(error: BaseException) -> str:
    """Kind of error and the program's own lines on the way to it: no message, no values."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if "secretdesk" in f.filename] or list(frames)[-1:]
    lines = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in ours[-6:]]
    return "\n".join([type(error).__name__, *lines])


def save_report(where: str) -> str:
    """Write where a bug is into a file of this user, beside the settings; "" where the disk refuses.

    Kinds of errors, lines of the program and versions: nothing that anybody typed.
    """
    now = datetime.now().astimezone()
    file = settings_file().parent / "reports" / f"{now:%Y%m%d-%H%M%S}.txt"
    told = f"{now:%Y-%m-%d %H:%M:%S} secretdesk {__version__}\nPython {sys.version.split()[0]}, Qt {qVersion()}, {sys.platform}\n{where}\n"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(told, encoding="utf-8")
        for old in sorted(file.parent.glob("*.txt"))[:-REPORTS]:
            old.unlink()
    except OSError:
        return ""
    return str(file)


class Hook(QObject):
    """Brings bugs of any thread to the window's."""

    met = Signal(str, str)  # where it happened, and what to say of it where it is no bug

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """As ``sys.excepthook``."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        where = place(error.with_traceback(trace))
        print(where, file=sys.stderr)
        self.met.emit(where, sentence(error))


def watch_for_bugs(application: QApplication) -> Callable[[], None]:
    """Show a calm dialog for what nobody expected. Gives what ends the watch."""
    hook = Hook(application)
    before = sys.excepthook
    shown: list[QMessageBox] = []

    def show(where: str, text: str) -> None:
        if shown:  # one at a time: a bug in painting would come sixty times a second
            return
        title = "没有办成" if text else "程序出了一点问题"
        kept = "" if text else save_report(where)
        told = text or BUG + (f"\n\n位置已记在：{kept}" if kept else "")
        box = QMessageBox(QMessageBox.Icon.NoIcon, title, told, QMessageBox.StandardButton.Ok)
        if not text:
            box.setDetailedText(where)
        box.setWindowModality(Qt.WindowModality.ApplicationModal)
        box.finished.connect(shown.clear)
        shown.append(box)
        box.show()

    hook.met.connect(show, Qt.ConnectionType.QueuedConnection)
    sys.excepthook = hook
    return lambda: setattr(sys, "excepthook", before)
