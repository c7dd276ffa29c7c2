"""Terms of the office's own work (第6条 to 第8条): meetings, plans, rules, tasks, reports."""

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
