"""年度统计表: what each of the yearly tables shows (domain section 5; 条例第56条). Declarations only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class YearTable:
    """A yearly table: its title and its columns, key → label. The first column tells what a row is of."""

    key: str
    title: str
    columns: tuple[tuple[str, str], ...]
    article: str = ""


FLOWS = (
    ("before", "年初"), ("opening_late", "期初补登"), ("received", "收文"), ("made", "自制"), ("copied", "复制"),
    ("level_in", "密级调入"), ("level_out", "密级调出"), ("returned", "清退"), ("destroyed", "销毁"),
    ("dispatched", "外发"), ("transferred", "移交外单位"), ("declassified", "解密转出"), ("corrected", "更正"),
    ("after", "年末"),
)  # fmt: skip
YEAR_TABLES = (
    YearTable("T3", "涉密载体收发存", (("level", "密级"), ("carrier", "载体类型"), *FLOWS), "第28条（一）"),
    YearTable("T3b", "涉密载体使用", (
        ("level", "密级"), ("read", "传阅人次"), ("lent", "借阅次"), ("late", "其中逾期归还"), ("overdue", "年末逾期未还"),
        ("copyings", "复制次"), ("dispatches", "外发次"), ("archived", "年末在档"), ("missing", "年末下落不明"),
    ), "第28条（四）（五）（六）"),
    YearTable("T4", "销毁情况", (
        ("batch", "批次"), ("destroyed_on", "销毁日期"), ("site", "承销单位"), ("copies", "份"), ("pages", "页"),
        ("kg", "公斤"), ("media", "介质"), ("devices", "设备"), ("supervisors", "监销人"), ("receipt", "凭证号"),
    ), "第28条（八）"),
    YearTable("T5", "清退情况", (
        ("issuer", "发文机关"), ("due", "应退份数"), ("given", "实退份数"), ("short", "差额"),
    ), "第28条（一）"),
    YearTable("T6", "涉密人员", (
        ("category", "涉密等级"), ("now", "年末"), ("cleared", "本年确定"), ("left", "本年离岗"), ("pledged", "已签承诺书"),
        ("cooling", "脱密期在管"),
    ), "第17条、第25条"),
    YearTable("T7", "信息设备", (
        ("kind", "名称"), ("level", "密级"), ("in_use", "在用"), ("suspended", "停用"), ("repaired", "本年维修"),
        ("scrapped", "本年报废销毁"),
    ), "第37条"),
    YearTable("T12", "违规和下落不明", (
        ("kind", "种类"), ("opened", "本年登记"), ("closed", "已办结"), ("open", "未办结"),
    ), "第82条"),
)  # fmt: skip
