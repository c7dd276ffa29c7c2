"""Lines of a child register typed with their parent: seven envelopes, seven lines, no mouse."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from secretdesk.domain.fields import Kind
from secretdesk.ui.composing import kept_from
from secretdesk.ui.editors import Editor, editor
from secretdesk.ui.parts import label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Register

SHOWN = 7  # lines before it scrolls
MOST = 500  # lines that one paste brings


class LinesEditor(QFrame):
    """There is always one empty line at the end. Enter goes to the next line; on the empty one it leaves."""

    changed = Signal()

    def __init__(self, desk: Desk, child: Register, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk, self.child = desk, child
        self.fields = [
            f for f in child.fields if not f.computed and not f.retired and f.key != "reason"
            and f.kind not in {Kind.LINES, Kind.REFERENCES}
        ]  # fmt: skip
        self.rows: list[tuple[QLabel, list[QWidget]]] = []
        self._filling = False
        self.sheet = QScrollArea(self)
        self.sheet.setWidgetResizable(True)
        self.sheet.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sheet.setHorizontalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )  # the cell one is in is shown
        inside = QWidget()
        inside.setObjectName("inside")
        self.sheet.setWidget(inside)
        self.inside = inside
        self.grid = QGridLayout(inside)
        self.grid.setContentsMargins(0, 0, 4, 0)
        self.grid.setHorizontalSpacing(6)
        self.grid.setVerticalSpacing(4)
        for column, field in enumerate(self.fields, start=1):
            head = label(field.label + (" *" if field.required else ""), soft=True)
            self.grid.addWidget(head, 0, column)
            self.grid.setColumnStretch(column, field.width // (2 if field.long else 1))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.sheet)
        self._add()

    # --- as an editor ---

    def get(self) -> list[dict[str, Any]]:
        """The lines that hold something, as typed."""
        found = [
            {f.key: e.get() for f, e in zip(self.fields, self._editors(n), strict=True)}
            for n in range(len(self.rows))
        ]
        return [{k: v for k, v in line.items() if v not in ("", [])} for line in found if any(line.values())]

    def put(self, value: Any) -> None:
        """Set the lines."""
        self._filling = True
        lines = list(value or [])
        while len(self.rows) > 1:
            self._remove(len(self.rows) - 1)
        for one in self._editors(0):
            one.put("")
        for number, line in enumerate(lines):
            for field, one in zip(self.fields, self._editors(number), strict=True):
                one.put(line.get(field.key, ""))
            self._add()
        self._filling = False
        self._settle()

    def send(self) -> list[dict[str, Any]]:
        """The lines, empty cells left out."""
        lines = []
        for number in range(len(self.rows)):
            sent = {f.key: e.send() for f, e in zip(self.fields, self._editors(number), strict=True)}
            kept = {k: v for k, v in sent.items() if v not in ("", [])}
            lines += [kept] if kept else []
        return lines

    # --- lines ---

    def _editors(self, number: int) -> list[Editor]:
        return [cast("Editor", widget) for widget in self.rows[number][1]]

    def _is_empty(self, number: int) -> bool:
        return not any(one.get() for one in self._editors(number))

    def _add(self) -> None:
        number = len(self.rows)
        head = label(str(number + 1), soft=True)
        head.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.setMinimumWidth(head.fontMetrics().horizontalAdvance("88"))
        self.grid.addWidget(head, number + 1, 0)
        made: list[QWidget] = []
        for column, field in enumerate(self.fields, start=1):
            widget = editor(self.desk, self.child, field, self.inside, line=True)
            widget.setAccessibleName(f"第 {number + 1} 行 {field.label}")
            widget.setToolTip(field.help)
            widget.installEventFilter(self)
            cast("Editor", widget).changed.connect(self._settle)
            self.grid.addWidget(widget, number + 1, column)
            widget.setVisible(True)  # at once: the next key may go there
            made.append(widget)
        self.rows.append((head, made))
        for before, after in zip(
            [w for _, r in self.rows for w in r], [w for _, r in self.rows for w in r][1:], strict=False
        ):
            QWidget.setTabOrder(before, after)
        self._settle()

    def _remove(self, number: int) -> None:
        head, widgets = self.rows.pop(number)
        for widget in (head, *widgets):
            self.grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        for place, (other, cells) in enumerate(self.rows[number:], start=number):
            other.setText(str(place + 1))
            self.grid.addWidget(other, place + 1, 0)
            for column, cell in enumerate(cells, start=1):
                self.grid.addWidget(cell, place + 1, column)

    def _settle(self) -> None:
        """Keep one empty line, skip its further cells with Tab, take the room that is needed."""
        if self._filling:
            return
        last = len(self.rows) - 1
        if not self._is_empty(last):
            self._add()
            return
        for number, (_, widgets) in enumerate(self.rows):
            for widget in widgets[1:]:
                empty = number == last
                widget.setFocusPolicy(Qt.FocusPolicy.ClickFocus if empty else Qt.FocusPolicy.StrongFocus)
        line = self.rows[0][1][0].sizeHint().height() + self.grid.verticalSpacing()
        head = self.fontMetrics().height() + self.grid.verticalSpacing()
        self.sheet.setFixedHeight(head + line * min(len(self.rows), SHOWN) + 4)
        self.changed.emit()

    def repeat_above(self) -> None:
        """The cell one is in says what the one above says."""
        focus = self.window().focusWidget()
        for (_, above), (_, own) in pairwise(self.rows):
            if focus in own:
                column = own.index(focus)
                cast("Editor", own[column]).put(cast("Editor", above[column]).get())

    def paste(self, text: str, line: int = 0, column: int = 0) -> None:
        """Cells copied from a table, from this cell on; a first row that repeats the labels is left out."""
        told = [[cell.strip() for cell in row.split("\t")] for row in text.splitlines() if row.strip()]
        labels = [field.label for field in self.fields[column:]]
        if told and told[0][0] == labels[0]:
            told = told[1:]
        self._filling = True
        for number, cells in enumerate(told[:MOST], start=line):
            if number == len(self.rows):
                self._add()
            for one, cell in zip(self._editors(number)[column:], cells, strict=False):
                one.put(cell)
        self._filling = False
        self._settle()
        self._go(len(self.rows) - 1, 0)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """To the first cell."""
        self.rows[0][1][0].setFocus(reason)

    # --- keys ---

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, arrows and Ctrl+Delete in a cell."""
        if kept_from(watched, event):
            return True
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.sheet.ensureWidgetVisible(watched, 0, 8)
        if event.type() != QEvent.Type.KeyPress or getattr(watched, "list_open", False):
            return super().eventFilter(watched, event)
        place = next(((n, r.index(watched)) for n, (_, r) in enumerate(self.rows) if watched in r), None)
        return (place is not None and self._key(cast("QKeyEvent", event), *place)) or super().eventFilter(
            watched, event
        )

    def _key(self, event: QKeyEvent, line: int, column: int) -> bool:
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.matches(QKeySequence.StandardKey.Paste) and (table := _table_on_the_clipboard()):
            self.paste(table, line, column)
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not control and not self._is_empty(line):
            return self._go(line + 1, 0)
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up} and control:
            return self._go(line + (1 if key == Qt.Key.Key_Down else -1), column)
        if key == Qt.Key.Key_Delete and control and line < len(self.rows) - 1:
            self._remove(line)
            self._settle()
            return self._go(min(line, len(self.rows) - 1), 0)
        return False

    def _go(self, line: int, column: int) -> bool:
        if 0 <= line < len(self.rows):
            self.rows[line][1][column].setFocus(Qt.FocusReason.TabFocusReason)
        return True


def _table_on_the_clipboard() -> str:
    """What was copied from several cells of a table; "" for a single text, which its field pastes itself."""
    text = QGuiApplication.clipboard().text().strip("\r\n")
    return text if "\t" in text or "\n" in text else ""
