"""写到介质上 and 核对刻好的光盘 by keys alone: four steps, what is refused says why, a lock wins."""

from __future__ import annotations

import shutil

import pypdfium2
import pytest
from PySide6.QtCore import Qt

from secretdesk.desk import targets as looking
from secretdesk.desk.folder_release import release_folder
from secretdesk.desk.volumes import Volume
from secretdesk.domain.review import Command
from secretdesk.ui import dialogs
from secretdesk.ui.disc_dialog import DiscDialog
from secretdesk.ui.release_wizard import DONE, LOCK, MEDIUM, VERSION, WHAT, ReleaseWizard
from tests.ui.conftest import receive

Key = Qt.Key
STICK = Volume("/dev/sdb1", fixed=False, id="1A2B-3C4D")
STRANGE = Volume("/dev/sdc1", fixed=False, id="FFFF-0000")
UNREAD = Volume("/dev/sdd1", fixed=False)


@pytest.fixture
def plugged(hands, tmp_path, monkeypatch):
    """A stick that is registered, one that is not, one whose id cannot be read."""
    desk = hands.work.desk
    receive(desk, 1)
    for name in ("玉罕", "岩温"):
        desk.perform(Command("", "people", "enrol", values={"name": name}))
    for kind, more in (("U盘", {"volume_id": STICK.id}), ("光盘", {})):
        given = {"kind": kind, "level": "机密", "keeper": "玉罕", "briefed_by": "岩温", **more}
        confirm = frozenset({"not_cleared", "no_pledge"})
        desk.perform(Command("", "media", "enrol", values=given, confirm=confirm))
    places = {}
    for name, volume in (("strange", STRANGE), ("unread", UNREAD), ("stick", STICK)):
        (tmp_path / name).mkdir()
        places[tmp_path / name] = volume
    monkeypatch.setattr(looking.targets, "__defaults__", (lambda: list(places.items()),))

    def of(path):
        return next(
            (v for place, v in places.items() if path.is_relative_to(place)), Volume("disk", fixed=True)
        )

    monkeypatch.setitem(release_folder.__kwdefaults__, "volumes", of)
    return tmp_path


def opened(hands, qtbot):
    hands.press(Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    wizard = hands.work.dialog
    assert isinstance(wizard, ReleaseWizard)
    qtbot.waitUntil(wizard.isActiveWindow)
    return wizard


def go_on(hands, qtbot, wizard, step):
    hands.press(Key.Key_Return)
    qtbot.waitUntil(
        lambda: wizard.work is None and (wizard.at == step or wizard.said.isVisible()), timeout=30000
    )
    assert wizard.at == step, wizard.said.text()


def test_four_enters_write_the_year(hands, qtbot, plugged):
    wizard = opened(hands, qtbot)
    assert wizard.at == WHAT
    go_on(hands, qtbot, wizard, VERSION)
    texts = [wizard.version.list.item(n).text() for n in range(wizard.version.list.count())]
    assert texts[0].startswith("全部内容　机密")
    assert texts[1].startswith("统计数字版　内部")
    assert all("行" in text for text in texts)
    go_on(hands, qtbot, wizard, MEDIUM)
    told = [wizard.medium.list.item(n).text() for n in range(wizard.medium.list.count())]
    assert told[0].startswith("介0001 U盘（机密）")
    assert "读不出卷标识" in told[1]
    assert "FFFF-0000" in told[2]
    assert not wizard.medium.list.item(2).flags()
    go_on(hands, qtbot, wizard, LOCK)
    go_on(hands, qtbot, wizard, DONE)
    (row,) = hands.work.desk.rows("outputs")
    assert (row.status, row["level"], row["counts_only"]) == ("on_disk", "机密", None)
    assert row.number in wizard.result_page.told.text()
    assert "清单" in wizard.result_page.told.text()
    assert ".xlsx" in wizard.result_page.list.toPlainText()
    assert (plugged / "stick" / wizard.done_with.folder.name / "清单.sha256").exists()
    hands.press(Key.Key_Escape)
    qtbot.waitUntil(lambda: hands.work.dialog is None)
    assert not hands.work.held


@pytest.mark.usefixtures("plugged")
def test_counts_alone_and_back_again(hands, qtbot):
    wizard = opened(hands, qtbot)
    go_on(hands, qtbot, wizard, VERSION)
    hands.press(Key.Key_Down)
    assert wizard.version.plan.counts_only
    assert "没有标题" in wizard.version.list.currentItem().text()
    go_on(hands, qtbot, wizard, MEDIUM)
    hands.press(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert wizard.at == VERSION
    assert wizard.version.plan.counts_only
    go_on(hands, qtbot, wizard, MEDIUM)
    go_on(hands, qtbot, wizard, LOCK)
    go_on(hands, qtbot, wizard, DONE)
    assert hands.work.desk.rows("outputs")[0]["counts_only"] is True


@pytest.mark.usefixtures("plugged")
def test_a_medium_without_an_id_asks_for_number_and_second_person(hands, qtbot):
    wizard = opened(hands, qtbot)
    go_on(hands, qtbot, wizard, VERSION)
    go_on(hands, qtbot, wizard, MEDIUM)
    hands.press(Key.Key_Down)
    assert wizard.medium.number.isVisible()
    hands.press(Key.Key_Return)
    assert "编号" in wizard.said.text()
    wizard.medium.number.setText("介0001")
    hands.press(Key.Key_Return)
    assert "第二人" in wizard.said.text()
    wizard.medium.second.setText("岩温")
    go_on(hands, qtbot, wizard, LOCK)
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.work is None, timeout=30000)
    assert "另一人" in wizard.said.text()
    wizard.step_back()
    wizard.medium.second.setText("玉罕")
    go_on(hands, qtbot, wizard, LOCK)
    go_on(hands, qtbot, wizard, DONE)
    assert hands.work.desk.rows("outputs")[0]["unread_volume"] is True


@pytest.mark.usefixtures("plugged")
def test_a_passphrase_is_typed_twice_and_judged(hands, qtbot):
    wizard = opened(hands, qtbot)
    wizard.what.what.setCurrentIndex(wizard.what.what.findData("documents"))
    for step in (VERSION, MEDIUM, LOCK):
        go_on(hands, qtbot, wizard, step)
    wizard.lock.first.setText("123456")
    hands.press(Key.Key_Return)
    assert "不一样" in wizard.said.text()
    wizard.lock.second.setText("123456")
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.work is None, timeout=30000)
    assert "太弱" in wizard.said.text()
    for box in (wizard.lock.first, wizard.lock.second):
        box.setText("violet abacus 38 trombone")
    go_on(hands, qtbot, wizard, DONE)
    assert wizard.lock.first.text() == ""
    data = next(wizard.done_with.folder.glob("*.pdf")).read_bytes()
    with pytest.raises(pypdfium2.PdfiumError):
        pypdfium2.PdfDocument(data)


def test_a_medium_that_was_swapped_meanwhile_is_refused(hands, qtbot, plugged, monkeypatch):
    desk = hands.work.desk
    given = {"kind": "U盘", "level": "机密", "keeper": "玉罕", "briefed_by": "岩温", "volume_id": STRANGE.id}
    wizard = opened(hands, qtbot)
    for step in (VERSION, MEDIUM, LOCK):
        go_on(hands, qtbot, wizard, step)
    confirm = frozenset({"not_cleared", "no_pledge"})
    desk.perform(Command("", "media", "enrol", values=given, confirm=confirm))
    monkeypatch.setitem(release_folder.__kwdefaults__, "volumes", lambda _path: STRANGE)
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.work is None and wizard.said.isVisible(), timeout=30000)
    assert "不是 介0001" in wizard.said.text()
    assert not list((plugged / "stick").iterdir())
    assert desk.count("outputs") == 0


def test_a_full_or_missing_place_is_told_in_the_wizard(hands, qtbot, plugged):
    wizard = opened(hands, qtbot)
    for step in (VERSION, MEDIUM, LOCK):
        go_on(hands, qtbot, wizard, step)
    shutil.rmtree(plugged / "stick")
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.work is None, timeout=30000)
    assert wizard.said.text()
    assert wizard.at == LOCK
    hands.press(Key.Key_Escape)
    qtbot.waitUntil(lambda: hands.work.dialog is None)


def test_lock_wins_over_a_release(hands, qtbot, plugged):
    window = hands.window
    wizard = opened(hands, qtbot)
    for step in (VERSION, MEDIUM, LOCK):
        go_on(hands, qtbot, wizard, step)
    with qtbot.waitSignal(window.locked, timeout=30000):
        wizard.step_on()
        window.lock()
        assert window.stack.currentWidget() is window.unlock
    hands.unlock()
    rows = hands.work.desk.rows("outputs")
    assert {row.status for row in rows} <= {"failed", "on_disk"}
    there = list((plugged / "stick").iterdir())
    assert len(there) == sum(row.status == "on_disk" for row in rows)


def staged(hands, qtbot, plugged):
    wizard = opened(hands, qtbot)
    go_on(hands, qtbot, wizard, VERSION)
    go_on(hands, qtbot, wizard, MEDIUM)
    wizard.medium.list.setCurrentRow(3)
    wizard.medium.folder.setText(str(plugged / "waiting"))
    wizard.medium.number.setText("介0002")
    go_on(hands, qtbot, wizard, LOCK)
    go_on(hands, qtbot, wizard, DONE)
    assert "刻" in wizard.result_page.told.text()
    folder = wizard.done_with.folder
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: hands.work.dialog is None)
    return folder


def test_a_disc_is_staged_checked_and_booked(hands, qtbot, plugged):
    folder = staged(hands, qtbot, plugged)
    shutil.copytree(folder, plugged / "disc" / folder.name)
    dialogs.disc(hands.work)
    dialog = hands.work.dialog
    assert isinstance(dialog, DiscDialog)
    dialog.place.setText(str(plugged / "disc"))
    dialog.check()
    qtbot.waitUntil(lambda: hands.work.dialog is None, timeout=30000)
    assert hands.work.desk.rows("outputs")[0].status == "done"
    assert not folder.exists()


def test_a_spoilt_disc_asks_who_approved_its_scrapping(hands, qtbot, plugged):
    folder = staged(hands, qtbot, plugged)
    shutil.copytree(folder, plugged / "disc")
    next((plugged / "disc").glob("*.xlsx")).write_bytes(b"x")
    dialogs.disc(hands.work)
    dialog = hands.work.dialog
    dialog.place.setText(str(plugged / "disc"))
    dialog.check()
    qtbot.waitUntil(lambda: dialog.work is None and dialog.spoilt_button.isVisible(), timeout=30000)
    assert "不一致" in dialog.said.text()
    dialog.book_spoilt()
    assert "谁批准" in dialog.said.text()
    dialog.approved.setText("李建国")
    dialog.book_spoilt()
    qtbot.waitUntil(lambda: hands.work.dialog is None, timeout=30000)
    assert hands.work.desk.rows("media", where={"kind": "光盘"})[0].status == "to_destroy"
    assert hands.work.desk.rows("outputs")[0].status == "failed"


def test_nothing_to_check_is_said(hands):
    dialogs.disc(hands.work)
    assert "没有待刻录的" in hands.work.dialog.said.text()
    assert not hands.work.dialog.check_button.isEnabled()
