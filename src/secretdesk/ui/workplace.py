"""The window's inside while a vault is open: tabs, pages, status. Made at unlock, thrown away at lock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from secretdesk.desk.due import waiting_counts
from secretdesk.desk.labels import LABELLED
from secretdesk.ui import ways
from secretdesk.ui.bulk_dialog import BulkDialog
from secretdesk.ui.clip import SECONDS, Clip
from secretdesk.ui.dialog import ActionDialog
from secretdesk.ui.guide import Guide
from secretdesk.ui.help_here import help_here
from secretdesk.ui.help_pages import KEYS_PAGE
from secretdesk.ui.help_window import help_key
from secretdesk.ui.key_dialog import KeyDialog
from secretdesk.ui.labels_dialog import LabelsDialog
from secretdesk.ui.links import follow
from secretdesk.ui.offered import fits
from secretdesk.ui.output_dialog import OutputDialog
from secretdesk.ui.panels import form_of
from secretdesk.ui.paper_dialog import PaperDialog
from secretdesk.ui.place import restore
from secretdesk.ui.register_page import RegisterPage
from secretdesk.ui.tabs import TODAY, Tabs
from secretdesk.ui.today import TodayPage
from secretdesk.ui.trail import Trail
from secretdesk.ui.trouble import tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QDialog

    from secretdesk.desk.desk import Desk, Receipt
    from secretdesk.domain.review import Row
    from secretdesk.ui.had_dialog import HadDialog
    from secretdesk.ui.panel_frame import PanelFrame
    from secretdesk.ui.preview import Preview


AHEAD = 60  # ms between two pages made ahead


class Notices(QObject):
    """Brings the desk's notices into the window's thread, whichever thread did the act."""

    changed = Signal(object)


class Workplace(QWidget):
    """Holds one page a register, made when first looked at."""

    lock_asked = Signal()
    said = Signal(str)  # one line for the status bar
    moved = Signal()  # another tab, another entry: menus and status look again

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.pages: dict[str, RegisterPage] = {}
        self.dialog: QDialog | None = None
        self.held = False
        self.kept: dict[str, dict[str, Any]] = {}  # how tabs not yet looked at were left
        self._missed: set[str] = set()
        self.notices = Notices(self)
        self.notices.changed.connect(self._changed)
        desk.listeners.append(self._notice)
        self.clip = Clip(self)
        self.trail = Trail(self)
        self.tabs = Tabs(desk.registers)
        self.today = TodayPage(desk)
        self.today.went.connect(self.go_link)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.today)
        inside = QHBoxLayout()
        inside.setSpacing(0)
        inside.addWidget(self.tabs)
        inside.addWidget(self.stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(inside)
        self.tabs.chosen.connect(self._show)
        self.tabs.set_counts(waiting_counts(desk))
        self._ahead = QTimer(self, interval=AHEAD)
        self._ahead.timeout.connect(self._make_ahead)
        self._ahead.start()
        self.guide = Guide(self)
        self.today.put_on_top(self.guide)

    def _notice(self, changed: frozenset[str]) -> None:
        """In whichever thread the act was done."""
        self.notices.changed.emit(changed)

    # --- where one is ---

    @property
    def page(self) -> RegisterPage | None:
        """The register's page in sight; None on 今日."""
        page = self.stack.currentWidget()
        return page if isinstance(page, RegisterPage) else None

    def page_of(self, key: str) -> RegisterPage:
        """The page of a register, made now if need be."""
        if key not in self.pages:
            page = RegisterPage(self.desk, self.desk.registers[key], self.stack)
            page.act_asked.connect(self.act)
            page.print_asked.connect(lambda: self.output(prints=True))
            page.export_asked.connect(lambda: self.output(prints=False))
            page.labels_asked.connect(self.labels)
            page.went.connect(self.go_link)
            page.picked.connect(self.moved)
            page.view.copied.connect(self.copy)
            page.stepped.connect(self.trail.step)
            page.model.troubled.connect(lambda text: tell(self.window(), "读不出来", text))
            self.pages[key] = page
            self.stack.addWidget(page)
            if key in self.kept:
                restore(page, self.kept.pop(key))
        return self.pages[key]

    def _make_ahead(self) -> None:
        """One page more while nobody presses a key, so that no tab waits for being made."""
        left = [key for key in self.tabs.keys if key != TODAY and key not in self.pages]
        if not left:
            self._ahead.stop()
        elif self.dialog is None and not self.held:
            self.page_of(left[0])

    def _show(self, key: str) -> None:
        self.trail.leave()
        if key == TODAY:
            self.today.renew()
            self.stack.setCurrentWidget(self.today)
        else:
            page = self.page_of(key)
            if page.stale:
                page.renew()
            self.stack.setCurrentWidget(page)
            if not self.tabs.hasFocus():
                page.view.setFocus()
        self.trail.arrive()
        self.moved.emit()

    def go(self, key: str, entry: int = 0) -> RegisterPage | None:
        """To a tab, and to an entry there."""
        return ways.go(self, key, entry)

    def go_link(self, link: str) -> None:
        """Where a link in a text leads."""
        follow(self, link)

    def copy(self, text: str) -> None:
        """Rows as text, for a while."""
        self.clip.copy(text)
        self.said.emit(f"已复制 {text.count(chr(10))} 行，{SECONDS} 秒后从剪贴板清除。")

    # --- what is done ---

    def act(
        self, key: str, rows: Sequence[Row] | None = None, *, header: dict[str, Any] | None = None
    ) -> None:
        """Open the dialog of an action of the register in sight."""
        page = self.page
        action = page.register.action(key) if page is not None else None
        if page is None or action is None or action.hidden or self.dialog is not None:
            return
        chosen = [] if action.creates else list(rows if rows is not None else page.chosen())
        if not fits(self.desk, page.register, action, chosen):
            return
        form = form_of(page.register, action, chosen)
        dialog = form(self.desk, page.register, action, chosen, self, header)
        dialog.performed.connect(lambda receipt, told: self._performed(page, receipt, told))
        dialog.help_asked.connect(self.help)
        self.open_dialog(dialog)

    def _performed(self, page: RegisterPage, receipt: Receipt, told: str) -> None:
        self.said.emit(told)
        if page.view.currentIndex().row() < 0:
            page.view.choose_entry(receipt.entry)
        if any(one.register == "envelopes" for one in receipt.created):
            self.said.emit(f"{told}到“收文”按 Ctrl+N，接着拆封登记。")

    def output(self, *, prints: bool, form: str = "") -> None:
        """打印 (this *form*, where one is meant) or 导出."""
        page = self.page
        if page is None or self.dialog is not None or (prints and not page.register.forms):
            return
        text, row = page.model.pages.ask.text, page.view.current()
        dialog = OutputDialog(self.desk, page.register, self, prints=prints, row=row, text=text)
        dialog.choose_form(form)
        help_key(dialog, "printing" if prints else "exporting", self.lock_asked.emit)
        self._open_output(dialog)

    def show_paper(self, typed: str) -> None:
        """What a page's code proves."""
        if self.dialog is None:
            dialog = PaperDialog(self.desk, typed, self)
            help_key(dialog, "signing", self.lock_asked.emit)
            dialog.told.connect(self.said)
            self.open_dialog(dialog)

    def bulk(self) -> None:
        """成批打印: of the chosen rows, a year, a day."""
        if self.dialog is not None:
            return
        page = self.page or self.page_of("documents")
        dialog = BulkDialog(self.desk, page.register, page.chosen() if page is self.page else [], self)
        help_key(dialog, "bulk", self.lock_asked.emit)
        self._open_output(dialog)

    def labels(self) -> None:
        """标签 of the chosen rows."""
        page = self.page
        rows = page.chosen() if page is not None and page.register.key in LABELLED else []
        if page is None or not rows or self.dialog is not None:
            self.said.emit("先在收文、份、设备、介质、存放处或人员里选中要印标签的行。")
            return
        dialog = LabelsDialog(self.desk, page.register, rows, self)
        help_key(dialog, "labels", self.lock_asked.emit)
        self._open_output(dialog)

    def _open_output(self, dialog: OutputDialog) -> None:
        dialog.told.connect(self.said)
        dialog.told.connect(lambda told: tell(self.window(), "已登记", told))
        self.open_dialog(dialog)

    def know_list(self) -> None:
        """Who knows of the paper in sight, or of the one that the entry in sight is about."""
        row = self.page.view.current() if self.page is not None else None
        document = row and (row.entry if row.register == "documents" else row["document"])
        if document and self.dialog is None:
            self.go_link(f"print:know_list/{document}")

    def folder(self, action: str) -> None:
        """A folder of papers to one reader, or back from one: a series of scans, wherever one is."""
        if self.dialog is None:
            self.tabs.go("circulations")
            self.act(action, [])

    def evening(self) -> None:
        """日清: one key at closing time, wherever one is."""
        if self.dialog is None:
            self.tabs.go("closings")
            self.act("close")

    def keys(self, kind: str) -> None:
        """A key for a person, another passphrase, the recovery code: one of the kinds of `key_dialog`."""
        if self.dialog is None:
            dialog = KeyDialog(self.desk, kind, self)
            help_key(dialog, "keys", self.lock_asked.emit)
            dialog.told.connect(self.said)
            self.open_dialog(dialog)

    def open_dialog(
        self,
        dialog: ActionDialog | PanelFrame | OutputDialog | KeyDialog | PaperDialog | Preview | HadDialog,
    ) -> None:
        """In front of all; until it is left no other opens."""
        self.dialog = dialog
        dialog.lock_asked.connect(self.lock_asked)
        dialog.busy.connect(self.hold)
        dialog.finished.connect(self._closed)
        if isinstance(dialog, ActionDialog):
            dialog.fit()
        dialog.open()
        dialog.activateWindow()  # a desktop without a window manager gives the keys to nobody by itself

    def _closed(self) -> None:
        self.dialog = None
        QTimer.singleShot(0, self, self._come_back)
        if self.stack.currentWidget() is self.today and not self.held:
            self.today.renew()

    def _come_back(self) -> None:
        """Not every desktop gives the focus back by itself."""
        if self.dialog is None and self.isVisible():
            self.window().activateWindow()

    def help(self, field: str = "", place: str = "") -> None:
        """F1: at the field or action one is in, or at a place of the handbook."""
        help_here(self, field, place)

    def keys_help(self) -> None:
        """The sheet of keys."""
        help_here(self, place=KEYS_PAGE)

    # --- what changed ---

    def _changed(self, changed: frozenset[str]) -> None:
        if self.held:
            self._missed |= changed
            return
        for page in self.pages.values():
            children = {r.key for r in self.desk.registers.values() if r.parent == page.register.key}
            if page.model.concerns(changed) or children & changed:
                page.stale = True
        if self.page is not None and self.page.stale:
            self.page.renew()
        elif self.page is None:
            self.today.renew()
        self.tabs.set_counts(waiting_counts(self.desk))
        self.moved.emit()

    def renew(self) -> None:
        """F5."""
        self._changed(frozenset(self.desk.registers))

    def hold(self, held: bool) -> None:
        """While a worker has the desk nothing here reads from it."""
        self.held = held
        for page in self.pages.values():
            if held:
                page.view.hold()
            page.model.hold(held)
        if not held and self._missed:
            missed, self._missed = frozenset(self._missed), set()
            self._changed(missed)

    def close_down(self) -> None:
        """Lock: the models are emptied before the desk is closed."""
        self._ahead.stop()
        self.desk.listeners.clear()
        self.clip.clear()
        for page in self.pages.values():
            page.close_down()
        self.today.close_down()
