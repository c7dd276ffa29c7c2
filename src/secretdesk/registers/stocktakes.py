"""清查: what is in a place or in somebody's hands, counted one by one against the books (第28条（一）, 第37条, F33)."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.effects import leaks as leak_effects
from secretdesk.domain.effects import stocktakes as effects
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules import leaks
from secretdesk.domain.rules import stocktake_values as values
from secretdesk.domain.rules import stocktakes as rules
from secretdesk.domain.rules.clearance import take_part
from secretdesk.domain.terms import STOCK_STATES
from secretdesk.registers.common import REASON, REMARK, UNDO, amend, void

STOCKTAKES = Register(
    key="stocktakes",
    label="清查",
    group="事务",
    article="第28条（一）、第37条",
    fields=(
        Field("started_on", "清查日期", Kind.DATE, required=True, width=11, help="开始清点的日期。"),
        Field("place", "存放处", Kind.REFERENCE, refers_to="places", index=True, search=True, width=16,
              help="清查哪一处；与“保管人”只写一个。"),
        Field("person", "保管人", Kind.REFERENCE, refers_to="people", index=True, search=True, pinyin=True, width=10,
              help="清查谁手里的；与“存放处”只写一个。"),
        Field("blind", "盲点", Kind.BOOLEAN, column=False, width=6,
              help="是：清点时不显示应有多少，完成时才对账。不写按否。"),
        Field("copies", "清点到的份", Kind.REFERENCES, refers_to="copies", column=False, width=22,
              help="扫描一份记一份，或写编号、份号、12-3，几份用顿号隔开。"),
        Field("media", "清点到的介质", Kind.REFERENCES, refers_to="media", column=False, width=14,
              help="移动介质的编号或序列号。"),
        Field("strange", "账上没有的", search=True, column=False, width=16,
              help="扫到而账上没有的，照上面印的编号写；只写编号。"),
        Field("expected", "应有", Kind.INTEGER, computed=True, width=6, help="账上应在这里的件数；盲点的完成时才算出。"),
        Field("counted", "实有", Kind.INTEGER, computed=True, width=6),
        Field("agreed", "一致", Kind.INTEGER, computed=True, width=6),
        Field("missing", "缺", Kind.INTEGER, computed=True, width=5),
        Field("surplus", "多", Kind.INTEGER, computed=True, width=5),
        Field("misplaced", "错位", Kind.INTEGER, computed=True, width=6),
        Field("misnumbered", "份号不符", Kind.INTEGER, computed=True, column=False, width=8),
        Field("differences", "差异及处理", computed=True, long=True, search=True, width=24),
        Field("finished_on", "完成日期", Kind.DATE, width=11, help="对账签字的日期。"),
        Field("counted_by", "清查人", Kind.REFERENCES, refers_to="people", search=True, column=False, width=14,
              help="清点的两个人，用顿号分开。"),
        Field("supervised_by", "监督人", search=True, pinyin=True, column=False, width=10, help="在场监督的人。"),
        Field("explained", "另有说明的份", Kind.REFERENCES, refers_to="copies", column=False, width=22,
              help="没清点到但知道在哪里、不报失的，写在这里并写明理由；记入违规事项。别的一律报失。"),
        Field("explained_media", "另有说明的介质", Kind.REFERENCES, refers_to="media", column=False, width=14,
              help="没清点到但知道在哪里的介质。"),
        Field("put_back", "已放回的份", Kind.REFERENCES, refers_to="copies", column=False, width=22,
              help="错位的件当场放回了账上存放处的，写在这里；别的登记在清点到的地方。"),
        Field("put_back_media", "已放回的介质", Kind.REFERENCES, refers_to="media", column=False, width=14,
              help="错位后放回了原处的介质。"),
        Field("wrong_numbers", "份号不符的份", Kind.REFERENCES, refers_to="copies", column=False, width=22,
              help="清点到了，但原件上的份号与账上不同的；查明后在“份”里更正份号。"),
        REMARK,
        REASON,
    ),
    statuses=(Status("open", "清点中"), Status("finished", "已完成"), VOID),
    actions=(
        Action("start", "开始清查", creates=True, to="open", on_field="started_on",
               asks=("started_on", "place", "person", "blind", "remark"), needs=("started_on",),
               computes=(values.begin,), rules=(rules.one_scope,), forms=("stocktake_list",),
               article="第28条（一）、第37条"),
        Action("count", "清点", sources=("open",), asks=("copies", "media", "strange"), computes=(values.tally,),
               rules=(rules.not_counted_twice,), effects=(effects.count,), article="F33"),
        Action("finish", "完成", sources=("open",), to="finished", on_field="finished_on",
               asks=("finished_on", "counted_by", "supervised_by", "explained", "explained_media", "put_back",
                     "put_back_media", "wrong_numbers", "remark", "reason"),
               needs=("counted_by",), computes=(values.settle,),
               rules=(rules.two_counters, rules.named_are_differences, rules.differences_are_looked_at,
                      take_part("counted_by")),
               effects=(effects.finish,), forms=("stocktake_list", "stocktake_book"), article="F33、条例第61条"),
        Action("open_incident", "按泄密事件报告", sources=("finished",), asks=("reason",),
               rules=(leaks.not_in_an_incident, leaks.tell_the_clock), effects=(leak_effects.open_incident,),
               article="条例第61条、第74条"),
        amend("supervised_by", "remark"),
        void(undone=rules.stocktake_can_be_void, inverse=effects.undo_stocktake),
        UNDO,
    ),
    patterns={"stocktakes": "清〔{year}〕{n:03d}号"},
    forms=("stocktake_book", "stocktake_list"),
    main_action="start",
    empty="没有清查。按 Ctrl+N 开始一次，写清查哪一处，再办“清点”逐份扫描。",
)  # fmt: skip

STOCKTAKE_LINES = Register(
    key="stocktake_lines",
    label="清点记录",
    group="事务",
    article="F33",
    parent="stocktakes",
    parent_field="stocktake",
    fields=(
        Field("stocktake", "清查", Kind.REFERENCE, refers_to="stocktakes", computed=True, index=True, width=16),
        Field("serial", "第几件", Kind.INTEGER, computed=True, width=6),
        Field("copy", "份", Kind.REFERENCE, refers_to="copies", computed=True, index=True, search=True, width=18),
        Field("medium", "介质", Kind.REFERENCE, refers_to="media", computed=True, index=True, search=True, width=12),
        Field("typed", "账上没有的", computed=True, search=True, width=16),
        Field("state", "结果", Kind.CHOICE, choices=STOCK_STATES, computed=True, index=True, width=8),
        Field("booked", "账上所记", computed=True, width=18),
        Field("outcome", "处理", computed=True, width=16),
        REASON,
    ),
    statuses=(Status("counted", "已清点"), VOID),
    actions=(
        Action("enter", "清点", hidden=True, to="counted"),
        Action("settle", "处理", hidden=True),
    ),
    empty="清点记录随清查登记。",
)  # fmt: skip
