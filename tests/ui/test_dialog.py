"""The one dialog: reasons at their fields, consent by one key, drafts, input methods."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from secretdesk.desk import drafts, sheets
from secretdesk.domain.fields import Kind
from secretdesk.domain.review import Command
from secretdesk.registers import REGISTERS
from secretdesk.ui.arrange import arrange, fields_in
from secretdesk.ui.help_text import register_html
from tests.ui.conftest import receive
from tests.ui.test_morning import told

Key = Qt.Key
ACTIONS = [(r, a) for r in REGISTERS for a in r.actions if not a.hidden]


@pytest.fixture
def form(hands, qtbot):
    """The receive dialog, opened by its key."""
    hands.work.tabs.go("documents")
    hands.control(Key.Key_N)
    qtbot.waitUntil(lambda: hands.dialog is not None and QApplication.activeWindow() is hands.dialog)
    return hands.dialog


@pytest.mark.parametrize(("register", "action"), ACTIONS, ids=lambda x: x.key)
def test_every_field_that_an_action_asks_stands_once_and_what_it_needs_is_open(register, action):
    opened, folded = arrange(register, action, sheets.shipped_forms())
    keys = [f.key for f in fields_in([*opened, *folded])]
    assert sorted(keys) == sorted(action.asks)
    assert set(action.needs) <= {f.key for f in fields_in(opened)}
    assert len(fields_in(opened)) <= max(14, len(action.needs)), "more only where the paper demands them all"


@pytest.mark.parametrize("register", REGISTERS, ids=lambda r: r.key)
def test_help_names_every_field_and_action(register):
    html = register_html(register)
    assert all(f.label in html for f in register.fields if not f.unseen)
    assert all(a.label in html for a in register.actions if not a.hidden)


def test_seven_fields_of_a_receipt_are_open(form):
    opened = [k for k in form.area.boxes if k not in form.area.folded_keys]
    assert opened == [
        "received_on", "issuer", "doc_number", "title", "mark", "copy_numbers", "pages", "issued_on",
    ]  # fmt: skip


def test_reasons_stand_at_their_fields_while_one_types(form, hands, qtbot):
    area = form.area
    area.boxes["mark"].editor.put("★机密10年")
    area.boxes["pages"].editor.put("三")
    area.go_to("issued_on")
    hands.write("1101")
    qtbot.waitUntil(lambda: "应为 0 以上的整数" in told(form))
    qtbot.waitUntil(lambda: area.boxes["pages"].widget.property("trouble") == "refuse")
    assert "标志应写作“机密★10年”" in told(form)
    assert "请填写“文件标题”" not in told(form)  # nobody has been in that field yet
    area.go_to("title")
    hands.press(Key.Key_Tab)
    qtbot.waitUntil(lambda: "请填写“文件标题”" in told(form))
    assert area.boxes["issued_on"].editor.get().endswith("-11-01")  # written out once one has left it


def test_enter_goes_to_what_stands_in_the_way(form, hands):
    form.area.go_to("issuer")
    hands.write("省教育厅")
    hands.press(Key.Key_Return)
    assert form.isVisible()
    assert form.area.field_in_focus() == "mark" or form.area.field_in_focus() == "issuer"
    assert form.desk.count("documents") == 0


def test_consent_is_to_one_sentence(form, hands):
    area = form.area
    for key, value in {
        "issuer": "省教育厅", "doc_number": "无文号", "title": "题", "mark": "机密★30年", "copy_numbers": "1",
        "pages": "3", "issued_on": "2026-01-05",
    }.items():  # fmt: skip
        area.boxes[key].editor.put(value)
    form.save()
    assert told(form).count("按 Alt+Y 确认") == 2
    hands.alt(Key.Key_Y)
    assert told(form).count("按 Alt+Y 确认") == 1
    hands.alt(Key.Key_Y)
    assert told(form).count("已确认") == 2
    area.boxes["issuer"].editor.put("教育部")  # another name: asked anew
    form.advice.look()
    assert told(form).count("按 Alt+Y 确认") == 1
    hands.alt(Key.Key_Y)
    hands.press(Key.Key_Return)
    assert form.desk.count("documents") == 1


def test_escape_keeps_the_draft_and_starting_afresh_drops_it(form, hands, qtbot):
    desk = form.desk
    form.area.go_to("title")
    hands.write("没写完")
    hands.press(Key.Key_Escape)
    qtbot.waitUntil(lambda: hands.dialog is None)
    assert drafts.load(desk, "documents", "receive") == {"title": "没写完"}
    hands.control(Key.Key_N)
    qtbot.waitUntil(lambda: hands.dialog is not None and QApplication.activeWindow() is hands.dialog)
    assert hands.dialog.area.boxes["title"].editor.get() == "没写完"
    assert "草稿" in hands.dialog.told.text()
    hands.alt(Key.Key_Z)
    qtbot.waitUntil(lambda: hands.dialog.area.boxes["title"].editor.get() == "")
    hands.press(Key.Key_Escape)
    qtbot.waitUntil(lambda: hands.dialog is None)
    assert drafts.load(desk, "documents", "receive") is None


def test_a_draft_never_holds_what_is_above_the_vault(form):
    form.area.boxes["title"].editor.put("绝密件的标题")
    form.area.boxes["mark"].editor.put("绝密★30年")
    form.drafting.keep()
    assert drafts.load(form.desk, "documents", "receive") == {"mark": "绝密★30年"}


def test_what_an_input_method_composes_triggers_nothing(form, hands, qtbot):
    form.area.go_to("title")
    form.advice._soon.stop()
    form.advice._later.stop()
    hands.compose("sheng jiao yu")
    assert form.area.boxes["title"].editor.get() == ""
    assert not form.advice._soon.isActive()
    hands.press(Key.Key_Escape)  # the input method's own
    assert form.isVisible()
    hands.compose("")
    hands.press(Key.Key_Escape)
    qtbot.waitUntil(lambda: hands.dialog is None and QApplication.activeWindow() is hands.window)
    page = hands.work.page
    page.search.setFocus()
    hands.compose("tong zhi")
    assert not page._searching.isActive()


def test_initials_find_a_name_and_tab_takes_it(form, hands, qtbot):
    receive(form.desk, 1, issuer="省教育厅")
    box = form.area.boxes["issuer"]
    form.area.go_to("issuer")
    hands.write("sjyt")
    qtbot.waitUntil(lambda: box.widget.list_open)
    hands.press(Key.Key_Tab)
    assert box.editor.get() == ["省教育厅", form.desk.find("correspondents", "省教育厅")[0].entry]
    assert form.area.field_in_focus() == "doc_number"
    form.area.go_to("issuer")
    hands.control(Key.Key_A)
    hands.write("省教育")  # a new name that begins like a known one stays as typed
    qtbot.waitUntil(lambda: box.widget.list_open)
    hands.press(Key.Key_Tab)
    assert box.editor.get() == "省教育"


def test_choices_go_by_digits_and_initials(form, hands):
    form.area.go_to("channel")
    box = form.area.boxes["channel"]
    hands.press(Key.Key_2)
    assert box.editor.get() == "机要通信"
    hands.press(Key.Key_H)
    assert box.editor.get() == "会议带回"
    hands.press(Key.Key_Delete)
    assert box.editor.get() == ""


def test_a_correction_sends_only_what_was_changed(hands):
    receive(hands.work.desk, 1)
    hands.work.tabs.go("documents")
    hands.work.page.view.choose(0)
    hands.work.act("amend")
    dialog = hands.dialog
    assert dialog.values() == {}
    dialog.area.boxes["pages"].editor.put("9")
    dialog.area.boxes["reason"].editor.put("数错")
    assert dialog.values() == {"pages": "9", "reason": "数错"}
    dialog.area.boxes["short_title"].editor.put("")
    assert dialog.values()["short_title"] == ""
    hands.press(Key.Key_Escape)


def test_every_input_of_every_dialog_has_a_name_and_tab_reaches_it(hands, qtbot):
    receive(hands.work.desk, 1)
    work = hands.work
    for register in REGISTERS:
        work.tabs.go(register.key)
        work.page.view.choose(0)
        for action in register.actions:
            work.act(action.key)
            if work.dialog is None:
                continue
            dialog = work.dialog
            area = getattr(dialog, "area", None)  # a panel has none
            for box in area.boxes.values() if area is not None else ():
                assert box.widget.accessibleName(), (register.key, action.key)
                if box.field.kind is not Kind.LINES:
                    typed = box.widget.focusProxy() or box.widget
                    assert typed.focusPolicy() & Qt.FocusPolicy.TabFocus
            assert all(w.accessibleName() for w in dialog.findChildren(QLineEdit) if w.parent() is not None)
            dialog.reject()
            qtbot.waitUntil(lambda: work.dialog is None)
    assert isinstance(work, QWidget)


def opened(hands, qtbot, register, action):
    hands.work.tabs.go(register)
    hands.work.page.view.choose(0)
    hands.work.act(action)
    qtbot.waitUntil(lambda: hands.dialog is not None and QApplication.activeWindow() is hands.dialog)
    return hands.dialog


def test_what_is_undone_is_said_and_enter_undoes_it(hands, qtbot):
    desk = hands.work.desk
    receive(desk, 1, mark="秘密★5年")
    desk.perform(Command("", "people", "enrol", values={"name": "玉罕"}))
    given = {"copies": ["1-1"], "borrower": "玉罕", "approved_by": "李建国", "briefed_by": "岩温"}
    desk.perform(Command("", "loans", "lend", values=given, confirm=frozenset({"not_cleared"})))
    day = desk.clock().date().isoformat()
    desk.perform(Command("", "loans", "remind", "1", {"reminded_on": day}))
    desk.perform(Command("", "loans", "amend", "1", {"purpose": "起草", "reason": "漏写"}))
    form = opened(hands, qtbot, "loans", "undo")
    assert form.told.text().startswith(f"上一步：{day} ") and form.told.text().endswith(" 催还。")
    assert form.keys.text().startswith("Enter 撤销上一步")
    hands.write("没有催")
    hands.press(Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    hands.write("真的")
    assert form.area.get()["reason"] == "没有催\n真的"
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: hands.dialog is None)
    assert desk.rows("loans")[0]["reminders"] in (None, 0)


def test_in_a_long_text_beside_others_the_keys_say_how_to_save(hands, qtbot):
    receive(hands.work.desk, 1)
    form = opened(hands, qtbot, "documents", "amend")
    assert form.keys.text().startswith("Enter 更正")
    form.area.go_to("reason")
    qtbot.waitUntil(lambda: form.keys.text().startswith("Ctrl+Enter 更正"))
    hands.press(Key.Key_Return)
    assert hands.dialog is form and form.area.get()["reason"] == "\n"
