"""The yearly tables of the unit itself and of praise and blame (T1, T13; 第6条 to 第8条, 第83条, 第84条)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from secretdesk.desk.figures import Figure, those
from secretdesk.domain.terms import Level
from secretdesk.domain.terms_classification import DESIGNATED, STATUTORY
from secretdesk.domain.terms_office import (
    BASICS,
    CHANGED_RULES,
    FULL_TIME,
    GROUP_MEETING,
    IN_THE_GROUP,
    MERIT_KINDS,
    NEW_RULES,
    PART_TIME,
    PROCUREMENT,
    SECRET_MEETING,
    TASK,
    UPWARD,
)
from secretdesk.domain.terms_sites import SITE_KINDS
from secretdesk.domain.terms_yearly import PARTS, SEE_REPORT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from secretdesk.desk.figures import Period, Rows
    from secretdesk.domain.review import Row

GONE = ("left", "void", "retired", "closed", "ended", "revoked")


def basics(period: Period) -> Rows:
    """T1: the leading group and the office, who decides, rules, money, sites."""
    happened = [row for row in _stood(period, "activities") if _within(period, row["happened_on"])]
    spent = [row for row in happened if row["money"]]
    money = Figure(sum(row["money"] for row in spent), "activities", {"entry": [row.entry for row in spent]})
    deciders = [row for row in _stood(period, "authorities") if _lasts(row, period)]

    def of(register: str, key: str, rows: Sequence[Row], *values: str) -> Figure:
        return those(register, (row.entry for row in rows if row[key] in values))

    held = partial(of, "people", "duty", _stood(period, "people"))
    done = partial(of, "activities", "kind", happened)
    decide = partial(of, "authorities", "kind", deciders)
    sites = partial(of, "sites", "kind", _stood(period, "sites"))
    figures = (
        held(*IN_THE_GROUP), done(GROUP_MEETING), held(FULL_TIME), held(PART_TIME), decide(STATUTORY),
        decide(DESIGNATED), done(NEW_RULES), done(CHANGED_RULES), money, *map(sites, SITE_KINDS),
        done(UPWARD), done(TASK), done(SECRET_MEETING), done(PROCUREMENT),
    )  # fmt: skip
    return list(zip(BASICS, figures, strict=True)) if any(one.value for one in figures) else []


def _stood(period: Period, register: str) -> list[Row]:
    return [row for row in period.rows(register, period.last) if row.status not in GONE]


def _within(period: Period, day: object) -> bool:
    return period.first <= str(day or "") <= period.last


def _lasts(row: Row, period: Period) -> bool:
    return (row["until"] or period.last) >= period.last >= (row["from_on"] or "")


def merits(period: Period) -> Rows:
    """T13: by kind, of persons and of departments; a decision that was revoked by then counts no more."""
    decided = [row for row in _stood(period, "merits") if _within(period, row["decided_on"])]
    found: Rows = []
    for kind in MERIT_KINDS:
        own = [row for row in decided if row["kind"] == kind]
        people = [row.entry for row in own if row["person"]]
        departments = [row.entry for row in own if not row["person"]]
        if own:
            every = (row.entry for row in own)
            found.append((kind, *(those("merits", some) for some in (people, departments, every))))
    return found


def told(period: Period) -> Rows:
    """T13: the year in words, part by part, as its report tells it; written after its end (条例第56条)."""
    where = {"of_year": int(period.last[:4]), "status": ["draft", "sent"]}
    for report in period.desk.rows("year_reports", where=where, limit=1):
        own = [report.entry]
        return [
            (label, _open(report, key), those("year_reports", own))
            for key, label in PARTS.items()
            if report[key]
        ]
    return []


def _open(report: Row, key: str) -> str:
    """The words; of a report that bears a level where they are to be read, for the table bears none."""
    level = Level(report["level"]) if report["level"] else Level.UNCLASSIFIED
    if level is Level.UNCLASSIFIED:
        return str(report[key])
    return SEE_REPORT.format(level=level, number=report.number)
