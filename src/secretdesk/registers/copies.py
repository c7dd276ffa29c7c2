"""份: the unit of account, with its holder and its history (第28条, F11)."""

from secretdesk.domain.declaration import Action, Register, Status
from secretdesk.domain.effects import custody, moves
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules import custody as rules
from secretdesk.domain.rules import transfer
from secretdesk.domain.terms import CARRIER_TYPES, COPY_STATUSES, SOURCES, TERMINAL_COPY_STATUSES
from secretdesk.registers.common import REASON, REMARK, UNDO, amend, void
from secretdesk.registers.things import MOVED_ON

# How a copy left the account before these books began, as an imported book tells.
BEFORE_THE_BOOKS = (
    ("was_returned", "旧账清退", "returned"),
    ("was_destroyed", "旧账销毁", "destroyed"),
    ("was_dispatched", "旧账外发", "dispatch_confirmed"),
    ("was_transferred", "旧账移交", "transferred"),
)
HELD = ("in_cabinet", "archived", "sealed_personal")

COPIES = Register(
    key="copies",
    label="份",
    group="载体",
    article="第28条（一）",
    parent="documents",
    parent_field="document",
    fields=(
        Field("document", "收文", Kind.REFERENCE, refers_to="documents", computed=True, index=True, width=20),
        Field("serial", "第几份", Kind.INTEGER, computed=True, width=6),
        Field("of", "共几份", Kind.INTEGER, computed=True, column=False, width=6),
        Field("copy_number", "份号", search=True, index=True, width=10, help="原件左上角的份号，前面的 0 照写。"),
        Field("mark", "密级和期限", computed=True, search=True, width=14, help="随收文，变更密级时一并变更。"),
        Field("level", "密级", Kind.LEVEL, computed=True, index=True, column=False, width=8),
        Field("declassify_on", "解密日", Kind.DATE, computed=True, column=False, width=11),
        Field("pages", "页数", Kind.INTEGER, width=6, help="这一份的页数。"),
        Field("carrier_type", "载体类型", Kind.CHOICE, choices=CARRIER_TYPES, width=10, help="纸、光盘、U盘等。"),
        Field("place", "存放处", Kind.REFERENCE, refers_to="places", index=True, search=True, width=14,
              help="在柜里的哪一层；柜里的由存放处保管，不记在保密员名下。"),
        Field("holder", "在谁手里", Kind.REFERENCE, refers_to="people", computed=True, index=True, search=True,
              pinyin=True, width=10, help="借出、传阅时在谁手里。"),
        Field("loan", "借阅单", Kind.REFERENCE, refers_to="loans", computed=True, index=True, search=True,
              column=False, width=16, help="借出期间是哪一笔借阅。"),
        Field("dispatch", "外发", Kind.REFERENCE, refers_to="dispatches", computed=True, index=True, search=True,
              column=False, width=16, help="哪一次外发的。"),
        Field("carrying", "携带外出单", Kind.REFERENCE, refers_to="carryings", computed=True, index=True, search=True,
              column=False, width=16, help="携带外出期间是哪一张审批表。"),
        Field("destruction", "销毁批次", Kind.REFERENCE, refers_to="destructions", computed=True, index=True,
              search=True, column=False, width=16, help="列入哪一个销毁批次。"),
        Field("return", "清退", Kind.REFERENCE, refers_to="returns", computed=True, index=True, search=True,
              column=False, width=16, help="列入哪一次清退。"),
        Field("box", "箱号", computed=True, column=False, width=8),
        Field("circulation", "传阅单", Kind.REFERENCE, refers_to="circulations", computed=True, index=True, search=True,
              column=False, width=16, help="传阅期间在哪一张传阅单上。"),
        Field("source", "来源", Kind.CHOICE, choices=SOURCES, computed=True, column=False, width=8),
        Field("obtained_on", "取得日期", Kind.DATE, computed=True, width=11),
        MOVED_ON,
        Field("made_from", "原件", Kind.REFERENCE, refers_to="copies", computed=True, index=True, column=False,
              width=16, help="复制件的原件。"),
        Field("copying", "复制单", Kind.REFERENCE, refers_to="copyings", computed=True, index=True, search=True,
              column=False, width=14, help="哪一次复制出来的。"),
        Field("file_number", "归卷号", search=True, column=False, width=14, help="归档后在哪一卷（案卷号）；没有卷号的可以不写。"),
        Field("missing_since", "发现下落不明", Kind.DATE, column=False, index=True, width=11,
              help="发现找不到的那一天；期限从这一天算。"),
        Field("last_seen", "最后在手", column=False, width=16, help="最后在谁手里、什么时候、在哪里。"),
        Field("transferred_to", "移交给", Kind.REFERENCE, refers_to="correspondents", index=True, search=True,
              column=False, width=18, help="移交给哪个单位，写全称。"),
        Field("transferred_on", "移交日期", Kind.DATE, column=False, width=11, help="对方签收的日期。"),
        Field("receipt_number", "回执编号", search=True, column=False, width=14,
              help="对方回执的编号；没有编号的写签收人。"),
        Field("approved_by", "批准人", search=True, column=False, width=10, help="谁批准移交的；国家秘密必填。"),
        Field("evidence", "凭据", column=False, width=16, help="冲正所据的材料。"),
        REMARK,
        REASON,
    ),
    statuses=tuple(
        Status(key, label, terminal=key in TERMINAL_COPY_STATUSES) for key, label in COPY_STATUSES.items()
    ),
    actions=(
        Action("enter", "登记", hidden=True, to="in_cabinet"),
        Action("change_mark", "变更密级", hidden=True),
        Action("move_out", "领出", hidden=True),
        Action("move_on", "转办", hidden=True),
        Action("move_back", "交回", hidden=True, to="in_cabinet"),
        Action("relocate", "移位", sources=HELD, asks=("place", "reason"), needs=("place",), many=True,
               rules=(rules.place_differs,), article="第28条（二）"),
        Action("archive", "归档", sources=("in_cabinet",), to="archived", asks=("place", "file_number", "reason"),
               many=True, computes=(rules.filed_anew,), article="第28条（一）"),
        Action("call_back", "调回", sources=("archived",), to="in_cabinet", asks=("place", "reason"), many=True,
               article="第28条（一）"),
        Action("report_missing", "报失", to="missing",
               sources=tuple(k for k in COPY_STATUSES
                             if k not in {*TERMINAL_COPY_STATUSES, "missing", "leak_case"}),
               asks=("missing_since", "last_seen", "reason"), needs=("reason",), on_field="missing_since",
               rules=(rules.report_within_24_hours,), effects=(custody.book_violation,),
               article="条例第61条、第74条"),
        Action("found", "找回", sources=("missing",), to="in_cabinet", asks=("place", "pages", "reason"), many=True,
               needs=("place", "reason"), computes=(moves.in_nobodys_hand,), rules=(rules.pages_are_counted,),
               effects=(custody.book_lost_pages, moves.end_matter),
               article="第74条"),
        Action("transfer", "移交外单位", sources=("in_cabinet", "archived"), to="transferred", many=True,
               on_field="transferred_on",
               asks=("transferred_on", "transferred_to", "receipt_number", "approved_by", "reason"),
               needs=("transferred_to", "receipt_number"),
               rules=(transfer.transfer_is_approved, transfer.issuer_wants_it_not), article="第28条（一）（三）"),
        *(Action(key, label, hidden=True, sources=("in_cabinet",), to=status, asks=("reason",), needs=("reason",),
                 many=True, free_past=True, article="账本规则：旧账照原样登记")
          for key, label, status in BEFORE_THE_BOOKS),
        amend("copy_number", "pages", "carrier_type", "file_number", "remark", rules=(rules.copy_number_is_free,),
              effects=(custody.change_document_number,)),
        void(child=True, effects=(custody.lessen_document,)),
        UNDO,
        Action("reinstate", "冲正", sources=TERMINAL_COPY_STATUSES, to="in_cabinet", from_terminal=True,
               role="supervisor", asks=("place", "evidence", "reason"), needs=("place", "evidence", "reason"),
               computes=(moves.in_nobodys_hand, transfer.on_the_account_again), rules=(rules.document_stands,),
               effects=(custody.count_again, custody.book_violation), free_past=True,
               article="账本规则：终结状态只能冲正"),
    ),
    lookup=("copy_number",),
    holders=("holder",),
    forms=("carrier_ledger",),
    level_field="level",
    empty="份随收文登记，在“收文”里按 Ctrl+N。",
)  # fmt: skip
