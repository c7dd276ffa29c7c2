"""Terms of what is owed once a year: the report upward (条例第56条), a count of places (第28条（一）)."""

from __future__ import annotations

from typing import Final

# The twelve parts of the yearly report (T13), key of its field → heading, in the order of the paper.
PARTS: Final = {
    "leading": "组织领导",
    "rules": "制度建设",
    "classifying": "定密管理",
    "staff": "涉密人员",
    "carriers": "涉密载体",
    "equipment": "设备和网络",
    "places": "要害部门部位",
    "foreign": "涉外工作",
    "disclosure": "信息公开",
    "checks": "检查和整改",
    "problems": "存在的问题",
    "plans": "下年计划",
}
YEARLY_REPORT: Final = "{year}年度保密工作情况报告"
SEE_REPORT: Final = "（{level}，见 {number} 原件）"  # in place of a text that the unmarked table may not show
YEAR_OWED: Final = "{year}年度"
