"""What follows from a loan's typed values: level, department, due date, and what is coming back (F06)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from secretdesk.domain.effects.moves import chosen
from secretdesk.domain.rules.availability import level_of_copy, level_taken
from secretdesk.domain.terms import HANDLING, LOAN_KINDS, Level

if TYPE_CHECKING:
    from secretdesk.domain.review import Act

LIMITS = {
    Level.TOP_SECRET: "loan_days_top_secret",
    Level.HIGHLY_SECRET: "loan_days_highly_secret",
    Level.ORDINARY_SECRET: "loan_days_ordinary_secret",
}
USUAL = (Level.WORK_SECRET, Level.INTERNAL)  # a usual term, no limit


def fill_in_loan(act: Act) -> dict[str, Any]:
    """The level of what is lent, whose paper it is, the borrower's department, kind and the day of the reminder."""
    copies = chosen(act, "copies")
    documents = {copy["document"] for copy in copies}
    level = level_taken(act)
    values: dict[str, Any] = {"level": str(level) if level else None}
    if copies:
        values["document"] = documents.pop() if len(documents) == 1 else None
    if act.values.get("count") is not None:  # no thing tells who has it: the loan itself does
        values["holder"] = act.values.get("borrower")
    if not act.values.get("kind"):
        values["kind"] = LOAN_KINDS[0]
    borrower = act.values.get("borrower")
    person = act.books.get("people", borrower) if isinstance(borrower, int) else None
    if act.values.get("department") is None and person is not None:
        values["department"] = person["department"]
    for by, on in (("briefed_by", "briefed_on"), ("approved_by", "approved_on")):
        if act.values.get(by) and not act.values.get(on):
            values[on] = act.day
    return values


def fall_due(act: Act) -> dict[str, Any]:
    """The due date where none was typed: the days of the level; of 承办 the 办理时限 of the paper.

    工作秘密 and 内部 know no limit in the law; the college's own days are told, and may be exceeded.
    """
    level = level_taken(act)
    if act.values.get("due"):
        return {}
    document = act.values.get("document")
    row = act.books.get("documents", document) if isinstance(document, int) else None
    if act.values.get("kind") == HANDLING and row is not None and row["act_by"]:
        return {"due": row["act_by"]} if row["act_by"] >= act.day else {}
    code = LIMITS.get(level) if level is not None else None
    if level in USUAL:
        code = "loan_days_work"
    elif act.values.get("kind") == HANDLING:
        return {}
    days = int(act.books.parameter(code, act.day)) if code else 0
    if not days:
        return {}
    return {"due": (date.fromisoformat(act.day) + timedelta(days=days)).isoformat()}


def came_back(act: Act) -> dict[str, Any]:
    """Of what was lent by count: how many are back in all; those that are not named come back together."""
    if act.row is None or act.row["count"] is None:
        return {}
    told, before = act.values.get("back_count"), act.row["came_back"] or 0
    total = act.row["count"] if told is None else before + told
    return {"came_back": total, "back_count": total - before}


def count_renewal(act: Act) -> dict[str, Any]:
    """续借次数."""
    return {"renewals": (act.value("renewals") or 0) + 1}


def count_reminder(act: Act) -> dict[str, Any]:
    """催还次数."""
    return {"reminders": (act.value("reminders") or 0) + 1}


def earlier_due_date(act: Act) -> dict[str, Any]:
    """Of several that are recalled for one day each moves forward, never back; a single one says what it means."""
    before, given = act.row["due"] if act.row is not None else None, act.values.get("due")
    return {"due": min(before, given)} if before and given and act.command.together else {}


def swapped(act: Act) -> dict[str, Any]:
    """The list of copies with the right one in the place of the mistaken one."""
    wrong, right = act.values.get("wrong_copy"), act.values.get("right_copy")
    if act.row is None or wrong is None or right is None:
        return {}
    copies = [right if one == wrong else one for one in act.row["copies"] or []]
    rows = [row for one in copies if (row := act.books.get("copies", one)) is not None]
    documents = {row["document"] for row in rows}
    for key in ("media", "devices"):
        rows += [row for one in act.row[key] or [] if (row := act.books.get(key, one)) is not None]
    levels = [level for row in rows if (level := level_of_copy(act, row)) is not None]
    level = max(levels, key=lambda one: one.rank, default=Level.UNCLASSIFIED)
    return {
        "copies": copies,
        "level": str(level),
        "document": documents.pop() if len(documents) == 1 else None,
        **_due_at(act, level),
    }


def level_rises(act: Act, level: str) -> bool:
    """Whether that is a higher level than the loan has had."""
    before = act.row["level"] if act.row is not None else None
    return before is not None and Level(level).rank > Level(before).rank


def _due_at(act: Act, level: Level) -> dict[str, Any]:
    """What is of a higher level is back within the days of that level, from the day of lending (第28条（六）).

    A 办理时限 was approved as such: where it is longer than that, it is asked about.
    """
    if act.row is None or not level_rises(act, level) or level not in LIMITS:
        return {}
    due, handled = act.row["due"], act.row["kind"] == HANDLING
    lent, days = str(act.row["lent_on"])[:10], int(act.books.parameter(LIMITS[level], act.day))
    last = (date.fromisoformat(lent) + timedelta(days=days)).isoformat()
    return {} if due and (handled or due <= last) else {"due": last}
