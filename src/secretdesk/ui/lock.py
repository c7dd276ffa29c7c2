"""The lock always wins: every dialog closes, every draft is kept, nobody is asked."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QDialog

from secretdesk.ui.dialog import ActionDialog
from secretdesk.ui.panel_frame import PanelFrame

if TYPE_CHECKING:
    from collections.abc import Callable

    from secretdesk.ui.work import Work
    from secretdesk.ui.workplace import Workplace


def _whatever(keep: Callable[[], None]) -> bool:
    """Keep what can be kept. A bug in it is told like every bug, and doesn't hold up the lock."""
    try:
        keep()
    except Exception as error:  # noqa: BLE001  (the lock wins; the hook tells where it was)
        sys.excepthook(type(error), error, error.__traceback__)
        return False
    return True


def close_dialogs(work: Workplace, keep: Callable[[], None]) -> Work | None:
    """Keep where one is, then every open form's draft, and close whatever stands over the window.

    Gives the work that still has the desk, asked to stop; None where there is none.
    """
    running: Work | None = getattr(work.dialog, "work", None)
    if running is not None:
        running.cancel()
        work.dialog.blockSignals(True)  # type: ignore[union-attr]  # what it had to tell is told no more
    else:
        _whatever(keep)
    popup = QApplication.activePopupWidget()
    while popup is not None:
        popup.close()
        following = QApplication.activePopupWidget()
        popup = following if following is not popup else None
    for window in QApplication.topLevelWidgets():
        if isinstance(window, (ActionDialog, PanelFrame)) and running is None:
            if not _whatever(window.leave):
                window.done(QDialog.DialogCode.Rejected)
        elif isinstance(window, QDialog) and window.isVisible():
            window.hide() if running is not None else window.done(QDialog.DialogCode.Rejected)
    return running
