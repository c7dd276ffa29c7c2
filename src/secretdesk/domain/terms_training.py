"""Terms of secrecy education (第7条（五）, 第21条, 第65条; F30)."""

from __future__ import annotations

from typing import Final

TRAINING_FORMS: Final = ("集中授课", "观看视频", "实地参观", "个别谈话", "自学", "知识竞赛、考试", "其他")
AUDIENCES: Final = (
    "涉密人员", "保密干部", "新上岗人员", "因公出国（境）人员", "部门人员", "全体教职工", "学生", "其他",
)  # fmt: skip
RESULTS: Final = ("合格", "不合格")
FAILED: Final = RESULTS[1]
HOURS_TOLD: Final = "{year}年 {hours}"
HOURS_OF: Final = "{done}/{wanted}"
HOURS_STATES: Final = ("未达标", "已达标")
SHORT, ENOUGH = HOURS_STATES
