"""机要签收: what the courier brought, envelope by envelope (第28条（二）, F01 column 11, F07)."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.effects.custody import list_envelopes, send_envelope_back
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules.custody import (
    count_envelopes,
    envelope_waits,
    envelopes_listed,
    no_receipt_under_it,
)
from secretdesk.registers.common import REASON, REMARK, UNDO, amend, void

ARRIVALS = Register(
    key="arrivals",
    label="机要签收",
    group="载体",
    article="第28条（二）",
    fields=(
        Field("signed_on", "签收时间", Kind.MOMENT, required=True, width=16, help="在机要员清单上签字的时间。"),
        Field("courier", "机要员", required=True, search=True, width=10, help="送件的机要员姓名。"),
        Field("slip_number", "清单号", search=True, width=14, help="机要交接清单上的编号。"),
        Field("envelopes", "信封", Kind.LINES, refers_to="envelopes", required=True, column=False,
              help="逐封登记：发件单位、机要号、密级、封装是否完好。"),
        Field("count", "封数", Kind.INTEGER, computed=True, width=6, help="本次签收的信封数，程序计数。"),
        Field("envelope", "第几封", Kind.INTEGER, column=False, help="退回或转交的是第几封。"),
        REMARK,
        REASON,
    ),
    statuses=(Status("to_open", "待拆封"), Status("opened", "已拆清"), VOID),
    actions=(
        Action("sign", "签收", creates=True, to="to_open", on_field="signed_on",
               asks=("signed_on", "courier", "slip_number", "envelopes", "remark"),
               needs=("courier", "envelopes"),
               computes=(count_envelopes,), rules=(envelopes_listed,), effects=(list_envelopes,),
               forms=("arrival_book",), article="第28条（二）"),
        Action("send_back", "错投退回", sources=("to_open",), asks=("envelope", "reason"),
               needs=("envelope", "reason"), rules=(envelope_waits,), effects=(send_envelope_back,),
               article="第28条（二）"),
        Action("hand_over", "亲启转交", sources=("to_open",), asks=("envelope", "reason"),
               needs=("envelope", "reason"), rules=(envelope_waits,), effects=(send_envelope_back,),
               article="第28条（二）"),
        Action("settle", "拆清", hidden=True, to="opened"),
        amend("courier", "slip_number", "remark"),
        void(rules=(no_receipt_under_it,)),
        UNDO,
    ),
    patterns={"arrivals": "签〔{year}〕{n:04d}号"},
    forms=("arrival_book",),
    main_action="sign",
    empty="机要员到时，按 Ctrl+N 逐封签收；拆封登记后这里会显示已拆清。",
)  # fmt: skip

ENVELOPES = Register(
    key="envelopes",
    label="信封",
    group="载体",
    article="第28条（二）",
    parent="arrivals",
    parent_field="arrival",
    fields=(
        Field("arrival", "签收单", Kind.REFERENCE, refers_to="arrivals", computed=True, index=True, width=16),
        Field("serial", "第几封", Kind.INTEGER, computed=True, width=6),
        Field("sender", "发件单位", required=True, search=True, pinyin=True, width=20,
              help="信封上的发件单位。"),
        Field("courier_number", "机要号", search=True, index=True, width=14, help="信封上的机要号（交寄号）。"),
        Field("level", "密级", Kind.LEVEL, width=8, help="信封上标的密级。"),
        Field("intact", "封装完好", Kind.BOOLEAN, width=8, help="封口、封签是否完好；不写按完好。"),
        Field("document", "收文", Kind.REFERENCE, refers_to="documents", computed=True, width=20),
        REMARK,
        REASON,
    ),
    statuses=(
        Status("to_open", "待拆封"),
        Status("registered", "已登记"),
        Status("handed_unopened", "亲启转交"),
        Status("sent_back", "错投退回"),
        VOID,
    ),
    actions=(
        Action("enter", "签收", hidden=True, to="to_open"),
        Action("settle", "拆封登记", hidden=True),
    ),
    forms=("arrival_book",),
    level_field="level",
    empty="信封随机要签收登记，在“机要签收”里按 Ctrl+N。",
)  # fmt: skip
