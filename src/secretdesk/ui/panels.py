"""Which actions have a panel of their own in the place of the dialog that follows from the declaration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.ui.dialog import ActionDialog
from secretdesk.ui.evening import EveningPanel
from secretdesk.ui.stocktake import StocktakePanel

if TYPE_CHECKING:
    from secretdesk.domain.declaration import Action, Register
    from secretdesk.ui.panel_frame import PanelFrame

PANELS: dict[tuple[str, str], type[PanelFrame]] = {
    ("closings", "close"): EveningPanel,
    ("stocktakes", "count"): StocktakePanel,
}


def form_of(register: Register, action: Action) -> type[PanelFrame | ActionDialog]:
    """The panel of an action, else the dialog."""
    return PANELS.get((register.key, action.key), ActionDialog)
