"""时钟更正: ends a wrong future of the PC's clock (design section 1)."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.registers.common import REASON

CLOCK = Register(
    key="clock",
    label="时钟更正",
    group="系统",
    article="账本规则",
    fields=(REASON,),
    statuses=(Status("done", "已更正"), VOID),
    actions=(
        Action("correct", "时钟更正", creates=True, to="done", role="supervisor", asks=("reason",),
               needs=("reason",), article="账本规则：时间只能由主任更正"),
    ),
    patterns={"clock": "钟{n:03d}"},
    yearly=False,
    main_action="correct",
    empty="没有更正过。电脑时钟曾经调快、现在登记不了时，由保密办主任在此更正。",
)  # fmt: skip
