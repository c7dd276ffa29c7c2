"""Sites, their checks, keys and codes by their rules (第29条 to 第37条, 条例第31条; F22, F24b)."""

import pytest

from secretdesk.desk import checks
from secretdesk.desk.due import due
from secretdesk.domain.rules.keys import looks_like_a_code
from tests.desk.test_receipt import do, row
from tests.registers.test_things import refused

ROOM, VAULT = "要001", "要002"
SITE = {
    "name": "机要室", "kind": "要害部位", "location": "三楼301", "department": "教务处", "responsible": "玉罕",
    "highest_level": "秘密", "guards": "专人值守", "technical": "监控四台", "physical": "防盗门",
}  # fmt: skip
GOOD = {"checked_by": "李建国、王勤", "guards_good": True, "technical_good": True, "physical_good": True}
BAD = GOOD | {"technical_good": False, "findings": "报警不响"}
KEY = {
    "site": "试卷保密室",
    "lock": "大门上锁",
    "kind": "钥匙",
    "use": "正",
    "key_number": "S-1",
    "keeper": "玉罕",
}
CODE = {"site": "试卷保密室", "lock": "铁皮柜", "kind": "密码", "use": "正", "keeper": "王勤"}


@pytest.fixture
def books(desk):
    """玉罕 and 王勤 of 教务处 are cleared for 秘密, 岩叫 of 保卫处 too, 张三 is not; a room and an exam vault."""
    for name in ("教务处", "保卫处"):
        do(desk, "departments", "enrol", name=name)
    for name in ("玉罕", "王勤", "岩叫", "张三"):
        do(desk, "people", "enrol", name=name, department="保卫处" if name == "岩叫" else "教务处")
    for name in ("玉罕", "王勤", "岩叫"):
        do(desk, "people", "clear", name, category="一般", pledged_on="2026-01-05")
    do(desk, "sites", "determine", **SITE)
    do(desk, "sites", "determine", **(SITE | {"name": "试卷保密室", "exam_vault": True}))
    return desk


def waiting(desk, *registers):
    return {(d.what, d.state) for d in due(desk) if d.register in registers}


def told(done):
    return [(r.code, str(r.weight), r.field) for r in done.warnings]


# --- sites ---


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"kind": None}, ("missing", "refuse", "kind")),
        ({"responsible": None}, ("missing", "refuse", "responsible")),
        ({"name": "机要室"}, ("duplicate_name", "refuse", "name")),
        ({"responsible": "张三"}, ("not_cleared", "ask", "responsible")),
        ({"responsible": "张三", "highest_level": "绝密"}, ("not_cleared", "refuse", "responsible")),
        ({"allowed": "玉罕、张三"}, ("not_cleared", "ask", "allowed")),
        ({"highest_level": "机密", "allowed": "王勤"}, ("level_above_clearance", "ask", "allowed")),
        ({"confirm_number": "示机保函〔2026〕1号"}, ("missing", "refuse", "confirmed_on")),
        ({"determined_on": "2026-11-24"}, ("future_date", "refuse", "determined_on")),
    ],
)
def test_what_is_refused_of_a_site(books, changed, reason):
    assert reason in refused(books, "sites", "determine", **(SITE | {"name": "新室"} | changed))


def test_it_waits_for_the_authority(books):
    done = do(books, "sites", "determine", **(SITE | {"name": "新室", "technical": ""}))
    assert told(done) == [("no_protection", "warn", "technical"), ("not_confirmed", "warn", "confirm_number")]
    assert ("site", "waiting") in waiting(books, "sites")
    given = {"confirmed_by": "州委机要和保密局"}
    assert ("missing", "refuse", "confirm_number") in refused(books, "sites", "confirm", ROOM, **given)
    for number in (ROOM, VAULT, "要003"):
        do(books, "sites", "confirm", number, confirm_number="函〔2026〕1号", **given)
    assert ("site", "waiting") not in waiting(books, "sites")
    assert row(books, "sites", ROOM)["confirmed_on"] == "2026-11-23"
    assert row(books, "sites", ROOM)["headcount"] == 2


def test_one_confirmed_long_ago_is_entered_so(books):
    given = {"confirmed_on": "2021-05-01", "confirmed_by": "州局", "confirm_number": "函〔2021〕1号"}
    do(books, "sites", "determine", **(SITE | {"name": "旧室", "determined_on": "2021-03-01"} | given))
    found = row(books, "sites", "要003")
    assert (found.status, found["next_on"]) == ("confirmed", "2027-02-21")


def test_a_room_that_moves_is_confirmed_anew(books):
    do(books, "sites", "confirm", ROOM, confirmed_by="州局", confirm_number="函1号")
    assert ("bad_value", "refuse", "") in refused(
        books, "sites", "change", ROOM, guards="专人值守", reason="x"
    )
    do(books, "sites", "change", ROOM, guards="两人值守", reason="加强")
    assert row(books, "sites", ROOM).status == "confirmed"
    done = do(books, "sites", "change", ROOM, location="四楼401", reason="搬迁")
    assert told(done) == [("not_confirmed", "warn", "location")]
    found = row(books, "sites", ROOM)
    assert (found.status, found["confirm_number"], found["location"]) == ("proposed", None, "四楼401")
    do(books, "sites", "undo", ROOM, reason="没有搬")
    assert row(books, "sites", ROOM)["confirm_number"] == "函1号"
    assert list(checks.verify(books)) == []


def test_who_is_on_the_list_already_is_not_asked_about_again(books):
    do(books, "sites", "change", ROOM, allowed="张三", reason="工作需要", confirm=("not_cleared",))
    do(books, "sites", "change", ROOM, physical="双锁门", reason="换门")
    assert ("in_cooling_off", "refuse", "allowed") not in refused(
        books, "sites", "change", ROOM, highest_level="机密", reason="存放机密件", confirm=()
    )


def test_checks_find_what_is_mended_one_by_one(books, clock):
    assert ("missing", "refuse", "findings") in refused(
        books, "sites", "check", ROOM, **(BAD | {"findings": ""})
    )
    assert ("missing", "refuse", "physical_good") in refused(
        books, "sites", "check", ROOM, **(GOOD | {"physical_good": None})
    )
    done = do(books, "sites", "check", ROOM, **BAD)
    assert told(done) == [("site_problem", "warn", "findings")]
    clock.forward(days=2)
    do(books, "sites", "check", ROOM, **(BAD | {"findings": "门坏了"}))
    assert row(books, "sites", ROOM)["problems"] == 2
    assert waiting(books, "site_checks") == {("site_problem", "waiting")}
    do(books, "sites", "mend", ROOM, mended="修好")
    assert [(c["findings"], c.status) for c in books.rows("site_checks", ascending=True)] == [
        ("报警不响", "mended"), ("门坏了", "problem"),
    ]  # fmt: skip
    wrong = {"problem": "要001-2", "mended_on": "2026-11-23", "mended": "修好"}
    assert ("bad_value", "refuse", "mended_on") in refused(books, "sites", "mend", ROOM, **wrong)
    assert ("bad_value", "refuse", "problem") in refused(
        books, "sites", "mend", ROOM, problem="要001-1", mended="又修"
    )
    do(books, "sites", "mend", ROOM, problem="要001-2", mended="修好")
    do(books, "sites", "check", ROOM, **GOOD)
    assert ("wrong_state", "refuse", "entry") in refused(books, "sites", "mend", ROOM, mended="修好")
    assert waiting(books, "site_checks") == set()
    do(books, "sites", "undo", ROOM, reason="看错")
    assert [c.status for c in books.rows("site_checks", ascending=True)] == ["mended", "mended", "void"]
    assert list(checks.verify(books)) == []


def test_the_next_check_falls_due(books, clock):
    do(books, "parameters", "set", code="site_check_days", value="10", effective_from="2026-01-01")
    do(books, "sites", "check", ROOM, **GOOD)
    assert row(books, "sites", ROOM)["next_on"] == "2026-12-03"
    clock.forward(days=11)
    assert ("site_check", "overdue") in waiting(books, "sites")


def test_who_answers_for_a_site_hands_it_on_before_leaving(books):
    left = {"leave_reason": "调离", "approved_by": "段景明", "cooling_until": "2028-01-01"}
    assert ("holdings_left", "refuse", "entry") in refused(books, "people", "leave", "玉罕", **left)
    do(books, "keys", "enrol", **KEY)
    do(books, "handovers", "draft", kind="离岗", giver="玉罕", receiver="王勤", witness="岩叫")
    assert [(i["category"], i["name"], i["detail"]) for i in books.rows("handover_items", ascending=True)] == [
        ("要害部门部位", "机要室", None), ("要害部门部位", "试卷保密室", None), ("钥匙、密码", "大门上锁 钥匙", "S-1"),
    ]  # fmt: skip
    do(books, "handovers", "sign", "移〔2026〕001号", count_way="全部清点")
    (new,) = books.find("people", "王勤")
    assert row(books, "sites", ROOM)["responsible"] == row(books, "keys", "钥0001")["keeper"] == new.entry
    do(books, "people", "leave", "玉罕", confirm=("no_departure",), **left)


# --- keys and codes ---


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"lock": None}, ("missing", "refuse", "lock")),
        ({"keeper": None}, ("missing", "refuse", "keeper")),
        ({"keeper": None, "sealed_number": "封001"}, ("missing", "refuse", "kept_at")),
        ({"keeper": "张三"}, ("not_cleared", "refuse", "keeper")),
        ({"keeper": "岩叫"}, ("other_department", "ask", "keeper")),
        ({"remark": "密码是8826"}, ("code_written", "refuse", "remark")),
    ],
)
def test_what_is_refused_of_a_key(books, changed, reason):
    assert reason in refused(books, "keys", "enrol", **(KEY | changed))


@pytest.mark.parametrize(
    ("changed", "marked"),
    [
        ({"remark": "左12右34左56"}, "remark"),
        ({"remark": "8 8 2 6"}, "remark"),
        ({"sealed_number": "882635"}, "sealed_number"),
        ({"sealed_number": "12"}, "sealed_number"),
        ({"remark": "Abc123!"}, "remark"),
        ({"lock": "铁皮柜 五二七九"}, "lock"),
    ],
)
def test_no_code_is_written(books, changed, marked):
    assert ("code_written", "refuse", marked) in refused(books, "keys", "enrol", **(CODE | changed))
    do(books, "keys", "enrol", **CODE)
    if marked != "lock":
        given = {"code_reason": "定期更换"} | changed
        assert ("code_written", "refuse", marked) in refused(books, "keys", "change_code", "钥0001", **given)
    assert ("code_written", "refuse", marked) in refused(
        books, "keys", "amend", "钥0001", reason="x", **changed
    )


@pytest.mark.parametrize(
    "text", ["封003", "2026年3月15日当面交接", "2026-03-15 交接", "领导小组办公室301", "一室-2柜-3层"]
)
def test_dates_and_envelopes_are_no_codes(text):
    assert not looks_like_a_code(text)


def test_an_exam_vault_is_opened_by_nobody_alone(books):
    do(books, "keys", "enrol", **KEY)
    lower = KEY | {"lock": "大门下锁", "key_number": "X-1"}
    assert ("held_together", "refuse", "keeper") in refused(books, "keys", "enrol", **lower)
    assert ("held_together", "refuse", "keeper") in refused(
        books, "keys", "enrol", **(CODE | {"keeper": "玉罕"})
    )
    do(books, "keys", "enrol", **(KEY | {"use": "备用", "key_number": "S-2"}))  # of the same lock
    do(books, "keys", "enrol", **(lower | {"keeper": "王勤"}))
    do(books, "keys", "enrol", **(CODE | {"keeper": "岩叫"}), confirm=("other_department",))
    given = {"keeper": "玉罕"}
    assert ("held_together", "refuse", "keeper") in refused(books, "keys", "hand_over", "钥0003", **given)
    assert ("held_together", "refuse", "keeper") in refused(books, "keys", "hand_over", "钥0004", **given)
    do(books, "keys", "enrol", **(lower | {"site": "机要室"}))  # a room that is no vault has no such rule


def test_a_handover_brings_no_vault_into_one_hand(books):
    do(books, "keys", "enrol", **KEY)
    do(books, "keys", "enrol", **(KEY | {"lock": "大门下锁", "key_number": "X-1", "keeper": "王勤"}))
    do(books, "handovers", "draft", kind="岗位交接", giver="王勤", receiver="玉罕", witness="岩叫")
    signed = {"count_way": "全部清点", "witness": "张三"}
    assert ("held_together", "refuse", "receiver") in refused(
        books, "handovers", "sign", "移〔2026〕001号", **signed
    )
    assert ("not_cleared", "refuse", "receiver") in refused(
        books, "handovers", "sign", "移〔2026〕001号", receiver="张三", **(signed | {"witness": "岩叫"})
    )
    do(
        books,
        "handovers",
        "sign",
        "移〔2026〕001号",
        receiver="岩叫",
        confirm=("other_department",),
        **signed,
    )


def test_a_code_is_changed_when_its_keeper_changes(books):
    do(books, "keys", "enrol", **CODE, code_changed_on="2026-11-20")
    assert row(books, "keys", "钥0001")["code_due"] == "2027-05-19"
    assert ("bad_value", "refuse", "keeper") in refused(books, "keys", "hand_over", "钥0001", keeper="王勤")
    do(books, "keys", "hand_over", "钥0001", keeper="玉罕", witness="李建国")
    assert waiting(books, "keys") == {("code", "today")}
    do(
        books,
        "keys",
        "change_code",
        "钥0001",
        code_reason="保管人变动",
        sealed_number="封002",
        kept_at="领导小组办公室",
    )
    assert waiting(books, "keys") == set()
    do(books, "handovers", "draft", kind="岗位交接", giver="玉罕", receiver="王勤", witness="岩叫")
    do(books, "handovers", "sign", "移〔2026〕001号", count_way="全部清点")
    assert waiting(books, "keys") == {("code", "today")}, "whoever had it still knows it"


def test_a_sealed_key_is_opened_for_a_reason(books):
    sealed = {"use": "备用", "keeper": "", "sealed_number": "封001", "kept_at": "领导小组办公室保险柜"}
    do(books, "keys", "enrol", **(KEY | sealed))
    assert row(books, "keys", "钥0001").status == "sealed"
    assert ("wrong_state", "refuse", "entry") in refused(
        books, "keys", "change_code", "钥0001", code_reason="其他"
    )
    assert ("missing", "refuse", "reason") in refused(books, "keys", "hand_over", "钥0001", keeper="玉罕")
    do(books, "keys", "hand_over", "钥0001", keeper="玉罕", reason="正钥匙折断，李建国批准")
    found = row(books, "keys", "钥0001")
    assert (found.status, found["sealed_number"]) == ("held", None)
    do(books, "keys", "seal", "钥0001", sealed_number="封004", kept_at="领导小组办公室保险柜")
    (person,) = books.find("people", "玉罕")
    assert not [one for one in books.books.held_by(person.entry) if one.register == "keys"]


def test_a_sealed_code_that_changes_has_a_new_envelope(books):
    do(
        books,
        "keys",
        "enrol",
        **(CODE | {"use": "备用", "keeper": "", "sealed_number": "封001", "kept_at": "办公室"}),
    )
    given = {"code_reason": "定期更换"}
    assert ("missing", "refuse", "sealed_number") in refused(books, "keys", "change_code", "钥0001", **given)
    do(books, "keys", "change_code", "钥0001", sealed_number="封002", **given)


def test_a_lost_key_is_booked_and_waits_for_a_new_lock(books, clock):
    do(books, "keys", "enrol", **KEY)
    done = do(books, "keys", "report_lost", "钥0001", reason="外出途中遗失")
    assert told(done) == [("change_the_lock", "warn", "entry")]
    (found,) = books.rows("irregularities")
    assert (found["kind"], found["person"]) == ("钥匙丢失", row(books, "keys", "钥0001")["keeper"])
    assert waiting(books, "keys") == {("lost_key", "waiting")}
    do(books, "handovers", "draft", kind="岗位交接", giver="玉罕", receiver="王勤", witness="岩叫")
    assert ("missing", "refuse", "difference") in refused(
        books, "handovers", "sign", "移〔2026〕001号", count_way="全部清点"
    )
    clock.forward(days=1)
    do(books, "keys", "found", "钥0001", keeper="玉罕", reason="找到")
    do(books, "keys", "report_lost", "钥0001", reason="又丢了")
    given = {"keeper": "玉罕", "found_on": "2026-11-23", "reason": "找到"}
    assert ("bad_value", "refuse", "found_on") in refused(books, "keys", "found", "钥0001", **given)
    do(books, "keys", "retire", "钥0001", reason="大门上锁已换锁芯")
    assert waiting(books, "keys") == set()
    assert list(checks.verify(books)) == []


def test_a_key_stands_in_the_book_once(books):
    do(books, "keys", "enrol", **KEY)
    assert ("duplicate_name", "refuse", "key_number") in refused(books, "keys", "enrol", **KEY)
    do(books, "keys", "retire", "钥0001", reason="换锁")
    do(books, "keys", "enrol", **KEY)
    assert ("bad_value", "refuse", "key_number") in refused(
        books, "keys", "enrol", **(CODE | {"key_number": "M-1"})
    )


def test_a_site_is_given_up_once_its_keys_are_in(books):
    do(books, "keys", "enrol", **KEY)
    assert ("site_in_use", "refuse", "entry") in refused(books, "sites", "close", VAULT, reason="改作他用")
    do(books, "keys", "retire", "钥0001", reason="交回销毁")
    do(books, "sites", "close", VAULT, reason="改作他用")
    assert list(checks.verify(books)) == []
