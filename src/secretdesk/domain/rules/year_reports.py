"""Rules of the yearly report upward (条例第56条, 第6条（五）; T13)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules.common import bad_value, missing
from secretdesk.domain.rules.correspondents import office_of
from secretdesk.domain.terms import NAME_SEPARATOR
from secretdesk.domain.terms_yearly import PARTS

if TYPE_CHECKING:
    from collections.abc import Iterable

LAW = "条例第56条"


def due_of(of_year: int, month_day: str) -> str:
    """The last day on which the report of a year is sent: in the year after it."""
    return f"{of_year + 1}-{month_day}"


def due_after_its_year(act: Act) -> dict[str, Any]:
    """Until when it is to be sent, by the parameter that is in force as it is drafted."""
    year = act.value("of_year")
    return {"due": due_of(year, act.books.parameter("yearly_report_by", act.day))} if year else {}


def to_the_office(act: Act) -> dict[str, Any]:
    """It goes to the secrecy authority of the same level, where the books know who that is."""
    known = office_of(act.books)
    return {"addressee": known.entry} if not act.value("addressee") and known is not None else {}


def of_a_year_in_the_books(act: Act) -> Iterable[Reason]:
    """The year has begun, and has one report."""
    year = act.value("of_year")
    if not year:
        return
    if not 1949 <= year <= int(act.now.isoformat()[:4]):
        yield bad_value("of_year", f"年度 {year} 不对，请写已经开始的年度，如 {act.day[:4]}。", LAW)
    for other in act.books.rows("year_reports", of_year=year):
        if other.status != "void" and (act.row is None or other.entry != act.row.entry):
            text = f"{year} 年度的报告已登记为 {other.number}；请接着写那一份，写错了的先作废。"
            yield bad_value("of_year", text, LAW)


def something_is_written(act: Act) -> Iterable[Reason]:
    """Going on writes something."""
    if not any(act.command.values.get(key) not in (None, "") for key in act.action.asks):
        yield missing(act.register.field(next(iter(PARTS))))


def every_part_is_told(act: Act) -> Iterable[Reason]:
    """What is sent tells of every side of the work; a side on which nothing was done says so."""
    left = [label for key, label in PARTS.items() if not act.value(key)]
    if left:
        text = f"还没有写：{NAME_SEPARATOR.join(left)}；请补写（没有的写“本年无”），确实不写的请确认。"
        yield Reason("part_missing", text, next(k for k in PARTS if not act.value(k)), LAW, Weight.ASK)


def goes_somewhere(act: Act) -> Iterable[Reason]:
    """To whom: typed, or known from 往来单位."""
    if not act.value("addressee"):
        text = ("请写“报送机关”；或者在“往来单位”把州委机要和保密局的“报告对象”写成“保密行政管理部门”，"
                "以后自动填。")  # fmt: skip
        yield Reason("missing", text, "addressee", LAW)


def sent_after_its_year(act: Act) -> Iterable[Reason]:
    """Late is booked as it was."""
    due = act.value("due")
    if due and act.day > due:
        text = f"报送晚于 {due}；照实登记，请向接收单位说明。"
        yield Reason("report_late", text, "sent_on", LAW, Weight.WARN)
