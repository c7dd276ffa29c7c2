"""年度报告: the year told in twelve parts and sent to the secrecy authority (条例第56条; 第6条（五）; T13)."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.effects import year_reports as effects
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules import year_reports as rules
from secretdesk.domain.rules.common import closed_vault_level
from secretdesk.domain.terms_yearly import PARTS
from secretdesk.registers.common import REASON, REMARK, UNDO, amend, void

HELPS = {
    "leading": "领导小组开了几次会、研究了什么，责任制怎样落实。",
    "rules": "订了、改了哪些制度。",
    "classifying": "定密、派生定密、变更、解密多少，年度审核怎样。",
    "staff": "涉密人员多少，审查、培训、出国（境）、脱密期管理怎样。",
    "carriers": "收发、清退、销毁、清查怎样，账物是否相符。",
    "equipment": "涉密设备、介质、网络怎样管，维修、销毁多少。",
    "places": "要害部门部位有几处，检查、值班、进入登记怎样。",
    "foreign": "涉外活动、境外人员怎样管。",
    "disclosure": "审查多少件、不公开多少件，有没有未审先发。",
    "checks": "检查几次，发现、整改多少问题。",
    "problems": "还有什么问题、原因是什么；发生过泄密事件的写查处情况。",
    "plans": "下一年打算做什么。",
}
TOLD = ("level", *PARTS, "drafted_by", "remark")

YEAR_REPORTS = Register(
    key="year_reports",
    label="年度报告",
    group="监督",
    article="条例第56条、第6条（五）",
    fields=(
        Field("begun_on", "起草日期", Kind.DATE, required=True, width=11, help="开始写的那一天。"),
        Field("of_year", "年度", Kind.INTEGER, required=True, index=True, width=8, help="报告哪一年的保密工作。"),
        Field("level", "密级", Kind.LEVEL, index=True, width=8, help="写了涉密内容的按内容定；只写做法和数量的不写。"),
        *(Field(key, label, long=True, search=True, sensitive=True, secret=True, column=False, width=24, help=HELPS[key])
          for key, label in PARTS.items()),
        Field("drafted_by", "起草人", search=True, width=10, help="谁写的。"),
        Field("due", "最晚报送日期", Kind.DATE, computed=True, index=True, width=11),
        Field("sent_on", "报送日期", Kind.DATE, index=True, width=11, help="报出的那一天。"),
        Field("addressee", "报送机关", Kind.REFERENCE, refers_to="correspondents", search=True, width=20,
              help="同级保密行政管理部门；不写就是“往来单位”里标明的那一家。"),
        Field("doc_number", "文号", search=True, width=16, help="报告的发文字号。"),
        Field("reviewed_by", "审核人", search=True, column=False, width=10, help="保密办主任，或者审核的人。"),
        Field("signed_by", "签发人", search=True, width=10, help="领导小组组长，或者授权签发的人。"),
        Field("taken_by", "接收人、回执", search=True, column=False, width=14, help="对方谁收的、回执编号。"),
        REMARK,
        REASON,
    ),
    statuses=(Status("draft", "起草中"), Status("sent", "已报送"), VOID),
    actions=(
        Action("draft", "起草", creates=True, to="draft", on_field="begun_on", asks=("begun_on", "of_year", *TOLD),
               needs=("begun_on", "of_year"), computes=(rules.due_after_its_year,),
               rules=(rules.of_a_year_in_the_books, closed_vault_level), free_past=True,
               forms=("year_report_sheet",), article="条例第56条"),
        Action("write", "补写", sources=("draft",), asks=TOLD, rules=(rules.something_is_written, closed_vault_level),
               forms=("year_report_sheet",), article="条例第56条"),
        Action("send", "报送", sources=("draft",), to="sent", on_field="sent_on",
               asks=("sent_on", "addressee", "doc_number", "reviewed_by", "signed_by", "taken_by", "remark"),
               needs=("signed_by",), computes=(rules.to_the_office,),
               rules=(rules.goes_somewhere, rules.every_part_is_told, rules.sent_after_its_year),
               effects=(effects.book_activity,), free_past=True, forms=("year_report_sheet",),
               article="条例第56条、第6条（五）"),
        amend(*TOLD, "doc_number", "reviewed_by", "signed_by", "taken_by", rules=(closed_vault_level,)),
        void(),
        UNDO,
    ),
    order=(("begun_on", "sent_on"),),
    patterns={"year_reports": "年报〔{year}〕{n:02d}号"},
    forms=("year_report_book", "year_report_sheet"),
    main_action="draft",
    level_field="level",
    empty="还没有年度报告。每年向保密行政管理部门报一次（条例第56条）：按 Ctrl+N 起草，照十二个方面写，报出后办“报送”。",
)  # fmt: skip
