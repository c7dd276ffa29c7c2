"""What rows say in words: references by name, one hop through them, the mark that they call for on paper."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from secretdesk.desk.whereabouts import gathered
from secretdesk.domain.fields import Field, Kind, show_value
from secretdesk.domain.marks import Mark, parse_mark
from secretdesk.domain.terms import BETWEEN_PLACES, EXPUNGED, Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.desk.desk import Desk
    from secretdesk.domain.declaration import Register
    from secretdesk.domain.review import Row


HEADED_BY_PAPER = {"circulations"}  # whose children say themselves of what paper they are


class Shown:
    """The texts of some rows' columns, with every name they need read in a few statements."""

    def __init__(
        self,
        desk: Desk,
        register: Register,
        found: list[Row],
        paths: Iterable[str],
        until: int | None = None,
    ) -> None:
        """*until* which line, where what is gathered from other entries is told of the past."""
        self.desk, self.register = desk, register
        self.gathered = gathered(desk, register, paths, found, until)
        self.names: dict[tuple[str, int], str] = {}
        self.others: dict[tuple[str, int], Row] = {}
        self.marked_by = "" if "mark" in register.by_key else _marked_by(register)
        self.level = Level(desk.level)
        self.hops = {path.partition(".")[0] for path in paths if "." in path} | ({self.marked_by} - {""})
        for hop in self.hops:
            self._fetch(register.field(hop), found)
        plain = [register.by_key[p] for p in paths if p in register.by_key]
        self._name(plain, found)
        for path in paths:
            hop, _, key = path.partition(".")
            field = self._target(hop).by_key.get(key) if key else None
            if field is not None and field.kind in {Kind.REFERENCE, Kind.REFERENCES}:
                self._name([field], [r for (k, _), r in self.others.items() if k == self._target(hop).key])

    def _target(self, hop: str) -> Register:
        return self.desk.registers[self.register.field(hop).refers_to]

    def _fetch(self, field: Field, found: list[Row]) -> None:
        wanted = sorted({one for row in found for one in _entries(row[field.key])})
        for start in range(0, len(wanted), 500):
            some = self.desk.rows(field.refers_to, where={"entry": wanted[start : start + 500]})
            self.others |= {(field.refers_to, row.entry): row for row in some}

    def _name(self, fields: Iterable[Field], found: list[Row]) -> None:
        for field in fields:
            if field.kind in {Kind.REFERENCE, Kind.REFERENCES}:
                values = [row[field.key] for row in found if row[field.key] is not None]
                wanted = {one for v in values for one in (v if isinstance(v, list) else [v])}
                named = self.desk.names(field.refers_to, wanted)
                self.names |= {(field.refers_to, entry): name for entry, name in named.items()}

    def text(self, row: Row, path: str) -> str:
        """What the column shows of a row."""
        hop, _, key = path.partition(".")
        if key:
            target = self._target(hop)
            texts = (self._text(target, other, key) for other in self._others(hop, row))
            return BETWEEN_PLACES.join(dict.fromkeys(text for text in texts if text))
        return self.gathered.get((row.entry, path)) or self._text(self.register, row, path)

    def _others(self, hop: str, row: Row) -> list[Row]:
        """What a reference names; of a list each."""
        key = self._target(hop).key
        found = (self.others.get((key, entry)) for entry in _entries(row[hop]))
        return [one for one in found if one is not None]

    def _text(self, register: Register, row: Row, key: str) -> str:
        if key == "number":
            return row.number
        if key == "status":
            status = register.status(row.status)
            return status.label if status else row.status
        if key == "on":
            return row.on.replace("T", " ")
        if key == "n":
            return ""  # counted over the whole print, where that is made
        if key == "count" and row[key] is None and row["copies"]:
            return str(len(row["copies"]))  # 份数 of a matter that names its copies one by one
        return self._value(register.field(key), row[key])

    def value_text(self, path: str, value: Any) -> str:
        """A former value of a column of the register itself."""
        return self._value(self.register.by_key[path], value) if path in self.register.by_key else ""

    def _value(self, field: Field, value: Any) -> str:
        if value is None:
            return ""
        if field.kind is Kind.REFERENCE:
            known = self.names.get((field.refers_to, value))
            return known if known is not None else self.desk.names(field.refers_to, [value]).get(value, "")
        if field.kind is Kind.REFERENCES:
            value = [self.names.get((field.refers_to, one), "") for one in value]
        return show_value(field, value)

    def mark(self, row: Row) -> Mark | None:
        """The mark that the row's content calls for on the page.

        Above the level of this PC number and 代称 alone stand here (第44条): they call for none.
        """
        if self.is_declassified(row):
            return None
        other = row
        if self.marked_by:
            target = self.register.field(self.marked_by).refers_to
            other = self.others.get((target, row[self.marked_by] or 0), row)
        found = _mark(str(other["mark"])) if other["mark"] else _level(row)
        if found is None or found.level.rank <= self.level.rank or self._has_content(row):
            return found
        return _mark(str(self.level)) if self._tells_of_others(row) else None

    def is_declassified(self, row: Row) -> bool:
        """Whether the document that it is, or is a copy of, is declassified."""
        single = [hop for hop in self.hops if not isinstance(row[hop], list)]
        return any(
            one["declassified_on"] for one in (row, *(o for hop in single for o in self._others(hop, row)))
        )

    def _tells_of_others(self, row: Row) -> bool:
        """Whether it sums up several things, the highest above this PC, in more than numbers."""
        level = self.register.by_key.get("level")
        told = (row[field.key] for field in self.register.fields if field.sensitive)
        return level is not None and level.computed and any(one not in (None, EXPUNGED) for one in told)

    def _has_content(self, row: Row) -> bool:
        """Whether it, or an entry that it names, holds secret content (a raised mark waits for erasure)."""
        held = [(self.register, row)]
        for hop in self.hops:
            held += [(self._target(hop), other) for other in self._others(hop, row)]
        return any(
            one[field.key] not in (None, EXPUNGED)
            for register, one in held
            for field in register.fields
            if field.secret
        )


def _entries(value: Any) -> list[int]:
    """The entries that a reference, or a list of them, names."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _marked_by(register: Register) -> str:
    """The reference whose entry tells the level of a row that has no mark of its own."""
    own = "document" if "document" in register.by_key else ""
    return own if register.parent in HEADED_BY_PAPER else register.parent_field or own


@lru_cache(maxsize=4096)
def _mark(text: str) -> Mark | None:
    return parse_mark(text)


def _level(row: Row) -> Mark | None:
    return _mark(str(row["level"])) if row["level"] else None
