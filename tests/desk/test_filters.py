"""A filter is plain data; what it means is reckoned on the day, and its count equals a plain look."""

from __future__ import annotations

import json
from datetime import date

import pytest

from secretdesk.desk import filters
from secretdesk.desk.due import due
from secretdesk.registers import REGISTERS
from secretdesk.store.rows import Span
from tests.desk.test_receipt import NAMES, receive

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("told", "first", "last"),
    [
        ("today", "2026-11-23", "2026-11-23"),
        ("week", "2026-11-17", "2026-11-23"),
        ("month", "2026-11-01", "2026-11-30"),
        ("year", "2026-01-01", "2026-12-31"),
        ("last_year", "2025-01-01", "2025-12-31"),
        ("past", None, "2026-11-22"),
        ("coming", "2026-11-23", "2026-12-23"),
        ("2026-03-01~2026-03-09", "2026-03-01", "2026-03-09"),
        ("2026-03-01~", "2026-03-01", None),
        ("~0309", None, "2026-03-09"),
    ],
)
def test_days(told, first, last):
    assert filters.days(told, DAY) == Span(first, last)


@pytest.mark.parametrize("register", REGISTERS, ids=lambda r: r.key)
def test_every_facet_of_every_register_can_be_asked_told_and_kept(desk, register):
    receive(desk)
    for facet in filters.facets(desk, register):
        values = [v for v, _ in facet.choices] or [1]
        for value in values:
            chosen = {facet.key: value if facet.kind == "days" else [value]}
            assert filters.still_sound(desk, register, json.loads(json.dumps(chosen))) == chosen
            where = filters.where_of(chosen, DAY)
            assert desk.count(register.key, where=where) == len(desk.rows(register.key, where=where))
            assert filters.told(desk, facet, chosen[facet.key]).startswith(f"{facet.label}：")


def test_a_filter_finds_what_a_plain_look_finds(desk):
    for number, (mark, act_by) in enumerate(
        [("机密★10年", None), ("秘密★5年", "2026-11-01"), ("工作秘密", "2026-11-23"), ("机密★1年", "2026-11-25")], start=1
    ):  # fmt: skip
        given = {"copy_numbers": f"{number:06d}", "count": None, "slip_count": None, "pages": 3}
        receive(desk, doc_number=f"云办发〔2026〕{number}号", mark=mark, act_by=act_by, **given)
    rows = desk.rows("documents")

    def found(**chosen):
        return {r.entry for r in desk.rows("documents", where=filters.where_of(chosen, desk.clock().date()))}

    assert found(level=["机密", "秘密"]) == {r.entry for r in rows if r["level"] in {"机密", "秘密"}}
    today = desk.clock().date().isoformat()
    overdue = {one.row.entry for one in due(desk) if one.what == "act_by" and one.state == "overdue"}
    assert (
        found(**{"due:act_by": "overdue"})
        == overdue
        == {r.entry for r in rows if (r["act_by"] or "9") < today}
    )
    assert found(must_return=[0]) == {r.entry for r in rows if not r["must_return"]}
    assert found(must_return=[1]) == set()
    issuers = {r["issuer"] for r in rows}
    assert found(issuer=sorted(issuers), level=["秘密"]) == {r.entry for r in rows if r["level"] == "秘密"}


def test_years_are_those_there_are(desk):
    receive(desk)
    register = desk.registers["documents"]
    years = next(f for f in filters.facets(desk, register) if f.key == "year")
    assert [v for v, _ in years.choices] == [2026]
    receive(
        desk,
        doc_number="云办发〔2024〕1号",
        received_on="2024-03-01",
        issued_on="2024-02-01",
        copy_numbers="9",
        count=None,
        slip_count=None,
        confirm=NAMES | {"late_entry"},
    )
    years = next(f for f in filters.facets(desk, register) if f.key == "year")
    assert [v for v, _ in years.choices] == [2026, 2024]


def test_what_is_not_a_facet_any_more_is_left_out(desk):
    register = desk.registers["documents"]
    assert filters.still_sound(desk, register, {"gone": [1], "level": ["机密"]}) == {"level": ["机密"]}
