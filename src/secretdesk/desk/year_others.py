"""The yearly tables of people, devices and media, and of what went wrong (T6, T7, T12)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from secretdesk.desk.figures import those
from secretdesk.domain.terms import (
    BURNT,
    CATEGORIES,
    CLEARED_STATUSES,
    DEVICE_KINDS,
    DISC,
    MEDIUM_KINDS,
    SENT_OUT,
    Level,
)
from secretdesk.domain.terms_people import AGAIN, ENTERING, ERRANDS, REPORTED_EVENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from secretdesk.desk.figures import Figure, Period, Rows
    from secretdesk.domain.review import Row

USED, PUT_AWAY, GONE = ("in_use", "on_loan", "carried_out", "repairing"), "suspended", "destroyed"


def people(period: Period) -> Rows:
    """T6: by category of their clearance (第17条)."""
    before = [row for row in period.rows("people", _day_before(period)) if row.status in CLEARED_STATUSES]
    after = list(period.rows("people", period.last))
    was, matters = {row.entry: row["category"] for row in before}, _matters(period)
    told = {row.entry: row["category"] for row in after}
    found: Rows = []
    for category in CATEGORIES:
        own = [row for row in after if row["category"] == category]
        cleared = [row for row in own if row.status in CLEARED_STATUSES]
        row = (
            those("people", (r.entry for r in before if r["category"] == category)),
            those("people", (r.entry for r in own if _within(period, r["cleared_from"]))),
            those("people", (r.entry for r in cleared if was.get(r.entry, category) != category)),
            those("people", (r.entry for r in own if _within(period, r["left_on"]))),
            those("people", (r.entry for r in cleared)),
            *(those("screenings", _of(matters["screenings"], category, kind=kind))
              for kind in (ENTERING, AGAIN)),
            those("people", (r.entry for r in cleared if r["pledged_on"])),
            those("people", (r.entry for r in own if r.status == "left"
                             and (r["cooling_until"] or "") >= period.last)),
            those("people", (r.entry for r in own if r.status == "left"
                             and period.first <= (r["cooling_until"] or "") < period.last)),
            *(those("trips", _of(matters["trips"], category, errand=errand)) for errand in ERRANDS),
            those("foreign_events", (r.entry for r in matters["foreign_events"]
                                     if told.get(r["person"]) == category)),
        )  # fmt: skip
        if any(figure.value for figure in row):
            found.append((category, *row))
    return found


def _matters(period: Period) -> dict[str, list[Row]]:
    """What the year had: screenings that ended (第20条), journeys (第23条), contacts reported (第22条)."""
    asked: dict[str, dict[str, Any]] = {
        "screenings": {"decided_on": period.days, "status": ["passed", "failed"]},
        "trips": {"from_on": period.days, "status": ["approved", "back", "closed", "to_report", "reported"]},
        "foreign_events": {"reported_on": period.days, "kind": REPORTED_EVENT,
                           "status": ["reported", "allowed", "told", "refused"]},
    }  # fmt: skip
    return {register: period.desk.rows(register, where=where) for register, where in asked.items()}


def _of(rows: Iterable[Row], category: str, **told: str) -> Iterator[int]:
    """Those of a category, and of what is told besides."""
    return (
        row.entry
        for row in rows
        if row["category"] == category and all(row[key] == value for key, value in told.items())
    )


def _within(period: Period, day: str | None) -> bool:
    return period.first <= (day or "") <= period.last


def _day_before(period: Period) -> str:
    return (date.fromisoformat(period.first) - timedelta(days=1)).isoformat()


def things(period: Period) -> Rows:
    """T7: devices and media, by kind and level (第37条)."""
    return [*_things(period, "devices", DEVICE_KINDS), *_things(period, "media", MEDIUM_KINDS)]


def _things(period: Period, register: str, kinds: tuple[str, ...]) -> Rows:
    gone_before = {row.entry for row in period.rows(register, _day_before(period)) if row.status == GONE}
    after = list(period.rows(register, period.last))
    repaired = {"started_on": period.days, "status": ["repairing", "finished"]}
    repairs = period.desk.rows("repairs", where=repaired) if register == "devices" else []
    found: Rows = []
    for kind in kinds:
        for level in map(str, Level):
            own = {row.entry: row for row in after if row["kind"] == kind and row["level"] == level}
            row = (
                those(register, (e for e, r in own.items() if r.status in USED)),
                those(register, (e for e, r in own.items() if r.status == PUT_AWAY)),
                those("repairs", (r.entry for r in repairs if r["device"] in own)),
                those("repairs", (r.entry for r in repairs if r["device"] in own and r["way"] == SENT_OUT)),
                _burnt(period, level) if kind == DISC else those("outputs", ()),
                those(register, (e for e, r in own.items() if r.status == GONE and e not in gone_before)),
            )
            if any(figure.value for figure in row):
                found.append((kind, level, *row))
    return found


def _burnt(period: Period, level: str) -> Figure:
    """Discs that were burnt at that level (第39条)."""
    where = {"kind": BURNT, "level": level, "made_on": period.days, "status": "done"}
    return those("outputs", (row.entry for row in period.desk.rows("outputs", where=where)))


def irregularities(period: Period) -> Rows:
    """T12: by kind; what happened that year, and what was settled of it by its last day."""
    kinds: dict[str, dict[str, list[int]]] = {}
    for one in period.rows("irregularities", period.last):
        if one.status != "void" and _within(period, str(one["happened_on"] or "")[:10]):
            kinds.setdefault(one["kind"], {"open": [], "closed": []})[one.status].append(one.entry)
    return [
        (kind, *(those("irregularities", some)
                 for some in ([*told["open"], *told["closed"]], told["closed"], told["open"])))
        for kind, told in kinds.items()
    ]  # fmt: skip
