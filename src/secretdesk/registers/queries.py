"""收文查询: what is asked of the issuer (第28条（二）, F02)."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.terms import QUERY_KINDS
from secretdesk.registers.common import REASON, REMARK, UNDO, amend, void

ASKED = ("document", "found_on", "kind", "description", "asked_unit", "asked_how", "asked_on", "remark")

QUERIES = Register(
    key="queries",
    label="收文查询",
    group="载体",
    article="第28条（二）",
    fields=(
        Field("document", "收文", Kind.REFERENCE, refers_to="documents", index=True, width=20,
              help="哪一件收文的问题。"),
        Field("found_on", "发现日期", Kind.DATE, required=True, width=11, help="发现问题的日期。"),
        Field("kind", "问题类型", Kind.CHOICE, choices=QUERY_KINDS, required=True, width=12, help="缺份、错发等。"),
        Field("description", "问题描述", required=True, search=True, long=True, sensitive=True, width=30,
              help="具体是什么问题。"),
        Field("asked_unit", "查询单位", Kind.REFERENCE, refers_to="correspondents", search=True, width=18,
              help="向哪个单位查询。"),
        Field("asked_how", "查询方式", column=False, width=12, help="电话、机要函等；电话里不得谈及涉密内容。"),
        Field("asked_on", "查询时间", Kind.DATE, column=False, width=11, help="什么时候问的。"),
        Field("contact", "对方经办人", search=True, column=False, width=10, help="对方谁答复的。"),
        Field("reply", "答复", search=True, long=True, sensitive=True, width=24, help="对方怎样答复。"),
        Field("answered_on", "答复日期", Kind.DATE, column=False, width=11, help="答复的日期。"),
        Field("outcome", "处理结果", search=True, long=True, sensitive=True, width=24, help="最后怎样处理。"),
        REMARK,
        REASON,
    ),
    statuses=(Status("open", "待答复"), Status("answered", "已答复"), Status("closed", "已办结"), VOID),
    actions=(
        Action("open", "开查询单", creates=True, to="open", on_field="found_on", asks=ASKED,
               needs=("found_on", "kind", "description"), forms=("query_sheet",), article="第28条（二）"),
        Action("answer", "登记答复", sources=("open", "answered"), to="answered", on_field="answered_on",
               asks=("answered_on", "contact", "reply"), needs=("reply",), article="第28条（二）"),
        Action("close", "办结", sources=("open", "answered"), to="closed", asks=("outcome", "reason"),
               needs=("outcome",), article="第28条（二）"),
        amend(*ASKED, "contact", "reply", "answered_on", "outcome"),
        void(),
        UNDO,
    ),
    order=(("found_on", "asked_on", "answered_on"),),
    patterns={"queries": "查〔{year}〕{n:03d}号"},
    forms=("query_book", "query_sheet"),
    main_action="open",
    empty="没有查询。收文时份数不符、标志有误，程序会自动开出查询单。",
)  # fmt: skip
