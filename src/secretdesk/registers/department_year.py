"""部门保密工作年度情况: a page a year for each department (第54条, 第84条); gathered, kept in no register."""

from secretdesk.domain.declaration import Register, Status
from secretdesk.domain.fields import Field, Kind

DEPARTMENT_YEAR = Register(
    key="department_year",
    label="部门年度情况",
    group="监督",
    article="第8条、第54条、第84条",
    fields=(
        Field("department", "部门", Kind.REFERENCE, refers_to="departments", computed=True, width=16),
        Field("serial", "序号", Kind.INTEGER, computed=True, width=6),
        Field("heading", "方面", computed=True, width=14),
        Field("item", "项目", computed=True, width=24),
        Field("this_year", "今年", Kind.INTEGER, computed=True, width=10),
        Field("last_year", "上年", Kind.INTEGER, computed=True, width=10),
    ),
    statuses=(Status("counted", "统计"),),
    actions=(),
    yearly=False,
)
