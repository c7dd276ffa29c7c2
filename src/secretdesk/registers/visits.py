"""进入登记: who came into a site from outside, let in by whom, escorted by whom, in and out (第36条, 第38条, F23)."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.effects import visits as effects
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules import visits as rules
from secretdesk.domain.rules.clearance import take_part
from secretdesk.domain.terms_sites import NATIONALITIES, VISIT_MATTERS
from secretdesk.registers.common import REASON, REMARK, UNDO, amend, void

WHO = ("name", "unit", "id_number", "nationality", "site", "matter", "details")
LET_IN = ("approved_by", "escort", "office_by", "devices", "locker", "carried_in", "carried_in_by")
LEAVING = ("left_at", "checked", "checked_by")
IN_ORDER = (
    rules.site_is_in_use, rules.is_approved, rules.is_escorted, rules.escort_may_enter, rules.foreigners_stay_out,
    rules.known_from_abroad,
    rules.devices_stay_outside, take_part("escort"),
)  # fmt: skip

VISITS = Register(
    key="visits",
    label="进入登记",
    group="场所",
    article="第36条、第38条、第70条、第71条",
    fields=(
        Field("entered_at", "进入时间", Kind.MOMENT, required=True, index=True, width=16, clock=True,
              help="进门的时间，当天的写 0910 就行。"),
        Field("name", "姓名", required=True, search=True, pinyin=True, width=10, help="来的人；几个人一人一行。"),
        Field("unit", "单位", required=True, search=True, width=18, help="来自哪个单位、部门。"),
        Field("id_number", "身份证件号", required=True, sensitive=True, search=True, column=False, width=20,
              help="当面核对的身份证、工作证或护照号码。"),
        Field("nationality", "国籍", Kind.CHOICE, choices=NATIONALITIES, required=True, index=True, width=10,
              help="境外人员须保密办审批（第70条）；外国留学生不得进入（第71条）。"),
        Field("site", "进入部位", Kind.REFERENCE, refers_to="sites", required=True, index=True, search=True, width=16,
              help="进哪个要害部门部位。"),
        Field("matter", "事由", Kind.CHOICE, choices=VISIT_MATTERS, required=True, index=True, width=10,
              help="设备维修、上级检查以外的写“其他”，并写明做什么；无关人员不得进入。"),
        Field("details", "做什么", search=True, sensitive=True, width=18, help="修哪台设备、查什么；“其他”必填。"),
        Field("approved_by", "批准人", search=True, pinyin=True, width=10, help="主管部门的负责人（第36条）。"),
        Field("escort", "陪同人", Kind.REFERENCE, refers_to="people", index=True, search=True, pinyin=True, width=10,
              help="专人全程陪同（第36条），一般是允许进入名单上的人。"),
        Field("office_by", "保密办审批", search=True, column=False, width=10, help="境外人员由保密办谁批准的（第70条）。"),
        Field("devices", "携带物品和电子设备", search=True, column=False, width=18,
              help="手机、电脑、U盘、工具等；没有带的写“无”。"),
        Field("locker", "寄存柜号", column=False, width=8, help="手机等寄存在门外几号柜（第38条）。"),
        Field("carried_in", "带入的设备", search=True, column=False, width=16, help="经批准带进去的，如 维修用笔记本电脑；没有的不写。"),
        Field("carried_in_by", "带入批准人", column=False, width=10, help="谁批准带进去的（第38条）。"),
        Field("left_at", "离开时间", Kind.MOMENT, width=16, clock=True, help="出门的时间，当天的写 1030 就行。"),
        Field("checked", "离开检查", Kind.BOOLEAN, column=False, width=8,
              help="离开时看过没有带走、留下不该有的东西，写“是”。"),
        Field("checked_by", "检查人", column=False, width=10, help="谁检查的，不写就是陪同人。"),
        Field("due", "应离开日期", Kind.DATE, computed=True, index=True, column=False, width=11),
        Field("breach", "违规进入", Kind.BOOLEAN, computed=True, index=True, column=False, width=8),
        REMARK,
        REASON,
    ),
    statuses=(Status("inside", "在内"), Status("left", "已离开"), VOID),
    actions=(
        Action("enter", "进入", creates=True, to="inside", on_field="entered_at",
               asks=("entered_at", *WHO, *LET_IN, *LEAVING, "remark"),
               needs=("name", "unit", "id_number", "nationality", "site", "matter", "devices"),
               computes=(rules.in_or_out_again,),
               rules=(*IN_ORDER, rules.other_matters_are_told, rules.leaving_is_checked),
               forms=("visit_book", "visit_sheet"), article="第36条"),
        Action("leave", "离开", sources=("inside",), to="left", on_field="left_at", asks=(*LEAVING, "remark"),
               needs=("checked",), rules=(rules.leaving_is_checked,), article="第36条"),
        Action("book_breach", "补记违规进入", creates=True, to="left", on_field="entered_at", free_past=True,
               asks=("entered_at", *WHO, *LET_IN, *LEAVING, "remark", "reason"), needs=("name", "site", "reason"),
               computes=(rules.was_a_breach,), rules=(rules.something_was_wrong,), effects=(effects.book_breach,),
               article="第36条、第82条"),
        amend(*WHO, *LET_IN, *LEAVING, "remark",
              rules=(rules.stays_in_order, rules.other_matters_are_told, rules.leaving_is_checked)),
        void(),
        UNDO,
    ),
    order=(("entered_at", "left_at"),),
    patterns={"visits": "访〔{year}〕{n:04d}号"},
    forms=("visit_book", "visit_sheet"),
    main_action="enter",
    empty="没有进入登记。外来人员进要害部门部位前按 Ctrl+N，写明批准人和陪同人；走的时候办“离开”。",
)  # fmt: skip
