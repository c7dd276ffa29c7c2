"""清退: what an issuer wants back, matched against the books and handed in (第28条（一）（六）, 条例第27条（九）, F08)."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.effects import returns as effects
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules import availability
from secretdesk.domain.rules import return_values as values
from secretdesk.domain.rules import returns as rules
from secretdesk.registers.common import REASON, REMARK, UNDO, amend, void

HEAD = ("issuer", "notice_number", "act_by", "handled_by")
PUT_IN = ("copies", "media", "devices", "lines")
MAY_GO_IN = (
    availability.named_once, availability.copies_are_in, rules.notice_is_matched, rules.issuer_is_theirs,
)  # fmt: skip

RETURNS = Register(
    key="returns",
    label="清退",
    group="事务",
    article="第28条（一）（六）、条例第27条（九）",
    fields=(
        Field("drafted_on", "清理日期", Kind.DATE, required=True, width=11, help="接到通知、开始清理的日期。"),
        Field("issuer", "通知单位", Kind.REFERENCE, refers_to="correspondents", required=True, index=True,
              search=True, pinyin=True, width=20, help="要求清退的发文机关，也是退还给谁。"),
        Field("notice_number", "通知文号", search=True, width=18, help="清退通知的文号；没有书面通知的可以不写。"),
        Field("act_by", "清退期限", Kind.DATE, ahead=True, index=True, width=11, help="通知要求在哪一天以前退还；到期前会提醒。"),
        Field("handled_by", "经办人", search=True, pinyin=True, column=False, width=10, help="谁清理的。"),
        Field("lines", "通知所列", Kind.LINES, refers_to="return_lines", column=False,
              help="照通知一行一件：文号、份号、应退份数。程序对账：在柜里的随即列入，在外、遗失、账上没有的告诉您。"),
        Field("copies", "列入的份", Kind.REFERENCES, refers_to="copies", column=False, width=22,
              help="逐份扫描，或写载体编号、份号、12-3，用顿号隔开。只记这一次列入的，全部见清单。"),
        Field("media", "列入的介质", Kind.REFERENCES, refers_to="media", column=False, width=14,
              help="要退还的移动介质，写介质编号。"),
        Field("devices", "列入的设备", Kind.REFERENCES, refers_to="devices", column=False, width=14,
              help="要退还的设备，写设备编号。"),
        Field("removed", "移出的份", Kind.REFERENCES, refers_to="copies", column=False, width=22,
              help="经同意留用、不退的，回到柜里。"),
        Field("removed_media", "移出的介质", Kind.REFERENCES, refers_to="media", column=False, width=14,
              help="不退的介质。"),
        Field("removed_devices", "移出的设备", Kind.REFERENCES, refers_to="devices", column=False, width=14,
              help="不退的设备。"),
        Field("level", "最高密级", Kind.LEVEL, computed=True, index=True, width=8),
        Field("due_count", "应退份数", Kind.INTEGER, computed=True, width=8),
        Field("given_count", "实退份数", Kind.INTEGER, computed=True, width=8),
        Field("short_count", "差额", Kind.INTEGER, computed=True, width=6),
        Field("approved_by", "审核人", search=True, pinyin=True, width=10, help="在登记表上审核签字的主管领导。"),
        Field("approved_on", "审核日期", Kind.DATE, column=False, width=11, help="签字的日期。"),
        Field("handed_on", "退还日期", Kind.DATE, width=11, help="当面点交、双方签字的日期。"),
        Field("delivered_by", "清退人", search=True, pinyin=True, column=False, width=10, help="谁送去的。"),
        Field("receiver", "接收人", search=True, width=10, help="对方谁接收、签字的。"),
        Field("receipt_number", "回执编号", search=True, column=False, width=14, help="对方出具回执的编号，没有的不写。"),
        REMARK,
        REASON,
    ),
    statuses=(
        Status("draft", "清理中"),
        Status("approved", "已审核"),
        Status("returned", "已清退", terminal=True),
        VOID,
    ),
    actions=(
        Action("draft", "拟清退", creates=True, to="draft", on_field="drafted_on",
               asks=("drafted_on", *HEAD, *PUT_IN, "remark"), needs=("drafted_on", "issuer"),
               computes=(values.take_what_is_in, values.count_return), rules=MAY_GO_IN, effects=(effects.put_in,),
               forms=("return_list",), article="第28条（一）、条例第27条（九）"),
        Action("add", "列入", sources=("draft",), asks=PUT_IN,
               computes=(values.take_what_is_in, values.count_return),
               rules=(rules.something_is_named, *MAY_GO_IN), effects=(effects.put_in,), forms=("return_list",),
               article="F08"),
        Action("remove", "移出", sources=("draft", "approved"),
               asks=("removed", "removed_media", "removed_devices", "reason"),
               computes=(values.count_return,), rules=(rules.something_is_named, rules.named_are_members),
               effects=(effects.take_out,), article="F08：留用备查"),
        Action("approve", "审核", sources=("draft",), to="approved", on_field="approved_on",
               asks=("approved_by", "approved_on", "remark"), needs=("approved_by",),
               computes=(values.count_return,), rules=(rules.something_goes_back,), forms=("return_list",),
               article="F08"),
        Action("hand_in", "退还", sources=("draft", "approved"), to="returned", on_field="handed_on",
               asks=("handed_on", "delivered_by", "receiver", "receipt_number", "remark"), needs=("receiver",),
               computes=(values.count_return,),
               rules=(rules.return_is_approved, rules.something_goes_back, rules.shortfall_is_looked_at),
               effects=(effects.hand_in,), forms=("return_list",), article="条例第27条（九）、F08"),
        amend("notice_number", "act_by", "handled_by", "approved_by", "approved_on", "remark"),
        void(undone=rules.return_can_be_void, inverse=effects.undo_return),
        UNDO,
    ),
    order=(("drafted_on", "approved_on", "handed_on"),),
    patterns={"returns": "退〔{year}〕{n:03d}号"},
    forms=("return_list",),
    main_action="draft",
    level_field="level",
    empty="没有清退。接到发文机关的清退通知，按 Ctrl+N 照通知逐行登记。",
)  # fmt: skip

RETURN_LINES = Register(
    key="return_lines",
    label="清退清单",
    group="事务",
    article="F08",
    parent="returns",
    parent_field="return",
    fields=(
        Field("return", "清退", Kind.REFERENCE, refers_to="returns", computed=True, index=True, width=16),
        Field("serial", "第几行", Kind.INTEGER, computed=True, width=6),
        Field("doc_number", "发文字号", required=True, search=True, index=True, width=20,
              help="照通知写；没有文号的写我方收文编号。"),
        Field("copy_numbers", "份号", Kind.NUMBERS, search=True, width=15, help="通知指明份号的照写，没指明的不写。"),
        Field("count", "应退份数", Kind.INTEGER, width=8, help="通知要求退几份；不写就是写了份号的或账上的全部。"),
        Field("document", "收文", Kind.REFERENCE, refers_to="documents", computed=True, index=True, search=True,
              width=18),
        Field("mark", "密级和期限", computed=True, width=14),
        Field("numbers", "实退份号", Kind.NUMBERS, computed=True, width=15),
        Field("name", "名称", computed=True, column=False, width=14),
        Field("given", "实退份数", Kind.INTEGER, computed=True, width=8),
        Field("short", "差额", Kind.INTEGER, computed=True, width=6),
        Field("why", "差额原因", computed=True, long=True, width=24),
        REASON,
    ),
    statuses=(Status("listed", "在册"), Status("returned", "已清退", terminal=True), VOID),
    actions=(
        Action("enter", "列入", hidden=True, to="listed"),
        Action("reckon", "对账", hidden=True),
        Action("end", "退还", hidden=True, to="returned"),
    ),
    forms=("return_list",),
    empty="清单随清退登记。",
)  # fmt: skip
