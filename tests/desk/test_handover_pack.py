"""岗位交接: what a successor takes over leaves the printer in one go (F15; design section 7)."""

from secretdesk.desk import bulk
from secretdesk.desk.due import due
from secretdesk.desk.sheets import forms_of, print_form
from tests.desk.test_receipt import do, receive
from tests.output.pdf import pages_by_pdfium
from tests.registers.test_loans import LOAN, lend

CONSENT = ("unknown_reference", "late_entry")


def texts(desk, key):
    return "".join(pages_by_pdfium(print_form(desk, key).pdf))


def begun(desk):
    receive(desk, place="一室-1柜-1层")
    do(desk, "people", "enrol", name="玉罕")
    lend(desk)
    for name in ("岩温", "段景明", "王勤"):
        if not desk.find("people", name):
            do(desk, "people", "enrol", name=name)
    return do(
        desk, "handovers", "draft", kind="岗位交接", giver="岩温", receiver="段景明", witness="王勤",
        confirm=CONSENT,
    )  # fmt: skip


def test_the_pack_holds_the_list_what_is_open_the_keys_and_every_book(desk):
    drafted = begun(desk)
    pieces = bulk.handover_pack(desk)
    first = [(piece.form, piece.entry) for piece in pieces[:3]]
    assert first == [("handover_list", drafted.entry), ("open_items", None), ("slot_list", None)]
    books = {form.key for form in forms_of(desk).values() if form.register in desk.registers}
    books -= {form.key for form in forms_of(desk).values() if form.wants_entry} | bulk.APART
    assert {piece.form for piece in pieces[3:]} == books
    assert {"receipt_book", "media_book", "loan_book"} <= books


def test_what_is_open_is_listed_without_a_title(desk, clock):
    begun(desk)
    clock.forward(days=30)
    do(desk, "departments", "enrol", name="学生处")
    clock.forward(days=10)
    text = texts(desk, "open_items")
    open_now = due(desk)
    assert open_now
    for one in open_now:
        assert one.row.number in text
        assert one.label in text
    assert LOAN in text
    assert "已逾期" in text
    assert "安全保密工作" not in text


def test_the_keys_to_be_changed_are_listed_by_name_and_role(desk):
    text = texts(desk, "slot_list")
    for slot in desk.rows("slots", where={"status": "live"}):
        assert slot["name"] in text
        assert slot["role"] in text


def test_it_is_saved_file_by_file_and_booked(desk, tmp_path):
    begun(desk)
    out = tmp_path / "out"
    out.mkdir()
    pieces = bulk.handover_pack(desk)[:4]
    made = bulk.save_each(desk, pieces, out)
    assert {path.name.partition(" ")[0] for path, _ in made} >= {"F15", "F15-2", "F15-3"}
    assert desk.count("outputs", where={"status": "on_disk"}) == len(made)
