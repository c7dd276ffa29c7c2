"""Copying by its rules (第28条（五）, F05): one case a line; each copy has a parent and a number; handed out, collected."""

import pytest

from secretdesk.desk import checks
from secretdesk.domain.review import Refused
from tests.desk.test_receipt import NAMES, codes, do, receive, row

FIRST = "密收〔2026〕0001-1"
COPYING = "复〔2026〕001号"
GIVEN = {"applicant": "玉罕", "original": FIRST, "method": "复印", "count": 3, "purpose": "会议使用"}
MADE = {
    "made_by": "岩温", "supervised_by": "李建国", "stamped": True, "waste_sheets": 1, "waste_shredded": True,
}  # fmt: skip
PRINTER = {
    "kind": "复印机", "model": "C55", "keeper": "玉罕", "briefed_by": "岩温", "use": "涉密单机",
}  # fmt: skip


@pytest.fixture
def books(desk):
    """A 机密 paper in four copies, a telegram, a 绝密 one, a 工作秘密 one by count; copiers, three people."""
    receive(desk, place="一室-1柜-1层")
    receive(desk, doc_number="2号", copy_numbers="000201", cipher_telegram=True)
    receive(desk, doc_number="3号", copy_numbers="000301", mark="绝密★", title=None)
    receive(desk, doc_number="无文号", mark="工作秘密", copy_numbers=None, count=3, pages=None)
    for name in ("玉罕", "王勤", "岩叫", "刀永红"):
        do(desk, "people", "enrol", name=name)
    more = ({"designated": True, "level": "机密"}, {"level": "机密"}, {"designated": True, "level": "秘密"})
    for n, own in enumerate(more):
        do(desk, "devices", "enrol", confirm=("not_cleared",), serial=f"C-{n}", **PRINTER, **own)
    return desk


def device(desk, n=1):
    return desk.rows("devices", ascending=True)[n - 1].number


def apply(desk, **changed):
    values = {k: v for k, v in (GIVEN | changed).items() if v is not None}
    return do(desk, "copyings", "apply", **values)


def approved(desk, **changed):
    done = apply(desk, **changed)
    do(desk, "copyings", "approve", done.number, approved_by="李建国")
    return done.number


def produced(desk, **changed):
    number = approved(desk, **changed)
    do(desk, "copyings", "produce", number, device=device(desk), **MADE)
    return number


def refused(desk, action, entry=None, *, confirm=(), **values):
    before = desk.head()
    values = {k: v for k, v in values.items() if v is not None}
    with pytest.raises(Refused) as found:
        do(desk, "copyings", action, entry, confirm=confirm, **values)
    assert desk.head() == before
    assert all(r.text.endswith("。") and r.origin for r in found.value.reasons)
    return codes(found)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"original": None}, ("missing", "refuse", "original")),
        ({"original": None, "document": "密收〔2026〕0001号"}, ("bad_value", "refuse", "document")),
        ({"applicant": None}, ("missing", "refuse", "applicant")),
        ({"method": None}, ("missing", "refuse", "method")),
        ({"count": 0}, ("bad_value", "refuse", "count")),
        ({"original": "密收〔2026〕0002-1"}, ("cipher_telegram", "refuse", "original")),
        ({"original": "密收〔2026〕0003-1"}, ("issuer_consent", "refuse", "issuer_consent")),
        ({"method": "汇编"}, ("issuer_consent", "refuse", "issuer_consent")),
    ],
)
def test_what_is_refused_of_an_application(books, changed, reason):
    assert reason in refused(books, "apply", **(GIVEN | changed))


LENT = {"approved_by": "李建国", "briefed_by": "岩温", "confirm": ("not_cleared",)}
GONE = {
    "missing": ("copies", "report_missing", {"reason": "找不到"}, "not_in_cabinet"),
    "void": ("copies", "void", {"reason": "多记"}, "terminal"),
    "archived": ("copies", "archive", {}, "not_in_cabinet"),
    "lent": ("loans", "lend", {"borrower": "王勤", **LENT}, "already_out"),
    "sent": ("dispatches", "send", {"receiver": "州局", "channel": "机要交通", "confirm": (*NAMES, "packing_untold")}, "not_in_cabinet"),
    "carried": ("carryings", "approve", {"carriers": "王勤", "region": "州内", "destination": "景洪", "due": "2026-11-24",
                                         "measures": "密码箱", **LENT}, "already_out"),
    "round": ("circulations", "open", {"readers": ["王勤"], "approved_by": "李建国", "confirm": ("not_cleared",)}, "already_out"),
    "to_return": ("returns", "draft", {"issuer": "省教育厅", "confirm": NAMES}, "not_in_cabinet"),
    "to_destroy": ("destructions", "draft", {"confirm": ("archive_first",)}, "not_in_cabinet"),
}  # fmt: skip


def take_away(desk, how):
    """The original is not in the cabinet any more."""
    register, action, values, _ = GONE[how]
    if register == "copies":
        do(desk, register, action, FIRST, **values)
    else:
        do(desk, register, action, copies=[FIRST], **values)
    if how == "carried":
        do(desk, "carryings", "take_out", "1", checked_by="岩温", briefed_by="岩温", confirm=("not_cleared",))
    if how == "round":
        do(desk, "circulations", "send", "1", briefed_by="岩温", confirm=("not_cleared",))


@pytest.mark.parametrize("how", GONE)
def test_only_what_lies_in_the_cabinet_is_copied(books, how):
    number = approved(books)
    take_away(books, how)
    code = GONE[how][-1]
    assert refused(books, "apply", **GIVEN) & {
        (code, "refuse", "original"),
        ("wrong_state", "refuse", "original"),
    }
    assert (code, "refuse", "entry") in refused(books, "produce", number, device=device(books), **MADE)


def test_what_is_lent_to_the_applicant_is_copied_for_them_alone(books):
    do(books, "loans", "lend", copies=[FIRST], borrower="玉罕", **LENT)
    assert ("already_out", "refuse", "original") in refused(books, "apply", **(GIVEN | {"applicant": "王勤"}))
    produced(books)
    assert row(books, "copies", FIRST).status == "on_loan"


def test_a_paper_by_count_of_which_none_is_left_is_not_copied(books):
    paper = "工收〔2026〕0001号"
    given = {"original": None, "document": paper, "count": 2}
    number = approved(books, **given)
    do(books, "loans", "lend", document=paper, count=3, borrower="王勤")
    assert ("not_in_cabinet", "refuse", "document") in refused(books, "apply", **(GIVEN | given))
    assert ("not_in_cabinet", "refuse", "entry") in refused(
        books, "produce", number, device=device(books), **MADE
    )


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"device": 2}, ("undeclared_device", "refuse", "device")),
        ({"device": 3}, ("undeclared_device", "refuse", "device")),
        ({"made": 4}, ("approval_missing", "refuse", "made")),
        ({"made": 0}, ("bad_value", "refuse", "made")),
        ({"supervised_by": "岩温"}, ("two_persons", "refuse", "supervised_by")),
        ({"supervised_by": None}, ("missing", "refuse", "supervised_by")),
        ({"stamped": None}, ("missing", "refuse", "stamped")),
        ({"waste_sheets": None}, ("missing", "refuse", "waste_sheets")),
        ({"waste_shredded": None}, ("waste_left", "ask", "waste_shredded")),
    ],
)
def test_what_is_refused_of_the_making(books, changed, reason):
    number = approved(books)
    given = {
        "device": device(books, changed.get("device", 1)),
        **MADE,
        **{k: v for k, v in changed.items() if k != "device"},
    }
    assert reason in refused(books, "produce", number, **given)


def test_nothing_is_made_before_it_is_approved(books):
    number = apply(books).number
    assert ("approval_missing", "refuse", "") in refused(
        books, "produce", number, device=device(books), **MADE
    )
    do(books, "copyings", "refuse", number, approved_by="李建国", reason="可传阅原件")
    assert ("terminal", "refuse", "entry") in refused(books, "approve", number, approved_by="李建国")


def test_each_copy_is_an_entry_with_its_parent_and_as_its_original(books):
    produced(books)
    original = row(books, "copies", FIRST)
    made = [c for c in books.rows("copies", ascending=True) if c["made_from"]]
    assert [(c.number, c["copy_number"], c["serial"], c.status) for c in made] == [
        (f"密收〔2026〕0001-{4 + n}", f"复{n}/3", 4 + n, "in_cabinet") for n in (1, 2, 3)
    ]
    for copy in made:
        assert copy["made_from"] == original.entry
        assert [copy[k] for k in ("level", "mark", "declassify_on", "pages", "place", "source")] == [
            *(original[k] for k in ("level", "mark", "declassify_on", "pages", "place")), "复制",
        ]  # fmt: skip
    assert books.rows("documents", ascending=True)[0]["count"] == 4
    do(books, "copies", "void", made[-1].number, reason="多登")
    assert books.rows("documents", ascending=True)[0]["count"] == 4
    second = produced(books, original=made[0].number, count=1)
    assert [
        c["made_from"]
        for c in books.rows("copies")
        if c["copying"] == books.find("copyings", second)[0].entry
    ] == [made[0].entry]
    assert list(checks.verify(books)) == []


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"recipients": ["王勤", "岩叫", "刀永红", "玉罕"]}, ("not_in_cabinet", "refuse", "recipients")),
        ({"recipients": ["王勤", "王勤"]}, ("bad_value", "refuse", "recipients")),
        ({"recipients": ["王勤"], "briefed_by": None}, ("missing", "refuse", "briefed_by")),
        ({"recipients": ["王勤"], "confirm": ()}, ("not_cleared", "ask", "recipients")),
        ({"recipients": ["王勤"], "due": "2026-11-22"}, ("bad_value", "refuse", "due")),
        ({"recipients": ["王勤"], "due": "2026-11-26"}, ("term_out_of_range", "refuse", "due")),
    ],
)
def test_what_is_refused_of_handing_out(books, changed, reason):
    number = produced(books)
    given = {"briefed_by": "岩温", "confirm": ("not_cleared",), **changed}
    assert reason in refused(books, "hand_out", number, **given)


def test_a_copy_for_each_who_signs_and_every_one_comes_back(books):
    number = produced(books)
    names = ["王勤", "岩叫", "刀永红"]
    given = {"recipients": names, "briefed_by": "岩温"}
    done = do(books, "copyings", "hand_out", number, confirm=("not_cleared",), **given)
    assert [made.register for made in done.created] == ["loans"] * 3
    loans = books.rows("loans", ascending=True)
    assert [(x["kind"], x["due"], x.status) for x in loans] == [("会议", "2026-11-23", "out")] * 3
    assert {(x["briefed_by"], x["briefed_on"]) for x in loans} == {("岩温", "2026-11-23")}
    people = books.names("people", [x["borrower"] for x in loans])
    copies = [books.find("copies", x["copies"][0])[0] for x in loans]
    assert [people[c["holder"]] for c in copies] == names
    assert [c["copy_number"] for c in copies] == ["复1/3", "复2/3", "复3/3"]
    for loan in loans:
        do(books, "loans", "take_back", loan.number, pages=12)
    assert {books.find("copies", c.entry)[0].status for c in copies} == {"in_cabinet"}
    assert list(checks.verify(books)) == []


def test_a_reminder_is_of_those_who_were_there(books):
    number = produced(books)
    do(
        books,
        "copyings",
        "hand_out",
        number,
        confirm=("not_cleared",),
        recipients=["王勤"],
        briefed_by="岩温",
    )
    given = {"recipients": ["岩叫"], "confirm": ("not_cleared",)}
    assert ("missing", "refuse", "briefed_by") in refused(books, "hand_out", number, **given)


def test_top_secret_copies_are_given_to_nobody(books):
    for name in ("玉罕", "王勤"):
        cleared = {"category": "核心", "pledged_on": "2026-11-20"}
        do(books, "people", "clear", name, confirm=("core_category",), **cleared)
    enrolled = {k: v for k, v in PRINTER.items() if k != "briefed_by"} | {"designated": True, "level": "绝密"}
    copier = do(books, "devices", "enrol", serial="C-9", **enrolled).number
    number = approved(books, original="密收〔2026〕0003-1", issuer_consent="云教密函〔2026〕9号")
    do(books, "copyings", "produce", number, device=copier, **MADE)
    given = {"recipients": ["王勤"]}
    assert ("reading_place", "refuse", "recipients") in refused(books, "hand_out", number, **given)
    do(books, "parameters", "set", code="loan_days_top_secret", value="1", origin="州委规定")
    do(books, "copyings", "hand_out", number, **given)


def test_who_is_late_with_something_is_asked_for_that_first(books, clock):
    number = produced(books)
    do(
        books,
        "copyings",
        "hand_out",
        number,
        confirm=("not_cleared",),
        recipients=["王勤"],
        briefed_by="岩温",
    )
    clock.forward(days=2)
    given = {"recipients": ["岩叫", "王勤"], "briefed_by": "岩温"}
    found = refused(books, "hand_out", number, confirm=("not_cleared",), **given)
    assert found == {("overdue_held", "ask", "recipients")}


def test_all_of_a_meeting_are_collected_in_one_act(books):
    number = produced(books)
    given = {"recipients": ["王勤", "岩叫"], "briefed_by": "岩温"}
    do(books, "copyings", "hand_out", number, confirm=("not_cleared",), **given)
    first, second, third = (f"密收〔2026〕0001-{n}" for n in (5, 6, 7))
    assert ("missing", "refuse", "pages_checked") in refused(books, "collect", number, collected=[first])
    for wrong, reason in ((FIRST, "bad_value"), (third, "wrong_state")):
        assert (reason, "refuse", "collected") in refused(
            books, "collect", number, collected=[wrong], pages_checked=True
        )
    do(books, "copyings", "collect", number, collected=[first], pages_checked=True)
    assert [x.status for x in books.rows("loans", ascending=True)] == ["returned", "out"]
    do(books, "copyings", "collect", number, collected=[second], pages_checked=True)
    assert {row(books, "copies", n).status for n in (first, second, third)} == {"in_cabinet"}
    assert {x.status for x in books.rows("loans")} == {"returned"}
    assert list(checks.verify(books)) == []


def test_work_secrets_by_count_are_more_afterwards(books):
    paper = "工收〔2026〕0001号"
    produced(books, original=None, document=paper, count=2)
    do(books, "people", "enrol", name="岩罕")
    do(books, "loans", "lend", document=paper, count=5, borrower="岩罕", confirm=NAMES)


def test_void_before_anything_was_made_and_not_after(books):
    number = apply(books).number
    do(books, "copyings", "void", number, reason="不需要了")
    number = produced(books)
    assert ("moved_since", "refuse", "entry") in refused(books, "void", number, reason="误记")


@pytest.mark.parametrize("begin", [lambda desk: apply(desk).number, approved])
def test_what_was_asked_for_and_never_made_is_cancelled(books, begin):
    number = begin(books)
    assert ("missing", "refuse", "reason") in refused(books, "cancel", number)
    do(books, "copyings", "cancel", number, reason="会议改期")
    assert row(books, "copyings", number).status == "cancelled"
    assert ("terminal", "refuse", "entry") in refused(books, "produce", number, device=device(books), **MADE)
    number = produced(books)
    assert ("wrong_state", "refuse", "entry") in refused(books, "cancel", number, reason="会议改期")
    assert list(checks.verify(books)) == []


def test_copies_by_count_are_lent_not_handed_out(books):
    number = produced(books, original=None, document="工收〔2026〕0001号", count=2)
    with pytest.raises(Refused) as found:
        do(books, "copyings", "hand_out", number, recipients=["王勤"])
    assert ("bad_value", "refuse", "recipients") in codes(found)
    assert "借阅" in str(found.value)
