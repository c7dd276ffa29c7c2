"""Terms of inspections and of what is to be put right (第6条, 第7条, 第33条, 第82条; 条例第58条, F29)."""

from __future__ import annotations

from typing import Final

INSPECTION_KINDS: Final = ("定期检查", "专项检查", "自查自评", "要害部位检查", "上级检查")
REGULAR, SPECIAL, SELF, SITES_KIND, FROM_ABOVE = INSPECTION_KINDS

# --- the thirteen matters that an authority inspects (条例第58条) ---
HEADINGS: Final = (
    "责任制", "制度建设", "宣传教育", "涉密人员", "定密和解密", "载体", "信息系统和设备", "互联网使用",
    "场所和要害部门部位", "涉密采购委托", "涉密会议活动", "信息公开审查", "其他",
)  # fmt: skip
CARRIERS, DEVICES, SITES = HEADINGS[5], HEADINGS[6], HEADINGS[8]

ITEM_KINDS: Final = ("计分", "另扣", "否决")
SCORED, DEDUCTED, VETO_ITEM = ITEM_KINDS
ANSWERS: Final = ("是", "否", "不适用")
YES, NO, NOT_PRESENT = ANSWERS
VERDICTS: Final = ("符合", "基本符合", "不符合")
GOOD, FAIR, POOR = VERDICTS

# --- samples: from the books to the thing, from the thing to the books ---
SAMPLE_WAYS: Final = ("账→物", "物→账")
FROM_BOOKS, FROM_THINGS = SAMPLE_WAYS
SAMPLE_KINDS: Final = ("份", "介质", "设备")
SAMPLE_STATES: Final = ("待核对", "账物相符", "现场没有", "账上有", "与账不符", "账上没有")
TO_TICK, AGREES, ABSENT, KNOWN, DIFFERS, UNKNOWN = SAMPLE_STATES
BOOKED: Final = "{status}{where}"
SAMPLE_ABSENT: Final = "抽查 {number}：账上记为“{booked}”，现场没有找到。"
SAMPLE_DIFFERS: Final = "现场扫到 {number}，账上记为“{booked}”。"
SAMPLE_UNKNOWN: Final = "现场扫到 {number}，账上没有。"

# --- findings (F29b) ---
RECHECKS: Final = ("合格", "不合格")
PASSED, FAILED = RECHECKS
ITEM_FAILED: Final = "第{item}项：{note}"

# --- T11, line by line ---
COUNTED_TIMES: Final = "{kind}（次）"
COVERED: Final = "检查覆盖部门"
COVERED_TOLD: Final = "在册 {all} 个，覆盖 {rate}%"
PROBLEMS_OF: Final = "问题：{heading}"
MENDED, LATE, PENDING = "问题已整改", "问题逾期未整改", "问题整改中"
SELF_SCORE: Final = "自评得分（取整）"
SCORE_TOLD: Final = "{score}，{verdict}"

# --- what an inspector is shown on paper ---
PARTS: Final = ("数量", "抽样", "整改", "自评")
IN_NUMBERS, SAMPLED, TO_MEND, ASSESSED = PARTS
THIS_YEAR: Final = "{label}（本年）"
NOT_KEPT: Final = "本库不登记"
SAMPLED_BY: Final = "种子 {seed}"
NOTHING_SAMPLED: Final = "没有可抽的"
CLOSED_THIS_YEAR: Final = "本年已销号的问题"
NOTHING_OPEN: Final = "没有未销号的问题"
SCORE_OF: Final = "{number} 得分"
DEDUCTED_OF: Final = "{number} 另扣"
FAILED_OF: Final = "{number} 答“否”的项"
SCORED_AS: Final = "{got} / {available}"
NOT_ASSESSED: Final = "本年没有结束的自查自评"
NO_ENTRIES: Final = "本年没有登记，打印空白簿页写“本期无”签字"
