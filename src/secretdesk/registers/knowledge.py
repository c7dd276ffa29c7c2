"""知悉名册: who knows of a paper and how, gathered from rounds, loans, briefings, dispatches (条例第20条).

It is kept nowhere: every line of it is an entry of one of those registers.
"""

from secretdesk.domain.declaration import Register, Status
from secretdesk.domain.fields import Field, Kind

KNOWLEDGE = Register(
    key="knowledge",
    label="知悉名册",
    group="事务",
    article="条例第20条",
    fields=(
        Field("document", "收文", Kind.REFERENCE, refers_to="documents", computed=True, width=18),
        Field("serial", "序号", Kind.INTEGER, computed=True, width=6),
        Field("known_at", "知悉时间", Kind.MOMENT, computed=True, width=16),
        Field("person", "知悉人", Kind.REFERENCE, refers_to="people", computed=True, width=10),
        Field("name", "单位", computed=True, width=16),
        Field("department", "部门", Kind.REFERENCE, refers_to="departments", computed=True, width=14),
        Field("post", "职务", computed=True, width=12),
        Field("how", "知悉方式", computed=True, width=10),
        Field("place", "地点", computed=True, width=14),
        Field("approved_by", "批准人", computed=True, width=10),
        Field("briefed_by", "保密提醒人", computed=True, width=10),
        Field("briefed_on", "提醒日期", Kind.DATE, computed=True, column=False, width=11),
        Field("paper", "登记编号", computed=True, width=18),
    ),
    statuses=(Status("known", "知悉"),),
    actions=(),
)
