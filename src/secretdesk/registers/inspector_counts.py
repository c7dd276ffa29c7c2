"""Which registers answer for which of the thirteen headings of 条例第58条: what is counted, what is sampled.

The one table behind the inspector's view. A register that a vault does not keep is told so; one that is new adds
its lines here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from secretdesk.domain.terms import TERMINAL_STATUSES, THING_STATUSES, Level
from secretdesk.domain.terms_classification import IN_FORCE
from secretdesk.domain.terms_inspections import FROM_ABOVE, HEADINGS
from secretdesk.domain.terms_office import (
    ACTIVITY_KINDS,
    CHANGED_RULES,
    FULL_TIME,
    GROUP_MEETING,
    IN_THE_GROUP,
    NEW_RULES,
    PART_TIME,
    PROCUREMENT,
    SECRET_MEETING,
    UPWARD,
    VETO,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

DUTY, RULES, TAUGHT, PEOPLE, CLASSIFYING, CARRIERS, DEVICES, NET, SITES, BOUGHT, MEETINGS, OPEN, OTHER = (
    HEADINGS
)
PLAN, REPEALED = ACTIVITY_KINDS[1], ACTIVITY_KINDS[4]
SECRET = [str(level) for level in Level if level.is_state_secret]
HERE = {
    register: [key for key in statuses if key not in {*TERMINAL_STATUSES[register]}]
    for register, statuses in THING_STATUSES.items()
}


@dataclass(frozen=True)
class Count:
    """So many entries of a register that a filter finds: those of the ``year`` by the day on which they
    happened, or all that stand so now. Without a status in the filter void ones apart.
    """

    label: str
    register: str
    where: Mapping[str, Any] = field(default_factory=dict)
    year: bool = True


def _now(label: str, register: str, **where: Any) -> Count:
    return Count(label, register, where, year=False)


def _year(label: str, register: str, **where: Any) -> Count:
    return Count(label, register, where)


COUNTS: Final[Mapping[str, tuple[Count, ...]]] = {
    DUTY: (
        _now("领导小组成员", "people", duty=list(IN_THE_GROUP)),
        _now("专职、兼职保密员", "people", duty=[FULL_TIME, PART_TIME]),
        _now("部门（各有第一责任人）", "departments", status="in_use"),
        _year("领导小组会议", "activities", kind=GROUP_MEETING),
        _year("向上级报告", "activities", kind=UPWARD),
        _year("年度报告", "year_reports", status="sent"),
        _year("检查（含自查自评）", "inspections", status=["open", "concluded"]),
        _year("一票否决", "merits", kind=VETO, status="in_force"),
    ),
    RULES: (
        _year("制度新订", "activities", kind=NEW_RULES),
        _year("制度修订", "activities", kind=CHANGED_RULES),
        _year("制度废止", "activities", kind=REPEALED),
        _year("工作计划", "activities", kind=PLAN),
        _now("交办、计划未办结", "activities", status="open"),
    ),
    TAUGHT: (
        _year("教育培训", "trainings", status="held"),
        _year("签到人次", "attendances", status=["attended", "made_up"]),
        _year("缺席未补", "attendances", status="absent"),
    ),
    PEOPLE: (
        _now("涉密岗位", "posts", status="in_use"),
        _now("在岗涉密人员", "people", status="cleared"),
        _year("上岗审查、复审", "screenings", status=["passed", "failed"]),
        _now("审查没有结论", "screenings", status="open"),
        _now("有效的承诺书", "pledges", status="in_force"),
        _now("集中保管的证件", "passports", status="in_custody"),
        _now("领出未交回的证件", "passports", status="out"),
        _year("出国（境）", "trips"),
        _year("重大事项报告", "major_reports"),
        _now("脱密期在管", "departures", status="cooling"),
    ),
    CLASSIFYING: (
        _now("有效的授权、定密责任人", "authorities", status="in_force"),
        _year("定密", "classifications"),
        _now("有效的定密事项", "classifications", status=list(IN_FORCE)),
        _year("变更和解除", "classification_changes"),
        _now("先行保护待答复", "classifications", status=["held", "reported"]),
    ),
    CARRIERS: (
        _year("收文（件）", "documents"),
        _year("其中国家秘密（件）", "documents", level=SECRET),
        _now("在账的份", "copies", status=HERE["copies"]),
        _year("借阅、承办", "loans"),
        _now("借出未还", "loans", status="out"),
        _year("传阅", "circulations"),
        _year("复制", "copyings", status="produced"),
        _year("外发", "dispatches"),
        _now("外发回执未到", "dispatches", status="sent"),
        _year("携带外出", "carryings"),
        _year("清退", "returns", status="returned"),
        _year("销毁批次", "destructions", status="destroyed"),
        _year("清查", "stocktakes", status="finished"),
        _now("下落不明的份", "copies", status="missing"),
    ),
    DEVICES: (
        _now("在账的信息设备", "devices", status=HERE["devices"]),
        _now("在账的移动介质", "media", status=HERE["media"]),
        _year("维修", "repairs"),
        _year("打印", "prints"),
        _now("印件没有签回", "prints", status="unsigned"),
        _year("输出", "outputs"),
        _year("导入、拷入", "inputs"),
        _now("下落不明的介质", "media", status="missing"),
        _now("下落不明的设备", "devices", status="missing"),
    ),
    NET: (
        _now("非密信息设备", "devices", status=HERE["devices"], level=str(Level.UNCLASSIFIED)),
        _now("非密移动介质", "media", status=HERE["media"], level=str(Level.UNCLASSIFIED)),
    ),
    SITES: (
        _now("已确认的要害部门部位", "sites", status="confirmed"),
        _now("待确认的要害部门部位", "sites", status="proposed"),
        _year("部位检查", "site_checks"),
        _now("部位检查问题未整改", "site_checks", status="problem"),
        _now("在用的钥匙和密码", "keys", status=["held", "sealed"]),
        _year("外来人员进入", "visits"),
        _year("值班排表", "shifts"),
        _year("试卷出入库", "papers"),
    ),
    BOUGHT: (_year("涉密采购委托", "activities", kind=PROCUREMENT),),
    MEETINGS: (
        _year("涉密会议活动", "activities", kind=SECRET_MEETING),
        _year("口头传达", "briefings"),
    ),
    OPEN: (
        _year("公开审查", "disclosures"),
        _year("审查后不公开", "disclosures", status="refused"),
        _year("擅自公开、撤下", "disclosures", status=["exposed", "withdrawn"]),
    ),
    OTHER: (
        _year("涉外活动", "foreign_events"),
        _year("违规事项", "irregularities"),
        _now("违规事项未处理", "irregularities", status="open"),
        _year("泄密事件", "incidents"),
        _now("泄密事件未结", "incidents", status=["open", "reported", "investigating"]),
        _year("上级检查", "inspections", kind=FROM_ABOVE, status=["open", "concluded"]),
    ),
}  # fmt: skip

# What a few are drawn from, by the seed that stands on the page.
SAMPLED: Final[Mapping[str, tuple[Count, ...]]] = {
    DUTY: (_year("", "activities", kind=GROUP_MEETING),),
    RULES: (_year("", "activities", kind=[NEW_RULES, CHANGED_RULES, PLAN]),),
    TAUGHT: (_year("", "trainings", status="held"),),
    PEOPLE: (_now("", "people", status="cleared"), _year("", "trips")),
    CLASSIFYING: (_now("", "classifications", status=list(IN_FORCE)),),
    CARRIERS: (_now("", "copies", status=HERE["copies"]), _year("", "loans"), _year("", "dispatches")),
    DEVICES: (_now("", "devices", status=HERE["devices"]), _now("", "media", status=HERE["media"])),
    NET: (_now("", "devices", status=HERE["devices"], level=str(Level.UNCLASSIFIED)),),
    SITES: (_year("", "visits"), _now("", "keys", status=["held", "sealed"])),
    BOUGHT: (_year("", "activities", kind=PROCUREMENT),),
    MEETINGS: (_year("", "activities", kind=SECRET_MEETING), _year("", "briefings")),
    OPEN: (_year("", "disclosures"),),
    OTHER: (_year("", "foreign_events"), _year("", "irregularities")),
}
