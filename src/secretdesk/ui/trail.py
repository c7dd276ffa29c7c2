"""Where one has been: back and forward, as in a book with two fingers between the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.ui.place import page_state, restore
from secretdesk.ui.tabs import KEY

if TYPE_CHECKING:
    from secretdesk.ui.workplace import Workplace

MOST = 100


class Trail:
    """The places one has stood at, each as it was left, and which of them one stands at now."""

    def __init__(self, work: Workplace) -> None:
        self.work = work
        self.places: list[dict[str, Any]] = []
        self.at = -1
        self._walking = False

    def here(self) -> dict[str, Any]:
        """Where one is, as plain data."""
        item, page = self.work.tabs.currentItem(), self.work.page
        place = {"tab": item.data(KEY) if item is not None else ""}
        return place if page is None else {"tab": page.register.key, **page_state(page)}

    def leave(self) -> None:
        """About to go elsewhere: note how this place looks."""
        if not self._walking and self.at >= 0 and self.work.page is not None:
            self.places[self.at] = self.here()

    def arrive(self) -> None:
        """Somewhere else now: what lay ahead is forgotten."""
        if not self._walking:
            self.places = [*self.places[: self.at + 1], self.here()][-MOST:]
            self.at = len(self.places) - 1

    def step(self, by: int) -> None:
        """Back (-1) or forward (1)."""
        if not 0 <= self.at + by < len(self.places):
            return
        self.leave()
        self.at += by
        place = self.places[self.at]
        self._walking = True
        self.work.tabs.go(place["tab"])
        if self.work.page is not None and "top" in place:
            restore(self.work.page, place)
        self._walking = False
