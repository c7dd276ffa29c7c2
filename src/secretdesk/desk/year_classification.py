"""T2: what the college classified, changed and freed that year, by level (domain section 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from secretdesk.desk.figures import those
from secretdesk.domain.terms import STATE_SECRETS
from secretdesk.domain.terms_classification import CHANGE_KINDS, CLASSIFICATION_KINDS, IN_FORCE

if TYPE_CHECKING:
    from secretdesk.desk.figures import Period, Rows
    from secretdesk.domain.review import Row

CHANGES = "classification_changes"


def classifications(period: Period) -> Rows:
    """What was classified goes by the level of that time, a change by the level that it changed."""
    known = [row for row in period.rows("classifications", period.last) if row.status != "void"]
    changes = [row for row in period.rows(CHANGES, period.last) if row.status != "void"]
    happened = [row for row in changes if _within(period, row["changed_on"])]
    found: Rows = []
    for level in STATE_SECRETS:
        new = [row for row in known if row["first_level"] == level and _within(period, row["approved_on"])]
        changed = [row for row in happened if row["old_level"] == level]
        row = (
            *(those("classifications", _of(new, "kind", kind)) for kind in CLASSIFICATION_KINDS[:3]),
            those("classifications", (one.entry for one in new if one["secret_points"])),
            *(those(CHANGES, _of(changed, "kind", kind)) for kind in CHANGE_KINDS),
            those("classifications", (one.entry for one in known
                                      if one.status in IN_FORCE and one["level"] == level)),
            those("classifications", (one.entry for one in known if _within(period, one["reported_on"])
                                      and (one["first_level"] or one["level"]) == level)),
            those(CHANGES, (one.entry for one in changed if one["corrects"])),
        )  # fmt: skip
        if any(figure.value for figure in row):
            found.append((str(level), *row))
    return found


def _of(rows: list[Row], key: str, value: str) -> list[int]:
    return [row.entry for row in rows if row[key] == value]


def _within(period: Period, day: str | None) -> bool:
    return period.first <= (day or "") <= period.last
