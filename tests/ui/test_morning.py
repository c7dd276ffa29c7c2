"""A morning's courier with the keyboard alone: how many keys beyond the text, and where the window paused."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

Key = Qt.Key
SENDERS = (
    "省教育厅", "省委办公厅", "州委机要和保密局", "省国家保密局", "省教育厅", "州教育体育局", "教育部考试中心",
)  # fmt: skip
SECRET = 12  # keys beyond the text of a document; 确认 of a new correspondent among them


class Heart(QObject):
    """Beats as often as the window listens; the longest time between two beats is its longest pause."""

    def __init__(self) -> None:
        super().__init__()
        self.longest, self.last = 0.0, time.perf_counter()
        self.timer = QTimer(self, interval=2)
        self.timer.timeout.connect(self.beat)
        self.timer.start()

    def beat(self) -> None:
        now = time.perf_counter()
        self.longest, self.last = max(self.longest, now - self.last), now


def breathing(hands):
    """Between two keys of a person the window has time."""
    for name in ("press", "write"):
        act = getattr(hands, name)

        def acted(*given, act=act, **more):
            act(*given, **more)
            QApplication.processEvents()

        setattr(hands, name, acted)


def test_from_the_envelopes_to_the_lock(hands, qtbot, tmp_path, record_property):
    breathing(hands)
    heart, before = Heart(), hands.pressed
    sign_for_seven_envelopes(hands, qtbot)
    enter_six_documents(hands, qtbot)
    correct_one_that_is_searched_for(hands, qtbot)
    print_the_book(hands, qtbot, tmp_path / "book.pdf")
    heart.timer.stop()
    lock_with_an_open_draft(hands, qtbot)
    finish(hands, qtbot)
    record_property("keys beyond the text", hands.pressed - before)
    record_property("longest pause, ms", round(heart.longest * 1000))
    print(f"morning: {hands.pressed - before} keys, longest pause {heart.longest * 1000:.0f} ms")


def sign_for_seven_envelopes(hands, qtbot):
    hands.work.tabs.go("arrivals")
    QApplication.processEvents()
    dialog = opened_by(hands, qtbot, Key.Key_N)
    assert dialog.area.field_in_focus() == "courier"  # the time stands there already
    hands.fill("张建军", "J0042", SENDERS[0])
    hands.press(Key.Key_Return)
    for sender in SENDERS[1:]:
        hands.write(sender)
        hands.press(Key.Key_Return)
    hands.press(Key.Key_Return)  # on the empty line: done
    qtbot.waitUntil(lambda: hands.dialog is None)
    assert hands.work.desk.count("envelopes", where={"status": "to_open"}) == 7
    assert "拆封" in hands.window.statusBar().currentMessage()


def enter_six_documents(hands, qtbot):
    """The sender of the next envelope stands there already; the series counts down. The fifth is 工作秘密."""
    hands.work.tabs.go("documents")
    QApplication.processEvents()
    dialog, desk = opened_by(hands, qtbot, Key.Key_N), hands.work.desk
    for number, issuer in enumerate(SENDERS[:6], start=1):
        before = hands.pressed
        assert f"7 封中的第 {number} 封" in dialog.progress.text()
        shown = dialog.area.boxes["issuer"].editor.get()
        assert (shown if isinstance(shown, str) else shown[0]) == issuer
        assert dialog.area.field_in_focus() == "doc_number"
        plain = number == 5
        hands.fill(f"密发〔2026〕{number}号", f"第{number}件的标题", "工作秘密" if plain else "机密★10年")
        hands.press(Key.Key_Tab)
        hands.fill(*(["2"] if plain else [f"00012{number}", "13", "1101"]))
        hands.press(Key.Key_Return)
        if issuer not in SENDERS[: number - 1]:
            assert "按 Alt+Y 确认" in told(dialog)  # the correspondent is new
            hands.alt(Key.Key_Y)
            hands.press(Key.Key_Return)
        qtbot.waitUntil(lambda n=number: desk.count("documents") == n)
        assert "已登记收文" in dialog.told.text()
        assert hands.pressed - before <= (5 if plain else SECRET)
    hands.press(Key.Key_Escape)
    qtbot.waitUntil(lambda: hands.dialog is None)
    assert desk.count("arrivals", where={"status": "to_open"}) == 1  # one envelope is left
    model = hands.work.page.model
    shown = [model.text(n, 0)[:2] for n in range(model.rowCount())]
    assert shown == ["密收", "工收", "密收", "密收", "密收", "密收"]


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


def print_the_book(hands, qtbot, target):
    """Ctrl+P, the place to save it, Enter."""
    dialog = opened_by(hands, qtbot, Key.Key_P)
    dialog.target.setFocus()
    dialog.target.setText(str(target))
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: hands.dialog is None, timeout=30000)
    assert target.read_bytes().startswith(b"%PDF")
    for box in hands.window.findChildren(QMessageBox):
        box.close()


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


def finish(hands, qtbot):
    """The draft is left for the afternoon; the last envelope stands in 今日."""
    hands.press(Key.Key_Escape)
    qtbot.waitUntil(lambda: hands.dialog is None)
    hands.control(Key.Key_0)
    assert hands.work.page is None
    hands.control(Key.Key_L)
    qtbot.waitUntil(lambda: hands.window.work is None)


def opened_by(hands, qtbot, key, modifier=Qt.KeyboardModifier.ControlModifier):
    """The dialog that a key opens."""
    hands.press(key, modifier)
    qtbot.waitUntil(lambda: hands.dialog is not None and QApplication.activeWindow() is hands.dialog)
    return hands.dialog


def told(dialog):
    return "\n".join(note.text() for row in dialog.area.rows for note, _ in row.notes)
