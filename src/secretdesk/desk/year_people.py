"""The yearly tables of people and of their education (T6, T10; 第17条 to 第26条, 第7条（五）)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from secretdesk.desk.figures import Figure, those
from secretdesk.desk.trainings import halves_between, wanted
from secretdesk.domain.rules.trainings import CAME, half_hours, in_hours
from secretdesk.domain.terms import CATEGORIES, CLEARED_STATUSES
from secretdesk.domain.terms_people import AGAIN, ENTERING, ERRANDS, REPORTED_EVENT
from secretdesk.domain.terms_training import AUDIENCES, TRAINING_FORMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from secretdesk.desk.figures import Period, Rows
    from secretdesk.domain.review import Row


def people(period: Period) -> Rows:
    """T6: by category of their clearance (第17条)."""
    before = [row for row in period.rows("people", _day_before(period)) if row.status in CLEARED_STATUSES]
    after = list(period.rows("people", period.last))
    was, matters = {row.entry: row["category"] for row in before}, _matters(period)
    told = {row.entry: row["category"] for row in after}
    done = halves_between(period.desk, period.first, period.last)
    least = wanted(period.desk, period.last)
    ended, looked_after = _terms(period, after)
    found: Rows = []
    for category in CATEGORIES:
        own = [row for row in after if row["category"] == category]
        cleared = [row for row in own if row.status in CLEARED_STATUSES]
        pledged = [r.entry for r in cleared if r["pledged_on"]]
        enough = [r.entry for r in cleared if done.get(r.entry, 0) >= least]
        row: tuple[Figure | str, ...] = (
            those("people", (r.entry for r in before if r["category"] == category)),
            those("people", (r.entry for r in own if _within(period, r["cleared_from"]))),
            those("people", (r.entry for r in cleared if was.get(r.entry, category) != category)),
            those("people", (r.entry for r in own if _within(period, r["left_on"]))),
            those("people", (r.entry for r in cleared)),
            *(those("screenings", _of(matters["screenings"], category, kind=kind))
              for kind in (ENTERING, AGAIN)),
            those("people", pledged),
            _rate(pledged, cleared),
            those("attendances", (r.entry for r in matters["attendances"]
                                  if told.get(r["person"]) == category)),
            those("people", enough),
            _rate(enough, cleared),
            those("people", (r.entry for r in own if r.entry in looked_after)),
            those("people", (r.entry for r in own if r.entry in ended)),
            *(those("trips", _of(matters["trips"], category, errand=errand)) for errand in ERRANDS),
            those("foreign_events", (r.entry for r in matters["foreign_events"]
                                     if told.get(r["person"]) == category)),
            those("major_reports", _of(matters["major_reports"], category)),
            those("irregularities", (r.entry for r in matters["irregularities"]
                                     if told.get(r["person"]) == category)),
        )  # fmt: skip
        if any(isinstance(one, Figure) and one.value for one in row):
            found.append((category, *row))
    return found


def _matters(period: Period) -> dict[str, list[Row]]:
    """What the year had: screenings that ended (第20条), journeys (第23条), contacts reported (第22条)."""
    asked: dict[str, dict[str, Any]] = {
        "screenings": {"decided_on": period.days, "status": ["passed", "failed"]},
        "trips": {"from_on": period.days, "status": ["approved", "back", "closed", "to_report", "reported"]},
        "foreign_events": {"reported_on": period.days, "kind": REPORTED_EVENT,
                           "status": ["reported", "allowed", "told", "refused"]},
        "major_reports": {"reported_on": period.days, "status": ["reported", "judged"]},
        "attendances": {"held_on": period.days, "status": list(CAME)},
        "irregularities": {"happened_on": period.days, "status": ["open", "closed"]},
    }  # fmt: skip
    return {register: period.desk.rows(register, where=where) for register, where in asked.items()}


def _of(rows: Iterable[Row], category: str, **told: str) -> Iterator[int]:
    """Those of a category, and of what is told besides."""
    return (
        row.entry
        for row in rows
        if row["category"] == category and all(row[key] == value for key, value in told.items())
    )


def _terms(period: Period, after: list[Row]) -> tuple[set[int], set[int]]:
    """Whose 脱密期 ended in the year, and who is in it on the last day.

    Of whom there is a sheet it ends by being released; of others (old books) by its day (第24条).
    """
    sheets = [row for row in period.rows("departures", period.last) if row.status in {"cooling", "released"}]
    ended = {row["person"] for row in sheets if _within(period, row["released_on"])}
    looked_after = {row["person"] for row in sheets if row.status == "cooling"}
    has_sheet = {row["person"] for row in sheets}
    for row in after:
        until = row["cooling_until"] or ""
        if row.status != "left" or row.entry in has_sheet or not until:
            continue
        if until >= period.last:
            looked_after.add(row.entry)
        elif period.first <= until:
            ended.add(row.entry)
    return ended, looked_after


def _rate(some: list[int], rows: list[Row]) -> str:
    return f"{100 * len(some) // len(rows)}%" if rows else ""


def _within(period: Period, day: str | None) -> bool:
    return period.first <= (day or "") <= period.last


def _day_before(period: Period) -> str:
    return (date.fromisoformat(period.first) - timedelta(days=1)).isoformat()


def trainings(period: Period) -> Rows:
    """T10: by audience and form; who came, and the hours that they came for (F30)."""
    held = period.desk.rows("trainings", where={"status": "held", "held_on": period.days}, ascending=True)
    found: Rows = []
    for audience in AUDIENCES:
        for form in TRAINING_FORMS:
            own = [one for one in held if (one["audience"], one["form"]) == (audience, form)]
            if own:
                found.append((audience, form, *_sums(own)))
    return found


def _sums(rows: list[Row]) -> Iterator[Figure | str]:
    where = {"entry": [one.entry for one in rows]}
    came = [(one["present"] or 0) + (one["made_up_count"] or 0) for one in rows]
    halves = [half_hours(one["hours"]) or 0 for one in rows]
    yield Figure(len(rows), "trainings", where)
    yield Figure(sum(came), "trainings", where)
    yield Figure(sum(one["made_up_count"] or 0 for one in rows), "trainings", where)
    yield in_hours(sum(halves))
    yield in_hours(sum(n * each for n, each in zip(came, halves, strict=True)))
