"""The boxes of a sheet told apart: who signed each, on which day, where in the paper book."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from secretdesk.ui.composing import guard
from secretdesk.ui.parts import label, named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from secretdesk.domain.signing import Signing

COLUMNS = (("who", "签字人"), ("signed_on", "日期"), ("paper_page", "纸簿页"), ("paper_line", "纸簿行"))
SHARES = (5, 4, 2, 2)
ROWS = 12  # more boxes than a page can be signed in are told in the book


class PaperBoxes(QWidget):
    """Left empty, all named on the sheet signed it today."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[tuple[str, dict[str, QLineEdit]]] = []
        self.whole = {key: self._edit(name) for key, name in COLUMNS[1:]}
        head = QHBoxLayout()
        for (key, name), share in zip(COLUMNS[1:], SHARES[1:], strict=True):
            head.addLayout(named(f"整页{name}" if key == "signed_on" else name, self.whole[key]), share)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        self.inside: QWidget | None = None

    def _edit(self, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(name)
        guard(made)
        return made

    def show_boxes(self, places: Sequence[Signing], today: str) -> None:
        """A line for each place to sign."""
        if self.inside is not None:
            self.inside.hide()
            self.inside.deleteLater()
        self.lines = []
        for edit in self.whole.values():
            edit.clear()
        self.whole["signed_on"].setPlaceholderText(today)
        self.inside = QWidget(self)
        grid = QGridLayout(self.inside)
        grid.setContentsMargins(0, 0, 0, 0)
        for column, (_, name) in enumerate((("", "签字处"), *COLUMNS)):
            grid.addWidget(label(name, soft=True), 0, column)
            grid.setColumnStretch(column, (0, *SHARES)[column])
        for row, one in enumerate(places[:ROWS], start=1):
            place = one.place
            grid.addWidget(label(place), row, 0)
            edits = {key: self._edit(f"{place} {name}") for key, name in COLUMNS}
            for column, edit in enumerate(edits.values(), start=1):
                grid.addWidget(edit, row, column)
            edits["who"].setPlaceholderText("、".join(one.names))
            self.lines.append((place, edits))
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self.inside)

    def begin(self) -> None:
        """Where one types first."""
        (self.lines[0][1]["who"] if self.lines else self.whole["signed_on"]).setFocus()

    def values(self) -> dict[str, Any]:
        """What was told, as the action takes it."""
        found: dict[str, Any] = {key: edit.text().strip() for key, edit in self.whole.items()}
        told = []
        for place, edits in self.lines:
            line = {key: edit.text().strip() for key, edit in edits.items() if edit.text().strip()}
            if line and edits["who"].placeholderText():
                line.setdefault("who", edits["who"].placeholderText())
            if line.get("who"):
                told.append({"box": place, **line})
        return {key: value for key, value in found.items() if value} | ({"signatures": told} if told else {})
