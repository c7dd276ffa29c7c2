"""携带外出: what leaves the college in somebody's bag, approved before, checked on going and coming (第28条（四）（七）, F32)."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.effects import carryings as effects
from secretdesk.domain.effects import homecoming
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules import availability
from secretdesk.domain.rules import carryings as rules
from secretdesk.domain.rules.homecoming import pages_agree
from secretdesk.domain.terms import REGIONS
from secretdesk.registers import things
from secretdesk.registers.common import REASON, REMARK, UNDO, amend, void

APPROVED = (
    "approved_on", "carriers", "department", "copies", "media", "devices", "purpose", "region", "destination",
    "from_on", "due", "transport", "measures", "department_head", "approved_by", "leader", "briefed_by", "briefed_on",
    "remark",
)  # fmt: skip

CARRYINGS = Register(
    key="carryings",
    label="携带外出",
    group="事务",
    article="第28条（四）（七）、第67条",
    fields=(
        Field("approved_on", "批准日期", Kind.DATE, required=True, width=11, help="审批表签批的日期。"),
        Field("carriers", "携带人", Kind.REFERENCES, refers_to="people", required=True, search=True, width=14,
              help="谁带出去；第一位负责保管。绝密件须两人以上，用顿号隔开。"),
        Field("department", "部门", Kind.REFERENCE, refers_to="departments", index=True, search=True, width=14,
              help="不写就是第一位携带人所在部门。"),
        *things.taken("携带"),
        Field("level", "密级", Kind.LEVEL, computed=True, index=True, width=8, help="所带各件中最高的密级。"),
        Field("purpose", "事由", search=True, sensitive=True, width=18, help="因公做什么；不写涉密内容。办私事不得携带。"),
        Field("region", "去向", Kind.CHOICE, choices=REGIONS, required=True, index=True, width=8,
              help="州内、省内、省外；出国（境）一律不得携带。"),
        Field("destination", "目的地", required=True, search=True, width=16, help="到哪里、哪个单位。"),
        Field("from_on", "出发日期", Kind.DATE, ahead=True, column=False, width=11, help="计划哪天出发；不写就是批准的那天。"),
        Field("due", "归还日期", Kind.DATE, ahead=True, required=True, index=True, width=11, help="批准哪天以前带回。"),
        Field("transport", "交通方式", column=False, width=10, help="如 公务车。不得托运，不得带入公共场所。"),
        Field("measures", "保密措施", long=True, column=False, width=18,
              help="怎样保管，如 密码箱随身、住地寄存机要室。国家秘密必填。"),
        Field("department_head", "部门负责人", column=False, width=10, help="部门谁签的意见。"),
        Field("approved_by", "批准人", search=True, pinyin=True, width=10, help="保密办谁签批的；国家秘密必填。"),
        Field("leader", "分管领导", column=False, width=10, help="需要领导签批的，写谁签的。"),
        Field("briefed_by", "保密提醒人", column=False, width=10,
              help="携带人不是涉密人员的，写明谁当面提醒过保密义务。"),
        Field("briefed_on", "提醒日期", Kind.DATE, column=False, width=11, help="提醒的日期，不写就是当天。"),
        Field("taken_out_on", "带出时间", Kind.MOMENT, width=16, help="当面交给携带人、签字的时间。"),
        Field("checked_by", "外出前检查人", column=False, width=10, help="谁检查了包装、清点了份数页数。"),
        *things.brought("带回"),
        Field("returned_on", "带回日期", Kind.DATE, width=11, help="交回保密办的日期。"),
        Field("pages", "带回页数", Kind.INTEGER, column=False, width=8,
              help="当面清点的页数；几份的写合计。机密及以上必须清点。"),
        Field("intact", "完好", Kind.BOOLEAN, column=False, width=6, help="封装有没有拆开、载体有没有破损。"),
        Field("received_by", "归还检查人", column=False, width=10, help="谁接收、检查的。"),
        REMARK,
        REASON,
    ),
    statuses=(
        Status("approved", "已批准"), Status("out", "外出中"), Status("returned", "已带回"),
        Status("cancelled", "未带出", terminal=True), VOID,
    ),
    actions=(
        Action("approve", "批准", creates=True, to="approved", on_field="approved_on", asks=APPROVED,
               needs=("approved_on", "carriers", "region", "destination", "due"), computes=(rules.fill_in_carrying,),
               rules=(rules.something_is_carried, availability.named_once, availability.copies_are_in,
                      availability.no_cipher_telegram, rules.stays_in_the_country, rules.carriers_named_once,
                      rules.two_carry_top_secret, rules.carriers_may_have_it, rules.carriers_owe_nothing,
                      rules.carrying_is_approved, rules.comes_back_later),
               forms=("carrying_sheet",), article="第28条（四）（七）"),
        Action("take_out", "带出", sources=("approved",), to="out", on_field="taken_out_on",
               asks=("taken_out_on", "checked_by", "briefed_by", "briefed_on", "remark"), needs=("checked_by",),
               rules=(rules.taken_out_in_time, rules.things_are_still_in, rules.two_carry_top_secret,
                      rules.carriers_may_have_it, rules.carriers_owe_nothing),
               effects=(effects.take_out,), article="第28条（四）"),
        Action("bring_back", "带回", sources=("out",), on_field="returned_on",
               asks=("returned_on", "back", "back_media", "back_devices", "pages", "intact", "received_by", "remark"),
               rules=(rules.comes_from_this_carrying, pages_agree),
               effects=(homecoming.comes_home, homecoming.book_missing_pages), article="第28条（四）"),
        Action("cancel", "未带出", sources=("approved",), to="cancelled", asks=("reason",), needs=("reason",),
               article="第28条（四）"),
        Action("settle", "带回清", hidden=True, to="returned"),
        amend("department", "purpose", "region", "destination", "from_on", "due", "transport", "measures",
              "department_head", "approved_by", "leader", "checked_by", "intact", "received_by", "remark",
              rules=(rules.changes_before_going, rules.stays_in_the_country, rules.carrying_is_approved,
                     rules.comes_back_later)),
        void(),
        UNDO,
    ),
    order=(("approved_on", "taken_out_on", "returned_on"),),
    patterns={"carryings": "携〔{year}〕{n:03d}号"},
    forms=("carrying_book", "carrying_sheet"),
    main_action="approve",
    level_field="level",
    empty="没有携带外出的。按 Ctrl+N 登记审批；批准后办“带出”，回来办“带回”。",
)  # fmt: skip
