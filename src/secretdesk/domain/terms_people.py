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

# --- leaving a post and 脱密期 (第24条 to 第26条, 条例第53条, 第54条; F17, F18) ---
PASSPORT_FATES: Final = ("没有因私证件", "继续集中保管到期满", "随人转交接收单位保管")
CONTACT_KINDS: Final = ("定期联系", "就业报告", "发现违反", "报告主管部门", "延长脱密期", "期满解除")
CONTACTED, JOB_TOLD, BREACH_FOUND, AUTHORITY_TOLD, EXTENDED, RELEASED = CONTACT_KINDS
CONTACT_WAYS: Final = ("电话", "走访", "约谈", "函询", "网络视频", "其他")
EMPLOYERS: Final = (
    "境内机关、企事业单位", "自主创业", "暂未就业", "境外驻华机构、组织", "外资企业",
    "为境外或外资提供劳务、咨询、服务",
)  # fmt: skip
FORBIDDEN_EMPLOYERS: Final = EMPLOYERS[3:]  # 第26条
BREACHES: Final = (
    "擅自出境", "到境外驻华机构、组织或者外资企业工作", "为境外或外资提供劳务、咨询、服务", "泄露国家秘密",
    "其他严重违反",
)  # fmt: skip
DEPARTURE_IRREGULARITIES: Final = {
    "departures.find_gone": ("擅自离岗", "第24条、条例第54条", "{name}未经审批离开涉密岗位。"),
    "departures.job": ("脱密期内违规就业", "第26条", "{name}在脱密期内{employer}：{told}。"),
    "departures.breach": ("违反脱密期管理", "第26条、条例第54条", "{name}在脱密期内{employer}：{told}。"),
}
NOT_TOLD: Final = "没有写明"
PLAN: Final = FOREIGN_KINDS[1]
TALKING: Final = (
    "学术交流",
    "会议",
    "谈判",
    "合作项目",
    "科技开发",
    "咨询",
)  # scope and wording are fixed first
# Who comes, and what is to be handed to them (第59条).
LINE_KINDS: Final = ("境外人员", "拟提供材料")
GUEST, MATERIAL = LINE_KINDS
VERDICTS: Final = ("可以", "不可以")
FINE, NOT_FINE = VERDICTS
PLAN_OPEN: Final = ("planned", "checked", "approved")
UNAPPROVED: Final = ("保密方案未批准即举办涉外活动", "第59条（一）、第60条",
                     "{number} {department}的“{activity}”没有批准保密方案，已经举办。{more}")  # fmt: skip
HANDED_OUT: Final = ("涉外活动提供未经审批的材料", "第59条（三）、第62条",
                     "{number} {department}的“{activity}”提供了清单以外的材料：{given}。")  # fmt: skip

# --- foreign experts and students (第69条 to 第71条) ---
FOREIGN_PEOPLE: Final = ("境外专家", "留学生")
EXPERT, STUDENT = FOREIGN_PEOPLE
