"""收文: one line of the receipt book (第28条（一）（二）, F01, F03, F34)."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.effects import custody, receipt
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.review import Act
from secretdesk.domain.rules import common
from secretdesk.domain.rules import custody as in_force
from secretdesk.domain.rules import receipt as rules
from secretdesk.domain.rules import receipt_values as values
from secretdesk.domain.terms import (
    CARRIER_TYPES,
    CHANNELS,
    FORBIDDEN_CHANNELS,
    SOURCES,
    URGENCIES,
    WORK_ITEMS,
    Level,
)
from secretdesk.registers.common import REASON, REMARK, amend, void

SERIES = {Level.WORK_SECRET: "工收", Level.INTERNAL: "内收", Level.UNCLASSIFIED: "内收"}


def series_by_level(act: Act) -> str:
    """密收, 工收 or 内收, by level (design section 4)."""
    return SERIES.get(Level(act.value("level")), "密收")


FIELDS = (
    Field("arrival", "机要签收", Kind.REFERENCE, refers_to="arrivals", index=True, column=False, width=16,
          help="随哪一次机要签收来的；一次签收的几件连续登记。"),
    Field("received_on", "收文日期", Kind.DATE, required=True, width=11, help="收到的那一天；不写就是今天。"),
    Field("issuer", "来文单位", Kind.REFERENCE, refers_to="correspondents", required=True, search=True,
          pinyin=True, index=True, width=18, help="制发文件的单位全称；没登记过的随这一笔登记。"),
    Field("doc_number", "发文字号", search=True, index=True, width=20,
          help="照原件写，如 云办发〔2026〕88号；没有的写“无文号”。"),
    Field("title", "文件标题", required=True, search=True, sensitive=True, secret=True, width=36,
          help="照原件写。高于本机密级的不得录入标题。"),
    Field("short_title", "代称", search=True, sensitive=True, column=False, width=16,
          help="不涉密的简称，用在对外的单子上；不写就用收文编号。"),
    Field("mark", "密级和期限", required=True, search=True, width=14,
          help="照原件写，如 机密★10年、秘密★6个月、绝密★长期；工作秘密、内部不带★。"),
    Field("level", "密级", Kind.LEVEL, index=True, column=False, width=8, help="由标志读出；也可以只填密级。"),
    Field("term", "保密期限", computed=True, column=False, width=10, help="由标志读出。"),
    Field("declassify_on", "解密日", Kind.DATE, computed=True, index=True, column=False, width=11,
          help="制发日期加保密期限（条例第19条），登记时算定。"),
    Field("issued_on", "制发日期", Kind.DATE, column=False, width=11, help="原件上的成文日期；解密日从这一天算起。"),
    Field("carrier_type", "载体类型", Kind.CHOICE, choices=CARRIER_TYPES, column=False, width=10,
          help="不写按纸质文件。"),
    Field("copy_numbers", "份号", Kind.NUMBERS, search=True, column=False, width=15,
          help="可写 000123-000125、000130；没有份号的写“无份号”。"),
    Field("no_copy_number_reason", "无份号原因", sensitive=True, column=False, width=14,
          help="原件没有份号时写明原因，程序按 1/n 编号。"),
    Field("count", "份数", Kind.INTEGER, width=6, help="实收份数；写了份号可以不写。"),
    Field("slip_count", "应收份数", Kind.INTEGER, column=False, width=8, help="清单上的份数；与实收不同会开出查询单。"),
    Field("pages", "每份页数", Kind.INTEGER, column=False, width=8, help="清点的页数，归还时照此核对。"),
    Field("attachments", "附件数", Kind.INTEGER, column=False, width=8, help="附件件数。"),
    Field("channel", "来件方式", Kind.CHOICE, choices=(*CHANNELS, *FORBIDDEN_CHANNELS), column=False, width=10,
          help="机要交通、机要通信等；经普通邮政、快递、网络来的照实登记，并记入违规事项。"),
    Field("courier_number", "机要号", search=True, column=False, width=14, help="机要交寄号，可查询两年。"),
    Field("wrapping_intact", "封装完好", Kind.BOOLEAN, column=False, width=8, help="收件时封装是否完好。"),
    Field("sender", "送件人", sensitive=True, search=True, column=False, width=10, help="送件的人。"),
    Field("urgency", "紧急程度", Kind.CHOICE, choices=URGENCIES, column=False, width=8, help="平件、加急或特急。"),
    Field("act_by", "办理时限", Kind.DATE, index=True, column=False, width=11, help="来文要求办结的日期。"),
    Field("department", "承办部门", Kind.REFERENCE, refers_to="departments", index=True, search=True,
          column=False, width=14, help="拟由哪个部门承办。"),
    Field("proposal", "拟办意见", sensitive=True, secret=True, search=True, long=True, column=False, width=20,
          help="保密办的拟办意见。"),
    Field("access_scope", "知悉范围", sensitive=True, search=True, column=False, width=16,
          help="文件限定或批准的知悉范围。"),
    Field("must_return", "须清退", Kind.BOOLEAN, index=True, column=False, width=8, help="来文单位要求退回的写“是”。"),
    Field("cipher_telegram", "密码电报", Kind.BOOLEAN, column=False, width=8, help="密码电报不得复制、借阅。"),
    Field("place", "存放处", Kind.REFERENCE, refers_to="places", search=True, index=True, column=False, width=14,
          help="室-柜-层，如 一室-2柜-3层。"),
    Field("sealed_personal", "亲启件", Kind.BOOLEAN, column=False, width=8,
          help="注明个人亲启的不拆封，只登记信封（第28条（二））。"),
    Field("meeting", "会议名称", sensitive=True, secret=True, search=True, column=False, width=16, help="会议带回的写会议名称。"),
    Field("meeting_ended_on", "会议结束日期", Kind.DATE, column=False, width=11,
          help="会议结束、回到学院的那一天；移交期限从这一天算起。"),
    Field("handed_in_by", "移交人", Kind.REFERENCE, refers_to="people", search=True, column=False, width=10,
          help="会议带回文件的移交人。"),
    Field("work_item", "工作秘密事项", Kind.CHOICE, choices=WORK_ITEMS, column=False, width=20,
          help="属第12条哪一种工作秘密。"),
    Field("source", "来源", Kind.CHOICE, choices=SOURCES, computed=True, index=True, column=False, width=8,
          help="收文、期初补登或自制，程序填写。"),
    Field("by_count", "只记份数", Kind.BOOLEAN, computed=True, column=False, width=8,
          help="工作秘密、内部件可以不逐份登记，只记份数。"),
    Field("same_as", "同文", Kind.REFERENCE, refers_to="documents", computed=True, index=True, column=False,
          width=16, help="同一单位同一文号先前的登记。"),
    Field("notice_number", "通知文号", sensitive=True, column=False, width=16,
          help="来文单位变更密级或解密通知的文号。"),
    Field("declassified_on", "解密时间", Kind.DATE, computed=False, index=True, column=False, width=11,
          help="解密的那一天。"),
    Field("expiry_checked_on", "到期核对日", Kind.DATE, computed=True, column=False, width=11,
          help="核对未见延长通知的那一天。"),
    Field("doc_key", "文号索引", computed=True, index=True, column=False, unseen=True),
    Field("whereabouts", "去向", computed=True, column=False, width=14, help="传阅、清退、销毁等去向，随办理填写。"),
    Field("expunged_on", "涂销日期", Kind.DATE, computed=True, column=False, width=11, help="内容涂销的日期。"),
    REMARK,
    REASON,
)  # fmt: skip

RECEIVED = (
    "received_on", "issuer", "doc_number", "title", "mark", "copy_numbers", "pages", "issued_on",
    "arrival", "short_title", "level", "carrier_type", "no_copy_number_reason", "count", "slip_count",
    "attachments", "channel", "courier_number", "wrapping_intact", "sender", "urgency", "act_by",
    "department", "proposal", "access_scope", "must_return", "cipher_telegram", "place", "sealed_personal",
    "meeting", "meeting_ended_on", "handed_in_by", "work_item", "remark",
)  # fmt: skip
RECEIPT_RULES = (
    rules.level_is_known,
    rules.filled_for_level,
    rules.copies_add_up,
    common.closed_vault_level,
    rules.copy_in_hand,
    rules.mark_is_regular,
    rules.term_within_limit,
)
COMPUTES = (values.read_mark, values.count_copies, values.fill_in, values.know_the_number)

DOCUMENTS = Register(
    key="documents",
    label="收文",
    group="载体",
    article="第28条（一）（二）",
    fields=FIELDS,
    statuses=(Status("registered", "在册"), VOID),
    actions=(
        Action("receive", "登记收文", creates=True, to="registered", on_field="received_on",
               asks=RECEIVED, needs=("received_on", "issuer"), computes=COMPUTES,
               rules=(*RECEIPT_RULES, rules.slip_agrees, rules.channel_is_allowed, rules.handed_in_after_meeting,
                      rules.wrapping_is_intact,
                      rules.issued_before_received, rules.received_after_arrival, rules.duplicate_document),
               effects=(receipt.make_copies, receipt.open_envelope, receipt.open_queries,
                        receipt.book_irregularities),
               forms=("receipt_book", "work_secret_book", "meeting_book"), article="第28条（二）"),
        Action("take_stock", "期初补登", creates=True, to="registered", on_field="received_on", free_past=True,
               asks=("received_on", "issuer", "doc_number", "title", "mark", "copy_numbers", "pages", "issued_on",
                     "short_title", "level", "carrier_type", "no_copy_number_reason", "count", "attachments",
                     "access_scope", "must_return", "cipher_telegram", "place", "work_item", "remark"),
               needs=("received_on", "issuer"), computes=COMPUTES,
               rules=(rules.level_is_known, rules.title_or_above, rules.copies_add_up, common.closed_vault_level,
                      rules.copy_in_hand, rules.mark_is_regular, rules.term_within_limit,
                      rules.duplicate_document),
               effects=(receipt.make_copies,), forms=("receipt_book",), article="第28条（一）"),
        amend(*(k for k in RECEIVED if k not in {"arrival", "sealed_personal"}), "notice_number",
              computes=(values.read_mark, values.know_the_number),
              rules=(rules.counted_things_stay, rules.series_stays, rules.level_is_known, rules.filled_for_level,
                     common.closed_vault_level, common.content_must_leave, rules.term_within_limit, rules.mark_is_regular),
              effects=(receipt.carry_to_copies,)),
        void(),
        Action("change_mark", "变更密级", asks=("mark", "notice_number", "reason"),
               needs=("mark", "notice_number"), computes=(values.read_mark,),
               rules=(rules.level_is_known, common.closed_vault_level, common.content_must_leave, rules.mark_is_regular,
                      rules.term_within_limit, in_force.mark_differs, in_force.not_declassified),
               effects=(receipt.carry_to_copies,), article="保密法第23条、第24条"),
        Action("declassify", "解密", asks=("declassified_on", "notice_number", "reason"),
               needs=("notice_number",), computes=(in_force.declassified_day,), rules=(in_force.is_secret_still, in_force.not_in_future), article="保密法第24条"),
        Action("confirm_expiry", "到期确认", asks=("reason",), many=True, computes=(in_force.confirm_expiry,),
               rules=(in_force.expiry_has_come,), article="保密法第24条：到期未延长的自行解密"),
        Action("expunge", "涂销", role="supervisor", asks=("reason",), needs=("reason",), from_terminal=True,
               rules=(in_force.not_expunged, in_force.files_to_replace), effects=(custody.book_violation,),
               computes=(in_force.keep_shell, in_force.stamp_expunged), free_past=True,
               article="第44条、第46条"),
    ),
    patterns={
        "密收": "密收〔{year}〕{n:04d}号",
        "工收": "工收〔{year}〕{n:04d}号",
        "内收": "内收〔{year}〕{n:04d}号",
    },
    series=series_by_level,
    lookup=("doc_number",),
    forms=("receipt_book", "work_secret_book", "meeting_book"),
    main_action="receive",
    level_field="level",
    empty="还没有收文。按 Ctrl+N 登记第一件；柜里原有的文件用“期初补登”。",
)  # fmt: skip
