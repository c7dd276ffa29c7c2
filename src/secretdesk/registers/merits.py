"""奖惩: praise for keeping secrets, blame for breaches, and who is barred from a year's awards (第83条, 第84条)."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules import merits as rules
from secretdesk.domain.terms_office import MERIT_KINDS
from secretdesk.registers.common import REASON, REMARK, UNDO, amend, void

TOLD = (
    "decided_on", "kind", "of_year", "person", "department", "matter", "decided_by", "doc_number", "irregularity",
    "remark",
)  # fmt: skip
RULES = (rules.names_somebody, rules.of_a_year_that_was, rules.is_not_barred)

MERITS = Register(
    key="merits",
    label="奖惩",
    group="监督",
    article="第83条、第84条",
    fields=(
        Field("decided_on", "决定日期", Kind.DATE, required=True, width=11, help="文件上作出决定的那一天。"),
        Field("kind", "种类", Kind.CHOICE, choices=MERIT_KINDS, required=True, index=True, width=12,
              help="表彰奖励、采纳建议；通报批评、处分、追究领导责任；发生失泄密的写一票否决。"),
        Field("of_year", "考核年度", Kind.INTEGER, index=True, width=8, help="算在哪一年的考核里；不写就是决定的那一年。"),
        Field("person", "人员", Kind.REFERENCE, refers_to="people", index=True, search=True, pinyin=True, width=10,
              help="对谁；只对部门的不写。"),
        Field("department", "部门", Kind.REFERENCE, refers_to="departments", index=True, search=True, width=16,
              help="对哪个部门；只对个人的不写。"),
        Field("matter", "事由", required=True, search=True, long=True, sensitive=True, width=30,
              help="为什么；不写涉密内容。"),
        Field("decided_by", "决定机关", search=True, width=16, help="谁决定的，如 学院党委、保密工作领导小组。"),
        Field("doc_number", "文号", search=True, width=16, help="决定文件的文号。"),
        Field("irregularity", "违规事项", Kind.REFERENCE, refers_to="irregularities", index=True, column=False, width=14,
              help="因哪一件违规事项。"),
        REMARK,
        REASON,
    ),
    statuses=(Status("in_force", "有效"), Status("revoked", "已撤销", terminal=True), VOID),
    actions=(
        Action("record", "登记", creates=True, to="in_force", on_field="decided_on", asks=TOLD,
               needs=("decided_on", "kind", "matter", "decided_by"), computes=(rules.of_this_year,), rules=RULES,
               free_past=True, article="第83条、第84条"),
        Action("revoke", "撤销决定", sources=("in_force",), to="revoked", asks=("reason",), needs=("reason",),
               article="第83条、第84条"),
        amend(*TOLD, rules=RULES),
        void(),
        UNDO,
    ),
    patterns={"merits": "奖惩〔{year}〕{n:03d}号"},
    forms=("merit_book", "veto_list"),
    main_action="record",
    empty="没有奖惩。表彰、处分、一票否决按 Ctrl+N 登记；评奖评优前打印“一票否决名单”交组织人事部。",
)  # fmt: skip
