"""保密教育 with its roll: what was taught to whom, how many hours each has this year (第7条（五）, 第21条, 第65条, F30)."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.effects import trainings as effects
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules import trainings as rules
from secretdesk.domain.terms_training import AUDIENCES, RESULTS, TRAINING_FORMS
from secretdesk.registers.common import REASON, REMARK, UNDO, amend, void

WHAT = ("topic", "form", "place", "speaker", "hours", "audience", "department")
ROLL = ("people", "whole_roll", "expected")
CAME = ("present", "absent", "exam", "failed", "material")
HELD = (rules.hours_are_told, rules.absent_were_expected, rules.somebody_came, rules.absent_catch_up)
NEEDED = ("topic", "form", "hours", "audience")

TRAININGS = Register(
    key="trainings",
    label="保密教育",
    group="监督",
    article="第7条（五）、第21条、第65条、第82条",
    fields=(
        Field("held_on", "日期", Kind.DATE, index=True, width=11, help="举办的日期。"),
        Field("due", "拟办日期", Kind.DATE, ahead=True, index=True, column=False, width=11, help="计划哪天办；到期提醒。"),
        Field("topic", "主题", required=True, search=True, width=26, help="学什么，如 保密法及实施条例、典型案例。"),
        Field("form", "形式", Kind.CHOICE, choices=TRAINING_FORMS, required=True, index=True, width=10, help="怎样办的。"),
        Field("place", "地点", search=True, column=False, width=14, help="在哪里办。"),
        Field("speaker", "主讲", search=True, width=12, help="谁讲的。"),
        Field("hours", "学时", required=True, width=6, help="每人几学时，如 2 或 1.5；按年累加。"),
        Field("audience", "对象", Kind.CHOICE, choices=AUDIENCES, required=True, index=True, width=12, help="给哪些人办的。"),
        Field("department", "主办部门", Kind.REFERENCE, refers_to="departments", index=True, search=True, column=False,
              width=14, help="哪个部门办的；不写就是保密办。"),
        Field("people", "参加人员", Kind.REFERENCES, refers_to="people", column=False, width=24,
              help="应到的人，用顿号隔开；按人登记的才计学时。"),
        Field("whole_roll", "全体在岗涉密人员", Kind.BOOLEAN, column=False, width=8,
              help="写“是”：当天在岗的涉密人员全部列为应到，缺席的写在“缺席人员”。"),
        Field("expected", "应到人数", Kind.INTEGER, width=6, help="不按人登记的写人数；按人登记的自动数。"),
        Field("present", "实到人数", Kind.INTEGER, width=6, help="不按人登记的写人数；按人登记的自动数。"),
        Field("absent", "缺席人员", Kind.REFERENCES, refers_to="people", column=False, width=20,
              help="应到没到的，用顿号隔开；其余算参加。"),
        Field("exam", "考核", long=True, search=True, column=False, width=16, help="怎样考的、结果；没有考核的不写。"),
        Field("failed", "考核不合格", Kind.REFERENCES, refers_to="people", column=False, width=16,
              help="参加了、没考过的；不计学时。"),
        Field("material", "资料", search=True, column=False, width=16, help="课件、签到表、照片存在哪里。"),
        Field("made_up_on", "补课日期", Kind.DATE, column=False, width=11, help="补课的日期；学时算在这一天的年度。"),
        Field("made_up", "补课人员", Kind.REFERENCES, refers_to="people", column=False, width=20, help="缺席后补课的人。"),
        Field("made_up_count", "补课人数", Kind.INTEGER, computed=True, width=6),
        REMARK,
        REASON,
    ),
    statuses=(
        Status("planned", "已计划"), Status("held", "已举办"), Status("cancelled", "未办", terminal=True), VOID,
    ),
    actions=(
        Action("plan", "计划", creates=True, to="planned", asks=("due", *WHAT, *ROLL, "remark"),
               needs=("due", *NEEDED), computes=(rules.plain_hours, rules.count_expected),
               rules=(rules.hours_are_told,), effects=(effects.list_roll,), forms=("attendance_list",),
               article="第7条（五）"),
        Action("hold", "举办完毕", sources=("planned",), to="held", on_field="held_on",
               asks=("held_on", *WHAT, *ROLL, *CAME, "remark"), needs=("held_on",),
               computes=(rules.plain_hours, rules.count_present), rules=HELD, effects=(effects.list_who_came,),
               forms=("training_book", "attendance_list"), article="第7条（五）、第21条"),
        Action("record", "登记", creates=True, to="held", on_field="held_on", free_past=True,
               asks=("held_on", *WHAT, *ROLL, *CAME, "remark"), needs=("held_on", *NEEDED),
               computes=(rules.plain_hours, rules.count_present), rules=HELD, effects=(effects.list_who_came,),
               forms=("training_book", "attendance_list"), article="第7条（五）、第21条、第65条"),
        Action("add", "补登人员", sources=("planned", "held"), asks=("people", "whole_roll", "remark"),
               computes=(rules.count_added,), rules=(rules.roll_is_longer,), effects=(effects.add_who_came,),
               article="第21条"),
        Action("make_up", "补课", sources=("held",), on_field="made_up_on", asks=("made_up_on", "made_up", "remark"),
               needs=("made_up_on", "made_up"), computes=(rules.count_made_up,), rules=(rules.absent_were_expected,),
               effects=(effects.settle_made_up,), article="第21条"),
        Action("cancel", "未办", sources=("planned",), to="cancelled", asks=("reason",), needs=("reason",),
               effects=(effects.strike_roll,), article="第7条（五）"),
        amend("due", "held_on", *WHAT, "exam", "material", "remark", computes=(rules.plain_hours,),
              rules=(rules.hours_are_told,), effects=(effects.new_hours,)),
        void(),
        UNDO,
    ),
    order=(("held_on", "made_up_on"),),
    patterns={"trainings": "教〔{year}〕{n:03d}号"},
    forms=("training_book", "attendance_list", "training_hours"),
    main_action="record",
    empty="没有保密教育。按 Ctrl+N 登记：按人登记的给每人计学时，一年不够的会列出来。",
)  # fmt: skip

ATTENDANCES = Register(
    key="attendances",
    label="教育签到",
    group="监督",
    article="第21条、F30",
    parent="trainings",
    parent_field="training",
    fields=(
        Field("training", "保密教育", Kind.REFERENCE, refers_to="trainings", computed=True, index=True, search=True,
              width=16),
        Field("serial", "序号", Kind.INTEGER, computed=True, width=6),
        Field("person", "姓名", Kind.REFERENCE, refers_to="people", computed=True, index=True, search=True, pinyin=True,
              width=10),
        Field("department", "部门", Kind.REFERENCE, refers_to="departments", computed=True, index=True, search=True,
              width=16),
        Field("held_on", "日期", Kind.DATE, computed=True, index=True, width=11),
        Field("hours", "学时", computed=True, width=6),
        Field("result", "考核", Kind.CHOICE, choices=RESULTS, computed=True, index=True, width=8),
        REASON,
    ),
    statuses=(
        Status("listed", "应到"), Status("attended", "参加"), Status("absent", "缺席"), Status("made_up", "已补课"),
        Status("removed", "未办"), VOID,
    ),
    actions=(
        Action("enter", "列入", hidden=True, to="listed"),
        Action("settle", "签到", hidden=True, to="attended"),
    ),
    forms=("attendance_list",),
    empty="签到随“保密教育”登记，每人一行。",
)  # fmt: skip
