"""要害部门部位 with 保密检查: where secrets are made and kept, who may enter, what guards it (第29条 to 第37条, F22)."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.effects import sites as effects
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules import sites as rules
from secretdesk.domain.rules.clearance import take_part
from secretdesk.domain.rules.common import name_is_new
from secretdesk.domain.terms_sites import SITE_KINDS, SITE_PROBLEM
from secretdesk.registers.common import REASON, REMARK, UNDO, amend, void

PROTECTION = ("guards", "technical", "physical")
KNOWN = (
    "location",
    "places",
    "department",
    "responsible",
    "highest_level",
    "exam_vault",
    "headcount",
    "allowed",
    *PROTECTION,
)
FOUND = ("guards_good", "technical_good", "physical_good")
CONFIRMED = ("confirmed_on", "confirmed_by", "confirm_number")
LIVING = ("proposed", "confirmed")
PEOPLE = (take_part("responsible"), rules.responsible_may_have_it, rules.who_may_enter)

SITES = Register(
    key="sites",
    label="要害部门部位",
    group="场所",
    article="第29条至第37条、条例第31条",
    fields=(
        Field("determined_on", "确定日期", Kind.DATE, required=True, width=11, help="学院研究确定的日期。"),
        Field("name", "名称", required=True, search=True, pinyin=True, index=True, width=18, help="如 机要室、试卷保密室。"),
        Field("kind", "类别", Kind.CHOICE, choices=SITE_KINDS, required=True, index=True, width=8,
              help="经常产生、使用国家秘密的内设机构是部门（第29条）；集中制作、存放、保管的场所是部位（第30条）。"),
        Field("location", "所在位置", required=True, search=True, width=18, help="楼、层、房间号。"),
        Field("places", "存放处", Kind.REFERENCES, refers_to="places", column=False, width=16,
              help="里面有哪些登记了的存放处，如 一室-2柜-3层；没有登记的不写。"),
        Field("department", "主管部门", Kind.REFERENCE, refers_to="departments", required=True, index=True, search=True,
              width=14, help="哪个部门主管；谁主管、谁负责（第32条）。"),
        Field("responsible", "负责人", Kind.REFERENCE, refers_to="people", required=True, index=True, search=True,
              pinyin=True, width=10, help="责任到人（第32条）；离岗前要交给别人。"),
        Field("highest_level", "最高密级", Kind.LEVEL, required=True, index=True, width=8,
              help="里面最高放到哪一级；进入和保管的人按它核对。"),
        Field("exam_vault", "试卷保密室", Kind.BOOLEAN, index=True, column=False, width=8,
              help="存放国家考试试卷的写“是”：须排值班（第31条），两把锁的钥匙分开保管，钥匙和密码不在一个人手里。"),
        Field("headcount", "涉密人员数", Kind.INTEGER, column=False, width=8, help="里面的涉密人员有几人；不写按主管部门现有的算。"),
        Field("allowed", "允许进入人员", Kind.REFERENCES, refers_to="people", search=True, column=False, width=24,
              help="确定的进入人员范围（第36条），用顿号隔开；名单以外的按进入登记办。"),
        Field("guards", "人防", search=True, long=True, column=False, width=18, help="值班、门卫、巡逻等（第34条）。"),
        Field("technical", "技防", search=True, long=True, column=False, width=18, help="监控、报警、门禁等装在哪里、几台（第34条）。"),
        Field("physical", "物防", search=True, long=True, column=False, width=18, help="防盗门、铁窗、密码柜、手机屏蔽柜等（第34条）。"),
        Field("reported_on", "报送日期", Kind.DATE, column=False, width=11, help="报同级保密行政管理部门确认的日期。"),
        Field("confirmed_on", "确认日期", Kind.DATE, width=11, help="保密行政管理部门批复的日期（条例第31条）。"),
        Field("confirmed_by", "确认机关", search=True, column=False, width=16, help="哪个保密行政管理部门确认的。"),
        Field("confirm_number", "确认文号", search=True, width=16, help="批复的文号。"),
        Field("changed_on", "变更日期", Kind.DATE, column=False, width=11, help="改了位置、负责人、名单、设施的那一天。"),
        Field("checked_on", "上次检查", Kind.DATE, width=11, help="检查保密管理和防范设施的日期（第33条）。"),
        Field("checked_by", "检查人", search=True, column=False, width=12, help="谁检查的，一般两人，用顿号隔开。"),
        Field("guards_good", "人防到位", Kind.BOOLEAN, column=False, width=8, help="值守、登记、钥匙保管都落实的写“是”。"),
        Field("technical_good", "技防正常", Kind.BOOLEAN, column=False, width=8, help="监控、报警逐个试过、都好用的写“是”。"),
        Field("physical_good", "物防完好", Kind.BOOLEAN, column=False, width=8, help="门、窗、锁、柜都完好的写“是”。"),
        Field("findings", "检查情况", search=True, sensitive=True, long=True, column=False, width=24,
              help="查了什么、有什么问题；三项里有“否”的必须写。"),
        Field("next_on", "下次检查", Kind.DATE, ahead=True, index=True, width=11, help="不写按参数里的天数算。"),
        Field("problems", "未整改问题", Kind.INTEGER, computed=True, width=8),
        Field("problem", "整改哪一次", Kind.REFERENCE, refers_to="site_checks", column=False, width=14,
              help="整改的是哪一次检查发现的，写检查编号；不写就是最早没有整改的那一次。"),
        Field("mended_on", "整改日期", Kind.DATE, column=False, width=11, help="整改好、复查过的日期。"),
        Field("mended", "整改情况", search=True, sensitive=True, long=True, column=False, width=20, help="怎样整改的、谁复查的。"),
        Field("closed_on", "撤销日期", Kind.DATE, column=False, width=11, help="不再是要害部门部位的那一天。"),
        REMARK,
        REASON,
    ),
    statuses=(
        Status("proposed", "待确认"), Status("confirmed", "已确认"), Status("closed", "已撤销", terminal=True), VOID,
    ),
    actions=(
        Action("determine", "确定", creates=True, to="proposed", on_field="determined_on", free_past=True,
               asks=("determined_on", "name", "kind", *KNOWN, "reported_on", *CONFIRMED, "next_on", "remark"),
               needs=("determined_on", "name", "kind", "location", "department", "responsible", "highest_level"),
               computes=(rules.confirmed_already, rules.counted_people, rules.first_check),
               rules=(name_is_new, *PEOPLE, rules.confirmed_in_writing, rules.has_protection, rules.waits_for_authority),
               forms=("site_book",), article="第29条、第30条、第36条"),
        Action("report", "报送确认", sources=("proposed",), on_field="reported_on", asks=("reported_on", "remark"),
               article="条例第31条"),
        Action("confirm", "登记确认", sources=LIVING, to="confirmed", on_field="confirmed_on", free_past=True,
               asks=(*CONFIRMED, "reported_on", "remark"), needs=("confirmed_by", "confirm_number"), article="条例第31条"),
        Action("change", "变更", sources=LIVING, on_field="changed_on", asks=("changed_on", *KNOWN, "reason"),
               needs=("reason",), computes=(rules.moved_is_confirmed_anew,),
               rules=(rules.changes_something, *PEOPLE, rules.moved_waits_for_authority), article="第32条、第34条、第36条"),
        Action("check", "检查", sources=LIVING, on_field="checked_on",
               asks=("checked_on", "checked_by", *FOUND, "findings", "next_on", "remark"), needs=("checked_by", *FOUND),
               computes=(rules.next_check, rules.one_more_problem), rules=(rules.findings_are_told,),
               effects=(effects.list_check,), forms=("site_check_book",), article="第33条、第34条"),
        Action("mend", "整改", sources=LIVING, on_field="mended_on", asks=("mended_on", "problem", "mended", "remark"),
               needs=("mended",), computes=(rules.oldest_problem, rules.one_problem_less), rules=(rules.problem_is_open,),
               effects=(effects.settle_check,), article="第33条"),
        Action("close", "撤销", sources=LIVING, to="closed", on_field="closed_on", asks=("closed_on", "reason"),
               needs=("reason",), rules=(rules.nothing_is_in_it,), article="条例第31条"),
        Action("hand_on", "移交", hidden=True),  # who is in charge changes with a signed handover
        amend("name", "kind", *KNOWN, "confirmed_by", "confirm_number", "checked_by", "next_on", "mended", "remark",
              rules=(name_is_new, *PEOPLE)),
        void(),
        UNDO,
    ),
    order=(("determined_on", "reported_on", "confirmed_on"), ("determined_on", "checked_on")),
    patterns={"sites": "要{n:03d}"},
    yearly=False,
    name_field="name",
    holders=("responsible",),
    forms=("site_book", "site_card"),
    main_action="determine",
    empty="没有登记要害部门部位。按 Ctrl+N 登记机要室、保密室等；还没有保密行政管理部门确认的，会一直列在“今日”里。",
)  # fmt: skip

SITE_CHECKS = Register(
    key="site_checks",
    label="部位检查",
    group="场所",
    article="第33条、第34条",
    parent="sites",
    parent_field="site",
    fields=(
        Field("site", "要害部门部位", Kind.REFERENCE, refers_to="sites", computed=True, index=True, search=True, width=18),
        Field("serial", "序号", Kind.INTEGER, computed=True, width=6),
        Field("checked_on", "检查日期", Kind.DATE, computed=True, index=True, width=11),
        Field("checked_by", "检查人", computed=True, search=True, width=14),
        Field("guards_good", "人防到位", Kind.BOOLEAN, computed=True, width=8),
        Field("technical_good", "技防正常", Kind.BOOLEAN, computed=True, width=8),
        Field("physical_good", "物防完好", Kind.BOOLEAN, computed=True, width=8),
        Field("findings", "检查情况", computed=True, search=True, sensitive=True, long=True, width=30),
        Field("mended_on", "整改日期", Kind.DATE, computed=True, index=True, width=11),
        Field("mended", "整改情况", computed=True, search=True, sensitive=True, long=True, width=24),
        REASON,
    ),
    statuses=(Status("good", "无问题"), Status(SITE_PROBLEM, "待整改"), Status("mended", "已整改"), VOID),
    actions=(
        Action("enter", "登记", hidden=True, to="good"),
        Action("settle", "整改", hidden=True, to="mended"),
    ),
    forms=("site_check_book",),
    empty="检查在“要害部门部位”里办，每次一行。",
)  # fmt: skip
