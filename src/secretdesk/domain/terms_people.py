"""Terms of those who handle secrets: posts, screenings, pledges, journeys, leaving (第17条 to 第26条)."""

from __future__ import annotations

from typing import Final

GENDERS: Final = ("男", "女")

# --- screening (第20条) ---
SCREENING_KINDS: Final = ("上岗审查", "复审")
ENTERING, AGAIN = SCREENING_KINDS
NATIONALITIES: Final = ("中国", "外国或双重国籍")
CHINESE, FOREIGN = NATIONALITIES
OUTCOMES: Final = ("合格", "不合格")

# --- pledges (第21条, 第25条, F19) ---
PLEDGE_KINDS: Final = ("上岗", "在岗", "离岗离职", "专项", "出国（境）", "外来维修")
ON_POST: Final = PLEDGE_KINDS[:2]
ON_LEAVING: Final = PLEDGE_KINDS[2]
OUTSIDER: Final = PLEDGE_KINDS[5]

# --- passports in custody, journeys abroad (第23条, 第64条 to 第68条, F27) ---
PASSPORT_KINDS: Final = ("因私护照", "因公护照", "往来港澳通行证", "往来台湾通行证", "其他证件")
ERRANDS: Final = ("因公", "因私")
OFFICIAL: Final = ERRANDS[0]
RESULT_REFUSED: Final = "不同意"
UNAUTHORISED: Final = ("擅自出国（境）", "第68条、保密法第45条", "{name}未经批准出国（境）到{country}。")

# --- contacts with foreign bodies: reports (第22条, F25), and room for plans (第58条, F25b) ---
FOREIGN_KINDS: Final = ("活动报告", "保密方案")
REPORTED_EVENT: Final = FOREIGN_KINDS[0]
EVENT_TYPES: Final = (
    "科技开发", "学术交流", "进修", "培训", "会议", "文献资料交流", "考察", "谈判", "合作项目",
    "展览", "咨询", "其他",
)  # fmt: skip
