"""Which columns a person has in a register's table, in what order and how wide; kept in the vault."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from secretdesk.desk import drafts
from secretdesk.domain.fields import Field, Kind
from secretdesk.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Register

NUMBER, STATUS = Field("number", "编号", width=20), Field("status", "状态", width=10)
SORTED_KINDS = {Kind.TEXT, Kind.DATE, Kind.MOMENT, Kind.INTEGER, Kind.CHOICE}


@dataclass(frozen=True)
class Columns:
    """``keys`` in order, () for the usual ones; ``widths`` of those that were drawn by hand, in digits."""

    keys: tuple[str, ...] = ()
    widths: dict[str, float] = field(default_factory=dict)


def possible(register: Register) -> list[Field]:
    """Every column there may be, in the order of the declaration."""
    fields = [f for f in register.fields if f.kind is not Kind.LINES and not (f.retired or f.unseen)]
    return [NUMBER, *(f for f in fields if f.key not in {register.parent_field, "reason"}), STATUS]


def columns_of(register: Register) -> tuple[Field, ...]:
    """What the table shows: number, the declared columns, status. A child's number names its parent already."""
    fields = [f for f in register.fields if f.column and not f.retired and f.kind is not Kind.LINES]
    fields = [f for f in fields if f.key != register.parent_field]
    return (NUMBER, *fields, STATUS)


def can_order(field: Field) -> bool:
    """Only by what has an index: ordering 200,000 rows without one takes a third of a second a page."""
    return field in (NUMBER, STATUS) or (field.index and field.kind in SORTED_KINDS)


def fields_of(register: Register, keys: Sequence[str]) -> tuple[Field, ...]:
    """The columns of these keys that there still are; the usual ones where none is left."""
    known = {f.key: f for f in possible(register)}
    return tuple(known[k] for k in keys if k in known) or columns_of(register)


def kept_columns(desk: Desk, register: Register) -> Columns:
    """What was kept of this table."""
    found = drafts.preference(desk, f"columns:{register.key}", {})
    return Columns(tuple(found.get("keys", ())), dict(found.get("widths", {})))


def keep_columns(desk: Desk, register: Register, columns: Columns) -> None:
    """Keep it; a disk that refuses costs no more than doing it again."""
    try:
        drafts.prefer(desk, f"columns:{register.key}", asdict(columns))
    except StoreError:
        return
