"""The table as it stands in a tab: columns that fit, rows of one height, a place that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from secretdesk.ui.cells import Cells
from secretdesk.ui.columns import can_order
from secretdesk.ui.pages import Ask
from secretdesk.ui.widths import fitted, natural_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from secretdesk.domain.review import Row
    from secretdesk.ui.table import TableModel

MOST = 500  # entries of one batch
LEAST = 4  # digits of a column drawn by hand


class RegisterView(QTableView):
    """Selection and scroll position stay where they are whatever an act does."""

    picked = Signal()  # another current entry, or the same one changed
    opened = Signal()  # Enter or a double click on it
    copied = Signal(str)  # rows as text
    drawn = Signal()  # a column was drawn elsewhere, or wider

    def __init__(self, model: TableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = model
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._set_rows()
        self.setModel(model)  # after the heights are known: they are worked out once for all rows
        self.setItemDelegate(Cells(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(model.register.label)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self.order_by)
        header.setSortIndicatorClearable(True)
        header.setSectionsMovable(True)
        header.setResizeContentsPrecision(0)  # a double click on a border looks at what is in sight
        header.sectionMoved.connect(self._moved)
        header.sectionResized.connect(self._resized)
        self.widths: dict[str, float] = {}  # drawn by hand, in digits
        self._fitting = False
        self._later = QTimer(self, singleShot=True, interval=40)
        self._later.timeout.connect(self.picked)
        self.selectionModel().selectionChanged.connect(self._later.start)
        self.selectionModel().currentRowChanged.connect(self._later.start)
        self.doubleClicked.connect(self.opened)
        model.moved.connect(self._restore)
        model.rowsInserted.connect(self._stay)
        self._held: tuple[list[tuple[int, int]], int, int] = ([], -1, 0)

    # --- what is chosen ---

    def current(self) -> Row | None:
        """The current entry."""
        index = self.currentIndex()
        return self.source.row(index.row()) if index.isValid() else None

    def chosen(self) -> list[Row]:
        """The selected entries, at most so many as a batch takes; the current one where none is."""
        places: list[int] = []
        for block in self.selectionModel().selection().toList():
            places += range(block.top(), min(block.bottom(), block.top() + MOST) + 1)
        rows = [self.source.row(place) for place in sorted(set(places))[:MOST]]
        found = [row for row in rows if row is not None]
        return found or [row for row in (self.current(),) if row is not None]

    def choose(self, place: int) -> None:
        """Make a row the current one and show it."""
        self.source.reach(place)
        if 0 <= place < self.source.rowCount():
            index = self.source.index(place, 0)
            self.setCurrentIndex(index)
            self.selectRow(place)
            self.scrollTo(index)

    def tell_later(self) -> None:
        """Another entry may be the current one: said once the keys rest."""
        self._later.start()

    def choose_entry(self, entry: int, near: int = 0) -> bool:
        """The same for an entry, near a place or wherever it stands."""
        place = self.source.pages.find(entry, near)
        if place is None:
            place = self.source.pages.place_of(entry)
        if place is not None:
            self.choose(place)
        return place is not None

    def as_text(self) -> str:
        """The chosen rows with their headings, as a spreadsheet takes them."""
        places = sorted({i.row() for i in self.selectionModel().selectedRows()})[:MOST]
        columns = range(len(self.source.columns))
        lines = [[self.source.columns[c].label for c in columns]]
        lines += [[self.source.text(place, c) for c in columns] for place in places]
        return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines)

    def scroll_to(self, place: int) -> None:
        """Bring a row to the top."""
        self.source.reach(place)
        self.verticalScrollBar().setValue(place)

    # --- keeping the place ---

    def hold(self) -> None:
        """Note what is selected and where one is, before rows may move."""
        places = sorted({i.row() for i in self.selectionModel().selectedRows()[:MOST]})
        rows = [(place, self.source.row(place)) for place in places]
        held = [(place, row.entry) for place, row in rows if row is not None]
        self._held = (held, self.currentIndex().row(), self.verticalScrollBar().value())

    def _restore(self) -> None:
        held, current, top = self._held
        chosen = QItemSelection()
        flags = QItemSelectionModel.SelectionFlag
        for place, entry in held:
            found = self.source.pages.find(entry, place)
            if found is not None:
                index = self.source.index(found, 0)
                chosen.select(index, index)
                if place == current:
                    current = found
        current = min(current, self.source.rowCount() - 1)
        if current >= 0:
            self.selectionModel().setCurrentIndex(self.source.index(current, 0), flags.NoUpdate)
        self.selectionModel().select(chosen, flags.ClearAndSelect | flags.Rows)
        self.verticalScrollBar().setValue(top)

    def _stay(self, _parent: object, first: int, last: int) -> None:
        """Rows came in on top: where one has scrolled down the same rows stay in sight."""
        bar = self.verticalScrollBar()
        if first == 0 and bar.value() > 0:
            more = last + 1
            QTimer.singleShot(0, self, lambda: bar.setValue(bar.value() + more))

    # --- columns ---

    def order_by(self, column: int) -> None:
        """A click on a heading: newest first, by it downwards, upwards, newest first again."""
        field, ask = self.source.columns[column], self.source.pages.ask
        if not can_order(field):
            return
        if ask.order != field.key:
            self.order(field.key, ascending=False)
        else:
            self.order("" if ask.ascending else field.key, ascending=not ask.ascending)

    def order(self, key: str, ascending: bool) -> None:
        """By a column, "" for newest first."""
        ask = self.source.pages.ask
        self.source.set_ask(Ask(ask.text, ask.where, key, ascending and bool(key)))
        self._show_order()

    def _show_order(self) -> None:
        header, ask = self.horizontalHeader(), self.source.pages.ask
        keys = [f.key for f in self.source.columns]
        header.setSortIndicatorShown(ask.order in keys)
        way = Qt.SortOrder.AscendingOrder if ask.ascending else Qt.SortOrder.DescendingOrder
        header.setSortIndicator(keys.index(ask.order) if ask.order in keys else -1, way)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the room."""
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another size of text, other widths."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._set_rows()
            self.fit()

    def fit(self) -> None:
        """Widths for the room there is; texts shrink first, then the table scrolls sideways.

        A column drawn by hand keeps its width.
        """
        columns, digit = self.source.columns, self.fontMetrics().horizontalAdvance("0")
        drawn = {n: round(self.widths[f.key] * digit) for n, f in enumerate(columns) if f.key in self.widths}
        others = [n for n in range(len(columns)) if n not in drawn]
        natural = [natural_width(self.fontMetrics(), self.source.register, columns[n]) for n in others]
        room = self.viewport().width() - sum(drawn.values())
        fit = fitted([columns[n] for n in others], natural, room) if others else []
        self._fitting = True
        for column, width in (drawn | dict(zip(others, fit, strict=True))).items():
            if self.columnWidth(column) != width:
                self.setColumnWidth(column, width)
        self._fitting = False

    def _resized(self, column: int, _before: int, now: int) -> None:
        if self._fitting or not now:
            return
        digit = self.fontMetrics().horizontalAdvance("0")
        self.widths[self.source.columns[column].key] = max(round(now / digit, 2), LEAST)
        self.drawn.emit()

    def _moved(self) -> None:
        header = self.horizontalHeader()
        keys = [self.source.columns[header.logicalIndex(n)].key for n in range(header.count())]
        QTimer.singleShot(0, self, lambda: self.show_columns(keys))  # once the mouse has let go
        QTimer.singleShot(0, self, self.drawn.emit)

    def show_columns(self, keys: Sequence[str]) -> None:
        """These columns in this order; selection and place stay."""
        self.hold()
        self.source.set_columns(keys)
        header = self.horizontalHeader()
        with QSignalBlocker(header):
            for place in range(header.count()):
                header.moveSection(header.visualIndex(place), place)
        self.fit()
        self._restore()
        self._show_order()

    def _set_rows(self) -> None:
        height = self.fontMetrics().height() + 11
        if self.verticalHeader().defaultSectionSize() != height:
            self.verticalHeader().setDefaultSectionSize(height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; letters and digits are no search through 200,000 rows."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit(self.as_text())
        elif (
            event.text().isprintable()
            and event.text()
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            event.ignore()
        else:
            super().keyPressEvent(event)
