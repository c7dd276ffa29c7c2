"""What a form may be filled with by itself: a correspondent's usual values, the last entry of a person."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from secretdesk.domain.fields import Kind, show_value
from secretdesk.domain.terms import FORBIDDEN_CHANNELS
from secretdesk.store import usage
from secretdesk.store.database import reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Register
    from secretdesk.domain.fields import Field
    from secretdesk.domain.review import Row

LAST = 9  # entries that make a custom
# register → the field whose entry has customs, and the fields that follow them
CUSTOMS: dict[str, tuple[str, tuple[str, ...]]] = {
    "documents": (
        "issuer",
        ("channel", "carrier_type", "wrapping_intact", "place", "must_return", "access_scope", "department",
         "urgency"),
    ),
}  # fmt: skip
# What is never filled by itself: it opens a query or an irregularity, or says no more than an empty field.
NEVER: dict[str, tuple[Any, ...]] = {
    "wrapping_intact": (False,),
    "must_return": (False,),
    "channel": FORBIDDEN_CHANNELS,
}


def usual_values(desk: Desk, register: Register, of: int, keys: Iterable[str]) -> dict[str, Any]:
    """What the newest entries of a correspondent (an entry id) have in most of their usual fields.

    Of *keys* only those that follow customs. A value counts where at least half of the last nine living
    entries have it; at equal numbers the newest. Values as a form takes them (references with their name).
    """
    by, customary = CUSTOMS.get(register.key, ("", ()))
    wanted = [key for key in keys if key in customary]
    if not wanted:
        return {}
    with reading():
        rows = usage.latest_with(desk.vault.db, register, by, of, LAST)
    found = {key: _most(rows, key) for key in wanted}
    return _as_typed(desk, register, {k: v for k, v in found.items() if v not in NEVER.get(k, ())})


def _most(rows: Sequence[Row], key: str) -> Any:
    """The value that most have; None where no value stands in half of them."""
    counted = Counter(row[key] for row in rows if row[key] is not None)
    value, times = next(iter(counted.most_common(1)), (None, 0))
    return value if times * 2 >= len(rows) else None


def last_values(
    desk: Desk, register: Register, actions: Sequence[str], keys: Iterable[str]
) -> dict[str, Any]:
    """The last living entry that this person made here by one of the actions, as a form takes its values."""
    with reading():
        row = usage.latest_of(desk.vault.db, register, actions, desk.person)
    stored = [k for k in keys if register.field(k).kind is not Kind.LINES]
    return _as_typed(desk, register, {k: row[k] for k in stored}) if row else {}


def _as_typed(desk: Desk, register: Register, values: dict[str, Any]) -> dict[str, Any]:
    shown = {k: typed(desk, register.field(k), v) for k, v in values.items() if v is not None}
    return {k: v for k, v in shown.items() if v is not None}


def typed(desk: Desk, field: Field, value: Any) -> Any:
    """A stored value as a form takes it: a reference as [name, entry], None where that is out of use."""
    if field.kind is Kind.REFERENCE:
        rows = desk.find(field.refers_to, value)
        if not rows or rows[0].status in usage.GONE:
            return None
        name = desk.registers[field.refers_to].name_field
        return [rows[0][name] if name else rows[0].number, value]
    return value if isinstance(value, bool) else show_value(field, value)
