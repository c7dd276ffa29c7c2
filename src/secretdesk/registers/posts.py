"""涉密岗位: the posts that produce, keep or often meet state secrets, and their class (第17条, 第19条, F16)."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules import posts as rules
from secretdesk.domain.rules.common import name_is_new
from secretdesk.domain.terms import CATEGORIES
from secretdesk.registers.common import REASON, REMARK, UNDO, amend, void

TOLD = ("name", "department", "duties", "seats", "basis", "approved_by", "remark")

POSTS = Register(
    key="posts",
    label="涉密岗位",
    group="人员",
    article="第17条、第19条",
    fields=(
        Field("determined_on", "确定日期", Kind.DATE, required=True, width=11, help="批准列为涉密岗位的那一天。"),
        Field("name", "岗位名称", required=True, search=True, pinyin=True, index=True, width=18,
              help="如 教务处考务管理岗；同名的在前面加部门。"),
        Field("department", "部门", Kind.REFERENCE, refers_to="departments", required=True, index=True, search=True,
              width=16, help="岗位在哪个部门。"),
        Field("category", "岗位等级", Kind.CHOICE, choices=CATEGORIES, required=True, index=True, width=8,
              help="核心经常接触绝密级，重要经常接触机密级，一般经常接触秘密级（第19条）；学院没有核心岗位，要设的先改参数。"),
        Field("duties", "涉密职责", search=True, long=True, sensitive=True, width=26,
              help="产生、经管、接触哪一类事项；只写类别，不写涉密内容。"),
        Field("seats", "岗位人数", Kind.INTEGER, column=False, width=8, help="这个岗位定几个人。"),
        Field("basis", "确定依据", search=True, column=False, width=18, help="会议纪要或文件的编号。"),
        Field("approved_by", "批准人", column=False, width=10, help="保密工作领导小组谁批准的。"),
        Field("changed_on", "调整日期", Kind.DATE, column=False, width=11, help="最近一次调整等级的日期。"),
        Field("ended_on", "撤销日期", Kind.DATE, column=False, width=11, help="不再是涉密岗位的那一天。"),
        REMARK,
        REASON,
    ),
    statuses=(Status("in_use", "在设"), Status("ended", "已撤销", terminal=True), VOID),
    actions=(
        Action("determine", "确定岗位", creates=True, to="in_use", on_field="determined_on",
               asks=("determined_on", *TOLD[:2], "category", *TOLD[2:]),
               needs=("name", "department", "category", "approved_by"), free_past=True,
               rules=(name_is_new, rules.core_is_enabled), forms=("post_book",), article="第17条、第19条"),
        Action("change", "调整等级", sources=("in_use",), on_field="changed_on",
               asks=("changed_on", "category", "approved_by", "reason"), needs=("category", "approved_by", "reason"),
               rules=(rules.category_changes, rules.core_is_enabled, rules.who_is_on_it_follows),
               forms=("post_book",), article="第19条"),
        Action("retire", "撤销岗位", sources=("in_use",), to="ended", on_field="ended_on",
               asks=("ended_on", "approved_by", "reason"), needs=("approved_by", "reason"),
               rules=(rules.nobody_is_on_it,), article="第24条"),
        amend(*TOLD, rules=(name_is_new,)),
        void(names=True),
        UNDO,
    ),
    order=(("determined_on", "changed_on", "ended_on"),),
    patterns={"posts": "岗{n:03d}"},
    yearly=False,
    name_field="name",
    forms=("post_book",),
    main_action="determine",
    empty="还没有涉密岗位。按 Ctrl+N 登记批准的岗位；上岗审查时按岗位定涉密等级。",
)  # fmt: skip
