"""The yearly table of inspections and the self-assessment (T11; 第82条, 条例第58条)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.desk.figures import Figure, those
from secretdesk.domain.terms_inspections import (
    COUNTED_TIMES,
    COVERED,
    COVERED_TOLD,
    HEADINGS,
    INSPECTION_KINDS,
    LATE,
    MENDED,
    PENDING,
    PROBLEMS_OF,
    SCORE_TOLD,
    SELF,
    SELF_SCORE,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secretdesk.desk.figures import Period, Rows
    from secretdesk.domain.review import Row

HELD = ("open", "concluded")
WHOLE = 100


def inspections(period: Period) -> Rows:
    """How often by kind, which departments, what was found under which heading and put right, the score."""
    held = [
        row
        for row in period.rows("inspections", period.last)
        if row.status in HELD and period.first <= str(row["begun_on"] or "") <= period.last
    ]
    found = [
        row
        for row in period.rows("findings", period.last)
        if row.status != "void" and period.first <= str(row["found_on"] or "") <= period.last
    ]
    if not held and not found:
        return []
    rows: Rows = [
        (
            COUNTED_TIMES.format(kind=kind),
            those("inspections", (r.entry for r in held if r["kind"] == kind)),
            "",
        )
        for kind in INSPECTION_KINDS
    ]
    rows.append(_covered(period, held))
    for heading in HEADINGS:
        own = (row.entry for row in found if row["heading"] == heading)
        rows.append((PROBLEMS_OF.format(heading=heading), those("findings", own), ""))
    rows += [
        (label, those("findings", (row.entry for row in some)), "") for label, some in _states(period, found)
    ]
    return [*rows, *_score(held)]


def _covered(period: Period, held: list[Row]) -> tuple[str, Figure, str]:
    """The departments that an inspection named, of those in use at the end."""
    there = {row.entry for row in period.rows("departments", period.last) if row.status == "in_use"}
    seen = {entry for row in held for entry in row["departments"] or []} & there
    rate = (WHOLE * len(seen) * 2 + len(there)) // (2 * len(there)) if there else 0
    return COVERED, those("departments", sorted(seen)), COVERED_TOLD.format(all=len(there), rate=rate)


def _states(period: Period, found: list[Row]) -> Iterator[tuple[str, list[Row]]]:
    """Closed; over their deadline (by today, of a year that goes on); the others."""
    today = min(period.last, period.desk.clock().date().isoformat())
    closed = [row for row in found if row.status == "closed"]
    late = [row for row in found if row.status in ("open", "served") and str(row["due"] or "9") < today]
    rest = {row.entry for row in found} - {row.entry for row in (*closed, *late)}
    yield MENDED, closed
    yield LATE, late
    yield PENDING, [row for row in found if row.entry in rest]


def _score(held: list[Row]) -> Rows:
    """The last self-assessment of the year that was ended."""
    own = [row for row in held if row["kind"] == SELF and row["verdict"]]
    if not own:
        return []
    last = max(own, key=lambda row: (row["concluded_on"] or "", row.entry))
    value = int(str(last["score"] or "0").partition(".")[0])
    told = SCORE_TOLD.format(score=last["score"], verdict=last["verdict"])
    return [(SELF_SCORE, Figure(value, "inspections", {"entry": [last.entry]}), told)]
