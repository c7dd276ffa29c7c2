"""What stands below a leak: who was told of it (F28), and the record of the search (F28b)."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.terms_leaks import ADDRESSEES, STAGES
from secretdesk.registers.common import REASON

INCIDENT_REPORTS = Register(
    key="incident_reports",
    label="泄密报告记录",
    group="事务",
    article="条例第61条、第74条",
    parent="incidents",
    parent_field="incident",
    fields=(
        Field("incident", "泄密事件", Kind.REFERENCE, refers_to="incidents", computed=True, index=True, search=True, width=16),
        Field("serial", "第几次", Kind.INTEGER, computed=True, width=6),
        Field("stage", "报告种类", Kind.CHOICE, choices=STAGES, computed=True, index=True, width=10),
        Field("addressee", "报告对象", Kind.CHOICE, choices=ADDRESSEES, required=True, index=True, width=16,
              help="保密行政管理部门（州委机要和保密局）或者上级主管部门。"),
        Field("unit", "单位", Kind.REFERENCE, refers_to="correspondents", search=True, width=20,
              help="不写就是“往来单位”里标明的那一家；别的写全称。"),
        Field("reported_at", "报告时间", Kind.MOMENT, required=True, clock=True, width=16, help="报到的时间，写到分，如 1530。"),
        Field("how", "方式", required=True, width=14, help="当面、机要、保密电话等；普通电话里只说有情况，不说内容。"),
        Field("taken_by", "接报人", required=True, search=True, width=10, help="对方谁接的。"),
        REASON,
    ),
    statuses=(Status("sent", "已报告"), VOID),
    actions=(Action("enter", "报告", hidden=True, to="sent"),),
    forms=("incident_report_list",),
    empty="报告在“泄密事件”里登记，一处一行。",
)  # fmt: skip

SEARCHES = Register(
    key="searches",
    label="查找记录",
    group="事务",
    article="第74条、F28b",
    parent="incidents",
    parent_field="incident",
    fields=(
        Field("incident", "泄密事件", Kind.REFERENCE, refers_to="incidents", computed=True, index=True, search=True, width=16),
        Field("serial", "第几次", Kind.INTEGER, computed=True, width=6),
        Field("searched_on", "查找日期", Kind.DATE, computed=True, width=11),
        Field("searched_by", "查找人", computed=True, search=True, width=12),
        Field("steps", "查找步骤", computed=True, long=True, sensitive=True, search=True, width=30),
        Field("found_out", "进展", computed=True, long=True, sensitive=True, width=24),
        REASON,
    ),
    statuses=(Status("logged", "已记"), VOID),
    actions=(Action("enter", "查找", hidden=True, to="logged"),),
    forms=("search_record",),
    empty="查找在“泄密事件”里记，一天一行。",
)  # fmt: skip
