"""The printed list of what one entry holds, of what it held when it was closed, and its sums by page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from secretdesk.desk.lists import GATHERED, as_it_stands
from secretdesk.domain.terms import PAGE_SUMS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.review import Row
    from secretdesk.output.form import Also, Form, Sum
    from secretdesk.output.layout import PrintedRow

GONE = "void"


@dataclass(frozen=True)
class Listed:
    """What a list shows: whose it is, its rows, those struck out, and the rows of further registers."""

    owner: Row | None
    rows: list[Row]
    struck: frozenset[int]
    also: list[tuple[Also, list[Row]]]

    @property
    def counted(self) -> dict[int, Row]:
        """The rows that the sums count, by entry."""
        own = {row.entry: row for row in self.rows if row.entry not in self.struck}
        return own | {row.entry: row for other, some in self.also if other.counted for row in some}


def listed(desk: Desk, form: Form, entry: int) -> Listed:
    """What that entry holds.

    What left a closed list (the site refused it, it was reinstated) stays on it, struck out.
    """
    members = form.members
    if members is None:
        alone = desk.rows(form.of, where={"entry": entry}) if form.is_sheet else []
        return Listed(next(iter(alone), None), [], frozenset(), [])
    belongs: dict[str, Any] = {key: list(values) for key, values in form.where.items()}
    if form.register in GATHERED:
        held = GATHERED[form.register](desk, entry) if entry else []
    else:
        held = desk.rows(form.register, where={members.by: entry, **belongs}, ascending=True)
    left: list[Row] = []
    owner = next(iter(desk.rows(members.of, where={"entry": entry})), None)
    owner = as_it_stands(desk, owner) if owner is not None else None
    if members.closed and owner is not None:
        gone = sorted(set(owner[members.closed] or []) - {row.entry for row in held})
        for start in range(0, len(gone), 500):
            left += desk.rows(form.register, where={"entry": gone[start : start + 500]}, ascending=True)
    order = form.order[0].lstrip("-")
    both = sorted([*held, *left], key=lambda row: _place(row[order], row.entry))
    struck = frozenset(row.entry for row in [*left, *(r for r in held if r.status == GONE)])
    more = [
        (
            other,
            desk.rows(other.register, where={other.by: entry, "status": list(other.status)}, ascending=True),
        )
        for other in form.also
    ]
    return Listed(owner, both, struck, more)


def _place(value: Any, entry: int) -> tuple[int, str, int]:
    """Numbers by their size, texts after them, then the order of entry."""
    return (value, "", entry) if isinstance(value, int) else (0, str(value or ""), entry)


def page_sums(desk: Desk, form: Form, rows: dict[int, Row]) -> Callable[[Sequence[PrintedRow]], list[str]]:
    """For the pages in their order: what each adds up to, and all so far (F10 小计、累计)."""
    so_far = dict.fromkeys(form.sums, 0)

    def told(shown: Sequence[PrintedRow]) -> list[str]:
        if not form.sums:
            return []
        here = [rows[entry] for entry in dict.fromkeys(row.entry for row in shown) if entry in rows]
        page = {one: sum(_number(desk, row, one) for row in here) for one in form.sums}
        for one, count in page.items():
            so_far[one] += count
        words = ["".join(f" {count} {one.label}" for one, count in some.items()) for some in (page, so_far)]
        return [PAGE_SUMS.format(page=words[0], all=words[1])]

    return told


def _number(desk: Desk, row: Row, one: Sum) -> int:
    register = desk.registers.get(row.register)
    if register is not None and one.field not in register.by_key:
        return one.each  # a copy, a medium, a device: each is one
    return int(row[one.field] or 0)
