"""The help window: contents or what was found at the left, the page at the right. It stands beside the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
)

from secretdesk.ui import help_pages
from secretdesk.ui.help_reader import Reader
from secretdesk.ui.parts import button, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

KEY = Qt.ItemDataRole.UserRole
WIDTH, HEIGHT, SIDE = 64, 46, 17  # characters
PAUSE = 120  # ms after the last key
PIECE, BEFORE = 34, 8  # characters shown of a line that was found, and of them before the words
_shown: list[HelpWindow] = []  # one at most; it has no parent, so that no dialog blocks it


def open_help(
    place: str, lock: Callable[[], object], save_keys: Callable[[QWidget], object] | None = None
) -> HelpWindow:
    """Show the help at a page or ``page#anchor``. *lock* is what Ctrl+L does, *save_keys* makes the paper."""
    if not _shown or not _shown[0].isVisible():
        _shown[:] = [HelpWindow()]
    window = _shown[0]
    window.lock, window.save_keys = lock, save_keys
    window.show()
    window.raise_()
    window.activateWindow()
    window.text.go(place)
    window.text.setFocus()
    return window


def help_key(widget: QWidget, place: str, lock: Callable[[], object]) -> None:
    """F1 in a page or dialog that has one place in the handbook."""
    shortcut = QShortcut(QKeySequence("F1"), widget)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(lambda: open_help(place, lock))


class HelpWindow(QDialog):
    """Handbook, register pages, keys. Every control by Tab; Esc closes."""

    def __init__(self) -> None:
        super().__init__()
        self.lock: Callable[[], object] = lambda: None
        self.save_keys: Callable[[QWidget], object] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.search = SearchField()
        self.contents, self.found = QListWidget(), QListWidget()
        self.text = Reader()
        self.none = label("没有找到。换个说法，或只写其中两个字。", wrap=True, soft=True)
        self.back_button = button("← 后退", self.text.back)
        self.forward_button = button("前进 →", self.text.forward)
        self.save_button = button("保存 PDF…", lambda: self.save_keys and self.save_keys(self))
        self._lay_out()
        self._fill_contents()
        self._searching = QTimer(self, singleShot=True, interval=PAUSE)
        self._searching.timeout.connect(self.look)
        self._warm = iter(help_pages.pages())
        self._warming = QTimer(self, interval=0)
        self._warming.timeout.connect(self._warm_up)
        self._warming.start()
        self.search.textChanged.connect(self._searching.start)
        self.search.entered.connect(self._to_found)
        self.contents.currentItemChanged.connect(self._chosen)
        self.found.currentItemChanged.connect(self._show_line)
        for one in (self.contents, self.found):
            one.itemActivated.connect(lambda _item: self.text.setFocus())
        self.text.turned.connect(self._turned)
        for keys, act in (
            ("Ctrl+F", self._to_search), ("Alt+Left", self.text.back), ("Alt+Right", self.text.forward),
            ("Ctrl+L", self._lock),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _lay_out(self) -> None:
        letter = self.fontMetrics().horizontalAdvance("口")
        for one, name in ((self.contents, "目录"), (self.found, "找到的"), (self.search, "查找")):
            one.setAccessibleName(name)
        head = QHBoxLayout()
        head.addWidget(self.back_button)
        head.addWidget(self.forward_button)
        head.addSpacing(10)
        head.addWidget(self.search, 1)
        self.left = QStackedWidget()
        for some in (self.contents, self.found):
            some.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            some.setObjectName("tabs")
            self.left.addWidget(some)
        self.left.addWidget(self.none)
        self.none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.none.setMargin(12)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.left)
        splitter.addWidget(self.text)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([letter * SIDE, letter * (WIDTH - SIDE)])
        foot = QHBoxLayout()
        foot.addWidget(label("Ctrl+F 查找　Alt+← 后退　Alt+→ 前进　Esc 关闭", soft=True), 1)
        foot.addWidget(self.save_button)
        foot.addWidget(button("关闭", self.reject))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(splitter, 1)
        layout.addLayout(foot)
        room = self.screen().availableGeometry()
        self.resize(min(letter * WIDTH, room.width() - 40), min(letter * HEIGHT, room.height() - 60))

    def _fill_contents(self) -> None:
        group = ""
        for page in help_pages.pages().values():
            if page.group != group:
                group = page.group
                heading = QListWidgetItem(group)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                self.contents.addItem(heading)
            item = QListWidgetItem(f"　{page.title}")
            item.setData(KEY, page.key)
            self.contents.addItem(item)

    def _warm_up(self) -> None:
        """The lines that the search goes through, a page at a time."""
        key = next(self._warm, None)
        if key is None:
            self._warming.stop()
        else:
            help_pages.lines_of(key)

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.text.go(item.data(KEY))

    def _lock(self) -> None:
        self.lock()

    def _turned(self, key: str) -> None:
        """The page in sight is marked in the contents."""
        self.setWindowTitle(f"帮助 · {help_pages.pages()[key].title}")
        self.contents.blockSignals(True)
        for number in range(self.contents.count()):
            if self.contents.item(number).data(KEY) == key:
                self.contents.setCurrentRow(number)
        self.contents.blockSignals(False)
        self.save_button.setVisible(key == help_pages.KEYS_PAGE and self.save_keys is not None)
        self.back_button.setEnabled(bool(self.text.past))
        self.forward_button.setEnabled(bool(self.text.future))

    # --- search ---

    def look(self) -> None:
        """Search for what stands in the field; an empty one shows the contents."""
        self._searching.stop()
        words = self.search.text().strip()
        some = help_pages.search(words)
        self.found.blockSignals(True)
        self.found.clear()
        for line in some:
            item = QListWidgetItem(f"{line.page.title} › {line.heading}\n{_around(line.text, words)}")
            item.setData(KEY, line)
            self.found.addItem(item)
        self.found.blockSignals(False)
        self.left.setCurrentWidget(self.found if some else self.none if words else self.contents)

    def _show_line(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.text.go_to_line(item.data(KEY), self.search.text().strip())

    def _to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _to_found(self) -> None:
        """Enter: the first that was found; Enter again goes into its text."""
        self.look()
        if self.found.count():
            self.text.remember()
            self.found.setFocus()
            self.found.setCurrentRow(0)

    def reject(self) -> None:
        """Esc: first the search is cleared, then the window closes."""
        if self.search.text() and (self.search.hasFocus() or self.found.hasFocus()):
            self.search.clear()
            self.look()
            self.text.setFocus()
        else:
            super().reject()


class SearchField(QLineEdit):
    """Enter and Down go to what was found."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("在手册和各登记簿的说明里查找　Ctrl+F")
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that lead out."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


def _around(text: str, words: str) -> str:
    """A line's piece around the words found."""
    start = max(text.casefold().find(words.casefold()) - BEFORE, 0)
    return ("…" if start else "") + text[start : start + PIECE]
