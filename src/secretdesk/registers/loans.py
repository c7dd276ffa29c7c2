"""借阅: what is lent, to whom, until when, and what came back (第28条（六）, F06)."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.effects import homecoming
from secretdesk.domain.effects import loans as effects
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules import availability, by_count
from secretdesk.domain.rules import loan_values as values
from secretdesk.domain.rules import loans as rules
from secretdesk.domain.rules.homecoming import pages_agree
from secretdesk.domain.terms import LOAN_KINDS
from secretdesk.registers.common import REASON, REMARK, amend, void

LENT = (
    "lent_on", "kind", "borrower", "department", "copies", "document", "count", "purpose", "used_at",
    "approved_by", "approved_on", "due", "briefed_by", "briefed_on", "remark",
)  # fmt: skip
MAY_GO = (
    availability.named_once, availability.copies_are_in, availability.no_cipher_telegram,
    rules.borrower_may_have_it, rules.within_the_term,
)  # fmt: skip

LOANS = Register(
    key="loans",
    label="借阅",
    group="事务",
    article="第28条（六）",
    fields=(
        Field("lent_on", "借出时间", Kind.MOMENT, required=True, width=16, help="当面交给借阅人、签字的时间。"),
        Field("kind", "种类", Kind.CHOICE, choices=LOAN_KINDS, required=True, index=True, width=8,
              help="借阅；承办（交部门办理，写办理时限）；会议（会上使用，会后收回）。不写按借阅。"),
        Field("borrower", "借阅人", Kind.REFERENCE, refers_to="people", required=True, index=True, search=True,
              pinyin=True, width=10, help="谁签字领走的；在归还前由他保管。"),
        Field("department", "借阅部门", Kind.REFERENCE, refers_to="departments", index=True, search=True, width=14,
              help="不写就是借阅人所在部门。"),
        Field("copies", "借出的份", Kind.REFERENCES, refers_to="copies", search=True, width=22,
              help="一份或几份，写载体编号、份号或 12-3 这样的尾号，用顿号隔开。"),
        Field("document", "收文", Kind.REFERENCE, refers_to="documents", index=True, search=True, width=18,
              help="只记份数的工作秘密、内部件写收文编号；逐份借出的由程序填写。"),
        Field("count", "份数", Kind.INTEGER, column=False, width=6, help="只记份数的件借出几份。"),
        Field("level", "密级", Kind.LEVEL, computed=True, index=True, width=8, help="所借各份中最高的密级。"),
        Field("purpose", "借阅事由", search=True, sensitive=True, column=False, width=18,
              help="做什么用；不写涉密内容。"),
        Field("used_at", "使用地点", search=True, column=False, width=14, help="在哪里使用，如 办公楼301。"),
        Field("approved_by", "批准人", search=True, pinyin=True, width=10,
              help="谁在借阅登记表上签批的；国家秘密必填，须先批后借。"),
        Field("approved_on", "批准日期", Kind.DATE, column=False, width=11, help="签批的日期。"),
        Field("due", "应还日期", Kind.DATE, index=True, width=11,
              help="不写按密级的期限（秘密 7 天、机密 1 天，可在参数里改）；承办写办理时限。"),
        Field("briefed_by", "保密提醒人", column=False, width=10,
              help="借阅人不是涉密人员的，写明谁当面提醒过保密义务。"),
        Field("briefed_on", "提醒日期", Kind.DATE, column=False, width=11, help="提醒的日期，不写就是当天。"),
        Field("renewals", "续借次数", Kind.INTEGER, computed=True, column=False, width=8),
        Field("reminders", "催还次数", Kind.INTEGER, computed=True, width=8),
        Field("reminded_on", "催还日期", Kind.DATE, column=False, width=11, help="最近一次催还的日期。"),
        Field("reminded_how", "催还方式", column=False, width=10, help="当面、电话等；电话里不得谈及涉密内容。"),
        Field("reminded_by", "催还经办人", column=False, width=10, help="谁催的。"),
        Field("back", "归还的份", Kind.REFERENCES, refers_to="copies", column=False, width=22,
              help="只还了几份的写是哪几份；全部归还不用写。"),
        Field("returned_on", "归还日期", Kind.DATE, width=11, help="交回的日期；分几次还的是最后一次。"),
        Field("returned_by", "归还人", column=False, width=10, help="谁交回的；不写就是借阅人。"),
        Field("pages", "归还页数", Kind.INTEGER, column=False, width=8,
              help="当面清点的页数；几份一起还的写合计。机密及以上必须清点。"),
        Field("intact", "完好", Kind.BOOLEAN, column=False, width=6, help="有没有破损、涂画、拆散。"),
        Field("outcome", "办理结果", search=True, sensitive=True, long=True, column=False, width=20,
              help="承办的件归还时写办得怎样。"),
        Field("reply_number", "复文号", search=True, column=False, width=16, help="承办后复文的文号。"),
        Field("wrong_copy", "错借的份", Kind.REFERENCE, refers_to="copies", column=False, width=16,
              help="登记时写错的那一份，其实还在柜里。"),
        Field("right_copy", "实借的份", Kind.REFERENCE, refers_to="copies", column=False, width=16,
              help="真正借出去的那一份。"),
        REMARK,
        REASON,
    ),
    statuses=(Status("out", "借出"), Status("returned", "已归还"), VOID),
    actions=(
        Action("lend", "借出", creates=True, to="out", on_field="lent_on", asks=LENT,
               needs=("lent_on", "borrower"),
               computes=(values.fill_in_loan, values.fall_due),
               rules=(by_count.something_is_taken, *MAY_GO, rules.loan_is_approved, rules.nothing_overdue),
               effects=(effects.hand_out_loan,), forms=("loan_book",), article="第28条（六）"),
        Action("renew", "续借", sources=("out",), asks=("due", "approved_by", "approved_on", "briefed_by", "reason"),
               needs=("due",), computes=(values.count_renewal,),
               rules=(rules.renewal_is_later, rules.within_the_term, rules.borrower_may_have_it),
               article="第28条（六）"),
        Action("remind", "催还", sources=("out",), on_field="reminded_on", many=True,
               asks=("reminded_on", "reminded_how", "reminded_by", "remark"),
               computes=(values.count_reminder,), article="第28条（六）：及时催还"),
        Action("recall", "催收", sources=("out",), many=True, asks=("due", "reason"), needs=("due",),
               computes=(values.earlier_due_date,), rules=(rules.recall_lies_ahead,),
               article="第28条（六）：不得长期在其他部门存放"),
        Action("take_back", "归还", sources=("out",), on_field="returned_on",
               asks=("returned_on", "back", "pages", "intact", "returned_by", "outcome", "reply_number", "remark"),
               rules=(rules.comes_from_this_loan, pages_agree, rules.handling_has_outcome),
               effects=(homecoming.comes_home, homecoming.book_missing_pages), forms=("loan_book",),
               article="第28条（六）"),
        Action("swap", "换份", sources=("out",), asks=("wrong_copy", "right_copy", "approved_by", "briefed_by", "reason"),
               needs=("wrong_copy", "right_copy", "reason"), computes=(values.swapped,),
               rules=(rules.comes_from_this_loan, *MAY_GO[1:], rules.loan_is_approved), effects=(effects.swap_copies,),
               article="账本规则：错了不涂改，另记一行"),
        Action("settle", "还清", hidden=True, to="returned"),
        amend("kind", "department", "purpose", "used_at", "approved_by", "approved_on", "due", "briefed_by",
              "briefed_on", "returned_by", "intact", "outcome", "reply_number", "remark",
              rules=(rules.within_the_term, rules.loan_is_approved)),
        void(),
    ),
    patterns={"loans": "借〔{year}〕{n:04d}号"},
    forms=("loan_book",),
    main_action="lend",
    level_field="level",
    empty="没有借出的。按 Ctrl+N 登记借阅；逾期的会列在“今日”里。",
)  # fmt: skip
