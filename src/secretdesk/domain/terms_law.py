"""Names, origins and kinds of the numbers of the law (`domain/law.py`)."""

from __future__ import annotations

from typing import Final

PARAMETER_LABELS: Final = {
    "groups": "登记范围",
    "unit_name": "单位名称（印在表头）",
    "vault_level": "本机密级",
    "late_entry_days": "补登提醒天数",
    "max_term_top_secret": "绝密最长保密期限",
    "max_term_highly_secret": "机密最长保密期限",
    "max_term_ordinary_secret": "秘密最长保密期限",
    "idle_lock_minutes": "无操作自动锁定",
    "meeting_hand_in_days": "会议带回文件移交期限",
    "loan_days_top_secret": "绝密件借阅期限（0 为不外借）",
    "loan_days_highly_secret": "机密件借阅期限",
    "loan_days_ordinary_secret": "秘密件借阅期限",
    "loan_renewals": "续借次数上限",
    "loan_days_work": "工作秘密、内部件借阅天数（0 为不定）",
    "dispatch_receipt_days": "外发回执提醒天数",
    "dispatch_search_days": "外发无回执查询天数",
    "repair_days": "维修约定返回天数",
    "repair_sites": "指定的维修单位（几家用顿号分开）",
    "reading_days": "传阅件在阅件人手里的天数（0 为当天收回）",
    "office_reading_top_secret": "绝密件可在本人办公室阅读、保密员在旁等候（1 可以，0 不可以）",
    "cooling_least_core": "核心涉密人员脱密期下限",
    "cooling_most_core": "核心涉密人员脱密期上限",
    "cooling_least_important": "重要涉密人员脱密期下限",
    "cooling_most_important": "重要涉密人员脱密期上限",
    "cooling_least_general": "一般涉密人员脱密期下限",
    "cooling_most_general": "一般涉密人员脱密期上限",
    "core_posts": "学院设核心涉密岗位（1 设，0 不设）",
    "review_years_core": "核心涉密人员复审间隔",
    "review_years_important": "重要涉密人员复审间隔",
    "review_years_general": "一般涉密人员复审间隔",
    "passport_days": "回国后几天内交回证件",
    "trip_report_days": "回国后几天内报告",
    "cooling_contact_months": "脱密期内多久联系一次",
    "training_hours": "涉密人员每年培训学时（学时）",
    "site_check_days": "要害部门部位检查间隔",
    "code_change_days": "密码更换间隔",
    "shift_persons": "试卷保密室每班人数下限（不少于两人）",
    "leak_hours": "发现泄密后几小时内报告",
    "leak_months": "泄密事件查处期限",
    "search_days_top_secret": "绝密载体下落不明查找期",
    "search_days_other": "机密、秘密载体下落不明查找期",
    "unclear_report_days": "不明确事项几个工作日内报上级",
    "unclear_decide_days": "上级几个工作日内答复",
    "year_end": "年度截止日（月-日）",
    "destruction_sites": "指定的销毁地点（用顿号分开）",
    "paper_days": "印件签回天数",
}

PARAMETER_ORIGINS: Final = {
    "groups": "第44条、第46条",
    "unit_name": "第7条",
    "vault_level": "第46条",
    "late_entry_days": "第28条（二）",
    "max_term_top_secret": "保密法第20条",
    "max_term_highly_secret": "保密法第20条",
    "max_term_ordinary_secret": "保密法第20条",
    "idle_lock_minutes": "第37条",
    "meeting_hand_in_days": "第28条（二）",
    "loan_days_top_secret": "条例第29条（三）",
    "loan_days_highly_secret": "第28条（六）",
    "loan_days_ordinary_secret": "第28条（六）",
    "loan_renewals": "第28条（六）",
    "loan_days_work": "第28条（六）不得长期存放、学校惯例",
    "dispatch_receipt_days": "第28条（三）",
    "dispatch_search_days": "第28条（三）",
    "repair_days": "第47条",
    "repair_sites": "第48条",
    "reading_days": "第28条（四）",
    "office_reading_top_secret": "条例第29条（三）",
    "cooling_least_core": "保密法第43条、第46条",
    "cooling_most_core": "保密法第43条、第46条",
    "cooling_least_important": "第24条",
    "cooling_most_important": "第24条",
    "cooling_least_general": "第24条",
    "cooling_most_general": "第24条",
    "core_posts": "保密法第43条、第19条",
    "review_years_core": "第20条、涉密人员复审惯例",
    "review_years_important": "第20条、涉密人员复审惯例",
    "review_years_general": "第20条、涉密人员复审惯例",
    "passport_days": "第23条、因私证件集中保管惯例",
    "trip_report_days": "条例第52条、学校惯例",
    "cooling_contact_months": "第26条、学校惯例",
    "training_hours": "第7条（五）、第21条、学校惯例",
    "site_check_days": "第33条、学校惯例",
    "code_change_days": "第35条、学校惯例",
    "shift_persons": "第31条",
    "leak_hours": "条例第61条（优先于第74条）",
    "leak_months": "第81条",
    "search_days_top_secret": "泄密案件查处办法",
    "search_days_other": "泄密案件查处办法",
    "unclear_report_days": "条例第25条",
    "unclear_decide_days": "条例第25条",
    "year_end": "条例第56条",
    "destruction_sites": "第28条（八）、第48条",
    "paper_days": "设计",
}

PATTERN_LABEL: Final = "编号格式：{series}"

VALUE_KINDS: Final = {
    "month_day": "月-日（如 12-31）",
    "count": "整数",
    "groups": "“全部”，或登记的范围（载体、设备、人员、场所、事务、监督），几个用顿号分开",
    "holidays": "放假和调休的日期（如 1.1-1.3 2.15-2.23 班 1.4 2.14）",
    "level": "密级",
    "pattern": "含 {year} 和 {n} 的编号格式",
    "text": "文字",
}

UNITS: Final = {
    "day": "天",
    "month": "个月",
    "year": "年",
    "minute": "分钟",
    "hour": "小时",
    "times": "次",
    "": "",
}

HOLIDAYS_LABEL: Final = "{year}年节假日安排"
HOLIDAYS_ORIGIN: Final = "国务院办公厅节假日安排通知"
WORKS: Final = "班"  # days that follow it are worked though they are a Saturday or Sunday (调休)

CHOSEN_GROUPS: Final = ("载体", "设备", "人员", "场所", "事务", "监督")
ALL_GROUPS: Final = "全部"
