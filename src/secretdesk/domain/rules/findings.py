"""Rules of putting right what an inspection found (第7条（三）, 第33条; F29b)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules.common import bad_value
from secretdesk.domain.terms_inspections import FAILED

if TYPE_CHECKING:
    from collections.abc import Iterable

MEND = "第7条（三）、F29b"


def signed_that_day(act: Act) -> dict[str, Any]:
    """Who signed for the notice did so the day it was served, unless another day is told."""
    signed = act.values.get("received_by")
    return {"received_on": act.values.get("received_on") or act.day} if signed else {}


def again_if_it_failed(act: Act) -> dict[str, Any]:
    """One whose re-check failed is to be mended anew, until a new day."""
    return {"status": "open", "mended_on": None} if act.values.get("result") == FAILED else {}


def failed_gets_a_new_day(act: Act) -> Iterable[Reason]:
    """A re-check that failed sets a new deadline; one that passed none."""
    due = act.values.get("due")
    if act.values.get("result") == FAILED and (not due or due < act.day):
        yield bad_value("due", f"复查不合格，请写新的整改期限，不早于 {act.day}。", MEND)


def is_later(act: Act) -> Iterable[Reason]:
    """An extension reaches further than the deadline did."""
    due, before = act.values.get("due"), act.row["due"] if act.row is not None else None
    if due and before and due <= before:
        yield bad_value("due", f"延期后的期限（{due}）不晚于原来的（{before}），请核对。", MEND)


def somebody_else_rechecks(act: Act) -> Iterable[Reason]:
    """Who mends does not certify it himself: somebody of the department is asked about."""
    name, entry = act.values.get("rechecked_by"), act.value("department")
    department = act.books.get("departments", entry) if isinstance(entry, int) else None
    head = department["head"] if department is not None else None
    if head and head in str(name or ""):
        text = f"{head}是责任部门的负责人，复查请由保密办或检查组的人办；确实只能这样的请确认。"
        yield Reason("own_cause", text, "rechecked_by", MEND, Weight.ASK)


def late_is_told(act: Act) -> Iterable[Reason]:
    """Mended after the deadline: told, and counted so in the year's table."""
    due = act.row["due"] if act.row is not None else None
    if due and act.day > due:
        text = f"已过整改期限（{due}）；照实登记，年度统计里记为逾期整改。"
        yield Reason("mended_late", text, "mended_on", MEND, Weight.WARN)
