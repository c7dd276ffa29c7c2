"""备份: every backup that was made and checked, where it lies, and every restore (第46条; R7)."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.terms import BACKUP_REASONS
from secretdesk.registers.common import REASON, REMARK, amend

MADE = ("made_on", "why", "path", "volume", "medium", "outside", "lines", "head", "size", "level")

BACKUPS = Register(
    key="backups",
    label="备份",
    group="系统",
    article="第46条",
    fields=(
        Field("made_on", "备份时间", Kind.MOMENT, index=True, width=16, help="什么时候做的。"),
        Field("why", "原因", Kind.CHOICE, choices=BACKUP_REASONS, index=True, width=10, help="每天自动做，还是人办的。"),
        Field("path", "位置", search=True, width=34, help="备份在哪个文件夹。"),
        Field("outside", "在本机外", Kind.BOOLEAN, index=True, width=8, help="存在登记过的介质上的为是。"),
        Field("medium", "介质", Kind.REFERENCE, refers_to="media", index=True, width=14, help="存到哪个登记过的介质。"),
        Field("lines", "账本行", Kind.INTEGER, width=10, help="备份里的账本到第几行。"),
        Field("head", "链尾", column=False, width=20, help="最后一行的校验值。"),
        Field("size", "字节", Kind.TEXT, column=False, width=12, help="备份多大。"),
        Field("level", "密级", Kind.LEVEL, index=True, width=8, help="备份和保密库同级，按涉密载体管理。"),
        Field("volume", "磁盘", column=False, width=16, help="在哪个磁盘。"),
        Field("holds_expunged", "含涂销内容", Kind.BOOLEAN, computed=True, index=True, width=10),
        Field("removed_on", "清除日期", Kind.DATE, column=False, width=11, help="备份清除的日期。"),
        Field("lost", "丢失的行", column=False, width=16, help="恢复以后，账本里没有了的行。"),
        REMARK,
        REASON,
    ),
    statuses=(Status("kept", "在"), Status("removed", "已清除"), Status("restored", "已恢复"), VOID),
    actions=(
        Action("make", "备份", creates=True, to="kept", on_field="made_on", asks=MADE, hidden=True,
               needs=("why", "path", "lines"), article="第46条"),
        Action("restore", "恢复", creates=True, to="restored", on_field="made_on", asks=(*MADE, "lost"), hidden=True,
               needs=("path", "lines"), role="reader", article="第46条"),
        Action("remove", "登记清除", sources=("kept",), to="removed", asks=("removed_on", "reason"),
               on_field="removed_on", many=True, article="第44条、第48条"),
        Action("note", "含涂销内容", hidden=True),
        amend("remark"),
    ),
    patterns={"backups": "备〔{year}〕{n:04d}号"},
    main_action="",
    level_field="level",
    empty="还没有备份。每天第一次打开时自动备份；要存到介质上的办“备份到……”。",
)  # fmt: skip
