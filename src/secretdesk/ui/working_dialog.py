"""A dialog that gives the desk to a worker, takes it back, and says what stood in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from secretdesk.ui.parts import label, mark
from secretdesk.ui.trouble import sentence
from secretdesk.ui.work import Stopped, Work, start

if TYPE_CHECKING:
    from collections.abc import Callable


class WorkingDialog(QDialog):
    """Its maker lays out ``said``. Esc leaves unless a worker has the desk; Ctrl+L locks always."""

    told = Signal(str)  # what was done, in a line
    busy = Signal(bool)  # a worker has the desk
    lock_asked = Signal()
    stopped = ""  # what is said where a person stops the work

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.work: Work | None = None
        self.said = label(wrap=True, note="refuse")
        self.said.hide()
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        QShortcut(QKeySequence("Ctrl+L"), self).activated.connect(self.lock_asked)

    def begin(
        self,
        title: str,
        task: Callable[[Work], object],
        done: Callable[[object], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Give the desk to a worker; *done* or *failed* begins by taking it back with :meth:`free`."""
        self.say("")
        self.setEnabled(False)
        self.busy.emit(True)
        self.work = start(self, title, task, done, failed or self.failed)

    def free(self) -> None:
        """The worker has ended."""
        self.work = None
        self.busy.emit(False)
        self.setEnabled(True)

    def failed(self, error: BaseException) -> None:
        """Say why; a bug is raised on."""
        self.free()
        text = self.stopped if isinstance(error, Stopped) else sentence(error)
        if not text and not isinstance(error, Stopped):
            raise error
        self.say(text)

    def say(self, text: str, note: str = "refuse") -> None:
        """What stands in the way, or (*note* true or ask) what is to be known."""
        mark(self.said, note=note)
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def reject(self) -> None:
        """Esc."""
        if self.work is None:
            super().reject()
