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
