"""钥匙: who may open the vault, in which role (design section 3, domain 2.8)."""

from secretdesk.domain.declaration import VOID, Action, Register, Status
from secretdesk.domain.fields import Field, Kind
from secretdesk.domain.terms import ROLE_CHOICES
from secretdesk.registers.common import REASON

GIVEN = ("name", "role", "slot_id", "fingerprint", "generation", "until", "reason")

SLOTS = Register(
    key="slots",
    label="钥匙",
    group="系统",
    article="第28条（一）",
    fields=(
        Field("name", "姓名", required=True, search=True, pinyin=True, index=True, width=12, help="谁的钥匙。"),
        Field("role", "角色", Kind.CHOICE, choices=ROLE_CHOICES, required=True, width=12,
              help="保密员办日常登记；保密办主任管参数、钥匙、冲正、涂销；审计员只看。"),
        Field("slot_id", "钥匙号", index=True, column=False, width=10),
        Field("fingerprint", "指纹", column=False, width=20, help="钥匙文件里这把钥匙的指纹，防止被调换。"),
        Field("until", "有效期止", Kind.DATE, ahead=True, width=11, help="临时代管的人用到哪一天；过了这一天自行失效。"),
        Field("generation", "钥匙文件代次", Kind.INTEGER, width=8),
        REASON,
    ),
    statuses=(
        Status("adding", "添加中"),
        Status("live", "有效"),
        Status("changing", "换口令中"),
        Status("removing", "移除中"),
        Status("removed", "已移除", terminal=True),
        VOID,
    ),
    actions=(
        Action("found", "建库", creates=True, hidden=True, to="live", asks=GIVEN, needs=("name", "role")),
        Action("add", "添加钥匙", creates=True, to="adding", role="keys", asks=GIVEN, needs=("name", "role"),
               hidden=True, article="第28条（一）"),
        Action("change", "换口令", sources=("live",), to="changing", asks=GIVEN, role="reader", hidden=True),
        Action("remove", "移除钥匙", sources=("live",), to="removing", role="keys", asks=GIVEN, hidden=True),
        Action("done", "办妥", sources=("adding", "changing"), to="live", asks=GIVEN, role="reader", hidden=True),
        Action("gone", "移除办妥", sources=("removing", "adding"), to="removed", asks=GIVEN, role="reader",
               hidden=True),
        Action("abandon", "未办成", sources=("changing", "removing"), to="live", asks=GIVEN, role="reader",
               hidden=True),
    ),
    patterns={"slots": "钥{n:03d}"},
    yearly=False,
    name_field="name",
    forms=("slot_list",),
    empty="",
)  # fmt: skip
