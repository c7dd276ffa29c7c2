"""外发: what leaves by 机要 channels, and the receipt that must come back (第28条（三）, F07)."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.effects import dispatches as effects
from secretdesk.domain.effects import homecoming
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules import availability, by_count
from secretdesk.domain.rules import dispatches as rules
from secretdesk.domain.rules.homecoming import pages_agree
from secretdesk.domain.terms import FORBIDDEN_CHANNELS, SENDING_CHANNELS, WRAPPINGS
from secretdesk.registers.common import REASON, REMARK, UNDO, amend, void

SENT = (
    "sent_on", "receiver", "receiver_person", "copies", "document", "count", "channel", "wrapping", "envelope",
    "courier_number", "handled_by", "second_person", "taken_by", "approved_by", "remark",
)  # fmt: skip

DISPATCHES = Register(
    key="dispatches",
    label="外发",
    group="事务",
    article="第28条（三）",
    fields=(
        Field("sent_on", "交寄日期", Kind.DATE, required=True, width=11, help="交给机要部门或专人出发的那一天。"),
        Field("receiver", "收件单位", Kind.REFERENCE, refers_to="correspondents", required=True, index=True,
              search=True, pinyin=True, width=20, help="单位全称；没登记过的随这一笔登记。"),
        Field("receiver_person", "收件人", search=True, column=False, width=10, help="信封上写的收件人。"),
        Field("copies", "外发的份", Kind.REFERENCES, refers_to="copies", search=True, width=22,
              help="一份或几份，写载体编号、份号或 12-3 这样的尾号，用顿号隔开。"),
        Field("document", "收文", Kind.REFERENCE, refers_to="documents", index=True, search=True, width=18,
              help="只记份数的工作秘密、内部件写编号；逐份外发的由程序填写。"),
        Field("count", "份数", Kind.INTEGER, width=6, help="只记份数的件发出几份；逐份的由程序数。"),
        Field("level", "密级", Kind.LEVEL, computed=True, index=True, width=8, help="所发各份中最高的密级。"),
        Field("channel", "递送方式", Kind.CHOICE, choices=(*SENDING_CHANNELS, *FORBIDDEN_CHANNELS), index=True,
              required=True, width=10, help="机要交通、机要通信、机要交换站；专人递送的须两人同行。"),
        Field("wrapping", "封装方式", Kind.CHOICE, choices=WRAPPINGS, column=False, width=10,
              help="信封上要写密级、编号、收发件单位。"),
        Field("envelope", "信封编号", search=True, column=False, width=12, help="信封上写的编号；几封的都写。"),
        Field("courier_number", "机要号", search=True, width=14, help="机要部门给的交寄编号，约两年内可据此查询。"),
        Field("handled_by", "经办人", search=True, column=False, width=10, help="谁封装、交寄的。"),
        Field("second_person", "同行人", search=True, column=False, width=10, help="专人递送的第二个人；绝密件必须两人。"),
        Field("taken_by", "机要收件人", column=False, width=10, help="机要部门签字收走的人。"),
        Field("approved_by", "批准人", search=True, column=False, width=10, help="谁批准对外发送的。"),
        Field("receipt_due", "回执限期", Kind.DATE, computed=True, index=True, column=False, width=11,
              help="交寄后 30 天没有回执就提醒（参数可改）。"),
        Field("search_due", "查询限期", Kind.DATE, computed=True, index=True, column=False, width=11,
              help="交寄后 60 天没有回执须向机要部门查询（参数可改）。"),
        Field("receipt_on", "回执日期", Kind.DATE, width=11, help="收到回执的那一天。"),
        Field("receipt_number", "回执编号", search=True, width=14, help="回执上的编号；没有编号的写签收人。"),
        Field("back", "退回的份", Kind.REFERENCES, refers_to="copies", column=False, width=22,
              help="只退回几份的写是哪几份；全部退回不用写。"),
        Field("came_back_on", "退回日期", Kind.DATE, column=False, width=11, help="退回到保密办的那一天。"),
        Field("pages", "退回页数", Kind.INTEGER, column=False, width=8, help="退回时清点的页数；几份的写合计。"),
        REMARK,
        REASON,
    ),
    statuses=(Status("sent", "待回执"), Status("confirmed", "已回执"), Status("came_back", "已退回"), VOID),
    actions=(
        Action("send", "发出", creates=True, to="sent", on_field="sent_on", asks=SENT,
               needs=("sent_on", "receiver", "channel"),
               computes=(rules.fill_in_dispatch, rules.receipt_expected),
               rules=(by_count.something_is_taken, availability.named_once, availability.copies_are_in,
                      rules.issuer_wants_it_back, rules.channel_is_allowed, rules.by_hand_of_two,
                      rules.packing_is_told),
               effects=(effects.send_off,), forms=("dispatch_slip", "dispatch_book"), article="第28条（三）"),
        Action("confirm", "回执", sources=("sent",), to="confirmed", on_field="receipt_on", many=True,
               asks=("receipt_on", "receipt_number", "remark"), needs=("receipt_number",), free_past=True,
               effects=(effects.receipt_came,), article="第28条（三）"),
        Action("come_back", "退回", sources=("sent",), on_field="came_back_on",
               asks=("came_back_on", "back", "pages", "reason"), needs=("reason",),
               rules=(rules.went_with_this, pages_agree),
               effects=(homecoming.comes_home, homecoming.book_missing_pages), article="第28条（三）"),
        Action("settle", "退清", hidden=True, to="came_back"),
        amend("receiver_person", "wrapping", "envelope", "courier_number", "handled_by", "second_person", "taken_by",
              "approved_by", "receipt_number", "channel", "remark",
              rules=(rules.channel_is_allowed, rules.by_hand_of_two)),
        void(),
        UNDO,
    ),
    patterns={"dispatches": "外〔{year}〕{n:04d}号"},
    forms=("dispatch_book", "dispatch_slip"),
    main_action="send",
    level_field="level",
    empty="没有外发。按 Ctrl+N 登记交寄；回执没到的会列在“今日”里。",
)  # fmt: skip
