"""年度统计表: what each of the yearly tables shows (domain section 5; 条例第56条). Declarations only."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from secretdesk.domain.declaration import Register, Status
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.terms import Level
from secretdesk.domain.terms_disclosure import CHANNEL_KEYS, CHANNELS


@dataclass(frozen=True)
class YearTable:
    """A yearly table: its title and its columns, key → label. Of ``words`` columns a cell is no number;
    those of ``bars`` are drawn as bars too, where a person would rather look than read.

    ``naming`` are the words that tell more than figures (a unit, a person, a paper's number): the version of
    counts alone leaves them out and adds up the rows.
    """

    key: str
    title: str
    columns: tuple[tuple[str, str], ...]
    article: str = ""
    words: tuple[str, ...] = ()
    bars: tuple[str, ...] = ()
    total: bool = True
    naming: tuple[str, ...] = ()
    adjusts: bool = True  # told in later years where it is another now: words that came late are not
    first_columns: tuple[str, ...] = ()  # of years closed before columns were kept with the figures

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its columns."""
        return tuple(key for key, _ in self.columns)

    @property
    def names(self) -> tuple[str, ...]:
        """The words that a row begins with: by them it is told from the others."""
        found = tuple(takewhile(lambda key: key in self.words, self.keys))
        return found or self.keys[:1]

    @property
    def view(self) -> str:
        """The key under which forms print it."""
        return f"year_{self.key.lower()}"


FLOWS = (
    ("before", "年初"), ("opening_late", "期初补登"), ("received", "收文"), ("made", "自制"), ("copied", "复制"),
    ("level_in", "密级调入"), ("level_out", "密级调出"), ("returned", "清退"), ("destroyed", "销毁"),
    ("dispatched", "外发"), ("transferred", "移交外单位"), ("found", "找回"), ("lost", "失泄核销"), ("declassified", "解密转出"), ("corrected", "更正"),
    ("after", "年末"),
)  # fmt: skip
COUNT_FLOWS = tuple(
    one
    for one in FLOWS
    if one[0] not in {"level_in", "level_out", "declassified", "corrected", "found", "lost"}
)
TOTAL_ROW = "total"
LEVEL_KEYS = ("top", "high", "ordinary", "work", "internal", "plain")
BY_LEVEL = tuple(zip(LEVEL_KEYS, map(str, Level), strict=True))
OUT_STATUSES = (
    "on_loan", "circulating", "carried_out", "sealed_personal", "to_return", "to_destroy", "handed_over", "dispatched",
    "missing", "leak_case",
)  # fmt: skip
YEAR_TABLES = (
    YearTable("T1", "单位基本情况", (("item", "项目"), ("count", "数量")), "第6条至第8条、条例第56条", words=("item",),
              total=False),
    YearTable("T2", "定密情况", (
        ("level", "密级"), ("original", "原始定密"), ("derived", "派生定密"), ("research", "科研项目"),
        ("pointed", "其中标密点"), ("raised", "升密"), ("lowered", "降密"), ("extended", "延长"), ("shortened", "缩短"),
        ("scoped", "调整范围"), ("expired", "到期解密"), ("early", "提前解密"), ("in_force", "年末有效"),
        ("unclear", "不明确报请"), ("corrected", "纠正"),
    ), "第13条至第16条、保密法第24条", words=("level",)),
    YearTable("T3", "涉密载体收发存", (("level", "密级"), ("carrier", "载体类型"), *FLOWS), "第28条（一）",
              words=("level", "carrier"),
              first_columns=("level", "carrier", *(key for key, _ in FLOWS if key not in {"found", "lost"}))),
    YearTable("T3n", "只记份数的收发存", (("level", "密级"), *COUNT_FLOWS), "第28条（一）", words=("level",)),
    YearTable("T3m", "收文按月", (("month", "月份"), ("papers", "收文件数"), *BY_LEVEL), "第28条（一）",
              words=("month",), bars=("papers", *LEVEL_KEYS)),
    YearTable("T3s", "收文来源", (
        ("tier", "来源"), ("papers", "件"), ("secrets", "其中国家秘密"), ("copies", "份"),
    ), "第28条（一）", words=("tier",), bars=("papers",)),
    YearTable("T3b", "涉密载体使用", (
        ("level", "密级"), ("read", "传阅人次"), ("lent", "借阅次"), ("late", "其中逾期归还"), ("overdue", "年末逾期未还"),
        ("copyings", "复制次"), ("dispatches", "外发次"), ("archived", "年末在档"), ("missing", "年末下落不明"),
        ("differing", "清查差异"),
    ), "第28条（四）（五）（六）", words=("level",),
              first_columns=("level", "read", "lent", "late", "overdue", "copyings", "dispatches", "archived", "missing")),
    YearTable("T3o", "年末不在库", (("where", "在哪里"), ("copies", "份"), *BY_LEVEL), "第28条（一）",
              words=("where",), bars=("copies", *LEVEL_KEYS), total=False),
    YearTable("T4", "销毁情况", (
        ("batch", "批次"), ("destroyed_on", "销毁日期"), ("site", "承销单位"), ("copies", "逐份的份数"),
        ("pages", "逐份的页数"), ("counted", "按数的份数"), ("counted_pages", "按数的页数"), ("kg", "公斤"),
        ("media", "介质"), ("discs", "其中光盘"), ("disks", "其中硬盘"), ("devices", "设备"), ("levels", "按密级"),
        ("supervisors", "监销人"), ("receipt", "凭证号"),
    ), "第28条（八）", words=("batch", "destroyed_on", "site", "kg", "levels", "supervisors", "receipt"),
              naming=("batch", "destroyed_on", "site", "levels", "supervisors", "receipt"),
              first_columns=("batch", "destroyed_on", "site", "copies", "pages", "kg", "media", "devices",
                             "supervisors", "receipt")),
    YearTable("T5", "清退情况", (
        ("issuer", "发文机关"), ("due", "应退份数"), ("given", "实退份数"), ("short", "差额"),
        ("kept", "其中留用"), ("missing", "其中缺失"),
    ), "第28条（一）", words=("issuer",), naming=("issuer",),
              first_columns=("issuer", "due", "given", "short")),
    YearTable("T6", "涉密人员", (
        ("category", "涉密等级"), ("before", "年初"), ("cleared", "本年确定"), ("adjusted", "调入本等级"),
        ("left", "本年离岗"), ("now", "年末"), ("screened", "上岗审查"), ("reviewed", "复审"), ("pledged", "已签承诺书"),
        ("pledge_rate", "签订率"), ("trained", "培训人次"), ("enough", "学时达标"), ("hours_rate", "达标率"),
        ("cooling", "脱密期在管"), ("released", "期满解除"), ("official", "因公出国（境）"), ("private", "因私出国（境）"),
        ("contacts", "涉外活动报告"), ("majors", "重大事项报告"), ("breaches", "违规处理"),
    ), "第17条、第25条", words=("category", "pledge_rate", "hours_rate"),
              first_columns=("category", "before", "cleared", "left", "now", "pledged", "cooling")),
    YearTable("T7", "信息设备和移动介质", (
        ("kind", "名称"), ("level", "密级"), ("in_use", "在用"), ("suspended", "停用"), ("repaired", "本年维修"),
        ("sent_out", "其中外送"), ("burnt", "本年刻录"), ("assessed", "本年检测评估"), ("scrapped", "本年报废销毁"),
    ), "第37条", words=("kind", "level"), total=False,
              first_columns=("kind", "level", "in_use", "suspended", "repaired", "scrapped")),
    YearTable("T11", "保密检查与自评", (("item", "项目"), ("count", "数量"), ("told", "说明")),
              "第7条（三）、第82条、条例第58条", words=("item", "told"), total=False, naming=("told",)),
    YearTable("T9", "信息公开保密审查", (
        ("department", "部门"), ("submitted", "送审"), ("allowed", "同意"), ("edited", "删改"), ("refused", "不公开"),
        ("sent", "报保密办"), *zip(CHANNEL_KEYS, CHANNELS, strict=True), ("reported", "已报月"), ("missing", "未报月"),
        ("late", "迟报"), ("outside", "未入月报"), ("unreviewed", "未审先发"),
    ), "第49条至第54条", words=("department",), bars=("submitted",), naming=("department",)),
    YearTable("T13", "奖惩和建议", (
        ("kind", "种类"), ("people", "个人"), ("departments", "部门"), ("all", "合计"),
    ), "第83条、第84条", words=("kind",)),
    YearTable("T13w", "年度保密工作情况", (("part", "方面"), ("text", "情况"), ("report", "报告")), "条例第56条",
              words=("part", "text"), total=False, naming=("text",), adjusts=False),
    YearTable("T8", "要害部门部位", (
        ("name", "名称"), ("confirmed", "确认文号"), ("visits", "外来进入人次"), ("checks", "检查次数"), ("problems", "发现问题"),
        ("mended", "已整改"), ("duty", "试卷保密室值班天数"),
    ), "第29条、第33条、第36条", words=("name", "confirmed"), naming=("name", "confirmed")),
    YearTable("T10", "宣传教育", (
        ("audience", "对象"), ("form", "形式"), ("sessions", "场次"), ("present", "人次"), ("made_up", "其中补课"),
        ("hours", "学时"), ("person_hours", "人学时"),
    ), "第7条（五）、第21条", words=("audience", "form", "hours", "person_hours")),
    YearTable("T12", "违规和下落不明", (
        ("kind", "种类"), ("opened", "本年登记"), ("closed", "已办结"), ("open", "未办结"),
    ), "第82条", words=("kind",), bars=("opened",), naming=("kind",)),
    YearTable("T12l", "泄密事件", (
        ("level", "密级"), ("ordinary", "一般"), ("grave", "重大"), ("unclear", "尚不明"), ("in_time", "24小时内报告"),
        ("late", "超时或未报"), ("found", "下落不明找回"), ("leaked", "转案件"), ("closed", "结案"), ("open", "未结"),
        ("handed", "移送"), ("punished", "有处分"), ("vetoed", "一票否决"),
    ), "第72条至第81条、第84条", words=("level",)),
)  # fmt: skip
ADJUSTED = YearTable("T0", "以前年度调整", (
    ("closed_year", "年度"), ("sheet", "表"), ("row", "行"), ("column", "栏"), ("frozen", "年结时"), ("now", "现在"),
), "条例第56条", words=("closed_year", "sheet", "row", "column", "frozen", "now"), total=False)  # fmt: skip


def _view(table: YearTable) -> Register:
    """A table as forms see a register: its columns are the fields."""
    fields = [
        Field(key, label, Kind.TEXT if key in table.words else Kind.INTEGER, computed=True, width=8)
        for key, label in table.columns
    ]
    return Register(
        key=table.view, label=table.title, group="年度", article=table.article, fields=tuple(fields),
        statuses=(Status("counted", "统计"), Status(TOTAL_ROW, "合计")), actions=(),
    )  # fmt: skip


YEAR_VIEWS = tuple(map(_view, (*YEAR_TABLES, ADJUSTED)))
BY_VIEW = {table.view: table for table in (*YEAR_TABLES, ADJUSTED)}
