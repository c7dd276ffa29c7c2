"""导入登记: what was brought onto this PC from outside, by which medium, and that it was searched (第44条, 第46条)."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules import old_books as rules
from secretdesk.domain.terms import INPUT_KINDS
from secretdesk.registers.common import REASON, REMARK, amend, void

RECORDED = (
    "brought_on", "kind", "name", "level", "mark", "source", "medium", "virus_checked", "virus_checked_by", "sha256",
    "device", "purpose", "applicant", "approved_by", "remark",
)  # fmt: skip

INPUTS = Register(
    key="inputs",
    label="导入登记",
    group="年度",
    article="第44条、第46条",
    fields=(
        Field("brought_on", "导入时间", Kind.MOMENT, required=True, width=16, help="拷入、导入本机的时间。"),
        Field("kind", "导入方式", Kind.CHOICE, choices=INPUT_KINDS, required=True, index=True, width=12,
              help="导入旧台账，还是拷入文件、软件和升级。"),
        Field("name", "名称（代称）", required=True, search=True, sensitive=True, width=24, help="文件名或代称，不写涉密标题。"),
        Field("level", "密级", Kind.LEVEL, index=True, width=8, help="导入内容的最高密级。"),
        Field("mark", "密级和期限", column=False, width=12, help="导入件所标的密级和期限。"),
        Field("source", "来源", search=True, width=20, help="从哪里来：哪个单位、哪台中间机、本机原有的文件。"),
        Field("medium", "来源介质", Kind.REFERENCE, refers_to="media", index=True, search=True, width=14,
              help="用哪个登记过的介质拷来的，写介质编号；不用介质的不写。"),
        Field("virus_checked", "已查病毒", Kind.BOOLEAN, width=8, help="导入以前在中间机上查杀过病毒。"),
        Field("virus_checked_by", "查毒情况", search=True, column=False, width=16, help="谁查的、用什么软件、结果怎样。"),
        Field("sha256", "文件校验值", search=True, column=False, width=20, help="文件的 SHA-256。"),
        Field("device", "导入设备", search=True, column=False, width=16, help="经哪台中间机、哪台设备。"),
        Field("purpose", "用途", search=True, column=False, width=16, help="做什么用。"),
        Field("applicant", "申请人", search=True, column=False, width=10, help="谁申请导入的。"),
        Field("approved_by", "审批人", search=True, column=False, width=10, help="纸上谁批准的。"),
        REMARK,
        REASON,
    ),
    statuses=(Status("done", "已登记"), VOID),
    actions=(
        Action("record", "登记导入", creates=True, to="done", on_field="brought_on", asks=RECORDED,
               needs=("brought_on", "kind", "name"), rules=(rules.source_is_told, rules.medium_is_named),
               article="第44条、第46条"),
        amend(*(key for key in RECORDED if key not in {"brought_on", "sha256"})),
        void(),
    ),
    patterns={"inputs": "入〔{year}〕{n:04d}号"},
    forms=("inputs_book",),
    main_action="record",
    level_field="level",
    empty="还没有导入。导入旧台账时自动登记；拷入其他文件的按 Ctrl+N 登记。",
)  # fmt: skip
