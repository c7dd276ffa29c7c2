"""授权: under which authority the college classifies, and who decides (第13条, 第15条; 条例第14条, 第16条)."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules import authorities as rules
from secretdesk.domain.rules.clearance import take_part
from secretdesk.domain.terms_classification import AUTHORITY_KINDS, OFFICES
from secretdesk.registers.common import REASON, REMARK, UNDO, amend, void

GIVEN = ("granted_by", "doc_number", "from_on", "until", "highest_level", "scope", "remark")

AUTHORITIES = Register(
    key="authorities",
    label="定密授权",
    group="事务",
    article="第13条、第15条、条例第14条、第16条",
    fields=(
        Field("kind", "种类", Kind.CHOICE, choices=AUTHORITY_KINDS, index=True, width=14,
              help="学院的定密授权，或者定密责任人：书记、院长是法定的，别的人凭文件指定。"),
        Field("granted_by", "授权（指定）机关", search=True, width=18, help="谁授的权；指定责任人的写谁指定的。"),
        Field("doc_number", "文号", search=True, width=18, help="授权书、指定文件的文号；续期的必填。"),
        Field("person", "责任人", Kind.REFERENCE, refers_to="people", index=True, search=True, pinyin=True, width=10,
              help="定密责任人是谁；学院的授权不写。"),
        Field("office", "职务", Kind.CHOICE, choices=OFFICES, column=False, width=10,
              help="党委书记、院长是法定定密责任人（第15条）。"),
        Field("from_on", "起始日期", Kind.DATE, ahead=True, width=11, help="从哪一天起有效。"),
        Field("until", "截止日期", Kind.DATE, ahead=True, index=True, width=11,
              help="到哪一天止，当天还有效；责任人没有期限的不写。"),
        Field("highest_level", "最高密级", Kind.LEVEL, width=8, help="最高可以定到哪一级。"),
        Field("scope", "事项范围", long=True, search=True, width=30, help="授权书写明的事项范围。"),
        Field("ended_on", "终止日期", Kind.DATE, column=False, width=11, help="撤销、收回、免职或者换届的那一天。"),
        REMARK,
        REASON,
    ),
    statuses=(Status("in_force", "在册"), Status("ended", "已终止"), VOID),
    actions=(
        Action("grant", "登记授权", creates=True, to="in_force", asks=GIVEN,
               needs=("granted_by", "doc_number", "from_on", "until", "highest_level"), computes=(rules.is_grant,),
               rules=(rules.span_is_sound,), free_past=True, article="条例第16条"),
        Action("take_over", "照规定登记", creates=True, hidden=True, to="in_force", asks=GIVEN,
               computes=(rules.is_grant,), rules=(rules.span_is_sound,), article="第13条"),
        Action("appoint", "登记责任人", creates=True, to="in_force",
               asks=("kind", "person", "office", *GIVEN), needs=("kind", "person", "office", "from_on"),
               rules=(rules.appointment_is_sound, rules.span_is_sound, rules.one_appointment, take_part("person")),
               free_past=True, article="第15条、条例第14条"),
        Action("end", "终止", sources=("in_force",), to="ended", on_field="ended_on", asks=("ended_on", "reason"),
               needs=("reason",), computes=(rules.ends_then,), article="条例第14条、第16条"),
        amend(*GIVEN, rules=(rules.span_is_sound,)),
        void(),
        UNDO,
    ),
    order=(("from_on", "ended_on"),),
    patterns={"authorities": "授〔{year}〕{n:02d}号"},
    forms=("authority_book",),
    main_action="grant",
    empty="没有授权。按 Ctrl+N 照授权书登记；书记、院长和指定的定密责任人用“登记责任人”。",
)  # fmt: skip
