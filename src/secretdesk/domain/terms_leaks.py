"""Terms of leaks: kinds, addressees, the points that a report must tell (第72条 to 第81条, 条例第61条)."""

from __future__ import annotations

from typing import Final

INCIDENT_KINDS: Final = ("国家秘密", "工作秘密")
STATE_SECRET, WORK = INCIDENT_KINDS
NATURES: Final = ("一般", "重大", "尚不明")
ORDINARY, GRAVE, UNCLEAR = NATURES
ADDRESSEES: Final = ("保密行政管理部门", "上级主管部门")
OFFICE, SUPERIOR = ADDRESSEES
STAGES: Final = ("初报", "续报", "结案报告")
FIRST, FURTHER, LAST = STAGES
OPEN: Final = ("open", "reported", "investigating", "concluded")
# 第75条（一）: what the first report tells, point → the field whose text is wanted.
FIRST_POINTS: Final = {
    "经过": "course",
    "责任人": "responsible",
    "泄密事项": "content",
    "危害评估": "harm",
    "补救措施": "remedies",
    "调查方案": "plan",
}
MISSING_COURSE: Final = "{day} 发现 {numbers} 下落不明，正在查找。{told}"
LAST_SEEN: Final = "最后在手：{told}。"
DAY_BEGINS: Final = "T00:00"  # where the minute is not known the clock began with the day
SEARCH: Final = "查"
