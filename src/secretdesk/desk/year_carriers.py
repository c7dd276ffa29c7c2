"""The yearly tables of papers and their copies: what came, what left, where they were (T3; 第28条)."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from secretdesk.desk.balance import movements
from secretdesk.desk.figures import OFTEN, Figure, Rows, those
from secretdesk.domain.terms import AGREES, COPY_STATUSES, LATE_MATTER, OTHER_TIER, STOCK_STATES, Level
from secretdesk.registers.year_tables import FLOWS, LEVEL_KEYS, OUT_STATUSES
from secretdesk.store.rows import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from secretdesk.desk.figures import Period
    from secretdesk.domain.review import Row

MATTERS = ("loans", "carryings", "readings")  # with a day to be back, and out until then
OUT = "out"
LEVELS = dict(zip(LEVEL_KEYS, map(str, Level), strict=True))


def balance(period: Period) -> Rows:
    """T3: by level and kind of carrier; what came and went adds up to the stands at both ends."""
    sums: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    moved: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    alive: dict[tuple[str, str, str], Counter[int]] = defaultdict(Counter)
    for n, one in enumerate(movements(period.desk)):
        if n % OFTEN == 0:
            period.breathe()
        if one.day > period.last:
            continue
        key = (one.level, one.carrier)
        sums[key]["after"] += one.by
        alive[*key, "after"][one.copy] += one.by
        if one.day < period.first:
            sums[key]["before"] += one.by
            alive[*key, "before"][one.copy] += one.by
        else:
            sums[key][one.kind] += one.by
            moved[*key, one.kind].add(one.copy)
    for stand, copies in alive.items():
        moved[stand] = {copy for copy, count in copies.items() if count > 0}
    order = list(LEVELS.values())
    found: Rows = []
    for level, carrier in sorted(sums, key=lambda one: (order.index(one[0]), one[1])):
        counted = sums[level, carrier]
        if any(counted.values()):
            cells = (
                Figure(counted[k], "copies", {"entry": sorted(moved.get((level, carrier, k), ()))})
                for k, _ in FLOWS
            )
            found.append((level, carrier, *cells))
    return found


def by_month(period: Period) -> Rows:
    """T3m: papers received each month, by level."""
    counted: Counter[tuple[str, str]] = Counter()
    for row in _received(period):
        counted[row["received_on"][:7], str(row["level"])] += 1
    if not counted:
        return []
    found: Rows = []
    for month in _months(period.first, period.last):
        year, number = int(month[:4]), int(month[5:])
        days = Span(
            max(period.first, f"{month}-01"),
            min(period.last, f"{month}-{monthrange(year, number)[1]:02d}") + "T99",
        )
        cells = [_papers(period, counted[month, level], days, level) for level in LEVELS.values()]
        whole = _papers(period, sum(cell.value for cell in cells), days)
        found.append((month, whole, *cells))
    return found


def _papers(period: Period, value: int, days: Span, level: str = "") -> Figure:
    where = {"received_on": days, "status": _counted(period)} | ({"level": level} if level else {})
    return Figure(value, "documents", where)


def _counted(period: Period) -> list[str]:
    return [s.key for s in period.desk.registers["documents"].statuses if s.key != "void"]


def _received(period: Period) -> list[Row]:
    where = {"received_on": period.days, "status": _counted(period)}
    return period.desk.rows("documents", where=where, ascending=True)


def _months(first: str, last: str) -> Iterator[str]:
    year, month = int(first[:4]), int(first[5:7])
    while (now := f"{year:04d}-{month:02d}") <= last[:7]:
        yield now
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def by_source(period: Period) -> Rows:
    """T3s: papers received, by the tier of whoever issued them; copies by count too."""
    received = _received(period)
    issuers = sorted({row["issuer"] for row in received if row["issuer"]})
    tiers = {
        one.entry: str(one["tier"] or OTHER_TIER)
        for one in period.desk.rows("correspondents", where={"entry": issuers})
    }
    order = [str(one) for one in period.desk.registers["correspondents"].field("tier").choices]
    papers: dict[str, list[Row]] = {tier: [] for tier in order}
    for row in received:
        papers[tiers.get(row["issuer"], OTHER_TIER)].append(row)
    found: Rows = []
    for tier, own in papers.items():
        if own:
            entries = {"entry": [row.entry for row in own]}
            copies = sum(row["count"] or 0 for row in own)
            secret = (r.entry for r in own if r["level"] and Level(r["level"]).is_state_secret)
            found.append(
                (
                    tier,
                    Figure(len(own), "documents", entries),
                    those("documents", secret),
                    Figure(copies, "documents", entries),
                )
            )
    return found


def uses(period: Period) -> Rows:
    """T3b: how often papers were read, lent, copied, sent out; what is kept and what is missing."""
    desk, days = period.desk, period.days
    copies, late = period.stood("copies"), _overdue(period, "loans")
    differing = _differing(period)
    found: Rows = []
    for level in LEVELS.values():
        row = (
            period.count("readings", level=level, sent_at=days, status=["out", "done"]),
            period.count("loans", level=level, lent_on=days),
            those("loans", _came_late(desk.rows("loans", where={
                "level": level, "returned_on": days, "status": "returned"}))),
            those("loans", (one.entry for one in late if str(one["level"]) == level)),
            period.count("copyings", level=level, made_on=days, status="produced"),
            period.count("dispatches", level=level, sent_on=days),
            those("copies", copies.get((level, "archived"), [])),
            those("copies", copies.get((level, "missing"), [])),
            those("stocktake_lines", differing.get(level, [])),
        )  # fmt: skip
        if any(figure.value for figure in row):
            found.append((level, *row))
    return found


def _differing(period: Period) -> dict[str, list[int]]:
    """Level → lines of the stocktakes finished in the period where book and cabinet did not agree (F33)."""
    desk, found = period.desk, defaultdict(list)
    done = [
        row.entry for row in desk.rows("stocktakes", where={"finished_on": period.days, "status": "finished"})
    ]
    states = [state for state in STOCK_STATES if state != AGREES]
    lines = (
        desk.rows("stocktake_lines", where={"stocktake": done, "state": states, "status": "counted"})
        if done
        else []
    )
    named = sorted({line["copy"] for line in lines if line["copy"]})
    levels = (
        {row.entry: str(row["level"]) for row in desk.rows("copies", where={"entry": named})} if named else {}
    )
    for line in lines:
        found[levels.get(line["copy"], str(Level.UNCLASSIFIED))].append(line.entry)
    return found


def _came_late(loans: Iterable[Row]) -> Iterator[int]:
    return (row.entry for row in loans if row["due"] and row["returned_on"] > row["due"])


def _overdue(period: Period, register: str) -> list[Row]:
    """What was out at the end of the last day, and should have been back."""
    return [
        row
        for row in period.rows(register, period.last)
        if row.status == OUT and (row["due"] or period.last) < period.last
    ]


def out(period: Period) -> Rows:
    """T3o: where the copies were that were not in the cabinet at the end of the last day."""
    stood = period.stood("copies")
    found: Rows = []
    for status in OUT_STATUSES:
        each = [stood.get((level, status), []) for level in LEVELS.values()]
        if any(each):
            whole = those("copies", (entry for some in each for entry in some))
            found.append((COPY_STATUSES[status], whole, *(those("copies", some) for some in each)))
    if found:
        late = [(register, _overdue(period, register)) for register in MATTERS]
        found += [_late_row(period, register, rows) for register, rows in late if rows]
    return found


def _late_row(period: Period, register: str, rows: list[Row]) -> tuple[Figure | str, ...]:
    each = ([row.entry for row in rows if str(row["level"] or "") == level] for level in LEVELS.values())
    label = LATE_MATTER.format(label=period.desk.registers[register].label)
    return (label, those(register, (row.entry for row in rows)), *(those(register, some) for some in each))
