"""重大事项报告: what happened in the life of somebody who handles secrets, and what follows (第18条, 第20条; T6)."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.effects import major_reports as effects
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules import major_reports as rules
from secretdesk.domain.terms import CATEGORIES
from secretdesk.domain.terms_major import MAJOR_KINDS, MAJOR_OUTCOMES
from secretdesk.registers.common import REASON, REMARK, UNDO, amend, void

TOLD = ("kind", "happened_on", "matter", "remark")
JUDGED = ("outcome", "measures", "department_by", "personnel_by", "office_by")

MAJOR_REPORTS = Register(
    key="major_reports",
    label="重大事项报告",
    group="人员",
    article="第18条、第20条",
    fields=(
        Field("reported_on", "报告日期", Kind.DATE, required=True, index=True, width=11, help="本人向部门、保密办报告的那一天。"),
        Field("person", "报告人", Kind.REFERENCE, refers_to="people", required=True, index=True, search=True, pinyin=True,
              width=10, help="哪位涉密人员报告的。"),
        Field("department", "部门", Kind.REFERENCE, refers_to="departments", computed=True, index=True, search=True, width=16),
        Field("category", "涉密等级", Kind.CHOICE, choices=CATEGORIES, computed=True, index=True, width=8),
        Field("kind", "事项种类", Kind.CHOICE, choices=MAJOR_KINDS, required=True, index=True, width=16,
              help="婚姻、移居境外、与境外人员结婚往来、涉案、重大经济变故等。"),
        Field("happened_on", "发生日期", Kind.DATE, width=11, help="事情哪一天发生的。"),
        Field("matter", "情况", required=True, search=True, long=True, sensitive=True, width=28,
              help="本人报告的情况；涉及境外的写国家（地区）和关系。"),
        Field("judged_on", "研判日期", Kind.DATE, width=11, help="研究决定的那一天。"),
        Field("outcome", "研判结论", Kind.CHOICE, choices=MAJOR_OUTCOMES, index=True, width=14,
              help="不影响在岗、提前复审、暂停接触、调离；暂停的随即生效。"),
        Field("measures", "措施", long=True, sensitive=True, search=True, column=False, width=22, help="采取什么措施、为什么。"),
        Field("department_by", "部门意见", column=False, width=10, help="部门负责人谁签的。"),
        Field("personnel_by", "组织人事部意见", column=False, width=10, help="组织人事部谁签的。"),
        Field("office_by", "保密办意见", search=True, column=False, width=10, help="保密办谁签的。"),
        REMARK,
        REASON,
    ),
    statuses=(Status("reported", "待研判"), Status("judged", "已研判"), VOID),
    actions=(
        Action("report", "登记报告", creates=True, to="reported", on_field="reported_on", asks=("reported_on", "person", *TOLD),
               needs=("reported_on", "person", "kind", "matter"), computes=(rules.fill_in_reporter,),
               rules=(rules.handles_secrets,), free_past=True, forms=("major_sheet",), article="第18条、第20条"),
        Action("judge", "研判", sources=("reported",), to="judged", on_field="judged_on",
               asks=("judged_on", *JUDGED, "remark"), needs=("outcome", "office_by"),
               rules=(rules.outcome_is_explained, rules.outcome_goes_on), effects=(effects.keep_from_secrets,),
               forms=("major_sheet",), article="第18条、第20条"),
        amend(*TOLD, "measures", "department_by", "personnel_by", "office_by", rules=(rules.outcome_is_explained,)),
        void(),
        UNDO,
    ),
    order=(("happened_on", "reported_on", "judged_on"),),
    patterns={"major_reports": "重报〔{year}〕{n:03d}号"},
    forms=("major_book", "major_sheet"),
    main_action="report",
    empty="没有重大事项报告。涉密人员婚姻变化、亲属移居境外等来报告，按 Ctrl+N 登记，研判以后写结论。",
)  # fmt: skip
