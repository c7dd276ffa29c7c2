"""The fields of an action on the screen, in the order of the paper: some open, the rest folded."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from secretdesk.desk.usual import CUSTOMS
from secretdesk.domain.fields import Kind
from secretdesk.domain.review import Weight
from secretdesk.ui.arrange import fields_in
from secretdesk.ui.asking import arranged
from secretdesk.ui.editors import AheadEditor
from secretdesk.ui.field_box import FieldBox, FieldRow
from secretdesk.ui.parts import button, card
from secretdesk.ui.rest import told_of_rest
from secretdesk.ui.series import entry_meant

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QResizeEvent

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Register
    from secretdesk.domain.review import Reason
    from secretdesk.ui.arrange import Rows
    from secretdesk.ui.consent import Agreed


class FormArea(QWidget):
    """The open rows on a sheet of paper, a button that unfolds the rest below."""

    changed = Signal(str)  # the field's key
    left = Signal()
    resized = Signal()

    def __init__(
        self, desk: Desk, register: Register, rows: tuple[Rows, Rows], needs: Iterable[str], parent: QWidget,
        scanned: str = "",
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.boxes: dict[str, FieldBox] = {}
        self.rows: list[FieldRow] = []
        self.needs, self.scanned = set(needs), scanned
        self.laid: frozenset[str] = frozenset()  # fields that were filled by custom
        self.asked: tuple[str, ...] = ()
        self.putting = False
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
        self.open_rows = self._fill(desk, register, rows[0], self.paper, layout)
        self.folded = QFrame(self.paper)
        self.folded.hide()
        below = QVBoxLayout(self.folded)
        below.setContentsMargins(0, 4, 0, 0)
        below.setSpacing(2)
        self.aside = FieldRow(self.folded)  # for what a short line doesn't ask
        self.aside.hide()
        below.addWidget(self.aside)
        self.folded_rows = self._fill(desk, register, rows[1], self.folded, below)
        self.rows.append(self.aside)
        self._by_near(desk, register)
        layout.addWidget(self.folded)
        layout.addStretch()
        self.fold_button: QPushButton = button("", self.toggle, fold=True)
        if not rows[1]:
            self.fold_button.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(self.sheet, 1)
        outer.addWidget(self.fold_button)
        self._summarise()

    def _fill(
        self, desk: Desk, register: Register, rows: Rows, parent: QWidget, layout: QVBoxLayout
    ) -> list[tuple[FieldRow, list[tuple[FieldBox, float]]]]:
        """Rows of fields; gives each with what belongs into it."""
        filled = []
        for row in rows:
            made = FieldRow(parent)
            cells = []
            for field, share in row:
                needed = field.key in self.needs or field.required
                box = FieldBox(desk, register, field, made, needed=needed, scan=field.key == self.scanned)
                box.editor.changed.connect(partial(self._changed, field.key))
                box.left.connect(self.left)
                self.boxes[field.key] = box
                made.add(box, share)
                cells.append((box, share))
            self.rows.append(made)
            layout.addWidget(made)
            filled.append((made, cells))
        return filled

    def _by_near(self, desk: Desk, register: Register) -> None:
        """Type-ahead goes by entries of the same correspondent first."""
        by, _ = CUSTOMS.get(register.key, ("", ()))
        box = self.boxes.get(by)
        if box is None:
            return

        def near() -> tuple[str, int] | None:
            row = entry_meant(desk, register, by, box.editor.get())
            return (by, row.entry) if row else None

        for other in self.boxes.values():
            if isinstance(other.widget, AheadEditor):
                other.widget.near = near

    def _changed(self, key: str) -> None:
        if key in self.folded_keys and not self.putting:
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
        self.putting = True
        for key, box in self.boxes.items():
            box.editor.put(values.get(key, ""))
            box.touched = False
        self.putting = False
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
        folded = [box for key, box in self.boxes.items() if key in self.folded_keys]
        room = self.fold_button.width() - 28
        opened = not self.folded.isHidden()
        usual = any(box.field.key in self.laid for box in folded)
        short, whole = told_of_rest(folded, self.fold_button.fontMetrics(), room, opened=opened, usual=usual)
        self.fold_button.setText(short)
        self.fold_button.setToolTip(whole)
        self.fold_button.setAccessibleName(whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The folded line tells as much as there is room for."""
        super().resizeEvent(event)
        self._summarise()

    def fill_by_custom(self, values: dict[str, Any], laid: Iterable[str]) -> None:
        """Set some fields that were not typed; *laid* are all that stand there by custom now."""
        for key, value in values.items():
            self.boxes[key].editor.put(value)
        self.laid = frozenset(laid)
        self._summarise()

    def ask(self, keys: tuple[str, ...]) -> None:
        """Open exactly these fields, besides those that hold something; () leaves the form as it is."""
        if not keys or keys == self.asked:
            return
        self.asked = keys
        kept = {k for k, b in self.boxes.items() if not b.is_empty} | {self.field_in_focus()}
        rows, aside = arranged(self.open_rows, self.folded_rows, keys, kept)
        for row, cells in [*rows, (self.aside, aside)]:
            if [box for box, _ in cells] != row.boxes:
                row.hold(cells)
        in_open = {box for row, _ in self.open_rows for box in row.boxes}
        self.folded_keys = {key for key, box in self.boxes.items() if box not in in_open}
        for key, box in self.boxes.items():
            box.star(needed=key in keys or key in self.needs or box.field.required)
        shown = [box.widget for row, _ in [*rows, (self.aside, aside)] for box in row.boxes]
        for before, after in pairwise(shown):
            QWidget.setTabOrder(before, after)
        self._summarise()
        self.resized.emit()

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
            self.sheet.ensureWidgetVisible(box.parentWidget() or box, 0, 4)  # with the notes below it

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
