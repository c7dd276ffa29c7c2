"""Devices and media by their rules (第37条, 第43条 to 第48条, F12, F13); lent, lost and scrapped like copies."""

import pytest

from secretdesk.desk import checks, release
from secretdesk.desk.due import due
from secretdesk.desk.volumes import Volume
from secretdesk.domain.review import Command, Refused
from secretdesk.domain.rules.devices import may_copy
from tests.desk.test_receipt import codes, do, receive, row

PC, MIDDLE, PRINTER, STICK = "设0001", "设0002", "设0003", "介0001"
NAMES = ("unknown_reference",)
DEVICE = {"kind": "台式机", "model": "某牌 D7", "serial": "S-1", "level": "机密", "use": "涉密单机",
          "department": "教务处", "disks": "DK-1、DK-2", "wireless_removed": True}  # fmt: skip
MEDIUM = {"kind": "U盘", "serial": "U-1", "level": "秘密", "keeper": "王勤"}
LENT = {"borrower": "王勤", "approved_by": "李建国", "due": "2026-11-24"}


@pytest.fixture
def books(desk):
    """Two cleared people, a department with a device keeper, a PC, an unclassified one, a printer, a stick."""
    do(desk, "departments", "enrol", name="教务处")
    for name in ("玉罕", "王勤"):
        do(desk, "people", "enrol", name=name, department="教务处")
        do(desk, "people", "clear", name, category="重要", pledged_on="2026-11-20")
    do(desk, "people", "enrol", name="张三", department="教务处")
    do(desk, "departments", "amend", "教务处", device_keeper="玉罕", reason="指定专人")
    enrol(desk, place="机要室", confirm=NAMES)
    enrol(desk, serial="S-2", level="非密", use="非密中间机", disks=None, wireless_removed=None)
    enrol(desk, serial="S-3", kind="打印机", designated=True, printer_name="laser", disks=None)
    do(desk, "media", "enrol", **MEDIUM)
    return desk


def enrol(desk, *, confirm=(), **changed):
    values = {k: v for k, v in (DEVICE | changed).items() if v is not None}
    return do(desk, "devices", "enrol", confirm=confirm, **values)


def refused(desk, register, action, entry=None, *, confirm=(), **values):
    before = desk.head()
    with pytest.raises(Refused) as found:
        do(
            desk,
            register,
            action,
            entry,
            confirm=confirm,
            **{k: v for k, v in values.items() if v is not None},
        )
    assert desk.head() == before
    assert all(r.text.endswith("。") and r.origin for r in found.value.reasons)
    return codes(found)


def name(desk, row, key):
    return desk.names("people", [row[key]])[row[key]]


def test_a_device_without_keeper_is_in_the_charge_of_its_department(books):
    assert name(books, row(books, "devices", PC), "keeper") == "玉罕"
    held = {one.number for one in books.books.held_by(row(books, "devices", PC)["keeper"])}
    assert held >= {PC, MIDDLE, PRINTER, "部001"}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"kind": None}, ("missing", "refuse", "kind")),
        ({"level": None}, ("missing", "refuse", "level")),
        ({"department": None}, ("missing", "refuse", "keeper")),
        ({"keeper": "张三"}, ("not_cleared", "ask", "keeper")),
        ({"keeper": "张三"}, ("missing", "refuse", "briefed_by")),
        ({"keeper": "张三", "level": "绝密"}, ("not_cleared", "refuse", "keeper")),
        ({"keeper": "玉罕", "level": "绝密"}, ("level_above_clearance", "refuse", "keeper")),
        ({"use": "非密中间机"}, ("cross_use", "refuse", "use")),
        ({"level": "非密"}, ("bad_value", "refuse", "level")),
        ({"serial": "S-1"}, ("bad_value", "refuse", "serial")),
        ({"wireless_removed": False}, ("wireless_left", "ask", "wireless_removed")),
        ({"designated": True}, ("bad_value", "refuse", "designated")),
        ({"used_from": "2026-11-24"}, ("future_date", "refuse", "used_from")),
    ],
)
def test_what_is_refused_or_asked_of_a_device(books, changed, reason):
    assert reason in refused(books, "devices", "enrol", **(DEVICE | {"serial": "S-9"} | changed))


def test_a_removed_disk_is_a_medium_of_the_devices_level_in_the_same_act(books):
    wanted = {"change": "换硬盘", "removed_disk": "DK-1", "added_disk": "DK-3", "disk_place": "机要室"}
    assert ("bad_value", "refuse", "removed_disk") in refused(
        books, "devices", "change", PC, **(wanted | {"removed_disk": "DK-9"})
    )
    assert ("missing", "refuse", "disk_place") in refused(
        books, "devices", "change", PC, **(wanted | {"disk_place": None})
    )
    done = do(books, "devices", "change", PC, **wanted)
    assert [made.number for made in done.created] == ["介0002"]
    disk, device = row(books, "media", "介0002"), row(books, "devices", PC)
    assert (disk["serial"], disk["level"], disk["kind"], disk.status) == ("DK-1", "机密", "硬盘", "in_use")
    assert (disk["from_device"], disk["keeper"], disk["place"]) == (
        device.entry,
        device["keeper"],
        device["place"],
    )
    assert device["disks"] == "DK-2、DK-3"


@pytest.mark.parametrize(
    ("changed", "code"),
    [({"level": "秘密"}, ("level_only_up", "level")), ({"use": "非密中间机"}, ("cross_use", "use")),
     ({"wireless_removed": False}, ("wireless_left", "wireless_removed"))],
)  # fmt: skip
def test_a_device_is_never_used_lower(books, changed, code):
    found = refused(books, "devices", "change", PC, change="改用途", **changed)
    assert code in {(reason, field) for reason, _, field in found}
    do(books, "devices", "suspend", PC, reason="暂不用")
    do(books, "devices", "resume", PC, reason="重新启用")
    assert row(books, "devices", PC).status == "in_use"


def test_a_device_is_not_raised_above_what_its_keeper_may_have(books):
    assert ("level_above_clearance", "refuse", "level") in refused(
        books, "devices", "change", PC, change="升密", level="绝密"
    )


def test_a_keeper_hands_on_to_somebody_else(books):
    assert ("bad_value", "refuse", "keeper") in refused(books, "devices", "change_keeper", PC, keeper="玉罕")
    assert ("not_cleared", "ask", "keeper") in refused(books, "devices", "change_keeper", PC, keeper="张三")
    do(
        books,
        "devices",
        "change_keeper",
        PC,
        keeper="张三",
        briefed_by="岩温",
        confirm=("not_cleared", "no_pledge"),
    )
    found = row(books, "devices", PC)
    assert (name(books, found, "keeper"), found["briefed_on"]) == ("张三", "2026-11-23")
    do(books, "people", "enrol", name="岩叫")  # whom nobody has reminded of anything
    assert ("missing", "refuse", "briefed_by") in refused(
        books, "devices", "change_keeper", PC, keeper="岩叫", confirm=("not_cleared",)
    )


@pytest.mark.parametrize(
    ("action", "values", "reason"),
    [
        ("raise_level", {"level": "秘密"}, ("level_only_up", "refuse", "level")),
        ("raise_level", {"level": "内部"}, ("level_only_up", "refuse", "level")),
        ("amend", {"content_level": "机密"}, ("medium_level", "refuse", "content_level")),
        ("amend", {"used_on": [MIDDLE]}, ("cross_use", "refuse", "used_on")),
        ("amend", {"used_on": [PC, MIDDLE]}, ("cross_use", "refuse", "used_on")),
        ("amend", {"used_on": [PC]}, ("medium_level", "refuse", "used_on")),
        ("amend", {"level": "内部"}, ("bad_value", "refuse", "level")),
        ("scrap", {}, ("missing", "refuse", "approved_by")),
    ],
)
def test_what_is_refused_of_a_medium(books, action, values, reason):
    assert reason in refused(books, "media", action, STICK, reason="办理", **values)


def test_an_unclassified_medium_stays_on_unclassified_devices(books):
    given = MEDIUM | {"serial": "U-2", "level": "内部"}
    assert ("cross_use", "refuse", "used_on") in refused(books, "media", "enrol", **given, used_on=[PC])
    do(books, "media", "enrol", **given, used_on=[MIDDLE])


def test_a_level_goes_up_and_the_medium_is_used_on_its_like(books):
    do(
        books,
        "media",
        "raise_level",
        STICK,
        level="机密",
        content_level="机密",
        used_on=[PC],
        reason="存入机密",
    )
    found = row(books, "media", STICK)
    assert (found["level"], found["raised_on"]) == ("机密", "2026-11-23")


def test_lending_takes_any_thing_and_brings_it_back(books):
    receive(books, place="一室-1柜-1层")
    copy = "密收〔2026〕0001-1"
    lent = do(books, "loans", "lend", copies=[copy], media=[STICK], devices=[PC], **LENT)
    loan = row(books, "loans", lent.number)
    assert loan["level"] == "机密"
    for register, number in (("copies", copy), ("media", STICK), ("devices", PC)):
        thing = row(books, register, number)
        assert (thing.status, thing["holder"], thing["loan"]) == ("on_loan", loan["borrower"], loan.entry)
    held = {one.number for one in books.books.held_by(loan["borrower"])}
    assert held == {copy, STICK, PC}
    assert ("already_out", "refuse", "media") in refused(books, "loans", "lend", media=[STICK], **LENT)
    assert ("already_out", "refuse", "devices") in refused(books, "loans", "lend", devices=[PC], **LENT)
    assert ("bad_value", "refuse", "back_devices") in refused(
        books, "loans", "take_back", lent.number, back_devices=[PRINTER]
    )
    do(books, "loans", "take_back", lent.number, back_media=[STICK])
    assert (row(books, "media", STICK).status, row(books, "loans", lent.number).status) == ("in_use", "out")
    do(books, "loans", "take_back", lent.number, pages=12)
    assert row(books, "devices", PC)["holder"] is None
    assert row(books, "loans", lent.number).status == "returned"
    assert list(checks.verify(books)) == []


@pytest.mark.parametrize(
    ("before", "code"),
    [
        (("suspend", {"reason": "停用"}), "not_in_cabinet"),
        (("scrap", {"reason": "坏了", "approved_by": "李建国"}), "not_in_cabinet"),
        (("report_missing", {"reason": "找不到"}), "not_in_cabinet"),
        (("void", {"reason": "多记"}), "wrong_state"),
    ],
)
def test_only_what_is_in_use_is_lent(books, before, code):
    do(books, "devices", before[0], PC, **before[1])
    assert (code, "refuse", "devices") in refused(books, "loans", "lend", devices=[PC], **LENT)


def test_voiding_a_loan_restores_things(books):
    before = {r.number: (r.status, r.values) for key in ("media", "devices") for r in books.rows(key)}
    lent = do(books, "loans", "lend", media=[STICK], devices=[PC], **LENT)
    do(books, "loans", "void", lent.number, reason="误记")
    assert {r.number: (r.status, r.values) for key in ("media", "devices") for r in books.rows(key)} == before
    again = do(books, "loans", "lend", media=[STICK], **LENT)
    do(books, "media", "report_missing", STICK, reason="丢了")
    assert ("moved_since", "refuse", "entry") in refused(books, "loans", "void", again.number, reason="误记")


def test_one_that_is_lost_opens_an_irregularity_and_found_ends_its_loan(books):
    lent = do(books, "loans", "lend", media=[STICK], **LENT)
    do(books, "media", "report_missing", STICK, last_seen="王勤", reason="找不到")
    (found,) = books.rows("irregularities")
    assert found["medium"] == row(books, "media", STICK).entry
    assert [one.what for one in due(books) if one.register == "media"] == ["missing_medium"]
    do(books, "irregularities", "measure", found.number, measures="查找")
    given = {"outcome": "在查", "closed_by": "李建国"}
    assert ("still_missing", "ask", "entry") in refused(
        books, "irregularities", "close", found.number, **given
    )
    do(books, "media", "found", STICK, place="机要室", reason="抽屉里")
    assert (row(books, "media", STICK).status, row(books, "media", STICK)["holder"]) == ("in_use", None)
    assert row(books, "loans", lent.number).status == "returned"


def test_scrapping_waits_for_a_batch_and_may_be_taken_back(books):
    books.perform(Command("", "media", "scrap", [STICK], {"approved_by": "李建国", "reason": "坏了"}))
    assert row(books, "media", STICK).status == "to_destroy"
    do(books, "media", "resume", STICK, reason="修好了")
    assert row(books, "media", STICK).status == "in_use"


def test_what_a_batch_has_taken_up_is_not_taken_back_behind_it(books):
    do(books, "media", "scrap", STICK, approved_by="李建国", reason="坏了")
    do(books, "destructions", "draft", media=[STICK])
    assert ("wrong_state", "refuse", "entry") in refused(books, "media", "resume", STICK, reason="修好了")


def test_who_leaves_hands_on_devices_and_media_first(books):
    given = {"leave_reason": "调离", "approved_by": "李建国", "cooling_until": "2029-01-01"}
    assert ("holdings_left", "refuse", "entry") in refused(books, "people", "leave", "王勤", **given)
    do(books, "media", "change_keeper", STICK, keeper="玉罕")
    do(books, "people", "leave", "王勤", confirm=("no_departure",), **given)


@pytest.mark.parametrize(
    ("changed", "level", "may"),
    [
        ({}, "机密", True), ({}, "秘密", True), ({}, None, True), ({}, "绝密", False),
        ({"designated": None}, "秘密", False),
        ({"level": "非密", "use": "非密中间机"}, "工作秘密", True),
        ({"level": "非密", "use": "非密中间机"}, "秘密", False),
    ],
)  # fmt: skip
def test_what_a_designated_device_may_copy(books, changed, level, may):
    done = enrol(books, **({"serial": "S-8", "kind": "复印机", "disks": None, "designated": True} | changed))
    assert may_copy(row(books, "devices", done.number), level) is may


def test_files_go_to_a_registered_medium_of_enough_level_alone(books, tmp_path):
    def put(volume_id, level):
        stick = Volume("E:", fixed=False, id=volume_id)
        return release.release(
            books, tmp_path / "a.pdf", b"x", kind="保存PDF", name="台账", volumes=lambda _: stick, level=level
        )

    def reason(volume_id, level):
        with pytest.raises(Refused) as found:
            put(volume_id, level)
        return found.value.reasons[0]

    assert "1A2B-3C4D" in reason("1A2B-3C4D", "秘密").text
    do(books, "media", "amend", STICK, volume_id="1A2B-3C4D", reason="插上读出")
    do(books, "media", "enrol", **(MEDIUM | {"serial": "U-3", "level": "内部", "volume_id": "0000-0001"}))
    assert reason("1A2B-3C4D", "机密").code == "medium_level"
    assert reason("0000-0001", "内部").code == "cross_use"
    assert reason("", "秘密").code == "undeclared_medium"
    put("1A2B-3C4D", "秘密")
    assert books.rows("outputs")[0]["medium"] == row(books, "media", STICK).entry
    given = {"kind": "刻录", "name": "台账", "medium": STICK, "level": "机密"}
    assert ("medium_level", "refuse", "medium") in refused(books, "outputs", "record", **given)


def test_once_disks_were_changed_no_correction_makes_one_vanish(books):
    do(books, "devices", "amend", PC, disks="DK-1、DK-7", reason="抄错")  # nothing was changed yet
    do(books, "devices", "change", PC, change="加硬盘", added_disk="DK-3")
    for disks in ("DK-1、DK-3", "DK-1、DK-7、DK-4"):
        assert ("bad_value", "refuse", "disks") in refused(
            books, "devices", "amend", PC, disks=disks, reason="少一块"
        )
    do(books, "devices", "amend", PC, disks="DK-7、DK-1、DK-3", model="X2", reason="次序")
    assert row(books, "devices", PC)["model"] == "X2"
