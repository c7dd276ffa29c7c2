"""Destruction by its rules (第28条（八）, 第40条, F09, F10): one case a line for each; what moves, what goes back."""

import re

import pytest

from secretdesk.desk import checks, sheets
from secretdesk.desk.due import due
from secretdesk.desk.lists import batch_sums
from secretdesk.domain.review import Refused
from tests.desk.test_receipt import codes, do, receive, row
from tests.output.pdf import pages_by_pdfium

FIRST, SECOND, LONE = "密收〔2026〕0001-1", "密收〔2026〕0001-2", "密收〔2026〕0002-1"
WANTED_BACK = "密收〔2026〕0003-1"
COUNTED = "工收〔2026〕0001号"
BATCH = "销〔2026〕01号"
SITE = "州委机要和保密局指定销毁地点"
ARCHIVED = ("archive_first",)
PEOPLE = ("unknown_reference",)
LENT = {"approved_by": "李建国", "briefed_by": "岩温"}
SENT = {
    "receiver": "省教育厅",
    "channel": "机要交通",
    "approved_by": "李建国",
    "handled_by": "岩温",
    "wrapping": "密封袋",
    "envelope": "F-1",
    "courier_number": "J1",
}
BOXES = [{"box": "1箱", "seal_number": "封0001"}]


@pytest.fixture
def books(desk):
    """Four copies of a 机密 paper, one of a 秘密 one, one that is wanted back, a 工作秘密 paper by count."""
    receive(desk, place="一室-1柜-1层")
    receive(desk, doc_number="2号", mark="秘密★5年", copy_numbers="000201", place="一室-2柜-1层")
    receive(desk, doc_number="3号", copy_numbers="000301", must_return=True, place="一室-1柜-1层")
    receive(desk, doc_number="无文号", mark="工作秘密", copy_numbers=None, count=3, pages=None)
    return desk


def draft(desk, *, confirm=ARCHIVED, **values):
    return do(desk, "destructions", "draft", confirm=confirm, **values)


def act(desk, action, *, confirm=(), **values):
    return do(desk, "destructions", action, BATCH, confirm=confirm, **values)


def approved(desk, **values):
    draft(desk, **({"copies": [FIRST, SECOND]} | values))
    act(desk, "approve", approved_by="李建国")


def sealed(desk, **values):
    approved(desk, **values)
    act(desk, "seal", boxes=BOXES)


def handed_over(desk, confirm=PEOPLE, **values):
    sealed(desk)
    act(desk, "hand_over", confirm=confirm, **({"site": SITE, "escorts": "岩温、玉罕"} | values))


def where_they_are(desk):
    """What they were taken out of and put back into again; that they moved meanwhile stays told."""
    return {c.number: (c.status, {**c.values, "moved_on": None}) for c in desk.rows("copies")}


def refused(desk, action, entry=BATCH, *, confirm=(), **values):
    before = desk.head()
    with pytest.raises(Refused) as found:
        do(desk, "destructions", action, entry, confirm=confirm, **values)
    assert desk.head() == before
    assert all(r.text.endswith("。") and r.origin for r in found.value.reasons)
    return codes(found)


def copy(desk, number=FIRST):
    return row(desk, "copies", number)


def batch(desk):
    return row(desk, "destructions", BATCH)


def test_from_the_cabinet_to_the_receipt(books):
    done = draft(books, copies=[FIRST])
    assert (copy(books).status, copy(books)["destruction"]) == ("to_destroy", done.entry)
    act(books, "add", copies=[SECOND, LONE], box="1箱", confirm=ARCHIVED)
    assert (copy(books, LONE).status, copy(books, LONE)["box"]) == ("to_destroy", "1箱")
    act(books, "approve", approved_by="李建国")
    act(books, "seal", boxes=BOXES)
    assert batch(books)["totals"] == "机密 1 件 2 份 24 页；秘密 1 件 1 份 12 页"
    assert [(b["box"], b["seal_number"]) for b in books.rows("destruction_boxes")] == [("1箱", "封0001")]
    assert [d.what for d in due(books) if d.register == "destructions"] == ["destruction_receipt"]
    act(books, "hand_over", site=SITE, escorts="岩温、玉罕", confirm=PEOPLE)
    assert {copy(books, n).status for n in (FIRST, SECOND, LONE)} == {"handed_over"}
    given = {"receipt_number": "销凭12号", "method": "化浆", "supervisors": "玉罕、岩温"}
    act(books, "confirm", **given)
    assert {copy(books, n).status for n in (FIRST, SECOND, LONE)} == {"destroyed"}
    assert {copy(books, n)["destruction"] for n in (FIRST, SECOND, LONE)} == {done.entry}
    whole = batch(books)
    assert (whole.status, whole["document_count"], whole["copy_count"], whole["page_count"]) == (
        "destroyed", 2, 3, 36,
    )  # fmt: skip
    assert ("terminal", "refuse", "entry") in refused(books, "amend", remark="改", reason="更正")
    assert [d for d in due(books) if d.register == "destructions"] == []
    assert list(checks.verify(books)) == []


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"copies": [FIRST, FIRST]}, ("bad_value", "refuse", "copies")),
        ({"copies": ["密收〔2026〕0009-1"]}, ("unknown_reference", "refuse", "copies")),
        ({"copies": [WANTED_BACK]}, ("must_return", "refuse", "copies")),
        ({"copies": [LONE]}, ("archive_first", "ask", "copies")),
        ({"of_level": "秘密"}, ("filter_preview", "ask", "copies")),
        ({"of_level": "秘密"}, ("archive_first", "ask", "copies")),
        ({"kind": "自行粉碎废页", "copies": [FIRST]}, ("undeclared_site", "refuse", "copies")),
        (
            {"kind": "自行粉碎废页", "lines": [{"kind": "草稿", "level": "机密", "pages": 3}]},
            ("undeclared_site", "refuse", "lines"),
        ),
        ({"lines": [{"kind": "草稿", "pages": 3}]}, ("bad_value", "refuse", "lines")),
        ({"lines": [{"kind": "草稿", "level": "机密"}]}, ("bad_value", "refuse", "lines")),
        ({"lines": [{"kind": "草稿", "level": "机密", "kg": "两斤"}]}, ("bad_value", "refuse", "lines")),
        ({"lines": [{"kind": "文件资料", "document": FIRST, "count": 1}]}, ("bad_value", "refuse", "lines")),
        (
            {"lines": [{"kind": "文件资料", "document": COUNTED, "count": 4}]},
            ("not_in_cabinet", "refuse", "lines"),
        ),
        ({"drafted_on": "2026-11-24"}, ("future_date", "refuse", "drafted_on")),
    ],
)
def test_what_is_refused_or_asked_of_what_goes_in(books, values, reason):
    assert reason in refused(books, "draft", None, **values)
    draft(books)
    if "drafted_on" not in values and "kind" not in values:
        assert reason in refused(books, "add", **values)


@pytest.mark.parametrize(
    ("action", "values", "reason"),
    [
        ("archive", {}, "not_in_cabinet"),
        ("report_missing", {"reason": "找不到"}, "not_in_cabinet"),
        ("lend", {}, "already_out"),
        ("destroy", {}, "terminal"),
    ],
)
def test_only_what_lies_in_the_cabinet_goes_in(books, action, values, reason):
    if action == "lend":
        do(
            books, "loans", "lend", copies=[FIRST], borrower="玉罕", approved_by="李建国", briefed_by="岩温",
            confirm=("unknown_reference", "not_cleared"),
        )  # fmt: skip
    elif action == "destroy":
        handed_over(books)
        act(books, "confirm", receipt_number="1", method="粉碎", supervisors="岩温、玉罕")
    else:
        do(books, "copies", action, FIRST, **values)
    assert (reason, "refuse", "copies") in refused(books, "draft", None, copies=[FIRST])


def test_adding_adds_something_and_only_to_an_open_list(books):
    draft(books)
    assert ("missing", "refuse", "copies") in refused(books, "add")
    assert ("bad_value", "refuse", "of_level") in refused(books, "add", of_level="内部")
    assert ("bad_value", "refuse", "") in refused(books, "approve", approved_by="李建国")
    act(books, "add", copies=[FIRST])
    act(books, "approve", approved_by="李建国")
    assert ("wrong_state", "refuse", "entry") in refused(books, "add", copies=[SECOND])


def test_a_filter_shows_first_and_leaves_out_what_is_wanted_back(books):
    with pytest.raises(Refused) as asked:
        draft(books, of_place="一室-1柜-1层", confirm=())
    (preview,) = (r for r in asked.value.reasons if r.code == "filter_preview")
    assert "选出 4 份（机密 4 份）" in preview.text
    assert "1 份须清退" in preview.text
    draft(books, of_place="一室-1柜-1层", obtained_until="2026-11-23", confirm=("filter_preview", *ARCHIVED))
    assert {c.number for c in books.rows("copies", where={"status": "to_destroy"})} == {
        f"密收〔2026〕0001-{n}" for n in (1, 2, 3, 4)
    }
    assert copy(books, WANTED_BACK).status == "in_cabinet"


def test_one_copy_that_stays_or_is_archived_asks_nothing(books):
    draft(books, copies=[FIRST], confirm=())
    do(books, "copies", "archive", LONE)
    receive(books, doc_number="5号", copy_numbers="000501-000502")
    act(books, "add", copies=["密收〔2026〕0004-1"])
    assert ("archive_first", "ask", "copies") in refused(books, "add", copies=["密收〔2026〕0004-2"])


@pytest.mark.parametrize(
    ("register", "action", "entry", "values", "asked"),
    [
        ("copies", "archive", "密收〔2026〕0004-2", {}, False),
        ("loans", "lend", None, {"copies": "密收〔2026〕0004-2", "borrower": "玉罕", **LENT}, False),
        ("copies", "report_missing", "密收〔2026〕0004-2", {"reason": "找不到"}, True),
        ("dispatches", "send", None, {"copies": "密收〔2026〕0004-2", **SENT}, True),
        ("returns", "draft", None, {"copies": "密收〔2026〕0004-2", "issuer": "省教育厅"}, True),
    ],
)
def test_a_copy_counts_as_kept_where_the_college_has_it_and_keeps_it(
    books, register, action, entry, values, asked
):
    receive(books, doc_number="5号", copy_numbers="000501-000502")
    do(books, "people", "enrol", name="玉罕")
    do(books, register, action, entry, confirm=("not_cleared", *PEOPLE), **values)
    draft(books, copies=[FIRST], confirm=())
    if asked:
        assert ("archive_first", "ask", "copies") in refused(books, "add", copies=["密收〔2026〕0004-1"])
    else:
        act(books, "add", copies=["密收〔2026〕0004-1"])


def test_unnumbered_lines_are_counted_and_lessen_what_is_kept_by_count(books):
    lines = [
        {"kind": "废页", "level": "机密", "pages": 30, "kg": "2.5"},
        {"kind": "文件资料", "document": COUNTED, "count": 2},
    ]
    draft(books, lines=lines)
    assert batch(books)["totals"] == "机密 1 件 0 份 30 页 2.5 公斤；工作秘密 1 件 2 份 0 页"
    given = {"document": COUNTED, "count": 2, "borrower": "玉罕"}
    with pytest.raises(Refused) as found:
        do(books, "loans", "lend", confirm=PEOPLE, **given)
    assert ("not_in_cabinet", "refuse", "count") in codes(found)
    second = f"{BATCH.removesuffix('号')}-2"
    assert ("bad_value", "refuse", "removed_lines") in refused(
        books, "remove", removed_lines=[COPY_LINE(books)]
    )
    act(books, "remove", removed_lines=[second])
    assert batch(books)["totals"] == "机密 1 件 0 份 30 页 2.5 公斤"
    do(books, "loans", "lend", confirm=PEOPLE, **given)


def COPY_LINE(desk):
    """A line of another batch."""
    do(desk, "destructions", "draft", lines=[{"kind": "草稿", "level": "机密", "pages": 3}])
    return "销〔2026〕02-1"


def test_waste_of_the_room_is_shredded_in_the_room(books):
    draft(books, kind="自行粉碎废页", lines=[{"kind": "废页", "level": "机密", "kg": "1"}])
    given = {"method": "粉碎", "supervisors": "岩温、玉罕"}
    assert ("approval_missing", "refuse", "") in refused(books, "confirm", confirm=PEOPLE, **given)
    act(books, "approve", approved_by="李建国")
    assert ("undeclared_site", "refuse", "") in refused(books, "seal", boxes=BOXES)
    act(books, "confirm", confirm=PEOPLE, **given)
    assert [line.status for line in books.rows("destruction_lines")] == ["destroyed"]


def test_a_paper_by_count_that_is_wanted_back_is_not_destroyed(books):
    receive(books, doc_number="无文号", mark="内部", copy_numbers=None, count=2, pages=None, must_return=True)
    given = {"lines": [{"kind": "文件资料", "document": "内收〔2026〕0001号", "count": 1}]}
    assert ("must_return", "refuse", "lines") in refused(books, "draft", None, **given)


def test_what_sealing_and_handing_over_demand(books):
    draft(books, copies=[FIRST, SECOND], box="1箱")
    assert ("approval_missing", "refuse", "") in refused(books, "seal", boxes=BOXES)
    act(books, "approve", approved_by="李建国")
    assert ("missing", "refuse", "boxes") in refused(books, "seal")
    assert ("bad_value", "refuse", "boxes") in refused(books, "seal", boxes=[*BOXES, *BOXES])
    twice = [*BOXES, {"box": "2箱", "seal_number": "封0001"}]
    assert ("bad_value", "refuse", "boxes") in refused(books, "seal", boxes=twice)
    other = [{"box": "2箱", "seal_number": "封0002"}]
    assert ("bad_value", "refuse", "boxes") in refused(books, "seal", boxes=other)
    assert ("wrong_state", "refuse", "entry") in refused(books, "hand_over", site=SITE, escorts="岩温、玉罕")
    act(books, "seal", boxes=BOXES)
    assert ("wrong_state", "refuse", "entry") in refused(books, "remove", removed=[FIRST])
    good = {"site": SITE, "escorts": "岩温、玉罕"}
    assert ("two_persons", "refuse", "escorts") in refused(
        books, "hand_over", confirm=PEOPLE, **(good | {"escorts": "岩温、岩温"})
    )
    assert ("undeclared_site", "refuse", "site") in refused(
        books, "hand_over", confirm=PEOPLE, **(good | {"site": "废品站"})
    )
    assert ("bad_value", "refuse", "refused") in refused(
        books, "hand_over", confirm=PEOPLE, **good, refused=[LONE]
    )
    assert ("bad_value", "refuse", "refused") in refused(
        books, "hand_over", confirm=PEOPLE, **good, refused=[FIRST, SECOND]
    )
    do(
        books,
        "parameters",
        "set",
        code="destruction_sites",
        value=f"{SITE}、州国家保密局销毁中心",
        origin="州局通知",
    )
    act(books, "hand_over", confirm=PEOPLE, **(good | {"site": "州国家保密局销毁中心"}))


def test_what_the_site_refuses_goes_back_in_the_same_act(books):
    place = copy(books)["place"]
    handed_over(books, refused=[FIRST])
    back = copy(books)
    assert (back.status, back["destruction"], back["box"], back["place"]) == ("in_cabinet", None, None, place)
    assert copy(books, SECOND).status == "handed_over"
    assert batch(books)["totals"] == "机密 1 件 1 份 12 页"


def test_what_confirming_demands(books):
    sealed(books)
    good = {"receipt_number": "1", "method": "粉碎", "supervisors": "岩温、玉罕"}
    assert ("wrong_state", "refuse", "") in refused(books, "confirm", confirm=PEOPLE, **good)
    act(books, "hand_over", confirm=PEOPLE, site=SITE, escorts="岩温、玉罕")
    for key in ("method", "supervisors", "receipt_number"):
        assert ("missing", "refuse", key) in refused(
            books, "confirm", **{k: v for k, v in good.items() if k != key}
        )
    assert ("two_persons", "refuse", "supervisors") in refused(
        books, "confirm", **(good | {"supervisors": "岩温"})
    )
    assert ("bad_value", "refuse", "destroyed_on") in refused(
        books, "confirm", destroyed_on="2026-11-22", **good
    )
    act(books, "confirm", **good)


def test_one_that_is_lost_on_the_way(books):
    approved(books)
    do(books, "copies", "report_missing", FIRST, reason="装箱时不见")
    assert ("wrong_state", "refuse", "") in refused(books, "seal", boxes=BOXES)
    act(books, "remove", removed=[FIRST])
    assert (copy(books).status, copy(books)["destruction"]) == ("missing", None)
    act(books, "seal", boxes=BOXES)
    act(books, "hand_over", confirm=PEOPLE, site=SITE, escorts="岩温、玉罕")
    do(books, "copies", "report_missing", SECOND, reason="点交后不见")
    done = act(books, "confirm", receipt_number="1", method="粉碎", supervisors="岩温、玉罕")
    assert [w.code for w in done.warnings] == ["not_in_batch"]
    assert (copy(books, SECOND).status, copy(books, SECOND)["destruction"]) == ("missing", None)
    do(books, "copies", "found", SECOND, place="一室-1柜-1层", reason="找到")
    assert list(checks.verify(books)) == []


def test_void_right_after_restores_an_emptied_one_is_void_and_one_with_more_is_not(books):
    def state():
        return {r.number: (r.status, r.values) for r in books.rows("copies")}

    before, lay = state(), where_they_are(books)
    lines = [{"kind": "废页", "level": "机密", "pages": 3}]
    draft(books, copies=[FIRST, SECOND], box="1箱", lines=lines)
    do(books, "destructions", "void", BATCH, reason="误拟")
    assert state() == before
    assert [line.status for line in books.rows("destruction_lines")] == ["void"]
    second = "销〔2026〕02号"
    draft(books, copies=[FIRST])
    do(books, "destructions", "add", second, copies=[SECOND], confirm=ARCHIVED)
    assert ("moved_since", "refuse", "entry") in refused(books, "void", second, reason="误拟")
    do(books, "destructions", "remove", second, removed=[FIRST, SECOND])
    assert where_they_are(books) == lay
    do(books, "destructions", "void", second, reason="不销了")
    assert where_they_are(books) == lay
    assert list(checks.verify(books)) == []


def test_corrections_keep_to_the_same_rules(books):
    handed_over(books)
    act(books, "amend", purpose="已过保管期限", reason="补写")
    assert ("two_persons", "refuse", "escorts") in refused(books, "amend", escorts="岩温", reason="更正")
    assert ("undeclared_site", "refuse", "site") in refused(books, "amend", site="废品站", reason="更正")
    assert ("bad_value", "refuse", "copies") in refused(books, "amend", copies=[LONE], reason="更正")


def test_the_list_is_printed_with_sums_and_keeps_what_left_it(books):
    draft(
        books,
        copies=[FIRST, SECOND],
        lines=[{"kind": "废页", "level": "机密", "pages": 30, "name": "校样废页"}],
    )
    act(books, "approve", approved_by="李建国")
    act(books, "seal", boxes=BOXES)
    entry = batch(books).entry
    text = squeezed(sheets.print_form(books, "destruction_list", entry=entry))
    assert all(re.sub(r"\s", "", one) in text for one in (FIRST, SECOND, BATCH, "校样废页", "待销毁"))
    assert "本页2份54页；累计2份54页" in text
    assert "封0001" in text
    act(books, "hand_over", confirm=PEOPLE, site=SITE, escorts="岩温、玉罕")
    act(books, "confirm", receipt_number="1", method="粉碎", supervisors="岩温、玉罕")
    do(books, "copies", "reinstate", FIRST, place="一室-1柜-1层", evidence="误销", reason="冲正")
    after = squeezed(sheets.print_form(books, "destruction_list", entry=entry))
    assert all(re.sub(r"\s", "", one) in after for one in (FIRST, SECOND, "在库", "已销毁"))
    assert "本页1份42页" in after


def squeezed(printed):
    return re.sub(r"\s", "", "".join(pages_by_pdfium(printed.pdf)))


def test_a_scrapped_medium_goes_with_the_batch_and_waits_for_the_next_where_it_is_refused(books):
    consent = ("unknown_reference", "not_cleared", "no_pledge")
    for serial in ("U1", "U2"):
        do(
            books, "media", "enrol", kind="U盘", serial=serial, level="机密", keeper="玉罕", briefed_by="岩温",
            place="一室-1柜-1层", confirm=consent,
        )  # fmt: skip
    assert ("not_in_cabinet", "refuse", "media") in refused(books, "draft", None, media=["U1"])
    for serial in ("U1", "U2"):
        do(books, "media", "scrap", serial, approved_by="李建国", reason="损坏")
    draft(books, copies=[FIRST], media=["U1", "U2"])
    assert batch(books)["totals"] == "机密 3 件 3 份 12 页；其中移动介质 2 个"
    assert ("not_in_cabinet", "refuse", "media") in refused(books, "draft", None, media=["U1"])
    listed = squeezed(sheets.print_form(books, "destruction_list", entry=batch(books).entry))
    assert "本页3份12页；累计3份12页" in listed, (
        "a medium is one 份 at the foot of the page as in the sum below"
    )
    act(books, "approve", approved_by="李建国")
    act(books, "seal", boxes=BOXES)
    act(books, "hand_over", site=SITE, escorts="岩温、玉罕", refused_media=["U2"], confirm=consent)
    act(books, "confirm", receipt_number="1", method="熔炼", supervisors="岩温、玉罕")
    first, second = (books.rows("media", where={"serial": serial})[0] for serial in ("U1", "U2"))
    assert (first.status, second.status, second["destruction"]) == ("destroyed", "to_destroy", None)
    text = squeezed(sheets.print_form(books, "destruction_list", entry=batch(books).entry))
    assert "U1" in text
    assert "U2" not in text
    do(books, "destructions", "draft", media=["U2"])
    do(books, "destructions", "void", "销〔2026〕02号", reason="误拟")
    assert books.rows("media", where={"serial": "U2"})[0].status == "to_destroy"
    assert list(checks.verify(books)) == []


def test_a_seal_is_on_one_box_at_a_time(books):
    sealed(books, copies=[FIRST])
    second = draft(books, copies=[SECOND]).number
    do(books, "destructions", "approve", second, approved_by="李建国")
    assert ("bad_value", "refuse", "boxes") in refused(books, "seal", second, boxes=BOXES)
    act(books, "unseal", reason="改期")
    do(books, "destructions", "seal", second, boxes=BOXES)


def test_a_sealed_batch_that_never_goes_is_opened_emptied_and_void(books):
    before = where_they_are(books)
    sealed(books)
    assert ("missing", "refuse", "reason") in refused(books, "unseal")
    act(books, "unseal", reason="地点停用")
    one = batch(books)
    assert (one.status, one["listed"], one["sealed_on"]) == ("approved", None, None)
    assert {box.status for box in books.rows("destruction_boxes")} == {"void"}
    act(books, "seal", boxes=[{"box": "1箱", "seal_number": "封0009"}])
    assert [box.number for box in books.rows("destruction_boxes", where={"status": "sealed"})] == [
        f"{BATCH.removesuffix('号')}-箱2"
    ]
    act(books, "unseal", reason="不送了")
    assert ("moved_since", "refuse", "entry") in refused(books, "void", reason="不送了")
    act(books, "remove", removed=[FIRST, SECOND])
    act(books, "void", reason="不送了")
    assert where_they_are(books) == before
    assert list(checks.verify(books)) == []


@pytest.mark.parametrize("status", ["draft", "approved"])
def test_a_batch_that_never_goes_is_emptied_and_void(books, status):
    draft(books, copies=[FIRST], lines=[{"kind": "文件资料", "document": COUNTED, "count": 1}])
    if status == "approved":
        act(books, "approve", approved_by="李建国")
    act(books, "remove", removed=[FIRST], removed_lines=[f"{BATCH.removesuffix('号')}-1"])
    act(books, "void", reason="不送了")
    assert batch(books).status == "void"


def test_the_approval_sheet_adds_up_by_kind_and_level(books):
    lines = [
        {"kind": "废页", "level": "机密", "pages": 40, "kg": "1.5"},
        {"document": COUNTED, "kind": "文件资料", "count": 2, "pages": 8},
    ]
    draft(books, copies=[FIRST, SECOND, LONE], lines=lines, purpose="无留存价值")
    (batch,) = books.rows("destructions")
    sums = [
        tuple(r[key] for key in ("kind", "level", "documents", "copies", "pages", "kg"))
        for r in batch_sums(books, batch.entry)
    ]
    assert sums[:2] == [("纸质文件", "机密", 1, 2, 24, None), ("纸质文件", "秘密", 1, 1, 12, None)]
    assert sums[2:4] == [("废页", "机密", 1, 0, 40, "1.5"), ("文件资料", "工作秘密", 1, 2, 8, None)]
    assert sums[4] == (
        "合计",
        None,
        *(batch[key] for key in ("document_count", "copy_count", "page_count", "kg")),
    )
    (text,) = pages_by_pdfium(sheets.print_form(books, "destruction_sheet", entry=batch.entry).pdf)
    assert (
        "合计" in text
        and "无留存价值" in text
        and text.index("经办人（签字）") < text.index("分管领导（签字）")
    )
    assert (
        batch_sums(books, batch.entry)
        and sheets.print_form(books, "destruction_sheet", blank=True).pages == 1
    )


def test_boxes_and_typed_lines_of_a_batch_have_numbers_of_their_own(books):
    draft(books, lines=[{"kind": "草稿", "level": "机密", "pages": 3}])
    act(books, "approve", approved_by="李建国")
    act(books, "seal", boxes=BOXES)
    numbers = [row.number for key in ("destruction_lines", "destruction_boxes") for row in books.rows(key)]
    assert numbers == ["销〔2026〕01-1", "销〔2026〕01-箱1"]
    assert list(checks.verify(books)) == []


def test_what_lies_in_the_batch_is_not_said_to_be_lost(books):
    draft(books, copies=[FIRST, SECOND])
    given = {"receipt_number": "销凭12号", "method": "化浆", "supervisors": "玉罕、岩温"}
    told = refused(books, "confirm", **given)
    assert "not_in_batch" not in {code for code, _, _ in told} and told
