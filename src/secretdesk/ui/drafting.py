"""Keeps what stands in an open form: two seconds after the last key, at once on Esc and on lock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from secretdesk.desk import drafts
from secretdesk.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

    from secretdesk.desk.desk import Desk

PAUSE = 2000  # ms


class Drafting(QObject):
    """The draft of one form. ``content`` gives what is worth keeping, {} for nothing."""

    def __init__(
        self,
        desk: Desk,
        register: str,
        action: str,
        entry: int,
        content: Callable[[], dict[str, Any]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.desk, self.place, self.content = desk, (register, action, entry), content
        self.kept = False
        self._later = QTimer(self, singleShot=True, interval=PAUSE)
        self._later.timeout.connect(self.keep)

    def found(self) -> tuple[dict[str, Any], str] | None:
        """The draft of this form and when it was saved (2026-11-23 09:40), or None."""
        for one in drafts.all_drafts(self.desk):
            if (one.register, one.action, one.entry) == self.place:
                self.kept = True
                return one.content, one.saved_at[:16].replace("T", " ")
        return None

    def touch(self) -> None:
        """Something was typed."""
        self._later.start()

    def rest(self) -> None:
        """A worker has the desk: nothing is written beside it."""
        self._later.stop()

    def keep(self) -> StoreError | None:
        """Save, or drop what has become empty; gives the disk's trouble, for losing a draft stops nothing."""
        self._later.stop()
        content = self.content()
        try:
            if content:
                drafts.save(self.desk, *self.place, content)
            elif self.kept:
                drafts.drop(self.desk, *self.place)
        except StoreError as error:
            return error
        self.kept = bool(content)
        return None

    def drop(self) -> None:
        """Forget it: it has become an act, or is not wanted."""
        self._later.stop()
        if self.kept:
            try:
                drafts.drop(self.desk, *self.place)
            except StoreError:
                return  # it will be offered once more
            self.kept = False
