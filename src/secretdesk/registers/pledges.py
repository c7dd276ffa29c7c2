"""承诺书: who has signed which pledge, until when it holds, where its copies lie (第21条, 第25条, F19)."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.effects import pledges as effects
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules import pledges as rules
from secretdesk.domain.terms_people import PLEDGE_KINDS
from secretdesk.registers.common import REASON, REMARK, UNDO, amend, void

TOLD = ("until", "sheets", "kept_at", "witness", "scan_page", "remark")

PLEDGES = Register(
    key="pledges",
    label="承诺书",
    group="人员",
    article="第21条、第25条",
    fields=(
        Field("signed_on", "签订日期", Kind.DATE, required=True, width=11, help="本人签字的日期。"),
        Field("kind", "类型", Kind.CHOICE, choices=PLEDGE_KINDS, required=True, index=True, width=10,
              help="上岗、在岗的登记后，人员的承诺书日期随之更新。"),
        Field("person", "姓名", Kind.REFERENCE, refers_to="people", index=True, search=True, pinyin=True, width=10,
              help="谁签的；外来维修人员不登记为人员，写在下一栏。"),
        Field("signer", "外来人员", search=True, width=10, help="外来维修的，写签字人姓名。"),
        Field("unit", "单位", search=True, column=False, width=16, help="外来人员的单位。"),
        Field("department", "部门", Kind.REFERENCE, refers_to="departments", computed=True, index=True, search=True,
              width=16),
        Field("until", "有效期至", Kind.DATE, ahead=True, index=True, width=11,
              help="承诺书写了有效期的，到哪天；没写的不填，长期有效。"),
        Field("sheets", "份数", Kind.INTEGER, width=6, help="一式几份；不写就是四份。"),
        Field("kept_at", "存放", search=True, width=18, help="各份在哪里；不写就是部门、保密办、组织人事部、本人各一份。"),
        Field("witness", "见证人", search=True, column=False, width=10, help="谁看着签的。"),
        Field("scan_page", "扫描、页码", column=False, width=12, help="扫描件编号，或装订册的页码。"),
        Field("ended_on", "失效日期", Kind.DATE, column=False, width=11, help="从哪天起不再有效。"),
        REMARK,
        REASON,
    ),
    statuses=(Status("in_force", "有效"), Status("replaced", "已续签"), Status("ended", "已失效"), VOID),
    actions=(
        Action("sign", "签订", creates=True, to="in_force", on_field="signed_on",
               asks=("signed_on", "kind", "person", "signer", "unit", *TOLD), needs=("signed_on", "kind"),
               computes=(rules.usual_sheets,),
               rules=(rules.signer_is_named, rules.signer_is_here, rules.holds_for_a_time), free_past=True,
               effects=(effects.replace_older, effects.tell_person), forms=("pledge_book",),
               article="第21条、第25条"),
        Action("replace", "续签", hidden=True, to="replaced"),
        Action("end", "失效", sources=("in_force",), to="ended", on_field="ended_on", asks=("ended_on", "reason"),
               needs=("reason",), effects=(effects.take_from_person,), article="第21条"),
        amend("signer", "unit", *TOLD, rules=(rules.holds_for_a_time,), effects=(effects.tell_new_term,)),
        void(),
        UNDO,
    ),
    order=(("signed_on", "until"), ("signed_on", "ended_on")),
    patterns={"pledges": "承〔{year}〕{n:03d}号"},
    forms=("pledge_book",),
    main_action="sign",
    empty="没有承诺书。按 Ctrl+N 登记：上岗前、在岗续签、离岗、出国（境）和外来维修的都记在这里。",
)  # fmt: skip
