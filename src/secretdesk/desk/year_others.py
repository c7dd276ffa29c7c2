"""The yearly tables of devices and media, and of what went wrong (T7, T12)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from secretdesk.desk.figures import those
from secretdesk.domain.terms import (
    BURNT,
    DEVICE_KINDS,
    DISC,
    MEDIUM_KINDS,
    SENT_OUT,
    Level,
)

if TYPE_CHECKING:
    from secretdesk.desk.figures import Figure, Period, Rows

USED, PUT_AWAY, GONE = ("in_use", "on_loan", "carried_out", "repairing"), "suspended", "destroyed"


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
                those(register, (e for e, r in own.items() if _within(period, r["assessed_on"]))),
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
