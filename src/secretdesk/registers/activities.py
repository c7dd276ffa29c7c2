"""工作记事: what the leading group and the office themselves do (第6条, 第7条, 第8条; 条例第45条, 第56条)."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules import activities as rules
from secretdesk.domain.rules.common import closed_vault_level
from secretdesk.domain.terms_office import ACTIVITY_KINDS
from secretdesk.registers.common import REASON, REMARK, UNDO, amend, void

TOLD = (
    "happened_on", "kind", "subject", "level", "department", "led_by", "people_count", "doc_number", "from_whom", "due",
    "partner", "measures", "taught_on", "money", "remark",
)  # fmt: skip
RULES = (
    rules.tells_what_its_kind_needs,
    rules.is_a_secret_matter,
    rules.people_were_taught,
    closed_vault_level,
)

ACTIVITIES = Register(
    key="activities",
    label="工作记事",
    group="监督",
    article="第6条、第7条、第8条",
    fields=(
        Field("happened_on", "日期", Kind.DATE, required=True, index=True, width=11,
              help="开会、发文、报告、交办的那一天。"),
        Field("kind", "种类", Kind.CHOICE, choices=ACTIVITY_KINDS, required=True, index=True, width=12,
              help="领导小组会议、计划、制度、报告、交办、涉密会议活动、涉密采购委托、经费或其他。"),
        Field("subject", "事项", required=True, search=True, sensitive=True, secret=True, width=30,
              help="会议研究了什么、制度叫什么、报告了什么；高于本机密级的写代称。"),
        Field("level", "密级", Kind.LEVEL, index=True, width=8, help="涉密会议活动、涉密采购委托必填；其他不涉密的不写。"),
        Field("department", "主办部门", Kind.REFERENCE, refers_to="departments", index=True, search=True, width=16,
              help="哪个部门主办；不写就是保密办。"),
        Field("led_by", "主持、经办", search=True, width=10, help="谁主持、谁经办。"),
        Field("people_count", "参加人数", Kind.INTEGER, width=6, help="到会几人。"),
        Field("doc_number", "文号", search=True, width=16, help="纪要、制度、报告的文号。"),
        Field("from_whom", "交办、报送单位", search=True, column=False, width=18, help="上级交办的写谁交办；报告的写报给谁。"),
        Field("due", "完成期限", Kind.DATE, ahead=True, index=True, width=11, help="上级交办、计划的事要在哪天以前办完。"),
        Field("partner", "承办单位、资质", search=True, column=False, width=20,
              help="涉密采购委托给谁、资质证号；签了保密协议的写日期。"),
        Field("measures", "保密措施", long=True, sensitive=True, column=False, width=24,
              help="涉密会议活动：方案、参加范围、场所设备、载体管理；采购：保密协议和要求。"),
        Field("taught_on", "保密教育日期", Kind.DATE, column=False, width=11, help="核实参加人员、作保密教育的那一天。"),
        Field("money", "经费（元）", Kind.INTEGER, column=False, width=10, help="用了或批了多少保密经费，整数。"),
        Field("done_on", "办结日期", Kind.DATE, width=11, help="办完的那一天。"),
        Field("result", "办理结果", search=True, long=True, sensitive=True, column=False, width=24, help="办成了什么、报给了谁。"),
        REMARK,
        REASON,
    ),
    statuses=(Status("recorded", "已记"), Status("open", "待办"), Status("done", "已办结"), VOID),
    actions=(
        Action("record", "记事", creates=True, to="recorded", on_field="happened_on", asks=TOLD,
               needs=("happened_on", "kind", "subject"), rules=RULES, free_past=True, article="第7条"),
        Action("assign", "待办事项", creates=True, to="open", on_field="happened_on", asks=TOLD,
               needs=("happened_on", "kind", "subject", "due"), rules=RULES, free_past=True, article="第6条（二）（五）"),
        Action("finish", "办结", sources=("open",), to="done", on_field="done_on", asks=("done_on", "result", "remark"),
               needs=("result",), article="第6条（五）"),
        amend(*TOLD, "result", rules=RULES),
        void(),
        UNDO,
    ),
    order=(("happened_on", "done_on"),),
    patterns={"activities": "记〔{year}〕{n:03d}号"},
    forms=("activity_book",),
    main_action="record",
    empty="还没有工作记事。领导小组开会、订制度、向上级报告、上级交办、涉密会议和采购，按 Ctrl+N 记一笔；要跟踪到办结的用“待办事项”。",
    level_field="level",
)  # fmt: skip
