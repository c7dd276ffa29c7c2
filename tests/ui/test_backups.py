"""Backups in the window: made to a folder, chosen and put back from the page before a vault is open."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from secretdesk.desk import backups
from secretdesk.desk.opening import open_vault
from secretdesk.desk.volumes import Volume
from secretdesk.domain.review import Command, inner
from secretdesk.ui import dialogs
from secretdesk.ui.restore_dialog import RestoreDialog
from tests.ui.conftest import PASSPHRASE, PERSON, receive
from tests.ui.every_window import in_front

Key = Qt.Key


def in_sight():
    return [
        one for one in QApplication.topLevelWidgets() if isinstance(one, RestoreDialog) and one.isVisible()
    ]


@pytest.fixture
def backed_up(hands):
    """A backup of two papers in the vault's own folder; a third came later; the vault is locked."""
    desk = hands.work.desk
    receive(desk, 1)
    receive(desk, 2)
    made, _ = backups.back_up(desk)
    receive(desk, 3)
    hands.window.lock()
    hands.qtbot.waitUntil(hands.window.unlock.isEnabled)
    return made


@pytest.fixture
def dialog(backed_up, hands, qtbot):  # noqa: ARG001  (a fixture for its effect)
    hands.window.unlock.restore_asked.emit()
    found = in_front(qtbot, in_sight()[0])  # a lock brings its window to the front once it has returned
    yield found
    for one in in_sight():
        one.reject()


def finished(qtbot, dialog):
    qtbot.waitUntil(lambda: dialog.work is None, timeout=30000)


def test_a_backup_is_made_to_a_folder_and_told(hands, qtbot, tmp_path):
    work = hands.work
    receive(work.desk, 1)
    dialogs.back_up(work)
    dialog = work.dialog
    dialog.target.setText(str(tmp_path))
    dialog.save()
    qtbot.waitUntil(lambda: work.dialog is None, timeout=30000)
    (made,) = tmp_path.glob("vault-*/backup.json")
    assert made.exists()
    assert work.desk.count("outputs", where={"kind": "备份"}) == 1


def test_today_reminds_until_there_is_a_backup_outside_this_pc(hands, qtbot):
    work = hands.work
    work.tabs.go("today")
    assert "该往介质上备份了" not in work.today.text.toPlainText(), "there is nothing to lose yet"
    receive(work.desk, 1)
    qtbot.waitUntil(lambda: "还没有本机外的备份" in work.today.text.toPlainText())
    work.today.text.went.emit("backup:")
    assert work.dialog.windowTitle() == "备份到……"
    work.dialog.reject()
    made = {"why": "手工", "path": "/x", "lines": 1, "outside": True}
    work.desk.perform(inner("backups", "make", values=made))
    qtbot.waitUntil(lambda: "该往介质上备份了" not in work.today.text.toPlainText())


def test_a_folder_that_is_not_there_is_named_and_nothing_is_booked(hands, qtbot, tmp_path):
    work = hands.work
    dialogs.back_up(work)
    dialog = work.dialog
    dialog.target.setText(str(tmp_path / "gone"))
    dialog.save()
    qtbot.waitUntil(lambda: dialog.work is None, timeout=30000)
    assert "gone" in dialog.said.text()
    assert work.desk.count("outputs") == 0
    dialog.reject()


def test_three_steps_from_the_page_before_a_vault_is_open(dialog, backed_up, hands, qtbot, folder):
    item = dialog.list.topLevelItem(0)
    assert item.text(1) == f"{backed_up.lines:,}"
    assert item.text(5) == "完好"
    dialog.passphrase.setText(PASSPHRASE)
    hands.press(Key.Key_Return)
    finished(qtbot, dialog)
    assert f"第 {backed_up.lines + 1:,} 行起" in dialog.said.text()
    assert dialog.restore_button.text() == "确认恢复"
    dialog.restore_button.click()
    qtbot.waitUntil(lambda: not in_sight(), timeout=30000)
    assert "请凭纸面补登" in hands.window.unlock.said.text()
    desk = open_vault(folder, PERSON, PASSPHRASE)
    assert desk.count("documents") == 2
    desk.close()


def test_esc_and_a_wrong_passphrase_leave_the_vault_as_it_was(dialog, hands, qtbot, folder):
    before = (folder / "registers.db").read_bytes()
    dialog.passphrase.setText("wrong")
    dialog.restore()
    finished(qtbot, dialog)
    dialog.restore()
    finished(qtbot, dialog)
    assert "口令" in dialog.said.text()
    hands.press(Key.Key_Escape)
    qtbot.waitUntil(lambda: not in_sight())
    assert (folder / "registers.db").read_bytes() == before


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda made: (made / "registers.db").write_bytes(b"x"), "被截短"),
        (lambda made: (made / "backup.json").write_text("{}"), "不是备份"),
        (lambda made: [one.unlink() for one in made.iterdir()], "是空的"),
    ],
)
def test_what_is_no_sound_backup_is_named_and_cannot_be_chosen(dialog, backed_up, tmp_path, spoil, told):
    other = tmp_path / "other"
    shutil.copytree(backed_up.folder, other)
    spoil(other)
    dialog.take(str(other))
    assert told in dialog.said.text()
    assert not dialog.restore_button.isEnabled()


def test_backups_of_another_place_are_listed_and_a_vault_is_made_of_one(dialog, backed_up, tmp_path, qtbot):
    away = tmp_path / "medium"
    shutil.copytree(backed_up.folder, away / "one")
    shutil.copytree(backed_up.folder, away / "two")
    before = dialog.list.topLevelItemCount()
    dialog.take(str(away))
    assert dialog.list.topLevelItemCount() == before + 2
    dialog.folder = tmp_path / "new-pc"
    dialog.passphrase.setText(PASSPHRASE)
    dialog.restore()
    finished(qtbot, dialog)
    dialog.restore()
    qtbot.waitUntil(lambda: not in_sight(), timeout=30000)
    desk = open_vault(tmp_path / "new-pc", PERSON, PASSPHRASE)
    assert desk.count("documents") == 2
    desk.close()


def test_a_medium_without_an_id_asks_for_its_number_and_a_second_person(hands, qtbot, tmp_path, monkeypatch):
    work = hands.work
    confirm = frozenset({"not_cleared", "no_pledge"})
    for name in ("玉罕", PERSON):
        work.desk.perform(Command("", "people", "enrol", values={"name": name}))
    given = {"kind": "U盘", "level": "机密", "keeper": "玉罕", "briefed_by": PERSON}
    work.desk.perform(Command("", "media", "enrol", values=given, confirm=confirm))
    monkeypatch.setitem(backups.back_up.__kwdefaults__, "volumes", lambda _: Volume("/dev/sdb1", fixed=False))
    dialogs.back_up(work)
    asked = work.dialog
    asked.target.setText(str(tmp_path))
    asked.save()
    qtbot.waitUntil(lambda: asked.work is None and asked.unread.isVisible(), timeout=30000)
    assert "第二人" in asked.said.text()
    asked.number.setText("介0001")
    asked.second.setText("玉罕")
    asked.save()
    qtbot.waitUntil(lambda: work.dialog is None, timeout=30000)
    assert work.desk.rows("outputs")[0]["unread_volume"] is True
    assert work.desk.rows("backups", where={"outside": True})
