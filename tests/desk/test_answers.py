"""What an act answers: consent in the receipt, every bad entry of a batch, pages that are gone."""

import pytest

from secretdesk.domain.review import Refused
from tests.desk.test_receipt import NAMES, codes, do, receive, row


def test_a_receipt_shows_what_was_consented_to(desk):
    done = receive(desk, mark="机密★25年", slip_count=9, confirm=NAMES | {"term_above_limit", "late_entry"})
    assert [(r.code, str(r.weight)) for r in done.warnings] == [
        ("slip_differs", "warn"),
        ("unknown_reference", "ask"),
        ("term_above_limit", "ask"),
    ], "a consent that was not asked for is not shown"


def test_a_refusal_tells_warnings_beside_what_is_still_asked(desk):
    with pytest.raises(Refused) as refused:
        receive(desk, mark="机密★25年", slip_count=9)
    assert codes(refused) == {("term_above_limit", "ask", "mark"), ("slip_differs", "warn", "slip_count")}


def test_a_batch_names_every_bad_entry(desk):
    old = {"mark": "秘密★6个月", "issued_on": "2025-01-05"}
    good = receive(desk, **old, doc_number="1号", copy_numbers="1")
    young = [receive(desk, doc_number=f"{n}号", copy_numbers=str(n)) for n in (2, 3)]
    done = receive(desk, **old, doc_number="4号", copy_numbers="4")
    do(desk, "documents", "confirm_expiry", done.number)
    before = desk.head()
    with pytest.raises(Refused) as refused:
        do(
            desk,
            "documents",
            "confirm_expiry",
            [good.number, *(y.number for y in young), done.number, "没有"],
        )
    told = [(r.code, r.text) for r in refused.value.reasons]
    assert [code for code, _ in told] == ["wrong_state"] * 3 + ["unknown_reference"]
    for (_, text), name in zip(told, (*(y.number for y in young), done.number, "没有"), strict=True):
        assert name in text
    assert desk.head() == before
    assert row(desk, "documents", good.number)["declassified_on"] is None


@pytest.mark.parametrize(
    ("mark", "values", "asked"),
    [
        ("机密★25年", {"pages": 13}, False),
        ("机密★25年", {"mark": "机密★26年"}, True),
        ("★机密10年", {"pages": 13}, False),
        ("★机密10年", {"mark": "★机密9年"}, True),
    ],
)
def test_a_correction_does_not_ask_again_what_it_leaves_alone(desk, mark, values, asked):
    done = receive(desk, mark=mark, confirm=NAMES | {"term_above_limit"})
    told = do(desk, "documents", "amend", done.number, **values, reason="看错", confirm={"term_above_limit"})
    assert bool(told.warnings) is asked


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, []),
        ({"issuer": "州委"}, []),
        ({"issuer": "州教育局"}, ["no_envelope"]),
        ({"courier_number": "J2"}, []),
        ({"courier_number": "J9"}, ["no_envelope"]),
        ({"doc_number": "第二件", "copy_numbers": "7", "again": True}, []),
    ],
)
def test_what_came_with_the_courier_came_in_an_envelope(desk, changed, told):
    for name in ("省教育厅", "州委", "州教育局"):
        do(desk, "correspondents", "enrol", name=name)
    envelopes = [{"sender": "省教育厅", "courier_number": "J1"}, {"sender": "州委", "courier_number": "J2"}]
    do(desk, "arrivals", "sign", courier="段明", envelopes=envelopes)
    changed = dict(changed)
    if changed.pop("again", False):  # a second paper out of the envelope that is open already
        receive(desk, arrival="1")
    assert [w.code for w in receive(desk, arrival="1", **changed).warnings] == told


FAMILY = NAMES | {"duplicate_document"}


@pytest.mark.parametrize(
    ("action", "values"),
    [
        ("change_mark", {"mark": "秘密★5年", "notice_number": "函"}),
        ("declassify", {"notice_number": "函"}),
        ("expunge", {"reason": "误录"}),
    ],
)
def test_what_concerns_a_paper_concerns_its_family(desk, action, values):
    numbers = [receive(desk, copy_numbers=str(n), confirm=FAMILY).number for n in (1, 2, 3)]
    left = list(numbers)
    for number in (numbers[1], numbers[0], numbers[2]):
        left.remove(number)
        warned = do(desk, "documents", action, number, **values).warnings
        assert [w.code for w in warned] == (["family_remains"] if left else [])
        assert all((n in w.text) is (n in left) for w in warned for n in numbers)


def test_a_void_receipt_of_the_family_still_holds_the_title(desk):
    first = receive(desk)
    again = receive(desk, copy_numbers="9", confirm=FAMILY)
    do(desk, "documents", "void", again.number, reason="重复")
    changed = do(desk, "documents", "change_mark", first.number, mark="秘密★5年", notice_number="函")
    assert changed.warnings == ()
    erased = do(desk, "documents", "expunge", first.number, reason="误录")
    assert [w.code for w in erased.warnings] == ["family_remains"]


@pytest.mark.parametrize(
    ("pages", "warned", "booked"),
    [(None, [], []), (12, [], []), (11, ["pages_differ"], ["irregularities"]), (13, ["pages_differ"], [])],
)
def test_a_copy_found_with_other_pages(desk, pages, warned, booked):
    receive(desk, place="一室-1柜")
    do(desk, "copies", "report_missing", "1-2", reason="清点时不在")
    found = do(desk, "copies", "found", "1-2", place="一室-1柜", reason="夹在卷宗里", pages=pages)
    assert [w.code for w in found.warnings] == warned
    assert [m.register for m in found.created] == booked
    copy = row(desk, "copies", "密收〔2026〕0001-2")
    assert (copy.status, copy["pages"]) == ("in_cabinet", pages or 12), "left empty, it stands as before"
    if booked:
        last = desk.rows("irregularities")[0]
        assert (last["kind"], last["copy"]) == ("缺页", copy.entry)


def test_a_correction_that_changes_nothing_is_told(desk):
    done = receive(desk)
    with pytest.raises(Refused) as refused:
        do(desk, "documents", "amend", done.number, pages=12, reason="再核")
    assert codes(refused) == {("bad_value", "refuse", "")}
    assert "没有任何改动" in refused.value.reasons[0].text
