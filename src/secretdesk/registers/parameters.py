"""参数: the numbers of the law as dated data with an origin (domain 2.2)."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules.custody import name_parameter, parameter_is_known, vault_level_holds
from secretdesk.registers.common import REASON, REMARK, amend, void

PARAMETERS = Register(
    key="parameters",
    label="参数",
    group="系统",
    article="第85条",
    fields=(
        Field("code", "代码", required=True, search=True, index=True, width=24, help="参数的代码，见手册。"),
        Field("label", "名称", computed=True, search=True, width=24),
        Field("value", "值", required=True, search=True, width=16, help="生效的值。"),
        Field("unit", "单位", computed=True, width=6),
        Field("origin", "依据", search=True, width=20, help="哪一条规定，如 保密法第20条。"),
        Field("effective_from", "生效日期", Kind.DATE, ahead=True, required=True, width=11, help="从哪一天起用；以前的事仍按旧值。"),
        REMARK,
        REASON,
    ),
    statuses=(Status("in_force", "有效"), VOID),
    actions=(
        Action("set", "设定", creates=True, to="in_force", role="supervisor", free_past=True,
               asks=("code", "value", "origin", "effective_from", "remark"), needs=("code", "value"),
               computes=(name_parameter,), rules=(parameter_is_known, vault_level_holds), article="第85条"),
        amend("origin", "remark", role="supervisor"),
        void(role="supervisor"),
    ),
    patterns={"parameters": "参{n:03d}"},
    yearly=False,
    main_action="set",
    empty="参数由保密办主任设定。",
)  # fmt: skip
