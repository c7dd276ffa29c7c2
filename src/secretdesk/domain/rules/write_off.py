"""What was leaked or lost leaves the account by the report of its closed case alone (第79条, 第81条)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.review import Act, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable

CLOSED = "closed"


def case_is_closed(act: Act) -> Iterable[Reason]:
    """An incident that names the copy is closed, its final report sent (design section 4: 失泄核销)."""
    if act.row is None:
        return
    cases = act.books.rows("incidents", status=CLOSED)
    if not any(act.row.entry in (case["copies"] or ()) for case in cases):
        text = f"{act.row.number} 的泄密事件还没有结案；请先在“泄密事件”报送结案报告，再核销。"
        yield Reason("case_open", text, "entry", "第79条、第81条")
