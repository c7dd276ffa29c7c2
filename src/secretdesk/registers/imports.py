"""导入批次: every run that took an old book over, what came of its rows, and which lines it wrote."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.effects.imports import undo_run
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.rules import old_books as rules
from secretdesk.registers.common import REASON, REMARK, amend, void

TOLD = (
    "run_on", "into", "target", "file_name", "sha256", "sheets", "content_rows", "imported", "warned", "rejected",
    "skipped", "input", "first_line", "last_line", "remark",
)  # fmt: skip

IMPORTS = Register(
    key="imports",
    label="导入批次",
    group="年度",
    article="账本规则",
    fields=(
        Field("run_on", "导入时间", Kind.MOMENT, required=True, width=16, help="什么时候导入的。"),
        Field("target", "登记簿", search=True, index=True, width=10, help="导入到哪个登记簿。"),
        Field("into", "登记簿标识", index=True, column=False, unseen=True),
        Field("file_name", "文件", search=True, sensitive=True, width=26, help="导入的文件叫什么。"),
        Field("sheets", "工作表", search=True, sensitive=True, width=18, help="导入了哪几个工作表。"),
        Field("content_rows", "有内容的行", Kind.INTEGER, width=9, help="有登记内容的行数，等于下面三项之和。"),
        Field("imported", "已导入", Kind.INTEGER, width=8, help="没有疑问、直接登记的行。"),
        Field("warned", "带提醒导入", Kind.INTEGER, width=9, help="登记了，但有提醒，要核对的行。"),
        Field("rejected", "未导入", Kind.INTEGER, width=8, help="退回改正的行。"),
        Field("skipped", "略过的行", Kind.INTEGER, column=False, width=8, help="合计、空行、填表人一类不是登记内容的行。"),
        Field("sha256", "文件校验值", search=True, index=True, column=False, width=20, help="文件的 SHA-256。"),
        Field("input", "导入登记", Kind.REFERENCE, refers_to="inputs", index=True, width=16, help="来源和查毒情况登记在哪一条。"),
        Field("first_line", "账本起", Kind.INTEGER, column=False, width=9, help="这一批写的第一行账本。"),
        Field("last_line", "账本止", Kind.INTEGER, column=False, width=9, help="这一批写的最后一行账本。"),
        REMARK,
        REASON,
    ),
    statuses=(Status("done", "已导入"), VOID),
    actions=(
        Action("run", "导入", creates=True, to="done", on_field="run_on", asks=TOLD, hidden=True,
               needs=("into", "file_name", "sha256", "content_rows", "first_line", "last_line"),
               article="账本规则：旧账照原样登记"),
        amend("remark"),
        void(undone=rules.run_can_be_undone, inverse=undo_run, role="supervisor"),
    ),
    patterns={"imports": "导〔{year}〕{n:02d}号"},
    main_action="",
    empty="还没有导入。导入旧台账用“文件”菜单的“导入旧台账”，或 secretdesk import。",
)  # fmt: skip
