"""The table as it stands in a tab: columns that fit, rows of one height, a place that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.numbers import child_number, issue
from secretdesk.registers import BY_KEY
from secretdesk.ui.cells import PAD, Cells
from secretdesk.ui.pages import Ask
from secretdesk.ui.table import NUMBER, TableModel, can_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent

    from secretdesk.domain.declaration import Register
    from secretdesk.domain.review import Row

MOST = 500  # entries of one batch
SAMPLES = {Kind.DATE: "2026-12-28", Kind.MOMENT: "2026-12-28 09:30"}
MARK = "绝密★30年"


class RegisterView(QTableView):
    """Selection and scroll position stay where they are whatever an act does."""

    picked = Signal()  # another current entry, or the same one changed
    opened = Signal()  # Enter or a double click on it

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
        if 0 <= place < self.source.rowCount():
            index = self.source.index(place, 0)
            self.setCurrentIndex(index)
            self.selectRow(place)
            self.scrollTo(index)

    def choose_entry(self, entry: int, near: int = 0) -> bool:
        """The same for an entry, where it is found near a place."""
        place = self.source.pages.find(entry, near)
        if place is not None:
            self.choose(place)
        return place is not None

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
        order, ascending = field.key, False
        if ask.order == field.key:
            order, ascending = ("", False) if ask.ascending else (field.key, True)
        self.source.set_ask(Ask(ask.text, ask.where, order, ascending))
        header = self.horizontalHeader()
        header.setSortIndicatorShown(bool(order))
        way = Qt.SortOrder.AscendingOrder if ascending else Qt.SortOrder.DescendingOrder
        header.setSortIndicator(column if order else -1, way)

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
        """Widths for the room there is; texts shrink first, then the table scrolls sideways."""
        columns = self.source.columns
        natural = [natural_width(self.fontMetrics(), self.source.register, f) for f in columns]
        for column, width in enumerate(fitted(columns, natural, self.viewport().width())):
            if self.columnWidth(column) != width:
                self.setColumnWidth(column, width)

    def _set_rows(self) -> None:
        height = self.fontMetrics().height() + 11
        if self.verticalHeader().defaultSectionSize() != height:
            self.verticalHeader().setDefaultSectionSize(height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; letters and digits are no search through 200,000 rows."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        elif (
            event.text().isprintable()
            and event.text()
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            event.ignore()
        else:
            super().keyPressEvent(event)


def natural_width(metrics: QFontMetrics, register: Register, field: Field) -> int:
    """What a column takes to show what it usually holds."""
    sample = MARK if field.key == "mark" else SAMPLES.get(field.kind, "0" * field.width)
    if field is NUMBER:
        top = BY_KEY[register.parent] if register.parent else register
        patterns = [issue(p, 2026, 8888) for p in top.patterns.values()] or [sample]
        sample = max(patterns, key=metrics.horizontalAdvance)
        sample = child_number(sample, 88) if register.parent else sample
    elif field.kind is Kind.REFERENCE and not BY_KEY[field.refers_to].name_field:
        return natural_width(metrics, BY_KEY[field.refers_to], NUMBER)
    room = 4 * PAD if field.key == "mark" or field.kind is Kind.LEVEL else 2 * PAD + 2
    return max(
        metrics.horizontalAdvance(sample) + room,
        metrics.horizontalAdvance(field.label) * 11 // 10 + 2 * PAD + 4,
    )


def shrinks(field: Field) -> bool:
    """Whether a column may show the beginning of its text only: never one by which an entry is known."""
    if field.kind is Kind.REFERENCE:
        return bool(BY_KEY[field.refers_to].name_field) and field.width >= 16
    known_by = field is NUMBER or (field.kind is Kind.TEXT and field.index)
    return field.kind in {Kind.TEXT, Kind.NUMBERS, Kind.REFERENCES} and field.width >= 16 and not known_by


def fitted(columns: Sequence[Field], natural: Sequence[int], room: int) -> list[int]:
    """Widths that fill the room: long texts give up to two fifths and take what is over."""
    widths = list(natural)
    flexible = [n for n, f in enumerate(columns) if shrinks(f)]
    over = room - sum(widths)
    if over > 0:
        takers = flexible or [len(widths) - 1]
        longest = max(columns[n].width for n in takers)
        takers = [n for n in takers if columns[n].width * 2 >= longest]
        for n in takers:
            widths[n] += over // len(takers)
        widths[takers[-1]] += over - over // len(takers) * len(takers)
    elif over < 0 and flexible:
        spare = {n: widths[n] * 2 // 5 for n in flexible}
        share = min(1.0, -over / max(sum(spare.values()), 1))
        for n in flexible:
            widths[n] -= round(spare[n] * share)
    return widths
