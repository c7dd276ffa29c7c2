"""Terms of the office's own work (第6条 to 第8条): meetings, rules, tasks, offices held, merits."""

from __future__ import annotations

from typing import Final

# --- activities ---
ACTIVITY_KINDS: Final = (
    "领导小组会议", "工作计划", "制度新订", "制度修订", "制度废止", "向上级报告", "上级交办", "涉密会议活动",
    "涉密采购委托", "经费", "其他",
)  # fmt: skip
GROUP_MEETING: Final = "领导小组会议"
NEW_RULES, CHANGED_RULES = "制度新订", "制度修订"
UPWARD, TASK = "向上级报告", "上级交办"
SECRET_MEETING, PROCUREMENT = "涉密会议活动", "涉密采购委托"

# --- who holds which office of the secrecy work (第6条, 第7条, T1) ---
DUTIES: Final = ("领导小组组长", "领导小组副组长", "领导小组成员", "保密办主任", "专职保密员", "兼职保密员")
IN_THE_GROUP: Final = DUTIES[:3]
FULL_TIME, PART_TIME = DUTIES[4:]
OFFICE_HEAD: Final = DUTIES[3]

# --- merits (第83条, 第84条) ---
MERIT_KINDS: Final = ("表彰奖励", "工作建议采纳", "通报批评", "党纪政纪处分", "追究领导责任", "一票否决")
COMMENDED, PRAISED = MERIT_KINDS[0], MERIT_KINDS[:2]
BLAMED: Final = MERIT_KINDS[2:5]
VETO: Final = MERIT_KINDS[5]

# --- the unit itself (T1), line by line ---
BASICS: Final = (
    "领导小组人数", "领导小组会议次数", "专职保密员人数", "兼职保密员人数", "法定定密责任人",
    "指定定密责任人",
    "制度新订", "制度修订", "保密经费（元）", "要害部门数", "要害部位数", "向上级报告次数", "上级交办件数",
    "涉密会议活动次数", "涉密采购委托次数",
)  # fmt: skip

# --- a department's page of the year: what of it, and which side of the work it belongs to ---
DEPARTMENT_ITEMS: Final = {
    "cleared": ("人员", "涉密人员（现在）"),
    "trained": ("人员", "参加保密教育人次"),
    "abroad": ("人员", "出国（境）人次"),
    "foreign": ("涉外", "涉外活动"),
    "classified": ("定密", "拟定密事项"),
    "lent": ("载体", "借阅次"),
    "overdue": ("载体", "逾期未还（现在）"),
    "reviewed": ("信息公开", "送审件数"),
    "kept_back": ("信息公开", "审查不公开"),
    "exposed": ("信息公开", "未经审查公开、撤下"),
    "found": ("检查", "发现问题"),
    "unmended": ("检查", "未整改（现在）"),
    "breaches": ("违规", "违规事项"),
    "leaks": ("违规", "泄密事件"),
    "praised": ("奖惩", "表彰、建议采纳"),
    "blamed": ("奖惩", "通报、处分、追究"),
    "vetoed": ("奖惩", "一票否决"),
}
