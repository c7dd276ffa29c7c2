"""Old books are taken over: every row with content ends somewhere, what is foreseen is what happens (issue 6, Import)."""

import io
from collections import Counter
from contextlib import suppress

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secretdesk.desk import checks, history, import_files, imports
from secretdesk.desk.import_choices import Choices, read_choices
from secretdesk.desk.import_ways import importable
from secretdesk.domain.review import Command, Refused
from secretdesk.output.old_book import open_book
from secretdesk.store import database
from tests.desk import old_workbooks
from tests.desk.test_receipt import do

SOURCE = {"source": "旧电脑", "virus_checked": True}


def taken(name, data):
    return imports.OldFile(name, f"{hash(data):x}", open_book(data, name))


def take_over(desk, book, choices=None, *, keep=True, **more):
    name, data, register, _ = book
    choices = choices or Choices(register)
    file = taken(name, data)
    return imports.run(desk, file, imports.look(desk, file, choices), choices, SOURCE, keep=keep, **more)


def told(outcome):
    """What became of a book, to be compared."""
    rows = [
        [(one.sheet, one.row.number, one.number, one.reasons, one.cells) for one in some]
        for some in (outcome.warned, outcome.rejected)
    ]
    return outcome.imported, rows, outcome.skipped, {k: r.text for k, r in outcome.notes.items()}


def codes(outcome):
    return Counter(reason.code for one in outcome.rejected for reason in one.reasons)


def sheet_of(*rows, name="2023年", register="documents"):
    book = old_workbooks.Book(name)
    for row in rows:
        book.row(*row)
    return book.done("小表.xlsx", register)


def stock(desk):
    do(desk, "people", "enrol", name="岩温")
    return desk


@pytest.mark.parametrize("make", old_workbooks.ALL, ids=lambda f: f.__name__)
def test_every_row_with_content_ends_somewhere_and_is_foreseen(desk, make):
    book = make()
    stock(desk)
    before = desk.head()
    foreseen = take_over(desk, book, keep=False)
    assert desk.head() == before
    done = take_over(desk, book)
    assert done.content == book[3]
    assert told(foreseen) == told(done)
    run = desk.rows("imports")[0]
    assert [run[k] for k in ("content_rows", "imported", "warned", "rejected")] == [
        done.content, done.imported, len(done.warned), len(done.rejected),
    ]  # fmt: skip
    assert done.imported + len(done.warned) > 0
    assert list(checks.verify(desk)) == []


def test_title_year_and_dates_without_a_year(desk):
    done = take_over(desk, old_workbooks.titled())
    assert done.rejected == []
    found = [row["received_on"] for row in desk.rows("documents", ascending=True)]
    assert found[:4] == ["2023-05-06", "2023-05-07", "2023-05-08", "2023-05-09"]
    assert found[-1] == "2023-06-09"
    assert {row.number[:2] for row in desk.rows("documents")} == {"密收"}
    assert done.skipped == 4 - 1  # a blank row without cells is none at all


def test_two_lines_of_header_numbers_and_terms_are_carried_over(desk):
    done = take_over(desk, old_workbooks.two_lines())
    assert done.rejected == []
    first = desk.find("documents", "保收字[2022]004")[0]
    assert (first["mark"], first["issued_on"], first["pages"]) == ("机密★10年", None, 6)
    assert desk.find("documents", "保收字[2022]003")[0]["mark"] == "机密★10年"
    assert [r["mark"] for r in desk.rows("documents") if r["level"] == "秘密"] == ["秘密★5年"] * 3
    assert desk.rows("documents")[0].on == "2022-12-03"


def test_bare_numbers_take_their_year_and_a_hidden_sheet_is_left_out(desk):
    done = take_over(desk, old_workbooks.years())
    assert done.rejected == []
    assert desk.find("documents", "旧〔2020〕3号")[0]["received_on"] == "2020-03-13"
    assert desk.count("documents") == 15


def test_marks_in_every_spelling(desk):
    done = take_over(desk, old_workbooks.marks())
    assert [row["mark"] for row in desk.rows("documents", ascending=True)] == [
        "机密★10年", "机密", "机密", "秘密", "机密★10年", "秘密★5年", "工作秘密", "内部", "绝密★长期", "机密★", "秘密★6个月",
    ]  # fmt: skip
    assert [one.cells[0] for one in done.rejected] == [("密级/期限", "无")]
    above = desk.rows("documents", where={"level": "绝密"})[0]
    assert above["title"] is None  # never typed above the level of the PC
    assert "read_above" in {r.code for one in done.warned for r in one.reasons}
    assert desk.count("queries") == 0  # a workbook is no paper: nobody is asked years later


def test_copy_numbers_as_they_were(desk):
    done = take_over(desk, old_workbooks.numbers())
    found = [row["copy_numbers"] for row in desk.rows("documents", ascending=True)]
    assert found[:6] == [
        ["000001", "000002", "000003"], ["000011", "000012", "000013", "000015"], ["000021"], ["000022"],
        ["000031", "000033"], ["000041"],
    ]  # fmt: skip
    assert found[6:] == [None, None, ["000061"]]
    assert codes(done) == {"bad_value": 1, "count_mismatch": 1}


def test_a_count_or_a_word_in_the_column_of_the_copy_numbers_is_no_copy_number(desk):
    told = [
        ("共2份", [None, 2]),
        ("三份", [None, 3]),
        ("13份", [None, 13]),
        ("正本", [None, 1]),
        ("第3份", [["3"], 1]),
    ]
    lines = [
        ("2021.3.1", "演示厅", f"{n}号", f"标题{n}", "机密★10年", text, 3) for n, (text, _) in enumerate(told)
    ]
    head = ["收文日期", "来文单位", "文号", "标题", "密级", "份号", "页数"]
    done = take_over(desk, sheet_of(head, *lines, name="2021年"))
    found = [[row["copy_numbers"], row["count"]] for row in desk.rows("documents", ascending=True)]
    assert found == [wanted for _, wanted in told]
    assert desk.rows("documents", ascending=True)[3]["remark"] == "份号：正本"
    warned = [{r.code for r in one.reasons} & {"read_count_there", "read_words_there"} for one in done.warned]
    assert [one for one in warned if one] == [{"read_count_there"}] * 3 + [{"read_words_there"}]


def test_a_term_that_lost_its_years_is_read_and_told(desk):
    head = ["收文日期", "来文单位", "文号", "标题", "密级", "份号", "页数"]
    told = {"机密★10": "机密★10年", "秘密*5": "秘密★5年", "机密★31": "机密★"}
    lines = [
        ("2021.3.1", "演示厅", f"{n}号", f"标题{n}", text, f"{n:06d}", 3) for n, text in enumerate(told, 1)
    ]
    done = take_over(desk, sheet_of(head, *lines, name="2021年"))
    assert [row["mark"] for row in desk.rows("documents", ascending=True)] == list(told.values())
    assert sum("read_mark" in {r.code for r in one.reasons} for one in done.warned) == 3


def test_what_makes_no_sense_goes_back_with_place_value_and_reason(desk):
    done = take_over(desk, old_workbooks.wrong())
    back = {
        one.row.number: [(r.code, *cell) for r, cell in zip(one.reasons, one.cells, strict=True)]
        for one in done.rejected
    }
    assert back == {
        2: [("missing", "收文日期", "")],
        3: [("bad_value", "收文日期", "2018.2.30")],
        4: [("missing", "来文单位", "")],
        5: [("missing", "文件标题", "")],
        7: [("copy_in_hand", "份号", "000005")],
        8: [("future_date", "收文日期", "2028.3.6")],
        10: [("bad_value", "收文日期", "2018年3月")],
        11: [("bad_value", "收文日期", "")],
    }
    assert desk.rows("documents")[0]["pages"] == 32


def test_people_are_cleared_and_leave_as_the_list_tells(desk):
    done = take_over(desk, old_workbooks.people())
    status = {row["name"]: row.status for row in desk.rows("people")}
    assert status == {"岩罕": "cleared", "玉香": "cleared", "刀建国": "left", "波罕": "in_use"}
    gone = desk.find("people", "刀建国")[0]
    assert (gone.on, gone["left_on"], gone["cooling_until"]) == ("2018-09-01", "2022-07-01", "2024-07-01")
    assert codes(done) == {"duplicate_name": 1, "missing": 1}


def test_fates_are_booked_on_their_own_days(desk):
    done = take_over(desk, old_workbooks.fates())
    assert done.rejected == []
    gone = Counter(row.status for row in desk.rows("copies"))
    assert gone == {"destroyed": 4, "returned": 2, "archived": 2, "in_cabinet": 4}
    copy = desk.find("copies", "2015-001-1")[0]
    steps = history.history(desk, "copies", copy.entry)
    assert [(s.action, s.on) for s in steps] == [("enter", "2015-02-11"), ("was_destroyed", "2016-06-01")]
    assert steps[1].imported == "总账!3"
    assert desk.find("documents", "2016-004")[0]["received_on"] == "2016-02-14"


def test_a_run_is_undone_as_a_run_and_frees_its_numbers(desk):
    do(desk, "places", "enrol", name="一室-1柜")
    before = {row.entry for row in desk.rows("correspondents")}
    book = old_workbooks.fates()
    take_over(desk, book)
    run = desk.rows("imports")[0]
    desk.perform(Command("", "imports", "void", run.entry, {"reason": "表头认错了"}))
    assert {row.status for row in desk.rows("documents") + desk.rows("copies")} == {"void"}
    assert {row.status for row in desk.rows("correspondents")} == {"in_use"}  # names enrolled in passing stay
    assert len(desk.rows("correspondents")) > len(before)
    assert list(checks.verify(desk)) == []
    again = take_over(desk, book)  # the numbers are free, and the file may come again
    assert again.rejected == []
    assert desk.find("documents", "2015-001")[0].status == "registered"


def test_a_run_that_was_worked_on_is_not_undone(desk):
    take_over(desk, old_workbooks.fates())
    kept = desk.rows("copies", where={"status": "in_cabinet"})[0]
    do(desk, "places", "enrol", name="一室-1柜")
    do(desk, "copies", "relocate", kept.entry, place="一室-1柜")
    with pytest.raises(Refused) as refused:
        do(desk, "imports", "void", desk.rows("imports")[0].entry, reason="试")
    assert refused.value.reasons[0].code == "moved_since"
    assert kept.number in refused.value.reasons[0].text


def test_an_undoing_that_is_stopped_leaves_everything(desk, monkeypatch):
    class Stop(Exception):
        pass

    take_over(desk, old_workbooks.fates())
    monkeypatch.setattr(database, "STEPS", 50)
    before, run = desk.head(), desk.rows("imports")[0].entry
    stopped = 0
    while desk.head() == before:  # later each time, until it comes through
        calls = iter(range(stopped * 7))

        def stop(_done, _total, calls=calls):
            if next(calls, None) is None:
                raise Stop

        with suppress(Stop):
            imports.undo(desk, run, "试", stop)
        stopped += 1
    assert stopped > 3
    assert {row.status for row in desk.rows("documents")} == {"void"}
    assert list(checks.verify(desk)) == []


def test_loans_move_what_was_there_and_go_back_with_the_run(desk):
    take_over(desk, sheet_of(old_workbooks.HEAD, old_workbooks.letter(1, "2023.1.5")))
    stock(desk)
    loans = sheet_of(
        ["借阅日期", "借阅人", "收文编号", "归还日期", "归还页数"],
        ["2023.2.1", "岩温", "密收〔2023〕0001号", "2023.2.3", 8],
        ["2023.3.1", "岩温", "密收〔2023〕0001号", "", ""],
        register="loans",
    )
    done = take_over(desk, loans)
    assert done.rejected == []
    assert [row.status for row in desk.rows("loans", ascending=True)] == ["returned", "out"]
    assert desk.rows("copies")[0].status == "on_loan"
    assert list(checks.verify(desk)) == []
    do(desk, "imports", "void", desk.rows("imports")[0].entry, reason="试")
    copy = desk.rows("copies")[0]
    assert (copy.status, copy["holder"], copy["loan"]) == ("in_cabinet", None, None)
    assert list(checks.verify(desk)) == []


def test_what_was_lent_first_and_went_later_is_taken_over_in_that_order(desk):
    stock(desk)
    name, data, _, content = old_workbooks.fates()
    take_over(
        desk,
        (name, data, "documents", content),
        Choices("documents", columns={"处理情况": "", "处理日期": ""}),
    )
    loans = sheet_of(
        ["借阅日期", "借阅人", "收文编号", "归还日期"],
        ["2015.3.1", "岩温", "2015-001", "2015.3.2"],
        register="loans",
    )
    assert take_over(desk, loans).rejected == []
    done = take_over(desk, (name, data, "copies", content))
    assert (done.content, done.rejected) == (content, [])
    gone = Counter(row.status for row in desk.rows("copies"))
    assert gone == {"destroyed": 4, "returned": 2, "archived": 2, "in_cabinet": 4}
    assert list(checks.verify(desk)) == []
    again = take_over(desk, (f"{name} ", data, "copies", content), confirm=frozenset({"imported_before"}))
    assert codes(again) == {"unknown_reference": 8}
    do(desk, "imports", "void", desk.rows("imports", where={"into": "copies"})[-1].entry, reason="试")
    assert Counter(row.status for row in desk.rows("copies")) == {"in_cabinet": 12}
    assert list(checks.verify(desk)) == []


def test_one_row_is_voided_with_the_going_that_its_book_told(desk):
    take_over(desk, old_workbooks.fates())
    do(desk, "documents", "void", "2015-001", reason="导重了")
    assert desk.find("copies", "2015-001-1")[0].status == "void"
    with pytest.raises(Refused) as refused:  # its run knows of it
        do(desk, "documents", "void", "2015-003", reason="归档过")
    assert refused.value.reasons[0].code == "moved_since"
    do(desk, "imports", "void", desk.rows("imports")[0].entry, reason="试")
    assert {row.status for row in desk.rows("documents") + desk.rows("copies")} == {"void"}
    assert list(checks.verify(desk)) == []


def test_what_only_looks_like_a_sum_or_a_signature_is_an_entry(desk):
    book = sheet_of(
        ["文件标题", "收文日期", "来文单位", "密级", "份号", "去向", "发文字号"],
        ["本年度保密工作要点", "5.6", "演示厅", "秘密", "000001", "待销毁", "甲〔2023〕1号"],
        ["审核意见汇总", "同上", "〃", "秘密", "000002", "未清退", "甲〔2023〕2号"],
        ["合计划拨经费的通知和其他有关事项", "同上", "同上", "秘密", "000003", "转发各部门", "甲〔2023〕3号"],
        ["备注栏填写说明", "5.8", "演示厅", "秘密", "000004", "拟清退，后销毁2024.1.5", "甲〔2023〕4号"],
    )
    content = book[3]
    done = take_over(desk, book)
    assert (done.content, done.rejected, done.skipped) == (content - 1, [], 0)
    assert [row["received_on"][5:] for row in desk.rows("documents", ascending=True)] == ["05-06"] * 3 + [
        "05-08"
    ]
    assert desk.count("correspondents") == 1
    assert Counter(row.status for row in desk.rows("copies")) == {"in_cabinet": 3, "destroyed": 1}


def test_the_year_of_a_sheet_is_that_of_its_title(desk):
    book = old_workbooks.Book("Sheet1")
    book.line("二〇一九年收文登记簿")
    book.line("打印日期：2024-01-05")
    book.line(*old_workbooks.HEAD)
    book.row(*old_workbooks.letter(1, "5.6"))
    book.line("填表人 岩温", None, "审核人（签字）")
    book.line("本页小计", None, None, None, None, None, None, 1)
    done = take_over(desk, book.done("收文.xlsx", "documents"))
    assert (done.content, done.skipped) == (1, 2)
    assert desk.rows("documents")[0]["received_on"] == "2019-05-06"


def test_stock_found_in_the_cabinet_is_taken_over_as_such(desk):
    book = sheet_of(old_workbooks.HEAD, old_workbooks.letter(1, "2023.1.5"))
    assert take_over(desk, book, Choices("documents", action="take_stock")).rejected == []
    assert desk.rows("documents")[0]["source"] == "期初补登"


def test_a_number_carried_over_is_not_issued_again(desk):
    take_over(
        desk,
        sheet_of(
            ["收文编号", *old_workbooks.HEAD[1:]],
            ["密收〔2026〕0001号", *old_workbooks.letter(1, "2026.1.5")[1:]],
        ),
    )
    take_over(desk, sheet_of(old_workbooks.HEAD, old_workbooks.letter(2, "2026.1.6")))
    assert [row.number for row in desk.rows("documents", ascending=True)] == [
        "密收〔2026〕0001号",
        "密收〔2026〕0002号",
    ]
    assert list(checks.verify(desk)) == []


def test_the_same_file_again_is_asked_about(desk):
    book = sheet_of(["单位名称", "联系人"], ["演示厅", "甲"], register="correspondents")
    take_over(desk, book)
    with pytest.raises(Refused) as refused:
        take_over(desk, book)
    assert [r.code for r in refused.value.reasons] == ["imported_before"]
    assert desk.count("imports") == desk.count("inputs") == 1
    done = take_over(desk, book, confirm=frozenset({"imported_before"}))
    assert done.run is None  # every row is there already
    assert codes(done) == {"duplicate_name": 1}
    assert desk.count("imports") == desk.count("inputs") == 1


def test_stopped_it_leaves_nothing(desk):
    before = desk.head()

    class Stop(Exception):
        pass

    def stop(done, _total):
        if done:
            raise Stop

    with pytest.raises(Stop):
        take_over(desk, old_workbooks.units(), progress=stop)
    assert desk.head() == before
    assert desk.count("correspondents") == 0
    do(desk, "places", "enrol", name="一室-1柜")


def test_rejected_rows_come_back_mended(desk, tmp_path):
    name, data, register, _ = old_workbooks.wrong()
    choices, file = Choices(register), taken(name, data)
    tables = imports.look(desk, file, choices)
    done = imports.run(desk, file, tables, choices, SOURCE, keep=True)
    target = tmp_path / "退回.xlsx"
    import_files.save_rejected(desk, target, tables, done)
    assert desk.rows("outputs")[0]["kind"] == "退回清单"
    book = openpyxl.load_workbook(target)
    sheet = book.active
    head = [cell.value for cell in sheet[1]]
    assert head[:10] == old_workbooks.HEAD
    assert head[-1] == "未导入的原因"
    assert sheet.max_row == 1 + len(done.rejected)
    assert "2018.2.30" in {cell.value for cell in sheet["B"]}
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, 2, "2.28")  # the year comes from its own column
        sheet.cell(row, 3, "演示厅")
        sheet.cell(row, 5, "补上的标题")
        sheet.cell(row, 7, f"0009{row:02d}")
    mended = io.BytesIO()
    book.save(mended)
    again = take_over(desk, ("退回.xlsx", mended.getvalue(), register, 0))
    assert again.rejected == []
    assert desk.rows("documents")[0]["received_on"] == "2018-02-28"


def test_what_must_not_be_typed_does_not_come_back(desk, tmp_path):
    book = sheet_of(
        old_workbooks.HEAD, old_workbooks.letter(1, "没有", mark="绝密★长期"), old_workbooks.letter(2, "5.6")
    )
    file, choices = taken(*book[:2]), Choices("documents")
    tables = imports.look(desk, file, choices)
    done = imports.run(desk, file, tables, choices, SOURCE, keep=True)
    import_files.save_rejected(desk, tmp_path / "退回.xlsx", tables, done)
    cells = [
        c.value for row in openpyxl.load_workbook(tmp_path / "退回.xlsx").active.iter_rows() for c in row
    ]
    assert "绝密★长期" in cells
    assert not [c for c in cells if c and "演示工作的通知" in str(c)]


def test_a_mapping_is_kept_used_and_told_where_it_is_wrong(desk):
    book = sheet_of(["甲", "乙", "丙", "丁", "戊"], ["演示厅", "2023.5.6", "标题", "内部", 2])
    with pytest.raises(Refused) as refused:
        take_over(desk, book)
    assert refused.value.reasons[0].code == "file_no_header"
    columns = {"甲": "issuer", "乙": "received_on", "丙": "title", "丁": "mark", "戊": "count"}
    text = '{"register": "documents", "columns": %s, "sheets": {"2023年": {"header": 1}}}'
    choices = read_choices(text % str(columns).replace("'", '"'), "m.json")
    done = take_over(desk, book, choices)
    assert (done.content, done.rejected) == (1, [])
    for wrong in ('{"colums": {}}', "[]", '{"columns": 3}', '{"number_form": "{x}"}'):
        with pytest.raises(Refused):
            read_choices(wrong, "m.json")
    with pytest.raises(Refused) as refused:
        take_over(desk, book, Choices("documents", columns={"甲": "isuer"}))
    assert refused.value.reasons[0].code == "file_columns"


# --- how the books of colleges are ruled ---


def ruled(*head, title="2018年收文登记簿", name="收文", file="小表.xlsx", merged=()):
    book = old_workbooks.Book(name)
    for row in (title,), *head:
        book.line(*row)
    for span in merged:
        book.sheet.merge_cells(span)
    return book, file


def test_month_and_day_stand_in_columns_of_their_own(desk):
    head = ["序号", "收文日期", None, "来文单位", "标题", "密级", "份数", "归档时间", None]
    book, file = ruled(head, [None, "月", "日", None, None, None, None, "月", "日"],
                       merged=("B2:C2", "H2:I2", *(f"{c}2:{c}3" for c in "ADEFG")))  # fmt: skip
    told = [(1, 4), (None, 5), ("〃", "〃"), (2, "28日"), ("2018.3.9", None), ("十二", 1), (13, 1)]
    for n, (month, day) in enumerate(told, 1):
        book.row(n, month, day, "演示厅", f"标题{n}", "秘密", 1, *((6, 30) if n == 1 else ()))
    done = take_over(desk, book.done(file, "documents"))
    assert [row["received_on"] for row in desk.rows("documents", ascending=True)] == [
        "2018-01-04", "2018-01-05", "2018-01-05", "2018-02-28", "2018-03-09",
    ]  # fmt: skip
    assert codes(done) == {"bad_value": 2}
    assert [one.cells[0] for one in done.rejected] == [("收文日期", "十二"), ("收文日期", "13月1日")]
    copies = [(c.status, c["moved_on"]) for c in desk.rows("copies", ascending=True)]
    assert copies[0] == ("archived", "2018-06-30")
    assert {status for status, _ in copies[1:]} == {"in_cabinet"}


def test_month_and_day_under_no_label_and_with_a_year_of_their_own(desk):
    bare = ruled(["月", "日", "来文单位", "标题", "密级", "份数"])[0]
    bare.row(3, 5, "演示厅", "甲", "秘密", 1)
    whole = ruled(
        ["收文时间", None, None, "来文单位", "标题", "密级", "份数"], ["年", "月", "日"], merged=("A2:C2",)
    )[0]
    whole.row(2017, 3, 6, "演示厅", "乙", "秘密", 1)
    for book in (bare, whole):
        assert take_over(desk, book.done("x.xlsx", "documents")).rejected == []
    days = [row["received_on"] for row in desk.rows("documents", ascending=True)]
    assert days == ["2018-03-05", "2017-03-06"]


def test_the_level_is_ticked_under_its_name(desk):
    head = ["收文日期", "来文单位", "标题", "密级", None, None, None, "份数"]
    book, file = ruled(head, [None, None, None, "绝密", "机密", "秘密", "内部"],
                       merged=("D2:G2", *(f"{c}2:{c}3" for c in "ABCH")))  # fmt: skip
    ticks = [(None, "√", "×", None), (None, None, "5年", None), (None, None, None, 1), ("无", "√", "√", None),
             (None, 3, None, None)]  # fmt: skip
    for n, tick in enumerate(ticks, 1):
        book.row(f"3.{n}", "演示厅", f"标题{n}", *tick, 1)
    done = take_over(desk, book.done(file, "documents"))
    marks = [row["mark"] for row in desk.rows("documents", ascending=True)]
    assert marks == ["机密", "秘密★5年", "内部", "机密", "机密"]
    told = {one.row.number: one.cells[[r.code for r in one.reasons].index("read_mark")] for one in done.warned
            if "read_mark" in {r.code for r in one.reasons}}  # fmt: skip
    assert told == {7: ("密级", "机密、秘密"), 8: ("密级", "机密3")}


def test_the_year_is_that_of_the_file_where_nothing_else_tells_it(desk):
    def year(file, name="一月"):
        book = ruled(["收文日期", "来文单位", "标题", "密级"], title="收文登记簿", name=name)[0]
        book.row("3月5日上午", "演示厅", "甲", "内部")
        (table,) = imports.look(desk, taken(*book.done(file, "documents")[:2]), Choices("documents"))
        return table.year, table.year_guessed

    assert year("2019年收文（20200301存）.xlsx") == (2019, True)
    assert year("收文2019.xlsx") == (2019, True)
    assert year("收文20190301.xlsx") == (0, False)
    assert year("2018-2019收文.xlsx") == (0, False)
    assert year("2019年收文.xlsx", "2017") == (2017, False)
    book = ruled(["收文日期", "来文单位", "标题", "密级"], title="收文登记簿")[0]
    book.row("3月5日上午", "演示厅", "甲", "内部")
    done = take_over(desk, book.done("2019年收文.xlsx", "documents"))
    assert done.notes["year"].code == "read_file_year"
    assert desk.rows("documents")[0]["received_on"] == "2019-03-05"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2019-03-05 星期二", "2019-03-05"), ("2019年3月5日（周二）", "2019-03-05"), ("2019.3.5下午", "2019-03-05"),
        ("三月五日上午", "2018-03-05"), ("下午", None), ("星期二", None),
    ],
)  # fmt: skip
def test_days_of_the_week_and_halves_of_the_day(desk, written, read):
    book = ruled(["收文日期", "来文单位", "标题", "密级"])[0]
    book.row(written, "演示厅", "甲", "内部")
    take_over(desk, book.done("x.xlsx", "documents"))
    assert [row["received_on"] for row in desk.rows("documents")] == ([read] if read else [])


def test_a_column_of_days_alone_tells_how_copies_went(desk):
    head = ["收文日期", "来文单位", "标题", "密级", "份数", "清退日期", "销毁日期", "去向", "去向时间"]
    book = ruled(head)[0]
    for n, cells in enumerate([
        ("2018.12.1", None), (None, "2019.6.30"), (None, None), ("2018.12.1", "2019.6.30"), (None, "2019.6.30", "集中销毁"),
        ("2018.12.1", None, "不明"), (None, None, None, "2018.9.9"),
    ], 1):  # fmt: skip
        book.row("3.5", "演示厅", f"标题{n}", "秘密", 1, *cells)
    done = take_over(desk, book.done("x.xlsx", "documents"))
    assert [(c.status, c["moved_on"]) for c in desk.rows("copies", ascending=True)] == [
        ("returned", "2018-12-01"), ("destroyed", "2019-06-30"), ("in_cabinet", None), ("in_cabinet", None),
        ("destroyed", "2019-06-30"), ("returned", "2018-12-01"), ("in_cabinet", None),
    ]  # fmt: skip
    told = {one.row.number: {r.code for r in one.reasons} for one in done.warned}
    assert "read_fate" in told[6]  # two days and no word: nobody knows
    assert "read_fate_alone" in told[9]
    remarks = [row["remark"] for row in desk.rows("documents", ascending=True)]
    assert "2018-12-01" in remarks[3]
    assert "2018-09-09" in remarks[6]


@pytest.mark.parametrize(
    ("fate", "copies", "gone"),
    [
        ("清退2份，留存1份", "in_cabinet", "fate_part"), ("留存1份，其余销毁", "in_cabinet", "fate_part"),
        ("已清退3份", "returned", None), ("全部清退", "returned", None), ("销毁一份", "in_cabinet", "fate_part"),
        ("在保密室销毁", "destroyed", None), ("待销毁", "in_cabinet", "fate"),
    ],
)  # fmt: skip
def test_what_went_in_part_is_not_taken_for_the_whole(desk, fate, copies, gone):
    book = ruled(["收文日期", "来文单位", "标题", "密级", "份数", "去向", "去向时间"])[0]
    book.row("3.5", "演示厅", "甲", "秘密", 3, fate, "2018.12.1")
    done = take_over(desk, book.done("x.xlsx", "documents"))
    assert {copy.status for copy in desk.rows("copies")} == {copies}
    told = {r.code for one in done.warned for r in one.reasons}
    assert (f"read_{gone}" in told) == bool(gone)
    kept = desk.rows("documents")[0]["remark"] or ""
    assert (fate in kept) == bool(gone)


@pytest.mark.parametrize(
    ("fate", "gone", "shown"),
    [
        ("销毁", 5, "已销毁5份 2018-12-01"), ("清退2份", 2, "在库3份；已清退2份 2018-12-01"), ("归档", 5, "已归档5份 2018-12-01"),
        ("清退2份，留存3份", None, "在库"), ("清退6份", None, "在库"), ("在柜", None, "在库"),
    ],
)  # fmt: skip
def test_what_is_kept_by_count_is_written_off_too_and_comes_back_with_the_run(desk, fate, gone, shown):
    from secretdesk.desk.whereabouts import gathered

    book = ruled(["收文编号", "收文日期", "来文单位", "标题", "密级", "份数", "去向", "去向时间"])[0]
    book.row("内1", "3.5", "演示厅", "甲", "内部", 5, fate, "2018.12.1")
    done = take_over(desk, book.done("x.xlsx", "documents"))
    assert done.rejected == []
    (paper,) = desk.rows("documents")
    assert paper["gone"] == gone
    found = gathered(desk, desk.registers["documents"], ["whereabouts"], [paper])[paper.entry, "whereabouts"]
    assert found.startswith(shown) or found == shown
    if gone:
        with pytest.raises(Refused):
            do(desk, "documents", "amend", paper.number, count=gone - 1, reason="更正")
    imports.undo(desk, done.run.entry, "导错")
    assert desk.rows("documents")[0].status == "void"
    assert list(checks.verify(desk)) == []


def test_what_is_kept_by_count_goes_by_a_later_run_and_comes_back_with_it(desk):
    do(desk, "documents", "receive", issuer="演示厅", title="甲", mark="内部", count=5, doc_number="1号",
       received_on="2026-11-20", confirm=("unknown_reference",))  # fmt: skip
    (paper,) = desk.rows("documents")
    book = ruled(["收文编号", "销毁日期"])[0]
    book.row(paper.number, "2026-11-21")
    done = take_over(desk, book.done("x.xlsx", "copies"))
    assert done.rejected == []
    (gone,) = desk.rows("documents")
    assert (gone["gone"], gone["gone_as"], gone["gone_on"]) == (5, "已销毁", "2026-11-21")
    again = take_over(desk, book.done("y.xlsx", "copies"), confirm=frozenset({"imported_before"}))
    assert codes(again) == {"not_in_cabinet": 1}
    imports.undo(desk, done.run.entry, "导错")
    assert desk.rows("documents")[0]["gone"] is None
    assert list(checks.verify(desk)) == []


def test_headings_of_groups_are_no_entries(desk):
    book = ruled(["收文日期", "来文单位", "标题", "密级"])[0]
    book.line("一、中央文件")
    book.row("3.5", "演示厅", "甲", "内部")
    book.line("（二）省级文件")
    book.row("3.6", "演示厅", "一、二季度情况", "内部")
    done = take_over(desk, book.done("x.xlsx", "documents"))
    assert (done.content, done.skipped, done.rejected) == (2, 2, [])


def test_every_register_has_a_template_that_is_recognised_whole(desk):
    found = importable(desk.registers)
    assert {r.key for r in found} >= {
        "documents", "people", "departments", "correspondents", "places", "devices", "media", "loans", "dispatches",
    }  # fmt: skip
    for register in found:
        way, data = import_files.template(desk.registers, register.key)
        sheet = openpyxl.load_workbook(io.BytesIO(data)).active
        table = imports.look(desk, taken("样表.xlsx", data), Choices(register.key))[0]
        assert set(table.columns.values()) == set(way.targets) - {"year"}, register.key
        assert sum(cell.comment is not None for cell in sheet[1]) > 0


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2023.5.6", "5月6日", 20230506, "2023.2.30", None, "见附页", 5.1, "2030.1.1"]),
            st.sampled_from(["演示厅", "演示局", None]),
            st.sampled_from(["机密★10年", "秘密", "内部", "绝密", "密", None]),
            st.sampled_from(["000001", "000001-3", 7, None, "无份号", "1～2、5"]),
            st.sampled_from([None, 1, 3, "两份", "若干"]),
            st.sampled_from([None, "已销毁", "清退2024.1.5", "在库", "不明", "归档2019.1.1"]),
        ),
        max_size=8,
    )
)
def test_what_is_foreseen_is_what_happens(desk, rows):
    lines = [(f"X{n}-{desk.head()[0]}", *row, f"标题{n}") for n, row in enumerate(rows)]
    book = sheet_of(["收文编号", "收文日期", "来文单位", "密级", "份号", "份数", "去向", "标题"], *lines)
    more = {"confirm": frozenset({"imported_before"})}
    head, count = desk.head(), desk.count("documents")
    foreseen = take_over(desk, book, keep=False, **more)
    assert (desk.head(), desk.count("documents")) == (head, count)
    done = take_over(desk, book, **more)
    assert told(foreseen) == told(done)
    assert done.content == len(rows)
    assert desk.count("documents") - count == done.imported + len(done.warned)
