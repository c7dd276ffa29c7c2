"""What is not put on paper yet, with the reason and the way out (F17; domain 4, item 10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.review import Reason
from secretdesk.domain.rules.access import in_hand
from secretdesk.domain.rules.common import bad_value
from secretdesk.domain.rules.holdings import numbers_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Books, Row

UNDECIDED = ("applied", "to_report", "reported")  # statuses of a departure that nobody has approved


def approval_waits_for_zero(books: Books, departure: Row) -> Iterable[Reason]:
    """第25条: the sheet on which leaving is approved is not to be had while anything is in the leaver's hands."""
    person = books.get("people", departure["person"] or 0)
    held = in_hand(books, person) if person is not None and departure.status in UNDECIDED else []
    if person is not None and held:
        text = (f"{person['name']}名下还有 {len(held)} 件没有交清：{numbers_of(held)}；清零以后才能打印审批表送签。"
                "请先收回、清退，或在“移交”里签给别人，本库的钥匙由保密办主任移除；对账用“个人保管清单”。")  # fmt: skip
        yield Reason("holdings_left", text, "entry", "第25条、F17")


def nothing_on_that_day(owner: Row, day: str) -> Reason:
    """A sheet of a day shows what was on it."""
    return bad_value("day", f"{owner.number} 在 {day} 没有排班；请选起止日期以内的一天。", "第31条")
