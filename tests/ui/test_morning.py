"""A morning's courier with the keyboard alone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

Key = Qt.Key
SENDERS = ("省教育厅", "省委办公厅", "州委机要和保密局")


def test_from_the_envelopes_to_the_lock(hands, qtbot):
    sign_for_three_envelopes(hands, qtbot)
    enter_three_documents(hands, qtbot)
    correct_one_that_is_searched_for(hands, qtbot)
    lock_with_an_open_draft(hands, qtbot)


def sign_for_three_envelopes(hands, qtbot):
    hands.work.tabs.go("arrivals")
    dialog = opened_by(hands, qtbot, Key.Key_N)
    assert dialog.area.field_in_focus() == "courier"  # the time stands there already
    hands.fill("张建军", "J0042", SENDERS[0])
    hands.press(Key.Key_Return)
    hands.write(SENDERS[1])
    hands.press(Key.Key_Return)
    hands.write(SENDERS[2])
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Return)  # on the empty line: done
    qtbot.waitUntil(lambda: hands.dialog is None)
    assert hands.work.desk.count("envelopes", where={"status": "to_open"}) == 3
    assert "拆封" in hands.window.statusBar().currentMessage()


def enter_three_documents(hands, qtbot):
    """The sender of the next envelope stands there already; the series counts down."""
    hands.work.tabs.go("documents")
    dialog, desk = opened_by(hands, qtbot, Key.Key_N), hands.work.desk
    before = hands.pressed
    for number, issuer in enumerate(SENDERS, start=1):
        assert f"3 封中的第 {number} 封" in dialog.progress.text()
        assert dialog.area.boxes["issuer"].editor.get() == issuer
        assert dialog.area.field_in_focus() == "doc_number"
        hands.fill(
            f"密发〔2026〕{number}号", f"第{number}件的标题", "机密★10年", f"00012{number}", "13", "1101"
        )
        hands.press(Key.Key_Return)
        assert "按 Alt+Y 确认" in told(dialog)  # the correspondent is new
        hands.alt(Key.Key_Y)
        hands.press(Key.Key_Return)
        qtbot.waitUntil(lambda n=number: desk.count("documents") == n)
        assert "已登记收文" in dialog.told.text()
    assert (hands.pressed - before) / 3 <= 12, "keys beyond the text, a document"
    assert "全部登记" in dialog.progress.text()
    hands.press(Key.Key_Escape)
    qtbot.waitUntil(lambda: hands.dialog is None)
    assert desk.count("arrivals", where={"status": "opened"}) == 1
    model = hands.work.page.model
    shown = [model.text(n, 0) for n in range(model.rowCount())]
    assert shown == [f"密收〔2026〕000{n}号".replace("2026", f"{desk.clock():%Y}") for n in (3, 2, 1)]


def correct_one_that_is_searched_for(hands, qtbot):
    """Found by two characters; the correction stands in the panel, the former value before the new one."""
    page = hands.work.page
    hands.control(Key.Key_F)
    hands.write("2件")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    hands.press(Key.Key_Return)
    dialog = opened_by(hands, qtbot, Key.Key_F2, Qt.KeyboardModifier.NoModifier)
    dialog.area.go_to("pages")
    hands.control(Key.Key_A)
    hands.write("12")
    dialog.area.go_to("reason")
    hands.write("清点有误")
    hands.control(Key.Key_Return)
    qtbot.waitUntil(lambda: hands.dialog is None)
    assert page.search.text() == "2件"
    assert page.view.current()["title"] == "第2件的标题"
    qtbot.waitUntil(lambda: "13 → 12" in page.panel.text.toPlainText())
    assert "清点有误" in page.panel.text.toPlainText()


def lock_with_an_open_draft(hands, qtbot):
    """Unlocked, one is where one was, and the draft is there, character for character."""
    dialog = opened_by(hands, qtbot, Key.Key_N)
    dialog.area.go_to("title")
    hands.write("没写完的标题𬭊")
    hands.control(Key.Key_L)
    qtbot.waitUntil(lambda: hands.window.work is None)
    assert hands.window.stack.currentWidget() is hands.window.unlock
    assert not [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not hands.window]
    hands.unlock()
    qtbot.waitUntil(lambda: hands.dialog is not None)
    assert hands.work.page.register.key == "documents"
    assert hands.work.page.search.text() == "2件"
    assert hands.dialog.area.boxes["title"].editor.get() == "没写完的标题𬭊"
    assert "草稿" in hands.dialog.told.text()


def opened_by(hands, qtbot, key, modifier=Qt.KeyboardModifier.ControlModifier):
    """The dialog that a key opens."""
    hands.press(key, modifier)
    qtbot.waitUntil(lambda: hands.dialog is not None and QApplication.activeWindow() is hands.dialog)
    return hands.dialog


def told(dialog):
    return "\n".join(note.text() for row in dialog.area.rows for note, _ in row.notes)
