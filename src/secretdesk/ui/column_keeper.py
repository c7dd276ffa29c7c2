"""Brings back the columns a person has drawn in a table, and keeps them when they are drawn anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QMenu

from secretdesk.ui.columns import Columns, keep_columns, kept_columns
from secretdesk.ui.columns_dialog import ColumnsDialog

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk
    from secretdesk.ui.view import RegisterView

PAUSE = 1500  # ms after a column was drawn


class ColumnKeeper(QObject):
    """The columns of one table."""

    def __init__(self, desk: Desk, view: RegisterView) -> None:
        super().__init__(view)
        self.desk, self.view, self.register = desk, view, view.source.register
        self._later = QTimer(self, singleShot=True, interval=PAUSE)
        self._later.timeout.connect(self._keep)
        kept = kept_columns(desk, self.register)
        if kept.keys or kept.widths:
            self._draw(kept)
        view.drawn.connect(self._later.start)
        header = view.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._menu)

    def _shown(self) -> tuple[str, ...]:
        return tuple(f.key for f in self.view.source.columns)

    def _draw(self, columns: Columns) -> None:
        self.view.widths = dict(columns.widths)
        self.view.show_columns(columns.keys)

    def _keep(self) -> None:
        if not self.view.source.pages.held:
            keep_columns(self.desk, self.register, Columns(self._shown(), self.view.widths))

    def settle(self) -> None:
        """Keep now what waits to be kept."""
        if self._later.isActive():
            self._later.stop()
            self._keep()

    def use(self, columns: Columns) -> None:
        """Other columns, and keep them."""
        self._draw(columns)
        self._later.start()

    def choose(self) -> None:
        """The dialog of the columns."""
        ColumnsDialog(
            self.register,
            self._shown(),
            lambda keys: self.use(Columns(tuple(keys), self.view.widths)),
            self.view,
        ).open()

    def _menu(self, spot: QPoint) -> None:
        menu = QMenu(self.view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("选择栏目和次序…", self.choose)
        menu.addAction("栏宽照旧", lambda: self.use(Columns(self._shown())))
        menu.addAction("全部照旧", lambda: self.use(Columns()))
        menu.popup(self.view.horizontalHeader().mapToGlobal(spot))
