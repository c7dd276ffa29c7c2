"""The year's tables, each figure with the lines that it counts (domain section 5; 条例第56条).

What happened goes by `on`: a fact belongs to the year in which it happened, however late it was written down.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from secretdesk.desk import (
    year_batches,
    year_carriers,
    year_classification,
    year_counts,
    year_disclosure,
    year_inspections,
    year_leaks,
    year_office,
    year_others,
    year_people,
    year_sites,
)
from secretdesk.desk.figures import Period, Rows, Table, Year
from secretdesk.registers.year_tables import YEAR_TABLES, YearTable

if TYPE_CHECKING:
    from secretdesk.desk.desk import Desk

Progress = Callable[[int, int], None]

MAKERS: dict[str, Callable[[Period], Rows]] = {
    "T1": year_office.basics, "T13": year_office.merits, "T13w": year_office.told,
    "T11": year_inspections.inspections,
    "T9": year_disclosure.reviews,
    "T3": year_carriers.balance, "T3n": year_counts.balance,
    "T3m": year_carriers.by_month, "T3s": year_carriers.by_source,
    "T2": year_classification.classifications,
    "T3b": year_carriers.uses, "T3o": year_carriers.out, "T4": year_batches.destructions,
    "T5": year_batches.returns, "T6": year_people.people, "T7": year_others.things,
    "T10": year_people.trainings,
    "T8": year_sites.sites,
    "T12": year_others.irregularities, "T12l": year_leaks.incidents,
}  # fmt: skip


def span_of(desk: Desk, year: int) -> tuple[str, str]:
    """The first and the last day of a year, by the parameter of the cut-off day.

    A closed year ended when it was closed; the next begins the day after, whatever the parameter says then,
    so that no day is counted twice or never.
    """
    return (date.fromisoformat(_last_of(desk, year - 1)) + timedelta(days=1)).isoformat(), _last_of(
        desk, year
    )


def _last_of(desk: Desk, year: int) -> str:
    closed = desk.rows("years", where={"of_year": year, "status": "closed"}, limit=1)
    return str(closed[0]["last"]) if closed else f"{year}-{desk.books.parameter('year_end', f'{year}-12-31')}"


def figures(
    desk: Desk, year: int, progress: Progress | None = None, only: Sequence[YearTable] = YEAR_TABLES
) -> Year:
    """All tables of a year, or *only* some.

    Raises:
        StoreError: while reading.
        whatever *progress* raises.
    """
    tables: list[Table] = []

    def breathe() -> None:
        if progress is not None:
            progress(len(tables), len(only))

    period = Period(desk, *span_of(desk, year), breathe)
    for declared in only:
        breathe()
        tables.append(Table(declared, MAKERS[declared.key](period)))
    return Year(year, period.first, period.last, tuple(tables))
