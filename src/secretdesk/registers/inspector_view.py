"""What an inspector is shown on paper, heading by heading, and what is got ready for him (条例第58条; domain 4)."""

from secretdesk.domain.declaration import Register, Status
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.terms_inspections import HEADINGS

INSPECTOR_PAGES = Register(
    key="inspector_pages",
    label="迎检分类情况",
    group="监督",
    article="条例第58条",
    fields=(
        Field("heading", "类别", Kind.CHOICE, choices=HEADINGS, computed=True, width=14),
        Field("part", "内容", computed=True, width=8),
        Field("what", "项目", computed=True, width=30),
        Field("book", "登记簿", computed=True, width=12),
        Field("value", "数量、情况", computed=True, width=16),
        Field("day", "日期", computed=True, width=11),
        Field("tick", "核对", computed=True, width=8),
    ),
    statuses=(Status("listed", "在列"),),
    actions=(),
)

INSPECTION_WANTS = Register(
    key="inspection_wants",
    label="迎检准备",
    group="监督",
    article="条例第58条",
    fields=(
        Field("serial", "序号", Kind.INTEGER, computed=True, width=6),
        Field("what", "要准备什么", computed=True, width=20),
        Field("book", "登记簿", computed=True, width=12),
        Field("about", "编号", computed=True, width=20),
        Field("due", "期限", Kind.DATE, computed=True, width=11),
        Field("state", "情况", computed=True, width=10),
    ),
    statuses=(Status("listed", "在列"),),
    actions=(),
)
PAPER_ONLY = frozenset({INSPECTOR_PAGES.key})  # never on a medium
