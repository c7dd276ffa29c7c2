"""The main window: the unlock page, or the workplace of an open vault; the lock between them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from secretdesk.domain.terms import ROLES
from secretdesk.ui.clipboard import clipboard
from secretdesk.ui.icons import renew_icons
from secretdesk.ui.parts import label
from secretdesk.ui.settings import LEAST, MOST, read_settings, write_settings
from secretdesk.ui.style import wear
from secretdesk.ui.trouble import tell
from secretdesk.ui.unlock import UnlockPage
from secretdesk.ui.work import wait_for_all

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QCloseEvent

    from secretdesk.desk.desk import Desk
    from secretdesk.ui.absent import Absent
    from secretdesk.ui.codes import CodeWatch
    from secretdesk.ui.idle import Idle
    from secretdesk.ui.new_vault import NewVaultPage
    from secretdesk.ui.workplace import Workplace

SIZE = (1280, 720)  # at 10 pt; the screen may be 1366 × 768
MESSAGE = 20000  # ms that a line stays in the status bar
TITLE = "保密工作台"


class Window(QMainWindow):
    """Everything that a vault brought goes with it when it is locked."""

    locked = Signal()

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__()
        self.settings = read_settings()
        if folder is None and self.settings.vault:
            folder = Path(self.settings.vault)
        self.work: Workplace | None = None
        self.idle: Idle | None = None
        self.absent: Absent | None = None
        self.codes: CodeWatch | None = None
        self._told: tuple[int, date] | None = None  # the line and the day that the status bar tells of
        self._leaving: Workplace | None = None
        self.unlock = UnlockPage(folder)
        self.new: NewVaultPage | None = None
        self.stack = QStackedWidget()
        self.stack.addWidget(self.unlock)
        self.setCentralWidget(self.stack)
        self.unlock.opened.connect(self.open)
        self.unlock.new_asked.connect(self.show_new)
        self.unlock.restore_asked.connect(self.show_restore)
        self.unlock.help_asked.connect(self.help)
        self.who, self.head, self.left = label(), label(soft=True), label(soft=True)
        self.statusBar().addWidget(self.who)
        self.statusBar().addPermanentWidget(self.left)
        self.statusBar().addPermanentWidget(self.head)
        self.statusBar().setSizeGripEnabled(False)
        self.leaving = QAction("退出", self, shortcut=QKeySequence("Ctrl+Q"))
        self.leaving.triggered.connect(self.close)
        self.addAction(self.leaving)  # here as well as in the menu, which is away while the vault is locked
        room = self.screen().availableGeometry()
        self.resize(min(SIZE[0], room.width()), min(SIZE[1], room.height()))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.wear)
        clipboard()  # watches from now on
        self.show_unlock()

    def _page(self, page: QWidget, focus: QWidget) -> None:
        self.stack.setCurrentWidget(page)
        focus.setFocus()

    def show_unlock(self) -> None:
        """The page before a vault is open."""
        self.setWindowTitle(TITLE)
        self.menuBar().hide()
        self.statusBar().hide()
        known = self.unlock.folder.text().strip() and not self.unlock.said.text()
        self._page(self.unlock, self.unlock.passphrase if known else self.unlock.folder)

    def show_new(self) -> None:
        """The page that makes a vault."""
        if self.new is None:
            from secretdesk.ui.help_window import help_key
            from secretdesk.ui.new_vault import NewVaultPage

            self.new = NewVaultPage()
            self.new.opened.connect(self.open)
            self.new.left.connect(self.show_unlock)
            help_key(self.new, "first-day", self.lock)
            self.stack.addWidget(self.new)
        self._page(self.new, self.new.folder)

    def show_restore(self) -> None:
        """The backups, over the page before a vault is open."""
        from secretdesk.ui.help_window import help_key
        from secretdesk.ui.restore_dialog import RestoreDialog

        if self.unlock.work is not None:
            return
        dialog = RestoreDialog(self.unlock.place(), self)
        help_key(dialog, "backups", self.lock)
        dialog.restored.connect(self._restored)
        dialog.open()
        dialog.activateWindow()

    def _restored(self, told: str) -> None:
        self.unlock.look()
        self.unlock.say(told, "true")
        self.unlock.passphrase.setFocus()

    def help(self) -> None:
        """F1 before a vault is open."""
        from secretdesk.ui.help_window import open_help

        open_help("opening", self.lock)

    # --- open ---

    def open(self, desk: object) -> None:
        """Sit down at the desk."""
        # Imported now: the password box is there in half the time, and these while the key is stretched.
        from secretdesk.ui.absent import Absent
        from secretdesk.ui.codes import CodeWatch
        from secretdesk.ui.idle import Idle
        from secretdesk.ui.menus import fill_menus
        from secretdesk.ui.place import return_to_place
        from secretdesk.ui.workplace import Workplace

        opened: Desk = desk  # type: ignore[assignment]
        self.settings = replace(self.settings, vault=str(opened.vault.folder), folder=read_settings().folder)
        write_settings(self.settings)
        self.unlock.set_folder(str(opened.vault.folder))
        self.work = Workplace(opened, self)
        self.codes = CodeWatch(self, self.work)
        self.stack.addWidget(self.work)
        self.stack.setCurrentWidget(self.work)
        self.work.lock_asked.connect(self.lock, Qt.ConnectionType.QueuedConnection)
        self.work.said.connect(lambda text: self.statusBar().showMessage(text, MESSAGE))
        self.work.moved.connect(self._tell_head)
        self.statusBar().messageChanged.connect(self._show_who)
        fill_menus(self.menuBar(), self, self.work)
        self.menuBar().show()
        self.statusBar().show()
        self.setWindowTitle(f"{TITLE} — {opened.vault.folder.name}")
        self._tell_who(opened)
        today = QDate.currentDate().toString(Qt.DateFormat.ISODate)
        self.idle = Idle(int(opened.books.parameter("idle_lock_minutes", today) or 0), self)
        self.idle.due.connect(self.lock)
        self.idle.soon.connect(self._tell_left)
        self.idle.start()
        if self.absent is None:
            self.absent = Absent(self)
            self.absent.gone.connect(self.lock)
        self._tell_failed(opened)
        return_to_place(self.work)
        if self.work.tabs.currentRow() < 0:
            self.work.tabs.setCurrentRow(0)
        self.work.tabs.setFocus()
        self._tell_head()

    def _tell_who(self, desk: Desk) -> None:
        roles = "、".join(name for key, name in ROLES.items() if key in desk.roles) or "恢复"
        self.who.setText(f"  {desk.level}级单机 · {desk.person}（{roles}）")

    def _tell_failed(self, desk: Desk) -> None:
        from secretdesk.desk.checks import witnessed

        failed = desk.vault.failed
        if failed.count:
            last = f"，最近一次在 {failed.last:%Y-%m-%d %H:%M}" if failed.last else ""
            text = f"上次打开之后，口令输错过 {failed.count} 次{last}。\n如果不是您本人，请报告保密办主任。"
            tell(self, "口令输错过", text)
        for finding in witnessed(desk):
            tell(self, "见证文件", finding.text)
        if desk.trouble:
            tell(self, "今天的备份没有做成", desk.trouble)

    def _tell_head(self) -> None:
        """The last line of the ledger and the age of the backups, when either may have changed."""
        from secretdesk.desk.backups import days_since

        if self.work is None or self.work.held:
            return
        seq, head = self.work.desk.head()
        told = (seq, self.work.desk.clock().date())
        if told != self._told or not self.head.text():
            self._told = told
            self._tell_who(self.work.desk)
            kept = backup_told(days_since(self.work.desk))
            self.head.setText(f"{kept} · 账本第 {seq:,} 行 · {head[:4]}-{head[4:8]}  ".upper())

    def _tell_left(self, seconds: int) -> None:
        self.left.setText(f"{seconds} 秒后锁定　" if seconds >= 0 else "")

    def _show_who(self, message: str) -> None:
        self.who.setVisible(not message)

    # --- lock ---

    def lock(self) -> None:
        """At once: drafts kept, dialogs closed, models emptied, the desk closed, the key forgotten."""
        work, self.work = self.work, None
        if work is None:
            return
        from secretdesk.ui.lock import close_dialogs
        from secretdesk.ui.place import keep_place

        if self.codes is not None:
            self.codes.stop()
            self.codes = None
        if self.idle is not None:
            self.idle.stop()
            self.idle.deleteLater()
            self.idle = None
        if QApplication.activeWindow() is not None or work.dialog is not None:
            QTimer.singleShot(0, self, self.activateWindow)
        running = close_dialogs(work, keep=lambda: keep_place(work))
        self.statusBar().clearMessage()
        for told in (self.who, self.head, self.left):
            told.setText("")
        self.menuBar().clear()
        self.show_unlock()
        self.repaint()  # nothing is left in sight while a large database is being closed
        self._leaving = work
        if running is None or running.isFinished():
            if running is not None:
                running.forget()  # it has ended and not yet said so: who would hear it has no desk any more
            self._close_desk()
            return
        # A worker still has the database: what the window showed is gone, the key follows it.
        self.unlock.setEnabled(False)
        self.unlock.say("正在收尾，随即锁定……", "true")
        running.finished.connect(self._close_desk, Qt.ConnectionType.QueuedConnection)
        if running.isFinished():  # just now: it may have said so before anyone listened
            QTimer.singleShot(0, self, self._close_desk)

    def _close_desk(self) -> None:
        work, self._leaving = self._leaving, None
        if work is None:
            return
        work.close_down()
        self.stack.removeWidget(work)
        work.deleteLater()
        work.desk.close()
        self.unlock.setEnabled(True)
        self.unlock.look()
        self.unlock.passphrase.setFocus()
        self.locked.emit()

    # --- looks ---

    def wear(self, *, look: str = "", points: int = 0) -> None:
        """Another look or size of text, and remember it."""
        points = min(max(points or self.settings.points, LEAST), MOST)
        look, folder = look or self.settings.look, read_settings().folder  # a dialog may have kept another
        self.settings = replace(self.settings, look=look, points=points, folder=folder)
        write_settings(self.settings)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            wear(application, self.settings.look, self.settings.points)
            renew_icons(self)
        if self.work is not None and not self.work.held:
            self.work.renew()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leaving is locking."""
        self.lock()
        wait_for_all()
        self._close_desk()
        super().closeEvent(event)


def backup_told(days: int | None) -> str:
    """How old the last backup outside this PC is; a week is too long."""
    if days is None:
        return "⚠ 没有本机外备份"
    from secretdesk.desk.backups import OUTSIDE_DAYS

    return "今天已备份到介质" if days == 0 else f"{'⚠ ' if days > OUTSIDE_DAYS else ''}本机外备份 {days} 天前"
