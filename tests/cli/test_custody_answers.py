"""Every permanent code of custody as a technician sees it: code, weight, origin and sentence, by `perform` alone."""

import json
from datetime import timedelta

import pytest

from secretdesk.cli.main import run
from secretdesk.desk.desk import wall_clock
from secretdesk.desk.opening import new_vault
from secretdesk.domain.terms import Level
from tests.conftest import CHEAP, PASSPHRASE
from tests.desk.test_receipt import NAMES, do, receive

MARKED, TOP, WIRE, BACK = "000121", "000201", "000301", "000401"
PAPER = "1"
ROUND = BATCH = LOAN = "1"
GIVEN = {"approved_by": "李建国", "briefed_by": "岩温"}
LEND = {"copies": [MARKED], "borrower": "玉罕", **GIVEN}
SEND = {
    "copies": [MARKED],
    "receiver": "州局",
    "channel": "机要交通",
    "handled_by": "岩温",
    "wrapping": "密封袋",
    "envelope": "F-1",
    "courier_number": "J1",
}
CARRY = {
    "carriers": ["玉罕"], "copies": [MARKED], "purpose": "报送", "region": "省内", "destination": "省厅", "due": "2099-12-31",
    "measures": "密码箱", "approved_by": "李建国",
}  # fmt: skip
PRODUCE = {"made_by": "岩温", "supervised_by": "李建国", "stamped": True, "waste_sheets": 0}
DEVICE = {"kind": "复印机", "model": "C55", "level": "机密", "use": "涉密单机", "keeper": "玉罕"}
CASES = {
    ("lateral_transfer", "refuse"): ("circulations", "send", ROUND, {"reader": "刀永红", "reading_place": "机要室"}),
    ("outside_scope", "refuse"): ("circulations", "send", ROUND, {"reader": "岩叫", "reading_place": "机要室"}),
    ("in_cooling_off", "refuse"): ("loans", "lend", None, LEND | {"borrower": "何建平"}),
    ("not_in_cabinet", "refuse"): ("loans", "lend", None, LEND | {"copies": ["000123"]}),
    ("already_out", "refuse"): ("loans", "lend", None, LEND | {"copies": ["000122"]}),
    ("terminal", "refuse"): ("loans", "lend", None, LEND | {"copies": ["000603"]}),
    ("cipher_telegram", "refuse"): ("loans", "lend", None, LEND | {"copies": [WIRE]}),
    ("reading_place", "refuse"): ("loans", "lend", None, LEND | {"copies": [TOP]}),
    ("issuer_consent", "refuse"): (
        "copyings", "apply", None, {"applicant": "玉罕", "original": TOP, "method": "复印", "count": 1},
    ),
    ("approval_missing", "refuse"): ("loans", "lend", None, {k: v for k, v in LEND.items() if k != "approved_by"}),
    ("forbidden_channel", "refuse"): ("dispatches", "send", None, SEND | {"channel": "快递"}),
    ("two_persons", "refuse"): ("dispatches", "send", None, SEND | {"channel": "专人送达"}),
    ("must_return", "refuse"): ("destructions", "add", BATCH, {"copies": [BACK]}),
    ("undeclared_site", "refuse"): ("destructions", "hand_over", "2", {"site": "废品站", "escorts": ["玉罕", "刀永红"]}),
    ("undeclared_device", "refuse"): ("copyings", "produce", "1", PRODUCE | {"device": "C-2"}),
    ("level_only_up", "refuse"): ("media", "raise_level", "U-1", {"level": "内部", "reason": "不用了"}),
    ("medium_level", "refuse"): ("media", "raise_level", "U-1", {"level": "机密", "used_on": ["C-3"], "reason": "x"}),
    ("cross_use", "refuse"): ("devices", "enrol", None, DEVICE | {"serial": "C-9", "use": "非密中间机"}),
    ("abroad", "refuse"): ("carryings", "approve", None, CARRY | {"region": "国（境）外"}),
    ("holdings_left", "refuse"): ("people", "leave", "刀永红", {"leave_reason": "调离"}),
    ("term_out_of_range", "refuse"): ("loans", "lend", None, LEND | {"due": "2099-12-30"}),
    ("not_cleared", "ask"): ("loans", "lend", None, LEND | {"borrower": "岩叫"}),
    ("no_pledge", "ask"): ("loans", "lend", None, LEND | {"borrower": "王勤"}),
    ("level_above_clearance", "ask"): ("loans", "lend", None, LEND | {"borrower": "王勤"}),
    ("overdue_held", "ask"): ("loans", "lend", None, LEND | {"borrower": "刀永红"}),
    ("archive_first", "ask"): ("destructions", "add", BATCH, {"copies": ["000501"]}),
    ("pages_differ", "ask"): ("loans", "take_back", LOAN, {"pages": 3}),
    ("absent_reader", "ask"): ("circulations", "send", ROUND, {"reader": "玉罕", "reading_place": "机要室"}),
}  # fmt: skip


@pytest.fixture(scope="module")
def vault(tmp_path_factory):
    """Books in which each of the rules has something to say; closed, for the command line takes the lock."""
    place = tmp_path_factory.mktemp("answers") / "vault"
    desk = new_vault(place, "岩温", PASSPHRASE, Level.HIGHLY_SECRET, cost=CHEAP)
    people_and_things(desk)
    papers_and_matters(desk)
    desk.close()
    (place.parent / "pass").write_text(PASSPHRASE, encoding="utf-8")
    return place


def people_and_things(desk):
    for name in ("玉罕", "刀永红", "赵一", "岩叫", "王勤", "何建平"):
        do(desk, "people", "enrol", name=name)
    for name in ("玉罕", "刀永红", "赵一", "何建平"):
        do(desk, "people", "clear", name, category="重要", pledged_on="2026-01-05")
    do(desk, "people", "clear", "王勤", category="一般")
    until = (wall_clock().date() + timedelta(days=800)).isoformat()
    do(
        desk,
        "people",
        "leave",
        "何建平",
        confirm=("no_departure",),
        leave_reason="调离",
        approved_by="李建国",
        cooling_until=until,
    )
    for serial, more in (("C-1", {"designated": True}), ("C-2", {}), ("C-3", {"level": "秘密"})):
        do(desk, "devices", "enrol", serial=serial, **(DEVICE | more))
    do(
        desk,
        "media",
        "enrol",
        kind="U盘",
        model="U1",
        serial="U-1",
        level="秘密",
        keeper="玉罕",
        confirm=NAMES,
    )


def papers_and_matters(desk):
    today = wall_clock().date()
    days = [(today - timedelta(days=n)).isoformat() for n in range(4)]
    received = {"received_on": days[3], "confirm": {*NAMES, "late_entry"}}
    receive(desk, copy_numbers="000121-000125", **received)
    receive(desk, doc_number="2号", copy_numbers="000201", mark="绝密★", title=None, **received)
    receive(desk, doc_number="3号", copy_numbers="000301", cipher_telegram=True, **received)
    receive(desk, doc_number="4号", copy_numbers="000401", must_return=True, **received)
    receive(desk, doc_number="5号", copy_numbers="000501", **received)
    receive(desk, doc_number="6号", copy_numbers="000601-000604", **received)
    late = GIVEN | {"copies": ["000122"], "borrower": "刀永红", "lent_on": days[3], "due": days[2]}
    do(desk, "loans", "lend", **late)
    do(desk, "copies", "report_missing", "000123", reason="找不到")
    do(desk, "dispatches", "send", confirm=NAMES, **(SEND | {"copies": ["000603"]}))
    do(desk, "dispatches", "confirm", "1", receipt_number="回1")
    readers = {
        "copies": ["000124"],
        "readers": ["刀永红", "玉罕", "赵一"],
        "approved_by": "李建国",
        "approved_on": days[0],
    }
    do(desk, "circulations", "open", document=PAPER, **readers)
    do(desk, "circulations", "send", ROUND, reader="赵一", reading_place="机要室")
    do(desk, "circulations", "absent", ROUND, reader="玉罕", reason="出差")
    do(desk, "copyings", "apply", applicant="玉罕", original="000121", method="复印", count=1)
    do(desk, "copyings", "approve", "1", approved_by="李建国")
    do(desk, "destructions", "draft", copies=["000601"])
    do(desk, "destructions", "draft", copies=["000602"])
    do(desk, "destructions", "approve", "2", approved_by="李建国", counted_by="岩温、玉罕")
    do(desk, "destructions", "seal", "2", boxes=[{"box": "1箱", "seal_number": "F1"}])


@pytest.mark.parametrize(
    ("answer", "command"), CASES.items(), ids=[f"{code} {weight}" for code, weight in CASES]
)
def test_a_rule_answers_with_code_weight_origin_and_sentence(vault, tmp_path, capsys, answer, command):
    register, action, entry, values = command
    line = {"register": register, "action": action, "entry": entry, "values": values}
    script = tmp_path / "one.jsonl"
    script.write_text(json.dumps(line), encoding="utf-8")
    assert run(["perform", str(vault), str(script), "--passphrase-file", str(vault.parent / "pass")]) == 1
    told = json.loads(capsys.readouterr().out)
    assert not told["ok"]
    found = {(reason["code"], reason["weight"]): reason for reason in told["reasons"]}
    assert answer in found, list(found)
    reason = found[answer]
    assert set(reason) == {"code", "weight", "field", "origin", "text"}
    assert reason["text"].endswith("。")
    assert "第" in reason["origin"] or "F" in reason["origin"]


def test_the_codes_are_those_that_are_permanent():
    assert {code for code, _ in CASES} == {
        "lateral_transfer", "outside_scope", "in_cooling_off", "not_in_cabinet", "already_out", "terminal",
        "cipher_telegram", "reading_place", "issuer_consent", "approval_missing", "forbidden_channel", "two_persons",
        "must_return", "undeclared_site", "undeclared_device", "level_only_up", "medium_level", "cross_use", "abroad",
        "holdings_left", "term_out_of_range", "not_cleared", "no_pledge", "level_above_clearance", "overdue_held",
        "archive_first", "pages_differ", "absent_reader",
    }  # fmt: skip
