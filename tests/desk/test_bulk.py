"""Many prints in one go: booked each, all or nothing in one file, stopped in the middle."""

import pytest

from secretdesk.desk import bulk, checks, papers, printers
from secretdesk.desk.bulk_paper import Halted, print_each, survey
from secretdesk.domain.review import Command
from tests.desk.test_printers import enrol
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


def test_what_was_booked_today_of_yesterday_is_in_the_days_pack(year, clock, tmp_path):
    bulk.save_each(year, bulk.day_pack(year, "2026-11-23"), tmp_path)
    clock.forward(days=2)
    year.perform(Command("", "destructions", "draft", values={"drafted_on": "2026-11-24"}, confirm=ANYWAY))
    late = year.rows("destructions")[0].entry
    for day in ("2026-11-25", "2026-11-24"):
        pieces = [(piece.form, piece.entry) for piece in bulk.day_pack(year, day)]
        assert pieces == [("destruction_sheet", late), ("destruction_list", late), ("unsigned_book", None)]


def test_a_sheet_that_is_out_is_not_made_void_by_the_evening(year, tmp_path):
    batch = year.rows("destructions")[0]
    bulk.save_each(year, bulk.slips_of("destruction_sheet", [batch]), tmp_path)
    assert [piece.form for piece in bulk.day_pack(year, "2026-11-23")] == [
        "destruction_list", "closing_book", "unsigned_book",
    ]  # fmt: skip
    bulk.save_together(year, bulk.inspection(year, 2026), tmp_path / "all.pdf")
    assert "destruction_list" in {piece.form for piece in bulk.day_pack(year, "2026-11-23")}, (
        "theirs is no sheet"
    )


def test_the_day_has_every_slip_that_an_act_puts_on_paper(year):
    """Of later chapters too: what an action offers of one entry needs no further list to be in the pack."""
    slips = bulk.day_slips(year)
    assert {"query_sheet", "copying_sheet", "round_sheet", "loan_sheet", "trip_sheet", "screening_sheet"} <= {
        *slips
    }
    assert not {"receipt_book", "know_list", "device_card", "recall_slip"} & {*slips}
    year.perform(Command("", "people", "enrol", values={"name": "玉罕"}, confirm=ANYWAY))
    told = {
        "reported_on": "2026-11-23", "person": "玉罕", "activity": "研讨会", "activity_type": "学术交流",
        "from_on": "2026-11-25", "foreign_party": "邻国某学院",
    }  # fmt: skip
    year.perform(Command("", "foreign_events", "report", values=told, confirm=ANYWAY))
    assert "foreign_sheet" in [piece.form for piece in bulk.day_pack(year, "2026-11-23")]


class Press:
    """A printer that takes so many prints."""

    def __init__(self, most=99):
        self.most, self.taken = most, []

    def __call__(self, pdf, pages, name, tell):
        tell(0, len(pages))
        if len(self.taken) == self.most:
            raise NotTaken
        self.taken.append((name, len(pages), pages_by_pdfium(pdf)))


class NotTaken(Exception):
    pass


@pytest.fixture
def printer(year):
    """One that is registered for 机密."""
    year.perform(Command("", "people", "enrol", values={"name": "岩温"}, confirm=ANYWAY))
    cleared = {"category": "重要", "pledged_on": "今天"}
    year.perform(Command("", "people", "clear", "岩温", cleared, confirm=ANYWAY | {"no_pledge"}))
    enrol(year, "Office")
    (found,) = printers.printers(year, ["Office"], "机密")
    return found


def test_each_print_is_booked_and_sent_by_itself(year, printer):
    press, pieces = Press(), bulk.books_of(year, 2026)
    whole = survey(year, pieces)
    sent = print_each(year, pieces, printer, press, copies=2)
    assert (
        len(sent) == len(press.taken) == whole.rows + 2 > 5
    )  # the books of prints and outputs are empty no more
    assert sum(pages for _, pages, _ in press.taken) == whole.pages + 2
    assert str(whole.mark.level) == "机密"
    prints, outputs = year.rows("prints", ascending=True), year.rows("outputs", ascending=True)
    assert [one.number for one in prints] == [name for name, _, _ in press.taken]
    assert {(one["printer"], one["copies"], one["way"]) for one in prints} == {
        (printer.device.number, 2, "打印")
    }
    assert len(outputs) == len(prints)
    assert {one["kind"] for one in outputs} == {"打印"}
    for page in year.rows("print_pages"):
        code = papers.code_of(year, page)
        assert papers.check(year, code).is_genuine
        texts = [text for _, _, made in press.taken for text in made]
        assert sum(code in text.replace(" ", "") for text in texts) == 1
    assert list(checks.verify(year)) == []


def test_what_did_not_come_out_is_void_and_what_did_stays(year, printer):
    with pytest.raises(Halted) as halted:
        print_each(year, bulk.books_of(year, 2026), printer, Press(most=2))
    assert isinstance(halted.value.error, NotTaken)
    assert len(halted.value.sent) == 2
    assert [one.status == "void" for one in year.rows("prints", ascending=True)] == [False, False, True]
    assert [one.status for one in year.rows("outputs", ascending=True)] == ["done", "done", "void"]
    assert list(checks.verify(year)) == []


def test_stopped_between_two_prints_nothing_of_the_next_is_booked(year, printer):
    class Stop(Exception):
        pass

    def stop(done, _total):
        if done == 3:
            raise Stop

    with pytest.raises(Halted) as halted:
        print_each(year, bulk.books_of(year, 2026), printer, Press(), progress=stop)
    assert isinstance(halted.value.error, Stop)
    assert {one.status for one in year.rows("prints")} <= {"unsigned", "done"}
    assert year.count("prints") == len(halted.value.sent)


def test_copies_for_an_inspector_wait_for_no_signature_on_paper_either(year, printer):
    print_each(year, bulk.inspection(year, 2026), printer, Press())
    assert {one.status for one in year.rows("prints")} == {"done"}
