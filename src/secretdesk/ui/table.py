"""The one table model: any register, any number of rows, nothing kept but a few pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from secretdesk.ui.behind import Behind, measure
from secretdesk.ui.columns import NUMBER, STATUS, columns_of, fields_of
from secretdesk.ui.pages import SIZE, WALK, Ask, Pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Register
    from secretdesk.domain.review import Row

PAUSE = 150  # ms
Index = QModelIndex | QPersistentModelIndex


class TableModel(QAbstractTableModel):
    """Rows by key from the desk. Reset by a new :class:`Ask`; an act moves rows and keeps their places."""

    moved = Signal()  # places no longer hold: selection and scroll position are to be found anew
    troubled = Signal(str)  # the disk refused to be read
    asked = Signal()  # another ask, or other rows: counts have changed

    def __init__(self, desk: Desk, register: Register, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.register = register
        self.columns = columns_of(register)
        self.pages = Pages(desk, register, self.columns, Ask())
        self._told = False
        self._ruler = Behind(desk, self)
        self._ruler.read.connect(self._measured)
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._measure_now)
        self._measure()

    # --- what a view asks ---

    def rowCount(self, parent: Index | None = None) -> int:
        """As many as there are: the scroll bar is honest."""
        return 0 if parent is not None and parent.isValid() else self.pages.total

    def columnCount(self, parent: Index | None = None) -> int:
        """Number, fields, status."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text of a cell; the delegate asks for nothing else."""
        if not index.isValid() or role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        text = self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        former = self.former(index.row(), index.column())
        return f"{text}\n更正前：{former}" if former else text or None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The labels of the columns; rows have none."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].label
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.columns[section].help or self.columns[section].label
        return None

    def row(self, place: int) -> Row | None:
        """The entry in this place."""
        row = self.pages.row(place)
        if self.pages.trouble is not None and not self._told:
            self._told = True
            text = self.pages.trouble.text
            QTimer.singleShot(0, self, lambda: self.troubled.emit(text))
        return row

    def text(self, place: int, column: int) -> str:
        """What a cell shows; an ellipsis where the page is being looked for."""
        field = self.columns[column]
        if field is NUMBER or field is STATUS:
            row = self.row(place)
            if row is None:
                return "…" if field is NUMBER else ""
            status = self.register.status(row.status)
            return row.number if field is NUMBER else status.label if status else row.status
        return self.pages.text(place, field)

    def former(self, place: int, column: int) -> str:
        """What a corrected cell said before."""
        return self.pages.former(place, self.columns[column])

    # --- what changes it ---

    def set_ask(self, ask: Ask) -> None:
        """Show something else, from the top."""
        if ask != self.pages.ask:
            self.beginResetModel()
            self.pages = Pages(self.pages.desk, self.register, self.columns, ask)
            self.endResetModel()
            self._measure()
            self.asked.emit()

    def set_columns(self, keys: Sequence[str]) -> None:
        """Show other columns, of the same rows."""
        self.beginResetModel()
        self.columns = fields_of(self.register, keys)
        self.pages.show(self.columns)
        self.endResetModel()

    def concerns(self, changed: Iterable[str]) -> bool:
        """Whether an act on these registers may have changed what is shown."""
        return bool({self.register.key, *(f.refers_to for f in self.pages.references)} & set(changed))

    def renew(self) -> None:
        """Read anew after an act."""
        self._told = False
        before = self.pages.total
        more, holds = self.pages.renew()
        if holds and more:
            self.pages.total = before  # a view learns of rows one step at a time
            self.beginInsertRows(QModelIndex(), 0, more - 1)
            self.pages.total = before + more
            self.endInsertRows()
        elif more:
            self.pages.total = before
            self.beginResetModel()
            self.pages.total = before + more
            self.endResetModel()
            self.moved.emit()
        self._redraw()
        if not (holds and self.pages.ask.is_plain and more):
            self._measure()
        self.asked.emit()

    def close(self) -> None:
        """Empty: nothing of the rows stays here."""
        self._later.stop()
        self._ruler.stop()
        self.beginResetModel()
        self.pages.total = 0
        self.pages.measured({})
        self.endResetModel()

    def hold(self, held: bool) -> None:
        """While a worker has the database, show what is here and read nothing."""
        self.pages.held = held
        if held:
            self._later.stop()
            self._ruler.stop()
        else:
            self.renew()

    def reach(self, place: int) -> None:
        """Somebody goes further than is counted yet: count now."""
        if place >= self.pages.total and not self.pages.is_counted:
            self._grow(self.pages.count())
            self.pages.is_counted = True

    def _grow(self, total: int) -> None:
        if total > self.pages.total:
            self.beginInsertRows(QModelIndex(), self.pages.total, total - 1)
            self.pages.total = total
            self.endInsertRows()

    def _measure(self) -> None:
        """Find the way to every page; not between two keys of a search."""
        self._ruler.drop()
        self._later.start(PAUSE if self.pages.ask.text else 0)

    def _measure_now(self) -> None:
        pages = self.pages
        if pages.held:
            return
        if pages.total > pages.head + WALK * SIZE or not pages.is_counted:
            ask, head = pages.ask, pages.head
            self._ruler.start(lambda desk, stop: measure(desk, self.register, ask, head, stop))

    def _measured(self, turn: int, found: object) -> None:
        if turn != self._ruler.turn or not isinstance(found, tuple):
            return
        keys, total = found
        if not self.pages.is_counted:
            self._grow(total)
        self.pages.measured(keys)
        self._redraw()
        self.asked.emit()

    def _redraw(self) -> None:
        if self.pages.total:
            last = self.index(self.pages.total - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last, [Qt.ItemDataRole.DisplayRole])
