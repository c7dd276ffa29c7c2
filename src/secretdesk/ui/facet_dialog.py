"""Chooses what to filter by: some words, some days, some entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from secretdesk.desk.filters import BETWEEN, Facet
from secretdesk.domain.periods import parse_date
from secretdesk.ui.editors import NameEditor
from secretdesk.ui.parts import button, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from secretdesk.desk.desk import Desk

VALUE = Qt.ItemDataRole.UserRole
MOST = 12  # choices in sight


class FacetDialog(QDialog):
    """Space ticks, Enter filters, Esc leaves. ``done_with`` takes what was chosen, None for nothing."""

    def __init__(
        self, desk: Desk, facet: Facet, chosen: Any, done_with: Callable[[Any], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.desk, self.facet, self.done_with = desk, facet, done_with
        self.setWindowTitle(f"筛选 · {facet.label}")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.list = QListWidget()
        self.list.setAccessibleName(facet.label)
        self.note = label(note="refuse", wrap=True)
        self.note.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 16, 22, 16)
        layout.setSpacing(8)
        layout.addWidget(label(facet.label, head=True))
        self.name: NameEditor | None = None
        self.ends: list[QLineEdit] = []
        if facet.kind == "entries":
            self._lay_names(layout, chosen or [])
        else:
            self._lay_choices(layout, chosen)
        layout.addWidget(self.note)
        hint = "空格勾选，Enter 筛选，Esc 离开" if facet.kind == "words" else "Enter 筛选，Esc 离开"
        layout.addWidget(label(hint, soft=True))
        keys = QHBoxLayout()
        keys.addWidget(button("不筛选(&D)", lambda: self._finish(None)))
        keys.addStretch()
        keys.addWidget(button("离开", self.reject))
        keys.addWidget(button("筛选", self.choose, main=True))
        layout.addLayout(keys)
        (self.name or self.list).setFocus()

    def _lay_choices(self, layout: QVBoxLayout, chosen: Any) -> None:
        ticks = self.facet.kind == "words"
        for value, text in self.facet.choices:
            item = self._add(text, value)
            if ticks:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(
                    Qt.CheckState.Checked if value in (chosen or []) else Qt.CheckState.Unchecked
                )
        chosen_first = next((n for n, (v, _) in enumerate(self.facet.choices) if v == chosen), 0)
        self.list.setCurrentRow(chosen_first)
        self.list.itemDoubleClicked.connect(self.choose)
        row = self.list.sizeHintForRow(0) if self.list.count() else self.fontMetrics().height()
        self.list.setFixedHeight(row * max(min(self.list.count(), MOST), 1) + 6)
        layout.addWidget(self.list)
        if self.facet.kind == "days" and ":" not in self.facet.key:
            self._lay_ends(layout, chosen if isinstance(chosen, str) and BETWEEN in chosen else BETWEEN)

    def _lay_ends(self, layout: QVBoxLayout, span: str) -> None:
        row = QHBoxLayout()
        for word, value in zip(("从", "至"), span.split(BETWEEN), strict=True):
            end = QLineEdit(value)
            end.setAccessibleName(f"{self.facet.label} {word}")
            end.setPlaceholderText("如 1123")
            row.addWidget(label(word, soft=True))
            row.addWidget(end)
            self.ends.append(end)
        layout.addLayout(row)

    def _lay_names(self, layout: QVBoxLayout, chosen: list[int]) -> None:
        register = self.desk.registers[self.facet.refers_to]
        self.name = NameEditor(self.desk, register, self)
        self.name.setAccessibleName(self.facet.label)
        self.name.setPlaceholderText("任何几个字、编号、拼音首字母")
        self.name.picked.connect(self._take)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("口") * 26)
        layout.addWidget(self.name)
        names = self.desk.names(register.key, chosen)
        for entry in chosen:
            self._add_name(names.get(entry, ""), entry)
        self.list.setFixedHeight(self.fontMetrics().height() * 6)
        layout.addWidget(self.list)

    def _add(self, text: str, value: Any) -> QListWidgetItem:
        item = QListWidgetItem(text, self.list)
        item.setData(VALUE, value)
        return item

    def _add_name(self, text: str, entry: int) -> None:
        if entry not in [self.list.item(n).data(VALUE) for n in range(self.list.count())]:
            item = self._add(text, entry)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)

    def _take(self) -> bool:
        """What stands in the field goes into the list."""
        if self.name is None or not self.name.text().strip():
            return True
        found = self.desk.find(self.facet.refers_to, self.name.send())
        if len(found) != 1:
            self._say(f"没有登记过“{self.name.text()}”，或者不止一个。按 ↓ 从列出的里面选。")
            return False
        name = self.desk.names(self.facet.refers_to, [found[0].entry])[found[0].entry]
        self._add_name(name, found[0].entry)
        self.name.put("")
        self.note.hide()
        return True

    def _say(self, text: str) -> None:
        self.note.setText(text)
        self.note.show()

    def _ticked(self) -> list[Any]:
        items = [self.list.item(n) for n in range(self.list.count())]
        return [i.data(VALUE) for i in items if i.checkState() is Qt.CheckState.Checked]

    def choose(self) -> None:
        """Filter by what is ticked, or by the line one stands on."""
        if self.facet.kind == "days":
            self._choose_days()
        elif self._take():
            current = self.list.currentItem()
            alone = [current.data(VALUE)] if self.facet.kind == "words" and current is not None else []
            self._finish(self._ticked() or alone)

    def _choose_days(self) -> None:
        typed = [end.text().strip() for end in self.ends]
        wrong = [one for one in typed if one and parse_date(one, self.desk.clock().date()) is None]
        if wrong:
            self._say(f"“{wrong[0]}”不是日期。可以写 1123、2026-11-23、昨天。")
        elif any(typed):
            self._finish(BETWEEN.join(typed))
        else:
            item = self.list.currentItem()
            self._finish(item.data(VALUE) if item is not None else None)

    def _finish(self, value: Any) -> None:
        self.done_with(value)
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter filters, wherever one stands."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.name is not None and self.name.text().strip():
                self._take()
            else:
                self.choose()
        else:
            super().keyPressEvent(event)
