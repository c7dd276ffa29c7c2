"""The filters of a table as chips, and the menu that adds one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QMenu, QPushButton, QWidget

from secretdesk.desk import drafts, filters
from secretdesk.desk.due import minute_of
from secretdesk.store.errors import StoreError
from secretdesk.ui.icons import mark_with
from secretdesk.ui.parts import button
from secretdesk.ui.trouble import tell

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Register

WIDEST = 18  # characters of a chip


class FilterBar(QWidget):
    """``chosen`` is what a person filters by; ``fixed`` is where a link has led, told in one chip of its own."""

    changed = Signal()
    facet_asked = Signal(object)  # a facet whose choice is to be made

    def __init__(self, desk: Desk, register: Register, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk, self.register = desk, register
        self.chosen: filters.Filter = {}
        self.fixed: tuple[dict[str, Any], str] = ({}, "")
        self.chips = QHBoxLayout(self)
        self.chips.setContentsMargins(0, 0, 0, 0)
        self.chips.setSpacing(6)
        self.add = button("筛选(&S)", chip=True)
        mark_with(self.add, "filter")
        self.add.setAccessibleName("增加筛选")
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._fill)
        self.add.setMenu(self.menu)
        self.chips.addWidget(self.add)

    # --- what is asked ---

    def where(self) -> dict[str, Any]:
        """The filter as a query takes it, today."""
        return {
            **filters.where_of(self.chosen, self.desk.clock().date(), minute_of(self.desk)),
            **self.fixed[0],
        }

    def choose(self, key: str, value: Any) -> None:
        """Filter by this; nothing, or an empty list, takes it away."""
        kept = {k: v for k, v in self.chosen.items() if k != key}
        self.set_filter(kept | ({key: value} if value else {}))

    def set_filter(self, chosen: filters.Filter, fixed: tuple[dict[str, Any], str] = ({}, "")) -> None:
        """Filter by exactly this."""
        self.chosen, self.fixed = filters.still_sound(self.desk, self.register, chosen), fixed
        self.renew()
        self.changed.emit()

    def renew(self) -> None:
        """Show the chips anew."""
        focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        while self.chips.count() > 1:
            widget = self.chips.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        where, told = self.fixed
        if where:
            self._chip(told, lambda: self.set_filter(self.chosen))
        for facet in filters.facets(self.desk, self.register):
            if facet.key in self.chosen:
                text = filters.told(self.desk, facet, self.chosen[facet.key])
                self._chip(text, partial(self.choose, facet.key, None))
        if focus:
            self.add.setFocus()

    def _chip(self, text: str, act: object) -> None:
        room = self.fontMetrics().horizontalAdvance("口") * WIDEST
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        chip: QPushButton = button(f"{shown}  ✕", act, chip=True)  # type: ignore[arg-type]
        chip.setAccessibleName(f"去掉筛选 {text}")
        chip.setToolTip(text)
        self.chips.insertWidget(self.chips.count() - 1, chip)

    # --- the menu ---

    def _fill(self) -> None:
        self.menu.clear()
        for name, chosen in self.kept().items():
            self.menu.addAction(f"☆ {name}", partial(self.set_filter, chosen))
        if self.kept():
            self.menu.addSeparator()
        for facet in filters.facets(self.desk, self.register):
            text = (
                filters.told(self.desk, facet, self.chosen[facet.key])
                if facet.key in self.chosen
                else facet.label
            )
            self.menu.addAction(f"{text}…", partial(self.facet_asked.emit, facet))
        self.menu.addSeparator()
        self.menu.addAction("存为常用筛选…", self._name).setEnabled(bool(self.chosen))
        if self.kept():
            gone = self.menu.addMenu("删去常用筛选")
            for name in self.kept():
                gone.addAction(name, partial(self._forget, name))
        self.menu.addAction("全部去掉", partial(self.set_filter, {})).setEnabled(
            bool(self.chosen or self.fixed[0])
        )

    def kept(self) -> dict[str, filters.Filter]:
        """The filters this person has kept for this register."""
        found: dict[str, filters.Filter] = drafts.preference(self.desk, f"filters:{self.register.key}", {})
        return found

    def keep(self, name: str) -> None:
        """Keep the filter in use under a name."""
        self._write({**self.kept(), name: self.chosen})

    def _forget(self, name: str) -> None:
        self._write({k: v for k, v in self.kept().items() if k != name})

    def _write(self, kept: dict[str, filters.Filter]) -> None:
        try:
            drafts.prefer(self.desk, f"filters:{self.register.key}", kept)
        except StoreError as error:
            tell(self.window(), "没有存下", error.text)

    def _name(self) -> None:
        asked = QInputDialog(self)
        asked.setWindowTitle("存为常用筛选")
        asked.setLabelText("名称：")
        asked.textValueSelected.connect(lambda text: self.keep(text.strip()) if text.strip() else None)
        asked.finished.connect(asked.deleteLater)
        asked.open()
