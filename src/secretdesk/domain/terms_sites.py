"""Terms of sites: keys and codes, visitors, shifts, exam papers (第29条 to 第41条, F22, F23, F24, F24b)."""

from __future__ import annotations

from typing import Final

# --- sites (第29条, 第30条, F22) ---
SITE_KINDS: Final = ("要害部门", "要害部位")
SITE_PROBLEM: Final = "problem"  # a check that found something which is not mended yet

# --- keys and codes (第35条, F24b) ---
KEY_KINDS: Final = ("钥匙", "密码")
KEY, CODE = KEY_KINDS
KEY_USES: Final = ("正", "备用")
MAIN, SPARE = KEY_USES
CODE_REASONS: Final = ("定期更换", "保管人变动", "泄露或可能泄露", "维修开锁以后", "其他")
KEY_IRREGULARITIES: Final = {
    "keys.report_lost": ("钥匙丢失", "第35条", "{number}（{lock}）丢失，须立即换锁或采取补救措施。"),
}

# --- visitors (第36条, 第38条, 第70条, 第71条, F23) ---
NATIONALITIES: Final = ("中国", "境外人员", "外国留学生")
CHINESE, FOREIGNER, FOREIGN_STUDENT = NATIONALITIES
VISIT_MATTERS: Final = ("设备维修", "上级检查", "其他")
NO_DEVICES: Final = frozenset({"无", "没有", "未带"})
BREACH: Final = ("违规进入要害部门部位", "{name}（{unit}）进入{site}：{told}。{more}")
BREACH_TOLD: Final = {
    "approval_missing": "没有负责人批准",
    "no_escort": "没有专人全程陪同",
    "foreigner": "境外人员未经保密办审批",
    "foreign_student": "外国留学生不得进入",
    "device_inside": "未经批准带入电子设备",
}

# --- shifts (第31条, F24) ---
SHIFT_PATTERN: Final = "08:00-20:00/20:00-08:00"
STATES: Final = ("完好", "异常")
SOUND, UNSOUND = STATES
LONGEST_PERIOD: Final = 62  # days that are planned in one act
SHIFT_IRREGULARITIES: Final = {
    "shifts.absence": (
        "值班缺岗",
        "第31条",
        "{number}（{site}，{begins}）{name}缺岗，在岗 {left} 人。{reason}",
    ),
    "shifts.record": ("值班异常", "第31条、第34条", "{number}（{site}，{begins}）{told}"),
}

# --- exam papers (第31条, F24) ---
PAPER_IRREGULARITIES: Final = {
    "seal": ("试卷密封破损", "第31条、第34条", "{number}（{exam} {subject}）{when}时密封破损。{reason}"),
    "short": (
        "试卷短少",
        "条例第61条、第74条",
        "{number}（{exam} {subject}）{when}时短少 {missing} 袋，正在查找。{reason}",
    ),
}
NEW_PAPERS: Final = "新到的试卷"
IN_THE_VAULT: Final = ("stored", "back")  # statuses of papers that are guarded

OFF_THE_LIST: Final = "{name}离岗，从允许进入名单去掉。"
FOUND_BY_INSPECTION: Final = "见 {number}，发现 {count} 个问题，在“检查问题”整改、复查。"
