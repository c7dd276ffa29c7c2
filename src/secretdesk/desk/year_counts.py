"""The yearly account of 工作秘密 and 内部 papers that are kept by count (T3n; F34, 第28条（一）)."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from secretdesk.desk.balance import CAME, LEFT
from secretdesk.desk.figures import Figure, Rows
from secretdesk.domain.terms import COPY_STATUSES, Level
from secretdesk.registers.year_tables import COUNT_FLOWS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secretdesk.desk.figures import Period
    from secretdesk.domain.review import Row

# What took some of a paper for good: register, status, its day, whose day that is, how many, the kind.
GOINGS = (
    ("dispatches", "confirmed", "receipt_on", "", "count", "dispatched"),
    ("destruction_lines", "destroyed", "destroyed_on", "destruction", "count", "destroyed"),
    ("return_lines", "returned", "handed_on", "return", "given", "returned"),
)
OLD_GOINGS = {COPY_STATUSES[status]: kind for status, kind in LEFT.items()}  # as an old book told them
Moved = tuple[int, str, str, int]  # paper, day, kind, how many


def balance(period: Period) -> Rows:
    """By level: so many there were, came and went, so many there are; each figure leads to its papers."""
    papers = {row.entry: row for row in _papers(period)}
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    moved: dict[tuple[str, str], set[int]] = defaultdict(set)
    stands: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for paper, day, kind, by in _movements(period, papers):
        if day > period.last:
            continue
        level = str(papers[paper]["level"])
        sums[level]["after"] += by
        stands[level, "after"][paper] += by
        if day < period.first:
            sums[level]["before"] += by
            stands[level, "before"][paper] += by
        else:
            sums[level][kind] += by
            moved[level, kind].add(paper)
    for stand, counted in stands.items():
        moved[stand] = {paper for paper, count in counted.items() if count}
    return [
        (level, *(Figure(sums[level][kind], "documents", {"entry": sorted(moved[level, kind])})
                  for kind, _ in COUNT_FLOWS))
        for level in map(str, Level) if any(sums[level].values())
    ]  # fmt: skip


def _papers(period: Period) -> list[Row]:
    desk = period.desk
    statuses = [one.key for one in desk.registers["documents"].statuses if one.key != "void"]
    period.breathe()
    return [
        row for row in desk.rows("documents", where={"status": statuses}, ascending=True) if row["by_count"]
    ]


def _movements(period: Period, papers: dict[int, Row]) -> Iterator[Moved]:
    desk = period.desk
    for entry, row in papers.items():
        kind = CAME.get(str(row["source"]), "received")
        yield entry, row["received_on"] or row["made_on"] or row.on, kind, row["count"] or 0
        if row["gone"] and (way := OLD_GOINGS.get(str(row["gone_as"]))):
            yield entry, row["gone_on"] or row["received_on"] or row.on, way, -row["gone"]
    for row in desk.rows("copyings", where={"status": "produced"}):
        if row["document"] in papers and row["made"]:
            yield row["document"], row["made_on"], "copied", row["made"]
    for register, status, day, parent, count, kind in GOINGS:
        period.breathe()
        rows = [one for one in desk.rows(register, where={"status": status}) if one["document"] in papers]
        days = _days(period, parent, day, rows) if parent else {one.entry: one[day] for one in rows}
        for one in rows:
            if one[count]:
                yield one["document"], days[one.entry][:10], kind, -one[count]


def _days(period: Period, parent: str, day: str, rows: list[Row]) -> dict[int, str]:
    """The day of each line is that of its batch."""
    register = {"destruction": "destructions", "return": "returns"}[parent]
    batches = period.desk.rows(register, where={"entry": sorted({row[parent] for row in rows})})
    known = {one.entry: str(one[day] or one.on) for one in batches}
    return {row.entry: known[row[parent]] for row in rows}
