"""公开审查月报: what a department reviewed itself in a month, by counts, or 本期无 (第52条（一）（四）, 第54条)."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.effects import disclosure_months as effects
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules import disclosure_months as rules
from secretdesk.domain.terms_disclosure import CHANNEL_KEYS, CHANNELS, COUNT_KEYS
from secretdesk.registers.common import REASON, REMARK, UNDO, amend, void

SIGNED = ("reporter", "head_by", "remark")
SOUND = (rules.nothing_or_counts, rules.outcomes_add_up, rules.channels_add_up, rules.as_the_lines_tell)

DISCLOSURE_MONTHS = Register(
    key="disclosure_months",
    label="公开审查月报",
    group="监督",
    article="第50条、第52条、第54条",
    fields=(
        Field("department", "部门", Kind.REFERENCE, refers_to="departments", required=True, index=True, search=True, width=18,
              help="哪个部门的月报；一个部门一个月一张。"),
        Field("month", "月份", required=True, index=True, search=True, width=9, help="如 2026-10，也可以写 202610、2026年10月。"),
        Field("due", "应报日期", Kind.DATE, computed=True, index=True, width=11),
        Field("reported_on", "报送日期", Kind.DATE, index=True, width=11, help="保密办收到月报的那一天。"),
        Field("nothing", "本期无", Kind.BOOLEAN, index=True, width=7, help="这个月没有公开信息的写“是”，也要报。"),
        Field("submitted", "送审件数", Kind.INTEGER, width=8,
              help="这个月审了几件；件数都不写的，照“公开审查”里这个部门这个月逐件登记的数。"),
        Field("allowed", "同意", Kind.INTEGER, width=6, help="部门自己审、可以公开的几件。"),
        Field("edited", "删改", Kind.INTEGER, width=6, help="删改后公开的几件。"),
        Field("refused", "不公开", Kind.INTEGER, width=6, help="不同意公开的几件。"),
        Field("sent", "报保密办", Kind.INTEGER, width=8, help="不能确定、送保密办审查的几件；这几件要在“公开审查”里逐件登记。"),
        *(Field(key, channel, Kind.INTEGER, column=False, width=7, help=f"送审的件数里，主要在{channel}公开的几件。")
          for key, channel in zip(CHANNEL_KEYS, CHANNELS, strict=True)),
        Field("reporter", "填报人", search=True, pinyin=True, width=10, help="谁填的，一般是部门初审员。"),
        Field("head_by", "部门负责人", search=True, pinyin=True, column=False, width=10, help="谁签的。"),
        Field("lines", "逐件登记", Kind.INTEGER, computed=True, column=False, width=8),
        Field("late", "迟报", Kind.BOOLEAN, computed=True, index=True, column=False, width=6),
        REMARK,
        REASON,
    ),
    statuses=(Status("awaited", "待报"), Status("reported", "已报"), Status("stopped", "不再报", terminal=True), VOID),
    actions=(
        Action("expect", "开始月报", creates=True, to="awaited", asks=("department", "month", "remark"),
               needs=("department", "month"), computes=(rules.month_and_day,),
               rules=(rules.month_is_one, rules.one_a_month, rules.one_at_a_time), free_past=True,
               forms=("disclosure_months",), article="第52条（一）、第54条"),
        Action("report", "登记月报", sources=("awaited",), to="reported", on_field="reported_on",
               asks=("reported_on", "nothing", *COUNT_KEYS, *SIGNED), computes=(rules.counts_of_the_lines, rules.is_late),
               rules=(rules.month_is_over, rules.head_has_signed, *SOUND), effects=(effects.next_month,),
               forms=("disclosure_months",), article="第52条（一）、第54条"),
        Action("report_nothing", "本期无", sources=("awaited",), to="reported", on_field="reported_on", many=True,
               asks=("reported_on", "reporter", "remark"), computes=(rules.nothing_this_month, rules.is_late),
               rules=(rules.month_is_over, rules.as_the_lines_tell), effects=(effects.next_month,),
               forms=("disclosure_months",), article="第52条（一）、第54条"),
        Action("stop", "不再报", sources=("awaited",), to="stopped", asks=("reason",), needs=("reason",),
               article="第50条"),
        amend("nothing", *COUNT_KEYS, *SIGNED, computes=(rules.lines_now,),
              rules=(rules.is_reported, rules.head_has_signed, *SOUND)),
        void(),
        UNDO,
    ),
    patterns={"disclosure_months": "公报〔{year}〕{n:04d}号"},
    forms=("disclosure_months",),
    main_action="expect",
    empty="没有公开审查月报。每个部门按 Ctrl+N 开始一次，以后每月一张等着报；没有公开信息的月份报“本期无”。",
)  # fmt: skip
