"""When what was made public is a leak: the secret ones open their incident in the same act (第72条, 第74条; 条例第61条)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.kept import groups_of
from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules import leak_values as values
from secretdesk.domain.rules.common import missing
from secretdesk.domain.rules.disclosures import department_of
from secretdesk.domain.terms import Level
from secretdesk.domain.terms_disclosure import (
    INCIDENTS_IN,
    NOT_TO_BE_PUBLIC,
    PUBLIC_COURSE,
    SOMEWHERE,
)
from secretdesk.domain.terms_leaks import DAY_BEGINS, OPEN, UNCLEAR, WORK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Row

CLOCK = "条例第61条（优先于第74条）"
SECRET = ("marked", "state_secret")


def was_wrong(act: Act) -> bool:
    """Made public against the rules, as this act tells; taken down for another reason it was not."""
    return act.action.key != "withdraw" or act.value("withdrawn_as") == NOT_TO_BE_PUBLIC


def level_of(act: Act) -> Level | None:
    """The level of the secret that was public; None where it holds none, or nobody has told."""
    told = act.value("level")
    level = Level(told) if told else None
    if level is None and act.value("work_secret"):
        return Level.WORK_SECRET
    return level if level is not None and level.rank >= Level.WORK_SECRET.rank else None


def level_is_told(act: Act) -> Iterable[Reason]:
    """What is ticked as a state secret has a level; where nobody has decided it, the highest that it may be."""
    level = level_of(act)
    ticked = any(act.value(key) for key in SECRET)
    if was_wrong(act) and ticked and (level is None or not level.is_state_secret):
        yield missing(act.register.field("level"))


def incidents_of(act: Act) -> list[Row]:
    """The incidents that are not settled and were opened of this item."""
    if act.row is None:
        return []
    found = act.books.rows("incidents", disclosure=act.row.entry)
    return [row for row in found if row.status in {*OPEN, "found"}]


def keeps_incidents(act: Act) -> bool:
    """Whether this vault keeps leaks at all (one of an office PC does not)."""
    groups = groups_of(act.books.parameter("groups", act.day))
    return groups is None or INCIDENTS_IN in groups


def opens_incident(act: Act) -> bool:
    """A secret that was public, of which no incident is open yet."""
    return was_wrong(act) and level_of(act) is not None and keeps_incidents(act) and not incidents_of(act)


def discovered(act: Act) -> str:
    """The minute at which it was found, where that is told; else the clock began with the day."""
    day = str((act.row["found_on"] if act.row is not None else None) or act.day)
    return act.on[: values.MINUTE] if act.on[:10] == day and len(act.on) > len(day) else day + DAY_BEGINS


def started(act: Act) -> dict[str, Any]:
    """What the item tells of the incident; a title above this PC stands nowhere (第44条)."""
    level, department = level_of(act), department_of(act)
    named = act.value("title") if level is not None and level.rank <= Level(act.level).rank else None
    told: dict[str, Any] = {
        "discovered_at": discovered(act), "title": named, "level": str(level), "count": 1, "nature": UNCLEAR,
        "carrier": act.value("channel"),
        "course": PUBLIC_COURSE.format(
            day=discovered(act)[:10], where=act.value("channel") or SOMEWHERE, level=level,
            department=department["name"] if department is not None else "",
        ),
        "remedies": act.value("measures"),
    }  # fmt: skip
    told |= values.terms(act, told)
    return {key: value for key, value in told.items() if value is not None}


def clock_runs(act: Act) -> Iterable[Reason]:
    """Told at once: until when it is to be reported; or where, in a vault that keeps no leaks."""
    if opens_incident(act):
        due = started(act).get("report_by")
        if due:
            text = f"已立泄密事件：请在 {due.replace('T', ' ')} 以前报告保密行政管理部门和上级主管部门两处，核实不停钟。"
            yield Reason("report_due", text, "level", CLOCK, Weight.WARN)
        else:
            text = f"已立泄密事件（{WORK}）：向上级主管部门报告，及时补救；不计国家秘密的 24 小时。"
            yield Reason("report_due", text, "level", "保密法第64条", Weight.WARN)
    elif was_wrong(act) and level_of(act) is not None and not keeps_incidents(act):
        text = "公开的内容涉密；请立即到登记泄密事件的那个库里登记，从发现起 24 小时内报告两处。"
        yield Reason("may_be_leak", text, "level", CLOCK, Weight.WARN)
