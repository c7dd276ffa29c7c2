"""知悉名册 (条例第20条): who knows of a paper and how, in the order of time, on the screen and on paper."""

import pytest

from secretdesk.desk import sheets
from secretdesk.desk.knowledge import knowledge_rows, who_knows
from tests.desk.test_receipt import do, receive, row
from tests.registers.test_every_register import squeezed

PAPER, FIRST, OTHER = "密收〔2026〕0001号", "密收〔2026〕0001-1", "密收〔2026〕0002-1"
APPROVED = {"approved_by": "李建国"}


@pytest.fixture
def books(desk, clock):
    """A 机密 paper: brought from a meeting, read, lent with another, told, sent to another unit."""
    do(desk, "people", "enrol", name="段景明", post="党委书记")
    receive(desk, channel="会议带回", meeting="全省会议", handed_in_by="段景明", meeting_ended_on="2026-11-23",
            confirm=("unknown_reference", "handed_in_late"))  # fmt: skip
    receive(desk, doc_number="2号", mark="秘密★5年", copy_numbers="000201")
    for name in ("段景明", "刀永红", "王勤"):
        if name != "段景明":
            do(desk, "people", "enrol", name=name)
        do(desk, "people", "clear", name, category="重要", pledged_on="2026-11-23")
    do(desk, "circulations", "open", document=PAPER, readers=["段景明", "王勤"], **APPROVED)
    clock.forward(minutes=5)
    do(desk, "circulations", "send", "传〔2026〕0001号")
    do(desk, "circulations", "take_back", "传〔2026〕0001号", pages=12)
    clock.forward(minutes=5)
    do(desk, "loans", "lend", copies=[FIRST, OTHER], borrower="刀永红", used_at="301", **APPROVED)
    clock.forward(minutes=5)
    do(
        desk,
        "briefings",
        "hold",
        document=PAPER,
        speaker="段景明",
        attendees=["王勤"],
        place="会议室",
        **APPROVED,
    )
    return desk


def told(desk):
    entry = row(desk, "documents", PAPER).entry
    known = who_knows(desk, entry)
    names = desk.names("people", [one.person for one in known if one.person])
    return [(names.get(one.person, one.name), one.how) for one in known]


def test_everyone_who_came_to_know_stands_in_the_order_of_time(books):
    assert told(books) == [
        ("段景明", "会议带回"),
        ("段景明", "传阅"),
        ("刀永红", "借阅"),
        ("段景明", "传达人"),
        ("王勤", "口头传达"),
    ]


def test_who_reminded_an_occasional_reader_stands_with_them(books):
    do(books, "people", "enrol", name="玉罕")
    given = {"copies": "密收〔2026〕0001-2", "borrower": "玉罕", "briefed_by": "岩温", **APPROVED}
    do(books, "loans", "lend", confirm=("not_cleared",), **given)
    rows = knowledge_rows(books, row(books, "documents", PAPER).entry)
    reminded = [(one["briefed_by"], one["briefed_on"]) for one in rows]
    assert sorted(reminded, key=str) == [("岩温", "2026-11-23")] + [(None, None)] * 5


def test_who_waits_does_not_know_and_what_is_void_never_was(books, clock):
    clock.forward(minutes=5)
    do(books, "briefings", "void", "达〔2026〕001号", reason="误记")
    assert ("王勤", "口头传达") not in told(books)
    assert ("王勤", "传阅") not in told(books)


def test_one_lent_by_mistake_and_swapped_was_known_to_nobody(books):
    do(
        books,
        "loans",
        "swap",
        "借〔2026〕0001号",
        wrong_copy=FIRST,
        right_copy="密收〔2026〕0001-2",
        reason="看错",
    )
    assert ("刀永红", "借阅") in told(books)
    do(books, "loans", "take_back", "借〔2026〕0001号", pages=24)
    done = do(books, "loans", "lend", copies=["密收〔2026〕0001-3"], borrower="王勤", **APPROVED)
    do(books, "loans", "void", done.number, reason="误记")
    assert ("王勤", "借阅") not in told(books)


def test_a_dispatch_names_the_unit_that_received_it(books):
    do(books, "dispatches", "send", receiver="州保密局", receiver_person="李强", channel="机要交通",
       courier_number="J1", copies=["密收〔2026〕0001-4"], wrapping="密封袋", envelope="F-1", handled_by="岩温",
       confirm=("unknown_reference",))  # fmt: skip
    assert ("州保密局 李强", "外发") in told(books)


def test_it_prints_on_one_page_with_the_mark_of_the_paper(books):
    entry = row(books, "documents", PAPER).entry
    printed = sheets.print_form(books, "know_list", entry=entry)
    text = squeezed(printed.pdf)
    assert (printed.rows, printed.pages, printed.mark.text) == (5, 1, "机密★10年")
    for one in (
        "国家秘密知悉人员名册",
        PAPER,
        "刀永红",
        "党委书记",
        "口头传达",
        "传〔2026〕0001-1",
        "以下空白",
    ):
        assert one in text, one
    assert [r["serial"] for r in knowledge_rows(books, entry)] == [1, 2, 3, 4, 5]


def test_a_paper_that_nobody_knows_prints_all_the_same(books):
    entry = row(books, "documents", "密收〔2026〕0002号").entry
    do(books, "loans", "void", "借〔2026〕0001号", reason="误记")
    printed = sheets.print_form(books, "know_list", entry=entry)
    assert (printed.rows, printed.mark.text) == (0, "秘密★5年")


def test_the_sheet_of_a_round_bears_head_rows_and_places_to_sign(books):
    entry = row(books, "circulations", "传〔2026〕0001号").entry
    printed = sheets.print_form(books, "round_sheet", entry=entry)
    text = squeezed(printed.pdf)
    assert (printed.rows, printed.pages, printed.mark.text) == (2, 1, "机密★10年")
    for one in ("涉密文件传阅登记表", "传〔2026〕0001号", PAPER, "李建国", "段景明", "党委书记", "待阅", "收件（签字）",
                "保密员核收", "范围批准人", "领导批示"):  # fmt: skip
        assert one in text, one
    blank = squeezed(sheets.print_form(books, "round_sheet", blank=True).pdf)
    assert "领导批示" in blank
    assert "李建国" not in blank
