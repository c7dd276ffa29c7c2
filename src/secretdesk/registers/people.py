"""人员: who handles secrets, how far they are cleared, and when they leave (第17条 to 第26条, F16, F17)."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.effects.access import off_the_lists
from secretdesk.domain.effects.departures import end_of_term_by_clearing
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules import access
from secretdesk.domain.rules import people as rules
from secretdesk.domain.rules.common import name_is_new
from secretdesk.domain.rules.holdings import holdings_above, holdings_left, holdings_told
from secretdesk.domain.terms import CATEGORIES, LEAVE_REASONS
from secretdesk.domain.terms_office import DUTIES
from secretdesk.domain.terms_people import GENDERS
from secretdesk.registers.common import REASON, REMARK, UNDO, amend, void

KNOWN = (
    "name", "department", "post", "duty", "phone", "groups", "rank", "gender", "born_on", "nation", "party", "id_number",
    "exit_filed_on", "remark",
)  # fmt: skip

PEOPLE = Register(
    key="people",
    label="人员",
    group="人员",
    article="第17条、第18条",
    fields=(
        Field("name", "姓名", required=True, search=True, pinyin=True, index=True, width=10, help="身份证上的姓名。"),
        Field("department", "部门", Kind.REFERENCE, refers_to="departments", index=True, search=True, width=16,
              help="所在部门。"),
        Field("post", "职务", search=True, width=14, help="职务或岗位。"),
        Field("duty", "保密工作职务", Kind.CHOICE, choices=DUTIES, index=True, column=False, width=12,
              help="领导小组、保密办的职务，专职或兼职保密员；没有的不写（第6条、第7条）。"),
        Field("gender", "性别", Kind.CHOICE, choices=GENDERS, column=False, width=6, help="男或女；台账上要写。"),
        Field("born_on", "出生日期", Kind.DATE, column=False, width=11, help="身份证上的出生日期。"),
        Field("nation", "民族", column=False, width=8, help="如 傣族。"),
        Field("party", "政治面貌", column=False, width=10, help="如 中共党员。"),
        Field("id_number", "身份证号", sensitive=True, search=True, column=False, width=20, help="涉密人员的要写全。"),
        Field("exit_filed_on", "出入境备案日期", Kind.DATE, column=False, width=11,
              help="向出入境管理机构办好备案的日期。"),
        Field("secret_post", "所任涉密岗位", Kind.REFERENCE, refers_to="posts", index=True, search=True, column=False,
              width=18, help="在哪个涉密岗位上；等级按岗位定（第19条）。"),
        Field("category", "涉密等级", Kind.CHOICE, choices=CATEGORIES, index=True, width=8,
              help="涉密岗位的类别：学院主要是重要和一般（第19条）。"),
        Field("highest_level", "最高密级", Kind.LEVEL, index=True, width=8,
              help="最高可以接触哪一级；不写就按等级：核心绝密、重要机密、一般秘密（第19条）。"),
        Field("cleared_from", "确定日期", Kind.DATE, width=11, help="审查合格、进入涉密岗位的那一天（第20条）。"),
        Field("pledged_on", "承诺书日期", Kind.DATE, width=11, help="签订保密承诺书的日期（第21条）；补签的用“更正”补上。"),
        Field("pledge_until", "承诺书有效期至", Kind.DATE, computed=True, ahead=True, column=False, width=11,
              help="承诺书写了有效期的，到这一天。"),
        Field("reviewed_on", "上次审查", Kind.DATE, column=False, width=11,
              help="最近一次审查或复审合格的日期；不写就是确定的那一天。"),
        Field("review_due", "下次复审", Kind.DATE, computed=True, ahead=True, index=True, column=False, width=11,
              help="核心每年、重要三年、一般五年复审一次，年数在参数里。"),
        Field("training_hours", "培训学时", computed=True, column=False, width=12),
        Field("groups", "阅文组", Kind.NUMBERS, search=True, column=False, width=14,
              help="事先编好的阅文组，如 院领导、保密工作领导小组；几个组用顿号分开。传阅时按组选人。"),
        Field("rank", "阅文顺序", Kind.INTEGER, column=False, width=8, help="组内送阅的先后，1 在最前；不写的排在后面。"),
        Field("phone", "电话", search=True, width=14, help="联系电话。"),
        Field("left_on", "离岗日期", Kind.DATE, column=False, index=True, width=11,
              help="批准离岗的那一天；脱密期从这一天算起（第24条）。"),
        Field("leave_reason", "离岗原因", Kind.CHOICE, choices=LEAVE_REASONS, column=False, width=12,
              help="为什么离岗，照第24条选。"),
        Field("destination", "去向", column=False, search=True, width=16, help="去哪里、哪个单位。"),
        Field("cooling_until", "脱密期止", Kind.DATE, ahead=True, column=False, index=True, width=11,
              help="脱密期的最后一天：重要 2 至 3 年，一般 1 至 2 年（第24条）；从没确定过涉密等级的不写。"),
        Field("approved_by", "批准人", column=False, width=10, help="审批表上谁批准离岗的（第25条）。"),
        REMARK,
        REASON,
    ),
    statuses=(
        Status("in_use", "在册"),
        Status("cleared", "涉密在岗"),
        Status("suspended", "暂停接触"),
        Status("left", "已离岗"),
        Status("retired", "停用", terminal=True),
        VOID,
    ),
    actions=(
        Action("enrol", "登记", creates=True, to="in_use", asks=KNOWN, needs=("name",), rules=(name_is_new,),
               free_past=True),
        Action("clear", "确定涉密等级", sources=("in_use", "cleared"), to="cleared", on_field="cleared_from",
               asks=("secret_post", "category", "highest_level", "cleared_from", "pledged_on", "reviewed_on", "reason"),
               needs=("category",), free_past=True,
               computes=(rules.category_of_post, rules.level_of_category, rules.cooling_ends, rules.next_review),
               rules=(rules.category_is_usual, rules.category_fits_post, rules.level_fits_category,
                      rules.pledge_is_signed, holdings_above, access.lists_above),
               effects=(end_of_term_by_clearing,),
               forms=("people_book",), article="第19条、第20条、第21条"),
        Action("suspend", "暂停接触", sources=("cleared",), to="suspended", asks=("reason",), needs=("reason",),
               rules=(holdings_told,), article="第21条"),
        Action("resume", "恢复接触", sources=("suspended",), to="cleared", asks=("reason",), needs=("reason",),
               article="第21条"),
        Action("leave", "离岗", sources=("in_use", "cleared", "suspended"), to="left", on_field="left_on",
               asks=("left_on", "leave_reason", "destination", "cooling_until", "approved_by", "remark"),
               needs=("leave_reason",), free_past=True,
               rules=(holdings_left, access.slot_is_removed, rules.departure_comes_first, rules.leaving_is_approved,
                      rules.cooling_within_range, access.doors_are_closed),
               effects=(off_the_lists,),
               forms=("people_book",), article="第24条、第25条、第28条（六）"),
        Action("rejoin", "返岗", sources=("left",), to="in_use", asks=("reason",), needs=("reason",),
               computes=(rules.screened_anew,), article="第20条"),
        Action("review", "复审合格", hidden=True),
        Action("pledge", "签承诺书", hidden=True),
        Action("cool", "变更脱密期", hidden=True),  # with the sheet of departure
        amend(*KNOWN, "secret_post", "pledged_on", "reviewed_on", "leave_reason", "destination", "cooling_until",
              "approved_by", computes=(rules.next_review_corrected,),
              rules=(name_is_new, rules.category_fits_post, rules.has_left, rules.cooling_within_range)),
        Action("retire", "停用", sources=("in_use", "left"), to="retired", asks=("reason",), rules=(holdings_left, access.slot_is_removed, access.doors_are_closed),
               effects=(off_the_lists,)),
        void(names=True),
        UNDO,
    ),
    patterns={"people": "人{n:04d}"},
    yearly=False,
    name_field="name",
    enrols=True,
    forms=("people_book", "personal_list"),
    main_action="enrol",
    empty="还没有人员。按 Ctrl+N 登记；收文时写到的移交人也会随之登记。",
)  # fmt: skip
