"""涉外: contacts with foreign bodies, reported before and told of afterwards (第22条, F25).

The plans of whoever holds such an activity (第58条 to 第60条, F25b) are entries of the same register, of the kind 保密方案.
"""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules import foreign_events as rules
from secretdesk.domain.terms_people import EVENT_TYPES, FOREIGN_KINDS
from secretdesk.registers.common import REASON, REMARK, UNDO, amend, void

TOLD = ("activity", "activity_type", "from_on", "until", "site", "foreign_party", "content", "secret")
SAID = ("briefed_on", "briefed_by", "office_by", "opinion")

FOREIGN_EVENTS = Register(
    key="foreign_events",
    label="涉外活动",
    group="人员",
    article="第22条",
    fields=(
        Field("reported_on", "报告日期", Kind.DATE, required=True, width=11, help="本人向保密办报告的日期。"),
        Field("kind", "种类", Kind.CHOICE, choices=FOREIGN_KINDS, computed=True, index=True, width=10,
              help="涉密人员的活动报告，或主办部门的保密方案。"),
        Field("person", "报告人", Kind.REFERENCE, refers_to="people", index=True, search=True, pinyin=True, width=10,
              help="哪位涉密人员报告的。"),
        Field("department", "部门", Kind.REFERENCE, refers_to="departments", computed=True, index=True, search=True,
              width=16),
        Field("activity", "活动名称", required=True, search=True, sensitive=True, width=20, help="什么活动。"),
        Field("activity_type", "活动类型", Kind.CHOICE, choices=EVENT_TYPES, index=True, width=10,
              help="照第22条的分类选。"),
        Field("from_on", "开始日期", Kind.DATE, ahead=True, required=True, width=11, help="活动从哪天开始。"),
        Field("until", "结束日期", Kind.DATE, ahead=True, index=True, column=False, width=11,
              help="活动到哪天结束；不写就是当天。"),
        Field("site", "地点", search=True, column=False, width=16, help="在哪里。"),
        Field("foreign_party", "境外机构、人员", required=True, search=True, sensitive=True, width=20,
              help="哪个国家或地区的什么机构、什么人。"),
        Field("content", "涉及内容", search=True, sensitive=True, long=True, column=False, width=22,
              help="准备谈什么、提供什么；只写类别，不写涉密内容。"),
        Field("secret", "涉及国家秘密", Kind.BOOLEAN, column=False, width=6, help="内容里有没有国家秘密；有的不得参加。"),
        Field("briefed_on", "提醒教育日期", Kind.DATE, column=False, width=11, help="活动前提醒教育的日期。"),
        Field("briefed_by", "提醒人", column=False, width=10, help="谁作的提醒教育。"),
        Field("office_by", "保密办意见签批", search=True, column=False, width=10, help="保密办谁签的意见。"),
        Field("opinion", "保密办意见", sensitive=True, long=True, search=True, column=False, width=20,
              help="同意参加的写注意事项。"),
        Field("told_on", "回报日期", Kind.DATE, column=False, width=11, help="活动后回报的日期。"),
        Field("aftermath", "活动后情况", sensitive=True, long=True, search=True, column=False, width=24,
              help="谈了什么、有没有异常、对方有没有索要材料。"),
        REMARK,
        REASON,
    ),
    statuses=(
        Status("reported", "已报告"), Status("allowed", "同意参加"), Status("told", "已回报"),
        Status("refused", "不同意", terminal=True), VOID,
    ),
    actions=(
        Action("report", "登记报告", creates=True, to="reported", on_field="reported_on",
               asks=("reported_on", "person", *TOLD, "remark"),
               needs=("reported_on", "person", "activity", "activity_type", "from_on", "foreign_party"),
               computes=(rules.fill_in_event,), rules=(rules.ends_after_beginning, rules.reported_before),
               forms=("foreign_sheet",), article="第22条"),
        Action("allow", "同意参加", sources=("reported",), to="allowed", on_field="briefed_on",
               asks=(*SAID, "remark"), needs=("briefed_by", "office_by"), rules=(rules.tells_no_secrets,),
               forms=("foreign_sheet",), article="第22条"),
        Action("refuse", "不同意", sources=("reported",), to="refused", asks=("office_by", "reason"),
               needs=("office_by", "reason"), article="第22条"),
        Action("tell", "活动后回报", sources=("reported", "allowed"), to="told", on_field="told_on",
               asks=("told_on", "aftermath", "remark"), needs=("aftermath",), rules=(rules.was_reminded,),
               forms=("foreign_book",), article="第22条"),
        amend(*TOLD, *SAID, "aftermath", "remark",
              rules=(rules.ends_after_beginning, rules.stays_without_secrets)),
        void(),
        UNDO,
    ),
    order=(("reported_on", "briefed_on", "told_on"),),
    patterns={"foreign_events": "涉外〔{year}〕{n:03d}号"},
    forms=("foreign_book", "foreign_sheet"),
    main_action="report",
    empty="没有涉外活动报告。涉密人员参加有境外机构、人员的活动前来报告，按 Ctrl+N 登记。",
)  # fmt: skip
