"""The fields of an action on the screen, in the order of the paper: some open, the rest folded."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from secretdesk.domain.fields import Kind
from secretdesk.domain.review import Weight
from secretdesk.ui.arrange import fields_in
from secretdesk.ui.field_box import FieldBox, FieldRow
from secretdesk.ui.parts import button, card

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Register
    from secretdesk.domain.review import Reason
    from secretdesk.ui.arrange import Rows
    from secretdesk.ui.consent import Agreed

LISTED = 46  # characters of the folded part's summary


class FormArea(QWidget):
    """The open rows on a sheet of paper, a button that unfolds the rest below."""

    changed = Signal(str)  # the field's key
    left = Signal()
    resized = Signal()

    def __init__(
        self, desk: Desk, register: Register, rows: tuple[Rows, Rows], needs: Iterable[str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.boxes: dict[str, FieldBox] = {}
        self.rows: list[FieldRow] = []
        self.needs = set(needs)
        self.folded_keys = {f.key for f in fields_in(rows[1])}
        self.sheet = QScrollArea(self)
        self.sheet.setWidgetResizable(True)
        self.sheet.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sheet.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.paper = card()
        self.sheet.setWidget(self.paper)
        layout = QVBoxLayout(self.paper)
        layout.setContentsMargins(16, 12, 16, 6)
        layout.setSpacing(2)
        self._fill(desk, register, rows[0], self.paper, layout)
        self.folded = QFrame(self.paper)
        self.folded.hide()
        below = QVBoxLayout(self.folded)
        below.setContentsMargins(0, 4, 0, 0)
        below.setSpacing(2)
        self._fill(desk, register, rows[1], self.folded, below)
        layout.addWidget(self.folded)
        layout.addStretch()
        self.fold_button: QPushButton = button("", self.toggle, fold=True)
        self.fold_button.setVisible(bool(rows[1]))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(self.sheet, 1)
        outer.addWidget(self.fold_button)
        self._summarise()

    def _fill(self, desk: Desk, register: Register, rows: Rows, parent: QWidget, layout: QVBoxLayout) -> None:
        for row in rows:
            made = FieldRow(parent)
            for field, share in row:
                box = FieldBox(desk, register, field, made, needed=field.key in self.needs or field.required)
                box.editor.changed.connect(partial(self._changed, field.key))
                box.left.connect(self.left)
                self.boxes[field.key] = box
                made.add(box, share)
            self.rows.append(made)
            layout.addWidget(made)

    def _changed(self, key: str) -> None:
        if key in self.folded_keys:
            self._summarise()
        if self.boxes[key].field.kind is Kind.LINES:
            self.resized.emit()
        self.changed.emit(key)

    # --- values ---

    def get(self) -> dict[str, Any]:
        """What stands in the fields, empty ones left out."""
        found = {key: box.editor.get() for key, box in self.boxes.items()}
        return {key: value for key, value in found.items() if value not in ("", [])}

    def put(self, values: dict[str, Any]) -> None:
        """Set every field; those without a value become empty."""
        for key, box in self.boxes.items():
            box.editor.put(values.get(key, ""))
            box.touched = False
        self._summarise()

    # --- the folded part ---

    def toggle(self) -> None:
        """Unfold or fold."""
        self.unfold(opened=self.folded.isHidden())

    def unfold(self, *, opened: bool = True) -> None:
        """Show the rest, or put it away."""
        if self.folded_keys and self.folded.isHidden() is opened:
            self.folded.setVisible(opened)
            self._summarise()
            self.resized.emit()
            if opened:
                first = next(box for key, box in self.boxes.items() if key in self.folded_keys)
                first.widget.setFocus()

    def _summarise(self) -> None:
        filled = [
            f"{box.field.label} {_text(box.editor.get())}"
            for key, box in self.boxes.items()
            if key in self.folded_keys and box.editor.get()
        ]
        text = "、".join(filled)
        text = text if len(text) <= LISTED else text[:LISTED] + "……"
        opened = not self.folded.isHidden()
        sign = "▾ 收起" if opened else "▸ 其余"
        self.fold_button.setText(
            f"{sign} {len(self.folded_keys)} 项(&M)" + (f"：{text}" if text and not opened else "")
        )

    # --- reasons ---

    def tell(self, reasons: Sequence[Reason], consented: Agreed) -> None:
        """Show the reasons at their fields."""
        for row in self.rows:
            row.tell([(box, r) for box in row.boxes for r in reasons if r.field == box.field.key], consented)
        if any(r.field in self.folded_keys and r.weight is not Weight.WARN for r in reasons):
            hidden = self.folded.isHidden()
            focus = self.window().focusWidget()
            self.unfold()
            if hidden and focus is not None:
                focus.setFocus()
        self.resized.emit()

    def field_in_focus(self) -> str:
        """The field one is in, "" for none."""
        focus = self.window().focusWidget()
        boxes = self.boxes.items()
        return next(
            (k for k, b in boxes if focus and (b.widget is focus or b.widget.isAncestorOf(focus))), ""
        )

    def go_to(self, key: str) -> None:
        """Put the cursor into a field."""
        box = self.boxes.get(key)
        if box is not None:
            if key in self.folded_keys:
                self.unfold()
            box.widget.setFocus(Qt.FocusReason.TabFocusReason)
            self.sheet.ensureWidgetVisible(box, 0, 24)

    def go_to_first_empty(self) -> None:
        """The first open field that is empty, else the first."""
        opened = [box for key, box in self.boxes.items() if key not in self.folded_keys]
        first = next((box for box in opened if box.editor.get() in ("", [])), opened[0] if opened else None)
        if first is not None:
            first.widget.setFocus(Qt.FocusReason.TabFocusReason)

    def sizeHint(self) -> QSize:
        """What it takes to show everything without scrolling."""
        layout, width = self.paper.layout(), self.width()
        fold = self.fold_button.sizeHint().height() + 8 if self.folded_keys else 0
        paper = layout.totalHeightForWidth(width) if layout is not None and layout.hasHeightForWidth() else 0
        return QSize(width, max(paper, 0 if paper else self.paper.sizeHint().height()) + fold + 2)


def _text(value: Any) -> str:
    return str(value[0]) if isinstance(value, list) and value else str(value).split("\n")[0]
