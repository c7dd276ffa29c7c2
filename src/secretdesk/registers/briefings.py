"""口头传达: who was told of a paper by word of mouth; with the readings it is the 知悉名册 (条例第20条, F04)."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.effects import briefings as effects
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules import briefings as rules
from secretdesk.registers.common import REASON, REMARK, amend, void

HELD = (
    "held_on", "document", "speaker", "attendees", "place", "occasion", "approved_by", "approved_on", "briefed_by",
    "briefed_on", "remark",
)  # fmt: skip

BRIEFINGS = Register(
    key="briefings",
    label="口头传达",
    group="事务",
    article="条例第20条、第28条（四）",
    fields=(
        Field("held_on", "传达时间", Kind.MOMENT, required=True, width=16, help="什么时候传达的。"),
        Field("document", "收文", Kind.REFERENCE, refers_to="documents", required=True, index=True, search=True,
              width=18, help="传达的是哪一件，写收文编号。"),
        Field("level", "密级", Kind.LEVEL, computed=True, index=True, width=8, help="随文件。"),
        Field("speaker", "传达人", Kind.REFERENCE, refers_to="people", required=True, index=True, search=True,
              pinyin=True, width=10, help="谁传达的。"),
        Field("attendees", "听取人", Kind.REFERENCES, refers_to="people", required=True, search=True, width=30,
              help="在场听取的每一个人，用顿号隔开；照签到表写。"),
        Field("place", "地点", search=True, width=14, help="在哪里传达；机密及以上应在符合保密要求的场所。"),
        Field("occasion", "场合", search=True, column=False, width=16, help="什么会议或场合，不写涉密内容。"),
        Field("approved_by", "批准人", search=True, pinyin=True, width=10,
              help="谁批准的传达范围；国家秘密必填。"),
        Field("approved_on", "批准日期", Kind.DATE, column=False, width=11, help="批准的日期。"),
        Field("briefed_by", "保密提醒人", column=False, width=10,
              help="听取人里有不是涉密人员的，写明谁当面提醒过保密义务。"),
        Field("briefed_on", "提醒日期", Kind.DATE, column=False, width=11, help="提醒的日期，不写就是当天。"),
        REMARK,
        REASON,
    ),
    statuses=(Status("held", "已传达"), VOID),
    actions=(
        Action("hold", "登记传达", creates=True, to="held", on_field="held_on", asks=HELD, free_past=True,
               needs=("held_on", "document", "speaker", "attendees"), computes=(rules.fill_in_briefing,),
               rules=(rules.paper_stands, rules.telling_is_approved, rules.hearers_may_know),
               effects=(effects.book_who_should_not_have_heard,), forms=("briefing_book",), article="条例第20条"),
        amend(*HELD, computes=(rules.fill_in_briefing,),
              rules=(rules.paper_stands, rules.telling_is_approved, rules.hearers_may_know),
              effects=(effects.book_who_should_not_have_heard,)),
        void(),
    ),
    patterns={"briefings": "达〔{year}〕{n:03d}号"},
    forms=("briefing_book",),
    main_action="hold",
    level_field="level",
    empty="没有口头传达。开会传达了涉密文件的，按 Ctrl+N 登记听取的每一个人。",
)  # fmt: skip
