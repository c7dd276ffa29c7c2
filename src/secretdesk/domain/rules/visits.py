"""Rules of those who come into a site from outside (第36条, 第38条, 第70条, 第71条, F23)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from secretdesk.domain.review import Act, Reason, Weight
from secretdesk.domain.rules.common import LEDGER, bad_value, missing
from secretdesk.domain.rules.corrections import is_new
from secretdesk.domain.rules.foreign_people import present
from secretdesk.domain.rules.sites import site_of
from secretdesk.domain.terms_people import STUDENT
from secretdesk.domain.terms_sites import FOREIGN_STUDENT, FOREIGNER, NO_DEVICES, VISIT_MATTERS

if TYPE_CHECKING:
    from collections.abc import Iterable

LAW = "第36条"


def in_or_out_again(act: Act) -> dict[str, Any]:
    """Whoever comes in leaves the same day; one who has left already stands so."""
    left = {"status": "left"} if act.values.get("left_at") else {}
    return {"due": act.day, **_checker(act), **left}


def was_a_breach(act: Act) -> dict[str, Any]:
    """It is over, and was against the rules."""
    return {"breach": True, "due": act.day, **_checker(act)}


def _checker(act: Act) -> dict[str, Any]:
    escort = act.values.get("escort")
    row = act.books.get("people", escort) if isinstance(escort, int) else None
    by_escort = act.values.get("checked") and not act.values.get("checked_by") and row is not None
    return {"checked_by": row["name"]} if by_escort and row is not None else {}


def site_is_in_use(act: Act) -> Iterable[Reason]:
    """One enters a site that is one."""
    site = site_of(act)
    if site is not None and site.status == "closed":
        yield bad_value("site", f"{site['name']}已撤销，不再是要害部门部位，不用登记。", LAW)


def is_approved(act: Act) -> Iterable[Reason]:
    """第36条: let in by the head of the department in charge."""
    by, site = act.value("approved_by"), site_of(act)
    if not by:
        text = "没有主管部门负责人的批准，外来人员不得进入；请先请负责人批准，写明“批准人”。"
        yield Reason("approval_missing", text, "approved_by", LAW)
    elif site is not None:
        department = act.books.get("departments", site["department"] or 0)
        if department is not None and department["head"] and department["head"] != by:
            text = f"{site['name']}的主管部门负责人登记为{department['head']}；由{by}批准的请确认。"
            yield Reason("other_approver", text, "approved_by", LAW, Weight.ASK)


def is_escorted(act: Act) -> Iterable[Reason]:
    """第36条: somebody escorts them all the time."""
    if act.value("escort") is None:
        text = "没有陪同人，外来人员不得进入；请指定专人全程陪同，写明“陪同人”。"
        yield Reason("no_escort", text, "escort", LAW)


def escort_may_enter(act: Act) -> Iterable[Reason]:
    """The escort is one of those who may be there."""
    site, escort = site_of(act), act.value("escort")
    if (
        site is not None
        and isinstance(escort, int)
        and escort not in {*(site["allowed"] or []), site["responsible"]}
    ):
        row = act.books.get("people", escort)
        text = f"{row['name'] if row else ''}不在{site['name']}的允许进入名单上；请由名单上的人陪同，确经批准的请确认。"
        yield Reason("escort_not_allowed", text, "escort", LAW, Weight.ASK)


def foreigners_stay_out(act: Act) -> Iterable[Reason]:
    """第70条: not without the secrecy office's approval; 第71条: foreign students never."""
    if act.value("nationality") == FOREIGN_STUDENT:
        text = "外国留学生不得进入要害部门部位；有事请在别处会面。"
        yield Reason("foreign_student", text, "nationality", "第71条")
    elif act.value("nationality") == FOREIGNER and not act.value("office_by"):
        text = "境外人员未经保密办审批不得进入；请先报保密办，写明“保密办审批”。"
        yield Reason("foreigner", text, "office_by", "第70条")


def known_from_abroad(act: Act) -> Iterable[Reason]:
    """第70条, 第71条: who is entered among foreign experts and students goes in as what they are."""
    for person in present(act.books, act.value("name")):
        student = person["kind"] == STUDENT
        if act.value("nationality") == (FOREIGN_STUDENT if student else FOREIGNER):
            if not student and person["areas"] and act.value("site") not in person["areas"]:
                text = f"{person.number} {person['name']}没有批准进入这一处；请先在“境外人员”办“批准进入、接触”。"
                yield Reason("area_not_open", text, "site", "第70条", Weight.ASK)
            continue
        what = "留学生，不得进入" if student else "境外专家，未经保密办审批不得进入"
        text = f"{person.number} {person['name']}是{what}；国籍请照实写，确是同名的另一个人请核对证件后确认。"
        yield Reason("known_foreigner", text, "nationality", "第71条" if student else "第70条", Weight.ASK)


def devices_stay_outside(act: Act) -> Iterable[Reason]:
    """第38条: no phone goes in; what records or stores goes in with an approval alone."""
    devices = act.value("devices")
    if act.value("carried_in") and not act.value("carried_in_by"):
        text = "带入具有录音、录像、拍照、存储功能的设备须经批准；请写明“带入批准人”，或寄存在门外。"
        yield Reason("device_inside", text, "carried_in_by", "第38条")
    elif devices and devices not in NO_DEVICES and not act.value("locker") and not act.value("carried_in"):
        text = "手机等请寄存在门外，写明“寄存柜号”；没有带的写“无”。"
        yield Reason("device_inside", text, "locker", "第38条")


def other_matters_are_told(act: Act) -> Iterable[Reason]:
    """第36条, 第41条: nobody without business; other business is told."""
    if act.value("matter") == VISIT_MATTERS[2] and not act.value("details"):
        yield missing(act.register.field("details"))


def leaving_is_checked(act: Act) -> Iterable[Reason]:
    """F23 离开检查: told, where it was not done."""
    if act.value("left_at") and act.value("checked") is None and not act.value("breach"):
        yield missing(act.register.field("checked"))
    elif act.values.get("checked") is False and is_new(act, "checked"):
        text = "离开时没有检查，已照实登记；请立即查看部位内的载体和设备，发现问题的记入违规事项。"
        yield Reason("not_checked", text, "checked", "第36条、F23", Weight.WARN)


def stays_in_order(act: Act) -> Iterable[Reason]:
    """A correction goes round no rule; what was booked as a breach stays one."""
    if act.row is not None and not act.row["breach"]:
        for rule in (is_approved, is_escorted, foreigners_stay_out, devices_stay_outside):
            yield from rule(act)


def wrongs_of(act: Act) -> list[Reason]:
    """What was against the rules in a visit that has happened."""
    rules = (is_approved, is_escorted, foreigners_stay_out, devices_stay_outside)
    return [one for rule in rules for one in rule(act) if one.weight is Weight.REFUSE]


def something_was_wrong(act: Act) -> Iterable[Reason]:
    """A visit in order is entered in order; one that was not is told of with what follows."""
    wrongs = wrongs_of(act)
    if not wrongs:
        text = "有批准、有陪同，没有违规的地方；请按“进入”登记。"
        yield Reason("wrong_state", text, "entry", LEDGER)
    else:
        text = "已照实登记，并记入违规事项；请查明情况，采取措施后在“违规事项”办结。"
        yield Reason("booked_as_breach", text, wrongs[0].field, wrongs[0].origin, Weight.WARN)
