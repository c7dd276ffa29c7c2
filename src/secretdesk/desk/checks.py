"""verify and rebuild over a desk, and the plain substring scan that search must equal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from secretdesk.desk import heads, year_closed
from secretdesk.store import build, rows, search
from secretdesk.store.database import reading
from secretdesk.store.finding import Finding
from secretdesk.store.verify import readable
from secretdesk.store.verify import verify as verify_ledger

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk
    from secretdesk.domain.review import Row

Progress = Callable[[int, int], None]


def verify(desk: Desk, progress: Progress | None = None) -> Iterator[Finding]:
    """Everything that is not as it was written; nothing where all is well. Reads only."""
    told = False
    ledger = verify_ledger(desk.vault.db, desk.registers, progress)
    for check in (witnessed(desk), ledger, heads.findings(desk), year_closed.findings(desk)):
        with reading():
            for finding in readable(check, told=told):
                told = told or finding.check != "witness"
                yield finding


def witnessed(desk: Desk) -> Iterator[Finding]:
    """Whether this unlock found the witness: without it an older file in place of this one is not told."""
    if desk.vault.unwitnessed:
        yield Finding("witness", f"{desk.head()[0]:,}")


def rebuild(desk: Desk, progress: Progress | None = None) -> int:
    """Make every register table anew out of the ledger; gives how many."""
    build.rebuild(desk.vault.db, desk.registers, list(desk.registers.values()), progress)
    return len(desk.registers)


def contains(desk: Desk, row: Row, text: str) -> bool:
    """Whether any searchable field of a row contains the text, by a plain scan."""
    wanted = search.plain(text.strip())
    return not wanted or any(wanted in search.plain(one) for one in searched_texts(desk, row))


def searched_texts(desk: Desk, row: Row) -> list[str]:
    """The texts in which a row is searched: number, fields, initials of names."""
    register = desk.registers[row.register]
    named: dict[int, str] = {}
    for key, entries in search.references(register, [row]).items():
        named |= rows.names(desk.vault.db, desk.registers[key], sorted(entries))
    texts, letters = [row.number], []
    for field in search.fields(register):
        text = search.searched_text(field, row[field.key], named)
        texts.append(text)
        if field.pinyin and text:
            letters.append(search.initials(text))
    return [*texts, "\n".join(letters)]
