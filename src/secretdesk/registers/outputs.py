"""输出登记: every file and print that leaves the vault (第39条, F31)."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules.media import output_fits_medium
from secretdesk.domain.terms import OUTPUT_KINDS
from secretdesk.registers.common import REASON, REMARK, amend, void

RECORDED = (
    "made_on", "kind", "name", "level", "mark", "copies", "pages", "path", "volume", "medium", "sha256", "device",
    "purpose", "applicant", "approved_by", "supervised_by", "waste_shredded", "remark",
)  # fmt: skip
WRITTEN = ("confirmed_by", "unread_volume", "counts_only", "files", "head")

OUTPUTS = Register(
    key="outputs",
    label="输出登记",
    group="年度",
    article="第39条",
    fields=(
        Field("made_on", "输出时间", Kind.MOMENT, required=True, width=16, help="打印、导出的时间。"),
        Field("kind", "输出方式", Kind.CHOICE, choices=OUTPUT_KINDS, required=True, index=True, width=12,
              help="打印、刻录、导出等。"),
        Field("name", "名称（代称）", required=True, search=True, width=24, help="不写涉密标题，写编号或代称。"),
        Field("level", "密级", Kind.LEVEL, index=True, width=8, help="输出内容的最高密级。"),
        Field("mark", "密级和期限", column=False, width=12, help="输出件应标的密级和期限。"),
        Field("copies", "份数", Kind.INTEGER, width=6, help="份数。"),
        Field("pages", "页数", Kind.INTEGER, width=6, help="每份页数。"),
        Field("path", "文件位置", search=True, index=True, width=30, help="文件存在哪里。"),
        Field("volume", "磁盘", column=False, width=16, help="文件所在的磁盘。"),
        Field("medium", "输出载体", Kind.REFERENCE, refers_to="media", index=True, column=False, width=14,
              help="刻录、拷贝到哪个登记过的介质，写介质编号。"),
        Field("sha256", "文件校验值", search=True, column=False, width=20, help="文件的 SHA-256。"),
        Field("device", "输出设备", search=True, column=False, width=16, help="打印机、刻录机编号。"),
        Field("purpose", "用途", search=True, column=False, width=16, help="做什么用、给谁。"),
        Field("applicant", "申请人", search=True, column=False, width=10, help="代其他部门打印、刻录时的申请人。"),
        Field("approved_by", "审批人", search=True, column=False, width=10, help="纸上谁批准的。"),
        Field("supervised_by", "监督人", search=True, column=False, width=10, help="谁在场监督。"),
        Field("waste_shredded", "废页已销毁", Kind.BOOLEAN, column=False, width=8, help="打印、复印的废页当场粉碎了没有（第40条）。"),
        Field("confirmed_by", "第二人确认", Kind.REFERENCE, refers_to="people", column=False, width=10,
              help="读不出卷标识的介质，谁当面核对了介质编号。"),
        Field("unread_volume", "卷标识未读出", Kind.BOOLEAN, column=False, width=8, help="凭介质编号和第二人确认写出的为是。"),
        Field("counts_only", "统计数字版", Kind.BOOLEAN, column=False, width=8, help="只有数字、不含标题和姓名的为是。"),
        Field("files", "文件数", Kind.INTEGER, column=False, width=6, help="文件夹里有几个文件，清单在内。"),
        Field("head", "账本行", column=False, width=20, help="写出时账本到第几行、行的校验值。"),
        Field("failure", "没有写成的原因", long=True, column=False, width=20, help="满了、拔掉了、读回不一致等。"),
        Field("removed_on", "清除日期", Kind.DATE, column=False, width=11, help="文件清除的日期。"),
        REMARK,
        REASON,
    ),
    statuses=(
        Status("on_disk", "文件在盘"), Status("done", "已登记"), Status("removed", "文件已清除"),
        Status("writing", "正在写出"), Status("staged", "待刻录"), Status("failed", "没有写成"), VOID,
    ),
    actions=(
        Action("record", "登记输出", creates=True, to="done", on_field="made_on", asks=RECORDED,
               needs=("made_on", "kind", "name"), rules=(output_fits_medium,), article="第39条"),
        Action("release", "输出文件", creates=True, to="on_disk", on_field="made_on", hidden=True,
               asks=(*RECORDED, *WRITTEN[:2]),
               needs=("kind", "name"), role="reader", article="第39条"),
        Action("begin", "开始写出", creates=True, to="writing", on_field="made_on", asks=(*RECORDED, *WRITTEN),
               hidden=True, needs=("kind", "name", "path"), role="reader", article="第39条、第46条"),
        Action("finish", "写成", sources=("writing",), to="on_disk", hidden=True, role="reader", article="第39条"),
        Action("stage", "待刻录", sources=("writing",), to="staged", hidden=True, role="reader", article="第39条"),
        Action("burn", "刻录核对", sources=("staged",), to="done", hidden=True, role="reader",
               asks=("path", "volume", "device"), article="第39条"),
        Action("fail", "没有写成", sources=("writing", "staged"), to="failed", hidden=True, role="reader",
               asks=("failure",), needs=("failure",), article="第39条"),
        Action("remove", "登记清除", sources=("on_disk",), to="removed", asks=("removed_on", "reason"),
               on_field="removed_on", many=True, article="第44条"),
        amend("name", "level", "mark", "copies", "pages", "device", "purpose", "applicant", "approved_by",
              "supervised_by", "waste_shredded", "remark"),
        void(),
    ),
    patterns={"outputs": "输〔{year}〕{n:04d}号"},
    forms=("outputs_book",),
    main_action="record",
    level_field="",
    empty="还没有输出。打印、导出时自动登记；代其他部门打印的按 Ctrl+N 登记。",
)  # fmt: skip
