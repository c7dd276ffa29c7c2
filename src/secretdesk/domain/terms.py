"""The table of terms: one English word per Chinese term (design section 4)."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Level(StrEnum):
    """密级 and what lies below it, stored as the Chinese word (保密法第14条, 条例第9条)."""

    TOP_SECRET = "绝密"
    HIGHLY_SECRET = "机密"
    ORDINARY_SECRET = "秘密"
    WORK_SECRET = "工作秘密"
    INTERNAL = "内部"
    UNCLASSIFIED = "非密"

    @property
    def rank(self) -> int:
        """5 for 绝密 down to 0 for 非密; compare levels by it."""
        return 5 - list(Level).index(self)

    @property
    def is_state_secret(self) -> bool:
        """True for 绝密, 机密 and 秘密 alone: only these carry ★ (保密法第22条)."""
        return self.rank >= 3


STATE_SECRETS: Final = (Level.TOP_SECRET, Level.HIGHLY_SECRET, Level.ORDINARY_SECRET)

# --- custody statuses of a copy (design section 4) ---
COPY_STATUSES: Final = {
    "in_cabinet": "在库",
    "sealed_personal": "亲启未启封",
    "circulating": "传阅中",
    "on_loan": "借出",
    "carried_out": "携带外出",
    "to_return": "待清退",
    "to_destroy": "待销毁",
    "handed_over": "已送销待回执",
    "dispatched": "已外发待回执",
    "missing": "下落不明",
    "leak_case": "泄密案件",
    "archived": "已归档",
    "returned": "已清退",
    "destroyed": "已销毁",
    "dispatch_confirmed": "外发已回执",
    "transferred": "移交外单位",
    "written_off": "失泄核销",
    "void": "作废",
}
TERMINAL_COPY_STATUSES: Final = (
    "returned", "destroyed", "dispatch_confirmed", "transferred", "written_off", "void",
)  # fmt: skip

# --- of the other things that matters move: media (F13) and devices (F12) ---
MEDIUM_STATUSES: Final = {
    "in_use": "在用",
    "on_loan": "借出",
    "carried_out": "携带外出",
    "to_return": "待清退",
    "to_destroy": "报废待销",
    "handed_over": "已送销待回执",
    "missing": "下落不明",
    "leak_case": "泄密案件",
    "returned": "已清退",
    "destroyed": "已销毁",
    "void": "作废",
}
DEVICE_STATUSES: Final = {"in_use": "在用", "suspended": "停用封存", "repairing": "维修"} | MEDIUM_STATUSES
TERMINAL_THING_STATUSES: Final = ("returned", "destroyed", "void")
THING_STATUSES: Final = {"copies": COPY_STATUSES, "media": MEDIUM_STATUSES, "devices": DEVICE_STATUSES}
TERMINAL_STATUSES: Final = {
    "copies": TERMINAL_COPY_STATUSES,
    "media": TERMINAL_THING_STATUSES,
    "devices": TERMINAL_THING_STATUSES,
}

# --- devices and media (第42条, F12, F13) ---
DEVICE_KINDS: Final = (
    "台式机", "便携机", "服务器", "打印机", "复印机", "多功能一体机", "扫描仪", "传真机", "碎纸机", "其他",
)  # fmt: skip
COMPUTERS: Final = DEVICE_KINDS[:3]
PRINTERS: Final = (DEVICE_KINDS[3], DEVICE_KINDS[5])
COPIERS: Final = DEVICE_KINDS[3:8]  # what may be designated for copying and printing
DEVICE_USES: Final = ("涉密单机", "涉密网", "非密中间机")
UNCLASSIFIED_USE: Final = DEVICE_USES[2]
MEDIUM_KINDS: Final = ("U盘", "移动硬盘", "光盘", "硬盘", "存储卡", "其他")
DISC: Final = MEDIUM_KINDS[2]
DISK: Final = MEDIUM_KINDS[3]
REPAIR_WAYS: Final = ("本单位技术人员", "厂家上门", "外送")
SENT_OUT: Final = REPAIR_WAYS[2]
STORAGE_WAYS: Final = ("无存储", "拆除封存", "现场监督")
REPAIR_OUTCOMES: Final = ("修好", "未修好")
NOT_NAMED: Final = "未指定"

# --- handing over (第25条, F15) ---
HANDOVER_KINDS: Final = ("离岗", "岗位交接", "临时代管")
POST_HANDOVER: Final = HANDOVER_KINDS[1]
COUNT_WAYS: Final = ("全部清点", "抽查")
ITEM_CATEGORIES: Final = ("钥匙", "证卡", "账号权限", "密品", "其他")
HANDOVER_CATEGORIES: Final = {
    "copies": "涉密文件",
    "media": "移动存储介质",
    "devices": "信息设备",
    "places": "存放处",
    "departments": "信息设备责任",
    "repairs": "封存硬盘",
    "sites": "要害部门部位",
    "keys": "钥匙、密码",
    "loans": "借阅的工作秘密、内部件",
    "readings": "传阅的工作秘密、内部件",
    "": "其他",
}
BY_COUNT_OUT: Final = {"loans": "借出", "readings": "在阅"}
TO_BE_RETURNED: Final = "须先交回"
IN_THE_CABINET: Final = ("in_cabinet", "archived", "sealed_personal", "to_return", "to_destroy")

# --- carrying out (第28条（七）, 第67条, F32) ---
REGIONS: Final = ("州内", "省内", "省外", "国（境）外")
ABROAD: Final = REGIONS[3]
ABROAD_PLACES: Final = (
    "境外", "国外", "海外", "香港", "澳门", "台湾", "老挝", "缅甸", "泰国", "越南", "柬埔寨", "新加坡", "马来西亚",
    "印度", "日本", "韩国", "朝鲜", "蒙古国", "美国", "加拿大", "英国", "法国", "德国", "俄罗斯", "澳大利亚", "新西兰",
)  # fmt: skip
ABROAD_WORDS: Final = ("出国", "出境")  # also in the names of offices at home
ON_THE_WAY: Final = "赴去到往前 "  # before the name of a place

ROLES: Final = {"custodian": "保密员", "supervisor": "保密办主任", "auditor": "审计员"}

ROLE_CHOICES: Final = (*ROLES.values(), "恢复")
RECOVERY_NAME: Final = "恢复码"
RECOVERY_ROLE: Final = "恢复"
BACKUP_REASONS: Final = ("每日自动", "手工", "恢复前", "年结前")
BACKUP_STATES: Final = {
    "sound": "完好", "empty": "是空的", "cut": "被截短，缺了内容", "damaged": "内容被改动过", "no_backup": "不是备份",
}  # fmt: skip
BACKUP_NAME: Final = "保密库备份"
RESTORE_LABEL: Final = "恢复"
PRINT_WAYS: Final = ("打印", "保存PDF")
# How a copy left the account before these books began, as an imported book tells: action, label, status.
BEFORE_THE_BOOKS: Final = (
    ("was_returned", "旧账清退", "returned"),
    ("was_destroyed", "旧账销毁", "destroyed"),
    ("was_dispatched", "旧账外发", "dispatch_confirmed"),
    ("was_transferred", "旧账移交", "transferred"),
)
# The same of papers that are kept by count, as their whereabouts tell it; some went to the archive.
GONE_WAYS: Final = {action: COPY_STATUSES[status] for action, _, status in BEFORE_THE_BOOKS} | {
    "archive": COPY_STATUSES["archived"]
}
OLD_GOINGS: Final = frozenset(action for action, _, _ in BEFORE_THE_BOOKS)
INPUT_KINDS: Final = ("导入旧台账", "拷入文件", "软件和升级", "其他")
OUTPUT_KINDS: Final = (
    "打印",
    "保存PDF",
    "导出表格",
    "备份",
    "移交包",
    "退回清单",
    "复印",
    "刻录",
    "拷贝",
    "扫描",
)
BURNT: Final = OUTPUT_KINDS[7]
GROUPS: Final = ("今日", "载体", "设备", "人员", "场所", "事务", "监督", "年度", "系统")

CARRIER_TYPES: Final = (
    "纸质文件", "资料", "图纸", "密码电报", "光盘", "U盘", "移动硬盘", "硬盘", "其他",
)  # fmt: skip
PAPER: Final = CARRIER_TYPES[:4]  # counted in pages
CHANNELS: Final = ("机要交通", "机要通信", "机要交换站", "专人送达", "会议带回", "自行领取", "亲启件转登")
MEETING_CHANNEL: Final = CHANNELS[4]
SENDING_CHANNELS: Final = CHANNELS[:4]
EXCHANGE_STATION: Final = CHANNELS[2]
BY_HAND: Final = CHANNELS[3]
WRAPPINGS: Final = ("单层密封", "双层密封", "密封袋", "密封箱")
FORBIDDEN_CHANNELS: Final = ("普通邮政", "快递", "非涉密网络")
URGENCIES: Final = ("平件", "加急", "特急")
QUERY_KINDS: Final = ("缺份", "错发", "份号不符", "破损", "密级未标", "标志不规范", "无回执", "其他")
LOAN_KINDS: Final = ("借阅", "承办", "会议")
MEETING: Final = LOAN_KINDS[2]
COPY_METHODS: Final = ("复印", "摘录", "汇编", "刻录", "扫描")
COMPILING: Final = COPY_METHODS[2]
COPIED_NUMBER: Final = "复{n}/{of}"
HANDLING: Final = LOAN_KINDS[1]  # lent to be acted upon, with a term of its own
DRAFTS: Final = ("草稿", "送审稿", "定稿")
DESTRUCTION_KINDS: Final = ("送销", "自行粉碎废页")  # 第28条（八）, 第40条
SHREDDED_HERE: Final = DESTRUCTION_KINDS[1]
DESTRUCTION_METHODS: Final = ("粉碎", "化浆", "焚毁", "熔炼")
UNNUMBERED_KINDS: Final = ("废页", "草稿", "试卷", "文件资料", "其他")  # what a batch takes without a number
WASTE: Final = UNNUMBERED_KINDS[0]
WHY_SHORT: Final = {  # F08 差额及原因, by what has become of a copy
    "in_cabinet": "留用备查 ", "sealed_personal": "亲启未启封 ", "out": "在外未收回 ", "to_return": "列入另一次清退 ",
    "to_destroy": "已列入销毁 ", "handed_over": "已送销 ", "dispatched": "已外发 ", "missing": "遗失待查 ",
    "leak_case": "遗失 ", "archived": "已归档 ", "returned": "已清退 ", "destroyed": "已销毁 ",
    "dispatch_confirmed": "已外发 ", "transferred": "已移交外单位 ", "written_off": "失泄核销 ",
}  # fmt: skip
STOCK_STATES: Final = ("一致", "缺", "多", "错位")  # F33
AGREES, ABSENT, SURPLUS, MISPLACED = STOCK_STATES
TICKS: Final = ("□", "☑")  # a thing on the printed list, not counted and counted
TOTAL: Final = "合计"
NOTHING: Final = "本期无"
YEAR_OPEN: Final = "未年结，统计到 {day}"
YEAR_CLOSED: Final = "{number}　校验值 {digest}"
LATE_MATTER: Final = "其中逾期：{label}"
OTHER_TIER: Final = "其他"
BOOKED_AT: Final = "账上在 {place}"
BOOKED_AS: Final = "账上为“{status}”{who}"
NOT_IN_BOOKS: Final = "账上没有"
STOCK_TOLD: Final = {
    "missing": "缺 {numbers}：{outcome}", "explained": "缺 {numbers}：{outcome}",
    "moved": "错位 {numbers}：{outcome}", "put_back": "错位 {numbers}：{outcome}",
    "surplus": "多 {numbers}：{outcome}", "misnumbered": "{outcome}：{numbers}", "none": "账物相符",
}  # fmt: skip
STOCK_OUTCOMES: Final = {
    "missing": "已报失，记违规事项", "explained": "另有说明，记违规事项", "moved": "已登记在实际存放处",
    "put_back": "已放回账上所记处", "surplus": "记违规事项，另行查处",
    "misnumbered": "份号不符，查明后更正", "reason": "{number} 清查发现",
}  # fmt: skip
BOX: Final = "箱"
NOT_OURS: Final = "账上没有"
ONLY_SO_MANY: Final = "账上共 {count} 份"
DEFAULT_SITES: Final = "州委机要和保密局指定销毁地点"
LEVEL_TOTAL: Final = "{level} {documents} 件 {copies} 份 {pages} 页"
KG_TOTAL: Final = " {kg} 公斤"
THING_TOTALS: Final = {"media": "其中移动介质 {count} 个", "devices": "其中设备 {count} 台"}
READING_PLACES: Final = ("机要室", "本人办公室", "本人办公室（保密员在旁等候）")
READING_ROOM, OWN_OFFICE, CLERK_WAITS = READING_PLACES
ROUND_ENDS: Final = ("归柜保存", "交部门承办", "待清退", "归档", "待销毁", "其他")
STAR: Final = "★"
NO_DOC_NUMBER: Final = "无文号"
EXPUNGED: Final = "〔已涂销〕"
DECLASSIFIED: Final = "解密"
NO_FILE_NAME: Final = "不是文件名"
SEALED_REASON: Final = "未启封"
SEALED_TITLE: Final = "亲启件（未启封）"

# 条例第12条: the eighteen kinds of matter that are 工作秘密, in its order.
WORK_ITEMS: Final = (
    "（一）未公布的教育统计、年度计划、发展规划",
    "（二）未公布的经费预决算及使用情况",
    "（三）党委会、院长办公会记录及纪要",
    "（四）报上级的请示、专题报告、情况专报",
    "（五）尚未公布的重大方针、决策",
    "（六）暂未公开的综合统计资料、专题报表",
    "（七）尚未公布的审计调查报告",
    "（八）招投标中需保密的情况和资料",
    "（九）未结案的调查材料、不宜公开的案情材料",
    "（十）出国人员汇报材料、出国未归人员情况",
    "（十一）外国专家情况、对外合作项目及协议",
    "（十二）未公布的干部任免、考察、人事、处分材料",
    "（十三）组织、人事、财务、教学科研秘密事项",
    "（十四）尚未公布的职称评审结果",
    "（十五）启用前的试题、答案和评分标准",
    "（十六）涉稳、突发事件、意识形态材料和预案",
    "（十七）统战、民族、宗教政策执行情况",
    "（十八）不宜公开的其他重大事项",
)

# --- people (第19条, 第24条) ---
CLEARED_STATUSES: Final = ("cleared", "suspended")
OUT_OF_BOOKS: Final = ("left", "retired", "void")  # people who are here no more
CATEGORIES: Final = ("核心", "重要", "一般")
CORE_CATEGORY: Final = CATEGORIES[0]
HIGHEST_OF_CATEGORY: Final = dict(zip(CATEGORIES, STATE_SECRETS, strict=True))
LEAVE_REASONS: Final = (
    "转非密岗", "借调校外", "调离", "辞职", "辞退解聘", "开除", "退休", "岗位变更非密", "不再承担涉密事项",
)  # fmt: skip

VOID_LABEL: Final = "作废"
YES: Final = "是"
NO: Final = "否"
TRUE_WORDS: Final = frozenset({"是", "有", "完好", "true", "1", "y", "yes", "√", "✓"})
FALSE_WORDS: Final = frozenset({"否", "无", "破损", "false", "0", "n", "no", "×"})

# --- what a field cannot hold, and how to write it ---
VALUE_SENTENCES: Final = {
    "control": "“{label}”里有不能显示的字符，请删去后重新输入。",
    "text": "“{label}”应为文字。",
    "date": "“{label}”不是日期，请写成 2026-11-23 或 1123。",
    "moment": "“{label}”不是日期时间，请写成 2026-11-23 09:30。",
    "clock": "“{label}”不是时间，请写成 0910，不在当天的写成 2026-11-23 09:10。",
    "integer": "“{label}”应为 0 以上的整数。",
    "boolean": "“{label}”应为“是”或“否”。",
    "choice": "“{label}”只能是：{choices}。",
    "reference": "“{label}”应写一个编号或名称。",
    "numbers": "“{label}”里有讲不通的起止号，请写成 000123-000125、000130。",
    "too_many": "“{label}”一次最多 {most} 份，请核对起止号；确有这么多的，请分次登记。",
    "long": "“{label}”有 {count} 字，最多 {most} 字，请改短后重新输入。",
    "twice": "“{label}”里 {number} 出现了两次，请核对原件。",
    "lines": "“{label}”应逐行填写。",
    "unknown": "没有“{label}”这一栏，请用 describe 查看。",
    "missing": "请填写“{label}”。",
}

NO_COPY_NUMBER: Final = "无份号"
SOURCES: Final = ("收文", "期初补登", "自制", "复制")
SOURCE_OF_ACTION: Final = {"receive": "收文", "take_stock": "期初补登", "make": "自制", "produce": "复制"}

# What is asked of the issuer when a receipt is booked with a warning (F02, 第28条（二）).
QUERY_OF_WARNING: Final = {
    "slip_differs": ("缺份", "实收份数少于清单应收份数。"),
    "slip_differs.more": ("错发", "实收份数多于清单应收份数。"),
    "bad_mark": ("标志不规范", "密级标志的写法不规范，已照原件登记。"),
    "mark_on_work_secret": ("标志不规范", "不属于国家秘密的文件标有国家秘密标志，已照原件登记。"),
    "wrapping_broken": ("破损", "收件时封装不完好。"),
}
# What is booked in 违规事项: kind, article, description.
VIOLATION_OF_WARNING: Final = {
    "forbidden_channel": (
        "违规渠道传递",
        "保密法第28条（三）、第28条（三）",
        "密件经无保密措施的渠道送达，已照实登记。",
    ),
}
IRREGULARITY_OF_ACTION: Final = {
    "copies.report_missing": ("下落不明", "条例第61条、第74条", "{number} 下落不明，正在查找。"),
    "media.report_missing": ("下落不明", "条例第61条、第74条", "移动介质 {number} 下落不明，正在查找。"),
    "devices.report_missing": ("下落不明", "条例第61条、第74条", "信息设备 {number} 下落不明，正在查找。"),
    "stocktakes.finish": ("账物不符", "第28条（一）", "清查发现 {number} 账物不符：{told}。"),
    "copies.found": ("缺页", "条例第61条、第74条", "{number} 找回时为 {pages} 页，登记为 {recorded} 页。"),
    "copies.reinstate": ("冲正", "账本规则", "{number} 由终结状态冲正恢复在账。"),
    "coming_back": ("缺页", "条例第61条、第74条", "{number} 交回时为 {pages} 页，登记为 {recorded} 页。"),
    "handovers.sign": ("移交差异", "第25条、第28条（六）", "{number} 账物不符：{difference}"),
    "repairs.finish": ("维修返回异常", "第47条、条例第27条（七）", "{number} 返回检查：{told}。"),
    "circulations.enter_round": ("违规传阅", "第28条（四）", "{told}"),
    "briefings.hold": ("违规传达", "第28条（四）", "{told}"),
    "documents.expunge": ("涂销", "第44条、第46条", "{number} 的内容超出本机密级或不应存于本机，已涂销。"),
}

DEFAULT_UNIT: Final = "西双版纳职业技术学院保密办公室"

CLOSING_TEXT: Final = "{number} {who}：{why}"
NOTHING_OUT: Final = "全部在库"
PAGE_SUMS: Final = "本页{page}；累计{all}"
FOOT_LINES: Final = ("核验码 {code}", "{number}（第 {nth} 次打印）", "账本第 {seq} 行 · {head}")
YEAR_TEXT: Final = "{year}年度"
PAPER_ANSWERS: Final = {
    "genuine": "{print}《{title}》第 {page} 页（共 {pages} 页），{at} {by}打印，是本库印的。",
    "replaced": "{print}《{title}》第 {page} 页是本库印的，已重印作废，请用 {newer}。",
    "void": "{print}《{title}》第 {page} 页是本库印的，已作废，不要再用。",
    "mistyped": "核验码抄错了一个字，或有两个字写颠倒了，请对照纸上再输一次。",
    "foreign": "不是本库印的，请看是否别的保密库的；要是自称本库的，按伪造处理，立即报告保密办主任。",
    "forged": "核验码与账本不符，这一页被改动过或是伪造的，请保留原件，立即报告保密办主任。",
    "rewritten": "{print} 是本库印的，但账本前 {seq} 行已不是印它时的账本，被人改写过。请停止登记，保留原件和现场，立即报告保密办主任。",
    "lost": "是本库印的，但账本现在没有这一页（第 {entry} 行，账本到第 {last} 行）：打印以后恢复过较早的备份，请凭这张纸补登。",
    "unknown": "这不是核验码；核验码在页脚右边，共 16 位，例如 7F3K-Q2MX-RV0D-8TNA。",
}
PRINTED_ALL: Final = "全部"
PRINTED_SEARCH: Final = "查找结果"
NUMBER_LABEL: Final = "编号"
BULK_WITHDRAWN: Final = "成批打印没有完成，文件没有存下"
BULK_NOT_SENT: Final = "成批打印中止，这一份没有送出"
LABEL_STAMP: Final = "收文编号"
LABEL_DAY: Final = "日期"
LABEL_PAGES: Final = "页数"
LABEL_PAGES_OF: Final = "{pages}×{count} 份"
LABELS_NAME: Final = "{register}标签"
STATUS_LABEL: Final = "现状"

# --- what a table is filtered by ---
FILTER_LABELS: Final = {"status": "状态", "year": "年度"}
DUE_FACET: Final = "到期 · {label}"
DUE_STATES: Final = {"overdue": "已逾期", "today": "今天到期", "soon": "快到期"}
DAY_SPANS: Final = {
    "today": "今天",
    "week": "近 7 天",
    "month": "本月",
    "year": "今年",
    "last_year": "去年",
    "past": "今天以前",
    "coming": "今后 30 天",
}

# --- what `verify` finds ---
FINDINGS: Final = {
    "missing_line": "账本缺第 {place} 行。请停止登记，保留现场，报保密办主任，并用最近一次备份比对。",
    "content": "账本第 {place} 行的内容与承诺值不符，可能被改过。请停止登记，报保密办主任核查。",
    "chain": "账本第 {place} 行与前面的链接不上，可能被改过。请停止登记，报保密办主任核查。",
    "time": "账本第 {place} 行的记录时间早于前一行。请报保密办主任核查。",
    "act": "账本第 {place} 行不属于前后任何一次办理。请报保密办主任核查。",
    "structure": "数据库内部结构有误（{place}）。请运行 secretdesk rebuild 后再核对；仍有误的，用最近一次备份恢复。",
    "guard": "账本的防护（{place}）缺失或被改过。请停止登记，报保密办主任核查。",
    "erased": "账本第 {place} 行的内容被抹去，却没有涂销记录。请停止登记，报保密办主任核查。",
    "row": "{place} 的现状与账本不符。请运行 secretdesk rebuild 由账本重建后再核对。",
    "lost_row": "{place} 在账本里有、表里没有。请运行 secretdesk rebuild 由账本重建。",
    "stray_row": "{place} 在表里有、账本里没有。请运行 secretdesk rebuild 由账本重建。",
    "witness": "见证文件缺失或读不出，不能证明整个账本没有被换成旧的。"
    "请把账本最后一行（第 {place} 行）与最近一次打印页上的账本行号核对；账本比纸上旧的，停止登记，报保密办主任。",
    "gap": "{place} 年的编号不连续。请报保密办主任核查。",
    "lost_blob": "账本登记的扫描件 {place} 不见了。请从备份取回，或凭原纸重新扫描。",
    "blob": "附件 {place} 与登记的校验值不符。请从备份取回。",
    "stray_blob": "附件 {place} 在库里有，账本里没有这样登记。请停止登记，报保密办主任核查。",
    "meta": "库的内部参数 {place} 缺失或不是本程序写的。请停止登记，报保密办主任核查；缺 anchor_secret 的，从备份恢复。",
    "head": "{place} 登记的账本校验值与账本现在的不同：那一行以前的账本被改写过。请停止登记，保留现场，报保密办主任核查。",
    "balance": "{place} 的份数与逐份登记不符。请核对该件各份。",
    "year": "年结 {place} 保存的数字与年结时的校验值或账本行不符。请用签过字的各表核对，报保密办主任核查。",
}

# --- what the store finds wrong: kind, or kind.detail → one sentence and the next step ---
STORE_SENTENCES: Final = {
    "wrong_passphrase": "口令不正确。请检查大小写和输入法后重试；忘记口令可用两半恢复码打开。",
    "wrong_passphrase.person": "保密库里没有“{person}”这个人的钥匙。请核对姓名，或请保密办主任添加。",
    "wrong_passphrase.choose": "保密库有几个人的钥匙（{people}）。请用 --person 指明是谁。",
    "wrong_passphrase.not_live": "“{person}”的钥匙在账本里没有登记或已停用，不能使用。请保密办主任核查钥匙文件是否被人动过。",
    "wrong_passphrase.expired": "“{person}”的钥匙只用到 {until}，已经失效。仍需代管的，请保密办主任另行添加。",
    "wrong_passphrase.wait": "口令连续输错 {count} 次，请 {seconds} 秒后再试。",
    "damaged": "保密库文件已损坏。请不要再写入，用最近一次备份恢复（secretdesk restore）。",
    "damaged.secret": "保密库里印件核验用的密钥不见了。请停止登记，用最近一次备份恢复（secretdesk restore）。",
    "damaged.keys": "两份钥匙文件都已损坏，保密库打不开。请从最近一次备份取回 keys.json 再试。",
    "damaged.database": "数据库文件已损坏（{count} 页未通过核对）。请勿继续登记，用最近一次备份恢复。",
    "damaged.truncated": "数据库文件被截短（应有 {expected} 字节，现有 {actual} 字节）。请用最近一次备份恢复。",
    "damaged.ledger": "账本第 {seq} 行与核对码不符。请停止登记，保留现场，报保密办主任，并用最近一次备份恢复。",
    "damaged.lost_lines": "账本只到第 {seq} 行，而见证文件记到第 {witness} 行：文件可能被换成旧的，或日志被截断。"
    "请勿继续登记；若是从备份恢复，请用 secretdesk restore。",
    "damaged.witness": "账本第 {seq} 行与见证文件不符：文件可能被换过。请勿继续登记，报保密办主任核查。",
    "damaged.backup": "备份 {path} 不完整：有文件缺失、被截短或改动过。请换另一份备份。",
    "damaged.foreign_backup": "备份 {path} 是另一个保密库的，没有动现在的库。请核对路径；要打开它，恢复到一个空文件夹。",
    "not_a_vault.empty": "{path} 是空的，不是备份。请换另一份备份。",
    "not_a_vault.no_backup": "{path} 不是本程序的备份（没有 backup.json）。请核对路径。",
    "damaged.no_database": "钥匙文件还在，数据库文件 registers.db 不见了。请用最近一次备份恢复。",
    "in_use": "保密库正在另一个窗口或程序中使用。请先关闭那一个再打开。",
    "newer_version": "保密库是较新版本的程序写的，本程序不认识其中的内容。请改用新版程序打开。",
    "newer_version.key": "保密库里有本程序不认识的内容（{what}）。请改用新版程序打开。",
    "not_a_vault": "这个文件夹不是保密库（没有钥匙文件）。请检查路径，或用 secretdesk new 新建。",
    "occupied": "这个文件夹里已有其他文件，不能在此新建。请换一个空文件夹。",
    "occupied.vault": "这个文件夹里已有保密库，没有改动它。要用它请直接打开；另建新库请换一个空文件夹。",
    "not_a_vault.missing": "找不到文件夹 {path}。请检查路径。",
    "damaged.cut": "数据库文件被截短（现有 {actual} 字节，比文件头里记的少）。请用最近一次备份恢复。",
    "damaged.size": "数据库文件长度不对（应有 {expected} 字节，现有 {actual} 字节）。"
    "请勿继续登记，用最近一次备份恢复。",
    "wrong_passphrase.half": "恢复码 {which} 开头的一半有抄错的字。请对照纸面逐组核对后重新输入。",
    "wrong_passphrase.half_twice": "两次输入的都是恢复码 {which} 开头的一半。请取另一个保险柜里的那一半。",
    "wrong_passphrase.half_pair": "两半恢复码不是同一次打印的。请取同一次打印的两半再试。",
    "disk": "磁盘读写失败（{reason}）。请检查磁盘后重试；已确认登记的内容都在。",
    "disk.full_at": "{path} 所在磁盘已满，没有写成。请清出空间或换一个地方再试；已确认登记的内容都在。",
    "disk.full": "保密库所在磁盘已满，这一笔没有登记。请清出空间后重试；已确认登记的内容都在。",
    "disk.read_only": "保密库所在磁盘是只读的，无法登记。请检查文件夹权限或写保护开关。",
    "disk.gone": "保密库所在磁盘不见了（{reason}）。请接好后重新打开；已确认登记的内容都在。",
    "disk.source": "读不出 {path}（{reason}）。请检查文件后重试。",
    "disk.read_back": "写到 {path} 的“{file}”读回来不一样，已经删除，没有写成。介质可能坏了：请换一个登记过的介质；这一个在“移动介质”办“报废”。",
    "disk.stands": "{path} 已经有了，没有动它。请换一个文件夹。",
    "disk.no_manifest": "{path} 里没有这一次写出的清单（清单.sha256）。请插好光盘，指到光盘上的那个文件夹。",
    "disk.target": "无法写入 {path}（{reason}）。请检查目标位置后重试；已确认登记的内容都在。",
}

# --- what an error of the disk is called, by its errno name ---
DISK_REASONS: Final = {
    "EIO": "介质读写出错",
    "ENOSPC": "磁盘已满",
    "EDQUOT": "磁盘已满",
    "EFBIG": "磁盘已满",
    "EROFS": "只读",
    "EACCES": "没有权限",
    "EPERM": "没有权限",
    "ENOENT": "找不到文件",
    "ENOTDIR": "找不到文件夹",
    "ENODEV": "设备已断开",
    "ENXIO": "设备已断开",
    "ESTALE": "网络盘已断开",
    "ENOTCONN": "网络盘已断开",
    "EBUSY": "被其他程序占用",
}
NAME_SEPARATOR: Final = "、"

# --- why a passphrase is too weak (store.passphrase), each with the next step ---
PASSPHRASE_SENTENCES: Final = {
    "short": "口令太短。请至少用 10 个字符，或 7 个以上汉字；四个互不相干的词最好记。",
    "common": "口令是人人会猜的常用口令、英文词或拼音词。请换成四个互不相干的词。",
    "name": "口令里主要是人名或其拼音。请换成与人无关的词。",
    "college": "口令里主要是学院、地名或保密工作的字样。请换成与学院和工作无关的词。",
    "date": "口令里主要是日期或年份。请去掉日期，再加两个互不相干的词。",
    "keyboard": "口令是键盘上相邻的键。请换成四个互不相干的词。",
    "number": "口令里主要是一长串数字，电话、证件号一类很容易查到。请换成四个互不相干的词。",
    "repeat": "口令里主要是重复或顺序排列的字符。请换成四个互不相干的词。",
    "guessable": "口令太容易猜中。请再加一两个互不相干的词。",
}

# 学院、地名和保密工作的字样：连同拼音和拼音首字母都算常用口令。
COLLEGE_WORDS: Final = (
    "西双版纳职业技术学院", "西双版纳职业技术", "西双版纳", "职业技术学院", "西职院", "版纳职院",
    "职业学院", "版纳", "景洪", "勐海", "勐腊", "云南", "昆明", "傣族", "学院", "学校", "大学", "党委",
    "院办", "办公室", "保密工作台", "保密办公室", "保密委员会", "保密员", "保密办", "保密局",
    "保密工作", "保密", "机要", "机密", "绝密", "秘密", "涉密", "密码", "口令", "文件", "登记",
    "管理员",
)  # fmt: skip
# 人人会想到的中文短语；同样连拼音和首字母一起算。
COMMON_PHRASES: Final = (
    "我爱你", "我爱中国", "我爱祖国", "我爱学习", "我爱我家", "中国", "中华", "祖国", "中国人",
    "中华人民共和国", "为人民服务", "好好学习", "天天向上", "不忘初心", "牢记使命", "人人有责",
    "保守国家秘密", "新年快乐", "生日快乐", "恭喜发财", "万事如意", "一帆风顺", "心想事成", "一路平安",
    "身体健康", "阖家欢乐", "平安", "幸福", "快乐", "健康", "发财", "吉祥", "如意", "宝贝", "老婆",
    "老公", "妈妈", "爸爸", "儿子", "女儿", "爱你", "一生一世", "想你", "你好", "谢谢", "加油", "老师",
    "同学", "学生", "北京", "上海", "广州", "深圳", "长城", "长江", "黄河", "泰山", "春天", "太阳",
    "月亮", "手机", "电脑", "测试", "账号", "登录", "工作", "今天", "明天",
)  # fmt: skip

# --- paper: what printing adds by itself, and what may be wrong with a form (output) ---
PAPER_WORDS: Final = {
    "page": "— 第 {page} 页",
    "pages": "共 {pages} 页 —",
    "page_blank": "— 第　　页　共　　页 —",
    "below_blank": "以 下 空 白",
    "continued": "（续）",
    "corrected": "红字为更正、变更或解密，划去者为原记；红线划去的整行为作废。",
    "printed": "{at}　{by} 打印",
    "made_with": "{code} {title} 第 {version} 版 · {digest}",
    "day": "年　　　月　　　日",
    "cut": "……〔表格单元格放不下，以下截断，全文见登记簿〕",
    "sheet": "登记簿",
}
TABLES_SIGNED: Final = ("制表人", "审核人", "单位负责人（章）")
NIL_RETURN: Final = "本期无"
# --- what is released as a folder (第46条, F31) ---
MANIFEST_NAME: Final = "清单.sha256"
MANIFEST_HOW: Final = (
    "核对（Linux）：进入本文件夹，运行 sha256sum -c 清单.sha256",
    "核对（Windows）：certutil -hashfile 文件名 SHA256，与下面逐个比对",
)
MANIFEST_TOLD: Final = {
    "title": "内容", "mark": "密级和期限", "counts": "版本", "unit": "单位", "at": "写出时间", "by": "写出人",
    "closing": "年结", "head": "链尾", "medium": "介质", "second": "介质编号由第二人确认",
}  # fmt: skip
WHOLE_VERSION: Final = "全部内容"
COUNTS_VERSION: Final = "统计数字版（没有标题、名称和姓名）"
NO_MEDIUM: Final = "本机固定磁盘"
LEDGER_HEAD: Final = "账本第 {seq} 行 {head}"
CLOSED_AS: Final = "{number}　数字校验值 {digest}"
LABEL_TEXT: Final = "标签.txt"
LABEL_FILE: Final = "标签.pdf"
YEAR_BUNDLE: Final = "{year}年度统计表"
YEAR_COUNTS: Final = "{year}年度统计数字"
REGISTER_BUNDLE: Final = "{register} {year}"
REGISTER_COUNTS: Final = "{register}统计数字 {year}"
ALL_YEARS: Final = "历年"
NO_LEVEL: Final = "不分密级"
COUNT_TABLES: Final = {"level": "按密级和状态", "month": "按月份"}
MONTH: Final = "月份"
COUNT: Final = "数量"
STOPPED: Final = "办的人停止了"
BROKEN_OFF: Final = "程序中断，没有写完"
DISC_FAILED: Final = "刻录的光盘读回与清单不一致"
# The faces of GB/T 9704-2012 by the names inside their files, the best first: Windows, 方正, UOS and Kylin (CESI).
OFFICE_FACES: Final = {
    "body": (
        "仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "方正仿宋_GB18030", "方正仿宋_GBK", "FZFangSong-Z02",
        "方正仿宋简体", "FZFangSong-Z02S", "CESI仿宋-GB18030", "CESI仿宋-GB13000", "CESI仿宋-GB2312",
        "CESI_FS_GB18030", "CESI_FS_GB13000", "CESI_FS_GB2312", "华文仿宋", "STFangsong",
    ),
    "heading": (
        "黑体", "SimHei", "方正黑体_GB18030", "方正黑体_GBK", "FZHei-B01", "方正黑体简体", "FZHei-B01S",
        "CESI黑体-GB18030", "CESI黑体-GB13000", "CESI黑体-GB2312", "CESI_HT_GB18030", "CESI_HT_GB13000",
        "CESI_HT_GB2312", "华文黑体", "STHeiti",
    ),
    "title": (
        "方正小标宋_GB18030", "方正小标宋_GBK", "FZXiaoBiaoSong-B05", "方正小标宋简体", "FZXiaoBiaoSong-B05S",
        "FZXBSJW--GB1-0", "CESI小标宋-GB18030", "CESI小标宋-GB13000", "CESI小标宋-GB2312", "CESI_XBS_GB18030",
        "CESI_XBS_GB13000", "CESI_XBS_GB2312", "小标宋",
    ),
    "note": (
        "楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "方正楷体_GB18030", "方正楷体_GBK", "FZKai-Z03",
        "方正楷体简体", "FZKai-Z03S", "CESI楷体-GB18030", "CESI楷体-GB13000", "CESI楷体-GB2312", "CESI_KT_GB18030",
        "CESI_KT_GB13000", "CESI_KT_GB2312", "华文楷体", "STKaiti", "AR PL KaitiM GB", "AR PL UKai CN",
    ),
}  # fmt: skip
# They go beyond U+FFFF, whatever their table of ranges says.
FAR_FACES: Final = ("SimSun-ExtB", "宋体-ExtB", "SimSun-ExtG", "MingLiU-ExtB", "PMingLiU-ExtB")
COUNTED_UNITS: Final = "年月日号份件页条款项时分个次期卷册室柜层盒格"  # stay with the figure before them
SIGN_HERE: Final = "（签字[^）]*）$"  # behind the label of a place to sign; a pattern
BETWEEN_PLACES, PLACE_OF, BETWEEN_NAMES = "、", "：", "，"  # in what a page keeps of its places to sign
CLERK: Final = "clerk"  # signs as the one whom the head of a form names
BESIDE: Final = "／"  # in the name of a place that two share
NAME_MARKS: Final = ("，", "\n", "：", "；", ";", ",")  # between names that were typed
SPECIAL_LABELS: Final = {"number": "编号", "status": "状态", "on": "日期", "n": "序号"}
# F01 去向, 归卷号: told of a paper from its copies
EVENT_TOLD, EVENTS_TOLD = "{day} {number}", "共{count}次，最近 {latest}"
COPIES_TOLD, DAYS_TOLD, PLACE_TOLD, GATHERED_JOIN = "{count}份", "{first} 至 {last}", "存{place}", "；"
COPIES_OF: Final = "（{count}份）"
BY_COUNT_STATES: Final = {
    ("loans", "out"): "借出", ("readings", "out"): "传阅中", ("dispatches", "sent"): "已外发待回执",
    ("dispatches", "confirmed"): "外发已回执", ("return_lines", "listed"): "待清退", ("return_lines", "returned"): "已清退",
    ("destruction_lines", "listed"): "待销毁", ("destruction_lines", "destroyed"): "已销毁",
}  # fmt: skip
FORM_SENTENCES: Final = {
    "each": "“{field}”要是其中一栏，并排在 order 的第一位。",
    "marked": "印标题的表必须标密级，请去掉 marked = false。",
    "unreadable": "读不出来：{reason}。",
    "toml": "不是合法的 TOML：{reason}。",
    "large": "超过 {most} KB，表的定义没有这么大，请核对是不是这个文件。",
    "long_line": "这一行超过 {most} 个字符，请分成几行。",
    "deep": "括号套得太深，请照随程序附带的表写。",
    "missing": "缺少这一项。",
    "unknown": "不认识这一项；可写的有：{known}。",
    "kind": "应为{kind}。",
    "choice": "只能是：{choices}。",
    "empty": "不能为空。",
    "register": "没有“{register}”这个登记簿。",
    "field": "登记簿“{register}”没有“{field}”这个字段。",
    "hop": "“{field}”不指向别的登记簿，不能写“{path}”。",
    "value": "“{field}”没有“{value}”这个值。",
    "sign": "签字栏要写 label，不能再写 field。",
    "signer": "by 写的“{field}”这一页上没有；要写这一页印出来的一项，或写 clerk（保密员）。",
    "bar": "有长条（bar）的栏只能写一个 field。",
    "twice": "“{field}”出现了两次。",
    "narrow": "应在 {least:g} 至 {most:g} 毫米之间。",
    "count": "应在 {least} 至 {most} 之间。",
    "stickers": "标签共占 {takes:g} 毫米，超出纸的 {page:g} 毫米。",
    "wide": "各栏共宽 {total:g} 毫米，超出版心的 {room:g} 毫米。",
    "foot": "签字处共宽 {total:g} 毫米，超出可用的 {room:g} 毫米。",
    "titled": "只用代称的表（show_title = false）不能有“{field}”栏。",
    "placeholder": "只能用 {known} 这几个占位。",
    "same_key": "与 {other} 的 key 相同。",
    "span": "“{label}”跨几行的，要放在一行的头或尾，行数不能超出这一组格子。",
    "signed": "签字的地方至少宽 {wide} 毫米、高 {high} 毫米。",
}
