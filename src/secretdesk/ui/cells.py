"""Draws the cells of a table: plain text, a level as word and colour, a void row struck through."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.marks import parse_mark
from secretdesk.ui.colours import Colours, colours
from secretdesk.ui.table import TableModel

PAD = 8  # px at either side of a text
BAR = 3  # px: the mark of the current row


@lru_cache(maxsize=4096)
def level_of(text: str) -> str:
    """The level that a mark names, "" where it names none."""
    mark = parse_mark(text)
    return str(mark.level) if mark else ""


def is_tag(field: Field) -> bool:
    """Whether the column shows levels."""
    return field.kind is Kind.LEVEL or field.key == "mark"


class Cells(QStyledItemDelegate):
    """Paints every cell itself: a third of the time that a styled item takes."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self.view = view

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """One cell."""
        model, theme = index.model(), colours()
        if not isinstance(model, TableModel):
            return
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        place, column = index.row(), index.column()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(theme.selection))
        if column == 0 and self.view.currentIndex().row() == place and self.view.hasFocus():
            painter.fillRect(QRect(rect.left(), rect.top(), BAR, rect.height()), QColor(theme.accent))
        text = model.text(place, column)
        if not text:
            return
        row = model.row(place)
        void = row is not None and row.status == "void"
        font: QFont = QFont(option.font)  # type: ignore[attr-defined]
        font.setStrikeOut(void)
        painter.setFont(font)
        if is_tag(model.columns[column]) and not void:
            paint_tag(painter, rect, text, theme)
            return
        painter.setPen(QColor(theme.soft if void or row is None else theme.ink))
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        shown = painter.fontMetrics().elidedText(
            text.replace("\n", " "), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, shown)


def paint_tag(painter: QPainter, rect: QRect, text: str, theme: Colours) -> None:
    """A word on the ground of its level."""
    ground, ink = theme.tags.get(level_of(text), (theme.ground, theme.ink))
    metrics = QFontMetrics(painter.font())
    room = rect.width() - PAD
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room - 2 * PAD)
    width, height = min(metrics.horizontalAdvance(shown) + 2 * PAD, room), metrics.height() + 2
    box = QRect(rect.left() + PAD // 2, rect.center().y() - height // 2, width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(QColor(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
    painter.restore()
