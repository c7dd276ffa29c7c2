"""年结: the figures of a year as they were when the supervisor closed it (条例第56条)."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.effects import years as effects
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules import years as rules
from secretdesk.registers.common import REASON, REMARK, amend, void

YEARS = Register(
    key="years",
    label="年结",
    group="年度",
    article="条例第56条",
    fields=(
        Field("of_year", "年度", Kind.INTEGER, required=True, index=True, width=8, help="结哪一年的账。"),
        Field("first", "起", Kind.DATE, width=11, help="年度的第一天。"),
        Field("last", "止", Kind.DATE, width=11, help="年度的最后一天。"),
        Field("closed_on", "年结日期", Kind.DATE, width=11, help="哪一天结的。"),
        Field("before", "年初份数", Kind.INTEGER, width=10, help="年初在账的份数。"),
        Field("after", "年末份数", Kind.INTEGER, width=10, help="年末在账的份数。"),
        Field("head", "账本行", column=False, width=20, help="年结时账本到第几行、行的校验值。"),
        Field("digest", "数字校验值", column=False, width=20, help="各表数字的校验值，以后可以核对。"),
        Field("differences", "差异份数", Kind.INTEGER, width=8, help="下落不明的和更正过的份数。"),
        Field("difference_note", "差异说明", search=True, long=True, sensitive=True, column=False, width=24,
              help="差异是哪些、什么原因、怎样处理；签字后才能年结。"),
        Field("note_signed_by", "说明签字人", search=True, column=False, width=10, help="差异说明谁签的字。"),
        Field("tables", "各表", Kind.LINES, refers_to="year_lines", column=False, help="各表的数字，程序写。"),
        REMARK,
        REASON,
    ),
    statuses=(Status("closed", "已年结"), VOID),
    actions=(
        Action("close", "年结", creates=True, to="closed", on_field="closed_on", hidden=True, role="supervisor",
               asks=("of_year", "first", "last", "closed_on", "before", "after", "head", "digest", "differences",
                     "difference_note", "note_signed_by", "tables", "remark"),
               needs=("of_year", "first", "last", "digest"),
               rules=(rules.year_is_over, rules.closed_once, rules.differences_are_explained),
               effects=(effects.keep_tables,), article="条例第56条"),
        amend("remark", role="supervisor"),
        void(role="supervisor"),
    ),
    patterns={"years": "年结〔{year}〕{n:02d}号"},
    main_action="",
    empty="还没有年结。年末由保密办主任用 secretdesk year 保密库 年度 --close 办理。",
)  # fmt: skip

YEAR_LINES = Register(
    key="year_lines",
    label="年结表",
    group="",
    parent="years",
    parent_field="closing",
    fields=(
        Field("closing", "年结", Kind.REFERENCE, refers_to="years", computed=True, index=True, width=16),
        Field("serial", "序号", Kind.INTEGER, computed=True, width=6),
        Field("table", "表", index=True, width=8, help="如 T3。"),
        Field("title", "表名", search=True, width=20, help="表的名称。"),
        Field("figures", "数字", long=True, column=False, width=20, help="表里各行各栏的数字。"),
        Field("columns", "栏目", column=False, width=20, help="各栏是什么；以后的版本加了栏，年结时的数仍按当时的栏读。"),
        REMARK,
        REASON,
    ),
    statuses=(Status("closed", "已年结"), VOID),
    actions=(Action("enter", "登记", hidden=True, to="closed"),),
    empty="年结时登记。",
)  # fmt: skip
