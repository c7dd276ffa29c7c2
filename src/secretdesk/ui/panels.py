"""Which actions have a panel of their own in the place of the dialog that follows from the declaration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.ui.dialog import ActionDialog
from secretdesk.ui.evening import EveningPanel
from secretdesk.ui.round_panel import RoundPanel
from secretdesk.ui.stocktake import StocktakePanel
from secretdesk.ui.undo_import import UndoImportPanel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from secretdesk.domain.declaration import Action, Register
    from secretdesk.domain.review import Row
    from secretdesk.ui.panel_frame import PanelFrame

PANELS: dict[tuple[str, str], type[PanelFrame]] = {
    ("closings", "close"): EveningPanel,
    ("stocktakes", "count"): StocktakePanel,
    ("imports", "void"): UndoImportPanel,
    ("circulations", "send"): RoundPanel,
    ("circulations", "take_back"): RoundPanel,
}
OF_ONE = {RoundPanel}  # a panel of one entry; for several, or what is scanned, the form


def form_of(register: Register, action: Action, rows: Sequence[Row]) -> type[PanelFrame | ActionDialog]:
    """The panel of an action for these entries, else the dialog."""
    panel = PANELS.get((register.key, action.key))
    return ActionDialog if panel is None or (panel in OF_ONE and len(rows) != 1) else panel
