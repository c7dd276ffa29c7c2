"""Words of filters and columns."""

from __future__ import annotations

from typing import Final

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
