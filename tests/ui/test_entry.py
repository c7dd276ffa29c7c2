"""Entering receipts with the keyboard alone: how many keys beyond the text, and what fills itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from secretdesk.desk import drafts
from secretdesk.domain.review import Command
from secretdesk.ui.days import day_meant
from tests.ui.conftest import receive

Key = Qt.Key
USUAL = {"channel": "机要通信", "place": "一室-2柜-3层", "must_return": "是", "access_scope": "院领导"}


@pytest.fixture
def form(hands, qtbot):
    """The receive dialog in a vault that has seen receipts of two correspondents."""
    desk = hands.work.desk
    for number in range(1, 3):
        receive(desk, number, **USUAL)
    receive(desk, 3, issuer="省委办公厅", channel="机要交换站", mark="工作秘密", title="工作简报第3期")
    return opened(hands, qtbot)


def opened(hands, qtbot):
    hands.work.tabs.go("documents")
    hands.control(Key.Key_N)
    qtbot.waitUntil(lambda: hands.dialog is not None and QApplication.activeWindow() is hands.dialog)
    return hands.dialog


def value(form, key):
    return form.area.boxes[key].editor.get()


def opens(form):
    return [key for key, box in form.area.boxes.items() if box.isVisibleTo(form)]


def take(hands, qtbot, text):
    """Type initials; the Tab that goes on takes the first that is offered."""
    hands.write(text)
    edit = hands.focus
    qtbot.waitUntil(lambda: edit.list_open)


def write_on(hands, qtbot, text):
    """Type the beginning and take how the last like entry went on."""
    if text:
        hands.write(text)
    edit = hands.focus
    qtbot.waitUntil(lambda: bool(edit.ahead))
    hands.press(Key.Key_Right)


def test_a_secret_document_takes_at_most_twelve_keys_beyond_its_text(form, hands, qtbot):
    year = form.desk.clock().year
    before = hands.pressed - 1  # with the key that opened it
    assert form.area.field_in_focus() == "issuer"
    take(hands, qtbot, "sjyt")
    hands.press(Key.Key_Tab)
    write_on(hands, qtbot, "")  # 云教密〔2026〕 stands there pale
    hands.write("11")
    qtbot.waitUntil(lambda: form.area.boxes["doc_number"].widget.ahead == "号")
    hands.press(Key.Key_Right)
    hands.press(Key.Key_Tab)
    hands.write("关于2026年国家教育考试试卷安全保密工作的补充通知")
    hands.press(Key.Key_Tab)
    take(hands, qtbot, "jm10")
    hands.press(Key.Key_Tab)
    hands.fill("000211-000213", "13", "1")
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: form.desk.count("documents") == 4)
    assert hands.pressed - before == 10
    row = form.desk.rows("documents", limit=1)[0]
    assert (row["doc_number"], row["mark"], row["count"]) == (f"云教密〔{year}〕11号", "机密★10年", 3)
    assert row["issued_on"] == form.desk.clock().date().replace(day=1).isoformat()
    assert (row["channel"], row["must_return"], row["access_scope"]) == ("机要通信", True, "院领导")
    assert form.area.field_in_focus() == "issuer" or form.area.field_in_focus() == "doc_number"


def test_a_work_secret_line_asks_its_five_fields(form, hands, qtbot):
    before = hands.pressed - 1
    take(hands, qtbot, "swbgt")
    hands.press(Key.Key_Tab, times=2)
    write_on(hands, qtbot, "工作简报")
    hands.press(Key.Key_Tab)
    take(hands, qtbot, "gz")
    hands.press(Key.Key_Tab)
    assert opens(form) == ["received_on", "issuer", "title", "mark", "count"]
    assert form.area.field_in_focus() == "count"
    hands.write("2")
    hands.press(Key.Key_Return)
    qtbot.waitUntil(lambda: form.desk.count("documents") == 4)
    assert hands.pressed - before == 7
    assert form.desk.rows("documents", limit=1)[0]["by_count"] is True
    assert opens(form) == [
        "received_on", "issuer", "doc_number", "title", "mark", "copy_numbers", "pages", "issued_on",
    ]  # fmt: skip


def test_a_short_line_keeps_what_was_typed_in_sight(form):
    form.area.boxes["doc_number"].editor.put("教函〔2026〕5号")
    form.area.boxes["mark"].editor.put("内部")
    assert opens(form) == ["received_on", "issuer", "doc_number", "title", "mark", "count"]
    form.area.boxes["mark"].editor.put("秘密★1年")
    assert "issued_on" in opens(form) and "count" not in opens(form)


def test_usual_values_follow_the_correspondent_and_never_what_was_typed(form, hands, qtbot):
    take(hands, qtbot, "sjyt")
    hands.press(Key.Key_Tab)
    assert value(form, "channel") == "机要通信"
    assert value(form, "place")[0] == "一室-2柜-3层"
    told = form.area.fold_button.toolTip()
    assert "机要通信、" in told and "存 一室-2柜-3层" in told and "须清退" in told
    assert told.endswith("（按该单位惯例已填）")
    form.area.boxes["access_scope"].editor.put("校长")  # as a hand would
    form.area.boxes["must_return"].editor.put("")
    form.area.go_to("issuer")
    hands.control(Key.Key_A)
    take(hands, qtbot, "swbgt")
    hands.press(Key.Key_Tab)
    assert value(form, "channel") == "机要交换站"
    assert value(form, "place") == ""
    assert value(form, "access_scope") == "校长"
    assert value(form, "must_return") == ""


def test_a_draft_brings_back_what_was_emptied_on_purpose(form, hands, qtbot):
    take(hands, qtbot, "sjyt")
    hands.press(Key.Key_Tab)
    form.area.boxes["must_return"].editor.put("")
    hands.press(Key.Key_Escape)
    qtbot.waitUntil(lambda: hands.dialog is None)
    again = opened(hands, qtbot)
    assert value(again, "must_return") == ""
    assert value(again, "channel") == "机要通信"
    again.area.go_to("issuer")
    hands.control(Key.Key_A)
    take(hands, qtbot, "swbgt")
    hands.press(Key.Key_Tab)
    assert value(again, "channel") == "机要交换站"
    assert value(again, "must_return") == ""


def test_nothing_typed_leaves_no_draft(form, hands, qtbot):
    assert form.content() == {}
    hands.press(Key.Key_Escape)
    qtbot.waitUntil(lambda: hands.dialog is None)
    assert drafts.all_drafts(hands.work.desk) == []


def test_the_envelope_goes_before_the_custom(hands, qtbot):
    desk = hands.work.desk
    receive(desk, 1, channel="机要通信", wrapping_intact="是")
    lines = [{"sender": "省教育厅", "courier_number": "J77", "intact": "否"}]
    desk.perform(Command("", "arrivals", "sign", values={"courier": "张建军", "envelopes": lines}))
    form = opened(hands, qtbot)
    assert (value(form, "courier_number"), value(form, "wrapping_intact")) == ("J77", "否")
    assert value(form, "channel") == "机要通信"
    assert "机要签收" in form.progress.text() and "1 封中的第 1 封" in form.progress.text()


def test_one_key_repeats_the_last_entry(form, hands):
    form.area.go_to("title")
    hands.control(Key.Key_R)
    assert value(form, "title") == "工作简报第3期"
    form.area.boxes["pages"].editor.put("8")
    hands.press(Key.Key_R, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert value(form, "issuer")[0] == "省委办公厅"
    assert (value(form, "pages"), value(form, "mark")) == ("8", "工作秘密")
    assert value(form, "copy_numbers") == ""  # another paper


def test_a_cell_repeats_the_one_above(hands, qtbot):
    hands.work.tabs.go("arrivals")
    hands.control(Key.Key_N)
    qtbot.waitUntil(lambda: hands.dialog is not None and QApplication.activeWindow() is hands.dialog)
    hands.fill("张建军", "J0042", "省教育厅")
    hands.press(Key.Key_Return)
    hands.control(Key.Key_R)
    assert [line["sender"] for line in value(hands.dialog, "envelopes")] == ["省教育厅"] * 2


def test_what_stands_ahead_is_no_text_until_it_is_taken(form, hands, qtbot):
    form.area.go_to("title")
    hands.write("关于")
    qtbot.waitUntil(lambda: bool(form.area.boxes["title"].widget.ahead))
    hands.press(Key.Key_Tab)
    assert value(form, "title") == "关于"


@pytest.mark.parametrize(("text", "days"), [("昨天", 1), ("-3", 3), ("今天", 0)])
def test_days_in_any_usual_way(form, hands, text, days):
    form.area.go_to("issued_on")
    hands.write(text)
    hands.press(Key.Key_Tab)
    assert value(form, "issued_on") == (form.desk.clock().date() - timedelta(days=days)).isoformat()


@pytest.mark.parametrize(
    ("text", "ahead", "day"),
    [
        ("23", False, "2026-11-23"), ("24", False, "2026-10-24"), ("24", True, "2026-11-24"),
        ("31日", False, "2026-10-31"), ("２２", False, "2026-11-22"), ("+2", True, "2026-11-25"),
        ("32", False, "32"), ("1123", False, "1123"), ("2026.11.23", False, "2026.11.23"), ("", False, ""),
    ],
)  # fmt: skip
def test_a_day_of_the_month_is_the_last_there_was_or_the_next(text, ahead, day):
    assert day_meant(text, date(2026, 11, 23), ahead=ahead) == day


def test_a_short_line_comes_back_from_its_draft_as_it_was(form, hands, qtbot):
    for key, text in {"copy_numbers": "1-2", "mark": "工作秘密", "title": "简报"}.items():
        form.area.boxes[key].editor.put(text)
    before = opens(form)
    hands.press(Key.Key_Escape)
    qtbot.waitUntil(lambda: hands.dialog is None)
    again = opened(hands, qtbot)
    assert value(again, "copy_numbers") == "1-2"
    assert opens(again) == before


def test_no_note_is_clipped(form, qtbot):
    for key, text in {
        "issuer": "一个名称很长的来文单位办公室和它的一个下属机构的综合处", "mark": "★机密30年", "pages": "三",
        "copy_numbers": "1-3", "issued_on": "2199-01-01", "title": "题", "doc_number": "无文号",
    }.items():  # fmt: skip
        form.area.boxes[key].editor.put(text)
        form.area.boxes[key].touched = True
    form.advice.look()
    notes = [note for row in form.area.rows for note, _ in row.notes]
    assert len(notes) >= 5
    qtbot.waitUntil(lambda: all(n.height() >= n.heightForWidth(n.width()) > 0 for n in notes))
    qtbot.waitUntil(lambda: form.area.sheet.verticalScrollBar().maximum() == 0)
