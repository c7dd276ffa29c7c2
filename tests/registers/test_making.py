"""The college's own papers by their rules (第28条（五）, 第39条, 保密法第22条): one case a line; what becomes of the copies."""

import pytest

from secretdesk.desk import checks
from secretdesk.domain.review import Refused
from tests.desk.test_receipt import NAMES, codes, do

PAPER = "密制〔2026〕0001号"
GIVEN = {
    "title": "关于本院试卷保密室整改的报告", "mark": "机密★10年", "basis": "教育工作国家秘密范围第3条", "count": 3, "pages": 7,
    "device": "P-1", "drafted_by": "玉罕", "draft": "定稿", "place": "一室-1柜-1层",
}  # fmt: skip
PRINTER = {
    "kind": "打印机",
    "model": "P30",
    "keeper": "玉罕",
    "briefed_by": "岩温",
    "serial": "P-1",
    "level": "机密",
    "use": "涉密单机",
    "designated": True,
}


@pytest.fixture
def books(desk):
    """A designated printer of 机密, and one that is not designated."""
    do(desk, "places", "enrol", name="一室-1柜-1层")
    do(desk, "people", "enrol", name="玉罕")
    for changed in ({}, {"serial": "P-2", "designated": None}, {"serial": "P-3", "level": "秘密"}):
        values = {k: v for k, v in (PRINTER | changed).items() if v is not None}
        do(desk, "devices", "enrol", confirm=("not_cleared",), **values)
    return desk


def make(desk, **changed):
    values = {k: v for k, v in (GIVEN | changed).items() if v is not None}
    return do(desk, "documents", "make", confirm=NAMES, **values)


def device(desk, n):
    return desk.rows("devices", ascending=True)[n - 1].number


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"title": None}, ("missing", "refuse", "title")),
        ({"basis": None}, ("missing", "refuse", "basis")),
        ({"device": None}, ("missing", "refuse", "device")),
        ({"pages": None}, ("missing", "refuse", "pages")),
        ({"count": None}, ("missing", "refuse", "count")),
        ({"count": 0}, ("bad_value", "refuse", "count")),
        ({"count": 3, "copy_numbers": "000001-000002"}, ("count_mismatch", "refuse", "count")),
        ({"mark": "★机密10年"}, ("bad_mark", "refuse", "mark")),
        ({"mark": "机密级"}, ("bad_mark", "refuse", "mark")),
        ({"mark": "工作秘密★"}, ("mark_on_work_secret", "refuse", "mark")),
        ({"mark": "机密★30年"}, ("term_above_limit", "ask", "mark")),
        ({"device": 2}, ("undeclared_device", "refuse", "device")),
        ({"device": 3}, ("undeclared_device", "refuse", "device")),
        ({"made_on": "2026-11-24"}, ("future_date", "refuse", "made_on")),
    ],
)
def test_what_is_refused_of_a_paper_of_our_own(books, changed, reason):
    if isinstance(changed.get("device"), int):
        changed = {"device": device(books, changed["device"])}
    values = {k: v for k, v in (GIVEN | changed).items() if v is not None}
    with pytest.raises(Refused) as found:
        do(books, "documents", "make", **values)
    assert reason in codes(found)
    assert all(r.text.endswith("。") and r.origin for r in found.value.reasons)


def test_each_copy_is_numbered_and_lies_in_the_cabinet(books):
    done = make(books)
    assert done.number == PAPER
    (paper,) = books.rows("documents")
    assert (paper["source"], paper["declassify_on"], paper["copy_numbers"]) == (
        "自制", "2036-11-23", ["000001", "000002", "000003"],
    )  # fmt: skip
    copies = books.rows("copies", ascending=True)
    assert [(c.number, c["copy_number"], c["serial"], c["of"], c["source"], c.status) for c in copies] == [
        (f"密制〔2026〕0001-{n}", f"00000{n}", n, 3, "自制", "in_cabinet") for n in (1, 2, 3)
    ]
    assert list(checks.verify(books)) == []


def test_drafts_are_carriers_and_work_secrets_go_by_count(books):
    make(books, draft="草稿", count=1)
    make(books, mark="工作秘密", basis=None, device=None, pages=None, count=5)
    numbers = {d.number: d["by_count"] for d in books.rows("documents")}
    assert numbers == {PAPER: None, "工制〔2026〕0001号": True}
    assert books.count("copies") == 1


def test_its_mark_stays_right_when_it_is_corrected(books):
    make(books)
    with pytest.raises(Refused) as found:
        do(books, "documents", "amend", PAPER, mark="★机密10年", reason="更正")
    assert ("bad_mark", "refuse", "mark") in codes(found)
    do(books, "documents", "amend", PAPER, mark="机密★8年", basis="第4条", reason="更正")
    assert {c["declassify_on"] for c in books.rows("copies")} == {"2034-11-23"}


def test_void_takes_its_copies_along(books):
    make(books)
    do(books, "documents", "void", PAPER, reason="误登")
    assert {c.status for c in books.rows("copies")} == {"void"}
    assert list(checks.verify(books)) == []
