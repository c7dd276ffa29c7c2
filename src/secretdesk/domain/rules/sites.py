"""Rules of sites (第29条 to 第36条; 条例第31条, 保密法第39条; F22)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules.clearance import handles
from secretdesk.domain.rules.common import LEDGER, bad_value, missing
from secretdesk.domain.rules.corrections import is_new
from secretdesk.domain.terms_sites import SITE_PROBLEM

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Row

CONFIRM = "条例第31条"
FOUND = ("guards_good", "technical_good", "physical_good")
PROTECTION = ("guards", "technical", "physical")
WAITS = "请报同级保密行政管理部门，批复后办“登记确认”写明日期和文号"


def site_of(act: Act) -> Row | None:
    """The site that a key, a visit, a shift or papers name."""
    site = act.value("site")
    return act.books.get("sites", site) if isinstance(site, int) else None


def open_problems(act: Act) -> list[Row]:
    """What checks found and nobody has mended, oldest first."""
    return act.books.rows("site_checks", site=act.row.entry, status=SITE_PROBLEM) if act.row else []


def confirmed_already(act: Act) -> dict[str, Any]:
    """One that the authority has confirmed before it is entered stands so."""
    return {"status": "confirmed"} if act.values.get("confirm_number") else {}


def counted_people(act: Act) -> dict[str, Any]:
    """How many of the department are cleared, where that is not typed."""
    department = act.values.get("department")
    if act.values.get("headcount") is not None or not isinstance(department, int):
        return {}
    return {"headcount": len(act.books.rows("people", department=department, status="cleared"))}


def first_check(act: Act) -> dict[str, Any]:
    """When it is checked first: as after a check, from today for one determined long ago."""
    start = max(act.day, act.now.date().isoformat())
    return {} if act.values.get("next_on") else {"next_on": _due(act, start)}


def next_check(act: Act) -> dict[str, Any]:
    """When it is checked again (第33条; days by parameter)."""
    return {} if act.values.get("next_on") else {"next_on": _due(act, act.day)}


def _due(act: Act, day: str) -> str:
    days = int(act.books.parameter("site_check_days", act.day))
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def one_more_problem(act: Act) -> dict[str, Any]:
    """How many problems are open after this check."""
    return {"problems": len(open_problems(act)) + bool(found_bad(act))}


def found_bad(act: Act) -> list[str]:
    """Which of the three kinds of protection the check found wanting."""
    return [act.register.field(key).label for key in FOUND if act.values.get(key) is False]


def oldest_problem(act: Act) -> dict[str, Any]:
    """The one that is mended, where none is named."""
    found = open_problems(act)
    return {"problem": found[0].entry} if found and act.values.get("problem") is None else {}


def one_problem_less(act: Act) -> dict[str, Any]:
    """How many are open then."""
    return {"problems": max(len(open_problems(act)) - 1, 0)}


def moved_is_confirmed_anew(act: Act) -> dict[str, Any]:
    """A room elsewhere is another room: what was confirmed is the old one (条例第31条)."""
    told = {"status": "proposed", "confirmed_on": None, "confirm_number": None, "confirmed_by": None}
    return told | {"reported_on": None} if _is_moved(act) else {}


def _is_moved(act: Act) -> bool:
    return act.row is not None and act.row.status == "confirmed" and is_new(act, "location")


def responsible_may_have_it(act: Act) -> Iterable[Reason]:
    """Whoever answers for it may handle what lies in it (第17条, 第32条)."""
    person, level = act.value("responsible"), act.value("highest_level")
    if level and person is not None and is_new(act, "responsible", "highest_level"):
        yield from handles(act, "responsible", person, level)


def who_may_enter(act: Act) -> Iterable[Reason]:
    """第36条: the range of those who may enter; who is newly in it may handle what lies there (第17条)."""
    level = act.value("highest_level")
    before = (act.row["allowed"] or []) if act.row is not None and not is_new(act, "highest_level") else []
    for person in act.value("allowed") or []:
        if level and person not in before:
            yield from handles(act, "allowed", person, level)


def confirmed_in_writing(act: Act) -> Iterable[Reason]:
    """条例第31条: what is confirmed has its day and number."""
    given = [key for key in ("confirmed_on", "confirmed_by", "confirm_number") if act.values.get(key)]
    for key in ("confirmed_on", "confirmed_by", "confirm_number") if given else ():
        if key not in given:
            yield missing(act.register.field(key))


def waits_for_authority(act: Act) -> Iterable[Reason]:
    """Until the authority has confirmed it, it waits among the day's matters (条例第31条)."""
    if not act.values.get("confirm_number"):
        yield Reason("not_confirmed", f"还没有经确认；{WAITS}。", "confirm_number", CONFIRM, Weight.WARN)


def moved_waits_for_authority(act: Act) -> Iterable[Reason]:
    """The same of one that has moved."""
    if _is_moved(act):
        text = f"位置变了，原来的确认不再作数，已改为“待确认”；{WAITS}。"
        yield Reason("not_confirmed", text, "location", CONFIRM, Weight.WARN)


def has_protection(act: Act) -> Iterable[Reason]:
    """第34条: reliable guards, technical and physical protection; told, where one is not written."""
    for key in PROTECTION:
        if not act.value(key):
            label = act.register.field(key).label
            text = f"没有写“{label}”；人防、技防、物防缺一不可，请落实后办“变更”补上。"
            yield Reason("no_protection", text, key, "第34条", Weight.WARN)


def changes_something(act: Act) -> Iterable[Reason]:
    """A change changes something besides its day."""
    if act.row is not None and not is_new(
        act, *(k for k in act.action.asks if k not in {"changed_on", "reason"})
    ):
        yield bad_value("", "没有任何变动，请改好变了的栏目再保存。", LEDGER)


def findings_are_told(act: Act) -> Iterable[Reason]:
    """第33条 解决存在问题: what is wanting is told in words, and waits until it is mended."""
    bad = found_bad(act)
    if bad and not act.values.get("findings"):
        yield missing(act.register.field("findings"))
    elif bad:
        text = f"{'、'.join(bad)}：否，列入待整改；整改好以后办“整改”。"
        yield Reason("site_problem", text, "findings", "第33条、第34条", Weight.WARN)
    if (act.value("next_on") or act.day) < act.day:
        yield bad_value("next_on", f"下次检查（{act.value('next_on')}）早于这次检查，请核对。", "第33条")


def problem_is_open(act: Act) -> Iterable[Reason]:
    """Mended is what a check of this site found."""
    problem = act.values.get("problem")
    if problem is None:
        yield Reason("wrong_state", "没有待整改的问题，不用办这一步。", "entry", LEDGER)
    elif isinstance(problem, int) and problem not in {row.entry for row in open_problems(act)}:
        yield bad_value("problem", "这一次检查不是本部位的，或没有待整改的问题，请核对。", LEDGER)
    elif any(row["checked_on"] > act.day for row in open_problems(act) if row.entry == problem):
        yield bad_value("mended_on", "整改日期早于发现问题的那次检查，请核对。", LEDGER)


def nothing_is_in_it(act: Act) -> Iterable[Reason]:
    """A site is given up once its keys are taken in and nobody and nothing is in it (第35条, 第36条)."""
    if act.row is None:
        return
    site = act.row.entry
    asked = [("keys", one) for one in ("held", "sealed", "lost")] + [("visits", "inside")]
    asked += [("shifts", "running"), ("papers", "stored"), ("papers", "out"), ("papers", "back")]
    left = [row for register, status in asked for row in act.books.rows(register, site=site, status=status)]
    if left:
        names = "、".join(row.number for row in left[:5])
        text = (
            f"{act.row['name']}还有没有办完的：{names}；请先停用钥匙、登记离开、结束值班、出清试卷，再撤销。"
        )
        yield Reason("site_in_use", text, "entry", "第35条、第36条")
