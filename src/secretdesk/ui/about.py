"""关于: which version this is, and whether the system keeps it from the network as it should."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk import __version__, guard
from secretdesk.domain.terms_guard import guard_told
from secretdesk.ui.trouble import tell

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox, QWidget


def tell_about(parent: QWidget) -> QMessageBox:
    """What must be answered when somebody asks what runs here."""
    state = guard.state()
    told = guard_told(begun=state.begun, kernel=state.kernel, missing=state.missing)
    return tell(parent, "关于", "\n\n".join((f"保密工作台 {__version__}", *told)))
