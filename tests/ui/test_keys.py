"""Keys from the window: the recovery code in two halves, the supervisor's key, another passphrase."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from secretdesk.desk.opening import open_vault
from secretdesk.store.recovery import join
from secretdesk.ui import dialogs
from secretdesk.ui.key_dialog import ADD, CHANGE, RECOVERY
from tests.ui.conftest import PASSPHRASE

Key = Qt.Key
OTHER = "四条腿的石头桌子会走路"


@pytest.fixture
def dialog(hands, qtbot, request):
    """The dialog of a kind."""
    dialogs.keys(hands.work, request.param)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is hands.dialog)
    return hands.dialog


def typed(dialog, qtbot, passphrase):
    dialog.first.setText(passphrase)
    dialog.second.setText(passphrase)
    qtbot.waitUntil(lambda: dialog.judged.text() != "", timeout=10000)


@pytest.mark.parametrize("dialog", [RECOVERY], indirect=True)
def test_two_halves_are_shown_one_after_the_other_and_open_the_vault(dialog, hands, qtbot):
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.work is None and dialog.halves != [], timeout=30000)
    first = dialog.half.text().replace("\n", "-").replace("  ", "-")
    hands.press(Key.Key_Escape)
    assert "还没有抄完" in dialog.said.text()
    hands.press(Key.Key_Return)
    second = dialog.half.text().replace("\n", "-").replace("  ", "-")
    assert (first[0], second[0]) == ("A", "B")
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: hands.dialog is None)
    assert hands.work.guide.done()[1]
    folder = hands.work.desk.vault.folder
    hands.window.lock()
    open_vault(folder, "恢复码", join(first, second)).close()


@pytest.mark.parametrize("dialog", [ADD], indirect=True)
def test_the_supervisor_gets_a_key_and_the_founder_is_custodian_alone(dialog, hands, qtbot):
    hands.press(Key.Key_Return)
    assert "请填写姓名" in dialog.said.text()
    dialog.name.setText("玉香")
    typed(dialog, qtbot, "12345678")
    dialog.save()
    assert "口令太弱" in dialog.said.text()
    typed(dialog, qtbot, OTHER)
    qtbot.waitUntil(lambda: not dialog.weak, timeout=10000)
    dialog.save()
    qtbot.waitUntil(lambda: hands.dialog is None, timeout=30000)
    assert hands.work.desk.roles == {"custodian", "reader"}
    assert "主任" not in hands.window.who.text()
    assert hands.work.guide.done()[2]
    folder = hands.work.desk.vault.folder
    hands.window.lock()
    open_vault(folder, "玉香", OTHER).close()


@pytest.mark.parametrize("dialog", [CHANGE], indirect=True)
def test_another_passphrase_of_ones_own(dialog, hands, qtbot):
    typed(dialog, qtbot, OTHER)
    qtbot.waitUntil(lambda: not dialog.weak, timeout=10000)
    dialog.second.setText(PASSPHRASE)
    dialog.save()
    assert "不一样" in dialog.said.text()
    dialog.second.setText(OTHER)
    dialog.save()
    qtbot.waitUntil(lambda: hands.dialog is None, timeout=30000)
    folder = hands.work.desk.vault.folder
    hands.window.lock()
    open_vault(folder, None, OTHER).close()


@pytest.mark.parametrize("dialog", [RECOVERY], indirect=True)
def test_lock_wins_and_no_half_stays(dialog, hands, qtbot):
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.work is None and dialog.halves != [], timeout=30000)
    half = dialog.half
    hands.window.lock()
    assert hands.window.work is None
    assert half.text() == "" and dialog.halves == []
