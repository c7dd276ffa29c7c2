"""导入旧台账 by keys alone: from the menu to the undone run."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from secretdesk.ui import dialogs
from tests.desk import old_workbooks


def opened(hands, tmp_path, make, key="documents"):
    name, data, register, content = make()
    (tmp_path / name).write_bytes(data)
    hands.work.tabs.go(key or register)
    dialogs.import_book(hands.work)
    dialog = hands.dialog
    hands.activate()
    hands.qtbot.waitUntil(dialog.isActiveWindow)
    dialog.file.register.setCurrentIndex(dialog.file.register.findData(register))
    dialog.file.file.setFocus()
    dialog.file.file.setText(str(tmp_path / name))
    return dialog, content


def waited(qtbot, dialog, page):
    qtbot.waitUntil(lambda: dialog.work is None and dialog.pages.currentIndex() == page, timeout=60000)


def test_a_book_is_read_foreseen_and_imported_by_keys(hands, qtbot, tmp_path):
    dialog, content = opened(hands, tmp_path, old_workbooks.wrong)
    assert dialog.file.register.currentText() == "收文"
    hands.press(Qt.Key.Key_Tab, times=2)
    assert hands.focus is dialog.file.source
    assert dialog.file.source.text()  # where the file lies
    hands.write("保密办旧电脑")
    hands.press(Qt.Key.Key_Return)
    waited(qtbot, dialog, 1)
    assert dialog.columns.sheet.currentText() == "2018年（11 行）"
    assert dialog.columns.said.isHidden()
    hands.press(Qt.Key.Key_Return)  # virus check not told: asked
    qtbot.waitUntil(lambda: dialog.work is None)
    assert "查过病毒" in dialog.said.text()
    assert hands.focus is dialog.consent
    hands.press(Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_Return)
    waited(qtbot, dialog, 2)
    assert f"有内容的 {content} 行：将导入" in dialog.found.counts.text()
    assert hands.work.desk.count("documents") == 0
    first = [dialog.found.found.index(0, n).data() for n in range(6)]
    assert first == ["未导入", "2018年", "2", "", "收文日期", "请填写“收文日期”。"]
    before = dialog.found.counts.text()
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.is_done and dialog.work is None, timeout=60000)
    assert dialog.found.counts.text() == before.replace("将导入", "已导入")
    assert hands.work.desk.count("documents") == 2
    dialog.rejected_button.click()
    (asked,) = [w for w in dialog.findChildren(QFileDialog) if w.isVisible()]
    asked.fileSelected.emit(str(tmp_path / "退回.xlsx"))
    asked.close()
    qtbot.waitUntil(lambda: dialog.work is None and (tmp_path / "退回.xlsx").exists())
    dialog.next_button.setFocus()
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: hands.dialog is None)
    hands.work.tabs.go("imports")
    assert hands.work.page.view.model().rowCount() == 1


def test_a_column_is_chosen_and_remembered(hands, qtbot, tmp_path):
    book = old_workbooks.Book("2020年")
    book.line("收文日期", "单位全名", "文件标题", "密级", "那个号", "份数")
    book.row("5月6日", "演示厅", "通知", "内部", "演办〔2020〕1号", 1)

    def made():
        return book.done("怪表.xlsx", "documents")

    dialog, _ = opened(hands, tmp_path, made)
    dialog.file.checked.setChecked(True)
    hands.press(Qt.Key.Key_Return)
    waited(qtbot, dialog, 1)
    assert "来文单位" in dialog.columns.said.text()
    for place, key in ((1, "issuer"), (4, "doc_number")):
        box = dialog.columns.columns.cellWidget(place, 2)
        assert dialog.columns.columns.item(place, 1).text() in {"演示厅", "演办〔2020〕1号"}
        box.setCurrentIndex(box.findData(key))
        qtbot.waitUntil(lambda key=key: key in dialog.tables[0].columns.values())
    assert dialog.columns.said.isHidden()
    dialog.next_button.setFocus()
    hands.press(Qt.Key.Key_Return)
    waited(qtbot, dialog, 2)
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.is_done and dialog.work is None, timeout=60000)
    hands.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: hands.dialog is None)
    row = hands.work.desk.rows("documents")[0]
    assert (row["doc_number"], row["received_on"]) == ("演办〔2020〕1号", "2020-05-06")
    dialog, _ = opened(hands, tmp_path, made)
    hands.press(Qt.Key.Key_Return)
    waited(qtbot, dialog, 1)
    assert dialog.columns.said.isHidden()  # the next year's book is known
    hands.press(Qt.Key.Key_Escape)


def test_what_cannot_be_read_is_told_and_esc_leaves(hands, qtbot, tmp_path):
    (tmp_path / "a.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    dialogs.import_book(hands.work)
    dialog = hands.dialog
    hands.activate()
    hands.qtbot.waitUntil(dialog.isActiveWindow)
    hands.press(Qt.Key.Key_Return)
    assert "选择" in dialog.said.text()
    dialog.file.file.setText(str(tmp_path / "a.xls"))
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.work is None and "另存为" in dialog.said.text())
    hands.compose("x")
    hands.press(Qt.Key.Key_Escape)
    hands.compose("")
    assert hands.dialog is dialog  # the key was the input method's
    hands.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: hands.dialog is None)


def test_stopped_nothing_is_booked(hands, qtbot, tmp_path):
    dialog, _ = opened(hands, tmp_path, old_workbooks.units)
    dialog.file.checked.setChecked(True)
    hands.press(Qt.Key.Key_Return)
    waited(qtbot, dialog, 1)
    before = hands.work.desk.head()
    dialog.book(keep=True)
    dialog.work.cancel()
    qtbot.waitUntil(lambda: dialog.work is None, timeout=60000)
    assert "什么也没有登记" in dialog.said.text()
    assert hands.work.desk.head() == before
    hands.press(Qt.Key.Key_Escape)


def test_a_run_is_undone_in_the_window(hands, qtbot, tmp_path):
    dialog, _ = opened(hands, tmp_path, old_workbooks.fates)
    dialog.file.checked.setChecked(True)
    hands.press(Qt.Key.Key_Return)
    waited(qtbot, dialog, 1)
    hands.press(Qt.Key.Key_Return)
    waited(qtbot, dialog, 2)
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.is_done and dialog.work is None, timeout=60000)
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: hands.dialog is None)
    work, desk = hands.work, hands.work.desk
    work.tabs.go("imports")
    work.page.view.choose(0)
    work.act("void")
    panel = hands.dialog
    hands.activate()
    qtbot.waitUntil(panel.isActiveWindow)
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.work is None and "理由" in panel.said.text())
    hands.write("表头认错了")
    before = desk.head()
    panel.save()
    panel.work.cancel()
    qtbot.waitUntil(lambda: panel.work is None)
    if desk.head() == before:  # it was stopped in time
        assert "什么也没有撤销" in panel.said.text()
        hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: hands.dialog is None)
    assert {row.status for row in desk.rows("documents") + desk.rows("copies")} == {"void"}


def test_the_lock_wins_over_an_import(hands, qtbot, tmp_path):
    book = old_workbooks.Book("2020年")
    book.line("收文日期", "来文单位", "文件标题", "密级", "份数")
    for n in range(3000):
        book.row("5月6日", "演示厅", f"通知{n}", "内部", 1)
    dialog, _ = opened(hands, tmp_path, lambda: book.done("大表.xlsx", "documents"))
    dialog.file.checked.setChecked(True)
    hands.press(Qt.Key.Key_Return)
    waited(qtbot, dialog, 1)
    window, desk = hands.window, hands.work.desk
    before, told = desk.head(), []
    dialog.book(keep=True)
    dialog.work.progressed.connect(lambda done, _total: told.append(done))
    qtbot.waitUntil(lambda: any(told), timeout=30000)
    window.lock()
    assert window.work is None
    qtbot.waitUntil(lambda: window.unlock.passphrase.isEnabled() and window._leaving is None, timeout=30000)
    hands.unlock()
    assert hands.work.desk.head() == before
    assert hands.work.desk.count("documents") == 0
