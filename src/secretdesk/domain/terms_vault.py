"""Roles, backups, inputs and outputs, who may read, and why a passphrase is too weak."""

from __future__ import annotations

from typing import Final

from secretdesk.domain.terms_levels import STATE_SECRETS

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
# --- people (第19条, 第24条) ---
CLEARED_STATUSES: Final = ("cleared", "suspended")
OUT_OF_BOOKS: Final = ("left", "retired", "void")  # people who are here no more
CATEGORIES: Final = ("核心", "重要", "一般")
CORE_CATEGORY: Final = CATEGORIES[0]
HIGHEST_OF_CATEGORY: Final = dict(zip(CATEGORIES, STATE_SECRETS, strict=True))
LEAVE_REASONS: Final = (
    "转非密岗", "借调校外", "调离", "辞职", "辞退解聘", "开除", "退休", "岗位变更非密", "不再承担涉密事项",
)  # fmt: skip
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
