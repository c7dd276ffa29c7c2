"""Terms of what the college classifies: authority, bases, changes, the yearly look (第10条 to 第16条)."""

from __future__ import annotations

from typing import Final

# --- who may classify (第13条, 第15条, 条例第14条, 第16条) ---
AUTHORITY_KINDS: Final = ("定密授权", "法定定密责任人", "指定定密责任人")
GRANT, STATUTORY, DESIGNATED = AUTHORITY_KINDS
OFFICES: Final = ("党委书记", "院长", "其他")
HEADS: Final = OFFICES[:2]  # 主要负责人: by law (第15条)
# What 第13条 tells of the college's own authority; every new vault begins with it.
COLLEGE_AUTHORITY: Final = {
    "granted_by": "云南省教育厅",
    "from_on": "2021-01-01",
    "until": "2025-12-31",
    "highest_level": "机密",
    "scope": "教育教学活动中产生的、教育工作国家秘密范围里的机密级、秘密级事项",
    "remark": "照本院保密工作管理规定第13条登记；续期的凭新授权书另行登记",
}

# --- what is classified (F20) ---
CLASSIFICATION_KINDS: Final = ("原始定密", "派生定密", "科研项目", "建议")
ORIGINAL, DERIVATIVE, RESEARCH, ADVICE = CLASSIFICATION_KINDS
# 第10条, item by item in short; the level of each is that of its clause.
BASES: Final = {
    "（一）1 中央、省级机关要求按绝密处理": "绝密",
    "（一）2 教育工作国家秘密范围的绝密事项": "绝密",
    "（二）1 上级标明机密的文件、密电、通报": "机密",
    "（二）2 教育工作国家秘密范围的机密事项": "机密",
    "（二）3 涉及社会、学校稳定的敏感动态": "机密",
    "（二）4 留学人员特殊事件和处理意见": "机密",
    "（二）5 对外交往中的斗争策略": "机密",
    "（二）6 特殊渠道得来的政策分析和对策": "机密",
    "（二）7 对外交流的内部政策和规定": "机密",
    "（三）1 上级标明秘密的文件、密电、通报": "秘密",
    "（三）2 教育工作国家秘密范围的秘密事项": "秘密",
    "（三）3 罢教、罢课、游行等事件综合情况": "秘密",
    "（三）4 不宜公开的选派计划和境外党务": "秘密",
    "（三）5 不宜公开的人才引进情况": "秘密",
    "（三）6 不宜公开的教育交流项目": "秘密",
    "（三）7 国家安全部门录用毕业生综合情况": "秘密",
    "（三）8 稳定和突发事件预案、措施、综合情况": "秘密",
    "（三）9 其他（兜底，须报上级确定）": "秘密",
}
CATCH_ALL: Final = "（三）9 其他（兜底，须报上级确定）"
OF_SUPERIORS: Final = tuple(one for one in BASES if one[3:5] == "1 ")  # marked by others: derivative
OF_THE_RANGE: Final = tuple(one for one in BASES if one[3:5] == "2 ")  # wants its article of the range
DECISIONS: Final = ("属于国家秘密", "不属于国家秘密")
IS_SECRET: Final = DECISIONS[0]

# --- what becomes of it (F21, F21b) ---
CHANGE_KINDS: Final = ("升密", "降密", "延长", "缩短", "调整知悉范围", "到期解密", "提前解密")
RAISED, LOWERED, EXTENDED, SHORTENED, SCOPED, EXPIRED, EARLY = CHANGE_KINDS
YEARLY_OUTCOMES: Final = ("维持", "变更", "解密")
KEPT: Final = YEARLY_OUTCOMES[0]
ADVISED: Final = ("变更密级", "延长期限", "缩短期限", "调整知悉范围", "解密")
IN_FORCE: Final = ("approved", "filed")
NOTICE: Final = "通"

# --- 涂销 ---
ERASED_MATTER: Final = ("涂销", "第44条、第46条", "{number} 的内容超出本机密级或不应存于本机，已涂销。")
TOLD_IN_CHANGES: Final = ("title", "old_scope", "new_scope", "why")  # content that a line of change repeats
