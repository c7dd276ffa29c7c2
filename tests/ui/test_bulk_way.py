"""Many prints onto paper from the window: each booked, sent by itself, stopped without a gap between book and paper."""

import pytest
from PySide6.QtWidgets import QApplication

from secretdesk.desk import checks
from secretdesk.domain.review import Command
from secretdesk.ui import bulk_way, dialogs, print_dialog
from secretdesk.ui.press import NotSent
from secretdesk.ui.print_dialog import PrintDialog
from tests.ui.conftest import PERSON, receive

CONFIRM = frozenset({"unknown_reference", "not_cleared", "no_pledge"})


@pytest.fixture
def office(hands, monkeypatch):
    """Three papers chosen, a registered printer, and what it takes."""
    desk, taken = hands.work.desk, []
    for number in (1, 2, 3):
        receive(desk, number)
    given = {"kind": "打印机", "model": "HP 1020", "serial": "P1", "level": "机密", "use": "涉密单机",
             "keeper": PERSON, "printer_name": "Office"}  # fmt: skip
    desk.perform(Command("", "people", "enrol", values={"name": PERSON}))
    desk.perform(
        Command("", "people", "clear", PERSON, {"category": "重要", "pledged_on": "今天"}, confirm=CONFIRM)
    )
    desk.perform(Command("", "devices", "enrol", values=given, confirm=CONFIRM))
    monkeypatch.setattr(print_dialog, "printer_names", lambda: ["Office"])
    monkeypatch.setattr(
        bulk_way, "send", lambda _pdf, printer, pages, **how: taken.append((printer, list(pages), how))
    )
    hands.work.tabs.go("documents")
    hands.work.page.view.selectAll()
    dialogs.bulk(hands.work)
    return hands.dialog, taken


def choose(dialog, text):
    dialog.form.setCurrentIndex(
        next(n for n in range(dialog.form.count()) if text in dialog.form.itemText(n))
    )


def asked(qtbot):
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), PrintDialog), timeout=30000)
    return QApplication.activeWindow()


def test_the_know_lists_of_the_chosen_papers(office, hands, qtbot):
    dialog, taken = office
    choose(dialog, "知悉人员名册")
    dialog.print_paper()
    printing = asked(qtbot)
    assert "（3 份）" in printing.head.text() and "共 3 页" in printing.head.text()
    assert not printing.pages.isEnabled()
    printing.copies.setValue(2)
    printing.ask()
    qtbot.waitUntil(lambda: hands.dialog is None, timeout=60000)
    desk = hands.work.desk
    prints = desk.rows("prints", ascending=True)
    assert [(one["form"], one["copies"], one["way"]) for one in prints] == [("know_list", 2, "打印")] * 3
    assert [(printer, pages, how["copies"], how["name"]) for printer, pages, how in taken] == [
        ("Office", [1], 2, one.number) for one in prints
    ]
    assert desk.count("outputs") == 3
    assert list(checks.verify(desk)) == []


def test_a_printer_that_stops_taking(office, hands, qtbot, monkeypatch):
    dialog, taken = office
    choose(dialog, "知悉人员名册")
    dialog.print_paper()
    printing = asked(qtbot)

    def send(*given, **_how):
        if taken:
            raise NotSent("Office")
        taken.append(given)

    monkeypatch.setattr(bulk_way, "send", send)
    printing.ask()
    qtbot.waitUntil(lambda: bool(printing.said.text()), timeout=60000)
    assert printing.said.text().startswith("已送出 1 份")
    assert printing.isEnabled()
    desk = hands.work.desk
    assert [one.status == "void" for one in desk.rows("prints", ascending=True)] == [False, True]
    assert desk.count("outputs", where={"status": "done"}) == 1
    assert list(checks.verify(desk)) == []


def test_the_person_stops_it(office, hands, qtbot, monkeypatch):
    dialog, taken = office
    choose(dialog, "知悉人员名册")
    dialog.print_paper()
    printing = asked(qtbot)

    def send(*given, tell, **_how):
        taken.append(given)
        dialog.work.cancel()
        tell(0, 1)

    monkeypatch.setattr(bulk_way, "send", send)
    printing.ask()
    qtbot.waitUntil(lambda: bool(printing.said.text()), timeout=60000)
    assert "停止了" in printing.said.text() and "已送出" not in printing.said.text()
    assert [one.status for one in hands.work.desk.rows("prints")] == ["void"]


def test_nothing_to_print_is_said(office, qtbot):
    dialog, _ = office
    choose(dialog, "今天的单子")
    dialog.print_paper()
    qtbot.waitUntil(lambda: bool(dialog.said.text()), timeout=30000)
    assert dialog.said.text() == "没有可打印的。"


def test_the_seed_of_the_inspectors_is_asked_where_something_is_drawn(office):
    dialog, _ = office
    choose(dialog, "一年的各簿")
    assert not dialog.seed.isEnabled()
    choose(dialog, "只要十三类情况")
    assert dialog.seed.isEnabled()
    dialog.seed.setText(" 二十三 ")
    wanted = dialog._wanted()
    assert [piece.seed for piece in dialog._pieces(wanted["pack"], wanted["year"], wanted["seed"])] == [
        "二十三",
        "",
    ]
