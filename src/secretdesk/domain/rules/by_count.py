"""What is kept by count: 工作秘密 and 内部 papers without single copies (F34). How many of them still lie in the cabinet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.domain.review import Act, Reason
from secretdesk.domain.rules.common import bad_value, missing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Books, Row

TAKEN = {  # statuses of what is out of the cabinet
    "loans": ("out",),
    "dispatches": ("sent", "confirmed"),
    "readings": ("out",),
    "destruction_lines": ("listed", "destroyed"),
    "return_lines": ("listed", "returned"),
}

ONE_BY_ONE = ("copies", "media", "devices")


def left_of(books: Books, document: Row) -> int:
    """How many of a paper kept by count are in the cabinet."""
    taken = -sum(
        row["made"] or 0 for row in books.rows("copyings", document=document.entry, status="produced")
    )
    for register, statuses in TAKEN.items():
        for row in books.rows(register, document=document.entry):
            taken += _taken(row) if row.status in statuses else 0
    return (document["count"] or 0) - taken


def _taken(row: Row) -> int:
    """How many copies this entry has: a reading one, a line of a return what it gives of what was asked."""
    own = {"readings": 1, "return_lines": row["given"]}
    return (own[row.register] if row.register in own else row["count"]) or 0


def something_is_taken(act: Act) -> Iterable[Reason]:
    """Copies one by one; of a 工作秘密 or 内部 paper that is kept by count, how many (F34)."""
    origin, document = act.action.article, act.value("document")
    row = act.books.get("documents", document) if isinstance(document, int) else None
    if any(act.values.get(key) for key in ONE_BY_ONE):
        if act.values.get("count") is not None:
            yield bad_value("count", "逐份办理的不写份数，请清空。", origin)
        return
    if row is None:
        yield missing(act.register.field("copies"))
    elif not row["by_count"]:
        yield bad_value("document", f"{row.number} 是逐份登记的，请写是哪一份。", origin)
    elif row.status == "void":
        yield bad_value("document", f"{row.number} 已作废，请核对编号。", origin)
    else:
        count, left = act.values.get("count"), left_of(act.books, row)
        if count is None or not 0 < count <= left:
            text = f"{row.number} 在柜里还有 {left} 份，请写办理几份。"
            yield Reason("not_in_cabinet", text, "count", origin)
