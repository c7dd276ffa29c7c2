"""Who knows of a paper: told in its panel, printed from there and from the menu."""

from __future__ import annotations

from secretdesk.domain.review import Command
from secretdesk.ui import dialogs
from tests.ui.conftest import receive


def hold(desk):
    for name in ("段景明", "王勤"):
        desk.perform(Command("", "people", "enrol", values={"name": name}))
        given = {"category": "重要", "pledged_on": "今天"}
        desk.perform(Command("", "people", "clear", name, given, confirm=frozenset({"no_pledge"})))
    given = {"document": "1", "speaker": "段景明", "attendees": ["王勤"], "approved_by": "李建国"}
    desk.perform(Command("", "briefings", "hold", values=given))


def test_the_panel_tells_who_knows_and_leads_to_the_list_on_paper(hands, qtbot, tmp_path):
    work = hands.work
    receive(work.desk, 1)
    hold(work.desk)
    work.tabs.go("documents")
    work.page.view.choose(0)
    qtbot.waitUntil(lambda: "知悉（2 人次）" in work.page.panel.text.toPlainText())
    text = work.page.panel.text.toPlainText()
    assert "王勤 口头传达" in text
    assert "段景明 传达人" in text
    entry = work.page.view.current().entry
    work.go_link(f"print:know_list/{entry}")
    dialog = work.dialog
    assert dialog.form.currentData().key == "know_list"
    dialog.target.setText(str(tmp_path / "know.pdf"))
    dialog.save()
    qtbot.waitUntil(lambda: work.dialog is None, timeout=20000)
    assert (tmp_path / "know.pdf").read_bytes().startswith(b"%PDF")


def test_the_menu_finds_the_paper_of_another_entry(hands, qtbot):
    work = hands.work
    receive(work.desk, 1)
    hold(work.desk)
    work.tabs.go("briefings")
    work.page.view.choose(0)
    qtbot.waitUntil(lambda: work.page.view.current() is not None)
    dialogs.know_list(work)
    assert work.page.register.key == "documents"
    assert work.dialog.form.currentData().key == "know_list"
    work.dialog.reject()
