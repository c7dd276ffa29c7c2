"""What follows from what is typed of a classification: level, term and end, terms of working days (F20, F21, F21b)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from secretdesk.domain.marks import Mark, parse_mark
from secretdesk.domain.periods import Term
from secretdesk.domain.review import OWN_NUMBER, Act
from secretdesk.domain.rules.authorities import grant_for
from secretdesk.domain.rules.receipt_values import LIMIT_CODE
from secretdesk.domain.terms import DECLASSIFIED, STAR, Level
from secretdesk.domain.terms_classification import (
    ADVICE,
    EARLY,
    EXPIRED,
    EXTENDED,
    IS_SECRET,
    KEPT,
    LOWERED,
    ORIGINAL,
    RAISED,
    SCOPED,
    SHORTENED,
)
from secretdesk.domain.working_days import WorkingDays

if TYPE_CHECKING:
    from secretdesk.domain.review import Row

FOREVER = date.max.isoformat()
LAST_DAY = "12-31"


def mark_of(text: str | None) -> Mark | None:
    """A mark as parsed; None for none."""
    return parse_mark(text) if text else None


def read_matter_mark(act: Act) -> dict[str, Any]:
    """Level, term and 解密日 from the mark and the day from which the term runs (条例第19条).

    Before that day is known it is reckoned from the day of the proposal.
    """
    mark = mark_of(act.value("mark"))
    if mark is None or not {"mark", "starts_on"} & set(act.values):
        return {}
    ends = end_of(act, mark, act.value("starts_on") or act.value("proposed_on") or act.day)
    return {
        "level": str(mark.level),
        "term": mark.term.text if mark.term else None,
        "declassify_on": ends,
    }


def end_of(act: Act, mark: Mark, start: str | None) -> str | None:
    """The first day on which it is secret no more; None where the term tells none."""
    if mark.term is not None and mark.term.until is not None:
        return mark.term.until.isoformat()
    term = mark.term
    if term is None and mark.level in LIMIT_CODE:
        term = Term(years=int(act.books.parameter(LIMIT_CODE[mark.level], act.day)))
    ends = term.end(date.fromisoformat(start)) if term is not None and start else None
    return ends.isoformat() if ends else None


def papers_of(act: Act) -> list[Row]:
    """The papers of our own that carry the matter."""
    return _documents(act, act.value("papers"))


def sources_of(act: Act) -> list[Row]:
    """The papers in our books from which it is derived."""
    return _documents(act, act.value("sources"))


def _documents(act: Act, entries: list[Any] | None) -> list[Row]:
    found = (act.books.get("documents", one) for one in entries or [] if isinstance(one, int))
    return [row for row in found if row is not None]


def highest_source(act: Act) -> tuple[Level | None, str]:
    """The highest level and the latest end of what it is derived from; an end that no day tells is the last of days."""
    found = [
        (Level(row["level"]), row["declassify_on"] or FOREVER) for row in sources_of(act) if row["level"]
    ]
    told = mark_of(act.value("source_mark"))
    if told is not None:
        found.append((told.level, end_of(act, told, act.value("source_issued_on")) or FOREVER))
    if not found:
        return None, FOREVER
    return max((level for level, _ in found), key=lambda one: one.rank), max(end for _, end in found)


def fill_in_matter(act: Act) -> dict[str, Any]:
    """Its 代称 is its number; what is derived bears the mark of its only source, unless another is typed."""
    values: dict[str, Any] = {}
    if not act.value("short_title"):
        values["short_title"] = OWN_NUMBER
    sources = sources_of(act)
    if not act.value("mark") and len(sources) == 1 and act.value("kind") != ORIGINAL:
        values["mark"] = _inherited(sources[0])
    return values


def _inherited(source: Row) -> str:
    """The level of the source, and as term the day on which the source ends (定密管理规定)."""
    ends = source["declassify_on"]
    if not ends or not Level(source["level"]).is_state_secret:
        return str(source["mark"])
    return f"{source['level']}{STAR}{Term(until=date.fromisoformat(ends)).text}"


def advice_of(act: Act) -> dict[str, Any]:
    """A suggestion bears the mark of the paper it is about and goes to whoever issued that."""
    sources = sources_of(act)
    values: dict[str, Any] = {"kind": ADVICE, "short_title": OWN_NUMBER}
    if sources:
        values |= {key: sources[0][key] for key in ("mark", "level", "term", "declassify_on")}
        if act.value("asked_unit") is None:
            values["asked_unit"] = sources[0]["issuer"]
    return values


def begin_term(act: Act) -> dict[str, Any]:
    """The term runs from the day on the paper, else from the decision (条例第19条)."""
    if act.value("starts_on"):
        return {}
    issued = [row["issued_on"] for row in papers_of(act) if row["issued_on"]]
    return {"starts_on": min([*issued, act.day])}


def decided(act: Act) -> dict[str, Any]:
    """Under which authority, at which level, and when everything in force is looked at next (保密法第24条)."""
    level = act.value("level")
    grant = grant_for(act.books, level, act.day) if level and act.value("kind") == ORIGINAL else None
    return {
        "authority": grant.entry if grant is not None else None,
        "first_level": level,
        "review_due": _december(act.day),
    }


def report_soon(act: Act) -> dict[str, Any]:
    """Ten working days to report what was given a provisional level (条例第25条)."""
    return {"kind": ORIGINAL, "report_due": _working_days(act, "unclear_report_days")}


def decision_soon(act: Act) -> dict[str, Any]:
    """Ten more for those who decide (条例第25条)."""
    return {"decision_due": _working_days(act, "unclear_decide_days")}


def _working_days(act: Act, code: str) -> str:
    days = int(act.books.parameter(code, act.day))
    return WorkingDays(act.books, act.day).after(date.fromisoformat(act.day), days).isoformat()


def outcome_of_report(act: Act) -> dict[str, Any]:
    """What the superior decided: in force as decided, or no state secret."""
    if act.value("decision") != IS_SECRET:
        return {"status": "refused"}
    return {"approved_on": act.day, **decided(act), "authority": None}


def kind_of_change(act: Act) -> dict[str, Any]:
    """升, 降, 延长, 缩短 or 调整知悉范围, by what differs."""
    if act.row is None:
        return {}
    told, followed = act.values.get("mark"), _followed(act)
    if act.action.key in {"extend", "shorten"}:
        return {"change_kind": EXTENDED if act.action.key == "extend" else SHORTENED, **followed}
    mark = mark_of(told)
    if mark is None or mark.level == act.row["level"]:
        return {"change_kind": SCOPED, **followed}
    higher = mark.level.rank > Level(act.row["level"]).rank
    return {"change_kind": RAISED if higher else LOWERED, **followed}


def release(act: Act) -> dict[str, Any]:
    """解密: from the day on which its term ended where that has come, else before its time (保密法第24条)."""
    if act.row is None:
        return {}
    ends = act.row["declassify_on"]
    expired = bool(ends) and ends <= act.day
    return {
        "change_kind": EXPIRED if expired else EARLY,
        "freed_on": ends if expired else act.day,
        "level": str(Level.UNCLASSIFIED),
        "mark": DECLASSIFIED,
        "review_due": None,
        **_followed(act),
    }


def _followed(act: Act) -> dict[str, Any]:
    """A change does what the yearly look concluded."""
    waits = act.row is not None and act.row["yearly_outcome"] not in (None, KEPT)
    return {"yearly_todo": None} if waits else {}


def next_look(act: Act) -> dict[str, Any]:
    """Looked at this year; the next is due at the end of the next (保密法第24条)."""
    outcome = act.values.get("yearly_outcome")
    return {
        "review_due": f"{int(act.day[:4]) + 1}-{LAST_DAY}",
        "yearly_todo": outcome if outcome != KEPT else None,
    }


def _december(day: str) -> str:
    year = int(day[:4])
    return f"{year + (day[5:7] == '12')}-{LAST_DAY}"
