"""A working day of custody by keyboard and scanner: a round of six, a loan, twelve copies out and in, 日清."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from secretdesk.desk import checks
from secretdesk.domain.review import Command
from secretdesk.ui.offered import keys_of
from tests.ui.conftest import receive
from tests.ui.every_window import in_front

Key = Qt.Key
LEADERS = ("段景明", "刀永红", "王勤", "玉罕", "龚伟", "罗正清")
OTHERS = tuple(f"与会{n}" for n in "一二三四五六七八九十百千")
COPIER = {
    "kind": "复印机", "model": "C55", "serial": "C55-1", "level": "机密", "use": "涉密单机", "keeper": LEADERS[0],
    "designated": True,
}  # fmt: skip


@pytest.fixture
def office(hands):
    """The college in the morning: people who are cleared, a copier, two papers of three pages in the cabinet."""
    desk = hands.work.desk
    for name in (*LEADERS, *OTHERS):
        desk.perform(
            Command(
                "",
                "people",
                "enrol",
                values={"name": name, "groups": "院领导"} if name in LEADERS else {"name": name},
            )
        )
        given = {"category": "重要", "pledged_on": "2026-01-05"}
        desk.perform(Command("", "people", "clear", name, given))
    desk.perform(Command("", "devices", "enrol", values=COPIER))
    receive(desk, 1)
    receive(desk, 2)
    return hands


def opens(hands, qtbot, register, action):
    """To the register, the first line, and the key of the action as the menu shows it."""
    in_front(qtbot, hands.window)
    hands.work.tabs.go(register)
    QApplication.processEvents()
    page = hands.work.page
    done = page.register.action(action)
    if not done.creates:  # the newest line, once it stands there
        newest = hands.work.desk.rows(register, limit=1)[0]
        page.view.choose_entry(newest.entry)
    qtbot.waitUntil(lambda: is_offered(hands.window, done.label))
    chord = keys_of(hands.work.page.register)[action].removeprefix("Ctrl+")
    hands.control(getattr(Key, f"Key_{chord}"))
    qtbot.waitUntil(lambda: hands.dialog is not None and QApplication.activeWindow() is hands.dialog)
    return hands.dialog


def is_offered(window, label):
    """Whether the menu has it in black; a person looks before the key is pressed."""
    return any(one.text() == label and one.isEnabled() for one in window.findChildren(QAction))


def fills(hands, **texts):
    """Each field by Tab, typed as by an input method."""
    for key, text in texts.items():
        hands.dialog.area.go_to(key)
        hands.write(text)


def does(hands, qtbot, register, action, **texts):
    """One act from its key to its Enter; what is only asked is answered by Alt+Y."""
    dialog = opens(hands, qtbot, register, action)
    fills(hands, **texts)
    before = hands.work.desk.head()
    hands.control(Key.Key_Return)
    if hands.work.desk.head() == before and hands.dialog is dialog:
        hands.alt(Key.Key_Y)
        hands.control(Key.Key_Return)
    assert hands.work.desk.head() != before, [n.text() for r in dialog.area.rows for n, _ in r.notes] + [
        dialog.general.text()
    ]
    if hands.dialog is dialog and dialog.isVisible():
        hands.press(Key.Key_Escape)
    qtbot.waitUntil(lambda: hands.dialog is None)


def test_a_day_of_custody(office, qtbot):
    desk = office.work.desk
    six_leaders_read_it(office, qtbot)
    assert [r.status for r in desk.rows("readings", ascending=True)] == ["done"] * 3 + ["absent"] + [
        "done"
    ] * 2
    one_is_lent(office, qtbot)
    assert desk.rows("loans")[0]["due"]
    twelve_go_to_a_meeting_and_come_back(office, qtbot)
    assert desk.count("loans", where={"status": "returned"}) == 12
    assert desk.count("copies", where={"status": "in_cabinet"}) == 13
    the_day_is_closed(office, qtbot)
    assert desk.rows("closings")[0]["out"] == 1
    assert list(checks.verify(desk)) == []


def six_leaders_read_it(hands, qtbot):
    does(
        hands, qtbot, "circulations", "open", document="1", copies="1-1", group="院领导", approved_by="李建国"
    )
    opens(hands, qtbot, "circulations", "send")
    hands.press(Key.Key_Return)
    for n in range(5):
        if n == 2:  # the fourth is away
            hands.press(Key.Key_F7)
        hands.dialog.sheet.pages.setFocus()
        hands.write("3")
        hands.press(Key.Key_F3 if n == 4 else Key.Key_Return)
    hands.press(Key.Key_F9)
    assert hands.work.desk.rows("circulations")[0].status == "closed", hands.dialog.sheet.said.text()
    hands.press(Key.Key_Escape)
    qtbot.waitUntil(lambda: hands.dialog is None)


def one_is_lent(hands, qtbot):
    does(
        hands,
        qtbot,
        "loans",
        "lend",
        kind="借阅",
        borrower="龚伟",
        copies="2-1",
        purpose="起草方案",
        approved_by="李建国",
    )


def twelve_go_to_a_meeting_and_come_back(hands, qtbot):
    does(
        hands,
        qtbot,
        "copyings",
        "apply",
        applicant="玉罕",
        original="1-1",
        method="复印",
        count="12",
        purpose="会议",
    )
    does(hands, qtbot, "copyings", "approve", approved_by="李建国")
    does(
        hands, qtbot, "copyings", "produce", device="C55-1", made_by="岩温", supervised_by="李建国", stamped="是",
        waste_sheets="0",
    )  # fmt: skip
    does(hands, qtbot, "copyings", "hand_out", recipients="、".join(OTHERS))
    dialog = opens(hands, qtbot, "copyings", "collect")
    dialog.area.go_to("pages_checked")
    dialog.area.boxes["pages_checked"].editor.put(True)
    dialog.stream.line.setFocus()
    before = hands.pressed
    for n in range(2, 14):
        hands.write(f"1-{n}")
        hands.press(Key.Key_Return)
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: hands.dialog is None)
    assert hands.pressed - before == 13


def the_day_is_closed(hands, qtbot):
    in_front(qtbot, hands.window)
    hands.control(Key.Key_D)
    qtbot.waitUntil(lambda: hands.dialog is not None and QApplication.activeWindow() is hands.dialog)
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: hands.dialog is None)
