"""A stream of scans: a number or its tail and Enter, each answered at once, whatever the answer nothing stops.

A keyboard-wedge scanner is just typing. The stream knows nothing of registers: whoever opens it gives *look*,
which says what a scanned text means (:class:`Answer`); :mod:`secretdesk.ui.scan_editor` asks the desk.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from secretdesk.ui.colours import colours
from secretdesk.ui.composing import kept_from
from secretdesk.ui.parts import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

HEADS = ("", "编号", "密级", "标题、说明")
WIDTHS = (3, 17, 7)  # characters; the last takes the rest
PADDING = 8  # px at either side of a text, and a little more
SHOWN = 7  # answers in sight; more scroll
TAKEN, DOUBTFUL, REFUSED = "✓", "!", "✗"
TAKES_LABELS = "takesLabels"  # a line in which a scanned label stands for its entry's number


class Wrapped(QStyledItemDelegate):
    """Rows as high as their text needs in the width of its column."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The height of the wrapped text, where that is more."""
        hint, view = super().sizeHint(option, index), self.parent()
        if not isinstance(view, QTreeWidget):
            return hint
        room = max(view.columnWidth(index.column()) - 2 * PADDING, view.fontMetrics().horizontalAdvance("口"))
        font = QFontMetrics(view.font())
        wrapped = font.boundingRect(
            0, 0, room, 10_000, int(Qt.TextFlag.TextWordWrap), str(index.data() or "")
        )
        return QSize(hint.width(), max(hint.height(), wrapped.height() + hint.height() - font.height()))


@dataclass(frozen=True)
class Answer:
    """What a scan means. Without an entry it is taken by nothing: unknown, or refused for the reason told."""

    typed: str
    entry: int = 0
    number: str = ""
    level: str = ""
    told: str = ""
    doubtful: bool = False  # it counts, and something about it is not as it should be

    @property
    def is_taken(self) -> bool:
        """Whether it counts."""
        return bool(self.entry)


class ScanStream(QFrame):
    """The line for scanning, what was answered (the last one in sight), and how many."""

    changed = Signal()
    answered = Signal(object)  # an Answer

    def __init__(
        self, look: Callable[[str], Answer], parent: QWidget, *, named: str = "扫描", written: bool = False
    ) -> None:
        super().__init__(parent)
        self.look, self.written = look, written  # written: each scan is an act, nothing is taken away again
        self.answers: list[Answer] = []
        self.line = QLineEdit(self)
        self.line.setAccessibleName(named)
        self.line.setPlaceholderText("扫描条码，或写编号、份号、12-3，按 Enter；扫完空着再按一次 Enter")
        self.line.setProperty(TAKES_LABELS, True)
        self.line.installEventFilter(self)
        self.setFocusProxy(self.line)
        self.list = QTreeWidget(self)
        self.list.setAccessibleName(f"{named}的结果")
        self.list.setRootIsDecorated(False)
        self.list.setWordWrap(True)  # a long answer is read whole
        self.list.setHeaderLabels(HEADS)
        self.list.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.list.header().setStretchLastSection(True)
        self.list.setItemDelegateForColumn(len(HEADS) - 1, Wrapped(self.list))
        self.list.header().sectionResized.connect(lambda *_: self.list.scheduleDelayedItemsLayout())
        one = self.fontMetrics().horizontalAdvance("口")
        for column, width in enumerate(WIDTHS):
            self.list.setColumnWidth(column, one * width)
        self.list.setFixedHeight((SHOWN + 1) * (self.fontMetrics().height() + 9))
        self.list.installEventFilter(self)
        self.total = label("还没有扫描。", wrap=True, note="true")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (self.line, self.list, self.total):
            layout.addWidget(widget)

    # --- what was scanned ---

    @property
    def taken(self) -> list[Answer]:
        """What counts, in the order of scanning."""
        return [one for one in self.answers if one.is_taken]

    def scan(self, text: str) -> Answer:
        """One scan: answered at once."""
        found = self.look(text)
        if found.entry and any(one.entry == found.entry for one in self.answers):
            found = Answer(text, 0, found.number, found.level, "已经扫过，不重复计。")
        self.add(found)
        self.answered.emit(found)
        self.changed.emit()
        return found

    def add(self, found: Answer) -> None:
        """Show an answer; the newest is in sight."""
        self.answers.append(found)
        item = QTreeWidgetItem([_glyph(found), found.number or found.typed, found.level, found.told])
        item.setToolTip(3, found.told)
        if found.doubtful or not found.is_taken:
            ink = QBrush(QColor(colours().amber if found.is_taken else colours().red))
            for column in range(len(HEADS)):
                item.setForeground(column, ink)
        self.list.addTopLevelItem(item)
        self.list.scrollToItem(item)
        self.tell()

    def remove(self, place: int) -> None:
        """Take an answer away again."""
        if 0 <= place < len(self.answers) and not self.written:
            self.answers.pop(place)
            self.list.takeTopLevelItem(place)
            self.tell()
            self.changed.emit()

    def clear(self) -> None:
        """Begin anew."""
        self.answers.clear()
        self.list.clear()
        self.tell()

    def tell(self) -> None:
        """How many, by level, and how many were not taken."""
        taken = self.taken
        levels = "、".join(
            f"{level} {n}" for level, n in Counter(one.level for one in taken if one.level).items()
        )
        counted = f"已扫 {len(taken)} 件" + (f"（{levels}）" if levels else "")
        left = len(self.answers) - len(taken)
        told = counted + (f"；另有 {left} 个没有列入，见上面红字。" if left else "。")
        self.total.setText(told if self.answers else "还没有扫描。")

    # --- keys ---

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter answers; Enter on the empty line goes on to the form."""
        if kept_from(watched, event):
            return True
        if event.type() == QEvent.Type.KeyPress and self._key(watched, cast("QKeyEvent", event)):
            return True
        return super().eventFilter(watched, event)

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        key = event.key()
        held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if watched is self.list:
            if key == Qt.Key.Key_Delete:
                self.remove(self.list.indexOfTopLevelItem(self.list.currentItem()))
            return key == Qt.Key.Key_Delete
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not held and self.line.text().strip():
            text = self.line.text().strip()
            self.line.clear()
            self.scan(text)
            return True
        if key == Qt.Key.Key_Delete and held:
            self.remove(len(self.answers) - 1)
            return True
        return False


def _glyph(found: Answer) -> str:
    return REFUSED if not found.is_taken else DOUBTFUL if found.doubtful else TAKEN
