"""Words of the receipt book, and what a receipt with a warning opens (F01, F02)."""

from __future__ import annotations

from typing import Final

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
NO_DOC_NUMBER: Final = "无文号"
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
