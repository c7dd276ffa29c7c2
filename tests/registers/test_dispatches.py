"""Sending out by its rules (第28条（三）, F07): one case a line for each; the receipt, and what comes back."""

import pytest

from secretdesk.desk import checks
from secretdesk.desk.due import due
from secretdesk.domain.review import Refused
from tests.desk.test_receipt import NAMES, codes, do, receive, row

FIRST, SECOND = "密收〔2026〕0001-1", "密收〔2026〕0001-2"
SENT = "外〔2026〕0001号"
GIVEN = {
    "copies": [FIRST], "receiver": "州教育体育局", "channel": "机要交通", "courier_number": "J0042", "handled_by": "岩温",
    "wrapping": "密封袋", "envelope": "F-1",
}  # fmt: skip


@pytest.fixture
def books(desk):
    """A 机密 paper in four copies, one that the issuer wants back, a 工作秘密 one by count, a 绝密 one."""
    receive(desk, place="一室-1柜-1层")
    receive(desk, doc_number="2号", copy_numbers="000201", must_return=True)
    receive(desk, doc_number="无文号", mark="工作秘密", copy_numbers=None, count=3, pages=None)
    receive(desk, doc_number="4号", copy_numbers="000401", mark="绝密★", title=None)
    return desk


def send(desk, **changed):
    values = {k: v for k, v in (GIVEN | changed).items() if v is not None}
    return do(desk, "dispatches", "send", confirm=NAMES, **values)


def refused(desk, action, entry=None, *, confirm=NAMES, **values):
    before = desk.head()
    with pytest.raises(Refused) as found:
        do(desk, "dispatches", action, entry, confirm=confirm, **values)
    assert desk.head() == before
    assert all(r.text.endswith("。") and r.origin for r in found.value.reasons)
    return codes(found)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"copies": None}, ("missing", "refuse", "copies")),
        ({"receiver": None}, ("missing", "refuse", "receiver")),
        ({"channel": None}, ("missing", "refuse", "channel")),
        ({"channel": "快递"}, ("forbidden_channel", "refuse", "channel")),
        ({"channel": "普通邮政"}, ("forbidden_channel", "refuse", "channel")),
        ({"channel": "非涉密网络"}, ("forbidden_channel", "refuse", "channel")),
        ({"channel": "专人送达"}, ("two_persons", "refuse", "second_person")),
        ({"channel": "专人送达", "second_person": "岩温"}, ("two_persons", "refuse", "second_person")),
        ({"channel": "专人送达", "handled_by": None}, ("missing", "refuse", "handled_by")),
        (
            {"channel": "机要交换站", "copies": ["密收〔2026〕0003-1"]},
            ("forbidden_channel", "refuse", "channel"),
        ),
        ({"courier_number": None}, ("packing_untold", "ask", "courier_number")),
        ({"channel": "机要通信", "courier_number": None}, ("packing_untold", "ask", "courier_number")),
        ({"envelope": None}, ("packing_untold", "ask", "envelope")),
        ({"wrapping": None, "envelope": None}, ("packing_untold", "ask", "wrapping")),
        ({"handled_by": None}, ("packing_untold", "ask", "handled_by")),
        ({"copies": ["密收〔2026〕0002-1"]}, ("must_return", "refuse", "copies")),
        ({"copies": [FIRST, FIRST]}, ("bad_value", "refuse", "copies")),
        (
            {"copies": None, "document": "工收〔2026〕0001号", "count": 4},
            ("not_in_cabinet", "refuse", "count"),
        ),
        ({"sent_on": "2026-11-24"}, ("future_date", "refuse", "sent_on")),
    ],
)
def test_what_is_refused_of_a_dispatch(books, changed, reason):
    values = {k: v for k, v in (GIVEN | changed).items() if v is not None}
    assert reason in refused(books, "send", **values)


def test_what_is_not_secret_may_go_by_post(books):
    do(books, "documents", "declassify", "密收〔2026〕0001号", notice_number="解1号")
    send(books, channel="普通邮政")


def test_a_copy_stays_on_the_account_until_the_receipt(books):
    send(books, copies=[FIRST, SECOND])
    out = row(books, "copies", FIRST)
    assert (out.status, out["holder"]) == ("dispatched", None)
    assert ("not_in_cabinet", "refuse", "copies") in refused(books, "send", **GIVEN)
    do(books, "dispatches", "confirm", SENT, receipt_number="回7")
    assert {row(books, "copies", n).status for n in (FIRST, SECOND)} == {"dispatch_confirmed"}
    assert ("terminal", "refuse", "copies") in refused(books, "send", **GIVEN)
    assert list(checks.verify(books)) == []


@pytest.mark.parametrize(("days", "told"), [(29, []), (31, ["receipt"]), (61, ["search", "receipt"])])
def test_a_receipt_that_does_not_come_is_told_at_30_and_60_days(books, clock, days, told):
    send(books)
    clock.forward(days=days)
    assert sorted(d.what for d in due(books) if d.register == "dispatches") == sorted(told)


def test_what_comes_back_is_counted_and_lies_in_its_place(books):
    place = row(books, "copies", FIRST)["place"]
    send(books, copies=[FIRST, SECOND])
    given = {"reason": "无人签收"}
    assert ("missing", "refuse", "pages") in refused(books, "come_back", SENT, **given)
    wrong = {"back": "密收〔2026〕0001-3", **given}
    assert ("bad_value", "refuse", "back") in refused(books, "come_back", SENT, **wrong)
    do(books, "dispatches", "come_back", SENT, back=SECOND, pages=12, **given)
    assert row(books, "dispatches", SENT).status == "sent"
    do(books, "dispatches", "come_back", SENT, pages=11, confirm=("pages_differ",), **given)
    back = row(books, "copies", FIRST)
    assert (back.status, back["place"], back["dispatch"]) == ("in_cabinet", place, None)
    assert row(books, "dispatches", SENT).status == "came_back"
    (lost,) = books.rows("irregularities")
    assert "11 页" in lost["description"]


def test_work_secrets_go_by_count_and_are_counted_with_what_is_lent(books):
    paper = "工收〔2026〕0001号"
    send(books, copies=None, document=paper, count=2)
    do(books, "people", "enrol", name="玉罕")
    with pytest.raises(Refused) as found:
        do(books, "loans", "lend", document=paper, count=2, borrower="玉罕")
    assert ("not_in_cabinet", "refuse", "count") in codes(found)
    do(books, "dispatches", "come_back", SENT, reason="错投")
    do(books, "loans", "lend", document=paper, count=2, borrower="玉罕")


def test_void_right_after_restores_and_later_is_refused(books):
    before = {r.number: (r.status, r.values) for r in books.rows("copies")}
    send(books, copies=[FIRST, SECOND])
    do(books, "dispatches", "void", SENT, reason="误记")
    assert {r.number: (r.status, r.values) for r in books.rows("copies")} == before
    send(books)
    do(books, "dispatches", "confirm", "外〔2026〕0002号", receipt_number="回8")
    assert ("moved_since", "refuse", "entry") in refused(books, "void", "外〔2026〕0002号", reason="误记")


def test_one_lost_on_the_way_stays_missing(books):
    send(books, copies=[FIRST, SECOND])
    do(books, "copies", "report_missing", FIRST, reason="回执缺一份")
    do(books, "dispatches", "confirm", SENT, receipt_number="回7")
    assert [row(books, "copies", n).status for n in (FIRST, SECOND)] == ["missing", "dispatch_confirmed"]


@pytest.mark.parametrize(
    "given",
    [
        {"channel": "机要交换站", "courier_number": None},  # it gives none
        {"channel": "专人送达", "second_person": "玉罕", "courier_number": None},
        {
            "copies": None,
            "document": "工收〔2026〕0001号",
            "count": 1,
            "envelope": None,
            "courier_number": None,
        },
    ],
)
def test_no_more_is_asked_than_the_way_and_the_level_demand(books, given):
    send(books, **given)


def test_what_is_not_known_yet_is_consented_to_and_written_later(books):
    values = {k: v for k, v in GIVEN.items() if k != "courier_number"}
    with pytest.raises(Refused) as found:
        do(books, "dispatches", "send", confirm=NAMES, **values)
    assert "“机要号”没有填" in found.value.reasons[0].text
    do(books, "dispatches", "send", confirm=(*NAMES, "packing_untold"), **values)
    do(books, "dispatches", "amend", SENT, courier_number="J0043", reason="交寄后补写")
    assert row(books, "dispatches", SENT)["courier_number"] == "J0043"
