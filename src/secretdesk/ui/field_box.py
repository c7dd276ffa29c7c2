"""A field on a form: its name, its editor, and under the row what the rules say to it."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from secretdesk.domain.fields import Kind
from secretdesk.domain.numbers import parse_numbers
from secretdesk.domain.review import Weight
from secretdesk.ui.colours import colours
from secretdesk.ui.composing import kept_from
from secretdesk.ui.consent import key_of, told_of
from secretdesk.ui.editors import editor
from secretdesk.ui.parts import label, mark
from secretdesk.ui.scan_editor import stream_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Register
    from secretdesk.domain.fields import Field
    from secretdesk.domain.review import Reason
    from secretdesk.ui.consent import Agreed
    from secretdesk.ui.editors import Editor

SETTLING = 600  # ms: a value half typed isn't wrong yet


class FieldBox(QWidget):
    """Name above, editor below. Knows whether one has been in it and what it was typed last."""

    left = Signal()

    def __init__(
        self,
        desk: Desk,
        register: Register,
        field: Field,
        parent: QWidget,
        *,
        needed: bool,
        scan: bool = False,
    ) -> None:
        super().__init__(parent)
        self.field = field
        self.touched = False
        self.widget = stream_of(desk, field, self) if scan else editor(desk, register, field, self)
        self.editor = cast("Editor", self.widget)
        self.widget.setAccessibleName(field.label)
        self.widget.setAccessibleDescription(field.help)
        self.widget.setToolTip(field.help)
        self.widget.installEventFilter(self)
        self.name = QLabel(self)
        self.name.setProperty("soft", True)
        self.star(needed=needed)
        self.name.setBuddy(self.widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self.name)
        layout.addWidget(self.widget)
        self.typing = QTimer(self, singleShot=True, interval=SETTLING)
        self.editor.changed.connect(self.typing.start)

    def star(self, *, needed: bool) -> None:
        """Tell whether it must be filled."""
        star = f" <span style='color:{colours().accent}'>*</span>" if needed else ""
        text = escape(self.field.label) + star
        if self.name.text() != text:
            self.name.setText(text)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return self.editor.get() in ("", [])

    @property
    def is_being_typed(self) -> bool:
        """Whether the last key in it was a moment ago and one is still in it."""
        return self.typing.isActive() and (self.widget.hasFocus() or self.field.kind is Kind.LINES)

    def hint(self) -> str:
        """What the field itself can tell: how many 份号 were understood."""
        if self.field.kind is not Kind.NUMBERS:
            return ""
        found = parse_numbers(str(self.editor.get()))
        if not found or len(found) < 2:
            return ""
        shown = "、".join(found[:4]) + ("……" if len(found) > 4 else "")
        return f"{len(found)} 份：{shown}"

    def show_trouble(self, weight: Weight | None) -> None:
        """Colour the edge."""
        mark(
            self.widget,
            trouble={Weight.REFUSE: "refuse", Weight.ASK: "ask"}.get(weight, "") if weight else "",
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As much of the help as there is room for stands in the empty field, in whole clauses."""
        super().resizeEvent(event)
        if isinstance(self.widget, QLineEdit):
            room = self.widget.width() - 24
            clauses = re.split(r"(?<=[；。，、])", self.field.help)
            told = ""
            for clause in clauses:
                if self.fontMetrics().horizontalAdvance((told + clause).rstrip("；。，、")) > room:
                    break
                told += clause
            self.widget.setPlaceholderText(told.rstrip("；。，、"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note when one leaves it, and what an input method composes."""
        if kept_from(watched, event):
            return True
        if event.type() == QEvent.Type.FocusOut:
            self.touched = True
            self.left.emit()
        return super().eventFilter(watched, event)


class FieldRow(QFrame):
    """Fields side by side, as on the paper, and the notes to them below, each beginning under its field."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.boxes: list[FieldBox] = []
        self.notes: list[tuple[QLabel, FieldBox]] = []
        self.side = side = QHBoxLayout()
        side.setSpacing(12)
        self.below = QVBoxLayout()
        self.below.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(side)
        layout.addLayout(self.below)
        self.room = label(" ", note="true")
        self.below.addWidget(self.room)

    def add(self, box: FieldBox, share: float) -> None:
        """One more field at the right."""
        self.boxes.append(box)
        self.side.addWidget(box, round(share * 100))

    def hold(self, cells: Sequence[tuple[FieldBox, float]]) -> None:
        """Exactly these fields, taken from wherever they stand; without any the row is gone."""
        for box in self.boxes:
            self.side.removeWidget(box)
        self.boxes = []
        for box, share in cells:
            if box.parent() is not self:
                box.setParent(self)
            self.add(box, share)
            box.show()
        self.setVisible(bool(cells))

    def tell(self, found: Sequence[tuple[FieldBox, Reason]], consented: Agreed) -> None:
        """Show these reasons, and what the fields tell by themselves."""
        told: list[tuple[FieldBox, str, str]] = []
        for box in self.boxes:
            own = [reason for other, reason in found if other is box]
            weights = [r.weight for r in own if key_of(r) not in consented]
            worst = next((w for w in (Weight.REFUSE, Weight.ASK) if w in weights), None)
            box.show_trouble(worst)
            told += [(box, *told_of(reason, consented)) for reason in own]
            if not own and box.hint():
                told.append((box, box.hint(), "true"))
        if [(n.text(), n.property("note"), b) for n, b in self.notes] == [(t, k, b) for b, t, k in told]:
            return
        for note, _ in self.notes:
            self.below.removeWidget(note)
            note.deleteLater()
        self.notes = [(label(text, wrap=True, note=kind), box) for box, text, kind in told]
        for note, _ in self.notes:
            self.below.addWidget(note)
        self.room.setVisible(not self.notes)
        self._indent()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the notes under their fields."""
        super().resizeEvent(event)
        self._indent()

    def _indent(self) -> None:
        for note, box in self.notes:
            needs = note.fontMetrics().horizontalAdvance(note.text()) + 8
            left = max(0, min(box.x(), self.width() - needs))
            note.setContentsMargins(left, 0, 0, 2)
