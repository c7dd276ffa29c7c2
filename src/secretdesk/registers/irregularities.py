"""违规事项: what happened against the rules, with article, measures and true custody."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.effects import leaks as leak_effects
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules import irregularities as rules
from secretdesk.domain.rules import leaks
from secretdesk.registers.common import REASON, REMARK, UNDO, amend, void

RECORDED = (
    "happened_on",
    "kind",
    "article",
    "description",
    "measures",
    "document",
    "copy",
    "medium",
    "device",
    "person",
    "remark",
)

IRREGULARITIES = Register(
    key="irregularities",
    label="违规事项",
    group="事务",
    article="第82条",
    fields=(
        Field("happened_on", "发生日期", Kind.DATE, required=True, width=11, help="什么时候发生的。"),
        Field("kind", "种类", required=True, search=True, width=14, help="如 违规渠道传递、擅自携带外出。"),
        Field("article", "违反条款", search=True, width=18, help="违反哪一条，如 第28条（三）。"),
        Field("description", "经过", required=True, search=True, long=True, sensitive=True, width=36,
              help="发生了什么，载体真实在哪里。"),
        Field("measures", "处理措施", search=True, long=True, sensitive=True, width=24, help="采取了什么措施。"),
        Field("measured_on", "采取措施日期", Kind.DATE, column=False, width=11, help="最近一次采取措施的那一天。"),
        Field("outcome", "处理结果", search=True, long=True, sensitive=True, column=False, width=24,
              help="怎样处理完的：载体现在哪里、对谁作了什么处理、堵了什么漏洞。"),
        Field("closed_on", "办结日期", Kind.DATE, column=False, width=11, help="处理完的那一天。"),
        Field("closed_by", "办结批准人", search=True, column=False, width=10, help="谁同意办结的，一般是保密办主任。"),
        Field("document", "收文", Kind.REFERENCE, refers_to="documents", index=True, width=20, help="涉及的收文。"),
        Field("copy", "份", Kind.REFERENCE, refers_to="copies", index=True, column=False, width=20,
              help="涉及的那一份。"),
        Field("medium", "介质", Kind.REFERENCE, refers_to="media", index=True, column=False, width=12,
              help="涉及的移动介质。"),
        Field("device", "设备", Kind.REFERENCE, refers_to="devices", index=True, column=False, width=12,
              help="涉及的信息设备。"),
        Field("person", "有关人员", Kind.REFERENCE, refers_to="people", search=True, index=True, width=10,
              help="有关的人。"),
        REMARK,
        REASON,
    ),
    statuses=(Status("open", "待处理"), Status("closed", "已处理"), VOID),
    actions=(
        Action("record", "记录", creates=True, to="open", on_field="happened_on", asks=RECORDED,
               needs=("happened_on", "kind", "description"), free_past=True, article="第82条"),
        Action("measure", "采取措施", sources=("open",), on_field="measured_on",
               asks=("measured_on", "measures", "remark"), needs=("measures",), computes=(rules.measures_so_far,),
               free_past=True, article="第82条"),
        Action("open_incident", "按泄密事件报告", sources=("open",), asks=("reason",),
               rules=(leaks.not_in_an_incident, leaks.tell_the_clock), effects=(leak_effects.open_incident,),
               article="条例第61条、第74条"),
        Action("close", "办结", sources=("open",), to="closed", on_field="closed_on",
               asks=("closed_on", "outcome", "closed_by", "remark"), needs=("outcome", "closed_by"),
               rules=(rules.measures_were_taken, rules.copy_is_accounted_for), free_past=True, article="第82条"),
        Action("reopen", "重新处理", sources=("closed",), to="open", asks=("reason",), needs=("reason",),
               article="第82条"),
        amend(*RECORDED, "outcome", "closed_by"),
        void(),
        UNDO,
    ),
    order=(("happened_on", "measured_on", "closed_on"),),
    patterns={"irregularities": "违〔{year}〕{n:03d}号"},
    main_action="record",
    empty="没有违规事项。违反规定的事照实记在这里，账实才能相符。",
)  # fmt: skip
