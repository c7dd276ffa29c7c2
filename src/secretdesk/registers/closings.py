"""日清: at closing time, what is not in its place, and why it stays out (第28条（四）（六）)."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.effects import closings as effects
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules import closings as rules
from secretdesk.registers.common import REASON, REMARK, amend, void

CLOSINGS = Register(
    key="closings",
    label="日清",
    group="事务",
    article="第28条（四）（六）",
    fields=(
        Field("closed_on", "日期", Kind.DATE, required=True, width=11, help="清点的那一天；下班前办。"),
        Field("kept_out", "在外的", Kind.LINES, refers_to="closing_lines", column=False, width=30,
              help="没有收回的逐件写为什么在外；漏写一件就不能登记。"),
        Field("out", "在外件数", Kind.INTEGER, computed=True, width=8),
        Field("overdue", "其中逾期", Kind.INTEGER, computed=True, width=8),
        Field("told", "在外的和原因", computed=True, search=True, long=True, width=60),
        Field("checked_by", "复核人", search=True, width=10, help="锁柜、断电、关门窗由谁复核，没有的不写。"),
        REMARK,
        REASON,
    ),
    statuses=(Status("done", "已登记"), VOID),
    actions=(
        Action("close", "日清", creates=True, to="done", on_field="closed_on",
               asks=("closed_on", "kept_out", "checked_by", "remark"), needs=("closed_on",),
               computes=(rules.count_what_is_out,), rules=(rules.everything_out_is_explained, rules.is_of_today),
               effects=(effects.list_what_stays_out,), forms=("closing_book",), article="第28条（四）（六）"),
        amend("checked_by", "remark"),
        void(),
    ),
    patterns={"closings": "清日〔{year}〕{n:03d}号"},
    forms=("closing_book",),
    main_action="close",
    empty="还没有日清。下班前按 Ctrl+D，逐件收回或写明为什么在外。",
)  # fmt: skip

CLOSING_LINES = Register(
    key="closing_lines",
    label="日清在外",
    group="",
    parent="closings",
    parent_field="closing",
    fields=(
        Field("closing", "日清", Kind.REFERENCE, refers_to="closings", computed=True, index=True, width=16),
        Field("serial", "序号", Kind.INTEGER, computed=True, width=6),
        Field("thing", "载体", required=True, search=True, index=True, width=20, help="在外的载体编号。"),
        Field("why", "原因", required=True, search=True, width=24, help="为什么今天不收回。"),
        Field("holder", "在谁手里", Kind.REFERENCE, refers_to="people", computed=True, index=True, width=10),
        Field("due", "应还日期", Kind.DATE, computed=True, width=11),
        REMARK,
        REASON,
    ),
    statuses=(Status("kept_out", "在外"), VOID),
    actions=(Action("enter", "登记", hidden=True, to="kept_out"),),
    empty="在“日清”里登记。",
)  # fmt: skip
