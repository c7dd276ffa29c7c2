"""Taking stock (F33): what agrees, what is missing, misplaced or surplus, and what becomes of each."""

import pytest

from secretdesk.desk import checks, sheets
from secretdesk.desk.due import due
from secretdesk.desk.lists import tally_rows
from secretdesk.desk.members import listed
from secretdesk.domain.review import Refused
from tests.desk.test_receipt import codes, do, receive, row
from tests.desk.test_year import rows as year_rows
from tests.desk.test_year import value
from tests.output.pdf import pages_by_pdfium

HERE, THERE = "一室-1柜-1层", "一室-2柜-1层"
FIRST, SECOND, ASTRAY = "密收〔2026〕0001-1", "密收〔2026〕0001-2", "密收〔2026〕0002-1"
STOCK = "清〔2026〕001号"
NAMES = ("unknown_reference",)
TWO = {"counted_by": "岩温、玉罕"}


@pytest.fixture
def books(desk):
    """Two copies here, one there; a medium here."""
    do(desk, "people", "enrol", name="岩温")
    receive(desk, copy_numbers="000123-000124", place=HERE)
    receive(desk, doc_number="2号", copy_numbers="000201", place=THERE)
    do(
        desk, "media", "enrol", kind="U盘", serial="U1", level="机密", keeper="玉罕", briefed_by="岩温", place=HERE,
        confirm=("unknown_reference", "not_cleared", "no_pledge"),
    )  # fmt: skip
    return desk


def start(desk, *, confirm=(), **values):
    return do(desk, "stocktakes", "start", confirm=confirm, **({"place": HERE} | values))


def act(desk, action, *, confirm=(), **values):
    return do(desk, "stocktakes", action, STOCK, confirm=confirm, **values)


def refused(desk, action, entry=STOCK, *, confirm=(), **values):
    before = desk.head()
    with pytest.raises(Refused) as found:
        do(desk, "stocktakes", action, entry, confirm=confirm, **values)
    assert desk.head() == before
    assert all(r.text.endswith("。") and r.origin for r in found.value.reasons)
    return codes(found)


def lend(desk, copy):
    given = {"copies": copy, "borrower": "玉罕", "approved_by": "李建国", "briefed_by": "岩温"}
    do(desk, "loans", "lend", confirm=("not_cleared", "no_pledge", "overdue_held"), **given)


def numbers(desk):
    one = row(desk, "stocktakes", STOCK)
    return tuple(one[key] for key in ("expected", "counted", "agreed", "missing", "surplus", "misplaced"))


def states(desk):
    return [(line["state"], line["outcome"]) for line in desk.rows("stocktake_lines", ascending=True)]


def test_all_is_there(books):
    start(books)
    assert numbers(books) == (3, 0, 0, 3, 0, 0)
    assert [d.what for d in due(books) if d.register == "stocktakes"] == ["stocktake"]
    act(books, "count", copies=["000123"])
    assert numbers(books) == (3, 1, 1, 2, 0, 0)
    act(books, "count", copies=[SECOND], media=["U1"])
    act(books, "finish", **TWO)
    done = row(books, "stocktakes", STOCK)
    assert (done.status, done["differences"]) == ("finished", "账物相符")
    assert numbers(books) == (3, 3, 3, 0, 0, 0)
    act(books, "amend", supervised_by="李建国", reason="补写")
    assert list(checks.verify(books)) == []


def test_a_blind_count_tells_nothing_before_its_end(books):
    start(books, blind=True)
    act(books, "count", copies=[FIRST, SECOND], media=["U1"])
    assert numbers(books) == (None, 3, 3, None, 0, 0)
    act(books, "finish", **TWO)
    assert numbers(books) == (3, 3, 3, 0, 0, 0)


def test_what_came_and_went_since_the_start_is_told_anew(books):
    start(books)
    receive(books, doc_number="3号", copy_numbers="000301-000302", place=HERE)
    act(books, "count", copies=[FIRST])
    assert numbers(books) == (5, 1, 1, 4, 0, 0)
    lend(books, FIRST)  # counted, and lent out before the end: it was there
    lend(books, SECOND)
    act(books, "count", copies=["000301"])
    assert numbers(books) == (4, 2, 2, 2, 0, 0)
    act(books, "count", copies=["000302"], media=["U1"])
    act(books, "finish", **TWO)
    assert numbers(books) == (4, 4, 4, 0, 0, 0)


def test_what_came_after_the_day_of_finishing_is_not_missing(books, clock):
    start(books)
    act(books, "count", copies=[FIRST], media=["U1"])
    clock.forward(days=1)
    lend(books, FIRST)
    receive(books, doc_number="3号", copy_numbers="000301", place=HERE)  # obtained the day after
    clock.forward(days=1)
    do(books, "loans", "take_back", "借〔2026〕0001号", pages=12, intact=True)  # moved in the day after
    found = refused(books, "finish", finished_on="2026-11-23", **TWO)
    assert ("stock_missing", "ask", "explained") in found
    done = act(books, "finish", finished_on="2026-11-23", confirm=("stock_missing",), **TWO)
    assert [one.code for one in done.warnings if one.code.startswith("stock")] == ["stock_missing"]
    assert numbers(books) == (3, 2, 2, 1, 0, 0)
    assert [c.number for c in books.rows("copies", where={"status": "missing"})] == [SECOND]
    assert list(checks.verify(books)) == []


def test_a_question_names_ten_and_how_many_there_are(books):
    receive(books, doc_number="3号", copy_numbers="000301-000312", place=THERE)
    start(books)
    act(books, "count", copies=[FIRST, SECOND, *(f"000{n}" for n in range(301, 313))], media=["U1"])
    with pytest.raises(Refused) as found:
        act(books, "finish", **TWO)
    (told,) = [r.text for r in found.value.reasons if r.code == "stock_differs"]
    assert "0003-10 等 12 件" in told and "0003-11" not in told


def test_what_is_missing_is_reported_what_is_astray_is_booked_where_it_lies(books):
    start(books)
    act(books, "count", copies=[FIRST, ASTRAY], media=["U1"])
    act(books, "count", strange="密收〔2019〕0007-1")
    assert numbers(books) == (3, 4, 2, 1, 1, 1)
    asked = refused(books, "finish", **TWO)
    assert {("stock_missing", "ask", "explained"), ("stock_differs", "ask", "put_back")} <= asked
    act(books, "finish", confirm=("stock_missing", "stock_differs"), **TWO)
    assert row(books, "copies", SECOND).status == "missing"
    assert row(books, "copies", ASTRAY)["place"] == row(books, "copies", FIRST)["place"]
    assert sorted(i["kind"] for i in books.rows("irregularities")) == ["下落不明", "账物不符"]
    assert states(books) == [
        ("一致", None), ("错位", "已登记在实际存放处"), ("一致", None), ("多", "记违规事项，另行查处"),
        ("缺", "已报失，记违规事项"),
    ]  # fmt: skip
    told = row(books, "stocktakes", STOCK)["differences"]
    assert all(word in told for word in (SECOND, ASTRAY, "密收〔2019〕0007-1"))
    assert list(checks.verify(books)) == []
    counted = {
        one["level"]: value(one["differing"]) for one in year_rows(books, "T3b") if value(one["differing"])
    }
    assert counted == {row(books, "copies", SECOND)["level"]: 2, "非密": 1}


def test_one_that_is_explained_is_not_reported_and_one_put_back_is_not_moved(books):
    start(books)
    act(books, "count", copies=[FIRST, ASTRAY], media=["U1"])
    given = {"explained": [SECOND], "put_back": [ASTRAY], **TWO}
    assert ("missing", "refuse", "reason") in refused(books, "finish", **given)
    assert ("bad_value", "refuse", "explained") in refused(
        books, "finish", **(given | {"explained": [FIRST]})
    )
    assert ("bad_value", "refuse", "put_back") in refused(books, "finish", **(given | {"put_back": [FIRST]}))
    place = row(books, "copies", ASTRAY)["place"]
    act(books, "finish", reason="在校领导处，当天补登", confirm=("stock_differs",), **given)
    assert (row(books, "copies", SECOND).status, row(books, "copies", ASTRAY)["place"]) == (
        "in_cabinet",
        place,
    )
    assert ["当天补登" in i["description"] for i in books.rows("irregularities")] == [True]


def test_what_is_out_by_the_books_and_lies_here_is_a_surplus(books):
    lend(books, FIRST)
    start(books)
    act(books, "count", copies=[FIRST])
    (line,) = books.rows("stocktake_lines")
    assert (line["state"], line["booked"]) == ("多", "账上为“借出”玉罕")
    do(books, "stocktakes", "start", person="玉罕")
    do(books, "stocktakes", "count", "清〔2026〕002号", copies=[FIRST])
    assert row(books, "stocktakes", "清〔2026〕002号")["agreed"] == 1


def test_what_is_refused(books):
    assert ("bad_value", "refuse", "place") in refused(books, "start", None, confirm=NAMES)
    assert ("bad_value", "refuse", "place") in refused(books, "start", None, place=HERE, person="玉罕")
    start(books)
    assert ("missing", "refuse", "copies") in refused(books, "count")
    act(books, "count", copies=[FIRST])
    assert ("bad_value", "refuse", "copies") in refused(books, "count", copies=[FIRST])
    assert ("two_persons", "refuse", "counted_by") in refused(
        books, "finish", counted_by="岩温", confirm=NAMES
    )


def test_one_that_is_not_finished_is_void_at_any_time(books):
    before = {r.number: (r.status, r.values) for r in books.rows("copies")}
    start(books)
    act(books, "count", copies=[FIRST])
    act(books, "void", reason="误开")
    assert {line.status for line in books.rows("stocktake_lines")} == {"void"}
    second = "清〔2026〕002号"
    start(books)
    do(books, "stocktakes", "count", second, copies=[FIRST, SECOND], media=["U1"])
    do(books, "stocktakes", "finish", second, **TWO)
    assert ("moved_since", "refuse", "entry") in refused(books, "void", second, reason="误开")
    assert {r.number: (r.status, r.values) for r in books.rows("copies")} == before
    assert list(checks.verify(books)) == []


def ticks(desk):
    (one,) = desk.rows("stocktakes")
    return [(r["thing"], r["tick"], r["outcome"]) for r in tally_rows(desk, one.entry)]


def test_the_printed_list_has_a_box_for_each_thing_that_should_be_there(books):
    start(books)
    assert ticks(books) == [(FIRST, "□", None), (SECOND, "□", None), ("介0001", "□", None)]
    act(books, "count", copies=["000123", "000201"], strange="无号一份", confirm=("unknown_copy",))
    found = {thing: (tick, outcome) for thing, tick, outcome in ticks(books)}
    assert found[FIRST] == ("☑", "一致") and found[SECOND] == ("□", None)
    assert found[ASTRAY][0] == "☑" and found[ASTRAY][1].startswith("错位") and found["无号一份"][0] == "☑"
    entry = books.rows("stocktakes")[0].entry
    text = "".join(pages_by_pdfium(sheets.print_form(books, "stocktake_list", entry=entry).pdf))
    assert all(thing in text for thing in found) and "以下空白" not in text


def test_the_printed_list_of_a_blind_count_gives_nothing_away(books):
    start(books, blind=True)
    assert ticks(books) == []
    act(books, "count", copies=["000123"])
    assert ticks(books) == [(FIRST, "☑", "一致")]


def test_the_printed_list_of_an_open_count_agrees_with_its_rows(books):
    """What came into the cabinet since the last scan is expected, in the rows and in the sum that is signed."""
    start(books)
    act(books, "count", copies=[FIRST])
    receive(books, doc_number="98号", copy_numbers="009801", place=HERE)
    (owner,) = books.rows("stocktakes", where={"status": "open"})
    held = listed(books, sheets.forms_of(books)["stocktake_list"], owner.entry)
    assert held.owner["expected"] == len(held.rows)
    assert held.owner["missing"] == len(held.rows) - 1


def test_a_copy_that_bears_another_number_than_the_books_say(books):
    start(books)
    act(books, "count", copies=[FIRST, ASTRAY], media=["U1"])
    given = {"confirm": ("stock_missing", "stock_differs"), **TWO}
    found = refused(books, "finish", **given, wrong_numbers=[SECOND])
    assert ("bad_value", "refuse", "wrong_numbers") in found, "it was not counted, so nobody saw its number"
    act(books, "finish", **given, wrong_numbers=[FIRST, ASTRAY])
    done = row(books, "stocktakes", STOCK)
    assert done["misnumbered"] == 2
    assert f"份号不符，查明后更正：{FIRST}、{ASTRAY}" in done["differences"]
    outcomes = {line["copy"]: line["outcome"] for line in books.rows("stocktake_lines")}
    assert outcomes[row(books, "copies", FIRST).entry] == "份号不符，查明后更正"
    assert outcomes[row(books, "copies", ASTRAY).entry] == "已登记在实际存放处；份号不符，查明后更正"
    printed = sheets.print_form(books, "stocktake_book", year=2026)
    assert "查明后更正" in "".join(pages_by_pdfium(printed.pdf)[0].split())
    do(books, "stocktakes", "undo", STOCK, reason="重来")
    assert {line["outcome"] for line in books.rows("stocktake_lines") if line.status != "void"} == {None}
    assert list(checks.verify(books)) == []
