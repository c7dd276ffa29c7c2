"""What a form may be filled with by itself, and what is offered while one types."""

from __future__ import annotations

import pytest

from secretdesk.desk import offers, usual
from secretdesk.desk.opening import new_vault
from secretdesk.domain.review import Command
from secretdesk.domain.terms import Level
from secretdesk.registers import BY_KEY
from secretdesk.store.slots import Cost

DOCUMENTS, CORRESPONDENTS = BY_KEY["documents"], BY_KEY["correspondents"]


@pytest.fixture
def desk(tmp_path):
    opened = new_vault(tmp_path / "v", "岩温", "紫色河流七块石头", Level.HIGHLY_SECRET, cost=Cost(1, 8192))
    yield opened
    opened.close()


def receive(desk, number, issuer="省教育厅", **more):
    year = desk.clock().year
    values = {
        "issuer": issuer, "doc_number": f"云教密〔{year - 1}〕{number}号", "title": f"关于第{number}次清查的通知",
        "mark": "机密★10年", "copy_numbers": f"{number:06d}", "pages": "3", "issued_on": "2026-01-05", **more,
    }  # fmt: skip
    confirm = frozenset({"unknown_reference", "clock_leap"})
    return desk.perform(Command("", "documents", "receive", values=values, confirm=confirm))


def entry(desk, name, register="correspondents"):
    return desk.find(register, name)[0].entry


def usual_of(desk, name="省教育厅"):
    return usual.usual_values(desk, DOCUMENTS, entry(desk, name), DOCUMENTS.by_key)


def test_what_most_of_a_correspondents_receipts_say_is_usual(desk):
    for n in range(3):
        receive(desk, n, channel="机要通信", place="一室-2柜", must_return="是", access_scope="院领导")
    receive(desk, 3, channel="专人送达", place="二室-1柜", urgency="特急")
    receive(desk, 4, issuer="省委办公厅", channel="机要交换站")
    assert usual_of(desk) == {
        "carrier_type": "纸质文件", "channel": "机要通信", "place": ["一室-2柜", entry(desk, "一室-2柜", "places")],
        "must_return": True, "access_scope": "院领导",
    }  # fmt: skip
    assert usual_of(desk, "省委办公厅")["channel"] == "机要交换站"


def test_a_custom_ends_with_the_last_nine_and_voids_do_not_count(desk):
    receive(desk, 100, channel="专人送达")
    for n in range(9):
        receive(desk, n, channel="机要通信")
    last = receive(desk, 50, channel="机要交通")
    assert usual_of(desk)["channel"] == "机要通信"
    desk.perform(Command("", "documents", "void", last.entry, {"reason": "录错"}))
    assert usual_of(desk)["channel"] == "机要通信"
    assert usual.last_values(desk, DOCUMENTS, ["receive"], ["channel"]) == {"channel": "机要通信"}


def test_what_opens_a_query_is_never_filled_by_itself(desk):
    receive(desk, 1, channel="快递", wrapping_intact="否", must_return="否")
    assert usual_of(desk) == {"carrier_type": "纸质文件"}
    place = receive(desk, 2, place="三室-9柜")
    assert "place" in usual_of(desk)
    desk.perform(Command("", "places", "retire", "三室-9柜", {"reason": "搬走"}))
    assert place.entry and "place" not in usual_of(desk)


def test_names_are_found_by_any_characters_and_ranked_by_use(desk):
    for name in ("省教育厅", "省教育考试院", "州教育体育局", "省委办公厅"):
        desk.perform(Command("", "correspondents", "enrol", values={"name": name}))
    for n in range(3):
        receive(desk, n, issuer="省教育考试院")

    def found(text):
        used = offers.by_use(desk, DOCUMENTS, "issuer")
        return [one.text for one in offers.names(desk, CORRESPONDENTS, text, used)]

    assert found("")[0] == "省教育考试院"
    assert found("教育") == ["省教育考试院", "州教育体育局", "省教育厅"]
    assert found("sjyt") == ["省教育厅"]
    assert found("jy")[0] == "省教育考试院"
    assert found("省厅") == ["省委办公厅", "省教育厅"]  # scattered
    assert found("3")[0] == "州教育体育局"  # 单003
    assert found("查无此名") == []


def test_marks_by_initials(desk):
    def found(text):
        return [one.text for one in offers.marks(desk, text, offers.by_use(desk, DOCUMENTS, "mark"))]

    assert found("jm10")[:2] == ["机密★10年", "绝密★10年"]  # this PC's level first
    assert found("mm6y") == ["秘密★6个月"]
    assert found("gz") == ["工作秘密"]
    receive(desk, 1, mark="秘密★3年")
    receive(desk, 2, mark="★秘密3年")
    assert found("mm")[0] == "秘密★3年"
    assert "★秘密3年" not in found("")  # what was wrong once is not offered


def test_a_text_goes_on_like_the_last_like_entry(desk):
    receive(desk, 1)
    receive(desk, 2, issuer="省委办公厅", title="关于第2次保密检查的通知")
    near = ("issuer", entry(desk, "省教育厅"))

    def ahead(key, text, by=None):
        return offers.continuation(desk, DOCUMENTS, key, text, by)

    assert ahead("title", "关于第") == "2次保密检查的通知"
    assert ahead("title", "关于第", near) == "1次清查的通知"
    assert ahead("title", "通知") == ""
    year = desk.clock().year
    assert ahead("doc_number", "云教") == f"密〔{year}〕"  # this year, and no serial number
    assert ahead("doc_number", f"云教密〔{year}〕1") == "号"
    assert ahead("doc_number", "无文号") == ""
    assert ahead("doc_number", "", near) == f"云教密〔{year}〕"
    assert ahead("doc_number", "") == ahead("title", "", near) == ""
