"""What follows from a leak: its clock, its things, its terms (第74条, 第81条; 条例第61条; F28, F28b)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from secretdesk.domain.effects.moves import HOME, chosen
from secretdesk.domain.periods import add_months
from secretdesk.domain.rules.correspondents import told_as
from secretdesk.domain.terms import NAME_SEPARATOR, Level
from secretdesk.domain.terms_leaks import (
    ADDRESSEES,
    DAY_BEGINS,
    FIRST_POINTS,
    GRAVE,
    LAST_SEEN,
    MISSING_COURSE,
    OFFICE,
    OPEN,
    STATE_SECRET,
    WORK,
)

if TYPE_CHECKING:
    from secretdesk.domain.review import Act, Books, Row

THINGS = tuple(HOME)  # copies, media, devices: the fields of an incident by the same names
GONE = ("missing", "leak_case")
MINUTE = len("2026-11-23T09:30")


def things_of(act: Act) -> list[Row]:
    """The carriers that the incident is about."""
    if act.row is None:
        return chosen(act, *THINGS)
    found = (act.books.get(key, one) for key in THINGS for one in act.row[key] or [])
    return [row for row in found if row is not None]


def open_about(books: Books, thing: Row) -> list[Row]:
    """The incidents that are not settled and name this thing."""
    found = books.rows("incidents", status=[*OPEN, "found"])
    return [row for row in found if thing.entry in (row[thing.register] or [])]


def about(act: Act, things: list[Row], day: str) -> dict[str, Any]:
    """What the books know of missing things: what it is, how high, since when, who had it last.

    Above the level of this PC no name stands, the numbers alone (第44条).
    """
    books = act.books
    if not things:
        return {}
    papers = [row for one in things if (row := books.get("documents", one["document"] or 0)) is not None]
    level = max(
        (Level(one["level"]) for one in things if one["level"]), key=lambda one: one.rank, default=None
    )
    numbers = NAME_SEPARATOR.join(one.number for one in things)
    seen = next((one["last_seen"] for one in things if one["last_seen"]), None)
    told = LAST_SEEN.format(told=seen) if seen else ""
    titles = dict.fromkeys(p["title"] or p["short_title"] for p in papers)
    values: dict[str, Any] = {
        key: [one.entry for one in things if one.register == key] or None for key in THINGS
    }
    values |= {
        "title": NAME_SEPARATOR.join(str(one) for one in titles if one) or numbers,
        "level": str(level) if level is not None else None,
        "count": len(things),
        "content": numbers,
        "carrier": NAME_SEPARATOR.join(
            dict.fromkeys(str(one["carrier_type"] or one["kind"] or "") for one in things)
        ),
        "issuer": next((p["issuer"] for p in papers if p["issuer"]), None),
        "person": next((one["holder"] for one in things if one["holder"]), None),
        "course": MISSING_COURSE.format(day=day, numbers=numbers, told=told),
    }
    if level is not None and level.rank > Level(act.level).rank:
        del values["title"]
    return {key: value for key, value in values.items() if value is not None}


def fill_in_incident(act: Act) -> dict[str, Any]:
    """What a stocktake, an irregularity and the things themselves tell, where nothing else is typed."""
    things = chosen(act, *THINGS) or named_missing(act)
    found = about(act, things, act.day)
    return {key: value for key, value in found.items() if act.values.get(key) in (None, "", [])}


def named_missing(act: Act) -> list[Row]:
    """The things that the stocktake or the irregularity, which the incident begins with, found missing."""
    found: list[Row] = []
    stocktake, breach = act.value("stocktake"), act.value("irregularity")
    if isinstance(stocktake, int):
        found += missing_of_stocktake(act.books, stocktake)
    if isinstance(breach, int):
        row = act.books.get("irregularities", breach)
        found += missing_of_breach(act.books, row) if row is not None else []
    return [row for row in found if not open_about(act.books, row)]


def missing_of_stocktake(books: Books, stocktake: int) -> list[Row]:
    """What a stocktake did not find and what is still missing."""
    found: list[Row] = []
    for line in books.rows("stocktake_lines", stocktake=stocktake, status="counted"):
        for key, register in (("copy", "copies"), ("medium", "media")):
            row = books.get(register, line[key]) if line[key] else None
            if row is not None and row.status == "missing":
                found.append(row)
    return list({(row.register, row.entry): row for row in found}.values())


def missing_of_breach(books: Books, breach: Row) -> list[Row]:
    """The missing thing that an irregularity is about."""
    named = (("copy", "copies"), ("medium", "media"), ("device", "devices"))
    found = (books.get(register, breach[key]) for key, register in named if breach[key])
    return [row for row in found if row is not None and row.status == "missing"]


def clocks(act: Act) -> dict[str, Any]:
    """The hours of the report, the days of the search, the months of the case."""
    return terms(act, {key: act.value(key) for key in ("kind", "nature", "level", "discovered_at")})


def terms(act: Act, told: dict[str, Any]) -> dict[str, Any]:
    """When it is to be reported (at once where grave), until when it is searched, when the case is to end."""
    found = told.get("discovered_at")
    if not found:
        return {}
    level = told.get("level")
    kind = told.get("kind") or (WORK if level and not Level(level).is_state_secret else STATE_SECRET)
    ends = add_months(date.fromisoformat(found[:10]), int(act.books.parameter("leak_months", act.day)))
    values: dict[str, Any] = {"kind": kind, "close_due": ends.isoformat()}
    if kind == WORK:
        return values | {"report_by": None, "search_due": None, "close_due": None}
    hours = 0 if told.get("nature") == GRAVE else int(act.books.parameter("leak_hours", act.day))
    start = datetime.fromisoformat(found if len(found) >= MINUTE else found + DAY_BEGINS)
    values["report_by"] = (start + timedelta(hours=hours)).isoformat(timespec="minutes")
    values["search_due"] = search_until(act, found[:10], level)
    return values


def search_until(act: Act, day: str, level: str | None) -> str:
    """The last day of the search: 10 days for 绝密, 60 for the others; then it counts as leaked."""
    code = "search_days_top_secret" if level == Level.TOP_SECRET else "search_days_other"
    return (date.fromisoformat(day) + timedelta(days=int(act.books.parameter(code, act.day)))).isoformat()


def is_searched_for(act: Act) -> dict[str, Any]:
    """Whether something is missing, so that the days of the search run."""
    things = chosen(act, *THINGS)
    return {"searching": any(one.status == "missing" for one in things) or None}


def remedies_so_far(act: Act) -> dict[str, Any]:
    """A further remedy stands below the earlier ones, each with its day."""
    told, before = act.values.get("remedies"), act.row["remedies"] if act.row is not None else None
    if not told:
        return {}
    return {"remedies": f"{before}\n{act.day} {told}" if before else f"{act.day} {told}"}


def addressees(kind: str | None) -> tuple[str, ...]:
    """Who is told of a leak: both for a state secret; of a 工作秘密 the superior alone."""
    return ADDRESSEES if kind != WORK else ADDRESSEES[1:]


def units_told(act: Act) -> dict[str, Any]:
    """Which unit each line was told to, where it is not typed: the correspondent that stands for the addressee."""
    lines = act.values.get("reports")
    if not lines:
        return {}
    known = {one: told_as(act.books, one) for one in ADDRESSEES}
    return {
        "reports": [
            {**line, "unit": unit.entry}
            if line.get("unit") is None and (unit := known[line["addressee"]]) is not None
            else line
            for line in lines
        ]
    }


def told_so_far(act: Act, *stages: str) -> set[str]:
    """The addressees that have a row of one of these stages, this act's own rows included."""
    own = {line["addressee"] for line in act.values.get("reports") or []}
    rows = (
        act.books.rows("incident_reports", incident=act.row.entry, status="sent")
        if act.row is not None
        else []
    )
    return own | {row["addressee"] for row in rows if row["stage"] in stages}


def reported(act: Act) -> dict[str, Any]:
    """When each addressee was told first; the first report is done once all were."""
    values: dict[str, Any] = {}
    for line in act.values.get("reports") or []:
        key = "office_at" if line["addressee"] == OFFICE else "superior_at"
        if act.value(key) is None:
            values[key] = min(line["reported_at"], values.get(key) or line["reported_at"])
    kind = act.row["kind"] if act.row is not None else None
    from_open = act.row is not None and act.row.status == "open"
    if from_open and told_so_far(act, *STAGES_ANY) >= set(addressees(kind)):
        values["status"] = "reported"
    return values


STAGES_ANY = ("初报", "续报", "结案报告")


def points_missing(act: Act) -> list[str]:
    """Which of the six points of a first report are not told yet (第75条（一）)."""
    return [name for name, key in FIRST_POINTS.items() if not act.value(key)]


def note_points(act: Act) -> dict[str, Any]:
    """They stand on the entry until they are told."""
    return {"points_missing": NAME_SEPARATOR.join(points_missing(act)) or None}


def case_term(act: Act) -> dict[str, Any]:
    """Three months from the day on which the case was opened (第81条)."""
    if act.row is not None and act.row["kind"] == WORK:
        return {}
    months = int(act.books.parameter("leak_months", act.day))
    return {"close_due": add_months(date.fromisoformat(act.day), months).isoformat()}


def stayed(act: Act) -> dict[str, Any]:
    """Days of compulsory measures and of proceedings do not count (第81条)."""
    days, due = act.values.get("stayed_days"), act.row["close_due"] if act.row is not None else None
    if not days or not due or act.row is None:
        return {}
    ends = date.fromisoformat(due) + timedelta(days=days)
    return {"close_due": ends.isoformat(), "stayed_days": (act.row["stayed_days"] or 0) + days}


def clocks_of_nature(act: Act) -> dict[str, Any]:
    """What turns out to be grave is to be reported at once, if it was not reported yet."""
    if act.row is None or "nature" not in act.values or act.row.status != "open":
        return {}
    return clocks_again(act, force=True)


def clocks_again(act: Act, *, force: bool = False) -> dict[str, Any]:
    """A corrected minute of discovery moves what is counted from it."""
    if act.row is None or not (force or "discovered_at" in act.values):
        return {}
    told = terms(act, {key: act.value(key) for key in ("kind", "nature", "level", "discovered_at")})
    if act.row["filed_on"]:  # the case runs from its own day
        told.pop("close_due", None)
    return told


def search_ends(_act: Act) -> dict[str, Any]:
    """Found, or counted as leaked: nothing is searched for any more."""
    return {"searching": None}


def back_to(act: Act) -> dict[str, Any]:
    """The step at which it stood before something was found or the case was closed."""
    row = act.row
    if row is None:
        return {}
    told = told_so_far(act, *STAGES_ANY) >= set(addressees(row["kind"]))
    return {"status": "concluded" if row["concluded_on"] else "investigating" if row["filed_on"]
            else "reported" if told else "open"}  # fmt: skip
