"""钥匙和密码: whose hands each key and code of a site is in; the code itself stands nowhere (第35条, F24b)."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.effects import keys as effects
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules import keys as rules
from secretdesk.domain.rules.clearance import take_part
from secretdesk.domain.terms_sites import CODE_REASONS, KEY_KINDS, KEY_USES
from secretdesk.registers.common import REASON, REMARK, UNDO, amend, void

WHAT = ("site", "place", "lock", "kind", "use", "key_number")
SEALED = ("sealed_number", "kept_at")
MAY_HAVE = (take_part("keeper"), rules.keeper_is_cleared, rules.held_apart, rules.tells_no_code)
LIVING = ("held", "sealed", "lost")

KEYS = Register(
    key="keys",
    label="钥匙和密码",
    group="场所",
    article="第35条",
    fields=(
        Field("received_on", "登记日期", Kind.DATE, required=True, width=11, help="交到保管人手里、登记的那一天。"),
        Field("site", "部位", Kind.REFERENCE, refers_to="sites", index=True, search=True, width=16,
              help="哪个要害部门部位的；只是密码文件柜、不在部位里的不写。"),
        Field("place", "存放处", Kind.REFERENCE, refers_to="places", index=True, column=False, width=16,
              help="是哪个登记了的存放处的，没有的不写。"),
        Field("lock", "锁具、柜号", required=True, search=True, index=True, width=18, help="哪一把锁，如 大门上锁、二室保险柜。"),
        Field("kind", "钥匙或密码", Kind.CHOICE, choices=KEY_KINDS, required=True, index=True, width=8,
              help="密码也在这里登记由谁掌握，但密码本身任何一栏都不得写。"),
        Field("use", "正或备用", Kind.CHOICE, choices=KEY_USES, required=True, index=True, width=8,
              help="日常用的是正，封存备用的是备用。"),
        Field("key_number", "钥匙编号", search=True, index=True, width=12, help="钥匙上的号；没有的不写，密码不写。"),
        Field("keeper", "保管人", Kind.REFERENCE, refers_to="people", index=True, search=True, pinyin=True, width=10,
              help="主管部门的涉密人员专人保管（第35条）；换人办“交接”，不要用更正。"),
        Field("handed_on", "交接日期", Kind.DATE, width=11, help="当面交接、接收人签字的日期。"),
        Field("witness", "监交人", search=True, column=False, width=10, help="谁在场看着交接的。"),
        Field("sealed_number", "封存袋号", search=True, width=12, help="封存袋上的号，如 封003；开启、重封时换新号。"),
        Field("kept_at", "封存在", search=True, column=False, width=16, help="封存袋放在哪里，如 领导小组办公室保险柜。"),
        Field("sealed_on", "封存日期", Kind.DATE, column=False, width=11, help="装袋、骑缝签字的日期。"),
        Field("code_changed_on", "密码更换日期", Kind.DATE, width=11, help="换密码的日期；只记日期，不记密码。"),
        Field("code_reason", "更换原因", Kind.CHOICE, choices=CODE_REASONS, column=False, width=12, help="为什么换。"),
        Field("code_due", "应更换密码", Kind.DATE, computed=True, ahead=True, index=True, column=False, width=11,
              help="下次该换的日期，天数在参数里；换了保管人的当天就该换。"),
        Field("lost_on", "丢失日期", Kind.DATE, column=False, width=11, help="发现丢失的日期。"),
        Field("found_on", "找回日期", Kind.DATE, column=False, width=11, help="找回的日期。"),
        Field("ended_on", "停用日期", Kind.DATE, column=False, width=11, help="换了锁、拆了柜、收回销毁的日期。"),
        REMARK,
        REASON,
    ),
    statuses=(
        Status("held", "在保管人手里"), Status("sealed", "封存"), Status("lost", "丢失待处理"),
        Status("retired", "停用", terminal=True), VOID,
    ),
    actions=(
        Action("enrol", "登记", creates=True, to="held", on_field="received_on", free_past=True,
               asks=("received_on", *WHAT, "keeper", *SEALED, "code_changed_on", "remark"),
               needs=("received_on", "lock", "kind", "use"), computes=(rules.held_or_sealed, rules.next_code),
               rules=(rules.is_somewhere, rules.is_new_here, *MAY_HAVE), forms=("key_book",), article="第35条"),
        Action("hand_over", "交接", sources=("held", "sealed"), to="held", on_field="handed_on",
               asks=("handed_on", "keeper", "witness", "remark", "reason"), needs=("keeper",),
               computes=(rules.out_of_its_envelope, rules.code_goes_with_its_keeper),
               rules=(rules.goes_to_another, rules.opening_is_explained, *MAY_HAVE), forms=("key_book",), article="第35条"),
        Action("seal", "封存", sources=("held", "sealed"), to="sealed", on_field="sealed_on",
               asks=("sealed_on", *SEALED, "witness", "remark"), needs=("sealed_number", "kept_at"),
               computes=(rules.in_nobodys_hands,), rules=(rules.tells_no_code,), article="第35条"),
        Action("change_code", "更换密码", sources=("held", "sealed"), on_field="code_changed_on",
               asks=("code_changed_on", "code_reason", *SEALED, "remark"), needs=("code_reason",),
               computes=(rules.next_code,), rules=(rules.is_a_code, rules.envelope_is_new, rules.tells_no_code),
               article="第35条"),
        Action("report_lost", "报失", sources=("held", "sealed"), to="lost", on_field="lost_on",
               asks=("lost_on", "reason"), needs=("reason",), rules=(rules.lock_is_changed, rules.tells_no_code),
               effects=(effects.book_loss,), article="第35条、第82条"),
        Action("found", "找回", sources=("lost",), to="held", on_field="found_on",
               asks=("found_on", "keeper", "reason"), needs=("keeper", "reason"), rules=(rules.found_after_loss, *MAY_HAVE), article="第35条"),
        Action("retire", "停用", sources=LIVING, to="retired", on_field="ended_on", asks=("ended_on", "reason"),
               needs=("reason",), computes=(rules.in_nobodys_hands,), rules=(rules.tells_no_code,), article="第35条"),
        Action("hand_on", "移交", hidden=True),  # with a signed handover
        amend(*WHAT, *SEALED, "witness", "code_reason", "remark",
              rules=(rules.is_new_here, rules.held_apart, rules.tells_no_code)),
        void(),
        UNDO,
    ),
    order=(("received_on", "handed_on"), ("received_on", "sealed_on"), ("received_on", "lost_on")),
    patterns={"keys": "钥{n:04d}"},
    yearly=False,
    holders=("keeper",),
    forms=("key_book", "site_card"),
    main_action="enrol",
    empty="没有登记钥匙。按 Ctrl+N 逐把登记部位大门、密码柜的钥匙和密码由谁保管；密码本身不写。",
)  # fmt: skip
