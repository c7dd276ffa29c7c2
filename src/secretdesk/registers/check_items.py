"""检查项目: where the college words an item of the sheet otherwise, adds one or leaves one out (条例第58条, F29)."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules import inspections as rules
from secretdesk.domain.terms_inspections import HEADINGS, ITEM_KINDS
from secretdesk.registers.common import REASON, REMARK, UNDO, amend, void

TOLD = ("heading", "item_kind", "text", "points", "present", "everywhere", "dropped", "article", "remark")
RULES = (rules.tells_the_item, rules.points_add_up)

CHECK_ITEMS = Register(
    key="check_items",
    label="检查项目",
    group="监督",
    article="第7条（三）、条例第58条、F29",
    fields=(
        Field("item", "项", Kind.INTEGER, required=True, index=True, width=5,
              help="改写 1-59 里的哪一项；60 以上是学院自己加的。没有改写的照程序带的检查项目表。"),
        Field("heading", "类别", Kind.CHOICE, choices=HEADINGS, index=True, width=14, help="条例第58条十三类里的哪一类。"),
        Field("item_kind", "计分方法", Kind.CHOICE, choices=ITEM_KINDS, width=8,
              help="计分：合计 100 分；另扣：答“否”从总分里扣；否决：答“否”就是不符合。不写按计分。"),
        Field("text", "检查项目", search=True, long=True, width=36, help="写成做到了答“是”的句子。"),
        Field("points", "分值", Kind.INTEGER, width=6, help="计分的得几分，另扣的扣几分，整数。"),
        Field("present", "实有才计", Kind.BOOLEAN, width=8, help="没有这样的事就不计分的写“是”，这样的项可以答“不适用”。"),
        Field("everywhere", "查部门也问", Kind.BOOLEAN, width=9, help="定期查部门时也问的写“是”。"),
        Field("dropped", "不用", Kind.BOOLEAN, width=6, help="学院不查这一项的写“是”。"),
        Field("article", "依据", search=True, width=14, help="依据哪一条。"),
        REMARK,
        REASON,
    ),
    statuses=(Status("in_force", "有效"), Status("restored", "已恢复原样", terminal=True), VOID),
    actions=(
        Action("word", "改写、增加", creates=True, to="in_force", asks=("item", *TOLD), needs=("item",),
               computes=(rules.scored_unless_told,), rules=(rules.one_is_in_force, *RULES), article="条例第58条"),
        Action("restore", "恢复原样", sources=("in_force",), to="restored", asks=("reason",), needs=("reason",),
               article="条例第58条"),
        amend(*TOLD, rules=RULES),
        void(),
        UNDO,
    ),
    patterns={"check_items": "项{n:03d}"},
    yearly=False,
    forms=("check_item_book",),
    main_action="word",
    empty="没有改写。检查按程序带的 59 项办；上级换了评分表，或学院要加、要改、不用哪一项，按 Ctrl+N。",
)  # fmt: skip
