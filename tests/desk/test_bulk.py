"""Many prints in one go: booked each, all or nothing in one file, stopped in the middle."""

import pytest

from secretdesk.desk import bulk, checks, papers
from secretdesk.domain.review import Command
from tests.desk.test_receipt import receive
from tests.output.pdf import pages_by_pdfium

ANYWAY = frozenset({"unknown_reference", "not_cleared"})


@pytest.fixture
def year(desk):
    """Papers, a query, an evening, a batch."""
    receive(desk)
    receive(desk, doc_number="2号", mark="秘密★5年", copy_numbers="000201")
    receive(
        desk,
        doc_number="无文号",
        mark="内部",
        copy_numbers="",
        channel="自行领取",
        count=1,
        no_copy_number_reason="内部件",
    )
    desk.perform(Command("", "destructions", "draft", values={}, confirm=ANYWAY))
    desk.perform(Command("", "closings", "close", values={}))
    return desk


def test_every_book_that_holds_something(year, tmp_path):
    made = bulk.save_each(year, bulk.books_of(year, 2026), tmp_path)
    names = sorted(path.name for path, _ in made)
    assert "F01 密件收文登记簿 2026.pdf" in names
    assert not any("传阅" in name for name in names)
    assert sorted(p.name for p in tmp_path.glob("*.pdf")) == names
    assert year.count("prints", where={"of_year": 2026}) + year.count(
        "prints", where={"of_year": None}
    ) == len(made)
    assert year.count("outputs") == len(made)
    assert list(checks.verify(year)) == []
    assert bulk.save_each(year, bulk.books_of(year, 2024), tmp_path) == []


def test_one_file_of_all_whose_pages_prove_themselves(year, tmp_path):
    target = tmp_path / "all.pdf"
    bulk.save_together(year, bulk.inspection(year, 2026), target)
    pages = pages_by_pdfium(target.read_bytes())
    (output,) = year.rows("outputs")
    assert output["pages"] == len(pages) == year.count("print_pages")
    assert output["level"] == "机密"
    for page in year.rows("print_pages"):
        code = papers.code_of(year, page)
        assert papers.check(year, code).is_genuine
        assert sum(code in text.replace(" ", "") for text in pages) == 1
    assert any("销毁清册" in text for text in pages)


def test_stopped_in_the_middle_nothing_stays(year, tmp_path):
    class Stop(Exception):
        pass

    def stop(done, _total):
        if done == 2:
            raise Stop

    with pytest.raises(Stop):
        bulk.save_together(year, bulk.books_of(year, 2026), tmp_path / "all.pdf", stop)
    assert list(tmp_path.glob("*.pdf")) == []
    assert {one.status for one in year.rows("prints")} <= {"void"}
    assert year.count("outputs") == 0
    assert list(checks.verify(year)) == []


def test_a_day_and_the_slips_of_chosen_rows(year, clock, tmp_path):
    forms = [piece.form for piece in bulk.day_pack(year, "2026-11-23")]
    assert forms == ["destruction_sheet", "destruction_list", "closing_book", "unsigned_book"]
    made = bulk.save_each(year, bulk.day_pack(year, "2026-11-23"), tmp_path)
    assert any("日清" in path.name for path, _ in made)
    clock.forward(days=1)
    assert [piece.form for piece in bulk.day_pack(year, "2026-11-24")] == ["unsigned_book"]
    slips = bulk.slips_of("destruction_list", year.rows("destructions"))
    ((path, _),) = bulk.save_each(year, slips, tmp_path)
    assert path.name == "F10 涉密载体销毁清册 销〔2026〕01号.pdf"


def test_a_copy_for_an_inspector_leaves_what_waits_for_signature(year, tmp_path):
    bulk.save_each(year, bulk.books_of(year, 2026), tmp_path)
    before = {one.entry for one in year.rows("prints", where={"status": "unsigned"})}
    assert before
    bulk.save_together(year, bulk.inspection(year, 2026), tmp_path / "all.pdf")
    assert {one.entry for one in year.rows("prints", where={"status": "unsigned"})} == before
    bulk.save_each(year, bulk.books_of(year, 2026), tmp_path)
    after = {one.entry for one in year.rows("prints", where={"status": "unsigned", "form": "receipt_book"})}
    assert len(after) == 1
    assert not after & before
