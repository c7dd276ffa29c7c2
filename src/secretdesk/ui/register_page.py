"""One register's tab: title, search, main action, filter chips, table, the entry's panel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QSplitter, QVBoxLayout, QWidget

from secretdesk.desk.labels import LABELLED
from secretdesk.ui.column_keeper import ColumnKeeper
from secretdesk.ui.facet_dialog import FacetDialog
from secretdesk.ui.filter_bar import FilterBar
from secretdesk.ui.icons import mark_with
from secretdesk.ui.offered import fits, keys_of, listed, permitted
from secretdesk.ui.pages import Ask
from secretdesk.ui.panel import WIDTH, Panel
from secretdesk.ui.parts import button, label
from secretdesk.ui.search_field import SearchField
from secretdesk.ui.tab_order import follow_layout
from secretdesk.ui.table import TableModel
from secretdesk.ui.view import RegisterView

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from secretdesk.desk.desk import Desk
    from secretdesk.desk.filters import Facet
    from secretdesk.domain.declaration import Register
    from secretdesk.domain.review import Row

PAUSE = 15  # ms after the last key: two that come together are one

MAIN_KEY = "  Ctrl+N"


def _short(text: str) -> str:
    return text.removesuffix(MAIN_KEY) if text.endswith(MAIN_KEY) else ""


class RegisterPage(QWidget):
    """Shows and asks; what is to be done goes out as a signal."""

    act_asked = Signal(str)  # an action's key
    print_asked = Signal()
    export_asked = Signal()
    labels_asked = Signal()
    went = Signal(str)  # a link
    stepped = Signal(int)  # back or forward
    picked = Signal()

    def __init__(self, desk: Desk, register: Register, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.register = desk, register
        self.stale = False
        self.tight = False
        self.wordy: dict[QPushButton, str] = {}
        self.model = TableModel(desk, register, self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.left, self.side = QWidget(self.splitter), QWidget(self.splitter)
        self.view = RegisterView(self.model, self.left)
        self.panel = Panel(desk, register, self.side)
        self.search = SearchField(self.left)
        self.found = label(soft=True)
        self.filters = FilterBar(desk, register, self.left)
        self.empty = QLabel(self.view.viewport(), wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self.empty.setProperty("soft", True)
        self.empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._lay_out()
        self.columns = ColumnKeeper(desk, self.view)
        self._searching = QTimer(self, singleShot=True, interval=PAUSE)
        self._searching.timeout.connect(self.look)
        self.search.textChanged.connect(self._searching.start)
        self.filters.changed.connect(self._filter)
        self.filters.facet_asked.connect(self._ask_facet)
        self.search.entered.connect(self._to_table)
        self.view.picked.connect(self._picked)
        self.view.opened.connect(self._to_panel)
        self.view.horizontalHeader().geometriesChanged.connect(self._place_empty)
        self.model.asked.connect(self._tell_count)
        self.panel.went.connect(self.went)
        self.panel.stepped.connect(self.stepped)
        self.panel.act_asked.connect(self.act_asked)
        self._tell_count()
        self.panel.show_entry(None)
        follow_layout(self)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        title = label(self.register.label, head=True)
        head.addWidget(title)
        head.addSpacing(4)
        self.search.setMinimumWidth(self.fontMetrics().horizontalAdvance("口") * 6)
        self.search.setMaximumWidth(self.fontMetrics().horizontalAdvance("口") * 26)
        head.addWidget(self.search, 3)
        head.addStretch(1)
        self.print_button = button("打印", self.print_asked.emit)
        if not self.register.forms:
            self.print_button.hide()  # never shown before it has a parent: it would be a window of its own
        self.more = button("办理", menu=True)
        self.more.setMenu(self._menu())
        export = button("导出", self.export_asked.emit)
        mark_with(self.print_button, "print")
        mark_with(export, "export")
        for one in (self.print_button, export, self.more):
            head.addWidget(one)
        self.wordy = {
            one: one.text() for one in (self.print_button, export)
        }  # by what each says where there is room
        main = self.register.action(self.register.main_action) if self.register.main_action else None
        if main is not None and permitted(self.desk, main):
            first = button(f"{main.label}{MAIN_KEY}", lambda: self.act_asked.emit(main.key), main=True)
            head.addWidget(first)
            self.wordy[first] = first.text()
        line = QHBoxLayout()
        line.addWidget(self.filters)
        line.addStretch()
        line.addWidget(self.found)
        inside = QVBoxLayout(self.left)
        inside.setContentsMargins(14, 10, 4, 8)
        inside.setSpacing(8)
        inside.addLayout(head)
        inside.addLayout(line)
        inside.addWidget(self.view, 1)
        beside = QVBoxLayout(self.side)
        beside.setContentsMargins(4, 10, 14, 8)
        beside.addWidget(self.panel)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(0, 1)
        width = self.fontMetrics().horizontalAdvance("口") * WIDTH
        self.splitter.setSizes([width * 4, width])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)

    def minimumSizeHint(self) -> QSize:
        """As narrow as with its wordy buttons short; they shorten when it is."""
        whole = super().minimumSizeHint()
        return whole if self.tight else QSize(whole.width() - self._spared(), whole.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A small screen has icons where a large one has words beside them."""
        super().resizeEvent(event)
        tight = self.width() < super().minimumSizeHint().width() + (self._spared() if self.tight else 0)
        if tight == self.tight:
            return
        self.tight = tight
        for one, text in self.wordy.items():
            one.setAccessibleName(text.removesuffix(MAIN_KEY))
            one.setToolTip(text if tight else "")
            one.setText(_short(text) if tight else text)

    def _spared(self) -> int:
        texts = [text for one, text in self.wordy.items() if not one.isHidden()]
        return sum(
            map(self.fontMetrics().horizontalAdvance, (text.removeprefix(_short(text)) for text in texts))
        )

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        return menu

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        keys, rows = keys_of(self.register), self.view.chosen()
        for action in listed(self.register):
            key = keys.get(action.key, "")
            made = menu.addAction(f"{action.label}\t{key}" if key else action.label)
            made.setEnabled(fits(self.desk, self.register, action, rows))
            made.triggered.connect(lambda _checked=False, k=action.key: self.act_asked.emit(k))
        if self.register.key in LABELLED:
            menu.addSeparator()
            made = menu.addAction("标签…\tCtrl+Shift+P")
            made.setEnabled(bool(rows))
            made.triggered.connect(lambda _checked=False: self.labels_asked.emit())

    # --- what is shown ---

    def look(self) -> None:
        """Search for what stands in the field."""
        text, ask = self.search.text().strip(), self.model.pages.ask
        if text == ask.text:
            return
        self.model.set_ask(Ask(text, ask.where, ask.order, ask.ascending))
        if text and self.model.rowCount():
            self.view.choose(0)
        self.view.tell_later()

    def filter_by(self, where: dict[str, Any], told: str) -> None:
        """Show only these rows, where a link has led; a chip says so and takes it away again."""
        self.search.clear()
        self.filters.set_filter({}, (where, told))

    def _filter(self) -> None:
        follow_layout(self)  # chips have come or gone
        ask = self.model.pages.ask
        self._searching.stop()
        self.model.set_ask(Ask(self.search.text().strip(), self.filters.where(), ask.order, ask.ascending))
        self.view.tell_later()

    def _ask_facet(self, facet: Facet) -> None:
        chosen = self.filters.chosen.get(facet.key)
        FacetDialog(
            self.desk, facet, chosen, lambda value: self.filters.choose(facet.key, value), self
        ).open()

    # --- what there is ---

    def _tell_count(self) -> None:
        total, ask = self.model.rowCount(), self.model.pages.ask
        told = f"{total:,} 条" if self.model.pages.is_counted else f"{total:,} 条以上"
        self.found.setText(f"共 {told}" if ask.is_plain else f"找到 {told}")
        if ask.text:
            self.empty.setText(f"没有找到“{ask.text}”。\n按 Esc 清除查找。")
        else:
            self.empty.setText("没有符合筛选的。点上面的筛选去掉它。" if ask.where else self.register.empty)
        self.empty.setVisible(total == 0)
        self._place_empty()

    def _place_empty(self) -> None:
        room = self.view.viewport().rect()
        self.empty.setGeometry(room.adjusted(40, 0, -40, -room.height() // 4))

    def _picked(self) -> None:
        if not self.model.pages.held:
            self.panel.show_entry(self.view.current())
            self.picked.emit()

    def chosen(self) -> list[Row]:
        """The selected entries."""
        return self.view.chosen()

    def renew(self, *, keep: bool = True) -> None:
        """Read anew; selection, filter and place stay."""
        self.stale = False
        if keep:
            self.view.hold()
        self.model.renew()
        self._picked()

    def go_to(self, entry: int) -> None:
        """Show this entry, whatever search or filter stands in the way."""
        if not self.view.choose_entry(entry, self.view.currentIndex().row()):
            self.show_all()
            self.view.choose_entry(entry)
        self.view.setFocus()

    def show_all(self) -> None:
        """No search, no filter, newest first."""
        self.search.clear()
        self._searching.stop()
        self.model.set_ask(Ask())
        self.filters.set_filter({})

    # --- keys ---

    def _to_table(self) -> None:
        self._searching.stop()
        self.look()
        if self.view.currentIndex().row() < 0:
            self.view.choose(0)
        self.view.setFocus()

    def _to_panel(self) -> None:
        self.side.show()
        self.panel.text.setFocus()

    def close_down(self) -> None:
        """Lock: nothing of the rows stays in the widgets."""
        self.columns.settle()
        self.search.blockSignals(True)
        self.search.clear()
        self._searching.stop()
        self.model.close()
        self.panel.clear()
