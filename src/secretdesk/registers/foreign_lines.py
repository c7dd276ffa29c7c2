"""外方人员和材料: whose background was checked, and what may be handed to them, line by line (第58条, 第59条, 第62条, F25b)."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules import foreign_plans as plans
from secretdesk.domain.terms_people import LINE_KINDS, VERDICTS
from secretdesk.registers.common import REASON, amend, void

FOREIGN_LINES = Register(
    key="foreign_lines",
    label="外方人员和材料",
    group="人员",
    article="第58条（二）、第59条（二）（三）",
    parent="foreign_events",
    parent_field="event",
    fields=(
        Field("event", "保密方案", Kind.REFERENCE, refers_to="foreign_events", computed=True, index=True, search=True,
              width=18),
        Field("serial", "第几行", Kind.INTEGER, computed=True, width=6),
        Field("kind", "种类", Kind.CHOICE, choices=LINE_KINDS, required=True, index=True, width=10,
              help="来的人，还是拟提供的材料、物品。"),
        Field("name", "姓名、材料名称", required=True, search=True, sensitive=True, width=20,
              help="来人的姓名；材料、物品的名称。"),
        Field("about", "国别单位职务、份数", search=True, sensitive=True, width=22,
              help="人写国家地区、单位和职务；材料写份数、给谁。"),
        Field("background", "身份和背景、审查情况", search=True, sensitive=True, long=True, width=26,
              help="人写身份、政治背景怎样查的、结论；材料写谁看过、是不是公开的。"),
        Field("level", "密级", Kind.LEVEL, width=8, help="材料标有密级的照写；涉密的、工作秘密的一律不得提供。"),
        Field("verdict", "审批", Kind.CHOICE, choices=VERDICTS, computed=True, index=True, width=8),
        Field("judged_on", "审批日期", Kind.DATE, computed=True, column=False, width=11),
        REASON,
    ),
    statuses=(Status("listed", "待审批"), Status("judged", "已审批"), VOID),
    actions=(
        Action("enter", "列入", hidden=True, to="listed"),
        Action("judge", "审批", hidden=True, to="judged"),
        amend("name", "about", "background", rules=(plans.line_is_not_judged,)),
        void(child=True),
    ),
    forms=("plan_sheet",),
    empty="外方人员和材料随保密方案登记，一人一行、一件一行。",
)  # fmt: skip
