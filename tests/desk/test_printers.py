"""Which printer may take what; booked before it is sent, void where it did not come out."""

import pytest

from secretdesk.desk import checks, papers
from secretdesk.desk.printers import book, printers, withdraw
from secretdesk.desk.sheets import print_form
from secretdesk.domain.review import Command
from tests.desk.test_receipt import receive

ANYWAY = frozenset({"unknown_reference", "not_cleared", "no_pledge", "undesignated"})


@pytest.fixture
def room(desk):
    """A keeper who is cleared, and one paper."""
    desk.perform(Command("", "people", "enrol", values={"name": "岩温"}))
    desk.perform(
        Command("", "people", "clear", "岩温", {"category": "重要", "pledged_on": "今天"}, confirm=ANYWAY)
    )
    receive(desk)
    return desk


def enrol(desk, name, level="机密", kind="打印机"):
    use = "涉密单机" if level in {"机密", "秘密"} else "非密中间机"
    values = {
        "kind": kind,
        "model": "HP",
        "serial": name,
        "level": level,
        "use": use,
        "keeper": "岩温",
        "printer_name": name,
    }
    return desk.perform(Command("", "devices", "enrol", values=values, confirm=ANYWAY))


@pytest.mark.parametrize(
    ("kind", "own", "level", "allowed"),
    [
        ("打印机", "机密", "机密", True), ("多功能一体机", "机密", "秘密", True), ("打印机", "秘密", "机密", False),
        ("打印机", "非密", "秘密", False), ("打印机", "非密", None, True), ("打印机", "非密", "工作秘密", True),
        ("复印机", "机密", "机密", False),
    ],
)  # fmt: skip
def test_level_and_kind(room, kind, own, level, allowed):
    enrol(room, "Office", own, kind)
    (one,) = printers(room, ["Office"], level)
    assert one.is_allowed is allowed
    assert one.device is not None


def test_what_is_not_registered_or_not_in_use_is_listed_with_the_reason(room):
    made = enrol(room, "Office")
    found = printers(room, ["Stranger", "Office"], "机密")
    assert [(one.name, one.is_allowed) for one in found] == [("Office", True), ("Stranger", False)]
    assert "没有登记" in found[1].against
    room.perform(
        Command("", "devices", "suspend", made.entry, {"place": "一室", "reason": "坏了"}, confirm=ANYWAY)
    )
    (one,) = printers(room, ["Office"], "机密")
    assert not one.is_allowed


def test_booked_then_void_where_it_did_not_come_out(room, tmp_path):  # noqa: ARG001
    enrol(room, "Office")
    (printer,) = printers(room, ["Office"], "机密")
    first = book(room, print_form(room, "receipt_book", year=2026), printer, [1], 2, "")
    printed = print_form(room, "receipt_book", year=2026)
    again = book(room, printed, printer, [1], 1, "")
    assert [row.status for row in room.rows("prints", ascending=True)] == ["replaced", "unsigned"]
    withdraw(room, again, "打印机没有接收")
    assert [row.status for row in room.rows("prints", ascending=True)] == ["unsigned", "void"]
    assert [row.status for row in room.rows("outputs", ascending=True)] == ["done", "void"]
    pages = room.rows("print_pages", ascending=True)
    assert [page.status for page in pages] == ["unsigned", "void"]
    assert papers.check(room, papers.code_of(room, pages[1])).state == "void"
    assert room.rows("outputs", ascending=True)[0]["copies"] == 2
    assert list(checks.verify(room)) == []
    assert [register for register, _ in first] == ["prints", "outputs"]


def test_only_what_is_on_paper_waits_for_signature(room):
    for n in range(12):
        receive(room, doc_number=f"{n + 10}号", copy_numbers=f"{n + 10:06d}")
    enrol(room, "Office")
    (printer,) = printers(room, ["Office"], "机密")
    book(room, print_form(room, "receipt_book"), printer, [2], 1, "")
    assert [page.status for page in room.rows("print_pages", ascending=True)] == ["done", "unsigned", "done"]
    assert room.rows("prints")[0]["to_sign"] == 1


def test_a_stale_print_is_not_booked(room):
    enrol(room, "Office")
    (printer,) = printers(room, ["Office"], "机密")
    printed = print_form(room, "receipt_book")
    receive(room, doc_number="9号", copy_numbers="000901")
    with pytest.raises(ValueError, match=str(printed.seq)):
        book(room, printed, printer, [1], 1, "")
    blank = print_form(room, "receipt_book", blank=True)
    receive(room, doc_number="8号", copy_numbers="000801")
    ((register, _),) = book(room, blank, printer, [1], 5, "收文登记簿")
    assert register == "outputs"
