"""Printed lists that no register keeps: what a stocktake should find (F33), a batch's sums (F09), what is open (F15)."""

from secretdesk.domain.declaration import Register, Status
from secretdesk.domain.fields import Field, Kind

TALLY = Register(
    key="tally",
    label="清查清单",
    group="事务",
    article="第28条（一）、第37条",
    fields=(
        Field("stocktake", "清查", Kind.REFERENCE, refers_to="stocktakes", computed=True, width=16),
        Field("serial", "序号", Kind.INTEGER, computed=True, width=6),
        Field("thing", "载体编号", computed=True, width=18),
        Field("kind", "类别", computed=True, width=10),
        Field("document", "收文", Kind.REFERENCE, refers_to="documents", computed=True, width=18),
        Field("model", "品牌型号", computed=True, width=16),
        Field("mark", "密级和期限", computed=True, width=14),
        Field("detail", "份号或序列号", computed=True, width=14),
        Field("pages", "页数", Kind.INTEGER, computed=True, width=6),
        Field("booked", "账上所记", computed=True, width=14),
        Field("tick", "清点", computed=True, width=6),
        Field("outcome", "结果、处理", computed=True, width=16),
    ),
    statuses=(Status("listed", "在列"),),
    actions=(),
)

BATCH_SUMS = Register(
    key="batch_sums",
    label="销毁批次小计",
    group="事务",
    article="第28条（八）",
    fields=(
        Field("destruction", "销毁批次", Kind.REFERENCE, refers_to="destructions", computed=True, width=16),
        Field("kind", "载体种类", computed=True, width=12),
        Field("level", "密级", Kind.LEVEL, computed=True, width=8),
        Field("documents", "件", Kind.INTEGER, computed=True, width=6),
        Field("copies", "份（个、块、台）", Kind.INTEGER, computed=True, width=6),
        Field("pages", "页", Kind.INTEGER, computed=True, width=6),
        Field("kg", "公斤", computed=True, width=6),
    ),
    statuses=(Status("listed", "在列"),),
    actions=(),
)

OPEN_ITEMS = Register(
    key="open_items",
    label="未办事项",
    group="人员",
    article="第25条、F15",
    fields=(
        Field("serial", "序号", Kind.INTEGER, computed=True, width=6),
        Field("what", "什么事", computed=True, width=16),
        Field("state", "情况", computed=True, width=8),
        Field("due", "期限", Kind.DATE, computed=True, width=11),
        Field("book", "登记簿", computed=True, width=10),
        Field("about", "编号", computed=True, width=20),
        Field("level", "密级", Kind.LEVEL, computed=True, width=8),
        Field("short_title", "代称", computed=True, width=18),
    ),
    statuses=(Status("listed", "在列"),),
    actions=(),
    yearly=False,
    level_field="level",
)

TRAINING_HOURS = Register(
    key="training_hours",
    label="培训学时",
    group="监督",
    article="第7条（五）、第21条、F30",
    fields=(
        Field("serial", "序号", Kind.INTEGER, computed=True, width=6),
        Field("person", "姓名", Kind.REFERENCE, refers_to="people", computed=True, width=10),
        Field("department", "部门", Kind.REFERENCE, refers_to="departments", computed=True, width=16),
        Field("category", "涉密等级", computed=True, width=8),
        Field("hours", "本年学时/应有", computed=True, width=12),
        Field("state", "达标", computed=True, width=8),
    ),
    statuses=(Status("listed", "在列"),),
    actions=(),
    yearly=False,
)
