"""Leaks by their rules: the clock, two addressees, the search, the case (第72条 to 第81条, 条例第61条, F28, F28b)."""

import pytest

from secretdesk.desk import checks
from secretdesk.desk.due import due, waiting_counts
from secretdesk.desk.filters import where_of
from secretdesk.desk.month import month
from tests.desk.test_receipt import NAMES, do, receive, row
from tests.desk.test_year import rows as year_rows
from tests.desk.test_year import value
from tests.registers.test_things import MEDIUM, refused

LEAK, COPY = "泄〔2026〕001号", "密收〔2026〕0001-1"
SIX = {
    "course": "清点时不见", "responsible": "尚不明", "content": "密收〔2026〕0001-1", "harm": "知悉范围有限", "remedies": "封存机要室",
    "plan": "两人小组查登记和监控",
}  # fmt: skip
SEEN = {"title": "考务安排", "level": "秘密", "count": 1, "nature": "一般", **SIX}
FOUND_OUT = {
    "facts": "秘密级一份", "harm_done": "无扩散", "repair": "可以", "story": "误投废纸篓", "verdict": "一般", "blame": "王勤负责",
    "improvement": "废纸由保密办收",
}  # fmt: skip
ENDED = {"causes": "粗心", "punishment": "通报批评", "strengthening": "培训", "approved_by": "段景明"}
OFFICE = {"addressee": "保密行政管理部门", "unit": "州委机要和保密局", "how": "当面", "taken_by": "刀科长"}
SUPERIOR = {"addressee": "上级主管部门", "unit": "省教育厅", "how": "机要函", "taken_by": "值班员"}


@pytest.fixture
def books(desk):
    """A 机密 paper in four copies, the first of which is missing."""
    receive(desk, place="一室-1柜-1层", confirm=NAMES)
    do(desk, "correspondents", "enrol", name="州委机要和保密局")
    do(desk, "copies", "report_missing", COPY, reason="清点不见", last_seen="上周五在柜内")
    return desk


def told(desk, *lines, at=None):
    now = at or desk.clock().strftime("%Y-%m-%dT%H:%M")
    return [{**line, "reported_at": now} for line in lines]


def opened(desk, **changed):
    return do(desk, "incidents", "open", **{k: v for k, v in (SEEN | changed).items() if v is not None})


def report(desk, *lines, at=None, confirm=(), **changed):
    return do(
        desk, "incidents", "report", LEAK, reports=told(desk, *lines, at=at), confirm=confirm, **changed
    )


def leak(desk):
    return row(desk, "incidents", LEAK)


def waiting(desk, *kinds):
    return {(d.what, d.state) for d in due(desk) if d.what in kinds}


def status(desk, copy=COPY):
    return row(desk, "copies", copy).status


# --- the clock ---


def test_twenty_four_hours_by_the_minute(books, clock):
    done = opened(books, discovered_at="0910")
    assert [(r.code, r.field) for r in done.warnings] == [("report_due", "discovered_at")]
    assert leak(books)["report_by"] == "2026-11-24T09:10"
    assert waiting(books, "leak_report") == {("leak_report", "soon")}
    clock.forward(hours=14, minutes=30)  # midnight: today, and not late
    assert waiting(books, "leak_report") == {("leak_report", "today")}
    clock.forward(hours=9, minutes=9)
    assert waiting(books, "leak_report") == {("leak_report", "today")}
    before = waiting_counts(books)["incidents"]
    assert not books.rows("incidents", where=overdue(books))
    clock.forward(minutes=1)  # 9:10
    assert waiting(books, "leak_report") == {("leak_report", "overdue")}
    assert waiting_counts(books)["incidents"] == before + 1
    (found,) = books.rows("incidents", where=overdue(books))
    assert found.number == LEAK
    (wall,) = [d for day in month(books, 2026, 11) for d in day.dues if d.what == "leak_report"]
    assert (wall.when, wall.state) == ("2026-11-24T09:10", "overdue")


def overdue(desk):
    now = desk.clock()
    return where_of({"due:leak_report": "overdue"}, now.date(), now.strftime("%Y-%m-%dT%H:%M"))


def test_grave_is_due_at_once_and_verification_stops_no_clock(books, clock):
    done = opened(books, nature="重大")
    assert [(r.code, r.field) for r in done.warnings] == [("report_due", "nature")]
    assert waiting(books, "leak_report") == {("leak_report", "overdue")}
    do(books, "incidents", "void", LEAK, reason="重登")
    opened(books, nature="尚不明")
    clock.forward(hours=2)
    do(books, "incidents", "supplement", "泄〔2026〕002号", course="正在核实", happened="尚不明")
    assert row(books, "incidents", "泄〔2026〕002号")["report_by"] == "2026-11-24T09:30"
    do(books, "incidents", "supplement", "泄〔2026〕002号", nature="重大")
    assert row(books, "incidents", "泄〔2026〕002号")["report_by"] == "2026-11-23T09:30"


def test_hours_and_days_are_parameters(books):
    for code in ("leak_hours", "search_days_other", "leak_months"):
        do(books, "parameters", "set", code=code, value="2", effective_from="2026-01-01")
    do(books, "copies", "open_incident", COPY)
    assert (leak(books)["report_by"], leak(books)["search_due"], leak(books)["close_due"]) == (
        "2026-11-23T11:30", "2026-11-25", "2027-01-23",
    )  # fmt: skip


def test_a_corrected_minute_moves_the_clock(books):
    opened(books)
    do(books, "incidents", "amend", LEAK, discovered_at="2026-11-23T08:00", reason="看错表")
    assert leak(books)["report_by"] == "2026-11-24T08:00"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"level": None}, ("missing", "refuse", "level")),
        ({"title": None}, ("missing", "refuse", "title")),
        ({"discovered_at": "2026-11-23"}, ("bad_value", "refuse", "discovered_at")),
        ({"discovered_at": "2026-11-23T18:00"}, ("future_date", "refuse", "discovered_at")),
        ({"kind": "工作秘密"}, ("bad_value", "refuse", "kind")),
        ({"kind": "国家秘密", "level": "工作秘密"}, ("bad_value", "refuse", "kind")),
        ({"level": "绝密"}, ("level_above_vault", "refuse", "title")),
    ],
)
def test_what_is_refused_of_an_incident(books, changed, reason):
    given = {k: v for k, v in (SEEN | changed).items() if v is not None}
    assert reason in refused(books, "incidents", "open", **given)


# --- two addressees ---


def test_both_are_told_before_it_is_reported(books):
    opened(books)
    done = report(books, OFFICE)
    assert ("other_addressee", "reports") in {(r.code, r.field) for r in done.warnings}
    assert (leak(books).status, leak(books)["office_at"]) == ("open", "2026-11-23T09:30")
    report(books, SUPERIOR)
    assert leak(books).status == "reported"
    lines = books.rows("incident_reports", ascending=True)
    assert [(r.number, r["stage"], r["taken_by"]) for r in lines] == [
        ("泄〔2026〕001-1", "初报", "刀科长"), ("泄〔2026〕001-2", "初报", "值班员"),
    ]  # fmt: skip
    assert waiting(books, "leak_report") == set()
    report(books, OFFICE)
    assert books.rows("incident_reports")[0]["stage"] == "续报"
    assert list(checks.verify(books)) == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ({"taken_by": None}, ("bad_value", "refuse", "reports")),
        ({"how": None}, ("bad_value", "refuse", "reports")),
        ({"reported_at": "2026-11-23T09:00"}, ("bad_value", "refuse", "reports")),
        ({"reported_at": "2026-11-23T09:31"}, ("future_date", "refuse", "reports")),
    ],
)
def test_a_row_of_a_report_is_whole(books, line, reason):
    opened(books)
    given = [
        {k: v for k, v in (OFFICE | {"reported_at": "2026-11-23T09:30"} | line).items() if v is not None}
    ]
    assert reason in refused(books, "incidents", "report", LEAK, reports=given)


def test_a_late_report_is_booked_as_it_was(books, clock):
    opened(books)
    clock.forward(hours=25)
    done = report(books, OFFICE, SUPERIOR)
    assert [(r.code, str(r.weight)) for r in done.warnings] == [("report_late", "warn")]


def test_the_clock_goes_before_the_six_points_and_the_case_waits_for_them(books):
    opened(books, plan=None, harm=None)
    asked = refused(books, "incidents", "report", LEAK, reports=told(books, OFFICE, SUPERIOR))
    assert asked == {("points_missing", "ask", "reports")}
    report(books, OFFICE, SUPERIOR, confirm=("points_missing",))
    assert leak(books)["points_missing"] == "危害评估、调查方案"
    do(books, "incidents", "investigate", LEAK, nature="一般", investigators="李建国、陈㛃")
    do(books, "incidents", "conclude", LEAK, **FOUND_OUT)
    last = {**ENDED, "reports": told(books, OFFICE, SUPERIOR)}
    assert ("points_missing", "refuse", "entry") in refused(books, "incidents", "report_result", LEAK, **last)
    do(books, "incidents", "supplement", LEAK, harm="没有扩散", plan="已查明")
    do(books, "incidents", "report_result", LEAK, **last)
    assert (leak(books).status, leak(books)["points_missing"]) == ("closed", None)


def test_work_secrets_have_their_own_way_and_no_clock(books):
    done = opened(books, level="工作秘密")
    assert [r.origin for r in done.warnings] == ["保密法第64条"]
    assert (leak(books)["kind"], leak(books)["report_by"], leak(books)["search_due"]) == (
        "工作秘密",
        None,
        None,
    )
    assert ("bad_value", "refuse", "reports") in refused(
        books, "incidents", "report", LEAK, reports=told(books, OFFICE)
    )
    report(books, SUPERIOR)
    assert leak(books).status == "reported"
    do(books, "incidents", "investigate", LEAK, nature="一般", investigators="组织人事部")
    assert leak(books)["close_due"] is None  # 第81条 speaks of state secrets


# --- in one step ---


def test_in_one_step_from_the_missing_copy(books, clock):
    clock.forward(hours=3)
    done = do(books, "copies", "open_incident", COPY)
    assert [(m.register, m.number) for m in done.created] == [("incidents", LEAK)]
    found = leak(books)
    assert found["discovered_at"] == "2026-11-23T09:30"  # when it was found missing, not when it was typed
    assert (found["level"], found["search_due"], found["searching"]) == ("机密", "2027-01-22", True)
    assert found["title"].startswith("关于做好") and "上周五在柜内" in found["course"]
    assert ("wrong_state", "refuse", "entry") in refused(books, "copies", "open_incident", COPY)
    (breach,) = books.rows("irregularities")
    assert ("wrong_state", "refuse", "entry") in refused(
        books, "irregularities", "open_incident", breach.number
    )
    assert ("bad_value", "refuse", "copies") in refused(books, "incidents", "open", copies=[COPY])
    do(books, "copies", "undo", COPY, reason="按错")
    assert leak(books).status == "void"
    assert list(checks.verify(books)) == []


def test_in_one_step_from_its_irregularity_or_typed(books):
    (breach,) = books.rows("irregularities")
    do(books, "irregularities", "open_incident", breach.number)
    assert (leak(books)["irregularity"], leak(books)["copies"]) == (
        breach.entry,
        [row(books, "copies", COPY).entry],
    )
    do(books, "incidents", "void", LEAK, reason="重登")
    do(books, "incidents", "open", irregularity=breach.number)
    assert row(books, "incidents", "泄〔2026〕002号")["copies"] == [row(books, "copies", COPY).entry]


def test_of_what_is_above_this_pc_only_the_numbers_stand(desk):
    receive(desk, mark="绝密★长期", title=None, copy_numbers="000123", place="一室", confirm=NAMES)
    do(desk, "copies", "report_missing", COPY, reason="清点不见")
    do(desk, "copies", "open_incident", COPY)
    assert (leak(desk)["title"], leak(desk)["content"], leak(desk)["search_due"]) == (
        None,
        COPY,
        "2026-12-03",
    )


def test_a_medium_too(books):
    do(books, "people", "enrol", name="王勤", confirm=NAMES)
    do(books, "media", "enrol", **MEDIUM, briefed_by="岩温", confirm=("not_cleared",))
    do(books, "media", "report_missing", "介0001", reason="找不到")
    do(books, "media", "open_incident", "介0001")
    assert (leak(books)["media"], leak(books)["level"]) == ([row(books, "media", "介0001").entry], "秘密")
    do(books, "media", "found", "介0001", place="一室-1柜-1层", reason="夹层里")
    assert leak(books).status == "found"


# --- the search ---


def searched(desk, clock):
    do(desk, "copies", "open_incident", COPY)
    report(desk, OFFICE, SUPERIOR, **SIX)
    clock.forward(days=1)
    do(desk, "incidents", "search", LEAK, searched_by="岩温", steps="逐柜清点", found_out="无")


def test_after_sixty_days_it_counts_as_leaked(books, clock):
    searched(books, clock)
    (line,) = books.rows("searches")
    assert (line.number, line["searched_on"], line["steps"]) == (
        "泄〔2026〕001-查1",
        "2026-11-24",
        "逐柜清点",
    )
    early = refused(books, "incidents", "count_as_leak", LEAK, reason="找不到")
    assert early == {("search_goes_on", "ask", "leaked_on")}
    clock.forward(days=59)  # 2027-01-22, the last day
    assert waiting(books, "leak_search") == {("leak_search", "today")}
    clock.forward(days=1)
    assert waiting(books, "leak_search") == {("leak_search", "overdue")}
    leap = ("clock_leap",)
    do(books, "incidents", "count_as_leak", LEAK, reason="期满未找到", confirm=leap)
    assert (status(books), waiting(books, "leak_search")) == ("leak_case", set())
    assert ("wrong_state", "refuse", "entry") in refused(
        books, "incidents", "search", LEAK, searched_by="岩温", steps="再找"
    )
    do(books, "incidents", "undo", LEAK, reason="看错")
    assert status(books) == "missing"


def test_found_again_closes_where_nobody_saw_it(books, clock):
    searched(books, clock)
    assert ("missing", "refuse", "place") in refused(books, "incidents", "found", LEAK, found_how="夹在邻卷")
    do(books, "incidents", "found", LEAK, found_how="夹在邻卷", place="一室-1柜-1层")
    assert (status(books), leak(books).status) == ("in_cabinet", "found")
    given = {"approved_by": "段景明", "reports": told(books, OFFICE, SUPERIOR)}
    assert ("missing", "refuse", "exposed") in refused(books, "incidents", "settle_found", LEAK, **given)
    assert ("exposed", "refuse", "exposed") in refused(
        books, "incidents", "settle_found", LEAK, exposed=True, **given
    )
    assert ("missing", "refuse", "reports") in refused(
        books, "incidents", "settle_found", LEAK, exposed=False, approved_by="段景明"
    )  # who was told hears how it ended
    do(books, "incidents", "settle_found", LEAK, exposed=False, **given)
    assert (leak(books).status, waiting(books, "leak", "leak_found", "leak_case")) == ("closed", set())


def test_found_in_the_copies_tab_tells_the_incident_and_exposure_goes_on(books, clock):
    searched(books, clock)
    do(books, "copies", "found", COPY, place="一室-1柜-1层", reason="夹在邻卷")
    assert (leak(books).status, leak(books)["searching"]) == ("found", None)
    do(books, "incidents", "go_on", LEAK, exposed=True, reason="清洁工看过")
    assert leak(books).status == "reported"


# --- the case ---


def test_a_case_ends_within_three_months_with_its_three_points(books, clock):
    do(books, "copies", "open_incident", COPY)
    assert ("wrong_state", "refuse", "entry") in refused(
        books, "incidents", "investigate", LEAK, nature="一般", investigators="李建国"
    )  # not reported yet
    report(books, OFFICE, SUPERIOR, **SIX)
    assert ("bad_value", "refuse", "nature") in refused(
        books, "incidents", "investigate", LEAK, nature="尚不明", investigators="李建国"
    )
    do(books, "incidents", "investigate", LEAK, nature="一般", investigators="李建国、陈㛃")
    assert leak(books)["close_due"] == "2027-02-23"
    do(books, "incidents", "stay", LEAK, stayed_days=10, reason="公安机关扣留")
    assert leak(books)["close_due"] == "2027-03-05"
    told_all = {k: v for k, v in FOUND_OUT.items() if k != "blame"}
    assert ("missing", "refuse", "blame") in refused(books, "incidents", "conclude", LEAK, **told_all)
    do(books, "incidents", "conclude", LEAK, **FOUND_OUT)
    do(books, "incidents", "hand_over", LEAK, handed_to="州公安局", reason="涉嫌犯罪")
    last = {**ENDED, "reports": told(books, OFFICE, SUPERIOR)}
    assert ("still_missing", "refuse", "entry") in refused(books, "incidents", "report_result", LEAK, **last)
    do(books, "incidents", "count_as_leak", LEAK, reason="监控看到带出", confirm=("search_goes_on",))
    for without in ("causes", "punishment", "strengthening"):
        given = {k: v for k, v in last.items() if k != without}
        assert ("missing", "refuse", without) in refused(books, "incidents", "report_result", LEAK, **given)
    one = {**ENDED, "reports": told(books, OFFICE)}
    assert ("missing", "refuse", "reports") in refused(books, "incidents", "report_result", LEAK, **one)
    clock.forward(days=103)
    assert waiting(books, "leak_case") == {("leak_case", "overdue")}
    last["reports"] = told(books, OFFICE, SUPERIOR)
    done = do(books, "incidents", "report_result", LEAK, confirm=("clock_leap",), **last)
    assert [r.code for r in done.warnings if r.weight == "warn"] == ["case_late"]
    assert [r["stage"] for r in books.rows("incident_reports", ascending=True)] == ["初报"] * 2 + [
        "结案报告"
    ] * 2


def test_a_grave_one_is_inquired_into_by_the_superiors(books):
    opened(books, nature="重大")
    report(books, OFFICE, SUPERIOR)
    done = do(books, "incidents", "investigate", LEAK, nature="重大", investigators="州局工作组")
    assert [r.code for r in done.warnings] == ["superior_inquires"]


def test_remedies_stand_below_each_other(books):
    opened(books, remedies=None)
    do(books, "incidents", "remedy", LEAK, remedies="删除图片")
    do(books, "incidents", "remedy", LEAK, remedies="收回手机")
    assert leak(books)["remedies"] == "2026-11-23 删除图片\n2026-11-23 收回手机"


# --- T12 ---


def test_the_yearly_table_tells_what_became_of_them(books, clock):
    searched(books, clock)
    opened(books, level="秘密", nature="重大", title="另一件")
    do(books, "incidents", "count_as_leak", LEAK, reason="证据", confirm=("search_goes_on",))
    found = {r["level"]: {k: value(c) for k, c in r.items() if value(c)} for r in year_rows(books, "T12l")}
    assert found["机密"] == {"level": "机密", "unclear": 1, "in_time": 1, "leaked": 1, "open": 1}
    assert found["秘密"] == {"level": "秘密", "grave": 1, "late": 1, "open": 1}


def test_the_two_addressees_are_those_that_the_books_name(books):
    """条例第61条: whom it is told is enrolled once, not typed while the clock runs."""
    opened(books)
    unnamed = [{key: one[key] for key in one if key != "unit"} for one in (OFFICE, SUPERIOR)]
    assert ("missing", "refuse", "reports") in refused(
        books, "incidents", "report", LEAK, reports=told(books, *unnamed)
    )
    do(books, "correspondents", "amend", "州委机要和保密局", reports_to="保密行政管理部门", reason="报告对象")
    do(books, "correspondents", "amend", "省教育厅", reports_to="上级主管部门", reason="报告对象")
    report(books, *unnamed)
    units = [one["unit"] for one in books.rows("incident_reports", ascending=True)]
    assert [books.names("correspondents", [one])[one] for one in units] == ["州委机要和保密局", "省教育厅"]
    assert leak(books).status == "reported"
    twice = {"name": "市教育局", "reports_to": "上级主管部门"}
    assert refused(books, "correspondents", "enrol", **twice) == {("bad_value", "refuse", "reports_to")}
