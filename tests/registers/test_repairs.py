"""Repairs by their rules (第47条, 第48条, F14): approved, watched, sent out without storage, checked on coming back."""

import pytest

from secretdesk.desk import checks
from secretdesk.desk.due import due
from secretdesk.desk.evening import back_command, whats_out
from tests.desk.test_receipt import do, row
from tests.registers.test_things import DEVICE, PC, books, enrol, refused  # noqa: F401

SHEET = "维〔2026〕001号"
OUT = {
    "way": "外送", "storage": "拆除封存", "disk_serial": "DK-1、DK-2", "seal_number": "F-7", "disk_keeper": "玉罕",
    "firm": "定点站", "repairers": "刘某", "agreement": True, "escorts": ["王勤"],
}  # fmt: skip
HERE = {"way": "本单位技术人员", "storage": "现场监督", "supervisors": ["玉罕"]}
BACK = {"outcome": "修好", "work": "换电源", "checked_by": "岩温"}
SITE = ("undeclared_site",)


@pytest.fixture
def sheet(books):  # noqa: F811
    do(books, "repairs", "request", device=PC, fault="开机无显示")
    do(books, "repairs", "approve", SHEET, approved_by="李建国")
    return books


def start(desk, given, confirm=SITE, **changed):
    return do(desk, "repairs", "start", SHEET, confirm=confirm, **(given | changed))


def test_a_repair_has_one_sheet_that_is_approved_first(books):  # noqa: F811
    do(books, "repairs", "request", device=PC, fault="开机无显示")
    assert ("bad_value", "refuse", "device") in refused(
        books, "repairs", "request", device=PC, fault="又坏了"
    )
    assert ("approval_missing", "refuse", "") in refused(books, "repairs", "start", SHEET, **HERE)
    assert ("approval_missing", "refuse", "approved_by") in refused(books, "repairs", "approve", SHEET)
    do(books, "repairs", "cancel", SHEET, reason="自己好了")
    do(books, "repairs", "request", device=PC, fault="又坏了")


@pytest.mark.parametrize(
    ("given", "changed", "reason"),
    [
        (OUT, {"storage": "无存储"}, ("storage_left", "refuse", "storage")),
        (OUT, {"storage": "现场监督"}, ("storage_left", "refuse", "storage")),
        (OUT, {"storage": None}, ("missing", "refuse", "storage")),
        (OUT, {"disk_serial": None}, ("missing", "refuse", "disk_serial")),
        (OUT, {"seal_number": None}, ("missing", "refuse", "seal_number")),
        (OUT, {"disk_keeper": None}, ("missing", "refuse", "disk_keeper")),
        (OUT, {"disk_serial": "DK-1"}, ("storage_left", "refuse", "disk_serial")),
        (OUT, {"disk_serial": "DK-1、DK-2、DK-9"}, ("bad_value", "refuse", "disk_serial")),
        (OUT, {"disk_keeper": "张三"}, ("not_cleared", "ask", "disk_keeper")),
        (OUT, {"escorts": None}, ("unsupervised", "refuse", "escorts")),
        (OUT, {"firm": None}, ("missing", "refuse", "firm")),
        (OUT, {}, ("undeclared_site", "ask", "firm")),
        (OUT, {"agreement": None}, ("no_pledge", "refuse", "agreement")),
        (OUT, {"licence_until": "2026-11-01"}, ("licence_expired", "refuse", "licence_until")),
        (HERE, {"way": "厂家上门", "supervisors": None}, ("unsupervised", "refuse", "supervisors")),
        (HERE, {"supervisors": None}, ("unsupervised", "refuse", "supervisors")),
        (HERE, {"storage": "无存储"}, ("storage_left", "refuse", "storage")),
        (HERE, {"way": None}, ("missing", "refuse", "way")),
    ],
)
def test_what_is_refused_or_asked_before_anybody_begins(sheet, given, changed, reason):
    assert reason in refused(sheet, "repairs", "start", SHEET, **(given | changed))


def test_only_named_sites_once_they_are_named(sheet):
    do(sheet, "parameters", "set", code="repair_sites", value="甲站、定点站", origin="第48条")
    assert ("undeclared_site", "refuse", "firm") in refused(
        sheet, "repairs", "start", SHEET, **(OUT | {"firm": "路边店"})
    )
    start(sheet, OUT, confirm=())


def test_a_top_secret_machine_is_repaired_under_two_pairs_of_eyes(books):  # noqa: F811
    for person in ("玉罕", "王勤"):
        do(books, "people", "clear", person, category="核心", confirm=("core_category",))
    top = enrol(books, serial="S-7", level="绝密").number
    sheet = do(books, "repairs", "request", device=top, fault="坏了").number
    do(books, "repairs", "approve", sheet, approved_by="李建国")
    assert ("two_persons", "refuse", "supervisors") in refused(books, "repairs", "start", sheet, **HERE)
    assert ("two_persons", "refuse", "escorts") in refused(
        books, "repairs", "start", sheet, **(OUT | {"escorts": ["王勤", "王勤"]})
    )
    do(books, "repairs", "start", sheet, **(HERE | {"supervisors": ["玉罕", "王勤"]}))


def test_the_device_is_away_meanwhile_and_somebody_keeps_its_storage(sheet, clock):
    start(sheet, OUT)
    device, keeper = row(sheet, "devices", PC), sheet.find("people", "玉罕")[0].entry
    assert (device.status, device["repair"]) == ("repairing", row(sheet, "repairs", SHEET).entry)
    assert SHEET in {one.number for one in sheet.books.held_by(keeper)}
    assert ("not_in_cabinet", "refuse", "devices") in refused(
        sheet, "loans", "lend", devices=[PC], borrower="王勤", approved_by="李建国"
    )
    assert row(sheet, "repairs", SHEET)["due"] == "2026-12-23"
    clock.forward(days=31)
    assert [(one.what, one.state) for one in due(sheet) if one.register == "repairs"] == [
        ("repair", "overdue")
    ]
    done = BACK | {"seal_intact": True, "serial_back": "DK-1、DK-2", "added_parts": False}
    for key in ("seal_intact", "serial_back", "added_parts"):
        assert ("missing", "refuse", key) in refused(
            sheet, "repairs", "finish", SHEET, **(done | {key: None})
        )
    do(sheet, "repairs", "finish", SHEET, **done)
    device = row(sheet, "devices", PC)
    assert (device.status, device["repair"], row(sheet, "repairs", SHEET).status) == (
        "in_use",
        None,
        "finished",
    )
    assert SHEET not in {one.number for one in sheet.books.held_by(keeper)}
    assert list(checks.verify(sheet)) == []


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"seal_intact": False}, "serial_back"), ({"serial_back": "DK-1"}, "serial_back"),
     ({"added_parts": True}, "serial_back")],
)  # fmt: skip
def test_what_comes_back_otherwise_is_booked(sheet, changed, field):
    start(sheet, OUT)
    done = BACK | {"seal_intact": True, "serial_back": "DK-1、DK-2", "added_parts": False} | changed
    assert ("repair_differs", "ask", field) in refused(sheet, "repairs", "finish", SHEET, **done)
    do(sheet, "repairs", "finish", SHEET, confirm=("repair_differs",), **done)
    (found,) = sheet.rows("irregularities")
    assert found["device"] == row(sheet, "devices", PC).entry
    assert SHEET in found["description"]


def test_a_replaced_disk_stays_here_as_a_medium(sheet):
    start(sheet, HERE)
    done = BACK | {"removed_disk": "DK-2", "added_disk": "DK-5"}
    assert ("missing", "refuse", "disk_place") in refused(sheet, "repairs", "finish", SHEET, **done)
    do(sheet, "repairs", "finish", SHEET, disk_place="机要室", **done)
    assert row(sheet, "devices", PC)["disks"] == "DK-1、DK-5"
    assert [(one["serial"], one["level"]) for one in sheet.rows("media", limit=1)] == [
        ("DK-2", DEVICE["level"])
    ]


def test_a_repair_is_voided_while_nothing_moved(books):  # noqa: F811
    do(books, "repairs", "request", device=PC, fault="坏了")
    do(books, "repairs", "void", SHEET, reason="误报")
    second = do(books, "repairs", "request", device=PC, fault="坏了").number
    do(books, "repairs", "approve", second, approved_by="李建国")
    assert ("moved_since", "refuse", "entry") in refused(books, "repairs", "void", second, reason="误报")


@pytest.mark.parametrize("storage", ["无存储", "现场监督"])
def test_nobody_approves_that_it_goes_out_with_its_storage(books, storage):  # noqa: F811
    do(books, "repairs", "request", device=PC, fault="坏了")
    plan = {"approved_by": "李建国", "way": "外送", "storage": storage}
    assert ("storage_left", "refuse", "storage") in refused(books, "repairs", "approve", SHEET, **plan)
    do(books, "repairs", "approve", SHEET, **(plan | {"storage": "拆除封存"}))


def test_one_lost_at_the_repairers_is_found_before_it_comes_back(sheet):
    start(sheet, OUT)
    do(sheet, "devices", "report_missing", PC, reason="对方找不到")
    done = BACK | {"seal_intact": True, "serial_back": "DK-1、DK-2", "added_parts": False}
    assert ("wrong_state", "refuse", "entry") in refused(sheet, "repairs", "finish", SHEET, **done)
    do(sheet, "devices", "found", PC, place="机要室", reason="在对方库房")
    device, repair = row(sheet, "devices", PC), row(sheet, "repairs", SHEET)
    assert (device.status, device["repair"], repair.status) == ("in_use", None, "repairing")
    do(sheet, "repairs", "finish", SHEET, removed_disk="DK-2", added_disk="DK-5", disk_place="机要室", **done)
    assert row(sheet, "devices", PC)["disks"] == "DK-1、DK-5"
    assert (row(sheet, "repairs", SHEET).status, row(sheet, "repairs", SHEET)["sealed_with"]) == (
        "finished",
        None,
    )
    assert list(checks.verify(sheet)) == []


def test_one_that_is_repaired_elsewhere_is_out_at_the_end_of_the_day(sheet):
    start(sheet, OUT)
    (out,) = whats_out(sheet)
    assert (out.thing.number, out.holder, out.due) == (PC, "定点站", row(sheet, "repairs", SHEET)["due"])
    assert back_command(sheet, out).action == "finish"
    done = do(sheet, "closings", "close", kept_out=[{"thing": PC, "why": "期限未到"}])
    assert row(sheet, "closings", done.number)["told"] == f"{PC} 定点站：期限未到"


def test_one_that_is_repaired_here_is_not_out(sheet):
    start(sheet, HERE)
    assert whats_out(sheet) == []
