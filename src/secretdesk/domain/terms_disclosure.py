"""Terms of the review before anything is made public (第49条 to 第54条, F26)."""

from __future__ import annotations

from typing import Final

FORMS: Final = ("公文", "新闻稿", "图片", "音视频", "数据", "其他")
CHANNELS: Final = ("校园网", "部门网站", "公众号", "报刊", "电视", "公开栏", "依申请公开")
# The field of the monthly sheet that counts each channel, in the order of the paper.
CHANNEL_KEYS: Final = ("by_campus", "by_site", "by_wechat", "by_press", "by_tv", "by_board", "by_request")

OPINIONS: Final = ("可公开", "删改后公开", "不公开", "不能确定送保密办")
ALLOW, EDIT, REFUSE, UNSURE = OPINIONS
OFFICE_OPINIONS: Final = OPINIONS[:3]
STATUS_OF: Final = {ALLOW: "allowed", EDIT: "edited", REFUSE: "refused", UNSURE: "sent"}
GOOD: Final = ("allowed", "edited")
LATER: Final = (*GOOD, "published")  # what was found fit to be seen

# What the department answers of each item, with what forbids it; the last two are of a way of their own.
# Never to be published, whoever says so: the way out is to take it off, or to wait.
NEVER: Final = {
    "marked": ("标有密级", "第51条（一）、条例第5条",
               "按涉密载体管理；确已解密的，先办解密，再作为另一件送审"),
    "state_secret": ("涉及国家秘密", "第51条（二）、条例第5条",
                     "不得公开；删去涉密内容另成一件的，重新送审，自查项答“否”"),
    "in_progress": ("正在调查、讨论、审议、处理", "第51条（二）", "等有了结论再送审"),
    "work_secret": ("涉及工作秘密", "第51条（三）", "按工作秘密管理；删去这些内容另成一件的，重新送审"),
    "withheld": ("法规、学校规定不予公开", "第51条（四）（六）", "意见选“不公开”；规定改了的再送审"),
}  # fmt: skip
# To be published without these parts.
CUT_OUT: Final = {
    "trade_secret": ("涉及商业秘密", "第51条（二）"),
    "privacy": ("涉及个人隐私", "第51条（二）"),
}
UNSTABLE, REPRINT = "unstable", "reprint"
SELF_CHECK: Final = (*list(NEVER)[:2], "trade_secret", "privacy", *list(NEVER)[2:], UNSTABLE, REPRINT)

UNREVIEWED: Final = (
    "未经保密审查公开",
    "第53条、条例第42条",
    "{department}“{item}”未经保密审查，已在{where}公开。{more}",
)
NOT_ALLOWED: Final = ("审查没有同意即公开", "第49条、第53条、条例第42条",
                      "{number} 审查没有同意，{department}已在{where}公开。{more}")  # fmt: skip
WRONGLY: Final = (
    "公开了不应公开的信息",
    "第51条、条例第5条",
    "{number} 公开以后发现不应公开，已撤下。{more}",
)
WITHDRAWN_AS: Final = ("不应公开", "内容有误", "过期、其他")
NOT_TO_BE_PUBLIC: Final = WITHDRAWN_AS[0]
SOMEWHERE: Final = "网上"
NO_TITLE: Final = "一件信息"

# --- the departments' own reviews, month by month (第52条（一）, 第54条) ---
OUTCOME_KEYS: Final = ("allowed", "edited", "refused", "sent")  # of the departments' own opinions
COUNT_KEYS: Final = ("submitted", *OUTCOME_KEYS, *CHANNEL_KEYS)

# --- a secret that was public is a leak (第72条) ---
PUBLIC_COURSE: Final = "{day} 发现{department}在{where}公开的信息含有{level}内容。"
INCIDENTS_IN: Final = "事务"  # the group of registers that leaks are kept in
