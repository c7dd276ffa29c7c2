"""What copies, media and devices are and become (design section 4, F12, F13)."""

from __future__ import annotations

from typing import Final

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
