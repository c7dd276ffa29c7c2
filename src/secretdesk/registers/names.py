"""The registers of names: departments, correspondents, places (design section 4). People: registers.people."""

from secretdesk.domain.declaration import VOID, Action, Register, Rule, Status
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules.clearance import take_part
from secretdesk.domain.rules.common import name_is_new
from secretdesk.domain.rules.correspondents import one_for_each
from secretdesk.domain.terms_leaks import ADDRESSEES
from secretdesk.registers.common import REASON, REMARK, amend, void

IN_USE = (Status("in_use", "在用"), Status("retired", "停用", terminal=True), VOID)
HAND_ON = Action("hand_on", "移交", hidden=True)  # who is in charge changes with a signed handover


def actions(*asks: str, rules: tuple[Rule, ...] = ()) -> tuple[Action, ...]:
    """登记, 更正, 停用, 作废 of a name."""
    return (
        Action("enrol", "登记", creates=True, to="in_use", asks=asks, needs=(asks[0],),
               rules=(name_is_new, *rules),
               free_past=True),
        amend(*asks, rules=(name_is_new, *rules)),
        Action("retire", "停用", sources=("in_use",), to="retired", asks=("reason",)),
        void(names=True),
    )  # fmt: skip


DEPARTMENTS = Register(
    key="departments",
    label="部门",
    group="人员",
    article="第8条、第18条",
    fields=(
        Field("name", "部门名称", required=True, search=True, pinyin=True, index=True, width=20, help="部门全称。"),
        Field("head", "负责人", search=True, pinyin=True, width=10, help="本部门保密工作第一责任人（第8条）。"),
        Field("contact", "保密员", search=True, pinyin=True, width=10, help="部门指定的专人（第28条（一））。"),
        Field("reviewer", "信息公开初审员", search=True, pinyin=True, width=10,
              help="部门指定的信息公开初审人员（第50条）。"),
        Field("device_keeper", "信息设备责任人", Kind.REFERENCE, refers_to="people", index=True, search=True, width=14,
              help="部门指定的信息设备专人（第43条）；登记设备时不写责任人就是他。"),
        Field("phone", "电话", search=True, width=14, help="联系电话。"),
        REMARK,
        REASON,
    ),
    statuses=IN_USE,
    actions=(*actions("name", "head", "contact", "reviewer", "device_keeper", "phone", "remark", rules=(take_part("device_keeper"),)), HAND_ON),
    patterns={"departments": "部{n:03d}"},
    yearly=False,
    name_field="name",
    holders=("device_keeper",),
    enrols=True,
    forms=("department_year",),
    main_action="enrol",
    empty="还没有部门。按 Ctrl+N 登记；收文时写到的承办部门也会随之登记。",
)  # fmt: skip

CORRESPONDENTS = Register(
    key="correspondents",
    label="往来单位",
    group="载体",
    article="第9条",
    fields=(
        Field("name", "单位名称", required=True, search=True, pinyin=True, index=True, width=24, help="单位全称。"),
        Field("tier", "层级", Kind.CHOICE, choices=("中央", "省", "州", "其他"), width=8,
              help="年报按中央、省、州、其他统计来文。"),
        Field("address", "地址", search=True, width=24, help="寄送地址。"),
        Field("contact", "联系人", search=True, pinyin=True, width=10, help="机要联系人。"),
        Field("phone", "电话", search=True, width=14, help="联系电话。"),
        Field("reports_to", "报告对象", Kind.CHOICE, choices=ADDRESSEES, index=True, width=14,
              help="泄密事件要报的两处、年度报告报到哪里，写在这里以后自动填。"),
        REMARK,
        REASON,
    ),
    statuses=IN_USE,
    actions=actions("name", "tier", "address", "contact", "phone", "reports_to", "remark", rules=(one_for_each,)),
    patterns={"correspondents": "单{n:03d}"},
    yearly=False,
    name_field="name",
    enrols=True,
    main_action="enrol",
    empty="还没有往来单位。按 Ctrl+N 登记；收文时写到的来文单位也会随之登记。",
)  # fmt: skip

PLACES = Register(
    key="places",
    label="存放处",
    group="载体",
    article="第28条（二）",
    fields=(
        Field("name", "室-柜-层", required=True, search=True, index=True, width=18, help="如 一室-2柜-3层。"),
        Field("responsible", "责任人", Kind.REFERENCE, refers_to="people", index=True, search=True, width=10,
              help="柜子由谁管；柜里的文件由存放处保管，责任人对柜负责。"),
        REMARK,
        REASON,
    ),
    statuses=IN_USE,
    actions=(*actions("name", "responsible", "remark", rules=(take_part("responsible"),)), HAND_ON),
    patterns={"places": "处{n:03d}"},
    yearly=False,
    name_field="name",
    holders=("responsible",),
    enrols=True,
    forms=("place_list",),
    main_action="enrol",
    empty="还没有存放处。按 Ctrl+N 登记，如 一室-2柜-3层。",
)  # fmt: skip
