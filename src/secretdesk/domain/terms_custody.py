"""Words of lending, circulating, copying, carrying and handing over (F04, F05, F15, F32)."""

from __future__ import annotations

from typing import Final

from secretdesk.domain.terms_things import COPY_STATUSES

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
LOAN_KINDS: Final = ("借阅", "承办", "会议")
MEETING: Final = LOAN_KINDS[2]
COPY_METHODS: Final = ("复印", "摘录", "汇编", "刻录", "扫描")
COMPILING: Final = COPY_METHODS[2]
COPIED_NUMBER: Final = "复{n}/{of}"
HANDLING: Final = LOAN_KINDS[1]  # lent to be acted upon, with a term of its own
DRAFTS: Final = ("草稿", "送审稿", "定稿")
READING_PLACES: Final = ("机要室", "本人办公室", "本人办公室（保密员在旁等候）")
READING_ROOM, OWN_OFFICE, CLERK_WAITS = READING_PLACES
ROUND_ENDS: Final = ("归柜保存", "交部门承办", "待清退", "归档", "待销毁", "其他")
CLOSING_TEXT: Final = "{number} {who}：{why}"
NOTHING_OUT: Final = "全部在库"
