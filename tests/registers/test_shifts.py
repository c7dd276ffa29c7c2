"""An exam vault guarded around the clock, and the papers in it (第31条, F24, T8)."""

import pytest

from secretdesk.desk import checks
from secretdesk.desk.figures import lines_of
from secretdesk.desk.printable import days_of
from secretdesk.desk.printing import save_pdf
from secretdesk.desk.sheets import forms_of, print_form
from secretdesk.desk.year import figures
from secretdesk.domain.review import Refused
from tests.desk.test_receipt import do, row
from tests.output.pdf import pages_by_pdfium
from tests.registers.test_sites import books as sites
from tests.registers.test_sites import told, waiting
from tests.registers.test_things import refused

__all__ = ["sites"]
PERIOD, PAPERS = "班〔2026〕001号", "卷〔2026〕001号"
PLAN = {
    "site": "试卷保密室", "exam": "四级考试", "from_on": "2026-11-23", "until": "2026-11-25",
    "roster": "玉罕、王勤、岩叫、岩温罕", "leader": "段景明", "relatives_declared": True,
}  # fmt: skip
CAME = {
    "exam": "四级考试", "subject": "综合卷", "site": "试卷保密室", "bags": 5, "sealed_well": True, "in_by": "玉罕、王勤",
    "opens_at": "2026-11-24 08:00",
}  # fmt: skip
OUT = {"out_bags": 5, "out_sealed": True, "out_by": "玉罕、王勤", "taken_by": "考点主考"}
UP = {"ended_bags": 5, "ended_by": "玉罕、王勤", "ended_to": "州考试院", "receipt_number": "回1"}


@pytest.fixture
def books(sites):
    """Four who are cleared, and one more; a vault with a roster for three days."""
    for name in ("岩温罕", "龚伟"):
        do(sites, "people", "enrol", name=name, department="教务处")
        do(sites, "people", "clear", name, category="一般", pledged_on="2026-01-05")
    return sites


@pytest.fixture
def guarded(books):
    do(books, "shifts", "plan", **PLAN)
    return books


def lines(desk):
    return desk.rows("shift_lines", where={"status": ["planned", "done", "signed"]}, ascending=True)


def on_duty(desk, line):
    found = row(desk, "shift_lines", f"班〔2026〕001-{line}")["on_duty"]
    names = desk.names("people", found)
    return [names[one] for one in found]


# --- the roster ---


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"site": None}, ("missing", "refuse", "site")),
        ({"roster": None}, ("missing", "refuse", "roster")),
        ({"until": "2026-11-22"}, ("bad_value", "refuse", "until")),
        ({"until": "2027-01-24"}, ("bad_value", "refuse", "until")),
        ({"pattern": "08:00-12:00/14:00-08:00"}, ("shift_gap", "refuse", "pattern")),
        ({"pattern": "白班夜班"}, ("bad_value", "refuse", "pattern")),
        ({"pattern": "08:00-20:00/18:00-08:00"}, ("bad_value", "refuse", "pattern")),
        ({"per_shift": 1}, ("two_persons", "refuse", "per_shift")),
        ({"roster": "玉罕"}, ("two_persons", "refuse", "roster")),
        ({"roster": "玉罕、玉罕、王勤"}, ("bad_value", "refuse", "roster")),
        ({"roster": "玉罕、王勤、岩叫"}, ("no_rest", "ask", "roster")),
        ({"roster": "玉罕、王勤、岩叫、张三"}, ("not_cleared", "ask", "roster")),
        ({"relatives_declared": None}, ("relative_sits_exam", "refuse", "relatives_declared")),
        ({"relatives_declared": False}, ("relative_sits_exam", "refuse", "relatives_declared")),
    ],
)
def test_what_is_refused_of_a_roster(books, changed, reason):
    assert reason in refused(books, "shifts", "plan", **(PLAN | changed))


def test_a_roster_makes_every_shift_in_turn(guarded):
    found = lines(guarded)
    assert [(one["begins_at"], one["ends_at"]) for one in found[:3]] == [
        ("2026-11-23T08:00", "2026-11-23T20:00"), ("2026-11-23T20:00", "2026-11-24T08:00"),
        ("2026-11-24T08:00", "2026-11-24T20:00"),
    ]  # fmt: skip
    assert len(found) == row(guarded, "shifts", PERIOD)["count"] == 6
    assert [on_duty(guarded, n) for n in (1, 2, 3)] == [
        ["玉罕", "王勤"],
        ["岩叫", "岩温罕"],
        ["玉罕", "王勤"],
    ]
    assert ("bad_value", "refuse", "from_on") in refused(guarded, "shifts", "plan", **(PLAN | {"from_on": "2026-11-25", "until": "2026-11-26"}))  # fmt: skip
    do(guarded, "shifts", "void", PERIOD, reason="考试取消")
    assert lines(guarded) == []
    assert list(checks.verify(guarded)) == []


def test_more_than_two_where_a_parameter_says_so(books):
    do(books, "parameters", "set", code="shift_persons", value="3", effective_from="2026-01-01")
    assert ("two_persons", "refuse", "per_shift") in refused(books, "shifts", "plan", **PLAN, per_shift=2)
    do(books, "shifts", "plan", **PLAN, confirm=("no_rest",))
    assert len(on_duty(books, 1)) == 3
    do(books, "parameters", "set", code="shift_persons", value="1", effective_from="2026-11-23")
    given = PLAN | {"from_on": "2026-11-26", "until": "2026-11-27", "per_shift": 1}
    assert ("two_persons", "refuse", "per_shift") in refused(books, "shifts", "plan", **given)


SWAP = {
    "line": "班〔2026〕001-3",
    "absent": "玉罕",
    "stand_in": "龚伟",
    "approved_by": "段景明",
    "relatives_declared": True,
}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"stand_in": "王勤"}, ("two_persons", "refuse", "stand_in")),
        ({"stand_in": "岩叫"}, ("no_rest", "ask", "stand_in")),
        ({"stand_in": "张三"}, ("not_cleared", "ask", "stand_in")),
        ({"absent": "岩叫"}, ("bad_value", "refuse", "absent")),
        ({"relatives_declared": None}, ("relative_sits_exam", "refuse", "relatives_declared")),
        ({"approved_by": None}, ("missing", "refuse", "approved_by")),
    ],
)
def test_what_is_refused_of_a_swap(guarded, changed, reason):
    assert reason in refused(guarded, "shifts", "swap", PERIOD, **(SWAP | changed))


def test_a_swap_and_its_undoing(guarded):
    do(guarded, "shifts", "swap", PERIOD, **SWAP)
    assert on_duty(guarded, 3) == ["龚伟", "王勤"]
    do(guarded, "shifts", "undo", PERIOD, reason="又能来了")
    assert on_duty(guarded, 3) == ["玉罕", "王勤"]
    assert list(checks.verify(guarded)) == []


def test_one_alone_is_booked_and_shown_to_who_signs(guarded, clock):
    gone = {"line": "班〔2026〕001-1", "absent": "王勤", "reason": "突发疾病"}
    assert ("bad_value", "refuse", "line") in refused(guarded, "shifts", "absence", PERIOD, **(gone | {"line": "班〔2026〕001-2"}))  # fmt: skip
    done = do(guarded, "shifts", "absence", PERIOD, **gone)
    assert told(done) == [("two_persons", "warn", "absent")]
    (found,) = guarded.rows("irregularities")
    assert (found["kind"], found["article"]) == ("值班缺岗", "第31条")
    assert "在岗 1 人" in found["description"]
    assert row(guarded, "shifts", PERIOD)["short"] == 1
    clock.forward(days=1)
    done = do(guarded, "shifts", "sign", PERIOD, signed_by="段景明")
    assert told(done) == [("two_persons", "warn", "signed_through"), ("no_patrol", "warn", "guard_patrol")]
    assert done.warnings[0].text.startswith("有 1 处")
    assert [one.status for one in lines(guarded)] == ["signed", "signed", *["planned"] * 4]
    assert ("bad_value", "refuse", "signed_through") in refused(
        guarded, "shifts", "sign", PERIOD, signed_by="段景明"
    )


def test_somebody_stood_in_and_nothing_was_wrong(guarded):
    gone = {"line": "班〔2026〕001-1", "absent": "王勤", "stand_in": "龚伟", "reason": "突发疾病"}
    assert do(guarded, "shifts", "absence", PERIOD, **gone).warnings == ()
    assert on_duty(guarded, 1) == ["玉罕", "龚伟"]
    assert guarded.rows("irregularities") == []


def test_what_is_seen_is_told_of_the_shift_of_the_time(guarded, clock):
    do(guarded, "shifts", "record", PERIOD, patrols="09:00 无异常")
    do(guarded, "shifts", "record", PERIOD, patrols="11:00 无异常", on="2026-11-23T09:20")
    assert row(guarded, "shift_lines", "班〔2026〕001-1")["patrols"] == "09:00 无异常\n11:00 无异常"
    assert ("bad_value", "refuse", "patrols") in refused(guarded, "shifts", "record", PERIOD)
    assert ("missing", "refuse", "incident") in refused(guarded, "shifts", "record", PERIOD, locks="异常")
    clock.forward(hours=12)
    done = do(guarded, "shifts", "record", PERIOD, locks="异常", incident="封条翘起，已拍照、报告")
    assert told(done) == [("site_problem", "warn", "incident")]
    assert [one["kind"] for one in guarded.rows("irregularities")] == ["值班异常"]
    assert row(guarded, "shift_lines", "班〔2026〕001-2")["locks"] == "异常"
    do(guarded, "shifts", "record", PERIOD, guard_patrol="21:00 保卫处来过")
    clock.forward(hours=12)
    assert do(guarded, "shifts", "sign", PERIOD, signed_by="段景明").warnings == ()


def test_shifts_are_handed_over_one_after_the_other(guarded, clock):
    clock.forward(hours=11)
    do(guarded, "shifts", "hand_over", PERIOD, handed_at="2010")
    first = row(guarded, "shift_lines", "班〔2026〕001-1")
    assert (first.status, first["handed_at"]) == ("done", "2026-11-23T20:10")
    assert guarded.names("people", first["taken_by"]).keys() == set(row(guarded, "shift_lines", "班〔2026〕001-2")["on_duty"])  # fmt: skip
    assert ("bad_value", "refuse", "line") in refused(
        guarded, "shifts", "hand_over", PERIOD, line="班〔2026〕001-1"
    )
    assert ("bad_value", "refuse", "line") in refused(
        guarded, "shifts", "hand_over", PERIOD, line="班〔2026〕001-3"
    )
    assert waiting(guarded, "shift_lines") == {("shift", "today")}
    clock.forward(days=1)
    assert waiting(guarded, "shift_lines") == {("shift", "overdue"), ("shift", "today")}


def test_a_period_ends_with_what_is_over_signed_and_the_rest_cancelled(guarded, clock):
    clock.forward(days=1)
    do(guarded, "shifts", "end", PERIOD, signed_by="段景明")
    all_lines = guarded.rows("shift_lines", ascending=True)
    assert [one.status for one in all_lines] == [*["signed"] * 3, *["cancelled"] * 3]
    assert all_lines[2]["ends_at"] == "2026-11-24T09:30"
    assert row(guarded, "shifts", PERIOD)["until"] == "2026-11-24"
    assert waiting(guarded, "shift_lines") == set()
    do(guarded, "shifts", "undo", PERIOD, reason="还有试卷")
    assert {one.status for one in guarded.rows("shift_lines")} == {"planned"}
    assert list(checks.verify(guarded)) == []


# --- papers ---


def stored(desk, **changed):
    return do(desk, "papers", "store", **(CAME | changed))


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"bags": None}, ("missing", "refuse", "bags")),
        ({"bags": 0}, ("bad_value", "refuse", "bags")),
        ({"in_by": "玉罕"}, ("two_persons", "refuse", "in_by")),
        ({"in_by": "玉罕、玉罕"}, ("two_persons", "refuse", "in_by")),
        ({"in_by": "玉罕、张三"}, ("not_cleared", "ask", "in_by")),
        ({"site": "机要室"}, ("not_a_vault", "refuse", "site")),
        ({"opens_at": "2026-11-24"}, ("bad_value", "refuse", "opens_at")),
        ({"opens_at": "2026-11-22 08:00"}, ("bad_value", "refuse", "opens_at")),
        ({"stored_at": "2026-11-23T07:00"}, ("not_guarded", "refuse", "site")),
    ],
)
def test_what_is_refused_of_papers(guarded, changed, reason):
    assert reason in refused(guarded, "papers", "store", **(CAME | changed))


def test_no_papers_without_guards(books):
    assert ("not_guarded", "refuse", "site") in refused(books, "papers", "store", **CAME)
    do(books, "shifts", "plan", **PLAN)
    assert told(stored(books)) == [("one_lock", "warn", "site")]
    for lock, keeper in (("上锁", "玉罕"), ("下锁", "王勤")):
        do(books, "keys", "enrol", site="试卷保密室", lock=lock, kind="钥匙", use="正", keeper=keeper)
    assert stored(books, subject="英语").warnings == ()
    done = stored(books, subject="备用卷", opens_at="2026-11-28 08:00")
    assert told(done) == [("guard_ends", "warn", "opens_at")]


def test_in_and_out_with_as_many_bags(guarded, clock):
    stored(guarded)
    assert ("before_opening", "refuse", "early_by") in refused(guarded, "papers", "take_out", PAPERS, **OUT)
    clock.forward(days=1)
    assert ("count_mismatch", "refuse", "out_bags") in refused(guarded, "papers", "take_out", PAPERS, **(OUT | {"out_bags": 4}))  # fmt: skip
    assert ("two_persons", "refuse", "out_by") in refused(guarded, "papers", "take_out", PAPERS, **(OUT | {"out_by": "玉罕"}))  # fmt: skip
    do(guarded, "papers", "take_out", PAPERS, **OUT)
    assert waiting(guarded, "papers") == {("papers_out", "waiting")}
    given = {"back_bags": 6, "back_by": "玉罕、王勤"}
    assert ("count_mismatch", "refuse", "back_bags") in refused(
        guarded, "papers", "bring_back", PAPERS, **given
    )
    do(guarded, "papers", "bring_back", PAPERS, **(given | {"back_bags": 5}))
    assert ("not_guarded", "refuse", "entry") in refused(guarded, "shifts", "end", PERIOD, signed_by="段景明")
    assert ("count_mismatch", "refuse", "ended_bags") in refused(guarded, "papers", "hand_up", PAPERS, **(UP | {"ended_bags": 4}))  # fmt: skip
    assert ("missing", "refuse", "receipt_number") in refused(guarded, "papers", "hand_up", PAPERS, **(UP | {"receipt_number": ""}))  # fmt: skip
    do(guarded, "papers", "hand_up", PAPERS, **UP)
    do(guarded, "shifts", "end", PERIOD, signed_by="段景明")
    assert list(checks.verify(guarded)) == []


def test_earlier_with_an_approval_which_no_correction_takes_away(guarded):
    stored(guarded)
    done = do(guarded, "papers", "take_out", PAPERS, **OUT, early_by="省考试院电话通知〔2026〕3号")
    assert told(done) == [("before_opening", "warn", "early_by")]
    assert ("before_opening", "refuse", "early_by") in refused(
        guarded, "papers", "amend", PAPERS, early_by="", reason="x"
    )
    assert ("count_mismatch", "refuse", "bags") in refused(
        guarded, "papers", "amend", PAPERS, bags=4, reason="x"
    )


def test_a_bag_that_is_not_there(guarded, clock):
    stored(guarded)
    clock.forward(days=1)
    assert ("bad_value", "refuse", "missing") in refused(
        guarded, "papers", "report_short", PAPERS, missing=6, reason="x"
    )
    done = do(guarded, "papers", "report_short", PAPERS, missing=1, reason="清点少一袋")
    assert told(done) == [("report_at_once", "warn", "missing")]
    do(guarded, "papers", "take_out", PAPERS, **(OUT | {"out_bags": 4}))
    done = do(guarded, "papers", "bring_back", PAPERS, back_bags=3, back_by="玉罕、王勤")
    assert ("report_at_once", "warn", "back_bags") in told(done)
    assert row(guarded, "papers", PAPERS)["missing"] == 2
    assert [one["kind"] for one in guarded.rows("irregularities")] == ["试卷短少", "试卷短少"]
    do(guarded, "papers", "hand_up", PAPERS, **(UP | {"ended_bags": 3}))


def test_a_broken_seal_is_booked_as_it_is(guarded):
    done = stored(guarded, sealed_well=False, reason="途中受雨")
    assert ("seal_broken", "warn", "sealed_well") in told(done)
    (found,) = guarded.rows("irregularities")
    assert (found["kind"], "途中受雨" in found["description"]) == ("试卷密封破损", True)


def test_nothing_is_destroyed_before_the_exam(guarded, clock):
    stored(guarded)
    given = UP | {"approved_by": "李建国"}
    assert ("before_opening", "refuse", "entry") in refused(guarded, "papers", "destroy", PAPERS, **given)
    clock.forward(days=1)
    assert ("missing", "refuse", "approved_by") in refused(guarded, "papers", "destroy", PAPERS, **UP)
    do(guarded, "papers", "destroy", PAPERS, **given)


def test_guards_stay_as_long_as_papers_lie_there(guarded, clock):
    stored(guarded)
    assert row(guarded, "papers", PAPERS)["guarded_until"] == "2026-11-25"
    clock.forward(days=2)
    assert ("unguarded", "today") in waiting(guarded, "papers")
    later = PLAN | {"from_on": "2026-11-27", "until": "2026-11-28"}
    assert ("shift_gap", "refuse", "from_on") in refused(guarded, "shifts", "plan", **later)
    assert ("bad_value", "refuse", "until") in refused(
        guarded, "shifts", "extend", PERIOD, until="2026-11-25", reason="x"
    )
    do(guarded, "shifts", "extend", PERIOD, until="2026-11-26", reason="考试推迟")
    assert [on_duty(guarded, n) for n in (7, 8)] == [["玉罕", "王勤"], ["岩叫", "岩温罕"]]
    assert row(guarded, "papers", PAPERS)["guarded_until"] == "2026-11-26"
    do(guarded, "shifts", "plan", **later)
    assert row(guarded, "papers", PAPERS)["guarded_until"] == "2026-11-28"
    assert list(checks.verify(guarded)) == []


def test_the_last_ones_stay_while_papers_lie_there(guarded, clock):
    stored(guarded)
    clock.forward(days=3)
    for _ in range(5):
        do(guarded, "shifts", "hand_over", PERIOD)
    assert ("shift_gap", "refuse", "line") in refused(guarded, "shifts", "hand_over", PERIOD)
    do(guarded, "shifts", "extend", PERIOD, until="2026-11-26", reason="考试推迟")
    do(guarded, "shifts", "hand_over", PERIOD)


# --- the year's figures ---


def test_t8_counts_what_happened_at_each_site(guarded, clock):
    do(guarded, "sites", "confirm", "要002", confirmed_by="州局", confirm_number="函〔2026〕8号")
    bad = {
        "checked_by": "李建国",
        "guards_good": False,
        "technical_good": True,
        "physical_good": True,
        "findings": "缺岗",
    }
    do(guarded, "sites", "check", "试卷保密室", **bad)
    do(guarded, "sites", "mend", "试卷保密室", mended="补齐")
    do(guarded, "visits", "book_breach", name="某人", site="机要室", reason="自行走入")
    clock.forward(days=1, hours=12)
    (table,) = (one for one in figures(guarded, 2026).tables if one.declared.key == "T8")
    shown = [tuple(cell if isinstance(cell, str) else cell.value for cell in line) for line in table.rows]
    assert shown == [("机要室", "", 1, 0, 0, 0, 0), ("试卷保密室", "函〔2026〕8号", 0, 1, 1, 1, 2)]
    assert [one.number for one in lines_of(guarded, table.rows[1][6])] == [
        f"班〔2026〕001-{n}" for n in (1, 2, 3)
    ]
    assert [one.number for one in lines_of(guarded, table.rows[0][2])] == ["访〔2026〕0001号"]


# --- the sheet of a day (F24) ---


def test_the_roster_is_printed_whole_or_for_a_day(guarded):
    entry = row(guarded, "shifts", PERIOD).entry
    form = forms_of(guarded)["shift_sheet"]
    days = days_of(guarded, form, entry)
    assert days == ["2026-11-23", "2026-11-24", "2026-11-25"]
    whole = print_form(guarded, "shift_sheet", entry=entry)
    of_days = [print_form(guarded, "shift_sheet", entry=entry, day=day) for day in days]
    assert whole.rows == len(lines(guarded)) == sum(one.rows for one in of_days)
    assert of_days[1].rows == sum(one["begins_at"].startswith(days[1]) for one in lines(guarded))
    assert of_days[1].told["about"] == f"{PERIOD} 2026-11-24"
    text = "".join(pages_by_pdfium(of_days[1].pdf))
    assert "2026-11-24" in text and "2026-11-25 " not in text.replace("2026-11-25 08:00", "")
    with pytest.raises(Refused) as found:
        print_form(guarded, "shift_sheet", entry=entry, day="2026-12-01")
    assert [one.field for one in found.value.reasons] == ["day"]


def test_the_sheet_of_one_day_does_not_take_the_place_of_another(guarded, tmp_path):
    entry = row(guarded, "shifts", PERIOD).entry
    for day in ("2026-11-23", "2026-11-24", "2026-11-24"):
        save_pdf(guarded, tmp_path / f"{day}.pdf", "shift_sheet", entry=entry, day=day)
    assert [(one["about"][-10:], one.status) for one in guarded.rows("prints", ascending=True)] == [
        ("2026-11-23", "unsigned"), ("2026-11-24", "replaced"), ("2026-11-24", "unsigned"),
    ]  # fmt: skip
