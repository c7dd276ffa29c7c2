"""The menu bar: every action with its key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from secretdesk.ui import dialogs
from secretdesk.ui.about import tell_about
from secretdesk.ui.help_here import CONTENTS
from secretdesk.ui.icons import mark_with
from secretdesk.ui.key_dialog import TITLES
from secretdesk.ui.offered import fits, keys_of, listed
from secretdesk.ui.settings import LOOKS
from secretdesk.ui.ways import find_anywhere

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMenu, QMenuBar

    from secretdesk.ui.window import Window
    from secretdesk.ui.workplace import Workplace

ICONS = {
    "打印 / 保存 PDF…": "print", "导出表格…": "export", "锁定": "lock", "查找": "search", "前往……": "go",
    "后退": "back", "前进": "forward", "重新读取": "renew", "筛选…": "filter", "栏目和次序…": "columns",
    "这里怎么办": "help", "更正": "amend", "作废": "void",
}  # fmt: skip


def fill_menus(bar: QMenuBar, window: Window, work: Workplace) -> None:
    """Make the menus for an open vault."""
    bar.clear()
    files = bar.addMenu("文件(&F)")
    _add(files, "打印 / 保存 PDF…", "Ctrl+P", lambda: dialogs.output(work, prints=True))
    _add(files, "导出表格…", "Ctrl+E", lambda: dialogs.output(work, prints=False))
    _add(files, "写到介质上…", "Ctrl+Shift+E", lambda: dialogs.release(work))
    _add(files, "核对刻好的光盘…", "", lambda: dialogs.disc(work))
    _add(files, "成批打印…", "", lambda: dialogs.bulk(work))
    _add(files, "年度统计…", "", lambda: dialogs.year(work))
    _add(files, "标签…", "Ctrl+Shift+P", lambda: dialogs.labels(work))
    _add(files, "导入旧台账…", "", lambda: dialogs.import_book(work))
    _add(files, "知悉名册…", "", lambda: dialogs.know_list(work))
    files.addSeparator()
    _add(files, "备份到……", "", lambda: dialogs.back_up(work))
    files.addSeparator()
    for kind, title in TITLES.items():
        _add(files, f"{title}…", "", partial(dialogs.keys, work, kind))
    files.addSeparator()
    _add(files, "锁定", "Ctrl+L", window.lock)
    files.addAction(window.leaving)
    acts = bar.addMenu("办理(&A)")
    work.moved.connect(lambda: _fill_acts(acts, work))
    go = bar.addMenu("转到(&G)")
    _add(go, "上一个登记簿", "Ctrl+PgUp", lambda: work.tabs.step(-1))
    _add(go, "下一个登记簿", "Ctrl+PgDown", lambda: work.tabs.step(1))
    _add(go, "查找", "Ctrl+F", lambda: _find(work))
    _add(go, "前往……", "Ctrl+K", lambda: find_anywhere(work))
    _add(go, "后退", "Alt+Left", lambda: work.trail.step(-1))
    _add(go, "前进", "Alt+Right", lambda: work.trail.step(1))
    go.addSeparator()
    _add(go, "日清", "Ctrl+D", lambda: dialogs.evening(work))
    _add(go, "送阅一夹", "F6", lambda: dialogs.folder(work, "send"))
    _add(go, "收回一夹", "Shift+F6", lambda: dialogs.folder(work, "take_back"))
    _add(go, "今日", "Ctrl+0", lambda: work.tabs.go(work.tabs.keys[0]))
    registers, submenus = work.desk.registers, {}
    for key in work.tabs.keys[1:]:
        group = registers[key].group
        if group not in submenus:
            submenus[group] = go.addMenu(group)
        _add(submenus[group], registers[key].label, "", partial(work.tabs.go, key))
    _fill_view(bar.addMenu("查看(&V)"), window, work)
    aid = bar.addMenu("帮助(&H)")
    _add(aid, "这里怎么办", "F1", work.help)
    _add(aid, "手册", "", partial(work.help, place=CONTENTS))
    _add(aid, "快捷键", "", work.keys_help)
    _add(aid, "开头五步", "", work.guide.call_back)
    _add(aid, "关于", "", partial(tell_about, work))
    _fill_acts(acts, work)


def _add(menu: QMenu, text: str, keys: str, act: Callable[[], object]) -> QAction:
    made = menu.addAction(text)
    if text in ICONS:
        mark_with(made, ICONS[text])
    if keys:
        made.setShortcut(QKeySequence(keys))
    made.triggered.connect(lambda _checked=False: act())
    return made


def _fill_view(menu: QMenu, window: Window, work: Workplace) -> None:
    _add(menu, "重新读取", "F5", work.renew)
    _add(menu, "右侧栏", "F4", lambda: _side(work))
    _add(menu, "筛选…", "Ctrl+Shift+F", lambda: _filter(work))
    _add(menu, "栏目和次序…", "Ctrl+Shift+L", lambda: _columns(work))
    menu.addSeparator()
    _add(menu, "字大一点", "Ctrl+=", lambda: window.wear(points=window.settings.points + 1))
    _add(menu, "字小一点", "Ctrl+-", lambda: window.wear(points=window.settings.points - 1))
    looks = menu.addMenu("外观")
    group = QActionGroup(looks)
    for look, text in LOOKS.items():
        made = _add(looks, text, "", partial(window.wear, look=look))
        made.setCheckable(True)
        made.setChecked(window.settings.look == look)
        group.addAction(made)


def _fill_acts(menu: QMenu, work: Workplace) -> None:
    """The actions of the register in sight; what doesn't fit the chosen entries is greyed."""
    menu.clear()
    page = work.page
    menu.menuAction().setEnabled(page is not None)
    if page is None or work.held:
        return
    keys, rows = keys_of(page.register), page.chosen()
    for action in listed(page.register):
        made = _add(menu, action.label, keys.get(action.key, ""), partial(work.act, action.key))
        made.setEnabled(fits(work.desk, page.register, action, rows))


def _find(work: Workplace) -> None:
    if work.page is not None:
        work.page.search.setFocus()
        work.page.search.selectAll()


def _filter(work: Workplace) -> None:
    if work.page is not None:
        work.page.filters.add.showMenu()


def _columns(work: Workplace) -> None:
    if work.page is not None:
        work.page.columns.choose()


def _side(work: Workplace) -> None:
    if work.page is not None:
        work.page.side.setVisible(work.page.side.isHidden())
