"""F01 去向 and 归卷号: what the book says of a paper's copies is what the copies say, whatever was done or undone."""

import io

import pytest
from openpyxl import load_workbook

from secretdesk.desk import checks, papers
from secretdesk.desk.events import EVENTS
from secretdesk.desk.export import export_register
from secretdesk.desk.printing import save_pdf
from secretdesk.desk.whereabouts import ENDED_IN, WHEREABOUTS, gathered
from secretdesk.registers.documents import DOCUMENTS
from secretdesk.ui.columns import possible
from secretdesk.ui.pages import Ask, Pages
from tests.desk.test_papers import ANCHOR
from tests.desk.test_receipt import do, receive, row
from tests.output.pdf import pages_by_pdfium
from tests.registers.test_destructions import ARCHIVED, BOXES, PEOPLE, SITE

PAPER, FIRST, SECOND, COUNTED = (
    "密收〔2026〕0001号",
    "密收〔2026〕0001-1",
    "密收〔2026〕0001-2",
    "工收〔2026〕0001号",
)
BATCH, LOAN = "销〔2026〕01号", "借〔2026〕0001号"


@pytest.fixture
def books(desk):
    """Two copies of a 机密 paper; five of a 工作秘密 one that are only counted; people who may have them."""
    receive(desk, place="一室-1柜-1层", copy_numbers="000123-000124")
    receive(desk, doc_number="2号", mark="工作秘密", copy_numbers=None, pages=None, count=5)
    for name in ("玉罕", "岩温"):
        do(desk, "people", "enrol", name=name)
    return desk


def told(desk, number=PAPER):
    one = row(desk, "documents", number)
    found = gathered(desk, DOCUMENTS, [WHEREABOUTS, ENDED_IN], [one])
    return found[one.entry, WHEREABOUTS], found[one.entry, ENDED_IN]


def lend(desk, **what):
    given = {"borrower": "玉罕", "approved_by": "李建国", "briefed_by": "岩温"}
    do(desk, "loans", "lend", confirm=("not_cleared", "no_pledge"), **(given | what))


def destroy(desk, *copies):
    def act(action, *, confirm=(), **values):
        do(desk, "destructions", action, BATCH, confirm=confirm, **values)

    do(desk, "destructions", "draft", confirm=ARCHIVED, copies=list(copies))
    act("approve", approved_by="李建国")
    act("seal", boxes=[BOXES[0]])
    act("hand_over", site=SITE, escorts="岩温、玉罕", confirm=PEOPLE)
    act("confirm", receipt_number="销凭12号", method="化浆", supervisors="玉罕、岩温")


def test_in_the_cabinet_out_back_and_undone(books):
    assert told(books) == ("在库2份", "")
    lend(books, copies=[FIRST])
    assert told(books) == ("在库1份；借出1份 2026-11-23", "")
    do(books, "loans", "take_back", LOAN, pages=12)
    assert told(books) == ("在库2份", "")
    do(books, "loans", "undo", LOAN, reason="没还")
    assert told(books) == ("在库1份；借出1份 2026-11-23", "")
    do(books, "loans", "void", LOAN, reason="写错")
    assert told(books) == ("在库2份", "")
    assert list(checks.verify(books)) == []


def test_filed_called_back_and_filed_anew(books):
    do(books, "copies", "archive", FIRST, file_number="2026-永久-3")
    do(books, "copies", "archive", SECOND)
    assert told(books) == ("已归档2份 2026-11-23", "2026-永久-3（1份）；存一室-1柜-1层（1份）")
    do(books, "copies", "call_back", FIRST)
    assert told(books)[1] == "存一室-1柜-1层（1份）"
    do(books, "copies", "archive", FIRST)
    assert row(books, "copies", FIRST)["file_number"] is None, (
        "the file of the time before is no more its own"
    )
    assert told(books)[1] == "存一室-1柜-1层"
    do(books, "copies", "amend", FIRST, file_number="2026-永久-4", reason="补卷号")
    assert "2026-永久-4" in told(books)[1]
    assert list(checks.verify(books)) == []


def test_into_a_batch_destroyed_and_reinstated(books, clock):
    destroy(books, FIRST)
    assert told(books) == ("在库1份；已销毁1份 2026-11-23", f"{BATCH}（1份）")
    clock.forward(days=3)
    do(
        books, "copies", "reinstate", FIRST, place="一室-1柜-1层", evidence="还在柜里", reason="销错",
        confirm=("unknown_reference",),
    )  # fmt: skip
    assert told(books) == ("在库2份", "")
    assert list(checks.verify(books)) == []


def test_a_void_receipt_tells_nothing(books):
    do(books, "documents", "void", PAPER, reason="重复登记")
    assert told(books) == ("", "")


def test_what_is_kept_by_count(books):
    assert told(books, COUNTED) == ("在库5份", "")
    lend(books, document=COUNTED, count=2, approved_by=None, briefed_by=None)
    assert told(books, COUNTED) == ("在库3份；借出2份 2026-11-23", "")
    do(books, "loans", "take_back", LOAN, back_count=1)
    assert told(books, COUNTED)[0] == "在库4份；借出1份 2026-11-23"
    do(books, "destructions", "draft", lines=[{"kind": "文件资料", "document": COUNTED, "count": 3}])
    assert told(books, COUNTED) == ("在库1份；借出1份 2026-11-23；待销毁3份", f"{BATCH}（3份）")
    do(books, "destructions", "void", BATCH, reason="不销了")
    assert told(books, COUNTED) == ("在库4份；借出1份 2026-11-23", "")


def test_the_book_the_window_and_the_workbook_say_the_same(books, tmp_path):
    destroy(books, FIRST)
    where, end = told(books)
    save_pdf(books, tmp_path / "a.pdf", "receipt_book", year=2026)
    (text,) = pages_by_pdfium((tmp_path / "a.pdf").read_bytes())
    squeezed = "".join(text.split())
    assert where.replace(" ", "") in squeezed and end in squeezed
    shown = [f for f in possible(DOCUMENTS) if f.key in {WHEREABOUTS, ENDED_IN}]
    pages = Pages(books, DOCUMENTS, shown, Ask(where={"number": PAPER}))
    assert [pages.text(0, field) for field in shown] == [where, end]
    sheet = load_workbook(io.BytesIO(export_register(books, "documents").data)).active
    cells = {cell.value for line in sheet.iter_rows() for cell in line}
    assert {where, end} <= cells


def test_the_paper_says_what_moved_since_when_and_by_whom(books, tmp_path, clock):
    save_pdf(books, tmp_path / "a.pdf", "receipt_book", entry=row(books, "documents", PAPER).entry)
    (text,) = pages_by_pdfium((tmp_path / "a.pdf").read_bytes())
    code = ANCHOR.search("".join(text.split()))[0]
    assert papers.check(books, code).is_unchanged
    clock.forward(days=1)
    lend(books, copies=[FIRST])
    (line,) = papers.check(books, code).lines
    (difference,) = line.differences
    assert (difference.label, difference.before, difference.after) == (
        "去向", "在库2份", "在库1份；借出1份 2026-11-24",
    )  # fmt: skip
    assert (difference.on, difference.by, difference.action) == ("2026-11-24T09:30", "岩温", "领出")
    do(books, "loans", "void", LOAN, reason="写错")
    assert papers.check(books, code).is_unchanged, "it says again what the paper says"


def test_a_page_of_papers_takes_as_many_statements_whatever_the_books_hold(books):
    def statements(count):
        asked = []
        books.vault.db.set_trace_callback(asked.append)
        try:
            rows = books.rows("documents", limit=count)
            asked.clear()
            gathered(books, DOCUMENTS, [WHEREABOUTS], rows)
        finally:
            books.vault.db.set_trace_callback(None)
        return len(asked)

    few = statements(2)
    for n in range(30):
        receive(books, doc_number=f"{n + 10}号", copy_numbers=f"0010{n:02d}", confirm=())
    assert statements(30) <= few


def test_a_copy_tells_its_events_in_short(books, tmp_path):
    """F11 事件摘要: what is over is told as well, what was void is not, and the paper notices what came later."""

    def told(number):
        one = row(books, "copies", number)
        return gathered(books, books.registers["copies"], [EVENTS], [one])[one.entry, EVENTS]

    def loan(n):
        return f"2026-11-23 借〔2026〕{n:04d}号"

    assert told(FIRST) == ""
    lend(books, copies=[FIRST])
    do(books, "loans", "take_back", LOAN, pages=12)
    lend(books, copies=[FIRST])
    assert told(FIRST) == f"{loan(1)}；{loan(2)}"
    save_pdf(books, tmp_path / "book.pdf", "carrier_ledger")
    (text,) = pages_by_pdfium((tmp_path / "book.pdf").read_bytes())
    assert "借〔2026〕0001号" in text
    do(books, "loans", "void", "借〔2026〕0002号", reason="误登")
    assert told(FIRST) == loan(1)
    paper = papers.check(books, ANCHOR.search(text)[0])
    (line,) = [one for one in paper.lines if one.number == FIRST]
    changed = {one.field: (one.before, one.after) for one in line.differences}
    assert changed[EVENTS] == (f"{loan(1)}；{loan(2)}", loan(1))
    for n in (3, 4, 5):
        lend(books, copies=[FIRST])
        if n < 5:
            do(books, "loans", "take_back", f"借〔2026〕{n:04d}号", pages=12)
    assert told(FIRST) == f"共4次，最近 {loan(3)}；{loan(4)}；{loan(5)}"
    assert told(SECOND) == ""
    assert list(checks.verify(books)) == []
