"""Which place of the help belongs to where one is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from secretdesk.ui.dialog import ActionDialog
from secretdesk.ui.help_pages import page_of
from secretdesk.ui.help_paper import save_keys
from secretdesk.ui.help_text import action_anchor, field_anchor
from secretdesk.ui.help_window import open_help
from secretdesk.ui.panel_frame import PanelFrame

if TYPE_CHECKING:
    from secretdesk.ui.workplace import Workplace

TODAY = "morning"  # the chapter that belongs to 今日
CONTENTS = "first-day"


def place_of(work: Workplace, field: str = "") -> str:
    """The field one is in, the action of the open dialog, the register in sight, or the morning."""
    dialog = work.dialog
    if isinstance(dialog, (ActionDialog, PanelFrame)):
        anchor = field_anchor(field) if field else action_anchor(dialog.action.key)
        return f"{page_of(dialog.register.key)}#{anchor}"
    return page_of(work.page.register.key) if work.page is not None else TODAY


def help_here(work: Workplace, field: str = "", place: str = "") -> None:
    """F1: open the help at *place*, else where one is."""
    open_help(place or place_of(work, field), work.lock_asked.emit, partial(save_keys, work))
