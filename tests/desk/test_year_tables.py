"""The yearly tables of papers by count, of destruction, people and things: case by case (T3n, T4, T6, T7)."""

import pytest

from secretdesk.desk.figures import lines_of
from secretdesk.domain.review import inner
from secretdesk.domain.rules.by_count import left_of, still_out
from tests.desk.test_receipt import do, receive, row
from tests.desk.test_year import rows, value
from tests.registers.test_by_count import PAPER, PRINTER, lend
from tests.registers.test_by_count import books as by_count  # noqa: F401
from tests.registers.test_destructions import ARCHIVED, BATCH, BOXES, COUNTED, FIRST, LONE, PEOPLE, SITE
from tests.registers.test_posts_and_screenings import begin, passed
from tests.registers.test_posts_and_screenings import books as posts  # noqa: F401
from tests.registers.test_repairs import BACK, HERE, OUT, PC
from tests.registers.test_things import MEDIUM
from tests.registers.test_things import books as things  # noqa: F401
from tests.registers.test_trips import PLAN, REPORT, SIGNED, TRIP
from tests.registers.test_trips import books as people  # noqa: F401


def told(desk, key, year=2026):
    """The rows of a table, only what is not nothing."""
    return [{k: value(c) for k, c in one.items() if value(c)} for one in rows(desk, key, year)]


# --- T3n: by count ---


def of_work(desk, year=2026):
    return next(one for one in told(desk, "T3n", year) if one["level"] == "工作秘密")


def test_papers_by_count_have_an_account_of_their_own(by_count):  # noqa: F811
    assert told(by_count, "T3n") == [
        {"level": "工作秘密", "received": 5, "after": 5},
        {"level": "内部", "received": 2, "after": 2},
    ]
    assert told(by_count, "T3") == [], "they are not told twice"


def test_what_is_lent_or_read_stays_on_the_account(by_count):  # noqa: F811
    lend(by_count, count=4)
    assert of_work(by_count) == {"level": "工作秘密", "received": 5, "after": 5}


def sent(desk):
    do(
        desk, "dispatches", "send", document=PAPER, count=2, receiver="州局", channel="机要交通",
        confirm=("unknown_reference",),
    )  # fmt: skip
    yield {}
    do(desk, "dispatches", "confirm", "1", receipt_number="回1")
    yield {"dispatched": -2}


def destroyed(desk):
    line = {"kind": "文件资料", "document": PAPER, "count": 3, "pages": 30}
    do(desk, "destructions", "draft", lines=[line])
    yield {}
    do(desk, "destructions", "approve", "1", approved_by="李建国")
    do(desk, "destructions", "seal", "1", boxes=BOXES)
    do(desk, "destructions", "hand_over", "1", site=SITE, escorts="玉罕、王勤", confirm=PEOPLE)
    do(desk, "destructions", "confirm", "1", receipt_number="凭1", method="化浆", supervisors="玉罕、王勤")
    yield {"destroyed": -3}


def copied(desk):
    do(desk, "copyings", "apply", document=PAPER, applicant="玉罕", method="复印", count=2)
    yield {}
    do(desk, "copyings", "approve", "1", approved_by="李建国")
    do(desk, "devices", "enrol", confirm=("not_cleared",), **PRINTER)
    do(desk, "copyings", "produce", "1", device="C-1", made_by="岩温", supervised_by="李建国")
    yield {"copied": 2}


def gave_back(desk):
    do(desk, "returns", "draft", issuer="省教育厅", lines=[{"doc_number": "1号", "count": 2}])
    yield {}
    do(desk, "returns", "approve", "1", approved_by="李建国")
    do(desk, "returns", "hand_in", "1", receiver="王五")
    yield {"returned": -2}


@pytest.mark.parametrize("way", [sent, destroyed, copied, gave_back])
def test_what_goes_for_good_leaves_the_account(by_count, way, clock):  # noqa: F811
    begun = {"level": "工作秘密", "received": 5}
    for flow in way(by_count):
        found = of_work(by_count)
        assert found == begun | flow | {"after": 5 + sum(flow.values())}
    paper = row(by_count, "documents", PAPER)
    assert found["after"] == left_of(by_count.books, paper) + sum(
        still_out(one) for one in by_count.rows("loans", where={"document": paper.entry, "status": "out"})
    )
    for cell in rows(by_count, "T3n")[0].values():
        if value(cell) and not isinstance(cell, str):
            assert [one.number for one in lines_of(by_count, cell)] == [PAPER]
    clock.forward(days=60)
    assert of_work(by_count, 2027) == {"level": "工作秘密", "before": found["after"], "after": found["after"]}


def test_a_void_paper_and_what_an_old_book_told_gone(by_count):  # noqa: F811
    written_off = {"gone": 4, "gone_as": "已销毁", "gone_on": "2026-11-23", "reason": "旧账"}
    by_count.perform(
        inner("documents", "write_off", row(by_count, "documents", PAPER).entry, values=written_off)
    )
    assert of_work(by_count) == {"level": "工作秘密", "received": 5, "destroyed": -4, "after": 1}
    do(by_count, "documents", "void", "内收〔2026〕0001号", reason="误登")
    assert [one["level"] for one in told(by_count, "T3n")] == ["工作秘密"]


# --- T4: destruction ---


def test_copies_and_what_goes_by_count_are_told_apart(desk):
    receive(desk, place="一室-1柜-1层")
    receive(desk, doc_number="2号", mark="秘密★5年", copy_numbers="000201", place="一室-2柜-1层")
    receive(desk, doc_number="无文号", mark="工作秘密", copy_numbers=None, count=3, pages=None)
    lines = [
        {"kind": "文件资料", "document": COUNTED, "count": 2, "pages": 8},
        {"kind": "废页", "level": "机密", "pages": 40, "kg": "1.5"},
    ]
    do(desk, "destructions", "draft", copies=[FIRST, LONE], lines=lines, confirm=ARCHIVED)
    do(desk, "destructions", "approve", BATCH, approved_by="李建国")
    do(desk, "destructions", "seal", BATCH, boxes=BOXES)
    do(desk, "destructions", "hand_over", BATCH, site=SITE, escorts="岩温、玉罕", confirm=PEOPLE)
    do(desk, "destructions", "confirm", BATCH, receipt_number="凭1", method="化浆", supervisors="岩温、玉罕")
    (batch,) = rows(desk, "T4")
    assert {key: value(cell) for key, cell in batch.items() if value(cell)} == {
        "batch": BATCH, "destroyed_on": "2026-11-23", "site": SITE, "copies": 2, "pages": 24, "counted": 2,
        "counted_pages": 48, "kg": "1.5", "levels": "机密1 秘密1 工作秘密2", "supervisors": "岩温、玉罕", "receipt": "凭1",
    }  # fmt: skip
    assert {one.number for one in lines_of(desk, batch["copies"])} == {FIRST, LONE}
    assert sum(one["pages"] or 0 for one in lines_of(desk, batch["counted_pages"])) == 48
    assert sum(one["count"] or 0 for one in lines_of(desk, batch["counted"])) == 2


# --- T6: people ---


def test_screenings_and_a_change_of_category_are_told(posts, clock):  # noqa: F811
    begin(posts)
    passed(posts, confirm=("pledge_missing",))
    (first,) = told(posts, "T6")
    nothing = {"pledge_rate": "0%", "hours_rate": "0%"}
    assert first == {"category": "一般", "cleared": 1, "now": 1, "screened": 1} | nothing
    clock.forward(days=39)
    begin(posts, post="试卷管理岗", confirm=("clock_leap",))
    passed(posts, "涉审〔2027〕001号", confirm=("pledge_missing",))
    important, general = told(posts, "T6", 2027)
    assert important == {"category": "重要", "cleared": 1, "adjusted": 1, "now": 1, "screened": 1} | nothing
    assert general == {"category": "一般", "before": 1}


def test_journeys_contacts_and_the_end_of_a_term_are_told(people):  # noqa: F811
    do(people, "trips", "apply", **PLAN)
    do(people, "foreign_events", "report", **REPORT)
    before = next(one for one in told(people, "T6") if one["category"] == "一般")
    assert before == {
        "category": "一般", "cleared": 2, "left": 1, "now": 1, "pledged": 1, "cooling": 1, "contacts": 1,
        "pledge_rate": "100%", "hours_rate": "0%",
    }  # fmt: skip
    do(people, "trips", "approve", TRIP, **SIGNED)
    (general,) = told(people, "T6")
    assert general == before | {"private": 1}
    assert told(people, "T6", 2028)[0]["released"] == 1


# --- T7: things ---


def test_repairs_outside_and_burnt_discs_are_told(things):  # noqa: F811
    for given in (HERE, OUT):
        do(things, "repairs", "request", device=PC, fault="开机无显示")
        sheet = things.rows("repairs", limit=1)[0].number
        do(things, "repairs", "approve", sheet, approved_by="李建国")
        do(things, "repairs", "start", sheet, confirm=("undeclared_site",), **given)
        if given is HERE:
            do(things, "repairs", "finish", sheet, **BACK)
    do(
        things,
        "media",
        "enrol",
        **(MEDIUM | {"kind": "光盘", "level": "机密", "serial": "D-1", "volume_id": None}),
    )
    do(things, "outputs", "record", kind="刻录", name="年报", level="机密", made_on="2026-11-20")
    do(things, "outputs", "record", kind="打印", name="年报", level="机密", made_on="2026-11-20")
    found = {(one["kind"], one["level"]): one for one in told(things, "T7")}
    assert found["台式机", "机密"] == {
        "kind": "台式机",
        "level": "机密",
        "in_use": 1,
        "repaired": 2,
        "sent_out": 1,
    }
    assert found["光盘", "机密"] == {"kind": "光盘", "level": "机密", "in_use": 1, "burnt": 1}


def test_an_examined_device_is_told_of_the_year_in_which_it_was_examined(things):  # noqa: F811
    given = {"assessment": "风险评估", "assessed_by": "省中心", "assessed": "正常"}
    do(things, "devices", "assess", PC, assessed_on="2026-11-23", **given)
    pc = [one for one in told(things, "T7") if (one["kind"], one["level"]) == ("台式机", "机密")]
    assert [one["assessed"] for one in pc] == [1]
    assert all(
        "assessed" not in one
        for one in told(things, "T7")
        if (one["kind"], one["level"]) != ("台式机", "机密")
    )
    assert all("assessed" not in one for one in told(things, "T7", 2027))
