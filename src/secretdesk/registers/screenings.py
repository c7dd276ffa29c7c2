"""审查: whether somebody may enter, and stay on, a post that handles secrets (第20条, 条例第50条, F16)."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.effects import screenings as effects
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules import screenings as rules
from secretdesk.domain.rules.screenings import CONTENTS
from secretdesk.domain.terms import CATEGORIES
from secretdesk.domain.terms_people import NATIONALITIES, OUTCOMES, SCREENING_KINDS
from secretdesk.registers.common import REASON, REMARK, UNDO, amend, void

FURTHER = ("residence_abroad", "relatives_abroad", "rewards", "promised_on")
SIGNED = ("department_by", "personnel_by", "office_by", "group_by")

SCREENINGS = Register(
    key="screenings",
    label="保密审查",
    group="人员",
    article="第20条、条例第50条",
    fields=(
        Field("started_on", "提出日期", Kind.DATE, required=True, width=11, help="部门送来审查表的日期。"),
        Field("kind", "审查种类", Kind.CHOICE, choices=SCREENING_KINDS, required=True, index=True, width=10,
              help="上岗审查：进入或换到一个涉密岗位；复审：在岗的到期再审。"),
        Field("person", "姓名", Kind.REFERENCE, refers_to="people", required=True, index=True, search=True,
              pinyin=True, width=10, help="审查谁。"),
        Field("department", "部门", Kind.REFERENCE, refers_to="departments", computed=True, index=True, search=True,
              width=16),
        Field("post", "拟任涉密岗位", Kind.REFERENCE, refers_to="posts", index=True, search=True, width=18,
              help="拟进入哪个涉密岗位；复审不写就是现在的岗位。"),
        Field("category", "涉密等级", Kind.CHOICE, choices=CATEGORIES, computed=True, index=True, width=8,
              help="照岗位的等级。"),
        Field("nationality", "国籍", Kind.CHOICE, choices=NATIONALITIES, column=False, width=10,
              help="只有中国国籍的可以在涉密岗位。"),
        Field("residence_abroad", "有境外永久居留权", Kind.BOOLEAN, column=False, width=8,
              help="本人有没有境外永久居留权或长期居留许可。"),
        Field("politics", "政治立场", sensitive=True, long=True, column=False, width=20, help="第20条：政治立场。"),
        Field("conduct", "个人品行", sensitive=True, long=True, column=False, width=20, help="第20条：个人品行。"),
        Field("history", "学习和工作经历", sensitive=True, long=True, column=False, width=24,
              help="第20条：从大学起，起止时间、单位、职务。"),
        Field("family", "个人和家庭情况", sensitive=True, long=True, column=False, width=24,
              help="第20条：本人和家庭成员的基本情况。"),
        Field("performance", "现实表现", sensitive=True, long=True, column=False, width=20, help="第20条：现实表现。"),
        Field("relations", "主要社会关系", sensitive=True, long=True, column=False, width=24, help="第20条：主要社会关系。"),
        Field("foreign_contacts", "与境外交往情况", sensitive=True, long=True, column=False, width=24,
              help="第20条：与国（境）外机构、组织、人员的交往；没有的写“无”。"),
        Field("relatives_abroad", "配偶子女境外情况", sensitive=True, long=True, column=False, width=20,
              help="配偶、子女在境外学习、工作、定居的情况；没有的写“无”。"),
        Field("rewards", "奖惩", sensitive=True, long=True, column=False, width=18, help="受过的奖励和处分。"),
        Field("promised_on", "本人承诺日期", Kind.DATE, column=False, width=11, help="本人在表上签字承诺属实的日期。"),
        Field("department_by", "部门意见", column=False, width=10, help="部门谁签的意见。"),
        Field("personnel_by", "组织人事部意见", column=False, width=10, help="组织人事部谁签的意见；合格必填（第20条）。"),
        Field("office_by", "保密办意见", column=False, width=10, help="保密办谁签的意见；合格必填（第20条）。"),
        Field("group_by", "领导小组意见", column=False, width=10, help="保密工作领导小组谁签的意见。"),
        Field("decided_on", "结论日期", Kind.DATE, index=True, width=11, help="审查有结论的日期；合格的从这天起在岗。"),
        Field("outcome", "审查结论", Kind.CHOICE, choices=OUTCOMES, computed=True, index=True, width=8),
        Field("next_on", "下次复审", Kind.DATE, computed=True, ahead=True, width=11,
              help="核心每年、重要三年、一般五年，年数在参数里。"),
        REMARK,
        REASON,
    ),
    statuses=(
        Status("open", "审查中"), Status("passed", "合格"), Status("failed", "不合格"),
        Status("cancelled", "撤回", terminal=True), VOID,
    ),
    actions=(
        Action("begin", "提出审查", creates=True, to="open", on_field="started_on",
               asks=("started_on", "kind", "person", "post", *CONTENTS, *FURTHER, "remark"),
               needs=("started_on", "kind", "person"), computes=(rules.fill_in_screening,), free_past=True,
               rules=(rules.one_at_a_time, rules.person_can_be_screened, rules.post_is_named),
               forms=("screening_sheet",), article="第20条、条例第50条"),
        Action("describe", "填写审查内容", sources=("open",), asks=(*CONTENTS, *FURTHER, "remark"),
               rules=(rules.something_is_told,), forms=("screening_sheet",), article="第20条"),
        Action("pass", "审查合格", sources=("open",), to="passed", on_field="decided_on",
               asks=("decided_on", *CONTENTS, *FURTHER, *SIGNED, "remark"), free_past=True,
               computes=(rules.conclude,),
               rules=(rules.is_chinese, rules.lives_in_the_country, rules.contents_are_told, rules.both_offices_agree,
                      rules.person_is_still_here, rules.pledge_follows),
               effects=(effects.clear_person,), forms=("screening_sheet", "screening_book"),
               article="第20条、条例第50条"),
        Action("fail", "审查不合格", sources=("open",), to="failed", on_field="decided_on",
               asks=("decided_on", *SIGNED, "reason"), needs=("reason",), computes=(rules.conclude,), free_past=True,
               rules=(rules.holdings_of_failed,), effects=(effects.suspend_person,), article="第20条、条例第50条"),
        Action("cancel", "撤回", sources=("open",), to="cancelled", asks=("reason",), needs=("reason",),
               article="第20条"),
        amend(*CONTENTS, *FURTHER, *SIGNED, "remark", rules=(rules.stays_as_it_was_passed,)),
        void(),
        UNDO,
    ),
    order=(("started_on", "promised_on", "decided_on"),),
    patterns={"screenings": "涉审〔{year}〕{n:03d}号"},
    forms=("screening_book", "screening_sheet"),
    main_action="begin",
    empty="没有审查。按 Ctrl+N 提出：上岗前审查，到期复审；审查合格，人员的涉密等级随之确定。",
)  # fmt: skip
