"""The window's inside while a vault is open: tabs, pages, status. Made at unlock, thrown away at lock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from secretdesk.desk.due import waiting_counts
from secretdesk.ui import dialogs, ways
from secretdesk.ui.bulk_dialog import TODAYS_LIST
from secretdesk.ui.clipboard import SECONDS, clipboard
from secretdesk.ui.dialog import ActionDialog
from secretdesk.ui.guide import Guide
from secretdesk.ui.help_here import help_here
from secretdesk.ui.help_pages import KEYS_PAGE
from secretdesk.ui.links import follow
from secretdesk.ui.offered import fits
from secretdesk.ui.panels import form_of
from secretdesk.ui.place import restore
from secretdesk.ui.register_page import RegisterPage
from secretdesk.ui.settling import Settling
from secretdesk.ui.tabs import TODAY, Tabs
from secretdesk.ui.today import TodayPage
from secretdesk.ui.trail import Trail
from secretdesk.ui.trouble import tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QDialog

    from secretdesk.desk.desk import Desk, Receipt
    from secretdesk.domain.review import Row
    from secretdesk.ui.backup_dialog import BackupDialog
    from secretdesk.ui.disc_dialog import DiscDialog
    from secretdesk.ui.had_dialog import HadDialog
    from secretdesk.ui.import_dialog import ImportDialog
    from secretdesk.ui.key_dialog import KeyDialog
    from secretdesk.ui.output_dialog import OutputDialog
    from secretdesk.ui.panel_frame import PanelFrame
    from secretdesk.ui.paper_dialog import PaperDialog
    from secretdesk.ui.preview import Preview
    from secretdesk.ui.release_wizard import ReleaseWizard
    from secretdesk.ui.year_dialog import Counted, YearDialog


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
        self.counted: tuple[Counted | None, str] = (
            None,
            "",
        )  # the year's tables as last counted, which was shown
        self._missed: set[str] = set()
        self.notices = Notices(self)
        self.notices.changed.connect(self._changed)
        desk.listeners.append(self._notice)
        self.settling = Settling(desk, self)
        self.clip = clipboard()
        self.trail = Trail(self)
        self.tabs = Tabs(desk.shown)
        self.today = TodayPage(desk)
        self.today.went.connect(self.go_link)
        self.today.print_asked.connect(lambda: dialogs.bulk(self, TODAYS_LIST))
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
            page.print_asked.connect(lambda: dialogs.output(self, prints=True))
            page.export_asked.connect(lambda: dialogs.output(self, prints=False))
            page.labels_asked.connect(lambda: dialogs.labels(self))
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

    def open_dialog(
        self,
        dialog: ActionDialog
        | PanelFrame
        | OutputDialog
        | KeyDialog
        | PaperDialog
        | Preview
        | HadDialog
        | YearDialog
        | BackupDialog
        | ReleaseWizard
        | DiscDialog
        | ImportDialog,
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

    def keep_counted(self, counted: Counted | None, table: str) -> None:
        """What 年度统计 showed, for when one comes back from a figure's lines."""
        self.counted = (counted, table)

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
        self.settling.acted()
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
        if held:
            self.settling.stop()
        else:
            self.desk.vault.settles_elsewhere()  # the worker may have opened the database anew
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
        self.settling.stop()
        self.desk.listeners.clear()
        self.clip.clear()
        for page in self.pages.values():
            page.close_down()
        self.today.close_down()
