"""The office's own work: what a meeting, a task, a procurement must tell (第6条, 第7条; 条例第45条; 保密法第42条)."""

import pytest

from secretdesk.desk.due import due
from tests.desk.test_receipt import do, row
from tests.registers.test_things import refused

MEETING = {"happened_on": "2026-11-20", "kind": "领导小组会议", "subject": "研究保密工作", "people_count": 9}
SECRET = {
    "happened_on": "2026-11-20", "kind": "涉密会议活动", "subject": "考务会", "level": "秘密", "people_count": 12,
    "measures": "手机存柜", "taught_on": "2026-11-20",
}  # fmt: skip
TASK = {
    "happened_on": "2026-11-20",
    "kind": "上级交办",
    "subject": "清查证件",
    "from_whom": "州局",
    "due": "2026-11-27",
}


def test_a_meeting_is_told(desk):
    done = do(desk, "activities", "record", **MEETING)
    assert (done.number, done.warnings) == ("记〔2026〕001号", ())


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (MEETING | {"subject": None}, ("missing", "refuse", "subject")),
        (MEETING | {"kind": "茶话会"}, ("bad_value", "refuse", "kind")),
        (MEETING | {"happened_on": "2026-11-24"}, ("future_date", "refuse", "happened_on")),
        (SECRET | {"measures": None}, ("missing", "refuse", "measures")),
        (SECRET | {"level": None}, ("missing", "refuse", "level")),
        (SECRET | {"level": "内部"}, ("bad_value", "refuse", "level")),
        (SECRET | {"level": "绝密"}, ("level_above_vault", "refuse", "subject")),
        (SECRET | {"kind": "涉密采购委托"}, ("missing", "refuse", "partner")),
        (TASK | {"from_whom": None}, ("missing", "refuse", "from_whom")),
    ],
)
def test_what_is_refused(desk, told, reason):
    assert reason in refused(desk, "activities", "record", **told)


def test_who_takes_part_in_a_secret_meeting_is_taught(desk):
    told = {k: v for k, v in SECRET.items() if k != "taught_on"}
    assert [r.code for r in do(desk, "activities", "record", **told).warnings] == ["not_briefed"]


def test_a_task_waits_until_it_is_done(desk):
    assert ("missing", "refuse", "due") in refused(desk, "activities", "assign", **{**TASK, "due": None})
    do(desk, "activities", "assign", **TASK)
    assert [(d.what, d.when, d.state) for d in due(desk) if d.register == "activities"] == [
        ("task", "2026-11-27", "soon")
    ]
    assert ("missing", "refuse", "result") in refused(desk, "activities", "finish", "记〔2026〕001号")
    do(desk, "activities", "finish", "记〔2026〕001号", result="已报告")
    assert row(desk, "activities", "记〔2026〕001号").status == "done"
    assert not [d for d in due(desk) if d.register == "activities"]


def test_a_correction_goes_round_no_rule(desk):
    do(desk, "activities", "record", **SECRET)
    assert ("missing", "refuse", "measures") in refused(
        desk, "activities", "amend", "1", measures="", reason="误"
    )
