"""Rules of looking after somebody in 脱密期, until it ends (第24条, 第26条; 条例第53条, 第54条; F18)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from secretdesk.domain.periods import add_months
from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules.common import LEDGER, missing
from secretdesk.domain.rules.people import cooling_origin, cooling_range
from secretdesk.domain.terms_people import FORBIDDEN_EMPLOYERS

if TYPE_CHECKING:
    from collections.abc import Iterable


def next_contact_after(act: Act, day: str, until: str) -> str | None:
    """So many months later (parameter); None where the term ends before."""
    months = int(act.books.parameter("cooling_contact_months", day))
    found = add_months(date.fromisoformat(day), months).isoformat()
    return found if months and found <= until else None


def next_contact(act: Act) -> dict[str, Any]:
    """When to look after them again."""
    return {"next_on": next_contact_after(act, act.day, act.value("cooling_until") or "")}


def watched(act: Act) -> dict[str, Any]:
    """A job that 第26条 forbids is reported at once."""
    return {"report_due": act.day} if act.values.get("employer_kind") in FORBIDDEN_EMPLOYERS else {}


def broken(act: Act) -> dict[str, Any]:
    """A serious breach is reported at once (条例第54条)."""
    return {"report_due": act.day}


def told_to_authority(act: Act) -> dict[str, Any]:
    """Nothing waits to be reported any more; who vanished is no longer unreported."""
    status = {"status": "reported"} if act.row is not None and act.row.status == "to_report" else {}
    return {"report_due": None, **status}


def longer(act: Act) -> dict[str, Any]:
    """The end moves by so many months (第24条: by level, number and time of what was known)."""
    until, more = act.value("cooling_until"), act.values.get("more_months")
    if not until or not more:
        return {}
    end = add_months(date.fromisoformat(until), more).isoformat()
    return {"cooling_until": end, "next_on": act.value("next_on") or next_contact_after(act, act.day, end)}


def corrected(act: Act) -> dict[str, Any]:
    """Where the months were mistaken the end was, too."""
    months, start = act.values.get("months"), act.value("cooling_from")
    if not months or not start:
        return {}
    return {"cooling_until": add_months(date.fromisoformat(start), months).isoformat()}


def nothing_left_to_watch(_act: Act) -> dict[str, Any]:
    """Nobody is called any more."""
    return {"next_on": None}


def job_is_allowed(act: Act) -> Iterable[Reason]:
    """第26条: no foreign bodies, no foreign-funded companies, no services to them; booked, and reported."""
    kind = act.values.get("employer_kind")
    if kind in FORBIDDEN_EMPLOYERS:
        text = f"脱密期内不得到“{kind}”；已照实登记并记入违规事项，请立即制止并办“报告主管部门”。"
        yield Reason("forbidden_employer", text, "employer_kind", "第26条", Weight.WARN)


def report_breach(_act: Act) -> Iterable[Reason]:
    """条例第54条: reported at once."""
    text = "请立即采取补救措施，向同级保密行政管理部门报告，报告后办“报告主管部门”写明对象和措施。"
    yield Reason("report_at_once", text, "breach", "条例第54条", Weight.WARN)


def something_to_report(act: Act) -> Iterable[Reason]:
    """Told is what happened: a breach that is booked comes first."""
    if act.row is not None and not act.row["report_due"] and not act.row["alerted_on"]:
        text = f"{act.row.number} 没有要报告的事；有违反的请先办“发现违反”。"
        yield Reason("wrong_state", text, "entry", LEDGER)


def longer_is_decided(act: Act) -> Iterable[Reason]:
    """In special cases longer than the most of the class; asked about (第24条)."""
    until, start, category = act.value("cooling_until"), act.value("cooling_from"), act.value("category")
    if not act.values.get("more_months"):
        yield missing(act.register.field("more_months"))
        return
    bounds = cooling_range(act, category, start or act.day)
    if bounds is None or not start or not until:
        return
    last = add_months(date.fromisoformat(start), bounds[1]).isoformat()
    if until > last:
        text = (f"延长到 {until}，超过{category}涉密人员脱密期上限（{bounds[1]} 个月，到 {last}）；"
                "确属特殊情况、经领导小组批准的请确认。")  # fmt: skip
        yield Reason("term_out_of_range", text, "more_months", cooling_origin(category), Weight.ASK)


def term_is_over(act: Act) -> Iterable[Reason]:
    """It ends when it ends, and with nothing left to report (第24条, 第26条)."""
    if act.row is None:
        return
    until = act.row["cooling_until"] or ""
    if act.day <= until:
        text = f"{act.row.number} 的脱密期到 {until} 为止，满了才能解除；重新上岗的请办审查。"
        yield Reason("term_runs", text, "entry", "第24条、第26条")
    if act.row["report_due"]:
        text = f"{act.row.number} 还有没报告的违反情况，请先办“报告主管部门”。"
        yield Reason("report_at_once", text, "entry", "条例第54条")


def duty_goes_on(act: Act) -> Iterable[Reason]:
    """保密法第46条: the duty outlives the term; passports in custody may go back."""
    person = act.value("person")
    kept = act.books.rows("passports", owner=person, status="in_custody") if isinstance(person, int) else []
    if kept:
        numbers = "、".join(one.number for one in kept)
        text = f"期满后仍有保密义务，请在通知里写明；保管的证件 {numbers} 可在“因私证件”办“发还本人”。"
        yield Reason("passport_can_go_back", text, "entry", "保密法第46条、第26条", Weight.WARN)
