"""The inspector's view: a page for each heading of 条例第58条, made of the registers; and what to get ready.

On paper only (domain 4, item 17): `release` lets it onto no medium. Numbers and days, no title, no name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.desk.due import due
from secretdesk.desk.year import span_of
from secretdesk.domain.catalogue import got_of, score_of
from secretdesk.domain.kept import kept
from secretdesk.domain.review import Refused, Row
from secretdesk.domain.rules.release import not_to_be_shown
from secretdesk.domain.rules.samples import booked_of, in_books, rank
from secretdesk.domain.terms import DUE_STATES
from secretdesk.domain.terms_inspections import (
    ASSESSED,
    CLOSED_THIS_YEAR,
    DEDUCTED,
    DEDUCTED_OF,
    FAILED_OF,
    HEADINGS,
    IN_NUMBERS,
    NO,
    NO_ENTRIES,
    NOT_ASSESSED,
    NOT_KEPT,
    NOTHING_OPEN,
    NOTHING_SAMPLED,
    SAMPLED,
    SAMPLED_BY,
    SCORE_OF,
    SCORED_AS,
    SELF,
    THIS_YEAR,
    TO_MEND,
)
from secretdesk.domain.terms_law import CHOSEN_GROUPS
from secretdesk.registers import inspector_counts
from secretdesk.registers.inspector_view import INSPECTION_WANTS, INSPECTOR_PAGES
from secretdesk.store.database import reading
from secretdesk.store.rows import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secretdesk.desk.desk import Desk
    from secretdesk.registers.inspector_counts import Count

SHOWN_BY = {"custodian", "supervisor", "auditor"}
SAMPLE = 5  # entries of a heading
MOST = 10_000
STILL_OPEN = ["open", "served", "mended"]
WANTED = {"finding", "recheck", "unserved", "paper"}  # asked for though they are not late yet


def inspector_rows(desk: Desk, year: int, seed: str = "") -> list[Row]:
    """The rows of all headings: counts, samples by the seed, findings, the score of the self-assessment.

    Without a *seed* it is the day and the last line of the ledger; it stands on every page.

    Raises:
        Refused: to anybody but custodian, supervisor and auditor.
        StoreError: while reading.
    """
    if not desk.roles & SHOWN_BY:
        raise Refused([not_to_be_shown()])
    seed = seed or f"{desk.clock():%Y%m%d}-{desk.head()[0]}"
    return list(_Pages(desk, year, seed).rows())


class _Pages:
    """The pages of one year, with what the headings share read once."""

    def __init__(self, desk: Desk, year: int, seed: str) -> None:
        self.desk, self.year, self.seed = desk, year, seed
        self.first, self.last = span_of(desk, year)
        self.days = Span(self.first, f"{self.last}T99")
        self.kept = kept(desk.registers, desk.groups).keys()
        found = {"kind": SELF, "status": "concluded", "begun_on": Span(self.first, self.last)}
        self.own = next(iter(desk.rows("inspections", where=found, limit=1)), None)
        lines = desk.rows("check_lines", where={"inspection": self.own.entry}) if self.own else []
        self.lines = [line for line in lines if line.status != "void"]

    def rows(self) -> Iterator[Row]:
        for heading in HEADINGS:
            yield from self._counted(heading)
            yield from self._sampled(heading)
            yield from self._to_mend(heading)
            yield from self._assessed(heading)

    def _counted(self, heading: str) -> Iterator[Row]:
        for one in inspector_counts.COUNTS[heading]:
            register = self.desk.registers.get(one.register)
            if register is None:
                continue
            told = THIS_YEAR.format(label=one.label) if one.year else one.label
            here = one.register in self.kept
            value = str(self.desk.count(one.register, where=self._where(one))) if here else NOT_KEPT
            yield _row(heading, IN_NUMBERS, told, book=register.label, value=value)

    def _where(self, one: Count) -> dict[str, Any]:
        statuses = [s.key for s in self.desk.registers[one.register].statuses if s.key != "void"]
        return {"status": statuses, **one.where, **({"on": self.days} if one.year else {})}

    def _sampled(self, heading: str) -> Iterator[Row]:
        pool: list[tuple[str, str, int]] = []
        for one in inspector_counts.SAMPLED[heading]:
            if one.register in self.desk.registers and one.register in self.kept:
                found = self.desk.books.tally(one.register, "entry", **self._where(one))
                pool += [(rank(self.seed, one.register, entry), one.register, entry) for entry in found]
        told = SAMPLED_BY.format(seed=self.seed)
        for _, register, entry in sorted(pool)[:SAMPLE]:
            (row,) = self.desk.rows(register, where={"entry": entry})
            yield self._named(heading, SAMPLED, row.number, row)
        if pool:
            yield _row(heading, SAMPLED, told, value=f"{min(len(pool), SAMPLE)} / {len(pool)}")
        else:
            yield _row(heading, SAMPLED, NOTHING_SAMPLED)

    def _named(self, heading: str, part: str, what: str, row: Row) -> Row:
        register = self.desk.registers[row.register]
        status = register.status(row.status)
        state = status.label if status else row.status
        day = str(row["due"] or "") if part == TO_MEND else row.on[:10]
        return _row(heading, part, what, book=register.label, value=state, day=day, of=row)

    def _to_mend(self, heading: str) -> Iterator[Row]:
        found = self.desk.rows("findings", where={"heading": heading, "status": STILL_OPEN}, ascending=True)
        for row in found:
            yield self._named(heading, TO_MEND, row.number, row)
        closed = {"heading": heading, "status": "closed", "rechecked_on": Span(self.first, self.last)}
        if not found:
            yield _row(heading, TO_MEND, NOTHING_OPEN)
        yield _row(heading, TO_MEND, CLOSED_THIS_YEAR, value=str(self.desk.count("findings", where=closed)))

    def _assessed(self, heading: str) -> Iterator[Row]:
        if self.own is None:
            yield _row(heading, ASSESSED, NOT_ASSESSED)
            return
        own, number = [line for line in self.lines if line["heading"] == heading], self.own.number
        scored = [line for line in own if line["item_kind"] != DEDUCTED]
        score = score_of(scored)
        told = SCORED_AS.format(got=score.got, available=score.available)
        yield _row(heading, ASSESSED, SCORE_OF.format(number=number), value=told, of=self.own)
        less = sum(got_of(line) for line in own if line["item_kind"] == DEDUCTED)
        if less:
            yield _row(heading, ASSESSED, DEDUCTED_OF.format(number=number), value=str(less), of=self.own)
        failed = [str(line["item"]) for line in own if line["answer"] == NO]
        if failed:
            told = "、".join(sorted(failed, key=int))
            yield _row(heading, ASSESSED, FAILED_OF.format(number=number), value=told, of=self.own)


def _row(heading: str, part: str, what: str, *, of: Row | None = None, **told: str) -> Row:
    entry, number, seq, on = (of.entry, of.number, of.seq, of.on) if of is not None else (0, "", 0, "")
    values = {"heading": heading, "part": part, "what": what, "tick": None, **told}
    return Row(INSPECTOR_PAGES.key, entry, number, "listed", seq, on, values)


def booked(desk: Desk, typed: str) -> tuple[Row | None, str]:
    """What a number that was scanned on the spot is, and where the books have it; None where they know none.

    Raises:
        StoreError: while reading.
    """
    with reading():
        thing = in_books(desk.books, typed)
        return thing, booked_of(desk.books, thing) if thing is not None else ""


def wanted_rows(desk: Desk, year: int) -> list[Row]:
    """What an inspector will ask for: all that is late, findings, unsigned prints, books without an entry.

    Raises:
        StoreError: while reading.
    """
    found = [one for one in due(desk, limit=MOST) if one.state == "overdue" or one.what in WANTED]
    rows = [
        _wanted(one.label, desk.registers[one.register].label, one.row, one.when, DUE_STATES.get(one.state))
        for one in found
    ]
    rows += [_wanted(NO_ENTRIES, label, None, "", None) for label in _empty_books(desk, year)]
    for n, row in enumerate(rows, start=1):
        row.values["serial"] = n
    return rows


def _empty_books(desk: Desk, year: int) -> Iterator[str]:
    first, last = span_of(desk, year)
    for register in kept(desk.registers, desk.groups).values():
        is_book = (
            register.yearly and not register.parent and register.forms and register.group in CHOSEN_GROUPS
        )
        if is_book and not desk.count(register.key, where={"on": Span(first, f"{last}T99")}, limit=1):
            yield register.label


def _wanted(what: str, book: str, of: Row | None, when: str, state: str | None) -> Row:
    entry, number, seq, on = (of.entry, of.number, of.seq, of.on) if of is not None else (0, "", 0, "")
    values = {"what": what, "book": book, "about": number, "due": when or None, "state": state}
    return Row(INSPECTION_WANTS.key, entry, number, "listed", seq, on, values)
