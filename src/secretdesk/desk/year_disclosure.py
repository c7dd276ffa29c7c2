"""The yearly table of what was reviewed before it was made public, by department (T9; 第54条).

A month belongs to its year, however late its sheet came in.

A department that hands in monthly sheets is counted by them (they hold what was entered item by item,
too); one that does not, by its single items. Either way each figure leads to its lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.desk.figures import Figure, those
from secretdesk.domain.rules.disclosure_months import counted
from secretdesk.domain.terms_disclosure import COUNT_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from secretdesk.desk.figures import Period, Rows
    from secretdesk.domain.review import Row

GONE = ("void", "stopped")


def reviews(period: Period) -> Rows:
    """T9: how many were submitted, what became of them, by channel; months that were not reported."""
    desk = period.desk
    period.breathe()
    sheets = [row for row in desk.rows("disclosure_months", ascending=True) if row.status not in GONE]
    items = [row for row in desk.rows("disclosures", ascending=True) if row.status != "void"]
    period.breathe()
    departments = dict.fromkeys(row["department"] for row in (*sheets, *items))
    names = {
        row.entry: str(row["name"]) for row in desk.rows("departments", where={"entry": list(departments)})
    }
    found: Rows = []
    for department in sorted(departments, key=lambda entry: names[entry]):
        own = [row for row in sheets if row["department"] == department]
        months = [row for row in own if row.status == "reported" and _is_of(period, row["month"])]
        mine = [row for row in items if row["department"] == department]
        judged = [row for row in mine if _within(period, row["decided_on"] or row["sent_on"])]
        asked = [row for row in mine if _within(period, row["submitted_on"])]
        told = {row["month"] for row in months}
        outside = [row for row in judged if (row["decided_on"] or row["sent_on"])[:7] not in told]
        cells = (
            *(_from_sheets(months) if months else _from_items(asked)),
            those("disclosure_months", (row.entry for row in months)),
            _missing(period, own),
            those("disclosure_months", (row.entry for row in months if row["late"])),
            those("disclosures", (row.entry for row in outside if months)),
            those(
                "disclosures",
                (row.entry for row in mine if row["unreviewed"] and _within(period, row["found_on"])),
            ),
        )
        if any(figure.value for figure in cells):
            found.append((names[department], *cells))
    return found


def _from_sheets(months: Sequence[Row]) -> Iterator[Figure]:
    for key in COUNT_KEYS:
        some = [row for row in months if row[key]]
        yield Figure(
            sum(row[key] for row in some), "disclosure_months", {"entry": [row.entry for row in some]}
        )


def _from_items(items: Iterable[Row]) -> Iterator[Figure]:
    each = [(row.entry, counted([row])) for row in items]
    for key in COUNT_KEYS:
        yield those("disclosures", (entry for entry, told in each if told[key]))


def _missing(period: Period, sheets: Iterable[Row]) -> Figure:
    """Months of the period that are over, and whose sheet is late: the one that waits and those behind it."""
    today = period.desk.clock().date().isoformat()
    late = [row for row in sheets if row.status == "awaited" and row["due"] < today]
    end = min(_index(period.last) + 1, _index(today))  # the month that runs is not over
    counted_of = {row.entry: max(0, end - max(_index(row["month"]), _index(period.first))) for row in late}
    some = [entry for entry, count in counted_of.items() if count]
    return Figure(sum(counted_of.values()), "disclosure_months", {"entry": some})


def _index(day: str) -> int:
    """The months of all years up to that of a day."""
    return 12 * int(day[:4]) + int(day[5:7])


def _is_of(period: Period, month: str) -> bool:
    return period.first[:7] <= month <= period.last[:7]


def _within(period: Period, day: object) -> bool:
    return period.first <= str(day or "")[:10] <= period.last
