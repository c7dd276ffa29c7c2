"""Rules of praise and blame: a breach bars whoever is responsible from the year's awards (第83条, 第84条)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules.common import bad_value, missing
from secretdesk.domain.terms_office import PRAISED, VETO

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretdesk.domain.review import Row


def of_this_year(act: Act) -> dict[str, Any]:
    """The year of the appraisal that it counts for: the one in which it was decided, unless another is told."""
    return {"of_year": act.value("of_year") or int(act.day[:4])}


def names_somebody(act: Act) -> Iterable[Reason]:
    """A department or a person; without either it counts for nobody."""
    if not act.value("person") and not act.value("department"):
        yield missing(act.register.field("person"))


def of_a_year_that_was(act: Act) -> Iterable[Reason]:
    """The year of the appraisal is one that has begun."""
    year = act.value("of_year")
    if year and not 1949 <= year <= int(act.now.isoformat()[:4]):
        yield bad_value("of_year", f"考核年度 {year} 不对，请写已经开始的年度，如 {act.day[:4]}。", "第84条")


def is_not_barred(act: Act) -> Iterable[Reason]:
    """一票否决: whoever leaked or let leak takes part in no award of that year (第84条)."""
    if act.value("kind") not in PRAISED:
        return
    year = act.value("of_year") or int(act.day[:4])
    for key in ("person", "department"):
        for veto in _vetoes(act, key, year):
            text = f"{veto.number} 已对其 {year} 年度一票否决，不得参加评奖评优；请从名单中去掉。"
            yield Reason("vetoed", text, key, "第84条")
    yield from _leaks(act, year)
    yield from _department_of_person(act, year)
    yield from _breaches(act, year)


def _vetoes(act: Act, key: str, year: int) -> list[Row]:
    who = act.value(key)
    if not isinstance(who, int):
        return []
    found = act.books.rows("merits", kind=VETO, of_year=year, status="in_force", **{key: who})
    return [row for row in found if key == "person" or not row["person"]]


def _leaks(act: Act, year: int) -> Iterable[Reason]:
    """A leak of that year whose final report names the department or the person bars them without more."""
    for key, field in (("department", "veto"), ("person", "person")):
        who = act.value(key)
        found = act.books.rows("incidents", **{field: who}) if isinstance(who, int) else []
        for leak in found:
            if leak.status not in {"void", "found"} and str(leak["discovered_at"]).startswith(str(year)):
                text = f"{leak.number} 是其 {year} 年的泄密事件，不得参加当年评奖评优；请从名单中去掉。"
                yield Reason("vetoed", text, key, "第84条")


def _department_of_person(act: Act, year: int) -> Iterable[Reason]:
    """One whose department is barred is told: the person may be praised, the department may not."""
    person = act.books.get("people", act.value("person")) if isinstance(act.value("person"), int) else None
    own = person["department"] if person is not None else None
    for veto in (
        act.books.rows("merits", kind=VETO, of_year=year, status="in_force", department=own) if own else ()
    ):
        if not veto["person"]:
            text = f"{veto.number} 已对其所在部门 {year} 年度一票否决；请领导小组确认本人不负责任。"
            yield Reason("department_vetoed", text, "person", "第84条", Weight.ASK)


def _breaches(act: Act, year: int) -> Iterable[Reason]:
    """An open matter of that year in which the person is named is looked at first."""
    who = act.value("person")
    found = act.books.rows("irregularities", person=who, status="open") if isinstance(who, int) else []
    mine = [row for row in found if str(row["happened_on"] or "").startswith(str(year))]
    if mine:
        text = f"{mine[0].number}（{mine[0]['kind']}）还没有处理完；请先办结，或确认与本人无关。"
        yield Reason("breach_open", text, "person", "第84条", Weight.ASK)
