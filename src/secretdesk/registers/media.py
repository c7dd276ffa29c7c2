"""移动介质: what can be carried and holds data; its level only goes up (第44条, 第46条, 第48条, F13)."""

from secretdesk.domain.declaration import Action, Register
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules import devices as rules
from secretdesk.domain.rules import media as own
from secretdesk.domain.terms import MEDIUM_KINDS
from secretdesk.registers import things
from secretdesk.registers.common import UNDO, amend, void

PLATE = ("kind", "model", "serial", "volume_id")
AROUND = ("content_level", "department", "place", "scope", "used_on")

MEDIA = Register(
    key="media",
    label="移动介质",
    group="设备",
    article="第44条、第46条、第48条",
    fields=(
        Field("kind", "类型", Kind.CHOICE, choices=MEDIUM_KINDS, required=True, index=True, search=True, width=10,
              help="U盘、移动硬盘、光盘、拆下的硬盘等。"),
        Field("model", "品牌型号容量", search=True, width=18, help="如 某牌 32GB。"),
        Field("serial", "唯一标识序列号", search=True, index=True, width=16, help="外壳或芯片上的序列号，逐个不同。"),
        Field("volume_id", "卷标识", search=True, index=True, column=False, width=14,
              help="插上介质，程序读出卷标识，在这一栏按 ↓ 选；往这个介质写文件时凭它认。"),
        Field("level", "密级", Kind.LEVEL, required=True, index=True, width=8,
              help="按存过的最高密级定，只升不降（第46条、第48条）。"),
        Field("content_level", "存过的最高密级", Kind.LEVEL, column=False, width=8, help="介质里存过的内容最高是哪一级。"),
        Field("department", "使用部门", Kind.REFERENCE, refers_to="departments", index=True, search=True, width=14,
              help="哪个部门用。"),
        things.KEEPER,
        Field("scope", "使用范围", search=True, column=False, width=16, help="批准在什么范围使用。"),
        Field("used_on", "使用设备", Kind.REFERENCES, refers_to="devices", search=True, column=False, width=16,
              help="在哪几台设备上用，写设备编号；涉密与非密设备之间不得交叉使用（第44条）。"),
        things.USED_FROM,
        Field("place", "存放位置", Kind.REFERENCE, refers_to="places", index=True, search=True, width=14,
              help="不用时锁在哪里。"),
        *things.OUT,
        Field("from_device", "拆自设备", Kind.REFERENCE, refers_to="devices", computed=True, index=True, column=False,
              width=12, help="从哪台设备上拆下的。"),
        Field("raised_on", "升密日期", Kind.DATE, column=False, width=11, help="密级提高的日期。"),
        *things.KEPT,
    ),
    statuses=things.statuses("media"),
    actions=(
        Action("enrol", "登记", creates=True, to="in_use", on_field="used_from", free_past=True,
               asks=("used_from", *PLATE, "level", *AROUND, "keeper", "briefed_by", "briefed_on", "remark"),
               needs=("kind", "level", "keeper"), computes=(rules.keeper_of_department, rules.day_of_reminder),
               rules=(rules.keeper_may_have_it, rules.serial_is_new, own.holds_no_more, own.used_on_its_like),
               forms=("media_book",), article="第44条、第46条"),
        Action("raise_level", "升密", sources=("in_use",), on_field="raised_on",
               asks=("raised_on", "level", "content_level", "used_on", "keeper", "briefed_by", "briefed_on", "reason"),
               needs=("level", "reason"), computes=(rules.day_of_reminder,),
               rules=(rules.level_is_higher, rules.keeper_may_have_it, own.holds_no_more, own.used_on_its_like),
               forms=("media_book",), article="第46条、第48条"),
        things.change_keeper("in_use"),
        things.scrap("in_use"),
        Action("resume", "撤回报废", sources=("to_destroy",), to="in_use", asks=("place", "reason"),
               needs=("reason",), rules=(rules.in_no_batch,), article="第48条"),
        Action("take_in", "拆下登记", hidden=True, to="in_use"),
        *things.moved("media"),
        amend(*PLATE, *AROUND, "used_from", "remark",
              rules=(rules.used_before_it_went, rules.serial_is_new, own.holds_no_more, own.used_on_its_like)),
        void(),
        UNDO,
    ),
    patterns={"media": "介{n:04d}"},
    yearly=False,
    lookup=("serial", "volume_id"),
    holders=("keeper", "holder"),
    forms=("media_book", "medium_card"),
    main_action="enrol",
    level_field="level",
    empty="还没有移动介质。按 Ctrl+N 登记涉密U盘、移动硬盘、光盘；拆下的硬盘由设备变更自动登记。",
)  # fmt: skip
