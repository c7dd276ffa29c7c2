"""The lock wins over everything, and nothing that was typed is lost."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QMenu

from secretdesk.desk import drafts, filters
from secretdesk.desk.opening import open_vault
from secretdesk.desk.printing import save_pdf
from secretdesk.store.errors import DiskTrouble
from secretdesk.ui import dialogs
from secretdesk.ui.about import tell_about
from secretdesk.ui.ask_where import ask_target
from secretdesk.ui.close_year import CloseYear
from secretdesk.ui.key_dialog import ADD, CHANGE, RECOVERY
from secretdesk.ui.place import PREFERENCE
from secretdesk.ui.preview import Preview
from secretdesk.ui.trouble import tell
from secretdesk.ui.ways import find_anywhere
from tests.ui.conftest import PASSPHRASE, receive

Key = Qt.Key


def open_dialogs():
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]


@pytest.mark.parametrize("what", ["receive", "amend", "print", "export", "paper", "bulk", "help", "today"])
def test_lock_closes_whatever_is_open(hands, qtbot, what):
    receive(hands.work.desk, 1)
    work = hands.work
    if what != "today":
        work.tabs.go("documents")
        work.page.view.choose(0)
    if what in {"receive", "amend"}:
        work.act(what)
        work.dialog.area.boxes["title"].editor.put("改了一半")
    elif what in {"print", "export"}:
        dialogs.output(work, prints=what == "print")
    elif what == "paper":
        dialogs.show_paper(work, "SD" + "0" * 16)
    elif what == "bulk":
        dialogs.bulk(work)
    elif what == "help":
        work.help()
    desk, model = work.desk, work.page.model if work.page else None
    panel = work.page.panel.text if work.page else work.today.text
    hands.window.lock()
    assert hands.window.work is None
    assert not open_dialogs()
    assert hands.window.stack.currentWidget() is hands.window.unlock
    assert hands.window.windowTitle() == "保密工作台"
    assert not any(desk.vault.key), "the key is forgotten"
    assert model is None or model.rowCount() == 0
    assert panel.toPlainText() == ""
    open_vault(hands.window.work or desk.vault.folder, None, PASSPHRASE).close()  # nobody holds it any more
    hands.unlock()
    if what in {"receive", "amend"}:
        qtbot.waitUntil(lambda: hands.dialog is not None)
        assert hands.dialog.area.boxes["title"].editor.get() == "改了一半"


def of_a_paper(work):
    with TemporaryDirectory() as folder:
        save_pdf(work.desk, Path(folder) / "book.pdf", "receipt_book")
        work.open_dialog(Preview("预览", (Path(folder) / "book.pdf").read_bytes(), work, []))


def over_the_year(work):
    dialogs.year(work)
    CloseYear(2026, work.desk.rows("copies", limit=20), work.dialog).open()


def a_menu(work):
    menu = QMenu(work)
    menu.addAction("x")
    menu.popup(QPoint(0, 0))


OTHERS = {  # what stands over the window and is no form: a message, a list, a way to somewhere
    "labels": dialogs.labels,
    "back up": dialogs.back_up,
    "year": dialogs.year,
    "close year": over_the_year,
    "release": dialogs.release,
    "disc": dialogs.disc,
    "import": dialogs.import_book,
    "a key added": lambda work: dialogs.keys(work, ADD),
    "a passphrase changed": lambda work: dialogs.keys(work, CHANGE),
    "recovery": lambda work: dialogs.keys(work, RECOVERY),
    "evening": dialogs.evening,
    "columns": lambda work: work.page.columns.choose(),
    "a filter": lambda work: work.page.filters.facet_asked.emit(
        filters.facets(work.desk, work.page.register)[0]
    ),
    "anywhere": find_anywhere,
    "had": lambda work: work.go_link(f"had:copies/{work.desk.rows('copies', limit=1)[0].entry}"),
    "keys": lambda work: work.keys_help(),
    "about": tell_about,
    "a message": lambda work: tell(work, "没有办成", "磁盘写满了。"),
    "preview": of_a_paper,
    "a file chosen": lambda work: ask_target(work, "存到", "x.pdf", lambda _path: None),
    "a menu": a_menu,
}


@pytest.mark.parametrize("what", OTHERS)
def test_lock_closes_what_is_no_form(hands, what):
    """With test_lock_everywhere, which locks the forms, every window of every_window."""
    receive(hands.work.desk, 1)
    hands.work.tabs.go("documents")
    hands.work.page.view.choose(0)
    OTHERS[what](hands.work)
    assert open_dialogs() or QApplication.activePopupWidget() is not None
    desk = hands.work.desk
    hands.window.lock()
    assert hands.window.work is None
    assert not open_dialogs()
    assert QApplication.activePopupWidget() is None
    hands.qtbot.waitUntil(lambda: not any(desk.vault.key))  # at once, or when its worker has stopped


def test_lock_wins_over_a_disk_that_refuses(hands, monkeypatch, qtbot):
    hands.work.tabs.go("documents")
    hands.work.act("receive")
    qtbot.waitUntil(lambda: QApplication.activeWindow() is hands.dialog)
    hands.dialog.area.boxes["title"].editor.put("存不下")

    def refuse(*_args, **_more):
        raise DiskTrouble("full")

    monkeypatch.setattr("secretdesk.desk.drafts.save", refuse)
    monkeypatch.setattr("secretdesk.desk.drafts.prefer", refuse)
    hands.press(Key.Key_Escape)
    assert hands.dialog is not None
    assert "磁盘已满" in hands.dialog.general.text()
    hands.window.lock()
    assert hands.window.work is None
    assert not open_dialogs()


def test_nobody_at_the_pc_for_five_minutes(hands):
    idle = hands.window.idle
    assert idle.limit == 300
    idle._since = (idle._since[0] - 280, idle._since[1] - 280)
    idle.look()
    assert "秒后锁定" in hands.window.left.text()
    hands.press(Key.Key_Down)
    idle.look()
    assert hands.window.left.text() == ""
    idle._since = (idle._since[0], idle._since[1] - 3600)  # the lid was closed for an hour
    idle.look()
    assert hands.window.work is None


def test_place_is_kept_in_the_vault_alone(hands, tmp_path):
    receive(hands.work.desk, 1, title="通知甲")
    hands.work.tabs.go("documents")
    hands.work.page.search.setText("甲")
    hands.work.page.look()
    folder = hands.work.desk.vault.folder
    hands.window.lock()
    config = "".join(p.read_text() for p in (tmp_path / "config").rglob("*") if p.is_file())
    assert "甲" not in config
    assert str(folder) in config
    desk = open_vault(folder, None, PASSPHRASE)
    assert drafts.preference(desk, PREFERENCE)["pages"]["documents"]["text"] == "甲"
    desk.close()


def test_six_troubles_are_told_on_the_unlock_page(window, qtbot, tmp_path):
    page = window.unlock
    page.set_folder(str(tmp_path / "nowhere"))
    assert "找不到文件夹" in page.said.text()
    page.set_folder(str(tmp_path))
    assert "不是保密库" in page.said.text()
    page.set_folder(str(tmp_path / "vault"))
    assert page.said.isHidden()
    page.passphrase.setText("wrong passphrase")
    page.open()
    qtbot.waitUntil(lambda: page.work is None)
    assert "口令不正确" in page.said.text()
    other = open_vault(tmp_path / "vault", None, PASSPHRASE)
    page.passphrase.setText(PASSPHRASE)
    page.open()
    qtbot.waitUntil(lambda: page.work is None)
    assert "正在另一个窗口" in page.said.text()
    other.close()
    (tmp_path / "vault" / "keys.json").write_bytes(b"x")
    (tmp_path / "vault" / "keys.bak").write_bytes(b"x")
    page.look()
    assert "钥匙文件" in page.said.text()
