"""The registers as rules see them: :class:`secretdesk.domain.review.Books` over SQL, read-only."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from secretdesk.domain.declaration import AMEND
from secretdesk.domain.effects.moves import MATTERS
from secretdesk.domain.fields import Kind
from secretdesk.domain.law import BY_CODE
from secretdesk.domain.review import Row, Stay, Touched
from secretdesk.store import ledger, rows, tables
from secretdesk.store.errors import Damaged
from secretdesk.store.fold import fold, standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from secretdesk.domain.declaration import Register
    from secretdesk.store.database import Connection
    from secretdesk.store.ledger import Line

ENTRY = re.compile(r"e(\d{1,18})")
TAIL = re.compile(r"(\d{1,6})(?:-(\d{1,5}))?")


class SqlBooks:
    """Reads the tables of an open vault."""

    def __init__(self, db: Connection, registers: Mapping[str, Register]) -> None:
        self.db = db
        self.registers = registers
        self._parameters: list[tuple[str, str, str]] | None = None
        self._got: dict[
            tuple[str, int], Row | None
        ] = {}  # of this state of the books: an act makes new books

    def get(self, register: str, entry: int) -> Row | None:
        """The entry of that id."""
        if not 0 < entry < 2**63:  # beyond what SQLite can hold
            return None
        if (register, entry) not in self._got:
            self._got[register, entry] = tables.get(self.db, self.registers[register], entry)
        return self._got[register, entry]

    def find(self, register: str, text: str | int) -> list[Row]:
        """By id (``e12`` or 12 as a number), number, name, further look-up fields, then a number's tail."""
        declared = self.registers[register]
        if isinstance(text, int):
            row = self.get(register, text)
            return [row] if row else []
        text = text.encode(errors="replace").decode().strip()  # half a surrogate pair is in no name
        if match := ENTRY.fullmatch(text):
            row = self.get(register, int(match[1]))
            if row:
                return [row]
        for key in ("number", declared.name_field, *declared.lookup):
            found = self.rows(register, **{key: text}) if key else []
            living = [r for r in found if r.status != "void"]
            if found:
                return living or found
        match = TAIL.fullmatch(text)
        return self._by_tail(declared, int(match[1]), int(match[2] or 0)) if match else []

    def _by_tail(self, register: Register, n: int, child: int) -> list[Row]:
        """``12`` of this year before other years; ``12-3`` the third child of the twelfth parent."""
        if register.parent:
            parents = self._by_tail(self.registers[register.parent], n, 0) if child else []
            wanted = {register.parent_field: [p.entry for p in parents], "serial": child}
            return list(rows.whole(self.db, rows.Query(register, where=wanted))) if parents else []
        if child:
            return []
        span = self.db.execute(f"SELECT min(year), max(year) FROM {tables.table(register)}").fetchone()
        for year in range(span[1] or 0, (span[0] or 1) - 1, -1):
            wanted = {"series": list(register.patterns), "year": year, "n": n}
            found = list(rows.whole(self.db, rows.Query(register, where=wanted)))
            if found:
                return found
        return []

    def rows(self, register: str, **equals: Any) -> list[Row]:
        """The entries whose fields equal these, oldest first."""
        query = rows.Query(self.registers[register], where=equals, ascending=True)
        found = list(rows.whole(self.db, query))
        self._got |= {(register, row.entry): row for row in found}
        return found

    def parameter(self, code: str, on: str) -> str:
        """The value in force on a day: the latest that began by then, the last written of one day."""
        if self._parameters is None:
            query = (
                "SELECT code, effective_from, value FROM r_parameters "
                "WHERE status = 'in_force' ORDER BY entry"
            )
            self._parameters = [tuple(found) for found in self.db.execute(query)]
        own = [(start, n, v) for n, (key, start, v) in enumerate(self._parameters) if key == code]
        in_force = [one for one in own if one[0] <= on]
        if in_force:
            return max(in_force)[2]
        return BY_CODE[code].value if code in BY_CODE else ""

    def held_by(self, person: int) -> list[Row]:
        """What is in a person's hands or charge, as the registers declare by their holders; each once."""
        found: dict[int, Row] = {}
        for register in self.registers.values():
            for key in register.holders:
                for row in self.rows(register.key, **{key: person}):
                    if row.status not in register.terminal:
                        found[row.entry] = row
        return list(found.values())

    def tally(self, register: str, key: str, **equals: Any) -> dict[Any, int]:
        """How many such entries there are of each value of a field, counted by SQLite."""
        return rows.tally(self.db, rows.Query(self.registers[register], where=equals), key)

    def touched(self, row: Row, *, last: bool = False) -> list[Touched]:
        """What the act wrote that made this entry, or the last one done to it; this entry comes first."""
        own = standing(ledger.lines_of(self.db, row.register, row.entry))
        step = [line for line in own if line.action != AMEND][-1 if last else 0]
        act = ledger.lines_of_act(self.db, step.act)
        mine = next(
            n for n, line in enumerate(act) if (line.register, line.entry) == (row.register, row.entry)
        )
        head = (act[0].register, act[0].action)
        end = next((n for n in range(mine + 1, len(act)) if _step(act[n]) == head), len(act))
        led = _step(act[mine]) == head  # in a batch every entry leads lines of its own
        told = act[mine:end] if led else [line for line in act if line.entry == row.entry]
        found: dict[tuple[str, int], list[Line]] = {}
        for line in told:
            found.setdefault((line.register, line.entry), []).append(line)
        leader = row if led else self.get(act[0].register, act[0].entry)
        number = leader.number if leader is not None else ""
        return [self._touched(lines, number) for lines in found.values()]

    def written(self, first: int, until: int) -> Iterator[Touched]:
        """Every entry that the lines *first* to *until* wrote on, by the order of those lines."""
        for register, entry in ledger.entries_between(self.db, first, until):
            lines = [one for one in ledger.lines_of(self.db, register, entry) if first <= one.seq <= until]
            yield self._touched(lines, "")

    def stays(self, row: Row) -> list[Stay]:
        """Where a thing was by its own lines, oldest first; what was undone never happened."""
        found: list[Stay] = []
        values: dict[str, int] = {}
        for line in standing(ledger.lines_of(self.db, row.register, row.entry)):
            values |= line.data.get("set", {})
            for key in line.data.get("clear", ()):
                values.pop(key, None)
            matter = next(((m, values[key]) for m, (key, _) in MATTERS.items() if key in values), None)
            stay = Stay(line.on, "", line.status, values.get("holder"), values.get("place"), matter)
            if found and stay == replace(found[-1], since=line.on):
                continue
            if found:
                found[-1] = replace(found[-1], until=line.on)
            found.append(stay)
        return found

    def _touched(self, lines: list[Line], act_of: str) -> Touched:
        first = lines[0]
        declared = self.registers[first.register]
        own = ledger.lines_of(self.db, first.register, first.entry)
        now = fold(declared, own)
        if now is None:  # pragma: no cover - it has the lines that were read
            raise Damaged("ledger")
        keys = dict.fromkeys(
            key for line in lines for key in (*line.data.get("set", {}), *line.data.get("clear", ()))
        )
        later = tuple(line.action for line in standing(own) if line.seq > lines[-1].seq)
        before = fold(declared, [line for line in own if line.seq < first.seq])
        acts = len({line.act for line in lines})
        return Touched(now, before, tuple(keys), later, first.action, act_of, acts)

    def referrers(self, row: Row) -> list[Row]:
        """Some living entries that name this one."""
        found: list[Row] = []
        for register in self.registers.values():
            for field in register.fields:
                if field.kind is Kind.REFERENCE and field.refers_to == row.register:
                    some = rows.Query(register, where={field.key: row.entry}, limit=5)
                    found += [r for r in rows.whole(self.db, some) if r.status != "void"]
        return found[:5]


def _step(line: Line) -> tuple[str, str]:
    return line.register, line.action
