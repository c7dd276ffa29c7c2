"""Signed paper proves the file: genuine, reprinted, amended, expunged, forged, foreign (design section 5)."""

import random
import re
from pathlib import Path

import pytest

from secretdesk.desk import checks, papers
from secretdesk.desk.anchors import label_code
from secretdesk.desk.opening import new_vault
from secretdesk.desk.printing import is_fresh, save, save_pdf
from secretdesk.desk.sheets import print_form
from secretdesk.domain.anchors import ALPHABET, PAGE, Code, read
from secretdesk.domain.review import Refused, inner
from secretdesk.domain.terms import Level
from tests.conftest import CHEAP, PASSPHRASE
from tests.desk.test_receipt import do, receive, row
from tests.output.pdf import pages_by_pdfium

ANCHOR = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}")


@pytest.fixture
def books(desk):
    """Three papers, the first in four copies."""
    receive(desk, place="一室-1柜-1层")
    receive(desk, doc_number="2号", mark="秘密★5年", copy_numbers="000201")
    receive(desk, doc_number="3号", copy_numbers="000301")
    return desk


def printed(desk, folder, key="receipt_book", **what):
    """The codes at the feet of its pages, read back from the PDF."""
    target = Path(folder) / f"{key}.pdf"
    save_pdf(desk, target, key, **what)
    return [ANCHOR.search(re.sub(r"\s", "", text))[0] for text in pages_by_pdfium(target.read_bytes())]


def states(paper):
    return [line.state for line in paper.lines]


def test_a_page_is_genuine_and_tells_its_print(books, tmp_path):
    (code,) = printed(books, tmp_path)
    paper = papers.check(books, code)
    assert (paper.state, paper.is_genuine, paper.is_unchanged) == ("genuine", True, True)
    assert paper.print.number == "印〔2026〕0001号"
    assert (paper.page["serial"], paper.page.status) == (1, "unsigned")
    assert [line.number for line in paper.lines] == [
        r.number for r in books.rows("documents", ascending=True)
    ]
    assert papers.check(books, code.lower().replace("-", " ")).is_genuine
    (output,) = books.rows("outputs")
    assert output["name"] == "密件收文登记簿"
    assert list(checks.verify(books)) == []


def test_the_qr_code_says_the_same(books, tmp_path):
    (code,) = printed(books, tmp_path)
    assert papers.check(books, read(code).scanned).is_genuine


def test_what_was_amended_since_is_told_with_who_and_when(books, tmp_path):
    (code,) = printed(books, tmp_path)
    do(books, "documents", "amend", "密收〔2026〕0002号", pages=14, reason="数错")
    paper = papers.check(books, code)
    assert paper.is_genuine
    assert not paper.is_unchanged
    assert states(paper) == ["unchanged", "changed", "unchanged"]
    (difference,) = paper.lines[1].differences
    assert (difference.field, difference.before, difference.after) == ("pages", "12", "14")
    assert (difference.by, difference.action) == ("岩温", "更正")
    do(books, "documents", "amend", "密收〔2026〕0002号", pages=12, reason="没错")
    assert papers.check(books, code).is_unchanged


def test_what_moved_on_shows_in_the_cell_that_tells_of_it(books, tmp_path):
    codes = printed(books, tmp_path, "carrier_ledger")
    do(books, "copies", "report_missing", "密收〔2026〕0001-1", reason="找不到")
    changed = [line for code in codes for line in papers.check(books, code).lines if line.state == "changed"]
    assert [line.number for line in changed] == ["密收〔2026〕0001-1"]


def test_a_list_of_copies_tells_the_numbers_of_these_and_what_was_amended_in_them(books, tmp_path):
    """F06 份号: of the copies that are lent, not of all that the paper has."""
    do(books, "people", "enrol", name="玉罕", confirm=("unknown_reference",))
    do(
        books, "loans", "lend", confirm=("not_cleared", "no_pledge", "unknown_reference"), borrower="玉罕",
        copies=["密收〔2026〕0001-2", "密收〔2026〕0001-4"], approved_by="李建国", briefed_by="岩温",
    )  # fmt: skip
    entry = row(books, "loans", "借〔2026〕0001号").entry
    (code,) = printed(books, tmp_path, "loan_sheet", entry=entry)
    (text,) = pages_by_pdfium((tmp_path / "loan_sheet.pdf").read_bytes())
    squeezed = re.sub(r"\s", "", text)
    copies = {row.number[-1]: row["copy_number"] for row in books.rows("copies") if "0001-" in row.number}
    assert f"份号{copies['2']}、{copies['4']}每份页数" in squeezed
    assert "份数2" in squeezed
    assert copies["1"] not in squeezed
    do(books, "copies", "amend", "密收〔2026〕0001-4", copy_number="000999", reason="看错")
    paper = papers.check(books, code)
    (difference,) = paper.lines[0].differences
    assert (difference.field, difference.before, difference.after) == (
        "copies.copy_number", f"{copies['2']}、{copies['4']}", f"{copies['2']}、000999",
    )  # fmt: skip
    assert (difference.action, difference.label) == ("更正", "份号")


def test_a_reprint_makes_the_former_void(books, tmp_path):
    (first,) = printed(books, tmp_path, year=2026)
    (second,) = printed(books, tmp_path, year=2026)
    paper = papers.check(books, first)
    assert paper.state == "replaced"
    assert "印〔2026〕0002号" in paper.text
    assert papers.check(books, second).state == "genuine"
    (another,) = printed(
        books, tmp_path, "receipt_book", entry=row(books, "documents", "密收〔2026〕0002号").entry
    )
    assert papers.check(books, second).state == "genuine"
    assert papers.check(books, another).state == "genuine"


def test_what_was_signed_stays_signed_when_it_is_printed_again(books, tmp_path):
    (first,) = printed(books, tmp_path, year=2026)
    do(books, "prints", "sign", "印〔2026〕0001号")
    printed(books, tmp_path, year=2026)
    assert papers.check(books, first).page.status == "signed"


def test_what_was_expunged_is_told_and_not_shown(books, tmp_path):
    (code,) = printed(books, tmp_path)
    do(books, "documents", "expunge", "密收〔2026〕0001号", reason="标题高于本机密级")
    paper = papers.check(books, code)
    assert states(paper) == ["expunged", "unchanged", "unchanged"]
    assert list(checks.verify(books)) == []


def test_a_page_of_another_vault_is_foreign(books, tmp_path, clock):
    other = new_vault(tmp_path / "other", "岩温", PASSPHRASE, Level.HIGHLY_SECRET, clock=clock, cost=CHEAP)
    receive(other)
    receive(other, doc_number="2号", mark="秘密★5年", copy_numbers="000201")
    receive(other, doc_number="3号", copy_numbers="000301")
    (theirs,) = printed(other, tmp_path)
    other.close()
    printed(books, tmp_path)
    assert papers.check(books, theirs).state == "foreign"


def test_a_page_printed_after_the_restored_backup_is_told_apart(books):
    """The tag proves that we issued it; the ledger that came back does not reach so far."""
    ahead = print_form(books, "receipt_book")  # drawn, never booked: as if the backup were older
    code = ANCHOR.search(re.sub(r"\s", "", pages_by_pdfium(ahead.pdf)[0]))[0]
    paper = papers.check(books, code)
    assert paper.state == "lost"
    receive(books, doc_number="9号", copy_numbers="000901")  # the ledger grows past it
    receive(books, doc_number="10号", copy_numbers="001001")
    assert papers.check(books, code).state == "lost"


def test_a_thousand_altered_codes_and_pages_are_never_taken_for_genuine(books, tmp_path):
    (code,) = printed(books, tmp_path)
    good, dice = read(code), random.Random(5)
    taken = []
    for _ in range(700):
        text = list(code)
        for place in dice.sample([n for n, c in enumerate(text) if c != "-"], dice.randint(1, 6)):
            text[place] = dice.choice(ALPHABET)
        if "".join(text) != code:
            taken.append(papers.check(books, "".join(text)).is_genuine)
    for _ in range(300):  # a forger who knows the check character, the entry and even its tag
        made = Code(PAGE, good.entry, dice.choice([good.tag, dice.getrandbits(15)]), dice.getrandbits(30))
        taken.append(made != good and papers.check(books, made.text).is_genuine)
    assert not any(taken)


@pytest.mark.parametrize("field", ["content", "serial", "print"])
def test_a_page_whose_record_was_altered_is_forged(books, tmp_path, field):
    """Somebody with the database open changes what a page is said to have shown."""
    (code,) = printed(books, tmp_path)
    printed(books, tmp_path, "carrier_ledger")
    page = papers.check(books, code).page
    value = {"content": "0" * 64, "serial": 2, "print": page["print"] + 2}[field]
    if field == "print":
        value = books.rows("prints")[0].entry
    books.vault.db.execute(f"UPDATE r_print_pages SET {field} = ? WHERE entry = ?", (value, page.entry))
    assert papers.check(books, code).state == "forged"
    assert list(checks.verify(books)) != []


def test_the_code_covers_every_cell(books):
    """The same rows with one character changed have another code; the same characters have the same."""
    codes = {}
    for pages in (12, 12, 13):
        if pages == 13:
            books.vault.db.execute("UPDATE r_documents SET pages = 13 WHERE number = '密收〔2026〕0002号'")
        made = print_form(books, "receipt_book")
        codes.setdefault(pages, set()).add(made.told["pages"][0]["content"])
    assert len(codes[12]) == 1
    assert codes[12] != codes[13]


def test_a_print_that_is_not_of_this_moment_is_not_let_out(books, tmp_path):
    made = print_form(books, "receipt_book")
    receive(books, doc_number="9号", copy_numbers="000901")
    assert not is_fresh(books, made)
    with pytest.raises(ValueError, match=str(made.seq)):
        save(books, tmp_path / "a.pdf", made)
    assert not books.rows("prints")


def test_blank_forms_have_no_code_and_are_no_prints(books, tmp_path):
    save_pdf(books, tmp_path / "blank.pdf", "receipt_book", blank=True)
    assert not books.rows("prints")
    (text,) = pages_by_pdfium((tmp_path / "blank.pdf").read_bytes())
    assert not ANCHOR.search(re.sub(r"\s", "", text))


def sign(desk, **values):
    return do(desk, "prints", "sign", "印〔2026〕0001号", **values)


def test_one_act_signs_all_pages_and_tells_who(books, tmp_path):
    printed(books, tmp_path)
    sign(books, paper_page="12", paper_line="3")
    (whole,), (page,) = books.rows("prints"), books.rows("print_pages")
    assert (whole.status, whole["to_sign"], page.status) == ("signed", 0, "signed")
    assert page["signed_on"] == "2026-11-23"
    assert "填表人" in page["signed_by"] or page["signed_by"]
    assert (page["paper_page"], page["paper_line"]) == ("12", "3")
    with pytest.raises(Refused, match="没有待签回的页"):
        sign(books)
    do(books, "prints", "undo", "印〔2026〕0001号", reason="签错了一张")
    assert (books.rows("prints")[0].status, books.rows("print_pages")[0].status) == ("unsigned", "unsigned")
    assert list(checks.verify(books)) == []


def test_each_box_can_be_told_apart(books, tmp_path):
    printed(books, tmp_path)
    boxes = [
        {"box": "送件人", "who": "李建国", "signed_on": "2026-11-23", "paper_page": "12", "paper_line": "3"},
        {"box": "收件人", "who": "岩温"},
    ]
    sign(books, signatures=boxes)
    assert [(s["box"], s["who"]) for s in books.rows("print_signatures", ascending=True)] == [
        ("送件人", "李建国"),
        ("收件人", "岩温"),
    ]
    assert books.rows("print_pages")[0]["signed_by"] == "李建国、岩温"
    assert list(checks.verify(books)) == []


def test_pages_come_back_one_by_one(books, tmp_path):
    for n in range(40):
        receive(books, doc_number=f"{n + 10}号", copy_numbers=f"0010{n:02d}")
    codes = printed(books, tmp_path)
    assert len(codes) > 2
    pages = books.rows("print_pages", ascending=True)
    sign(books, signed_pages=[papers.check(books, codes[1]).page.number])
    assert [p.status for p in books.rows("print_pages", ascending=True)][:3] == [
        "unsigned",
        "signed",
        "unsigned",
    ]
    assert books.rows("prints")[0]["to_sign"] == len(pages) - 1
    with pytest.raises(Refused, match="已签回"):
        sign(books, signed_pages=[pages[1].number])
    sign(books)
    assert books.rows("prints")[0].status == "signed"


def test_nobody_signs_before_it_was_printed(books, tmp_path):
    printed(books, tmp_path)
    with pytest.raises(Refused, match="早于打印日期"):
        sign(books, signed_on="2026-11-20")


def test_destruction_waits_for_its_signed_list(books, tmp_path):
    do(books, "destructions", "draft", kind="送销")
    (batch,) = books.rows("destructions")
    printed(books, tmp_path, "destruction_book", entry=batch.entry)
    found = books.foresee(_confirm(batch))
    assert "paper_unsigned" in {reason.code for reason in found}
    sign(books)
    assert "paper_unsigned" not in {reason.code for reason in books.foresee(_confirm(batch))}


def _confirm(batch):
    return inner("destructions", "confirm", batch.entry, {})


def test_a_label_opens_its_entry_and_only_in_its_vault(books, tmp_path, clock):
    copy = row(books, "copies", "密收〔2026〕0001-2")
    code = label_code(books, copy.entry)
    assert papers.entry_of_label(books, code.scanned) == copy
    assert papers.entry_of_label(books, code.scanned[:-1] + ("0" if code.scanned[-1] != "0" else "1")) is None
    other = new_vault(tmp_path / "other", "岩温", PASSPHRASE, Level.HIGHLY_SECRET, clock=clock, cost=CHEAP)
    assert papers.entry_of_label(other, code.scanned) is None
    other.close()


def test_the_page_says_how_often_the_same_thing_was_printed(books, tmp_path):
    """打印时间、操作人、第 n 次打印 (domain 1.9): who holds both knows on the paper which is the later."""
    for times in (1, 2):
        printed(books, tmp_path, year=2026)
        (text,) = pages_by_pdfium((tmp_path / "receipt_book.pdf").read_bytes())
        assert f"（第{times}次打印）" in re.sub(r"\s", "", text)
    printed(books, tmp_path)  # all years: another thing
    (text,) = pages_by_pdfium((tmp_path / "receipt_book.pdf").read_bytes())
    assert "（第1次打印）" in re.sub(r"\s", "", text)
