"""涉外: contacts with foreign bodies, reported before and told of afterwards (第22条, F25), and the plans of
whoever holds such an activity (第58条 to 第63条, F25b), which are entries of the same register, of the kind 保密方案.
"""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.effects import foreign_plans as effects
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.review import Act
from secretdesk.domain.rules import foreign_events as rules
from secretdesk.domain.rules import foreign_plans as plans
from secretdesk.domain.terms_people import EVENT_TYPES, FOREIGN_KINDS, PLAN, PLAN_OPEN
from secretdesk.registers.common import REASON, REMARK, UNDO, amend, void

TOLD = ("activity", "activity_type", "from_on", "until", "site", "foreign_party", "content", "secret")
SAID = ("briefed_on", "briefed_by", "office_by", "opinion")
PLANNED = ("department", "led_by", "participants", "talk_scope", "sites_seen", "sites_by", "project", "project_by",
           "contract", "clause", "measures")  # fmt: skip
ORDERLY = (plans.only_of_a_plan, plans.talks_have_a_scope, plans.projects_are_approved, plans.contracts_have_a_clause,
           plans.sites_are_approved)  # fmt: skip


def series_of(act: Act) -> str:
    """涉外 for what one person reports, 涉外案 for a plan."""
    return "foreign_plans" if act.value("kind") == PLAN else "foreign_events"


FOREIGN_EVENTS = Register(
    key="foreign_events",
    label="涉外活动",
    group="人员",
    article="第22条、第55条、第57条至第63条",
    fields=(
        Field("reported_on", "报告日期", Kind.DATE, required=True, width=11,
              help="本人向保密办报告、主办部门送来方案的日期。"),
        Field("kind", "种类", Kind.CHOICE, choices=FOREIGN_KINDS, computed=True, index=True, width=10,
              help="涉密人员的活动报告，或主办部门的保密方案。"),
        Field("person", "报告人", Kind.REFERENCE, refers_to="people", index=True, search=True, pinyin=True, width=10,
              help="哪位涉密人员报告的。"),
        Field("department", "部门", Kind.REFERENCE, refers_to="departments", index=True, search=True,
              width=16, help="方案写主办部门；报告照报告人的部门。"),
        Field("activity", "活动名称", required=True, search=True, sensitive=True, width=20, help="什么活动。"),
        Field("activity_type", "活动类型", Kind.CHOICE, choices=EVENT_TYPES, index=True, width=10,
              help="照第22条的分类选。"),
        Field("from_on", "开始日期", Kind.DATE, ahead=True, required=True, width=11, help="活动从哪天开始。"),
        Field("until", "结束日期", Kind.DATE, ahead=True, index=True, column=False, width=11,
              help="活动到哪天结束；不写就是当天。"),
        Field("site", "地点", search=True, column=False, width=16, help="在哪里。"),
        Field("foreign_party", "境外机构、人员", required=True, search=True, sensitive=True, width=20,
              help="哪个国家或地区的什么机构、什么人；方案里来的每个人另在清单里一人一行。"),
        Field("content", "涉及内容", search=True, sensitive=True, long=True, column=False, width=22,
              help="准备谈什么、提供什么；只写类别，不写涉密内容。"),
        Field("secret", "涉及国家秘密", Kind.BOOLEAN, column=False, width=6, help="内容里有没有国家秘密；有的不得参加、不得举办。"),
        Field("led_by", "保密负责人", search=True, column=False, width=10, help="主办部门谁负责保密工作的组织领导（第58条（一））。"),
        Field("participants", "我方参加人员", search=True, long=True, column=False, width=20,
              help="谁参加、谁接待、谁讲解；都要作保密提醒教育（第58条（三））。"),
        Field("talk_scope", "会谈范围和口径", sensitive=True, long=True, column=False, width=22,
              help="谈到哪里为止、问到什么怎样答（第61条）；谈判、会议、合作项目等必填。"),
        Field("sites_seen", "参观的要害部位", Kind.REFERENCES, refers_to="sites", column=False, width=16,
              help="原则上不安排；一定要看的写哪几处，须保密办另行批准（第70条）。"),
        Field("sites_by", "参观批准人", column=False, width=10, help="保密办谁批准进要害部位的。"),
        Field("project", "涉密科研项目", search=True, sensitive=True, column=False, width=16,
              help="活动牵涉到的涉密科研项目，写编号或代称；没有的不写（第62条）。"),
        Field("project_by", "项目批准人", column=False, width=10, help="谁批准这个项目同境外人员交流、安排参观的（第62条）。"),
        Field("contract", "合作合同、协议", search=True, column=False, width=18, help="要签的合同、协议叫什么；不签的不写。"),
        Field("clause", "保密条款", sensitive=True, long=True, column=False, width=18,
              help="合同里写了哪些保密事项，包括保护其他合作方的秘密（第63条）。"),
        Field("measures", "保密措施", sensitive=True, long=True, column=False, width=24,
              help="场所、路线、设备、网络、随身物品怎样管；不带密件参加（第63条）。"),
        Field("lines", "外方人员和材料", Kind.LINES, refers_to="foreign_lines", column=False, width=30,
              help="来的人一人一行，拟提供的材料、物品一件一行。"),
        Field("checked_on", "归口部门审批日期", Kind.DATE, column=False, width=11, help="对外合作交流部门签字的日期。"),
        Field("exchange_by", "归口部门审批人", search=True, column=False, width=10,
              help="对外合作交流部门谁审批的：活动、外方背景、材料（第59条）。"),
        Field("struck", "不可以的人员、材料", Kind.REFERENCES, refers_to="foreign_lines", column=False, width=16,
              help="背景审查没有通过的人、不能提供的材料，写清单上的编号；都可以的不写。"),
        Field("office_on", "保密办审批日期", Kind.DATE, column=False, width=11, help="保密办签字的日期；要在活动以前。"),
        Field("briefed_on", "提醒教育日期", Kind.DATE, column=False, width=11, help="活动前提醒教育的日期。"),
        Field("briefed_by", "提醒人", column=False, width=10, help="谁作的提醒教育。"),
        Field("office_by", "保密办意见签批", search=True, column=False, width=10, help="保密办谁签的意见。"),
        Field("opinion", "保密办意见", sensitive=True, long=True, search=True, column=False, width=20,
              help="同意参加、同意方案的写注意事项。"),
        Field("told_on", "回报日期", Kind.DATE, column=False, width=11, help="活动后回报的日期。"),
        Field("aftermath", "活动后情况", sensitive=True, long=True, search=True, column=False, width=24,
              help="谈了什么、有没有异常、对方有没有索要材料、托办事情。"),
        Field("given_besides", "清单以外的材料", sensitive=True, long=True, search=True, column=False, width=18,
              help="提供了没有审批的材料、物品，照实写；没有的不写。"),
        REMARK,
        REASON,
    ),
    statuses=(
        Status("reported", "已报告"), Status("planned", "方案待归口部门审批"), Status("checked", "方案待保密办审批"),
        Status("approved", "方案已批准"), Status("allowed", "同意参加"), Status("told", "已回报"),
        Status("refused", "不同意", terminal=True), Status("cancelled", "已取消", terminal=True), VOID,
    ),
    actions=(
        Action("report", "登记报告", creates=True, to="reported", on_field="reported_on",
               asks=("reported_on", "person", *TOLD, "remark"),
               needs=("reported_on", "person", "activity", "activity_type", "from_on", "foreign_party"),
               computes=(rules.fill_in_event,), rules=(rules.ends_after_beginning, rules.reported_before),
               forms=("foreign_sheet",), article="第22条"),
        Action("allow", "同意参加", sources=("reported",), to="allowed", on_field="briefed_on",
               asks=(*SAID, "remark"), needs=("briefed_by", "office_by"), rules=(rules.tells_no_secrets,),
               forms=("foreign_sheet",), article="第22条"),
        Action("plan", "拟定保密方案", creates=True, to="planned", on_field="reported_on",
               asks=("reported_on", "activity", "activity_type", "from_on", "until", "site", "foreign_party", "content",
                     "secret", *PLANNED, "lines", "remark"),
               needs=("reported_on", "department", "activity", "activity_type", "from_on", "foreign_party", "led_by",
                      "measures", "lines"),
               computes=(plans.fill_in_plan,),
               rules=(rules.ends_after_beginning, plans.planned_before, plans.lines_are_sound, *ORDERLY),
               effects=(effects.make_lines,), forms=("plan_book",), article="第58条（一）、第61条至第63条"),
        Action("add", "补充人员、材料", sources=("planned", "checked", "approved"), to="planned",
               asks=("lines", "remark"), needs=("lines",), computes=(plans.approvals_lapse,),
               rules=(plans.lines_are_sound,), effects=(effects.make_lines,), forms=("plan_book",), article="第59条"),
        Action("check", "归口部门审批", sources=("planned",), to="checked", on_field="checked_on",
               asks=("checked_on", "exchange_by", "struck", "remark"), needs=("exchange_by",),
               rules=(rules.tells_no_secrets, plans.struck_are_of_this, plans.guests_are_known,
                      plans.nothing_secret_is_given, *ORDERLY),
               effects=(effects.judge_lines,), forms=("plan_book", "plan_sheet"), article="第59条"),
        Action("approve", "批准方案", sources=("checked",), to="approved", on_field="office_on",
               asks=("office_on", "office_by", "opinion", "remark"), needs=("office_by",),
               rules=(rules.tells_no_secrets, plans.approved_before, *ORDERLY),
               forms=("plan_book", "plan_sheet"), article="第60条（一）"),
        Action("teach", "登记提醒教育", sources=("planned", "checked", "approved"), on_field="briefed_on",
               asks=("briefed_on", "briefed_by", "participants", "remark"), needs=("briefed_by",),
               forms=("plan_book",), article="第58条（三）"),
        Action("refuse", "不同意", sources=("reported", "planned", "checked"), to="refused",
               asks=("office_by", "exchange_by", "reason"), needs=("reason",),
               rules=(plans.somebody_refuses,), article="第22条、第59条、第60条"),
        Action("cancel", "取消活动", sources=PLAN_OPEN, to="cancelled", asks=("reason",), needs=("reason",),
               article="第60条"),
        Action("tell", "活动后回报", sources=("reported", "allowed", *PLAN_OPEN), to="told", on_field="told_on",
               asks=("told_on", "aftermath", "given_besides", "remark"), needs=("aftermath",),
               rules=(rules.was_reminded, plans.was_planned, plans.was_held), effects=(effects.book_wrongs,),
               forms=("foreign_book",), article="第22条、第60条"),
        amend(*TOLD, *PLANNED, *SAID, "exchange_by", "aftermath", "given_besides", "remark",
              rules=(rules.ends_after_beginning, rules.stays_without_secrets, plans.stays_orderly)),
        void(),
        UNDO,
    ),
    order=(("reported_on", "briefed_on", "told_on"), ("reported_on", "checked_on", "office_on", "told_on")),
    patterns={"foreign_events": "涉外〔{year}〕{n:03d}号", "foreign_plans": "涉外案〔{year}〕{n:03d}号"},
    series=series_of,
    forms=("foreign_book", "foreign_sheet", "plan_book"),
    main_action="report",
    empty="没有涉外活动。涉密人员参加有境外机构、人员的活动前来报告，按 Ctrl+N 登记；主办部门的活动办“拟定保密方案”。",
)  # fmt: skip
