"""What stands below a classification: its changes (F21) and the notices of them (保密法第23条, 第24条)."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.terms_classification import CHANGE_KINDS
from secretdesk.registers.common import REASON

CLASSIFICATION_CHANGES = Register(
    key="classification_changes",
    label="定密变更和解除",
    group="事务",
    article="保密法第23条、第24条",
    parent="classifications",
    parent_field="classification",
    fields=(
        Field("classification", "定密", Kind.REFERENCE, refers_to="classifications", computed=True, index=True,
              search=True, width=18),
        Field("serial", "第几次", Kind.INTEGER, computed=True, width=6),
        Field("changed_on", "决定日期", Kind.DATE, computed=True, index=True, width=11),
        Field("kind", "种类", Kind.CHOICE, choices=CHANGE_KINDS, computed=True, index=True, width=10),
        Field("title", "事项", computed=True, sensitive=True, secret=True, search=True, width=26),
        Field("old_mark", "原密级和期限", computed=True, width=14),
        Field("old_level", "原密级", Kind.LEVEL, computed=True, column=False, width=8),
        Field("old_scope", "原知悉范围", computed=True, sensitive=True, column=False, width=16),
        Field("new_mark", "变更为", computed=True, width=14),
        Field("new_scope", "变更后知悉范围", computed=True, sensitive=True, column=False, width=16),
        Field("declassify_on", "解密日", Kind.DATE, computed=True, width=11),
        Field("mark", "本表密级", computed=True, column=False, width=12),
        Field("level", "密级", Kind.LEVEL, computed=True, index=True, column=False, width=8),
        Field("handled_by", "承办人", Kind.REFERENCE, refers_to="people", computed=True, column=False, width=10),
        Field("approved_by", "定密责任人", Kind.REFERENCE, refers_to="people", computed=True, search=True, width=10),
        Field("corrects", "纠正定密不当", Kind.BOOLEAN, computed=True, index=True, column=False, width=8),
        Field("notice_number", "依据文号", computed=True, search=True, column=False, width=16),
        Field("why", "变更理由", computed=True, sensitive=True, long=True, search=True, width=24),
        Field("told", "书面通知", computed=True, long=True, width=24),
        REASON,
    ),
    statuses=(Status("booked", "已登记"), VOID),
    actions=(
        Action("enter", "登记", hidden=True, to="booked"),
        Action("note", "通知", hidden=True),
        Action("expunge", "涂销", hidden=True, role="supervisor"),  # with the matter whose change it is
    ),
    forms=("classification_change_book", "classification_change_sheet"),
    level_field="level",
    empty="变更、延长、缩短、解密在“定密”里办，这里自动记一行。",
)  # fmt: skip

CLASSIFICATION_NOTICES = Register(
    key="classification_notices",
    label="定密通知",
    group="事务",
    article="保密法第23条",
    parent="classifications",
    parent_field="classification",
    fields=(
        Field("classification", "定密", Kind.REFERENCE, refers_to="classifications", computed=True, index=True,
              search=True, width=18),
        Field("serial", "第几份", Kind.INTEGER, computed=True, width=6),
        Field("about", "通知事项", computed=True, width=12),
        Field("unit", "单位", Kind.REFERENCE, refers_to="correspondents", index=True, search=True, width=18,
              help="通知哪个单位；通知人的不写。"),
        Field("person", "人员", Kind.REFERENCE, refers_to="people", index=True, search=True, pinyin=True, width=10,
              help="通知谁；通知单位的不写。"),
        Field("how", "方式", width=12, help="怎样送达，如 机要交通、当面签收。"),
        Field("notified_on", "通知日期", Kind.DATE, computed=True, width=11),
        Field("received_on", "回执日期", Kind.DATE, computed=True, width=11),
        Field("receipt", "回执", computed=True, search=True, width=14),
        REASON,
    ),
    statuses=(Status("sent", "待回执"), Status("received", "已回执"), VOID),
    actions=(
        Action("enter", "通知", hidden=True, to="sent"),
        Action("settle", "回执", hidden=True),
    ),
    forms=("classification_notice_book",),
    empty="书面通知在“定密”里办，一个对象一行。",
)  # fmt: skip
