"""Words of what leaves as a folder, and of its yearly tables (F31)."""

from __future__ import annotations

from typing import Final

YEAR_OPEN: Final = "未年结，统计到 {day}"
YEAR_CLOSED: Final = "{number}　校验值 {digest}"
NO_FILE_NAME: Final = "不是文件名"
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
