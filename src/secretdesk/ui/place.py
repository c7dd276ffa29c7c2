"""Where one is, kept in the vault over a lock: tab, search, entry, the open form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.desk import drafts
from secretdesk.store.errors import StoreError
from secretdesk.ui.dialog import ActionDialog
from secretdesk.ui.panel_frame import PanelFrame
from secretdesk.ui.tabs import KEY, TODAY

if TYPE_CHECKING:
    from secretdesk.ui.register_page import RegisterPage
    from secretdesk.ui.workplace import Workplace

PREFERENCE = "place"


def place_of(work: Workplace) -> dict[str, Any]:
    """Where one is, as plain data."""
    item = work.tabs.currentItem()
    pages = {key: _lasting(page_state(page)) for key, page in work.pages.items()}
    place: dict[str, Any] = {"tab": item.data(KEY) if item else TODAY, "pages": {**work.kept, **pages}}
    place["folded"] = sorted(work.tabs.folded)
    if isinstance(work.dialog, (ActionDialog, PanelFrame)):
        dialog = work.dialog
        place["dialog"] = {
            "action": dialog.action.key,
            "entries": [row.entry for row in dialog.entries],
            "header": dialog.header,
        }
    return place


def _lasting(state: dict[str, Any]) -> dict[str, Any]:
    """What is worth keeping over a lock: the lines behind a figure are counted anew."""
    where, _ = state["fixed"]
    plain = all(value is None or isinstance(value, (str, int)) for value in where.values())
    return state if plain else {**state, "fixed": [{}, ""], "row": 0, "top": 0}


def page_state(page: RegisterPage) -> dict[str, Any]:
    """How a tab stands: search, filter, order, entry, scroll position."""
    current, ask = page.view.current(), page.model.pages.ask
    return {
        "filter": page.filters.chosen,
        "fixed": list(page.filters.fixed),
        "order": [ask.order, ask.ascending],
        "text": page.search.text(),
        "entry": current.entry if current else 0,
        "row": page.view.currentIndex().row(),
        "top": page.view.verticalScrollBar().value(),
    }


def keep_place(work: Workplace) -> None:
    """Note it in the vault; the lock doesn't wait for a disk that refuses."""
    try:
        drafts.prefer(work.desk, PREFERENCE, place_of(work))
    except StoreError:
        return


def return_to_place(work: Workplace) -> None:
    """Go back where one was, and open the form that was open. The other tabs follow when they are looked at."""
    place = drafts.preference(work.desk, PREFERENCE, {})
    work.kept = dict(place.get("pages", {}))
    work.tabs.fold(place.get("folded", ()))
    work.tabs.go(place.get("tab", TODAY))
    form = place.get("dialog")
    if form and work.page is not None:
        rows = [r for entry in form["entries"] for r in work.desk.find(work.page.register.key, entry)]
        work.act(form["action"], rows, header=form["header"])


def restore(page: RegisterPage, kept: dict[str, Any]) -> None:
    """A tab as it was left."""
    page.search.setText(kept["text"])
    page.filters.set_filter(kept.get("filter", {}), tuple(kept.get("fixed", ({}, ""))))
    page.view.order(*kept.get("order", ("", False)))
    if kept["entry"]:
        page.view.choose_entry(kept["entry"], kept["row"])
    page.view.scroll_to(kept["top"])
