"""What an inspection writes: a line for each item, the samples, a finding for what is wrong (F29, F29b)."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from secretdesk.domain.effects.children import entered
from secretdesk.domain.review import Act, Change
from secretdesk.domain.rules import inspection_values as values
from secretdesk.domain.rules import samples
from secretdesk.domain.terms_inspections import (
    ABSENT,
    AGREES,
    CARRIERS,
    DEVICES,
    DIFFERS,
    FROM_BOOKS,
    FROM_THINGS,
    SAMPLE_ABSENT,
    SAMPLE_DIFFERS,
    SAMPLE_UNKNOWN,
    TO_TICK,
    UNKNOWN,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from secretdesk.domain.review import Row

ITEM, SAMPLE = "项", "样"  # words before the number of a line, as 检〔2026〕001-项12
FROM = {"copies": CARRIERS, "media": CARRIERS, "devices": DEVICES}


def list_items(act: Act) -> Iterable[Change]:
    """The sheet as it is asked: wording and points of that day, whatever the catalogue says later."""
    for one in values.wanted(act):
        told = {key: value for key, value in asdict(one).items() if key != "everywhere"}
        yield entered(act, values.LINES, "inspection", one.item, told, "asked", ITEM)


def answer_items(act: Act) -> Iterable[Change]:
    """Each answer on its line; each 否 becomes a finding."""
    told = values.answers(act)
    for line in values.living(act, values.LINES):
        answer = told.get(line["item"])
        if answer is not None:
            own = {
                "answer": answer["answer"],
                "got": values.points_of(line, answer),
                "note": answer.get("note"),
            }
            kept = {key: value for key, value in own.items() if value is not None}
            gone = tuple(key for key, value in own.items() if value is None and line[key] is not None)
            yield Change(values.LINES, "settle", line, "answered", kept, gone)
    for n, (line, words) in enumerate(values.failed_now(act), start=_next(act, values.FINDINGS)):
        yield _finding(act, n, line["heading"], words, line["article"], line)


def add_finding(act: Act) -> Iterable[Change]:
    """One that no item asked about."""
    yield _finding(
        act,
        _next(act, values.FINDINGS),
        act.values["heading"],
        act.values["problem"],
        act.values.get("article"),
    )


def list_drawn(act: Act) -> Iterable[Change]:
    """What the seed drew, with how the books have it at that moment."""
    for n, thing in enumerate(samples.drawn(act), start=_next(act, values.SAMPLES)):
        told = {
            "way": FROM_BOOKS, "seed": act.values["seed"], samples.NAMED[thing.register]: thing.entry,
            "thing": thing.number, "booked": samples.booked_of(act.books, thing), "state": TO_TICK,
        }  # fmt: skip
        yield entered(act, values.SAMPLES, "inspection", n, told, "listed", SAMPLE)


def tick_drawn(act: Act) -> Iterable[Change]:
    """Found or not; what is not there is a finding."""
    absent = {row.entry for row in samples.not_found(act)}
    for row in samples.to_tick(act):
        told = {"state": ABSENT if row.entry in absent else AGREES, "seen_on": act.day}
        yield Change(values.SAMPLES, "settle", row, None, told)
    for n, row in enumerate(samples.not_found(act), start=_next(act, values.FINDINGS)):
        words = SAMPLE_ABSENT.format(number=row["thing"], booked=row["booked"])
        yield _finding(act, n, DEVICES if row["device"] else CARRIERS, words, None)


def list_scanned(act: Act) -> Iterable[Change]:
    """What was there, with what the books say of it; what they don't know is a finding."""
    found = samples.scanned(act)
    for n, one in enumerate(found, start=_next(act, values.SAMPLES)):
        thing = one.thing
        told = {
            "way": FROM_THINGS, "state": one.state, "booked": one.booked or None, "seen_on": act.day,
            "thing": thing.number if thing is not None else one.typed,
            "place": act.values.get("place"), "person": act.values.get("person"),
            **({samples.NAMED[thing.register]: thing.entry} if thing is not None else {}),
        }  # fmt: skip
        yield entered(act, values.SAMPLES, "inspection", n, told, "listed", SAMPLE)
    yield from _odd(act, found)


def _odd(act: Act, found: list[samples.Seen]) -> Iterator[Change]:
    odd = (one for one in found if one.state in {DIFFERS, UNKNOWN})
    for n, one in enumerate(odd, start=_next(act, values.FINDINGS)):
        words = SAMPLE_UNKNOWN if one.thing is None else SAMPLE_DIFFERS
        heading = FROM.get(one.thing.register, CARRIERS) if one.thing is not None else CARRIERS
        number = one.thing.number if one.thing is not None else one.typed
        yield _finding(act, n, heading, words.format(number=number, booked=one.booked), None)


def _next(act: Act, register: str) -> int:
    """The number of the next line; void ones keep theirs."""
    return len(values.children(act, register)) + 1


def _finding(
    act: Act, n: int, heading: str, words: str, article: str | None, line: Row | None = None
) -> Change:
    told = {
        "heading": heading, "problem": words, "article": article, "department": values.only_department(act),
        "due": act.values.get("due") or values.last_day(act), "found_on": act.day,
        "line": line.entry if line is not None else None,
    }  # fmt: skip
    return entered(act, values.FINDINGS, "inspection", n, told, "open")
