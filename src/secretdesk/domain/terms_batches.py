"""Words of destruction and stocktaking (F08, F33)."""

from __future__ import annotations

from typing import Final

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
